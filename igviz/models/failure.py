"""What to say where a model fails on its input: what it lacks, if its error tells that."""

from __future__ import annotations

import re
from collections.abc import Collection
from traceback import walk_tb
from typing import Any

from igviz.errors import ModelError, text_of, what_it_said
from igviz.models import huggingface
from igviz.models.around import Around
from igviz.models.forward import parameters_of
from igviz.models.tables import looks_up

_SEE_MORE = "call it on the same yourself to see more"
# Words of errors about what a model was given; others tell of the model itself.
_OF_INPUT = re.compile(
    r"shape|size|dimension|\bdims?\b|dtype|scalar type|channel|index|length|element|broadcast"
    r"|expect|range|token|divisible",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?!.*(cannot|can't|both)).*(specif|pass|provid|need|requir|missing)", re.DOTALL
)
_MISSING = re.compile(r"missing \d+ required [\w-]+ arguments?: (.*)")


def failure(
    forward: Any, error: Exception, what: str, hint: str, given: Collection[str] = ()
) -> ModelError:
    """The error to raise in the place of a model's own.

    Parameters
    ----------
    forward : callable
    error : Exception
    what : str
        What the model was called with, in words.
    hint : str
        What to try where the input may be wrong.
    given : collection of str
        Names of the arguments that it was called with, beside the first.
    """
    said = what_it_said(error)
    while isinstance(forward, Around):
        what, given = forward.what or what, (*given, *forward.named)
        forward = forward.model
    lacking = _lacking(forward, error, given)
    unwritten = huggingface.has_decoder(forward) and huggingface.DECODER_IDS not in given
    if unwritten and (not lacking or huggingface.DECODER_IDS in lacking):
        start = huggingface.decoder_start(forward)
        return ModelError(
            f"The model writes a text of its own, of which it needs the tokens so far ({said}); "
            f"pass them beside its input, as in {{{_first(forward)!r}: input, "
            f"{huggingface.DECODER_IDS!r}: torch.tensor([[{start}]])}}. What it may write next, in "
            "one word or several, is then a target."
        )
    if lacking:
        hint = f"it also needs {', '.join(map(repr, lacking))}: {_how_to_pass(forward, lacking[0])}"
    elif not _OF_INPUT.search(text_of(error)):
        hint = _SEE_MORE
    return ModelError(f"The model failed on {what} ({said}); {hint}.")


def _lacking(forward: object, error: Exception, given: Collection[str]) -> list[str]:
    """Arguments of a model that its error says are missing, or that were None where it arose."""
    missing = _MISSING.search(text_of(error))
    if missing:
        named = re.findall(r"'(\w+)'", missing[1])
    elif _ASKS.search(text_of(error)):
        # Short words may be anything else in a sentence; names with an underscore are names.
        named = re.findall(r"\w+_\w+", text_of(error))
        if any(name in given for name in named):  # it speaks of one beside the other
            return []
    else:
        named = _none_at(error)
    taken = parameters_of(forward) or {}
    return [name for name in dict.fromkeys(named) if name in taken and name not in given]


def _none_at(error: Exception) -> list[str]:
    """Variables that are None where somebody asked None for something."""
    if "NoneType" not in text_of(error):
        return []
    *_, (frame, _) = walk_tb(error.__traceback__)
    own = frame.f_code.co_varnames[: frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount]
    return [name for name in own if frame.f_locals.get(name, "") is None]


def _first(forward: object) -> str:
    """What a model calls its token ids, or else its first argument."""
    taken = list(parameters_of(forward) or ())
    return huggingface.IDS if huggingface.IDS in taken or not taken else taken[0]


def _how_to_pass(forward: object, name: str) -> str:
    """How to hand over one argument more."""
    if looks_up(forward):
        first = _first(forward)
        ids = huggingface.IDS if name == first else first
        both = ", ".join(f"{one!r}: ..." for one in dict.fromkeys((ids, name)))
        return f"pass a mapping of names to all that it takes, as in {{{both}}}"
    if name == "edge_index":
        return "pass edge_index=, beside the features of nodes"
    return (
        f"hold it as it is, fixed={{{name!r}: ...}}, or name all inputs: "
        f"{{{_first(forward)!r}: ..., {name!r}: ...}}"
    )
