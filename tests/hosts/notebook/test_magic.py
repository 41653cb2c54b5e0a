from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from small import LABELS, net, photo

from igviz.errors import IgvizError
from igviz.hosts.notebook import magic
from igviz.hosts.notebook.explorer import Explorer


@pytest.fixture
def notebook(shell: InteractiveShell) -> InteractiveShell:
    shell.run_line_magic("load_ext", "igviz")
    shell.push({"model": net(), "img": photo(), "names": list(LABELS)})
    return shell


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any, dict[str, Any]]]:
    """Record what the magic asks for, instead of computing it."""
    made: list[tuple[Any, Any, dict[str, Any]]] = []
    monkeypatch.setattr(
        magic, "show", lambda model, inputs, **how: made.append((model, inputs, how))
    )
    return made


Calls = list[tuple[Any, Any, dict[str, Any]]]


@pytest.fixture
def explorers() -> Iterator[list[Explorer]]:
    made: list[Explorer] = []
    yield made
    for explorer in made:
        assert explorer.wait(30)
        explorer.close()


def test_the_line_of_the_readme(notebook: InteractiveShell, explorers: list[Explorer]) -> None:
    line = 'model img --target "hot dog" --baseline blur --labels names --tol 0.1'
    explorer = notebook.run_line_magic("igviz", line)
    assert isinstance(explorer, Explorer)
    explorers.append(explorer)
    assert explorer.wait(30)
    assert explorer.figure["target"] == {"index": 4, "label": "hot dog"}
    assert explorer.figure["baseline_name"] == "blur"
    assert explorer.figure["certificate"]["tol"] == 0.1


def test_as_a_cell(notebook: InteractiveShell, calls: Calls) -> None:
    result = notebook.run_cell("shown = %igviz model img --n_steps 2")
    assert result.success
    assert calls == [(notebook.user_ns["model"], notebook.user_ns["img"], {"n_steps": 2})]


def test_loading_twice_is_harmless(notebook: InteractiveShell, calls: Calls) -> None:
    notebook.run_line_magic("reload_ext", "igviz")
    notebook.run_line_magic("igviz", "model img")
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", {}),
        ("--target Samoyed", {"target": "Samoyed"}),
        ("--target 3", {"target": 3}),
        ("--target -1", {"target": -1}),
        ("--target=3", {"target": 3}),
        ("--target '3'", {"target": "3"}),
        ('--target "hot dog"', {"target": "hot dog"}),
        ("--target 'hot dog'", {"target": "hot dog"}),
        ('--target "(1, 2)"', {"target": "(1, 2)"}),
        ("--target (1,2)", {"target": (1, 2)}),
        ("--target {0:1,1:-1}", {"target": {0: 1, 1: -1}}),
        ("--target chosen", {"target": 5}),
        ("--baseline blur", {"baseline": "blur"}),
        ("--baseline 0.5", {"baseline": 0.5}),
        ("--baseline ['black','white']", {"baseline": ["black", "white"]}),
        ("--n-steps 64 --method gausslegendre", {"n_steps": 64, "method": "gausslegendre"}),
        ("--n_steps 64", {"n_steps": 64}),
        ("--n-steps steps", {"n_steps": 12}),
        ("--output logit", {"output": "logit"}),
        ("--tol 0.02 --batch-size 4 --seed 7", {"tol": 0.02, "batch_size": 4, "seed": 7}),
        ("--labels names", {"labels": list(LABELS)}),
        ("--labels names[:2]", {"labels": list(LABELS[:2])}),
        ('--labels "[n for n in names][:1]"', {"labels": ["cat"]}),
        ("--progress False", {"progress": False}),
        ("--device cpu", {"device": "cpu"}),
    ],
)
def test_options(
    notebook: InteractiveShell, calls: Calls, options: str, expected: dict[str, Any]
) -> None:
    notebook.push({"chosen": 5, "steps": 12})
    notebook.run_line_magic("igviz", f"model img {options}")
    ((_, _, how),) = calls
    assert how == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--target dog", {"target": "dog"}),
        ("--baseline blur", {"baseline": "blur"}),
        ("--output logit", {"output": "logit"}),
        ("--method gausslegendre", {"method": "gausslegendre"}),
        ("--device cpu", {"device": "cpu"}),
    ],
)
def test_words_win_over_variables_of_the_same_name(
    notebook: InteractiveShell, calls: Calls, options: str, expected: dict[str, Any]
) -> None:
    names = ("dog", "blur", "logit", "gausslegendre", "cpu")
    notebook.push(dict.fromkeys(names, photo()))
    notebook.run_line_magic("igviz", f"model dog {options}")
    ((_, inputs, how),) = calls
    assert inputs is notebook.user_ns["dog"]
    assert how == expected


def test_a_picture_as_baseline(notebook: InteractiveShell, calls: Calls) -> None:
    notebook.run_line_magic("igviz", "model img --baseline img")
    assert calls[0][2]["baseline"] is notebook.user_ns["img"]


def test_expressions_and_files(
    notebook: InteractiveShell, calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("photo.png", "my photo.png"):
        photo().save(tmp_path / name)
    notebook.push({"models": {"a": notebook.user_ns["model"]}, "folder": tmp_path})
    for line in (
        "models['a'] photo.png",
        "models['a'] 'photo.png'",
        'model "my photo.png"',
        f"model {tmp_path}/photo.png",
    ):
        notebook.run_line_magic("igviz", line)
    notebook.run_line_magic("igviz", "model folder/'photo.png'")
    notebook.run_line_magic("igviz", "model 'nowhere.png'")
    models = [model for model, _, _ in calls]
    assert all(model is notebook.user_ns["model"] for model in models)
    inputs = [given for _, given, _ in calls]
    assert inputs == [
        "photo.png", "photo.png", "my photo.png", f"{tmp_path}/photo.png",
        tmp_path / "photo.png", "nowhere.png",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "required: model, inputs"),
        ("model", "required: inputs"),
        ("nothere img", "model is 'nothere'.*name 'nothere' is not defined"),
        ("model nothere", "inputs is 'nothere'.*no such file"),
        ("model photo.jpg", "inputs is 'photo.jpg'.*no such file"),
        ("model ../a/photo.jpg", "no such file"),
        ("model img.nothere", "inputs is 'img.nothere'"),
        ("model img --labels nothere", "--labels is 'nothere'.*not defined"),
        ("model img --transform model.nothere", "--transform is 'model.nothere'"),
        ("model img --labels names[99]", "--labels is 'names.99.'"),
        ("model img --targt 3", "--targt"),
        ("model img extra", "unrecognized arguments: extra"),
        ("model img --target", "expected one argument"),
        ('model img --target "hot dog', "quot"),
        ('model img --target="hot dog"', "unrecognized arguments: dog"),
    ],
)
def test_what_cannot_be_read_is_told(
    notebook: InteractiveShell, calls: Calls, line: str, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        notebook.run_line_magic("igviz", line)
    assert calls == []
    notebook.run_line_magic("igviz", "model img")
    assert len(calls) == 1


def test_what_cannot_be_explained_is_our_own_error(notebook: InteractiveShell) -> None:
    with pytest.raises(IgvizError, match="nearest are 'hot dog'"):
        notebook.run_line_magic("igviz", "model img --labels names --target hotdog")
    with pytest.raises(IgvizError, match=r"no file 'nowhere\.png'"):
        notebook.run_line_magic("igviz", "model 'nowhere.png'")


def test_help_is_printed(notebook: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    assert notebook.run_line_magic("igviz", "--help") is None
    assert "--baseline" in capsys.readouterr().out
