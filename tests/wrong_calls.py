"""Wrong calls of every kind: what is called, and with what.

Each call is a function of nothing; all of them must end in a sentence of igviz's own, or in a
right explanation, and change nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

import igviz
from igviz.explanation.tensors import TensorOptions
from igviz.options import OPTIONS

LABELS = ("cat", "dog", "crane")
IMAGE = torch.linspace(0, 1, 3 * 8 * 8).reshape(3, 8, 8)
ROW = torch.linspace(-1, 1, 5)
TEXT = "an awful film"


class Call(NamedTuple):
    """A call by its name."""

    name: str
    run: Callable[[], Any]


class ImageNet(nn.Module):
    """A small picture classifier with everything that may move: statistics, dropout, a counter."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU())
        self.drop, self.head = nn.Dropout(0.5), nn.Linear(4, 3)
        self.register_buffer("calls", torch.zeros((), dtype=torch.long))

    def forward(self, x: Tensor) -> Tensor:
        self.calls += 1  # type: ignore[assignment, operator]
        out: Tensor = self.head(self.drop(self.body(x).mean((2, 3))))
        return out


class TextNet(nn.Module):
    """A small text classifier."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(20, 6)
        self.head = nn.Linear(6, 3)

    def forward(self, ids: Tensor) -> Tensor:
        out: Tensor = self.head(self.embedding(ids).tanh().mean(1))
        return out


def rows_net() -> nn.Module:
    """A small classifier of rows."""
    return nn.Sequential(nn.Linear(5, 8), nn.BatchNorm1d(8), nn.Tanh(), nn.Linear(8, 3))


def tokenizer(text: str) -> list[int]:
    """One number for each word."""
    return [len(word) for word in text.split()]


class Kind(NamedTuple):
    """A kind of input: a model of it, an input, and what else a right call has."""

    model: nn.Module
    inputs: Any
    how: Mapping[str, Any]


def kinds() -> dict[str, Kind]:
    """One of each kind; every model in evaluation mode, with weights of its own."""
    torch.manual_seed(0)
    usual: dict[str, Any] = {"labels": LABELS, "progress": False}
    return {
        "image": Kind(ImageNet().eval(), IMAGE, usual),
        "row": Kind(rows_net().eval(), ROW, usual),
        "text": Kind(TextNet().eval(), TEXT, usual | {"tokenizer": tokenizer}),
    }


class UnprintableError(Exception):
    """Raises when its text is asked for."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


