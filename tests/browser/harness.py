"""Real notebooks in a real browser: start Jupyter, open a notebook, run it, look at it.

>>> with jupyter_server("lab", folder) as server, chromium() as browser, pages(browser) as new_page:
...     notebook = Notebook.open(server, new_page(), ["import igviz; igviz.show(model, photo)"])
...     notebook.run()
...     notebook.part("play").click()
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import uuid4

import nbformat
from browser.chromium import FLAGS, find_chromium
from playwright.sync_api import Browser, Locator, Page, sync_playwright

Kind = Literal["lab", "notebook"]
PATIENCE = 60.0  # seconds; a busy machine with two cores is slow, a hang is still found
RELOADS = 3
SETTINGS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
# Notebook 7 complains about a plug-in of its own while it starts.
JUPYTER_OWN_ERRORS = ("reading 'schema'",)


@dataclass(frozen=True)
class Server:
    """A running Jupyter server and the folder it serves."""

    kind: Kind
    url: str
    root: Path

    def write(self, cells: Sequence[str], name: str | None = None) -> str:
        """Write a notebook of code cells and return its name."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        name = name or f"{uuid4().hex[:8]}.ipynb"
        nbformat.write(notebook, self.root / name)
        return name

    def read(self, name: str) -> nbformat.NotebookNode:
        """Return a notebook as it is saved."""
        notebook: nbformat.NotebookNode = nbformat.read(self.root / name, as_version=4)
        return notebook

    def get(self, path: str) -> Any:
        """Return what the server's own interface answers, for example to ``api/sessions``."""
        with urllib.request.urlopen(f"{self.url}/{path}", timeout=PATIENCE) as answer:
            return json.load(answer)

    def address(self, name: str) -> str:
        """Return where a browser sees a notebook; Lab restores no other tabs beside it."""
        if self.kind == "lab":
            return f"{self.url}/lab/workspaces/{uuid4().hex[:8]}/tree/{name}"
        return f"{self.url}/notebooks/{name}"

    def kernel_is_idle(self, name: str) -> bool:
        """Say whether a notebook has a kernel that has started, is connected and waits."""
        for session in self.get("api/sessions"):
            kernel = session["kernel"]
            if session["path"] == name and kernel["execution_state"] == "idle":
                return bool(kernel["connections"])
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which Jupyter reads and writes nothing of the person's own."""
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    for name in folders.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
    news = folder / "settings" / SETTINGS
    news.parent.mkdir(parents=True, exist_ok=True)
    news.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    return {**os.environ, **{key: str(folder / name) for key, name in folders.items()}}


