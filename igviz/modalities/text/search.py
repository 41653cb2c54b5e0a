"""Finding words in a text."""

from __future__ import annotations

import re

from igviz.errors import nearest, quoted
from igviz.modalities.text.tokens import Span

_WORDS = re.compile(r"\w+(?:['’]\w+)*")


def search(words: str, text: str) -> Span | None:
    """Return where words first occur: whole before parts of others, exact before another case."""
    stretch = r"\s+".join(map(re.escape, words.split()))
    if not stretch:
        return None
    for pattern in (rf"(?<!\w){stretch}(?!\w)", stretch):
        for flags in (re.NOFLAG, re.IGNORECASE):
            if match := re.search(pattern, text, flags):
                return match.span()
    return None


def nearest_words(words: str, text: str) -> str:
    """Return the end of a sentence that names up to three stretches of words like ``words``."""
    every = _WORDS.findall(text)
    count = max(1, len(_WORDS.findall(words)))
    stretches = [" ".join(every[i : i + count]) for i in range(len(every) - count + 1)]
    close = nearest(words, stretches, most=3, cutoff=0)
    return f"; the nearest are {quoted(close)}" if close else ""
