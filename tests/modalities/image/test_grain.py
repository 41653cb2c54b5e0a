"""A picture opens at the grain where its colours keep their sign, and says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image
from small import drawn
from torch import nn

import igviz
from igviz.examples import load_image
from igviz.figure.arrays import unwire, wire
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Grained, Maps
from igviz.modalities.image.modes import MODES, legend, mode_of
from igviz.modalities.image.words import cancels
from igviz.modalities.stills import plot
from igviz.stills.paint.grain import added_up, wider

PHOTOS = ("bird", "cat", "dragonfly", "hot_dog", "parrot", "pets", "samoyed")


def noisy(grain: int = 7) -> ImageFigure:
    """A figure of noise around something that raises the score."""
    figure = drawn(48, 48)
    rows, columns = np.mgrid[:48, :48]
    blob = np.exp(-((rows - 20) ** 2 + (columns - 15) ** 2) / 60)
    signed = np.random.default_rng(3).normal(size=(48, 48)) + 2 * blob
    for name, sign in (("positive", 1), ("negative", -1)):
        figure[name] = wire((sign * signed).clip(0, None).astype(np.float32))  # type: ignore[literal-required]
    return {**figure, "grain": grain}


def green(figure: ImageFigure, polarity: str = "positive") -> Any:
    """Where the opening picture, drawn on black, is green or red."""
    mode = mode_of({})
    style = mode.style(cast("Any", {"polarity": polarity}))
    maps = Maps.of({**figure, "image": wire(np.zeros_like(unwire(figure["image"])))})
    return mode.draw(maps, style)


def kept(figure: ImageFigure) -> tuple[float, float]:
    """How much of the green and of the red lies where wider neighbourhoods have its sign."""
    signed = (unwire(figure["positive"]) - unwire(figure["negative"])).astype(np.float64)
    around = added_up(signed, wider(figure["grain"]))
    picture = green(figure, "both")
    shares = [
        float((sign * around[picture[..., channel] > 10] > 0).mean())
        for channel, sign in ((1, 1), (0, -1))
        if (picture[..., channel] > 10).any()
    ]
    return min(shares), float((picture[..., 1] > 10).mean())


@pytest.mark.parametrize("name", PHOTOS)
def test_on_photos_what_opens_green_is_green_twice_as_wide(
    name: str, squeezenet: nn.Module, torchvision: Any, shared: Path
) -> None:
    photo = Image.open(shared / "photos" / f"{name}.jpg").convert("RGB")
    transform = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.transforms()
    (one,) = cast("Any", igviz.explain(squeezenet, [photo], transform=transform, progress=False))
    figure = one.figure()
    maps = Maps.of(figure)
    assert isinstance(maps, Grained)
    assert maps.cancels("positive") <= 0.1  # before that is left out
    assert maps.finer("positive") > 0.15  # as it would have been, pixel by pixel
    share, area = kept(figure)
    assert share >= 0.9
    assert area > 0.02  # and there is something to see


def test_so_is_what_opens_on_the_bundled_scene() -> None:
    example = load_image()
    how: Any = {"transform": example.transform, "progress": False}
    (one,) = cast("Any", igviz.explain(example.model, [example.image], **how))
    share, area = kept(one.figure())
    assert share >= 0.9
    assert area > 0.01


@pytest.mark.parametrize("grain", [4, 7, 15])
def test_so_it_is_on_noise(grain: int) -> None:
    assert kept(noisy(grain))[0] >= 0.99


def test_what_is_drawn_are_the_sums_that_last() -> None:
    maps = Maps.of(noisy())
    assert isinstance(maps, Grained)
    assert maps.grain == 7
    np.testing.assert_array_equal(maps.positive * maps.negative, 0)
    drawn = maps.signed != 0
    np.testing.assert_array_equal(maps.signed[drawn], maps.sums[drawn])
    assert 0 < maps.cancels("both") < 1
    assert Maps.of(noisy(), 3).signed != pytest.approx(maps.signed)


def test_single_pixels_are_drawn_as_the_authors_draw_them() -> None:
    for figure, grain in ((noisy(), 1), (noisy(1), None)):
        maps = Maps.of(figure, grain)
        assert type(maps) is Maps
        np.testing.assert_array_equal(maps.positive, unwire(figure["positive"]))


def test_both_signs_are_drawn_on_one_scale() -> None:
    figure = noisy()
    maps = Maps.of(figure)
    picture = green(figure, "both").astype(float)
    strongest = maps.positive.max() / maps.negative.max()
    assert strongest > 1.5
    assert picture[..., 1].max() / picture[..., 0].max() > 1.2


def test_it_is_said_over_what_and_how_much_cancels() -> None:
    maps, mode = Maps.of(noisy()), mode_of({})
    said = legend(mode, maps, mode.style({}))
    assert said.startswith("Green raises the score, added up over 7 × 7 pixels; pixel by pixel, ")
    assert said.endswith("\N{NARROW NO-BREAK SPACE}% would cancel.")
    assert cancels(maps, "both").endswith("% cancels")
    assert legend(mode, Maps.of(noisy(), 1), mode.style({})) == "Green raises the score."
    image = MODES["image"]
    assert legend(image, maps, image.style({})) == "What the model saw."


def test_nothing_that_lasts_is_said() -> None:
    maps, none = Maps.of(noisy()), np.zeros((48, 48), np.float32)
    nothing = replace(maps, positive=none)
    mode = mode_of({})
    assert legend(mode, nothing, mode.style({})) == (
        "Added up over 7 × 7 pixels, nothing here raises the score."
    )
    empty = replace(maps, positive=none, negative=none)
    assert legend(mode, empty, mode.style({})) == "Added up over 7 × 7 pixels, everything cancels."


def test_a_figure_can_be_asked_for_a_grain() -> None:
    texts = [canvas.get_supxlabel() for canvas in (plot(noisy()), plot(noisy(), grain=14))]
    assert "red lowers it, added up over 7 × 7 pixels" in texts[0]
    assert "added up over 15 × 15 pixels" in texts[1]
    assert "% cancels" in texts[0]
    with pytest.raises(ValueError, match="takes no grain"):
        plot(noisy(), mode="image", grain=4)
    with pytest.raises(ValueError, match="grain must be a width of 1 pixel or more, not 0"):
        plot(noisy(), grain=0)
