"""On a real network and real photos."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from igviz.engine.attribution import Attribution
from igviz.explanation.tensors import integrated_gradients

CLASSES = {
    "bird": "chickadee",
    "parrot": "macaw",
    "dragonfly": "dragonfly",
    "hot_dog": "hotdog",
    "samoyed": "Samoyed",
}

MEASURE = """
import sys
sys.path.insert(0, "../benchmarks")
import torch
from torchvision_shim import torchvision
from memory import peak  # of this process alone: getrusage counts who started it, too
from igviz.explanation.tensors import integrated_gradients
torch.set_num_threads(1)
model = torchvision.models.squeezenet1_0().eval()
x = torch.rand(1, 3, 224, 224, generator=torch.Generator().manual_seed(0))
integrated_gradients(model, x, target=1, n_steps=8, batch_size=8)
before = peak()
attribution = integrated_gradients(model, x, target=1, n_steps=160, batch_size=8)
after = peak()
kept = sum(m.numel() for s in attribution.step_maps for m in (s.signed, s.absolute))
print(round(before * 2**30), round(after * 2**30) - kept)
"""


def ends(photo: Path, torchvision: Any) -> tuple[Tensor, Tensor]:
    transform = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.transforms()
    image = Image.open(photo).convert("RGB")
    return transform(image)[None], transform(Image.new("RGB", image.size))[None]


@pytest.fixture(scope="module")
def attribution_of(
    squeezenet: nn.Module, torchvision: Any, shared: Path
) -> Callable[[str], Attribution]:
    """Give a function that attributes the top class of a photo, once."""

    @functools.cache
    def attribute(name: str) -> Attribution:
        photo = shared / "photos" / f"{name}.jpg"
        return integrated_gradients(squeezenet, *ends(photo, torchvision), tol=0.05)

    return attribute


@pytest.mark.parametrize("name", CLASSES)
def test_photos_get_their_class_and_add_up(
    name: str, attribution_of: Callable[[str], Attribution], torchvision: Any
) -> None:
    labels = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.meta["categories"]
    attribution = attribution_of(name)
    (index,) = attribution.target
    assert isinstance(index, int)
    assert labels[index] == CLASSES[name]
    change = attribution.score - attribution.baseline_score
    assert attribution.certificate.converged
    assert abs(attribution.convergence_delta / change).item() < 0.05


@pytest.mark.parametrize(("dtype", "near"), [(torch.float32, 1e-3), (torch.float64, 1e-8)])
def test_agrees_with_captum(
    dtype: torch.dtype, near: float, squeezenet: nn.Module, torchvision: Any, shared: Path
) -> None:
    captum = pytest.importorskip("captum.attr")
    x, base = (e.to(dtype) for e in ends(shared / "photos" / "bird.jpg", torchvision))
    model = torchvision.models.squeezenet1_0()
    model.load_state_dict(squeezenet.state_dict())
    model = model.eval().to(dtype)
    how: dict[str, Any] = {"n_steps": 8, "method": "riemann_middle"}  # 1/8 is exact
    attributions = integrated_gradients(model, x, base, 19, output="logit", **how).attributions
    oracle = captum.IntegratedGradients(model).attribute(
        x, base, target=19, internal_batch_size=8, **how
    )
    assert ((attributions - oracle).norm() / oracle.norm()).item() < near


def test_the_window_of_the_samoyed_lies_on_the_dog(
    attribution_of: Callable[[str], Attribution], shared: Path
) -> None:
    magnitude = attribution_of("samoyed").attributions[0].abs().sum(0).numpy()
    mask = Image.open(shared / "photos" / "samoyed_mask.png").convert("L")
    # The transform leaves a 256 x 256 photo its size and cuts out the middle.
    dog = np.asarray(mask.crop((16, 16, 240, 240))) > 127
    assert dog.shape == magnitude.shape
    brightest = magnitude >= np.quantile(magnitude, 0.99)
    assert dog[brightest].mean() > 0.75


@pytest.mark.parametrize("name", ["samoyed", "parrot"])
def test_the_certificate_is_right(
    name: str,
    attribution_of: Callable[[str], Attribution],
    squeezenet: nn.Module,
    torchvision: Any,
    shared: Path,
) -> None:
    x, base = ends(shared / "photos" / f"{name}.jpg", torchvision)
    attribution = attribution_of(name)
    exact = integrated_gradients(squeezenet, x, base, n_steps=256, method="riemann_middle")
    error = (attribution.attributions - exact.attributions).norm() / exact.attributions.norm()
    assert attribution.certificate.converged
    assert attribution.certificate.error is not None
    assert error.item() <= 1.3 * 0.05
    assert 1 / 1.5 < attribution.certificate.error / error.item() < 1.5


@pytest.mark.usefixtures("torchvision")
def test_memory_does_not_grow_with_steps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split())
    # Above the warmed-up process: 80 to 120 MB, as the allocator has it, of a few batches; the
    # gradients would take 96 MB more.
    assert after - before <= 150e6
