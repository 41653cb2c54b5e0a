"""What is told beside an attribution: where its score jumps, and how it was computed."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from igviz.engine.attribution import Attribution
from igviz.modalities.modality import Baseline, Input, Menu
from igviz.models.model import Model
from igviz.version import __version__

# Width of an interval of alpha in which a score jumps rather than changes ("Jumps" in
# docs/numerics.md).
JUMP_WIDTH = 1e-3


def jump_note(attribution: Attribution, baselines: Sequence[Baseline], menu: Menu) -> list[str]:
    """A note where the score makes its whole change right beside the baseline.

    Of the baselines to choose from, it offers another.
    """
    worst = attribution.certificate.worst
    if worst is None or worst[1] > JUMP_WIDTH:
        return []
    other = menu.other(*(baseline.name for baseline in baselines))
    note = (
        "The score jumps right beside the baseline, as with layers that normalise its size away or "
        "an input far larger than what the model was trained on, so no path from there adds up; "
        f"pass another, such as {other}, or scale the input."
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
        "torch": str(torch.__version__),
        **source.facts.provenance,
    }
