from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from igviz.stills.paint.arrays import finite, pixel_percentile, pixels, shares


def test_rounding_is_half_up() -> None:
    assert pixels(np.array([-3.0, 0.5, 1.5, 2.5, 254.5, 300.0])).tolist() == [0, 1, 2, 3, 255, 255]


def test_percentile_falls_back_to_the_maximum() -> None:
    sparse = np.zeros(1000)
    sparse[0] = 7
    assert pixel_percentile(sparse, 99) == 7
    assert pixel_percentile(np.zeros(5), 99) == 0


def test_shares_of_denormal_scales_stay_finite() -> None:
    assert shares(np.array([1e300, -1.0, 0.0]), 5e-324).tolist() == [1, -1, 0]


def test_booleans_and_integers_are_numbers_and_text_is_not() -> None:
    assert finite([True, False], "mask").tolist() == [1, 0]
    with pytest.raises(TypeError, match="mask must hold real numbers"):
        finite(["a"], "mask")


def test_painting_needs_neither_torch_nor_scipy_until_it_outlines() -> None:
    code = (
        "import sys, igviz.stills.paint\n"
        "heavy = {'torch', 'scipy', 'matplotlib', 'PIL'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
