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
    ranked = list(zip(ranks, layouts, strict=True))
    best = max(rank for rank, one in ranked if not one.general)
    general = max(
        ((rank, one) for rank, one in ranked if one.general), key=lambda pair: pair[0], default=None
    )
    if best[0]:
        chosen = next(one for rank, one in ranked if rank == best and not one.general)
        by_labels = bool(chosen.share) and not best[1]
        if not (by_labels and general and general[0][0] >= best[0]):
            return chosen
    if general and general[0][0] and not _may_be_another(headings, general[1], layouts, aliases):
        return general[1]
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
    enough = len(found) >= max(layout.least, layout.share * len(headings))
    return len(found) if layout.needed <= found and enough else 0


def _may_be_another(
    headings: Sequence[str], general: Layout, layouts: Sequence[Layout], aliases: Aliases
) -> bool:
    """Whether a sheet that the general layout would take lacks but one column of another.

    It must have a column that the other needs and the general one does not know. A sheet of which the
    general one knows much is taken in spite of that.
    """
    mine = general.columns(headings, aliases)
    if len(mine) > 2 * general.least:
        return False
    for other in layouts:
        theirs = other.columns(headings, aliases)
        fields = {given.field for given in theirs.values()}
        its_own = any(
            given.field in other.needed and heading not in mine for heading, given in theirs.items()
        )
        near = len(other.needed - fields) == 1 and 2 * len(other.needed & fields) > len(other.needed)
        if not other.general and its_own and near and len(fields) >= other.share * len(headings):
            return True
    return False


def _what_is_wrong(headings: Sequence[str], layouts: Sequence[Layout], aliases: Aliases) -> str:
    if not headings:
        return "has no headings, and its name tells no layout"
    ranked: list[tuple[int, int, Layout]] = []
    for layout in layouts:
        found = {given.field for given in layout.columns(headings, aliases).values()}
        have = layout.needed & found
        if (
            have < layout.needed
            and 2 * len(have) >= len(layout.needed)
            and len(found) >= layout.share * len(headings)
        ):
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
