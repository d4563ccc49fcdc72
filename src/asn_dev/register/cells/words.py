"""What offices write for the codes of the model; a region adds its own names for forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from asn_dev.model import (
    DisciplineLevel,
    Education,
    Employment,
    Expectation,
    JobKind,
    LeadershipTraining,
    Mode,
    PerformanceRating,
    ProgrammeForm,
    Rater,
    SessionStatus,
    Sex,
    Tier,
)
from asn_dev.register.cells.discipline import discipline_of
from asn_dev.register.cells.education import education_of
from asn_dev.register.cells.forms import form_of, leadership_of


def _called(code: StrEnum, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, code.value)


def _eselon(number: str, letter: str) -> tuple[str, ...]:
    """An echelon in the ways it is written: "II.a", "II/a", "IIa", "Eselon II.a", "2a"."""
    roman = "I II III IV V".split()[int(number) - 1]
    names = [f"{one}{mark}{letter}" for one in (roman, number) for mark in ("", " ")]
    return tuple(f"{word}{name}" for word in ("", "eselon ", "esl ", "es ") for name in names)


ESELON: Mapping[str, str] = {
    **_called(Tier.JPT_UTAMA, "10"),
    **_called(Tier.JPT_MADYA, "11", "12", *_eselon("1", "b")),
    **_called(Tier.JPT_PRATAMA, "21", "22", *_eselon("2", "a"), *_eselon("2", "b")),
    **_called(Tier.ADMINISTRATOR, "31", "32", *_eselon("3", "a"), *_eselon("3", "b")),
    **_called(Tier.PENGAWAS, "41", "42", *_eselon("4", "a"), *_eselon("4", "b")),
    **_called(Tier.PELAKSANA, "51", "52", *_eselon("5", "a"), *_eselon("5", "b")),
    **{
        f"{word}{roman}": tier.value
        for word in ("", "eselon ", "esl ")
        for roman, tier in (("II", Tier.JPT_PRATAMA), ("III", Tier.ADMINISTRATOR), ("IV", Tier.PENGAWAS))
    },
}
"""SIASN `eselon` and its words. I.a is JPT Utama or Madya, so the word alone does not tell; 51 and 52 are
no echelon any more, East Java calls them pelaksana (secondary)."""

NO_ESELON = (
    "99",
    "00",
    "non",
    "non eselon",
    "tidak ada",
    "bukan eselon",
    "noneselon",
    "0",
    "tidak bereselon",
)
"""What says that a post has no echelon."""

KIND_TIERS: Mapping[str, str] = {
    **{tier.value: tier.value for tier in (Tier.JPT_PRATAMA, Tier.ADMINISTRATOR, Tier.PENGAWAS)},
    **_called(Tier.JPT_PRATAMA, "pimpinan tinggi pratama", "jabatan pimpinan tinggi pratama"),
    **_called(Tier.ADMINISTRATOR, "jabatan administrator"),
    **_called(Tier.PENGAWAS, "jabatan pengawas"),
}
"""Words in the column of the kind of post that tell the tier too."""

WORDS: Mapping[type, Mapping[str, str]] = {
    Sex: {
        **_called(Sex.MALE, "L", "LK", "laki-laki", "pria", "male", "1", "laki", "lelaki"),
        **_called(Sex.FEMALE, "P", "PR", "perempuan", "wanita", "female", "2", "W"),
    },
    Employment: {
        **_called(
            Employment.PPPK, "P3K", "PPPK penuh waktu", "PPPK paruh waktu", "P3K penuh waktu",
            "P3K paruh waktu",
            "PPPK PW", "PPPK full time", "PPPK part time", "pegawai pemerintah dengan perjanjian kerja",
            "ASN PPPK", "PPPK (pegawai pemerintah dengan perjanjian kerja)", "PPPK guru",
            "PPPK tenaga kesehatan",
            "PPPK teknis", "PPPK tenaga teknis", "PPPK aktif", "PPPKPW",
        ),
        **_called(
            Employment.CPNS, "C", "calon PNS", "capeg", "calon pegawai", "CPNSD",
            "calon pegawai negeri sipil",
            "CPNS aktif", "calon pegawai negeri sipil (CPNS)", "CPNS daerah",
        ),
        **_called(
            Employment.PNS, "P", "PNSD", "pegawai negeri sipil", "PNS aktif", "PNS daerah", "ASN PNS",
            "pegawai negeri sipil (PNS)", "pegawai negeri", "PNS daerah kab/kota yang bekerja pada kab/kota",
        ),
    },
    JobKind: {
        **_called(
            JobKind.STRUCTURAL, "struktural", "jabatan struktural", "JPT", "pimpinan tinggi", "administrator",
            "jabatan pimpinan tinggi", "JPT pratama", "JPT madya", "JPT utama", "pimpinan tinggi pratama",
            "jabatan pimpinan tinggi pratama", "jabatan administrator", "pengawas", "jabatan pengawas",
            "manajerial", "jabatan manajerial",
        ),
        **_called(
            JobKind.FUNCTIONAL, "fungsional", "jabatan fungsional", "JF", "JFT", "fungsional tertentu",
            "jabatan fungsional tertentu", "fungsional keahlian", "fungsional keterampilan", "JF keahlian",
            "JF keterampilan", "fungsional ahli", "fungsional terampil", "jabatan fungsional (JF)",
        ),
        **_called(JobKind.DUAL, "rangkap", "jabatan rangkap"),
        **_called(
            JobKind.GENERAL, "pelaksana", "jabatan pelaksana", "JFU", "fungsional umum", "staf", "staff",
            "jabatan fungsional umum", "JFU/pelaksana", "pelaksana/JFU", "fungsional umum/pelaksana",
            "pelaksana (JFU)",
        ),
    },
    Tier: {**ESELON, **KIND_TIERS, **_called(Tier.PELAKSANA, "jabatan pelaksana", "fungsional umum", "JFU")},
    Education: {
        **_called(Education.SD, "SD", "sekolah dasar"),
        **_called(Education.SLTP, "SLTP", "SMP"),
        **_called(Education.SLTA, "SLTA", "SMA"),
    },
    ProgrammeForm: {form.label: form.value for form in ProgrammeForm},
    LeadershipTraining: {},
    Expectation: {
        f"{place} {word}".strip(): value.value
        for word in ("espektasi", "ekspektasi", "")  # SIASN writes the first
        for value, places in (
            (Expectation.ABOVE, ("diatas", "di atas")),
            (Expectation.AS_EXPECTED, ("sesuai",)),
            (Expectation.BELOW, ("dibawah", "di bawah")),
        )
        for place in places
    },
    PerformanceRating: {
        **{rating.value: rating.value for rating in PerformanceRating},
        **_called(
            PerformanceRating.NEEDS_IMPROVEMENT, "cukup", "butuh perbaikan/cukup", "cukup/butuh perbaikan",
            "butuh perbaikan (cukup)", "cukup (butuh perbaikan)", "perlu perbaikan",
        ),
        **_called(PerformanceRating.POOR, "kurang/misconduct", "kurang (misconduct)", "misconduct"),
    },
    DisciplineLevel: {
        **_called(DisciplineLevel.LIGHT, "ringan"),
        **_called(DisciplineLevel.MEDIUM, "sedang"),
        **_called(DisciplineLevel.HEAVY, "berat"),
    },
    Mode: {
        **_called(Mode.CLASSROOM, "luring", "offline"),
        **_called(Mode.ONLINE, "online"),
        **_called(Mode.BLENDED, "hybrid", "blended"),
    },
    SessionStatus: {
        **_called(SessionStatus.HELD, "terlaksana"),
        **_called(SessionStatus.CANCELLED, "dibatalkan"),
        **_called(SessionStatus.ABSENT, "absen"),
    },
    Rater: {
        **_called(Rater.PARTICIPANT, "alumni", "diri sendiri", "self"),
        **_called(Rater.SUPERIOR, "atasan langsung", "pimpinan", "superior"),
        **_called(Rater.PEER, "rekan kerja", "rekan sejawat", "teman sejawat", "sejawat", "peer"),
    },
}  # fmt: skip
"""For each code table the texts that mean one of its codes, beside the codes themselves.

"Cukup" is the predicate of PP 30/2019 that PermenPANRB 6/2022 calls "Butuh Perbaikan". "Administrasi" is
no kind of post of its own (administrators, supervisors and pelaksana are all of them), and stays unknown.
"""

READERS: Mapping[type, Callable[[str], str | None]] = {
    Education: education_of,
    ProgrammeForm: form_of,
    LeadershipTraining: leadership_of,
    DisciplineLevel: discipline_of,
}
"""What reads a text that none of the words equals."""
