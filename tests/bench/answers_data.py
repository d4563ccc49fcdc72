"""Ten million answers of one large government, made from a fixed seed: training, citizens, staff."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

UNITS, PROGRAMMES, STAFF = 500, 2000, 400_000
REACTION = ("material", "delivery", "application", "relevance")
ELEMENTS = tuple(f"U{n}" for n in range(1, 10))
READINESS = tuple("KP1 KP2 KP3 KP4 KP5 KL1 KL2 KL3 KL4 MO1 MO2 MO3 MO4 KA1 KA2 KA3".split())


def make(folder: Path, share: float = 1.0) -> int:
    """Write answers, enrolments, programmes, civil servants and units; gives how many answers there are."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(2025)
    people = round(STAFF * share)
    offices = max(10, round(UNITS * share))
    units = pl.Series([f"Dinas {n:03}" for n in range(offices)])
    born = pl.select(pl.int_range(people)).to_series()
    nip = pl.DataFrame({"day": born // 999, "serial": (born % 999 + 1).cast(pl.String).str.zfill(3)}).select(
        pl.concat_str(
            (pl.lit(date(1970, 1, 1)) + pl.duration(days="day")).dt.strftime("%Y%m%d"), pl.lit("2000011"), "serial"
        )
    ).to_series()  # fmt: skip
    serves = rng.integers(0, offices, people)
    pl.DataFrame({"nip": nip, "unit": units.gather(serves)}).write_parquet(folder / "civil_servants.parquet")
    pl.DataFrame({"name": units}).write_parquet(folder / "units.parquet")
    codes = pl.Series([f"P-{n:04}" for n in range(PROGRAMMES)])
    ends = pl.Series(
        [date.fromordinal(date(2025, 1, 5).toordinal() + int(n)) for n in rng.integers(0, 340, PROGRAMMES)]
    )
    pl.DataFrame(
        {
            "code": codes,
            "name": [f"Program {n}" for n in range(PROGRAMMES)],
            "form": [str(1 + n % 25) for n in range(PROGRAMMES)],
            "provider": [f"Lembaga {n % 40}" for n in range(PROGRAMMES)],
        }
    ).write_parquet(folder / "programmes.parquet")
    who = rng.integers(0, people, round(1_600_000 * share))
    which = (serves[who] * 4 + rng.integers(0, 40, len(who))) % PROGRAMMES
    came = pl.DataFrame({"who": who, "which": which}).unique(maintain_order=True)
    listed = came.select(
        programme=codes.gather(came["which"]), nip=nip.gather(came["who"]), attended=rng.random(came.height) < 0.95,
        end=ends.gather(came["which"]),
    )  # fmt: skip
    listed.write_parquet(folder / "enrolments.parquet")
    asked = listed.with_columns(unit=units.gather(serves[came["who"].to_numpy()]))
    answers = [
        _long("training_reaction", REACTION, 5, 4.0, 0.02, rng, asked.select(
            respondent="nip", about="programme", unit="unit", day="end", wave=pl.lit(None, pl.String))),
        _long("skm", ELEMENTS, 4, 3.0, 0.01, rng, _respondents(rng, units, "S", round(250_000 * share), date(2025, 9, 1))),
        _long("readiness", READINESS, 5, 3.4, 0.01, rng, _respondents(rng, units, "G", round(115_000 * share), date(2025, 11, 5))),
    ]  # fmt: skip
    whole = pl.concat(answers).sample(fraction=1.0, shuffle=True, seed=2025)
    whole.write_parquet(folder / "answers.parquet", row_group_size=250_000)
    return whole.height


def _respondents(
    rng: np.random.Generator, units: pl.Series, letter: str, size: int, day: date
) -> pl.DataFrame:
    """Citizens speak of one of four services; staff of nothing, in one of two rounds."""
    number = pl.select(pl.int_range(size).cast(pl.String)).to_series()
    service, round_ = (
        pl.Series(rng.integers(0, 4, size)).cast(pl.String),
        pl.Series(rng.integers(1, 3, size)).cast(pl.String),
    )
    nothing = pl.lit(None, pl.String)
    return pl.DataFrame({"respondent": letter + number, "unit": units.gather(rng.integers(0, len(units), size))}).with_columns(
        about=nothing if letter == "G" else service, day=pl.lit(day), wave=round_ if letter == "G" else nothing
    )  # fmt: skip


def _long(
    instrument: str, items: tuple[str, ...], greatest: int, mean: float, blank: float, rng: np.random.Generator,
    asked: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    size = (asked.height, len(items))
    values = np.clip(
        np.round(mean + rng.normal(0, 0.4, (size[0], 1)) + rng.normal(0, 0.5, size)), 1, greatest
    )
    values[rng.random(size) < blank] = np.nan
    wide = asked.with_columns(pl.Series(item, values[:, n]).fill_nan(None) for n, item in enumerate(items))
    long = wide.unpivot(items, index=asked.columns, variable_name="item", value_name="value")
    columns = ("instrument", "respondent", "about", "item", "value", "unit", "day", "wave")
    return long.with_columns(instrument=pl.lit(instrument)).select(columns)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), float(sys.argv[2])))
