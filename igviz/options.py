"""The options of `igviz.show` and `igviz.explain`, each written down once.

`How` gives every option its name, type, default and sentence. Editors and mypy read `How` itself;
signatures, docstrings, ``%igviz``, the command line and the README's table are made from
`OPTIONS`.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from numbers import Integral
from typing import Annotated, Any, Protocol, TypedDict, TypeVar, cast, get_type_hints

from igviz.errors import nearest

DEFAULT_TOL = 0.05
DEFAULT_METHOD = "gausslegendre"
MOST_STEPS = 10_000  # of a fixed rule ("Limits" in docs/numerics.md)
Documented = TypeVar("Documented", bound=Callable[..., Any])


class Device(Protocol):
    """A ``torch.device``, told by what it has: importing torch takes seconds."""

    @property
    def type(self) -> str:
        """Its kind, such as ``"cuda"``."""

    @property
    def index(self) -> int:
        """Its number among those of its kind."""


class Transformer(Protocol):
    """What turns rows of a table into others, as scikit-learn's do."""

    def transform(self, rows: Any, /) -> Any:
        """Return the rows as a model takes them."""


class Typed(Enum):
    """How an option is typed where there is only text: in a shell, and after ``%igviz``."""

    INTEGER = auto()
    DECIMAL = auto()
    SWITCH = auto()  # --option or --no-option; in a notebook an expression
    SWITCH_OR_INTEGER = auto()  # --option, --no-option or --option 16
    WORD = auto()  # the text itself
    MODULE = auto()  # the text itself; in a notebook a variable, too
    VALUE = auto()  # a Python literal, else the text itself; in a notebook a variable, too
    NAME = auto()  # what has this name in the model's file; in a notebook an expression
    NAMES = auto()  # the same, or names with commas between them


@dataclass(frozen=True)
class Option:
    """What there is to say about one option, apart from its name.

    Attributes
    ----------
    sentence : str
        What the option is and which values it takes; code stands in backticks.
    typed : Typed
        How its value is typed in a shell.
    default : object
        The value of an option that is left out.
    usual : str
        What a default of None amounts to.
    type : object
        The type of its values, taken from the annotation in which the option stands.
    """

    sentence: str
    typed: Typed
    default: object = None
    usual: str = ""
    type: object = object

    @property
    def text(self) -> str:
        """The sentence and the default, in Markdown."""
        default = self.usual or ("" if self.default is None else f"`{self.default!r}`")
        return f"{self.sentence} Default: {default}." if default else self.sentence

    @property
    def plain(self) -> str:
        """The sentence and the default, without backticks."""
        return self.text.replace("`", "")


