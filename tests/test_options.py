"""Every option is said once, and every host takes each of them and says the same."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import typer
from mypy import api
from small import net, photo, tensor
from small_grids import linear_volume, volume
from typer.testing import CliRunner

import igviz
from igviz import examples, options
from igviz.explanation import many
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.hosts import cli
from igviz.hosts.arguments import flag
from igviz.hosts.notebook import magic
from igviz.hosts.notebook.explorer import Explorer
from igviz.modalities import ROOMS
from igviz.modalities.choose import baseline_names
from igviz.modalities.stills import plot
from igviz.models.activation import OUTPUTS
from igviz.options import OPTIONS, How, Option, Typed, read
from igviz.quadrature.rules import METHODS
from igviz.stills.look import LOOKS
from scripts.readme import README, written

ROOT = Path(__file__).parents[1]
EXPLAINS = [(host, OPTIONS) for host in (igviz.show, igviz.explain, explainer_of)]
DRAWS = [(host, LOOKS) for host in (Explanation.plot, Explanation.save, Explorer.save, plot)]
IN_PYTHON = pytest.mark.parametrize(("host", "options"), [*EXPLAINS, *DRAWS])


def flowing(text: str) -> str:
    """A text without what lays it out: line breaks, indents and frames."""
    return re.sub(r"[\s│]+", " ", text)


# One host after the other ------------------------------------------------------------------------


@IN_PYTHON
def test_signatures_are_spelled_out(
    host: Callable[..., Any], options: Mapping[str, Option]
) -> None:
    given = list(inspect.signature(host).parameters.values())[-len(options) :]
    assert [parameter.name for parameter in given] == list(options)
    for parameter, option in zip(given, options.values(), strict=True):
        assert parameter.kind is parameter.KEYWORD_ONLY
        assert (parameter.default, parameter.annotation) == (option.default, option.type)


@IN_PYTHON
def test_docstrings_are_spelled_out(
    host: Callable[..., Any], options: Mapping[str, Option]
) -> None:
    said = flowing(host.__doc__ or "")
    assert [name for name, o in options.items() if f" {name} {o.plain} " not in said] == []
    assert "**" not in said


def test_the_magic() -> None:
    said = flowing(magic.parser().format_help())
    for name, option in OPTIONS.items():
        assert f"--{name} " in said
        assert f"{flag(name)} " in said
        assert option.plain in said


def test_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    command: Any = typer.main.get_command(cli.app)
    taken = {parameter.name: parameter for parameter in command.commands["explain"].params}
    assert set(taken) == {"model", "inputs", "save", *OPTIONS, *LOOKS}
    for name, option in (OPTIONS | LOOKS).items():
        assert flag(name) in taken[name].opts
        assert taken[name].help == option.plain
        assert taken[name].default is None  # the default is the table's
    monkeypatch.setenv("TERMINAL_WIDTH", "300")
    shown = flowing(CliRunner().invoke(cli.app, ["explain", "--help"]).output)
    assert [name for name, option in OPTIONS.items() if option.plain not in shown] == []


def test_the_readme() -> None:
    readme = README.read_text("utf-8")
    assert written(readme) == readme, "run: python scripts/readme.py"
    for name, option in OPTIONS.items():
        assert f"| `{name}` | {option.text} |" in readme


def test_every_option_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: set[str] = set()

    class Watched(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            taken.add(name)
            return super().__getitem__(name)

    monkeypatch.setattr(many, "read", lambda how: Watched(read(how)))
    explainer_of(net(), photo(), progress=False).explain()
    reviews = examples.load_text()
    explainer_of(reviews.model, "Not bad.", tokenizer=reviews.tokenizer)
    explainer_of(torch.nn.Linear(2, 1), {"a": 1.0, "b": 2.0})
    explainer_of(linear_volume(), volume())
    assert taken == set(OPTIONS)


# The table itself --------------------------------------------------------------------------------


def test_every_option_is_said_in_full() -> None:
    for name, option in OPTIONS.items():
        assert re.fullmatch(r"[A-Z][^.].*\.", option.sentence), name
        assert option.sentence.count("`") % 2 == 0
        assert "|" not in option.text  # would end a cell of the README's table
        assert "[" not in option.text  # would be an instruction to the terminal


def test_values_that_are_named_are_those_there_are() -> None:
    for name, values in (
        ("baseline", baseline_names()),
        ("kind", ROOMS.values()),
        ("output", OUTPUTS),
        ("method", METHODS),
    ):
        assert [value for value in values if value not in OPTIONS[name].sentence] == []
    assert options.DEFAULT_METHOD in METHODS


def test_what_is_left_out_has_its_default() -> None:
    assert read({}) == {name: option.default for name, option in OPTIONS.items()}
    assert read({"tol": 0.1})["tol"] == 0.1
    assert read({"seed": 3}) == {**read({}), "seed": 3}
    assert list(read({})) == list(OPTIONS) == list(How.__annotations__)


# Numbers that would need work or memory of their size, or are no numbers ------------------------

FAR: list[Any] = [10**9, 10**30, -1, 0, True, float("nan"), float("inf"), "a", None, [], {}]
TAKEN: dict[str, list[Any]] = {
    "tol": [None],
    "n_steps": [None],
    "batch_size": [10**9, 10**30, None],  # as many rows as there are
    "seed": [10**9, 10**30, 0],
    "truncation": [10**9, 10**30, True],
    "keep_special": [True],
    "progress": [True, None],
    "labels": [None],
}


@pytest.mark.parametrize("value", FAR, ids=repr)
@pytest.mark.parametrize("name", TAKEN)
def test_an_option_takes_what_it_says_and_refuses_the_rest(name: str, value: Any) -> None:
    how: dict[str, Any] = {"progress": False, name: value}
    if any(value is each or (value == each and type(value) is type(each)) for each in TAKEN[name]):
        assert isinstance(igviz.explain(net(), photo(), **how), Explanation)
        return
    with pytest.raises((ValueError, TypeError)) as caught:
        igviz.explain(net(), photo(), **how)
    assert re.search(rf"^(\d+ )?{name}\b.*; pass .*\.$", str(caught.value)), str(caught.value)


@pytest.mark.parametrize("value", FAR, ids=repr)
@pytest.mark.parametrize("name", ["tol", "n_steps", "batch_size", "progress", "labels"])
def test_the_tensor_function_refuses_the_same(name: str, value: Any) -> None:
    how: dict[str, Any] = {name: value}
    taken = [*TAKEN[name], *([[], {}] if name == "labels" else [])]
    if any(value is each or (value == each and type(value) is type(each)) for each in taken):
        igviz.integrated_gradients(net(), tensor(), **how)
        return
    with pytest.raises((ValueError, TypeError), match=rf"^{name}\b.*; pass .*\.$"):
        igviz.integrated_gradients(net(), tensor(), **how)


def test_numbers_of_numpy_are_numbers() -> None:
    how: dict[str, Any] = {"tol": np.float32(0.5), "batch_size": np.int64(3), "seed": np.int64(1)}
    assert isinstance(igviz.explain(net(), photo(), progress=False, **how), Explanation)


def test_numbers_and_switches_are_typed_as_such() -> None:
    kinds = {int: Typed.INTEGER, float: Typed.DECIMAL, bool: Typed.SWITCH}
    for option in OPTIONS.values():
        for kind, typed in kinds.items():
            if option.type in (kind, kind | None):
                assert option.typed is typed


# What a type checker finds -----------------------------------------------------------------------

CONFIGURATION = f"""
[mypy]
strict = True
mypy_path = {ROOT}
follow_imports = skip

