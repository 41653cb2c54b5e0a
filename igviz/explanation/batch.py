"""Explains many inputs at once: those that can share batches do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from igviz.engine.attribution import Attribution
from igviz.engine.plan import Plan
from igviz.engine.problem import LOOKED_AT, Problem, joined, solve
from igviz.engine.progress import Progress, Reporter
from igviz.errors import ModelError, SomeInputsError
from igviz.explanation.explanation import Explanation
from igviz.quadrature.scheme import Scheme


class Question(Protocol):
    """One input, asked about one or several targets."""

    @property
    def key(self) -> Hashable:
        """A key that is equal for questions that can share batches."""

    @property
    def many(self) -> bool:
        """Whether there may be thousands of such, of which nobody looks at the path of each."""

    def problem(self) -> Problem:
        """The problem to integrate, of one example."""

    def explanation(self, attribution: Attribution, target: int, last: bool) -> Explanation:
        """The explanation that a person gets of an attribution of the target of that number.

        What is computed beside it is computed of the ``last`` alone.
        """


MOST_NUMBERS = 5  # of inputs that failed are listed
# By question, then by target; of a question that failed there is none.
Explanations = list[list[Explanation]]


def explain_all(
    questions: Mapping[int, Question],
    plan: Plan,
    progress: bool | Callable[[Progress], object] | None = None,
    unread: Mapping[int, str] | None = None,
) -> Explanations:
    """Explain every question; images of one shape share batches, texts have their own.

    Parameters
    ----------
    questions : mapping of int to Question
        By the number of their input.
    plan : Plan
    progress : bool or callable, optional
        Whether a bar is shown, as it is by default; or a callable that gets every `Progress` and
        may return True to stop early, after which questions without an estimate count as failed.
    unread : mapping of int to str, optional
        Why other inputs have no question.

    Raises
    ------
    SomeInputsError
        If some questions failed; it holds the explanations of the others.
    """
    groups: dict[Hashable, list[int]] = {}
    for number, question in questions.items():
        groups.setdefault(question.key, []).append(number)
    explanations: dict[int, list[Explanation]] = {}
    failures: dict[int, str] = dict(unread or {})
    with Reporter(True if progress is None else progress) as report:
        spent = 0
        for done, numbers in enumerate(groups.values()):
            alone = len(groups) == 1 and not unread
            group = _Group([questions[number] for number in numbers], alone)
            for step in group.run(plan, early=callable(progress)):
                # Groups that have not begun are taken to cost as much as this one.
                expected = spent + step.expected * (len(groups) - done)
                if report(
                    replace(step, evaluations=spent + step.evaluations, expected=expected)
                ) and group.stop(step):
                    break
            spent += group.evaluations
            explanations.update(zip(numbers, group.explanations, strict=True))
            failures.update((numbers[i], sentence) for i, sentence in group.failures.items())
    count = len(questions) + len(unread or {})
    answers = [explanations.get(number, []) for number in range(count)]
    if failures:
        raise SomeInputsError(failed(failures, count), answers)
    return answers


class _Group:
    """Questions that share batches, with what has been computed of them.

    An error that they all share is raised if they are ``alone``; beside other groups, whose
    explanations it would lose, it is noted in ``failures``.
    """

    def __init__(self, questions: Sequence[Question], alone: bool) -> None:
        self.questions, self.alone = questions, alone
        self.explanations: Explanations = []
        self.failures: Mapping[int, str] = {}
        self.evaluations = 0

    def run(self, plan: Plan, early: bool) -> Iterator[Progress]:
        """Explain the questions, yielding progress after every batch."""
        try:
            for step, better in refine_all(self.questions, plan, early=early):
                self.evaluations = step.evaluations
                if better:
                    self.explanations, self.failures = better, step.attributions[0].failures
                yield step
        except ModelError as error:
            every_one = getattr(error, "sentences", {})
            if self.alone and (len(self.questions) == 1 or not every_one):
                raise
            numbers = range(len(self.questions))
            self.explanations = [[] for _ in numbers]
            self.failures = every_one or dict.fromkeys(numbers, str(error))

    def stop(self, step: Progress) -> bool:
        """Take what there is; False while no question has an estimate."""
        attributions = step.attributions or step.current()
        if attributions:
            self.explanations = _explanations(self.questions, attributions, True)
            self.failures = attributions[0].failures
        return any(self.explanations)


def failed(failures: Mapping[int, str], count: int) -> str:
    """The sentence about the inputs that failed."""
    first, *others = sorted(failures)
    shown, rest = others[:MOST_NUMBERS], len(others) - MOST_NUMBERS
    numbers = " and ".join(str(number + 1) for number in shown)
    more = f" and {rest} more" if rest > 0 else ""
    also = f" So did input{'s' if len(others) > 1 else ''} {numbers}{more}." if others else ""
    return f"Input {first + 1} of {count} failed: {failures[first]}{also}"


def refine_all(
    questions: Sequence[Question],
    plan: Plan,
    scheme: Scheme | None = None,
    early: bool = True,
) -> Iterator[tuple[Progress, Explanations]]:
    """Explain questions of one key in one queue; several targets share forward passes.

    Explanations come with every batch that improved them; without ``early`` once, at the end.
    """
    joint = _joined(questions)
    keep = len(questions) <= LOOKED_AT or not all(question.many for question in questions)
    for step in solve(joint, plan, scheme, early, keep=keep):
        yield step, _explanations(questions, step.attributions, step.last)


def _joined(questions: Sequence[Question]) -> Problem:
    return joined([question.problem() for question in questions])


def _explanations(
    questions: Sequence[Question], attributions: Sequence[Attribution], last: bool
) -> Explanations:
    """The explanations of all questions; empty without attributions."""
    if not attributions:
        return []
    failures = attributions[0].failures
    return [
        []
        if i in failures
        else [question.explanation(one[i], t, last) for t, one in enumerate(attributions)]
        for i, question in enumerate(questions)
    ]
