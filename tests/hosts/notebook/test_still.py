from __future__ import annotations

import base64
import io
import re
from typing import Any

import IPython
import IPython.display
import numpy as np
import pytest
from PIL import Image
from small import LABELS, SIDE, display_of, explained, figure_of

from igviz.hosts.notebook.still import Still
from igviz.modalities.image.stills import WIDTH, picture


class Handle:
    def __init__(self) -> None:
        self.updates: list[dict[str, str]] = []

    def update(self, bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        self.updates.append(bundle)


class Notebook:
    """Stands for a kernel: records what is displayed."""

    kernel = object()

    def __init__(self) -> None:
        self.shown: list[tuple[dict[str, str], str | None]] = []
        self.handle = Handle()

    def display(
        self, bundle: dict[str, str], *, raw: bool, display_id: str | None = None
    ) -> Handle:
        assert raw
        self.shown.append((bundle, display_id))
        return self.handle


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    made = Notebook()
    monkeypatch.setattr(IPython, "get_ipython", lambda: made)
    monkeypatch.setattr(IPython.display, "display", made.display)
    return made


def test_a_still_is_one_picture_and_its_caption(notebook: Notebook) -> None:
    still, explanation = Still(), explained(target="dog", n_steps=4)
    still.display([explanation])
    ((bundle, name),) = notebook.shown
    assert name == still.name
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].startswith("dog 0.")
    html = bundle["text/html"]
    assert re.match(rf'<div class="{still.name}[" ]', html)
    (data,) = re.findall('src="data:image/png;base64,([^"]+)"', html)
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        assert image.size == (WIDTH, WIDTH)
    assert html.count("dog 0.") == 2  # alternative text and caption


def test_a_still_follows(notebook: Notebook) -> None:
    still = Still()
    still.update([explained(n_steps=2)])
    assert notebook.handle.updates == []  # not displayed yet
    still.display([explained(target="dog", n_steps=2)])
    still.update([explained(target="ox", n_steps=2)])
    still.update([])
    (update,) = notebook.handle.updates
    assert update["text/plain"].startswith("ox ")
    assert still.name in update["text/html"]


def test_shown_twice_follows_the_first(notebook: Notebook) -> None:
    still, explanation = Still(), explained(n_steps=2)
    still.display([explanation])
    still.display([explanation])
    assert [name for _, name in notebook.shown] == [still.name, None]


def test_nothing_without_a_picture_or_a_kernel(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = Still()
    still.display([])  # keeps its place for the picture of a slow model
    assert notebook.shown == [(still._bundle([]), still.name)]
    assert still.name in still._bundle([])["text/html"]
    still.update([explained(n_steps=2)])
    assert "image/png" in notebook.handle.updates[0]["text/html"]
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    Still().display([explained(n_steps=2)])
    assert len(notebook.shown) == 1


@pytest.mark.parametrize("label", ['"><img src=x onerror=alert(1)>', "</div><script>", "x" * 9999])
def test_hostile_labels(notebook: Notebook, label: str) -> None:
    Still().display([explained(labels=[label, *LABELS[1:]], target=0, n_steps=2)])
    ((bundle, _),) = notebook.shown
    html = re.sub(r"base64,[^\"]+", "", bundle["text/html"])
    assert re.findall(r"<(/?\w+)", html) == ["div", "img", "br", "/div"]
    assert html.count('"') == 8
    assert len(html) < 1000


def test_a_caption_is_no_mathematics(notebook: Notebook) -> None:
    Still().display([explained(labels=["$a$", *LABELS[1:]], target=0, n_steps=2)])
    ((bundle, _),) = notebook.shown
    assert re.match('<div class="[^"]*tex2jax_ignore mathjax_ignore', bundle["text/html"])


def test_names_differ() -> None:
    names = {Still().name for _ in range(50)}
    assert len(names) == 50
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)


def test_the_picture_shows_what_raises_the_score() -> None:
    explanation = explained(n_steps=8)
    with Image.open(io.BytesIO(picture(figure_of(explanation)))) as image:
        pixels = np.asarray(image.resize((SIDE, SIDE), Image.Resampling.NEAREST)).astype(int)
    greener = pixels[..., 1] - pixels[..., 0]
    plain = display_of(explanation).image.astype(int)
    gained = greener - (plain[..., 1] - plain[..., 0])
    positive: Any = explanation.attribution.attributions[0].clamp(min=0).sum(0).numpy()
    strong = positive >= np.quantile(positive, 0.9)
    assert gained[strong].mean() > gained[~strong].mean()


@pytest.mark.parametrize(("size", "shown"), [((1, 1), (WIDTH, WIDTH)), ((300, 2), (300, 2))])
def test_pictures_of_any_shape(size: tuple[int, int], shown: tuple[int, int]) -> None:
    import torch
    from torch import nn

    from igviz.explanation.many import explainer_of

    width, height = size
    model = nn.Sequential(nn.Flatten(), nn.Linear(3 * width * height, 3))
    inputs = torch.rand(1, 3, height, width) * 0.5 + 0.25
    explanation = explainer_of(model, inputs, n_steps=2, progress=False).explain()
    with Image.open(io.BytesIO(picture(figure_of(explanation)))) as image:
        assert image.size == shown
