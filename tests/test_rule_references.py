"""A rule says which regulation it carries out; explanations, overviews and the page of the rules show it."""

from __future__ import annotations

import narwhals as nw
import pytest

import asn_dev as asn
from asn_dev.plugin import (
    CandidateSeat,
    CivilServant,
    Participation,
    at_most,
    forbids,
    indicator,
    limit,
    sum_of,
    summary,
    text,
    view,
)
from asn_dev.rules.book import PluginInfo, RuleDefinition
from asn_dev.rules.reference import reference

WORDS = text(id="Contoh", en="Example")
LAW = "Perwali rekaan 7/2025 Pasal 3 | a"
NATIONAL = asn.region("nasional", on="2025-12-31")
WHO = asn.Nip("198704122010012345")


@indicator(of=CivilServant, label=WORDS, reference=LAW)
def as_indicator(nip):
    return nip


@forbids(of=CandidateSeat, label=WORDS, reference=LAW)
def as_veto(hours):
    return hours > 1


@summary(of=CivilServant, source=Participation, key="nip", label=WORDS, reference=LAW)
def as_summary(hours):
    return sum_of(hours)


@view(of=CandidateSeat, label=WORDS, reference=LAW)
def as_view(civil_servants):
    return civil_servants


@limit(of=CandidateSeat, label=WORDS, reference=LAW)
def as_limit(hours):
    return at_most(nw.lit(1.0), counts=hours)


RULES = [as_indicator, as_veto, as_summary, as_view, as_limit]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_kind_of_rule_can_carry_its_reference(rule):
    assert rule.reference == LAW


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_lists_the_rules_that_have_one(language):
    plugin = PluginInfo("contoh", "1", "asn-dev-contoh")
    page = reference([], language, [RuleDefinition(rule, plugin) for rule in RULES])
    assert page.count("| Perwali rekaan 7/2025 Pasal 3 \\| a |") == len(RULES)
    assert all(f"| contoh | `{rule.name}` |" in page for rule in RULES)
    assert "Perwali" not in reference([], language)


def test_an_explanation_shows_it():
    register = asn.Register.of(
        [asn.CivilServant(nip=WHO, employment=asn.Employment.PNS, education=asn.Education.S1)]
    )
    trace = asn.explain(register, NATIONAL, "ip_asn", WHO)
    law = "PermenPANRB 38/2018; PerBKN 8/2019"
    assert trace.reference == trace.to_dict()["reference"] == law
    assert str(trace).splitlines()[1] == f"  dasar: {law}"
    assert trace.overview().facts["dasar hukum"] == law
    column = next(part for part in trace.walk() if part.name == "education")
    assert column.reference == column.to_dict()["reference"] == ""
    assert "reference" not in column.overview().facts


def test_the_minimum_and_the_talent_boxes_name_their_articles():
    cited = {definition.rule.name: definition.rule.reference for definition in NATIONAL.book.definitions()}
    assert cited["learning_hours_met"].startswith("PP 11/2017 Pasal 203(4)")
    assert cited["ip_asn_leadership"] == "PerBKN 8/2019 Pasal 8(4)"
    assert cited["talent_box"].endswith("PermenPANRB 20/2025 Pasal 17(1)")
    assert cited["gap_class"] == ""
