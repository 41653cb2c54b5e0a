"""``%igviz model img --target Samoyed --baseline blur``: `igviz.show` as a line magic."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic_arguments import MagicArgumentParser

from igviz.explainer import Explainer
from igviz.notebook.explorer import Explorer, show

# Read as Python in the notebook's own namespace; everything else is a literal or plain text.
EXPRESSIONS = {"transform", "labels", "tokenizer", "progress"}


def options() -> list[str]:
    """The words of ``how``, from the one place that defines them."""
    parameters = inspect.signature(Explainer).parameters.values()
    return [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]


def parser() -> MagicArgumentParser:
    """The magic's arguments; ``--n-steps`` and ``--n_steps`` are the same."""
    made = MagicArgumentParser("%igviz", description="Explain one prediction in a live explorer.")
    made.add_argument("model", help="a model in this notebook: a name or an expression")
    made.add_argument("inputs", help="an image: a name, an expression or a file")
    for name in options():
        flags = dict.fromkeys([f"--{name.replace('_', '-')}", f"--{name}"])
        kind = "expression" if name in EXPRESSIONS else "value"
        made.add_argument(*flags, dest=name, metavar=kind, help=f"{name}, as in igviz.show")
    return made


def register(ipython: Any) -> None:
    """Make ``%igviz`` known to a shell."""

    def igviz(line: str) -> Explorer:
        return run(ipython, line)

    igviz.__doc__ = parser().format_help()
    ipython.register_magic_function(igviz, "line", "igviz")


def run(ipython: Any, line: str) -> Explorer:
    """Read the line in the shell's namespace and show the explorer."""
    given = vars(parser().parse_argstring(line))
    model = _expression(ipython, given.pop("model"), "model")
    inputs = _input(ipython, given.pop("inputs"))
    how = {
        name: _expression(ipython, text, f"--{name}")
        if name in EXPRESSIONS
        else _value(ipython, text)
        for name, text in given.items()
        if text is not None
    }
    return show(model, inputs, **how)


def _expression(ipython: Any, text: str, what: str) -> Any:
    try:
        return ipython.ev(_unquoted(text))
    except (NameError, SyntaxError) as error:
        raise UsageError(f"{what} is {text!r}, which this notebook cannot read: {error}") from None


def _input(ipython: Any, text: str) -> Any:
    path = _unquoted(text)
    if path != text or Path(path).exists():
        return path
    return _expression(ipython, text, "inputs")


def _value(ipython: Any, text: str) -> Any:
    """A Python literal, a variable that is no text label, or the text itself."""
    if _unquoted(text) != text:
        return _unquoted(text)
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        known = ipython.user_ns.get(text)
        return text if known is None or isinstance(known, type) else known


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
