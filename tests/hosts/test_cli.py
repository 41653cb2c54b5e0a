from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small import photo
from typer.testing import CliRunner, Result

import igviz
from igviz.hosts.arguments import typed_input
from igviz.hosts.cli import app

MODEL = """
from __future__ import annotations
import sys
import torch
from torch import nn

LABELS = ["cat", "dog", "hot dog"]

def shrink(image):
    values = torch.tensor(list(image.resize((8, 8)).tobytes()), dtype=torch.float32)
    return values.reshape(8, 8, 3).permute(2, 0, 1) / 255

def make():
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(192, 3)).eval()

model = make()

def forward(x):
    return model(x)

def training():
    return nn.Sequential(nn.Flatten(), nn.Dropout(), nn.Linear(192, 3))

def broken():
    raise KeyError("weights.pt")

def detached():
    class Detached(nn.Module):
        def forward(self, x):
            return model(x).detach()
    return Detached()

number = 3
"""
TEXT_MODEL = """
from igviz import examples

example = examples.load_text()
model, tokenizer, labels = example.model, example.tokenizer, example.labels
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "texts.py").write_text(TEXT_MODEL)
    (tmp_path / "wrong.py").write_text("import nowhere_to_be_found\n")
    (tmp_path / "syntax.py").write_text("def :\n")
    (tmp_path / "empty.png").write_bytes(b"")
    photo(20, 20).save(tmp_path / "photo.png")
    return tmp_path


GIVEN = ("explain", "model.py:model", "photo.png", "--transform", "shrink")


def test_demo_writes_a_file_and_says_how_to_open_it(folder: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    path = folder / "igviz-demo.html"
    assert path.read_bytes().startswith(b"<!doctype html>")
    assert f"Wrote {path}" in result.stdout
    assert path.as_uri() in result.stdout
    assert "Explanation(balloon" in result.stdout
    for one in ("house", "refused", "wave", "output"):  # of every kind
        assert f"Explanation({one}" in result.stdout


@pytest.mark.usefixtures("folder")
def test_the_demo_is_a_page() -> None:
    told(run("demo", "demo.png"), "end it in .html")


def test_demo_elsewhere() -> None:
    result = run("demo", "nowhere/demo.html")
    told(result, "folder 'nowhere' does not exist")
    assert "Explaining" not in result.output


@pytest.mark.parametrize("ending", ["html", "png"])
def test_explain(folder: Path, ending: str) -> None:
    result = run(*GIVEN, "--labels", "LABELS", "--target", "hot dog", "--save", f"why.{ending}")
    assert result.exit_code == 0, result.output
    assert "Explanation(hot dog" in result.stdout
    assert f"Wrote {folder / f'why.{ending}'}" in result.stdout
    assert (folder / f"why.{ending}").stat().st_size > 1000


def test_a_picture_is_drawn_as_asked(folder: Path) -> None:
    result = run(*GIVEN, "--mode", "heat", "--polarity", "both", "--palette", "blue-orange")
    assert result.exit_code == 0, result.output
    assert f"Wrote {folder / 'why.png'}" in result.stdout
    assert (folder / "why.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        (("--mode", "heet"), "mode must be .* not 'heet'; did you mean 'heat'"),
        (("--polarity", "up"), "polarity must be 'positive', 'negative' or 'both'"),
        (("--mode", "heat", "--save", "why.html"), "'why.html' was given with mode"),
    ],
)
def test_a_wrong_drawing_is_told_before_the_work(drawing: tuple[str, ...], sentence: str) -> None:
    result = run(*GIVEN, *drawing)
    told(result, sentence)
    assert "Running" not in result.output


def test_explain_with_everything(folder: Path) -> None:
    result = run(
        *GIVEN, "--target", "{0: 1, 1: -1}", "--baseline", "0.5", "--output", "logit",
        "--n-steps", 6, "--method", "riemann_middle", "--batch-size", 2, "--seed", 3,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "fixed rule: error unknown" in result.stdout
    assert "6 evaluations" in result.stdout
    assert "0.5 baseline" in result.stdout
    assert "riemann_middle" in (folder / "why.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_explain_a_text() -> None:
    given = ("explain", "texts.py:model", "An awful film and a bad day", "--tokenizer", "tokenizer")
    result = run(*given, "--truncation", 3, "--no-keep-special", "--device", "cpu")
    assert result.exit_code == 0, result.output
    assert "The text has 7 tokens and the model takes 3: 4 were cut." in result.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("--device cpu", {"device": "cpu"}),
        ("--no-keep-special", {"keep_special": False}),
        ("--keep-special", {"keep_special": True}),
        ("--truncation 16", {"truncation": 16}),
        ("--truncation=16", {"truncation": 16}),
        ("--truncation", {"truncation": True}),
        ("--no-truncation", {"truncation": False}),
        ("--no-progress", {"progress": False}),
        ("--embedding 0", {"embedding": "0"}),
        ("--target 2 --baseline blur", {"target": 2, "baseline": "blur"}),
        ("--target [0,'dog']", {"target": [0, "dog"]}),
        ("--tol 0.1 --seed 3 --batch-size 2", {"tol": 0.1, "seed": 3, "batch_size": 2}),
        ("--labels LABELS", {"labels": ["cat", "dog", "hot dog"]}),
        ("--feature-names age,hours", {"feature_names": ["age", "hours"]}),
        ("--feature-names ['age','hours']", {"feature_names": ["age", "hours"]}),
    ],
)
def test_what_is_typed_is_handed_on(
    monkeypatch: pytest.MonkeyPatch, typed: str, how: dict[str, Any]
) -> None:
    calls: list[dict[str, Any]] = []

    def record(_: object, inputs: object, **how: Any) -> None:
        calls.append({"inputs": inputs, **how})
        raise ValueError("That was all.")

    monkeypatch.setattr("igviz.explanation.many.explain_listed", record)
    told(run("explain", *typed.split(), "model.py:model", "photo.png"), "That was all")
    told(run("explain", "model.py:model", "photo.png", *typed.split()), "That was all")
    assert calls == [{"inputs": "photo.png", **how}] * 2


def test_several_targets_are_all_explained(folder: Path) -> None:
    result = run(*GIVEN, "--labels", "LABELS", "--target", "[0, 'dog']")
    assert result.exit_code == 0, result.output
    assert result.stdout.index("cat") < result.stdout.index("dog")
    page = (folder / "why.html").read_text(encoding="utf-8")
    assert "and 1 more" in page
    picture = run(*GIVEN, "--target", "[0, 1]", "--save", "why.png")
    told(picture, "2 explanations, and a picture shows one; end the name in .html")


def test_a_function_that_makes_the_model(folder: Path) -> None:
    result = run("explain", "model.py:make", folder / "photo.png", "--transform", "shrink")
    assert result.exit_code == 0, result.output


def told(result: Result, sentence: str) -> None:
    """The command ended with 1 and one sentence."""
    assert result.exit_code == 1, result.output
    last = result.stderr.strip().splitlines()[-1]
    assert re.search(sentence, last), result.output
    assert last.startswith("igviz: ")
    assert last.endswith((".", "?"))
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    assert len(result.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("model.py", "photo.png"), "'model.py' was given; pass FILE.py:NAME"),
        (
            ("gone.py:model", "photo.png"),
            "There is no file 'gone.py' for the model",
        ),
        (("model.py:nothere", "photo.png"), "names 'nothere'; the file defines .*make.*model"),
        (("model.py:", "photo.png"), "the file defines"),
        (("model.py:number", "photo.png"), "model is int, which cannot be called"),
        (("model.py:broken", "photo.png"), "KeyError: 'weights.pt'"),
        (("wrong.py:model", "photo.png"), "ModuleNotFoundError: No module named 'nowhere_to"),
        (("syntax.py:model", "photo.png"), "SyntaxError"),
        (("model.py:forward", "photo.png"), "TypeError"),
        (("model.py:model", "gone.png"), "There is no file 'gone.png'"),
        (("model.py:model", "empty.png"), "is empty"),
        (("model.py:model", "photo.png"), "pass the transform"),
        ((*GIVEN[1:], "--target", "dog"), "without labels"),
        ((*GIVEN[1:], "--target", "9"), "has 3 classes; pass 0 to 2"),
        ((*GIVEN[1:], "--labels", "LABELS", "--target", "dgo"), "nearest are 'dog'"),
        ((*GIVEN[1:], "--labels", "NAMES"), "--labels names 'NAMES'; the file defines"),
        ((*GIVEN[1:], "--baseline", "grue"), "baseline 'grue' is unknown"),
        ((*GIVEN[1:], "--output", "prob"), "pass 'probability', 'logit' or 'score'"),
        ((*GIVEN[1:], "--method", "riemann_left"), "pass n_steps=64"),
        ((*GIVEN[1:], "--device", "bogus"), "device='bogus' was given, .* pass 'cpu'"),
        ((*GIVEN[1:], "--tol", "0"), "pass a number between 0 and 1"),
        (("model.py:detached", "photo.png", "--transform", "shrink"), "differentiable"),
    ],
)
def test_what_goes_wrong_is_told(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    told(run("explain", *arguments), sentence)
    assert not (folder / "why.html").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("save", "sentence"),
    [("why.txt", "end the name in .html"), ("nowhere/why.html", "does not exist; make it first")],
)
def test_where_to_save_is_checked_before_the_work(save: str, sentence: str) -> None:
    result = run(*GIVEN, "--save", save)
    told(result, sentence)
    assert "Running" not in result.output


def unwrapped(result: Any) -> str:
    """What stands in the box of an error, on one line."""
    return re.sub(r"[\s│]+", " ", result.stderr)


def test_usage() -> None:
    assert "demo" in run("--help").stdout
    assert run("explain").exit_code == 2
    assert run("explain", "--nothing").exit_code == 2
    for given in (
        (*GIVEN, "--truncation=few"),
        (*GIVEN, "--truncation", "few"),
        ("explain", "--truncation", "few", *GIVEN[1:]),
    ):
        result = run(*given)
        assert result.exit_code == 2
        assert "'few' was given; pass a whole number, or nothing." in unwrapped(result)
    result = run("explain", "model.py:model", "a", "few", "words")
    assert result.exit_code == 2
    assert "'few words' was given beside a model and an input; put a text in quotes." in unwrapped(
        result
    )


@pytest.mark.usefixtures("folder")
def test_a_model_in_training_is_said_in_one_line() -> None:
    result = run("explain", "model.py:training", *GIVEN[2:])
    assert result.exit_code == 0, result.output
    assert "\nigviz: The model is in training mode" in result.stderr
    assert "TrainModeWarning" not in result.stderr


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.output.strip() == f"igviz {igviz.__version__}"


def test_as_a_module(folder: Path) -> None:
    command = [sys.executable, "-m", "igviz.hosts.cli", *GIVEN, "--n-steps", "2"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "why.html").exists()


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("[3, 0.5]", [3, 0.5]),
        ("{'age': 39}", {"age": 39}),
        ("[] or {}", "[] or {}"),
        ("[sic] a photo.png", "[sic] a photo.png"),
        ("39", "39"),
    ],
)
def test_lists_and_mappings_are_typed_as_in_python(typed: str, given: object) -> None:
    assert typed_input(typed) == given


def test_an_array_is_read_of_its_file(tmp_path: Path) -> None:
    np.save(tmp_path / "signal.npy", np.arange(6.0))
    assert typed_input(str(tmp_path / "signal.npy")).tolist() == [0, 1, 2, 3, 4, 5]
    np.save(tmp_path / "things.npy", np.array([{"a": 1}]), allow_pickle=True)
    with pytest.raises(ValueError, match=r"things.npy' holds no array .*numpy.save\(file, array"):
        typed_input(str(tmp_path / "things.npy"))
    assert typed_input("nowhere.npy") == "nowhere.npy"
