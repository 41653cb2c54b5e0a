"""What is told beside an attribution: where its score jumps, and how it was computed."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from igviz.engine.attribution import Attribution
from igviz.modalities.modality import Baseline, Input
from igviz.models.model import Model
from igviz.version import __version__

# Width of an interval of alpha in which a score jumps rather than changes ("Jumps" in
# docs/numerics.md).
JUMP_WIDTH = 1e-3


def jump_note(
    attribution: Attribution, baselines: Sequence[Baseline], names: Sequence[str]
) -> list[str]:
    """A note where the score makes its whole change right beside the baseline.

    Of ``names``, those of all baselines to choose from, it offers another.
    """
    worst = attribution.certificate.worst
    if worst is None or worst[1] > JUMP_WIDTH:
        return []
    used = {baseline.name for baseline in baselines}
    other = next((name for name in names if name not in used), "another")
    note = (
        "The score jumps right beside the baseline, as with layers that normalise its size "
        f"away, so no path from there adds up; pass another, such as baseline={other!r}."
    )
    return [note]


def provenance(model: Model, source: Input, attribution: Attribution) -> dict[str, str]:
    """Model, method, input and versions, by name."""
    inputs = source.facts.inputs
    precision = model.dtype or inputs.dtype
    return {
        "model": model.name,
        "method": attribution.certificate.method,
        "input": " x ".join(map(str, inputs.shape[1:])),
        "precision": str(precision).removeprefix("torch."),
        "device": str(model.device),
        "igviz": __version__,
        "torch": torch.__version__,
        **source.facts.provenance,
    }
