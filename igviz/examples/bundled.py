"""The bundled models with something to explain, ready to be handed to ``igviz.show``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor

from igviz.examples.models import MoleculeNet, PatternNet, SceneNet, SentimentNet
from igviz.examples.molecules import FEATURES, MoleculeTransform
from igviz.examples.tokenizer import Tokenizer
from igviz.examples.weights_io import load, read_facts

__all__ = [
    "ImageExample",
    "MoleculeExample",
    "SceneTransform",
    "SeriesExample",
    "TextExample",
    "load_image",
    "load_molecule",
    "load_series",
    "load_text",
]

#: Width and height in pixels of what `SceneNet` was trained on.
SIZE = 128
#: The bundled scene, drawn by ``training/picture.py``, and the objects in it.
SCENE = Path(__file__).parent / "scene"
OBJECTS = ("balloon", "house")

SENTENCES = (
    "Although the acting was brilliant, the story was not very good.",
    "The service was not very good, but the food was wonderful.",
    "I hated the ending, but the script was never boring.",
    "While the room was small, I loved the view.",
    "I never liked the music.",
)


class SceneTransform:
    """Turn a picture into what `SceneNet` reads: resized, cropped to a square, normalised."""

    mean = (0.52, 0.55, 0.55)
    std = (0.29, 0.24, 0.20)

    def __call__(self, image: Image.Image) -> Tensor:
        """Return a PIL image of any size as a float tensor ``(3, 128, 128)``."""
        image = image.convert("RGB")
        if image.size != (SIZE, SIZE):
            side = min(image.size)
            left, top = (image.width - side) // 2, (image.height - side) // 2
            square = image.crop((left, top, left + side, top + side))
            image = square.resize((SIZE, SIZE), Image.Resampling.BILINEAR)
        pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1).float() / 255
        return self.normalise(pixels)

    def normalise(self, images: Tensor) -> Tensor:
        """Return pictures ``(..., 3, H, W)`` with values in [0, 1] as the network wants them."""
        mean = torch.tensor(self.mean, device=images.device).view(3, 1, 1)
        std = torch.tensor(self.std, device=images.device).view(3, 1, 1)
        return (images - mean) / std


@dataclass(frozen=True)
class ImageExample:
    """A model, a picture for it, and what is known of the picture.

    Attributes
    ----------
    model
        A `SceneNet` in evaluation mode, on the CPU.
    image
        The drawn scene, 128 by 128 pixels.
    transform
        Turns a PIL image into the model's input ``(3, 128, 128)``.
    labels
        Class names by index.
    masks
        Where each object of the scene can be seen, ``(128, 128)``, ``bool``, by its label.
    """

    model: SceneNet
    image: Image.Image
    transform: SceneTransform
    labels: tuple[str, ...]
    masks: dict[str, npt.NDArray[np.bool_]]


@dataclass(frozen=True)
class TextExample:
    """A model, sentences for it, and its tokenizer.

    Attributes
    ----------
    model
        A `SentimentNet` in evaluation mode, on the CPU; takes token ids ``(N, T)``.
    sentence
        The sentence of the demo.
    sentences
        A few more, the first among them.
    tokenizer
        Turns a text into token ids.
    labels
        Class names by index.
    """

    model: SentimentNet
    sentence: str
    sentences: tuple[str, ...]
    tokenizer: Tokenizer
    labels: tuple[str, ...]


@dataclass(frozen=True)
class MoleculeExample:
    """A model, a molecule for it, and what turns others into its input.

    Attributes
    ----------
    model
        A `MoleculeNet` in evaluation mode, on the CPU; predicts logP. Atoms without features, the
        baseline ``"zero"``, have a logP of 0, so that attributions add up to the prediction.
    smiles
        The molecule: ibuprofen.
    graph
        The same as the model takes it, for where RDKit is not installed.
    transform
        Turns a SMILES string or RDKit's molecule into such a graph; needs RDKit.
    feature_names
        What each feature of an atom is.
    """

    model: MoleculeNet
    smiles: str
    graph: dict[str, Any]
    transform: MoleculeTransform
    feature_names: tuple[str, ...]


@dataclass(frozen=True)
class SeriesExample:
    """A model, a series for it, and what is known of the series.

    Attributes
    ----------
    model
        A `PatternNet` in evaluation mode, on the CPU; takes ``(N, 1, T)``.
    series
        Noise with a pattern in it, ``(360,)``, never seen in training.
    sample_rate
        Steps per second.
    labels
        Class names by index.
    planted
        The steps that hold the pattern.
    """

    model: PatternNet
    series: Tensor
    sample_rate: float
    labels: tuple[str, ...]
    planted: slice


def load_image() -> ImageExample:
    """Return the bundled scene classifier with a scene of two objects."""
    labels = _labels("scenes")
    model = load("scenes", lambda: SceneNet(len(labels)))
    masks = {label: np.array(_drawn(f"{label}.png")) for label in OBJECTS}
    return ImageExample(model, _drawn("picture.webp"), SceneTransform(), labels, masks)


def load_text() -> TextExample:
    """Return the bundled sentiment classifier with a few sentences."""
    tokenizer = Tokenizer(read_facts("sentences")["words"])
    model = load("sentences", lambda: SentimentNet(len(tokenizer)))
    return TextExample(model, SENTENCES[0], SENTENCES, tokenizer, _labels("sentences"))


def load_molecule() -> MoleculeExample:
    """Return the bundled network for molecules with one of them."""
    stored = read_facts("molecules")["molecule"]
    x = torch.zeros(len(stored["features"]), len(FEATURES))
    for row, there in zip(x, stored["features"], strict=True):
        row[there] = 1
    graph = {name: torch.tensor(stored[name]) for name in ("edge_index", "bond", "pos")}
    graph |= {"x": x, "names": stored["names"]}
    model = load("molecules", lambda: MoleculeNet(len(FEATURES)))
    return MoleculeExample(model, stored["smiles"], graph, MoleculeTransform(), FEATURES)


def load_series() -> SeriesExample:
    """Return the bundled pattern classifier with a series whose pattern was planted.

    From zero, the mean of the noise, the pattern holds at least four fifths of all positive
    attribution to the probability in nearly every series, and the strongest interval lies in it.
    """
    facts, labels = read_facts("series"), _labels("series")
    model = load("series", lambda: PatternNet(len(labels)))
    values, planted = torch.tensor(facts["values"]), slice(*facts["planted"])
    return SeriesExample(model, values, facts["sample_rate"], labels, planted)


def _labels(name: str) -> tuple[str, ...]:
    return tuple(read_facts(name)["labels"])


def _drawn(name: str) -> Image.Image:
    with Image.open(SCENE / name) as opened:
        return opened.copy()
