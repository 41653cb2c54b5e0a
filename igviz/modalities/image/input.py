"""One image with its model, which takes the tensor as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

import numpy as np
from torch import Tensor

from igviz.modalities import modality
from igviz.modalities.baselines import joined
from igviz.modalities.classes import Classes
from igviz.modalities.image.baselines import BASELINES, ImageBaseline
from igviz.modalities.image.channels import Wanted
from igviz.modalities.image.display import ChannelsDisplay, ImageDisplay
from igviz.modalities.image.probe import Probed
from igviz.modalities.image.read import read_image
from igviz.modalities.image.regions.given import OF_ATTRIBUTION, found
from igviz.modalities.image.regions.regions import Regions
from igviz.modalities.modality import InputFacts, Menu
from igviz.modalities.tensors import takes
from igviz.models.model import Model
from igviz.quadrature.shown import Shown
from igviz.stills.paint.arrays import Floats

HINT = "pass the transform it was trained with, such as transform=weights.transforms()"
HINT_OF_CHANNELS = "pass an image of as many channels as it was trained with"


class OpenImage:
    """One image; see `igviz.modalities.modality.Input`."""

    def __init__(
        self, model: Model, source: object, wanted: Wanted, regions: object = None
    ) -> None:
        transform = model.once(_transform)
        self.labels = model.labels
        self.image = read_image(source, transform, partial(takes, model), wanted)
        self._regions = self.image.regions(regions)
        provenance = {}
        if transform is not None:
            provenance["transform"] = " ".join(repr(transform).split())[:300]
        named = bool(self.image.channels)
        self.facts = InputFacts(
            model.forward,
            self.image.tensor,
            Shown(0, channels=named),
            HINT_OF_CHANNELS if named else HINT,
            self.image.notes,
            provenance,
        )
        instead = "black" if self.image.display.mean() > 127 else "white"
        self.menu = Menu(BASELINES, "black", instead, "another picture as baseline")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> list[ImageBaseline]:
        """See `igviz.modalities.image.read.ImageInput.baseline`."""
        return self.image.baseline(spec, seed=seed)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes."""
        return Classes(outputs, self.labels)

    def regions(self, signed: Floats) -> Regions:
        """The parts of the image, of which some ways to find them look at its attribution."""
        if not isinstance(self._regions, str):
            return self._regions
        made = found(self.image.display, signed, self._regions)
        if self._regions not in OF_ATTRIBUTION:
            self._regions = made
        return made

    def display(
        self,
        baselines: Sequence[modality.Baseline],
        about: Sequence[int],  # noqa: ARG002
    ) -> ImageDisplay:
        """The image, and the mean of the baselines."""
        made = cast("Sequence[ImageBaseline]", baselines)
        mean: Any = np.mean([baseline.display.astype(float) for baseline in made], axis=0)
        names = joined(made)
        shown = mean.round().astype("uint8")
        seen = (self.image.display, shown, names, self.image.title, self.regions)
        channels = self.image.channels
        return ChannelsDisplay(*seen, channels) if channels else ImageDisplay(*seen)


def _transform(model: Model) -> Probed | None:
    return None if model.transform is None else Probed(model.transform)
