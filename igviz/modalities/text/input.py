"""One text with its model: the path runs through the model's embedding."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

import torch
from torch import Tensor

from igviz.cached import cached_property
from igviz.errors import InputError, ModelError
from igviz.modalities.baselines import joined
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.text.baselines import TextBaseline, make_text_baselines, offered
from igviz.modalities.text.continuation import (
    Continuation,
    Continued,
    continuing,
    refuse_unwritten,
)
from igviz.modalities.text.display import TextDisplay
from igviz.modalities.text.figure import Token, word_numbers
from igviz.modalities.text.named import ids_first, single_numbers
from igviz.modalities.text.read import TextInput, read_text
from igviz.modalities.text.targets import Sequences, masks_note
from igviz.modalities.text.tokenizers.adapter import Adapter, adapter
from igviz.models import huggingface
from igviz.models.arrange import texts_in
from igviz.models.embedding import embedded
from igviz.models.lookup import Embedded, Part
from igviz.models.model import Model
from igviz.models.reach import modules_of
from igviz.models.tables import same_ids
from igviz.quadrature.shown import Shown

HINT = "pass the tokenizer it was trained with"
_STRAYED = (
    "The embedding {!r} also looks up numbers that the model makes of the tokens in a way that is "
    "not followed, such as a hash; what it returns for them stayed the same along the path."
)


class OpenText:
    """One text; see `igviz.modalities.modality.Input`."""

    def __init__(
        self,
        model: Model,
        source: object,
        *,
        truncation: bool | int,
        keep_special: bool,
        target: object = None,
    ) -> None:
        self.model, self.keep_special = model, keep_special
        self.tokenizer = model.once(_tokenizer)
        self._single = single_numbers(source)
        name, source = ids_first(source, model)
        cut = truncation is not False
        asked = None if isinstance(truncation, bool) else int(truncation)
        limit = asked or _limit(model, self.tokenizer)
        pad = model.once(_padding)
        self.text = read_text(source, self.tokenizer, truncation=cut, limit=limit, pad=pad)
        held = model.fixed or {}
        self.extra = {name: v for name, v in self.text.call.items() if name not in held}
        if name != huggingface.IDS:
            self.extra[name] = self.text.ids
        self.continuation: Continuation | None = None
        self.opened = self._opened_as_given()
        if isinstance(target, str):
            self.continuation = self._continuation(target)
        if self.continuation is not None:
            self.opened = self._opened()
        self.texts = [self._text_of(part) for part in self.opened.parts]
        # Token that the first position of an output speaks of; None where it is not on the path.
        self._first: int | None = 0
        self.tokens = _tokens(self.texts, self.opened.parts)
        notes = (*self.text.notes, *self._remarks())
        if model.fills_masks and not isinstance(target, tuple):
            notes += masks_note(self.text, self.tokenizer)
        notes += () if self.continuation is None else (self.continuation.note,)
        shown = Shown(1, tuple(word_numbers(self.tokens)))
        provenance = {"tokens": str(len(self.tokens)), "embedding": self.opened.parts[0].name}
        self.facts = InputFacts(self.opened, self.opened.points, shown, HINT, notes, provenance)

    def refresh(self, model: Model) -> None:
        """Look the tokens up again: the embedding may have other weights now."""
        self.model = model
        self.opened = self._opened()
        self.facts = replace(self.facts, forward=self.opened, inputs=self.opened.points)

    def _opened_as_given(self) -> Embedded:
        """The same; single numbers for each input are a text of one token, or else columns."""
        asked, self._single = self._single, frozenset()
        try:
            return self._opened()
        except ModelError:
            self._single = asked
            if asked:
                with contextlib.suppress(ModelError):
                    return self._opened()
            raise

    def _opened(self) -> Embedded:
        """The model as a function of what it looks up of the text, and of what it has written."""
        ids, more = self.text.ids, self.continuation
        if more is None:
            given = ids.reshape(-1) if self._single else ids
            beside = {n: v.reshape(-1) if n in self._single else v for n, v in self.extra.items()}
            beside |= {name: given for name, value in self.extra.items() if value is ids}
            return embedded(self.model, given, beside)
        if self._written is None:
            longer, beside = more.behind(ids), more.beside(self.extra, ids)
            beside |= {name: longer for name, value in self.extra.items() if value is ids}
            return embedded(self.model, longer, beside, read=ids)
        extra = {**self.extra, huggingface.DECODER_IDS: more.behind(self._written)}
        return embedded(self.model, ids, extra, written=self._written.shape[1])

    @property
    def _written(self) -> Tensor | None:
        """The tokens that a decoder has written so far."""
        written: Tensor | None = self.extra.get(huggingface.DECODER_IDS)
        return written if self.model.has_decoder else None

    def _continuation(self, target: str) -> Continuation | None:
        """What a language model may go on with, where that is more than one token."""
        words = self._words()
        shape = self.opened.answer_shape
        tells = len(shape) == 3 and shape[2] == words and not self.model.fills_masks
        if self.tokenizer is None or not tells or target in self.model.labels:
            return None
        if self.model.has_decoder and self._written is None:
            refuse_unwritten(target, self.tokenizer, self.model)
            return None
        seen = self.text.call.get(huggingface.MASK)
        if seen is not None and not seen.reshape(-1)[-1]:  # nothing follows on padding
            return None
        ids = continuing(target, self.tokenizer, begins=self._written is not None)
        return Continuation(target, ids, shape[1] - 1) if len(ids) > 1 else None

    def _words(self) -> int:
        """How many words the vocabulary has; 0 where it is not known."""
        table = self.opened.table()
        return 0 if table is None else len(table)

    @cached_property
    def menu(self) -> Menu:
        """What the tokenizer and the embedding can give."""
        names = offered(self.tokenizer, self.opened.table())
        return Menu(names, "zero", "mean", "a neutral sentence or embeddings as baseline")

    def baselines(self, spec: object, seed: int) -> list[TextBaseline]:  # noqa: ARG002
        """See `igviz.modalities.text.baselines.make_text_baselines`; float inputs start at zero."""
        each = [
            self._of_part(spec, k, text) for k, text in enumerate(self.texts) if text is not None
        ]
        made = []
        for several in zip(*each, strict=True):
            whole, start = torch.zeros_like(self.opened.points), 0
            for baseline in several:  # texts come before float inputs
                _, rows, width = baseline.tensor.shape
                whole[:, start : start + rows, :width] = baseline.tensor.to(whole)
                start += rows
            made.append(TextBaseline(whole, several[0].name))
        return made

    def _of_part(self, spec: object, part: int, text: TextInput) -> list[TextBaseline]:
        if part and isinstance(spec, (Tensor, list, tuple)):
            raise InputError(
                "Several embeddings are on the path, and this baseline has the shape of one of "
                "them; pass one by name, such as baseline='mean'."
            )
        return make_text_baselines(
            spec,
            text,
            partial(self.opened.embed, part=part),
            self.opened.table(part),
            self.tokenizer,
            keep_special=self.keep_special,
        )

    def targets(self, outputs: Tensor) -> Classes | Sequences:
        """Classes, or what is said of each token."""
        text = self._spoken_of(outputs)
        tokens = len(text.tokens)
        spans = self.opened.spans and outputs.shape[1:] == (2, tokens)
        of_tokens = outputs.ndim == 3 and outputs.shape[1] == tokens and not self.opened.hidden
        about = (self.model.labels, text, self.tokenizer, self._words(), spans)
        if self.continuation is not None:
            return Continued(self.continuation, outputs, *about)
        if not (spans or of_tokens):
            return Classes(outputs, self.model.labels)
        return Sequences(outputs, *about, self.model.fills_masks)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> TextDisplay:
        """The tokens, with those that the output speaks of."""
        names = joined(baselines)
        last = next(text for text in reversed(self.texts) if text is not None)
        first = self._first
        shown = () if first is None else tuple(position + first for position in about)
        return TextDisplay(self.tokens, last.after, names, shown)

    def _spoken_of(self, outputs: Tensor) -> TextInput:
        """The text that outputs for every token speak of: that of a decoder, where there is one."""
        self._first, first = 0, 0
        positions = outputs.shape[1] if outputs.ndim == 3 else 0
        if self.continuation is not None:
            positions = self.continuation.first + 1
        for text in self.texts:
            if text is None:
                break
            own = text is not self.text or not self.model.has_decoder
            if own and len(text.tokens) == positions:
                self._first = first
                return text
            first += len(text.tokens)
        if self._written is not None and self._written.shape[1] == positions:
            self._first = None
            return read_text(self._written, self.tokenizer, only_special=True)
        return self.text

    def _text_of(self, part: Part) -> TextInput | None:
        if part.ids is None:
            return None
        if part.text is not None:
            return self.text
        return read_text(part.ids.reshape(-1).tolist(), self.tokenizer, only_special=True)

    def _remarks(self) -> list[str]:
        remarks = []
        if None in self.texts:
            remarks.append("Float inputs are on the path, too; they start at zero.")
        remarks += [_STRAYED.format(name) for name in self.opened.strayed]
        table = self.opened.table()
        size = None if self.tokenizer is None else self.tokenizer.size
        if table is not None and size is not None and 2 * size < len(table):
            remarks.append(
                f"The tokenizer has {size} tokens and the embedding {len(table)} rows; make sure "
                "that it is this model's."
            )
        on_path = [part.ids for part in self.opened.parts if part.ids is not None]
        on_path += [part.text for part in self.opened.parts if part.text is not None]
        on_path.append(torch.cat([ids.reshape(1, -1) for ids in on_path], 1))  # one for each column
        apart = [
            name
            for name, value in texts_in(self.extra).items()
            if not any(same_ids(ids, value) for ids in on_path)
        ]
        if apart:
            remarks.append(
                f"{', '.join(apart)} stayed the same along the path; name its embedding, too "
                "(embedding=[...]), to attribute to it."
            )
        return remarks


def _tokenizer(model: Model) -> Adapter | None:
    return None if model.tokenizer is None else adapter(model.tokenizer)


def _padding(model: Model) -> int | None:
    """The id that the model's embeddings take for padding, where they agree on one."""
    told = {getattr(table, "padding_idx", None) for table in modules_of(model.forward)} - {None}
    return told.pop() if len(told) == 1 else None


def _limit(model: Model, tokenizer: Adapter | None) -> int | None:
    limits = [model.position_limit, None if tokenizer is None else tokenizer.limit]
    return min((limit for limit in limits if limit is not None), default=None)


def _tokens(texts: Sequence[TextInput | None], parts: Sequence[Part]) -> tuple[Token, ...]:
    """One entry for each row of the path's points, texts after one another."""
    tokens: list[Token] = []
    for text, part in zip(texts, parts, strict=True):
        words = 1 + max((token["word"] for token in tokens), default=-1)
        segments = 1 + max((token["segment"] for token in tokens), default=-1)
        if text is None:
            own = [_feature(f"{part.name}[{k}]", k) for k in range(part.values.shape[1])]
        else:
            own = [cast("Token", dict(token)) for token in text.tokens]
        for token in own:
            token["word"] += words
            token["segment"] += segments
        tokens += own
    return tuple(tokens)


def _feature(name: str, number: int) -> Token:
    return {"before": " ", "text": name, "special": False, "word": number, "segment": 0}
