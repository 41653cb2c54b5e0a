"""Explains many inputs at once: those that can share batches do."""

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
        """A key that is equal for questions that can share batches."""

    def problem(self) -> Problem:
        """The problem to integrate, of one example."""

    def explanation(self, attribution: Attribution, target: int) -> Explanation:
        """The explanation that a person gets of an attribution of the target of that number."""


Explanations = list[list[Explanation]]  # by question, then by target


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
    """
    groups: dict[Hashable, list[int]] = {}
    for number, question in enumerate(questions):
        groups.setdefault(question.key, []).append(number)
    explanations: dict[int, list[Explanation]] = {}
    with Reporter(True if progress is None else progress) as report:
        spent = 0
        for done, numbers in enumerate(groups.values()):
            best: Explanations = []
            spent_here = 0
            together = [questions[number] for number in numbers]
            for step, better in refine_all(together, plan, early=callable(progress)):
                best, spent_here = better or best, step.evaluations
                # Groups that have not begun are taken to cost as much as this one.
                expected = spent + step.expected * (len(groups) - done)
                if report(Progress(spent + spent_here, expected, step.attributions)) and best:
                    break
            spent += spent_here
            explanations.update(zip(numbers, best, strict=True))
    return [explanations[number] for number in range(len(questions))]


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
        attributions = step.attributions
        for sentence in attributions[0].failures.values() if attributions else ():
            raise GradientError(sentence)
        yield (
            step,
            [
                _explanations_of(question, i, attributions)
                for i, question in enumerate(questions)
                if attributions
            ],
        )


def _joined(questions: Sequence[Question]) -> Problem:
    return joined([question.problem() for question in questions])


def _explanations_of(
    question: Question, example: int, attributions: Sequence[Attribution]
) -> list[Explanation]:
    return [question.explanation(one[example], t) for t, one in enumerate(attributions)]


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
