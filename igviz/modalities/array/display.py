"""What an explanation shows of an array."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import rounded, wire
from igviz.modalities.display import as_array, error_map, signed_steps


@dataclass(frozen=True, eq=False)
class ArrayDisplay:
    """What is shown of an array: its values."""

    features: ClassVar[str] = "values"
    judged: ClassVar[str] = "values"

    inputs: NDArray[Any]
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        return {
            "kind": "array",
            "inputs": wire(rounded(self.inputs)),
            "values": wire(rounded(as_array(attribution.attributions[0]))),
            "error": error_map(attribution),
            "steps": signed_steps(attribution),
        }
