"""The plan as a value: what was decided, what it reaches, how good it is, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import polars as pl

from asn_dev.overviews import Grid, HasOverview, Overview, count, counted
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.periods import Period


@attrs.frozen(eq=False, repr=False)
class Plan(HasOverview):
    """A development plan: who sits in which session, what it costs and reaches, and how good it is.

    `value` is the sum of the values of its seats, `bound` the value that no plan exceeds, proven;
    `interrupted` says that the search was ended by hand, `next_money` by how much the value can rise at
    most with Rp 100 million more. Frames, all of Polars:

    - `seats`: one row a seat, with session, person, competency, levels, hours, value and cost;
    - `sessions`: every session of the period, held or not, with participants, cost and the reason;
    - `by_source`, `by_unit`, `reach`: where the money goes, coverage, before and after;
    - `reasons`: why each person with a gap (or an unknown level) got nothing;
    - `limits`: those that bind, with their price; `curve`: the most benefit at other budgets;
    - `changes`: what is different from the plan before.

    `rules` says whose rules decided. The repr shows no person; ``overview(personal=True)`` does.
    """

    region: str
    period: Period
    budget: float | None
    value: float
    bound: float
    cost: float
    fee_saved: float
    next_money: float | None
    interrupted: bool
    seats: pl.DataFrame
    sessions: pl.DataFrame
    by_source: pl.DataFrame
    by_unit: pl.DataFrame
    reach: pl.DataFrame
    reasons: pl.DataFrame
    limits: pl.DataFrame
    curve: pl.DataFrame
    changes: pl.DataFrame
    rules: str = ""

    @property
    def gap(self) -> float:
        """How much better, as a share of the value, another plan could be at most."""
        if self.value <= 0:
            return 0.0 if self.bound <= 0 else float("inf")
        return max(0.0, self.bound / self.value - 1)

    @property
    def quality(self) -> str:
        """The proven bound in Indonesian words."""
        return quality_in_words(self.gap).id

    def quality_in(self, language: str) -> str:
        """The proven bound in words, in ``"id"`` or ``"en"``."""
        return quality_in_words(self.gap).in_(language)

    def save(self, path: str | Path) -> Path:
        """Write the plan as a workbook (.xlsx) that a training office can act on; returns the path.

        Raises `FileError` for another ending, or where the file cannot be written.
        """
        from asn_dev.planning.writing import write_plan

        return write_plan(self, Path(path))

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain values, whole: for JSON."""
        head = {
            "region": self.region,
            "rules": self.rules,
            "period": str(self.period),
            "budget": self.budget,
            "value": self.value,
            "bound": self.bound,
            "gap": self.gap if self.gap != float("inf") else None,
            "quality": self.quality,
            "interrupted": self.interrupted,
            "cost": self.cost,
            "fee_saved": self.fee_saved,
            "value_of_next_100_million": self.next_money,
        }
        frames = {
            field.name: getattr(self, field.name).to_dicts()
            for field in attrs.fields(type(self))
            if hasattr(getattr(self, field.name), "to_dicts")
        }
        return {**head, **frames}

    def overview(self, *, personal: bool = False) -> Overview:
        """What it costs and reaches, how good it is, who gets nothing; with `personal` persons are shown."""
        held = self.sessions.filter("held") if self.sessions.height else self.sessions
        facts: dict[str, object] = {
            "budget": "no limit" if self.budget is None else _rupiah(self.budget),
            "people": f"{self.seats['nip'].n_unique():,} in {count(self.seats.height, 'seat')}",
            "closes": f"{self.seats['gap_closed'].sum():,} levels of competency",
            "quality": _bound_in_words(self.gap)
            + ("; the search was interrupted" if self.interrupted else ""),
            "without a seat": counted(self.reasons["reason"]) or "nobody",
            "binding limits": counted(self.limits["limit"]) or "none",
            "rules": self.rules,
        }
        if self.next_money is not None:
            facts["Rp 100,000,000 more"] = (
                f"adds at most {self.next_money:,.1f} to the value of {self.value:,.1f}"
            )
        if self.changes.height:
            facts["changes"] = counted(self.changes["change"])
        grids = [
            Grid.of(held.select(_OF_SESSION), "Sessions held", most=20),
            Grid.of(self.seats.select(_OF_SEAT), "Seats", hidden=["name"]),
            Grid.of(self.by_unit, "Units", most=30),
            Grid.of(self.curve, "The most benefit at other budgets", most=20),
        ]
        title = (
            f"Plan {self.region} {self.period}: {count(self.seats.height, 'seat')} in {held.height:,} of "
            f"{count(self.sessions.height, 'session')}, {_rupiah(self.cost)}"
        )
        return Overview(title, facts, grids, personal)


_OF_SESSION = (
    "code",
    "programme_name",
    "start",
    "end",
    "mode",
    "participants",
    "capacity",
    "cost",
    "gap_closed",
)
_OF_SEAT = ("session", "nip", "name", "unit", "competency_name", "level", "required", "hours", "cost")


def _rupiah(amount: float) -> str:
    return f"Rp {amount:,.0f}"


def _bound_in_words(gap: float) -> str:
    """What is proven of the plan, in English; rounded up, so that it stays true."""
    import math

    if gap == float("inf"):
        return "its bound is not known yet"
    if gap < 1e-9:
        return "proven: no plan is better"
    return f"proven: no plan is more than {math.ceil(gap * 1000 - 1e-9) / 10:.1f} % better"


def quality_in_words(gap: float) -> Text:
    """How much better a plan could be, as people read it; rounded up, so that it stays true.

    >>> quality_in_words(0.0128).id, quality_in_words(0.0).en
    ('paling banyak 1,3 % lebih baik yang mungkin', 'none is better')
    """
    import math

    if gap == float("inf"):
        return text(id="batasnya belum diketahui", en="its bound is not known")
    if gap < 1e-9:
        return text(id="tidak ada yang lebih baik", en="none is better")
    shown = f"{math.ceil(gap * 1000 - 1e-9) / 10:.1f}"
    return text(
        id=f"paling banyak {shown.replace('.', ',')} % lebih baik yang mungkin",
        en=f"another could be better by {shown} % at most",
    )
