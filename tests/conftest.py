from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from torch import nn

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("IGVIZ_SHARED", ROOT.parent / "shared"))


def skips_are_failures() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure: what looks green must have run."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nWhere CI=true nothing is skipped."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if skips_are_failures() and item.get_closest_marker("optional") is None:
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if skips_are_failures():
        refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real photos and models: $IGVIZ_SHARED, or shared/ beside the project."""
    if not (SHARED / "photos").is_dir():
        pytest.skip("no photos and models: set IGVIZ_SHARED to the folder that has them")
    return SHARED


@pytest.fixture(scope="session")
def torchvision() -> Any:
    """Return torchvision, also beside a torch that was built without CUDA."""
    from torchvision_shim import torchvision

    return torchvision


@pytest.fixture(scope="session")
def squeezenet(torchvision: Any, shared: Path) -> nn.Module:
    """Return SqueezeNet 1.0 with its ImageNet weights, ready to predict."""
    from safetensors.torch import load_file

    model = torchvision.models.squeezenet1_0()
    model.load_state_dict(load_file(shared / "models" / "squeezenet1_0.safetensors"))
    return cast("nn.Module", model.eval())
