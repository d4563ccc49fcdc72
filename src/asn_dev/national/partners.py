"""Partners: with whom a programme is held, and whether it brings units together.

Who is meant stands only in names; the words by which they are told apart stand in
``parameters/partners.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Enrolment,
    Parameters,
    Participation,
    Period,
    Programme,
    indicator,
    is_one_of,
    max_of,
    mentions,
    min_of,
    nw,
    single_value_of,
    summary,
    text,
)

of_participants = partial(summary, of=Programme, source=Enrolment, key={"programme": "code"})


def kind_of(name: nw.Expr, p: Parameters) -> nw.Expr:
    """The kind of body that a name means: the first of the parameter whose words it has; null for null."""
    kinds = p.lookup("partners.kind")
    matching = nw.lit(kinds.otherwise, dtype=nw.String)
    for kind in reversed(dict.fromkeys(kinds.values())):
        matching = nw.when(mentions(name, kinds.codes(kind))).then(nw.lit(kind)).otherwise(matching)
    return nw.when(~name.is_null()).then(matching)


@indicator(
    of=Programme,
    kind="text",
    label=text(id="Jenis mitra", en="Kind of partner"),
    tolerates_null=("partner", "provider_held"),
    counts_known=True,
)
def partner_kind(partner: nw.Expr, provider_held: nw.Expr, p: Parameters) -> nw.Expr:
    """What kind of body the partner is, or where none is named the provider; null where both are unknown."""
    return kind_of(nw.coalesce(partner, provider_held), p)


@indicator(
    of=Programme,
    kind="flag",
    label=text(id="Dengan mitra", en="With a partner"),
    tolerates_null=("partner", "provider_held"),
    counts_known=True,
)
def is_partnership(partner: nw.Expr, provider_held: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether somebody outside the own government takes part; null where nobody is named."""
    own = p.lookup("partners.own").codes(True)
    outside, provided = ~mentions(partner, own), ~mentions(provider_held, own)
    return nw.when(outside.fill_null(False)).then(nw.lit(True)).otherwise(nw.coalesce(provided, outside))


@indicator(of=Participation, kind="text", label=text(id="Jenis penyelenggara", en="Kind of provider"))
def provider_kind(provider: nw.Expr, p: Parameters) -> nw.Expr:
    """What kind of body held an activity; null where it is unknown."""
    return kind_of(provider, p)


@indicator(
    of=Participation,
    kind="flag",
    label=text(id="Kursus kepemimpinan", en="Leadership course"),
    tolerates_null=("leadership", "form"),
)
def is_leadership(leadership: nw.Expr, form: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether an activity is of a form that counts as leadership training, or is named as such a training.

    Null where the two contradict each other, and where nothing is known of either.
    """
    in_form = is_one_of(form, p.lookup("partners.leadership_forms").codes(True))
    named = ~leadership.is_null()
    yes = nw.when(in_form | (in_form.is_null() & named)).then(nw.lit(True))
    return nw.when(~in_form & ~named).then(nw.lit(False)).otherwise(yes)


# --- people of several units ----------------------------------------------------------------------


@summary(
    of=Enrolment,
    source=CivilServant,
    key="nip",
    label=text(id="Unit peserta", en="Participant's unit"),
    counts_known=True,
)
def participant_unit(unit: nw.Expr) -> Aggregate:
    """The unit in which the person stands on the staff list."""
    return single_value_of(unit, where=~unit.is_null())


@of_participants(label=text(id="Unit peserta, pertama", en="Units of participants, first"), counts_known=True)
def units_attending(participant_unit: nw.Expr, attended: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """The first unit, in the order of the alphabet, of those who came in the period."""
    return min_of(participant_unit, where=attended & period.contains(end))


@of_participants(label=text(id="Unit peserta, terakhir", en="Units of participants, last"), counts_known=True)
def units_attending_too(
    participant_unit: nw.Expr, attended: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The same from the other end: all came from one unit where the two are equal."""
    return max_of(participant_unit, where=attended & period.contains(end))


@indicator(of=Programme, kind="flag", label=text(id="Lintas unit", en="Across units"))
def is_joint(units_attending: nw.Expr, units_attending_too: nw.Expr) -> nw.Expr:
    """Whether people of two or more units came; null where no unit is known."""
    return units_attending != units_attending_too
