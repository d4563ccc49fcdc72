"""The columns of a survey tool beside the questions: who answered, when, where; what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asn_dev.register.aliases import Aliases, plain, squeezed
from asn_dev.register.layouts.question_texts import Question

NIPS = ("nip", "nip_baru", "nip_responden", "nip_penilai", "nip_peserta", "nip_anda", "nip_saudara")
UUIDS = ("_uuid", "uuid", "meta/instanceid", "instanceid", "_submission__uuid")
KEYS = ("id_responden", "kode_responden")
COUNTED = (
    "responden", "no", "nomor", "no_responden", "nomor_responden", "no_resp", "nomor_resp", "no_urut",
    "nomor_urut", "no_responden_", "resp", "no_urut_responden", "response_id", "id_respons", "id_tanggapan",
    "id_jawaban", "_id", "id",
)  # fmt: skip
"""Numbers that count the answers of one sheet, the surest heading first."""
DAYS = (
    "tanggal", "tanggal_survei", "tanggal_survey", "tgl_survei", "tgl", "hari_tanggal", "tanggal_isi",
    "tanggal_pengisian", "tanggal_pelayanan", "tanggal_layanan", "tanggal_kunjungan", "waktu_penyelesaian",
    "waktu_selesai", "completion_time", "_submission_time", "submission_time", "date_submitted",
    "submitdate", "tanggal_dikirim", "tanggal_kirim", "tanggal_pengiriman", "tanggal_diserahkan", "cap_waktu",
    "stempel_waktu", "timestamp", "waktu_pengiriman", "end", "today", "start_time", "waktu_mulai", "start",
)  # fmt: skip
"""When a form was filled in; the surest heading first: what the respondent says, then when it was sent."""
UNITS = (
    "unit", "perangkat_daerah", "unit_layanan", "unit_pelayanan", "unit_kerja", "opd", "nama_opd", "skpd",
    "nama_unit", "nama_unit_layanan", "nama_unit_pelayanan", "unit_penyelenggara_pelayanan",
    "nama_perangkat_daerah", "unit_penyelenggara",
)  # fmt: skip
ABOUT = (
    "kode_pelatihan", "kode_diklat", "kode_program", "layanan", "jenis_layanan", "jenis_pelayanan",
    "nama_layanan", "tentang", "about", "layanan_yang_diterima", "jenis_layanan_yang_diterima",
    "jenis_pelayanan_yang_diterima",
)  # fmt: skip
RATED = ("nip_yang_dinilai", "yang_dinilai", "nip_dinilai", "nip_alumni", "dinilai", "subject")
WAVES = ("gelombang", "putaran", "wave")
RATERS = ("penilai", "hubungan", "peran_penilai", "rater")

ROLES: Mapping[str, Sequence[str]] = {
    "day": DAYS,
    "unit": UNITS,
    "about": ABOUT,
    "subject": RATED,
    "wave": WAVES,
    "rater": RATERS,
}
"""Under which headings the columns beside the questions come."""

_SENTENCES: Mapping[str, re.Pattern[str]] = {
    "unit": re.compile(
        r"\b(unit (?:layanan|pelayanan|kerja|penyelenggara)|perangkat daerah|opd|skpd)\b"
        r"|\b(?:puskesmas|kelurahan|kecamatan|dinas|instansi)\b.*\b(?:dikunjungi|dinilai|tujuan|memberi)"
    ),
    "about": re.compile(
        r"\b(?:jenis|nama) (?:pe)?layanan\b|\b(?:pe)?layanan (?:apa )?yang\b.*\b(?:di|ter|per|ak)"
    ),
    "day": re.compile(
        r"^(?:hari )?(?:tanggal|tgl) (?:survei|survey|pengisian|kunjungan|(?:pe)?layanan|mengisi)\b"
    ),
}
"""What asks for such a column in a sentence; a question of the questionnaire goes before."""

_OF_THE_TOOL = re.compile(
    r"^(?:points?|poin|feedback|umpan balik|skor|score|question time|group time|waktu pertanyaan|waktu grup"
    r"|interview time|total time|waktu total|durasi|seed|last page|halaman terakhir|start language)\b"
    r"|\[(?:comment|komentar|other|lainnya)\]\s*$"
)
_BESIDE = re.compile(
    r"\b(?:e ?mail|surel|alamat|telepon|telp|hp|handphone|whatsapp|wa|nama|name|nik|usia|umur|jenis kelamin"
    r"|gender|pendidikan|pekerjaan|agama|suku|jabatan|pangkat|golongan|masa kerja|username|ip|language"
    r"|bahasa|refurl"
    r"|jumlah|total|rata rata|rerata|nrr|ikm|bobot|nilai akhir|status|notes|version|tags|index|deviceid"
    r"|persetujuan|bersedia|setuju (?:untuk )?(?:mengisi|berpartisipasi|ikut)|consent)\b"
)
"""What such columns ask that are no questions of a questionnaire; they are passed over."""


def roles_of(questions: Sequence[Question], aliases: Aliases) -> dict[str, str]:
    """Which heading fills which role, by the names that such columns have; the surest name of each role."""
    heading_of = {role: heading_among(questions, headings, aliases) for role, headings in ROLES.items()}
    return {role: heading for role, heading in heading_of.items() if heading}


def heading_among(questions: Sequence[Question], names: Sequence[str], aliases: Aliases) -> str | None:
    """The heading that has the first of some names that any has."""
    also = {squeezed(theirs): squeezed(ours) for theirs, ours in aliases.headings.items()}
    words = {}
    for question in reversed(questions):
        for text in (question.texts[-1] if question.texts else question.heading, question.heading):
            words[also.get(squeezed(text), squeezed(text))] = question.heading
    return next((words[word] for name in names if (word := squeezed(name)) in words), None)


def asked_for(questions: Sequence[Question], lacking: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Roles with the heading that asks for them in a sentence, where one alone does."""
    for role in lacking:
        if role in _SENTENCES:
            hits = [one for one in questions if _SENTENCES[role].search(one.words)]
            if len(hits) == 1:
                yield role, hits[0].heading
                questions = [one for one in questions if one is not hits[0]]


def is_of_the_tool(question: Question) -> bool:
    """Whether a tool made the column by itself: points, comments and times beside a question, its marks."""
    return question.heading.startswith("_") or bool(_OF_THE_TOOL.search(question.heading.strip().casefold()))


def is_beside(question: Question) -> bool:
    """Whether a heading asks for something beside the questions: a name, an age, consent.

    >>> from asn_dev.register.layouts.question_texts import questions_of
    >>> [is_beside(one) for one in questions_of(["Jenis kelamin", "Saya bersedia mengisi", "Persyaratan"])]
    [True, True, False]
    """
    return bool(_BESIDE.search(plain(question.heading)))
