"""Limits: what the chosen among many candidates must keep to together, as a sum with a bound.

A **limit** groups the candidates of a record (`per`), says what each counts for when it is chosen, and
bounds the sum over each group. Its function takes what an indicator takes and returns `at_most` or
`at_least`. It comes through the hook `asn_dev_rules`; a region replaces a limit by one of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import narwhals as nw

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.rules.definitions import Rule, Text, arguments_of

DAY = "day"
"""In `per`: each day on which the session of a seat runs, first and last included."""


@attrs.frozen(eq=False)
class Limit(Rule):
    """A bound on the sum over the chosen candidates of each group; `unit` is what the sum counts."""

    per: tuple[str, ...] = ()
    unit: str = ""


@attrs.frozen(eq=False)
class SumBound:
    """What a limit returns: the bound, whether from above, and what is added up.

    `counts` is what a chosen seat counts for (without it: 1), `once` what its session counts for as
    soon as it is held, `where` which candidates belong to the sum at all. The bound must be the same
    for all candidates of a group; an unknown bound does not bind, an unknown count is no count.
    """

    bound: nw.Expr
    above: bool
    counts: nw.Expr | None = None
    once: nw.Expr | None = None
    where: nw.Expr | None = None


def at_most(
    bound: nw.Expr,
    *,
    counts: nw.Expr | None = None,
    once: nw.Expr | None = None,
    where: nw.Expr | None = None,
) -> SumBound:
    """The sum over the chosen of a group is at most the bound."""
    return SumBound(bound, True, counts, once, where)


def at_least(
    bound: nw.Expr,
    *,
    counts: nw.Expr | None = None,
    once: nw.Expr | None = None,
    where: nw.Expr | None = None,
) -> SumBound:
    """The sum over the chosen of a group is at least the bound; in a group by session, if it is held."""
    return SumBound(bound, False, counts, once, where)


def limit(
    *, of: type, per: str | Sequence[str] = (), label: Text, unit: str = "", reference: str = ""
) -> Callable[[Callable[..., SumBound]], Limit]:
    """Make a function a limit on the candidates of a record.

    `per` names the columns that make the groups: none for one sum over all, ``"session"`` for a limit
    that holds where the session is held, ``("unit", "day")`` for one of each unit on each day.

    >>> from asn_dev.model import CandidateSeat
    >>> from asn_dev.rules.definitions import text
    >>> @limit(of=CandidateSeat, per="unit", label=text(id="JP per unit", en="Hours a unit"), unit="JP")
    ... def hours_of_a_unit(hours):
    ...     return at_most(nw.lit(400.0), counts=hours)
    >>> hours_of_a_unit.per, hours_of_a_unit.reads
    (('unit',), ('hours',))
    """
    groups = (per,) if isinstance(per, str) else tuple(per)

    def make(function: Callable[..., SumBound]) -> Limit:
        if len(set(groups)) < len(groups):
            raise RuleError(
                Message("names a column twice in 'per'"), rule=function.__name__, plugin=function.__module__
            )
        return Limit(
            of=of,
            name=function.__name__,
            label=label,
            function=function,
            reads=arguments_of(function),
            per=groups,
            unit=unit,
            reference=reference,
        )

    return make
