"""Image networks that `bench_integration.py` measures, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import torch
from subjects import squeezenet_subjects
from torch import nn

from igviz import examples
from training.scenes.scene import scene
from trust.case import Case


def bundled_image(_: Path) -> Iterator[Case]:
    """The package's own classifier on twelve drawn scenes, from black."""
    example = examples.load_image()
    x = torch.stack([example.transform(scene(seed).image) for seed in range(1, 13)])
    black = example.transform.normalise(torch.zeros_like(x))
    model = example.model.requires_grad_(False)
    yield Case("bundled image", "", model, x, black, 1, most=1536)


def squeezenet(_: Path) -> Iterator[Case]:
    """SqueezeNet 1.0 on photos, from black and from blur."""
    subjects = list(squeezenet_subjects())
    if not subjects:
        print("SqueezeNet's weights and photos are not at hand: left out")
    for subject in subjects:
        net = cast("nn.Module", subject.forward).requires_grad_(False)
        ends = subject.inputs, subject.baselines
        yield Case("SqueezeNet", subject.name, net, *ends, 1, most=1536)
