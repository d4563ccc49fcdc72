"""Teaching: from which background speakers come, and which material was made with others.

The document wants speakers of several backgrounds and material made with universities and training
institutes. Who a programme is held with stands in its partner, else in its provider.
"""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    CandidateSeat,
    Parameters,
    Programme,
    Session,
    indicator,
    is_one_of,
    max_of,
    nw,
    round_half_up,
    single_value_of,
    summary,
    text,
)


@summary(
    of=Session,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Latar belakang narasumber", en="Background of the speakers"),
)
def speaker_background(partner_kind: nw.Expr) -> Aggregate:
    """The kind of body that the programme of the session is held with; null where nobody is named."""
    return single_value_of(partner_kind, where=~partner_kind.is_null())


@indicator(
    of=Programme,
    kind="flag",
    label=text(id="Materi disusun bersama mitra", en="Made with a partner"),
    tolerates_null=("partner_kind", "is_partnership"),
)
def co_designed(partner_kind: nw.Expr, is_partnership: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether a university or a training institute outside the own government takes part.

    Null where nobody is named.
    """
    makers = p.lookup("lhokseumawe.teaching.co_designers").codes(True)
    return is_partnership & is_one_of(partner_kind, makers)


@indicator(
    of=Programme,
    bounds=(1, None),
    label=text(id="Bobot materi bersama", en="Weight of shared material"),
    tolerates_null=("co_designed",),
)
def co_design_weight(co_designed: nw.Expr, p: Parameters) -> nw.Expr:
    """What a seat is worth more where the material was made with a partner; 1 elsewhere."""
    more = 1 + p.number("lhokseumawe.teaching.co_design_bonus")
    return nw.when(co_designed).then(nw.lit(more)).otherwise(nw.lit(1.0))


@summary(
    of=CandidateSeat,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Bobot materi bersama", en="Weight of shared material"),
)
def seat_co_design_weight(co_design_weight: nw.Expr) -> Aggregate:
    """The weight of the programme in which the seat is."""
    return max_of(co_design_weight)


@indicator(of=CandidateSeat, label=text(id="Nilai kursi", en="Value of the seat"))
def seat_value(inherited: nw.Expr, seat_co_design_weight: nw.Expr) -> nw.Expr:
    """The national value, more where the material was made with a university or training institute."""
    return round_half_up(inherited * seat_co_design_weight, 4)


def effective_number(counts: list[int]) -> float:
    """How many kinds of equal size are as diverse: one over the sum of squared shares (Simpson, Hill).

    >>> effective_number([5, 5, 5]), effective_number([9])
    (3.0, 1.0)
    """
    whole = sum(counts)
    return whole * whole / sum(count * count for count in counts)
