from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igviz.stills.paint import PALETTES, token_colours
from igviz.stills.paint.tokens import luminance


def test_red_grey_green_by_share_of_the_largest() -> None:
    backgrounds, _ = token_colours([-2.0, -1.0, 0.0, 1.0])
    assert backgrounds.tolist() == [[255, 0, 0], [192, 64, 64], [128, 128, 128], [64, 192, 64]]


def test_a_shared_scale_and_nothing_at_all() -> None:
    assert token_colours([1.0], scale=2.0)[0].tolist() == [[64, 192, 64]]
    assert token_colours([0.0, 0.0])[0].tolist() == [[128, 128, 128]] * 2
    assert token_colours([])[0].shape == (0, 3)


@settings(deadline=None)
@given(st.lists(st.floats(-1e30, 1e30), min_size=1, max_size=20), st.sampled_from(sorted(PALETTES)))
def test_text_stays_readable(values: list[float], palette: str) -> None:
    backgrounds, texts = token_colours(values, palette)
    assert set(np.unique(texts)) <= {0, 255}
    light, dark = luminance(backgrounds), luminance(texts)
    contrast = (np.maximum(light, dark) + 0.05) / (np.minimum(light, dark) + 0.05)
    assert contrast.min() >= 4.5


def test_bad_values_are_named() -> None:
    with pytest.raises(ValueError, match="one number per token"):
        token_colours([[1.0]])
    with pytest.raises(ValueError, match="NaN"):
        token_colours([float("nan")])
