"""The code that people read, run: the Python blocks of the pages, and the docstrings' examples."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from reader import names_at_hand
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[Any]:
    """Each Python block of each page, named by its page and line."""
    cases = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            cases.append(pytest.param(match[1], id=f"{page.name}:{line}"))
    return cases


def modules_with_examples() -> list[str]:
    """The modules whose docstrings hold examples, found without importing any."""
    paths = sorted((ROOT / "igviz").rglob("*.py"))
    files = [path.relative_to(ROOT) for path in paths if ">>>" in path.read_text("utf-8")]
    return [".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in files]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def at_hand(folder: Path) -> dict[str, Any]:
    return names_at_hand(folder)


@pytest.fixture
def names(folder: Path, at_hand: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a reader has at hand, in a folder that holds the pictures."""
    monkeypatch.chdir(folder)
    return dict(at_hand)


@pytest.mark.parametrize("block", blocks())
def test_block_runs_as_a_cell(block: str, names: dict[str, Any]) -> None:
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell(config=quiet, user_ns=names)
    shell.run_cell("import igviz").raise_error()
    shell.run_cell(block).raise_error()


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_of_docstrings_run(name: str, names: dict[str, Any]) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module, extraglobs=names)
    assert result.attempted > 0
    assert result.failed == 0
    assert "+SKIP" not in inspect.getsource(module)


def test_both_kinds_of_examples_are_found() -> None:
    assert len(blocks()) >= 3
    assert {"igviz", "igviz.examples"} <= set(modules_with_examples())


def test_sections_that_comments_name_are_there() -> None:
    """Constants refer to sections of docs/numerics.md, in files that name the page."""
    page = (ROOT / "docs" / "numerics.md").read_text("utf-8")
    sections = set(re.findall(r"^## (.*)$", page, re.MULTILINE))
    named = set()
    for path in (ROOT / "igviz").rglob("*.py"):
        text = path.read_text("utf-8")
        if "docs/numerics.md" in text:
            comments = re.sub(r"\s*\n\s*# ", " ", "\n".join(re.findall(r"# .*", text)))
            named |= set(re.findall(r'"([A-Z][^"]+)"', comments))
    assert len(named) > 10
    assert named <= sections
