"""Write the README's table of options anew, from `igviz.options`."""

from __future__ import annotations

from pathlib import Path

from igviz.options import OPTIONS

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- options: made by scripts/readme.py -->\n\n", "\n<!-- end of options -->"


def written(readme: str) -> str:
    """Return the README with the table that the options give."""
    before, rest = readme.split(START)
    after = rest.split(END)[1]
    rows = "".join(f"| `{name}` | {option.text} |\n" for name, option in OPTIONS.items())
    return f"{before}{START}| word | meaning |\n|---|---|\n{rows}{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
