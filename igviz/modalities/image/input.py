"""Images: the model takes the tensor as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from torch import Tensor

from igviz.modalities.classes import Classes
from igviz.modalities.displays import ImageDisplay
from igviz.modalities.image.baselines import BASELINES, Baseline
from igviz.modalities.image.read import read_image
from igviz.modalities.modality import End
from igviz.models.guard import Forward


class ImageSubject:
    """One image; see `igviz.modalities.modality.Subject`."""

    channel_dim = 0
    hint = "pass the transform it was trained with, such as transform=weights.transforms()"
    usual_baseline = "black"
    baselines = BASELINES

    def __init__(
        self,
        model: Forward,
        source: object,
        transform: Callable[..., Any] | None,
        labels: Sequence[str],
    ) -> None:
        self.model = self.forward = model
        self.labels = labels
        self.picture = read_image(source, transform)
        self.tensor, self.notes = self.picture.tensor, self.picture.notes
        self.other_baseline = "black" if self.picture.display.mean() > 127 else "white"
        self.facts: dict[str, str] = {}
        if transform is not None:
            self.facts["transform"] = " ".join(repr(transform).split())[:300]

    def refresh(self) -> None:
        """Nothing of a picture depends on the model."""

    def ends(self, spec: object, seed: int) -> list[Baseline]:
        """See `igviz.modalities.image.read.ImageInput.baseline`."""
        return self.picture.baseline(spec, seed=seed)

    def answers(self, outputs: Tensor) -> Classes:
        """Classes."""
        return Classes(outputs, self.labels)

    def display(self, ends: Sequence[End], about: Sequence[int]) -> ImageDisplay:  # noqa: ARG002
        """The picture, and the mean of the baselines."""
        made = cast("Sequence[Baseline]", ends)
        mean: Any = np.mean([end.display.astype(float) for end in made], axis=0)
        names = " + ".join(dict.fromkeys(end.name for end in made))
        shown = mean.round().astype("uint8")
        return ImageDisplay(self.picture.display, shown, names, self.picture.title)
