from __future__ import annotations

import numpy as np
from small import drawn, explained, figure_of

from igviz.figure.arrays import unwire
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.moment import panels
from igviz.stills.paint import PALETTES, heat_map, heat_scale

PALETTE = PALETTES["green-red"]


def test_a_path_begins_at_the_baseline_and_ends_at_the_image() -> None:
    figure = drawn()
    for alpha, name in ((0, "baseline"), (1, "image")):
        (image, _, _) = panels(figure, alpha, PALETTE)
        np.testing.assert_array_equal(image.pixels, unwire(figure[name]))  # type: ignore[literal-required]


def test_at_the_end_all_is_gathered() -> None:
    maps = Maps.of(drawn())
    *_, gathered = panels(drawn(), 1, PALETTE)
    np.testing.assert_array_equal(gathered.pixels, heat_map(maps.signed))


def test_what_is_gathered_is_added_up_as_the_whole_is() -> None:
    figure = drawn(12, 12)
    figure["grain"] = 4
    maps = Maps.of(figure)
    *_, gathered = panels(figure, 1, PALETTE)
    np.testing.assert_array_equal(gathered.pixels, heat_map(maps.signed))
    *_, half = panels(figure, 0.5, PALETTE)
    left_out = maps.signed == 0
    assert left_out.any()
    assert (half.pixels[left_out] == PALETTE.heat_positive[0]).all()


def test_what_is_gathered_grows_into_the_whole() -> None:
    figure = figure_of(explained(n_steps=24))
    figure["grain"] = 1
    whole = Maps.of(figure).signed
    nearly = panels(figure, 0.9999, PALETTE)[2].pixels.astype(int)
    np.testing.assert_allclose(nearly, heat_map(whole, scale=heat_scale(whole)), atol=6)
    assert (panels(figure, 0, PALETTE)[2].pixels == PALETTE.heat_positive[0]).all()


def test_the_step_is_the_nearest_kept_one() -> None:
    titles = [panel.title for panel in panels(drawn(), 0.4, PALETTE)]
    assert titles == ["the image at α = 0.40", "the step gradient at α = 0.50", "gathered so far"]


def test_without_steps_there_is_no_gradient_to_show() -> None:
    figure = drawn()
    figure["steps"]["alphas"] = []
    image, gathered = panels(figure, 0.5, PALETTE)
    assert image.pixels.shape == (6, 8, 3)
    assert (gathered.pixels == PALETTE.heat_positive[0]).all()
