"""Sheets of the training office: the catalogue, who was registered or trained, the yearly recap of hours."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.model import (
    Enrolment,
    Participation,
    Programme,
    ProgrammeForm,
    ReportedHours,
    Session,
    Unit,
    column_of,
)
from asn_dev.register.cells.forms import leadership_of
from asn_dev.register.cells.notices import translate
from asn_dev.register.layouts.days import days_source, with_days
from asn_dev.register.layouts.layout import Derived, Layout, Source, make_only, source

FORM_NAMES = {form.label: form.value for form in ProgrammeForm}

NIP_HEADINGS = (
    "nip", "nip_baru", "nip pegawai", "nip peserta", "nomor induk pegawai", "no induk pegawai", "nip/nrp",
    "nip/ni pppk", "nip/nipppk", "nip asn", "nomor nip",
)  # fmt: skip
TRAINING_HEADINGS = (
    "nama_diklat", "nama_pelatihan", "nama kursus", "nama kegiatan", "nama pengembangan kompetensi",
    "nama bangkom", "nama bimtek", "nama program", "nama seminar", "judul diklat", "judul pelatihan",
    "judul kegiatan", "diklat yang diikuti", "pelatihan yang diikuti", "nama diklat yang diikuti",
    "nama pelatihan yang diikuti", "kegiatan pengembangan kompetensi", "diklat", "pelatihan", "kursus",
    "nama diklat/pelatihan", "nama pelatihan/diklat", "nama diklat/bimtek/seminar", "bentuk dan nama diklat",
    "uraian diklat", "materi diklat", "tema", "judul", "nama pendidikan dan pelatihan",
)  # fmt: skip
FORM_HEADINGS = (
    "bentuk", "jenis_diklat", "jenis_pelatihan", "jenis kegiatan", "jenis", "bentuk diklat",
    "bentuk pelatihan", "bentuk pengembangan kompetensi", "jenis pengembangan kompetensi", "jenis bangkom",
    "jenis pengembangan", "bentuk kegiatan", "jalur pelatihan", "kategori diklat", "kategori pelatihan",
    "jenis kursus", "jenis diklat/pelatihan", "jalur pengembangan", "jalur pengembangan kompetensi",
    "jenis program", "bentuk bangkom", "kategori bangkom", "tipe diklat", "tipe pelatihan", "kategori",
)  # fmt: skip
HOURS_HEADINGS = (
    "jp", "jumlah_jp", "jml jp", "jumlah jam", "jml jam", "jumlah jam pelajaran", "jml jam pelajaran",
    "jam pelajaran", "jam pelajaran (jp)", "jumlah jam pelajaran (jp)", "jpl", "jumlah jpl", "lama (jp)",
    "lama jp", "lama (jam)", "jumlah jam pelatihan", "total jam pelatihan", "total jam", "jam diklat",
    "jam pelatihan", "durasi (jp)", "durasi jp", "durasi (jam)", "beban jp", "jumlah jam diklat",
    "lama pendidikan (jp)", "lama diklat (jp)", "lama pelatihan (jp)", "jp diklat", "jumlah (jp)",
    "jumlah jam pelajaran (jpl)", "jam pelajaran (jpl)", "jumlah jam (jp)",
)  # fmt: skip
PROVIDER_HEADINGS = (
    "penyelenggara", "instansi penyelenggara", "lembaga penyelenggara", "institusi penyelenggara",
    "penyelenggara diklat", "penyelenggara pelatihan", "lembaga", "diselenggarakan oleh", "pelaksana",
)  # fmt: skip
START_HEADINGS = (
    "tanggal_mulai", "tgl mulai", "mulai", "tanggal awal", "tgl awal", "tmt diklat", "dari tanggal",
    "mulai tanggal", "tanggal mulai diklat", "tanggal mulai pelatihan", "tanggal dimulai",
)  # fmt: skip
END_HEADINGS = (
    "tanggal_selesai", "tgl selesai", "selesai", "tanggal akhir", "tgl akhir", "sampai tanggal",
    "sampai dengan", "s.d. tanggal", "tanggal selesai diklat", "tanggal selesai pelatihan",
    "tanggal berakhir",
)  # fmt: skip
CERTIFICATE_HEADINGS = (
    "nomor sertifikat", "no sertifikat", "no. sertifikat", "nomor sertipikat", "no sttpp", "nomor sttpp",
    "no. sttpp", "sertifikat", "nomor sttpl", "no sttpl", "nomor piagam", "no piagam",
)  # fmt: skip
ATTENDED_HEADINGS = (
    "kehadiran", "status kehadiran", "hadir", "presensi", "absensi", "persentase kehadiran", "% kehadiran",
    "kehadiran (%)", "keterangan kehadiran", "daftar hadir",
)  # fmt: skip


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
        days_source(),
    ],
    signature=frozenset({"code", "form", "hours", "capacity"}),
    make=_make_catalogue,
    derive=with_days,
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
        source(Enrolment, "attended", *ATTENDED_HEADINGS, expected=True),
        days_source(),
    ],
    signature=frozenset({"programme", "nip", "attended"}),
    make=_make_enrolments,
    derive=with_days,
    key=("programme", "nip"),
)


def which_leadership(fields: pl.DataFrame) -> Derived:
    """Which leadership training a structural one is: by the word for its form, else by its name."""
    structural = pl.col("form") == ProgrammeForm.STRUCTURAL.value
    by_word = translate(fields["_form"], leadership_of, pl.String)
    by_name = translate(fields["name"], leadership_of, pl.String)
    training = pl.when(structural).then(pl.coalesce(pl.lit(by_word), pl.lit(by_name)))
    return fields.with_columns(leadership=training), ()


def _trained(fields: pl.DataFrame) -> Derived:
    """The days of a range, and which leadership training a structural one is."""
    fields, notices = with_days(fields)
    fields, _ = which_leadership(fields)
    return fields, notices


TRAINED = Layout(
    name="daftar diklat pegawai",
    record=Participation,
    sources=[
        source(Participation, "nip", *NIP_HEADINGS, essential=True),
        source(Participation, "name", *TRAINING_HEADINGS, anchor=True),
        source(Participation, "form", *FORM_HEADINGS, codes=FORM_NAMES, expected=True, words_as="_form"),
        source(Participation, "hours", *HOURS_HEADINGS, expected=True),
        source(Participation, "start", *START_HEADINGS),
        source(Participation, "end", *END_HEADINGS),
        source(Participation, "certificate", *CERTIFICATE_HEADINGS),
        source(Participation, "provider", *PROVIDER_HEADINGS),
        days_source(),
    ],
    signature=frozenset({"name"}),
    make=make_only(Participation),
    derive=_trained,
    share=0.3,
)

_OF_HOURS = (
    "jp", "jumlah jp", "total jp", "capaian jp", "realisasi jp", "perolehan jp", "jam pelajaran",
    "jumlah jam pelajaran",
    "capaian jam pelajaran", "realisasi jam pelajaran", "jam pelajaran (jp)", "jumlah jam pelajaran (jp)",
    "jpl", "jumlah jpl", "pengembangan kompetensi", "pengembangan kompetensi (jp)",
    "jenis pengembangan kompetensi (jp)", "jumlah jam", "jam", "diklat", "pelatihan",
)  # fmt: skip
"""What stands over or before the kinds of hours in a recap."""


def _hours_of(*kinds: str) -> tuple[str, ...]:
    """Headings of a kind of hours: "JP Manajerial", "Manajerial (JP)", "Jumlah JP Diklat Manajerial"."""
    words = [f"{before}{kind}" for kind in kinds for before in ("", "diklat ", "pelatihan ", "kompetensi ")]
    joined = [f"{group} {word}" for group in _OF_HOURS for word in words]
    return (*joined, *(f"{word} (jp)" for word in words), *(f"{word} jp" for word in words))


_TOTALS = (
    "JP Total", "Total JP", "Jumlah JP", "Total Capaian JP", "Capaian JP",
    "Jumlah Total JP", "Total Jumlah JP", "JP Jumlah", "Jumlah (JP)", "Total (JP)",
    "Total Jam Pelajaran", "Jumlah Jam Pelajaran", "Total JPL", "Jumlah JPL", "Realisasi JP",
    "Total Realisasi JP", "Total Perolehan JP", "Jumlah Keseluruhan JP",
    *_hours_of("total", "jumlah"),
    "jumlah",
    "total",
)  # fmt: skip

RECAP = Layout(
    name="rekap 20 JP",
    record=ReportedHours,
    sources=[
        source(ReportedHours, "nip", *NIP_HEADINGS, essential=True),
        Source(
            "_unit",
            ("perangkat_daerah", "unit kerja", "opd", "skpd", "satuan kerja", "unit organisasi"),
            column_of(Unit, "agency"),
            resolve="unit",
        ),
        source(ReportedHours, "managerial", *_hours_of("manajerial"), expected=True),
        source(ReportedHours, "technical", *_hours_of("teknis"), expected=True),
        source(ReportedHours, "functional", *_hours_of("fungsional"), expected=True),
        source(ReportedHours, "total", *_TOTALS, expected=True),
    ],
    signature=frozenset({"nip", "total", "managerial"}),
    make=make_only(ReportedHours),
    key=("nip",),
)

LAYOUTS = (CATALOGUE, ENROLMENTS, TRAINED, RECAP)
