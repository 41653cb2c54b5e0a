"""What an explanation shows of an image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, rounded, wire
from igviz.modalities.display import as_array, error_map
from igviz.modalities.image.figure import Channels, step_maps
from igviz.modalities.image.regions.regions import Regions
from igviz.stills.paint.arrays import Floats
from igviz.stills.paint.grain import finest
from igviz.visible import legible


@dataclass(frozen=True)
class ImageDisplay:
    """What is shown of an image: picture and baseline as the model saw them, (H, W, 3) uint8."""

    features: ClassVar[str] = "pixels"
    judged: ClassVar[str] = "pixels (sums over channels)"

    image: NDArray[np.uint8]
    baseline: NDArray[np.uint8]
    baseline_name: str
    title: str
    regions: Callable[[Floats], Regions]

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        channels = as_array(attribution.attributions[0]).astype(np.float64)
        (maps,) = attribution.step_maps
        scales = as_array(maps.signed_scale), as_array(maps.absolute_scale)
        signed, cancelled, cancelled_scale = step_maps(
            as_array(maps.signed), scales[0], as_array(maps.absolute), scales[1]
        )
        positive, negative = (rounded((sign * channels).clip(0, None).sum(0)) for sign in (1, -1))
        total = positive - negative
        regions = self.regions(total.astype(np.float64))
        return {
            "kind": "image",
            "image": wire(self.image),
            "baseline": wire(self.baseline),
            "positive": wire(positive),
            "negative": wire(negative),
            "error": error_map(attribution),
            "grain": finest(total),
            "regions": {
                "labels": wire(regions.labels),
                "names": list(regions.names),
                "edge": regions.edge,
                "given": regions.given,
            },
            "steps": {
                "alphas": numbers(maps.alphas),
                "weights": numbers(maps.weights),
                "signed": signed,
                "signed_scale": numbers(scales[0]),
                "cancelled": cancelled,
                "cancelled_scale": numbers(cancelled_scale),
            },
        }


@dataclass(frozen=True)
class ChannelsDisplay(ImageDisplay):
    """The same of an image whose channels are no colours, and have names."""

    judged: ClassVar[str] = "pixels and channels (each summed over the other)"

    channels: tuple[str, ...] = ()

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        values = as_array(attribution.attributions[0]).sum((1, 2), np.float64)
        (maps,) = attribution.step_maps
        if maps.channels is None:  # one of several inputs, of which only pixels are kept
            return super().parts(attribution)
        scale: Any = maps.channels_scale
        own: Channels = {
            "names": [legible(name) for name in self.channels],
            "values": wire(values.astype(np.float32)),
            "steps": {
                "alphas": numbers(maps.alphas),
                "weights": numbers(maps.weights),
                "signed": wire(as_array(maps.channels)),
                "signed_scale": numbers(scale),
            },
        }
        return {**super().parts(attribution), "channels": own}
