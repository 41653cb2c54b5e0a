"""SentencePiece's processors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from igviz.modalities.text.tokenizers.function import Function


class SentencePiece(Function):
    """A ``sentencepiece.SentencePieceProcessor``."""

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The piece, with ``▁`` for a space, under the method's newer or older name."""
        method = "id_to_piece" if hasattr(self.owner, "id_to_piece") else "IdToPiece"
        namer: Callable[[int], Any] = getattr(self.owner, method)
        return namer
