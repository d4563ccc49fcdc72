"""Why a mentee has no mentor, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl

from asn_dev.model import CandidatePair, CompetencyGap
from asn_dev.pairing.candidates import BLOCK, Pool, collected, vetoes
from asn_dev.pairing.wording import word
from asn_dev.rules.calculation import Calculation

if TYPE_CHECKING:
    from asn_dev.pairing.directory import Directory

ReasonRow = tuple[str, str, str, str]
"""Mentee, code of the reason, why, what would change it."""


def unmatched(
    calculation: Calculation,
    pool: Pool,
    mentees: Sequence[str],
    wishless: Sequence[str],
    free: pl.Series,
    directory: Directory,
) -> pl.DataFrame:
    """A row for each mentee without a mentor: mentee, reason, why, change.

    The reason is ``no_wish`` (names no competency), ``no_offer`` (nobody offers it), ``forbidden``
    (every possible mentor is, by which vetoes), ``no_place`` (those that are not have no place left) or
    ``joined`` (they have, but are the mentees of this person). `free` are the mentors with places left.
    """
    wanted = pool.needs.sort("mentee", "wish", "competency").group_by("mentee", maintain_order=True)
    asked: dict[str, list[str]] = dict(wanted.agg("competency").iter_rows())
    allowed, counts = _allowed(pool, mentees, free), _counts(calculation, mentees)
    nobody = [mentee for mentee in mentees if mentee not in counts]
    able = _able(calculation) if nobody else {}
    labels = {rule.name: rule.label.in_(directory.language) for rule in vetoes(calculation.book)}
    rows: list[ReasonRow] = [(mentee, "no_wish", *_sentences("no_wish", directory)) for mentee in wishless]
    for mentee in mentees:
        what = directory.competencies(asked.get(mentee, []))
        if mentee in allowed:
            count, best, reason = allowed[mentee]
            sentences = _full(count, best, reason, counts[mentee], labels, directory)
            rows.append((mentee, reason, *sentences))
        elif mentee in counts:
            rows.append((mentee, "forbidden", *_forbidden(counts[mentee], labels, what, directory)))
        else:
            others = {nip for code in asked.get(mentee, []) for nip in able.get(code, [])} - {mentee}
            rows.append((mentee, "no_offer", *_sentences("no_offer", directory, what=what, able=len(others))))
    schema = dict.fromkeys(("mentee", "reason", "why", "change"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row").sort("mentee")


def _sentences(key: str, directory: Directory, **values: object) -> tuple[str, str]:
    return (
        word(key, directory.language).format(**values),
        word(f"{key}_change", directory.language).format(**values),
    )


def _allowed(pool: Pool, mentees: Sequence[str], free: pl.Series) -> dict[str, tuple[int, str, str]]:
    """For those with mentors that no veto forbids: how many, the best, and the code of the reason."""
    numbers = pool.mentees.to_frame("name").with_row_index("mentee").cast({"mentee": pl.Int64})
    wanted = numbers.filter(pl.col("name").is_in(list(mentees)))
    candidates, has_place = pool.candidates, pool.mentors.is_in(free.to_list()).to_numpy()
    rows = pl.LazyFrame(
        {"mentee": candidates.mentee, "mentor": candidates.mentor, "open": has_place[candidates.mentor]}
    )
    rows = rows.join(wanted.lazy(), on="mentee", maintain_order="left")
    reason = pl.when(pl.col("open").any()).then(pl.lit("joined")).otherwise(pl.lit("no_place"))
    best = rows.group_by("name", maintain_order=True).agg(
        pl.col("mentor").n_unique(), best=pl.col("mentor").first(), reason=reason
    )
    table = best.collect()
    return {name: (count, pool.mentors[best], reason) for name, count, best, reason in table.iter_rows()}


def _full(
    count: int,
    best: str,
    reason: str,
    counts: Mapping[str, int],
    labels: Mapping[str, str],
    directory: Directory,
) -> tuple[str, str]:
    why, change = _sentences(reason, directory, count=count, mentor=directory.person(best))
    if counts["all"] > count:
        rest = word("rest_forbidden", directory.language)
        why += " " + rest.format(count=counts["all"] - count, vetoes=_counted_labels(counts, labels))
    return why, change


def _forbidden(
    counts: Mapping[str, int], labels: Mapping[str, str], what: str, directory: Directory
) -> tuple[str, str]:
    sentence = word("forbidden", directory.language)
    why = sentence.format(count=counts["all"], vetoes=_counted_labels(counts, labels))
    lifted = max(labels, key=lambda name: counts[f"only {name}"])
    if not counts[f"only {lifted}"]:
        return why, word("forbidden_all", directory.language).format(what=what)
    change = word("forbidden_change", directory.language)
    return why, change.format(veto=labels[lifted], count=counts[f"only {lifted}"])


def _counted_labels(counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    by_count = sorted(labels, key=lambda name: -counts[name])
    return ", ".join(f"{labels[name]} ({counts[name]})" for name in by_count if counts[name])


def _counts(calculation: Calculation, mentees: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each mentee with candidates how many mentors there are, and how many of them what forbids.

    A mentor who is a candidate in several competencies is forbidden if all are, by whatever forbids any;
    ``only NAME`` counts those of whom it alone stands in the way.
    """
    rows = calculation.rows(CandidatePair)
    assert rows is not None
    names = [rule.name for rule in vetoes(calculation.book)]
    how_many = pl.sum_horizontal(pl.lit(0), *names)
    hit = [*names, *(f"only {name}" for name in names)]
    by_mentee: dict[str, dict[str, int]] = {}
    for start in range(0, len(mentees), BLOCK):
        block = rows.filter(nw.col("mentee").is_in(mentees[start : start + BLOCK]))
        some = calculation.over({CandidatePair: block})
        each = some.table(CandidatePair, names).select("mentee", "mentor", *names).to_native()
        each = each.with_columns(pl.col(names).fill_null(False), pl.col("mentor").cast(pl.Int64))
        mentors = each.group_by("mentee", "mentor").agg(
            (how_many == 0).any().alias("allowed"),
            *(pl.col(name).any() for name in names),
            *((pl.col(name) & (how_many == 1)).any().alias(f"only {name}") for name in names),
        )
        counts = mentors.group_by("mentee").agg(
            pl.len().alias("all"), *((pl.col(name) & ~pl.col("allowed")).sum() for name in hit)
        )
        block_counts = collected(nw.from_native(counts), many=True)
        by_mentee |= {row.pop("mentee"): row for row in block_counts.iter_rows(named=True)}
    return by_mentee


def _able(calculation: Calculation) -> dict[str, list[str]]:
    """By competency the people assessed above what their post requires, whether they offered or not."""
    if not calculation.has(CompetencyGap):
        return {}
    gaps = collected(calculation.table(CompetencyGap, []).select("nip", "competency", "level", "required"))
    above = gaps.filter(gaps["level"] > gaps["required"])
    return dict(above.group_by("competency").agg("nip").iter_rows())
