"""The code tables that files and rules share: SIASN codes, with their Indonesian names.

Values are the codes as SIASN writes them where it has one, else the Indonesian term. Source of the
tables: public SIASN reference data as of 9 May 2025 (secondary); the split of the 25 forms into
classical and non-classical follows the list of 12 + 13 forms (secondary).
"""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex as SIASN codes it."""

    MALE = "M"
    FEMALE = "F"


class Employment(StrEnum):
    """The kind of employment: civil servant, candidate, or on contract."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"


class JobKind(StrEnum):
    """SIASN `jenisJabatan`. East Java's own table differs: 2 functional, 3 pelaksana."""

    STRUCTURAL = "1"
    FUNCTIONAL = "2"
    DUAL = "3"
    GENERAL = "4"


class Tier(StrEnum):
    """The tier (jenjang) of a post; competency standards are set by tier."""

    JPT_UTAMA = "JPT Utama"
    JPT_MADYA = "JPT Madya"
    JPT_PRATAMA = "JPT Pratama"
    ADMINISTRATOR = "Administrator"
    PENGAWAS = "Pengawas"
    AHLI_UTAMA = "Ahli Utama"
    AHLI_MADYA = "Ahli Madya"
    AHLI_MUDA = "Ahli Muda"
    AHLI_PERTAMA = "Ahli Pertama"
    PENYELIA = "Penyelia"
    MAHIR = "Mahir"
    TERAMPIL = "Terampil"
    PEMULA = "Pemula"
    PELAKSANA = "Pelaksana"


class Education(StrEnum):
    """SIASN `tingkatPendidikan`. Spreadsheets drop the zero of 05."""

    SD = "05"
    SLTP = "10"
    SLTP_KEJURUAN = "12"
    SLTA = "15"
    SLTA_KEJURUAN = "17"
    SLTA_KEGURUAN = "18"
    D1 = "20"
    D2 = "25"
    D3 = "30"
    D4 = "35"
    S1 = "40"
    PROFESI = "42"
    S2 = "45"
    SPESIALIS = "47"
    SUBSPESIALIS = "49"
    S3 = "50"


class ProgrammeForm(StrEnum):
    """SIASN `jenisDiklat`: the 25 forms of competency development."""

    label: str
    classical: bool

    def __new__(cls, code: str, label: str, classical: bool) -> ProgrammeForm:
        """A text that is the code, with the Indonesian name and whether it is held in a classroom."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.classical = classical
        return member

    STRUCTURAL = "1", "Diklat Struktural", True
    FUNCTIONAL = "2", "Diklat Fungsional", True
    TECHNICAL = "3", "Diklat Teknis", True
    WORKSHOP = "4", "Workshop", True
    MANAGERIAL = "5", "Pelatihan Manajerial", True
    SOCIOCULTURAL = "6", "Pelatihan Sosial Kultural", True
    SOCIALISATION = "7", "Sosialisasi", True
    GUIDANCE = "8", "Bimbingan Teknis", True
    SEMINAR = "9", "Seminar", True
    INTERNSHIP = "10", "Magang", False
    COURSE = "11", "Kursus", True
    REFRESHER = "12", "Penataran", True
    OTHER_CLASSICAL = "13", "Klasikal lainnya", True
    COACHING = "14", "Coaching", False
    MENTORING = "15", "Mentoring", False
    E_LEARNING = "16", "E-Learning", False
    DISTANCE = "17", "Pelatihan Jarak Jauh", False
    DETACHMENT = "18", "Detasering", False
    OUTBOUND = "19", "Outbond", False
    BENCHMARKING = "20", "Benchmarking", False
    EXCHANGE = "21", "Pertukaran PNS dengan swasta/BUMN/BUMD", False
    SELF_STUDY = "22", "Belajar Mandiri", False
    COMMUNITY = "23", "Komunitas Belajar", False
    ON_THE_JOB = "24", "Bimbingan di Tempat Kerja", False
    OTHER_NON_CLASSICAL = "25", "Nonklasikal lainnya", False


class Mode(StrEnum):
    """How a programme or a mentoring session is held."""

    CLASSROOM = "klasikal"
    ONLINE = "daring"
    BLENDED = "campuran"
    FACE_TO_FACE = "tatap muka"


class CompetencyKind(StrEnum):
    """The three kinds of competency of PermenPANRB 38/2017."""

    MANAGERIAL = "Manajerial"
    SOCIOCULTURAL = "Sosial Kultural"
    TECHNICAL = "Teknis"


class LeadershipTraining(StrEnum):
    """SIASN `latihanStruktural`: the leadership trainings, old names included."""

    SEPADA = "1"
    PIM_IV = "2"
    PIM_III = "3"
    PIM_II = "4"
    PIM_I = "5"
    SESPIM = "6"
    SESPATI = "7"
    OTHER = "8"


class Expectation(StrEnum):
    """Work result or behaviour against what was expected (SKP): PermenPANRB 6/2022."""

    ABOVE = "di atas"
    AS_EXPECTED = "sesuai"
    BELOW = "di bawah"


class PerformanceRating(StrEnum):
    """The yearly performance predicate: PermenPANRB 6/2022."""

    VERY_GOOD = "Sangat Baik"
    GOOD = "Baik"
    NEEDS_IMPROVEMENT = "Butuh Perbaikan"
    POOR = "Kurang"
    VERY_POOR = "Sangat Kurang"


class DisciplineLevel(StrEnum):
    """The severity of a disciplinary measure."""

    LIGHT = "R"
    MEDIUM = "S"
    HEAVY = "B"


class SessionStatus(StrEnum):
    """What became of a mentoring session."""

    HELD = "selesai"
    CANCELLED = "batal"
    ABSENT = "tidak hadir"


class Respondents(StrEnum):
    """Who is asked by a questionnaire."""

    PARTICIPANTS = "peserta"
    STAFF = "pegawai"
    CITIZENS = "warga"
    JUDGES = "penilai"
    """Superiors and peers, of a person: who is judged is the `subject` of the answer."""


class Rater(StrEnum):
    """Who judges a person, for instance months after a programme."""

    PARTICIPANT = "peserta"
    SUPERIOR = "atasan"
    PEER = "rekan"
