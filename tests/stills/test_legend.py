from __future__ import annotations

import pytest

from igviz.stills.legend import absence, colours
from igviz.stills.paint import PALETTES, POLARITIES


def test_colours_are_named() -> None:
    said = [colours(PALETTES["green-red"], polarity) for polarity in POLARITIES]
    assert said == [
        "Green raises the score.",
        "Red lowers the score.",
        "Green raises the score, red lowers it.",
    ]
    assert colours(PALETTES["blue-orange"]) == "Blue raises the score, orange lowers it."


@pytest.mark.parametrize("polarity", POLARITIES)
def test_no_attribution_at_all(polarity: str) -> None:
    assert absence(polarity, False, False).startswith("No attribution")  # type: ignore[arg-type]


def test_nothing_of_a_sign() -> None:
    assert absence("positive", False, True) == "Nothing here raises the score."
    assert absence("negative", True, False) == "Nothing here lowers the score."
    assert absence("both", True, False) == absence("positive", True, False) == ""
