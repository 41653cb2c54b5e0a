"""Answers of a model that says something of every token: labels, next words, the ends of a span."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

import torch
from torch import Tensor

from igviz.compute.target import Resolved, resolve
from igviz.errors import TargetError
from igviz.inputs.text import TextInput
from igviz.inputs.visible import visible
from igviz.labels import name_of, weighted
from igviz.subjects.subject import Rivals

ENDS = ("start", "end")
OUTSIDE = "O"  # what taggers call a token that belongs to nothing


class Vocabulary:
    """The words that a language model chooses from, by number."""

    def __init__(self, tokenizer: Any, table: Tensor | None) -> None:
        self.tokenizer = tokenizer
        self.sizes = {0 if table is None else len(table)}
        with contextlib.suppress(TypeError):
            self.sizes.add(len(tokenizer))

    def name(self, number: int) -> str:
        """The word as written."""
        for how in ("decode", "convert_ids_to_tokens"):
            method = getattr(self.tokenizer, how, None)
            with contextlib.suppress(Exception):
                found = method([number]) if method else ""
                text = visible(" ".join(found) if isinstance(found, list) else str(found))
                if text.strip():
                    return text.strip()
        return f"#{number}"

    def number(self, word: str) -> int:
        """The number of a word's first token, as it stands within a text."""
        for text in (f" {word.strip()}", word):
            with contextlib.suppress(Exception):
                ids = self.tokenizer(text, add_special_tokens=False)["input_ids"]
                if len(ids):
                    return int(ids[0])
        raise TargetError(f"target={word!r} is no token of this tokenizer; pass a token id.")


