from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.chromium import find_chromium
from browser.harness import Desk, Server, Witness, chromium, jupyter_server, pages, shot
from playwright.sync_api import Browser, Page, expect

HERE = Path(__file__).parent
expect.set_options(timeout=20_000)  # a busy machine with two cores is slow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def need_chromium() -> None:
    if find_chromium() is None:
        pytest.skip("no Chromium: run `python scripts/chromium.py`")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium; one for each module, so that playwright's event loop ends with it."""
    need_chromium()
    with chromium() as browser:
        yield browser


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def new_page(
    browser: Browser, witness: Witness, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Give a function that opens pages; they may neither leave the machine nor throw."""
    with pages(browser, witness) as opener:
        yield opener
        for number, context in enumerate(browser.contexts):
            for page in context.pages:
                shot(page, f"{request.node.name}-{number}")
    witness.check()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need_chromium()
    with jupyter_server("lab", tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def notebook_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need_chromium()
    with jupyter_server("notebook", tmp_path_factory.mktemp("notebook")) as server:
        yield server


@pytest.fixture
def lab(lab_server: Server, new_page: Callable[..., Page]) -> Desk:
    return Desk(lab_server, new_page)


@pytest.fixture
def notebook7(notebook_server: Server, new_page: Callable[..., Page]) -> Desk:
    return Desk(notebook_server, new_page)


@pytest.fixture(params=["lab", "notebook7"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """Give JupyterLab, then Notebook 7."""
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Desk)
    return chosen
