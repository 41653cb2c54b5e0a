"""The explorer in a real JupyterLab and Notebook 7, on the bundled model."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from browser.harness import Notebook, Server, Witness, pages, shot
from browser.looks import Look, Picture, brightness, decoded, is_blank, same
from playwright.sync_api import Browser, Page, WebSocket, expect

SETUP = """
import time, torch, igviz, igviz.examples

example = igviz.examples.load_image()
how = dict(transform=example.transform, labels=example.labels)

class Model(torch.nn.Module):
    # The bundled model, which can be made slow or broken, and counts how often it is asked.
    def __init__(self):
        super().__init__()
        self.inner, self.pause, self.broken, self.calls = example.model, 0.0, False, 0

    def forward(self, x):
        self.calls += 1
        time.sleep(self.pause)
        if self.broken:
            raise RuntimeError("the cable is unplugged")
        return self.inner(x)

model = Model().eval()
"""
SHOW = "explorer = igviz.show(model, example.image, batch_size=1, **how)\nexplorer"
TICKS = """
from IPython.display import display
ticks = []
for tick in range(12):
    ticks.append(time.monotonic())
    print("tick", tick, flush=True)
    time.sleep(0.1)
"""
# A random network on a large picture: its α costs what any model's α costs.
LARGE = """
torch.manual_seed(0)
layers = torch.nn.Conv2d(3, 6, 7, 4), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.LazyLinear(5)
large = torch.nn.Sequential(*layers).eval()
igviz.show(large, torch.rand(3, 224, 224), n_steps=64)
"""
EVIL = "</script><img src=x onerror='window.hacked=1'>"
HOSTILE = f"""
evil = {EVIL!r}
class Transform:
    def __call__(self, image): return example.transform(image)
    def __repr__(self): return evil
path = evil.replace("/", "|") + ".png"
example.image.save(path)
labels = [evil + label for label in example.labels]
igviz.show(model, path, transform=Transform(), labels=labels)
"""
MAGIC = """
%load_ext igviz
%igviz model example.image --target house --baseline blur --transform how['transform'] \
--labels example.labels
"""
INTERRUPTED = """
model.pause = 30
print("asking", flush=True)
igviz.show(model, example.image, **how)
"""
CELLS = [SETUP, SHOW, TICKS, LARGE, HOSTILE, MAGIC, INTERRUPTED]
FIRST, SECOND = "balloon", "house"


@dataclass
class Book:
    """One open notebook that all tests share; each runs the cell that it looks at."""

    notebook: Notebook
    asked: list[str] = field(default_factory=list)

    def look(self, cell: str) -> Look:
        """Return the explorer that a cell has shown."""
        return Look(self.notebook.output(CELLS.index(cell)))

    def run(self, cell: str, *, wait: bool = True) -> Look:
        """Run a cell whose explorer then starts anew."""
        self.notebook.run_cell(CELLS.index(cell), wait=wait)
        return self.look(cell)

    def python(self, code: str) -> str:
        return self.notebook.python(code)

    def number(self, code: str) -> float:
        return float(self.python(f"print({code})"))

    def watch(self, page: Page) -> None:
        """Note what widgets say to the kernel."""
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)

    def _sent(self, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        if '"comm_msg"' in text:
            self.asked.append(text)


@pytest.fixture(scope="module", params=["lab", "notebook"])
def book(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Book]:
    server: Server = request.getfixturevalue(f"{request.param}_server")
    witness = Witness()
    with pages(browser, witness) as new_page:
        page = new_page(viewport={"width": 1280, "height": 1100})
        book = Book(Notebook(server, page, server.write(CELLS)))
        book.watch(page)
        book.notebook.load()
        book.run(SETUP)
        yield book
    witness.check()


@pytest.fixture
def look(book: Book) -> Look:
    """Give an explorer in which nothing was touched, of a model that is quick and whole."""
    book.python("model.pause, model.broken = 0.0, False")
    look = book.run(SHOW)
    expect(look.state("ready")).to_be_visible()
    look.part("picture").scroll_into_view_if_needed()
    return look


def twin(book: Book) -> Picture:
    """Return what Python paints of the explanation in the kernel, one pixel for each of it."""
    code = """
