"""The citizens' voice: what they say of the forum (questionnaire ``forum_warga``), in the unit's score."""

from __future__ import annotations

from asn_dev.plugin import Parameters, Unit, indicator, nw, round_half_up, survey_index, text

FORUM = "forum_warga"
"""The code of the questionnaire about the forum."""


@survey_index(
    of=Unit,
    instrument=FORUM,
    prefix="forum",
    dimension="forum",
    unit="warga",
    fewest="belawan.voice.fewest",
    rounded=True,
    label=text(id="Suara warga (forum)", en="Citizens' voice (forum)"),
    respondents=text(id="Warga yang menilai forum", en="Citizens who judged the forum"),
    mean=text(id="Forum warga, rata-rata", en="Citizens' forum, mean"),
)
def citizen_forum_score() -> None:
    """What citizens say, on a scale of 0 to 100; null where fewer spoke than the parameter asks for."""


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
