"""What was found of programmes that were held: whether to go on with them."""

from __future__ import annotations

from asn_dev.plugin import Programme, indicator, nw, text


@indicator(
    of=Programme,
    kind="text",
    values=("lanjutkan", "sesuaikan", "hentikan"),
    label=text(id="Keputusan atas program", en="Decision on the programme"),
)
def programme_decision(code: nw.Expr) -> nw.Expr:
    """Go on, adapt or stop; null while it is too early to say."""
    return nw.when(code.is_null()).then(code)
