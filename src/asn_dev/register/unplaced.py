"""Rows of competency standards that were lost for want of a post, a unit or a competency.

The row is rejected, since nobody can say whose requirement it is. That it is there is known all the same:
what it may concern is unknown, and not known without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import RequiredLevel, UnplacedStandard, column_of, plural_of
from asn_dev.register.ledger import Finding, Place, RejectedRows
from asn_dev.register.rejecting import AT
from asn_dev.register.schema import polars_schema

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet

KEY = ("job_title", "unit", "competency")
_SHOWN = 3


def unplaced_rows(rows: pl.DataFrame, places: Mapping[int, str]) -> pl.DataFrame:
    """The rejected rows, by position, that tell one part of their key and lack another.

    >>> rows = pl.DataFrame({"job_title": ["Camat", None], "unit": [None, None], "competency": ["x", None]})
    >>> unplaced_rows(rows, {0: "a.csv/2", 1: "a.csv/3"}).rows()
    [('a.csv/2', 'Camat', None, 'x')]
    """
    named = pl.DataFrame(
        {"_at": list(places), "place": list(places.values())}, schema={"_at": pl.Int64, "place": pl.String}
    )
    missing = [pl.col(name).is_null() for name in KEY]
    lost = (
        rows.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("_at"))
        .join(named, on="_at", maintain_order="left")
        .filter(pl.any_horizontal(missing) & ~pl.all_horizontal(missing))
    )
    return lost.select(pl.col(name).cast(kind) for name, kind in polars_schema(UnplacedStandard).items())


def placed(
    standards: nw.LazyFrame[Any],
) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any] | None, tuple[RejectedRows, ...], tuple[Finding, ...]]:
    """A lazy frame of standards parted in those with a whole key and what is lost, which alone is collected.

    Returned are the rows that are kept, those that may concern somebody, all that are lost, and the findings.
    """
    missing = [nw.col(name).is_null() for name in KEY]
    lost = standards.filter(nw.any_horizontal(*missing, ignore_nulls=False))
    rows: pl.DataFrame = lost.collect("polars").to_native()
    if rows.is_empty():
        return standards, None, (), ()
    name = plural_of(RequiredLevel)
    unplaced = lost.filter(~nw.all_horizontal(*missing, ignore_nulls=False)).select(
        nw.lit(name).alias("place"), *(nw.col(field).cast(nw.String) for field in KEY)
    )
    message = Message("missing or not usable")
    lacking = pl.coalesce(pl.when(pl.col(field).is_null()).then(pl.lit(field)) for field in KEY)
    rejected = rows.select(
        pl.lit(None, pl.Int64).alias("_row"),
        pl.lit("").alias("_pointer"),
        lacking.alias("_column"),
        pl.lit(None, pl.String).alias("_value"),
        pl.lit(str(message)).alias("_reason"),
        pl.all().cast(pl.String),
    )
    findings = about_unplaced(
        unplaced.collect("polars").to_native(), name, "", dict(zip(KEY, KEY, strict=True))
    )
    return (
        standards.filter(~nw.any_horizontal(*missing, ignore_nulls=False)),
        unplaced,
        (RejectedRows(name, "", rejected, [message] * rows.height),),
        tuple(findings),
    )


def unplaced_standards(sheets: Sequence[ParsedSheet]) -> pl.DataFrame:
    """Those of all sheets of standards."""
    parts = [_of_sheet(sheet) for sheet in _with_rejections(sheets)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=polars_schema(UnplacedStandard))


def _with_rejections(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """The sheets of standards that lost rows."""
    standards = (sheet for sheet in sheets if sheet.layout.record is RequiredLevel)
    return [sheet for sheet in standards if sheet.rejections.rows.height]


def _of_sheet(sheet: ParsedSheet) -> pl.DataFrame:
    where = "/".join(name for name in (sheet.sheet.file, sheet.sheet.name) if name)
    return unplaced_rows(
        sheet.fields, {at: f"{where}/{sheet.sheet.rows[at]}" for at in sheet.rejections.rows[AT].sort()}
    )


def unplaced_findings(sheets: Sequence[ParsedSheet]) -> Iterator[Finding]:
    """A finding for each sheet about the consequence of its lost rows."""
    for sheet in _with_rejections(sheets):
        headings = {name: sheet.heading(name) for name in KEY}
        yield from about_unplaced(_of_sheet(sheet), sheet.sheet.file, sheet.sheet.name, headings)


def about_unplaced(
    lost: pl.DataFrame, file: str, sheet: str, headings: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding at each column that lost rows lack: whom they may concern, and what is unknown for these."""
    for name in KEY:
        rows = lost.filter(pl.col(name).is_null())
        if not rows.is_empty():
            message = Message(
                "rows of the standards without '{column}': what they require is unknown for everybody whom"
                " they may concern ({whom}), and so is the job person match; complete the rows",
                column=headings[name],
                whom=_whom(rows),
            )
            lines = rows["place"].str.extract(r"(\d+)$").drop_nulls()
            places = tuple(Place(int(line)) for line in lines)
            yield Finding(
                "standard_unplaced", "unknown", file, sheet, headings[name], rows.height, message, places
            )


def _whom(rows: pl.DataFrame) -> str:
    """The posts and units that the rows name, some of them."""
    names: str = ""
    for name in KEY[:2]:
        values = rows[name].drop_nulls().unique(maintain_order=True)
        if not values.is_empty():
            more = ", ..." if values.len() > _SHOWN else ""
            label = column_of(UnplacedStandard, name).label
            part = f"{label}: {', '.join(values.head(_SHOWN))}{more}"
            names = f"{names}; {part}" if names else part
    return names or Message("everybody")
