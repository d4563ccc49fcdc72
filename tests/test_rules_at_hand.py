"""Rules at hand: a function in a notebook joins a region's chain without being packaged."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import PluginError, RuleError
from asn_dev.plugin import CivilServant, Paragraph, indicator, section, text

WHO = asn.Nip("198704122010012345")
DAY = "2025-12-31"
HOURS = asn.Participation(
    nip=WHO, name="Bimtek", form=asn.ProgrammeForm.GUIDANCE, hours=24.0, end=date(2025, 5, 9)
)
OFFICE = asn.Register.of([asn.CivilServant(nip=WHO, employment=asn.Employment.PNS), HOURS])


@indicator(of=CivilServant, label=text(id="Setengah JP", en="Half the hours"), bounds=(0, None), unit="JP")
def half_of_hours(learning_hours):
    """Stands on a national rule."""
    return learning_hours / 2


@section(key="setengah", title=text(id="Setengah", en="Half"), order=1)
def half(context):
    """One sentence."""
    return [Paragraph(f"{context.scores(CivilServant)['half_of_hours'].sum():g}")]


def test_a_rule_at_hand_is_scored_and_explained_as_the_notebooks_own():
    """Its plugin is called notebook and not released; what it stands on keeps its own plugin."""
    region = asn.region("binjai", on=DAY, also=[half_of_hours])
    assert [plugin.name for plugin in region.plugins] == ["nasional", "binjai", "notebook"]
    assert (region.name, region.identity.government) == ("binjai", "Pemerintah Kota Binjai")
    assert asn.score(OFFICE, region, of=CivilServant)["half_of_hours"].to_list() == [12.0]
    trace = asn.explain(OFFICE, region, "half_of_hours", WHO)
    assert (trace.plugin.name, trace.plugin.version) == ("notebook", "unreleased")
    assert [part.plugin.name for part in trace.parts] == ["nasional"]


def test_a_section_at_hand_stands_in_the_report_with_its_plugin_named():
    """In its place by order, and among the plugins that the report lists."""
    report = asn.report(OFFICE, asn.region("nasional", on=DAY, also=[half_of_hours, half]), language="en")
    (made,) = (one for one in report.sections if one.plugin == "notebook")
    assert (made.title, made.blocks[0].text) == ("Half", "12")
    assert "notebook" in report.to_markdown()


def test_a_rule_at_hand_replaces_one_of_the_chain_and_reads_it():
    """As a plugin's would: the innermost decides, `inherited` is the one outside."""

    @indicator(of=CivilServant, label=text(id="JP", en="Hours"), unit="JP")
    def learning_hours(inherited):
        return inherited + 1

    region = asn.region("nasional", on=DAY, also=[learning_hours])
    assert asn.score(OFFICE, region, of=CivilServant)["learning_hours"].to_list() == [25.0]
    assert "learning_hours (notebook)" in repr(region)


def test_a_parameter_file_at_hand_holds_for_that_region_alone(tmp_path):
    """Dated and cited like any other; a region asked for without it is as it was."""
    file = tmp_path / "coba.toml"
    file.write_text(
        '[privacy.minimum_group]\nkind = "number"\nlabel = { id = "Kelompok", en = "Group" }\nunit = "orang"\n'
        "[[privacy.minimum_group.values]]\nfrom = 2020-01-01\nvalue = 7\n"
        'source = "Percobaan"\nevidence = "local"\n'
    )
    tried = asn.region("nasional", on=DAY, also=[file]).parameters.value("privacy.minimum_group")
    assert (tried.value.value, tried.parameter.plugin) == (7.0, "notebook")
    assert asn.region("nasional", on=DAY).parameters["privacy.minimum_group"] != 7


def test_what_is_no_rule_is_refused_with_what_to_do():
    """A plain function is not yet a rule; one that is given twice, or reads what is not there, is named."""
    with pytest.raises(PluginError, match=r"function is no rule.*@indicator"):
        asn.region("nasional", on=DAY, also=[lambda: None])
    with pytest.raises(RuleError, match="'half_of_hours' of plugin 'notebook': given twice"):
        asn.region("nasional", on=DAY, also=[half_of_hours, half_of_hours])

    @indicator(of=CivilServant, label=text(id="Salah", en="Wrong"))
    def wrong(learning_hour):
        return learning_hour

    with pytest.raises(RuleError, match=r"plugin 'notebook'.*did you mean learning_hours"):
        asn.score(OFFICE, asn.region("nasional", on=DAY, also=[wrong]), of=CivilServant, indicators=["wrong"])
