"""Training of the scene classifier on scenes drawn for the purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from igviz.examples.bundled import SIZE, SceneTransform
from igviz.examples.models import SceneNet
from training.picture import bundled_scene
from training.scenes.objects import LABELS
from training.scenes.scene import scene

__all__ = ["HELD_OUT", "draw_scenes", "points_of_paths", "scene_accuracy", "train_scenes"]

SEED = 20
SCENES = 5000
EPOCHS = 10
BATCH = 50
RATE = 4e-3
#: Seeds from here on are drawn for training; smaller ones are never seen by it.
FIRST_SEED = 1_000_000
#: How many scenes the accuracy beside the weights was measured on.
HELD_OUT = 500
#: How far, in the L2 norm of a whole picture with values in [0, 1], a training picture may be
#: pushed against its label. It makes gradients follow the shapes instead of the paper's grain.
PUSH = 2.0
SMOOTHING = 0.03
#: How finely the weights are rounded, see `training.rounding.step_sizes`. At 120 they take 30 kB
#: instead of 222 in half precision. Once the network has settled on them it is as accurate, its
#: attributions lie on objects as before, and the probabilities of 60 scenes moved by 0.003 on
#: average and by 0.11 at most.
FINENESS = 120
#: How many updates the network gets to settle on rounded weights, and of how many pictures each.
UPDATES = 400
ROWS = 32

Pixels = npt.NDArray[np.uint8]


def draw_scenes(first: int, n: int, *, single: bool) -> tuple[Pixels, npt.NDArray[np.float32]]:
    """Draw `n` scenes and say what is in them.

    Parameters
    ----------
    first
        Seed of the first scene; the others follow.
    n
        How many scenes.
    single
        Whether each holds exactly one object; else some are empty and some hold two.

    Returns
    -------
    tuple
        Pictures ``(n, SIZE, SIZE, 3)``, ``uint8``, and the share of each class ``(n, classes)``:
        halves for two objects, equal shares of all for none.
    """
    pixels = np.empty((n, SIZE, SIZE, 3), dtype=np.uint8)
    shares = np.zeros((n, len(LABELS)), dtype=np.float32)
    for i in range(n):
        rng = random.Random(first + i)
        count = 1 if single else rng.choices((0, 1, 2), (2, 6, 2))[0]
        names = rng.sample(LABELS, count)
        pixels[i] = scene(first + i, names).pixels
        shares[i] = 0 if names else 1 / len(LABELS)
        for name in names:
            shares[i, LABELS.index(name)] = 1 / count
    return pixels, shares


def _vary(images: Tensor, generator: torch.Generator) -> Tensor:
    """Mirror some pictures, exchange colour channels, change the exposure, add noise."""
    n = len(images)
    mirrored = torch.rand(n, generator=generator) < 0.5
    images[mirrored] = images[mirrored].flip(3)
    if torch.rand((), generator=generator) < 0.5:
        images = images[:, torch.randperm(3, generator=generator)]
    exposure = 0.8 + 0.4 * torch.rand(n, 1, 1, 1, generator=generator)
    spread = 0.12 * torch.rand(n, 1, 1, 1, generator=generator)
    return images * exposure + spread * torch.randn(images.shape, generator=generator)


def _norm(images: Tensor) -> Tensor:
    norms: Tensor = torch.linalg.vector_norm(images, dim=(1, 2, 3), keepdim=True)
    return norms + 1e-12


def _push(
    loss: Callable[[Tensor], Tensor], images: Tensor, radius: float, generator: torch.Generator
) -> Tensor:
    """Move each picture up to `radius` in the direction that raises the loss most."""
    start = torch.randn(images.shape, generator=generator)
    start = (start * (0.5 * radius / _norm(start))).requires_grad_()
    (slope,) = torch.autograd.grad(loss(images + start), start)
    moved = start.detach() + radius * slope / _norm(slope)
    moved = moved * (radius / _norm(moved)).clamp(max=1)
    return images + moved * torch.rand(len(images), 1, 1, 1, generator=generator)


def train_scenes(report: Callable[[str], None] = print) -> SceneNet:
    """Draw the training scenes, train the network, and return it in evaluation mode."""
    drawn, shares = draw_scenes(FIRST_SEED, SCENES, single=False)
    pictures, targets = torch.from_numpy(drawn), torch.from_numpy(shares)
    targets = targets * (1 - SMOOTHING) + SMOOTHING / len(LABELS)
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    model = SceneNet(len(LABELS))
    prepare = SceneTransform()
    steps = EPOCHS * -(-SCENES // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps, pct_start=0.2
    )
    done = 0
    for epoch in range(EPOCHS):
        total = 0.0
        for rows in torch.randperm(SCENES, generator=generator).split(BATCH):
            expected = targets[rows]

            def loss(images: Tensor, expected: Tensor = expected) -> Tensor:
                return functional.cross_entropy(model(prepare.normalise(images)), expected)

            images = _vary(pictures[rows].permute(0, 3, 1, 2).float() / 255, generator)
            images = images.contiguous(memory_format=torch.channels_last)
            model.eval()
            images = _push(loss, images, PUSH * min(1.0, 3 * done / steps), generator)
            model.train()
            value = loss(images)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            schedule.step()
            total, done = total + value.item() * len(rows), done + 1
        report(f"scenes: epoch {epoch + 1} of {EPOCHS}, loss {total / SCENES:.3f}")
    return model.eval()


def points_of_paths() -> Iterator[Tensor]:
    """Draw batches of points between black and scenes, where attributions come from.

    A few in each batch are of the bundled scene, so that it keeps its scores.
    """
    generator = torch.Generator().manual_seed(SEED)
    drawn = torch.from_numpy(draw_scenes(FIRST_SEED, SCENES // 5, single=False)[0])
    bundled = torch.from_numpy(bundled_scene().pixels).expand(ROWS // 4, -1, -1, -1)
    for _ in range(UPDATES):
        rows = torch.randint(0, len(drawn), (ROWS - len(bundled),), generator=generator)
        images = torch.cat([drawn[rows], bundled]).permute(0, 3, 1, 2).float() / 255
        alphas = torch.rand(ROWS, 1, 1, 1, generator=generator)
        yield SceneTransform().normalise(images * alphas)


def scene_accuracy(model: SceneNet, first: int, n: int) -> float:
    """Return the share of `n` single-object scenes from seed `first` on that `model` names."""
    drawn, shares = draw_scenes(first, n, single=True)
    images = torch.from_numpy(drawn).permute(0, 3, 1, 2).float() / 255
    right = 0
    with torch.no_grad():
        for rows in torch.arange(n).split(BATCH):
            predicted = model(SceneTransform().normalise(images[rows])).argmax(1)
            right += int((predicted == torch.from_numpy(shares)[rows].argmax(1)).sum())
    return right / n
