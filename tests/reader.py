"""What a reader of the documents has at hand: the names that their examples use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from PIL import Image
from small import net, photo, tensor
from small_graphs import OfGraph, OfNodes, data, edges, features
from small_grids import curved_volume, volume
from small_parts import PHOTO, Asked, Linear, Masked, made, words
from small_series import conv, seeing, wave
from small_tables import linear
from text_models import hugging, minilm_tokenizer
from torch import Tensor, nn

from igviz.examples import load_series


def names_at_hand(folder: Path) -> dict[str, Any]:
    """Return models, inputs and what goes with them, and put the pictures into a folder."""
    for name in ("photo.jpg", "other.jpg"):
        photo(40, 32).save(folder / name)
    every = _pictures, _channels, _texts, _tables, _parts, _series, _volumes, _graphs
    return {name: value for made in every for name, value in made().items()}


def _pictures() -> dict[str, Any]:
    from torchvision_shim import torchvision

    weights = torchvision.models.SqueezeNet1_0_Weights.DEFAULT
    model = net(classes=len(weights.meta["categories"]))
    inputs = tensor()
    return {
        "model": model,
        "weights": weights,
        "img": photo(40, 32),
        "mask_of_dog": Image.new("L", photo(40, 32).size, 255),
        "forward": model,
        "inputs": inputs,
        "baselines": torch.zeros_like(inputs),
        "target": 258,
    }


def _channels() -> dict[str, Any]:
    return {
        "satellite": convolved(4),
        "scene": torch.linspace(0, 3000, 4 * 12 * 16).reshape(4, 12, 16),
        "bands": ["blue", "green", "red", "near infrared"],
        "scanner": convolved(1),
        "slice_": torch.linspace(-1000, 2000, 12 * 16).reshape(1, 12, 16),
    }


def _texts() -> dict[str, Any]:
    from transformers import pipeline

    tokenizer = minilm_tokenizer()
    words = {"vocab_size": len(tokenizer)}
    tags = dict(enumerate(("O", "B-PER", "B-LOC")))
    classifier: Any = hugging("BertForSequenceClassification", **words)
    return {
        "classifier": classifier,
        "tokenizer": tokenizer,
        "tok": tokenizer,
        "pipe": pipeline("text-classification", model=classifier, tokenizer=tokenizer),
        "tagger": hugging("BertForTokenClassification", id2label=tags, **words),
        "reader": hugging("BertForQuestionAnswering", **words),
        "gpt": hugging("GPT2LMHeadModel", **words),
        "t5": hugging("T5ForConditionalGeneration", decoder_start_token_id=0, **words),
        "ids": torch.tensor([[101, 2307, 3185, 102]]),
        "so_far": torch.tensor([[0, 2307]]),
        "encoder": hugging("BertModel", **words),
        "similarity": _similarity,
        "sentiment": sentiment(),
        "text": "She moved to New York in May.",
        "question": "Where does she live?",
        "context": "She lives in New York.",
    }


def _tables() -> dict[str, Any]:
    return {
        "regressor": linear([2.0, 1.0, -0.5]),
        "row": torch.tensor([0.5, -1.2, 2.0]),
        "train": torch.linspace(-1, 1, 12).reshape(4, 3),
    }


def _parts() -> dict[str, Any]:
    return {
        "fusion": made(Linear),
        "asked": made(Asked),
        "masked": made(Masked),
        "photo": PHOTO,
        "words": words,
        "mask": torch.tensor([[1.0, 0.0, 1.0]]),
    }


def _series() -> dict[str, Any]:
    example = load_series()
    sounds = torch.stack([wave(200, 2), 0.5 * wave(200, 2)])
    return {
        "detector": example.model,
        "signal": example.series,
        "listener": conv(2),
        "sound": sounds[0],
        "sounds": sounds,
        "ear": seeing(),
        "mel": wave(30, 9),
        "frequencies": range(0, 900, 100),
    }


def _volumes() -> dict[str, Any]:
    return {
        "torch": torch,
        "scanner": curved_volume(),
        "scan": volume(),
        "watcher": curved_volume(3),
        "clip": volume(3).movedim(0, 1),
        "function": _total,
    }


def _total(x: Tensor) -> Tensor:
    return x.flatten(1).sum(1, keepdim=True)


def convolved(channels: int) -> nn.Module:
    """A classifier of images of so many channels."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        pool = (nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 3))
        first = nn.Conv2d(channels, 4, 3)
        first.weight.data.mul_(1e-3)
        return nn.Sequential(first, nn.Tanh(), *pool).eval()


def sentiment() -> nn.Module:
    """A classifier of ids, of five words."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Embedding(5, 4), nn.Flatten(), nn.Linear(16, 2)).eval()


def _similarity(output: Any) -> Tensor:
    """How far a text's vector points into the direction of the first axis."""
    similarity: Tensor = torch.cosine_similarity(output.last_hidden_state.mean(1), _AXIS)
    return similarity


_AXIS = torch.eye(1, 16)


def _graphs() -> dict[str, Any]:
    return {
        "gnn": OfGraph().eval(),
        "node_classifier": OfNodes().eval(),
        "data": data(),
        "x": features(),
        "edge_index": edges(),
    }
