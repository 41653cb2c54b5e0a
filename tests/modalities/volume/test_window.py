"""The window through which values are seen."""

from __future__ import annotations

import numpy as np
import pytest

from igviz.modalities.volume.window import Window, levels_of, window_for
from igviz.modalities.window import window_of

VALUES = np.arange(101.0).reshape(1, 1, 101)


def test_most_values_lie_in_the_usual_one() -> None:
    assert window_for(None, VALUES).ends == pytest.approx((1, 99))


def test_one_value_throughout_is_grey() -> None:
    window = window_for(None, np.full((2, 2), 7.0))
    assert (window.level, window.width) == (7, 1)


def test_a_few_bright_values_among_zeros_are_seen() -> None:
    values = np.zeros(1000)
    values[3] = 8
    assert window_for(None, values).ends == (0, 8)


def test_one_that_is_asked_for_is_taken() -> None:
    assert window_for((40, 400), VALUES).ends == (-160, 240)
    assert window_for([np.float32(40), 400], VALUES) == Window(40, 400)


@pytest.mark.parametrize("given", [3, (40,), (40, "wide"), (40, float("nan")), (True, 2), (40, 0)])
def test_what_is_no_window_is_refused_as_of_any_other_input(given: object) -> None:
    with pytest.raises((TypeError, ValueError)) as usual:
        window_of(given)
    with pytest.raises(usual.type) as refused:
        window_for(given, VALUES)
    assert str(refused.value) == str(usual.value)


@pytest.mark.parametrize("window", [Window(50, 20), Window(50, 1000), Window(500, 10)])
def test_levels_stand_for_values_as_far_as_the_window_can_be_moved(window: Window) -> None:
    levels, low, high = levels_of(VALUES, window)
    values = VALUES
    assert low < high
    again = low + levels * ((high - low) / 255)
    seen = (values >= low) & (values <= high)
    assert again[seen] == pytest.approx(values[seen], abs=(high - low) / 500)
    black, white = window.ends
    within = (values >= black) & (values <= white)
    assert not (within & ~seen).any()
