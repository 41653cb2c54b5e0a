"""Explanations as files of numbers, which NumPy reads and nothing has to be trusted for.

A ``.npz`` file holds ``figure.json``, the figure as text with a place for each of its arrays; these
as ``figure/0``, ``figure/1`` and so on; and by their names the arrays that were computed:
``attributions``, ``inputs``, ``baselines`` and the path's ``alphas``, ``weights``, ``scores``.
Nothing in it is pickled.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from igviz.errors import InputError
from igviz.explanation.drawn import ARRAYS, Drawn
from igviz.figure.arrays import unwire, wire
from igviz.figure.check import problem
from igviz.figure.schema import VERSION, Prediction
from igviz.modalities.figures import FIGURES, Figure
from igviz.modalities.stills import stills_of
from igviz.stills.files import path_of
from igviz.stills.saving import shown
from igviz.visible import legible

_FORMAT = 1
_TEXT, _ARRAYS = "figure.json", "figure/"
_MOST = 4 * 2**30  # bytes, unpacked


class Saved(Drawn):
    """An explanation that was read from a file: everything but the model.

    Attributes
    ----------
    label : str
        The name of the target.
    score, baseline_score : float
        F(x) and F(x').
    output : {'probability', 'logit', 'score'}
        What the scores are.
    predictions : tuple of Prediction
        The model's best classes.
    notes : tuple of str
        What a reader should know about how it was computed.
    provenance : dict of str
        Model, method, precision and versions that computed it.
    """

    def __init__(self, figure: Figure, arrays: Mapping[str, NDArray[Any]]) -> None:
        facts = cast("dict[str, Any]", figure)
        self._figure, self._arrays = facts, dict(arrays)
        self.label: str = facts["target"]["label"]
        self.score: float = facts["score"]
        self.baseline_score: float = facts["baseline_score"]
        self.output: str = facts["output"]
        self.predictions: tuple[Prediction, ...] = tuple(facts["predictions"])
        self.notes: tuple[str, ...] = tuple(facts["notes"])
        self.provenance: dict[str, str] = dict(facts["provenance"])

    def __reduce__(self) -> tuple[Any, ...]:
        file = io.BytesIO()
        pack(self.figure(), self._arrays, file)
        return _read, (file.getvalue(), "What was pickled")

    def figure(self) -> Figure:
        """The wire payload that the explorer and the report draw; the mapping is the caller's."""
        return cast("Figure", {**self._figure})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Copies of the numbers that were computed, as NumPy arrays by name."""
        return {name: array.copy() for name, array in self._arrays.items()}


def pack(figure: Figure, arrays: Mapping[str, NDArray[Any]], file: io.BytesIO) -> None:
    """Write a figure and the numbers behind it into a file."""
    held: list[NDArray[Any]] = []
    text = json.dumps(_emptied(figure, held), allow_nan=False)
    stored = {f"{_ARRAYS}{at}": one for at, one in enumerate(held)}
    written = {
        "format": np.array(_FORMAT),
        _TEXT: np.frombuffer(text.encode(), np.uint8),
        **stored,
        **arrays,
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, array in written.items():
            with packed.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)


def load(path: str | Path) -> Saved:
    """Read an explanation that ``save("why.npz")`` wrote: it shows again, without the model.

    Parameters
    ----------
    path : str or Path
        Nothing in the file is run, and nothing is unpickled.

    Returns
    -------
    Saved
        Shows, plots and saves as an `igviz.Explanation` does; ``arrays()`` has the numbers.

    Raises
    ------
    InputError
        If there is no such file, or it is none of igviz's, or of another version.

    Examples
    --------
    >>> import igviz
    >>> from igviz.examples import load_text
    >>> example = load_text()
    >>> e = igviz.explain(example.model, example.sentence, tokenizer=example.tokenizer)
    >>> igviz.load(e.save("why.npz")).words == e.words
    True
    """
    path = path_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"{shown(path)} cannot be read: {why}; pass another path.") from None
    return _read(data, shown(path.name))


def _read(data: bytes, named: str) -> Saved:
    other = InputError(
        f"{named} is no file of igviz's numbers; pass one that explanation.save('why.npz') wrote."
    )
    try:
        plain, arrays, version = _unpacked(data, named)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - what a file that anybody may have made can hold
        raise other from None
    if type(plain) is not dict or (version, plain.get("version")) != (_FORMAT, VERSION):
        raise InputError(
            f"{named} was written by another version of igviz; open it with that version, or "
            "explain the input again."
        )
    try:
        figure = _filled(plain, arrays)
    except Exception:  # noqa: BLE001
        raise other from None
    if said := problem(figure, FIGURES) or _undrawable(figure):
        raise InputError(f"{named} is damaged: {said}; save the explanation again.")
    return Saved(figure, {name: arrays[name] for name in ARRAYS if name in arrays})


def _unpacked(data: bytes, named: str) -> tuple[Any, dict[str, NDArray[Any]], int]:
    """The figure as plain data, all arrays, and the version of the format."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(one.file_size for one in packed.infolist())
        if size > _MOST:
            raise InputError(f"{named} would unpack to {size / 2**30:.0f} GB, which is too much.")
    with np.load(io.BytesIO(data), allow_pickle=False) as found:
        arrays = {name: np.asarray(found[name]) for name in found.files}
    text = arrays.pop(_TEXT).tobytes().decode()
    return json.loads(text), arrays, int(arrays.pop("format"))


def _undrawable(figure: Any) -> str:
    """What is wrong with a figure of the right types, found by drawing it; "" if nothing is."""
    stills = stills_of(figure["kind"])
    path = figure["path"]
    nodes = {len(one) for one in path.values()}
    if len(nodes) > 1 or (0 in nodes and figure["kind"] != "rows"):
        return "its path has no nodes, or lists of different lengths"
    try:
        stills.html([figure])
        stills.words(figure)
    except Exception as error:  # noqa: BLE001
        return f"it cannot be drawn ({type(error).__name__})"
    return ""


def _emptied(value: Any, held: list[NDArray[Any]]) -> Any:
    """Plain data in which each array is the number of its place."""
    if isinstance(value, Mapping):
        if isinstance(value.get("data"), memoryview):
            held.append(unwire(cast("Any", value)))
            return {"array": len(held) - 1}
        return {key: _emptied(one, held) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_emptied(one, held) for one in value]
    return value


def _filled(value: Any, arrays: Mapping[str, NDArray[Any]]) -> Any:
    """The same with each array in its place."""
    if isinstance(value, dict):
        if value.keys() == {"array"}:
            return wire(arrays[f"{_ARRAYS}{value['array']}"])
        return {key: _filled(one, arrays) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, arrays) for one in value]
    return legible(value) if isinstance(value, str) else value
