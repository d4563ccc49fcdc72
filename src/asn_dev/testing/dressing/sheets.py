"""Which sheets an office keeps: their columns, under which headings, and in which styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs
import polars as pl

from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Competency,
    DisciplinaryAction,
    Participation,
    PerformanceAppraisal,
    RequiredLevel,
    ServiceMonth,
)
from asn_dev.register.layouts.headings import headings_of
from asn_dev.register.layouts.learning import TRAINED
from asn_dev.register.layouts.standards import DICTIONARY, STANDARDS
from asn_dev.register.layouts.surveys import ELEMENTS, SATISFACTION, SERVICES
from asn_dev.testing.dressing import styles
from asn_dev.testing.dressing.styles import Style, as_is
from asn_dev.testing.dressing.tables import Tables, dictionary, respondents, standards

Lines = Callable[[Tables], pl.DataFrame]


@attrs.frozen
class Field:
    """A column: from which one of the table, under which headings, in which styles.

    `share` says how often an office has it. `group` and `under` are the headings of a form in two rows.
    """

    source: str
    headings: tuple[str, ...]
    styles: tuple[Style, ...] = (as_is,)
    share: float = 1.0
    group: str = ""
    under: str = ""


@attrs.frozen
class Kind:
    """A sheet of an office: its fields, what it and its file are called, which facts may stand above it.

    `facts`: a column that may be told once above the table instead, with the words before it. `summed`:
    the column of which the sum may stand below. `needed`: columns of the table that the sheet has in one way
    or another. `lines` makes the lines of the sheet from the tables of a city: by default the record's own
    rows. `others` are other vocabularies in which an office may keep it. `topic` is what chance is drawn for.
    """

    record: type
    files: tuple[str, ...]
    titles: tuple[str, ...]
    fields: tuple[Field, ...]
    facts: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    summed: str = ""
    needed: tuple[str, ...] = ()
    lines: Lines | None = None
    others: tuple[tuple[Field, ...], ...] = ()
    topic: str = ""

    def frame(self, tables: Tables) -> pl.DataFrame:
        """The lines of the sheet, one column for each of its fields."""
        return self.lines(tables) if self.lines else tables[self.record]


_STAFF = headings_of("staff")
_UNIT_FACTS = ("Unit Kerja : ", "UNIT KERJA: ", "Perangkat Daerah : ", "OPD : ")


def _alone(table: Mapping[str, Sequence[str]], field: str) -> tuple[str, ...]:
    """The headings of a field that are no other's, each for one value."""
    others = {name for other, names in table.items() if other != field for name in names}
    return tuple(
        name
        for name in table[field]
        if name not in others and "(2)" not in name and not ("nip" in name.lower() and "nama" in name.lower())
    )


def _staff(field: str, *ways: Style, share: float = 1.0, group: str = "", under: str = "") -> Field:
    return Field(field, _alone(_STAFF, field), ways or (as_is,), share, group, under)


def headings_in(layout: object, field: str) -> tuple[str, ...]:
    """The headings that a layout knows for a field."""
    sources = layout.sources  # type: ignore[attr-defined]
    return next(tuple(one.headings) for one in sources if one.field == field)


_NIP = ("NIP", "nip_baru", "NIP Pegawai", "Nomor Induk Pegawai", "nipBaru")

