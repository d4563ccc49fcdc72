"""Candidate pairs: the rows that rules make, as arrays of numbers for the assignment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import numpy as np
import polars as pl

from asn_dev.errors import RuleError, TableError
from asn_dev.messages import Message
from asn_dev.model import CandidatePair, GuidanceNeed, GuidanceOffer, plural_of
from asn_dev.pairing.assignment import PairCandidates
from asn_dev.rules.book import RuleBook
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Indicator, Veto

if TYPE_CHECKING:
    from asn_dev.pairing.assignment import Ints

UNITS = 100
"""Fits are compared as whole numbers of hundredths of a point, so that no noise of decimals decides."""

BLOCK = 3000
"""How many pairs, or mentees, are looked at together when reasons are sought."""

FIT = "pair_fit"


@attrs.frozen(eq=False)
class Pool:
    """The people on both sides, in the order of their numbers, and the candidates among them."""

    mentees: pl.Series
    mentors: pl.Series
    needs: pl.DataFrame
    offers: pl.DataFrame
    candidates: PairCandidates

    @property
    def mentee_of_mentor(self) -> Ints:
        """For each mentor the place among the mentees of the same person, else -1."""
        return _positions(self.mentees, self.mentors)


def pool(calculation: Calculation) -> Pool:
    """The candidates that no veto forbids, each with its fit, and the places that are free.

    Points are given only to what is not forbidden. Raises `TableError` where the register says nothing
    of who needs guidance, or of who could give it.
    """
    for record in (GuidanceNeed, GuidanceOffer):
        if not calculation.has(record):
            raise TableError(
                Message("the register says nothing of {table}", table=plural_of(record)),
                hint=Message("hand over mentee_requests and mentor_offers, or posts with assessments"),
            )
    needs = collected(calculation.table(GuidanceNeed, []))
    offers = collected(calculation.table(GuidanceOffer, ["places", "free_places"]))
    mentees, mentors = needs["mentee"].unique().sort(), offers["mentor"].unique().sort()
    places = offers.group_by("mentor").agg(pl.col("free_places").max()).sort("mentor")["free_places"]
    rows = collected(
        _scored(calculation).select(
            mentee=nw.col("mentee").cast(nw.Int64),
            mentor=nw.col("mentor").cast(nw.Int64),
            fit=(nw.col(FIT) * UNITS).round().cast(nw.Int64),
        ),
        many=True,
    )
    candidates = PairCandidates(
        mentee=_positions(mentees.cast(pl.Int64), rows["mentee"]),
        mentor=_positions(mentors.cast(pl.Int64), rows["mentor"]),
        fit=rows["fit"].fill_null(0).to_numpy(),
        mentees=len(mentees),
        places=places.cast(pl.Int64).to_numpy(),
    )
    return Pool(mentees, mentors, needs, offers, candidates.sorted())


def _scored(calculation: Calculation) -> nw.LazyFrame[Any]:
    """The fits of the candidates that no veto forbids; what is unknown forbids nothing."""
    names = [rule.name for rule in vetoes(calculation.book)]
    rows = calculation.table(CandidatePair, names)
    if names:
        rows = rows.filter(~nw.any_horizontal(*names, ignore_nulls=True)).drop(names)
    return calculation.over({CandidatePair: rows}).table(CandidatePair, [FIT])


def these(calculation: Calculation, pairs: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The candidates of some pairs (columns mentor, mentee), with the named indicators.

    The rows are made in blocks of a few mentors, so that only those and their mentees are joined.
    """
    rows = calculation.rows(CandidatePair)
    assert rows is not None
    pairs = pairs.select("mentor", "mentee").unique().sort("mentor", "mentee")
    blocks = []
    for block in pairs.iter_slices(BLOCK) if pairs.height else [pairs]:
        some = rows.filter(*(nw.col(who).is_in(block[who].unique().to_list()) for who in block.columns))
        keys = nw.from_native(block.lazy())
        blocks.append(collected(some.join(keys, on=["mentor", "mentee"], how="semi")))
    some = nw.from_native(pl.concat(blocks).lazy())
    return collected(calculation.over({CandidatePair: some}).result(CandidatePair, names))


def collected(rows: nw.LazyFrame[Any], *, many: bool = False) -> pl.DataFrame:
    """The rows in memory; `many` are made in parts, so that not all that leads to them lies there at once."""
    frame: pl.DataFrame = rows.to_native().collect(engine="streaming" if many else "in-memory")
    return frame


def vetoes(book: RuleBook) -> list[Veto]:
    """The vetoes on candidates in force, as they stand in the book."""
    rules = (book.find(CandidatePair, name).rule for name in book.names(CandidatePair))
    return [rule for rule in rules if isinstance(rule, Veto)]


def parts(book: RuleBook) -> list[Indicator]:
    """What the fit is made of: the indicators from 0 to 1 that it stands on, as they stand in the book."""
    if FIT not in book.names(CandidatePair):
        raise RuleError(
            Message("is missing"),
            rule=FIT,
            plugin="nasional",
            hint=Message("give an indicator of CandidatePair"),
        )
    needed = {bound.rule.name for bound in book.needs(CandidatePair, [FIT])}
    rules = [book.find(CandidatePair, name).rule for name in book.names(CandidatePair) if name in needed]
    indicators = [rule for rule in rules if isinstance(rule, Indicator)]
    return [rule for rule in indicators if rule.bounds == (0, 1)]


def _positions(of: pl.Series, values: pl.Series) -> Ints:
    """The position of each value in a sorted series, -1 where it is not there."""
    ordered = of.to_numpy()
    positions = np.searchsorted(ordered, values.to_numpy()).astype(np.int64)
    if not len(ordered):
        return np.full(len(values), -1)
    matches = ordered[np.minimum(positions, len(ordered) - 1)] == values.to_numpy()
    return np.where(matches, positions, -1)
