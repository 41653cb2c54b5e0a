from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from igviz.stills.paint import PALETTES, palette_named
from igviz.stills.paint.tokens import luminance

# How colours look without one kind of cone (Machado, Oliveira and Fernandes, 2009), on linear RGB.
DEFICIENCIES = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def seen(rgb: tuple[int, int, int], deficiency: str) -> npt.NDArray[Any]:
    """CIE L*a*b* of a colour as seen with the deficiency."""
    value = np.array(rgb) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    lab: npt.NDArray[Any] = np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
    return lab


@pytest.mark.parametrize("deficiency", sorted(DEFICIENCIES))
def test_blue_and_orange_are_told_apart_by_everyone(deficiency: str) -> None:
    palette = PALETTES["blue-orange"]
    pairs = [
        (palette.positive, palette.negative),
        (palette.token_positive, palette.token_negative),
        *zip(palette.heat_positive[1:], palette.heat_negative[1:], strict=True),
    ]
    for positive, negative in pairs:
        # A difference of 2 is just noticeable; 30 is as far as blue is from purple.
        assert np.linalg.norm(seen(positive, deficiency) - seen(negative, deficiency)) > 30


def test_green_and_red_alone_would_not_be_enough() -> None:
    palette = PALETTES["green-red"]
    lab = [seen(c, "deuteranopia") for c in (palette.heat_positive[1], palette.heat_negative[1])]
    assert np.linalg.norm((lab[0] - lab[1])[1:]) < 30


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_heat_maps_darken_from_a_shared_neutral(name: str) -> None:
    palette = PALETTES[name]
    assert palette.heat_positive[0] == palette.heat_negative[0]
    for stops in (palette.heat_positive, palette.heat_negative):
        light = luminance(np.array(stops, dtype=np.uint8))
        assert all(a > b + 0.1 for a, b in itertools.pairwise(light))


def test_names_are_looked_up_and_palettes_passed_through() -> None:
    palette = PALETTES["green-red"]
    assert palette_named("green-red") is palette
    assert palette_named(palette) is palette
    with pytest.raises(ValueError, match="not 'purple'"):
        palette_named("purple")


def test_the_default_is_the_reference() -> None:
    assert PALETTES["green-red"].positive == (0, 255, 0)
    assert PALETTES["green-red"].negative == (255, 0, 0)
    assert next(iter(PALETTES)) == "green-red"
