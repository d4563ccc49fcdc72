"""Which layout a sheet has: the one that fits best by its headings and by how its cells read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.model import Nip
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.cells.dates import read_date
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.ledger import Finding
from asn_dev.register.sources import Source

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet

_SHOWN = 8
_ALIKE = 0.8
_SAMPLE = 12
"""So many cells of a column show whether they read as what the column should hold."""
_CLOSE = 1.0
"""A runner-up that fits a column less at most makes the choice doubtful."""
_SMALL_SHARE = 0.25
_MANY = 4
_NUMBER = re.compile(r"(?i)[^\d]{0,8}-?\d[\d.,' ]*\D{0,12}")
_CODED = 0.75
"""At least half of the answers under each code are numbers, or words of the layout."""

_NIP = re.compile(r"\D*(?:\d\D{0,2}){15,18}|\d[.,]?\d*e\+?\d+", re.IGNORECASE)


@attrs.frozen
class Recognised:
    """The layout chosen for a sheet, with findings about the choice."""

    layout: Layout
    notes: tuple[Finding, ...] = ()


@attrs.frozen(order=True)
class _Fit:
    """How well a layout fits: columns that read well; then whether headings or file name are its own."""

    columns: float
    own: bool
    named: bool


def recognise(
    sheet: Sheet,
    layouts: Sequence[Layout],
    aliases: Aliases,
    *,
    stem: str = "",
    facts: Iterable[str] = (),
) -> Recognised:
    """Choose the layout that fits a sheet best: the one with most columns whose cells can be read.

    Where two fit as well it is the one whose fields the headings are, then the one that the file is named
    after, then the first. A sheet without headings is recognised by the name of the file alone. `facts` are
    the facts beside the table, which stand for a column that a layout must have. A choice that is close is
    a warning with the runner-up. Raises `FileError` naming the file and what is missing if none fits.
    """
    headings = sheet.frame.columns
    named = [layout for layout in layouts if _is_named(layout, stem)]
    if not headings and named:
        return Recognised(named[0])
    keys = frozenset(facts)
    samples = {heading: _sample(sheet, heading) for heading in headings}
    fits: list[tuple[_Fit, Layout]] = []
    for layout in layouts:
        if _is_foreign(layout, samples):
            continue
        columns = layout.columns(headings, aliases)
        if _is_whole(layout, columns, keys) and len(columns) >= max(
            layout.least, layout.share * len(headings)
        ):
            read = round(sum(_reads(given, samples[heading]) for heading, given in columns.items()), 3)
            if columns:
                fits.append((_Fit(read, _is_own(layout, headings), layout in named), layout))
    best = _chosen(fits, headings, layouts, aliases)
    if best is None:
        raise FileError(
            _what_is_wrong(headings, layouts, aliases, keys),
            file=_label(sheet),
            hint=Message(
                "say what it is in a file that 'asn-dev map FOLDER' writes; docs/reading.md lists the "
                "layouts, and a region can add names for headings, and questionnaires"
            ),
        )
    why_not = _refusal(best[1], headings, aliases, keys, stem)
    if why_not:
        others = [fit for fit in fits if _covers(fit[1], best[1], headings, aliases)]
        best = _chosen(others, headings, layouts, aliases)
        if best is None:
            raise FileError(why_not, file=_label(sheet))
    small = () if best[0].named else _small(sheet, best[1], aliases)
    return Recognised(best[1], (*_doubt(sheet, best, fits), *small))


def _refusal(
    layout: Layout, headings: Sequence[str], aliases: Aliases, facts: frozenset[str], stem: str
) -> Message | None:
    """Why a sheet of this layout cannot be used, if it cannot."""
    if layout.refusing is None:
        return None
    present = {given.field for given in layout.columns(headings, aliases).values()}
    return layout.refusing(facts | present, stem)


def _covers(other: Layout, layout: Layout, headings: Sequence[str], aliases: Aliases) -> bool:
    """Whether another layout uses every column that this one must have."""
    columns = layout.columns(headings, aliases)
    needed = {heading for heading, given in columns.items() if given.field in layout.needed}
    return other is not layout and needed <= other.columns(headings, aliases).keys()


def _label(sheet: Sheet) -> str:
    """The name of a sheet in messages."""
    if not sheet.name:
        return sheet.file
    return Message("{file}, sheet '{sheet}'", file=sheet.file, sheet=sheet.name)


def _chosen(
    fits: Sequence[tuple[_Fit, Layout]], headings: Sequence[str], layouts: Sequence[Layout], aliases: Aliases
) -> tuple[_Fit, Layout] | None:
    """The best fit; a general layout only where no specific one fits, but before labels of a plain one."""
    best = max((fit for fit in fits if not fit[1].general), key=lambda fit: fit[0], default=None)
    general = max((fit for fit in fits if fit[1].general), key=lambda fit: fit[0], default=None)
    if best and general and best[1].plain and not best[0].own and general[0].columns >= best[0].columns:
        return general
    if best or general is None:
        return best
    return None if _may_be_another(headings, general[1], layouts, aliases) else general


def is_coded(sheet: Sheet, layout: Layout, aliases: Aliases) -> bool:
    """Whether the sheet has a questionnaire's own layout: every item under its code, answered in numbers."""
    if not layout.instruments or layout.plain:
        return False
    columns = layout.columns(sheet.frame.columns, aliases)
    facts = frozenset(key for key, told in sheet.facts.items() if told)
    if not _is_whole(layout, columns, facts):
        return False
    items = {heading: given for heading, given in columns.items() if given.column.type in (int, float)}
    return all(_reads(given, _sample(sheet, heading)) >= _CODED for heading, given in items.items())


