"""Which axis of a tensor holds the channels of a volume, and how the model takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor, nn

from igviz.errors import InputError

MOST_CHANNELS = 4  # of a volume of which no first layer says how many it has
_LIKELY = (1, 3)  # channels: grey, or three colours
_PLACES = (0, 1, 3)  # of the channels, of four axes: first, after the time, or last


@dataclass(frozen=True)
class Layout:
    """How a volume was given, and how the model takes it.

    Attributes
    ----------
    given : tuple of int
        The shape that was given, without a batch dimension.
    channel : int or None
        The axis of the channels in it; None where it has none.
    first : bool
        Whether the model takes channels first, wherever they were given.
    """

    given: tuple[int, ...]
    channel: int | None
    first: bool = False

    @property
    def channel_dim(self) -> int | None:
        """The axis of the channels of what the model takes, batch aside."""
        return 0 if self.first else self.channel

    @property
    def axes(self) -> tuple[str, str, str]:
        """What the other axes are called, in their order; frames of three colours are a video's."""
        colours = self.channel is not None and self.given[self.channel] == 3
        return "time" if self.channel or colours else "depth", "height", "width"

    def put(self, values: Tensor) -> Tensor:
        """A tensor as it was given, as the model takes it: (1, ...)."""
        example = values.reshape(self.given)
        if self.first:
            alone = self.channel is None
            example = example[None] if alone else example.movedim(self.channel or 0, 0)
        return example[None].contiguous()

    def channels_first(self, example: Tensor) -> Tensor:
        """What the model takes, batch aside, as (C, D, H, W)."""
        axis = self.channel_dim
        return example[None] if axis is None else example.movedim(axis, 0)

    @property
    def told(self) -> str:
        """In which order its axes are read."""
        names = [name[0].upper() for name in self.axes]
        if self.channel is not None:
            names.insert(self.channel, "C")
        return f"({', '.join(names)})"


def layout_of(
    shape: Sequence[int], first_layer: nn.Module | None, takes: Callable[[Layout], bool]
) -> tuple[Layout, tuple[str, ...]]:
    """How a tensor of a shape is read, and what a reader should know of that.

    Parameters
    ----------
    shape : sequence of int
    first_layer : Module or None
        Of the model: a `Conv3d` tells how many channels there are.
    takes : callable
        Whether the model can be called with a volume of a layout, asked where there are several.

    Raises
    ------
    InputError
        No axis can hold the channels, or it is no volume.
    """
    wanted = first_layer.in_channels if isinstance(first_layer, nn.Conv3d) else None
    example = _without_batch(tuple(shape))
    layouts = _layouts(example, wanted)
    if not layouts:
        raise InputError(_no_channels(tuple(shape), wanted))
    chosen = layouts[0]
    if len(layouts) > 1:
        chosen = next((one for one in layouts if takes(one)), layouts[0])
    return chosen, tuple(_remarks(chosen, layouts))


def _without_batch(shape: tuple[int, ...]) -> tuple[int, ...]:
    if len(shape) == 5 and shape[0] == 1:
        return shape[1:]
    if len(shape) == 5:
        raise InputError(
            f"The tensor of shape {shape} holds {shape[0]} volumes; pass one of them, or a list, "
            "such as list(x), to explain each."
        )
    if len(shape) not in (3, 4):
        raise InputError(
            f"The tensor has shape {shape}, and a volume has (C, D, H, W) or (D, H, W); pass one "
            'of these, or kind="array" for a tensor of any shape.'
        )
    return shape


def _layouts(shape: tuple[int, ...], wanted: int | None) -> list[Layout]:
    """All that a shape may mean, the likeliest first."""
    if len(shape) == 3:
        with_channel = Layout(shape, None, first=True)
        if wanted is not None:
            return [with_channel] if wanted == 1 else []
        return [Layout(shape, None), with_channel]
    places = [at for at in _PLACES if _may_be(shape[at], wanted)]
    places.sort(key=lambda at: shape[at] not in _LIKELY)
    as_given = [Layout(shape, at) for at in places]
    moved = [Layout(shape, at, first=True) for at in places if at]
    alone = [Layout(shape[1:], None)] if shape[0] == 1 and wanted is None else []
    return as_given + moved + alone


def _may_be(length: int, wanted: int | None) -> bool:
    return 1 <= length <= MOST_CHANNELS if wanted is None else length == wanted


def _remarks(chosen: Layout, layouts: Sequence[Layout]) -> list[str]:
    remarks = []
    if len({one.channel for one in layouts if one.channel is not None}) > 1:
        remarks.append(
            f"Several axes of {chosen.given} may be the channels; it is read as {chosen.told}."
        )
    if chosen.first and chosen.channel:
        remarks.append(f"The model takes channels first; they were moved there from {chosen.told}.")
    return remarks


def _no_channels(shape: tuple[int, ...], wanted: int | None) -> str:
    if wanted is None:
        return (
            f"The volume has shape {shape}, and none of its axes is 1 to {MOST_CHANNELS} long, as "
            'channels are; pass (C, D, H, W), or kind="array" for a tensor of any shape.'
        )
    channel = f"{wanted} channel{'' if wanted == 1 else 's'}"
    return (
        f"The volume has shape {shape}, none of whose axes has the {channel} that the model's "
        f"first layer takes; pass ({wanted}, D, H, W)."
    )
