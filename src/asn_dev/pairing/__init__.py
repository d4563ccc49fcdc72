"""Pairing: the best pairs of mentors and mentees, with reasons; see docs/pairing.md."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.model import MenteeRequest
from asn_dev.pairing.assignment import Candidates
from asn_dev.pairing.candidates import Pool, collected, pool
from asn_dev.pairing.decided import Fixed, decided
from asn_dev.pairing.following import MentoringFollowUp, mentoring
from asn_dev.pairing.known import Known
from asn_dev.pairing.once import join
from asn_dev.pairing.reasons import unmatched
from asn_dev.pairing.result import Pairing
from asn_dev.pairing.tables import (
    about_mentees,
    alternatives_of,
    details,
    found_pairs,
    mentors_of,
    nearest,
    pairs_of,
)
from asn_dev.register.tables import Register
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import calculate

__all__ = ["MentoringFollowUp", "Pairing", "mentoring", "pair"]


def pair(
    register: Register,
    region: Region,
    *,
    period: Period | int | None = None,
    fixed: Iterable[Fixed] = (),
    choices: int = 3,
    language: str = "id",
) -> Pairing:
    """The best pairs of mentors and mentees on the last day of the period, by the rules of a region.

    First as many mentees as can be get a mentor, then the sum of the fits is as great as can be, then
    the worst pair as good as can be; what is still equal is decided by the personnel numbers, so that
    the order of rows never matters. Who offers and who asks comes from `MentorOffer` and
    `MenteeRequest`; without them from the gaps. How well two fit is the indicator ``pair_fit`` of
    `CandidatePair` in hundredths of a point; what forbids them are its vetoes.

    Pairs that run stay, and so do those of `fixed`: `Mentorship` records or tuples (mentor, mentee) or
    (mentor, mentee, competency). `choices` is how many alternatives each person gets.

    Raises `TableError` if the register says nothing of who needs or could give guidance,
    `InvalidRecordsError` with every fault of `fixed`, `RuleError` for a rule that cannot be placed.

    >>> import asn_dev as asn
    >>> senior, junior = asn.Nip("197001012000011001"), asn.Nip("199001012020011002")
    >>> register = asn.Register.of([
    ...     asn.MentorOffer(mentor=senior, competencies=("komunikasi",), capacity=2),
    ...     asn.MenteeRequest(mentee=junior, competencies=("komunikasi",)),
    ... ])
    >>> made = asn.pair(register, asn.region("nasional", on="2025-12-31"))
    >>> made
    <Pairing: 1 new pair, 0 without a mentor>
      fit               62.5 of 100 on average, 62.5 at least...
    >>> made.pairs["why"].to_list()
    ['Kompetensi yang paling diinginkan (100 %)']
    """
    if language not in ("id", "en"):
        raise InvalidValueError(
            Message("'{language}' is neither 'id' nor 'en'", language=language),
            record="pair",
            field="language",
        )
    calculation = calculate(register, region, period).in_polars()
    kept = decided(calculation, fixed)
    people = pool(calculation)
    known = Known.of(calculation, language, people)
    joined = join(_undecided(people, kept), people.mentor_is)
    chosen = pl.concat([found_pairs(people, joined.mentor_of), kept])
    others = nearest(people, choices)
    looked_at = pl.concat([chosen.select("mentor", "mentee"), others.select("mentor", "mentee")])
    rows = details(calculation, looked_at, known)
    pairs = pairs_of(chosen, rows, known)
    mentors = mentors_of(people, pairs, known)
    have = set(pairs["mentee"])
    seeking = [mentee for mentee in people.mentees if mentee not in have]
    wishless = _wishless(calculation, people, have)
    free = mentors.filter(mentors["free"] > 0)["mentor"]
    without = unmatched(calculation, people, seeking, wishless, free, known)
    return Pairing(
        pairs=pairs,
        unmatched=about_mentees(without, people, known),
        alternatives=alternatives_of(others, rows, pairs, mentors, choices, known),
        mentors=mentors,
        exact=joined.exact,
        language=language,
        rules=region.rules_in_force,
    )


def _undecided(people: Pool, kept: pl.DataFrame) -> Candidates:
    """The candidates without the mentees who have a mentor, and the places that are left for them."""
    import attrs
    import numpy as np

    candidates = people.candidates
    mentee = {nip: number for number, nip in enumerate(people.mentees)}
    mentor = {nip: number for number, nip in enumerate(people.mentors)}
    places, served, back = candidates.places.copy(), np.zeros(candidates.mentees, dtype=bool), []
    for guide, learner, origin in kept.select("mentor", "mentee", "origin").iter_rows():
        if learner in mentee:
            served[mentee[learner]] = True
        if origin == "fixed" and guide in mentor:
            places[mentor[guide]] -= 1
        if guide in mentee and learner in mentor:  # nobody guides their own mentor
            back.append(mentee[guide] * candidates.mentors + mentor[learner])
    open_ = ~served[candidates.mentee]
    if back:
        open_ &= ~np.isin(candidates.mentee * candidates.mentors + candidates.mentor, back)
    return attrs.evolve(candidates.take(open_), places=np.maximum(places, 0))


def _wishless(calculation: Calculation, people: Pool, have: set[str]) -> list[str]:
    """Who asks for guidance without naming a competency."""
    if MenteeRequest not in calculation.tables:
        return []
    asking = collected(calculation.tables[MenteeRequest].select("mentee"))["mentee"].unique()
    return sorted(set(asking) - set(people.mentees) - have)
