"""People, the posts they hold and the units they work in."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import (
    DisciplineLevel,
    Education,
    Employment,
    Expectation,
    JobKind,
    PerformanceRating,
    Sex,
    Tier,
)
from asn_dev.model.constraints import HoursTotal, Key, Points, Year
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="units", label="Perangkat daerah")
class Unit:
    """A work unit of the government: an agency, office or sub-district."""

    name: Key = column("Full name, unique in the register", label="Perangkat daerah", key=True)
    agency: str | None = column("The government it belongs to", label="Instansi", default=None)


@record(plural="jobs", label="Jabatan")
class Job:
    """A post: what it is called, in which unit, on which tier."""

    title: Key = column("Name of the post", label="Jabatan", key=True)
    unit: Key = column("Unit that has the post", label="Perangkat daerah", key=True)
    tier: Tier | None = column("Tier of the post", label="Jenjang", default=None)


@record(plural="civil_servants", label="Pegawai ASN")
class CivilServant:
    """A person in the service: who, which post, which unit.

    The key is the number within one export; `pns_id` is the number that stays when a PPPK's
    contract, and with it the NIP, changes.
    """

    nip: Nip = column("Personnel number", label="NIP", key=True, personal=True)
    pns_id: str | None = column("Identifier in SIASN", label="ID SIASN", personal=True, default=None)
    name: str | None = column("Name without titles", label="Nama", personal=True, default=None)
    title_before: str | None = column("Titles before the name", label="Gelar depan", default=None)
    title_after: str | None = column("Titles after the name", label="Gelar belakang", default=None)
    birth_date: date | None = column("Date of birth", label="Tanggal lahir", personal=True, default=None)
    sex: Sex | None = column("Sex", label="Jenis kelamin", default=None)
    employment: Employment | None = column("Kind of employment", label="Status", default=None)
    legal_status: str | None = column("SIASN kedudukanHukum", label="Kedudukan hukum", default=None)
    education: Education | None = column("Highest education", label="Tingkat pendidikan", default=None)
    job_kind: JobKind | None = column("Kind of post", label="Jenis jabatan", default=None)
    job_title: str | None = column("Name of the post held", label="Jabatan", default=None)
    tier: Tier | None = column("Tier of the post held", label="Jenjang", default=None)
    grade: str | None = column(
        "Rank: I/a to IV/e for PNS, I to XVII for PPPK", label="Golongan", default=None
    )
    unit: str | None = column("Unit", label="Perangkat daerah", default=None)
    section: str | None = column("Part of the unit", label="Sub unit", default=None)
    in_post_since: date | None = column("Start in the post", label="TMT jabatan", default=None)
    appointed_on: date | None = column("First appointment", label="TMT CPNS", default=None)
    confirmed_on: date | None = column("Confirmation as PNS", label="TMT PNS", default=None)


@record(plural="performance_appraisals", label="Penilaian kinerja (SKP)")
class PerformanceAppraisal:
    """The yearly performance of a person."""

    nip: Nip = column("Who was appraised", label="NIP", key=True, personal=True)
    year: Year = column("Year appraised", label="Tahun", key=True)
    results: Expectation | None = column("Work results", label="Hasil kerja", default=None)
    behaviour: Expectation | None = column("Work behaviour", label="Perilaku kerja", default=None)
    rating: PerformanceRating | None = column("Predicate as recorded", label="Predikat", default=None)


@record(plural="disciplinary_actions", label="Hukuman disiplin")
class DisciplinaryAction:
    """A disciplinary measure against a person."""

    nip: Nip = column("Against whom", label="NIP", personal=True)
    level: DisciplineLevel | None = column("Severity", label="Tingkat", default=None)
    measure: str | None = column("SIASN jenisHukuman", label="Jenis hukuman", default=None)
    effective_on: date | None = column("First day in force", label="Tanggal berlaku", default=None)
    ends_on: date | None = column("Last day in force", label="Tanggal berakhir", default=None)


@record(plural="reported_indices", label="IP ASN menurut BKN")
class ReportedIndex:
    """The professionalism index of a person as BKN reports it, to compare with ours."""

    nip: Nip = column("Whose index", label="NIP", key=True, personal=True)
    year: Year | None = column("Year it is about", label="Tahun", key=True, default=None)
    reported_on: date | None = column("Day of the report", label="Tanggal", key=True, default=None)
    qualification: Points | None = column("Kualifikasi", label="Kualifikasi", default=None)
    competence: Points | None = column("Kompetensi", label="Kompetensi", default=None)
    performance: Points | None = column("Kinerja", label="Kinerja", default=None)
    discipline: Points | None = column("Disiplin", label="Disiplin", default=None)
    total: Points | None = column("Sum of the four", label="Total", default=None)


@record(plural="reported_hours", label="Rekap 20 JP")
class ReportedHours:
    """The learning hours of a person as a yearly recap gives them, to compare with ours."""

    nip: Nip = column("Whose hours", label="NIP", key=True, personal=True)
    year: Year | None = column("Year it is about", label="Tahun", key=True, default=None)
    managerial: HoursTotal | None = column("Managerial hours", label="JP manajerial", default=None)
    technical: HoursTotal | None = column("Technical hours", label="JP teknis", default=None)
    functional: HoursTotal | None = column("Functional hours", label="JP fungsional", default=None)
    total: HoursTotal | None = column("All hours", label="JP total", default=None)
