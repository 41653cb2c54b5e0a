"""Write js/src/generated/: types, palettes, limits and modes, from what Python says.

Run ``python scripts/generate.py`` after changing one of them; a test fails where a committed file
is not what comes out.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from textwrap import wrap
from types import ModuleType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from igviz.figure import formats, schema, sentences
from igviz.modalities.image.modes import MODES
from igviz.modalities.text import laid, units
from igviz.stills.paint import grain, overlay
from igviz.stills.paint.palettes import PALETTES, RGB, Palette

ROOT = Path(__file__).parents[1]
GENERATED = ROOT / "js" / "src" / "generated"
WIDTH = 100

# What both sides have to know; the comment above each in its module goes with it.
LIMITS: tuple[tuple[ModuleType, str], ...] = (
    (schema, "VERSION"),
    (schema, "SHOWN_CLASSES"),
    (formats, "TINY"),
    (formats, "THIN"),
    (sentences, "NO_ATTRIBUTION"),
    (overlay, "OPENING"),
    (grain, "GRAINS"),
    (grain, "ENOUGH"),
    (grain, "ROUNDING"),
    (grain, "VISIBLE"),
    (grain, "LOUDEST"),
    (units, "UNSEEN"),
    (laid, "SOLID"),
)
TYPES: dict[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    Any: "unknown",
    # A widget's binary buffer, or a report's base64 of zlib's bytes.
    memoryview: "DataView | ArrayBuffer | ArrayBufferView | string",
    RGB: "Rgb",
}


# Types ------------------------------------------------------------------------------------


def schema_text() -> str:
    """Write the wire's TypedDicts as interfaces: what all kinds share, then each kind's own."""
    names = ["igviz.figure.arrays", "igviz.figure.schema", *_kinds()]
    parts = [_interface(one) for name in names for one in _typed_dicts(name)]
    return "\n".join([_header("igviz/figure and igviz/modalities"), *parts])


def _kinds() -> list[str]:
    """The modules that say what the wire holds of each kind of input."""
    rooms = sorted(path.parent.name for path in ROOT.glob("igviz/modalities/*/figure.py"))
    return [f"igviz.modalities.{room}.figure" for room in rooms]


def _typed_dicts(name: str) -> Iterator[type]:
    for value in vars(importlib.import_module(name)).values():
        if is_typeddict(value) and value.__module__ == name:
            yield value


def _interface(typed: type) -> str:
    """One TypedDict; the fields of what it extends stay there."""
    hints = get_type_hints(typed, include_extras=True)
    (definition,) = ast.parse(inspect.getsource(typed)).body
    assert isinstance(definition, ast.ClassDef)
    bases = [name for base in definition.bases if (name := ast.unparse(base)) != "TypedDict"]
    own = [
        field.target.id
        for field in definition.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    ]
    head = f"interface {typed.__name__}{f' extends {bases[0]}' if bases else ''}"
    body = "".join(_field(name, hints[name]) for name in own)
    return f"{_comment(inspect.getdoc(typed) or '')}export {head} {{\n{body}}}\n"


def _field(name: str, hint: Any) -> str:
    optional = get_origin(hint) is NotRequired
    (hint,) = get_args(hint) if optional else (hint,)
    return f"  {name}{'?' if optional else ''}: {_type(hint)};\n"


def _type(hint: Any) -> str:
    if hint in TYPES:
        return TYPES[hint]
    origin, given = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(map(json.dumps, given))
    if origin in (Union, UnionType):
        return " | ".join(map(_type, given))
    if origin is dict:
        return f"Record<string, {_type(given[1])}>"
    if origin in (list, Sequence, tuple):
        inner = _type(given[0])
        inner = f"({inner})" if " | " in inner else inner
        return f"{'readonly ' if origin is tuple else ''}{inner}[]"
    return str(hint.__name__)


# Constants --------------------------------------------------------------------------------


def palettes_text() -> str:
    """Write the palettes; ``igviz.stills.paint.palettes.Palette`` says what each colour is."""
    hints = get_type_hints(Palette)
    names = [field.name for field in fields(Palette)]
    interface = "".join(_field(_camel(name), hints[name]) for name in names)
    palettes = {
        name: {_camel(key): getattr(palette, key) for key in names}
        for name, palette in PALETTES.items()
    }
    parts = [
        _header("igviz/stills/paint/palettes.py"),
        "export type Rgb = readonly [number, number, number];\n",
        f"export interface Palette {{\n{interface}}}\n",
        f"export const PALETTES = {_value(palettes)} as const satisfies Record<string, Palette>;\n",
        "export type PaletteName = keyof typeof PALETTES;\n",
    ]
    return "\n".join(parts)


def modes_text() -> str:
    """Write how each way of drawing an image opens; the view adds what only it has."""
    usual = {
        name: {
            "opens": mode.clip.usual if mode.clip else None,
            "strength": mode.strength,
            "signed": mode.signed,
        }
        for name, mode in MODES.items()
    }
    about = "What each way of drawing an image opens with: percentile of `clip`, and `strength`."
    source = "igviz/modalities/image/modes"
    return f"{_header(source)}\n{_comment(about)}export const USUAL = {_value(usual)} as const;\n"


def limits_text() -> str:
    """Write the constants that are said of both sides: those above, and each kind's own."""
    kinds = [importlib.import_module(name) for name in _kinds()]
    own = [(kind, name) for kind in kinds for name in vars(kind) if name.isupper()]
    limits = (_limit(*one) for one in (*LIMITS, *own))
    return "\n".join([_header("the modules that say them"), *limits])


