"""How many channels a picture has for a model, and which axis of an array they are."""

from __future__ import annotations

from torch import nn

from igviz.models.model import Model


def channels_of(model: Model) -> int | None:
    """How many channels the first layer takes; None where it does not say."""
    first = model.first_layer
    if isinstance(first, nn.Conv2d):
        return first.in_channels or None  # a lazy one has none yet
    return first.num_features if isinstance(first, nn.BatchNorm2d) else None
