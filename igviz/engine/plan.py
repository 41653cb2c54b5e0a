"""How a path is to be integrated."""

from __future__ import annotations

from dataclasses import dataclass

from igviz.options import DEFAULT_METHOD, DEFAULT_TOL
from igviz.quadrature.adaptive import SMALL, AdaptiveScheme
from igviz.quadrature.fixed import FixedScheme
from igviz.quadrature.scheme import Scheme
from igviz.quadrature.shown import AS_IT_IS, Shown


@dataclass(frozen=True)
class Plan:
    """Integrate to a tolerance, or by a fixed rule where ``n_steps`` is given."""

    tol: float | None = None
    n_steps: int | None = None
    method: str | None = None

    def __post_init__(self) -> None:
        """Refuse a method, number of steps or tolerance that no scheme takes."""
        self.scheme()

    def scheme(
        self,
        shown: Shown = AS_IT_IS,
        kinks: bool | None = None,
        examples: int = 1,
        values: int = SMALL + 1,
        keep: bool = True,
    ) -> Scheme:
        """Make a scheme for the paths of several examples.

        Parameters
        ----------
        shown : Shown
            What is shown of attributions and judged.
        kinks : bool, optional
            What `igviz.models.kinks.has_kinks` says of the model.
        examples : int
        values : int, optional
            How many values an example has.
        keep : bool
            Whether what somebody may look at is kept: step maps and standard errors.
        """
        if self.n_steps is not None and self.tol is not None:
            raise ValueError(
                f"tol={self.tol!r} and n_steps={self.n_steps!r} were both given; pass n_steps for "
                "a fixed rule, or tol for as many steps as it takes."
            )
        if self.n_steps is not None:
            method = self.method or DEFAULT_METHOD
            return FixedScheme(method, self.n_steps, shown, examples, keep)
        if self.method is not None:
            raise ValueError(
                f"method={self.method!r} was given without n_steps; pass n_steps=64 for a fixed "
                "rule, or leave method out to integrate until tol is met."
            )
        tol = DEFAULT_TOL if self.tol is None else self.tol
        return AdaptiveScheme(tol, shown, kinks=kinks, examples=examples, values=values, keep=keep)
