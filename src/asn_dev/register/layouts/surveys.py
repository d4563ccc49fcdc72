"""Sheets of questionnaires and of service figures: wide sheets, a column an item, made into answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import polars as pl
from annotated_types import Ge, Le, MaxLen

from asn_dev.model import Answer, Enrolment, Respondents, ServiceMonth, column_of
from asn_dev.register.layouts.form_answers import MONTH, PERIOD, YEAR, unplaced, with_period
from asn_dev.register.layouts.layout import Derived, Layout, make_only
from asn_dev.register.sources import Source, source

AGREEMENT = {
    "sangat tidak setuju": "1",
    "tidak setuju": "2",
    "netral": "3",
    "ragu-ragu": "3",
    "setuju": "4",
    "sangat setuju": "5",
}
ELEMENTS = tuple(f"U{number}" for number in range(1, 10))
READINESS = tuple("KP1 KP2 KP3 KP4 KP5 KL1 KL2 KL3 KL4 MO1 MO2 MO3 MO4 KA1 KA2 KA3".split())
REACTION = {
    "material": "materi",
    "delivery": "penyampaian",
    "application": "penerapan",
    "relevance": "relevansi",
}
TESTS = ("pre_test", "post_test")
TIMES = {PERIOD: "period", YEAR: "year", MONTH: "month"}
"""What a sheet may say of its time, for days that are not known."""
TEXT = attrs.evolve(column_of(Answer, "about"), constraints=(MaxLen(500),))


def answer(
    code: str, least: float, greatest: float, *headings: str, whole: bool = True, **options: Any
) -> Source:
    """A column of answers to one item, on a scale."""
    kind, scale = int if whole else float, (Ge(least), Le(greatest))
    column = attrs.evolve(column_of(Answer, "value"), type=kind, constraints=scale)
    return Source(code, headings, column, **options)


def long(rows: pl.DataFrame, instrument: str, items: Sequence[str], **others: pl.Expr | str) -> pl.DataFrame:
    """One row an answer; `others` are the other columns of an answer, `items` the fields of the items."""
    answers = {item: pl.col(item).cast(pl.Float64) for item in items}
    wide = rows.select(instrument=pl.lit(instrument), **others, **answers)
    return wide.unpivot(items, index=["instrument", *others], variable_name="item", value_name="value")


def _unplaced(fields: pl.DataFrame) -> Derived:
    """The fields with the period of the sheet for days that are not known, and warnings of what is not."""
    days, notices = with_period(fields, fields["day"], "day")
    fields = fields.with_columns(days.alias("day"))
    return fields, [*notices, *unplaced(fields, Respondents.CITIZENS, "respondent")]


def _make_satisfaction(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """Respondents are numbered anew on every sheet, so the sheet is part of their name."""
    respondent = pl.concat_str("_sheet", "respondent", separator="/")
    return {Answer: long(rows, "skm", ELEMENTS, respondent=respondent, about="about", unit="unit", day="day")}


SATISFACTION = Layout(
    name="SKM per responden",
    record=Answer,
    instruments=("skm",),
    stems=("skm",),
    sources=[
        source(Answer, "respondent", "responden", "no", essential=True),
        source(Answer, "day", "tanggal", expected=True, anchor=True, fact="day"),
        source(Answer, "unit", "unit layanan", "perangkat_daerah", resolve="unit", anchor=True, fact="unit"),
        source(Answer, "about", "layanan", "jenis layanan", fact="service"),
        *(Source(field, (), TEXT, fact=fact) for field, fact in TIMES.items()),
        *(answer(code, 1, 4, expected=True) for code in ELEMENTS),
    ],
    signature=frozenset({"respondent", *ELEMENTS}),
    derive=_unplaced,
    make=_make_satisfaction,
    key=("respondent",),
    key_within_sheet=True,
)


def _make_training(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """The reaction of everybody who answered; the test only of those who took one."""
    others = {name: name for name in ("respondent", "about", "unit", "day")}
    tested = rows.filter(pl.any_horizontal(pl.col(TESTS).is_not_null()))
    reaction = long(rows, "training_reaction", list(REACTION), **others)
    return {Answer: pl.concat([reaction, long(tested, "training_test", TESTS, **others)])}


TRAINING = Layout(
    name="evaluasi pelatihan",
    record=Answer,
    instruments=("training_reaction", "training_test"),
    stems=("training_reaction",),
    sources=[
        source(Answer, "about", "kode_pelatihan", "kode_diklat", essential=True),
        source(Answer, "day", "tanggal_isi"),
        source(Enrolment, "nip", "nip", "nip_baru", field="respondent", essential=True),
        source(Answer, "unit", "perangkat_daerah", resolve="unit"),
        *(answer(code, 1, 5, heading, expected=True) for code, heading in REACTION.items()),
        *(answer(code, 0, 100, whole=False) for code in TESTS),
    ],
    signature=frozenset({"about", "respondent", "material", "relevance"}),
    make=_make_training,
    key=("about", "respondent"),
)


def _make_readiness(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    others = {name: name for name in ("respondent", "unit", "day", "wave")}
    return {Answer: long(rows, "readiness", READINESS, **others)}


READINESS_SURVEY = Layout(
    name="survei kesiapan perubahan",
    record=Answer,
    instruments=("readiness",),
    stems=("readiness",),
    sources=[
        source(Answer, "respondent", "id_responden", essential=True),
        source(Answer, "wave", "gelombang"),
        source(Answer, "day", "tanggal"),
        source(Answer, "unit", "perangkat_daerah", resolve="unit"),
        *(answer(code, 1, 5, codes=AGREEMENT, expected=True) for code in READINESS),
    ],
    signature=frozenset({"respondent", *READINESS}),
    make=_make_readiness,
    key=("wave", "respondent"),
)

SERVICES = Layout(
    name="layanan bulanan",
    record=ServiceMonth,
    sources=[
        source(
            ServiceMonth,
            "unit",
            "perangkat_daerah",
            "unit kerja",
            "unit layanan",
            "opd",
            essential=True,
            resolve="unit",
        ),
        source(ServiceMonth, "service", "layanan", "jenis layanan", "nama layanan", essential=True),
        source(ServiceMonth, "month", "bulan", "periode", "bulan layanan", essential=True, month=True),
        source(
            ServiceMonth,
            "requests",
            "jumlah_permohonan",
            "permohonan",
            "jml permohonan",
            "jumlah pemohon",
            "jumlah berkas",
            expected=True,
        ),
        source(
            ServiceMonth,
            "waiting_minutes",
            "rata_rata_waktu_tunggu_menit",
            "rata-rata waktu tunggu",
            "rata-rata waktu tunggu (menit)",
            "waktu tunggu (menit)",
            "waktu tunggu",
            expected=True,
        ),
        source(ServiceMonth, "errors", "kesalahan", "jumlah_kesalahan", "jml kesalahan", expected=True),
        source(
            ServiceMonth,
            "complaints",
            "pengaduan",
            "jumlah_pengaduan",
            "jml pengaduan",
            "aduan",
            "jumlah aduan",
            expected=True,
        ),
    ],
    signature=frozenset({"unit", "service", "month", "requests"}),
    make=make_only(ServiceMonth),
    key=("unit", "service", "month"),
)

LAYOUTS = (SATISFACTION, TRAINING, READINESS_SURVEY, SERVICES)
