"""What is used of rich, imported without a trace in the random numbers that the user draws."""

from __future__ import annotations

import random

_before = random.getstate()  # rich draws from it when it is first imported
from rich.bar import Bar  # noqa: E402
from rich.console import Console, RenderableType  # noqa: E402
from rich.table import Table  # noqa: E402
from rich.text import Text  # noqa: E402

random.setstate(_before)

__all__ = ["Bar", "Console", "RenderableType", "Table", "Text"]