def _sample(sheet: Sheet, heading: str) -> list[str]:
    """Some of the cells of a column that are not blank."""
    cells = sheet.frame[heading].head(_SAMPLE * 4).to_list()
    return [text for cell in cells if cell and (text := cell.strip(BLANKS))][:_SAMPLE]


def _is_foreign(layout: Layout, samples: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column under a heading that no sheet of this layout has is filled with words."""
    return bool(layout.foreign) and any(
        squeezed(heading) in layout.foreign and not all(map(_NUMBER.fullmatch, sample))
        for heading, sample in samples.items()
    )


def _is_named(layout: Layout, stem: str) -> bool:
    return any(squeezed(name) in squeezed(stem) for name in layout.stems)


def _is_own(layout: Layout, headings: Sequence[str]) -> bool:
    """Whether it is a plain layout and the headings are the names of its fields."""
    return layout.plain and set(headings) <= {given.field for given in layout.sources}


def _is_whole(layout: Layout, columns: Mapping[str, Source], facts: frozenset[str]) -> bool:
    """Whether nothing that the layout must have is missing from the columns and the facts."""
    present = {given.field for given in columns.values()}
    told_fields = {given.field for given in layout.sources if given.fact in facts and given.fact}
    tells = not layout.telling or bool(layout.telling & present)
    return tells and layout.needed <= present | told_fields


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


def _reads(source: Source, sample: Sequence[str]) -> float:
    """How much a column counts: 1 where its cells read as they should, down to a half where none does."""
    if not sample:
        return 1.0
    kind = source.column.type
    if kind is Nip:
        good = sum(bool(_NIP.fullmatch(text)) for text in sample)
    elif kind is date:
        good = sum(read_date(text, month=source.month) is not None for text in sample)
    elif kind in (int, float):
        words = {squeezed(word) for word in (*source.codes, *source.variants)}
        good = sum(bool(_NUMBER.fullmatch(text)) or squeezed(text) in words for text in sample)
    else:
        return 1.0
    return 0.5 + 0.5 * good / len(sample)


def _doubt(sheet: Sheet, best: tuple[_Fit, Layout], fits: Sequence[tuple[_Fit, Layout]]) -> list[Finding]:
    """A warning where another kind of record fits nearly as well, and neither headings nor name decide."""
    fit, layout = best
    others = [
        one for one in fits if one[1].record is not layout.record and one[0].columns > fit.columns - _CLOSE
    ]
    if not others or fit.own or fit.named:
        return []
    runner_up = max(others, key=lambda entry: entry[0])[1]
    message = Message(
        "taken for '{layout}', but '{other}' fits nearly as well: look whether that is meant",
        layout=layout.name,
        other=runner_up.name,
    )
    return [Finding("layout_doubtful", "warning", sheet.file, sheet.name, "", 1, message)]


def _small(sheet: Sheet, layout: Layout, aliases: Aliases) -> list[Finding]:
    """A warning where the layout leaves most columns of the sheet aside."""
    headings = [heading for heading in sheet.frame.columns if not heading.startswith(("#", "(kolom "))]
    columns = layout.columns(headings, aliases)
    if len(headings) - len(columns) < _MANY or len(columns) >= _SMALL_SHARE * len(headings):
        return []
    message = Message(
        "taken for '{layout}', which uses {used} of {count} columns ({share} %): look whether that is meant",
        layout=layout.name,
        used=len(columns),
        count=len(headings),
        share=round(100 * len(columns) / len(headings)),
    )
    return [Finding("few_columns_used", "warning", sheet.file, sheet.name, "", 1, message)]


def _what_is_wrong(
    headings: Sequence[str], layouts: Sequence[Layout], aliases: Aliases, facts: frozenset[str]
) -> Message:
    if not headings:
        return Message("has no headings, and its name tells no layout")
    ranked: list[tuple[int, int, Layout]] = []
    for layout in layouts:
        fields = {given.field for given in layout.columns(headings, aliases).values()}
        have = layout.needed & fields
        near = have and have < layout.needed and 2 * len(have) >= len(layout.needed)
        if near and not layout.refusing and len(fields) >= layout.share * len(headings):
            ranked.append((len(fields) - len(layout.needed - have), len(ranked), layout))
    if not ranked:
        shown = ", ".join(f"'{heading.strip()}'" for heading in headings[:_SHOWN])
        more = ", ..." if len(headings) > _SHOWN else ""
        return Message("its headings fit no known layout ({headings})", headings=shown + more)
    nearest = max(ranked, key=lambda entry: (entry[0], -entry[1]))[2]
    columns = nearest.columns(headings, aliases)
    present = {given.field for given in columns.values()}
    present |= {given.field for given in nearest.sources if given.fact and given.fact in facts}
    lacking = [given for given in nearest.sources if given.field in nearest.needed - present]
    unknown = [heading for heading in headings if heading not in columns]
    missing: Message | None = None
    for source in lacking:
        part = Message(
            "column {column} is missing{suggestion}",
            column=_called(source),
            suggestion=suggestion(source, unknown),
        )
        missing = Message("{before}; {part}", before=missing, part=part) if missing else part
    return Message("looks like '{layout}', but {missing}", layout=nearest.name, missing=missing)


def _called(source: Source) -> str | Message:
    called: str | Message = ""
    for heading in (source.headings or (source.field,))[:3]:
        called = (
            Message("{before} or '{heading}'", before=called, heading=heading) if called else f"'{heading}'"
        )
    return called


def suggestion(source: Source, unknown: Sequence[str]) -> str:
    """A similar heading to suggest in a message; it is never used in place of the missing one.

    >>> from asn_dev.model import CivilServant
    >>> from asn_dev.register.sources import source
    >>> suggestion(source(CivilServant, "birth_date", "tanggal_lahir"), ["tangal_lahir", "agama"])
    " ('tangal_lahir' looks like it)"
    """
    words = {squeezed(heading): heading.strip() for heading in unknown}
    for name in source.known_as:
        near = get_close_matches(name, words, n=1, cutoff=_ALIKE)
        if near:
            return Message(" ('{heading}' looks like it)", heading=words[near[0]])
    return ""
