"""Files: whole or not at all, and a sentence for every path at which none can be."""

from __future__ import annotations

import errno
import os
import re
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small import Drawn, explained

import igviz
from igviz.errors import IgvizError, SaveError
from igviz.explanation.explanation import Explanation
from igviz.stills.files import destination, page
from igviz.stills.saving import write

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="pipes, links and permissions are POSIX's")
OLD = b"what was there before"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "why.html"
    path.write_bytes(OLD)
    return path


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explained(n_steps=2)


# Every way of writing, and what goes wrong on the way --------------------------------------------

WAYS: dict[str, Callable[[Explanation, Path], Path]] = {
    "page": lambda explanation, path: explanation.save(path.with_suffix(".html")),
    "picture": lambda explanation, path: explanation.save(path.with_suffix(".png")),
    "drawing": lambda explanation, path: explanation.save(path.with_suffix(".svg")),
    "report": lambda _, path: igviz.report(Drawn(), path.with_suffix(".htm")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_save_that_fails_leaves_what_was_there(
    way: str,
    fault: BaseException,
    where: str,
    explanation: Explanation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = WAYS[way](explanation, tmp_path / "why")
    path.write_bytes(OLD)

    def fail(*_: Any) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail) if where == "fsync" else broken.setattr(
            Path, "replace", fail
        )
        expected = SaveError if isinstance(fault, OSError) else KeyboardInterrupt
        with pytest.raises(expected) as caught:
            WAYS[way](explanation, path)
    if isinstance(fault, OSError):
        assert str(caught.value) == (
            f"{str(path)!r} cannot be written: the disk is full; make room, or pass a path on "
            "another disk."
        )
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]
    assert WAYS[way](explanation, path) == path
    assert path.read_bytes() != OLD


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A program of its own, which has igviz but not torch."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


FULL = """
import resource, sys
from pathlib import Path
from igviz.errors import SaveError
from igviz.stills.saving import write
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
try:
    write(Path(sys.argv[1]), b"new" * 50_000)
except SaveError as error:
    print(error)
"""


@posix
def test_a_file_too_large_leaves_what_was_there(old: Path) -> None:
    said, failed = run(FULL, old).communicate()
    assert re.search(r"'.*why\.html' cannot be written: .*larger than is allowed.*ulimit", said), (
        failed
    )
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


# Writes files of one letter, as many of it as there are bytes, until it is ended.
LOOP = """
import itertools, sys
from pathlib import Path
from igviz.stills.saving import write
path, letters, rounds = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3])
for n in range(rounds):
    letter = letters[n % len(letters)]
    write(path, bytes([letter]) * (10_000 + 4000 * letter))
    if n == 0:
        print("first", flush=True)
"""


def whole(path: Path) -> bool:
    """Whether a file is one that `LOOP` writes, from its first byte to its last."""
    data = path.read_bytes()
    return bool(data) and data == data[:1] * (10_000 + 4000 * data[0])


def test_a_save_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "why.html"
    delays = np.random.default_rng(0).uniform(0, 0.01, 20)
    for delay in delays:
        saving = run(LOOP, path, "AZ", 10**9)
        assert saving.stdout is not None
        assert saving.stdout.readline() == "first\n"
        time.sleep(delay)
        saving.kill()
        saving.communicate()
        assert whole(path)


def test_two_that_save_to_one_path_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "why.html"
    both = [run(LOOP, path, letters, 100) for letters in ("AZ", "bq")]
    failures = [one.communicate()[1] for one in both]
    assert failures == ["", ""]
    assert whole(path)
    assert list(tmp_path.iterdir()) == [path]


# Links and permissions ---------------------------------------------------------------------------


@posix
def test_a_link_stays_one_and_its_target_is_replaced(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for target in (old, tmp_path / "not yet there.html"):
        link = folder / target.name
        link.symlink_to(Path("..") / target.name)
        assert write(link, b"new") == link
        assert link.is_symlink()
        assert target.read_bytes() == b"new"
        assert not target.is_symlink()
    assert len(list(folder.iterdir())) == 2


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o666])
def test_a_file_keeps_its_permissions(mode: int, old: Path) -> None:
    old.chmod(mode)
    write(old, b"new")
    assert stat.S_IMODE(old.stat().st_mode) == mode


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_usual_permissions(mask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path / "why.html", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "why.html").stat().st_mode) == mode


