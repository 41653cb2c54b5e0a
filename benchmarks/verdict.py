"""What must hold, and whether it does: judged by the rows of a run, nothing left out."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from typing import Any

Row = dict[str, Any]
HEAD = ["| what must hold | over | measured | holds |", "|---|---|---|---|"]


def verdicts(rows: list[Row], peaks: dict[str, float], five: float | None) -> list[str]:
    """The lines of a table."""
    lines = list(HEAD)
    relu = [row for row in rows if row["rough"]]
    photos = [row for row in relu if row["family"] == "SqueezeNet"]
    pools = {
        "photos (SqueezeNet)": (photos, True),
        # Times are of photos: smaller networks take some hundredths of a second, see the end.
        "all ReLU networks": (relu, False),
    }
    for pool, (some, timed) in pools.items():
        for what, measured, holds in _relu(some, timed):
            lines.append(_line(what, pool, measured, holds))
    for what, over, measured, holds in _others(rows, peaks, five):
        lines.append(_line(what, over, measured, holds))
    return lines


def _line(what: str, over: str, measured: str, holds: bool) -> str:
    return f"| {what} | {over} | {measured} | {'yes' if holds else '**no**'} |"


def _relu(rows: list[Row], times: bool) -> Iterator[tuple[str, str, bool]]:
    if not rows:
        return
    errors = [row["error"] / row["tol"] for row in rows]
    within = _share(rows, lambda row: row["error"] <= row["tol"])
    yield "error ≤ tol in 95 % of runs", f"{within:.0%} of {len(rows)}", within >= 0.95
    yield "error ≤ 1.3 tol in all", f"at most {max(errors):.2f} tol", max(errors) <= 1.3
    near = _share(
        [row for row in rows if row["error"] > 0 and row["estimate"] is not None],
        lambda row: 1 / 1.5 <= row["estimate"] / row["error"] <= 1.5,
    )
    yield "estimate within 1.5× of the error in 90 %", f"{near:.0%}", near >= 0.9
    ratio = statistics.median(row["evaluations"] / row["hindsight"] for row in rows)
    yield "gradients / hindsight ≤ 0.75 (median)", f"{ratio:.2f}", ratio <= 0.75
    timed = [row for row in rows if "ours" in row]
    if timed and times:
        for other, name, least in (
            ("tuned", "hindsight", 1.4),
            ("default", "Captum's default", 3.5),
        ):
            faster = statistics.median(row[other] / row["ours"] for row in timed)
            yield f"{least}× faster than {name} (median)", f"{faster:.2f}×", faster >= least


def _others(
    rows: list[Row], peaks: dict[str, float], five: float | None
) -> Iterator[tuple[str, str, str, bool]]:
    ours = {name: peak for name, peak in peaks.items() if name.startswith("igviz")}
    if ours:
        most = max(ours, key=lambda name: ours[name])
        measured = f"at most {ours[most]:.2f} GiB ({most})"
        yield "peak memory ≤ 0.25 GiB", "SqueezeNet", measured, 0 < ours[most] <= 0.25
    first = [row["first"] for row in rows if row["family"] == "SqueezeNet" and "first" in row]
    if first:
        slowest = max(first)
        measured = f"{statistics.median(first):.2f} s, at most {slowest:.2f} s"
        yield "first picture within 1.5 s", "SqueezeNet", measured, slowest <= 1.5
    if five is not None:
        yield "five classes ≤ 3.5 times one", "SqueezeNet", f"{five:.1f}", five <= 3.5
    smooth = [r["evaluations"] for r in rows if not r["rough"] and r["tol"] == 0.05]
    if smooth:
        middle, most_of_all = statistics.median(smooth), max(smooth)
        measured = f"{middle:.0f}, at most {most_of_all}"
        holds = middle <= 17 and most_of_all <= 33
        yield "at 5 %, 17 gradients (median), 33 at most", "MiniLM", measured, holds


def _share(rows: list[Row], holds: Callable[[Row], bool]) -> float:
    return sum(map(holds, rows)) / max(len(rows), 1)
