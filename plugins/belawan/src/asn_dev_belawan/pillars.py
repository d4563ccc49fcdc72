"""Three pillars of a person: competence for the post, character, and the skills of the task.

Character is what superiors and peers say of the behaviour that BerAKHLAK asks for (SE MenPANRB 20/2021),
in the questionnaire ``berakhlak``. What is unknown is left out, never filled in.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    DimensionScore,
    Instruments,
    Parameters,
    Period,
    Rater,
    Response,
    count_of,
    indicator,
    is_one_of,
    mean_of,
    nw,
    round_half_up,
    summary,
    text,
)

CHARACTER = "berakhlak"
"""The code of the questionnaire about a person's behaviour."""
PILLARS = {"pillar_competence": "kompetensi", "pillar_character": "karakter", "pillar_skills": "keterampilan"}
"""The three pillars, and what they are called where one is named; of equal ones the first is named."""

pillar = partial(indicator, of=CivilServant, bounds=(0, 100))
each_person = partial(indicator, of=CivilServant)


# --- competence -----------------------------------------------------------------------------------


@pillar(label=text(id="Pilar kompetensi", en="Pillar of competence"))
def pillar_competence(job_person_match: nw.Expr) -> nw.Expr:
    """The job person match, 100 at most."""
    return nw.when(job_person_match > 100).then(nw.lit(100.0)).otherwise(job_person_match)


# --- character ------------------------------------------------------------------------------------


def _of_others(instrument: nw.Expr, rater: nw.Expr, day: nw.Expr, period: Period) -> nw.Expr:
    """What superiors and peers said in the period; what people say of themselves does not count."""
    others = is_one_of(rater, (Rater.SUPERIOR.value, Rater.PEER.value))
    return (instrument == CHARACTER) & others & period.contains(day)


@summary(
    of=CivilServant,
    source=Response,
    key={"subject": "nip"},
    unit="orang",
    label=text(id="Penilai karakter", en="Judges of character"),
)
def character_raters(instrument: nw.Expr, rater: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many superiors and peers judged the person."""
    return count_of(where=_of_others(instrument, rater, day, period))


@summary(
    of=CivilServant,
    source=DimensionScore,
    key={"subject": "nip"},
    label=text(id="Perilaku BerAKHLAK, rata-rata", en="BerAKHLAK behaviour, mean"),
)
def character_mean(
    instrument: nw.Expr, rater: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period
) -> Aggregate:
    """The mean over the seven values and all judges, on the scale of the questionnaire."""
    return mean_of(score, where=_of_others(instrument, rater, day, period))


@pillar(label=text(id="Pilar karakter", en="Pillar of character"))
def pillar_character(
    character_mean: nw.Expr, character_raters: nw.Expr, instruments: Instruments, p: Parameters
) -> nw.Expr:
    """The mean on a scale of 0 to 100; null where fewer judged the person than the parameter asks for."""
    scale = instruments[CHARACTER].instrument
    points = (character_mean - scale.least) / (scale.greatest - scale.least) * 100
    return nw.when(character_raters >= p.number("belawan.character.fewest_raters")).then(points)


# --- skills ---------------------------------------------------------------------------------------


@pillar(label=text(id="Pilar keterampilan", en="Pillar of skills"))
def pillar_skills(technical_match: nw.Expr) -> nw.Expr:
    """The technical match, at most 100; null where it is."""
    return nw.when(technical_match > 100).then(nw.lit(100.0)).otherwise(technical_match)


# --- the three together ---------------------------------------------------------------------------


def _parts(competence: nw.Expr, character: nw.Expr, skills: nw.Expr) -> dict[str, nw.Expr]:
    return dict(zip(PILLARS, (competence, character, skills), strict=True))


@each_person(
    bounds=(0, 1),
    label=text(id="Bagian tiga pilar yang diketahui", en="Known share of the pillars"),
    tolerates_null=("pillar_competence", "pillar_character", "pillar_skills"),
)
def three_pillars_known(
    pillar_competence: nw.Expr, pillar_character: nw.Expr, pillar_skills: nw.Expr, p: Parameters
) -> nw.Expr:
    """The weight of the known pillars over the weight of all."""
    parts = _parts(pillar_competence, pillar_character, pillar_skills)
    return round_half_up(p.weights("belawan.pillars.weights").known(parts))


@pillar(
    label=text(id="Tiga pilar", en="Three pillars"),
    tolerates_null=("pillar_competence", "pillar_character", "pillar_skills"),
)
def three_pillars(
    pillar_competence: nw.Expr,
    pillar_character: nw.Expr,
    pillar_skills: nw.Expr,
    three_pillars_known: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The known pillars weighed, 0 to 100; null where too little of the three is known."""
    parts = _parts(pillar_competence, pillar_character, pillar_skills)
    enough = three_pillars_known >= p.number("belawan.pillars.least_known")
    return nw.when(enough).then(round_half_up(p.weights("belawan.pillars.weights").mean(parts)))


@each_person(
    kind="text",
    values=("kuat", "cukup", "perlu dibina"),
    label=text(id="Kategori tiga pilar", en="Band of the three pillars"),
)
def pillar_band(three_pillars: nw.Expr, p: Parameters) -> nw.Expr:
    """The band of the three pillars; null where they are."""
    return p.bands("belawan.pillars.band").of(three_pillars)


@each_person(
    kind="text",
    values=tuple(PILLARS.values()),
    label=text(id="Pilar terlemah", en="Weakest pillar"),
    tolerates_null=("pillar_competence", "pillar_character", "pillar_skills"),
)
def weakest_pillar(
    pillar_competence: nw.Expr, pillar_character: nw.Expr, pillar_skills: nw.Expr, three_pillars: nw.Expr
) -> nw.Expr:
    """Which of the known pillars is the lowest; null where the three pillars are, and where all are full."""
    parts = _parts(pillar_competence, pillar_character, pillar_skills)
    least = nw.min_horizontal(*parts.values())
    weakest = nw.lit(None, nw.String)
    for name, word in reversed(PILLARS.items()):
        weakest = nw.when(parts[name] == least).then(nw.lit(word)).otherwise(weakest)
    return nw.when(~three_pillars.is_null() & (least < 100)).then(weakest)
