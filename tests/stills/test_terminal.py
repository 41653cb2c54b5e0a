from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from igviz.stills.terminal import NARROWEST, WIDEST, console, console_for, told, written

ROOT = Path(__file__).parents[2]
TRUE, FEW, SIXTEEN = "38;2;0;0;0;48;2;0;255;0m", "38;5;16;48;5;46m", "30;42m"
SAID = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "COLUMNS")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which nobody has said anything about colours."""
    for name in SAID:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch


def test_colours_are_for_terminals(terminal: pytest.MonkeyPatch) -> None:
    assert console_for(Terminal()).color_system == "256"
    assert console_for(io.StringIO()).color_system is None
    terminal.setenv("NO_COLOR", "1")
    assert console_for(Terminal()).color_system is None
    terminal.setenv("NO_COLOR", "")  # an empty value says nothing
    assert console_for(Terminal()).color_system == "256"
    terminal.setenv("TERM", "dumb")
    assert console_for(Terminal()).color_system is None


def test_a_terminal_has_the_colours_it_says(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLORTERM", "truecolor")
    assert console_for(Terminal()).color_system == "truecolor"
    terminal.delenv("COLORTERM")
    terminal.setenv("TERM", "xterm")
    assert console_for(Terminal()).color_system == "standard"


@pytest.mark.parametrize(
    ("depth", "codes"), [("truecolor", TRUE), ("256", FEW), ("standard", SIXTEEN), ("", "")]
)
def test_words_have_the_nearest_colours_there_are(depth: str, codes: str) -> None:
    code = f"""
import sys; sys.path.insert(0, "tests")
from small import drawn_tokens
from igviz.modalities.text.terminal import letters
from igviz.stills.terminal import console
print(letters(drawn_tokens(), console({depth or None!r})))
"""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    text = done.stdout.decode()
    codes_in_text = [other for other in (TRUE, FEW, SIXTEEN) if f"{other}awful" in text]
    assert codes_in_text == ([codes] if codes else [])
    assert ("\x1b" in text) == bool(codes)
    assert ("[+0.5 awful]" in text) == (not codes)


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("500", WIDEST), ("3", NARROWEST)])
def test_lines_are_as_long_as_the_terminal(
    columns: str, width: int, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("COLUMNS", columns)
    assert console_for(Terminal()).width == width
    assert console_for(io.StringIO()).width == WIDEST


def test_nothing_is_markup_or_an_emoji_s_name() -> None:
    given = "[red]a[/red] :smile: [link=x] \\[b]"
    assert written(console("truecolor"), [told(given), given]) == f"{given}\n{given}"


def test_numbers_stay_with_their_units() -> None:
    given = "12\N{NARROW NO-BREAK SPACE}345\N{NO-BREAK SPACE}steps"
    text = written(console(None, 24), [told(f"{'x' * 18} {given}")])
    assert text == f"{'x' * 18}\n{given}"
