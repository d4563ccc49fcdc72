"""The tables of a pairing and of its follow-up: a row class for each, with labels and displays."""

from __future__ import annotations

from datetime import date

from asn_dev.pairing.wording import WORDS
from asn_dev.results import result_table, shown

_ROLES = {key: WORDS[key] for key in ("mentee", "mentor")}
_ORIGINS = {key: WORDS[key] for key in ("new", "fixed", "running")}


@result_table(id="Pasangan", en="Pairs")
class MentorPair:
    """Who guides whom in which competency, how well they fit, and why."""

    mentor: str = shown(id="NIP mentor", en="Number of the mentor", personal=True)
    mentor_name: str | None = shown(id="Mentor", en="Mentor", personal=True)
    mentor_unit: str | None = shown(id="Unit mentor", en="Unit of the mentor")
    mentee: str = shown(id="NIP mentee", en="Number of the mentee", personal=True)
    mentee_name: str | None = shown(id="Mentee", en="Mentee", personal=True)
    mentee_unit: str | None = shown(id="Unit mentee", en="Unit of the mentee")
    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    fit: float | None = shown(id="Kecocokan (0-100)", en="Fit (0-100)")
    origin: str = shown(id="Asal", en="Origin", words=_ORIGINS)
    why: str = shown(id="Mengapa", en="Why", display="sentence")
    against: str = shown(id="Kekurangan", en="What speaks against", display="sentence")
    note: str = shown(id="Catatan", en="Note", display="sentence")


@result_table(id="Belum berpasangan", en="Without a mentor")
class UnmatchedMentee:
    """A mentee without a mentor, why, and what would change it."""

    mentee: str = shown(id="NIP mentee", en="Number of the mentee", personal=True)
    mentee_name: str | None = shown(id="Mentee", en="Mentee", personal=True)
    mentee_unit: str | None = shown(id="Unit mentee", en="Unit of the mentee")
    competencies: str = shown(id="Kompetensi", en="Competencies", display="sentence")
    reason: str = shown(id="Kode alasan", en="Code of the reason")
    why: str = shown(id="Mengapa", en="Why", display="sentence", personal=True)
    change: str = shown(
        id="Yang akan mengubahnya", en="What would change it", display="sentence", personal=True
    )


@result_table(id="Pilihan lain", en="Alternatives")
class Alternative:
    """For each mentee and mentor the next best others, ranked."""

    role: str = shown(id="Sebagai", en="As", words=_ROLES)
    person: str = shown(id="NIP", en="Number", personal=True)
    person_name: str | None = shown(id="Nama", en="Name", personal=True)
    rank: int = shown(id="Pilihan ke-", en="Choice")
    other: str = shown(id="NIP calon", en="Number of the other", personal=True)
    other_name: str | None = shown(id="Calon", en="The other", personal=True)
    other_unit: str | None = shown(id="Unit calon", en="Unit of the other")
    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    fit: float | None = shown(id="Kecocokan (0-100)", en="Fit (0-100)")
    state: str = shown(id="Keadaan", en="State")
    why: str | None = shown(id="Mengapa", en="Why", display="sentence")


@result_table(id="Mentor", en="Mentors")
class MentorRow:
    """A mentor's places, and how many of them are taken."""

    mentor: str = shown(id="NIP mentor", en="Number of the mentor", personal=True)
    mentor_name: str | None = shown(id="Mentor", en="Mentor", personal=True)
    mentor_unit: str | None = shown(id="Unit mentor", en="Unit of the mentor")
    competencies: str = shown(id="Kompetensi", en="Competencies", display="sentence")
    places: int | None = shown(id="Kapasitas", en="Capacity")
    running: int = shown(id="Berjalan", en="Running")
    fixed: int = shown(id="Ditetapkan", en="Fixed")
    new: int = shown(id="Baru", en="New")
    free: int = shown(id="Sisa tempat", en="Places left")
    note: str = shown(id="Catatan", en="Note", display="sentence")


@result_table(id="Pasangan mentoring", en="Mentorships")
class FollowedPair:
    """A pair with its sessions in the period."""

    mentor: str = shown(id="NIP mentor", en="Number of the mentor", personal=True)
    mentor_name: str | None = shown(id="Mentor", en="Mentor", personal=True)
    mentor_unit: str | None = shown(id="Unit mentor", en="Unit of the mentor")
    mentee: str = shown(id="NIP mentee", en="Number of the mentee", personal=True)
    mentee_name: str | None = shown(id="Mentee", en="Mentee", personal=True)
    mentee_unit: str | None = shown(id="Unit mentee", en="Unit of the mentee")
    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    start: date | None = shown(id="Mulai", en="Start")
    end: date | None = shown(id="Selesai", en="End")
    sessions_held: float | None = shown(id="Sesi terlaksana", en="Sessions held", display="integer")
    minutes_held: float | None = shown(id="Menit", en="Minutes", display="integer", unit="menit")
    last_session_on: date | None = shown(id="Sesi terakhir", en="Last session")
    days_silent: float | None = shown(
        id="Hari tanpa sesi", en="Days without a session", display="integer", unit="hari"
    )
    is_silent: bool | None = shown(id="Mentoring diam", en="Silent")
    is_running: bool | None = shown(id="Masih berjalan", en="Running")


@result_table(id="JP mentee", en="Hours of mentees")
class FollowedMentee:
    """Who held sessions as a mentee in the period, with the hours that count."""

    nip: str = shown(id="NIP", en="Number", personal=True)
    name: str | None = shown(id="Nama", en="Name", personal=True)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    mentoring_sessions_held: float | None = shown(
        id="Sesi mentoring sebagai mentee", en="Mentoring sessions as mentee", display="integer"
    )
    mentoring_minutes: float | None = shown(
        id="Menit mentoring", en="Minutes of mentoring", display="integer", unit="menit"
    )
    mentoring_hours: float | None = shown(
        id="JP mentoring menurut log", en="Mentoring hours by the log", unit="JP"
    )
    learning_hours: float | None = shown(id="Jam pelajaran", en="Learning hours", unit="JP")
    learning_hours_with_mentoring: float | None = shown(
        id="JP termasuk mentoring", en="Learning hours with mentoring", unit="JP"
    )


@result_table(id="Kemajuan mentee", en="Progress of mentees")
class ProgressRow:
    """The change of level of mentees beside that of others from the same level."""

    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    mentored: int = shown(id="Penilaian mentee", en="Assessments of mentees")
    peers: int = shown(id="Penilaian pegawai lain, level awal sama", en="Of others from the same level")
    without_peer: int = shown(id="Mentee tanpa pembanding", en="Mentees without a peer")
    mentored_change: float | None = shown(
        id="Perubahan level mentee", en="Change of mentees", display="signed"
    )
    peers_change: float | None = shown(
        id="Perubahan level pegawai lain", en="Change of others", display="signed"
    )
    difference: float | None = shown(id="Selisih", en="Difference", display="signed")
    low: float | None = shown(id="Batas bawah", en="Low", display="signed")
    high: float | None = shown(id="Batas atas", en="High", display="signed")
    withheld: bool = shown(id="Ditahan (kelompok kecil)", en="Withheld (small group)")
