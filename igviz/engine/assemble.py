"""Attributions, made of the integrals of all examples."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from igviz.engine.attribution import Attribution, Certificate
from igviz.engine.endpoints import Endpoints
from igviz.engine.evaluator import Evaluator
from igviz.engine.failures import Failures
from igviz.models.targets import Target
from igviz.quadrature.rules import Floats, Ints
from igviz.quadrature.scheme import Integrals, Looks
from igviz.quadrature.step_maps import NO_MAPS

UNFINISHED = "The work was stopped before there was an estimate of this example."
Parts = Sequence[tuple[int, Integrals]]  # each with the number of its scheme's first example


def assemble(
    evaluator: Evaluator,
    ends: Endpoints,
    parts: Parts,
    failures: Failures,
    n_baselines: int,
    partly: bool = False,
) -> tuple[Attribution, ...]:
    """Make one attribution per target of the integrals of all examples.

    None is made while an example has neither an integral nor failed; ``partly``, those that have
    not count as failed, as long as one has.
    """
    # One that failed later has an integral of its earlier nodes.
    failed = np.fromiter(failures.sentences, np.int64)
    fine = [np.flatnonzero(~np.isin(part.examples + first, failed)) for first, part in parts]
    parts = [
        (first, part if len(some) == len(part.examples) else part.take(some))
        for (first, part), some in zip(parts, fine, strict=True)
        if len(some)
    ]
    numbers = [part.examples + first for first, part in parts]
    settled = np.zeros(len(ends.explained), bool)
    settled[np.concatenate([failed, *numbers])] = True
    missing = np.flatnonzero(~settled).tolist()
    if not parts or (missing and not partly):
        return ()
    sentences = {**failures.sentences, **dict.fromkeys(missing, UNFINISHED)}
    inputs = evaluator.path.inputs[::n_baselines]
    baselines = evaluator.path.baselines
    if n_baselines > 1:
        baselines = baselines.unflatten(0, (-1, n_baselines)).mean(1)
    return tuple(
        _Target(t, len(inputs), numbers, [part for _, part in parts]).attribution(
            inputs,
            baselines,
            tuple(targets[::n_baselines]),
            ends.explained[:, t],
            tuple(evaluator.notes),
            sentences,
            n_baselines,
        )
        for t, targets in enumerate(evaluator.score.targets)
    )


class _Target:
    """The integrals of one target, put into the order of the examples.

    Parameters
    ----------
    t : int
        The number of the target.
    n : int
        How many examples there are.
    numbers : sequence of ndarray
        The numbers of each part's examples.
    parts : sequence of Integrals
    """

    def __init__(self, t: int, n: int, numbers: Sequence[Ints], parts: Sequence[Integrals]) -> None:
        self.t, self.n, self.numbers, self.parts = t, n, numbers, parts

    def attribution(
        self,
        inputs: Tensor,
        baselines: Tensor,
        target: tuple[Target, ...],
        ends: Floats,
        notes: tuple[str, ...],
        failures: Mapping[int, str],
        n_baselines: int,
    ) -> Attribution:
        """The attribution; see `igviz.engine.attribution.Attribution`."""
        t = self.t
        attributions = self._tensor([part.attributions[:, t] for part in self.parts])
        flat = attributions.cpu().double().reshape(self.n, -1)
        delta = flat.sum(1).numpy() - (ends[:, 1] - ends[:, 0])
        looks = self._looks()
        return Attribution(
            attributions=attributions.to(inputs.dtype),
            inputs=inputs,
            baselines=baselines,
            target=target,
            score=torch.from_numpy(ends[:, 1].copy()),
            baseline_score=torch.from_numpy(ends[:, 0].copy()),
            alphas=self._padded([part.alphas for part in self.parts], np.ones(self.n)),
            weights=self._padded([part.weights[:, t] for part in self.parts], np.zeros(self.n)),
            scores=self._padded([part.scores[:, t] for part in self.parts], ends[:, 1]),
            contributions=self._padded(
                [part.contributions[:, t] for part in self.parts], np.zeros(self.n)
            ),
            step_maps=tuple(NO_MAPS if look is None else look.step_maps for look in looks),
            certificates=self._certificates(delta, n_baselines),
            sigma=_sigmas([None if look is None else look.sigma for look in looks]),
            map_sigma=_sigmas([None if look is None else look.map_sigma for look in looks]),
            notes=notes,
            failures=failures,
        )

    def _tensor(self, values: Sequence[Tensor]) -> Tensor:
        """Values (examples, ...) of all parts; NaN where an example failed."""
        ordered = values[0].new_full((self.n, *values[0].shape[1:]), math.nan)
        for numbers, value in zip(self.numbers, values, strict=True):
            ordered[torch.from_numpy(numbers).to(ordered.device)] = value
        return ordered

    def _padded(self, values: Sequence[Floats], fill: Floats) -> Tensor:
        """Values (examples, nodes) of all parts, filled up to the most nodes."""
        length = max(value.shape[1] for value in values)
        ordered = np.repeat(fill[:, None], length, 1)
        for numbers, value in zip(self.numbers, values, strict=True):
            ordered[numbers, : value.shape[1]] = value
        return torch.from_numpy(ordered)

    def _looks(self) -> list[Looks | None]:
        """What is kept to look at, by example; empty where nothing is kept."""
        if any(part.looks is None for part in self.parts):
            return []
        ordered: list[Looks | None] = [None] * self.n
        for numbers, part in zip(self.numbers, self.parts, strict=True):
            for number, looks in zip(numbers, part.looks or (), strict=True):
                ordered[number] = looks[self.t]
        return ordered

    def _certificates(self, delta: Floats, n_baselines: int) -> tuple[Certificate, ...]:
        method, tol = self.parts[0].method, self.parts[0].tol
        failed = Certificate(0, None if tol is None else math.nan, tol, math.nan, None, method)
        if tol is not None:
            failed = replace(failed, converged=False)
        ordered = [failed] * self.n
        for numbers, part in zip(self.numbers, self.parts, strict=True):
            evaluations = n_baselines * part.alphas.shape[1]
            for i, number in enumerate(numbers.tolist()):
                ordered[number] = Certificate(
                    evaluations,
                    None if part.errors is None else float(part.errors[i, self.t]),
                    part.tol,
                    float(delta[number]),
                    None if part.converged is None else bool(part.converged[i, self.t]),
                    part.method,
                    _worst(part, i, self.t),
                )
        return tuple(ordered)


def _worst(part: Integrals, i: int, t: int) -> tuple[float, float] | None:
    if part.converged is None or part.worst is None or part.converged[i, t]:
        return None
    start, end = part.worst[i, t].tolist()
    return start, end


def _sigmas(sigmas: Sequence[Tensor | None]) -> Tensor | None:
    """Standard errors of all examples; NaN where an example failed."""
    estimated = [sigma for sigma in sigmas if sigma is not None]
    if not estimated:
        return None
    none = torch.full_like(estimated[0], math.nan)
    return torch.stack([none if sigma is None else sigma for sigma in sigmas])
