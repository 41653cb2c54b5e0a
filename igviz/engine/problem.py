"""What is to be integrated, as one value, and how it is solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from igviz.engine.evaluator import Evaluator
from igviz.engine.exact import exactly
from igviz.engine.integrate import integrate
from igviz.engine.paths import Path
from igviz.engine.plan import Plan
from igviz.engine.precision import HALF, settle_precision
from igviz.engine.progress import Progress
from igviz.errors import GradientError, IgvizError, text_of, what_it_said
from igviz.models.forward import Forward
from igviz.models.kinks import has_kinks
from igviz.models.memory import refuse_out_of_memory
from igviz.models.score import Score
from igviz.quadrature.scheme import Scheme
from igviz.quadrature.shown import AS_IT_IS, Shown

# Examples of which what somebody may look at is kept without being asked for: see "Memory" in
# docs/numerics.md.
LOOKED_AT = 64


@dataclass(frozen=True, eq=False)
class Problem:
    """One or several examples of one model, each with a path and the scores to explain.

    Attributes
    ----------
    forward : callable
        Maps points of the paths, (rows, ...), to the model's output.
    path : Path
        The path of every row; ``n_baselines`` consecutive rows are one example, seen from several
        baselines.
    score : Score
        The scores to explain of each row.
    shown : Shown
        What is shown of attributions and judged.
    baseline_outputs, outputs : Tensor or None
        The model's output at the baselines and at the inputs, row by row, where it is known; F(x')
        and F(x) are then not computed again.
    batch_size : int, optional
        Rows of one forward pass.
    n_baselines : int
        Number of baselines of each example.
    notes : tuple of str
        What a reader should know, beside what the computation finds.
    operations : frozenset of str
        What is done inside the model, as far as it showed: see `igviz.models.kinks.has_kinks`.
    verified : int
        Rows of the largest batch in which rows are known not to see each other.
    """

    forward: Forward
    path: Path
    score: Score
    shown: Shown = AS_IT_IS
    baseline_outputs: Tensor | None = None
    outputs: Tensor | None = None
    batch_size: int | None = None
    n_baselines: int = 1
    notes: tuple[str, ...] = ()
    operations: frozenset[str] = frozenset()
    verified: int = 0


def solve(
    problem: Problem,
    plan: Plan,
    scheme: Scheme | None = None,
    early: bool = True,
    keep: bool | None = None,
) -> Iterator[Progress]:
    """Integrate a problem, yielding progress after every batch and attributions as they improve.

    Parameters
    ----------
    problem : Problem
    plan : Plan
        To a tolerance, or by a fixed rule.
    scheme : Scheme, optional
        A scheme of all examples that may have nodes already; without it the plan makes new ones.
    early : bool
        Whether attributions are made after every round, where examples are few; else at the end.
    keep : bool, optional
        Whether what somebody may look at is kept: step maps and standard errors. By default they
        are where examples are few.

    Raises
    ------
    IgvizError
        Whatever the model failed of, in words.
    """
    try:
        solving = _solved(problem, plan, scheme, early, keep)
        yield from exactly(solving, problem.path.inputs.device.type)
    except IgvizError:
        raise
    except Exception as error:
        refuse_out_of_memory(error)
        said = text_of(error).lower()
        if "inference" in said and "tensor" in said:
            raise GradientError(
                "The model's weights were made in torch.inference_mode(), so that PyTorch refuses "
                "gradients through them; make the model outside of it, or pass a copy that is made "
                "outside: copy.deepcopy(model)."
            ) from error
        raise GradientError(
            f"The model or the target failed where a gradient is needed ({what_it_said(error)}); "
            "scores must be differentiable in the input: look for .numpy(), .item() or a change in "
            "place."
        ) from error


def _solved(
    problem: Problem, plan: Plan, scheme: Scheme | None, early: bool, keep: bool | None
) -> Iterator[Progress]:
    evaluator, exact = _evaluator(problem, plan)
    kinks = has_kinks(problem.forward, problem.operations)
    n_examples = len(problem.path.inputs) // problem.n_baselines
    kept = n_examples <= LOOKED_AT if keep is None else keep

    values = problem.path.inputs[0].numel()

    def scheme_of(examples: int) -> Scheme:
        return scheme or plan.scheme(problem.shown, kinks, examples, values, kept)

    yield from integrate(
        evaluator,
        scheme_of,
        problem.n_baselines,
        early,
        (problem.baseline_outputs, problem.outputs) if exact else (None, None),
        problem.verified,
    )


def joined(problems: Sequence[Problem]) -> Problem:
    """Join problems of one model, of equal shapes and equally many targets, into one."""
    first = problems[0]
    baselines = torch.cat([problem.path.baselines for problem in problems])
    inputs = torch.cat([problem.path.inputs for problem in problems])
    targets = [
        [target for problem in problems for target in problem.score.targets[t]]
        for t in range(len(first.score))
    ]
    return replace(
        first,
        path=type(first.path)(baselines, inputs),
        score=Score(targets, first.score.activation),
        baseline_outputs=_together([problem.baseline_outputs for problem in problems]),
        outputs=_together([problem.outputs for problem in problems]),
    )


def _together(outputs: Sequence[Tensor | None]) -> Tensor | None:
    computed = [rows for rows in outputs if rows is not None]
    return torch.cat(computed) if len(computed) == len(outputs) else None


def _evaluator(problem: Problem, plan: Plan) -> tuple[Evaluator, bool]:
    """Make the evaluator; and tell whether the model's outputs known before are exact enough.

    The points of a path are float32 even where the inputs are in half precision, in which alphas
    near each other would give the same point. A plain function still gets half precision.
    """
    path, dtype = problem.path, problem.path.inputs.dtype
    if dtype in HALF:
        path = type(path)(path.baselines.float(), path.inputs.float())
    evaluator = Evaluator(problem.forward, path, problem.score, problem.batch_size)
    if dtype in HALF:
        evaluator.dtype = evaluator.dtype or dtype
    exact = evaluator.dtype not in HALF
    settled = settle_precision(evaluator, plan.tol)
    for note in problem.notes:
        settled.note(note)
    return settled, exact
