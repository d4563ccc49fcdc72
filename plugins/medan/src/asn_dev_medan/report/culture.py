"""Working together: what units do with each other, and what their staff says of it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Block,
    Enrolment,
    Mentorship,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)
from asn_dev_medan.report.small_groups import kept_back, silent_units

SHARES = {"unit_joint_share": "unit_programme_people", "unit_mentoring_share": "unit_mentoring_people"}
"""The shares of the index, each with how many people stand behind it."""


@section(
    key="medan-kerja-sama",
    title=text(id="Medan: budaya kerja antarunit", en="Medan: working together across units"),
    order=62,
)
def culture(context: ReportContext) -> list[Block]:
    """The index of work across units with its parts, and what new pairs would add to it."""
    units = _units(context)
    if units.is_empty():
        return [context.nothing(Enrolment, Mentorship, Answer)]
    axis = context.label("cross_unit_index", of=Unit)
    withheld = pl.col("withheld").list.contains("cross_unit_index")
    indexed = units.filter(pl.col("cross_unit_index").is_not_null() | withheld)
    blocks: list[Block] = [
        Paragraph(_sentence(context, units)),
        context.chart(context.bars(indexed, "cross_unit_index", axis=axis, label="name", greatest=100)),
        _table(context, units),
    ]
    if context.pairing is not None and context.pairing.pairs.height >= context.minimum_group:
        blocks.append(Note(_pairs(context)))
    return blocks


def _units(context: ReportContext) -> pl.DataFrame:
    """The units of which anything of the index is known."""
    units = context.scores(Unit).filter(pl.col("cross_unit_known") > 0)
    silent = pl.col("name").is_in(silent_units(context))
    spoken = silent & pl.col("unit_cooperation").is_not_null()
    behind = {figure: pl.col(people) for figure, people in SHARES.items()}
    behind |= {"unit_cooperation": silent, "unit_motivation": silent, "cross_unit_index": spoken}
    return kept_back(context, units, behind).sort(
        "cross_unit_index", "name", descending=[True, False], nulls_last=True
    )


def _sentence(context: ReportContext, units: pl.DataFrame) -> str:
    everybody = context.scores(Unit)
    joint = _ratio(everybody, "unit_joint_places", "unit_programme_places")
    across = _ratio(everybody, "unit_mentoring_across", "unit_mentoring_places")
    sentence = context.say(
        id=f"Pada {context.period_in_words}, {context.percent(joint)} keikutsertaan program bersama "
        "pegawai unit "
        f"lain, dan {context.percent(across)} tempat dalam pasangan mentoring lintas unit.",
        en=f"In {context.period_in_words}, {context.percent(joint)} of the places in programmes were "
        "together "
        f"with people of other units, and {context.percent(across)} of those in mentoring pairs.",
    )
    ranked = units.filter(pl.col("cross_unit_index").is_not_null())
    if ranked.is_empty():
        return sentence
    lowest, index = ranked.select("name", "cross_unit_index").row(-1)
    low = context.number(index)
    return sentence + context.say(
        id=f" Indeks dapat diberikan kepada {ranked.height} perangkat daerah; {lowest} ({low}) lebih dulu "
        "diajak dalam program bersama.",
        en=f" An index can be given to {ranked.height} units; {lowest} ({low}) is the first to be asked into "
        "a joint programme.",
    )


def _ratio(units: pl.DataFrame, part: str, whole: str) -> float | None:
    total = float(units[whole].sum())
    return float(units[part].sum()) / total if total else None


def _table(context: ReportContext, units: pl.DataFrame) -> TableBlock:
    label = context.label
    columns = (
        TableColumn("name", context.table_name(Unit)),
        *(TableColumn(name, label(name, of=Unit), "percent") for name in SHARES),
        *(
            TableColumn(name, label(name, of=Unit), "decimal", 2)
            for name in ("unit_cooperation", "unit_motivation")
        ),
        TableColumn("cross_unit_index", label("cross_unit_index", of=Unit), "decimal"),
        TableColumn("cross_unit_known", label("cross_unit_known", of=Unit), "percent", 0),
    )
    caption = context.say(
        id="Kerja lintas unit: indeks 0 sampai 100 dan bagian-bagiannya",
        en="Work across units: the index from 0 to 100 and its parts",
    )
    return context.table(units, columns, caption=caption)


def _pairs(context: ReportContext) -> str:
    assert context.pairing is not None
    pairs = context.pairing.pairs
    share = (pairs["mentor_unit"] != pairs["mentee_unit"]).mean()
    crossing = context.percent(float(share) if isinstance(share, (int, float)) else None)
    return context.say(
        id=f"Dari {context.integer(pairs.height)} pasangan mentoring yang disarankan, {crossing} lintas "
        "unit: "
        "di Medan pasangan lintas unit bernilai lebih, yang layanannya bertaut paling tinggi.",
        en=f"Of {context.integer(pairs.height)} mentoring pairs proposed, {crossing} cross units: in Medan "
        "they "
        "count for more, those of linked services for most.",
    )
