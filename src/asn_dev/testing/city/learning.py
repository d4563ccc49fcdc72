"""Who came to the city's programmes, and what each person's record says they learned in three years."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import Enrolment, Participation
from asn_dev.model import ProgrammeForm as Form
from asn_dev.testing.city.drawing import Rng, choice, days_between, lot, pick, some, table
from asn_dev.testing.city.posts import FUNCTIONAL

SEATS = 36

ACTIVITIES: dict[Form, tuple[float, str, list[float], int]] = {
    Form.SEMINAR: (0.20, "Seminar {}", [3, 4, 6, 8], 8),
    Form.WORKSHOP: (0.10, "Workshop {}", [5, 8, 10, 16], 8),
    Form.GUIDANCE: (0.16, "Bimtek {}", [8, 16, 20, 24], 8),
    Form.TECHNICAL: (0.12, "Pelatihan Teknis {}", [20, 24, 32, 40], 8),
    Form.COURSE: (0.05, "Kursus {}", [10, 16, 20], 5),
    Form.SOCIALISATION: (0.05, "Sosialisasi {}", [2, 4], 8),
    Form.E_LEARNING: (0.17, "E-Learning {}", [3, 6, 9, 15], 3),
    Form.DISTANCE: (0.06, "Pelatihan Jarak Jauh {}", [8, 12, 18], 4),
    Form.COMMUNITY: (0.05, "Komunitas Belajar {}", [2, 4, 6], 2),
    Form.SELF_STUDY: (0.03, "Belajar Mandiri {}", [2, 4], 2),
    Form.BENCHMARKING: (0.01, "Studi Banding {}", [10], 10),
}
"""What people do beside the city's programmes: how often, how it is called, for how long, hours a day."""

TOPICS = (
    "Pelayanan Prima,Literasi Digital,Pengelolaan Arsip,Manajemen Risiko,Anggaran Berbasis Kinerja,"
    "Etika Profesi,Penyusunan Laporan,Keterbukaan Informasi,Pengadaan Barang dan Jasa,Moderasi Beragama,"
    "Data Terpadu,Kurikulum Merdeka,Pencegahan Stunting,Keamanan Siber,Tanggap Darurat Bencana,"
    "Komunikasi Efektif"
).split(",")
PROVIDERS = [
    "BKPSDM",
    "BPSDM Provinsi",
    "Lembaga Administrasi Negara",
    "Kementerian Dalam Negeri",
    "Universitas Negeri",
]

LEADERSHIP = {
    "JPT Pratama": ("4", "Pelatihan Kepemimpinan Nasional Tingkat II", 905.0),
    "Administrator": ("3", "Pelatihan Kepemimpinan Administrator", 908.0),
    "Pengawas": ("2", "Pelatihan Kepemimpinan Pengawas", 879.0),
}
"""What each structural tier has to attend: SIASN code and name; hours assumed."""


def enrolments(rng: Rng, people: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Who was registered for the programmes of the year; nine of ten came."""
    registered = []
    for programme in held.iter_rows(named=True):
        able = people.filter(
            pl.col("appointed_on") <= programme["start"],
            pl.col("unit").eq_missing(programme["office"]) | (programme["office"] is None),
        )
        seats = min(SEATS, able.height)
        chosen = able[np.sort(rng.choice(able.height, seats, replace=False))]
        registered.append(chosen.select(pl.lit(programme["code"]).alias("programme"), "nip"))
    rows = pl.concat(registered).join(
        held.select("code", "start", "end", "hours"),
        left_on="programme",
        right_on="code",
        maintain_order="left",
    )
    return table(Enrolment, rows.with_columns(attended=pl.Series(some(rng, 0.92, rows.height))))


def participations(
    rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame, year: int
) -> pl.DataFrame:
    """The record of each person: the programmes they came to, what their post asks for, and the rest."""
    came = enrolments.filter("attended").join(
        held.select("code", "name", "form", "provider"),
        left_on="programme",
        right_on="code",
        maintain_order="left",
    )
    record = pl.concat(
        [table(Participation, came), _for_the_post(rng, people, year), _of_choice(rng, people, year)]
    )
    rows = record.join(people.select("nip", "appointed_on"), on="nip", maintain_order="left")
    rows = rows.filter(pl.col("start") >= pl.col("appointed_on"))
    number = pl.Series(rng.integers(1000, 99_999, rows.height))
    certificate = pl.format("800.2/{}/{}", number, pl.col("end").dt.year())
    has_one = pl.Series(some(rng, 0.93, rows.height))
    return table(Participation, rows.with_columns(certificate=pl.when(has_one).then(certificate)))


def _for_the_post(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """Leadership training of most heads, functional training of most functional posts, years ago."""
    structural = pl.col("tier").is_in(list(LEADERSHIP))
    asked = people.filter(structural | (pl.col("job_kind") == FUNCTIONAL))
    asked = asked.filter(pl.Series(some(rng, 0.75, asked.height)))
    about = pl.DataFrame(
        [(tier, *what) for tier, what in LEADERSHIP.items()],
        schema=["tier", "leadership", "called", "long"],
        orient="row",
    )
    earliest = pl.max_horizontal("appointed_on", pl.lit(date(year - 9, 2, 1)))
    passed = (pl.lit(date(year, 8, 31)) - earliest).dt.total_days() * pl.Series(rng.random(asked.height))
    rows = asked.join(about, on="tier", how="left", maintain_order="left").with_columns(
        form=pl.when(structural).then(pl.lit(str(Form.STRUCTURAL))).otherwise(pl.lit(str(Form.FUNCTIONAL))),
        name=pl.coalesce("called", pl.format("Diklat Fungsional {}", "job_title")),
        hours=pl.coalesce("long", pl.Series(rng.choice([40.0, 60.0, 80.0, 120.0], asked.height))),
        start=earliest + pl.duration(days=passed.floor()),
        provider=pl.when(pl.col("tier") == "JPT Pratama")
        .then(pl.lit("Lembaga Administrasi Negara"))
        .otherwise(pl.lit("BPSDM Provinsi")),
    )
    return table(Participation, rows.with_columns(end=_end("hours", pl.lit(9))))


def _of_choice(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """What people take part in besides, three years: some a lot, some nothing at all."""
    eager = rng.gamma(1.8, 2.9, people.height)
    index = np.repeat(np.arange(people.height), rng.poisson(eager))
    size = len(index)
    about = pl.DataFrame(
        [(str(form), *what) for form, what in ACTIVITIES.items()],
        schema=["form", "share", "called", "hours", "daily"],
        orient="row",
    )
    drawn = people.select("nip")[index].with_columns(
        form=pl.Series(pick(rng, dict(about.select("form", "share").iter_rows()), size)),
        start=days_between(rng, date(year - 2, 1, 8), date(year, 12, 5), size),
        topic=pl.Series(rng.choice(TOPICS, size)),
        provider=pl.Series(rng.choice(PROVIDERS, size)),
        lot=pl.Series(lot(rng, size)),
    )
    rows = drawn.join(about, on="form", maintain_order="left").with_columns(hours=choice("hours", "lot"))
    name = pl.col("called").str.replace("{}", pl.col("topic"), literal=True)
    return table(Participation, rows.with_columns(name=name, end=_end("hours", pl.col("daily"))))


def _end(hours: str, daily: pl.Expr) -> pl.Expr:
    """The last day of an activity of so many hours, at so many a day."""
    return pl.col("start") + pl.duration(days=(pl.col(hours) / daily).ceil() - 1)
