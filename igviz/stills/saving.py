"""A file is written whole or not at all, and never over what is no file."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from igviz.errors import SaveError

# Why the system refuses a path, and what to do about it.
_ELSEWHERE = "pass a path in another folder"
_WHY = {
    errno.EACCES: ("you have no right to write there", _ELSEWHERE),
    errno.EPERM: ("you have no right to write there", _ELSEWHERE),
    errno.EROFS: ("nothing can be written on that disk", _ELSEWHERE),
    errno.ENOSPC: ("the disk is full", "make room, or pass a path on another disk"),
    errno.EDQUOT: ("your share of the disk is full", "make room, or pass a path on another disk"),
    errno.EFBIG: (
        "the file is larger than is allowed here",
        "raise that limit (ulimit -f), or pass a path on another disk",
    ),
    errno.ENAMETOOLONG: ("the name is too long", "pass a shorter one"),
    errno.ELOOP: ("its links lead in a circle", "remove them, or pass another path"),
    errno.ENOTDIR: ("what stands before a / in it is a file, not a folder", _ELSEWHERE),
}


def write(path: Path, data: bytes) -> Path:
    """Put a file in place of what is at a path, in one step.

    The data goes to another file in the same folder, which is then renamed: whatever happens
    meanwhile, at the path stands the old file or the new one. A symbolic link stays one, and its
    target is replaced. Permissions are those of the old file, or as for any new one.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    SaveError
        If it cannot be written; the old file is as it was.
    """
    target, old = _looked_up(path)
    beside = target.with_name(f".igviz-{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            if old is not None:
                _hand_down(old, beside)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # some disks tell only now that they are full
        beside.replace(target)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return path


def check_writable(path: Path) -> None:
    """Refuse now a path at which `write` would be refused, before any work for it."""
    _looked_up(path)


def _looked_up(path: Path) -> tuple[Path, os.stat_result | None]:
    """Where a path leads, and what is there already; refused if no file can stand there."""
    try:
        old = path.stat()
    except FileNotFoundError:
        old = None
    except OSError as error:
        raise _refusal(path, error) from error
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        folder = target.parent if path.is_symlink() else path.parent  # as it was typed
        raise SaveError(
            f"The folder {shown(folder)} does not exist; make it first, or pass another path."
        )
    if old is not None:
        _check_old(path, old)
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise _refusal(path, OSError(errno.EACCES, ""))
    return target, old


def _check_old(path: Path, old: os.stat_result) -> None:
    if stat.S_ISDIR(old.st_mode):
        raise SaveError(f"{shown(path)} is a folder; pass the name of a file in it.")
    if not stat.S_ISREG(old.st_mode):
        raise SaveError(
            f"{shown(path)} is a pipe, a socket or a device; pass the name of a file that is there "
            "or is to be."
        )
    # Whoever may write everything is told, too, of a file that somebody made read-only.
    if not (old.st_mode & 0o222 and os.access(path, os.W_OK)):
        raise SaveError(
            f"{shown(path)} is there and read-only; make it writable first, or pass another path."
        )


def _hand_down(old: os.stat_result, new: Path) -> None:
    """Give a file the owner, as far as one may, and the permissions of the one it replaces."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, old.st_uid, old.st_gid)
    new.chmod(stat.S_IMODE(old.st_mode))


def _refusal(path: Path, error: OSError) -> SaveError:
    usual = (error.strerror or str(error), _ELSEWHERE)
    why, remedy = _WHY.get(error.errno or 0, usual)
    return SaveError(f"{shown(path)} cannot be written: {why}; {remedy}.")


def shown(path: str | Path) -> str:
    """A path in quotes, the middle of a long one left out."""
    text = str(path)
    return repr(text if len(text) <= 200 else f"{text[:80]} ... {text[-80:]}")
