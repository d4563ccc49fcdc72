"""Which layout a sheet has: the one that knows the most of its headings."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from asn_dev.errors import FileError
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.layouts.layout import Layout, Source

_SHOWN = 8
_ALIKE = 0.8


def recognise(
    headings: Sequence[str], layouts: Sequence[Layout], aliases: Aliases, *, file: str, stem: str = ""
) -> Layout:
    """The layout that knows the most of these headings.

    Where two know as many it is the one whose fields the headings are, then the one that the file is
    named after, then the first. A sheet without headings is recognised by the name of the file alone.
    Raises `FileError` naming the file if none fits, and the column that is missing if one nearly does.
    """
    named = [layout for layout in layouts if _is_named(layout, stem)]
    if not headings and named:
        return named[0]
    ranks = [(_fit(one, headings, aliases), _is_own(one, headings), one in named) for one in layouts]
    best = max(ranks)
    if best[0]:
        return layouts[ranks.index(best)]
    raise FileError(
        _what_is_wrong(headings, layouts, aliases),
        file=file,
        hint="docs/reading.md lists the layouts; a region can add names for headings, and questionnaires",
    )


def _is_named(layout: Layout, stem: str) -> bool:
    return any(squeezed(name) in squeezed(stem) for name in layout.stems)


def _is_own(layout: Layout, headings: Sequence[str]) -> bool:
    """Whether it is a plain layout and the headings are the names of its fields."""
    return bool(layout.share) and set(headings) <= {given.field for given in layout.sources}


def _fit(layout: Layout, headings: Sequence[str], aliases: Aliases) -> int:
    """How many headings it knows, or 0 if it lacks one that it must have or knows too few of them."""
    found = {given.field for given in layout.columns(headings, aliases).values()}
    return len(found) if layout.needed <= found and len(found) >= layout.share * len(headings) else 0


def _what_is_wrong(headings: Sequence[str], layouts: Sequence[Layout], aliases: Aliases) -> str:
    if not headings:
        return "has no headings, and its name tells no layout"
    ranked: list[tuple[int, int, Layout]] = []
    for layout in layouts:
        found = {given.field for given in layout.columns(headings, aliases).values()}
        have = layout.needed & found
        if 2 * len(have) >= len(layout.needed) and len(found) >= layout.share * len(headings):
            ranked.append((len(found) - len(layout.needed - have), len(ranked), layout))
    if not ranked:
        shown = ", ".join(f"'{heading.strip()}'" for heading in headings[:_SHOWN])
        return f"its headings fit no known layout ({shown}{', ...' if len(headings) > _SHOWN else ''})"
    nearest = max(ranked, key=lambda entry: (entry[0], -entry[1]))[2]
    known = nearest.columns(headings, aliases)
    present = {given.field for given in known.values()}
    lacking = [given for given in nearest.sources if given.field in nearest.needed - present]
    unknown = [heading for heading in headings if heading not in known]
    parts = [f"column {_called(given)} is missing{suggestion(given, unknown)}" for given in lacking]
    return f"looks like '{nearest.name}', but " + "; ".join(parts)


def _called(given: Source) -> str:
    return " or ".join(f"'{heading}'" for heading in (given.headings or (given.field,))[:3])


def suggestion(given: Source, unknown: Sequence[str]) -> str:
    """A heading that may be meant, for a message; nothing is taken for another on a likeness.

    >>> from asn_dev.model import CivilServant
    >>> from asn_dev.register.layouts.layout import source
    >>> suggestion(source(CivilServant, "birth_date", "tanggal_lahir"), ["tangal_lahir", "agama"])
    " ('tangal_lahir' looks like it)"
    """
    words = {squeezed(heading): heading.strip() for heading in unknown}
    for name in given.known_as:
        near = get_close_matches(name, words, n=1, cutoff=_ALIKE)
        if near:
            return f" ('{words[near[0]]}' looks like it)"
    return ""