[mypy-igviz,igviz.errors,igviz.options,igviz.explanation.many,igviz.hosts.notebook.explorer]
follow_imports = silent
"""
CALLED = """
import igviz
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.options import How

def model(batch: object) -> object:
    return batch

"""
ACCEPTED = """
how: How = {"labels": ["cat", "dog"], "truncation": 16}
igviz.show(model, "x.jpg", **how)
igviz.show(model, "x.jpg", baseline="blur", tol=0.02, device="cpu", progress=print)
igviz.explain(model, ["x.jpg"], n_steps=8, method="riemann_left", keep_special=False)
explainer_of(model, "x.jpg", target=["cat", 3], seed=1)
"""
REFUSED = """
igviz.show(model, "x.jpg", basline="blur")
igviz.show(model, "x.jpg", tol="five")
igviz.explain(model, "x.jpg", n_step=8)
igviz.explain(model, "x.jpg", n_steps=8.5)
igviz.explain(model, "x.jpg", transform="resize")
explainer_of(model, "x.jpg", keep_specials=True)
explainer_of(model, "x.jpg", seed=None)
"""


def test_misspelt_and_mistyped_options_are_refused(tmp_path: Path, cache: pytest.Cache) -> None:
    (tmp_path / "mypy.ini").write_text(CONFIGURATION)
    called = tmp_path / "called.py"
    called.write_text(CALLED + ACCEPTED + REFUSED)
    kept = str(cache.mkdir("mypy"))
    said, failure, _ = api.run(
        [f"--config-file={tmp_path / 'mypy.ini'}", f"--cache-dir={kept}", str(called)]
    )
    assert failure == ""
    errors = re.findall(r"^\S+:(\d+): error: (.*?)  \[", said, re.MULTILINE)
    lines = called.read_text().splitlines()
    assert [lines[int(line) - 1] for line, _ in errors] == REFUSED.strip().splitlines(), said
    assert 'Unexpected keyword argument "basline" for "show"' in errors[0][1]
    assert '"tol" to "show" has incompatible type "str"; expected "float | None"' in errors[1][1]
