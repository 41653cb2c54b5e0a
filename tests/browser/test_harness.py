"""The harness itself, on a widget of a few lines: what it sees is really there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.harness import Desk, Witness, leaves_the_machine
from playwright.sync_api import Page, expect

COUNTER = '''
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
      const root = el.attachShadow({ mode: "open" });
      const button = document.createElement("button");
      button.dataset.testid = "count";
      button.style.color = "var(--jp-ui-font-color1)";
      const draw = () => {
        button.textContent = `asked ${model.get("asked")}, answered ${model.get("answered")}`;
      };
      button.addEventListener("click", () => {
        model.set("asked", model.get("asked") + 1);
        model.save_changes();
      });
      model.on("change", draw);
      draw();
      root.append(button);
    }
    export default { render };
    """
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    @traitlets.observe("asked")
    def _answer(self, change):
        self.answered = 10 * change["new"]

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": "a counter"}, metadata

counter = Counter()
counter
'''


def colour(page: Page) -> str:
    return str(page.locator('[data-testid="count"]').evaluate("e => getComputedStyle(e).color"))


def test_click_reaches_the_kernel_and_comes_back(desk: Desk) -> None:
    notebook = desk.open([COUNTER])
    notebook.run()
    expect(notebook.part("count")).to_have_text("asked 0, answered 0")
    notebook.part("count").click()
    expect(notebook.part("count")).to_have_text("asked 1, answered 10")
    assert notebook.python("print(counter.asked, counter.answered)") == "1 10\n"


def test_theme_reaches_the_shadow_root(desk: Desk) -> None:
    notebook = desk.open([COUNTER])
    notebook.run()
    notebook.part("count").wait_for()
    notebook.theme("light")
    light = colour(notebook.page)
    notebook.theme("dark")
    assert colour(notebook.page) != light


@pytest.mark.parametrize("trusted", [True, False])
def test_reopened_notebook_has_outputs_and_an_empty_kernel(desk: Desk, trusted: bool) -> None:
    notebook = desk.open([COUNTER, "print('a plain line')"])
    notebook.run()
    notebook.part("count").wait_for()
    saved = notebook.save()
    assert saved.cells[0].outputs[0].data["text/plain"] == "a counter"
    notebook.reopen(trusted=trusted)
    expect(notebook.output(1)).to_have_text("a plain line")
    assert notebook.python("print('counter' in globals())") == "False\n"
    expect(notebook.part("count")).to_have_count(0)


def test_failing_cell_is_reported(lab: Desk) -> None:
    notebook = lab.open(["1 / 0"])
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        notebook.run()
    with pytest.raises(AssertionError, match="NameError"):
        notebook.python("nothing_of_this_name")


def test_pages_may_not_leave_the_machine_or_throw(
    new_page: Callable[..., Page], witness: Witness, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<img src='http://example.com/a.png'><script>throw new Error('oh')</script>")
    new_page().goto(bad.as_uri(), wait_until="load")
    assert witness.foreign == ["http://example.com/a.png"]
    assert witness.errors == ["oh"]
    witness.foreign.clear()
    witness.errors.clear()


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("file:///a/report.html", False),
        ("blob:null/1", False),
        ("http://127.0.0.1:8888/lab", False),
        ("ws://127.0.0.1:8888/api", False),
        ("https://127.0.0.1.example.com/x.js", True),
        ("https://example.com/x.js", True),
    ],
)
def test_what_leaves_the_machine(url: str, leaves: bool) -> None:
    assert leaves_the_machine(url) is leaves
