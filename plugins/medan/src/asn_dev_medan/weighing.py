"""Weighing: one figure from several parts, of which some may not be known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add

from asn_dev.plugin import Lookup, Parameters, nw, round_half_up


def weighed(parts: Mapping[str, nw.Expr], weights: Lookup) -> nw.Expr:
    """The mean of the known parts under their weights, to two decimals; null where none is known.

    An unknown part is left out, and the weights of the others grow in proportion.
    """
    points = reduce(add, (part.fill_null(0.0) * weights[name] for name, part in parts.items()))
    known = _known(parts, weights)
    return nw.when(known > 0).then(round_half_up(points / known))


def known_share(parts: Mapping[str, nw.Expr], weights: Lookup) -> nw.Expr:
    """The weight of the known parts over the weight of all; 0 to 1."""
    return round_half_up(_known(parts, weights) / sum(weights[name] for name in parts))


def of_enough(value: nw.Expr, people: nw.Expr, p: Parameters) -> nw.Expr:
    """The value where at least ``privacy.minimum_group`` people stand behind it, else null."""
    return nw.when(people >= p.number("privacy.minimum_group")).then(value)


def _known(parts: Mapping[str, nw.Expr], weights: Lookup) -> nw.Expr:
    known = (nw.when(~part.is_null()).then(weights[name]).otherwise(0.0) for name, part in parts.items())
    return reduce(add, known)