import base64
from igviz.notebook.twin import picture
print(base64.b64encode(picture(explorer.explanation)).decode())
"""
    return decoded(book.python(code).strip())[1::3, 1::3]


def test_first_look_is_the_overlay_of_the_positive_part(book: Book, look: Look) -> None:
    expect(look.part("target")).to_contain_text(FIRST)
    expect(look.part("mode-overlay")).to_have_attribute("aria-pressed", "true")
    expect(look.part("polarity-positive")).to_have_attribute("aria-pressed", "true")
    assert look.alpha() == 1
    assert not is_blank(look.pixels())
    assert same(look.pixels(), twin(book), within=2)
    certificate = look.part("certificate").inner_text()
    for words in ("error ≤ ", "evaluations", "adds up to "):
        assert words in certificate
    evaluations = int(book.number("explorer.explanation.attribution.certificate.evaluations"))
    assert f"{evaluations} evaluations" in certificate
    shot(look.page, f"explorer-{book.notebook.server.kind}")


def test_twin_is_hidden_while_the_widget_lives(book: Book, look: Look) -> None:
    pictures = look.place.locator("img")
    expect(pictures).to_have_count(1)
    expect(pictures).to_be_hidden()
    assert look.place.get_by_text("a still picture follows").count() == 0


def test_alpha_follows_mouse_and_keyboard(book: Book, look: Look) -> None:
    canvases = ("picture", "alpha-image", "alpha-step", "alpha-sum")
    before = {name: look.pixels(name) for name in canvases}
    assert not any(is_blank(picture) for picture in before.values())
    look.drag("alpha", 1, 0.5)
    assert 0.4 < look.alpha() < 0.6
    for name in canvases:
        assert not same(look.pixels(name), before[name]), name
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    cell, alpha, half = look.page.evaluate(active), look.alpha(), look.pixels("alpha-image")
    for key in ("ArrowLeft", "ArrowDown", "ArrowLeft"):
        look.part("alpha").press(key)
    assert look.alpha() == pytest.approx(alpha - 0.03)
    look.changed(half, "alpha-image")
    assert look.page.evaluate(active) == cell
    look.part("alpha").press("End")
    assert look.alpha() == 1
    look.drawn()
    assert same(look.pixels(), before["picture"])


def test_letters_typed_into_the_view_are_not_shortcuts_of_the_notebook(
    book: Book, look: Look
) -> None:
    look.part("class-search").click()
    look.page.keyboard.type("ab" + SECOND)
    expect(look.part("class-search")).to_have_value("ab" + SECOND)
    for testid in ("alpha", "mode-heat", "picture", "baseline"):
        look.part(testid).focus()
        look.page.keyboard.press("a")
    expect(look.page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(len(CELLS))


def test_looking_costs_the_kernel_nothing(book: Book, look: Look) -> None:
    calls, asked = book.number("model.calls"), len(book.asked)
    seen = [look.pixels()]

    def press(testid: str) -> None:
        look.part(testid).click()
        look.drawn()
        seen.append(look.pixels())

    for testid in ("polarity-negative", "palette", "polarity-both", "mode-heat", "palette"):
        press(testid)
    press("mode-outline")
    press("mode-image")
    press("mode-window")
    for slider in ("clip", "strength"):
        look.drag(slider, 0.9, 0.1)
        seen.append(look.pixels())
    for i, one in enumerate(seen):
        assert not is_blank(one)
        assert not any(same(one, other) for other in seen[:i]), f"view {i} looks like one before"
    look.drag("alpha", 1, 0.3)
    book.python("pass")
    assert len(book.asked) == asked
    assert book.number("model.calls") == calls


def test_play_moves_alpha_to_the_end(book: Book, look: Look) -> None:
    look.drag("alpha", 1, 0.9)
    before = look.alpha()
    look.part("play").click()
    expect(look.part("alpha")).to_have_value("1")
    assert before < 1
    expect(look.part("play")).to_have_attribute("aria-label", "Play along α")


def test_pixels_are_read_out(book: Book, look: Look) -> None:
    box = look.part("picture").bounding_box()
    assert box is not None
    look.part("picture").hover(position={"x": box["width"] * 0.501, "y": box["height"] * 0.251})
    signed = "explorer.explanation.attribution.attributions[0].sum(0)"
    value = book.number(f"{signed}[32, 64].item()")
    expect(look.part("readout")).to_contain_text("(64, 32)")
    said = look.part("readout").locator("span").nth(1).inner_text().replace("−", "-")
    assert float(said.split(" ±")[0]) == pytest.approx(value, rel=0.01)
    look.page.mouse.move(5, 5)
    look.part("picture").press("ArrowRight")
    look.part("picture").press("Shift+ArrowDown")
    expect(look.part("readout")).to_contain_text("(64, 74)")


def test_alpha_at_224_costs_less_than_a_frame(book: Book) -> None:
    look = book.run(LARGE)
    expect(look.state("ready")).to_be_visible()
    assert look.pixels().shape == (224, 224, 3)
    look.page.evaluate("performance.clearMeasures('igviz:alpha')")
    for end in (0.0, 1.0, 0.0):
        look.drag("alpha", 1 - end, end, moves=60)
    entries = "performance.getEntriesByName('igviz:alpha').map(entry => entry.duration)"
    costs = look.page.evaluate(entries)
    assert len(costs) >= 40
    assert statistics.median(costs) < 16


def test_another_class_is_computed_and_the_first_is_remembered(book: Book, look: Look) -> None:
    first, asked = look.pixels(), len(book.asked)
    calls = book.number("model.calls")
    look.part("others").get_by_role("button", name=SECOND).click()
    expect(look.part("target")).to_contain_text(SECOND)
    expect(look.state("ready")).to_be_visible()
    second = look.pixels()
    assert not same(first, second)
    assert same(second, twin(book), within=2)
    assert len(book.asked) > asked
    assert book.python("print(explorer.explanation.label)").strip() == SECOND
    computed = book.number("model.calls")
    assert computed > calls
    look.place.get_by_role("button", name=f"Explain {FIRST}").click()
    expect(look.part("target")).to_contain_text(FIRST)
    assert same(look.changed(second), first)
    assert book.number("model.calls") == computed


def test_class_is_found_by_name_and_baseline_chosen(book: Book, look: Look) -> None:
    first = look.pixels()
    look.part("class-search").fill("Fish")
    look.part("class-search").press("Enter")
    expect(look.part("target")).to_contain_text("fish")
    look.part("baseline").select_option("blur")
    expect(look.part("baseline")).to_have_value("blur")
    expect(look.state("ready")).to_be_visible()
    black = look.pixels()
    assert not same(first, black)
    assert book.python("print(explorer.explanation.label)").strip() == "fish"
