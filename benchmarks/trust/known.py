"""Image networks that `bench_integration.py` measures, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import torch
from torch import nn
from workloads import squeezenet_workloads

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
    workloads = list(squeezenet_workloads())
    if not workloads:
        print("SqueezeNet's weights and photos are not at hand: left out")
    for workload in workloads:
        net = cast("nn.Module", workload.forward).requires_grad_(False)
        ends = workload.inputs, workload.baselines
        yield Case("SqueezeNet", workload.name, net, *ends, 1, most=1536)
