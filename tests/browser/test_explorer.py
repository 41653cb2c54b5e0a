"""The explorer in a real JupyterLab and Notebook 7, on the bundled model."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from browser.harness import Notebook, Server, Witness, pages, shot
from browser.looks import EVIL, WAIT, Look, Picture, brightness, decoded, is_blank, same
from playwright.sync_api import Browser, Page, WebSocket, expect

SETUP = """
import threading, time, torch, igviz, igviz.examples

example = igviz.examples.load_image()
how = dict(transform=example.transform, labels=example.labels)

class Control:
    calls = 0

    def __deepcopy__(self, memo):
        return self

class Model(torch.nn.Module):
    # The bundled model, which can be made slow or broken or held up in the background, and
    # counts how often it is asked; igviz's copy of it has the same control.
    def __init__(self):
        super().__init__()
        self.inner, self.control = example.model, Control()
        self.behave()

    def behave(self):
        self.control.pause, self.control.broken, self.control.held = 0.0, False, False

    def forward(self, x):
        self.control.calls += 1
        time.sleep(self.control.pause)
        while self.control.held and threading.current_thread() is not threading.main_thread():
            time.sleep(0.02)
        if self.control.broken:
            raise RuntimeError("the cable is unplugged")
        return self.inner(x)

model = Model().eval()
"""
SHOW = "explorer = igviz.show(model, example.image, batch_size=1, **how)\nexplorer"
SLOW = "igviz.show(model, example.image, batch_size=1, tol=0.002, **how)"
TICKS = """
ticks = []
for tick in range(20):
    ticks.append(time.monotonic())
    print(f"tick {tick}", flush=True)
    time.sleep(0.1)
"""
# A random network on a large picture: its α costs what any model's α costs.
LARGE = """
torch.manual_seed(0)
layers = torch.nn.Conv2d(3, 6, 7, 4), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.LazyLinear(5)
large = torch.nn.Sequential(*layers).eval()
large(torch.rand(1, 3, 224, 224))
igviz.show(large, torch.rand(3, 224, 224), n_steps=64)
"""
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
model.control.pause = 30
print("asking", flush=True)
igviz.show(model, example.image, **how)
"""
CELLS = [SETUP, SHOW, SLOW, TICKS, LARGE, HOSTILE, MAGIC, INTERRUPTED]
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
        page.set_default_timeout(1000 * WAIT)
        book = Book(Notebook(server, page, server.write(CELLS)))
        book.watch(page)
        book.notebook.load()
        book.run(SETUP)
        yield book
        shot(page, f"last-{request.param}")
    witness.check()


@pytest.fixture
def look(book: Book) -> Look:
    """Give an explorer in which nothing was touched, of a model that is quick and whole."""
    book.python("model.behave(); 'explorer' in globals() and explorer.close()")
    look = book.run(SHOW)
    expect(look.state("ready")).to_be_visible()
    look.part("picture").scroll_into_view_if_needed()
    return look


def painted(book: Book) -> Picture:
    """Return what Python paints of the explanation in the kernel, one pixel for each of it."""
    code = """
import base64
from igviz.modalities.image.stills import picture
print(base64.b64encode(picture(explorer.explanation.figure())).decode())
"""
    return decoded(book.python(code).strip())[1::3, 1::3]


def test_first_look_is_the_overlay_of_the_positive_part(book: Book, look: Look) -> None:
    expect(look.part("target")).to_contain_text(FIRST)
    expect(look.part("mode-overlay")).to_have_attribute("aria-pressed", "true")
    expect(look.part("polarity-positive")).to_have_attribute("aria-pressed", "true")
    assert look.alpha() == 1
    assert not is_blank(look.pixels())
    assert same(look.pixels(), painted(book), within=2)
    certificate = look.part("certificate").inner_text()
    for words in ("error about ", "evaluations", "adds up to "):
        assert words in certificate
    evaluations = int(book.number("explorer.explanation.attribution.certificate.evaluations"))
    assert f"{evaluations} evaluations" in certificate
    still = look.place.locator("img")  # for places where no widget can live
    expect(still).to_have_count(1)
    expect(still).to_be_hidden()
    assert look.place.get_by_text("a still picture follows").count() == 0
    shot(look.page, f"explorer-{book.notebook.server.kind}")


