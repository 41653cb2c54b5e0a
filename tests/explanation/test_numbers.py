"""Explanations as files of numbers: they come back whole, and hostile ones are refused."""

from __future__ import annotations

import copy
import io
import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import small_graphs
import small_grids
import small_series
import small_tables
import torch
from small_parts import PHOTO, Linear, made

import igviz
from igviz.examples import load_image, load_text
from igviz.explanation.numbers import Saved
from igviz.figure.check import problem
from igviz.hosts.report import html
from igviz.modalities.figures import FIGURES


def _image() -> Any:
    example = load_image()
    how: Any = {"transform": example.transform, "labels": example.labels, "progress": False}
    return igviz.explain(example.model, example.image, n_steps=4, **how)


def _text() -> Any:
    example = load_text()
    how: Any = {"tokenizer": example.tokenizer, "labels": example.labels, "progress": False}
    return igviz.explain(example.model, example.sentence, n_steps=4, **how)


def _parts() -> Any:
    row = torch.tensor([0.5, -1.2, 2.0])
    return igviz.explain(made(Linear), (PHOTO, row), n_steps=4, progress=False)


MADE: dict[str, Callable[[], Any]] = {
    "image": _image,
    "tokens": _text,
    "series": lambda: small_series.explained(small_series.wave(channels=9), small_series.conv(9)),
    "tabular": small_tables.explained,
    "graph": small_graphs.explained,
    "parts": _parts,
    "volume": lambda: small_grids.explained(small_grids.curved_volume(), small_grids.volume()),
    "array": lambda: small_grids.explained(
        small_grids.linear_array(2, 3, 4, 5), torch.rand(1, 2, 3, 4, 5), kind="array"
    ),
}


@pytest.fixture(scope="module", params=MADE)
def explained(request: pytest.FixtureRequest) -> Any:
    return MADE[request.param]()


def test_what_comes_back_is_drawn_the_same(explained: Any, tmp_path: Path) -> None:
    loaded = igviz.load(explained.save(tmp_path / "why.npz"))
    assert isinstance(loaded, Saved)
    assert html(loaded) == html(explained)
    assert loaded.words == explained.words
    assert str(loaded).split("(", 1)[-1] == str(explained).split("(", 1)[-1]
    again = igviz.load(loaded.save(tmp_path / "again.npz"))
    assert html(again) == html(explained)
    attributions = loaded.arrays()["attributions"]
    np.testing.assert_array_equal(attributions, explained.arrays()["attributions"])
    np.testing.assert_array_equal(attributions, again.arrays()["attributions"])
    assert problem(explained.figure(), FIGURES) == ""
    shown = cast("Any", loaded.show())
    assert shown.figure == explained.show().figure
    shown.close()


def test_its_facts_are_the_explanations(tmp_path: Path) -> None:
    one = _image()
    loaded = igviz.load(one.save(tmp_path / "why.npz"))
    for name in ("label", "score", "baseline_score", "output", "notes", "provenance"):
        assert getattr(loaded, name) == getattr(one, name)
    assert repr(loaded) == repr(one).replace("Explanation(", "Saved(")
    assert loaded.arrays()["attributions"].sum() == pytest.approx(
        float(one.attribution.attributions.sum()), rel=1e-4
    )
    assert loaded.save(tmp_path / "why.png", mode="regions").stat().st_size > 1000
    loaded.arrays().clear()
    cast("Any", loaded.figure()).clear()
    assert loaded.arrays()
    assert loaded.figure()


def test_numbers_are_a_frame() -> None:
    row = small_tables.explained()
    frame = row.to_frame()
    assert list(frame.columns) == ["name", "attribution"]
    assert list(map(tuple, frame.to_numpy())) == row.words
    image = _image()
    frame = image.to_frame()
    assert list(frame.columns) == ["axis 0", "axis 1", "axis 2", "attribution"]
    at = frame[(frame["axis 0"] == 2) & (frame["axis 1"] == 5) & (frame["axis 2"] == 7)]
    assert at["attribution"].item() == float(image.attribution.attributions[0, 2, 5, 7])


def test_a_frame_needs_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    row = small_tables.explained()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="run `pip install pandas`"):
        row.to_frame()


def test_several_do_not_fit_into_one_file(tmp_path: Path) -> None:
    two = [small_tables.explained(), _text()]
    with pytest.raises(ValueError, match="a file of numbers holds one"):
        cast("Any", igviz.Explorer(two)).save(tmp_path / "why.npz")
    with pytest.raises(ValueError, match=r"given with mode"):
        two[0].save(tmp_path / "why.npz", mode="heat")


class Hostile:
    def __reduce__(self) -> Any:
        return print, ("unpickled",)


def stored(**change: Any) -> bytes:
    """A file of numbers in which some entries are others, or missing where they are None."""
    file = io.BytesIO()
    from igviz.explanation.numbers import pack

    one = small_tables.explained()
    pack(one.figure(), one.arrays(), file)
    file.seek(0)
    with np.load(file) as found:
        entries = {**dict(found), **change}
    out = io.BytesIO()
    kept = {name: value for name, value in entries.items() if value is not None}
    np.savez(out, **kept)
    return out.getvalue()


def text_with(**change: Any) -> Any:
    with np.load(io.BytesIO(stored())) as found:
        figure = {**json.loads(found["figure.json"].tobytes()), **change}
    return np.frombuffer(json.dumps(figure).encode(), np.uint8)


