"""Inputs of any number of channels: which axis they are, what they are called, which are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import nn

from igviz.errors import InputError
from igviz.modalities.names import listed_names
from igviz.modalities.numbers import is_whole
from igviz.modalities.window import Window, window_of
from igviz.models.model import Model
from igviz.options import How

MOST_CHANNELS = 200  # of hyperspectral cameras
COLOURS = (1, 3)  # as many channels as a picture has that is shown as it is
PICTURE = (*COLOURS, 4)  # the same of arrays, which may have transparency


@dataclass(frozen=True)
class Wanted:
    """What a person and a model say of an image's channels.

    Attributes
    ----------
    channels : int or None
        How many the model's first layer takes.
    rgb : tuple of int, or None
        Which are shown as red, green and blue; one that is shown grey.
    window : (float, float) or None
        The values that are shown black and white.
    names : tuple of str, or None
        What they are called.
    """

    channels: int | None = None
    rgb: tuple[int, ...] | None = None
    window: Window | None = None
    names: tuple[str, ...] | None = None

    @classmethod
    def of(cls, model: Model, options: How) -> Wanted:
        """What a call says; raises TypeError and ValueError for what no image can have."""
        return cls(
            model.once(channels_of),
            _rgb_of(options["rgb"]),
            window_of(options["window"]),
            listed_names(options["feature_names"], "channel"),
        )

    def named(self, count: int) -> tuple[str, ...]:
        """The names of so many channels.

        Raises
        ------
        InputError
            As many were not given.
        """
        if self.names is None:
            return tuple(f"channel {at}" for at in range(count))
        if len(self.names) != count:
            raise InputError(
                f"feature_names holds {len(self.names)} names and the image has {count} channels; "
                "pass one for each."
            )
        return self.names

    def check_window(self, count: int) -> None:
        """Refuse a window for more than one channel."""
        if self.window is not None and count != 1:
            raise InputError(
                f"window= was given for an image of {count} channels, and it is for one; leave it "
                "out, or pass one channel."
            )

    def shown(self, count: int) -> tuple[int, ...]:
        """Which of so many channels are shown: three as red, green and blue, or one grey.

        Raises
        ------
        InputError
            ``rgb`` names one that is not there.
        """
        if self.rgb is None:
            return (0, 1, 2) if count >= max(COLOURS) else (0,)
        if outside := [at for at in self.rgb if at >= count]:
            raise InputError(
                f"rgb names channel {outside[0]}, and the image has {count}, counted from 0 to "
                f"{count - 1}."
            )
        return self.rgb


ANYTHING = Wanted()


def channels_of(model: Model) -> int | None:
    """How many channels the first layer takes; None where it does not say."""
    first = model.first_layer
    if isinstance(first, nn.Conv2d):
        return first.in_channels or None  # a lazy one has none yet
    return first.num_features if isinstance(first, nn.BatchNorm2d) else None


def channel_axis(shape: Sequence[int], usual: int, channels: int | None) -> int:
    """Which axis of (C, H, W) or (H, W, C) holds the channels: the usual one, or as the model says.

    Parameters
    ----------
    shape : sequence of int, length 3
    usual : {0, 2}
    channels : int or None
        How many the model takes.
    """
    other = 2 - usual
    says_other = channels is not None and shape[usual] != channels and shape[other] == channels
    return other if says_other else usual


def looks_turned(shape: Sequence[int], usual: int) -> bool:
    """Whether the channels of a picture stand where height or width should."""
    return shape[usual] not in COLOURS and shape[2 - usual] in COLOURS


def _rgb_of(given: object) -> tuple[int, ...] | None:
    if given is None:
        return None
    each: tuple[Any, ...] = tuple(given) if isinstance(given, (tuple, list)) else (given,)
    whole = [int(at) for at in each if is_whole(at) and at >= 0]
    if len(whole) != len(each) or len(each) not in COLOURS:
        raise TypeError(
            f"rgb={given!r} was given; pass three channels, such as rgb=(3, 2, 1), or one, such as "
            "rgb=0, counted from 0."
        )
    return tuple(whole)
