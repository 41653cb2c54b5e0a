"""Why a PyTorch model said what it said: Integrated Gradients in a notebook cell.

>>> import igviz
>>> explorer = igviz.show(model, "photo.jpg", transform=weights.transforms())
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from igviz.errors import GradientError, IgvizError, InputError, ModelError, TargetError
from igviz.version import __version__ as __version__

if TYPE_CHECKING:
    from igviz.compute.attribution import Attribution
    from igviz.compute.functional import integrated_gradients
    from igviz.explainer import explain
    from igviz.explanation import Explanation
    from igviz.export import report
    from igviz.notebook.explorer import Explorer, show

# Imported when first used, so that `import igviz` costs neither torch nor matplotlib.
_LAZY = {
    "Attribution": "igviz.compute.attribution",
    "Explanation": "igviz.explanation",
    "Explorer": "igviz.notebook.explorer",
    "explain": "igviz.explainer",
    "integrated_gradients": "igviz.compute.functional",
    "report": "igviz.export",
    "show": "igviz.notebook.explorer",
}

__all__ = [
    "Attribution",
    "Explanation",
    "Explorer",
    "GradientError",
    "IgvizError",
    "InputError",
    "ModelError",
    "TargetError",
    "explain",
    "integrated_gradients",
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
    from igviz.notebook.magic import register

    register(ipython)
