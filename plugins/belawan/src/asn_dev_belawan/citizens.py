"""The citizens' voice: what they say of the forum (questionnaire ``forum_warga``), in the unit's score."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    DimensionScore,
    Instruments,
    Parameters,
    Period,
    Unit,
    count_of,
    indicator,
    mean_of,
    nw,
    round_half_up,
    summary,
    text,
)

FORUM = "forum_warga"
"""The code of the questionnaire about the forum."""

of_voices = partial(summary, of=Unit, source=DimensionScore, key={"unit": "name"})


@of_voices(unit="warga", label=text(id="Warga yang menilai forum", en="Citizens who judged the forum"))
def forum_respondents(instrument: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many citizens answered about the unit in the period."""
    return count_of(where=(instrument == FORUM) & period.contains(day))


@of_voices(label=text(id="Forum warga, rata-rata", en="Citizens' forum, mean"))
def forum_mean(instrument: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean of their answers, on the scale of the questionnaire."""
    return mean_of(score, where=(instrument == FORUM) & period.contains(day))


@indicator(of=Unit, bounds=(0, 100), label=text(id="Suara warga (forum)", en="Citizens' voice (forum)"))
def citizen_forum_score(
    forum_mean: nw.Expr, forum_respondents: nw.Expr, instruments: Instruments, p: Parameters
) -> nw.Expr:
    """The mean on a scale of 0 to 100; null where fewer spoke than the parameter asks for."""
    scale = instruments[FORUM].instrument
    points = (forum_mean - scale.least) / (scale.greatest - scale.least) * 100
    return nw.when(forum_respondents >= p.number("belawan.voice.fewest")).then(round_half_up(points))


@indicator(
    of=Unit,
    bounds=(0, 100),
    label=text(id="Skor kinerja unit", en="Score of the unit"),
    tolerates_null=("citizen_forum_score",),
)
def unit_score(inherited: nw.Expr, citizen_forum_score: nw.Expr, p: Parameters) -> nw.Expr:
    """Medan's score mixed with the citizens' voice; where too few citizens spoke, Medan's score stands."""
    weight = p.number("belawan.voice.weight")
    mixed = round_half_up((1 - weight) * inherited + weight * citizen_forum_score)
    return nw.when(~citizen_forum_score.is_null()).then(mixed).otherwise(inherited)
