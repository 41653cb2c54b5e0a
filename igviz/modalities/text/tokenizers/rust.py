"""The Rust tokenizers of the library ``tokenizers``, which Hugging Face's fast ones hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.function import Function
from igviz.modalities.text.tokenizers.huggingface import Role
from igviz.modalities.text.tokenizers.written import Written

# These tokenizers know texts and ids of tokens, and not what a token is for.
_USUAL: dict[Role, tuple[str, ...]] = {
    "pad": ("[PAD]", "<pad>", "<|pad|>", "<PAD>"),
    "mask": ("[MASK]", "<mask>", "<MASK>"),
    "unk": ("[UNK]", "<unk>", "<UNK>"),
}


class Rust(Function):
    """A ``tokenizers.Tokenizer``."""

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The token as it stands in the vocabulary."""
        namer: Callable[[int], Any] = self.owner.id_to_token
        return namer

    def encode(self, written: Written, limit: int | None = None) -> Encoded:
        """See `Adapter.encode`."""
        with _truncated(self.called, limit):
            return super().encode(written)

    def token_id(self, role: Role) -> int | None:
        """See `Adapter.token_id`; the padding that is set, or what tokens are usually called."""
        number = super().token_id(role)
        look_up = getattr(self.owner, "token_to_id", None)
        if number is not None or look_up is None:
            return number
        padding = getattr(self.owner, "padding", None)
        if role == "pad" and isinstance(padding, dict):
            number = padding.get("pad_id")
        for name in _USUAL[role]:
            number = look_up(name) if number is None else number
        return number

    def marked_special(self) -> frozenset[int | None]:
        """See `Described.marked_special`."""
        added: dict[int, Any] = getattr(self.owner, "get_added_tokens_decoder", dict)()
        special = {number for number, token in added.items() if getattr(token, "special", False)}
        return super().marked_special() | special


@contextmanager
def _truncated(tokenizer: Any, limit: int | None) -> Iterator[None]:
    """Have a tokenizer cut texts, and leave it as it was."""
    if limit is None or not hasattr(tokenizer, "enable_truncation"):
        yield
        return
    before = tokenizer.truncation
    tokenizer.enable_truncation(limit)
    try:
        yield
    finally:
        if before is None:
            tokenizer.no_truncation()
        else:
            tokenizer.enable_truncation(**before)
