"""Programmes of development, their sessions, who was enrolled and what a person completed."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import LeadershipTraining, Mode, ProgrammeForm
from asn_dev.model.constraints import Hours, Key, Level, Rupiah, Seats
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="programmes", label="Program pengembangan")
class Programme:
    """A training, course or other activity on offer: what it develops, and for how long."""

    code: Key = column("Code, unique in the register", label="Kode", key=True)
    name: str | None = column("Name", label="Nama", default=None)
    form: ProgrammeForm | None = column("One of the 25 forms", label="Bentuk", default=None)
    competency: str | None = column("Competency it develops (code)", label="Kompetensi", default=None)
    level: Level | None = column("Level it develops to", label="Level", default=None)
    hours: Hours | None = column("Learning hours (JP)", label="JP", default=None)
    mode: Mode | None = column("How it is held", label="Mode", default=None)
    provider: str | None = column("Who holds it", label="Penyelenggara", default=None)
    partner: str | None = column("Partner", label="Mitra", default=None)
    prerequisite: str | None = column(
        "Programme to be completed before (code)", label="Prasyarat", default=None
    )


@record(plural="sessions", label="Jadwal program")
class Session:
    """One run of a programme: days, seats, what it costs and who speaks."""

    code: Key = column("Code, unique in the register", label="Kode", key=True)
    programme: Key = column("Code of the programme", label="Program")
    start: date | None = column("First day", label="Mulai", default=None)
    end: date | None = column("Last day", label="Selesai", default=None)
    capacity: Seats | None = column("Seats", label="Kapasitas", default=None)
    fixed_cost: Rupiah | None = column("Cost whoever comes (Rp)", label="Biaya tetap", default=None)
    cost_per_person: Rupiah | None = column("Cost a seat (Rp)", label="Biaya per orang", default=None)
    speaker: str | None = column("Speaker", label="Narasumber", personal=True, default=None)
    volunteer: bool | None = column("Whether the speaker takes no fee", label="Relawan", default=None)
    fund: str | None = column("Source of the money", label="Sumber dana", default=None)


@record(plural="enrolments", label="Peserta terdaftar")
class Enrolment:
    """A person registered for a programme, and whether they came."""

    programme: Key = column("Code of the programme", label="Program", key=True)
    nip: Nip = column("Who was registered", label="NIP", key=True, personal=True)
    attended: bool | None = column("Whether they came", label="Hadir", default=None)
    start: date | None = column("First day", label="Mulai", default=None)
    end: date | None = column("Last day", label="Selesai", default=None)
    hours: Hours | None = column("Learning hours (JP)", label="JP", default=None)


@record(plural="participations", label="Riwayat pengembangan")
class Participation:
    """An activity that a person completed, as the personnel record has it."""

    nip: Nip = column("Who took part", label="NIP", personal=True)
    name: str | None = column("Name of the activity", label="Nama kegiatan", default=None)
    form: ProgrammeForm | None = column("One of the 25 forms", label="Bentuk", default=None)
    leadership: LeadershipTraining | None = column(
        "Which leadership training, if it is one", label="Diklat kepemimpinan", default=None
    )
    hours: Hours | None = column("Learning hours (JP)", label="JP", default=None)
    start: date | None = column("First day", label="Mulai", default=None)
    end: date | None = column("Last day; decides the year it counts for", label="Selesai", default=None)
    certificate: str | None = column("Number of the certificate", label="No. sertifikat", default=None)
    provider: str | None = column("Who held it", label="Penyelenggara", default=None)
