"""Why a PyTorch model said what it said: Integrated Gradients in a notebook cell.

>>> import igviz
>>> explorer = igviz.show(model, "photo.jpg", transform=weights.transforms())
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from igviz.errors import (
    GradientError,
    IgvizError,
    InputError,
    ModelError,
    SaveError,
    SomeInputsError,
    TargetError,
)
from igviz.explanation.hooks import hooks as _hooks
from igviz.version import __version__ as __version__

if TYPE_CHECKING:
    from igviz.engine.attribution import Attribution
    from igviz.explanation.explanation import Explanation
    from igviz.explanation.many import explain
    from igviz.explanation.numbers import Saved, load
    from igviz.explanation.tensors import integrated_gradients
    from igviz.hosts.notebook.explorer import Explorer, show
    from igviz.hosts.report import report

# Imported when first used, so that `import igviz` costs neither torch nor matplotlib.
_LAZY = {
    "Attribution": "igviz.engine.attribution",
    "Explanation": "igviz.explanation.explanation",
    "Explorer": "igviz.hosts.notebook.explorer",
    "explain": "igviz.explanation.many",
    "Saved": "igviz.explanation.numbers",
    "integrated_gradients": "igviz.explanation.tensors",
    "load": "igviz.explanation.numbers",
    "report": "igviz.hosts.report",
    "show": "igviz.hosts.notebook.explorer",
}

__all__ = [
    "Attribution",
    "Explanation",
    "Explorer",
    "GradientError",
    "IgvizError",
    "InputError",
    "ModelError",
    "SaveError",
    "Saved",
    "SomeInputsError",
    "TargetError",
    "explain",
    "integrated_gradients",
    "load",
    "report",
    "show",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'igviz' has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])


def load_ipython_extension(ipython: Any) -> None:
    """Register ``%igviz`` (called by ``%load_ext igviz``)."""
    importlib.import_module("igviz.hosts.notebook.magic").register(ipython)


def _show(explanation: Any) -> Any:
    return __getattr__("Explorer")(explanation)


def _report(explanations: Any, path: Any) -> Any:
    return __getattr__("report")(explanations, path)


_hooks.show, _hooks.report = _show, _report
