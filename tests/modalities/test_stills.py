from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small import drawn, drawn_tokens

from igviz.modalities import ROOMS
from igviz.modalities.stills import Stills, stills_of
from igviz.stills.terminal import console

ROOT = Path(__file__).parents[2]
MEMBERS = [name for name in vars(Stills) if not name.startswith("_")]


def test_a_kind_has_few_things_to_draw_with() -> None:
    assert len(MEMBERS) <= 6


@pytest.mark.parametrize("kind", ROOMS)
def test_every_room_has_them_all(kind: str) -> None:
    room = stills_of(kind)
    assert [name for name in MEMBERS if not hasattr(room, name)] == []


@pytest.mark.parametrize("kind", ROOMS)
def test_stills_need_no_torch(kind: str) -> None:
    code = f"""
import sys
from igviz.modalities.stills import stills_of
stills_of({kind!r})
assert not {{"torch", "matplotlib"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_what_a_notebook_displays() -> None:
    assert list(stills_of("image").bundle(drawn())) == ["image/png"]
    assert list(stills_of("tokens").bundle(drawn_tokens())) == ["text/html"]


def test_letters_show_a_text_and_no_picture() -> None:
    assert "awful" in stills_of("tokens").terminal(drawn_tokens(), console(None))
    assert stills_of("image").terminal(drawn(), console(None)) == ""


def test_names_and_their_values() -> None:
    assert stills_of("image").words(drawn()) == []
    names = [name for name, _ in stills_of("tokens").words(drawn_tokens())]
    assert names[:4] == ["The", "unbelievable", "plot", ","]
    assert "[CLS]" not in names