STAFF = Kind(
    CivilServant,
    ("Data Pegawai", "DUK", "data_pegawai_2025", "Nominatif ASN", "daftar pegawai"),
    ("DAFTAR URUT KEPANGKATAN APARATUR SIPIL NEGARA", "DAFTAR NOMINATIF PEGAWAI", "DATA PEGAWAI"),
    (
        _staff("nip", *styles.NIPS),
        _staff("name"),
        _staff("birth_date", *styles.DAYS, share=0.8),
        _staff("sex", *styles.SEXES, share=0.8),
        _staff("employment", *styles.EMPLOYMENTS, share=0.9),
        _staff("education", *styles.EDUCATIONS, group="PENDIDIKAN", under="TINGKAT"),
        _staff("job_kind", *styles.KINDS),
        _staff("job_title", group="JABATAN", under="NAMA JABATAN"),
        _staff("in_post_since", *styles.DAYS, share=0.6, group="JABATAN", under="TMT"),
        attrs.evolve(
            _staff("eselon", *styles.ECHELONS, share=0.4, group="JABATAN", under="ESELON"), source="tier"
        ),
        _staff("tier", share=0.7),
        _staff("grade", *styles.GRADES, group="PANGKAT", under="GOL. RUANG"),
        _staff("unit"),
        Field("section", ("bidang", "bagian", "sub unit", "sub unit kerja", "bidang/bagian"), share=0.4),
        _staff("appointed_on", *styles.DAYS, share=0.5, group="TMT", under="CPNS"),
        _staff("confirmed_on", *styles.DAYS, share=0.5, group="TMT", under="PNS"),
        _staff("pns_id", share=0.2),
        Field("legal_status", ("kedudukan_hukum_id", "kedudukanPnsId"), share=0.2),
    ),
    facts={"unit": _UNIT_FACTS},
    needed=("tier",),
)
COURSES = Kind(
    Participation,
    ("Riwayat Diklat", "rekap pelatihan 2025", "diklat pegawai", "data_bangkom"),
    ("REKAPITULASI PENGEMBANGAN KOMPETENSI", "DAFTAR PEGAWAI YANG MENGIKUTI DIKLAT"),
    (
        Field("nip", _NIP, styles.NIPS),
        Field("name", headings_in(TRAINED, "name")),
        Field("form", headings_in(TRAINED, "form"), styles.FORMS),
        Field("hours", headings_in(TRAINED, "hours"), styles.NUMBERS),
        Field("start", headings_in(TRAINED, "start"), styles.DAYS, group="TANGGAL", under="MULAI"),
        Field("end", headings_in(TRAINED, "end"), styles.DAYS, group="TANGGAL", under="SELESAI"),
        Field("certificate", headings_in(TRAINED, "certificate"), share=0.5),
        Field("provider", headings_in(TRAINED, "provider"), share=0.7),
    ),
    summed="hours",
)
APPRAISALS = Kind(
    PerformanceAppraisal,
    ("SKP", "Predikat Kinerja", "rekap skp", "penilaian kinerja"),
    ("REKAPITULASI PREDIKAT KINERJA PEGAWAI", "HASIL PENILAIAN SKP"),
    (
        Field("nip", _NIP, styles.NIPS),
        Field("year", headings_of("appraisals")["year"], (as_is, str)),
        Field("results", headings_of("appraisals")["results"], styles.EXPECTATIONS, share=0.7),
        Field("behaviour", headings_of("appraisals")["behaviour"], styles.EXPECTATIONS, share=0.7),
        Field("rating", headings_of("appraisals")["rating"], styles.RATINGS),
    ),
    facts={"year": ("Tahun : ", "TAHUN ", "Tahun Penilaian: ")},
)
DISCIPLINE = Kind(
    DisciplinaryAction,
    ("Hukuman Disiplin", "hukdis", "rekap hukuman disiplin"),
    ("DAFTAR PEGAWAI YANG DIJATUHI HUKUMAN DISIPLIN",),
    (
        Field("nip", _NIP, styles.NIPS),
        Field("level", headings_of("discipline")["level"][:12], styles.SEVERITIES),
        Field("measure", ("jenis hukuman", "nama hukuman", "uraian hukuman"), share=0.6),
        Field("effective_on", headings_of("discipline")["effective_on"][1:], styles.DAYS),
        Field("ends_on", headings_of("discipline")["ends_on"][1:], styles.DAYS),
    ),
)
ASSESSMENTS = Kind(
    Assessment,
    ("Hasil Uji Kompetensi", "asesmen", "penilaian kompetensi"),
    ("HASIL PENILAIAN KOMPETENSI",),
    (
        Field("nip", ("NIP",), styles.NIPS),
        Field("competency", ("Kompetensi",)),
        Field("day", ("Tanggal",), styles.DAYS),
        Field("level", ("Level",), (as_is, str)),
        Field("method", ("Metode",), share=0.6),
        Field("provider", ("Penyelenggara",), share=0.6),
    ),
)
REQUIRED = Kind(
    RequiredLevel,
    ("Standar Kompetensi", "standar_kompetensi_jabatan"),
    ("STANDAR KOMPETENSI JABATAN",),
    (
        Field("job_title", headings_in(STANDARDS, "job_title")),
        Field("tier", headings_in(STANDARDS, "_tier"), share=0.6),
        Field("unit", headings_in(STANDARDS, "unit")),
        Field("competency", headings_in(STANDARDS, "competency")),
        Field("level", headings_in(STANDARDS, "level"), (as_is, str)),
    ),
    lines=standards,
)
COMPETENCIES = Kind(
    Competency,
    ("Kamus Kompetensi", "kamus_kompetensi"),
    ("KAMUS KOMPETENSI TEKNIS",),
    (
        Field("code", headings_in(DICTIONARY, "code")),
        Field("name", headings_in(DICTIONARY, "name")),
        Field("unit", headings_in(DICTIONARY, "unit")),
        *(Field(f"level_{level}", (f"level_{level}", f"Level {level}")) for level in range(1, 6)),
    ),
    lines=dictionary,
)
SURVEY = Kind(
    Answer,
    ("SKM", "Survei Kepuasan Masyarakat", "skm 2025"),
    ("PENGOLAHAN SURVEI KEPUASAN MASYARAKAT PER RESPONDEN",),
    (
        Field("respondent", headings_in(SATISFACTION, "respondent")),
        Field("day", headings_in(SATISFACTION, "day"), styles.DAYS),
        Field("unit", headings_in(SATISFACTION, "unit")),
        Field("about", headings_in(SATISFACTION, "about"), share=0.8),
        *(Field(code, (code,), (as_is, str), group="NILAI UNSUR PELAYANAN", under=code) for code in ELEMENTS),
    ),
    facts={"unit": ("Unit Layanan : ", "UNIT PELAYANAN: ", "Unit Kerja : ")},
    lines=respondents,
)
SERVICE_MONTHS = Kind(
    ServiceMonth,
    ("Layanan Bulanan", "rekap layanan", "kinerja_layanan"),
    ("REKAPITULASI LAYANAN PER BULAN",),
    (
        Field("unit", headings_in(SERVICES, "unit")),
        Field("service", headings_in(SERVICES, "service")),
        Field("month", headings_in(SERVICES, "month"), styles.MONTHS_OF_A_YEAR),
        Field("requests", headings_in(SERVICES, "requests"), styles.COUNTS),
        Field("waiting_minutes", headings_in(SERVICES, "waiting_minutes"), styles.MEASURES),
        Field("errors", headings_in(SERVICES, "errors"), styles.COUNTS),
        Field("complaints", headings_in(SERVICES, "complaints"), styles.COUNTS),
    ),
)
KINDS = (
    STAFF, COURSES, APPRAISALS, DISCIPLINE, ASSESSMENTS, REQUIRED, COMPETENCIES, SURVEY, SERVICE_MONTHS,
)  # fmt: skip
"""The sheets that an office keeps of what main indicators are computed from; `others` has the rest."""
