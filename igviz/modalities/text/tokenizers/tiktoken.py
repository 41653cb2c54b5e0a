"""OpenAI's encodings of the library ``tiktoken``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from igviz.modalities.text.tokenizers.function import Function


class TikToken(Function):
    """A ``tiktoken.Encoding``."""

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The token's bytes, which need not be whole characters."""
        namer: Callable[[int], Any] = self.owner.decode_single_token_bytes
        return namer
