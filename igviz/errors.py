"""The errors igviz raises on purpose; plain bad arguments stay ``ValueError`` and ``TypeError``.

IgvizError
├── InputError        what was handed over cannot be read as an input
├── ModelError        the model does something that path attribution cannot use
│   ├── GradientError the gradient is missing or not finite somewhere on the path
│   │   └── SomeInputsError so it is for some inputs of a list, and others were explained
│   ├── MemoryRanOutError memory ran out where nothing smaller could be tried
│   └── WeightsChangedError somebody changed the weights while the model was explained
├── TargetError       the asked-for output does not exist
└── SaveError         no file can be written where it was asked for
"""

from __future__ import annotations

import difflib
import dis
import functools
import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from igviz.visible import legible

Function = TypeVar("Function", bound=Callable[..., Any])
LONGEST = 1200  # characters of a sentence
MANY = 10_000  # names; more are not compared with one that is not among them


class IgvizError(Exception):
    """Root of every error igviz raises on purpose.

    Its sentence may quote anybody's text, in which nothing hides: no control, bell or change of
    direction reaches a terminal or a page.
    """

    def __init__(self, sentence: str = "") -> None:
        if len(sentence) > LONGEST:  # what it quotes is long; it begins and ends with ours
            sentence = f"{sentence[: LONGEST // 2]} ... {sentence[-LONGEST // 2 :]}"
        super().__init__(legible(sentence))


class InputError(IgvizError, ValueError):
    """What was handed over cannot be read as an input (file, array, tensor, token)."""


class ModelError(IgvizError, RuntimeError):
    """The model's output, or the way it behaves on a batch, cannot be attributed."""


class GradientError(ModelError):
    """The gradient is missing or not finite at a point of the path.

    Attributes
    ----------
    sentences : mapping of int to str
        Where every example of a batch failed, why each did, by number.
    """

    def __init__(self, sentence: str, sentences: Mapping[int, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentences = sentences or {}


class MemoryRanOutError(ModelError):
    """Memory ran out where nothing smaller could be tried."""


class WeightsChangedError(ModelError):
    """The model's weights changed while it was being explained."""


class SomeInputsError(GradientError):
    """Some inputs of a list could not be explained; nothing is lost of the others.

    Attributes
    ----------
    sentence : str
        Which inputs failed, and why.
    explanations : list
        What `igviz.explain` would have returned, with None or an empty list for each that failed.
    """

    def __init__(self, sentence: str, explanations: Sequence[Any]) -> None:
        rest = (
            " The explanations of the others are in this error's .explanations "
            "(sys.last_value.explanations after it)."
        )
        super().__init__(sentence + rest if any(explanations) else sentence)
        self.sentence, self.explanations = legible(sentence), list(explanations)


class TargetError(IgvizError, ValueError):
    """The target asked for is not among the model's outputs."""


class SaveError(IgvizError, OSError):
    """No file can be written at this path; what was there before is as it was."""


def text_of(error: BaseException) -> str:
    """The text of somebody else's error, which may have none that can be read."""
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - it is anybody's
        return "without a text that could be read"


def what_it_said(error: BaseException) -> str:
    """Kind and first line of somebody else's error, for a sentence of ours."""
    kind, first = type(error).__name__, text_of(error).strip().split("\n")[0][:300]
    return f"{kind}: {legible(first)}" if first else kind


def in_words(function: Function) -> Function:
    """Have a function put into words whatever is raised in it by code that is not igviz's own."""

    @functools.wraps(function)
    def worded(*args: Any, **how: Any) -> Any:
        try:
            return function(*args, **how)
        except (IgvizError, Warning):  # the latter where somebody made errors of them
            raise
        except Exception as error:
            if isinstance(error, (ValueError, TypeError)) and _is_own(error):
                error.args = (legible(text_of(error)),)
                raise
            raise IgvizError(
                f"The explanation could not be made ({what_it_said(error)}); call the model on the "
                "input yourself, as model(x), to see whether it fails there, and pass plain Python "
                "values as options."
            ) from error

    return cast("Function", worded)


def legibly(function: Function) -> Function:
    """Have a function's errors hide nothing of what they quote; see `IgvizError`."""

    @functools.wraps(function)
    def told(*args: Any, **how: Any) -> Any:
        try:
            return function(*args, **how)
        except IgvizError:
            raise
        except (ValueError, TypeError) as error:
            error.args = (legible(text_of(error)),)
            raise

    return cast("Function", told)


def _is_own(error: BaseException) -> bool:
    """Whether a statement of igviz's raised an error, and not what it called."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not str(trace.tb_frame.f_globals.get("__name__")).startswith("igviz."):
        return False
    instruction = trace.tb_frame.f_code.co_code[trace.tb_lasti]
    return dis.opname[instruction] == "RAISE_VARARGS"


def nearest(name: str, names: Iterable[str], most: int = 1, cutoff: float = 0.6) -> list[str]:
    """Names that look like one which is not among them, whatever the case; the likest first.

    ``cutoff`` is the least likeness, from 0 (anything) to 1 (the same). Of very many names, only
    those of about the same length are compared, which takes long enough.
    """
    folded = {one.casefold(): one for one in reversed(list(names))}
    if len(folded) > MANY:
        by_length = heapq.nsmallest(MANY, folded, key=lambda one: abs(len(one) - len(name)))
        folded = {one: folded[one] for one in by_length}
    close = difflib.get_close_matches(name.casefold(), folded, most, cutoff)
    return [folded[one] for one in close]


def quoted(names: Iterable[object]) -> str:
    """Names in quotes, one after the other."""
    return ", ".join(map(repr, names))


def not_finite(what: str, remedy: str) -> str:
    """The sentence about values that no attribution can be made from; ``what`` counts them."""
    return f"{what} that are NaN or infinite; replace them first, for example with {remedy}."


def meant(given: object, names: Iterable[str]) -> str:
    """How a sentence that refuses a name ends: with the nearest name there is, if one is near."""
    near = nearest(str(given), names)
    return f"; did you mean {near[0]!r}?" if near else "."
