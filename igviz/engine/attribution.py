"""What a computation returns: attributions with their paths and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from torch import Tensor

from igviz.models.targets import Target
from igviz.quadrature.step_maps import StepMaps


@dataclass(frozen=True)
class Certificate:
    """How far the attribution of one example can be trusted.

    Attributes
    ----------
    evaluations : int
        Gradient evaluations spent.
    error : float or None
        Estimated relative L2 error of the attribution as it is shown (0.04 = 4 %): of its sums over
        the channel dimension, where there is one, and over the tokens of a text's words. None for
        a fixed rule, whose error is not estimated.
    tol : float or None
        The relative error to reach; None for a fixed rule.
    delta : float
        Completeness error, sum of attributions less F(x) - F(x'), in units of the score.
    converged : bool or None
        Whether the error is within ``tol`` in 99 of 100 such cases, and no node stands for too much
        of the path; None for a fixed rule.
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
        Maps of each example's step gradient along its path, at most 32; empty where they are not
        kept.
    certificates : tuple of Certificate
    sigma : Tensor or None, shape (N, ...)
        Standard error of each attribution; None for a fixed rule and where it is not kept.
    map_sigma : Tensor or None
        Standard error of each sum over channels; the same.
    by_baseline : Tensor, optional
        Of one example, the attributions from each of several baselines, shape (baselines, ...),
        whose mean they are; see `igviz.engine.spread`.
    notes : tuple of str
        What a reader should know about how the attributions were computed.
    failures : dict
        Why examples failed, by number. Their attributions are NaN; others are not affected.
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
    by_baseline: Tensor | None = None
    notes: tuple[str, ...] = ()
    failures: Mapping[int, str] = field(default_factory=dict)

    @property
    def convergence_delta(self) -> Tensor:
        """Completeness error of each example: sum of attributions - (F(x) - F(x')), shape (N,)."""
        change = self.score - self.baseline_score
        flat = self.attributions.detach().cpu().double().reshape(len(self), -1)
        return flat.sum(1) - change

    @property
    def certificate(self) -> Certificate:
        """The certificate of the only example."""
        if len(self) != 1:
            raise ValueError(
                f"This attribution is of {len(self)} examples, each with a certificate of its own; "
                "take one of .certificates, or .certificate of one: attribution[0].certificate."
            )
        return self.certificates[0]

    def __len__(self) -> int:
        return len(self.attributions)

    def __getitem__(self, index: int) -> Attribution:
        """The attribution of one example, still with a leading dimension of 1."""
        if isinstance(index, slice) or not -len(self) <= index < len(self):
            raise IndexError(
                f"attribution[{index}] was asked of {len(self)} examples; pass the number of one, "
                f"0 to {len(self) - 1}, or take rows of .attributions."
            )
        i = index % len(self)
        changes = {
            each.name: value[i : i + 1]
            for each in fields(self)
            if each.name not in ("notes", "failures", "by_baseline")
            and (value := getattr(self, each.name)) is not None
        }
        failed = {0: self.failures[i]} if i in self.failures else {}
        return replace(self, **changes, failures=failed)

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
