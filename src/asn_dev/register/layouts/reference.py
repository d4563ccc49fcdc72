"""The page of reference on layouts: which headings each knows, and what a sheet of it must have."""

from __future__ import annotations

from collections.abc import Iterator

from asn_dev.model import plural_of
from asn_dev.register.files.sheet import KEY_HEADING
from asn_dev.register.layouts import Layout, Source, layouts

_HEAD = """# Headings that are known

Made from the code by `python docs/generate.py`. A heading stands for a field however it is capitalised
and joined: `tanggal_lahir`, `tanggalLahir` and `Tanggal Lahir` are one. The field's own name is known too.
A field that must be there is part of what tells the layout; where one is expected, a blank cell is a
finding. A field that is told beside the table (above it, in the sheet's name) need not be a column.

## Layouts

| layout | makes | must have |
|---|---|---|
"""


def reference() -> str:
    """The page in Markdown: every layout but the plain ones, which are the records of docs/records.md."""
    offices = [layout for layout in layouts() if not layout.plain]
    return "\n".join([_HEAD + "\n".join(map(_summary, offices)), *map(_section, offices)])


def _summary(layout: Layout) -> str:
    needed = [given for given in layout.sources if given.field in layout.needed]
    named = ", ".join(f"`{(_headings(given) or [given.field])[0]}`" for given in needed)
    return f"| {layout.name} | {plural_of(layout.record)} | {named} |"


def _section(layout: Layout) -> str:
    lines = "\n".join(_rows(layout))
    return f"\n## {layout.name}\n\n| field | headings | |\n|---|---|---|\n{lines}\n".rstrip()


def _rows(layout: Layout) -> Iterator[str]:
    for source in layout.sources:
        headings = ", ".join(f"`{heading}`" for heading in _headings(source) or [source.field])
        yield f"| `{source.field}` | {headings} | {_standing(source, layout)} |"


def _headings(source: Source) -> list[str]:
    return [heading.replace("|", "/") for heading in source.headings if heading != KEY_HEADING]


def _standing(source: Source, layout: Layout) -> str:
    if source.placed:
        return "the place of the row"
    parts = []
    if source.field in layout.needed:
        parts.append("**must be there**")
    elif source.expected:
        parts.append("expected")
    if KEY_HEADING in source.headings:
        parts.append("or the key of the JSON object")
    if source.fact:
        parts.append(f"or told beside the table ({source.fact})")
    return ", ".join(parts)
