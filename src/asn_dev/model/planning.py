"""What a development plan chooses from: the seats that could make sense."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import CompetencyKind, Employment, Mode, ProgrammeForm
from asn_dev.model.constraints import Hours, HoursTotal, Key, Level, Rupiah, Seats
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="candidate_seats", label="Calon kursi")
class CandidateSeat:
    """A seat that one person could take in one session, with what is needed to judge it.

    Not read from files: a rule makes these rows from sessions, programmes, gaps and people.
    """

    session: Key = column("Code of the session", label="Jadwal", key=True)
    nip: Nip = column("Who would sit in it", label="NIP", key=True, personal=True)
    unit: str | None = column("Unit of the person", label="Perangkat daerah", default=None)
    employment: Employment | None = column("Kind of employment", label="Status", default=None)
    programme: str | None = column("Code of the programme", label="Program", default=None)
    programme_name: str | None = column("Name of the programme", label="Nama program", default=None)
    prerequisite: str | None = column(
        "Programme to be completed before (code)", label="Prasyarat", default=None
    )
    form: ProgrammeForm | None = column("One of the 25 forms", label="Bentuk", default=None)
    mode: Mode | None = column("How it is held", label="Mode", default=None)
    hours: Hours | None = column("Learning hours (JP)", label="JP", default=None)
    provider: str | None = column("Who holds it", label="Penyelenggara", default=None)
    partner: str | None = column("Partner", label="Mitra", default=None)
    competency: str | None = column("Competency it develops (code)", label="Kompetensi", default=None)
    kind: CompetencyKind | None = column("Kind of the competency", label="Jenis", default=None)
    programme_level: Level | None = column("Level it develops to", label="Level program", default=None)
    required: Level | None = column("Level the post requires", label="Level disyaratkan", default=None)
    level: Level | None = column("Level found, if still valid", label="Level dimiliki", default=None)
    start: date | None = column("First day", label="Mulai", default=None)
    end: date | None = column("Last day", label="Selesai", default=None)
    capacity: Seats | None = column("Seats of the session", label="Kapasitas", default=None)
    fixed_cost: Rupiah | None = column("Cost whoever comes (Rp)", label="Biaya tetap", default=None)
    cost_per_person: Rupiah | None = column("Cost a seat (Rp)", label="Biaya per orang", default=None)
    volunteer: bool | None = column("Whether the speaker takes no fee", label="Relawan", default=None)
    fund: str | None = column("Source of the money", label="Sumber dana", default=None)
    hours_before: HoursTotal | None = column(
        "Hours that the person has in the planned period already", label="JP yang sudah ada", default=None
    )
