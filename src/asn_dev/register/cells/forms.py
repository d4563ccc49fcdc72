"""Forms of training as offices write them, and which leadership training a name means."""

from __future__ import annotations

import re

from asn_dev.model import LeadershipTraining, ProgrammeForm
from asn_dev.register.aliases import plain

_LEADERSHIP: tuple[tuple[LeadershipTraining, str], ...] = (
    (
        LeadershipTraining.PIM_I,
        r"\bpkn (?:tk |tingkat )?(?:i|1)\b|kepemimpinan nasional (?:tk |tingkat )?(?:i|1)\b",
    ),
    (
        LeadershipTraining.PIM_II,
        r"\bpkn (?:tk |tingkat )?(?:ii|2)\b|kepemimpinan nasional (?:tk |tingkat )?(?:ii|2)\b",
    ),
    (LeadershipTraining.PIM_III, r"\bpka\b|kepemimpinan administrator\b"),
    (LeadershipTraining.PIM_IV, r"\bpkp\b|kepemimpinan pengawas\b"),
    *(
        (
            training,
            rf"(?:\b(?:diklat ?)?pim|\bkepemimpinan) (?:tk |tingkat )?(?:{roman}|{number})\b",
        )
        for training, roman, number in (
            (LeadershipTraining.PIM_I, "i", 1),
            (LeadershipTraining.PIM_II, "ii", 2),
            (LeadershipTraining.PIM_III, "iii", 3),
            (LeadershipTraining.PIM_IV, "iv", 4),
        )
    ),
    (LeadershipTraining.PIM_IV, r"\b(?:sepala|adum)\b"),
    (LeadershipTraining.PIM_III, r"\b(?:sepadya|spama)\b"),
    (LeadershipTraining.PIM_II, r"\b(?:spamen|sespa|sespanas)\b"),
    (LeadershipTraining.SEPADA, r"\bsepada\b"),
    (LeadershipTraining.SESPIM, r"\bsespim\b"),
    (LeadershipTraining.SESPATI, r"\bsespati\b"),
)
_TRAININGS = tuple((training, re.compile(pattern)) for training, pattern in _LEADERSHIP)
_WORTH_A_LOOK = re.compile("pk[nap]|pim|kepemimpinan|sep|sesp|adum|spam")
"""What stands in every text that one of the patterns fits; most texts have none of it."""


def leadership_of(text: str) -> str | None:
    """Which leadership training a text names, if it is exactly one.

    >>> leadership_of("Diklatpim Tk. III"), leadership_of("Pelatihan Kepemimpinan Nasional Tingkat II")
    ('3', '4')
    >>> leadership_of("PKA Angkatan V"), leadership_of("Kepemimpinan"), leadership_of("PKN")
    ('3', None, None)
    """
    words = plain(text)
    if not _WORTH_A_LOOK.search(words):
        return None
    trainings = {training for training, pattern in _TRAININGS if pattern.search(words)}
    return next(iter(trainings)).value if len(trainings) == 1 else None


def _called(form: ProgrammeForm, names: str) -> dict[str, str]:
    return {plain(name): form.value for name in names.split(",")}


