"""Where explanations are saved: the kinds of file, and what would fail, said beforehand."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

PAGES = (".html", ".htm")
PICTURES = (".png", ".pdf", ".svg", ".jpg", ".jpeg")


def destination(path: str | Path, look: Collection[str] = ()) -> Path:
    """Where an explanation would be saved; complains now about what would fail then.

    Parameters
    ----------
    path : str or Path
    look : collection of str
        The options of drawing that were given: only a picture can be drawn otherwise.
    """
    path = Path(path).expanduser()
    if path.suffix.lower() not in (*PAGES, *PICTURES):
        raise ValueError(
            f"{path.name!r} was given; end the name in .html for an interactive file, or in "
            ".png, .jpg, .pdf or .svg for a picture."
        )
    if look and path.suffix.lower() in PAGES:
        raise ValueError(
            f"{path.name!r} was given with {', '.join(look)}, and in a page the reader chooses how "
            "it is drawn; end the name in .png, .jpg, .pdf or .svg."
        )
    if path.is_dir():
        raise IsADirectoryError(f"{str(path)!r} is a folder; pass the name of a file in it.")
    _check_folder(path)
    return path


def page(path: str | Path) -> Path:
    """Where a report would be written, by any name that is not a picture's."""
    path = Path(path).expanduser()
    if path.suffix.lower() in PICTURES:
        raise ValueError(
            f"{path.name!r} was given, and a report is a page; end the name in .html, or save one "
            "explanation as a picture with explanation.save."
        )
    _check_folder(path)
    return path


def _check_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise FileNotFoundError(
            f"The folder {str(path.parent)!r} does not exist; make it first, or pass another path."
        )
