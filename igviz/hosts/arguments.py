"""Options as arguments of a command: their declaration for typer, and their values as typed."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar, cast

import numpy as np
import typer
from typer.core import TyperCommand

from igviz.errors import what_it_said
from igviz.options import OPTIONS, Option, Typed

_TYPES = {Typed.INTEGER: int, Typed.DECIMAL: float, Typed.SWITCH: bool}  # others are texts
_METAVARS = {Typed.NAME: "NAME", Typed.NAMES: "NAME"}
_SWITCHED = {"true": True, "false": False}
Command = TypeVar("Command", bound=Callable[..., None])


def takes(options: Mapping[str, Option]) -> Callable[[Command], Command]:
    """Put options in place of a command's ``**typed``; those that are not typed are None."""

    def put(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=True)
        given = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        typed = [_parameter(name, option) for name, option in options.items()]
        cast("Any", command).__signature__ = signature.replace(parameters=[*given, *typed])
        return command

    return put


def _parameter(name: str, option: Option) -> inspect.Parameter:
    info = typer.Option(help=option.plain, metavar=_METAVARS.get(option.typed))
    if option.typed is Typed.SWITCH_OR_INTEGER:
        flags = flag(name), flag(f"no_{name}")
        info = typer.Option(*flags, parser=_switched, metavar="[NUMBER]", help=option.plain)
    annotation: Any = Annotated[_TYPES.get(option.typed, str) | None, info]
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=None, annotation=annotation)


def flag(name: str) -> str:
    """How an option is typed: ``--n-steps`` for ``n_steps``."""
    return f"--{name.replace('_', '-')}"


def _switched(text: str) -> bool | int:
    if text in _SWITCHED:
        return _SWITCHED[text]
    if not text.isdecimal():
        raise typer.BadParameter(f"{text!r} was given; pass a whole number, or nothing.")
    return int(text)


_SWITCHES = [name for name, o in OPTIONS.items() if o.typed is Typed.SWITCH_OR_INTEGER]
_ON = [flag(name) for name in _SWITCHES]


class ExplainCommand(TyperCommand):
    """A command with options that are a switch or a number, which typer does not have."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a value to such options that stand alone, before typer parses."""
        ctx.allow_extra_args = True  # they are refused below, where it is said what may be meant
        rest = super().parse_args(ctx, list(_with_values(args)))
        if ctx.args:
            _refuse_extra(args, ctx.args)
        return rest


def _with_values(args: list[str]) -> Iterator[str]:
    off = [flag(f"no_{name}") for name in _SWITCHES]
    for arg, following in pairwise([*args, ""]):
        if arg in off:
            yield f"{arg}=false"
        elif arg in _ON and not following.isdecimal():
            yield f"{arg}=true"
        else:
            yield arg


def _refuse_extra(args: list[str], extra: list[str]) -> NoReturn:
    for arg, following in pairwise(args):
        if arg in _ON and not following.startswith("-"):
            _switched(following)
    raise typer.BadParameter(
        f"{' '.join(extra)!r} was given beside a model and an input; put a text in quotes."
    )


def values(
    options: Mapping[str, Option], typed: Mapping[str, Any], names: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of the options that were typed; ``names`` are the model file's globals."""
    return {
        name: _value(name, option, typed[name], names)
        for name, option in options.items()
        if typed[name] is not None
    }


def _value(name: str, option: Option, typed: Any, names: Mapping[str, Any]) -> Any:
    if option.typed is Typed.NAMES and typed.lstrip().startswith(("[", "(", "{")):
        return _literal(typed)
    if option.typed is Typed.NAMES and "," in typed:
        return [each.strip() for each in typed.split(",")]
    if option.typed in (Typed.NAME, Typed.NAMES):
        return named(names, typed, flag(name))
    return _literal(typed) if option.typed is Typed.VALUE else typed


def typed_input(text: str) -> Any:
    """Return what was typed as an input: a list, a mapping, an array's .npy file, or the text."""
    if text.lower().endswith(".npy") and Path(text).is_file():
        return _array_in(text)
    value = _literal(text) if text.lstrip().startswith(("[", "{")) else text
    return value if value and isinstance(value, (list, dict)) else text


def _array_in(file: str) -> Any:
    """The array that NumPy saved in a file, of which nothing is run."""
    try:
        return np.load(file, allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise ValueError(
            f"{file!r} holds no array of numbers that NumPy reads ({what_it_said(error)}); save it "
            "with numpy.save(file, array)."
        ) from error


def named(names: Mapping[str, Any], name: str, where: str) -> Any:
    """Return the value of a name in the model's file."""
    if name not in names:
        public = ", ".join(sorted(key for key in names if not key.startswith("_")))
        raise ValueError(f"{where} names {name!r}; the file defines {public or 'nothing'}.")
    return names[name]


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text or "None")
    except (ValueError, SyntaxError):
        return text
