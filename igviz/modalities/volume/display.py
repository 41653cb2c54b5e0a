"""What an explanation shows of a volume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import rounded, wire
from igviz.modalities.display import as_array, error_map, signed_steps
from igviz.modalities.volume.window import Window, levels_of


@dataclass(frozen=True, eq=False)
class VolumeDisplay:
    """What is shown of a volume: (C, D, H, W), what its axes are called, and its window."""

    features: ClassVar[str] = "voxels"
    judged: ClassVar[str] = "voxels (sums over channels)"

    volume: NDArray[Any]
    axes: tuple[str, ...]
    window: Window
    channel_dim: int | None
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        values = as_array(attribution.attributions[0]).astype(np.float64)
        if self.channel_dim is not None:
            values = values.sum(self.channel_dim)
        levels, low, high = levels_of(self.volume, self.window)
        return {
            "kind": "volume",
            "axes": list(self.axes),
            "image": wire(np.moveaxis(levels, 0, -1)),
            "low": low,
            "high": high,
            "level": self.window.level,
            "width": self.window.width,
            "values": wire(rounded(values)),
            "error": error_map(attribution),
            "steps": signed_steps(attribution),
        }
