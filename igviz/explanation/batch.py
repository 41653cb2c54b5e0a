"""Many questions at once: those that can share batches do, and errors are put in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from igviz.engine.attribution import Attribution
from igviz.engine.memory import is_out_of_memory
from igviz.engine.plan import Plan
from igviz.engine.problem import Problem, joined, solve
from igviz.engine.progress import Progress, Reporter
from igviz.errors import GradientError, IgvizError, ModelError, what_it_said
from igviz.explanation.explanation import Explanation
from igviz.quadrature.scheme import Scheme


class Question(Protocol):
    """One input, asked about one or several targets."""

    @property
    def key(self) -> Hashable:
        """What is equal for questions that can share batches."""

    def problem(self) -> Problem:
        """What is to be integrated, of one example."""

    def explanation(self, attribution: Attribution, target: int) -> Explanation:
        """What a person gets of the attribution of the target of that number."""


Answers = list[list[Explanation]]  # by question, then by target


def answered(
    questions: Sequence[Question],
    plan: Plan,
    progress: bool | Callable[[Progress], object] | None = None,
) -> Answers:
    """Every question's explanations; images of one shape share batches, texts have their own.

    Parameters
    ----------
    questions : sequence of Question
    plan : Plan
    progress : bool or callable, optional
        A bar unless False; a callable gets every `Progress` and may return True to stop early.
    """
    groups: dict[Hashable, list[int]] = {}
    for number, question in enumerate(questions):
        groups.setdefault(question.key, []).append(number)
    answers: dict[int, list[Explanation]] = {}
    with Reporter(True if progress is None else progress) as report:
        spent = 0
        for done, numbers in enumerate(groups.values()):
            best: Answers = []
            spent_here = 0
            together = [questions[number] for number in numbers]
            for step, better in integrated(together, plan, early=callable(progress)):
                best, spent_here = better or best, step.evaluations
                # What is still to come is taken to cost as much.
                expected = spent + step.expected * (len(groups) - done)
                if report(Progress(spent + spent_here, expected, step.attributions)) and best:
                    break
            spent += spent_here
            answers.update(zip(numbers, best, strict=True))
    return [answers[number] for number in range(len(questions))]


def integrated(
    questions: Sequence[Question],
    plan: Plan,
    scheme_of: Callable[[int], Scheme] | None = None,
    early: bool = True,
) -> Iterator[tuple[Progress, Answers]]:
    """Compute questions of one key in one queue; several targets share forward passes.

    Answers come with every step that made them better; without ``early`` once, at the end.
    """
    steps = _in_words(lambda: solve(_joined(questions), plan, scheme_of, early))
    for step in steps:
        found = step.attributions
        yield (
            step,
            [_explained(question, i, found) for i, question in enumerate(questions) if found],
        )


def _joined(questions: Sequence[Question]) -> Problem:
    return joined([question.problem() for question in questions])


def _explained(
    question: Question, example: int, attributions: Sequence[Attribution]
) -> list[Explanation]:
    return [question.explanation(one[example], t) for t, one in enumerate(attributions)]


def _in_words(work: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """The steps of the work; what fails inside the model or a target is put in a sentence."""
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
