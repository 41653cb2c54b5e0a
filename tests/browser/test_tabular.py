"""A row of a table in a real notebook and in a report without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser.harness import Desk, shot
from browser.looks import EVIL, WAIT, Look
from playwright.sync_api import Page, expect
from small import Drawn
from small_tables import drawn_row

import igviz
from igviz.figure.arrays import wire

SETUP = f"""
import igviz, torch
from torch import nn

torch.manual_seed(5)
names = ["age", "income", "hours per week", "capital gain", "children", "education", {EVIL!r}]
model = nn.Sequential(nn.Linear(7, 16), nn.Tanh(), nn.Linear(16, 2)).eval()
model[2].weight.data *= 3
table = torch.randn(30, 7)
"""
SHOW = """
explorer = igviz.show(
    model, table[0], feature_names=names, background=table, labels=["under 50k", "over 50k"]
)
explorer
"""
STILL = "igviz.explain(model, table[1], feature_names=names, progress=False)"
WIDE = """
deep = nn.Sequential(nn.Linear(60, 16), nn.ReLU(), nn.Linear(16, 1))
igviz.show(deep, [torch.randn(60), torch.randn(60)])
"""
CELLS = [SETUP, SHOW, STILL, WIDE]


def ends(look: Look, list_: str, rows: int) -> list[tuple[float, float]]:
    """Return where the bars of a list lie on the screen: left and right of each."""
    bars = []
    for at in range(rows):
        box = look.part(f"{list_}-{at}").locator(".sum").bounding_box()
        assert box is not None
        bars.append((box["x"], box["x"] + box["width"]))
    return bars


def scores(look: Look) -> tuple[str, str]:
    return look.part("level-start").inner_text(), look.part("level-end").inner_text()


def test_a_notebook_shows_a_row_that_moves_with_alpha(lab: Desk) -> None:
    notebook = lab.open(CELLS, viewport={"width": 1280, "height": 1100})
    notebook.page.set_default_timeout(1000 * WAIT)
    for cell in range(len(CELLS)):
        notebook.run_cell(cell)
    look = Look(notebook.output(1))
    expect(look.state("ready")).to_be_visible()
    expect(look.part("step-6")).to_be_visible()
    expect(look.part("certificate")).to_contain_text("adds up to")
    # Each bar of the waterfall begins where the one before ended, on the screen.
    bars = ends(look, "step", 7)
    for one, following in pairwise(bars):
        assert min(abs(a - b) for a in one for b in following) < 1.5
    final = scores(look)
    shot(notebook.page, "row-lab")
    look.drag("alpha", 1, 0.4)
    assert look.alpha() == pytest.approx(0.4, abs=0.03)
    assert scores(look)[0] == final[0]
    assert scores(look)[1] != final[1]
    look.part("step-1").hover()
    expect(look.part("readout")).to_contain_text("rank 2 of 7")
    look.part("bar-0").click()
    expect(look.part("growth")).to_be_visible()
    look.part("alpha").press("End")
    look.drawn()
    assert scores(look) == final
    # Live: another value, of which the model says what its score would be.
    score = look.part("target").locator(".number").inner_text()
    look.part("what-if-0").fill("3.5")
    expect(look.part("what-if-answer").locator("b")).to_be_visible()
    # With more digits where both would read the same.
    expect(look.part("what-if-answer")).to_contain_text(re.compile(rf"^{re.escape(score)}\d* →"))
    shot(notebook.page, "row-lab-what-if")
    assert scores(look) == final
    look.part("what-if-reset").click()
    expect(look.part("what-if-answer")).to_have_count(0)
    # And another baseline, of the background.
    look.part("baseline").select_option("mean")
    expect(look.part("baseline-says")).to_be_visible()
    expect(look.part("level-start")).not_to_have_text(final[0])
    expect(look.state("ready")).to_be_visible()
    # Names are text, wherever they stand.
    expect(look.part("waterfall")).to_contain_text("</script><img")
    expect(notebook.output(2).locator("table")).to_contain_text("</script><img")
    assert notebook.output(2).locator("img, script").count() == 0
    assert notebook.page.evaluate("window.hacked") is None
    # Few rows are opened with their whole view, the smallest of many features added up.
    wide = Look(notebook.output(3))
    expect(wide.part("features")).to_contain_text("30 others")
    wide.part("plane").press("ArrowRight")
    wide.part("plane").press("Enter")
    expect(wide.part("others")).to_contain_text("30 others")
    notebook.theme("dark")
    look.drag("alpha", 1, 0.6)
    shot(notebook.page, "row-lab-dark")
    wide.part("waterfall").scroll_into_view_if_needed()
    shot(notebook.page, "row-lab-wide")


@pytest.mark.parametrize("width", [320, 700, 1600])
def test_it_fits_the_page(new_page: Callable[..., Page], tmp_path: Path, width: int) -> None:
    cells: Any = {"inputs": [39.0, "a word", None, 3.0], "baseline": [None, "w" * 60, 2.0, 0.0]}
    spread = wire(np.array([0.25, 0.125, 0.5, 0.0], np.float32))
    figure = drawn_row(missed=0.05, spread=spread, **cells)
    path = igviz.report(Drawn(figure), tmp_path / "row.html")
    page = new_page(offline=True, viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    look = Look(page.locator("body"))
    expect(look.part("missed")).to_contain_text("completeness error")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    expect(look.part("waterfall")).to_contain_text("missing")
    expect(look.part("bar-0").locator(".whisker")).to_be_visible()
    shot(page, f"row-{width}")
