"""Texts: the path runs through the model's embedding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from igviz.compute.embedding import Part, embedded
from igviz.compute.model import Forward
from igviz.compute.target import Resolved
from igviz.displays import TextDisplay
from igviz.figure import Token
from igviz.inputs.text import TextInput, read_text
from igviz.inputs.text_baselines import TextBaseline, make_text_baselines, offered
from igviz.subjects.classes import Classes
from igviz.subjects.sequences import Sequences, Vocabulary
from igviz.subjects.subject import End


class TextSubject:
    """One text; see `igviz.subjects.subject.Subject`."""

    channel_dim = 1
    usual_baseline = "zero"
    other_baseline = "zero"

    def __init__(
        self,
        model: Forward,
        source: object,
        tokenizer: Any,
        labels: Sequence[str],
        embedding: object = None,
        truncation: bool = False,
        keep_special: bool = True,
    ) -> None:
        self.labels, self.tokenizer, self.keep_special = labels, tokenizer, keep_special
        name, source = _ids_first(source)
        self.text: TextInput = read_text(
            source, tokenizer, truncation=truncation, limit=longest(model)
        )
        extra = dict(self.text.call)
        if name != "input_ids":
            extra[name] = self.text.ids
        self._open = partial(embedded, model, self.text.ids, extra, embedding)
        self.refresh()
        self.baselines = offered(tokenizer, self.opened.table)
        self.tokens = _tokens(self.text, self.opened.parts)
        self.notes = self.text.notes
        if any(part.module is None for part in self.opened.parts):
            self.notes += ("Float inputs are on the path, too; they start at zero.",)
        self.facts = {"tokens": str(len(self.text.tokens)), "embedding": self.opened.parts[0].name}

    def refresh(self) -> None:
        """Look the tokens up again: the embedding may have other weights now."""
        self.opened = self._open()
        self.forward: Forward = self.opened
        self.tensor = self.opened.points

    def ends(self, spec: object, seed: int) -> list[TextBaseline]:  # noqa: ARG002
        """See `igviz.inputs.text_baselines.make_text_baselines`; other inputs start at zero."""
        made = make_text_baselines(
            spec,
            self.text,
            self.opened.embed,
            self.opened.table,
            self.tokenizer,
            keep_special=self.keep_special,
        )
        whole = torch.zeros_like(self.tensor)
        return [TextBaseline(_over(whole, end.tensor), end.name) for end in made]

    def answers(self, outputs: Tensor) -> Classes | Sequences:
        """Classes, or what is said of each token."""
        if outputs.ndim != 3:
            return Classes(outputs, self.labels)
        return Sequences(
            outputs,
            self.labels,
            self.text,
            Vocabulary(self.tokenizer, self.opened.table),
            spans=self.opened.spans,
        )

    def display(self, ends: Sequence[End], target: Resolved) -> TextDisplay:
        """The tokens."""
        names = " + ".join(dict.fromkeys(end.name for end in ends))
        place = target[-1 if self.opened.spans else 0] if isinstance(target, tuple) else None
        about = (place,) if place is not None and place < len(self.text.tokens) else ()
        return TextDisplay(self.tokens, self.text.after, names, about)


def longest(model: Forward) -> int | None:
    """How many tokens the model has positions for; None where that cannot be told."""
    config = getattr(model, "config", None)
    known = getattr(config, "max_position_embeddings", None)
    if not isinstance(known, int) or known <= 0:
        return None
    # RoBERTa counts positions from behind its padding index.
    for name, module in model.named_modules() if isinstance(model, nn.Module) else ():
        offset = getattr(module, "padding_idx", None)
        if name.endswith("position_embeddings") and offset is not None:
            return known - int(offset) - 1
    return known


def _ids_first(source: object) -> tuple[str, object]:
    """What the ids are called, and the source with them as ``input_ids``."""
    if not isinstance(source, Mapping) or "input_ids" in source:
        return "input_ids", source
    for name, value in source.items():
        if isinstance(value, Tensor) and not value.is_floating_point():
            rest = {key: v for key, v in source.items() if key != name}
            return str(name), {"input_ids": value, **rest}
    return "input_ids", source


def _over(whole: Tensor, first: Tensor) -> Tensor:
    """The baseline of the first part, with nothing for the others."""
    made = whole.clone()
    made[:, : first.shape[1], : first.shape[2]] = first.to(whole)
    return made


def _tokens(text: TextInput, parts: Sequence[Part]) -> tuple[Token, ...]:
    """One entry for each row of the path's points."""
    tokens = list(text.tokens)
    for segment, part in enumerate(parts[1:], 1):
        start = max((token["word"] for token in tokens), default=0) + 1
        for k in range(part.values.shape[1]):
            what = f"#{int(part.ids.flatten()[k])}" if part.ids is not None else f"{part.name}[{k}]"
            tokens.append(
                Token(before=" ", text=what, special=False, word=start + k, segment=segment)
            )
    return tuple(tokens)