class How(TypedDict, total=False):
    """The options of `igviz.show` and `igviz.explain`; each may be left out."""

    target: Annotated[
        object,
        Option(
            "What is explained: a class label or index; a tuple index into a dense output (without "
            'the batch dimension); `{"dog": 1, "wolf": -1}`; a function of the output; of a tagger '
            '`(word, label)`, of a question answerer `"start"`, `"end"` or `("start", word)`, of a '
            "language model a word or a continuation; or a list of these.",
            Typed.VALUE,
            usual="the top class",
        ),
    ]
    baseline: Annotated[
        object,
        Option(
            'Where the path starts: of an image `"black"`, `"white"`, `"mean"`, `"blur"`, '
            '`"noise"`, a grey level 0..1, a colour (`"red"`, `(255, 0, 0)`), an image or its '
            'file, a tensor in the model\'s space; of a text `"zero"`, `"pad"`, `"mask"`, '
            '`"mean"`, `"stop words"`, a neutral sentence, token ids or embeddings; of a row of a '
            'table `"zero"`, of the `background` `"mean"`, `"median"`, `"training"` (up to 100 '
            'of its rows, averaged) or `"nearest"` (of another class), a number, a row; of a '
            'series `"zero"`, `"mean"`, `"moving average"`, `"last value"`, `"training mean"` (of '
            'the `background`); of a volume `"zero"`, `"mean"`, `"blur"`, `"noise"`; of an array '
            'or a graph\'s nodes `"zero"`, `"mean"`; of all these a number or a tensor; of several '
            'inputs `"usual"` (that of each), a name for all that know it, or a tuple or mapping '
            "with one for each; or a list of these, whose attributions are averaged.",
            Typed.VALUE,
            usual='`"black"` for an image, `"usual"` for several inputs, else `"zero"`; `"mean"` '
            "for a text of which the score jumps beside zero",
        ),
    ]
    output: Annotated[
        str | None,
        Option(
            'What a score is: `"probability"` (softmax, or the outputs themselves where they are '
            'probabilities already), `"logit"` or `"score"`.',
            Typed.WORD,
            usual="the probability for a classifier, the raw score for numbers",
        ),
    ]
    tol: Annotated[
        float | None,
        Option(
            "Relative L2 error of the attribution to reach.",
            Typed.DECIMAL,
            usual=f"`{DEFAULT_TOL}`",
        ),
    ]
    n_steps: Annotated[
        int | None,
        Option(
            f"Number of steps of a fixed rule, at most {MOST_STEPS}, instead of `tol`; it gives no "
            "error estimate.",
            Typed.INTEGER,
        ),
    ]
    method: Annotated[
        str | None,
        Option(
            "The fixed rule for `n_steps`: `riemann_left`, `riemann_right`, `riemann_middle`, "
            "`riemann_trapezoid` or `gausslegendre`.",
            Typed.WORD,
            usual=f"`{DEFAULT_METHOD}`",
        ),
    ]
    kind: Annotated[
        str | None,
        Option(
            "What kind of input it is, where that is taken for another: "
            '`"array"`, `"graph"`, `"image"`, `"parts"` (several inputs), `"series"`, `"tabular"`, '
            '`"text"` or `"volume"`.',
            Typed.WORD,
            usual="told by the input, the other options and the model's first layer",
        ),
    ]
    transform: Annotated[
        Callable[..., Any] | Transformer | None,
        Option(
            "What turns a PIL image into the model's input: `weights.transforms()`, a timm "
            "transform, a Hugging Face image processor or any function; or what turns a row of a "
            "table into it: a fitted scikit-learn transformer or a function of one row; or a "
            "SMILES string into a graph.",
            Typed.NAME,
        ),
    ]
    labels: Annotated[
        object,
        Option(
            "Names of the classes: a sequence, or a mapping from class indices.",
            Typed.NAMES,
            usual="the names that the model has for its classes",
        ),
    ]
    tokenizer: Annotated[
        object,
        Option(
            "What turns a text into token ids: Hugging Face's, fast or slow, one of `tokenizers`, "
            'any function, or a vocabulary such as `{"film": 5}`.',
            Typed.NAME,
        ),
    ]
    embedding: Annotated[
        object,
        Option(
            "The module that token ids are looked up in (its name or the module itself), where "
            "several get them; or a list of these, to attribute to several.",
            Typed.MODULE,
            usual="the only one that gets them",
        ),
    ]
    truncation: Annotated[
        bool | int,
        Option(
            "Whether a text that is longer than the model takes is cut instead of refused; or the "
            "number of tokens to cut it to.",
            Typed.SWITCH_OR_INTEGER,
            default=False,
        ),
    ]
    keep_special: Annotated[
        bool,
        Option(
            "Whether special tokens stay as they are in the baseline, so that they get no "
            "attribution.",
            Typed.SWITCH,
            default=True,
        ),
    ]
    feature_names: Annotated[
        object,
        Option(
            "Names of the features of a row of a table or of a graph's nodes, or of the channels "
            "of an image or a series, one for each, in the model's order; where a row is tensors "
            "by argument, names by argument (or, of categories, a mapping from names to words).",
            Typed.NAMES,
            usual="those that a mapping, a Series or a data frame has, else numbers",
        ),
    ]
    groups: Annotated[
        object,
        Option(
            "Columns of the model that are shown as one feature of a row of a table, their "
            'attributions added up: `{"city": ("city_A", "city_B")}`, or their numbers.',
            Typed.VALUE,
            usual="told by the `transform`, or found by changing one cell of the row at a time",
        ),
    ]
    background: Annotated[
        object,
        Option(
            "Rows of the table, (N, D) or a data frame, of which baselines are made: their mean or "
            "median, some of them, or the nearest of another class; or series of the same shape, "
            "(N, ...), of which it is their mean.",
            Typed.NAME,
        ),
    ]
    fixed: Annotated[
        Mapping[str, Any] | None,
        Option(
            'Other arguments of the model by name, which stay as they are: `{"mask": mask}`; '
            "tensors with a leading dimension of 1 are handed over once for every row.",
            Typed.NAME,
        ),
    ]
    time_dim: Annotated[
        int | None,
        Option(
            "The axis of a series that is time, without the batch dimension: `0` or `1`.",
            Typed.INTEGER,
            usual="found by the channels that the model takes",
        ),
    ]
    sample_rate: Annotated[
        float | None,
        Option(
            "Samples per second of a series, which puts seconds on its axis and lets a sound be "
            "heard.",
            Typed.DECIMAL,
        ),
    ]
    rgb: Annotated[
        int | tuple[int, int, int] | None,
        Option(
            "Which channels of an image of many are shown as red, green and blue, such as "
            "`(3, 2, 1)`, or one that is shown grey, counted from 0 as PyTorch does.",
            Typed.VALUE,
            usual="the first three, or the first of two",
        ),
    ]
    regions: Annotated[
        object,
        Option(
            "The regions of an image that attribution is added up over: `superpixels`, `xrai` (the "
            "strongest first, of several sizes), `grid`, a "
            'mask (H, W) or its file, an array of labels, or masks by name: `{"lesion": mask}`.',
            Typed.VALUE,
            usual="`superpixels`",
        ),
    ]
    window: Annotated[
        tuple[float, float] | None,
        Option(
            "The values that are shown from black to white of an image of one channel or a volume, "
            "as `(level, width)`, their middle and their range: `(40, 400)` for soft tissue in CT.",
            Typed.VALUE,
            usual="percentiles 1 and 99, of an image only where values exceed 0..1",
        ),
    ]
    edge_index: Annotated[
        object,
        Option(
            "The edges of a graph, (2, edges), where the input is its node features alone.",
            Typed.NAME,
        ),
    ]
    batch_size: Annotated[
        int | None,
        Option("Rows per forward pass.", Typed.INTEGER, usual="as many as memory has room for"),
    ]
    device: Annotated[
        str | Device | None,
        Option(
            "Where the inputs of a plain function are put; a module's own device is followed.",
            Typed.WORD,
        ),
    ]
    progress: Annotated[
        bool | Callable[[Any], object] | None,
        Option(
            "Whether a bar is shown; or a function that gets every `Progress` and may return True "
            "to stop.",
            Typed.SWITCH,
            usual="a bar for what takes over a second",
        ),
    ]
    seed: Annotated[
        int,
        Option(
            "Seed of the noise baseline and of rows drawn at random.",
            Typed.INTEGER,
            default=0,
        ),
    ]


