"""A continuation as the target: the log-probability of several tokens, each after those before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from igviz.errors import InputError, TargetError
from igviz.modalities.text.read import plain_ids
from igviz.modalities.text.targets import Sequences
from igviz.modalities.text.tokenizers.adapter import Adapter
from igviz.models import huggingface
from igviz.models.huggingface import DECODER_IDS, MASK
from igviz.models.model import Model
from igviz.models.outputs import output_tensor
from igviz.models.targets import Target

_WORD = "the"  # any word that a tokenizer may know
_CJK = "\u2e80"  # from here on, scripts that set no spaces


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
            if torch.equal(value, ids):
                longer[name] = self.behind(value)
            elif "position" in name:
                more = torch.arange(1, len(self.ids)).to(value)
                longer[name] = torch.cat([value, value[:, -1:] + more], 1)
            elif name == MASK or "type" in name:
                last = value[:, -1:].expand(1, len(self.ids) - 1)
                longer[name] = torch.cat(
                    [value, torch.ones_like(last) if name == MASK else last], 1
                )
        return longer


def continuing(words: str, tokenizer: Adapter, begins: bool) -> tuple[int, ...]:
    """The tokens of words that follow on a text, or begin one; one if there is one for them.

    What a space before them makes of them is read from a text, since tokenizers write it in their
    own ways: behind a word that stays as it is.
    """
    alone = _ids(words, tokenizer)
    if begins or words[:1].isspace() or len(alone) == 1:
        return alone
    before = _ids(_WORD, tokenizer)
    # Neither punctuation nor scripts without spaces are set apart.
    space = " " if words[:1].isalnum() and words[:1] < _CJK else ""
    both = _ids(f"{_WORD}{space}{words}", tokenizer)
    return both[len(before) :] if both[: len(before)] == before else _ids(space + words, tokenizer)


def refuse_unwritten(words: str, tokenizer: Adapter, model: Model) -> None:
    """Refuse words for a model with a decoder that was not told what it has written before them."""
    count = len(continuing(words, tokenizer, begins=True))
    if count > 1:
        start = huggingface.decoder_start(model.own)
        raise TargetError(
            f"target={words!r} is {count} tokens of this tokenizer, which are told after what the "
            f"model has written so far; pass that, too, as in {{{huggingface.IDS!r}: ids, "
            f"{DECODER_IDS!r}: torch.tensor([[{start}]])}}."
        )


def _ids(text: str, tokenizer: Adapter) -> tuple[int, ...]:
    try:
        return tuple(plain_ids(text, tokenizer))
    except InputError:
        return ()


class Continued(Sequences):
    """The answers of a model that is given a continuation, which is one of its targets."""

    def __init__(self, continuation: Continuation, outputs: Tensor, *how: Any) -> None:
        super().__init__(outputs[:, : continuation.first + 1], *how)
        self.continuation = continuation

    def resolve(self, target: object) -> Target:
        """The continuation by its words; other targets as ever."""
        return self.continuation if target == self.continuation.words else super().resolve(target)
