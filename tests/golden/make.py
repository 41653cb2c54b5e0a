"""Write paint.json, small inputs and what the NumPy painters make of them, and words.json.

The latter holds what both languages write while alpha moves: numbers, merged words, their colours.
Run ``python tests/golden/make.py`` after changing a painter or a format on purpose, look at the
difference, and make the TypeScript side follow. README.md beside this file says how the files are
laid out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))

from golden.quantise import quantise_signed_stack, quantise_unsigned_stack
from golden.scales import shared_scale

from igviz.figure import formats
from igviz.figure.arrays import wire
from igviz.figure.certainty import hardly_changes
from igviz.modalities.image.maps import Grained, Maps
from igviz.modalities.image.modes import MODES
from igviz.modalities.image.regioned import Regioned
from igviz.modalities.image.regions.regions import Regions
from igviz.modalities.text.laid import BLACK, WHITE, laid
from igviz.modalities.text.units import Unit, painted, scale_of, words
from igviz.stills import paint
from igviz.stills.paint.grain import added_up, cancelled, wider

PAINT = Path(__file__).with_name("paint.json")
WORDS = Path(__file__).with_name("words.json")
Json = dict[str, Any]


def paint_document() -> Json:
    """Return everything paint.json holds, as plain data."""
    inputs = {
        "scene": _input(12, 9, seed=1),
        "outliers": _input(16, 16, seed=2, outliers=3),
        "regions": _regions(),
        "zeros": _input(5, 4, seed=3, gain=0.0),
        "positive_only": _input(5, 4, seed=4, one_sign=True),
        "constant": _constant(4, 5),
        "sparse": _sparse(14, 11),
        "row": _input(1, 7, seed=5),
        "pixel": _input(1, 1, seed=6),
    }
    return {
        "version": 1,
        "opening": paint.OPENING,
        "palettes": {name: _colours(palette) for name, palette in paint.PALETTES.items()},
        "inputs": {name: _wire(arrays) for name, arrays in inputs.items()},
        "cases": [_case(inputs, *case) for case in _cases(inputs)],
        "tokens": [_tokens(*case) for case in _token_cases()],
    }


def paint_text() -> str:
    """Return paint.json as it is written: one line for each input and case."""
    data = paint_document()
    parts = ["{", *(f'"{key}": {_line(data[key])},' for key in ("version", "opening", "palettes"))]
    inputs = ",\n".join(
        f"{_line(name)}: {_line(arrays)}" for name, arrays in data["inputs"].items()
    )
    parts.append(f'"inputs": {{\n{inputs}\n}},')
    parts += [
        f'"{key}": [\n' + ",\n".join(map(_line, data[key])) + "\n]," for key in ("cases", "tokens")
    ]
    return "\n".join(parts).removesuffix(",") + "\n}\n"


def words_document() -> Json:
    """Return everything words.json holds, as plain data."""
    return {
        "numbers": [
            {"value": value, "number": formats.number(value), "signed": formats.signed(value)}
            for value in _NUMBERS
        ],
        "counts": [{"value": value, "text": formats.whole(value)} for value in (0, 7, 999, 50_176)],
        "shares": [{"value": value, "percent": formats.percent(value)} for value in _SHARES],
        "scores": [
            {"value": value, "output": output, "text": formats.score(value, output)}
            for output, values in (("probability", _PROBABILITIES), ("logit", (-12.345, 0.5, 2e3)))
            for value in values
        ],
        "ends": [_ends(*case) for case in _ENDS],
        "texts": [_merged(*case) for case in _text_cases()],
        "colours": [_laid(palette) for palette in paint.PALETTES],
    }


def words_text() -> str:
    """Return words.json as it is written: one line for each case."""
    groups = (
        f'"{key}": [\n' + ",\n".join(map(_line, cases)) + "\n]"
        for key, cases in words_document().items()
    )
    return '{"version": 1,\n' + ",\n".join(groups) + "\n}\n"


def _colours(palette: paint.Palette) -> Json:
    return {key: value for key, value in asdict(palette).items() if not key.endswith("_name")}


# Inputs -----------------------------------------------------------------------------------


def _input(
    height: int,
    width: int,
    seed: int,
    gain: float = 1.0,
    outliers: int = 0,
    one_sign: bool = False,
) -> Json:
    rng = np.random.default_rng(seed)
    signed = rng.laplace(size=(height, width)) * gain
    if outliers:
        signed.flat[rng.choice(signed.size, outliers, replace=False)] *= 40.0
    if one_sign:
        signed = np.abs(signed)
    # A channel sum usually holds some of both signs at one pixel.
    shared = np.zeros_like(signed) if one_sign else np.abs(rng.normal(size=signed.shape)) * gain / 4
    image = rng.integers(0, 256, (height, width, 3))
    baseline = rng.integers(0, 256, (height, width, 3)) if seed % 2 else np.zeros_like(image)
    return _arrays(np.maximum(signed, 0) + shared, np.maximum(-signed, 0) + shared, image, baseline)


def _regions() -> Json:
    """Five blobs of falling size, one with a hole, one of negative sign, one at the edge."""
    positive, negative = np.zeros((18, 20)), np.zeros((18, 20))
    positive[1:8, 1:8] = 4.0
    positive[3:5, 3:6] = 0.0
    positive[10:15, 2:7] = 3.0
    positive[11:14, 10:13] = 3.0
    positive[14, 13] = 3.0  # touches the blob above across a corner
    positive[2:4, 16:18] = 2.0
    positive[17, 18] = 1.0
    negative[5:12, 14:20] = 2.0
    negative[9, 0] = 1.0
    image = np.indices((18, 20)).sum(axis=0)[..., None] * np.array([6, 5, 4])
    return _arrays(positive, negative, image, np.full_like(image, 255))


def _constant(height: int, width: int) -> Json:
    image = np.full((height, width, 3), 200)
    return _arrays(np.full((height, width), 0.25), np.full((height, width), 0.5), image, image)


def _sparse(height: int, width: int) -> Json:
    """One pixel of 154: below the 99th percentile, and still to be seen."""
    positive = np.zeros((height, width))
    positive[3, 4] = 2.0
    image = np.full((height, width, 3), 90)
    return _arrays(positive, np.zeros_like(positive), image, np.zeros_like(image))


def _arrays(
    positive: npt.ArrayLike, negative: npt.ArrayLike, image: npt.ArrayLike, baseline: npt.ArrayLike
) -> Json:
    # Multiples of 2^-10 are exact in float32 and short in decimal.
    plus, minus = (np.round(np.asarray(side) * 1024) / 1024 for side in (positive, negative))
    alphas = np.array([0.0, 0.25, 0.5, 1.0])
    fade = np.array([0.5, 2.5, 1.0, 0.02])[:, None, None]
    signed, signed_scale = quantise_signed_stack(fade * (plus - minus))
    absolute, absolute_scale = quantise_unsigned_stack(fade * (plus + minus))
    return {
        "positive": plus.astype(np.float32),
        "negative": minus.astype(np.float32),
        "image": np.asarray(image, dtype=np.uint8),
        "baseline": np.asarray(baseline, dtype=np.uint8),
        "steps": {
            "alphas": alphas,
            "weights": np.array([0.125, 0.25, 0.375, 0.25]),
            "signed": signed,
            "signed_scale": np.array(signed_scale),
            "absolute": absolute,
            "absolute_scale": np.array(absolute_scale),
        },
    }


# Cases ------------------------------------------------------------------------------------


def _cases(inputs: Json) -> list[tuple[str, str, Json]]:
    cases: list[tuple[str, str, Json]] = []
    for name in inputs:
        cases += [
            (name, "overlay", {"polarity": sign}) for sign in ("positive", "negative", "both")
        ]
        cases.append((name, "overlay", {**_OUTLINES, "polarity": "both"}))
        cases.append((name, "window", {}))
        cases.append((name, "heat_map", {}))
        cases.append((name, "step_window", {"step": 1}))
        cases.append((name, "running", {"alpha": 0.6}))
    for name in ("scene", "outliers"):
        cases += [(name, "overlay", params) for params in _OVERLAYS]
        cases += [(name, "mass_threshold", {"percentage": q}) for q in (0, 0.1, 5, 42, 100)]
        cases += [(name, "scale_by_mass", params) for params in _SCALES]
        cases += [(name, "window", {"percentile": 90}), (name, "window", {"scale": 1.5})]
        cases += [(name, "heat_map", params) for params in _HEATS]
        cases += [(name, "scaled_image", {"alpha": alpha}) for alpha in (0, 0.3, 1)]
        cases += [
            (name, "step_window", {"step": step, "shared": shared})
            for step in (0, 2, 3)
            for shared in (False, True)
        ]
        cases += [(name, "running", {"alpha": alpha}) for alpha in (0, 0.25, 1)]
    for name in ("scene", "outliers", "regions", "positive_only", "row"):
        cases += [(name, "added_up", {"grain": grain}) for grain in (4, 9, 31)]
        cases += [(name, "added_up", {"grain": grain, "enough": 20}) for grain in (4, 9, 31)]
        cases += [
            (name, "cancelled", {"grain": grain, "around": around, "polarity": sign})
            for grain, around in ((1, 4), (4, 9))
            for sign in ("positive", "negative", "both")
        ]
        cases += [
            (name, "grained", {"mode": mode, "grain": grain, "polarity": "both"})
            for mode in ("overlay", "heat")
            for grain in (4, 7)
        ]
        cases += [
            (name, "regioned", {"edge": edge, "count": count, "polarity": "both"})
            for edge, count in ((1, 4), (4, 4), (1, 2))
        ]
    cases += [
        ("regions", "overlay", {**_OUTLINES, "polarity": sign}) for sign in ("positive", "negative")
    ]
    cases.append(("regions", "overlay", {**_OUTLINES, "outlines_component_percentage": 40}))
    cases.append(("regions", "overlay", {"morphological_cleanup": True, "polarity": "both"}))
    return cases


_OUTLINES: Json = {
    "clip_above_percentile": 95,
    "clip_below_percentile": 58,
    "morphological_cleanup": True,
    "outlines": True,
}
_OVERLAYS: list[Json] = [
    {"clip_above_percentile": 90, "polarity": "both"},
    {"clip_above_percentile": 95, "clip_below_percentile": 58},
    {"clip_above_percentile": 50, "clip_below_percentile": 50, "polarity": "both"},
    {"clip_above_percentile": 100, "clip_below_percentile": 100},
    {"clip_above_percentile": 95, "clip_below_percentile": 58, "outlines": True},
    {"morphological_cleanup": True, "polarity": "both"},
    {"strength": 1, "image_strength": 0, "polarity": "both"},
    {"strength": 0, "polarity": "both"},
    {"strength": 0.8, "image_strength": 0.3, "polarity": "both"},
    {"palette": "blue-orange", "polarity": "both"},
]
_SCALES: list[Json] = [
    {},
    {"clip_above": 95, "clip_below": 58},
    {"clip_above": 90, "clip_below": 30, "low": 0.2},
]
_HEATS: list[Json] = [
    {"palette": "blue-orange"},
    {"scale": 0.75},
    {"scale": 8, "palette": "blue-orange"},
    {"percentile": 95},
]


def _case(inputs: Json, name: str, painter: str, params: Json) -> Json:
    output = np.asarray(_PAINTERS[painter](inputs[name], **params))
    return {
        "input": name,
        "painter": painter,
        "params": params,
        "shape": list(output.shape),
        "output": _plain(output),
    }


def _overlay(arrays: Json, **params: Any) -> npt.NDArray[Any]:
    return paint.overlay_maps(arrays["positive"], arrays["negative"], arrays["image"], **params)


def _window(arrays: Json, **params: Any) -> npt.NDArray[Any]:
    absolute = arrays["positive"].astype(np.float64) + arrays["negative"]
    return paint.window(absolute, arrays["image"], **params)


def _heat_map(arrays: Json, **params: Any) -> npt.NDArray[Any]:
    return paint.heat_map(arrays["positive"].astype(np.float64) - arrays["negative"], **params)


def _mass_threshold(arrays: Json, percentage: float) -> float:
    return paint.mass_threshold(arrays["positive"], percentage)


def _scale_by_mass(arrays: Json, **params: Any) -> npt.NDArray[Any]:
    return paint.scale_by_mass(arrays["positive"], **params)


def _added_up(arrays: Json, grain: int, **params: int) -> npt.NDArray[Any]:
    return added_up(arrays["positive"] - arrays["negative"], grain, **params)


def _cancelled(arrays: Json, grain: int, around: int, polarity: paint.Polarity) -> float:
    near, wide = (_added_up(arrays, g).astype(np.float32) for g in (grain, around))
    return cancelled(near, wide, polarity)


def _grained(arrays: Json, mode: str, grain: int, polarity: paint.Polarity) -> npt.NDArray[Any]:
    pixels = Maps(arrays["image"], arrays["positive"], arrays["negative"])
    style = MODES[mode].style({"polarity": polarity})
    return MODES[mode].draw(Grained.made(pixels, grain, wider(grain)), style)


def _regioned(arrays: Json, edge: int, count: int, polarity: paint.Polarity) -> npt.NDArray[Any]:
    pixels = Maps(arrays["image"], arrays["positive"], arrays["negative"])
    labels = np.add(*np.indices(pixels.positive.shape)) // 3 % count
    regions = Regions(labels.astype(np.uint8), tuple("abcd"[:count]), edge)
    mode = MODES["regions"]
    return mode.draw(Regioned.made(pixels, regions), mode.style({"polarity": polarity}))


def _scaled_image(arrays: Json, alpha: float) -> npt.NDArray[Any]:
    return paint.scaled_image(arrays["image"], arrays["baseline"], alpha)


def _step_window(arrays: Json, step: int, shared: bool = False) -> npt.NDArray[Any]:
    steps = arrays["steps"]
    scale = shared_scale(steps["absolute"], steps["absolute_scale"]) if shared else None
    return paint.step_window(
        steps["absolute"][step],
        steps["absolute_scale"][step],
        arrays["image"],
        arrays["baseline"],
        steps["alphas"][step],
        scale=scale,
    )


def _running(arrays: Json, alpha: float) -> npt.NDArray[Any]:
    steps = arrays["steps"]
    return paint.running_map(
        steps["signed"], steps["signed_scale"], steps["alphas"], steps["weights"], alpha
    )


_PAINTERS: dict[str, Any] = {
    "overlay": _overlay,
    "window": _window,
    "heat_map": _heat_map,
    "mass_threshold": _mass_threshold,
    "scale_by_mass": _scale_by_mass,
    "scaled_image": _scaled_image,
    "step_window": _step_window,
    "running": _running,
    "added_up": _added_up,
    "cancelled": _cancelled,
    "grained": _grained,
    "regioned": _regioned,
}


def _token_cases() -> list[tuple[list[float], str]]:
    mixed = [-1.0, -0.5, -0.125, 0.0, 0.25, 0.75, 2.0]
    return [
        (mixed, "green-red"),
        (mixed, "blue-orange"),
        ([0.0, 0.0], "green-red"),
        ([-3.0], "green-red"),
        ([], "green-red"),
    ]


def _tokens(values: Sequence[float], palette: str, scale: float | None = None) -> Json:
    backgrounds, texts = paint.token_colours(values, palette, scale)
    return {
        "values": list(values),
        "palette": palette,
        "backgrounds": backgrounds.tolist(),
        "texts": texts.tolist(),
    }


# Words ------------------------------------------------------------------------------------

# Some lie halfway between two roundings, some beside a change of format.
_NUMBERS = (
    0, 1, -0.5, 0.8614, 0.0625, 12.345, 12.25, -12.25, 99.949, 99.96, 100, 100.5, -100.5, 123.4,
    999.5, 1000, 12345, -12345.6, 999999.4, 999999.5, 1e6, 1234567, -2.5e8, 1e-4, 0.00010005,
    0.00009999, 0.000012345, -4.05e-6, 1e-30, 7.5e300,
)  # fmt: skip
_SHARES = (
    0, 1e-5, -1e-5, 1e-4, 0.00095, 0.0012, 0.0095, 0.00999, 0.01, 0.03125, -0.0312, 0.0999, 0.1,
    0.125, 0.125625, 0.9976, 0.9994, 0.9996, 1, 1.005, -1.234, 12, 123.456,
)  # fmt: skip
_PROBABILITIES = (
    -1e-5, -0.25,
    0, 1e-7, 0.0005, 0.0134, 0.0945, 0.095, 0.125, 0.375, 0.5, 0.8612, 0.99, 0.9951, 0.9995,
    0.99999, 1,
)  # fmt: skip
# Output, F(x) and F(x'): told apart or not, tiny or not, on either side of a rounding.
_ENDS = (
    ("probability", 7.9e-5, 3.125e-5), ("probability", 0.0004, 0.0004), ("probability", 1e-7, 0.0),
    ("probability", 0.0004, 0.013), ("probability", 0.5, 0.5), ("probability", 0.501, 0.5039),
    ("probability", 0.0131, 0.0129), ("probability", 0.99991, 0.99982), ("probability", 0.75, 0.25),
    ("probability", 0.99951, 0.9949), ("logit", 2.0, 2.0001), ("score", 1e-5, 2e-5),
)  # fmt: skip
# Shares of the scale on which a colour is laid in both languages, thinner in one, or in none.
_LAID = (-2.0, -1.0, -0.625, -0.3, -0.125, -0.0499, 0.0, 0.0499, 0.06, 0.3, 0.31, 0.5, 0.8, 1.0)


def _ends(output: str, score: float, baseline_score: float) -> Json:
    ends: Json = {"output": output, "score": score, "baseline_score": baseline_score}
    figure: Any = ends
    values = (score, baseline_score, (score + baseline_score) / 2, 0.9999)
    texts = [{"value": value, "text": formats.score_in(figure, value)} for value in values]
    return {**ends, "texts": texts}


def _text_cases() -> list[tuple[list[Json], list[float], list[int], float]]:
    """Tokens, their values, which of them the output speaks of, and F(x)."""
    pair = [
        _token("", "[CLS]", 0, special=True), _token("", "un", 1), _token("", "believ", 1),
        _token("", "able", 1), _token(" ", "it", 2), _token("", "'", 2), _token("\u2009", "s", 2),
        _token("\n", "\U0001f600", 3), _token("", "", 4), _token("", "[SEP]", 5, special=True),
        _token("", "really", 5), _token("", "so", 5, segment=1), _token("", "", 5, segment=1),
    ]  # fmt: skip
    values = [0.03125, -0.25, -0.125, 0.0625, 0.5, 0.25, -0.015625, 1, 0, -0.5, 0.125, 0.75, 0.25]
    one = [_token("", "a", 0)]
    return [(pair, values, [2, 7], 0.75), (one, [0.5], [], 0.2505), (one, [-0.25], [0], 0.0)]


def _token(before: str, text: str, word: int, *, special: bool = False, segment: int = 0) -> Json:
    return {"before": before, "text": text, "special": special, "word": word, "segment": segment}


def _merged(tokens: list[Json], values: list[float], about: list[int], score: float) -> Json:
    given: Json = {"tokens": tokens, "about": about, "score": score, "baseline_score": 0.25}
    path = {"scores": [0.25, score]}
    figure: Any = {**given, "values": wire(np.array(values, np.float32)), "path": path}
    units = [{**asdict(unit), "text": unit.text or "·"} for unit in words(figure)]
    merged = {"values": values, "units": units, "scale": scale_of([figure])}
    return {**given, "shares": not hardly_changes(figure), **merged}


def _laid(palette: str) -> Json:
    units = [Unit("", "a", False, 0, False, share, None) for share in _LAID]
    pages = {"white": WHITE, "black": BLACK}
    return {
        **_tokens(_LAID, palette, scale=1.0),
        "painted": [colours is not None for colours in painted(units, 1.0)],
        **{
            name: [one and one.on(paper)[0] for one in laid(units, 1.0, palette)]
            for name, paper in pages.items()
        },
    }


# Writing ----------------------------------------------------------------------------------


def _wire(arrays: Json) -> Json:
    """Arrays become ``{"shape", "data"}`` with flat row-major data; vectors become lists."""
    return {
        key: _wire(value)
        if isinstance(value, dict)
        else {"shape": list(value.shape), "data": _plain(value)}
        if value.ndim > 1
        else value.tolist()
        for key, value in arrays.items()
    }


def _plain(array: npt.NDArray[Any]) -> Any:
    # Nine digits are far below what a painter may differ by, and keep the file small.
    flat = array.ravel().tolist()
    if array.dtype == np.float64:
        flat = [float(f"{value:.9g}") for value in flat]
    return flat


def _line(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


FILES: dict[Path, Callable[[], str]] = {PAINT: paint_text, WORDS: words_text}

if __name__ == "__main__":
    for path, text in FILES.items():
        path.write_text(text(), encoding="utf-8")
        print(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)")
