"""Explaining: the tree says value, rule, plugin, parameter with its source, and the rows below."""

from __future__ import annotations

import json
from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import UnknownNameError

WHO = asn.Nip("198704122010012345")
REGION = asn.region("binjai", on="2025-12-31")


@pytest.fixture
def register() -> asn.Register:
    """One person with an education, an appraisal and two activities."""
    return asn.Register.of(
        [
            asn.CivilServant(
                nip=WHO,
                employment=asn.Employment.PNS,
                education=asn.Education.S1,
                job_kind=asn.JobKind.GENERAL,
            ),
            asn.PerformanceAppraisal(nip=WHO, year=2025, rating=asn.PerformanceRating.GOOD),
            asn.Participation(
                nip=WHO,
                name="Bimtek Arsip",
                form=asn.ProgrammeForm.GUIDANCE,
                hours=24.0,
                end=date(2025, 5, 9),
            ),
            asn.Participation(
                nip=WHO, name="Bimtek Lama", form=asn.ProgrammeForm.GUIDANCE, hours=10.0, end=date(2020, 5, 9)
            ),
        ]
    )


def test_a_value_is_explained_down_to_column_parameter_and_source(register):
    """The qualification points rest on a column and on one cited parameter."""
    trace = asn.explain(register, REGION, "ip_asn", WHO)
    qualification = next(part for part in trace.walk() if part.name == "ip_asn_qualification")
    assert qualification.value == 15
    assert (qualification.plugin.name, bool(qualification.plugin.version)) == ("nasional", True)
    assert [part.value for part in qualification.parts if part.name == "education"] == ["40"]
    (used,) = qualification.parameters
    assert used.parameter.key == "ip_asn.qualification.points"
    assert used.value.evidence == "secondary"
    assert used.value.source


def test_a_summary_shows_the_rows_that_count_and_only_those(register):
    """The old activity is not among them."""
    trace = asn.explain(register, REGION, "learning_hours", WHO)
    assert (trace.value, trace.row_count) == (24, 1)
    assert [row["name"] for row in trace.rows] == ["Bimtek Arsip"]


def test_the_explained_value_is_the_scored_value(register):
    """For every indicator of a person."""
    scores = asn.score(register, REGION, of=asn.CivilServant).row(0, named=True)
    for name in REGION.book.names(asn.CivilServant):
        assert asn.explain(register, REGION, name, WHO).value == scores[name], name


def test_what_is_only_assumed_shows(register):
    """A result that rests on an assumed value says so."""
    trace = asn.explain(register, REGION, "job_person_match", WHO)
    assumed = {
        used.parameter.key
        for part in trace.walk()
        for used in part.parameters
        if used.value.evidence == "assumed"
    }
    assert trace.assumed() == assumed
    assert assumed
    assert "(assumed)" in str(trace)


def test_the_plugin_that_gave_the_value_is_named(register, make_plugin):
    """A region's own indicator, standing on a national one."""
    make_plugin(
        "kota",
        """
        @indicator(of=CivilServant, label=text(id="JP lebih", en="More hours"))
        def hours_above_ten(learning_hours):
            return learning_hours - 10

        @hookimpl
        def asn_dev_rules():
            return [hours_above_ten]
        """,
    )
    trace = asn.explain(register, asn.region("kota", on="2025-12-31"), "hours_above_ten", WHO)
    assert trace.plugin.name == "kota"
    assert {part.plugin.name for part in trace.parts if part.plugin} == {"nasional"}


def test_no_personal_number_shows_in_any_form(register):
    """Neither in text nor in JSON, nor in the error for a key that is not there."""
    trace = asn.explain(register, REGION, "ip_asn", WHO)
    assert WHO.number not in str(trace)
    assert WHO.number not in json.dumps(trace.to_dict(), default=str)
    with pytest.raises(UnknownNameError) as caught:
        asn.explain(register, REGION, "ip_asn", "199912312020011999")
    assert "199912312020011999" not in str(caught.value)
    assert "1999" in str(caught.value)


