"""The other sheets of an office: lists, catalogue, participants, e-learning, surveys, mentoring, recaps.

Each has the Indonesian labels of its columns for headings, or those of the layout in which offices keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from asn_dev.model import (
    Answer,
    Column,
    Enrolment,
    Job,
    LearningActivity,
    MenteeRequest,
    MentoringSession,
    MentorOffer,
    Mentorship,
    Nip,
    PotentialAssessment,
    Programme,
    ProgrammeForm,
    ReportedHours,
    ReportedIndex,
    Respondents,
    Session,
    Unit,
    columns_of,
)
from asn_dev.register.layouts import Layout
from asn_dev.register.layouts.learning import ENROLMENTS
from asn_dev.register.layouts.mentoring import MENTEES, MENTORS, SESSIONS
from asn_dev.register.layouts.recaps import RECAP
from asn_dev.register.layouts.siasn import REPORTED_INDEX
from asn_dev.register.layouts.surveys import READINESS, READINESS_SURVEY, TRAINING
from asn_dev.rules.instruments import Questionnaire
from asn_dev.testing.dressing import styles
from asn_dev.testing.dressing.sheets import Field, Kind, headings_in
from asn_dev.testing.dressing.styles import Style, as_is
from asn_dev.testing.dressing.tables import WIDE, answered, other_answers, rated, ready

_OWN_STYLES: Mapping[tuple[type, str], tuple[Style, ...]] = {
    (Enrolment, "attended"): styles.MARKS_OF_PRESENCE,
}


def _styles(record: type, column: Column) -> tuple[Style, ...]:
    """In which ways a column may be written; what is no day, number or flag stands as it is."""
    of_types: dict[Any, tuple[Style, ...]] = {
        Nip: styles.NIPS,
        date: styles.DAYS,
        bool: styles.FLAGS,
        int: (as_is, str),
        float: (as_is,),
        ProgrammeForm: styles.FORMS,
    }
    return _OWN_STYLES.get((record, column.name)) or of_types.get(column.type, (as_is,))


def labelled(record: type) -> tuple[Field, ...]:
    """A column for each field, under its Indonesian label."""
    return tuple(Field(one.name, (one.label,), _styles(record, one)) for one in columns_of(record))


def in_layout(layout: Layout, first: Mapping[str, Sequence[str]] | None = None) -> tuple[Field, ...]:
    """A column for each field, under the headings of a layout."""
    kept = first or {}
    return tuple(
        Field(
            one.name,
            tuple(kept.get(one.name) or headings_in(layout, one.name) or (one.name,)),
            _styles(layout.record, one),
        )
        for one in columns_of(layout.record)
    )


def _kind(record: type, files: Sequence[str], title: str, **more: Any) -> Kind:
    return Kind(record, tuple(files), (title, title.title()), labelled(record), **more)


_NIP = ("NIP", "nip_baru", "NIP Pegawai", "Nomor Induk Pegawai")
_ITEMS = {
    "material": "materi",
    "delivery": "penyampaian",
    "application": "penerapan",
    "relevance": "relevansi",
}


def _item(heading: str, source: str = "") -> Field:
    return Field(source or heading, (heading,), (as_is, str))


REACTIONS = Kind(
    Answer,
    ("Evaluasi Pelatihan", "evaluasi_peserta", "Umpan balik peserta"),
    ("EVALUASI PENYELENGGARAAN PELATIHAN",),
    (
        Field("about", headings_in(TRAINING, "about")),
        Field("respondent", ("nip", "nip_baru"), styles.NIPS),
        Field("unit", headings_in(TRAINING, "unit")),
        Field("day", headings_in(TRAINING, "day"), styles.DAYS),
        *(_item(heading, code) for code, heading in _ITEMS.items()),
    ),
    lines=rated,
    topic="reactions",
)
READY = Kind(
    Answer,
    ("Survei Kesiapan Perubahan", "survei_kesiapan"),
    ("SURVEI KESIAPAN MENGHADAPI PERUBAHAN",),
    (
        Field("respondent", headings_in(READINESS_SURVEY, "respondent")),
        Field("wave", headings_in(READINESS_SURVEY, "wave")),
        Field("unit", headings_in(READINESS_SURVEY, "unit")),
        Field("day", headings_in(READINESS_SURVEY, "day"), styles.DAYS),
        *(_item(code) for code in READINESS),
    ),
    lines=ready,
    topic="readiness",
)
OTHERS = (
    _kind(Unit, ("Daftar Perangkat Daerah", "perangkat_daerah", "Daftar OPD"), "DAFTAR PERANGKAT DAERAH"),
    _kind(Job, ("Daftar Jabatan", "peta jabatan", "data_jabatan"), "DAFTAR NAMA JABATAN"),
    _kind(PotentialAssessment, ("Penilaian Potensi", "hasil_potensi"), "HASIL PENILAIAN POTENSI PEGAWAI"),
    _kind(Programme, ("Program Pengembangan", "katalog_program"), "DAFTAR PROGRAM PENGEMBANGAN KOMPETENSI"),
    _kind(Session, ("Jadwal Program", "jadwal_pelatihan", "Kalender Diklat"), "JADWAL PELATIHAN"),
    _kind(
        Enrolment, ("Peserta Pelatihan", "peserta_pelatihan", "Kehadiran"), "DAFTAR PESERTA PELATIHAN",
        others=(in_layout(ENROLMENTS, {"nip": ("nip", "nip_baru")}),),
    ),
    _kind(LearningActivity, ("Kegiatan E-Learning", "riwayat_lms"), "KEGIATAN PEMBELAJARAN DARING"),
    REACTIONS,
    READY,
    _kind(
        MentorOffer, ("Mentor", "daftar_mentor", "Calon Mentor"), "DAFTAR MENTOR",
        others=(in_layout(MENTORS),)
    ),
    _kind(
        MenteeRequest, ("Mentee", "daftar_mentee", "Permintaan Mentoring"), "DAFTAR MENTEE",
        others=(in_layout(MENTEES),),
    ),
    _kind(Mentorship, ("Pasangan Mentoring", "pasangan_mentor"), "PASANGAN MENTORING"),
    _kind(
        MentoringSession, ("Sesi Mentoring", "log_mentoring", "Catatan Mentoring"), "CATATAN SESI MENTORING",
        others=(in_layout(SESSIONS),),
    ),
    _kind(
        ReportedIndex, ("IP ASN BKN", "nilai_ip_asn", "Rekap IP ASN"), "REKAPITULASI IP ASN",
        others=(in_layout(REPORTED_INDEX, {
            "nip": _NIP, "total": ("Subtotal",), "reported_on": ("Tanggal update",),
        }),),
    ),
    _kind(
        ReportedHours, ("Rekap 20 JP", "rekap_jp", "Capaian JP"), "REKAPITULASI CAPAIAN 20 JP",
        facts={"year": ("Tahun : ", "TAHUN ", "Tahun Anggaran: ")},
        others=(in_layout(RECAP, {
            "nip": _NIP, "year": ("Tahun",), "total": ("Total JP", "JP Total", "Jumlah JP"),
            "managerial": ("JP Manajerial", "Manajerial (JP)"), "technical": ("JP Teknis", "Teknis (JP)"),
            "functional": ("JP Fungsional", "Fungsional (JP)"),
        }),),
    ),
)  # fmt: skip
"""The sheets that an office keeps beside those of `KINDS`."""

_ABOUT_ANSWERS = {
    "respondent": "id_responden", "about": "kode_pelatihan", "subject": "yang_dinilai", "rater": "penilai",
    "unit": "perangkat_daerah", "day": "tanggal", "wave": "gelombang",
}  # fmt: skip


def asked(questionnaire: Questionnaire) -> Kind:
    """The sheet of a questionnaire of a region: a column for each item, under its code or with its words."""
    heads = dict(_ABOUT_ANSWERS)
    if questionnaire.instrument.asks is Respondents.PARTICIPANTS:
        heads["respondent"] = "nip"
    items = [item.code for item in questionnaire.items]
    texts = {item.code: f"{item.code}. {item.text}" for item in questionnaire.items}
    return Kind(
        Answer,
        (questionnaire.instrument.name, questionnaire.code),
        (questionnaire.instrument.name.upper(),),
        (
            *(
                Field(name, (heading,), styles.DAYS if name == "day" else (as_is,))
                for name, heading in heads.items()
            ),
            *(Field(code, (texts[code],), (as_is, str)) for code in items),
        ),
        lines=partial(answered, instrument=questionnaire.code, items=items),
        topic=questionnaire.code,
    )


def remaining(wide: Sequence[str]) -> Kind:
    """The answers that no wide sheet has, a line each."""
    return Kind(
        Answer,
        ("Jawaban Kuesioner", "jawaban_kuesioner"),
        ("JAWABAN KUESIONER",),
        labelled(Answer),
        lines=partial(other_answers, wide=(*WIDE, *wide)),
        topic="answers left",
    )
