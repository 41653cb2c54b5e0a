from __future__ import annotations

import subprocess
import sys

import pytest

import igviz.examples


def test_import_is_cheap() -> None:
    code = (
        "import sys, igviz.examples;"
        "print(sorted({'torch', 'PIL', 'numpy', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    assert set(dir(igviz.examples)) == set(igviz.examples.__all__)
    for name in igviz.examples.__all__:
        assert getattr(igviz.examples, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'cat'"):
        igviz.examples.cat  # noqa: B018
