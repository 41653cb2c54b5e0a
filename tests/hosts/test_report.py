from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small import LABELS, Drawn, display_of, drawn, explained, figure_of
from torch import nn

import igviz
from igviz.errors import IgvizError, SaveError
from igviz.explanation.explanation import Explanation
from igviz.figure.arrays import unwire
from igviz.hosts import report as export

ROOT = Path(__file__).parents[2]
SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)
DATA = re.compile(r'<script id="igviz-data" type="application/json">(.*?)</script>', re.DOTALL)
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="(.*?)">')


def only_match(pattern: re.Pattern[str], page: str) -> str:
    (only,) = pattern.findall(page)
    return str(only)


def unpacked(value: Any) -> Any:
    """Read the page's data back: arrays inflated."""
    if isinstance(value, dict) and set(value) == {"dtype", "shape", "data"}:
        data: Any = memoryview(zlib.decompress(base64.b64decode(value["data"])))
        return unwire({"dtype": value["dtype"], "shape": value["shape"], "data": data})
    if isinstance(value, dict):
        return {key: unpacked(part) for key, part in value.items()}
    return [unpacked(part) for part in value] if isinstance(value, list) else value


def test_policy_allows_its_own_script_and_nothing_else() -> None:
    page = export.html(Drawn())
    policy = dict(part.strip().split(" ", 1) for part in only_match(POLICY, page).split(";"))
    digest = hashlib.sha256(only_match(SCRIPT, page).encode()).digest()
    assert policy["script-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data: blob:"
    assert policy["media-src"] == "blob:"
    assert set(policy) == {
        "default-src", "script-src", "img-src", "media-src", "base-uri", "form-action"
    }  # fmt: skip
    assert "unsafe" not in str(policy)
    assert page.index("Content-Security-Policy") < page.index("<title")


def test_page_reaches_for_nothing() -> None:
    page = SCRIPT.sub("", export.html(Drawn()))
    assert not re.search(r"https?:|\ssrc=|\shref=|\sstyle=|\son\w+=|@import|<link|<style", page)


def test_script_survives_the_parser() -> None:
    script = only_match(SCRIPT, export.html(Drawn()))
    assert script.endswith(export._START)
    for broken in ("\0", "\r", "<!--", "</script"):
        assert broken not in script.lower()


def test_data_round_trip() -> None:
    figure = drawn(steps=4)
    figure["error"] = figure["positive"]
    data = json.loads(only_match(DATA, export.html(Drawn(figure))))
    assert data["generator"] == f"igviz {igviz.__version__}"
    (sent,) = data["figures"]
    assert set(sent) == set(figure)
    back = unpacked(sent)
    for name in ("image", "baseline", "positive", "negative", "error"):
        array: Any = figure[name]
        np.testing.assert_array_equal(back[name], unwire(array))
    for name in ("signed", "cancelled"):
        array = figure["steps"][name]  # type: ignore[literal-required]
        np.testing.assert_array_equal(back["steps"][name], unwire(array))
    for name in ("path", "target", "certificate", "predictions", "notes", "provenance", "score"):
        assert back[name] == figure[name]  # type: ignore[literal-required]


def test_a_computed_explanation_round_trip() -> None:
    explanation = explained(n_steps=4)
    (back,) = unpacked(json.loads(only_match(DATA, export.html(explanation))))["figures"]
    signed = explanation.attribution.attributions[0].sum(0).numpy()
    np.testing.assert_allclose(back["positive"] - back["negative"], signed, atol=2e-4)
    np.testing.assert_array_equal(back["image"], display_of(explanation).image)


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{title}{policy}{0}%s",
    "a\u2028b\u2029c",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    figure = drawn(label=text)
    figure["title"] = figure["baseline_name"] = text
    figure["notes"], figure["provenance"] = [text], {text: text}
    page = export.html(Drawn(figure))
    data = only_match(DATA, page)
    assert "<" not in data
    assert "\u2028" not in data
    (sent,) = json.loads(data)["figures"]
    assert sent["title"] == sent["target"]["label"] == sent["notes"][0] == text
    shown = SCRIPT.sub("", DATA.sub("", page))
    assert set(re.findall(r"<([!/]?\w*)", shown)) <= {
        "!doctype", "html", "head", "meta", "title", "/title", "/head", "body", "noscript",
        "/noscript", "/body", "/html",
    }  # fmt: skip
    assert shown.count("<") == 16
    title = only_match(re.compile("<title>(.*?)</title>", re.DOTALL), page)
    assert unescape(title) == f"Why {' '.join(text.split())}? - igviz"


def test_half_a_character_is_written(tmp_path: Path) -> None:
    path = igviz.report(Drawn(drawn(label="\ud800")), tmp_path / "why.html")
    (figure,) = json.loads(only_match(DATA, path.read_text(encoding="utf-8")))["figures"]
    assert figure["target"]["label"] == "\ud800"


def test_nan_is_refused() -> None:
    figure = drawn()
    figure["score"] = float("nan")
    with pytest.raises(ValueError, match="JSON"):
        export.html(Drawn(figure))


def test_several_in_one(tmp_path: Path) -> None:
    many = [Drawn(drawn(label=label)) for label in LABELS[:3]]
    path = igviz.report(many, tmp_path / "all.html")
    data = json.loads(only_match(DATA, path.read_text(encoding="utf-8")))
    assert [figure["target"]["label"] for figure in data["figures"]] == list(LABELS[:3])
    assert data["title"] == "Why cat, and 2 more"
    assert igviz.report(tuple(many), str(path)) == path
    (one,) = json.loads(only_match(DATA, export.html(many[:1])))["figures"]
    assert one["target"]["label"] == "cat"


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        ([], ValueError, "No explanation was given; pass one"),
        ("why", TypeError, "str was given; pass what igviz.explain returns"),
        (None, TypeError, "NoneType was given"),
        ([Drawn(), 3], TypeError, "int was given"),
        ([[Drawn(), 3]], TypeError, "int was given"),
    ],
)
def test_what_is_no_explanation(
    given: Any, kind: type[Exception], sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "why.html"
    path.write_text("what was there before")
    with pytest.raises(kind, match=sentence):
        igviz.report(given, path)
    assert path.read_text() == "what was there before"


def test_an_explorer_is_reported_as_what_it_shows() -> None:
    explanation = explained(n_steps=2)
    explorer = explanation.show()
    assert export.html(explorer) == export.html(explanation)
    explorer.close()


def test_lists_in_a_list_are_reported_one_by_one() -> None:
    page = export.html([[Drawn(drawn(label="cat")), Drawn()], [Drawn()]])
    assert "<title>Why cat, and 2 more" in page
    with pytest.raises(ValueError, match="No explanation was given"):
        export.html([[]])


def test_a_missing_folder_is_named_before_the_work(tmp_path: Path) -> None:
    class Slow(Drawn):
        def figure(self) -> Any:
            raise AssertionError("drawn for nothing")

    with pytest.raises(SaveError, match="does not exist; make it first"):
        igviz.report(Slow(), tmp_path / "nowhere" / "why.html")


def test_a_missing_bundle_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("igviz.hosts.bundle.BUNDLE", tmp_path / "igviz.js")
    with pytest.raises(IgvizError, match=r"igviz\.js is missing from this installation; install"):
        export.html(Drawn())
    for text in ("a</SCRIPT>", "a<!--"):
        (tmp_path / "igviz.js").write_text(text)
        with pytest.raises(IgvizError, match="would end its own element"):
            export.html(Drawn())


def test_the_same_twice_is_the_same_file() -> None:
    assert export.html(Drawn()) == export.html(Drawn())


def test_works_without_torch(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['torch'] = sys.modules['matplotlib'] = None\n"
        "sys.path.insert(0, 'tests')\n"
        "import igviz\n"
        "from pathlib import Path\n"
        "from igviz.hosts.report import report\n"
        "figure = eval(Path(sys.argv[1]).read_text(), {'memoryview': memoryview})\n"
        "class Seen:\n"
        "    def figure(self):\n"
        "        return figure\n"
        "assert igviz.report is report\n"
        "print(igviz.report(Seen(), sys.argv[2]))\n"
    )

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()}
        return value.tobytes() if isinstance(value, memoryview) else value

    text = re.sub(r"'data': (b'.*?(?<!\\)')", r"'data': memoryview(\1)", repr(plain(drawn())))
    text = re.sub(r"'data': (b\".*?(?<!\\)\")", r"'data': memoryview(\1)", text)
    source, target = tmp_path / "figure.txt", tmp_path / "why.html"
    source.write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(target)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert target.read_text(encoding="utf-8") == export.html(Drawn())


def test_a_report_of_a_photo_is_small(
    squeezenet: nn.Module, torchvision: Any, shared: Path, tmp_path: Path
) -> None:
    weights = torchvision.models.SqueezeNet1_0_Weights.IMAGENET1K_V1
    explanation = igviz.explain(
        squeezenet,
        shared / "photos" / "samoyed.jpg",
        transform=weights.transforms(),
        labels=weights.meta["categories"],
        n_steps=32,
        progress=False,
    )
    assert isinstance(explanation, Explanation)
    assert explanation.label == "Samoyed"
    figure = figure_of(explanation)
    assert figure["image"]["shape"] == [224, 224, 3]
    assert figure["steps"]["signed"]["shape"] == [32, 224, 224]
    assert explanation.save(tmp_path / "why.html").stat().st_size <= 3_000_000
