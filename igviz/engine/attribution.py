"""The record of a computation: tensors and what is known of their error."""

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
    """How far one attribution can be trusted.

    Attributes
    ----------
    evaluations : int
        Gradient evaluations spent.
    error : float or None
        Estimated relative L2 error of the attribution (0.04 = 4 %); None for a fixed rule, which
        gives no estimate.
    tol : float or None
        The error asked for.
    delta : float
        Completeness error, sum of attributions less F(x) - F(x'), in units of the score.
    converged : bool or None
        Whether ``error`` is within ``tol``, also two standard deviations out; None for a fixed
        rule.
    method : str
        A fixed rule's name, or "adaptive".
    worst : (float, float) or None
        The stretch of alpha that errs most, where not converged.
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
        The resolved target of each example: an index, a tuple index, a weighted sum or a callable.
    output, baseline_output : Tensor of float64, shape (N,)
        F(x) and F(x').
    alphas, weights, scores, contributions : Tensor of float64, shape (N, n)
        Nodes of the path, ascending, their weights, F and the sum of the step gradient there. Where
        examples took different numbers of nodes, shorter rows end in nodes of weight zero at 1,
        which contribute nothing.
    step_maps : tuple of StepMaps
        Step-gradient maps kept of each example, at most 32.
    certificates : tuple of Certificate
    sigma : Tensor or None, shape (N, ...)
        Standard error of each attribution, where the method knows it.
    map_sigma : Tensor or None
        The same for the sum over channels.
    notes : tuple of str
        What a reader should know about how it was computed.
    """

    attributions: Tensor
    inputs: Tensor
    baselines: Tensor
    target: tuple[Target, ...]
    output: Tensor
    baseline_output: Tensor
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
        change = self.output - self.baseline_output
        flat = self.attributions.detach().cpu().double().flatten(1)
        return flat.sum(1) - change

    @property
    def certificate(self) -> Certificate:
        """The certificate of a record that holds one example."""
        if len(self) != 1:
            raise ValueError(
                f"This record holds {len(self)} examples, each with a certificate of its own; take "
                "one of .certificates, or .certificate of one example: record[0].certificate."
            )
        return self.certificates[0]

    def __len__(self) -> int:
        return len(self.attributions)

    def __getitem__(self, index: int) -> Attribution:
        """The record of one example, still with a leading dimension of 1."""
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
    ends: Tensor,
    paths: Sequence[PathIntegral],
    notes: Sequence[str],
    averaged: int = 1,
) -> Attribution:
    """Make the record of N paths; ``ends`` holds F(x') and F(x), shape (2, N).

    ``averaged`` gradients were spent on each node, one per baseline.
    """
    changes = (ends[1] - ends[0]).tolist()
    return Attribution(
        attributions=torch.stack([path.attributions for path in paths]).to(inputs.dtype),
        inputs=inputs,
        baselines=baselines,
        target=target,
        output=ends[1],
        baseline_output=ends[0],
        alphas=_padded([path.alphas for path in paths], [1.0] * len(paths)),
        weights=_padded([path.weights for path in paths], [0.0] * len(paths)),
        scores=_padded([path.scores for path in paths], ends[1].tolist()),
        contributions=_padded([path.contributions for path in paths], [0.0] * len(paths)),
        step_maps=tuple(path.step_maps for path in paths),
        certificates=tuple(
            _certificate(path, change, averaged)
            for path, change in zip(paths, changes, strict=True)
        ),
        sigma=_stacked([path.sigma for path in paths]),
        map_sigma=_stacked([path.map_sigma for path in paths]),
        notes=tuple(notes),
    )


def _certificate(path: PathIntegral, change: float, averaged: int) -> Certificate:
    delta = float(path.attributions.cpu().double().sum()) - change
    return Certificate(
        averaged * path.evaluations,
        path.error,
        path.tol,
        delta,
        path.converged,
        path.method,
        path.worst,
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


def _stacked(parts: Sequence[Tensor | None]) -> Tensor | None:
    known = [part for part in parts if part is not None]
    return torch.stack(known) if len(known) == len(parts) else None
