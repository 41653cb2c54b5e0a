from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small import drawn

from igviz.figure.arrays import unwire, wire
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import MODES, legend, mode_of
from igviz.stills.look import Look
from igviz.stills.paint import PALETTES, heat_map, overlay_maps, window

VIEW = Path(__file__).parents[3] / "js" / "src" / "modalities" / "image" / "modes"


def picture(look: Look, figure: ImageFigure | None = None) -> Any:
    mode = mode_of(look)
    return mode.draw(Maps.of(figure or drawn()), mode.style(look))


def meaning(look: Look, figure: ImageFigure | None = None) -> str:
    mode = mode_of(look)
    return legend(mode, Maps.of(figure or drawn()), mode.style(look))


def one_sign(sign: str) -> ImageFigure:
    figure, other = drawn(), {"positive": "negative", "negative": "positive"}[sign]
    figure[other] = wire(np.zeros((6, 8), np.float32))  # type: ignore[literal-required]
    return figure


def test_defaults_are_what_a_view_opens_with() -> None:
    defaults = {
        name: (mode.clip and mode.clip.usual, mode.strength) for name, mode in MODES.items()
    }
    assert defaults == {
        "window": (99, 1),
        "overlay": (95, 0.8),
        "regions": (95, 0.8),
        "heat": (99.5, 1),
        "outline": (40, 0.8),
        "image": (None, 1),
    }
    style = mode_of({}).style({})
    assert mode_of({}).name == "overlay"
    assert (style.polarity, style.palette) == ("positive", PALETTES["green-red"])


@pytest.mark.parametrize("name", MODES)
def test_the_view_has_the_same(name: str) -> None:
    (path,) = VIEW.glob(f"{name}.ts*")
    text = path.read_text("utf-8")
    assert f'id: "{name}"' in text
    assert f"USUAL.{name}" in text
    assert ("clip: null" in text) == (MODES[name].clip is None)


def test_pictures_are_the_painters() -> None:
    image, maps = unwire(drawn()["image"]), Maps.of(drawn())
    blue: Look = {"polarity": "both", "palette": "blue-orange"}
    np.testing.assert_array_equal(picture({"mode": "image"}), image)
    np.testing.assert_array_equal(
        picture({"mode": "window", "clip": 80}), window(maps.absolute, image, 80)
    )
    np.testing.assert_array_equal(
        picture({"mode": "overlay", "strength": 0.5, "clip": 90, **blue}),
        overlay_maps(
            maps.positive, maps.negative, image,
            polarity="both", palette="blue-orange", clip_above_percentile=90,
        ),
    )  # fmt: skip
    np.testing.assert_array_equal(
        picture({"mode": "heat", **blue}), heat_map(maps.signed, "blue-orange")
    )
    np.testing.assert_array_equal(
        picture({"mode": "outline"}),
        overlay_maps(
            maps.positive, maps.negative, image, clip_above_percentile=95, clip_below_percentile=40,
            morphological_cleanup=True, outlines=True, strength=0.8, image_strength=0.52,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("mode", ["window", "overlay", "heat", "outline"])
def test_strength_zero_is_the_image(mode: str) -> None:
    np.testing.assert_array_equal(picture({"mode": mode, "strength": 0}), unwire(drawn()["image"]))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(1, 1), (1, 30), (30, 1)])
def test_any_shape_and_no_attribution(mode: str, size: tuple[int, int]) -> None:
    figure = drawn(*size)
    assert picture({"mode": mode}, figure).shape == (*size, 3)
    figure["positive"] = figure["negative"] = wire(np.zeros(size, np.float32))
    assert picture({"mode": mode}, figure).dtype == np.uint8
    nothing = "No attribution: nothing here changes the score."
    assert meaning({"mode": mode}, figure) == (
        nothing if mode != "image" else "What the model saw."
    )


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ({"mode": "image"}, "What the model saw."),
        ({"mode": "window"}, "Bright pixels matter for the score, dark ones do not."),
        ({}, "Green raises the score."),
        ({"polarity": "both"}, "Green raises the score, red lowers it, yellow does both."),
        (
            {"polarity": "both", "palette": "blue-orange"},
            "Blue raises the score, orange lowers it, white does both.",
        ),
        ({"mode": "heat", "polarity": "both"}, "Green raises the score, red lowers it."),
        ({"mode": "heat", "polarity": "negative"}, "Red lowers the score."),
        ({"mode": "outline"}, "Green outlines what raises the score."),
        ({"mode": "outline", "polarity": "negative"}, "Red outlines what lowers the score."),
        (
            {"mode": "outline", "polarity": "both"},
            "Green outlines what raises the score, red what lowers it.",
        ),
    ],
)
def test_legends_are_the_view_s(look: Look, said: str) -> None:
    assert meaning(look) == said


def test_nothing_of_a_sign_is_said() -> None:
    assert meaning({"polarity": "negative"}, one_sign("positive")).startswith("Nothing here lowers")
    assert meaning({"mode": "heat"}, one_sign("negative")) == "Nothing here raises the score."
    assert meaning({"mode": "window"}, one_sign("negative")).startswith("Bright pixels")
    assert meaning({"polarity": "both"}, one_sign("positive")) == (
        "Green raises the score, red lowers it."
    )


@pytest.mark.parametrize(
    ("look", "sentence"),
    [
        (
            {"mode": "bars"},
            "mode must be 'window', 'overlay', 'regions', 'heat', 'outline' or 'image'",
        ),
        (
            {"mode": "window", "polarity": "both"},
            "Mode 'window' takes no polarity; leave it out, or pass clip or strength or grain.",
        ),
        ({"mode": "image", "strength": 1}, "Mode 'image' takes no strength; leave it out."),
        ({"clip": 120}, "clip of mode 'overlay' must lie in 1..100, not 120."),
        ({"mode": "heat", "clip": 0}, "clip of mode 'heat' must lie in 1..100, not 0."),
        ({"mode": "outline", "clip": 97}, "clip of mode 'outline' must lie in 0..95, not 97."),
        ({"strength": float("nan")}, "strength of mode 'overlay' must lie in 0..1, not nan."),
    ],
)
def test_what_a_mode_does_not_take_is_said(look: Look, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        picture(look)
    assert sentence in str(caught.value)


def test_the_scale_of_the_heat_map() -> None:
    maps, heat = Maps.of(drawn()), MODES["heat"]
    assert heat.scale is not None
    palette = PALETTES["green-red"]
    both = heat.scale(maps, heat.style({"polarity": "both", "clip": 100}))
    assert both.end == np.abs(maps.signed).max()
    assert both.stops == [*palette.heat_negative[::-1], *palette.heat_positive[1:]]
    up = heat.scale(maps, heat.style({}))
    assert up.stops == [palette.heat_positive[0]] * 3 + list(palette.heat_positive[1:])
