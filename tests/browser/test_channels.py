"""An image of twelve channels in a report without a network: its bars, and what α does to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from browser.harness import shot
from browser.looks import EVIL, WAIT, Look, brightness
from playwright.sync_api import Page, expect
from torch import nn

import igviz

NAMES = ["coastal", "blue", "green", "red", *(f"edge {at}" for at in range(7)), EVIL]


def explained(channels: int = 12) -> igviz.Explanation:
    """An image of so many channels, in the thousands as satellites have them."""
    with torch.random.fork_rng():
        torch.manual_seed(2)
        model = nn.Sequential(
            nn.Conv2d(channels, 6, 5), nn.Tanh(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(330, 3)
        ).eval()
        source = torch.rand(channels, 24, 48).cumsum(2) * 60
        with torch.no_grad():
            next(model.parameters()).mul_(1 / 1500)
    names = NAMES if channels == 12 else None
    made = igviz.explain(model, source, feature_names=names, rgb=(3, 2, 1), progress=False)
    assert isinstance(made, igviz.Explanation)
    return made


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("channels") / "two.html"
    return igviz.report([explained(), explained(40)], path)


def lengths(look: Look, rows: int) -> list[float]:
    """How long the bars are on the screen."""
    boxes = [look.part(f"bar-{at}").locator(".sum").bounding_box() for at in range(rows)]
    return [box["width"] if box else 0.0 for box in boxes]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_channels_build_up_with_alpha(
    new_page: Callable[..., Page], report: Path, theme: str
) -> None:
    page = new_page(
        offline=True,
        viewport={"width": 1200, "height": 1000},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    page.set_default_timeout(1000 * WAIT)
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    expect(look.part("bar-11")).to_be_visible()
    expect(look.part("total")).to_contain_text("sum of all 12")
    # Names are text.
    expect(look.part("bars")).to_contain_text("</script>")
    assert page.evaluate("window.hacked") is None
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    words = look.part("bar-0").evaluate("element => getComputedStyle(element).color")
    assert abs(brightness(paper) - brightness(words)) > 0.5
    assert (brightness(paper) > 0.5) == (theme == "light")
    whole, said = lengths(look, 12), look.part("total").inner_text()
    shot(page, f"channels-{theme}")
    look.drag("alpha", 1, 0.4)
    assert look.alpha() == pytest.approx(0.4, abs=0.03)
    expect(look.part("bars")).to_contain_text("up to α")
    assert look.part("total").inner_text() != said
    assert sum(lengths(look, 12)) < sum(whole)
    look.part("bar-1").click()
    expect(look.part("growth")).to_be_visible()
    look.part("alpha").press("End")
    look.drawn()
    assert lengths(look, 12) == pytest.approx(whole, abs=1)
    # Of forty, thirty have a bar and the others a line.
    look.part("entry-1").click()
    expect(look.part("rest")).to_contain_text("10 others")
    expect(look.part("bar-29")).to_be_visible()


@pytest.mark.parametrize("width", [320, 700, 1600])
def test_it_fits_the_page(new_page: Callable[..., Page], report: Path, width: int) -> None:
    page = new_page(offline=True, viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    expect(look.part("bar-0")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    shot(page, f"channels-{width}")
