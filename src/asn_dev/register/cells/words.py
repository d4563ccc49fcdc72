"""What offices write for the codes of the model; a region adds its own names for forms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from asn_dev.model import Education, Employment, Mode, ProgrammeForm, Rater, SessionStatus, Sex


def _called(code: StrEnum, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, code.value)


WORDS: Mapping[type, Mapping[str, str]] = {
    Sex: {
        **_called(Sex.MALE, "L", "LK", "laki-laki", "pria", "male", "1"),
        **_called(Sex.FEMALE, "P", "PR", "perempuan", "wanita", "female", "2"),
    },
    Employment: _called(Employment.PPPK, "P3K"),
    Education: {
        **_called(Education.SD, "SD", "sekolah dasar"),
        **_called(Education.SLTP, "SLTP", "SMP"),
        **_called(Education.SLTP_KEJURUAN, "SLTP kejuruan"),
        **_called(Education.SLTA, "SLTA", "SMA"),
        **_called(Education.SLTA_KEJURUAN, "SLTA kejuruan", "SMK"),
        **_called(Education.SLTA_KEGURUAN, "SLTA keguruan"),
        **_called(Education.D1, "D1", "D-I", "D-1", "diploma I"),
        **_called(Education.D2, "D2", "D-II", "D-2", "diploma II"),
        **_called(Education.D3, "D3", "D-III", "D-3", "diploma III", "diploma III/sarjana muda"),
        **_called(Education.D4, "D4", "D-IV", "D-4", "diploma IV"),
        **_called(Education.S1, "S1", "S-1", "S-1/sarjana", "sarjana"),
        **_called(Education.PROFESI, "profesi"),
        **_called(Education.S2, "S2", "S-2", "magister"),
        **_called(Education.SPESIALIS, "spesialis"),
        **_called(Education.SUBSPESIALIS, "subspesialis"),
        **_called(Education.S3, "S3", "S-3", "S-3/doktor", "doktor"),
    },
    ProgrammeForm: {
        **{form.label: form.value for form in ProgrammeForm},
        **_called(ProgrammeForm.STRUCTURAL, "pelatihan kepemimpinan", "diklat kepemimpinan"),
        **_called(ProgrammeForm.FUNCTIONAL, "pelatihan fungsional"),
        **_called(ProgrammeForm.TECHNICAL, "pelatihan teknis"),
        **_called(ProgrammeForm.WORKSHOP, "lokakarya"),
        **_called(ProgrammeForm.GUIDANCE, "bimtek"),
        **_called(ProgrammeForm.SEMINAR, "konferensi", "sarasehan"),
        **_called(ProgrammeForm.E_LEARNING, "elearning"),
        **_called(ProgrammeForm.DISTANCE, "PJJ"),
        **_called(ProgrammeForm.OUTBOUND, "outbound"),
        **_called(ProgrammeForm.BENCHMARKING, "studi banding"),
        **_called(ProgrammeForm.EXCHANGE, "pertukaran pegawai"),
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
}
"""For each code table the texts that mean one of its codes, beside the codes themselves."""
