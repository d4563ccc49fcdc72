"""The programmes of the city: those held in the year, and the catalogue on offer for the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs
import polars as pl

from asn_dev.model import Mode, Programme, Session
from asn_dev.model import ProgrammeForm as Form
from asn_dev.testing.city.drawing import Rng, choice, days_between, lot, member, numbered, pick, some, table
from asn_dev.testing.city.names import names
from asn_dev.testing.city.offices import Office


@attrs.frozen
class Held:
    """A programme held in the year: what it develops, when it began (month-day), how it was met.

    `competency` is the code of a standard one, or empty for the first technical one of the trained
    office. `trained` programmes are for the people of the trained office, who gain much by them;
    most participants call an `unrelated` one unrelated to their daily work.
    """

    name: str
    form: Form
    competency: str
    level: int
    hours: float
    start: str
    days: int
    mode: Mode = Mode.CLASSROOM
    trained: bool = False
    unrelated: bool = False

    @property
    def relevance(self) -> float:
        """The mean answer (1-5) to how far it has to do with the daily work."""
        return 2.0 if self.unrelated else 4.5 if self.trained else 3.9

    @property
    def gain(self) -> float:
        """By how many points (0-100) the test after it lies above the one before; 0: there is none."""
        return 0 if self.form is Form.SEMINAR else 9 if self.unrelated else 26 if self.trained else 14


HELD = (
    Held("Bimtek Penyusunan SKP", Form.GUIDANCE, "orientasi_pada_hasil", 2, 20, "02-10", 3),
    Held("Seminar Budaya Kerja BerAKHLAK", Form.SEMINAR, "integritas", 1, 4, "02-25", 1, Mode.ONLINE),
    Held("Pelatihan Keuangan Daerah", Form.TECHNICAL, "pengambilan_keputusan", 2, 40, "03-10", 5),
    Held(
        "E-Learning Literasi Digital", Form.E_LEARNING, "mengelola_perubahan", 2, 15, "04-07", 5, Mode.ONLINE
    ),
    Held("Bimtek Layanan Prima Adminduk", Form.GUIDANCE, "pelayanan_publik", 3, 24, "05-19", 3, trained=True),
    Held("Pelatihan Sistem Adminduk", Form.TECHNICAL, "", 3, 32, "06-16", 4, trained=True),
    Held("Kursus Komunikasi Pelayanan", Form.COURSE, "komunikasi", 2, 16, "06-23", 2, Mode.BLENDED),
    Held("Workshop Naskah Pidato", Form.WORKSHOP, "komunikasi", 3, 16, "07-14", 2, unrelated=True),
    Held("Manajemen Perubahan", Form.DISTANCE, "mengelola_perubahan", 3, 18, "08-04", 6, Mode.ONLINE),
    Held("Pelatihan Wawasan Kebangsaan", Form.SOCIOCULTURAL, "perekat_bangsa", 2, 24, "08-25", 3),
    Held(
        "Pelatihan Kepemimpinan Tim", Form.MANAGERIAL, "pengembangan_diri_dan_orang_lain", 3, 30, "09-15", 4
    ),
    Held("Kursus Analisis Data", Form.COURSE, "pengambilan_keputusan", 3, 20, "10-06", 10, Mode.ONLINE),
)

OFFERED = {
    Form.TECHNICAL: ("Pelatihan Teknis {}", [24.0, 32.0, 40.0], Mode.CLASSROOM),
    Form.GUIDANCE: ("Bimtek {}", [16.0, 20.0, 24.0], Mode.CLASSROOM),
    Form.WORKSHOP: ("Workshop {}", [8.0, 16.0], Mode.BLENDED),
    Form.E_LEARNING: ("E-Learning {}", [9.0, 15.0, 21.0], Mode.ONLINE),
    Form.COACHING: ("Coaching {}", [12.0], Mode.BLENDED),
}
"""What is offered for a competency: how it is called, for how many hours, in which mode."""

DAILY_HOURS = {Mode.ONLINE: 3, Mode.CLASSROOM: 10, Mode.BLENDED: 8}
PARTNERS = ["BPSDM Provinsi", "Universitas Negeri", "Politeknik", "Balai Diklat Kementerian"]


def held(year: int, city: str, offices: Sequence[Office], competencies: pl.DataFrame) -> pl.DataFrame:
    """The programmes of the year: the columns of `Programme`, and how they were met."""
    office = next((one.name for one in offices if one.trained), None)
    own = competencies.filter(pl.col("unit") == pl.lit(office))["code"]
    rows = [one for one in HELD if office is not None or not one.trained]
    return pl.DataFrame(
        {
            "code": [f"PK-{year}-{n:02}" for n in range(1, len(rows) + 1)],
            "start": [date.fromisoformat(f"{year}-{one.start}") for one in rows],
            "end": [date.fromisoformat(f"{year}-{one.start}") + timedelta(one.days - 1) for one in rows],
            "competency": [one.competency or own[0] for one in rows],
            "office": [office if one.trained else None for one in rows],
            "provider": f"BKPSDM {city}",
            "partner": [PARTNERS[n % 4] if n % 3 == 0 else None for n in range(len(rows))],
            **{name: [str(getattr(one, name)) for one in rows] for name in ("name", "form", "mode")},
            **{
                name: [getattr(one, name) for one in rows] for name in ("level", "hours", "relevance", "gain")
            },
        },
        schema_overrides={
            "office": pl.String,
            "hours": pl.Float64,
            "relevance": pl.Float64,
            "gain": pl.Float64,
        },
    )


def catalogue(rng: Rng, year: int, city: str, competencies: pl.DataFrame) -> pl.DataFrame:
    """What is on offer for the year: for a standard competency levels 2 to 4, for a technical one 2 or 3."""
    standard = competencies.filter(pl.col("unit").is_null()).join(
        pl.DataFrame({"level": [2, 3, 4]}), how="cross"
    )
    technical = competencies.filter(pl.col("unit").is_not_null())
    technical = technical.with_columns(level=pl.Series(rng.integers(2, 4, technical.height)))
    rows = pl.concat([standard, technical])
    shares = dict(zip((str(form) for form in OFFERED), (0.3, 0.25, 0.15, 0.25, 0.05), strict=True))
    about = pl.DataFrame(
        [(str(form), called, hours, str(mode)) for form, (called, hours, mode) in OFFERED.items()],
        schema=["form", "called", "hours", "mode"],
        orient="row",
    )
    offered = rows.with_columns(
        form=pl.Series(pick(rng, shares, rows.height)), lot=pl.Series(lot(rng, rows.height))
    ).join(about, on="form", maintain_order="left")
    partner = member(PARTNERS, pl.col("lot"))
    return table(
        Programme,
        offered.with_columns(
            code=numbered(f"DK-{year}", digits=3),
            name=pl.format(
                "{} Level {}", pl.col("called").str.replace("{}", pl.col("name"), literal=True), "level"
            ),
            competency="code",
            hours=choice("hours", "lot"),
            provider=pl.lit(f"BKPSDM {city}"),
            partner=pl.when(pl.col("lot") % 3 == 0).then(partner),
        ),
    )


def sessions(rng: Rng, year: int, catalogue: pl.DataFrame) -> pl.DataFrame:
    """The runs of the catalogue's programmes: one or two each; a few speakers take no fee."""
    twice = catalogue.filter(pl.Series(some(rng, 0.4, catalogue.height)))
    rows = pl.concat([catalogue.with_columns(run=pl.lit("A")), twice.with_columns(run=pl.lit("B"))]).sort(
        "code", "run"
    )
    size = rows.height
    online, volunteer = pl.col("mode") == "daring", pl.Series(some(rng, 0.18, size))
    days = (pl.col("hours") / pl.col("mode").replace_strict(DAILY_HOURS, return_dtype=pl.Float64)).ceil()
    fee = pl.Series(rng.integers(4, 21, size) * 500_000.0)
    venue_cost = pl.Series(rng.integers(4, 24, size) * 500_000.0)
    seat = pl.Series(rng.integers(6, 36, size) * 50_000.0)
    start = days_between(rng, date(year, 2, 1), date(year, 11, 15), size)
    return table(
        Session,
        rows.with_columns(
            code=pl.format("{}-{}", "code", "run"),
            programme="code",
            start=start,
            end=start.dt.offset_by("0d") + pl.duration(days=days - 1),
            capacity=pl.when(online)
            .then(pl.lit(100))
            .otherwise(pl.Series(rng.choice([15, 20, 25, 30, 40], size))),
            fixed_cost=pl.when(online).then(0.0).otherwise(venue_cost)
            + pl.when(volunteer).then(0.0).otherwise(fee),
            cost_per_person=pl.when(online).then(0.0).otherwise(seat),
            speaker=names(rng, some(rng, 0.5, size)),
            volunteer=volunteer,
        ),
    )