class NoRepr:
    """Raises when it is to be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    __str__ = __repr__


def failing(error: BaseException) -> Callable[..., Any]:
    """A function that raises."""

    def fails(*_args: Any, **_how: Any) -> Any:
        raise error

    return fails


ERRORS: dict[str, BaseException] = {
    "ValueError": ValueError("no"),
    "IndexError": IndexError("list index out of range"),
    "KeyError": KeyError("x"),
    "AssertionError": AssertionError(),
    "MemoryError": MemoryError(),
    "OutOfMemory": torch.OutOfMemoryError("CUDA out of memory"),
    "unprintable": UnprintableError(),
    "StopIteration": StopIteration(),
    "escape": RuntimeError("\x1b[31mred\x07 \u202egnp"),
}
# What options are given that no option takes, or few.
VALUES: dict[str, Any] = {
    "None": None, "True": True, "minus 1": -1, "0": 0, "1.5": 1.5, "nan": float("nan"),
    "inf": float("inf"), "10**30": 10**30, "complex": 1j, "text": "nonsense", "empty text": "",
    "bytes": b"x", "nul": "a\0b", "list": [1, 2], "empty list": [], "tuple": (), "dict": {"a": 1},
    "set": {1}, "object": object(), "class": int, "function": len, "array": np.array([1.0, 2.0]),
    "tensor": torch.ones(2, 2), "no repr": NoRepr(), "escape": "\x1b[31m\x07",
}  # fmt: skip
ODD_INPUTS: dict[str, Any] = {
    "None": None, "number": 3, "nan": float("nan"), "text": "nonsense", "empty text": "",
    "missing file": "/no/such/file.png", "address": "https://example.org/x.png",
    "ADDRESS": "HTTPS://example.org/x.png", "file address": "file:///x.png", "folder": "/tmp",
    "bytes": b"\x89PNG", "object": object(), "class": int, "function": len, "set": {1},
    "empty list": [], "list of None": [None], "mapping": {"a": 1}, "empty mapping": {},
    "meta": torch.ones(3, 8, 8, device="meta"), "sparse": IMAGE.to_sparse(),
    "complex": IMAGE + 0j, "bool": IMAGE > 0.5, "int": IMAGE.long(), "nested": None,
    "float8": IMAGE.to(torch.float8_e4m3fn), "nothing": torch.ones(0), "scalar": torch.ones(()),
    "NaN": IMAGE * float("nan"), "infinite": IMAGE / 0, "5 dimensions": torch.ones(1, 1, 3, 8, 8),
    "array of objects": np.array([object()]), "array of text": np.array(["a"]),
    "masked": np.ma.masked_array(np.ones(5), np.arange(5) == 1), "huge": IMAGE * 1e38,
    "quantised": torch.quantize_per_tensor(IMAGE, 0.1, 0, torch.quint8),
    "batch of two": torch.ones(2, 3, 8, 8), "no batch": IMAGE[0], "no repr": NoRepr(),
    "nul": "a\0b.png", "long text": "x" * 70_000, "numpy row": np.ones(5), "short row": ROW[:4],
}  # fmt: skip
ODD_INPUTS["nested"] = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])


TENSOR_OPTIONS = sorted(TensorOptions.__annotations__)
HELPERS = (("image", "transform"), ("text", "tokenizer"), ("row", "target"), ("row", "progress"))


def odd_models() -> dict[str, Any]:
    """Models that fail, or return what is no score."""
    outputs: dict[str, Callable[[Tensor], Any]] = {
        "None": lambda _: None,
        "text": lambda _: "cat",
        "number": lambda _: 0.5,
        "list of numbers": lambda _: [0.1, 0.2],
        "empty tuple": lambda _: (),
        "mapping": lambda _: {},
        "object": lambda _: object(),
        "array": lambda x: x.detach().numpy(),
        "scalar": lambda x: x.sum(),
        "one row for two": lambda x: x.reshape(1, -1)[:, :3],
        "no classes": lambda x: x.flatten(1)[:, :0],
        "integers": lambda x: x.flatten(1).long(),
        "bools": lambda x: x.flatten(1) > 0,
        "complex": lambda x: x.flatten(1) + 0j,
        "NaN": lambda x: x.flatten(1) * float("nan"),
        "infinity": lambda x: x.flatten(1) / 0,
        "meta": lambda x: torch.ones(len(x), 3, device="meta"),
        "sparse": lambda x: x.flatten(1).to_sparse(),
        "detached": lambda x: x.detach().flatten(1),
        "constant": lambda x: torch.ones(len(x), 3),
        "random": lambda x: x.flatten(1)[:, :3] + torch.rand(len(x), 3),
        "inference": _in_inference_mode,
        "no gradient": _without_gradient,
        "argmax": lambda x: x.flatten(1).argmax(1),
        "in place": lambda x: x.mul_(2).flatten(1),
        "item": lambda x: torch.tensor([[float(row.sum())] for row in x]),
        "rows mixed": lambda x: (x - x.mean(0)).flatten(1),
    }
    fails = {f"raises {name}": failing(error) for name, error in ERRORS.items()}
    others: dict[str, Any] = {
        "None": None, "text": "resnet18", "class": ImageNet, "number": 3, "no arguments": dict,
        "lambda of none": lambda: 1, "module without forward": nn.Module(),
        "on meta": ImageNet().to("meta"), "double": ImageNet().double(), "half": ImageNet().half(),
        "wrong width": nn.Linear(7, 3), "embedding": nn.Embedding(9, 2), "list": [ImageNet()],
        "complex weights": nn.Linear(5, 3).to(torch.complex64),
        "NaN weights": _with_weights(float("nan")), "infinite weights": _with_weights(float("inf")),
        "lazy": nn.LazyLinear(3),
    }  # fmt: skip
    return {f"returns {name}": out for name, out in outputs.items()} | fails | others


@torch.inference_mode()
def _in_inference_mode(x: Tensor) -> Tensor:
    return 2 * x.flatten(1)


@torch.no_grad()
def _without_gradient(x: Tensor) -> Tensor:
    return 2 * x.flatten(1)


def _with_weights(value: float) -> nn.Module:
    model = nn.Linear(5, 3)
    nn.init.constant_(model.weight, value)
    return model.eval()


def _truncated(size: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.zeros((64, 64, 3), np.uint8)).save(file, "JPEG")
    return file.getvalue()[:size]


def explain(one: Kind, **other: Any) -> Callable[[], Any]:
    """A call of the friendly function, with something else than what is right."""
    how = {**one.how, **other}
    model, inputs = how.pop("model", one.model), how.pop("inputs", one.inputs)
    return lambda: igviz.explain(model, inputs, **how)


def tensors(model: Any, inputs: Any, *more: Any, **how: Any) -> Callable[[], Any]:
    """A call of the tensor function."""
    return lambda: igviz.integrated_gradients(model, inputs, *more, **how)


def calls(of: Mapping[str, Kind], folder: Path) -> Iterator[Call]:
    """Every wrong call, of models that the caller has."""
    yield from _options(of)
    yield from _inputs(of)
    yield from _models(of)
    yield from _failing_helpers(of)
    for size in (2, 20, 200, 400):
        file = folder / f"cut{size}.jpg"
        file.write_bytes(_truncated(size))
        yield Call(f"image: JPEG cut at {size}", explain(of["image"], inputs=str(file)))


def _options(of: Mapping[str, Kind]) -> Iterator[Call]:
    for option, (name, value) in product(sorted(OPTIONS), VALUES.items()):
        for kind in of if option in ("baseline", "target") else ["row"]:
            yield Call(f"{kind}: {option}={name}", explain(of[kind], **{option: value}))
    for option, (name, value) in product(TENSOR_OPTIONS, VALUES.items()):
        how: dict[str, Any] = {option: value}
        yield Call(f"tensors: {option}={name}", tensors(of["row"].model, ROW[None], **how))


def _inputs(of: Mapping[str, Kind]) -> Iterator[Call]:
    model = of["row"].model
    for name, value in ODD_INPUTS.items():
        for kind, one in of.items():
            yield Call(f"{kind}: inputs {name}", explain(one, inputs=value))
            yield Call(f"{kind}: baseline {name}", explain(one, baseline=value))
        yield Call(f"tensors: inputs {name}", tensors(model, value))
        yield Call(f"tensors: baselines {name}", tensors(model, ROW[None], value))


def _models(of: Mapping[str, Kind]) -> Iterator[Call]:
    for name, model in odd_models().items():
        yield Call(f"image: model {name}", explain(of["image"], model=model))
        yield Call(f"row: model {name}", explain(of["row"], model=model, target=0))
        yield Call(f"tensors: model {name}", tensors(model, ROW[None], target=0))


def _failing_helpers(of: Mapping[str, Kind]) -> Iterator[Call]:
    for (name, error), (kind, option) in product(ERRORS.items(), HELPERS):
        call = explain(of[kind], **{option: failing(error)})
        yield Call(f"{kind}: {option} raises {name}", call)
