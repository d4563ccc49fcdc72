"""The plan as a result: what was decided, what it reaches, how good it is, and why."""

from __future__ import annotations

import math
from typing import ClassVar

import attrs
import polars as pl

from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.planning.prices import MORE, Prices
from asn_dev.planning.records import (
    BindingLimit,
    CurvePoint,
    ImpactRow,
    PlanChange,
    PlannedSeat,
    PlannedSession,
    SourceRow,
    UnitCoverage,
    WithoutSeat,
)
from asn_dev.results import Result, computed_rows, empty_table, rows_of
from asn_dev.results.readable import Facts, Summary
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.periods import Period


@attrs.frozen(eq=False, repr=False)
class Plan(Result):
    """A development plan: who sits in which session, what it costs and reaches, and how good it is.

    `value` is the sum of the values of its seats, `bound` the value that no plan exceeds, proven;
    `interrupted` says that the search was ended by hand. Frames, all of Polars:

    - `seats`: one row a seat, with session, person, competency, levels, hours, value and cost;
    - `sessions`: every session of the period, held or not, with participants, cost and the reason;
    - `by_source`, `by_unit`, `reach`: where the money goes, coverage, before and after;
    - `reasons`: why each person with a gap (or an unknown level) got nothing;
    - `changes`: what is different from the plan before;
    - `limits`: those that bind, with their price; `curve`: the most benefit at other budgets.

    `limits`, `curve`, `next_money` (by how much the value can rise at most with Rp 100 million more) and
    `next_money_found` (by how much a plan that was found does) are worked out when they are first asked for.

    `rules` says whose rules decided. The repr shows no person; ``overview(personal=True)`` does. Sentences
    are in `language`.
    """

    summary_sheet: ClassVar[Text | None] = text(id="Ringkasan", en="Summary")

    region: str
    period: Period
    budget: float | None
    value: float
    bound: float
    cost: float
    fee_saved: float
    interrupted: bool
    prices: Prices | None = attrs.field(repr=False)
    seats: pl.DataFrame = rows_of(PlannedSeat)
    sessions: pl.DataFrame = rows_of(PlannedSession)
    by_source: pl.DataFrame = rows_of(SourceRow, order=5)
    by_unit: pl.DataFrame = rows_of(UnitCoverage, order=3)
    reach: pl.DataFrame = rows_of(ImpactRow, has_sheet=False, order=9)
    reasons: pl.DataFrame = rows_of(WithoutSeat, order=4)
    changes: pl.DataFrame = rows_of(PlanChange, optional=True, order=-1)
    rules: str = ""
    language: str = "id"

    @computed_rows(BindingLimit, order=6, slow=True)
    def limits(self) -> pl.DataFrame:
        """The limits that bind, the dearest first: price, and what one unit more adds."""
        return self.prices.limits if self.prices else empty_table(BindingLimit)

    @computed_rows(CurvePoint, order=7, slow=True)
    def curve(self) -> pl.DataFrame:
        """Value over budget: the value no plan exceeds, and that of a plan that was found."""
        return self.prices.curve if self.prices else empty_table(CurvePoint)

    @property
    def next_money(self) -> float | None:
        """By how much Rp 100 million more raise the value at most; 0 where money is not what is short."""
        return self.prices.next_money.at_most if self.prices else None

    @property
    def next_money_found(self) -> float | None:
        """By how much a plan that was found for Rp 100 million more is worth more than this one."""
        return self.prices.next_money.found if self.prices else None

    @property
    def gap(self) -> float:
        """How much better, as a share of the value, another plan could be at most."""
        if self.value <= 0:
            return 0.0 if self.bound <= 0 else float("inf")
        return max(0.0, self.bound / self.value - 1)

    @property
    def quality(self) -> str:
        """The proven bound in words, in the language of the plan."""
        return self.quality_in(self.language)

    def quality_in(self, language: str) -> str:
        """The proven bound in words, in ``"id"`` or ``"en"``."""
        return quality_in_words(self.gap).in_(language)

    def title(self) -> str:
        """Region, period, seats, sessions and cost."""
        sentence = Message(
            "Plan {region} {period}: seats {seats}, sessions {held} of {sessions}, {cost}",
            region=self.region,
            period=self.period,
            seats=Figure(self.seats.height),
            held=Figure(self._held.height),
            sessions=Figure(self.sessions.height),
            cost=Figure(self.cost, "rupiah"),
        )
        return sentence.in_(self.language)

    def facts(self) -> Facts:
        """Money, value, bound and quality."""
        return {
            "region": self.region,
            "rules": self.rules,
            "period": str(self.period),
            "budget": self.budget,
            "value": self.value,
            "bound": self.bound,
            "gap": self.gap,
            "quality": self.quality,
            "interrupted": self.interrupted,
            "cost": self.cost,
            "fee_saved": self.fee_saved,
            "value_of_next_100_million": self.next_money,
            "value_of_next_100_million_found": self.next_money_found,
        }

    @property
    def _held(self) -> pl.DataFrame:
        return self.sessions.filter("held") if self.sessions.height else self.sessions

    def summary(self) -> Summary:
        """What was decided, what it reaches, and how good it is."""
        language = self.language
        quality = (
            Message("the search was interrupted; {quality}") if self.interrupted else Message("{quality}")
        )
        not_held = self.sessions.height - self._held.height
        no_limit = Message("not limited")
        lines: list[tuple[Message, object]] = [
            (Message("Region and period"), f"{self.region}, {self.period}"),
            (Message("Budget"), no_limit if self.budget is None else Figure(self.budget, "rupiah")),
            (Message("Cost of the plan"), Figure(self.cost, "rupiah")),
            (
                Message("Sessions held"),
                Message(
                    "{held} of {sessions} in the period",
                    held=Figure(self._held.height),
                    sessions=Figure(self.sessions.height),
                ),
            ),
            (
                Message("Seats"),
                Message(
                    "{seats} for {people} people",
                    seats=Figure(self.seats.height),
                    people=Figure(self.seats["nip"].n_unique()),
                ),
            ),
            (Message("Quality of the plan (proven)"), quality.with_(quality=quality_in_words(self.gap))),
            (
                Message("Value of the plan and its upper bound"),
                Message(
                    "{value} and {bound}",
                    value=Figure(self.value, "decimal"),
                    bound=Figure(self.bound, "decimal"),
                ),
            ),
            (Message("Fees that volunteers save"), Figure(self.fee_saved, "rupiah")),
            *((measure, change) for measure, change in self._impact()),
            (
                Message("Sessions that are not held"),
                Message("{count}; the reasons stand in the sheet of sessions", count=Figure(not_held)),
            ),
            (
                Message("People without a seat, with the reason"),
                Message("{count}; see the sheet of reasons", count=Figure(self.reasons["nip"].n_unique())),
            ),
            (Message("Rules"), self.rules),
        ]
        return [(label.in_(language), _in(content, language)) for label, content in lines]

    def whole_summary(self) -> Summary:
        """The summary and what the next money brings."""
        label = Message("{amount} more", amount=Figure(MORE, "rupiah"))
        return [*self.summary(), (label.in_(self.language), self._more_money().in_(self.language))]

    def _impact(self) -> list[tuple[Message, Message]]:
        """Each measure of the whole, before and after."""
        unknown = Message("not known yet")
        return [
            (
                Message("{measure} ({unit})", measure=measure, unit=unit),
                Message(
                    "before {before}, after {after}",
                    before=unknown if before is None else Figure(before),
                    after=unknown if after is None else Figure(after),
                ),
            )
            for measure, unit, before, after in self.reach.iter_rows()
        ]

    def _more_money(self) -> Message:
        """What the next money brings: found, and at most."""
        gained, at_most = self.next_money_found, self.next_money
        if gained is None or at_most is None:
            return Message("not computed")
        if not at_most:
            return Message("adds nothing: money is not what is short")
        least, most = Figure(gained, "decimal"), Figure(at_most, "decimal")
        if gained == at_most:
            return Message("adds {value} to the value", value=most)
        if not gained:
            return Message(
                "adds at most {value} to the value; no plan that gains by it was found", value=most
            )
        return Message("adds at least {least} to the value and at most {most}", least=least, most=most)


def _in(content: object, language: str) -> str:
    says = getattr(content, "in_", None)
    return str(says(language)) if callable(says) else str(content)


def quality_in_words(gap: float) -> Message:
    """How much better a plan could be, as people read it; rounded up, so that it stays true.

    >>> quality_in_words(0.0128).in_("id"), quality_in_words(0.0)
    ('paling banyak 1,3% lebih baik yang mungkin', 'none is better')
    """
    if gap == float("inf"):
        return Message("its bound is not known")
    if gap < 1e-9:
        return Message("none is better")
    share = math.ceil(gap * 1000 - 1e-9) / 1000
    return Message("another could be better by {share} at most", share=Figure(share, "percent"))
