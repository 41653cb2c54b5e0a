"""What an explanation shows of a row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import rounded, wire
from igviz.modalities.display import as_array, error_map, signed_steps, summed_steps
from igviz.modalities.tabular.cells import Cell
from igviz.modalities.tabular.grouping import Grouping
from igviz.quadrature.shown import AS_IT_IS
from igviz.visible import legible


@dataclass(frozen=True, eq=False)
class TabularDisplay:
    """What is shown of a row: its features by name, and what each is at both ends of the path."""

    features: ClassVar[str] = "features"
    judged: ClassVar[str] = "features"

    grouping: Grouping
    inputs: tuple[Cell, ...]
    baseline: tuple[Cell, ...]
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        apart = attribution.by_baseline
        spread = None if apart is None else self.added(as_array(apart)).std(0)
        return {
            "kind": "tabular",
            "names": [legible(name) for name in self.grouping.names],
            "inputs": list(self.inputs),
            "baseline": list(self.baseline),
            "values": wire(self.added(as_array(attribution.attributions[0])).astype(np.float32)),
            "spread": None if spread is None else wire(rounded(spread)),
            **self._judged(attribution),
        }

    def _judged(self, attribution: Attribution) -> dict[str, Any]:
        """Standard errors, whose sum is never too small, and step gradients."""
        if self.grouping.shown is AS_IT_IS:
            return {"error": error_map(attribution), "steps": signed_steps(attribution)}
        sigma = attribution.map_sigma
        error = None if sigma is None else wire(rounded(self.added(as_array(sigma[0]))))
        return {"error": error, "steps": summed_steps(attribution, self.added)}

    def added(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Values (..., D) of the model's columns, added up for each feature."""
        totals = np.zeros((*values.shape[:-1], len(self.grouping.names)))
        np.add.at(totals.T, np.array(self.grouping.columns), values.astype(np.float64).T)
        return totals
