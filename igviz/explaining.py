"""Drive explainers: one queue for several inputs and targets, and errors in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import torch

from igviz.compute.batching import Evaluator
from igviz.compute.integrate import DEFAULT_TOL, integrate
from igviz.compute.model import is_out_of_memory, looks_smooth
from igviz.compute.precision import settle_precision
from igviz.compute.progress import Progress, run
from igviz.compute.scheme import Scheme
from igviz.compute.target import Resolved, Score
from igviz.errors import GradientError, IgvizError, ModelError, what_it_said
from igviz.explanation import Explanation
from igviz.subjects.subject import End

if TYPE_CHECKING:
    from igviz.explainer import Explainer


def explained(explainers: Sequence[Explainer]) -> list[list[Explanation]]:
    """Every explainer's explanations; inputs of one shape share a queue."""
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
    for numbers in shapes.values():
        group = [explainers[number] for number in numbers]
        results.update(zip(numbers, _finish(group), strict=True))
    return [results[number] for number in range(len(explainers))]


def _finish(group: Sequence[Explainer]) -> list[list[Explanation]]:
    best: list[list[list[Explanation]]] = []
    first = group[0]

    def progress_of() -> Iterator[Progress]:
        goals, ends = [e.targets for e in group], [e.baselines for e in group]
        smooth = looks_smooth(first.model)
        plan, channels = first.plan, first.subject.channel_dim
        for step, found in integrated(
            group, goals, ends, lambda _: plan.scheme(channels, smooth), plan.tol
        ):
            best[:] = [found] if found else best
            yield step

    run(progress_of(), True if first.progress is None else first.progress)
    return best[0]


def integrated(
    explainers: Sequence[Explainer],
    goals: Sequence[Sequence[Resolved]],
    ends: Sequence[Sequence[End]],
    scheme_of: Callable[[int], Scheme],
    tol: float | None,
) -> Iterator[tuple[Progress, list[list[Explanation]]]]:
    """Compute several inputs of one model in one queue; several targets share forward passes.

    ``goals[e]`` and ``ends[e]`` are the targets and the baselines of an explainer, equally many
    for each; ``tol`` is what half precision is judged by. What is yielded with a better picture is
    indexed by explainer, then by target.
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
    evaluator = settle_precision(evaluator, DEFAULT_TOL if tol is None else tol)
    for step in _in_words(integrate(evaluator, scheme_of, averaged)):
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
