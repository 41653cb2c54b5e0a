from __future__ import annotations

import re

import pytest

from igviz.stills.html import bar


@pytest.mark.parametrize(
    ("value", "largest", "blocks"),
    [
        (3.0, 3.0, "█" * 12),
        (-1.5, 3.0, "█" * 6),
        (1 / 96, 1.0, "▏"),
        (7 / 96, 1.0, "▉"),
        (0.0, 3.0, ""),
        (0.0, 0.0, ""),
    ],
)
def test_bars_are_letters_to_an_eighth(value: float, largest: float, blocks: str) -> None:
    assert re.sub("<[^>]*>", "", bar(value, largest)) == blocks


def test_bars_have_the_colour_of_their_sign() -> None:
    assert bar(1.0, 1.0).partition(">")[0] != bar(-1.0, 1.0).partition(">")[0]