@contextmanager
def jupyter_server(kind: Kind, folder: Path) -> Iterator[Server]:
    """Start JupyterLab or Notebook 7 in a folder, and stop it with its kernels afterwards."""
    root = folder / "work"
    root.mkdir(parents=True)
    port = _free_port()
    command = [sys.executable, "-m", f"jupyter{kind}" if kind == "lab" else kind]
    command += ["--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={root}"]
    command += ["--IdentityProvider.token=", "--PasswordIdentityProvider.hashed_password="]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(kind, f"http://127.0.0.1:{port}", root)
    try:
        _wait_for_answer(server, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for_answer(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.get("api/status")
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"jupyter {server.kind} did not start:\n{log.read_text()[-4000:]}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium in which no name but this machine's resolves."""
    path = find_chromium()
    if path is None:
        raise RuntimeError("no Chromium was found: run `python scripts/chromium.py`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def leaves_the_machine(url: str) -> bool:
    """Say whether a request goes anywhere but to a local file or a server on this machine."""
    parts = urlsplit(url)
    if parts.scheme in {"about", "blob", "data", "file"}:
        return False
    return parts.hostname != "127.0.0.1"


@dataclass
class Witness:
    """What happened in the pages that were opened: requests and errors."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note what this page asks for and what goes wrong in it."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self._failed(str(error)))

    def _asked(self, url: str) -> None:
        if leaves_the_machine(url):
            self.foreign.append(url)

    def _failed(self, message: str) -> None:
        if not any(own in message for own in JUPYTER_OWN_ERRORS):
            self.errors.append(message)

    def check(self) -> None:
        """Fail if a page reached for the network or threw an error nobody caught."""
        assert self.foreign == [], f"the page asked for {self.foreign}"
        assert self.errors == [], f"the page failed with {self.errors}"


@contextmanager
def pages(browser: Browser, witness: Witness | None = None) -> Iterator[Callable[..., Page]]:
    """Give a function that opens fresh, watched pages; it takes playwright's context options."""
    witness = witness or Witness()
    contexts = []

    def new_page(**options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 960})
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(1000 * PATIENCE)
        page = contexts[-1].new_page()
        witness.watch(page)
        return page

    try:
        yield new_page
    finally:
        for context in contexts:
            context.close()


def shot(target: Page | Locator, name: str) -> None:
    """Save a picture of a page or a part of it in $IGVIZ_SCREENSHOTS, where that is set."""
    folder = os.environ.get("IGVIZ_SCREENSHOTS")
    if folder:
        target.screenshot(path=Path(folder) / f"{name}.png")


# Both applications give their own object away when started with --expose-app-in-browser, so that a
# command runs as it does from a menu, without a menu's dialogs.
_COMMAND = """async ([command, args]) => {
  const app = window.jupyterapp;
  await app.restored;
  return String(await app.commands.execute(command, args));
}"""
_RUN_CELL = """async (cell) => {
  const app = window.jupyterapp;
  app.shell.currentWidget.content.activeCellIndex = cell;
  await app.commands.execute("notebook:run-cell");
}"""
_PYTHON = """async (code) => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
  const future = kernel.requestExecute({ code, store_history: false });
  let text = "";
  future.onIOPub = ({ content }) => {
    text += content.text ?? content.traceback?.join("\\n") ?? "";
  };
  const { content } = await future.done;
  return { status: content.status, text };
}"""


@dataclass
class Notebook:
    """A notebook open in a page of JupyterLab or Notebook 7."""

    server: Server
    page: Page
    name: str

    @classmethod
    def open(cls, server: Server, page: Page, cells: Sequence[str]) -> Notebook:
        """Write a notebook of code cells, open it and wait until its kernel is ready."""
        notebook = cls(server, page, server.write(cells))
        notebook.load()
        return notebook

    def load(self) -> None:
        """Open the page (again) and wait until the notebook and its kernel are ready."""
        self.page.goto(self.server.address(self.name))
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        self._until(lambda: self.server.kernel_is_idle(self.name), "kernel is not ready")

    def reload(self, output: Locator) -> None:
        """Load the page again, until JupyterLab has found the widget that stands in an output.

        It may look for the kernel's widgets before it is connected, and then gives them up for good
        (https://github.com/jupyter-widgets/ipywidgets/issues/3823).
        """
        lost = output.get_by_text("model not found")
        widget = output.locator('[data-testid="igviz"]')
        for _ in range(RELOADS):
            self.load()
            lost.or_(widget).first.wait_for()
            if not lost.is_visible():
                return
        raise AssertionError(f"{self.name}: the widget was not found in {RELOADS} loaded pages")

    def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: {otherwise} after {PATIENCE:.0f} s")
            self.page.wait_for_timeout(50)  # the page goes on meanwhile; time.sleep would freeze it

    def command(self, command: str, **args: Any) -> str:
        """Run one of the application's commands and wait for its end."""
        return str(self.page.evaluate(_COMMAND, [command, args]))

    def run(self) -> None:
        """Run all cells and wait for the last; fail with what a failing cell said."""
        if self.command("notebook:run-all-cells") != "true":
            said = self.page.locator(".jp-OutputArea-output").all_inner_texts()
            raise AssertionError("a cell failed: " + "\n".join(said))

    def start(self) -> None:
        """Run all cells without waiting."""
        self.page.evaluate(
            "() => void window.jupyterapp.commands.execute('notebook:run-all-cells')"
        )

    def run_cell(self, cell: int, *, wait: bool = True) -> None:
        """Run one cell, counted from 0; its output may show an error, which nobody looks at."""
        script = _RUN_CELL if wait else f"cell => void ({_RUN_CELL})(cell)"
        self.page.evaluate(script, cell)

    def python(self, code: str) -> str:
        """Run code in the notebook's kernel, beside the cells, and return what it printed."""
        answer = self.page.evaluate(_PYTHON, code)
        while answer["status"] == "aborted":  # what waits behind an interrupted cell is dropped
            answer = self.page.evaluate(_PYTHON, code)
        if answer["status"] != "ok":
            raise AssertionError(answer["text"])
        return str(answer["text"])

    def output(self, cell: int = 0) -> Locator:
        """Return the output area of a cell, counted from 0."""
        return self.page.locator(".jp-CodeCell").nth(cell).locator(".jp-Cell-outputArea")

    def part(self, testid: str) -> Locator:
        """Return a part of a widget by its ``data-testid``, through its shadow root."""
        return self.page.locator(f'[data-testid="{testid}"]')

    def save(self) -> nbformat.NotebookNode:
        """Save, and return the notebook as it is saved."""
        self.command("docmanager:save")
        return self.server.read(self.name)

    def reopen(self, *, trusted: bool = True) -> None:
        """Open the saved notebook as a new one, with a new kernel in which nothing was run.

        An untrusted notebook is one that came from elsewhere: the saved signature does not fit it.
        """
        saved = self.server.read(self.name)
        if not trusted:
            saved.metadata["from"] = "elsewhere"
        self.name = f"{uuid4().hex[:8]}.ipynb"
        nbformat.write(saved, self.server.root / self.name)
        self.load()

    def theme(self, shade: Literal["light", "dark"]) -> None:
        """Switch the whole application between its own light and dark themes."""
        self.command("apputils:change-theme", theme=f"JupyterLab {shade.capitalize()}")
        light = str(shade == "light").lower()
        self.page.locator(f'body[data-jp-theme-light="{light}"]').wait_for(state="attached")
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")


@dataclass(frozen=True)
class Desk:
    """A Jupyter server and fresh pages to open notebooks in."""

    server: Server
    new_page: Callable[..., Page]

    def open(self, cells: Sequence[str], **options: Any) -> Notebook:
        """Write a notebook of code cells and open it in a fresh page."""
        return Notebook.open(self.server, self.new_page(**options), cells)
