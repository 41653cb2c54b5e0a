"""``window=(level, width)``, as every kind of input takes it."""

from __future__ import annotations

import math

import pytest

from igviz.modalities.window import window_of


def test_a_window_has_its_level_in_the_middle() -> None:
    assert window_of((40, 400)) == (-160, 240)
    assert window_of([0.5, 1]) == (0, 1)
    assert window_of(None) is None


@pytest.mark.parametrize("wrong", [40, (1, 2, 3), ("a", 1), (True, 1), {"level": 1}, "soft"])
def test_what_is_no_pair_of_numbers_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"pass \(level, width\), such as window=\(40, 400\)"):
        window_of(wrong)


@pytest.mark.parametrize("wrong", [(1, 0), (1, -2), (math.nan, 1), (0, math.inf)])
def test_a_window_of_no_width_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="a width above 0"):
        window_of(wrong)
