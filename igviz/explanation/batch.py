"""Explains many inputs at once: those that can share batches do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from igviz.engine.attribution import Attribution
from igviz.engine.memory import is_out_of_memory
from igviz.engine.plan import Plan
from igviz.engine.problem import Problem, joined, solve
from igviz.engine.progress import Progress, Reporter
from igviz.errors import GradientError, IgvizError, ModelError, SomeInputsError, what_it_said
from igviz.explanation.explanation import Explanation
from igviz.quadrature.scheme import Scheme


class Question(Protocol):
    """One input, asked about one or several targets."""

    @property
    def key(self) -> Hashable:
        """A key that is equal for questions that can share batches."""

    def problem(self) -> Problem:
        """The problem to integrate, of one example."""

    def explanation(self, attribution: Attribution, target: int) -> Explanation:
        """The explanation that a person gets of an attribution of the target of that number."""


# By question, then by target; of a question that failed there is none.
Explanations = list[list[Explanation]]


def explain_all(
    questions: Sequence[Question],
    plan: Plan,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Explanations:
    """Explain every question; images of one shape share batches, texts have their own.

    Parameters
    ----------
    questions : sequence of Question
    plan : Plan
    progress : bool or callable, optional
        Whether a bar is shown, as it is by default; or a callable that gets every `Progress` and
        may return True to stop early.

    Raises
    ------
    SomeInputsError
        If some questions failed; it holds the explanations of the others.
    """
    groups: dict[Hashable, list[int]] = {}
    for number, question in enumerate(questions):
        groups.setdefault(question.key, []).append(number)
    explanations: dict[int, list[Explanation]] = {}
    failures: dict[int, str] = {}
    with Reporter(True if progress is None else progress) as report:
        spent = 0
        for done, numbers in enumerate(groups.values()):
            best: Explanations = []
            failed: Mapping[int, str] = {}
            spent_here = 0
            together = [questions[number] for number in numbers]
            try:
                for step, better in refine_all(together, plan, early=callable(progress)):
                    best, spent_here = better or best, step.evaluations
                    failed = step.attributions[0].failures if better else failed
                    # Groups that have not begun are taken to cost as much as this one.
                    expected = spent + step.expected * (len(groups) - done)
                    if report(replace(step, evaluations=spent + spent_here, expected=expected)):
                        best = best or _explanations(together, step.current())
                        if all(best) and best:
                            break
            except GradientError as error:
                if len(questions) == 1:
                    raise
                best, failed = [[]] * len(numbers), dict.fromkeys(range(len(numbers)), str(error))
            spent += spent_here
            explanations.update(zip(numbers, best, strict=True))
            failures.update((numbers[i], sentence) for i, sentence in failed.items())
    answers = [explanations[number] for number in range(len(questions))]
    if failures:
        raise SomeInputsError(_failed(failures, len(questions)), answers)
    return answers


def _failed(failures: Mapping[int, str], count: int) -> str:
    """The sentence about the questions that failed."""
    first, *others = sorted(failures)
    also = f" So did input {', '.join(str(number + 1) for number in others)}." if others else ""
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
    updates = _in_words(lambda: solve(_joined(questions), plan, scheme, early, keep=True))
    for step in updates:
        yield step, _explanations(questions, step.attributions)


def _joined(questions: Sequence[Question]) -> Problem:
    return joined([question.problem() for question in questions])


def _explanations(
    questions: Sequence[Question], attributions: Sequence[Attribution]
) -> Explanations:
    """The explanations of all questions; empty without attributions."""
    if not attributions:
        return []
    failures = attributions[0].failures
    return [
        []
        if i in failures
        else [question.explanation(one[i], t) for t, one in enumerate(attributions)]
        for i, question in enumerate(questions)
    ]


def _in_words(work: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """Yield what the work yields; an error of the model or of a target becomes a sentence."""
    try:
        yield from work()
    except IgvizError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise ModelError(
                "Memory ran out on a single row, so no smaller batch is left to try; pass a "
                "smaller input, free memory held elsewhere, or move the model to another device."
            ) from error
        raise GradientError(
            f"The model or the target failed where a gradient is needed ({what_it_said(error)}); "
            "scores must be differentiable in the input: look for .numpy(), .item() or a change in "
            "place."
        ) from error
