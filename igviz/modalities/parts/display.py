"""What an explanation shows of several inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.modalities.modality import Display
from igviz.quadrature.shown import SideBySide
from igviz.visible import legible


@dataclass(frozen=True, eq=False)
class PartsDisplay:
    """What is shown of each input, and how their values lie side by side."""

    features: ClassVar[str] = "values"
    judged: ClassVar[str] = "values that are shown of all inputs"

    names: tuple[str, ...]
    each: tuple[Display, ...]
    shown: SideBySide
    baseline_name: str
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        own = zip(self.names, self.each, self._apart(attribution), strict=True)
        return {
            "kind": "parts",
            "parts": [
                {
                    "name": legible(name),
                    "value": float(part.attributions.double().sum()),
                    "figure": {
                        "baseline_name": display.baseline_name,
                        "title": display.title,
                        **display.parts(part),
                    },
                }
                for name, display, part in own
            ],
        }

    def _apart(self, attribution: Attribution) -> Iterator[Attribution]:
        """The attribution of every input, in its own shape."""
        rows = attribution.attributions, attribution.inputs, attribution.baselines
        several = zip(*(self.shown.split(tensor, 1) for tensor in rows), strict=True)
        (maps,) = attribution.step_maps
        sigmas = self._pieces(attribution.map_sigma)
        for (values, inputs, baselines), own, sigma in zip(several, maps.each, sigmas, strict=True):
            yield replace(
                attribution,
                attributions=values,
                inputs=inputs,
                baselines=baselines,
                step_maps=(own,),
                sigma=None,
                map_sigma=sigma,
            )

    def _pieces(self, sigma: Tensor | None) -> list[Any]:
        return [None] * len(self.names) if sigma is None else self.shown.pieces(sigma, 1)
