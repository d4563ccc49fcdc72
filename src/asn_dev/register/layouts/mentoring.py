"""Sheets of mentoring: who offers, who asks, and the log of sessions."""

from __future__ import annotations

from asn_dev.model import MenteeRequest, MentoringSession, MentorOffer
from asn_dev.register.layouts.layout import Layout, make_only
from asn_dev.register.sources import source

MENTORS = Layout(
    name="mentor",
    record=MentorOffer,
    sources=[
        source(MentorOffer, "mentor", "nip", "nip_mentor", essential=True),
        source(MentorOffer, "unit", "perangkat_daerah", resolve="unit"),
        source(MentorOffer, "competencies", "kompetensi_ditawarkan", resolve="competencies", expected=True),
        source(MentorOffer, "capacity", "kapasitas", expected=True),
        source(MentorOffer, "mode", "cara"),
        source(MentorOffer, "across_units", "bersedia_lintas_unit", "lintas_unit"),
    ],
    signature=frozenset({"mentor", "competencies", "capacity"}),
    make=make_only(MentorOffer),
    key=("mentor",),
)

MENTEES = Layout(
    name="mentee",
    record=MenteeRequest,
    sources=[
        source(MenteeRequest, "mentee", "nip", "nip_mentee", essential=True),
        source(MenteeRequest, "unit", "perangkat_daerah", resolve="unit"),
        source(MenteeRequest, "competencies", "kompetensi_diminta", resolve="competencies", expected=True),
        source(MenteeRequest, "priority", "prioritas"),
        source(MenteeRequest, "mode", "cara"),
        source(MenteeRequest, "goal", "tujuan"),
    ],
    signature=frozenset({"mentee", "competencies"}),
    make=make_only(MenteeRequest),
    key=("mentee",),
)

SESSIONS = Layout(
    name="sesi mentoring",
    record=MentoringSession,
    sources=[
        source(MentoringSession, "code", "id_sesi", essential=True),
        source(MentoringSession, "day", "tanggal", expected=True),
        source(MentoringSession, "mentor", "nip_mentor", essential=True),
        source(MentoringSession, "mentee", "nip_mentee", essential=True),
        source(MentoringSession, "competency", "kompetensi", resolve="competency"),
        source(MentoringSession, "mode", "cara"),
        source(MentoringSession, "minutes", "durasi_menit"),
        source(MentoringSession, "status", expected=True),
        source(MentoringSession, "satisfaction", "kepuasan_mentee"),
    ],
    signature=frozenset({"code", "mentor", "mentee"}),
    make=make_only(MentoringSession),
    key=("code",),
)

LAYOUTS = (MENTORS, MENTEES, SESSIONS)
