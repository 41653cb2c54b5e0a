"""What a computation returns: attributions with their paths and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import torch
from torch import Tensor

from igviz.models.targets import Target
from igviz.quadrature.scheme import PathIntegral
from igviz.quadrature.step_maps import StepMaps


@dataclass(frozen=True)
class Certificate:
    """How far the attribution of one example can be trusted.

    Attributes
    ----------
    evaluations : int
        Gradient evaluations spent.
    error : float or None
        Estimated relative L2 error of the attribution (0.04 = 4 %); None for a fixed rule, whose
        error is not estimated.
    tol : float or None
        The relative error to reach; None for a fixed rule.
    delta : float
        Completeness error, sum of attributions less F(x) - F(x'), in units of the score.
    converged : bool or None
        Whether ``error`` is within ``tol`` even two standard deviations out; None for a fixed
        rule.
    method : str
        A fixed rule's name, or "adaptive".
    worst : (float, float) or None
        The interval of alpha that errs most; None where converged.
    """

    evaluations: int
    error: float | None
    tol: float | None
    delta: float
    converged: bool | None
    method: str
    worst: tuple[float, float] | None = None


@dataclass(frozen=True)
class Attribution:
    """Integrated Gradients of a batch of N examples (Sundararajan, Taly & Yan 2017, equation 1).

    Attributes
    ----------
    attributions, inputs, baselines : Tensor, shape (N, ...)
    target : tuple
        The target of each example: an index, a tuple index, a mapping of these to weights, or a
        callable.
    score, baseline_score : Tensor of float64, shape (N,)
        F(x) and F(x').
    alphas, weights, scores, contributions : Tensor of float64, shape (N, n)
        Nodes of the path in ascending order, their weights, and at each node the score F and the
        sum of the step gradient over features. Where examples took different numbers of nodes,
        shorter rows are padded with nodes at alpha = 1 of weight 0, which contribute nothing.
    step_maps : tuple of StepMaps
        Maps of each example's step gradient along its path, at most 32.
    certificates : tuple of Certificate
    sigma : Tensor or None, shape (N, ...)
        Standard error of each attribution; None for a fixed rule.
    map_sigma : Tensor or None
        Standard error of each sum over channels; None for a fixed rule.
    notes : tuple of str
        What a reader should know about how the attributions were computed.
    """

    attributions: Tensor
    inputs: Tensor
    baselines: Tensor
    target: tuple[Target, ...]
    score: Tensor
    baseline_score: Tensor
    alphas: Tensor
    weights: Tensor
    scores: Tensor
    contributions: Tensor
    step_maps: tuple[StepMaps, ...]
    certificates: tuple[Certificate, ...]
    sigma: Tensor | None = None
    map_sigma: Tensor | None = None
    notes: tuple[str, ...] = ()

    @property
    def convergence_delta(self) -> Tensor:
        """Completeness error of each example: sum of attributions - (F(x) - F(x')), shape (N,)."""
        change = self.score - self.baseline_score
        flat = self.attributions.detach().cpu().double().flatten(1)
        return flat.sum(1) - change

    @property
    def certificate(self) -> Certificate:
        """The certificate of the only example."""
        if len(self) != 1:
            raise ValueError(
                f"This record holds {len(self)} examples, each with a certificate of its own; take "
                "one of .certificates, or .certificate of one example: record[0].certificate."
            )
        return self.certificates[0]

    def __len__(self) -> int:
        return len(self.attributions)

    def __getitem__(self, index: int) -> Attribution:
        """The attribution of one example, still with a leading dimension of 1."""
        i = range(len(self))[index]
        changes = {
            field.name: value[i : i + 1]
            for field in fields(self)
            if field.name != "notes" and (value := getattr(self, field.name)) is not None
        }
        return replace(self, **changes)

    def __repr__(self) -> str:
        shape = tuple(self.attributions.shape)
        return f"Attribution({shape}, {'; '.join(map(describe, self.certificates[:3]))})"


def describe(certificate: Certificate) -> str:
    """A certificate in one line."""
    parts = [f"{certificate.method}, {certificate.evaluations} evaluations"]
    if certificate.error is not None:
        parts.append(f"error about {100 * certificate.error:.2g} %")
    if certificate.converged is False:
        parts.append("not converged")
    delta = f"{certificate.delta:.2g}".replace("-", "−")
    return ", ".join([*parts, f"delta {delta}"])


def assemble(
    inputs: Tensor,
    baselines: Tensor,
    target: tuple[Target, ...],
    endpoint_scores: Tensor,
    integrals: Sequence[PathIntegral],
    notes: Sequence[str],
    n_baselines: int = 1,
) -> Attribution:
    """Make an attribution of the integrals of N examples.

    ``endpoint_scores``, shape (2, N), holds F(x') and F(x). Each node took ``n_baselines``
    gradients, one per baseline.
    """
    changes = (endpoint_scores[1] - endpoint_scores[0]).tolist()
    zeros, ones = [0.0] * len(integrals), [1.0] * len(integrals)
    return Attribution(
        attributions=torch.stack([one.attributions for one in integrals]).to(inputs.dtype),
        inputs=inputs,
        baselines=baselines,
        target=target,
        score=endpoint_scores[1],
        baseline_score=endpoint_scores[0],
        alphas=_padded([one.alphas for one in integrals], ones),
        weights=_padded([one.weights for one in integrals], zeros),
        scores=_padded([one.scores for one in integrals], endpoint_scores[1].tolist()),
        contributions=_padded([one.contributions for one in integrals], zeros),
        step_maps=tuple(one.step_maps for one in integrals),
        certificates=tuple(
            _certificate(one, change, n_baselines)
            for one, change in zip(integrals, changes, strict=True)
        ),
        sigma=_stacked([one.sigma for one in integrals]),
        map_sigma=_stacked([one.map_sigma for one in integrals]),
        notes=tuple(notes),
    )


def _certificate(integral: PathIntegral, change: float, n_baselines: int) -> Certificate:
    delta = float(integral.attributions.cpu().double().sum()) - change
    return Certificate(
        n_baselines * integral.evaluations,
        integral.error,
        integral.tol,
        delta,
        integral.converged,
        integral.method,
        integral.worst,
    )


def _padded(
    rows: Sequence[np.ndarray[tuple[int], np.dtype[np.float64]]], fill: Sequence[float]
) -> Tensor:
    length = max(len(row) for row in rows)
    padded = [
        np.pad(row, (0, length - len(row)), constant_values=value)
        for row, value in zip(rows, fill, strict=True)
    ]
    return torch.from_numpy(np.stack(padded))


def _stacked(sigmas: Sequence[Tensor | None]) -> Tensor | None:
    estimated = [sigma for sigma in sigmas if sigma is not None]
    return torch.stack(estimated) if len(estimated) == len(sigmas) else None