def test_rows_with_several_keys_are_asked_for_by_all_of_them():
    """Key columns are parted by a bar, and a wrong number of them is said."""
    register = asn.Register.of(
        [
            asn.CivilServant(nip=WHO, job_title="Camat", unit="Kecamatan A"),
            asn.RequiredLevel(job_title="Camat", unit="Kecamatan A", competency="komunikasi", level=3),
            asn.Assessment(nip=WHO, competency="komunikasi", day=date(2025, 2, 1), level=2),
        ]
    )
    assert asn.explain(register, REGION, "gap", f"{WHO.number}|komunikasi").value == -1
    with pytest.raises(UnknownNameError, match=r"nip \| competency"):
        asn.explain(register, REGION, "gap", WHO.number)
    with pytest.raises(UnknownNameError, match="no indicator 'gapp'"):
        asn.explain(register, REGION, "gapp", WHO.number)


def test_every_value_and_parameter_is_signed_with_plugin_and_version(register, make_plugin, tmp_path):
    """The rule, what it inherits, the parameter of either, and what rules computed in the source rows."""
    file = tmp_path / "anak.toml"
    file.write_text(
        '[learning.minimum]\nkind = "lookup"\nlabel = { id = "a", en = "b" }\n[[learning.minimum.values]]\n'
        'from = 2025-01-01\nvalue = { PNS = 30 }\nsource = "Perwali rekaan 1/2025"\nevidence = "local"\n'
    )
    make_plugin(
        "anak",
        f"""
        from pathlib import Path
        @indicator(of=CivilServant, label=text(id="JP", en="Hours"))
        def learning_hours_met(inherited):
            return inherited
        @hookimpl
        def asn_dev_rules():
            return [learning_hours_met]
        @hookimpl
        def asn_dev_parameters():
            return [Path({str(file)!r})]
        """,
        parent="binjai",
    )
    trace = asn.explain(register, asn.region("anak", on="2025-12-31"), "learning_hours_met", WHO)
    (outer,) = trace.parts
    assert (trace.plugin.name, trace.plugin.version, outer.plugin.name) == ("anak", "1.2.3", "nasional")
    assert [(used.parameter.plugin, used.parameter.version) for used in outer.parameters] == [
        ("anak", "1.2.3")
    ]
    hours = next(part for part in trace.walk() if part.name == "learning_hours_at_least")
    assert {name: plugin.name for name, plugin in hours.row_rules.items()} == {"hours_at_least": "nasional"}
    shown, version = str(trace), asn.__version__
    assert "Perwali rekaan 1/2025 (local)  [anak 1.2.3]" in shown
    assert f"hours_at_least: [nasional {version}]" in shown
    (cited,) = trace.to_dict()["parts"][0]["parameters"]
    assert (cited["plugin"], cited["version"], cited["chosen_by"]) == ("anak", "1.2.3", "default")


def test_who_chose_a_variant_is_said(register):
    """The caller here; where nobody did, the parameter's own default."""
    answers = [
        asn.Answer(
            instrument="skm", respondent=f"r{n}", about="Dinas A", item="U1", value=4.0, day=date(2025, 6, 1)
        )
        for n in range(3)
    ]
    register = asn.Register.of([asn.Unit(name="Dinas A"), *answers])
    chosen = asn.region("nasional", on="2025-12-31", choose={"skm.weight": "0.11"})
    traces = asn.explain(register, chosen, "skm_index", "Dinas A", of=asn.Unit).walk()
    weighted = next(one for one in traces if "skm.weight" in {used.parameter.key for used in one.parameters})
    assert "varian '0.11' pilihan pemanggil]" in str(weighted)
    plain = asn.explain(
        register, asn.region("nasional", on="2025-12-31"), "skm_index", "Dinas A", of=asn.Unit
    )
    assert "varian 'exact' bawaan]" in str(plain)
