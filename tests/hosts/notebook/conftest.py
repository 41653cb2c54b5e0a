from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.testing.globalipapp import start_ipython


@pytest.fixture(scope="session")
def running_shell() -> InteractiveShell:
    shell = start_ipython()
    assert isinstance(shell, InteractiveShell)
    return shell


@pytest.fixture
def shell(running_shell: InteractiveShell) -> Iterator[InteractiveShell]:
    """Return an IPython shell with no names of its own."""
    before = dict(running_shell.user_ns)
    yield running_shell
    running_shell.user_ns.clear()  # a reset would take a second
    running_shell.user_ns.update(before)
