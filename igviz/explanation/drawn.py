"""What a person does with a figure, whether it was just computed or read from a file."""

from __future__ import annotations

import io
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from igviz.errors import legibly
from igviz.explanation.hooks import LiveView, hooks
from igviz.modalities.figures import Figure
from igviz.modalities.stills import Stills, look_of, plot, stills_of
from igviz.options import spelled_out
from igviz.stills.files import NUMBERS, PAGES, destination
from igviz.stills.look import LOOKS, Look
from igviz.stills.saving import write
from igviz.stills.summary import summary

if TYPE_CHECKING:
    import matplotlib.figure


# What `Drawn.arrays` holds.
ARRAYS = ("attributions", "inputs", "baselines", "alphas", "weights", "scores")


class Drawn(ABC):
    """A figure, and the ways to look at it."""

    @abstractmethod
    def figure(self) -> Figure:
        """The wire payload that the explorer and the report draw; the caller's own."""

    @staticmethod
    def together(explanations: Sequence[Drawn]) -> list[Figure]:
        """See `igviz.explanation.together.figures_of`."""
        from igviz.explanation.together import figures_of

        return figures_of(explanations)

    @property
    def words(self) -> list[tuple[str, float]]:
        """The parts of the input that have names, such as words, each with its attribution."""
        return self._stills().words(self.figure())

    def show(self) -> LiveView:
        """The explorer without a model: everything that needs only the numbers."""
        return hooks.show(self)

    @spelled_out(LOOKS)
    @legibly
    def plot(self, **look: Unpack[Look]) -> matplotlib.figure.Figure:
        """A matplotlib figure: the input with its colours, and the curves along the path.

        Parameters
        ----------
        **look
            The options in `igviz.stills.look.Look`.

        Returns
        -------
        matplotlib.figure.Figure
            Without options, of an image: picture, overlay and saliency window side by side.
        """
        return plot(self.figure(), **look)

    @spelled_out(LOOKS)
    def save(self, path: str | Path, **look: Unpack[Look]) -> Path:
        """Write the explanation as a file.

        Parameters
        ----------
        path : str or Path
            ``.html`` is the interactive report; ``.png``, ``.pdf``, ``.svg``, ``.jpg`` a picture;
            ``.npz`` all numbers, which `igviz.load` reads again. A file that is there is replaced
            by a whole new one, or kept as it is.
        **look
            How the picture is drawn: the options in `igviz.stills.look.Look`.

        Returns
        -------
        Path
            Where it was written.

        Raises
        ------
        SaveError
            If no file can be written there.
        """
        return save([self], path, **look)

    def arrays(self) -> dict[str, Any]:
        """The numbers that were computed, as NumPy arrays by name."""
        return {}

    def to_frame(self) -> Any:
        """A pandas data frame of the attributions.

        Returns
        -------
        pandas.DataFrame
            One row for each part of the input that has a name, as in ``words``; where there is
            none, for each value that the model receives, with its place in every dimension.

        Raises
        ------
        ModuleNotFoundError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError(
                "to_frame needs pandas; run `pip install pandas`.", name="pandas"
            ) from error
        if words := self.words:
            return pd.DataFrame(words, columns=["name", "attribution"])
        values = np.asarray(self.arrays().get("attributions", []))
        places = np.indices(values.shape).reshape(values.ndim, -1)
        axes = {f"axis {at}": place for at, place in enumerate(places)}
        return pd.DataFrame({**axes, "attribution": values.ravel()})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({summary(self.figure())})"

    def __str__(self) -> str:
        """A text in colour where the terminal has them; what letters cannot show as ``repr``."""
        from igviz.stills.terminal import console_for

        return self._stills().terminal(self.figure(), console_for(sys.stdout)) or repr(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/plain": str(self), **self._stills().bundle(self.figure())}

    def _stills(self) -> Stills:
        return stills_of(self.figure()["kind"])


@legibly
def save(explanations: Sequence[Drawn], path: str | Path, **look: Unpack[Look]) -> Path:
    """Write one or several explanations; several only fit in a page."""
    path = destination(path, look_of(look))
    suffix = path.suffix.lower()
    if suffix in PAGES:
        return hooks.report(explanations, path)
    figures = Drawn.together(explanations)
    if len(figures) > 1:
        one = "a file of numbers holds one" if suffix == NUMBERS else "a picture shows one"
        raise ValueError(
            f"{path.name!r} was given for {len(explanations)} explanations, and {one}; end the "
            "name in .html."
        )
    file = io.BytesIO()
    if suffix == NUMBERS:
        from igviz.explanation.numbers import pack

        pack(figures[0], _stacked([one.arrays() for one in explanations]), file)
    else:
        plot(figures[0], **look).savefig(file, format=path.suffix[1:].lower(), dpi=150)
    return write(path, file.getvalue())


def _stacked(each: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The arrays of several explanations, one above another where they are of one shape."""
    if len(each) == 1:
        return each[0]
    every = {name: [one[name] for one in each] for name in ARRAYS}
    alike = {name: len({one.shape for one in found}) == 1 for name, found in every.items()}
    return {name: np.stack(found) for name, found in every.items() if alike[name]}
