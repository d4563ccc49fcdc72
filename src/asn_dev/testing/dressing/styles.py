"""How a value is written: each column of a sheet has one style, as long as the sheet goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from asn_dev import formatting
from asn_dev.model import (
    DisciplineLevel,
    Education,
    Employment,
    JobKind,
    PerformanceRating,
    ProgrammeForm,
    Sex,
    Tier,
)
from asn_dev.testing.dressing.grid import Cell

Style = Callable[[Any], Cell]

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip


def as_is(value: Any) -> Cell:
    """Nothing is changed: numbers are numbers, and days are days where a file can hold them."""
    cell: Cell = value
    return cell


def words(*pairs: Mapping[Any, str]) -> tuple[Style, ...]:
    """A style for each table of words; what has no word stands as it is."""
    return tuple(lambda value, table=table: table.get(value, value) for table in pairs)


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _shortened(day: date) -> str:
    return f"{day.day:02d}-{MONTHS[day.month - 1][:3]}-{day.year}"


def _pattern(pattern: str) -> Style:
    return lambda day: f"{day:{pattern}}"


DAYS: tuple[Style, ...] = (
    as_is,
    _named,
    _shortened,
    *(_pattern(text) for text in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")),
)
MONTHS_OF_A_YEAR: tuple[Style, ...] = (
    lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day:%Y-%m}",
    lambda day: f"{day:%m/%Y}",
    *DAYS,
)


def _comma(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def _thousands(value: float) -> str:
    """With points between thousands and a comma for decimals."""
    return formatting.short(value, "id", decimals=6)


NUMBERS: tuple[Style, ...] = (
    as_is,
    lambda value: f"{value:.10g}",
    _comma,
    lambda value: f"{value:.1f}".replace(".", ","),
)
COUNTS: tuple[Style, ...] = (as_is, str, _thousands)
MEASURES: tuple[Style, ...] = (as_is, lambda value: f"{value:.1f}", lambda value: _thousands(round(value, 1)))


def _numbers_apart(nip: str) -> str:
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


NIPS: tuple[Style, ...] = (
    as_is,
    lambda nip: f"'{nip}",
    _numbers_apart,
    lambda nip: f" {nip} ",
    lambda nip: f"`{nip}",
)

_SCHOOLS = {
    Education.SD: "SD",
    Education.SLTP: "SMP",
    Education.SLTP_KEJURUAN: "SLTP Kejuruan",
    Education.SLTA: "SMA",
    Education.SLTA_KEJURUAN: "SMK",
    Education.SLTA_KEGURUAN: "SPG",
    Education.PROFESI: "Profesi",
    Education.SPESIALIS: "Spesialis",
    Education.SUBSPESIALIS: "Subspesialis",
}
_STEPS = {
    Education.D1: ("D", "I", 1, "Diploma"),
    Education.D2: ("D", "II", 2, "Diploma"),
    Education.D3: ("D", "III", 3, "Diploma"),
    Education.D4: ("D", "IV", 4, "Diploma"),
    Education.S1: ("S", "I", 1, "Strata"),
    Education.S2: ("S", "II", 2, "Strata"),
    Education.S3: ("S", "III", 3, "Strata"),
}


def _levels(step: Callable[[str, str, int, str], str]) -> dict[str, str]:
    return {str(code): text for code, text in _SCHOOLS.items()} | {
        str(code): step(*parts) for code, parts in _STEPS.items()
    }


EDUCATIONS: tuple[Style, ...] = (
    as_is,
    *words(
        _levels(lambda letter, roman, number, word: f"{letter}-{number}"),
        _levels(lambda letter, roman, number, word: f"{letter}{number}"),
        _levels(lambda letter, roman, number, word: f"{letter}.{roman}" if letter == "D" else f"S.{number}"),
        _levels(lambda letter, roman, number, word: f"{word} {roman}"),
        _levels(lambda letter, roman, number, word: f"{letter}-{number} Ilmu Administrasi"),
        {
            str(code): text
            for code, text in {
                **_SCHOOLS, Education.D1: "Diploma I", Education.D2: "Diploma II",
                Education.D3: "Diploma III/Sarjana Muda", Education.D4: "Diploma IV",
                Education.S1: "S-1/Sarjana", Education.S2: "S-2", Education.S3: "S-3/Doktor",
            }.items()
        },
    ),
)  # fmt: skip
EMPLOYMENTS: tuple[Style, ...] = (
    as_is,
    *words(
        {
            Employment.PNS: "Pegawai Negeri Sipil",
            Employment.CPNS: "Calon Pegawai Negeri Sipil",
            Employment.PPPK: "Pegawai Pemerintah dengan Perjanjian Kerja",
        },
        {Employment.PNS: "PNS Aktif", Employment.CPNS: "CPNS", Employment.PPPK: "P3K"},
        {Employment.PNS: "PNSD", Employment.CPNS: "CPNSD", Employment.PPPK: "PPPK Penuh Waktu"},
    ),
)
SEXES = words(
    {Sex.MALE: "L", Sex.FEMALE: "P"},
    {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"},
    {Sex.MALE: "Pria", Sex.FEMALE: "Wanita"},
    {},
)
KINDS: tuple[Style, ...] = (
    as_is,
    *words(
        {JobKind.STRUCTURAL: "Struktural", JobKind.FUNCTIONAL: "Fungsional", JobKind.GENERAL: "Pelaksana"},
        {
            JobKind.STRUCTURAL: "Jabatan Struktural",
            JobKind.FUNCTIONAL: "Jabatan Fungsional Tertentu",
            JobKind.GENERAL: "Jabatan Fungsional Umum",
        },
        {JobKind.STRUCTURAL: "STRUKTURAL", JobKind.FUNCTIONAL: "JFT", JobKind.GENERAL: "JFU"},
    ),
)
_ECHELONS = {Tier.JPT_PRATAMA: "II.b", Tier.ADMINISTRATOR: "III.a", Tier.PENGAWAS: "IV.a"}


def _echelons(write: Callable[[str], str], none: str | None) -> Style:
    table: Mapping[str, str | None] = {
        **{tier.value: none for tier in Tier},
        **{tier.value: write(text) for tier, text in _ECHELONS.items()},
    }
    return table.get


ECHELONS: tuple[Style, ...] = (
    _echelons(str, None),
    _echelons(str, "Non Eselon"),
    _echelons(lambda text: f"Eselon {text}", "-"),
    _echelons(lambda text: text.replace(".", "/"), "-"),
    _echelons(lambda text: text.replace(".", ""), None),
)
_RANKS = {
    **{"I/a": "Juru Muda", "I/b": "Juru Muda Tk. I", "I/c": "Juru", "I/d": "Juru Tk. I"},
    **{"II/a": "Pengatur Muda", "II/b": "Pengatur Muda Tk. I", "II/c": "Pengatur", "II/d": "Pengatur Tk. I"},
    **{"III/a": "Penata Muda", "III/b": "Penata Muda Tk. I", "III/c": "Penata", "III/d": "Penata Tk. I"},
    **{"IV/a": "Pembina", "IV/b": "Pembina Tk. I", "IV/c": "Pembina Utama Muda"},
    **{"IV/d": "Pembina Utama Madya", "IV/e": "Pembina Utama"},
}
GRADES: tuple[Style, ...] = (
    as_is,
    *words(
        {grade: f"{rank} ({grade})" for grade, rank in _RANKS.items()},
        {grade: f"{rank} / {grade.replace('/', '.')}" for grade, rank in _RANKS.items()},
        {grade: f"{rank}, {grade}" for grade, rank in _RANKS.items()},
        {grade: grade.replace("/", "").upper() for grade in _RANKS},
        dict(_RANKS),
    ),
)
_SHORT_FORMS = {
    ProgrammeForm.STRUCTURAL: "Kepemimpinan",
    ProgrammeForm.FUNCTIONAL: "Fungsional",
    ProgrammeForm.TECHNICAL: "Teknis",
    ProgrammeForm.WORKSHOP: "Workshop/Lokakarya",
    ProgrammeForm.MANAGERIAL: "Manajerial",
    ProgrammeForm.SOCIOCULTURAL: "Sosial Kultural",
    ProgrammeForm.GUIDANCE: "Bimtek",
    ProgrammeForm.E_LEARNING: "MOOC",
    ProgrammeForm.DISTANCE: "PJJ",
    ProgrammeForm.SEMINAR: "Webinar",
}
FORMS: tuple[Style, ...] = (
    as_is,
    *words(
        {form.value: form.label for form in ProgrammeForm},
        {form.value: form.label.upper() for form in ProgrammeForm},
        {form.value: _SHORT_FORMS.get(form, form.label) for form in ProgrammeForm},
    ),
)
RATINGS: tuple[Style, ...] = (
    as_is,
    *words(
        {rating.value: rating.value.upper() for rating in PerformanceRating},
        {PerformanceRating.NEEDS_IMPROVEMENT: "Butuh Perbaikan/Cukup"},
    ),
)
EXPECTATIONS = words(
    {"di atas": "Di Atas Ekspektasi", "sesuai": "Sesuai Ekspektasi", "di bawah": "Di Bawah Ekspektasi"},
    {"di atas": "DIATAS ESPEKTASI", "sesuai": "SESUAI ESPEKTASI", "di bawah": "DIBAWAH ESPEKTASI"},
)
SEVERITIES: tuple[Style, ...] = (
    as_is,
    *words(
        {DisciplineLevel.LIGHT: "Ringan", DisciplineLevel.MEDIUM: "Sedang", DisciplineLevel.HEAVY: "Berat"},
        {
            DisciplineLevel.LIGHT: "Hukuman Disiplin Ringan",
            DisciplineLevel.MEDIUM: "Hukuman Disiplin Sedang",
            DisciplineLevel.HEAVY: "Hukuman Disiplin Berat",
        },
    ),
)
FLAGS = words({True: "ya", False: "tidak"}, {True: "Ya", False: "Tidak"}, {True: "YA", False: "TIDAK"})
MARKS_OF_PRESENCE = words(
    {True: "hadir", False: "tidak hadir"},
    {True: "Hadir", False: "Tidak Hadir"},
    {True: "H", False: "TK"},
    {True: "HADIR", False: "ALPA"},
)
