"""One case of the benchmark of evaluation, in a process of its own: ``python evaluation_case.py NAME FOLDER``.

By hand are the same aggregates for exactly these tables, as somebody who knows Polars writes them: no
instruments to look up, no levels to choose, nothing withheld, no intervals. What is judged is the same.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import polars as pl
from answers_data import ELEMENTS, REACTION, READINESS
from measuring import Clock, report

SCALES = {"KP": READINESS[:5], "KL": READINESS[5:9], "MO": READINESS[9:13], "KA": READINESS[13:]}
TURNED = ("KP4", "MO3")


def by_asn_dev(folder: Path) -> None:
    """The library, all of its tables."""
    import scipy.special  # noqa: F401  (what is imported on first use is not the evaluating)

    import asn_dev as asn
    from asn_dev.model import plural_of

    records = (asn.Answer, asn.Enrolment, asn.Programme, asn.Unit, asn.CivilServant)
    clock = Clock()
    with clock.phase("evaluate"):
        frames = {one: pl.scan_parquet(folder / f"{plural_of(one)}.parquet") for one in records}
        found = asn.evaluate(asn.Register.from_frames(frames), asn.region("nasional", on="2025-12-31"))
    reaction = found.reaction.filter(level="all", dimension="relevance").row(0, named=True)
    skm = found.citizens.filter(level="unit", unit="Dinas 007").row(0, named=True)
    alpha = found.scales.filter(instrument="readiness", wave="1", dimension="cooperation").row(0, named=True)
    _report(clock, reaction["n"], reaction["mean"], skm["index"], alpha["alpha"])


def by_hand(folder: Path) -> None:
    """The same means, spreads, counts, indices and alphas in plain Polars."""
    clock = Clock()
    with clock.phase("evaluate"):
        answers = pl.scan_parquet(folder / "answers.parquet").filter(pl.col("day").dt.year() == 2025)
        reaction = _reaction(answers, folder)
        index, elements = _satisfaction(answers)
        alphas = _readiness(answers)
        left_out = (
            answers.filter(pl.col("value").is_null()).group_by("instrument").len().collect(engine="streaming")
        )
    assert left_out.height
    assert elements.height
    whole = reaction["relevance"]["all"].row(0, named=True)
    (skm,) = index.filter(unit="Dinas 007")["index"]
    _report(clock, whole["n"], whole["mean"], skm, alphas["1", "KL"])


def _report(clock: Clock, n: int, mean: float, index: float, alpha: float) -> None:
    report(
        clock,
        checksum={"n": n, "mean": round(mean, 9), "index": round(index, 6), "alpha": round(alpha, 9)},
        versions={"polars": version("polars")},
    )


def _reaction(answers: pl.LazyFrame, folder: Path) -> dict[str, dict[str, pl.DataFrame]]:
    """Each dimension at five levels, response rates, and alpha."""
    programmes = pl.scan_parquet(folder / "programmes.parquet").select(
        about="code", provider="provider", form="form"
    )
    came = pl.scan_parquet(folder / "enrolments.parquet").filter("attended")
    staff = pl.scan_parquet(folder / "civil_servants.parquet")
    asked = answers.filter(pl.col("instrument") == "training_reaction", pl.col("value").is_between(1, 5))
    spread = [pl.when(pl.col("item") == item).then("value").alias(item) for item in REACTION]
    wide = (
        asked.select("about", "respondent", "unit", *spread)
        .group_by("about", "respondent")
        .agg(pl.col(REACTION).max(), pl.col("unit").first())
        .join(came.select(about="programme", respondent="nip"), on=["about", "respondent"])
        .join(programmes, on="about")
        .collect(engine="streaming")
    )
    levels: dict[str, list[str]] = {
        "all": [],
        "about": ["about"],
        "provider": ["provider"],
        "form": ["form"],
        "unit": ["unit"],
    }
    found: dict[str, dict[str, pl.DataFrame]] = {}
    for item in REACTION:
        figures = {"n": pl.col(item).count(), "mean": pl.col(item).mean(), "sd": pl.col(item).std()}
        found[item] = {
            name: wide.group_by(keys).agg(**figures) if keys else wide.select(**figures)
            for name, keys in levels.items()
        }
    enrolled = (
        came.join(staff, on="nip").rename({"programme": "about"}).join(programmes, on="about").collect()
    )
    for keys in levels.values():
        for rows in (wide, enrolled):
            _ = rows.group_by(keys).len() if keys else rows.height
    _alpha(wide.select(REACTION))
    return found


def _satisfaction(answers: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The index of units and services from complete questionnaires, and the mean of each element."""
    asked = answers.filter(pl.col("instrument") == "skm", pl.col("value").is_between(1, 4))
    spread = [pl.when(pl.col("item") == item).then("value").alias(item) for item in ELEMENTS]
    wide = (
        asked.select("respondent", "about", "unit", *spread)
        .group_by("respondent", "about", "unit")
        .agg(pl.col(ELEMENTS).max())
        .collect(engine="streaming")
    )
    complete = wide.drop_nulls(list(ELEMENTS))
    own = pl.sum_horizontal(ELEMENTS) / len(ELEMENTS) * 25
    figures = {"index": own.mean(), "sd": own.std(), "n": pl.len()}
    parts = [pl.col(item).mean().alias(item) for item in ELEMENTS] + [
        pl.col(item).std().alias(f"sd {item}") for item in ELEMENTS
    ]
    by_unit, by_service = complete.group_by("unit"), complete.group_by("unit", "about")
    by_service.agg(**figures)
    _alpha(wide.select(ELEMENTS))
    return by_unit.agg(**figures), pl.concat([by_unit.agg(parts), by_service.agg(parts)], how="diagonal")


def _readiness(answers: pl.LazyFrame) -> dict[tuple[str, str], float]:
    """The four scales by round and unit, and their alphas."""
    asked = answers.filter(pl.col("instrument") == "readiness", pl.col("value").is_between(1, 5))
    turned = pl.when(pl.col("item").is_in(TURNED)).then(6 - pl.col("value")).otherwise("value")
    spread = [pl.when(pl.col("item") == item).then("value").alias(item) for item in READINESS]
    wide = (
        asked.with_columns(value=turned)
        .select("respondent", "wave", "unit", *spread)
        .group_by("respondent", "wave", "unit")
        .agg(pl.col(READINESS).max())
        .collect(engine="streaming")
    )
    alphas: dict[tuple[str, str], float] = {}
    for name, items in SCALES.items():
        complete = wide.drop_nulls(list(items)).with_columns(score=pl.mean_horizontal(items))
        score = pl.col("score")
        for keys in (["wave"], ["wave", "unit"]):
            complete.group_by(keys).agg(n=pl.len(), mean=score.mean(), sd=score.std())
        for (wave,), rows in complete.group_by("wave"):
            alphas[str(wave), name] = _alpha(rows.select(items))
    return alphas


def _alpha(wide: pl.DataFrame) -> float:
    complete = wide.drop_nulls()
    items = sum(complete[item].var() for item in complete.columns)
    total = complete.sum_horizontal().var()
    return complete.width / (complete.width - 1) * (1 - items / total)


if __name__ == "__main__":
    {"by_asn_dev": by_asn_dev, "by_hand": by_hand}[sys.argv[1]](Path(sys.argv[2]))
