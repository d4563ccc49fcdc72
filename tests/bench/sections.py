"""docs/benchmarks.md: one page, of which each benchmark writes its own part anew."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = (
    "# Benchmarks\n\nWritten by `make bench`; do not edit. Each part is written by the benchmark it names.\n"
)
ORDER = ("scoring", "reading", "evaluation", "planning", "pairing", "reporting")


def write_part(name: str, text: str, page: Path = PAGE) -> None:
    """Put one benchmark's part in the page, in its place; the other parts stay as they are."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    parts = dict(re.findall(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->\n", old, re.DOTALL))
    parts[name] = text.rstrip("\n") + "\n"
    written = [
        f"<!-- begin {part} -->\n{parts[part]}<!-- end {part} -->\n" for part in ORDER if part in parts
    ]
    page.write_text("\n".join([HEAD, *written]), encoding="utf-8")
