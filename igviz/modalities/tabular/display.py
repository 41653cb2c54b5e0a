"""What an explanation shows of a row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, wire
from igviz.modalities.display import as_array, error_map, signed_steps
from igviz.modalities.tabular.read import Floats
from igviz.visible import legible


@dataclass(frozen=True, eq=False)
class TabularDisplay:
    """What is shown of a row: its features by name, and what each is at both ends of the path."""

    features: ClassVar[str] = "features"
    judged: ClassVar[str] = "features"

    names: tuple[str, ...]
    inputs: Floats
    baseline: Floats
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        return {
            "kind": "tabular",
            "names": [legible(name) for name in self.names],
            "inputs": numbers(self.inputs),
            "baseline": numbers(self.baseline),
            "values": wire(as_array(attribution.attributions[0]).astype(np.float32)),
            "error": error_map(attribution),
            "steps": signed_steps(attribution),
        }
