"""Enough people: what may be shown of a unit, and what its scores may stand on."""

from __future__ import annotations

from asn_dev.plugin import Parameters, nw


def of_enough(value: nw.Expr, people: nw.Expr, p: Parameters) -> nw.Expr:
    """The value where at least ``privacy.minimum_group`` people stand behind it, else null."""
    return nw.when(people >= p.number("privacy.minimum_group")).then(value)
