"""Factories of rules that regions write alike: the index of a survey, and a weighted score of known parts.

Each makes a function the main rule of several; the others come along with it as its `companions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import narwhals as nw

from asn_dev.model import DimensionScore, Rater, Response
from asn_dev.rules.aggregates import Aggregate, count_of, mean_of
from asn_dev.rules.definitions import Indicator, Summary, Text, arguments_of
from asn_dev.rules.instruments import Instruments
from asn_dev.rules.parameters import Parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.values import is_one_of, round_half_up

MINIMUM_GROUP = "privacy.minimum_group"


def survey_index(
    *,
    of: type,
    instrument: str,
    prefix: str,
    label: Text,
    respondents: Text,
    mean: Text,
    key: Mapping[str, str] | None = None,
    raters: Sequence[Rater] = (),
    dimension: str = "",
    fewest: str = MINIMUM_GROUP,
    counted_as: str = "respondents",
    rounded: bool = False,
    unit: str = "",
    reference: str = "",
) -> Callable[[Callable[[], object]], Indicator]:
    """Make a function the index of a survey for each row of a record: what was said, from 0 to 100.

    Three rules come of it: how many answered in the period (``{prefix}_{counted_as}``), the mean of what they
    said on the scale of the questionnaire (``{prefix}_mean``), and, under the name of the function, that mean
    on a scale of 0 to 100, which is null where fewer answered than the parameter `fewest` asks for.

    Args:
        of: the record the index belongs to.
        instrument: the code of the questionnaire.
        prefix: what the names of the other two rules begin with.
        label: what readers call the index.
        respondents: what readers call the number of those who answered.
        mean: what readers call the mean.
        key: columns of the answers with those of the record that they belong to (default: the unit's name).
        raters: who counts; without them everybody does.
        dimension: where only those count as respondents who answered one of its dimensions, its code.
        fewest: the parameter with the fewest respondents.
        counted_as: how the name of their number ends.
        rounded: whether the index is rounded half up, to two decimals.
        unit: what the number of respondents counts.
        reference: the regulation that the index carries out.

    >>> from asn_dev.model import Unit
    >>> from asn_dev.rules.labels import text
    >>> @survey_index(
    ...     of=Unit, instrument="kepercayaan", prefix="trust",
    ...     label=text(id="Indeks kepercayaan", en="Index of trust"),
    ...     respondents=text(id="Responden", en="Respondents"), mean=text(id="Rata-rata", en="Mean"),
    ... )
    ... def trust_index():
    ...     '''What citizens say of the government that serves them.'''
    >>> [rule.name for rule in (*trust_index.companions, trust_index)]
    ['trust_respondents', 'trust_mean', 'trust_index']
    """
    pairs = tuple((key or {"unit": "name"}).items())
    count_name, mean_name = f"{prefix}_{counted_as}", f"{prefix}_mean"
    rater, asked = ("rater",) if raters else (), ("dimension",) if dimension else ()

    def counts(instrument_of: nw.Expr, day: nw.Expr, period: Period, who: nw.Expr | None) -> nw.Expr:
        here = (instrument_of == instrument) & period.contains(day)
        return here if who is None else here & is_one_of(who, [str(each.value) for each in raters])

    def count(*, instrument: nw.Expr, day: nw.Expr, period: Period, **others: nw.Expr) -> Aggregate:
        where = counts(instrument, day, period, others.get("rater"))
        return count_of(where=where & (others["dimension"] == dimension) if dimension else where)

    def average(
        *, instrument: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period, rater: nw.Expr | None = None
    ) -> Aggregate:
        return mean_of(score, where=counts(instrument, day, period, rater))

    def index(*, instruments: Instruments, p: Parameters, **of_answers: nw.Expr) -> nw.Expr:
        answered, average_score = of_answers[count_name], of_answers[mean_name]
        if instrument not in instruments:
            return nw.when(answered < 0).then(average_score)
        scale = instruments[instrument].instrument
        points = (average_score - scale.least) / (scale.greatest - scale.least) * 100
        return nw.when(answered >= p.number(fewest)).then(round_half_up(points) if rounded else points)

    def make(function: Callable[[], object]) -> Indicator:
        summary_of = partial(Summary, of=of, key=pairs, reference=reference)
        return Indicator(
            of=of,
            name=function.__name__,
            label=label,
            function=_named_like(function, index),
            reads=(mean_name, count_name, "instruments", "p"),
            bounds=(0, 100),
            reference=reference,
            companions=(
                summary_of(
                    name=count_name, label=respondents, function=_named_like(function, count),
                    reads=("instrument", *rater, *asked, "day", "period"), unit=unit,
                    source=DimensionScore if dimension else Response,
                ),
                summary_of(
                    name=mean_name, label=mean, function=_named_like(function, average),
                    reads=("instrument", *rater, "score", "day", "period"), source=DimensionScore,
                ),
            ),
        )  # fmt: skip

    return make


def weighted_score(
    *,
    of: type,
    weights: str,
    share: str,
    label: Text,
    share_label: Text,
    least_known: str | None = None,
    people: str | None = None,
    share_rounded: bool = False,
    reference: str = "",
) -> Callable[[Callable[..., Mapping[str, nw.Expr] | None]], Indicator]:
    """Make a function that gives the parts of a score the score of what is known of them, from 0 to 100.

    Its arguments are the parts, named as their weights are; it returns them on one scale of 0 to 100, or
    nothing if they are on it already. Two rules come of it: under the name of the function the mean of the
    known parts by their weights, rounded half up to two decimals, and under the name `share` the weight of
    the known parts over that of all, 0 to 1. What is unknown is left out, never filled in.

    Args:
        of: the record the score belongs to.
        weights: the parameter with the weight of each part.
        share: the name of the share that is known.
        label: what readers call the score.
        share_label: what readers call that share.
        least_known: the parameter with the least share of which a score is made; without it any is enough.
        people: the column with how many people stand behind a score; null below ``privacy.minimum_group``.
        share_rounded: whether the share is rounded too.
        reference: the regulation that the score carries out.

    >>> from asn_dev.model import Unit
    >>> from asn_dev.rules.labels import text
    >>> @weighted_score(
    ...     of=Unit, weights="kota.weights", share="score_known", least_known="kota.least_known",
    ...     label=text(id="Skor", en="Score"), share_label=text(id="Diketahui", en="Known"),
    ... )
    ... def score(unit_joint_share, unit_cooperation):
    ...     '''Shares, and answers from 1 to 5, on one scale.'''
    ...     joint, cooperation = unit_joint_share * 100, (unit_cooperation - 1) * 25
    ...     return {"unit_joint_share": joint, "unit_cooperation": cooperation}
    >>> score.reads, [rule.name for rule in score.companions]
    (('unit_joint_share', 'unit_cooperation', 'score_known', 'p'), ['score_known'])
    """

    def make(function: Callable[..., Mapping[str, nw.Expr] | None]) -> Indicator:
        names = arguments_of(function)
        also = tuple(name for name in (share if least_known else None, people) if name)

        def parts_of(arguments: Mapping[str, Any]) -> Mapping[str, nw.Expr]:
            parts = {name: arguments[name] for name in names}
            return function(**parts) or parts

        def weight_known(*, p: Parameters, **arguments: nw.Expr) -> nw.Expr:
            known_weight = p.weights(weights).known(parts_of(arguments))
            return round_half_up(known_weight) if share_rounded else known_weight

        def score(*, p: Parameters, **arguments: nw.Expr) -> nw.Expr:
            value = round_half_up(p.weights(weights).mean(parts_of(arguments)))
            if least_known:
                value = nw.when(arguments[share] >= p.number(least_known)).then(value)
            if people:
                value = nw.when(arguments[people] >= p.number(MINIMUM_GROUP)).then(value)
            return value

        companion = Indicator(
            of=of, name=share, label=share_label, function=_named_like(function, weight_known),
            reads=(*names, "p"), bounds=(0, 1), tolerates_null=names, reference=reference,
        )  # fmt: skip
        return attrs.evolve(
            companion, name=function.__name__, label=label, function=_named_like(function, score),
            reads=(*names, *also, "p"), bounds=(0, 100), companions=(companion,),
        )  # fmt: skip

    return make


def _named_like(function: Callable[..., Any], inner: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a rule, at home where it was declared and documented as it is there."""
    inner.__module__, inner.__doc__ = function.__module__, function.__doc__
    return inner
