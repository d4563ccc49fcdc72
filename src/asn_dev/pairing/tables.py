"""The frames of a pairing: pairs with their reasons, people without one, alternatives, mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from asn_dev.pairing.assignment import best_few
from asn_dev.pairing.candidates import FIT, Pool, parts, these, vetoes
from asn_dev.pairing.directory import Directory
from asn_dev.pairing.wording import speaking, word
from asn_dev.rules.calculation import Calculation

if TYPE_CHECKING:
    from asn_dev.pairing.assignment import Ints


def assigned_pairs(people: Pool, mentor_of: Ints) -> pl.DataFrame:
    """The pairs of an assignment, as those that were decided before look; the competency is open."""
    import numpy as np

    served = np.flatnonzero(mentor_of >= 0)
    return pl.DataFrame(
        {"mentor": people.mentors.gather(mentor_of[served]), "mentee": people.mentees.gather(served)}
    ).with_columns(competency=pl.lit(None, pl.String), origin=pl.lit("new"))


def pairs_of(pairs: pl.DataFrame, rows: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    """The pairs with the competency that fits best, and the reasons, from the `details` in `rows`."""
    best = rows.filter(pl.col("broken") == "").unique(["mentor", "mentee"], keep="first", maintain_order=True)
    best = pl.concat([best, rows]).unique(["mentor", "mentee"], keep="first", maintain_order=True)
    chosen = pl.coalesce("competency", "best")
    pairs = pairs.join(
        best.select("mentor", "mentee", best="competency"), on=["mentor", "mentee"], how="left"
    )
    pairs = pairs.with_columns(competency=chosen).drop("best")
    pairs = pairs.join(rows, on=["mentor", "mentee", "competency"], how="left")
    pairs = directory.with_person(directory.with_person(pairs, "mentor"), "mentee")
    return pairs.sort("mentee", "mentor", "competency").select(
        *(f"{who}{about}" for who in ("mentor", "mentee") for about in ("", "_name", "_unit")),
        "competency",
        directory.competency(pl.col("competency")).alias("competency_name"),
        "fit",
        "origin",
        pl.col("why", "against").fill_null(""),
        _note(pairs, directory.language).alias("note"),
    )


def details(calculation: Calculation, pairs: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    """For pairs each competency with the fit, what speaks for it and against, and the vetoes it breaks.

    The best fit of a pair comes first; equal ones in the order of the wishes, then of the codes.
    """
    fit_parts, forbidding = parts(calculation.book), vetoes(calculation.book)
    names = dict.fromkeys([FIT, *(rule.name for rule in (*fit_parts, *forbidding))])
    rows = these(calculation, pairs, list(names))
    veto_labels = [
        pl.when(pl.col(rule.name)).then(pl.lit(rule.label.in_(directory.language))) for rule in forbidding
    ]
    broken = pl.concat_list(veto_labels).list.drop_nulls().list.join(", ") if veto_labels else pl.lit("")
    rows = rows.sort(FIT, "wish", "competency", descending=[True, False, False], nulls_last=True)
    return rows.select(
        "mentor",
        "mentee",
        "competency",
        pl.col(FIT).alias("fit"),
        speaking(fit_parts, directory.language, good=True).alias("why"),
        speaking(fit_parts, directory.language, good=False).alias("against"),
        broken.alias("broken"),
    )


def _note(pairs: pl.DataFrame, language: str) -> pl.Expr:
    """A note on a pair that was fixed by hand: which vetoes it breaks, or that nothing is known of it."""
    fixed = pl.col("origin") == "fixed"
    unknown = pl.when(fixed & pl.col("broken").is_null()).then(pl.lit(word("unknown_pair", language)))
    breaks = word("breaks", language).format(vetoes="{}")
    return (
        pl.when(fixed & (pl.col("broken") != "")).then(pl.format(breaks, pl.col("broken"))).otherwise(unknown)
    ).fill_null("")


def about_mentees(rows: pl.DataFrame, people: Pool, directory: Directory) -> pl.DataFrame:
    """The unmatched with name, unit and what they ask for."""
    asked = people.needs.sort("mentee", "wish", "competency").select(
        "mentee", directory.competency(pl.col("competency")).alias("competencies")
    )
    asked = asked.group_by("mentee", maintain_order=True).agg(pl.col("competencies").str.join("; "))
    rows = directory.with_person(rows, "mentee").join(asked, on="mentee", how="left", maintain_order="left")
    return rows.select(
        "mentee",
        "mentee_name",
        "mentee_unit",
        pl.col("competencies").fill_null(""),
        "reason",
        "why",
        "change",
    )


def mentors_of(people: Pool, pairs: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    """Each mentor with places and what takes them."""
    offered = people.offers.sort("mentor", "competency").with_columns(
        competencies=directory.competency(pl.col("competency"))
    )
    offered = offered.group_by("mentor", maintain_order=True).agg(
        pl.col("competencies").str.join("; "), pl.col("places", "free_places").max()
    )
    taken = pairs.group_by("mentor").agg(
        (pl.col("origin") == origin).sum().cast(pl.Int64).alias(origin)
        for origin in ("running", "fixed", "new")
    )
    rows = offered.join(taken, on="mentor", how="full", coalesce=True)
    free = pl.col("places") - pl.col("running") - pl.col("fixed") - pl.col("new")
    rows = rows.with_columns(pl.col("running", "fixed", "new").fill_null(0)).with_columns(
        free=pl.max_horizontal(free.fill_null(0), 0),
        note=pl.when(free < 0)
        .then(pl.lit(word("over_capacity", directory.language)))
        .when(pl.col("places") == 0)
        .then(pl.lit(word("no_room", directory.language)))
        .otherwise(pl.lit("")),
    )
    return directory.with_person(rows, "mentor").sort("mentor").select(
        "mentor", "mentor_name", "mentor_unit", pl.col("competencies").fill_null(""), "places",
        "running", "fixed", "new", "free", "note",
    )  # fmt: skip


def nearest(people: Pool, choices: int) -> pl.DataFrame:
    """For each person on either side (role) the best others that nothing forbids, one more than asked for."""
    candidates = people.candidates
    sides = []
    for role, own in (("mentee", candidates.mentee), ("mentor", candidates.mentor)):
        some = candidates.take(best_few(own, -candidates.fit, choices + 1))
        side = pl.DataFrame(
            {"mentor": people.mentors.gather(some.mentor), "mentee": people.mentees.gather(some.mentee)}
        )
        sides.append(side.with_columns(role=pl.lit(role)))
    return pl.concat(sides).unique(maintain_order=True)


def alternatives_of(
    others: pl.DataFrame,
    rows: pl.DataFrame,
    pairs: pl.DataFrame,
    mentors: pl.DataFrame,
    choices: int,
    directory: Directory,
) -> pl.DataFrame:
    """For each person the next best others, ranked by fit, then number, from the `details` in `rows`.

    `state` says whether the mentor has room, or the mentee has a mentor.
    """
    best = rows.filter(pl.col("broken") == "")
    best = best.unique(["mentor", "mentee"], keep="first", maintain_order=True)
    full = mentors.select("mentor", full=pl.col("free") == 0)
    rows = others.join(pairs, on=["mentor", "mentee"], how="anti")
    rows = rows.join(best, on=["mentor", "mentee"], how="inner").join(full, on="mentor", how="left")
    says = {key: pl.lit(word(key, directory.language)) for key in ("full", "has_room", "served", "alone")}
    served = pl.col("mentee").is_in(pairs["mentee"].to_list())
    as_mentee = pl.col("role") == "mentee"
    rows = rows.select(
        "role",
        "competency",
        "fit",
        "why",
        directory.competency(pl.col("competency")).alias("competency_name"),
        person=pl.when(as_mentee).then("mentee").otherwise("mentor"),
        other=pl.when(as_mentee).then("mentor").otherwise("mentee"),
        state=pl.when(as_mentee)
        .then(pl.when("full").then(says["full"]).otherwise(says["has_room"]))
        .otherwise(pl.when(served).then(says["served"]).otherwise(says["alone"])),
    )
    rows = rows.sort(
        "role", "person", "fit", "other", descending=[False, False, True, False], nulls_last=True
    )
    rows = rows.with_columns(rank=pl.int_range(1, pl.len() + 1).over("role", "person"))
    rows = directory.with_person(
        directory.with_person(rows.filter(pl.col("rank") <= choices), "person"), "other"
    )
    return rows.select(
        "role", "person", "person_name", "rank", "other", "other_name", "other_unit",
        "competency", "competency_name", "fit", "state", "why",
    )  # fmt: skip
