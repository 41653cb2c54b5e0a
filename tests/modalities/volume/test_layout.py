"""Which axis of a tensor holds the channels, and what is said where it may be another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import nn

from igviz.errors import InputError
from igviz.modalities.volume.layout import Layout, layout_of


def read(
    shape: Sequence[int], wanted: int | None = None, taken: Sequence[int] = ()
) -> tuple[Layout, tuple[str, ...]]:
    """The layout of a shape for a model of so many channels that takes one shape alone."""
    first = None if wanted is None else nn.Conv3d(wanted, 1, 1)
    values = torch.zeros(tuple(shape))

    def takes(layout: Layout) -> bool:
        return not taken or tuple(layout.put(values).shape) == tuple(taken)

    return layout_of(shape, first, takes)


@pytest.mark.parametrize(
    ("shape", "wanted", "channel", "put"),
    [
        ((4, 5, 6), 1, None, (1, 1, 4, 5, 6)),
        ((1, 4, 5, 6), 1, 0, (1, 1, 4, 5, 6)),
        ((1, 1, 4, 5, 6), 1, 0, (1, 1, 4, 5, 6)),
        ((3, 4, 5, 6), 3, 0, (1, 3, 4, 5, 6)),
        ((16, 4, 5, 6), 16, 0, (1, 16, 4, 5, 6)),
        ((2, 9, 5, 6), None, 0, (1, 2, 9, 5, 6)),
    ],
)
def test_channels_stand_first(
    shape: tuple[int, ...], wanted: int | None, channel: int | None, put: tuple[int, ...]
) -> None:
    layout, notes = read(shape, wanted)
    assert (layout.channel, layout.channel_dim) == (channel, 0)
    assert tuple(layout.put(torch.zeros(shape)).shape) == put
    assert notes == ()


def test_a_video_keeps_its_order_where_the_model_takes_it() -> None:
    layout, notes = read((8, 3, 5, 6), 3, (1, 8, 3, 5, 6))
    assert (layout.channel, layout.channel_dim, layout.axes[0]) == (1, 1, "time")
    assert notes == ()


@pytest.mark.parametrize(
    ("shape", "channel", "told"), [((8, 3, 5, 6), 1, "T, C, H, W"), ((8, 5, 6, 3), 3, "T, H, W, C")]
)
def test_else_its_channels_are_put_first(shape: tuple[int, ...], channel: int, told: str) -> None:
    layout, (note,) = read(shape, 3, (1, 3, 8, 5, 6))
    assert (layout.channel, layout.channel_dim) == (channel, 0)
    assert told in note
    video = torch.arange(720.0).reshape(shape)
    moved = layout.put(video)[0]
    assert torch.equal(moved[1], video.select(channel, 1))
    assert torch.equal(layout.channels_first(moved), moved)


def test_of_several_readings_it_is_said_which_is_taken() -> None:
    layout, (note,) = read((3, 3, 5, 6), 3)
    assert layout.channel == 0
    assert "Several axes of (3, 3, 5, 6)" in note
    assert layout.told in note


def test_three_colours_are_likelier_channels_than_four_frames() -> None:
    layout, (note,) = read((4, 3, 5, 6))
    assert (layout.channel, layout.told) == (1, "(T, C, H, W)")
    assert layout.told in note


def test_a_plain_function_gets_what_it_takes() -> None:
    assert read((4, 5, 6), None, (1, 4, 5, 6))[0].channel_dim is None
    assert read((4, 5, 6), None, (1, 1, 4, 5, 6))[0].channel_dim == 0
    assert read((1, 9, 5, 6), None, (1, 9, 5, 6))[0].given == (9, 5, 6)


@pytest.mark.parametrize(
    ("shape", "wanted", "told"),
    [
        ((2, 4, 5, 6), 3, r"none of whose axes has the 3 channels .* pass \(3, D, H, W\)"),
        ((4, 5, 6), 2, "the 2 channels"),
        ((2, 1, 4, 5, 6), 1, "holds 2 volumes; pass one of them"),
        ((5, 6), 1, r"a volume has \(C, D, H, W\)"),
        ((9, 8, 5, 6), None, 'none of its axes is 1 to 4 long.* kind="array"'),
    ],
)
def test_what_is_no_volume_is_told_why(
    shape: tuple[int, ...], wanted: int | None, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        read(shape, wanted)
