"""Sheets of the training office: the catalogue, who was registered or trained, the yearly recap of hours."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import polars as pl

from asn_dev.model import (
    Enrolment,
    Participation,
    Programme,
    ProgrammeForm,
    Session,
)
from asn_dev.register.cells.forms import leadership_of
from asn_dev.register.cells.notices import translate
from asn_dev.register.layouts.completion import (
    ATTENDED_HEADINGS,
    LENGTH,
    LENGTH_HEADINGS,
    completion_sources,
    not_completed,
    person_source,
    with_completion,
)
from asn_dev.register.layouts.days import days_source, with_days
from asn_dev.register.layouts.layout import Derived, Layout, make_only
from asn_dev.register.sources import source

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
LOOSE_HEADINGS = ("kegiatan", "materi", "acara", "nama acara", "topik", "agenda")
"""What a training is called where something else tells that it is one."""

CERTIFICATE_HEADINGS = (
    "nomor sertifikat", "no sertifikat", "no. sertifikat", "nomor sertipikat", "no sttpp", "nomor sttpp",
    "no. sttpp", "sertifikat", "nomor sttpl", "no sttpl", "nomor piagam", "no piagam",
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
    """Enrolments; the list also has the names and lengths of the programmes."""
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
        person_source(),
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
    """The days of a range, hours and completion, and which leadership training a structural one is."""
    fields, of_days = with_days(fields)
    fields, of_completion = with_completion(fields)
    fields, _ = which_leadership(fields)
    return fields, (*of_days, *of_completion)


TRAINED = Layout(
    name="daftar diklat pegawai",
    record=Participation,
    sources=[
        source(Participation, "nip", *NIP_HEADINGS, essential=True),
        source(Participation, "name", *TRAINING_HEADINGS, anchor=True),
        source(Participation, "form", *FORM_HEADINGS, codes=FORM_NAMES, expected=True, words_as="_form"),
        source(Participation, "hours", *HOURS_HEADINGS, expected=True, instead=LENGTH),
        source(Participation, "start", *START_HEADINGS),
        source(Participation, "end", *END_HEADINGS),
        source(Participation, "certificate", *CERTIFICATE_HEADINGS),
        source(Participation, "provider", *PROVIDER_HEADINGS),
        days_source(),
        person_source(),
        *completion_sources(),
    ],
    signature=frozenset({"name"}),
    make=make_only(Participation),
    derive=_trained,
    rejecting=not_completed,
    share=0.3,
)


def _with(headings: tuple[str, ...], *words: str) -> tuple[str, ...]:
    """The headings that have one of the words in them: those that can be no other list's."""
    return tuple(heading for heading in headings if any(word in heading for word in words))


_OF_TRAINING = ("diklat", "pelatihan", "bangkom", "kompetensi", "kursus")


def _activities(label: str, **narrowed: tuple[str, ...]) -> Layout:
    """A list of trainings in which they are called by a word that other lists of people have too.

    Lists of daily work, travel or meetings have a column Kegiatan as well: one of the columns `narrowed`,
    under headings that no such list has, makes it a list of trainings. `label` stands in its name.
    """
    sources = [
        attrs.evolve(given, headings=(*given.headings, *LOOSE_HEADINGS))
        if given.field == "name"
        else attrs.evolve(given, headings=narrowed.get(given.field, given.headings))
        for given in TRAINED.sources
    ]
    return attrs.evolve(
        TRAINED, name=f"daftar kegiatan pegawai ({label})", sources=sources, telling=frozenset(narrowed)
    )


ACTIVITIES = (
    _activities(
        "JP",
        hours=_with(HOURS_HEADINGS, "jp", "pelajaran", *_OF_TRAINING),
        certificate=CERTIFICATE_HEADINGS,
        provider=_with(PROVIDER_HEADINGS, "penyelenggara"),
        _length=_with(LENGTH_HEADINGS, *_OF_TRAINING),
    ),
    _activities("bentuk", form=_with(FORM_HEADINGS, "bentuk", *_OF_TRAINING)),
)

LAYOUTS = (CATALOGUE, ENROLMENTS, TRAINED, *ACTIVITIES)
