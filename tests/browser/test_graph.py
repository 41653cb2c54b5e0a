"""A molecule in a report without a network: pointed at, walked through, dragged along α."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.harness import shot
from browser.looks import EVIL, Look
from playwright.sync_api import Page, expect
from small_graphs import WithEdges, edges, features

import igviz
from igviz.examples import load_molecule


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A molecule and a graph whose edges have features, in one page."""
    import torch

    example = load_molecule()
    molecule: Any = igviz.explain(
        example.model, example.smiles, transform=example.transform,
        feature_names=example.feature_names, progress=False,
    )  # fmt: skip
    attr = torch.cos(torch.arange(20.0)).reshape(10, 2)
    source: dict[str, Any] = {"x": features(), "edge_index": edges(), "edge_attr": attr}
    source["names"] = [EVIL, "b", "c", "d", "e"]
    graph: Any = igviz.explain(WithEdges().eval(), source, target=1, progress=False)
    return igviz.report([molecule, graph], tmp_path_factory.mktemp("graph") / "graphs.html")


def fills(look: Look) -> list[str]:
    """The colours of all circles as they are on the screen."""
    read = "all => all.map(one => getComputedStyle(one).fill)"
    colours: list[str] = look.part("graph").locator("circle.node").evaluate_all(read)
    return colours


def centre(look: Look, number: int) -> tuple[float, float]:
    box = look.part("graph").locator("circle.node").nth(number).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_molecule_is_read_and_moves_with_alpha(
    new_page: Callable[..., Page], report: Path, scheme: Any
) -> None:
    page = new_page(offline=True, color_scheme=scheme, viewport={"width": 1200, "height": 900})
    page.goto(report.as_uri())
    look = Look(page.locator("body"))
    expect(look.part("graph").locator("circle.node")).to_have_count(15)
    expect(look.part("graph").locator("text", has_text="O")).to_have_count(2)
    final = fills(look)
    assert len(set(final)) > 5
    page.mouse.move(*centre(look, 13))
    expect(look.part("readout")).to_contain_text("O13")
    expect(look.part("readout")).to_contain_text("O 0 → 1, −")
    page.mouse.click(*centre(look, 0))
    expect(look.part("growth")).to_be_visible()
    look.part("graph").press("ArrowRight")
    expect(look.part("graph").locator(".chosen")).to_have_count(1)
    shot(page, f"molecule-{scheme}")
    look.drag("alpha", 1, 0.3)
    look.drawn()
    assert fills(look) != final
    look.part("alpha").press("End")
    look.drawn()
    assert fills(look) == final
    look.part("entry-1").click()
    expect(look.part("total")).to_contain_text("sum of all 10")
    expect(look.part("bars")).to_contain_text("b–c")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    shot(page, f"graph-{scheme}")


@pytest.mark.parametrize("width", [320, 700, 1600])
def test_it_fits_the_page(new_page: Callable[..., Page], report: Path, width: int) -> None:
    page = new_page(offline=True, viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    drawing = Look(page.locator("body")).part("graph")
    expect(drawing).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    box = drawing.bounding_box()
    assert box is not None
    assert box["height"] <= 461
    shot(page, f"molecule-{width}")
