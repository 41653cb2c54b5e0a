"""Where explanations are saved: the kinds of file, and what would fail, said beforehand."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from igviz.stills.saving import check_writable, shown

PAGES = (".html", ".htm")
NUMBERS = ".npz"
PICTURES = (".png", ".pdf", ".svg", ".jpg", ".jpeg")


def destination(path: str | Path, look: Collection[str] = ()) -> Path:
    """Where an explanation would be saved; complains now about what would fail then.

    Parameters
    ----------
    path : str or Path
    look : collection of str
        The options of drawing that were given: only a picture can be drawn otherwise.
    """
    path = path_of(path)
    if path.suffix.lower() not in (*PAGES, NUMBERS, *PICTURES):
        raise ValueError(
            f"{shown(path.name)} was given; end the name in .html for an interactive file, in "
            ".png, .jpg, .pdf or .svg for a picture, or in .npz for the numbers."
        )
    if look and path.suffix.lower() not in PICTURES:
        why = "numbers are not drawn"
        if path.suffix.lower() in PAGES:
            why = "in a page the reader chooses how it is drawn"
        raise ValueError(
            f"{shown(path.name)} was given with {', '.join(look)}, and {why}; end the name in "
            ".png, .jpg, .pdf or .svg."
        )
    check_writable(path)
    return path


def page(path: str | Path) -> Path:
    """Where a report would be written, by any name that is not a picture's."""
    path = path_of(path)
    if path.suffix.lower() in (*PICTURES, NUMBERS):
        raise ValueError(
            f"{shown(path.name)} was given, and a report is a page; end the name in .html, or "
            "save one explanation so with explanation.save."
        )
    check_writable(path)
    return path


def path_of(given: object) -> Path:
    """A path as it was typed, with ~ for a home folder."""
    if not isinstance(given, (str, Path)):
        raise TypeError(
            f"The path is {given!r}; pass the name of a file as text, such as 'why.html'."
        )
    text = str(given)
    if not text:
        raise ValueError("The path is empty; pass the name of a file, such as 'why.html'.")
    if "\0" in text or not _encodes(text):
        raise ValueError(
            f"{shown(text)} holds a character that no file's name can have; pass one without it."
        )
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(
            f"{shown(text)} starts with ~, and there is no such home folder; pass the folder's "
            "whole path, or ./ before the ~ of a name."
        ) from None


def _encodes(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True