def options_of(how: type) -> dict[str, Option]:
    """Return the options that a TypedDict annotates, by name and in its order."""
    hints = get_type_hints(how, include_extras=True).items()
    return {name: replace(hint.__metadata__[0], type=hint.__origin__) for name, hint in hints}


OPTIONS = options_of(How)


def check_words(how: Iterable[str], options: Mapping[str, Option] = OPTIONS) -> None:
    """Refuse a word that is no option, naming the nearest that is one."""
    for word in how:
        if word not in options:
            near = nearest(word, options)
            meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(options)}."
            raise TypeError(f"There is no argument {word!r}{meant}")


def read(how: How) -> How:
    """Return a value for every option: its default where ``how`` leaves it out."""
    check_words(how)
    options = cast("How", {name: option.default for name, option in OPTIONS.items()} | how)
    _check_values(options)
    check_progress(options["progress"])
    return options


def _check_values(options: How) -> None:
    """Refuse what nothing else would refuse, or only where it happens to be used."""
    seed, truncation, keep = options["seed"], options["truncation"], options["keep_special"]
    kind = options["kind"]
    if not (kind is None or isinstance(kind, str)):
        raise TypeError(f"kind={kind!r} was given; pass a word, such as kind='image'.")
    if not isinstance(seed, Integral) or isinstance(seed, bool):
        raise TypeError(f"seed={seed!r} was given; pass a whole number, such as seed=1.")
    if seed < 0:
        raise ValueError(f"seed={seed!r} was given; pass a whole number from 0 on, such as seed=1.")
    if not isinstance(keep, bool):
        raise TypeError(f"keep_special={keep!r} was given; pass True or False.")
    if not isinstance(truncation, Integral) or (truncation < 1 and truncation is not False):
        raise TypeError(
            f"truncation={truncation!r} was given; pass True or False, or the number of tokens to "
            "cut the text to, such as truncation=128."
        )


def check_progress(progress: object) -> None:
    """Refuse what neither says whether a bar is shown nor is a function to tell."""
    if not (progress is None or isinstance(progress, bool) or callable(progress)):
        raise TypeError(
            f"progress={progress!r} was given; pass True or False, or a function that gets every "
            "Progress."
        )


def spelled_out(options: Mapping[str, Option]) -> Callable[[Documented], Documented]:
    """Put options in place of a function's ``**how``, in the signature and docstring of help()."""

    def spell(function: Documented) -> Documented:
        signature, spelled = inspect.signature(function), cast("Any", function)
        *given, how = signature.parameters.values()
        each = [_parameter(name, option) for name, option in options.items()]
        spelled.__signature__ = signature.replace(parameters=[*given, *each])
        entry = re.compile(rf"^\*\*{how.name}\n(?: +.*\n?)+", re.MULTILINE)
        described = "".join(f"{name}\n{_indented(o.plain)}\n" for name, o in options.items())
        spelled.__doc__ = entry.sub(lambda _: described, inspect.cleandoc(function.__doc__ or ""))
        return function

    return spell


def _parameter(name: str, option: Option) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=option.default, annotation=option.type)


def _indented(text: str) -> str:
    return textwrap.fill(text, 92, initial_indent="    ", subsequent_indent="    ")
