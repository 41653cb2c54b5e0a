"""Drive explainers: one queue for several inputs and targets, and errors in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import torch

from igviz.engine.evaluator import Evaluator
from igviz.engine.integrate import integrate
from igviz.engine.precision import settle_precision
from igviz.engine.progress import Progress, Reporter
from igviz.errors import GradientError, IgvizError, ModelError, what_it_said
from igviz.explanation.explanation import Explanation
from igviz.modalities.modality import End
from igviz.models.guard import has_kinks, is_out_of_memory
from igviz.models.targets import Resolved, Score
from igviz.quadrature.scheme import Scheme

if TYPE_CHECKING:
    from igviz.explanation.explainer import Explainer


def explained(explainers: Sequence[Explainer]) -> list[list[Explanation]]:
    """Every explainer's explanations; pictures of one shape share a queue, texts have their own."""
    results: dict[int, list[Explanation]] = {}
    shapes: dict[object, list[int]] = {}
    for number, explainer in enumerate(explainers):
        # A text's model holds the text's own ids and masks.
        key = (
            explainer.model,
            explainer.input.shape,
            explainer.activation,
            len(explainer.baselines),
        )
        shapes.setdefault(key, []).append(number)
    if explainers:
        wanted = explainers[0].progress
        with Reporter(True if wanted is None else wanted) as report:
            for numbers, found in _in_turn(explainers, list(shapes.values()), report):
                results.update(zip(numbers, found, strict=True))
    return [results[number] for number in range(len(explainers))]


def _in_turn(
    explainers: Sequence[Explainer], groups: Sequence[Sequence[int]], report: Reporter
) -> Iterator[tuple[Sequence[int], list[list[Explanation]]]]:
    """Each group with its explanations; what is reported counts what is still to come, too."""
    spent = 0
    for done, numbers in enumerate(groups):
        best: list[list[Explanation]] = []
        spent_here = 0
        for step, found in _computed([explainers[number] for number in numbers]):
            best, spent_here = found or best, step.evaluations
            expected = spent + step.expected * (len(groups) - done)
            if report(Progress(spent + spent_here, expected, step.attributions)) and best:
                break
        spent += spent_here
        yield numbers, best


def _computed(
    group: Sequence[Explainer],
) -> Iterator[tuple[Progress, list[list[Explanation]]]]:
    first = group[0]
    kinks, channels = has_kinks(first.model), first.subject.channel_dim
    return integrated(
        group,
        [explainer.targets for explainer in group],
        [explainer.baselines for explainer in group],
        lambda _: first.plan.scheme(channels, kinks),
        first.plan.tol,
        early=callable(first.progress),
    )


def integrated(
    explainers: Sequence[Explainer],
    goals: Sequence[Sequence[Resolved]],
    ends: Sequence[Sequence[End]],
    scheme_of: Callable[[int], Scheme],
    tol: float | None,
    early: bool = True,
) -> Iterator[tuple[Progress, list[list[Explanation]]]]:
    """Compute several inputs of one model in one queue; several targets share forward passes.

    ``goals[e]`` and ``ends[e]`` are the targets and the baselines of an explainer, equally many
    for each; ``tol`` is what half precision is judged by. What is yielded with a better picture is
    indexed by explainer, then by target; without ``early`` there is one picture, the last.
    """
    first, averaged = explainers[0], len(ends[0])
    evaluator = Evaluator(
        first.model,
        torch.cat([e.input.expand(averaged, *e.input.shape[1:]) for e in explainers]),
        torch.cat([first.placed(end.tensor) for group in ends for end in group]),
        Score(
            [[group[t] for group in goals for _ in range(averaged)] for t in range(len(goals[0]))],
            first.activation,
        ),
        first.batch_size,
    )
    evaluator = settle_precision(evaluator, tol)
    for step in _in_words(integrate(evaluator, scheme_of, averaged, early)):
        found = step.attributions
        yield (
            step,
            [
                [
                    explainer.explanation(record[i], goal, ends[i])
                    for record, goal in zip(found, goals[i], strict=True)
                ]
                for i, explainer in enumerate(explainers)
                if found
            ],
        )


def _in_words(steps: Iterable[Progress]) -> Iterator[Progress]:
    """The same steps; what fails inside the model or a target is put in a sentence."""
    try:
        yield from steps
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
