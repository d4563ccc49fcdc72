"""Persuasion: which units are not ready for change.

What they are shown are the benefits that `asn_dev.evaluate` measured: the section of the report puts both
side by side.
"""

from __future__ import annotations

from asn_dev.plugin import Parameters, Unit, indicator, nw, text


@indicator(of=Unit, kind="flag", label=text(id="Perlu pendekatan persuasif", en="Needs persuasion"))
def needs_persuasion(unit_readiness: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the staff says that the unit is not ready for change; null where too few answered."""
    return unit_readiness < p.number("medan.persuasion.readiness")
