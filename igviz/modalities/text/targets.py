"""Answers of a model that says something of every token: labels, next words, the ends of a span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import torch
from torch import Tensor

from igviz.errors import InputError, TargetError
from igviz.modalities.modality import Rivals
from igviz.modalities.text.read import TextInput, plain_ids
from igviz.modalities.text.tokenizers.adapter import Adapter
from igviz.modalities.text.tokens import numbered
from igviz.models.huggingface import MASK
from igviz.models.labels import name_of, weighted
from igviz.models.outputs import are_probabilities
from igviz.models.targets import Target, resolve
from igviz.visible import visible

ENDS = ("start", "end")
OUTSIDE = "O"  # what taggers call a token that belongs to nothing


class Sequences:
    """Values of an output (1, tokens, classes) or (1, 2, tokens).

    See `igviz.modalities.modality.Targets`.

    A target is a position and a class, or (0 or 1, position) for the start and end of a span. The
    numbers that the view passes back count through the output.

    Parameters
    ----------
    outputs : Tensor
    labels : sequence of str
    text : TextInput
    tokenizer : Adapter or None
    words : int
        Size of the vocabulary: an output of as many classes is a language model's.
    spans : bool
        Whether the output is the start and the end of an answer.
    masked : bool
        Whether a language model tells masked words and not the next.
    """

    def __init__(
        self,
        outputs: Tensor,
        labels: Sequence[str],
        text: TextInput,
        tokenizer: Adapter | None,
        words: int,
        spans: bool,
        masked: bool = False,
    ) -> None:
        self.masked = masked
        self.outputs, self.labels, self.text, self.tokenizer = outputs, labels, text, tokenizer
        self.spans, self.words = spans, not spans and int(outputs.shape[2]) == words
        self.count = None if spans or self.words else int(outputs.shape[2])
        self.content = [i for i, special in enumerate(text.special) if not special]
        if spans:  # the answer lies in the text, which comes after the question
            last = max((text.tokens[i]["segment"] for i in self.content), default=0)
            self.content = [i for i in self.content if text.tokens[i]["segment"] == last]
        # The best answers are the likeliest ones, even where logits are explained.
        self.probabilities = outputs if are_probabilities(outputs) else outputs.float().softmax(2)

    def resolve(self, target: object) -> Target:
        """What to explain: see the README's table of targets."""
        if callable(target) or isinstance(target, Tensor):
            return resolve(target, self.outputs, self.labels)
        if isinstance(target, Mapping):
            made = {self._pair(key): weight for key, weight in target.items()}
            return resolve(made, self.outputs, self.labels)
        return resolve(self._pair(target), self.outputs, self.labels)

    def name(self, target: Target) -> str:
        """Such as "York: B-LOC", "start: Paris", or a language model's word."""
        if isinstance(target, Mapping):
            return weighted({self.name(index): weight for index, weight in target.items()})
        if not (isinstance(target, tuple) and len(target) == 2):
            return name_of(target, self.labels)
        first, second = target
        if self.spans:
            return f"{ENDS[first]}: {self._shown(second)}"
        if self.words:
            word = self._vocabulary_word(second)
            spoken = first == self._speaking_position()
            return word if spoken else f"{word} (at {self._shown(first)})"
        return f"{self._shown(first)}: {name_of(second, self.labels)}"

    def about(self, target: Target) -> tuple[int, ...]:
        """The token that is labelled, masked, or an end of the answer; a next word is none yet."""
        if not (isinstance(target, tuple) and len(target) == 2):
            return ()
        position = target[1 if self.spans else 0]
        return () if self.words and position not in self._masks() else (position,)

    def index(self, target: Target) -> int | None:
        """Position in the output, counted through."""
        if isinstance(target, tuple) and len(target) == 2:
            return int(target[0]) * int(self.outputs.shape[2]) + int(target[1])
        return None

    def target_at(self, index: int) -> Target:
        """The target at that position."""
        return resolve(divmod(index, int(self.outputs.shape[2])), self.outputs, None)

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:
        """Entities, next words, or where an answer may begin and end; the likeliest first."""
        width = int(self.outputs.shape[2])
        return [(i * width + j, float(scores[0, i, j])) for i, j in self._best(count)]

    def rivals(self, scores: Tensor, target: Target) -> Rivals | None:
        """The classes at the target's position, or the positions of its end."""
        if not (isinstance(target, tuple) and len(target) == 2) or scores.shape[2] < 2:
            return None
        first = target[0]
        return Rivals(scores[0, first], lambda second: self.name((first, second)))

    # From what was typed ------------------------------------------------------------------------

    def _pair(self, target: object) -> Any:
        if target is None:
            self._required_position()
            return self._best(1)[0]
        if isinstance(target, tuple) and len(target) == 2:
            return self._span(*target) if self.spans else self._at_token(*target)
        if self.spans and target in ENDS:
            return self._span(target, None)
        if self.words and isinstance(target, (int, str)) and not isinstance(target, bool):
            return self._at_token(self._required_position(), target)
        if self.count and isinstance(target, str):
            label = self._label(target)
            column = self.probabilities[0, :, label]
            return max(self.content, key=lambda position: float(column[position])), label
        raise TargetError(
            f"target={target!r} was given, and the model says something of every token; pass "
            f"{self._examples()}."
        )

    def _examples(self) -> str:
        if self.spans:
            return "'start', 'end' or ('start', 'a word')"
        if self.words:
            return "a word, a token id, or (position, word)"
        some = (self._shown(self.content[0]), name_of(0, self.labels))
        return f"(word or token number, label), such as {some!r}"

    def _span(self, end: object, position: object) -> tuple[int, int]:
        if end not in (*ENDS, 0, 1):
            raise TargetError(f"target={(end, position)!r} was given; pass {self._examples()}.")
        which = ENDS.index(end) if isinstance(end, str) else int(cast("Any", end))
        if position is None:
            return which, self._likeliest(which)
        return which, self._token(position, -1 if which else 0)

    def _at_token(self, position: object, what: object) -> tuple[int, Any]:
        token = self._token(position, 0)
        if what is None:
            return token, int(self.outputs[0, token].argmax())
        if isinstance(what, str):
            return token, self._number(what) if self.words else self._label(what)
        return token, what

    def _token(self, position: object, which: int) -> Any:
        """A token by number, or the first or last token of words in the text."""
        if not isinstance(position, str):
            return position
        try:
            return self.text.find(position)[which]
        except InputError as error:
            if position in self.labels:
                raise TargetError(
                    f"{position!r} is a label; pass {self._examples()}, the word first."
                ) from None
            raise TargetError(str(error)) from error

    def _label(self, label: str) -> int:
        return cast("int", resolve(label, self.outputs[:, 0], self.labels))

    def _number(self, word: str) -> int:
        """A word of the vocabulary, as it stands within a text."""
        if self.tokenizer is None:
            raise TargetError(f"target={word!r} needs a tokenizer; pass tokenizer=, or a token id.")
        for written in (f" {word.strip()}", word):
            ids = self._ids(written)
            if len(ids) == 1 and ids[0] != self.tokenizer.token_id("unk"):
                return ids[0]
        pieces = self.tokenizer.names(ids) or list(map(numbered, ids))
        raise TargetError(
            f"target={word!r} is {len(ids)} tokens of this tokenizer ({', '.join(pieces)}), and "
            f"one is said at a time; pass one of them, or a token id such as target={ids[0]}."
            if len(ids) > 1
            else f"target={word!r} is no token of this tokenizer; pass a token id."
        )

    def _ids(self, text: str) -> list[int]:
        try:
            return plain_ids(text, self.tokenizer)
        except InputError:
            return []

    # The model's own answer ---------------------------------------------------------------------

    def _best(self, count: int) -> list[tuple[int, int]]:
        """What the model says, the likeliest first."""
        if self.spans:
            rows = self.probabilities[0][:, self.content]
            tops = rows.topk(min(3, len(self.content)), 1).indices.T.tolist()
            return [(end, self.content[k]) for row in tops for end, k in enumerate(row)][:count]
        if self.words:
            position = self._speaking_position()
            probabilities = self.probabilities[0, position or 0]
            top = probabilities.topk(min(count, len(probabilities))).indices.tolist()
            return [] if position is None else [(position, word) for word in top]
        best = torch.stack([self.probabilities[0, position] for position in self.content]).max(1)
        labelled = list(zip(self.content, best.indices.tolist(), best.values.tolist(), strict=True))
        # Tokens that belong to nothing come last.
        labelled.sort(key=lambda one: (name_of(one[1], self.labels) == OUTSIDE, -one[2]))
        return [(position, label) for position, label, _ in labelled][:count]

    def _likeliest(self, end: int) -> int:
        return max(self.content, key=lambda position: float(self.outputs[0, end, position]))

    def _masks(self) -> list[int]:
        return _masks_in(self.text, self.tokenizer)

    def _speaking_position(self) -> int | None:
        """Where a language model speaks: at the first mask, else after the last token it sees."""
        if self.masked and not self._masks():
            return None
        seen = self.text.call.get(MASK, torch.ones_like(self.text.ids))
        last = int(seen.reshape(-1).nonzero().max())
        return next(iter(self._masks()), last)

    def _required_position(self) -> int | None:
        position = self._speaking_position()
        if self.words and position is None:
            raise TargetError(
                "The model tells masked words and the text has none; write the tokenizer's mask "
                "token where a word is to be told, or pass target=(position, word)."
            )
        return position

    def _vocabulary_word(self, number: int) -> str:
        """A word of the vocabulary as written."""
        if self.tokenizer is None:
            return numbered(number)
        text = (self.tokenizer.decode([number]) or "").strip()
        return visible(text or (self.tokenizer.names([number]) or [numbered(number)])[0])

    def _shown(self, position: int) -> str:
        tokens = self.text.tokens
        own = [t for t in tokens if t["word"] == tokens[position]["word"]]
        text = own[0]["text"] + "".join(t["before"] + t["text"] for t in own[1:])
        return text.strip() or numbered(position)


def masks_note(text: TextInput, tokenizer: Adapter | None) -> tuple[str, ...]:
    """Which masked words of a text are not the one that is told."""
    first, *others = _masks_in(text, tokenizer) or [0]
    if not others:
        return ()
    note = (
        f"Of {1 + len(others)} masked words, the first is told, at position {first}; pass "
        f"target=({others[0]}, None) for the one at {others[0]}, or target=({others[0]}, word)."
    )
    return (note,)


def _masks_in(text: TextInput, tokenizer: Adapter | None) -> list[int]:
    """The positions of the masks."""
    mask = None if tokenizer is None else tokenizer.token_id("mask")
    return [position for position, number in enumerate(text.ids[0].tolist()) if number == mask]
