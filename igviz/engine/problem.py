"""What is integrated, as one value, and the one way in which it is solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from igviz.engine.evaluator import Evaluator
from igviz.engine.integrate import Plan, integrate
from igviz.engine.paths import Path
from igviz.engine.precision import HALF, settle_precision
from igviz.engine.progress import Progress
from igviz.models.guard import Forward, has_kinks
from igviz.models.targets import Score
from igviz.quadrature.scheme import Scheme


@dataclass(frozen=True, eq=False)
class Problem:
    """One or several examples of one model, each with a path and the scores to explain.

    Attributes
    ----------
    forward : callable
        From points of the path, (rows, ...), to the model's output.
    path : Path
        Of every row; ``averaged`` consecutive rows are one example seen from several baselines.
    score : Score
        What is explained of each row.
    channel_dim : int or None
        Dimension of one example that kept step maps are summed over.
    baseline_outputs, outputs : Tensor or None
        The model's output at the baselines and at the inputs, one row each, where it was asked
        before: F(x') and F(x) are then not computed again.
    batch_size : int, optional
        Rows of one forward pass.
    averaged : int
        Number of baselines of each example.
    """

    forward: Forward
    path: Path
    score: Score
    channel_dim: int | None = None
    baseline_outputs: Tensor | None = None
    outputs: Tensor | None = None
    batch_size: int | None = None
    averaged: int = 1


def solve(
    problem: Problem,
    plan: Plan,
    scheme_of: Callable[[int], Scheme] | None = None,
    early: bool = True,
) -> Iterator[Progress]:
    """Integrate a problem; every step says how far it is and brings what became better.

    Parameters
    ----------
    problem : Problem
    plan : Plan
        To a tolerance, or by a fixed rule.
    scheme_of : callable, optional
        Gives the scheme of an example, by number, where one is to go on from earlier work;
        otherwise the plan makes fresh ones.
    early : bool
        Whether attributions are made after every round, where examples are few, or at the end only.
    """
    evaluator, exact = _evaluator(problem, plan)
    kinks = has_kinks(problem.forward)
    yield from integrate(
        evaluator,
        scheme_of or (lambda _: plan.scheme(problem.channel_dim, kinks)),
        problem.averaged,
        early,
        (problem.baseline_outputs, problem.outputs) if exact else (None, None),
    )


def joined(problems: Sequence[Problem]) -> Problem:
    """Several problems of one model, of equal shapes and equally many targets, as one."""
    first = problems[0]
    ends = [
        torch.cat([getattr(problem.path, side) for problem in problems])
        for side in ("baselines", "inputs")
    ]
    targets = [
        [target for problem in problems for target in problem.score.targets[t]]
        for t in range(len(first.score))
    ]
    return replace(
        first,
        path=type(first.path)(*ends),
        score=Score(targets, first.score.activation),
        baseline_outputs=_together([problem.baseline_outputs for problem in problems]),
        outputs=_together([problem.outputs for problem in problems]),
    )


def _together(outputs: Sequence[Tensor | None]) -> Tensor | None:
    known = [rows for rows in outputs if rows is not None]
    return torch.cat(known) if len(known) == len(outputs) else None


def _evaluator(problem: Problem, plan: Plan) -> tuple[Evaluator, bool]:
    """What computes the gradients, and whether the model's own outputs are as exact as its own.

    Points of a path are held in float32 even where inputs are in half precision, as alphas close
    to each other would fall together; a plain function is fed what it was given.
    """
    path, given = problem.path, problem.path.inputs.dtype
    if given in HALF:
        path = type(path)(path.baselines.float(), path.inputs.float())
    evaluator = Evaluator(problem.forward, path, problem.score, problem.batch_size)
    if given in HALF:
        evaluator.dtype = evaluator.dtype or given
    exact = evaluator.dtype not in HALF
    return settle_precision(evaluator, plan.tol), exact
