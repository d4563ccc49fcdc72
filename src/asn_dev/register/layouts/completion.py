"""What a list of trainings says beside the training: whether somebody completed it, and how long it took.

A training that somebody did not complete makes no record: `Participation` is what a person completed. Of a
word that may say so and is not understood, the hours are unknown. Days are not turned into hours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Enrolment, Participation, Unit, column_of
from asn_dev.register.aliases import plain
from asn_dev.register.cells import notice
from asn_dev.register.cells.limits import within
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.spelled import hours_in
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

STATUS, REMARK, ATTENDED, LENGTH = "_status", "_remark", "_attended", "_length"
_ATTENDED_WORDS = "_attended_words"

ATTENDED_HEADINGS = (
    "kehadiran", "status kehadiran", "hadir", "presensi", "absensi", "persentase kehadiran", "% kehadiran",
    "kehadiran (%)", "keterangan kehadiran", "daftar hadir",
)  # fmt: skip
STATUS_HEADINGS = (
    "status kelulusan", "kelulusan", "keterangan kelulusan", "hasil", "hasil diklat", "hasil pelatihan",
    "hasil akhir", "status", "status diklat", "status pelatihan", "status peserta", "status kegiatan",
    "status penyelesaian", "status keikutsertaan", "keikutsertaan", "lulus/tidak lulus",
)  # fmt: skip
REMARK_HEADINGS = ("keterangan", "ket", "catatan", "keterangan lain")
LENGTH_HEADINGS = (
    "lama diklat", "lama pelatihan", "lama pendidikan", "lama kursus", "lama kegiatan", "lama", "lamanya",
    "durasi", "durasi diklat", "durasi pelatihan", "durasi kegiatan", "lama pelaksanaan", "lamanya diklat",
    "lama waktu", "jangka waktu",
)  # fmt: skip
PERSON_HEADINGS = (
    "nama", "nama pegawai", "nama lengkap", "nama peserta", "nama asn", "nama pns", "nama lengkap pegawai",
    "nama dan gelar", "nama lengkap dan gelar", "nama lengkap peserta",
)  # fmt: skip

_TEXT = column_of(Unit, "agency")
_PERSONAL = attrs.evolve(_TEXT, personal=True)

_NEGATED = (
    "lulus|hadir|selesai|mengikuti|ikut|tuntas|kompeten|menyelesaikan|datang|masuk|berhasil|jadi|diikuti"
    "|mulai|dimulai|terlaksana|dilaksanakan|bersedia"
)
_NOT_COMPLETED = re.compile(
    rf"(?:dinyatakan )?(?:(?:tidak|tdk|belum|blm|gagal) (?:{_NEGATED})|gugur|gagal|batal|dibatalkan"
    r"|(?:me)?ngundurkan diri|undur diri|mundur|drop ?out|dikeluarkan|diberhentikan|absen|alpa|alpha"
    r"|tanpa keterangan|sedang (?:berjalan|berlangsung|mengikuti|proses|diikuti)|masih (?:berjalan|mengikuti)"
    r"|dalam proses|on ?going|berjalan|direncanakan|rencana|diusulkan|usulan|terdaftar|mendaftar"
    r"|calon peserta|cadangan|ditolak|ditunda|failed|not completed|withdrawn)\b.*"
    r"|sakit|izin|ijin|cuti|dinas luar|tugas luar|tl|tms"
)
_MAY_SAY_NO = re.compile(
    r"\b(?:tidak|tdk|belum|blm|batal|gugur|gagal|mundur|undur|ditunda|ditolak|remedial|mengulang|susulan"
    r"|sebagian|bersyarat|dropout|failed)\b"
)
_NOTHING_MISSED = re.compile(r"tidak ada(?: (?:keterangan|catatan))?|nihil")


def person_source() -> Source:
    """The column with the name of the person, which the number tells already."""
    return Source("_person", PERSON_HEADINGS, _PERSONAL)


def completion_sources() -> list[Source]:
    """The columns that tell whether somebody completed a training, and how long it took."""
    return [
        Source(STATUS, STATUS_HEADINGS, _TEXT),
        Source(REMARK, REMARK_HEADINGS, _TEXT),
        source(
            Enrolment, "attended", *ATTENDED_HEADINGS, field=ATTENDED, words_as=_ATTENDED_WORDS
        ),
        Source(LENGTH, LENGTH_HEADINGS, _TEXT),
    ]  # fmt: skip


def is_completed(words: str) -> bool | None:
    """False where words say that a training was not completed, None where they may say so; else True.

    >>> [is_completed(words) for words in ("Lulus", "Tidak Lulus", "Sertifikat belum terbit")]
    [True, False, None]
    """
    text = plain(in_plain_letters(words))
    if _NOT_COMPLETED.fullmatch(text):
        return False
    return None if _MAY_SAY_NO.search(text) and not _NOTHING_MISSED.fullmatch(text) else True


def with_completion(fields: pl.DataFrame) -> Derived:
    """Hours, also from the column of the length; unknown where completion is unclear."""
    length = fields[LENGTH]
    from_length = within(column_of(Participation, "hours"), translate(length, hours_in, pl.Float64)).values
    hours = fields["hours"].fill_null(from_length)
    untold = length.is_not_null() & from_length.is_null() & hours.is_null()
    differs = fields["hours"] != from_length
    by_status = _states(fields[STATUS])
    no_mark = fields[_ATTENDED_WORDS].is_not_null() & fields[ATTENDED].is_null()
    doubtful = by_status | no_mark
    message = Message(
        "tells how long it took, but not how many learning hours: write them as '24 JP'; days are not turned"
        " into hours"
    )
    unsure = Message(
        "may say that the training was not completed: its hours count as unknown; write Lulus or Tidak Lulus"
    )
    remarked = Message("may say that the training was not completed; it counts as completed")
    other = Message("the hours here and in the column of hours differ; that column is used")
    notices = [
        *notice("length_without_hours", "unknown", untold, message, LENGTH),
        *notice("hours_differ", "warning", differs, other, LENGTH),
        *notice("completion_unknown", "unknown", by_status, unsure, STATUS),
        *notice("completion_doubtful", "warning", _states(fields[REMARK]), remarked, REMARK),
    ]
    return fields.with_columns(hours.set(doubtful, None).alias("hours")), notices


def not_completed(fields: pl.DataFrame) -> Mapping[int, tuple[str, str]]:
    """The rows of trainings that somebody did not complete: the field that says so and the reason."""
    reasons: dict[int, tuple[str, str]] = {}
    for field in (STATUS, REMARK):
        says_no = translate(fields[field], lambda words: is_completed(words) is False or None, pl.Boolean)
        message = Message("the training was not completed, so it is no training of this person")
        reasons |= dict.fromkeys(says_no.fill_null(False).arg_true(), (field, message))
    away = Message("did not come to the training, so it is no training of this person")
    reasons |= dict.fromkeys((~fields[ATTENDED]).fill_null(False).arg_true(), (ATTENDED, away))
    return reasons


def _states(words: pl.Series) -> pl.Series:
    """The cells that may say that a training was not completed."""
    return translate(words, lambda text: is_completed(text) is None or None, pl.Boolean).fill_null(False)
