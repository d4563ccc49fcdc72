"""Pairs that are decided before any is sought: those that run, and those fixed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from asn_dev.errors import InvalidRecordsError
from asn_dev.model import Mentorship, Nip, mask
from asn_dev.pairing.candidates import collected
from asn_dev.rules.calculation import Calculation

Fixed = Mentorship | Sequence[str | Nip | None]
"""A pair fixed by hand: a `Mentorship`, or (mentor, mentee) or (mentor, mentee, competency)."""

SCHEMA = ("mentor", "mentee", "competency", "origin")


def existing_pairs(calculation: Calculation, fixed: Iterable[Fixed]) -> pl.DataFrame:
    """The pairs that stay (mentor, mentee, competency, origin): all that run, then those fixed by hand.

    Raises `InvalidRecordsError` with every fault of the fixed pairs: a person guiding themselves, a
    mentee who would have two mentors, two people joined twice, a number that cannot be one.
    """
    schema = dict.fromkeys(SCHEMA, pl.String)
    running = pl.DataFrame(schema=schema)
    if calculation.has(Mentorship):
        rows = collected(calculation.table(Mentorship, ["is_running"])).filter("is_running")
        running = rows.select("mentor", "mentee", "competency", origin=pl.lit("running"))
    by_hand = [_parts(one) for one in fixed]
    _check(by_hand, running.select("mentor", "mentee").rows())
    added = pl.DataFrame([(*one, "fixed") for one in by_hand], schema=schema, orient="row")
    added = added.unique(["mentor", "mentee"], keep="first", maintain_order=True)
    added = added.join(running, on=["mentor", "mentee"], how="anti")
    return pl.concat([running, added]).sort("mentee", "mentor", "competency")


def _parts(pair: Fixed) -> tuple[str, str, str | None]:
    if isinstance(pair, Mentorship):
        return pair.mentor.number, pair.mentee.number, pair.competency
    mentor, mentee, *rest = pair
    texts = [one.number if isinstance(one, Nip) else Nip.parse(str(one)).number for one in (mentor, mentee)]
    return texts[0], texts[1], str(rest[0]) if rest and rest[0] is not None else None


def _check(pairs: Sequence[tuple[str, str, str | None]], running: Sequence[tuple[str, str]]) -> None:
    faults: list[str] = []
    mentor_of: dict[str, str] = {}
    guided_by: dict[str, list[str]] = {}
    for mentor, mentee in running:
        guided_by.setdefault(mentee, []).append(mentor)
    for number, (mentor, mentee, _) in enumerate(pairs):
        at = f"fixed[{number}]: "
        faults += [f"{at}'{mask(one)}' is not an 18-digit number" for one in (mentor, mentee) if _bad(one)]
        if mentor == mentee:
            faults.append(f"{at}{mask(mentor)} would guide themselves")
        if mentor_of.setdefault(mentee, mentor) != mentor:
            faults.append(f"{at}{mask(mentee)} is fixed with another mentor already")
        elif mentee in guided_by and mentor not in guided_by[mentee]:
            faults.append(f"{at}{mask(mentee)} is guided at present by {mask(guided_by[mentee][0])}")
        if mentor != mentee and (mentor_of.get(mentor) == mentee or mentee in guided_by.get(mentor, ())):
            faults.append(f"{at}{mask(mentor)} and {mask(mentee)} would each guide the other")
    if faults:
        raise InvalidRecordsError(faults)


def _bad(number: str) -> bool:
    return not Nip(number).is_18_digits
