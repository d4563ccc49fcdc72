"""Three pillars of a person: competence for the post, character, and the skills of the task.

Character is what superiors and peers say of the behaviour that BerAKHLAK asks for (SE MenPANRB 20/2021),
in the questionnaire ``berakhlak``. What is unknown is left out, never filled in.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    CivilServant,
    Parameters,
    Rater,
    indicator,
    nw,
    survey_index,
    text,
    weighted_score,
)

CHARACTER = "berakhlak"
"""The code of the questionnaire about a person's behaviour."""
PILLARS = {"pillar_competence": "kompetensi", "pillar_character": "karakter", "pillar_skills": "keterampilan"}
"""The three pillars, and what they are called where one is named; of equal ones the first is named."""
WORDS = {
    "kompetensi": text(id="kompetensi", en="competence"),
    "karakter": text(id="karakter", en="character"),
    "keterampilan": text(id="keterampilan", en="skills"),
    "kuat": text(id="kuat", en="strong"),
    "cukup": text(id="cukup", en="fair"),
    "perlu dibina": text(id="perlu dibina", en="to be developed"),
}
"""What readers call pillars and bands."""

pillar = partial(indicator, of=CivilServant, bounds=(0, 100))
each_person = partial(indicator, of=CivilServant)


# --- competence -----------------------------------------------------------------------------------


@pillar(label=text(id="Pilar kompetensi", en="Pillar of competence"))
def pillar_competence(job_person_match: nw.Expr) -> nw.Expr:
    """The job person match, 100 at most."""
    return nw.when(job_person_match > 100).then(nw.lit(100.0)).otherwise(job_person_match)


# --- character ------------------------------------------------------------------------------------


@survey_index(
    of=CivilServant,
    instrument=CHARACTER,
    prefix="character",
    key={"subject": "nip"},
    raters=(Rater.SUPERIOR, Rater.PEER),
    counted_as="raters",
    unit="orang",
    fewest="belawan.character.fewest_raters",
    label=text(id="Pilar karakter", en="Pillar of character"),
    respondents=text(id="Penilai karakter", en="Judges of character"),
    mean=text(id="Perilaku BerAKHLAK, rata-rata", en="BerAKHLAK behaviour, mean"),
)
def pillar_character() -> None:
    """What superiors and peers say, on a scale of 0 to 100; what people say of themselves does not count.

    Null where fewer judged the person than the parameter asks for.
    """


# --- skills ---------------------------------------------------------------------------------------


@pillar(label=text(id="Pilar keterampilan", en="Pillar of skills"))
def pillar_skills(technical_match: nw.Expr) -> nw.Expr:
    """The technical match, at most 100; null where it is."""
    return nw.when(technical_match > 100).then(nw.lit(100.0)).otherwise(technical_match)


# --- the three together ---------------------------------------------------------------------------


def _parts(competence: nw.Expr, character: nw.Expr, skills: nw.Expr) -> dict[str, nw.Expr]:
    return dict(zip(PILLARS, (competence, character, skills), strict=True))


@weighted_score(
    of=CivilServant,
    weights="belawan.pillars.weights",
    share="three_pillars_known",
    share_rounded=True,
    least_known="belawan.pillars.least_known",
    label=text(id="Tiga pilar", en="Three pillars"),
    share_label=text(id="Bagian tiga pilar yang diketahui", en="Known share of the pillars"),
)
def three_pillars(pillar_competence: nw.Expr, pillar_character: nw.Expr, pillar_skills: nw.Expr) -> None:
    """The known pillars weighed, 0 to 100; null where too little of the three is known."""


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
