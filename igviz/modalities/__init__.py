"""Kinds of input, one folder each: read, baselines, targets, figure, stills.

`ROOMS` is the list. A room holds ``modality.py`` (see `igviz.modalities.modality.Modality`) and
``stills.py``; it is imported when first needed, so that stills need no torch.
"""

from __future__ import annotations

# The kind of a figure, and the folder here and in js/src/modalities that knows it. A source is
# offered in this order; the last takes what no other accepts.
ROOMS = {
    "graph": "graph",
    "parts": "parts",
    "series": "series",
    "tabular": "tabular",
    "tokens": "text",
    "volume": "volume",
    "array": "array",
    "image": "image",
}
# Figures of several inputs together, which are drawn and never handed over.
TOGETHER = {"rows": "rows"}
