"""Series in a report without a network: lines, a strip, a brush and a sound, in light and dark."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser.harness import shot
from browser.looks import EVIL, Look, brightness
from playwright.sync_api import Page, expect
from small import Drawn
from small_series import conv, drawn_series, explained, wave

import igviz
from igviz.examples import load_series


def brush(look: Look, start: float, end: float, channel: int = 0) -> None:
    """Drag along a channel, from one share of its length to another."""
    box = look.place.locator(".trace").nth(channel).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    look.page.mouse.move(box["x"] + start * box["width"], y)
    look.page.mouse.down()
    look.page.mouse.move(box["x"] + end * box["width"], y, steps=4)
    look.page.mouse.up()
    look.drawn()


def report(path: Path) -> Path:
    """One page with a planted pattern, a sound of two channels, and a strip of many."""
    example = load_series()
    planted = igviz.explain(
        example.model, example.series, sample_rate=100, labels=example.labels, progress=False
    )
    sound = wave(2000, 2) * 0.5
    heard = explained(sound, conv(2), sample_rate=8000, feature_names=["left", EVIL], n_steps=4)
    bands = [f"{100 * at} Hz" for at in range(24)]
    strip = Drawn(drawn_series(np.random.default_rng(1).normal(size=(24, 60)), bands))
    given: Any = [planted, heard, strip]
    return igviz.report(given, path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_report_of_series_is_drawn_brushed_and_heard(
    new_page: Callable[..., Page], tmp_path: Path, scheme: str
) -> None:
    page = new_page(offline=True, viewport={"width": 1200, "height": 1000}, color_scheme=scheme)
    page.goto(report(tmp_path / "series.html").as_uri())
    look, example = Look(page.locator("body")), load_series()
    line = look.part("channel-0").locator("polyline").nth(1)
    final = line.get_attribute("points")
    # The colours lie where the pattern was planted.
    start, end = (at / 360 for at in (example.planted.start, example.planted.stop))
    brush(look, start, end)
    expect(look.part("readout")).to_contain_text("of the change")
    share = look.part("readout").inner_text().split(", ")[1].split()[0]
    assert float(share.rstrip("\u202f%")) > 60
    shot(page, f"series-{scheme}")
    look.drag("alpha", 1, 0.5)
    assert line.get_attribute("points") != final
    look.part("alpha").press("End")
    look.drawn()
    assert line.get_attribute("points") == final
    look.part("series").press("Escape")
    expect(look.part("readout")).to_contain_text("Point at a step")
    ink = brightness(line.evaluate("e => getComputedStyle(e).stroke"))
    assert ink > 0.7 if scheme == "dark" else ink < 0.3
    # A sound is loaded although nothing may be fetched, and is as long as the series.
    look.part("entry-1").click()
    length = look.part("sound").evaluate(
        "e => e.duration || new Promise(d => e.onloadedmetadata = () => d(e.duration))"
    )
    assert length == pytest.approx(0.25)
    expect(look.part("channel-1")).to_contain_text("</script><img")
    assert page.evaluate("window.hacked") is None
    # A spectrogram is a strip, of which α = 0 is the baseline alone.
    look.part("entry-2").click()
    strip = look.pixels("strip")
    assert strip.shape == (24, 60, 3)
    assert strip.std() > 10
    look.drag("alpha", 1, 0)
    assert look.changed(strip, "strip").std() < strip.std()
    shot(page, f"series-strip-{scheme}")


@pytest.mark.parametrize("width", [320, 700, 1600])
def test_it_fits_the_page(new_page: Callable[..., Page], tmp_path: Path, width: int) -> None:
    figure = drawn_series(np.ones((8, 400)), ["a" * 10_000, *"bcdefgh"], rate=8.0)
    page = new_page(offline=True, viewport={"width": width, "height": 900})
    page.goto(igviz.report(Drawn(figure), tmp_path / "series.html").as_uri())
    look = Look(page.locator("body"))
    expect(look.part("channel-7")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    shot(page, f"series-{width}")


def test_a_long_series_answers_at_once(new_page: Callable[..., Page], tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(size=(1, 100_000)).cumsum(1)
    figure = drawn_series(values / abs(values).max(), rate=1000.0)
    page = new_page(offline=True, viewport={"width": 1000, "height": 800})
    page.goto(igviz.report(Drawn(figure), tmp_path / "long.html").as_uri())
    look = Look(page.locator("body"))
    look.part("alpha").focus()
    look.part("alpha").press("ArrowLeft")  # the first move finds how far the path reaches
    look.drawn()
    begun = time.monotonic()
    for _ in range(10):
        look.part("alpha").press("ArrowLeft")
        look.drawn()
    # Ten times 50 ms, and as much again for the test's own way there on a busy machine.
    assert time.monotonic() - begun < 2
    brush(look, 0.2, 0.8)
    expect(look.part("readout")).to_contain_text("of the change")
