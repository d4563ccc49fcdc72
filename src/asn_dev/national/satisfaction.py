"""The citizen satisfaction index (SKM): elements, their weights, the index and its grade.

Source: PermenPANRB 14/2017, before it KepMenPAN 25/2004; the elements, weights and bands, each with its
evidence, stand in ``parameters/satisfaction.toml``. Elements are known by their code, never by place.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from asn_dev.plugin import (
    SATISFACTION,
    Aggregate,
    Parameters,
    Period,
    SatisfactionElement,
    SatisfactionResponse,
    ServiceElement,
    ServiceMonth,
    SurveyedService,
    Unit,
    count_of,
    indicator,
    max_of,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

SURVEY = "PermenPANRB 14/2017, sebelumnya KepMenPAN 25/2004"
_EXACT = 9
"""Decimals that remain of sums of ninths: all fours are 100, whatever the order they are added in."""

each_unit = partial(indicator, of=Unit)
each_service = partial(indicator, of=SurveyedService)
of_unit = partial(summary, of=Unit, source=SatisfactionElement, key={"unit": "name"})
of_service = partial(
    summary, of=SurveyedService, source=ServiceElement, key={"unit": "unit", "service": "service"}
)
requests_of_unit = partial(summary, of=Unit, source=ServiceMonth, key={"unit": "name"}, counts_known=True)
requests_of_service = partial(
    summary,
    of=SurveyedService,
    source=ServiceMonth,
    key={"unit": "unit", "service": "service"},
    counts_known=True,
)


@view(of=SurveyedService, label=text(id="Layanan yang disurvei", en="Services surveyed"), counts_known=True)
def surveyed_services(dimension_scores: Rows, period: Period) -> Rows:
    """The services of which citizens spoke in the period."""
    asked = dimension_scores.filter(
        nw.col("instrument") == SATISFACTION,
        ~nw.col("unit").is_null(),
        ~nw.col("about").is_null(),
        period.contains(nw.col("day")),
    )
    return asked.select("unit", service=nw.col("about")).unique()


@view(
    of=SatisfactionElement,
    label=text(id="Unsur kepuasan", en="Elements of satisfaction"),
    counts_known=True,
    reference=SURVEY,
)
def satisfaction_elements(dimension_scores: Rows, period: Period, p: Parameters) -> Rows:
    """For each unit and element how many questionnaires count, and their mean answer.

    An answer counts if it is on the scale and its day lies in the period; by default only
    questionnaires count in which every element has such an answer.
    """
    return _elements(_counted(dimension_scores, period, p), "unit")


@view(
    of=ServiceElement,
    label=text(id="Unsur kepuasan layanan", en="Elements of satisfaction of services"),
    counts_known=True,
)
def service_elements(dimension_scores: Rows, period: Period, p: Parameters) -> Rows:
    """The same for each service of which it is known that it was asked about."""
    counted = _counted(dimension_scores, period, p).filter(~nw.col("about").is_null())
    return _elements(counted.with_columns(service=nw.col("about")), "unit", "service")


@view(
    of=SatisfactionResponse,
    label=text(id="Indeks per responden", en="Index by respondent"),
    counts_known=True,
)
def satisfaction_responses(dimension_scores: Rows, period: Period, p: Parameters) -> Rows:
    """The weighted answers of each complete questionnaire; others have no index of their own."""
    weights = p.weights("skm.weight")
    complete = _complete(_valid(dimension_scores, period, p), len(weights))
    weighted = nw.col("score") * weights.of(nw.col("dimension")) * p.number("skm.conversion")
    return (
        complete.with_columns(service=nw.col("about"), index=weighted)
        .group_by("unit", "service", "respondent", "wave")
        .agg(nw.col("index").sum().round(_EXACT))
    )


def _elements(counted: Rows, *keys: str) -> Rows:
    grouped = counted.with_columns(item=nw.col("dimension")).group_by(*keys, "item")
    score = nw.col("score")
    return grouped.agg(
        score.count().alias("respondents"), score.mean().alias("mean"), score.std().alias("spread")
    )


def _counted(dimension_scores: Rows, period: Period, p: Parameters) -> Rows:
    """The answers to the elements of the questionnaires that count."""
    valid = _valid(dimension_scores, period, p)
    return _complete(valid, len(p.weights("skm.weight"))) if p.text("skm.answers") == "complete" else valid


def _valid(dimension_scores: Rows, period: Period, p: Parameters) -> Rows:
    """The answers of the period to the elements that have a weight."""
    elements = list(p.weights("skm.weight"))
    return dimension_scores.filter(
        nw.col("instrument") == SATISFACTION,
        nw.col("dimension").is_in(elements),
        ~nw.col("unit").is_null(),
        period.contains(nw.col("day")),
    )


def _complete(answers: Rows, elements: int) -> Rows:
    """The answers of questionnaires in which every element was answered."""
    questionnaire = ["_unit", "_respondent", "_about", "_wave"]
    named = answers.with_columns(nw.col(name[1:]).fill_null("").alias(name) for name in questionnaire)
    counted = named.group_by(*questionnaire).agg(elements_answered=nw.col("score").count())
    complete = counted.filter(nw.col("elements_answered") == elements).select(*questionnaire)
    return named.join(complete, on=questionnaire, how="inner")


def _rounded(number: nw.Expr, decimals: str) -> nw.Expr:
    return number if decimals == "none" else round_half_up(number, int(decimals))


def weighted_mean(mean: nw.Expr, item: nw.Expr, p: Parameters) -> nw.Expr:
    """The mean answer times the weight of the element."""
    return _rounded(mean, p.text("skm.round_element")) * p.weights("skm.weight").of(item)


_WEIGHTED_MEAN = text(id="NRR tertimbang", en="Weighted mean of the element")
WEIGHTED_IN_UNIT = indicator(of=SatisfactionElement, bounds=(0, 4), label=_WEIGHTED_MEAN, reference=SURVEY)(
    weighted_mean
)
WEIGHTED_IN_SERVICE = indicator(of=ServiceElement, bounds=(0, 4), label=_WEIGHTED_MEAN, reference=SURVEY)(
    weighted_mean
)


# --- the index: said once, of a unit as a whole and of each of its services -----------------------


def skm_respondents(respondents: nw.Expr) -> Aggregate:
    """How many questionnaires count: the most that any element has."""
    return max_of(respondents)


def skm_elements_known(mean: nw.Expr) -> Aggregate:
    """How many elements have a mean."""
    return count_of(where=~mean.is_null())


def skm_weighted_sum(weighted_mean: nw.Expr) -> Aggregate:
    """The sum of the weighted means."""
    return sum_of(weighted_mean)


def skm_requests(requests: nw.Expr, month: nw.Expr, period: Period) -> Aggregate:
    """How often services were asked for: the population of the survey."""
    return sum_of(requests, where=period.contains(month))


def skm_index(skm_weighted_sum: nw.Expr, skm_elements_known: nw.Expr, p: Parameters) -> nw.Expr:
    """The weighted index on the scale 25-100; null unless every element has a mean."""
    index = _rounded(skm_weighted_sum, p.text("skm.round_weighted")) * p.number("skm.conversion")
    index = index.round(_EXACT)
    complete = skm_elements_known == len(p.weights("skm.weight"))
    return nw.when(complete).then(_rounded(index, p.text("skm.round_index")))


def skm_grade(skm_index: nw.Expr, p: Parameters) -> nw.Expr:
    """The grade of the index, taken to two decimals."""
    return p.bands("skm.grade").of(skm_index)


def skm_required_sample(skm_requests: nw.Expr, p: Parameters) -> nw.Expr:
    """How many must be asked (Krejcie and Morgan 1970); null where nobody knows how many were served."""
    share, margin = p.number("skm.sample_share"), p.number("skm.sample_margin")
    spread = p.number("skm.sample_chi_square") * share * (1 - share)
    sample = spread * skm_requests / (margin**2 * (skm_requests - 1) + spread)
    whole = round_half_up(sample, 0) if p.text("skm.sample_rounding") == "nearest" else sample.ceil()
    return nw.when(skm_requests > 0).then(whole)


INDEX_RULES = tuple(
    rule
    for each, of_elements, of_requests in (
        (each_unit, of_unit, requests_of_unit),
        (each_service, of_service, requests_of_service),
    )
    for rule in (
        of_elements(unit="responden", label=text(id="Responden SKM", en="Respondents of the survey"))(
            skm_respondents
        ),
        of_elements(unit="unsur", label=text(id="Unsur SKM yang diketahui", en="Elements known"))(
            skm_elements_known
        ),
        of_elements(label=text(id="Indeks tertimbang (1-4)", en="Weighted index (1-4)"))(skm_weighted_sum),
        of_requests(unit="permohonan", label=text(id="Permohonan", en="Requests"))(skm_requests),
        each(
            bounds=(0, 100),
            label=text(id="Indeks Kepuasan Masyarakat", en="Citizen satisfaction index"),
            reference=SURVEY,
        )(skm_index),
        each(
            kind="text",
            values=("A", "B", "C", "D"),
            label=text(id="Mutu pelayanan", en="Grade of the service"),
            reference=SURVEY,
        )(skm_grade),
        each(
            bounds=(1, None),
            unit="responden",
            label=text(id="Responden yang diperlukan", en="Respondents required"),
        )(skm_required_sample),
    )
)
"""The rules of the index, for units as a whole and for each of their services."""
