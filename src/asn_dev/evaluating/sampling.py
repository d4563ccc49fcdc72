"""How far the mean answer of a survey may lie from what everybody served would say.

Each unit is a stratum of its own: that one is asked more than another is no chance (Cochran 1977, *Sampling
Techniques*, chapter 5).
"""

from __future__ import annotations

import math

import polars as pl

from asn_dev.evaluating.responses import KEYS, scores_of
from asn_dev.study_data import StudyData


def margin_of_mean(study: StudyData, instrument: str) -> float | None:
    """Half the width of the interval of the mean answer in the period, on the scale of the questionnaire.

    Each person's mean answer counts once, in the unit it is about; None where too few answered to tell. The
    confidence is that of the evaluation (``evaluation.confidence``).
    """
    from scipy.special import stdtrit

    period, day = study.period, pl.col("day")
    scores = scores_of(study, instrument).filter(day >= period.start, day <= period.end)
    people = scores.group_by(*KEYS, "unit").agg(pl.col("score").mean())
    units = people.group_by("unit").agg(n=pl.len(), variance=pl.col("score").var()).filter(pl.col("n") > 1)
    total = int(units["n"].sum())
    if not total:
        return None
    error = math.sqrt((units["n"] * units["variance"]).sum()) / total
    tail = (1 - study.p.number("evaluation.confidence")) / 2
    half: float = float(stdtrit(total - units.height, 1 - tail)) * error
    return half
