"""Pairing: the best pairs of mentors and mentees, with reasons; see docs/pairing.md."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np
import polars as pl

from asn_dev.model import MenteeRequest
from asn_dev.pairing.assignment import PairCandidates
from asn_dev.pairing.candidates import Pool, collected, pool
from asn_dev.pairing.directory import Directory
from asn_dev.pairing.existing_pairs import Fixed, existing_pairs
from asn_dev.pairing.following import MentoringFollowUp, mentoring
from asn_dev.pairing.matching import match_without_reciprocals
from asn_dev.pairing.reasons import unmatched
from asn_dev.pairing.result import Pairing
from asn_dev.pairing.tables import (
    about_mentees,
    alternatives_of,
    assigned_pairs,
    details,
    mentors_of,
    nearest,
    pairs_of,
)
from asn_dev.register.tables import Register
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

__all__ = ["MentoringFollowUp", "Pairing", "mentoring", "pair"]


def pair(
    register: Register | StudyData,
    region: Region | None = None,
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
    <Pemasangan: pasangan baru 1, belum berpasangan 0>
      Kecocokan          rata-rata 62,5 dari 100, paling rendah 62,5...
    >>> made.pairs["why"].to_list()
    ['Kompetensi yang paling diinginkan (100 %)']
    """
    study = study_data(register, region, period, language)
    calculation = study.calculation
    kept = existing_pairs(calculation, fixed)
    people = pool(calculation)
    directory = Directory.of(study, people)
    matching = match_without_reciprocals(_undecided(people, kept), people.mentee_of_mentor)
    chosen = pl.concat([assigned_pairs(people, matching.mentor_of), kept])
    others = nearest(people, choices)
    considered = pl.concat([chosen.select("mentor", "mentee"), others.select("mentor", "mentee")])
    rows = details(calculation, considered, directory)
    pairs = pairs_of(chosen, rows, directory)
    mentors = mentors_of(people, pairs, directory)
    served = set(pairs["mentee"])
    seeking = [mentee for mentee in people.mentees if mentee not in served]
    wishless = _wishless(calculation, people, served)
    free = mentors.filter(mentors["free"] > 0)["mentor"]
    without = unmatched(calculation, people, seeking, wishless, free, directory)
    return Pairing(
        pairs=pairs,
        unmatched=about_mentees(without, people, directory),
        alternatives=alternatives_of(others, rows, pairs, mentors, choices, directory),
        mentors=mentors,
        exact=matching.exact,
        language=study.language,
        rules=study.region.rules_in_force.in_(study.language),
    )


def _undecided(people: Pool, kept: pl.DataFrame) -> PairCandidates:
    """The candidates without the mentees who have a mentor, and the places that are left for them."""
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
