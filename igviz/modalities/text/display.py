"""What an explanation shows of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import wire
from igviz.modalities.display import as_array, error_map, signed_steps
from igviz.modalities.text.figure import Token


@dataclass(frozen=True)
class TextDisplay:
    """What is shown of a text: its tokens, what follows them, and those the output speaks of."""

    features: ClassVar[str] = "tokens"
    judged: ClassVar[str] = "words (sums over tokens)"

    tokens: tuple[Token, ...]
    after: str
    baseline_name: str
    about: tuple[int, ...] = ()
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        values = as_array(attribution.attributions[0]).sum(1, np.float64).astype(np.float32)
        return {
            "kind": "tokens",
            "tokens": list(self.tokens),
            "after": self.after,
            "values": wire(values),
            "error": error_map(attribution),
            "steps": signed_steps(attribution),
            "about": list(self.about),
        }