def _limit(module: ModuleType, name: str) -> str:
    comment = re.search(rf"((?:^#:? .*\n)+)^{name}\b", inspect.getsource(module), re.MULTILINE)
    about = re.sub(r"^#:? ", "", comment[1], flags=re.MULTILINE) if comment else ""
    return f"{_comment(about)}export const {name} = {_value(getattr(module, name))};\n"


def _value(value: Any, margin: str = "") -> str:
    """A constant as the formatter writes it."""
    inner = f"{margin}  "
    if isinstance(value, Mapping):
        lines = [f"{inner}{_key(key)}: {_value(one, inner)},\n" for key, one in value.items()]
        return f"{{\n{''.join(lines)}{margin}}}"
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        lines = [f"{inner}{_value(one)},\n" for one in value]
        return f"[\n{''.join(lines)}{margin}]"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return f"{value:g}".replace("e-0", "e-") if isinstance(value, float) else json.dumps(value)


def _key(name: str) -> str:
    return _camel(name) if name.isidentifier() else json.dumps(name)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


# Writing ----------------------------------------------------------------------------------


def _header(sources: str) -> str:
    return f"// Written by scripts/generate.py from {sources}: change it there.\n"


def _comment(text: str) -> str:
    """A docstring or comment of Python as one of TypeScript; empty for none."""
    plain = re.sub(r"\\(.)", r"\1", text.replace("``", "`")).strip()
    if not plain:
        return ""
    if "\n" not in plain and len(plain) <= WIDTH - 7:
        return f"/** {plain} */\n"
    paragraphs = [wrap(one, WIDTH - 3) for one in plain.split("\n\n")]
    lines = [line for lines in paragraphs for line in ("", *lines)][1:]
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


FILES: dict[Path, Callable[[], str]] = {
    GENERATED / "schema.ts": schema_text,
    GENERATED / "palettes.ts": palettes_text,
    GENERATED / "limits.ts": limits_text,
    GENERATED / "modes.ts": modes_text,
}


def write() -> list[Path]:
    """Write every file that is not yet what comes out; return those."""
    stale = [path for path, text in FILES.items() if not path.exists() or _read(path) != text()]
    for path in stale:
        path.write_text(FILES[path](), encoding="utf-8")
    return stale


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> None:
    """Write the files and say which have changed."""
    for path in write():
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
