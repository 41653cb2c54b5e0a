"""What an explanation shows of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import rounded, wire
from igviz.figure.schema import Steps
from igviz.modalities.display import as_array
from igviz.modalities.display import signed_steps as steps_of
from igviz.modalities.series.layout import Layout
from igviz.modalities.series.spectrum import frequencies
from igviz.modalities.series.times import Times
from igviz.visible import legible


@dataclass(frozen=True, eq=False)
class SeriesDisplay:
    """What is shown of a series: its channels at both ends of the path, and when its steps are."""

    features: ClassVar[str] = "steps"
    judged: ClassVar[str] = "steps"

    layout: Layout
    names: tuple[str, ...]
    times: Times
    inputs: NDArray[Any]
    baseline: NDArray[Any]
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        sigma = attribution.map_sigma
        return {
            "kind": "series",
            "channels": [legible(name) for name in self.names],
            "hertz": frequencies(self.names),
            "inputs": self._wire(self.inputs),
            "baseline": self._wire(self.baseline),
            "values": self._wire(as_array(attribution.attributions[0])),
            "error": None if sigma is None else self._wire(rounded(as_array(sigma[0]))),
            "steps": self._steps(attribution),
            "rate": self.times.rate,
            "dates": self.times.wire,
            "ticks": self.times.ticks(),
            "intervals": self.times.intervals(),
        }

    def _wire(self, values: NDArray[Any]) -> Any:
        """One value for each of the series, without its batch dimension."""
        return wire(self.layout.channels(values, 0).astype(np.float32))

    def _steps(self, attribution: Attribution) -> Steps:
        (maps,) = attribution.step_maps
        steps = steps_of(attribution)
        return {**steps, "signed": wire(self.layout.channels(as_array(maps.signed), 1))}
