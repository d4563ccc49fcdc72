"""Mentoring: who offers to guide, who asks for it, who is paired, what took place."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import Mode, SessionStatus, Tier
from asn_dev.model.constraints import Count, Key, Level, Minutes, Satisfaction
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="mentor_offers", label="Mentor")
class MentorOffer:
    """A person's offer to guide others in some competencies; a capacity of 0 says: nobody for now."""

    mentor: Nip = column("Who offers", label="NIP", key=True, personal=True)
    unit: str | None = column("Unit", label="Perangkat daerah", default=None)
    competencies: tuple[str, ...] | None = column(
        "Codes of the competencies", label="Kompetensi yang ditawarkan", default=None
    )
    capacity: Count | None = column("Most learners at a time", label="Kapasitas", default=None)
    mode: Mode | None = column("How", label="Cara", default=None)
    across_units: bool | None = column(
        "Whether learners of other units are welcome", label="Lintas unit", default=None
    )


@record(plural="mentee_requests", label="Mentee")
class MenteeRequest:
    """A person's wish to be guided."""

    mentee: Nip = column("Who asks", label="NIP", key=True, personal=True)
    unit: str | None = column("Unit", label="Perangkat daerah", default=None)
    competencies: tuple[str, ...] | None = column(
        "Codes of the competencies, most wanted first", label="Kompetensi yang diminta", default=None
    )
    priority: Count | None = column("1 is most urgent", label="Prioritas", default=None)
    mode: Mode | None = column("How", label="Cara", default=None)
    goal: str | None = column("What for", label="Tujuan", default=None)


@record(plural="mentorships", label="Pasangan mentoring")
class Mentorship:
    """A pair: one guides the other in one competency from a day on."""

    mentor: Nip = column("Who guides", label="NIP mentor", key=True, personal=True)
    mentee: Nip = column("Who learns", label="NIP mentee", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    start: date | None = column("From", label="Mulai", default=None)
    end: date | None = column("Until", label="Selesai", default=None)


@record(plural="mentoring_sessions", label="Sesi mentoring")
class MentoringSession:
    """One meeting of a mentor and a learner."""

    code: Key = column("Code, unique in the register", label="Kode", key=True)
    day: date | None = column("Day", label="Tanggal", default=None)
    mentor: Nip = column("Who guides", label="NIP mentor", personal=True)
    mentee: Nip = column("Who learns", label="NIP mentee", personal=True)
    competency: str | None = column("Code of the competency", label="Kompetensi", default=None)
    mode: Mode | None = column("How", label="Cara", default=None)
    minutes: Minutes | None = column("How long", label="Menit", default=None)
    status: SessionStatus | None = column("What became of it", label="Status", default=None)
    satisfaction: Satisfaction | None = column("Of the learner", label="Kepuasan", default=None)


@record(plural="guidance_needs", label="Kebutuhan bimbingan")
class GuidanceNeed:
    """A competency that one person needs guidance in, with what is known of the person.

    Not read from files: a rule makes these rows from the requests, or, where an office has none, from
    the gaps: people below the standard of their post.
    """

    mentee: Nip = column("Who needs it", label="NIP mentee", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    wish: Count | None = column(
        "Place among the wishes, 1 most wanted; null if not asked for", label="Urutan keinginan", default=None
    )
    priority: Count | None = column("1 is most urgent", label="Prioritas", default=None)
    mode: Mode | None = column("How the mentee would meet", label="Cara", default=None)
    level: Level | None = column("Level found, if still valid", label="Level", default=None)
    required: Level | None = column("Level the post requires", label="Level disyaratkan", default=None)
    unit: str | None = column("Unit", label="Perangkat daerah", default=None)
    section: str | None = column("Part of the unit", label="Sub unit", default=None)
    tier: Tier | None = column("Tier of the post", label="Jenjang", default=None)
    field: str | None = column("Task field: the post without its tier", label="Bidang tugas", default=None)
    appointed_on: date | None = column("First appointment", label="TMT CPNS", default=None)


@record(plural="guidance_offers", label="Tawaran bimbingan")
class GuidanceOffer:
    """A competency that one person could guide others in, with what is known of the person.

    Not read from files: a rule makes these rows from the offers, or, where an office has none, from
    the gaps: people above the standard of their post.
    """

    mentor: Nip = column("Who would guide", label="NIP mentor", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    volunteered: bool = column("Whether the person offered it", label="Menawarkan diri")
    capacity: Count | None = column("Most learners at a time", label="Kapasitas", default=None)
    across_units: bool | None = column(
        "Whether learners of other units are welcome", label="Lintas unit", default=None
    )
    mode: Mode | None = column("How the mentor would meet", label="Cara", default=None)
    level: Level | None = column("Level found, if still valid", label="Level", default=None)
    unit: str | None = column("Unit", label="Perangkat daerah", default=None)
    section: str | None = column("Part of the unit", label="Sub unit", default=None)
    tier: Tier | None = column("Tier of the post", label="Jenjang", default=None)
    field: str | None = column("Task field: the post without its tier", label="Bidang tugas", default=None)
    appointed_on: date | None = column("First appointment", label="TMT CPNS", default=None)


@record(plural="candidate_pairs", label="Calon pasangan mentoring")
class CandidatePair:
    """A mentor, a mentee and a competency that the one could guide the other in.

    Not read from files: a rule makes these rows from what people need and what others could give.
    """

    mentor: Nip = column("Who would guide", label="NIP mentor", key=True, personal=True)
    mentee: Nip = column("Who would learn", label="NIP mentee", key=True, personal=True)
    competency: Key = column("Code of the competency", label="Kompetensi", key=True)
    wish: Count | None = column(
        "Place among the wishes, 1 most wanted; null if not asked for", label="Urutan keinginan", default=None
    )
    priority: Count | None = column("1 is most urgent", label="Prioritas", default=None)
    across_units: bool | None = column(
        "Whether learners of other units are welcome", label="Lintas unit", default=None
    )
    mentor_mode: Mode | None = column("How the mentor would meet", label="Cara mentor", default=None)
    mentee_mode: Mode | None = column("How the mentee would meet", label="Cara mentee", default=None)
    mentor_level: Level | None = column("Level of the mentor", label="Level mentor", default=None)
    mentee_level: Level | None = column("Level of the mentee", label="Level mentee", default=None)
    required: Level | None = column(
        "Level the mentee's post requires", label="Level disyaratkan", default=None
    )
    mentor_unit: str | None = column("Unit of the mentor", label="Unit mentor", default=None)
    mentee_unit: str | None = column("Unit of the mentee", label="Unit mentee", default=None)
    mentor_section: str | None = column("Part of the unit", label="Sub unit mentor", default=None)
    mentee_section: str | None = column("Part of the unit", label="Sub unit mentee", default=None)
    mentor_tier: Tier | None = column("Tier of the mentor's post", label="Jenjang mentor", default=None)
    mentee_tier: Tier | None = column("Tier of the mentee's post", label="Jenjang mentee", default=None)
    mentor_field: str | None = column(
        "Task field: the post without its tier", label="Bidang tugas mentor", default=None
    )
    mentee_field: str | None = column(
        "Task field: the post without its tier", label="Bidang tugas mentee", default=None
    )
    mentor_appointed_on: date | None = column("First appointment", label="TMT mentor", default=None)
    mentee_appointed_on: date | None = column("First appointment", label="TMT mentee", default=None)
