"""Ours: ``python pairing_cases.py same_rules SIZE`` beside the peers, ``... large MENTEES MENTORS`` alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

import polars as pl
import scipy.sparse.csgraph  # noqa: F401  (importing is not counted)
from measuring import Clock, report
from pairing_office import NEAR, OTHER_ORGANISATION, SAME_PROFESSION, office
from pairing_people import people

import asn_dev as asn
from asn_dev.plugin import CandidatePair, Identity, Rule, forbids, hookimpl, indicator, nw, text
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.plugins import installed
from asn_dev.rules.regions import assemble

ON = "2025-12-31"
TIERS = ("Pemula", "Terampil", "Mahir", "Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama")
"""Tiers of the ranks 0 to 6."""


@indicator(of=CandidatePair, label=text(id="Poin", en="Points"))
def pair_fit(
    mentor_field: nw.Expr, mentee_field: nw.Expr, same_unit: nw.Expr, tiers_ahead: nw.Expr
) -> nw.Expr:
    """The points of the comparison."""
    same = nw.when(mentor_field == mentee_field).then(nw.lit(SAME_PROFESSION)).otherwise(0)
    other = nw.when(same_unit).then(nw.lit(0)).otherwise(OTHER_ORGANISATION)
    return same + other + NEAR - tiers_ahead


@forbids(of=CandidatePair, label=text(id="jenjang tidak lebih tinggi", en="grade not higher"))
def below_seniority(tiers_ahead: nw.Expr) -> nw.Expr:
    """A mentor has a higher grade."""
    return tiers_ahead < 1


@hookimpl
def asn_dev_identity() -> Identity:
    """A region of the comparison."""
    return Identity(name="banding", title=text(id="Banding", en="Comparison"), government="-")


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """The rules of the comparison in place of the national ones."""
    return [pair_fit, below_seniority]


def nip(number: int) -> str:
    """A number of its own for each."""
    return f"19{70 + number // 999:02}01012010011{number % 999 + 1:03}"


def same_rules(size: int) -> None:
    """The whole of `asn.pair`, reasons and alternatives included, on the people and rules of the comparison."""
    mentees, mentors = office(size)
    both = [*mentees, *mentors]
    ours = sys.modules[__name__]
    clock = Clock()
    with clock.phase("pair"):
        national = installed()["nasional"][0].load()
        chain = [(PluginInfo("nasional", "-", "asn-dev"), national), (PluginInfo("banding", "-", "-"), ours)]
        region = assemble(chain, on=date.fromisoformat(ON))
        staff = pl.DataFrame(
            {
                "nip": [nip(one["number"]) for one in both],
                "tier": [TIERS[one["grade"]] for one in both],
                "job_title": [one["profession"] for one in both],
                "unit": [one["organisation"] for one in both],
            }
        )
        topics = staff.select("nip", "unit", competencies=pl.Series([one["topic"] for one in both]))
        welcome = pl.Series([one["open"] for one in mentors])
        asked = topics[:size].rename({"nip": "mentee"})
        offered = topics[size:].rename({"nip": "mentor"}).with_columns(capacity=1, across_units=welcome)
        frames = {asn.CivilServant: staff, asn.MenteeRequest: asked, asn.MentorOffer: offered}
        made = asn.pair(asn.Register.from_frames(frames), region)
    number_of = {number: one["number"] for number, one in zip(staff["nip"], both, strict=True)}
    rows = made.pairs.select("mentor", "mentee").iter_rows()
    pairs = [(number_of[mentor], number_of[mentee]) for mentor, mentee in rows]
    report(clock, pairs=pairs, versions={name: version(name) for name in ("scipy", "polars")})


def large(mentees: int, mentors: int) -> None:
    """The national rules on a large office; the tables lie in memory."""
    frames = people(mentees, mentors)
    clock = Clock()
    with clock.phase("pair"):
        register = asn.Register.from_frames(frames)
        made = asn.pair(register, asn.region("nasional", on=ON))
    report(
        clock,
        new=made.new_pairs,
        without=made.unmatched.height,
        places=int(frames[asn.MentorOffer]["capacity"].sum()),
        total=made.total_fit,
        least=made.least_fit,
        exact=made.exact,
        reasons=dict(made.unmatched["reason"].value_counts().iter_rows()),
    )


if __name__ == "__main__":
    {"same_rules": same_rules, "large": large}[sys.argv[1]](*map(int, sys.argv[2:]))
