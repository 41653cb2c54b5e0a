"""Several inputs at once, and many rows together, in reports without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from browser.harness import shot
from browser.looks import EVIL, WAIT, Look, brightness, is_blank, same
from playwright.sync_api import Page, expect
from small_parts import Linear, made
from torch import nn

import igviz

PHOTO = torch.rand(1, 3, 4, 4, generator=torch.Generator().manual_seed(1))


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    row = {EVIL: 1.0, "income": -2.0, "hours": 0.5}
    model = nn.ModuleList([made(Linear)])
    forward: Any = lambda photo, row: torch.tanh(model[0](photo, row))  # noqa: E731
    one: Any = igviz.explain(forward, {"photo": PHOTO, "row": row}, tol=0.01, progress=False)
    return igviz.report(one, tmp_path_factory.mktemp("parts") / "parts.html")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 2)).eval()
    names = ["age", "income", "hours", "children", "rooms", EVIL]
    several: Any = igviz.explain(model, torch.randn(500, 6), feature_names=names, progress=False)
    return igviz.report(several, tmp_path_factory.mktemp("rows") / "rows.html")


def opened(
    new_page: Callable[..., Page], path: Path, theme: str = "light", width: int = 1200
) -> Look:
    size = {"width": width, "height": 1000}
    page = new_page(offline=True, viewport=size, color_scheme=theme, reduced_motion="reduce")
    page.set_default_timeout(1000 * WAIT)
    page.goto(path.as_uri())
    return Look(page.locator("body"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_several_inputs_move_along_one_path(
    new_page: Callable[..., Page], parts: Path, theme: str
) -> None:
    look = opened(new_page, parts, theme)
    page = look.page
    expect(look.part("sums")).to_contain_text("photo")
    expect(look.part("part-1").locator('[data-testid="beside"]')).to_be_visible()
    assert look.part("certificate").count() == 1
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (brightness(paper) > 0.5) == (theme == "light")
    look.part("grain").press("Home")
    picture, waterfall = look.pixels(), look.part("waterfall").inner_text()
    assert not is_blank(picture)
    shot(page, f"parts-{theme}")
    look.drag("alpha", 1, 0.3)
    assert not same(look.changed(picture), picture)
    assert look.part("waterfall").inner_text() != waterfall
    look.part("sum-1").click()
    expect(look.part("part-1")).to_be_in_viewport()
    expect(look.part("waterfall")).to_contain_text("</script>")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_rows_together_open_one_by_one(
    new_page: Callable[..., Page], rows: Path, theme: str
) -> None:
    look = opened(new_page, rows, theme)
    page = look.page
    expect(look.part("features").locator("li")).to_have_count(6)
    heat = look.pixels("plane")
    assert not is_blank(heat)
    shot(page, f"rows-{theme}")
    look.part("feature-1").click()
    ordered = look.changed(heat, "plane")
    box = look.part("plane").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 40)
    expect(look.part("one-row")).to_contain_text("error about")
    expect(look.part("step-5")).to_be_visible()
    look.changed(ordered, "plane")  # the open row is marked
    look.part("drawn-points").click()
    points = look.changed(ordered, "plane")
    assert not is_blank(points)
    look.part("plane").focus()
    look.part("plane").press("ArrowDown")
    expect(look.part("readout").first).to_contain_text("is ")
    shot(page, f"rows-points-{theme}")
    expect(look.part("features")).to_contain_text("</script>")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [320, 1600])
def test_they_fit_the_page(
    new_page: Callable[..., Page], parts: Path, rows: Path, width: int
) -> None:
    for name, path in (("parts", parts), ("rows", rows)):
        look = opened(new_page, path, width=width)
        expect(look.part("target")).to_be_visible()
        look.drawn()
        assert look.page.evaluate("document.scrollingElement.scrollWidth") <= width
        first = look.part("sum-0" if name == "parts" else "feature-0")
        assert first.evaluate("e => e.scrollHeight <= e.clientHeight")  # over no other
        shot(look.page, f"{name}-{width}")
