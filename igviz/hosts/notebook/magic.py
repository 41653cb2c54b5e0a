"""``%igviz model img --target Samoyed --baseline blur``: `igviz.show` as a line magic."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic_arguments import MagicArgumentParser

from igviz.errors import what_it_said
from igviz.hosts.notebook.explorer import Explorer, show
from igviz.modalities.choose import baseline_names
from igviz.options import OPTIONS, Typed

# Read as Python in the notebook's own namespace; everything else is a literal or plain text.
AS_EXPRESSION = (Typed.NAME, Typed.NAMES, Typed.SWITCH)
EXPRESSIONS = {name for name, o in OPTIONS.items() if o.typed in AS_EXPRESSION}
# Options whose value is one of a few words: a variable of that name is not meant.
PLAIN = {name for name, o in OPTIONS.items() if o.typed is Typed.WORD}


def parser() -> MagicArgumentParser:
    """The magic's arguments; ``--n-steps`` and ``--n_steps`` are the same."""
    parser = MagicArgumentParser("%igviz", description="Explain one prediction in a live explorer.")
    parser.add_argument("model", help="a model in this notebook: a name or an expression")
    parser.add_argument("inputs", help="a name, an expression, an image file, or a text in quotes")
    for name, option in OPTIONS.items():
        flags = dict.fromkeys([f"--{name.replace('_', '-')}", f"--{name}"])
        kind = "expression" if name in EXPRESSIONS else "value"
        described = option.plain.replace("%", "%%")  # argparse fills in what is behind one
        parser.add_argument(*flags, dest=name, metavar=kind, help=described)
    return parser


def register(ipython: Any) -> None:
    """Make ``%igviz`` known to a shell."""

    def igviz(line: str) -> Explorer | None:
        if line.split() in (["--help"], ["-h"]):
            print(parser().format_help())  # noqa: T201 - what was asked for
            return None
        return run(ipython, line)

    igviz.__doc__ = parser().format_help()
    ipython.register_magic_function(igviz, "line", "igviz")


def run(ipython: Any, line: str) -> Explorer:
    """Read the line in the shell's namespace and show the explorer."""
    try:
        given = vars(parser().parse_argstring(line))
    except ValueError as error:
        raise UsageError(f"The line has a quotation mark too few or too many ({error}).") from error
    model = _expression(ipython, given.pop("model"), "model")
    inputs = _input(ipython, given.pop("inputs"))
    how = {
        name: _expression(ipython, text, f"--{name}")
        if name in EXPRESSIONS
        else _value(ipython, name, text)
        for name, text in given.items()
        if text is not None
    }
    return show(model, inputs, **how)


def _expression(ipython: Any, text: str, what: str) -> Any:
    try:
        return ipython.ev(_unquoted(text))
    except Exception as error:
        raise UsageError(
            f"{what} is {text!r}, which this notebook cannot read ({what_it_said(error)}); "
            "pass the name of a variable, or an expression in quotes."
        ) from error


def _input(ipython: Any, text: str) -> Any:
    path = _unquoted(text)
    if path != text or Path(path).exists():
        return path
    try:
        return ipython.ev(text)
    except Exception as error:
        raise UsageError(
            f"inputs is {text!r}: there is no such file, and this notebook cannot read it as "
            f"Python ({what_it_said(error)}); pass the path of an image, or the name "
            "of a variable."
        ) from error


def _value(ipython: Any, name: str, text: str) -> Any:
    """A Python literal, a variable that can be meant, or the text itself."""
    if _unquoted(text) != text:
        return _unquoted(text)
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        variable = ipython.user_ns.get(text)
        return variable if _can_be_meant(name, text, variable) else text


def _can_be_meant(name: str, text: str, variable: Any) -> bool:
    a_word = name in PLAIN or text in baseline_names()
    if variable is None or isinstance(variable, type) or a_word:
        return False
    # A picture of a dog is likely called dog, as is the class.
    return (
        name != "target" or callable(variable) or isinstance(variable, (int, str, tuple, Mapping))
    )


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