class Sequences:
    """Values of an output (1, tokens, classes) or (1, 2, tokens); see `subject.Answers`.

    A target is a position and a class, or (0 or 1, position) for the start and end of a span. The
    numbers that the view passes back count through the output.
    """

    def __init__(
        self,
        outputs: Tensor,
        labels: Sequence[str],
        text: TextInput,
        vocabulary: Vocabulary,
        spans: bool,
    ) -> None:
        self.outputs, self.labels, self.text = outputs, labels, text
        self.vocabulary, self.spans = vocabulary, spans
        self.words = not spans and outputs.shape[2] in vocabulary.sizes
        known = min(len(text.special), int(outputs.shape[2 if spans else 1]))
        self.content = [i for i in range(known) if not text.special[i]]
        if spans:  # the answer lies in the text, which comes after the question
            last = max((text.tokens[i]["segment"] for i in self.content), default=0)
            self.content = [i for i in self.content if text.tokens[i]["segment"] == last]

    def resolve(self, target: object) -> Resolved:
        """What to explain: see the README's table of targets."""
        if callable(target) or isinstance(target, Tensor):
            return resolve(target, self.outputs, self.labels)
        if isinstance(target, Mapping):
            made = {self._pair(key): weight for key, weight in target.items()}
            return resolve(made, self.outputs, self.labels)
        return resolve(self._pair(target), self.outputs, self.labels)

    def name(self, target: Resolved) -> str:
        """Such as "York: B-LOC", "start: Paris", or a language model's word."""
        if isinstance(target, Mapping):
            return weighted({self.name(index): weight for index, weight in target.items()})
        if not (isinstance(target, tuple) and len(target) == 2):
            return name_of(target, self.labels)
        first, second = target
        if self.spans:
            return f"{ENDS[first]}: {self._word(second)}"
        if self.words:
            word = self.vocabulary.name(second)
            return word if first == self._place() else f"{word} (at {self._word(first)})"
        return f"{self._word(first)}: {name_of(second, self.labels)}"

    def index(self, target: Resolved) -> int | None:
        """Position in the output, counted through."""
        if isinstance(target, tuple) and len(target) == 2:
            return int(target[0]) * int(self.outputs.shape[2]) + int(target[1])
        return None

    def picked(self, index: int) -> Resolved:
        """The target at that position."""
        return resolve(divmod(index, int(self.outputs.shape[2])), self.outputs, None)

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:
        """Entities, next words, or where an answer may begin and end."""
        table = scores[0]
        if self.spans:
            tops = table[:, self.content].topk(min(3, len(self.content)), 1).indices.T.tolist()
            chosen = [(end, self.content[k]) for row in tops for end, k in enumerate(row)]
        elif self.words:
            place = self._place()
            words = table[place].topk(min(count, table.shape[1])).indices.tolist()
            chosen = [(place, word) for word in words]
        else:
            chosen = self._said(table)
        width = int(self.outputs.shape[2])
        return [(i * width + j, float(table[i, j])) for i, j in chosen[:count]]

    def rivals(self, scores: Tensor, target: Resolved) -> Rivals | None:
        """The classes at the target's position, or the positions of its end."""
        if not (isinstance(target, tuple) and len(target) == 2):
            return None
        first = target[0]
        return Rivals(scores[0, first], lambda second: self.name((first, second)))

    # From what was typed ------------------------------------------------------------------------

    def _pair(self, target: object) -> Any:
        if target is None:
            return self._usual()
        if isinstance(target, tuple) and len(target) == 2:
            return self._span(*target) if self.spans else self._at(*target)
        if self.spans and target in ENDS:
            return self._span(target, None)
        if self.words and isinstance(target, (int, str)) and not isinstance(target, bool):
            return self._at(self._place(), target)
        if isinstance(target, str) and not self.spans:
            label = self._label(target)
            column = self.outputs[0, :, label]
            return max(self.content, key=lambda place: float(column[place])), label
        raise TargetError(
            f"target={target!r} was given, and the model says something of every token; pass "
            f"{self._examples()}."
        )

    def _examples(self) -> str:
        if self.spans:
            return "'start', 'end' or ('start', 'a word')"
        if self.words:
            return "a word, a token id, or (position, word)"
        return "(word, label), such as " + repr(
            (self._word(self.content[0]) if self.content else 0, name_of(0, self.labels))
        )

    def _span(self, end: object, place: object) -> tuple[int, int]:
        if end not in (*ENDS, 0, 1):
            raise TargetError(f"target={(end, place)!r} was given; pass {self._examples()}.")
        which = ENDS.index(end) if isinstance(end, str) else int(end)
        if place is None:
            return which, self._best_place(self.outputs[0, which])
        return which, self._token(place, last=which == 1)

    def _at(self, place: object, what: object) -> tuple[int, Any]:
        token = self._token(place)
        if what is None:
            return token, int(self.outputs[0, token].argmax())
        if isinstance(what, str):
            return token, self.vocabulary.number(what) if self.words else self._label(what)
        return token, what

    def _token(self, place: object, last: bool = False) -> Any:
        if isinstance(place, str):
            return self.text.find(place)[-1 if last else 0]
        return place

    def _label(self, label: str) -> int:
        return cast("int", resolve(label, self.outputs[:, 0], self.labels))

    # The model's own answer ---------------------------------------------------------------------

    def _usual(self) -> tuple[int, int]:
        if self.spans:
            return 0, self._best_place(self.outputs[0, 0])
        if self.words:
            place = self._place()
            return place, int(self.outputs[0, place].argmax())
        return self._said(self.outputs[0].softmax(1))[0]

    def _best_place(self, row: Tensor) -> int:
        return max(self.content or range(len(row)), key=lambda place: float(row[place]))

    def _place(self) -> int:
        """Where a language model speaks: at the mask, else after the last token."""
        mask = getattr(self.vocabulary.tokenizer, "mask_token_id", None)
        places = [] if mask is None else self.text.ids[0].eq(mask).nonzero().flatten().tolist()
        return int(places[0]) if places else int(self.outputs.shape[1]) - 1

    def _said(self, table: Tensor) -> list[tuple[int, int]]:
        """Tokens with their labels, the surest first; those that belong to nothing come last."""
        places = self.content or list(range(len(table)))
        best = torch.stack([table[place] for place in places]).max(1)
        found = list(zip(places, best.indices.tolist(), best.values.tolist(), strict=True))
        found.sort(key=lambda one: (name_of(one[1], self.labels) == OUTSIDE, -one[2]))
        return [(place, label) for place, label, _ in found]

    def _word(self, place: int) -> str:
        tokens = self.text.tokens
        if place >= len(tokens):
            return f"#{place}"
        own = [t for t in tokens if t["word"] == tokens[place]["word"]]
        text = own[0]["text"] + "".join(t["before"] + t["text"] for t in own[1:])
        return text.strip() or f"#{place}"