# Wrong paths -------------------------------------------------------------------------------------

BAD: list[tuple[object, type[Exception], str]] = [
    (None, TypeError, "The path is None; pass the name of a file as text"),
    (3, TypeError, "The path is 3; pass"),
    (b"x.html", TypeError, "The path is b'x.html'; pass"),
    ("", ValueError, "The path is empty; pass the name of a file"),
    ("a\0b.html", ValueError, r"'a\\x00b.html' holds a character .* pass one without it"),
    ("a\ud800.html", ValueError, "holds a character"),
    ("~nouser/x.html", ValueError, "no such home folder; pass the folder's whole path"),
    ("folder.html", SaveError, r"folder\.html' is a folder; pass the name of a file in it"),
    ("nowhere/x.html", SaveError, "The folder '.*nowhere' does not exist; make it first"),
    ("n" * 300 + ".html", SaveError, "cannot be written: the name is too long; pass a shorter one"),
    ("/n" * 3000 + ".html", SaveError, r" \.\.\. .* too long; pass a shorter one"),
    ("file/x.html", SaveError, "a file, not a folder; pass a path in another folder"),
]
BAD_POSIX: list[tuple[object, type[Exception], str]] = [
    ("circle.html", SaveError, "links lead in a circle; remove them"),
    ("dangling.html", SaveError, "The folder '.*nowhere' does not exist; make it first"),
    ("fifo.html", SaveError, "is a pipe, a socket or a device; pass the name of a file"),
    ("socket.html", SaveError, "is a pipe, a socket or a device; pass the name of a file"),
    ("null.html", SaveError, "is a pipe, a socket or a device; pass the name of a file"),
    ("read-only.html", SaveError, "is there and read-only; make it writable first"),
]


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, in which the test works, of what is no file to write to."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    return tmp_path


@pytest.fixture
def stranger(strange: Path) -> Path:
    """The same, with what only POSIX has."""
    (strange / "circle.html").symlink_to("circle.html")
    (strange / "dangling.html").symlink_to("nowhere/x.html")
    (strange / "null.html").symlink_to(os.devnull)
    os.mkfifo(strange / "fifo.html")
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind("socket.html")
    (strange / "read-only.html").write_bytes(OLD)
    (strange / "read-only.html").chmod(0o444)
    return strange


def check_refused(given: Any, kind: type[Exception], said: str, explanation: Explanation) -> None:
    """A path is refused by everything that takes one, and nothing is written."""
    here = {path: path.lstat() for path in Path().iterdir()}
    for refuse in (
        explanation.save,
        lambda path: igviz.report(explanation, path),
        destination,
        page,
    ):
        with pytest.raises(kind, match=said):
            refuse(given)
    assert {path: path.lstat() for path in Path().iterdir()} == here


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize(("given", "kind", "said"), BAD, ids=[repr(b[0])[:20] for b in BAD])
def test_wrong_paths(
    given: object, kind: type[Exception], said: str, explanation: Explanation
) -> None:
    check_refused(given, kind, said, explanation)


@posix
@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize(("given", "kind", "said"), BAD_POSIX, ids=[str(b[0]) for b in BAD_POSIX])
def test_wrong_paths_of_posix(
    given: object, kind: type[Exception], said: str, explanation: Explanation
) -> None:
    check_refused(given, kind, said, explanation)


@posix
def test_a_folder_that_may_not_be_written_to(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who runs the tests may be allowed everything.
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != old.parent and allowed(path, mode)
    )
    with pytest.raises(SaveError, match="you have no right to write there; pass a path in another"):
        destination(old)


def test_a_fault_without_words_of_ours_keeps_those_of_the_system(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveError, match=r"cannot be written: Input/output error; pass a path") as e:
        write(old, b"new")
    assert isinstance(e.value, IgvizError)
    assert old.read_bytes() == OLD
