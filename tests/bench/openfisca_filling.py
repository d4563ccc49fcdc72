"""From the files to the arrays that OpenFisca takes, in two ways: PyArrow with NumPy, and Polars.

OpenFisca starts from arrays in the order of its people, so somebody has to read the files, turn texts
into numbers and match personnel numbers. PyArrow and NumPy are what its users have at hand; Polars is
the fastest we know. Both drop while reading the activities that no rule looks at, and match numbers as
integers. Unknown codes become `UNKNOWN`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from measuring import Clock

UNKNOWN = 63
TIERS = ("JPT Utama", "JPT Madya", "JPT Pratama", "Administrator", "Pengawas")
RATINGS = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
EXPECTATIONS = ("di atas", "sesuai", "di bawah")
LEVELS = ("R", "S", "B")
OF_NO_USE = ("1", "5", "6")

Array = npt.NDArray[Any]


class Arrays:
    """The arrays of people and of activities, whose activities they are, and the names of the units."""

    def __init__(
        self, units: list[str], people: dict[str, Array], activities: dict[str, Array], whose: Array
    ):
        self.units = units
        self.people = people
        self.activities = activities
        self.whose = whose


def by_numpy(folder: Path, clock: Clock) -> Arrays:
    """Read with PyArrow, match by sorting and searching with NumPy."""
    field, since, window = ds.field, pa.scalar(date(2024, 1, 1)), pa.scalar(date(2021, 1, 1))
    with clock.phase("load"):
        units = _read(folder, "units", ["name"])["name"].to_pylist()
        people = _read(
            folder,
            "civil_servants",
            ["nip", "education", "job_kind", "tier", "unit"],
            field("employment") != "CPNS",
        )
        recent = (field("end") >= since) & ~field("form").isin(OF_NO_USE)
        counted = recent | (field("form") == "2") | field("leadership").isin(["2", "3", "4", "5"])
        activities = _read(folder, "participations", ["nip", "form", "leadership", "hours", "end"], counted)
        appraisals = _read(
            folder, "performance_appraisals", ["nip", "rating", "results", "behaviour"], field("year") == 2025
        )
        measures = _read(
            folder,
            "disciplinary_actions",
            ["nip", "level"],
            (field("measure") != "12") & (field("effective_on") >= window),
        )
        of_people = {
            "education": _integers(people["education"]),
            "job_kind": _integers(people["job_kind"]),
            "tier": _positions(people["tier"], TIERS),
            "unit": _positions(people["unit"], units),
        }
        of_activities = {
            "form": _integers(activities["form"]),
            "leadership": _integers(activities["leadership"], 0),
            "end_year": pc.year(activities["end"]).to_numpy(),
            "hours": pc.fill_null(pc.cast(activities["hours"], pa.float32()), float("nan")).to_numpy(),
        }
    with clock.phase("match"):
        numbers = _integers(people["nip"], kind=pa.int64())
        order = np.argsort(numbers)
        found, theirs = _matched(numbers, order, activities["nip"])
        of_activities = {name: values[found] for name, values in of_activities.items()}
        rated, whom = _matched(numbers, order, appraisals["nip"])
        for name, texts in {"rating": RATINGS, "results": EXPECTATIONS, "behaviour": EXPECTATIONS}.items():
            of_people[name] = np.full(len(numbers), UNKNOWN, dtype=np.int32)
            of_people[name][whom] = _positions(appraisals[name], texts)[rated]
        punished, whom = _matched(numbers, order, measures["nip"])
        levels = _positions(measures["level"], LEVELS)[punished]
        heaviest = np.full(len(numbers), -1, dtype=np.int32)
        np.maximum.at(heaviest, whom, levels)
        of_people["heaviest_measure"] = np.where(heaviest < 0, UNKNOWN, heaviest)
    return Arrays(units, of_people, of_activities, theirs)


def _read(folder: Path, table: str, columns: list[str], where: ds.Expression | None = None) -> pa.Table:
    return ds.dataset(folder / f"{table}.parquet").to_table(columns=columns, filter=where)


def _integers(texts: pa.ChunkedArray, unknown: int = UNKNOWN, kind: pa.DataType | None = None) -> Array:
    return pc.fill_null(pc.cast(texts, kind or pa.int32()), unknown).to_numpy()


def _positions(texts: pa.ChunkedArray, known: tuple[str, ...] | list[str]) -> Array:
    return pc.fill_null(pc.index_in(texts, pa.array(known, texts.type)), UNKNOWN).to_numpy()


def _matched(numbers: Array, order: Array, nips: pa.ChunkedArray) -> tuple[Array, Array]:
    """Which rows belong to a person we have, and to which; sorted, because sorted needles search fast."""
    wanted = _integers(nips, kind=pa.int64())
    rows = np.argsort(wanted)
    in_order = numbers[order]
    places = np.minimum(np.searchsorted(in_order, wanted[rows]), len(order) - 1)
    hit = in_order[places] == wanted[rows]
    return rows[hit], order[places[hit]]


def by_polars(folder: Path, clock: Clock) -> Arrays:
    """Read and match with Polars, scatter what few people have with NumPy."""
    with clock.phase("load"):
        units = pl.read_parquet(folder / "units.parquet")["name"].to_list()
        people, activities, appraisals, measures = pl.collect_all(_scans(folder, units), engine="streaming")
    with clock.phase("match"):
        whose = people.lazy().select("number").with_row_index("person")
        matched = pl.collect_all(
            [
                rows.lazy().join(whose, on="number").drop("number")
                for rows in (activities, appraisals, measures)
            ],
            engine="streaming",
        )
        activities, appraisals, measures = matched
        of_people = {name: people[name].to_numpy() for name in ("education", "job_kind", "tier", "unit")}
        for rows in (appraisals, measures):
            for name in rows.drop("person").columns:
                of_people[name] = np.full(len(people), UNKNOWN, dtype=np.int32)
                of_people[name][rows["person"].to_numpy()] = rows[name].to_numpy()
        of_activities = {
            name: activities[name].to_numpy() for name in ("form", "leadership", "end_year", "hours")
        }
    return Arrays(units, of_people, of_activities, activities["person"].to_numpy().astype(np.int64))


def _scans(folder: Path, units: list[str]) -> list[pl.LazyFrame]:
    def table(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(folder / f"{name}.parquet").with_columns(number=pl.col("nip").cast(pl.Int64))

    form, leadership, end = pl.col("form"), pl.col("leadership"), pl.col("end")
    recent = (end >= date(2024, 1, 1)) & ~form.is_in(OF_NO_USE)
    people = table("civil_servants").filter(pl.col("employment") != "CPNS")
    activities = table("participations").filter(
        recent | (form == "2") | leadership.is_in(["2", "3", "4", "5"])
    )
    appraisals = table("performance_appraisals").filter(pl.col("year") == 2025)
    counted = (pl.col("measure") != "12") & pl.col("effective_on").dt.year().is_between(2021, 2025)
    measures = table("disciplinary_actions").filter(counted)
    return [
        people.select(
            "number",
            _code("education"),
            _code("job_kind"),
            _position("tier", TIERS),
            _position("unit", units),
        ),
        activities.select(
            "number",
            form.cast(pl.Int32),
            leadership.cast(pl.Int32).fill_null(0),
            end.dt.year().alias("end_year"),
            pl.col("hours").cast(pl.Float32).fill_null(float("nan")),
        ),
        appraisals.select(
            "number",
            _position("rating", RATINGS),
            _position("results", EXPECTATIONS),
            _position("behaviour", EXPECTATIONS),
        ),
        measures.select("number", _position("level", LEVELS).alias("heaviest_measure"))
        .group_by("number")
        .max(),
    ]


def _code(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int32).fill_null(UNKNOWN)


def _position(column: str, known: tuple[str, ...] | list[str]) -> pl.Expr:
    place = pl.col(column).cast(pl.Enum(known), strict=False).to_physical()
    return place.cast(pl.Int32).fill_null(UNKNOWN).alias(column)
