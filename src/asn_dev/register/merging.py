"""One person or programme of which several rows tell: the fullest list holds, others fill what is empty.

Of two postings of a person the newer holds. What contradicts is a warning; where nothing decides, the cell is
unknown. Neither the order of files nor that of rows decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Answer, CivilServant, LearningActivity
from asn_dev.register.aliases import plain
from asn_dev.register.cells import Notice
from asn_dev.register.cells.notices import translate
from asn_dev.register.fullness import levels_of
from asn_dev.register.layouts import Layout
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.schema import polars_schema

_AT, _ROW, _LEVEL = "_sheet_at", "_row_at", "_level"
_SINCE = "in_post_since"
_POST = ("job_title", "unit", "section", "job_kind", "tier", _SINCE, "_eselon", "_agency", "_kind")
"""What goes with a posting: the fields of an older one never complete a newer one."""
_ANCHORS = ("job_title", "unit")
_EVIDENCE = (Answer, LearningActivity)
"""Records of which each row stands for itself: what somebody answered or did is not put together."""


def is_merged(layout: Layout) -> bool:
    """Whether rows of one key are put together."""
    return bool(layout.key) and not layout.key_within_sheet and layout.record not in _EVIDENCE


def merge_sources(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """Merge rows with the same key, across sheets, into one row each."""
    left = list(sheets)
    groups: dict[tuple[type, tuple[str, ...]], list[int]] = {}
    for number, sheet in enumerate(sheets):
        if is_merged(sheet.layout):
            groups.setdefault((sheet.layout.record, sheet.layout.key), []).append(number)
    for (record, key), numbers in groups.items():
        absent = frozenset().union(*(sheets[number].layout.absent for number in numbers))
        left = put_together(left, numbers, record, key, needed=[name for name in key if name not in absent])
    return left


def put_together(
    sheets: Sequence[ParsedSheet],
    numbers: Sequence[int],
    record: type,
    key: Sequence[str],
    *,
    needed: Sequence[str],
    compared: frozenset[str] | None = None,
) -> list[ParsedSheet]:
    """The sheets with one row for each key among those of these numbers.

    Rows without a needed part of the key stay apart. `compared` are the fields of which it is said that
    lists differ; without it all that have a column.
    """
    left = list(sheets)
    rows = _told_twice({number: left[number] for number in numbers}, key, needed)
    if rows.height:
        for number, merged in _merged(left, rows, record, key, compared).items():
            left[number] = merged
    return left


def _told_twice(sheets: Mapping[int, ParsedSheet], key: Sequence[str], needed: Sequence[str]) -> pl.DataFrame:
    """The accepted rows whose key another row has, all fields side by side; levels count from the fullest."""
    keys = pl.concat([_keys(one, number, key).drop_nulls(needed) for number, one in sheets.items()])
    twice = keys.filter(pl.struct(key).is_duplicated()) if keys.height else keys
    if twice.is_empty():
        return twice
    levels = levels_of(sheets, key)
    parts = []
    for number, sheet in sheets.items():
        positions = twice.filter(pl.col(_AT) == number)[_ROW]
        level = pl.lit(levels[number], dtype=pl.Int32).alias(_LEVEL)
        number_of_sheet = pl.lit(number, dtype=pl.Int32).alias(_AT)
        parts.append(sheet.fields[positions].with_columns(positions.alias(_ROW), level, number_of_sheet))
    return pl.concat(parts, how="diagonal_relaxed")


def _keys(sheet: ParsedSheet, number: int, key: Sequence[str]) -> pl.DataFrame:
    types = polars_schema(sheet.layout.record)
    rows = sheet.fields.select(
        pl.col(name) if name in sheet.fields.columns else pl.lit(None, dtype=types[name]).alias(name)
        for name in key
    ).with_columns(
        pl.int_range(pl.len(), dtype=pl.Int64).alias(_ROW), pl.lit(number, dtype=pl.Int32).alias(_AT)
    )
    return rows.filter(sheet.makes_records()) if sheet.leaves_out else rows


@attrs.frozen(eq=False)
class _Cells:
    """Rows about the same things: what each field is when they are put together, and which rows differ."""

    value: pl.Series
    differs: pl.Series
    unsettled: pl.Series


def _merged(
    sheets: Sequence[ParsedSheet],
    rows: pl.DataFrame,
    record: type,
    key: Sequence[str],
    compared: frozenset[str] | None,
) -> dict[int, ParsedSheet]:
    """The sheets in which rows are put together."""
    posts = record is CivilServant
    older = (
        _older(rows, key) if posts and _SINCE in rows.columns else pl.repeat(False, rows.height, eager=True)
    )
    rows = rows.with_columns(older.alias("_older"), pl.struct(key).rank("dense").alias("_who"))
    if "_by_number" in rows.columns:
        rows = _said_before_inferred(rows)
    fields = [name for name in rows.columns if name not in (*key, _AT, _ROW, _LEVEL, "_older", "_who")]
    compatible = _compatible(rows) if posts else ~older
    cells_of = {
        name: _field(
            rows, name, compatible if posts and name in _POST else pl.repeat(True, rows.height, eager=True)
        )
        for name in fields
    }
    values = rows.with_columns(one.value.alias(name) for name, one in cells_of.items())
    # One row of each keeps the values of all; which one it is does not matter to them.
    order = rows.select("_who", "_older", _LEVEL, _AT, _ROW)
    first = order.sort("_older", _LEVEL, _AT, _ROW, maintain_order=True).unique("_who", keep="first")
    holder = (
        rows.select(_AT, _ROW)
        .join(
            first.select(_AT, _ROW, pl.lit(True).alias("_holds")),
            on=[_AT, _ROW],
            how="left",
            maintain_order="left",
        )["_holds"]
        .fill_null(False)
    )
    done = {}
    for number in sorted(set(rows[_AT])):
        mine = rows[_AT] == number
        sheet = _with_values(sheets[number], values.filter(mine & holder), fields)
        positions = rows.filter(mine & ~holder)[_ROW].to_list()
        differing = (
            cells_of if compared is None else {name: cells_of[name] for name in compared & cells_of.keys()}
        )
        notices = _notices(sheet, rows, differing, mine, older)
        done[number] = attrs.evolve(
            sheet, merged=sheet.merged.union(positions), notices=(*sheet.notices, *notices)
        )
    return done


def _said_before_inferred(rows: pl.DataFrame) -> pl.DataFrame:
    """Drop an employment inferred from the number where a list states one."""
    inferred = pl.col("_by_number").fill_null(False)
    stated = (~inferred & pl.col("employment").is_not_null()).any().over("_who")
    return rows.with_columns(
        employment=pl.when(~(inferred & stated)).then("employment"),
        _by_number=pl.when(~(inferred & stated)).then("_by_number"),
    )


def _older(rows: pl.DataFrame, key: Sequence[str]) -> pl.Series:
    """The rows with a posting that began before another posting of the same person."""
    newest = pl.col(_SINCE).max().over(key)
    return rows.select((pl.col(_SINCE) < newest).fill_null(False).alias("_older"))["_older"]


def _compatible(rows: pl.DataFrame) -> pl.Series:
    """The rows whose post is that of the fullest list among the newest, as far as they tell it."""
    anchors = [name for name in _ANCHORS if name in rows.columns]
    tells = pl.any_horizontal(pl.col(name).is_not_null() for name in anchors) & ~pl.col("_older")
    top = pl.when(tells).then(_LEVEL).min().over("_who")
    base = rows.with_columns(_base=(tells & (pl.col(_LEVEL) == top)).fill_null(False))
    same = [
        pl.col(name).is_null()
        | (pl.when("_base").then(name).drop_nulls().n_unique().over("_who") == 0)
        | (pl.col(name) == pl.when("_base").then(name).max().over("_who"))
        for name in anchors
    ]
    return base.select((~pl.col("_older") & (pl.col("_base") | pl.all_horizontal(same))).alias("ok"))["ok"]


def _field(rows: pl.DataFrame, name: str, usable: pl.Series) -> _Cells:
    """What a field is: as the fullest list has it, of equals as the newer posting has it, else unknown."""
    cells = rows[name]
    if cells.null_count() == cells.len():  # most lists have few of the fields
        none = pl.repeat(False, cells.len(), eager=True)
        return _Cells(cells, none, none)
    words = translate(cells, plain, pl.String) if cells.dtype == pl.String else cells
    frame = rows.select(
        "_who", _LEVEL, "_older", cells.alias("cell"), words.alias("word"), usable.alias("ok")
    )
    filled = pl.col("cell").is_not_null() & pl.col("ok")
    frame = frame.with_columns(_top=pl.when(filled).then(_LEVEL).min().over("_who"))
    frame = frame.with_columns(_in=(filled & (pl.col(_LEVEL) == pl.col("_top"))).fill_null(False))
    newer = (pl.col("_in") & ~pl.col("_older")).any().over("_who")
    frame = frame.with_columns(_in=pl.col("_in") & (~newer | ~pl.col("_older")))
    kept = pl.when("_in").then("word")
    frame = frame.with_columns(
        _one=kept.drop_nulls().n_unique().over("_who") == 1,
        _cell=pl.when("_in").then("cell").max().over("_who"),
        _word=kept.max().over("_who"),
    )
    value = pl.when("_one").then("_cell")
    columns = frame.select(
        value=value,
        differs=(pl.col("_one") & (pl.col("word") != pl.col("_word"))).fill_null(False),
        unsettled=(~pl.col("_one") & pl.col("_in")).fill_null(False),
    )
    return _Cells(columns["value"], columns["differs"], columns["unsettled"])


def _with_values(sheet: ParsedSheet, values: pl.DataFrame, fields: Sequence[str]) -> ParsedSheet:
    """The sheet with what several rows tell together in the rows that keep it."""
    if values.is_empty():
        return sheet
    own = sheet.fields
    places = pl.select(pl.repeat(None, own.height, dtype=pl.UInt32)).to_series()
    places = places.scatter(values[_ROW], pl.int_range(values.height, dtype=pl.UInt32, eager=True))
    # A column at a time: beside each other, old and new, they are many times what the sheet takes.
    kept = own.get_columns()
    for name in fields:
        merged = values[name].gather(places).alias("merged")
        own_cells = own[name].alias("own") if name in own.columns else pl.lit(None).alias("own")
        both = pl.DataFrame([merged, places.is_not_null().alias("new")]).with_columns(own_cells)
        column = both.select(pl.when("new").then("merged").otherwise("own").alias(name)).to_series()
        if name in own.columns:
            kept[own.columns.index(name)] = column
        else:
            kept.append(column)
    return attrs.evolve(sheet, fields=pl.DataFrame(kept))


def _notices(
    sheet: ParsedSheet, rows: pl.DataFrame, cells_of: Mapping[str, _Cells], mine: pl.Series, older: pl.Series
) -> Iterator[Notice]:
    """Notices of one sheet's rows: older postings, and values in which another list differs."""
    positions = rows[_ROW].filter(mine & older)
    if positions.len():
        message = Message("an older posting of somebody who has a newer one; the newer one holds")
        shown = _SINCE if _SINCE in sheet.headings else "unit"
        yield Notice("older_posting", "warning", message, positions, shown)
    for name, cell in cells_of.items():
        if name not in sheet.headings:
            continue
        other = rows[_ROW].filter(mine & cell.differs & ~older)
        if other.len():
            message = Message("a fuller list says otherwise; that one holds")
            yield Notice("lists_differ", "warning", message, other, name)
        open_ = rows[_ROW].filter(mine & cell.unsettled)
        if open_.len():
            message = Message(
                "rows about the same say different things and nothing tells which is right; the cell counts"
                " as unknown"
            )
            yield Notice("rows_contradict", "warning", message, open_, name)