OTHER = "is no file of igviz's numbers"
VERSION = "written by another version of igviz"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: b"", OTHER),
        (lambda: b"PK\x03\x04 nothing", OTHER),
        (lambda: b"\x93NUMPY", OTHER),
        (lambda: stored(**{"figure.json": None}), OTHER),
        (lambda: stored(**{"figure.json": np.array([Hostile()])}), OTHER),
        (lambda: stored(**{"figure.json": np.frombuffer(b"[1, 2]", np.uint8)}), VERSION),
        (lambda: stored(**{"figure.json": np.frombuffer(b"{" * 90000, np.uint8)}), OTHER),
        (lambda: stored(attributions=np.array([Hostile()])), OTHER),
        (lambda: stored(format=np.array(2)), VERSION),
        (lambda: stored(**{"figure.json": text_with(version=2)}), VERSION),
        (lambda: stored(**{"figure/0": None}), OTHER),
        (lambda: stored(**{"figure/0": np.zeros(3)}), OTHER),
        (lambda: stored(**{"figure.json": text_with(kind="os")}), "kind cannot be str 'os'"),
        (lambda: stored(**{"figure.json": text_with(names=3)}), "names cannot be int '3'"),
        (lambda: stored(**{"figure.json": text_with(more=3)}), "more is no field"),
        (lambda: stored(**{"figure.json": text_with(score=[])}), r"score cannot be list '\[\]'"),
    ],
)
def test_what_anybody_may_have_made_is_refused(
    data: Callable[[], bytes], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "why.npz"
    path.write_bytes(data())
    with pytest.raises(igviz.InputError, match=sentence):
        igviz.load(path)
    assert "unpickled" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("image", {"grain": 5}, "it cannot be drawn"),
        ("image", {"positive": {"array": 0}}, "it cannot be drawn|cannot be"),
        ("tabular", {"score": 10**400}, "score cannot be int"),
        (
            "tabular",
            {"path": {name: [] for name in ("alphas", "weights", "scores", "contributions")}},
            "its path has no nodes",
        ),
        ("parts", {"parts": 3}, "parts cannot be int"),
    ],
)
def test_what_could_not_be_drawn_is_refused(
    kind: str, change: dict[str, Any], sentence: str, tmp_path: Path
) -> None:
    path = MADE[kind]().save(tmp_path / "why.npz")
    with np.load(path) as found:
        entries = dict(found)
    figure = {**json.loads(entries["figure.json"].tobytes()), **change}
    entries["figure.json"] = np.frombuffer(json.dumps(figure).encode(), np.uint8)
    np.savez(path, **entries)
    with pytest.raises(igviz.InputError, match=sentence):
        igviz.load(path)


def test_what_is_read_can_hide_nothing_and_changes_nothing(tmp_path: Path) -> None:
    one = small_tables.explained()
    metrics = [{"name": "x", "text": "\x1b]0;evil\x07", "tip": "", "source": "", "value": 1.0}]
    path = tmp_path / "why.npz"
    path.write_bytes(stored(**{"figure.json": text_with(metrics=metrics), "extra": np.ones(3)}))
    loaded = igviz.load(path)
    assert "\x1b" not in repr(loaded) + str(loaded)
    assert "extra" not in loaded.arrays()
    loaded.arrays()["attributions"][:] = 9
    one.arrays()["attributions"][:] = 9
    assert loaded.arrays()["attributions"].max() < 9
    assert float(one.attribution.attributions.max()) < 9
    again = pickle.loads(pickle.dumps(loaded))
    assert html(again) == html(loaded)
    assert html(copy.deepcopy(loaded)) == html(loaded)


@pytest.mark.parametrize("path", ["", 3, "a\0b", "~nobody-there/why.npz"])
def test_what_is_no_path_is_told(path: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="pass"):
        igviz.load(path)


def test_what_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "why.npz"
    path.write_bytes(stored())
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(igviz.InputError, match="would unpack to 4 GB, which is too much"):
        igviz.load(path)


def test_there_has_to_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(igviz.InputError, match=r"cannot be read: No such file .*pass another path"):
        igviz.load(tmp_path / "none.npz")
    with pytest.raises(igviz.InputError, match="cannot be read: Is a directory"):
        igviz.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"score": float("nan")}, "score cannot be float 'nan'"),
        ({"score": True}, "score cannot be bool 'True'"),
        ({"title": None}, "title cannot be NoneType 'None'"),
        ({"target": {"index": 1}}, "target.label is missing"),
        ({"notes": ["a", 1]}, "notes.1 cannot be int '1'"),
        ({"provenance": {"a": 1}}, "provenance.a cannot be int '1'"),
        ({"output": "shout"}, "output cannot be str 'shout'"),
        ({"values": {"dtype": "f32", "shape": [9], "data": memoryview(b"")}}, "values cannot be"),
        ({"predictions": {}}, "predictions cannot be dict"),
        ({"kind": []}, "kind cannot be list"),
    ],
)
def test_a_figure_is_checked_field_by_field(change: dict[str, Any], sentence: str) -> None:
    figure: Any = {**copy.copy(small_tables.drawn_row()), **change}
    assert problem(figure, FIGURES).startswith(sentence)
    assert problem([figure], FIGURES) == "kind cannot be list " + repr(str([figure])[:40])


def test_rows_of_one_table_are_kept_together(tmp_path: Path) -> None:
    rows: Any = igviz.explain(small_tables.linear(), torch.randn(3, 4), progress=False)
    explorer: Any = igviz.Explorer(rows)
    loaded = igviz.load(explorer.save(tmp_path / "rows.npz"))
    assert loaded.figure()["kind"] == "rows"
    assert loaded.arrays()["attributions"].shape == (3, 4)
    assert html(loaded) == html(rows)
    assert set(FIGURES) == {*MADE, "rows"}
