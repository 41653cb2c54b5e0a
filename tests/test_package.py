from __future__ import annotations

import hashlib
import json
import pkgutil
import re
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "igviz"
BUNDLE = PACKAGE / "static" / "igviz.js"
LARGEST_BUNDLE = 200_000
# Code takes 2 kB a file, and every kind of input 20 to 30 kB; what may not creep in are weights,
# training and drawing, which took 160 kB once.
LARGEST_WHEEL = 900_000
HEAVY = ("torch", "matplotlib")
# Names of XML vocabularies: they look like addresses and are never fetched.
VOCABULARIES = "http://www.w3.org/"


def python(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after a statement."""
    modules = python(f"import sys\n{statement}\nprint(*sys.modules)").split()
    return {module.partition(".")[0] for module in modules}


def test_import_is_light() -> None:
    assert imported_by("import igviz").isdisjoint(HEAVY)


@pytest.mark.parametrize("module", HEAVY)
def test_light_import_would_be_missed(module: str) -> None:
    assert module in imported_by(f"import {module}")


def test_all_is_what_is_public() -> None:
    import igviz

    public = {name: getattr(igviz, name) for name in dir(igviz) if not name.startswith("_")}
    ours = {name for name, it in public.items() if getattr(it, "__module__", "")[:5] == "igviz"}
    # IPython finds this one by its name.
    assert sorted(ours - {"load_ipython_extension"}) == sorted(igviz.__all__)


def test_public_names_survive_their_modules() -> None:
    # Importing igviz.report the module must not hide igviz.report the function.
    modules = [name for _, name, _ in pkgutil.walk_packages([str(PACKAGE)], "igviz.")]
    assert "igviz.errors" in modules
    lines = [f"import {name}" for name in modules if not name.endswith("__main__")]
    lines += ["import igviz", "from types import ModuleType"]
    lines += ["print([n for n in igviz.__all__ if isinstance(getattr(igviz, n), ModuleType)])"]
    assert python("\n".join(lines)).splitlines()[-1] == "[]"


def stamp(folder: Path) -> str:
    """Return the hash of the front end's sources, as js/build.mjs writes it into the bundle."""
    files = [path for path in (folder / "src").rglob("*") if path.is_file()]
    files += [folder / name for name in ("build.mjs", "package.json", "package-lock.json")]
    files += [folder / "tsconfig.json"]
    digest = hashlib.sha256()
    for name in sorted(path.relative_to(folder).as_posix() for path in files):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def test_bundle_is_built_from_these_sources() -> None:
    first_line = BUNDLE.read_text(encoding="utf-8").partition("\n")[0]
    assert first_line == f"/* igviz {stamp(ROOT / 'js')} */"


def test_stamp_sees_every_change(tmp_path: Path) -> None:
    (tmp_path / "src" / "inner").mkdir(parents=True)
    for name in ("build.mjs", "package.json", "package-lock.json", "tsconfig.json", "src/a.ts"):
        (tmp_path / name).write_text("one")
    stamps = {stamp(tmp_path)}
    for name in ("build.mjs", "package-lock.json", "src/a.ts", "src/inner/b.ts"):
        (tmp_path / name).write_text("two")
        stamps.add(stamp(tmp_path))
    (tmp_path / "src" / "a.ts").rename(tmp_path / "src" / "c.ts")
    stamps.add(stamp(tmp_path))
    assert len(stamps) == 6


def test_bundle_is_small_and_names_no_other_host() -> None:
    bundle = BUNDLE.read_text(encoding="utf-8")
    assert len(bundle.encode()) <= LARGEST_BUNDLE
    addresses = re.findall(r"(?:https?|wss?)://[^\s\"'`<>)]*", bundle)
    assert [address for address in addresses if not address.startswith(VOCABULARIES)] == []


@pytest.fixture(scope="module")
def built_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer would, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("igviz_torch-*.whl")
    return path


@pytest.fixture(scope="module")
def wheel(built_wheel: Path) -> set[str]:
    """Return the names of the wheel's files."""
    with ZipFile(built_wheel) as archive:
        return set(archive.namelist())


def test_wheel_is_small(built_wheel: Path) -> None:
    assert built_wheel.stat().st_size <= LARGEST_WHEEL


def test_wheel_holds_the_whole_package(wheel: set[str]) -> None:
    ours = {path.relative_to(ROOT) for path in PACKAGE.rglob("*") if path.is_file()}
    expected = {path.as_posix() for path in ours if "__pycache__" not in path.parts}
    assert {name for name in wheel if name.startswith("igviz/")} == expected
    assert {"igviz/static/igviz.js", "igviz/py.typed"} <= wheel


def test_wheel_holds_the_example_weights(wheel: set[str]) -> None:
    names = [PurePosixPath(name) for name in wheel if name.startswith("igviz/examples/")]
    assert len([name for name in names if name.suffix in {".xz", ".pt", ".safetensors"}]) >= 2


def test_wheel_holds_nothing_that_draws_writes_or_trains(wheel: set[str]) -> None:
    studio = {path.name for path in (ROOT / "training").rglob("*.py")} - {"__init__.py"}
    assert {"canvas.py", "train.py"} <= studio
    names = [PurePosixPath(name) for name in wheel if name.startswith("igviz/examples/")]
    assert studio.isdisjoint(name.name for name in names)


def test_examples_need_nothing_that_stays_at_home() -> None:
    code = """
import sys
sys.modules["training"] = None  # importing it fails
from igviz import examples
print(*examples.load_image().masks, examples.load_text().labels[0])
"""
    assert python(code).split() == ["balloon", "house", "negative"]


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {"igviz", "igviz_torch"}


def test_wheel_holds_the_licences_of_what_it_holds(wheel: set[str]) -> None:
    bundled = json.loads((ROOT / "js" / "package.json").read_text())["dependencies"]
    licences = {name.partition(".dist-info/licenses/")[2] for name in wheel} - {""}
    assert licences == {"LICENSE", *(f"licenses/{name}.txt" for name in bundled)}


def test_source_distribution_holds_what_builds_tests_and_documents(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--sdist", "--no-isolation"]
    command += ["--outdir", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (path,) = tmp_path.glob("igviz_torch-*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = {"CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "Makefile", "constraints.txt"}
    files |= {"docs/benchmarks.md", "js/src/index.ts", "licenses/preact.txt", "scripts/quick.py"}
    files |= {"tests/golden/paint.json", "training/train.py", "benchmarks/truth.py"}
    assert files <= names
    assert not [name for name in names if "node_modules" in name]


def test_citation_and_changelog_know_this_version() -> None:
    import igviz

    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {igviz.__version__}\n" in citation
    day = re.search(r"^date-released: (\S+)$", citation, re.MULTILINE)
    assert day is not None
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{igviz.__version__}] - {day[1]}\n" in changes


def test_every_picture_and_page_that_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"\]\(((?!https?:)[^)#]+)\)", readme)
    assert len(named) >= 4
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_texts_need_nobody_elses_library() -> None:
    code = """
import sys
for name in ("transformers", "tokenizers"):
    sys.modules[name] = None  # importing it fails
import igviz
from igviz import examples
example = examples.load_text()
how = {"tokenizer": example.tokenizer, "labels": example.labels, "progress": False}
print(igviz.explain(example.model, example.sentence, **how).label)
"""
    assert python(code).strip() == "negative"