_FORMS = {
    **{plain(form.label): form.value for form in ProgrammeForm},
    **_called(
        ProgrammeForm.STRUCTURAL,
        "struktural,kepemimpinan,diklat pim,diklatpim,pim,struktural kepemimpinan,"
        "kepemimpinan struktural,pkn,jabatan struktural,penjenjangan struktural,"
        "perjenjangan struktural"
    ),
    **_called(
        ProgrammeForm.FUNCTIONAL,
        "fungsional,jabatan fungsional,jf,pembentukan jabatan fungsional,"
        "penjenjangan fungsional,perjenjangan fungsional"
    ),
    **_called(
        ProgrammeForm.TECHNICAL,
        "teknis,teknis substantif,teknis umum,kompetensi teknis,teknis bidang tugas,"
        "teknis administrasi,teknis administrasi dan manajemen,teknis umum administrasi,"
        "teknis umum administrasi dan manajemen,teknis umum dan administrasi,teknis substansi"
    ),
    **_called(ProgrammeForm.MANAGERIAL, "manajerial,kompetensi manajerial"),
    **_called(
        ProgrammeForm.SOCIOCULTURAL,
        "sosial kultural,sosiokultural,sosio kultural,sosial budaya,kompetensi sosial kultural,"
        "kompetensi sosio kultural,sosialkultural"
    ),
    **_called(ProgrammeForm.WORKSHOP, "workshop,work shop,lokakarya"),
    **_called(ProgrammeForm.SOCIALISATION, "sosialisasi"),
    **_called(ProgrammeForm.GUIDANCE, "bimtek,bintek,bimbingan teknik,bimbingan teknis"),
    **_called(
        ProgrammeForm.SEMINAR,
        "seminar,konferensi,sarasehan,webinar,web seminar,seminar nasional,"
        "seminar internasional,seminar daring,seminar online,konperensi"
    ),
    **_called(ProgrammeForm.INTERNSHIP, "magang,praktik kerja,praktek kerja"),
    **_called(ProgrammeForm.COURSE, "kursus,short course,kursus singkat"),
    **_called(ProgrammeForm.REFRESHER, "penataran"),
    **_called(ProgrammeForm.OTHER_CLASSICAL, "klasikal lain"),
    **_called(ProgrammeForm.COACHING, "coaching"),
    **_called(ProgrammeForm.MENTORING, "mentoring"),
    **_called(ProgrammeForm.E_LEARNING, "elearning,e learning,mooc,moocs,massive open online course"),
    **_called(
        ProgrammeForm.DISTANCE,
        "pjj,jarak jauh,pembelajaran jarak jauh,distance learning,belajar jarak jauh"
    ),
    **_called(ProgrammeForm.DETACHMENT, "detasering,secondment,detasering secondment"),
    **_called(ProgrammeForm.OUTBOUND, "outbound,outbond,out bound"),
    **_called(ProgrammeForm.BENCHMARKING, "benchmarking,benchmark,studi banding,patok banding,studi tiru"),
    **_called(
        ProgrammeForm.EXCHANGE,
        "pertukaran pegawai,pertukaran pns,pertukaran pns dengan swasta,"
        "pertukaran pns dengan pegawai swasta,pertukaran pns swasta bumn bumd"
    ),
    **_called(
        ProgrammeForm.SELF_STUDY,
        "belajar mandiri,self development,self learning,pembelajaran mandiri"
    ),
    **_called(
        ProgrammeForm.COMMUNITY,
        "komunitas belajar,community of practice,community of practices,komunitas praktisi"
    ),
    **_called(
        ProgrammeForm.ON_THE_JOB,
        "bimbingan di tempat kerja,bimbingan ditempat kerja,on the job training,ojt"
    ),
    **_called(ProgrammeForm.OTHER_NON_CLASSICAL, "nonklasikal lain,non klasikal lainnya,non klasikal lain"),
}  # fmt: skip
"""Each name of a form, without the words that say only that it is a training."""

_TRAINING = re.compile(
    r"^(?:(?:bentuk|jenis|kegiatan|program|diklat|pelatihan|pendidikan dan pelatihan|pengembangan kompetensi"
    r"|pembelajaran|kursus dan pelatihan|mengikuti)(?: |$))+|^(?:\d{1,2} )"
)
_BRACKET = re.compile(r"^([^()]+)\(([^()]+)\)\s*$")
_KINDS = re.compile(r"[/;|+,]| - ")


def form_of(text: str) -> str | None:
    """The code of the one form that a text means; None where it means none, or may mean several.

    >>> [form_of(text) for text in ("Teknis", "Diklat Teknis", "Kepemimpinan", "PKA", "Webinar", "MOOC")]
    ['3', '3', '1', '1', '9', '16']
    >>> [form_of(text) for text in ("Workshop/Lokakarya", "Bimtek/Sosialisasi", "Daring", "Latsar")]
    ['4', None, None, None]
    """
    whole = _one(text)
    if whole:
        return whole
    bracket = _BRACKET.match(text.strip())
    parts = bracket.groups() if bracket else _KINDS.split(text)
    forms = {_one(part) for part in parts if part.strip()}
    return next(iter(forms)) if len(forms) == 1 else None


def _one(text: str) -> str | None:
    words = plain(text)
    bare = _TRAINING.sub("", words)
    form = _FORMS.get(words) or _FORMS.get(bare)
    return form or (ProgrammeForm.STRUCTURAL.value if leadership_of(text) else None)
