"""A continuation as the target: the log-probability of several tokens, each after those before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from igviz.modalities.text.targets import Sequences
from igviz.models.huggingface import DECODER_IDS, MASK
from igviz.models.outputs import output_tensor
from igviz.models.targets import Target


@dataclass(frozen=True, eq=False)
class Continuation:
    """Words that a model may write next. Called with the model's output, it is their score.

    Attributes
    ----------
    words : str
    ids : tuple of int
        Their tokens, of which the model is given all but the last.
    first : int
        Position of the output that speaks of the first of them.
    """

    words: str
    ids: tuple[int, ...]
    first: int

    @property
    def __name__(self) -> str:  # what a target that is a function is called
        return f"“{self.words.strip()}”"

    def __call__(self, raw: object) -> Tensor:
        """The sum of the tokens' log-probabilities, (rows,)."""
        logits = output_tensor(raw)[:, self.first : self.first + len(self.ids)]
        numbers = torch.tensor(self.ids, device=logits.device).expand(len(logits), -1)
        chances = logits.float().log_softmax(2).gather(2, numbers[..., None])
        total: Tensor = chances[..., 0].sum(1)
        return total

    @property
    def note(self) -> str:
        """What the score is, in a sentence."""
        return (
            f"The score is the sum of the log-probabilities of the {len(self.ids)} tokens of "
            f"{self.__name__}, each told after those before it."
        )

    def behind(self, ids: Tensor) -> Tensor:
        """Token ids (1, T) with those of the continuation that the model is given."""
        return torch.cat([ids, torch.tensor([self.ids[:-1]]).to(ids)], 1)

    def beside(self, extra: Mapping[str, Any], ids: Tensor) -> dict[str, Any]:
        """What a model is called with beside the longer text, made longer, too."""
        longer = {}
        for name, value in extra.items():
            longer[name] = value
            if not isinstance(value, Tensor) or value.shape != ids.shape or name == DECODER_IDS:
                continue
            if value is ids or torch.equal(value, ids):
                longer[name] = self.behind(value)
            elif name == MASK or "type" in name:
                last = value[:, -1:].expand(1, len(self.ids) - 1)
                longer[name] = torch.cat(
                    [value, torch.ones_like(last) if name == MASK else last], 1
                )
        return longer


class Continued(Sequences):
    """The answers of a model that is given a continuation, which is one of its targets."""

    def __init__(self, continuation: Continuation, outputs: Tensor, *how: Any) -> None:
        super().__init__(outputs[:, : continuation.first + 1], *how)
        self.continuation = continuation

    def resolve(self, target: object) -> Target:
        """The continuation by its words; other targets as ever."""
        return self.continuation if target == self.continuation.words else super().resolve(target)
