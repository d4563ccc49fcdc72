"""The citizen satisfaction index (SKM): elements, their weights, the index and its grade.

Source: PermenPANRB 14/2017, before it KepMenPAN 25/2004; the elements, weights and bands, each with its
evidence, stand in ``parameters/satisfaction.toml``. Elements are known by their code, never by place.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from asn_dev.plugin import (
    Aggregate,
    Parameters,
    Period,
    SatisfactionElement,
    Unit,
    count_of,
    greatest_of,
    indicator,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

INSTRUMENT = "skm"

of_elements = partial(summary, of=Unit, source=SatisfactionElement, key={"unit": "name"})


@view(of=SatisfactionElement, label=text(id="Unsur kepuasan", en="Elements of satisfaction"))
def satisfaction_elements(answers: Rows, period: Period, p: Parameters) -> Rows:
    """For each unit and element how many questionnaires count, and their mean answer.

    An answer counts if it is on the scale and its day lies in the period; by default only
    questionnaires count in which every element has such an answer.
    """
    elements = list(p.weights("skm.weight"))
    value = nw.col("value")
    valid = answers.filter(
        nw.col("instrument") == INSTRUMENT,
        nw.col("item").is_in(elements),
        ~nw.col("unit").is_null(),
        (value >= p.number("skm.least")) & (value <= p.number("skm.greatest")),
        period.contains(nw.col("day")),
    )
    if p.text("skm.answers") == "complete":
        valid = _complete(valid, len(elements))
    return valid.group_by("unit", "item").agg(value.count().alias("respondents"), value.mean().alias("mean"))


def _complete(answers: Rows, elements: int) -> Rows:
    """The answers of questionnaires in which every element was answered."""
    questionnaire = ["unit", "respondent", "about"]
    named = answers.with_columns(nw.col("about").fill_null(""))
    counted = named.group_by(*questionnaire).agg(nw.col("value").count().alias("answered"))
    complete = counted.filter(nw.col("answered") == elements).select(*questionnaire)
    return named.join(complete, on=questionnaire, how="inner")


def _rounded(number: nw.Expr, decimals: str) -> nw.Expr:
    return number if decimals == "none" else round_half_up(number, int(decimals))


@indicator(
    of=SatisfactionElement,
    bounds=(0, 4),
    label=text(id="NRR tertimbang", en="Weighted mean of the element"),
)
def weighted_mean(mean: nw.Expr, item: nw.Expr, p: Parameters) -> nw.Expr:
    """The mean answer times the weight of the element."""
    return _rounded(mean, p.text("skm.round_element")) * p.weights("skm.weight").of(item)


@of_elements(unit="responden", label=text(id="Responden SKM", en="Respondents of the survey"))
def skm_respondents(respondents: nw.Expr) -> Aggregate:
    """How many questionnaires count: the most that any element has."""
    return greatest_of(respondents)


@of_elements(unit="unsur", label=text(id="Unsur SKM yang diketahui", en="Elements known"))
def skm_elements_known(mean: nw.Expr) -> Aggregate:
    """How many elements have a mean."""
    return count_of(where=~mean.is_null())


@of_elements(label=text(id="Indeks tertimbang (1-4)", en="Weighted index (1-4)"))
def skm_weighted_sum(weighted_mean: nw.Expr) -> Aggregate:
    """The sum of the weighted means."""
    return sum_of(weighted_mean)


@indicator(
    of=Unit,
    bounds=(0, 100),
    label=text(id="Indeks Kepuasan Masyarakat", en="Citizen satisfaction index"),
)
def skm_index(skm_weighted_sum: nw.Expr, skm_elements_known: nw.Expr, p: Parameters) -> nw.Expr:
    """The weighted index on the scale 25-100; null unless every element has a mean."""
    index = _rounded(skm_weighted_sum, p.text("skm.round_weighted")) * p.number("skm.conversion")
    known = skm_elements_known == len(p.weights("skm.weight"))
    return nw.when(known).then(_rounded(index, p.text("skm.round_index")))


@indicator(
    of=Unit,
    kind="text",
    values=("A", "B", "C", "D"),
    label=text(id="Mutu pelayanan", en="Grade of the service"),
)
def skm_grade(skm_index: nw.Expr, p: Parameters) -> nw.Expr:
    """The grade of the index, taken to two decimals."""
    return p.bands("skm.grade").of(skm_index)
