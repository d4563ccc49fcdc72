"""The national baseline: a plugin like any other, outermost in every region's chain."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.national import (
    activities,
    answers,
    competence,
    complaints,
    continuity,
    crisis_exercises,
    current_training,
    elearning,
    guidance,
    learning,
    mentoring,
    pair_vetoes,
    pairing,
    partners,
    performance,
    plan_limits,
    plan_vetoes,
    planning,
    professional_training,
    professionalism,
    satisfaction,
    shortfalls,
    staff_voice,
    technical_match,
    training,
    units,
)
from asn_dev.plugin import Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text


@hookimpl
def asn_dev_identity() -> Identity:
    """The rules that hold for every region."""
    return Identity(
        name="nasional",
        title=text(id="Nasional", en="National"),
        government="Republik Indonesia",
        code="00",
        scheme="kemendagri",
    )


@hookimpl
def asn_dev_parameters() -> Sequence[Traversable]:
    """Every TOML file in ``parameters``."""
    return _toml_in("parameters")


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """The rules of every topic."""
    rules = rules_of(
        learning,
        activities,
        elearning,
        continuity,
        current_training,
        crisis_exercises,
        professional_training,
        professionalism,
        competence,
        technical_match,
        performance,
        answers,
        training,
        satisfaction,
        complaints,
        units,
        shortfalls,
        staff_voice,
        partners,
        mentoring,
        guidance,
        pairing,
        pair_vetoes,
        planning,
        plan_vetoes,
        plan_limits,
    )
    return [*rules, *continuity.EARLIER_HOURS, *continuity.EARLIER_HOURS_AT_LEAST, *satisfaction.INDEX_RULES]


@hookimpl
def asn_dev_instruments() -> Sequence[Traversable]:
    """Every TOML file in ``instruments``."""
    return _toml_in("instruments")


@hookimpl
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """The sections that every report has."""
    return sections_of("asn_dev.national.sections")


def _toml_in(folder: str) -> Sequence[Traversable]:
    entries = (files("asn_dev.national") / folder).iterdir()
    return sorted((file for file in entries if file.name.endswith(".toml")), key=lambda file: file.name)
