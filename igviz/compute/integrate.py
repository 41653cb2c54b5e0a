"""The engine: one queue of (example, alpha) nodes, progress and stop after every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor

from igviz.compute.adaptive import AdaptiveScheme
from igviz.compute.attribution import Attribution, assemble
from igviz.compute.batching import Evaluator, Sample
from igviz.compute.model import (
    Forward,
    ends_in_sigmoid,
    guarded,
    placement,
    warn_in_training,
)
from igviz.compute.scheme import FixedScheme, Scheme
from igviz.compute.target import Score, activation, choose_output, output_tensor, resolve
from igviz.errors import InputError, ModelError

DEFAULT_TOL = 0.05
DEFAULT_METHOD = "gausslegendre"


@dataclass(frozen=True)
class Progress:
    """Where a computation stands after a batch.

    ``attributions`` holds one record per target when the picture became better with this batch,
    and is empty otherwise. ``expected`` evaluations may grow as a path shows how rough it is.
    """

    evaluations: int
    expected: int
    attributions: tuple[Attribution, ...] = ()

    @property
    def fraction(self) -> float:
        """Share of the expected work that is done, 0 to 1."""
        return min(1.0, self.evaluations / max(self.expected, 1))


@dataclass(frozen=True)
class Plan:
    """How a path is integrated: to a tolerance, or by a fixed rule when ``n_steps`` is given."""

    tol: float | None = None
    n_steps: int | None = None
    method: str | None = None

    def scheme(self, channel_dim: int | None) -> Scheme:
        """A fresh scheme for one path of an example whose channels lie in ``channel_dim``."""
        if self.n_steps is not None:
            return FixedScheme(self.method or DEFAULT_METHOD, self.n_steps, channel_dim)
        if self.method is not None:
            raise ValueError(
                f"method={self.method!r} was given without n_steps; pass n_steps=64 for a fixed "
                "rule, or leave method out to integrate until tol is met."
            )
        return AdaptiveScheme(DEFAULT_TOL if self.tol is None else self.tol, channel_dim)


def integrate(
    evaluator: Evaluator, plan: Plan, channel_dim: int | None, averaged: int = 1
) -> Iterator[Progress]:
    """Integrate every example's path, best first picture first.

    Closing the iterator stops the work; records handed out before stay valid.

    Parameters
    ----------
    evaluator : Evaluator
        Holds the forward function, both ends of the paths and the targets.
    plan : Plan
    channel_dim : int or None
        Dimension of one example over which kept step maps are summed.
    averaged : int
        How many consecutive rows of the evaluator are one example seen from several baselines;
        their mean is integrated, so that one scheme and one error estimate serve them all.
    """
    examples = len(evaluator.inputs) // averaged
    schemes = [plan.scheme(channel_dim) for _ in range(examples)]
    rows = [range(e * averaged, (e + 1) * averaged) for e in range(examples)]
    ends = _ends(evaluator, rows)
    while nodes := [
        (row, alpha) for e in range(examples) for alpha in schemes[e].wanted() for row in rows[e]
    ]:
        waiting: list[Sample] = []
        for samples in evaluator(nodes):
            for sample in samples:
                waiting.append(sample)
                if len(waiting) == averaged:
                    scores = torch.stack([s.scores for s in waiting]).mean(0)
                    steps = torch.stack([s.steps for s in waiting]).mean(0)
                    schemes[sample.example // averaged].add(sample.alpha, scores, steps)
                    waiting = []
            yield Progress(*_spent(schemes, averaged))
        records = _records(evaluator, schemes, ends, rows)
        yield Progress(*_spent(schemes, averaged), records)


def _spent(schemes: Sequence[Scheme], averaged: int) -> tuple[int, int]:
    return (
        averaged * sum(scheme.evaluations for scheme in schemes),
        averaged * sum(scheme.expected for scheme in schemes),
    )


def _ends(evaluator: Evaluator, rows: Sequence[range]) -> tuple[Tensor, Tensor]:
    """F(x) and F(x') of every target and example, each of shape (targets, N)."""
    found = []
    for points in (evaluator.inputs, evaluator.baselines):
        columns = [evaluator.score_at(points[i : i + 1], [i]) for i in range(len(points))]
        found.append(
            torch.stack([torch.cat(columns[r.start : r.stop], 1).mean(1) for r in rows], 1)
        )
    return found[0], found[1]


def _records(
    evaluator: Evaluator,
    schemes: Sequence[Scheme],
    ends: tuple[Tensor, Tensor],
    rows: Sequence[range],
) -> tuple[Attribution, ...]:
    results = [scheme.results() for scheme in schemes]
    if any(result is None for result in results):
        return ()
    return tuple(
        assemble(
            torch.stack([evaluator.inputs[r.start] for r in rows]),
            torch.stack([evaluator.baselines[r.start : r.stop].mean(0) for r in rows]),
            tuple(targets[r.start] for r in rows),
            (ends[0][t], ends[1][t]),
            [cast("Any", result)[t] for result in results],
            evaluator.notes,
            len(rows[0]),
        )
        for t, targets in enumerate(evaluator.score.targets)
    )


def integrated_gradients(
    forward: Forward,
    inputs: Tensor,
    baselines: Tensor | float | None = None,
    target: object = None,
    *,
    output: str | None = None,
    tol: float | None = None,
    n_steps: int | None = None,
    method: str | None = None,
    batch_size: int | None = None,
    labels: Sequence[str] | None = None,
    channel_dim: int | None = None,
    progress: bool | Callable[[Progress], object] = False,
) -> Attribution:
    """Integrated Gradients along the straight line from ``baselines`` to ``inputs``.

    Parameters
    ----------
    forward : torch.nn.Module or callable
        Maps (rows, ...) to scores (rows, classes), (rows,), a dense output, or an object with
        ``.logits``. A module is evaluated in eval mode and is afterwards exactly as it was.
    inputs : Tensor, shape (N, ...)
        Floating point; computed in its own precision.
    baselines : Tensor or float, optional
        Shape (N, ...) or (1, ...), or a number; zero by default.
    target : optional
        One for all examples, or a list of N: class index, label, tuple index for sequence or dense
        outputs, ``{index: weight}``, or a callable from the model's output to (rows,). None is the
        top class of each example.
    output : {'probability', 'logit', 'score'}, optional
        Default: 'probability' for outputs over classes, the raw 'score' for a single output.
    tol : float, optional
        Relative L2 error of the attribution to reach; 0.05 by default.
    n_steps, method : int and str, optional
        A fixed rule instead: riemann_left, riemann_right, riemann_middle, riemann_trapezoid or
        gausslegendre (the default with ``n_steps``).
    batch_size : int, optional
        Rows per forward pass; memory does not grow with the number of steps.
    labels : sequence of str, optional
        Class names, for a ``target`` given by name.
    channel_dim : int, optional
        Dimension of ``inputs`` summed when step maps are kept; 1 for four dimensions or more.
    progress : bool or callable, optional
        True draws a bar; a callable gets every `Progress` and may return True to stop early.

    Returns
    -------
    Attribution
        Detached, in the shape, precision and device of ``inputs``.

    Raises
    ------
    InputError, TargetError, ModelError, GradientError
        Each says what was given, what is needed and what to type.

    References
    ----------
    Sundararajan, Taly & Yan, "Axiomatic Attribution for Deep Networks", ICML 2017, equation 1.
    """
    inputs, baselines = check_ends(inputs, baselines)
    warn_in_training(forward)
    outputs = probe(forward, inputs)
    kind = choose_output(output, outputs, ends_in_sigmoid(forward))
    goals = _goals(target, outputs, labels)
    score = Score([goals], activation(kind, outputs, ends_in_sigmoid(forward)))
    evaluator = Evaluator(forward, inputs, baselines, score, batch_size)
    dim = channel_dim if channel_dim is not None else (1 if inputs.ndim >= 4 else None)
    inner = None if dim is None else range(inputs.ndim)[dim] - 1
    plan = Plan(tol, n_steps, method)
    return run(integrate(evaluator, plan, inner), progress)[0]


def run(
    steps: Iterator[Progress], progress: bool | Callable[[Progress], object] = False
) -> tuple[Attribution, ...]:
    """Drive a computation to its end, or until ``progress`` returns True; the last records win."""
    found: tuple[Attribution, ...] = ()
    with _reporter(progress) as report:
        for step in steps:
            found = step.attributions or found
            if report(step) and found:
                break
    return found


class _reporter:  # noqa: N801 - reads as a function where it is used
    """Calls the caller's function, or moves a tqdm bar."""

    def __init__(self, progress: bool | Callable[[Progress], object]) -> None:
        self._call, self._bar = progress if callable(progress) else None, None
        if progress is True:
            from tqdm.auto import tqdm

            self._bar = tqdm(desc="Integrated Gradients", unit="gradient", delay=1)

    def __enter__(self) -> _reporter:
        return self

    def __call__(self, step: Progress) -> bool:
        if self._bar is not None:
            self._bar.total = step.expected
            self._bar.update(step.evaluations - self._bar.n)
        return self._call is not None and self._call(step) is True

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def check_ends(inputs: object, baselines: object) -> tuple[Tensor, Tensor]:
    """Both ends of the paths as floating tensors of one shape, detached."""
    if not isinstance(inputs, Tensor):
        raise TypeError(
            f"inputs is {type(inputs).__name__}; pass a floating-point tensor (examples, ...), or "
            "use igviz.explain for images and text."
        )
    if not inputs.is_floating_point():
        raise InputError(
            f"inputs has dtype {inputs.dtype}, along which no gradient exists; pass "
            "inputs.float(), or attribute to an embedding's output."
        )
    if inputs.ndim == 0 or inputs.numel() == 0:
        raise InputError(f"inputs has shape {tuple(inputs.shape)}; pass (examples, ...).")
    ends = inputs.detach(), _baseline_tensor(baselines, inputs)
    for name, values in zip(("inputs", "baselines"), ends, strict=True):
        bad = int((~values.isfinite()).sum())
        if bad:
            raise InputError(
                f"{name} holds {bad} values that are NaN or infinite; replace them first, for "
                "example with torch.nan_to_num."
            )
    return ends


def _baseline_tensor(baselines: object, inputs: Tensor) -> Tensor:
    if baselines is None or isinstance(baselines, (int, float)):
        return torch.full_like(inputs.detach(), float(baselines or 0))
    if not isinstance(baselines, Tensor):
        raise TypeError(f"baselines is {type(baselines).__name__}; pass a tensor or a number.")
    values = baselines.detach().to(inputs)
    try:
        return values.expand_as(inputs).clone()
    except RuntimeError:
        raise InputError(
            f"baselines has shape {tuple(baselines.shape)} and inputs {tuple(inputs.shape)}; pass "
            "the same shape, one row for all examples, or a number."
        ) from None


def probe(forward: Forward, inputs: Tensor) -> Tensor:
    """The model's scores for each example, one by one: shape (N, ...).

    One by one, so that what a batch gives can be compared with what each example gives alone.
    """
    dtype = placement(forward)[1]
    fed = inputs if dtype in (None, inputs.dtype) else inputs.to(dtype)
    rows = []
    for i in range(len(fed)):
        with guarded(forward), torch.no_grad():
            outputs = output_tensor(forward(fed[i : i + 1].clone())).detach()
        if outputs.ndim == 0 or len(outputs) != 1:
            raise ModelError(
                f"The model was given one example and returned shape {tuple(outputs.shape)}; it "
                "must return one row per example, such as (1, classes) or (1,)."
            )
        rows.append(outputs)
    return torch.cat(rows)


def _goals(target: object, outputs: Tensor, labels: Sequence[str] | None) -> list[Any]:
    n = len(outputs)
    many = isinstance(target, list) or (isinstance(target, Tensor) and target.ndim == 1)
    targets = list(cast("Any", target)) if many else [target] * n
    if len(targets) != n:
        raise ValueError(f"{len(targets)} targets were given for {n} examples; pass one or {n}.")
    return [resolve(goal, outputs[i : i + 1], labels) for i, goal in enumerate(targets)]
