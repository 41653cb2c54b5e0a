"""What a kind of input is: the seam at which a new kind is added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol, runtime_checkable

from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.models.forward import Forward
from igviz.models.model import Model
from igviz.models.targets import Target
from igviz.options import How
from igviz.quadrature.shown import Shown


class Modality(Protocol):
    """One kind of input; ``igviz/modalities/<room>/modality.py`` is one, as a module."""

    baselines: tuple[str, ...]
    """The names of all baselines that an input of this kind may have."""

    def accepts(self, source: object, model: Model, options: How) -> bool:
        """Whether a source is one input of this kind."""

    def is_one(self, source: list[Any], options: How) -> bool:
        """Whether a list is one input of this kind rather than several inputs."""

    def open(self, source: object, model: Model, options: How) -> Input:
        """Read one input for a model; raise `igviz.InputError` where it cannot be read."""


@dataclass(frozen=True)
class InputFacts:
    """What opening an input gave.

    Attributes
    ----------
    forward : callable
        From points of the path, (rows, ...), to the model's output.
    inputs : Tensor, shape (1, ...)
        Where the path ends.
    shown : Shown
        What is shown of an attribution, by which its error is judged.
    hint : str
        What to try where the model fails on the input.
    notes : tuple of str
        What a reader should know of how the input was read.
    provenance : mapping of str
        The same for the record of how an attribution was computed.
    spread : bool
        Whether it is shown how attributions differ from baseline to baseline.
    many : bool
        Whether there may be thousands of such inputs, of which nobody looks at the path of each.
    """

    forward: Forward
    inputs: Tensor
    shown: Shown
    hint: str
    notes: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    spread: bool = False
    many: bool = False


class Menu(NamedTuple):
    """The baselines that have a name: all, the usual one, and one to take where input equals it.

    ``free`` is how one without a name is asked for, as part of a sentence.
    """

    names: tuple[str, ...]
    usual: str
    instead: str
    free: str

    def other(self, *used: str) -> str:
        """What to pass for another baseline than those of some names, as part of a sentence."""
        left = [n for n in (self.instead, *self.names) if n in self.names and n not in used]
        return f"baseline={left[0]!r}" if left else self.free


class Baseline(Protocol):
    """Where a path begins."""

    @property
    def tensor(self) -> Tensor:
        """The first point of the path, (1, ...)."""

    @property
    def name(self) -> str:
        """What the baseline is called."""


class Input(Protocol):
    """One input with its model."""

    @property
    def facts(self) -> InputFacts:
        """What is on the path, and what is told about it."""

    @property
    def menu(self) -> Menu:
        """The baselines to choose from."""

    def refresh(self, model: Model) -> None:
        """Read again what depends on the model, whose weights have changed."""

    def baselines(self, spec: object, seed: int) -> Sequence[Baseline]:
        """Make the baselines that a specification names; several are averaged."""

    def targets(self, outputs: Tensor) -> Targets:
        """Name the values of the model's output (1, ...) that can be explained."""

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> Display:
        """Make what is shown of the input; ``about`` are the tokens that the output speaks of."""


@runtime_checkable
class Changeable(Protocol):
    """An input of which a person may ask what the model would say if a part of it were another."""

    @property
    def offers(self) -> list[list[str] | None]:
        """For each part, what it may be: words, none of them for any number; None is fixed."""

    def changed(self, changed: Mapping[Any, object]) -> Tensor:
        """The input (1, ...) with parts changed, which are known by their numbers."""


class Display(Protocol):
    """What an explanation shows beside the numbers; needs neither the model nor the input.

    Attributes
    ----------
    features : str
        What the attributions are of, in the plural: "pixels".
    judged : str
        What the certificate speaks of: what is shown, in the plural, and what it is the sum of.
    """

    features: ClassVar[str]
    judged: ClassVar[str]

    @property
    def baseline_name(self) -> str:
        """What the baseline is called."""

    @property
    def title(self) -> str:
        """A file's name; empty where there is none."""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """Make the figure's fields of this kind, ``kind`` among them, from one example."""


class Targets(Protocol):
    """The values of one output that can be explained, and what they are called.

    Attributes
    ----------
    count : int or None
        How many classes there are to be named; None where nobody names them.
    """

    count: int | None

    def resolve(self, target: object) -> Target:
        """What to explain, from what was typed; None is the model's own answer."""

    def name(self, target: Target) -> str:
        """What a target is called."""

    def about(self, target: Target) -> tuple[int, ...]:
        """The tokens of the input that a target speaks of."""

    def index(self, target: Target) -> int | None:
        """The number of a target, for the view to pass back; None for what has none."""

    def target_at(self, index: int) -> Target:
        """The target behind such a number."""

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:
        """Numbers and scores of the best answers, best first; none where there is no choice."""

    def rivals(self, scores: Tensor, target: Target) -> Rivals | None:
        """The scores among which the target's is one; None where there is no choice."""


class Rivals(NamedTuple):
    """Scores of answers that exclude each other, (K,), and what each is called."""

    scores: Tensor
    name: Callable[[int], str]
