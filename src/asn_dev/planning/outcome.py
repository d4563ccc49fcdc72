"""The plan as a value: what was decided, what it reaches, how good it is, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.rules.periods import Period

if TYPE_CHECKING:
    import polars as pl


@attrs.frozen(eq=False, repr=False)
class Plan:
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

    The repr shows no person.
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

    @property
    def gap(self) -> float:
        """How much better, as a share of the value, another plan could be at most."""
        if self.value <= 0:
            return 0.0 if self.bound <= 0 else float("inf")
        return max(0.0, self.bound / self.value - 1)

    @property
    def quality(self) -> str:
        """The proven bound in words.

        >>> from asn_dev.planning.outcome import quality_in_words
        >>> quality_in_words(0.0128), quality_in_words(0.0)
        ('paling banyak 1,3 % lebih baik yang mungkin', 'tidak ada yang lebih baik')
        """
        return quality_in_words(self.gap)

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

    def __repr__(self) -> str:
        held = int(self.sessions["held"].sum()) if self.sessions.height else 0
        money = f"Rp {self.cost:,.0f}".replace(",", ".")
        ended = "; dihentikan" if self.interrupted else ""
        return (
            f"<Plan {self.region} {self.period}: {self.seats.height} kursi dalam {held} dari "
            f"{self.sessions.height} jadwal, {money}; {self.quality}{ended}>"
        )


def quality_in_words(gap: float) -> str:
    """How much better a plan could be, as people read it; rounded up, so that it stays true."""
    import math

    if gap == float("inf"):
        return "batasnya belum diketahui"
    if gap < 1e-9:
        return "tidak ada yang lebih baik"
    shown = math.ceil(gap * 1000 - 1e-9) / 10
    return f"paling banyak {shown:.1f} % lebih baik yang mungkin".replace(".", ",")
