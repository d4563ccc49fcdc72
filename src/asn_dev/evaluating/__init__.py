"""Evaluation: whether training worked, how sure that is, and whether citizens are better served."""

from __future__ import annotations

from asn_dev.evaluating.citizens import citizens
from asn_dev.evaluating.decisions import decisions
from asn_dev.evaluating.evaluation import Evaluation
from asn_dev.evaluating.learning import learning
from asn_dev.evaluating.left_out import left_out
from asn_dev.evaluating.reactions import behaviour, reaction
from asn_dev.evaluating.scales import scales
from asn_dev.evaluating.services import service_effects
from asn_dev.evaluating.surveys import surveys
from asn_dev.evaluating.together import without_what_tells
from asn_dev.register.tables import Register
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

__all__ = ["Evaluation", "evaluate"]


def evaluate(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> Evaluation:
    """Evaluate programmes and services: four levels, citizens, staff, with how sure each figure is.

    Reaction, learning, behaviour and results follow Kirkpatrick (1994). An answer about a programme counts
    for the period in which the programme ended for the respondent, another for the period of its day; what
    counts at all is said in `asn_dev.rules.answers`. `period` is a year or a `Period`; by default the
    calendar year of ``region.on``; `language` (``"id"``, ``"en"``) that of the sentences. A study may stand
    in place of register and region. What the register does not hold gives tables without rows.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> answers = [
    ...     asn.Answer(instrument="training_reaction", respondent=f"R{n}", about="D1", item="material",
    ...                value=4.0, day=date(2025, 6, 2))
    ...     for n in range(12)
    ... ]
    >>> register = asn.Register.of([asn.Programme(code="D1", name="Arsip"), *answers])
    >>> evaluation = asn.evaluate(register, asn.region("nasional", on="2025-12-31"))
    >>> material = evaluation.reaction.filter(level="programme", dimension="material")
    >>> material.select("group", "n", "mean").rows()
    [('D1', 12, 4.0)]
    >>> evaluation.decisions.select("programme", "decision").rows()
    [('D1', 'lanjutkan')]
    """
    study = study_data(register, region, period, language)
    return study.once("evaluation", lambda: _evaluated(study))


def _evaluated(study: StudyData) -> Evaluation:
    reactions, gains = reaction(study), learning(study)
    services, satisfaction, seen = service_effects(study), citizens(study), behaviour(study)
    return Evaluation(
        region=study.region,
        period=study.period,
        decisions=without_what_tells(study, decisions(study, reactions, gains), seen),
        reaction=reactions,
        learning=gains,
        behaviour=seen,
        effects=services.effects,
        months=services.months,
        citizens=satisfaction.index,
        elements=satisfaction.elements,
        surveys=surveys(study),
        scales=scales(study),
        left_out=left_out(study),
        language=study.language,
    )
