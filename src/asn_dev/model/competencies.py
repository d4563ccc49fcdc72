"""Competencies, the level a post requires, and the level a person was found to have."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import CompetencyKind
from asn_dev.model.constraints import Key, Level, Points
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="competencies", label="Kompetensi")
class Competency:
    """A competency with its code; technical ones belong to a unit."""

    code: Key = column("Code, unique in the register", label="Kode", key=True)
    name: Key = column("Name", label="Kompetensi")
    kind: CompetencyKind | None = column("Kind", label="Jenis", default=None)
    unit: str | None = column("Unit whose work needs it", label="Perangkat daerah", default=None)


@record(plural="required_levels", label="Standar kompetensi jabatan")
class RequiredLevel:
    """The level of one competency that one post requires."""

    job_title: Key = column("Name of the post", label="Jabatan", key=True)
    unit: Key = column("Unit that has the post", label="Perangkat daerah", key=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    level: Level | None = column("Level required", label="Level", default=None)


@record(plural="unplaced_standards", label="Standar yang belum lengkap")
class UnplacedStandard:
    """A row of competency standards of which the post, the unit or the competency is not known.

    Not read from files as such: these are rows that the table of standards lost. Whoever such a row may
    concern has a requirement that nobody knows.
    """

    place: Key = column("Where the row stands: file, sheet and line", label="Letak", key=True)
    job_title: str | None = column("Name of the post", label="Jabatan", default=None)
    unit: str | None = column("Unit that has the post", label="Perangkat daerah", default=None)
    competency: str | None = column("Code of the competency", label="Kompetensi", default=None)


@record(plural="assessments", label="Penilaian kompetensi")
class Assessment:
    """The level of one competency that one person was found to have on one day."""

    nip: Nip = column("Who was assessed", label="NIP", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    day: date = column("Day of the assessment", label="Tanggal", key=True)
    level: Level | None = column("Level found", label="Level", default=None)
    method: str | None = column("How it was found", label="Metode", default=None)
    provider: str | None = column("Who assessed", label="Penyelenggara", default=None)


@record(plural="potential_assessments", label="Penilaian potensi")
class PotentialAssessment:
    """The potential of a person on a scale of 0-100: the second axis of the nine boxes."""

    nip: Nip = column("Who was assessed", label="NIP", key=True, personal=True)
    day: date = column("Day of the assessment", label="Tanggal", key=True)
    score: Points | None = column("Potential", label="Potensi", default=None)


@record(plural="competency_gaps", label="Kesenjangan kompetensi")
class CompetencyGap:
    """What a person's post requires in one competency beside what the person was found to have.

    Not read from files: a rule makes these rows from posts, standards and assessments.
    """

    nip: Nip = column("Whose gap", label="NIP", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    kind: CompetencyKind | None = column("Kind of the competency", label="Jenis", default=None)
    unit: str | None = column("Unit of the person", label="Perangkat daerah", default=None)
    required: Level | None = column("Level the post requires", label="Level disyaratkan", default=None)
    level: Level | None = column("Level found, if still valid", label="Level dimiliki", default=None)
    assessed_on: date | None = column("Day it was found", label="Tanggal penilaian", default=None)


@record(plural="level_changes", label="Perubahan level kompetensi")
class LevelChange:
    """The last two levels that a person was found to have in one competency.

    Not read from files: a rule makes these rows from the assessments.
    """

    nip: Nip = column("Who was assessed", label="NIP", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    before_on: date = column("Day of the assessment before the last", label="Tanggal sebelumnya")
    before: Level = column("Level found then", label="Level sebelumnya")
    after_on: date = column("Day of the last assessment", label="Tanggal terakhir")
    after: Level = column("Level found last", label="Level terakhir")


STANDARD_COMPETENCIES: tuple[Competency, ...] = tuple(
    Competency(code=code, name=name, kind=kind)
    for code, name, kind in (
        ("integritas", "Integritas", CompetencyKind.MANAGERIAL),
        ("kerja_sama", "Kerja Sama", CompetencyKind.MANAGERIAL),
        ("komunikasi", "Komunikasi", CompetencyKind.MANAGERIAL),
        ("orientasi_pada_hasil", "Orientasi pada Hasil", CompetencyKind.MANAGERIAL),
        ("pelayanan_publik", "Pelayanan Publik", CompetencyKind.MANAGERIAL),
        (
            "pengembangan_diri_dan_orang_lain",
            "Pengembangan Diri dan Orang Lain",
            CompetencyKind.MANAGERIAL,
        ),
        ("mengelola_perubahan", "Mengelola Perubahan", CompetencyKind.MANAGERIAL),
        ("pengambilan_keputusan", "Pengambilan Keputusan", CompetencyKind.MANAGERIAL),
        ("perekat_bangsa", "Perekat Bangsa", CompetencyKind.SOCIOCULTURAL),
    )
)
"""The eight managerial and one sociocultural competency of PermenPANRB 38/2017 (names: secondary).

Official codes were not found; these codes are ours.
"""
