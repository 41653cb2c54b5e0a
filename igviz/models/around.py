"""Modules of igviz's own around a model: what they hold is guarded like the model itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from torch import Tensor, nn

from igviz.models.private import mark_private
from igviz.models.reach import modules_of


class Around(nn.Module):
    """A model, module or function, inside a module that calls it in another way.

    Parameters
    ----------
    model : callable
    used : iterable of Module
        Further modules that a function uses.
    """

    def __init__(self, model: Any, used: Iterable[nn.Module] = ()) -> None:
        super().__init__()
        self.model = model  # registers a module, keeps a function
        # Those of a function are registered, so that they are guarded: a module holds its own
        # already, and one module must not have two names.
        of_function = [] if isinstance(model, nn.Module) else [*modules_of(model), *used]
        self.of_function = nn.ModuleList(dict.fromkeys(of_function))
        mark_private(self)
        mark_private(self.of_function)

    @property
    def named(self) -> tuple[str, ...]:
        """The arguments that the model is called with by name, as far as they are known here."""
        return ()

    @property
    def what(self) -> str:
        """What the model is called with, in words; empty where that is what this module gets."""
        return ""


class Held(Around):
    """A model whose other arguments are held fixed, the same for every row.

    Parameters
    ----------
    model : callable
    fixed : mapping of str
        Arguments by name. Tensors (1, ...) are handed over once for every row, others as they are.
    """

    def __init__(self, model: Any, fixed: Mapping[str, Any]) -> None:
        super().__init__(model)
        self.fixed = dict(fixed)
        self.config = getattr(model, "config", None)  # which says what logits are of

    @property
    def named(self) -> tuple[str, ...]:
        """What is held fixed."""
        return tuple(self.fixed)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Call the model, with what is held fixed beside."""
        given = [v for v in (*args, *kwargs.values()) if isinstance(v, Tensor) and v.ndim]
        rows = len(given[0]) if given else 1
        fixed = {name: _rows(value, rows) for name, value in self.fixed.items()}
        return self.model(*args, **{**fixed, **kwargs})


def _rows(value: Any, rows: int) -> Any:
    single = isinstance(value, Tensor) and value.shape[:1] == (1,)
    return value.expand(rows, *value.shape[1:]) if single else value
