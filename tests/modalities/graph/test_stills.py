"""Graphs without a browser: what is printed, written and drawn, and where it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle
from small_graphs import OfNodes, data, drawn_graph, edges, explained, features

from igviz.figure.arrays import wire
from igviz.modalities.graph.drawing import AROMATIC, plain
from igviz.modalities.graph.figure import DIRECTED
from igviz.modalities.graph.layout import computed, fitted
from igviz.modalities.graph.page import html
from igviz.modalities.graph.plot import segments
from igviz.modalities.graph.read import read_graph
from igviz.modalities.graph.size import measured, path
from igviz.modalities.graph.terminal import letters
from igviz.modalities.stills import plot, stills_of
from igviz.stills.terminal import console

EVIL = "\u202e\x1b[31m</td><script>x</script>"


def graph_axes(canvas: Any) -> Axes:
    (axes,) = [one for one in canvas.axes if not one.axison]
    assert isinstance(axes, Axes)
    return axes


def test_the_terminal_lists_the_strongest() -> None:
    text = letters(drawn_graph(), console(None))
    rows = re.findall(r"^\s*([+−][\d.]+) +[█▉▊▋▌▍▎▏]+ +(.*)$", text, re.MULTILINE)
    assert rows == [("+0.5", "a"), ("−0.25", "b")]
    assert "+ raises the score, − lowers it." in text
    nothing = drawn_graph(values=wire(np.zeros(3, np.float32)))
    assert "No attribution" in letters(nothing, console("truecolor", 40))


def test_many_nodes_are_summed_up() -> None:
    count = 30
    ring = edges([(at, (at + 1) % count) for at in range(count)])
    figure: Any = explained(source={"x": features(count), "edge_index": ring}).figure()
    assert "20 other nodes" in letters(figure, console(None))
    assert "10 other nodes" in html([figure])


def test_names_are_no_escape_sequences_and_no_markup() -> None:
    names = [EVIL, "[bold]b", "$c$", "", "x" * 10_000]
    source = {"x": features(), "edge_index": edges(), "names": names}
    figure: Any = explained(source=source, feature_names=[EVIL, "b", "c" * 999]).figure()
    text = letters(figure, console(None))
    assert "\x1b" not in text
    assert "\u202e" not in text + str(figure["names"]) + str(figure["told"])
    page = html([figure])
    assert "<script" not in page
    assert "&lt;/td&gt;&lt;script&gt;" in page
    assert max(map(len, figure["labels"])) <= 12
    assert max(map(len, figure["names"])) <= 200
    plot(figure).canvas.draw()


def test_a_page_is_a_table_with_the_strongest_features() -> None:
    page = html([drawn_graph(), drawn_graph()])
    assert page.count("<table>") == 2
    rows = page.split("</table>")[0].split("<tr>")[1:]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in rows]
    found = [[re.sub(r"<[^>]*>", "", cell) for cell in row] for row in cells]
    assert found[0] == ["node", "attribution", "", "strongest features"]
    assert found[1] == ["a", "+0.5", "█" * 12, "size: 0 → 1, +0.5"]
    assert found[2] == ["b", "−0.25", "█" * 6, ""]
    assert stills_of("graph").bundle(drawn_graph()) == {"text/html": html([drawn_graph()])}
    assert stills_of("graph").words(drawn_graph()) == [("a", 0.5), ("b", -0.25), ("c", 0.0)]


def test_what_is_told_are_the_strongest_features_of_a_node() -> None:
    explanation = explained(feature_names=["one", "two", "three"])
    values = explanation.attribution.attributions[0]
    figure: Any = explanation.figure()
    for told, row in zip(figure["told"], values, strict=True):
        order = row.abs().argsort(descending=True)
        assert [name for name, _ in told] == [["one", "two", "three"][at] for at in order]
    assert dict(zip(figure["features"], figure["totals"], strict=True)) == pytest.approx(
        dict(zip(["one", "two", "three"], values.sum(0).tolist(), strict=True)), rel=1e-4
    )


def test_the_picture_has_circles_lines_bars_and_path(tmp_path: Path) -> None:
    canvas = plot(drawn_graph(about=[1]))
    axes = graph_axes(canvas)
    circles: Any = [one for one in axes.patches if isinstance(one, Circle)]
    assert [one.center for one in circles] == [(100, 100), (500, 100), (900, 100)]
    red, green, blue, _ = circles[0].get_facecolor()
    assert green > max(red, blue)
    red, green, blue, _ = circles[1].get_facecolor()
    assert red > max(green, blue)
    assert circles[2].get_facecolor()[:3] == (1, 1, 1)
    assert [one.get_linewidth() for one in circles] == [0.6, 2.0, 0.6]
    (lines,) = [one for one in axes.collections if isinstance(one, LineCollection)]
    assert len(lines.get_segments()) == 2
    titles = {one.get_title() for one in canvas.axes}
    assert {"score along the path", "contribution at α", "strongest nodes"} <= titles
    for ending in ("png", "svg", "pdf"):
        assert explained().save(tmp_path / f"graph.{ending}").stat().st_size > 1000


def test_a_polarity_leaves_the_other_sign_bare() -> None:
    axes = graph_axes(plot(drawn_graph(), polarity="negative", palette="blue-orange"))
    circles: Any = axes.patches
    bare = [one.get_facecolor()[:3] == (1, 1, 1) for one in circles]
    assert bare == [True, False, True]


@pytest.mark.parametrize("option", ["mode", "clip", "alpha"])
def test_options_of_images_are_refused(option: str) -> None:
    value: Any = "heat" if option == "mode" else 0.5
    with pytest.raises(ValueError, match=f"A graph takes no {option}"):
        plot(drawn_graph(), **{option: value})


def test_circles_stay_apart_and_in_the_box() -> None:
    graph = read_graph(data())
    size = measured(plain(graph))
    width, height = size.box
    assert (size.places > size.radius).all()
    assert (size.places < [width - size.radius, height - size.radius]).all()
    far = np.linalg.norm(size.places[:, None] - size.places[None], axis=2) + np.eye(5) * 1e6
    assert far.min() > 2 * size.radius


@pytest.mark.parametrize(
    ("order", "strokes"), [(1, 1), (2, 2), (3, 3), (AROMATIC, 4), (0, 12), (DIRECTED, 2)]
)
def test_bonds_have_as_many_strokes_as_their_order(order: int, strokes: int) -> None:
    start, end = np.array([0.0, 0.0]), np.array([100.0, 0.0])
    drawn = segments(path(start, end, order, 20.0))
    assert len(drawn) == strokes
    assert all(0 <= x <= 100 for stroke in drawn for x, _ in stroke)
    if order == DIRECTED:
        assert drawn[1][1] == (80.0, 0.0)  # its tip touches the circle that it leads to


def test_one_way_lines_are_told_from_others() -> None:
    one_way = {"x": features(3), "edge_index": np.array([[0, 1, 2], [1, 2, 1]])}
    drawing = plain(read_graph(one_way))
    assert drawing.lines == ((0, 1, DIRECTED), (1, 2, 1))
    looped = {"x": features(2), "edge_index": np.array([[0, 0, 1], [0, 1, 0]])}
    assert plain(read_graph(looped)).of_edge == (0, 2, 2)


@pytest.mark.parametrize("nodes", [1, 2, 61, 400])
def test_places_are_computed_the_same_each_time(nodes: int) -> None:
    ring = tuple((at, (at + 1) % nodes) for at in range(nodes))
    one = computed(nodes, ring)
    computed.cache_clear()
    again = computed(nodes, ring)
    assert np.array_equal(one, again)
    placed = fitted(one)
    assert np.isfinite(placed).all()
    assert 0 <= placed.min() <= placed.max() <= 1


def test_the_node_that_is_spoken_of_is_marked() -> None:
    figure: Any = explained(OfNodes().eval(), target=(3, 0)).figure()
    circles: Any = graph_axes(plot(figure)).patches
    assert [one.get_linewidth() for one in circles] == [0.6, 0.6, 0.6, 2.0, 0.6]
