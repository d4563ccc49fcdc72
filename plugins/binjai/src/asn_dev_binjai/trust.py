"""Trust: what citizens say of the government that serves them, for the long run.

The questionnaire stands in ``instruments/kepercayaan.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    DimensionScore,
    Instruments,
    Parameters,
    Period,
    Response,
    Unit,
    count_of,
    indicator,
    mean_of,
    nw,
    summary,
    text,
)

TRUST = "kepercayaan"

of_scores = partial(summary, of=Unit, source=DimensionScore, key={"unit": "name"})
of_responses = partial(summary, of=Unit, source=Response, key={"unit": "name"})


@of_responses(unit="orang", label=text(id="Responden kepercayaan", en="Respondents on trust"))
def trust_respondents(instrument: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many citizens answered in the period."""
    return count_of(where=(instrument == TRUST) & period.contains(day))


@of_scores(label=text(id="Kepercayaan, rata-rata (1-5)", en="Trust, mean (1-5)"))
def trust_mean(instrument: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean of what they said, on the scale of the questionnaire."""
    return mean_of(score, where=(instrument == TRUST) & period.contains(day))


@indicator(of=Unit, bounds=(0, 100), label=text(id="Indeks kepercayaan", en="Index of trust"))
def trust_index(
    trust_mean: nw.Expr, trust_respondents: nw.Expr, instruments: Instruments, p: Parameters
) -> nw.Expr:
    """The mean on a scale from 0 to 100; null where too few citizens answered to show it."""
    if TRUST not in instruments:
        return nw.when(trust_respondents < 0).then(trust_mean)
    scale = instruments[TRUST].instrument
    index = (trust_mean - scale.least) / (scale.greatest - scale.least) * 100
    return nw.when(trust_respondents >= p.number("privacy.minimum_group")).then(index)
