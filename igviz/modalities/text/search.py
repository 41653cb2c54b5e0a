"""Finding words in a text."""

from __future__ import annotations

import difflib
import re

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


def nearest(words: str, text: str) -> str:
    """Return the end of a sentence that names up to three stretches of words like ``words``."""
    every = _WORDS.findall(text)
    count = max(1, len(_WORDS.findall(words)))
    near = {" ".join(every[i : i + count]): None for i in range(len(every) - count + 1)}
    lower = {stretch.casefold(): stretch for stretch in near}
    close = difflib.get_close_matches(words.casefold(), lower, n=3, cutoff=0)
    return f"; the nearest are {', '.join(repr(lower[name]) for name in close)}" if close else ""
