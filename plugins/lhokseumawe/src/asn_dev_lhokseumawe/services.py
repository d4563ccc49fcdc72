"""Services: which unit is the civil registry, whose waits and errors the document names."""

from __future__ import annotations

from asn_dev.plugin import Parameters, Unit, indicator, mentions, nw, text


@indicator(of=Unit, kind="flag", label=text(id="Layanan kependudukan", en="Civil registry"))
def is_civil_registry(name: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the unit is the civil registry, by words in its name."""
    return mentions(name.cast(nw.String), p.lookup("lhokseumawe.civil_registry.words").codes(True))
