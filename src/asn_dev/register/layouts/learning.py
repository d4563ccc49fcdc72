"""Sheets of the training office: the catalogue, who was registered, and the yearly recap of hours."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.model import Enrolment, Programme, ProgrammeForm, ReportedHours, Session, Unit, column_of
from asn_dev.register.layouts.layout import Layout, Source, make_only, source

FORM_NAMES = {form.label: form.value for form in ProgrammeForm}
ATTENDANCE = {
    "hadir": "true",
    **dict.fromkeys(("tidak hadir", "alpa", "absen", "izin"), "false"),
}


def _make_catalogue(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """A line is a programme and its one run, under the same code."""
    return {Session: rows.with_columns(programme="code"), Programme: rows}


CATALOGUE = Layout(
    name="katalog pelatihan",
    record=Session,
    sources=[
        source(Session, "code", "kode", essential=True),
        source(Programme, "name", "nama", "nama_diklat", "nama_pelatihan", expected=True),
        source(Programme, "form", "bentuk", "jenis_diklat", codes=FORM_NAMES, expected=True),
        source(Programme, "competency", "kompetensi", resolve="competency"),
        source(Programme, "level"),
        source(Programme, "hours", "jp", "jumlah_jp", expected=True),
        source(Programme, "mode", "metode", variants={"tatap muka": "klasikal"}),
        source(Programme, "provider", "penyelenggara"),
        source(Programme, "partner", "mitra"),
        source(Programme, "prerequisite", "prasyarat"),
        source(Session, "capacity", "kapasitas", expected=True),
        source(Session, "fixed_cost", "biaya_tetap", expected=True),
        source(Session, "cost_per_person", "biaya_per_orang", expected=True),
        source(Session, "speaker", "narasumber"),
        source(Session, "volunteer", "narasumber_relawan"),
        source(Session, "fund", "sumber_dana"),
        source(Session, "start", "tanggal_mulai", expected=True),
        source(Session, "end", "tanggal_selesai", expected=True),
    ],
    signature=frozenset({"code", "form", "hours", "capacity"}),
    make=_make_catalogue,
    key=("code",),
)


def _make_enrolments(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """Who was registered; the list also says what the programmes are called and how long they are."""
    programmes = rows.group_by(code="programme", maintain_order=True).agg(
        name=pl.col("_name").drop_nulls().first(), hours=pl.col("hours").drop_nulls().first()
    )
    return {Enrolment: rows, Programme: programmes}


ENROLMENTS = Layout(
    name="peserta pelatihan",
    record=Enrolment,
    sources=[
        source(Enrolment, "programme", "kode_pelatihan", "kode_diklat", essential=True),
        source(Programme, "name", "nama_pelatihan", "nama_diklat", field="_name"),
        source(Enrolment, "start", "tanggal_mulai"),
        source(Enrolment, "end", "tanggal_selesai"),
        source(Enrolment, "hours", "jp", "jumlah_jp"),
        source(Enrolment, "nip", "nip_baru", essential=True),
        source(Enrolment, "attended", "kehadiran", codes=ATTENDANCE, expected=True),
    ],
    signature=frozenset({"programme", "nip", "attended"}),
    make=_make_enrolments,
    key=("programme", "nip"),
)

RECAP = Layout(
    name="rekap 20 JP",
    record=ReportedHours,
    sources=[
        source(ReportedHours, "nip", "nip_baru", essential=True),
        Source("_unit", ("perangkat_daerah",), column_of(Unit, "agency"), resolve="unit"),
        source(ReportedHours, "managerial", "JP Manajerial", expected=True),
        source(ReportedHours, "technical", "JP Teknis", expected=True),
        source(ReportedHours, "functional", "JP Fungsional", expected=True),
        source(ReportedHours, "total", "JP Total", "Total JP", expected=True),
    ],
    signature=frozenset({"nip", "total", "managerial"}),
    make=make_only(ReportedHours),
    key=("nip",),
)

LAYOUTS = (CATALOGUE, ENROLMENTS, RECAP)
