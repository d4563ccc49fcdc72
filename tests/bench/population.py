"""What is known of the service: BKN's totals of 1 November 2025, and what we assume beyond them.

Employment, sex, education and kind of post add up to BKN's published figures (secondary: quoted in the
news). The split within a group, tiers, units, forms of activity, hours, ratings and measures are
assumed, plausible enough to give a benchmark the right sizes.
"""

from __future__ import annotations

import attrs

EMPLOYMENT = {"PNS": 3_449_590, "CPNS": 150_000, "PPPK": 1_988_655}  # CPNS: assumed, part of BKN's PNS
SEX = {"M": 2_447_785, "F": 3_140_460}
EDUCATION = {
    **{"05": 8_000, "10": 20_000, "15": 560_000, "17": 230_000, "18": 17_723},  # SD to SMA: 835,723
    **{"20": 30_000, "25": 73_805, "30": 560_000},  # D1 to D3: 663,805
    **{"35": 273_254, "40": 3_050_000, "42": 150_000},  # D4 and S1: 3,473,254
    **{"45": 530_000, "47": 30_000, "49": 4_079},  # S2: 564,079
    "50": 51_384,
}
TIER_BY_KIND = {
    "1": {
        "JPT Utama": 30,
        "JPT Madya": 700,
        "JPT Pratama": 21_000,
        "Administrator": 97_000,
        "Pengawas": 199_075,
    },
    "2": {
        **{"Ahli Utama": 12_000, "Ahli Madya": 610_000, "Ahli Muda": 1_020_000, "Ahli Pertama": 1_360_000},
        **{"Penyelia": 130_000, "Mahir": 160_000, "Terampil": 253_977, "Pemula": 10_000},
    },
    "4": {"Pelaksana": 1_714_463},
}
POSTS = {(kind, tier): count for kind, tiers in TIER_BY_KIND.items() for tier, count in tiers.items()}
PEOPLE = sum(EMPLOYMENT.values())

RATINGS: dict[tuple[str | None, str | None, str | None], float] = {
    ("Sangat Baik", "di atas", "di atas"): 0.120,
    ("Baik", "sesuai", "sesuai"): 0.640,
    ("Baik", "di atas", "sesuai"): 0.195,
    ("Butuh Perbaikan", "di bawah", "sesuai"): 0.025,
    ("Kurang", "sesuai", "di bawah"): 0.010,
    ("Sangat Kurang", "di bawah", "di bawah"): 0.005,
    (None, None, None): 0.005,
}
MEASURES = {
    ("R", "1"): 0.35,
    ("R", "2"): 0.25,
    ("S", "7"): 0.18,
    ("S", "23"): 0.10,
    ("B", "13"): 0.07,
    ("B", "27"): 0.05,
}
LEADERSHIP = {"1": 0.02, "2": 0.58, "3": 0.27, "4": 0.09, "5": 0.01, "8": 0.03}


@attrs.frozen
class Form:
    """How often a form of activity occurs, and its least and greatest hours."""

    share: float
    least: int
    most: int


FORMS = {
    "1": Form(0.012, 120, 900),
    "2": Form(0.045, 30, 250),
    "3": Form(0.190, 8, 60),
    "4": Form(0.080, 4, 16),
    "5": Form(0.015, 10, 80),
    "6": Form(0.015, 10, 60),
    "7": Form(0.060, 2, 6),
    "8": Form(0.090, 8, 40),
    "9": Form(0.130, 2, 8),
    "10": Form(0.005, 20, 20),
    "11": Form(0.030, 8, 60),
    "12": Form(0.010, 8, 40),
    "13": Form(0.008, 4, 30),
    "14": Form(0.015, 2, 4),
    "15": Form(0.010, 2, 4),
    "16": Form(0.170, 3, 12),
    "17": Form(0.045, 8, 40),
    "18": Form(0.001, 20, 20),
    "19": Form(0.004, 8, 16),
    "20": Form(0.005, 10, 10),
    "21": Form(0.001, 20, 20),
    "22": Form(0.025, 2, 6),
    "23": Form(0.025, 2, 8),
    "24": Form(0.005, 2, 4),
    "25": Form(0.004, 2, 20),
}
UNIT_KINDS = (
    "Dinas Pendidikan", "Dinas Kesehatan", "Rumah Sakit Umum Daerah", "Sekretariat Daerah", "Inspektorat",
    "Badan Kepegawaian", "Badan Keuangan", "Dinas Sosial", "Dinas Perhubungan", "Dinas Pekerjaan Umum",
    "Dinas Kependudukan", "Dinas Pertanian", "Satuan Polisi Pamong Praja", "Kecamatan", "Puskesmas", "Sekolah",
)  # fmt: skip