def test_alpha_follows_mouse_and_keyboard(look: Look) -> None:
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
    look.drag("alpha", 0.5, 0.9)
    assert look.alpha() < 1
    look.part("play").click()
    expect(look.part("alpha")).to_have_value("1")
    expect(look.part("play")).to_have_attribute("aria-label", "Play along α")
    look.drawn()
    assert same(look.pixels(), before["picture"])


def test_keys_pressed_in_the_view_are_not_shortcuts_of_the_notebook(look: Look) -> None:
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    cell = look.page.evaluate(active)
    for testid in ("alpha", "mode-heat", "picture", "class-search"):
        look.part(testid).click()
        for key in ("ArrowDown", "ArrowUp", "a", "b"):
            look.page.keyboard.press(key)
    expect(look.part("class-search")).to_have_value("ab")
    expect(look.page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(len(CELLS))
    assert look.page.evaluate(active) == cell


def test_looking_costs_the_kernel_nothing(book: Book, look: Look) -> None:
    calls, asked = book.number("model.control.calls"), len(book.asked)
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
    assert book.number("model.control.calls") == calls


def test_pixels_are_read_out(book: Book, look: Look) -> None:
    box = look.part("picture").bounding_box()
    assert box is not None
    place: Any = {"x": box["width"] * 0.501, "y": box["height"] * 0.251}
    look.part("picture").hover(position=place)
    signed = "explorer.explanation.attribution.attributions[0].sum(0)"
    value = book.number(f"{signed}[32, 64].item()")
    expect(look.part("readout")).to_contain_text("(64, 32)")
    expect(look.part("readout")).to_contain_text("pixels around")
    look.part("grain").press("Home")
    look.part("picture").hover(position=place)
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
    for end in (0.0, 1.0):
        look.drag("alpha", 1 - end, end, moves=45)
    entries = "performance.getEntriesByName('igviz:alpha').map(entry => entry.duration)"
    costs = look.page.evaluate(entries)
    assert len(costs) >= 40
    assert statistics.median(costs) < 16


def test_another_class_is_computed_and_the_first_is_remembered(book: Book, look: Look) -> None:
    first, asked = look.pixels(), len(book.asked)
    calls = book.number("model.control.calls")
    look.explain(SECOND)
    expect(look.part("target")).to_contain_text(SECOND)
    expect(look.state("ready")).to_be_visible()
    second = look.pixels()
    assert not same(first, second)
    assert same(second, painted(book), within=2)
    assert len(book.asked) > asked
    assert book.python("print(explorer.explanation.label)").strip() == SECOND
    computed = book.number("model.control.calls")
    assert computed > calls
    look.explain(FIRST)
    expect(look.part("target")).to_contain_text(FIRST)
    assert same(look.changed(second), first)
    assert book.number("model.control.calls") == computed


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
    look.part("rather-than").select_option(index=1)
    expect(look.part("target")).to_contain_text("fish \N{MINUS SIGN} ")
    expect(look.state("ready")).to_be_visible()
    expect(look.part("rather-than")).to_have_count(0)


def test_refinement_shows_progress_and_stops_with_the_best_so_far(book: Book, look: Look) -> None:
    first = look.pixels()
    book.python("model.control.pause = 0.1")
    look.explain(SECOND)
    expect(look.state("computing")).to_be_visible()
    expect(look.part("progress")).to_have_css("opacity", "1")
    expect(look.part("target")).to_contain_text(SECOND)  # its first picture, before its last
    expect(look.state("computing")).to_be_visible()
    share = int(look.part("progress").get_attribute("aria-valuenow") or 0)
    assert 0 < share < 100
    expect(look.part("play")).to_have_count(0)
    look.part("stop").click()
    expect(look.state("stopped")).to_be_visible()
    expect(look.part("message")).to_contain_text("Stopped")
    expect(look.part("stop")).to_have_count(0)
    assert not same(look.pixels(), first)
    assert same(look.pixels(), painted(book), within=2)
    calls = book.number("model.control.calls")
    look.page.wait_for_timeout(400)
    assert book.number("model.control.calls") == calls
    expect(look.part("certificate")).to_contain_text("not converged")
    shot(look.page, f"stopped-{book.notebook.server.kind}")


def test_stopped_class_can_be_asked_for_again(book: Book, look: Look) -> None:
    book.python("model.control.pause = 0.3")
    look.explain(SECOND)
    look.part("stop").click()
    expect(look.state("stopped")).to_be_visible()
    expect(look.part("message")).to_contain_text("before there was a picture")
    expect(look.part("target")).to_contain_text(FIRST)
    book.python("model.control.pause = 0")
    look.explain(SECOND)
    expect(look.part("target")).to_contain_text(SECOND)
    expect(look.state("ready")).to_be_visible()


def test_cells_run_and_print_while_a_class_is_computed(book: Book, look: Look) -> None:
    book.python("model.control.pause = 0.15")
    look.explain(SECOND)
    expect(look.state("computing")).to_be_visible()
    book.run(TICKS)
    expect(look.state("computing")).to_be_visible()
    assert "tick 19" in book.look(TICKS).place.inner_text()
    look.part("stop").click()
    expect(look.state("stopped")).to_be_visible()
    assert book.number("max(b - a for a, b in zip(ticks, ticks[1:]))") < 0.5


def test_class_switch_never_blocks_the_output_of_a_running_cell(book: Book, look: Look) -> None:
    book.run(TICKS, wait=False)
    ticks = book.look(TICKS).place
    expect(ticks).to_contain_text("tick 2")
    look.explain(SECOND)
    assert "tick 19" not in ticks.inner_text()
    expect(ticks).to_contain_text("tick 19")
    expect(look.part("target")).to_contain_text(SECOND)
    assert book.number("max(b - a for a, b in zip(ticks, ticks[1:]))") < 0.5


def test_failure_is_said_in_place_and_the_picture_stays(book: Book, look: Look) -> None:
    first = look.pixels()
    book.python("model.control.broken = True")
    look.explain(SECOND)
    expect(look.state("failed")).to_be_visible()
    expect(look.part("message")).to_contain_text("the cable is unplugged")
    expect(look.part("message")).to_have_attribute("role", "alert")
    expect(look.part("target")).to_contain_text(FIRST)
    assert same(look.pixels(), first)
    shot(look.page, f"failed-{book.notebook.server.kind}")
    book.python("model.control.broken = False")
    look.explain("fish")
    expect(look.part("target")).to_contain_text("fish")
    expect(look.part("message")).to_have_count(0)


def test_failed_class_can_be_asked_for_again(book: Book, look: Look) -> None:
    book.python("model.control.broken = True")
    look.explain(SECOND)
    expect(look.state("failed")).to_be_visible()
    book.python("model.control.broken = False")
    look.explain(SECOND)
    expect(look.part("target")).to_contain_text(SECOND)


def test_interrupted_show_leaves_kernel_and_model_as_they_were(book: Book) -> None:
    book.python("model.behave()")
    state = "print([p.requires_grad for p in model.parameters()], model.training)"
    before = book.python(state)
    interrupted = book.run(INTERRUPTED, wait=False)
    expect(interrupted.place).to_contain_text("asking")
    interrupted.page.wait_for_timeout(300)
    book.notebook.command("notebook:interrupt-kernel")
    expect(interrupted.place).to_contain_text("KeyboardInterrupt")
    assert book.python(state) == before
    book.python("model.control.pause = 0.0")
    look = book.run(SHOW)
    expect(look.state("ready")).to_be_visible()
    assert same(look.pixels(), painted(book), within=2)


def test_theme_switches_live(book: Book, look: Look) -> None:
    before = look.pixels()
    switches: tuple[tuple[Literal["light", "dark"], float, float], ...] = (
        ("light", 0.8, 1.0),
        ("dark", 0.0, 0.25),
        ("light", 0.8, 1.0),
    )
    try:
        for shade, low, high in switches:
            book.notebook.theme(shade)
            expect(look.part("igviz")).to_have_attribute("data-theme", shade)
            paper = brightness(look.colour("igviz", "backgroundColor"))
            assert low <= paper <= high
            for testid in ("target", "legend", "certificate", "readout", "mode-heat", "baseline"):
                assert abs(brightness(look.colour(testid)) - paper) > 0.4, testid
            assert same(look.pixels(), before)
            shot(look.page, f"{shade}-{book.notebook.server.kind}")
    finally:
        book.notebook.theme("light")


def test_magic_gives_an_explorer(book: Book) -> None:
    book.python("model.behave()")
    look = book.run(MAGIC)
    expect(look.part("target")).to_contain_text(SECOND)
    expect(look.part("baseline")).to_have_value("blur")
    assert not is_blank(look.pixels())


def test_hostile_names_are_shown_and_never_run(book: Book) -> None:
    book.python("model.behave()")
    look = book.run(HOSTILE)
    expect(look.part("target")).to_contain_text(EVIL)
    expect(look.place.locator(".file")).to_contain_text(EVIL.replace("/", "|"))
    look.part("provenance").click()
    expect(look.place.get_by_role("definition").get_by_text(EVIL)).to_be_visible()
    look.part("help").click()
    expect(look.part("help-text")).to_contain_text(EVIL)
    assert look.page.evaluate("typeof window.hacked") == "undefined"
    expect(look.place.locator("img[src='x']")).to_have_count(0)
    shot(look.page, f"hostile-{book.notebook.server.kind}")


def test_slow_model_lets_the_cell_go_and_goes_on(book: Book) -> None:
    book.python("model.behave(); model.control.pause, model.control.held = 0.3, True")
    look = book.run(SLOW)  # comes back when the cell has ended
    expect(look.state("computing")).to_be_visible()
    expect(look.part("progress")).to_have_css("opacity", "1")
    expect(look.part("waiting")).to_contain_text("Computing the first picture")
    expect(look.part("stop")).to_be_visible()
    book.python("model.control.held, model.control.pause = False, 0.1")
    expect(look.part("picture")).to_be_visible()
    expect(look.state("computing")).to_be_visible()
    look.part("stop").click()
    expect(look.state("stopped")).to_be_visible()
    assert not is_blank(look.pixels())
    expect(look.place.locator("img")).to_have_count(1)
    outputs = book.notebook.save().cells[CELLS.index(SLOW)].outputs
    assert "<img" in outputs[-1].data["text/html"]


def test_reloaded_page_finds_the_explorer_alive(book: Book, look: Look) -> None:
    before = look.pixels()
    book.notebook.save()
    book.notebook.reload(look.place)
    expect(look.part("target")).to_contain_text(FIRST)
    assert same(look.pixels(), before)
    expect(look.place.locator("img")).to_be_hidden()
    look.explain(SECOND)
    expect(look.part("target")).to_contain_text(SECOND)


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "untrusted"])
def test_saved_notebook_without_its_kernel_shows_a_picture(
    book: Book, new_page: Callable[..., Page], trusted: bool
) -> None:
    book.python("model.behave()")
    look = book.run(HOSTILE)
    expect(look.part("target")).to_contain_text(EVIL)
    canvas = look.pixels()
    book.notebook.save()
    saved = Notebook(book.notebook.server, new_page(), book.notebook.name)
    saved.reopen(trusted=trusted)
    output = saved.output(CELLS.index(HOSTILE))
    picture = output.locator("img")
    expect(picture).to_be_visible()
    assert same(decoded(picture.get_attribute("src") or "")[1::3, 1::3], canvas, within=2)
    assert picture.evaluate("image => image.naturalWidth") >= 384
    expect(output).to_contain_text(EVIL)
    assert " object at 0x" not in output.inner_text()
    assert saved.page.evaluate("typeof window.hacked") == "undefined"
    name = f"reopened-{saved.server.kind}-{'trusted' if trusted else 'untrusted'}"
    shot(saved.page, name)
