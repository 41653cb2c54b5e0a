"""A volume and an array in a report without a network: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.harness import shot
from browser.looks import EVIL, Look, is_blank, same
from playwright.sync_api import Page, expect
from small_grids import curved_volume, explained, linear_array, volume

import igviz

SHAPE = (12, 16, 20)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a volume and two arrays."""
    labels = ["healthy", EVIL, "tumour"]
    scan = explained(curved_volume(), 4 * volume(1, SHAPE), labels=labels, baseline="blur")
    array = explained(linear_array(3, 8, 9), volume(1, (3, 8, 9))[0], kind="array")
    few = explained(linear_array(2, 6), volume(1, (1, 2, 6))[0, 0], kind="array")
    return igviz.report([scan, array, few], tmp_path_factory.mktemp("grids") / "grids.html")


def test_a_volume_is_walked_through_slice_by_slice(
    new_page: Callable[..., Page], report: Path
) -> None:
    page = new_page(offline=True, viewport={"width": 1200, "height": 900}, color_scheme="dark")
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    expect(look.part("shown")).to_contain_text("depth ")
    first = look.pixels()
    assert not is_blank(first)
    look.drag("alpha", 1, 0.4)
    assert look.alpha() == pytest.approx(0.4, abs=0.03)
    look.changed(first)
    look.part("alpha").press("End")
    look.drawn()
    assert same(look.pixels(), first)
    shot(page, "volume-dark")
    # A press on a profile, the keyboard on a slider, and a projection.
    box = look.part("profile-2").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.95, box["y"] + 10)
    expect(look.part("shown")).to_contain_text("width 19")
    look.part("slices-2").press("ArrowLeft")
    expect(look.part("shown")).to_contain_text("width 18")
    look.part("mode-projection").click()
    expect(look.part("shown")).to_contain_text("projection along width")
    look.part("picture").hover(position={"x": 40, "y": 40})
    expect(look.part("readout")).to_contain_text("of 3\u202f840")
    look.part("window").press("Home")
    look.drawn()
    shot(page, "volume-projection")


def test_an_array_is_a_plane_or_bars(new_page: Callable[..., Page], report: Path) -> None:
    page = new_page(offline=True, viewport={"width": 1200, "height": 900})
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    look.part("entry-1").click()
    expect(look.part("shown")).to_contain_text("[2, :, :]")
    first = look.pixels()
    look.part("slices-0").press("ArrowLeft")
    expect(look.part("shown")).to_contain_text("[1, :, :]")
    look.changed(first)
    look.part("bar-0").click()
    expect(look.part("growth")).to_be_visible()
    shot(page, "array-light")
    look.part("entry-2").click()
    expect(look.part("bar-0")).to_be_visible()
    expect(look.part("picture")).to_have_count(0)
    shot(page, "array-bars")


@pytest.mark.parametrize("width", [320, 1600])
def test_they_fit_the_page(new_page: Callable[..., Page], report: Path, width: int) -> None:
    page = new_page(offline=True, viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    for entry in range(3):
        look.part(f"entry-{entry}").click()
        expect(look.part("certificate")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        shot(page, f"grids-{width}-{entry}")
