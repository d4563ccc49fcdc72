"""Answers of a service in pages: which pages or rows are missing from the files at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from asn_dev.messages import Message
from asn_dev.register.ledger import Finding, Place

LISTS = ("data", "statements", "results", "items", "rows", "records", "content", "entries", "value")
"""Where an answer keeps its rows."""

_ABOUT = ("meta", "links", "_links", "pagination", "paging", "paginator", "page", "pageInfo")
"""Where an answer tells of its pages, other than beside the rows."""

_PAGE = frozenset(("currentpage", "page", "pagenumber", "halaman", "pageno"))
_LAST = frozenset(("lastpage", "totalpages", "pagecount", "pages", "numpages", "totalhalaman", "totalpage"))
_TOTAL = frozenset(
    ("total", "count", "totalcount", "totalitems", "totalrows", "totaldata", "recordstotal", "totalelements",
     "totalrecords", "totalresults", "jumlahdata", "odatacount")
)  # fmt: skip
_NEXT = frozenset(
    ("nextpageurl", "next", "nextpage", "more", "nextcursor", "nextlink", "odatanextlink", "nextpagetoken",
     "hasmore", "hasnext", "hasnextpage", "hasmorepages")
)  # fmt: skip
_FIRST_ZERO = frozenset(("number", "pageindex"))
_MANY = 40


@attrs.frozen
class Page:
    """The paging of one answer: page and last page, rows and total, and whether more follow."""

    pointer: str
    rows: int
    number: int | None = None
    last: int | None = None
    total: int | None = None
    continues: bool = False

    @property
    def is_all(self) -> bool:
        """Whether the answer is complete."""
        whole = self.last in (None, 0, 1) and not (self.number or 1) > 1
        return whole and not self.continues and not (self.total or 0) > self.rows


@attrs.frozen
class Continues(Finding):
    """A finding about an answer that is a part, with what settles it: the other parts beside it."""

    page: Page | None = attrs.field(default=None, kw_only=True, repr=False)


def page_of(answer: Mapping[str, Any], pointer: str, rows: int) -> Page | None:
    """The paging of an answer; None where it is complete or has no paging."""
    fields = _fields_of(answer)
    number, last = _first(fields, _PAGE), _first(fields, _LAST)
    if number is None and last is not None and (from_zero := _first(fields, _FIRST_ZERO)) is not None:
        number = from_zero + 1
    if number is None and last is None and not _NEXT & fields.keys():
        # A count alone may count anything; beside rows it counts them if it is no smaller.
        total = _first(fields, _TOTAL - {"count"}) or _first(fields, _TOTAL)
        page = Page(pointer, rows, total=total)
    else:
        page = Page(pointer, rows, number, last, _first(fields, _TOTAL), continues=_continues(fields))
    return None if page.is_all else page


def notes_of(file: str, pages: Sequence[Page]) -> Iterable[Finding]:
    """A warning for each answer of which pages or rows are missing."""
    for page in pages:
        yield _finding(file, page, missing_pages([page]), page.rows)


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, without the warnings about parts whose other parts lie beside them."""
    every = list(findings)
    groups: dict[tuple[object, ...], list[Continues]] = {}
    for finding in every:
        if isinstance(finding, Continues) and finding.page:
            groups.setdefault(_series(finding), []).append(finding)
    answered: dict[int, Finding | None] = {}
    for group in groups.values():
        pages = [one.page for one in group if one.page]
        missing, rows = missing_pages(pages), sum(page.rows for page in pages)
        for finding in group:
            if finding.page and len(group) > 1:
                whole = _is_whole(pages, missing, rows)
                answered[id(finding)] = None if whole else _finding(finding.file, finding.page, missing, rows)
    kept = (answered.get(id(one), one) for one in every)
    return [one for one in kept if one is not None]


def missing_pages(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages that are not there, where the answers count them; so many as are shown."""
    last = max((page.last or 0 for page in pages), default=0)
    here = {page.number for page in pages if page.number}
    if not last or not here:
        return []
    missing: list[int] = []
    for number in range(1, min(last, len(here) + _MANY) + 1):
        if number not in here:
            missing.append(number)
    return missing


def _is_whole(pages: Sequence[Page], missing: Sequence[int], rows: int) -> bool:
    if any(page.last for page in pages):
        return not missing
    total = max((page.total or 0 for page in pages), default=0)
    return bool(total) and rows >= total


def _series(finding: Continues) -> tuple[object, ...]:
    """What the parts of one answer have in common: the number of parts and the name without digits."""
    page = finding.page
    name = re.sub(r"[\W\d_]+", "", finding.file.rpartition("/")[2].lower().removesuffix(".json"))
    name = name.removesuffix("halaman").removesuffix("page").removesuffix("hal")
    return (name, page.last, page.total) if page else (name,)


def _finding(file: str, page: Page, missing: Sequence[int], rows: int) -> Continues:
    if missing and page.last:
        shown = ", ".join(map(str, missing[:_MANY]))
        more = ", ..." if missing[-1] < page.last and len(missing) >= _MANY else ""
        message = Message(
            "is page {number} of {last}; fetch the missing pages {missing} and put them beside it",
            number=page.number or "?", last=page.last, missing=f"{shown}{more}",
        )  # fmt: skip
    elif (page.total or 0) > rows:
        message = Message(
            "the service has {total} rows, and {rows} are here: fetch the following pages",
            total=page.total, rows=rows,
        )  # fmt: skip
    else:
        message = Message(
            "the service has more rows than this answer holds: fetch what its 'next' or 'more' names"
        )
    places = [Place(None, page.pointer)]
    return Continues("answer_continues", "warning", file, "", "", 1, message, places, page=page)


def _fields_of(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The fields beside the rows and in the usual objects within, by name in lower case."""
    fields: dict[str, Any] = {}
    for source in (answer, *(answer[name] for name in _ABOUT if isinstance(answer.get(name), dict))):
        for name, value in source.items():
            if isinstance(value, (str, int, bool)) or value is None:
                fields.setdefault(re.sub(r"[^a-z]", "", str(name).lower()), value)
            elif name == "next" and isinstance(value, dict):
                fields.setdefault("next", value.get("href"))
    return fields


def _first(fields: Mapping[str, Any], names: frozenset[str]) -> int | None:
    for name in sorted(names & fields.keys()):
        text = str(fields[name]) if not isinstance(fields[name], bool) else ""
        if text.isascii() and text.isdigit() and len(text) < 10:
            return int(text)
    return None


def _continues(fields: Mapping[str, Any]) -> bool:
    values = [fields[name] for name in _NEXT & fields.keys()]
    return any(value not in (None, False, "", "null", "false", "0", "-1") for value in values)
