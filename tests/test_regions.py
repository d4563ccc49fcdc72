"""Regions: each has rules of its own, and a plugin that is wrong is named while the others work."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import ParameterError, PluginError, RuleError, UnknownNameError

NIP = asn.Nip("198704122010012345")


def score_of(region: asn.Region, indicator: str) -> object:
    """The value of an indicator for one person with 24 hours in 2025."""
    register = asn.Register.of(
        [
            asn.CivilServant(nip=NIP, employment=asn.Employment.PNS, unit="Dinas A"),
            asn.Participation(nip=NIP, form=asn.ProgrammeForm.TECHNICAL, hours=24.0, end=date(2025, 5, 9)),
        ]
    )
    return asn.score(register, region, of=asn.CivilServant, indicators=[indicator])[indicator][0]


RULE = """
@indicator(of=CivilServant, label=text(id="Nilai", en="Score"))
def local_score(learning_hours):
    return learning_hours * {factor}

@hookimpl
def asn_dev_rules():
    return [local_score]
"""


def test_two_regions_with_the_same_indicator_give_each_its_own(make_plugin):
    """Loaded in one process, in both orders, neither decides for the other."""
    make_plugin("alfa", RULE.format(factor=2))
    make_plugin("beta", RULE.format(factor=3))
    alfa, beta = asn.region("alfa", on="2025-12-31"), asn.region("beta", on="2025-12-31")
    assert (score_of(alfa, "local_score"), score_of(beta, "local_score")) == (48, 72)
    assert (score_of(beta, "local_score"), score_of(alfa, "local_score")) == (72, 48)


def test_an_inner_rule_reads_what_it_inherits(make_plugin):
    """A region adjusts the national indicator through `inherited`; a third builds on the second."""
    inherit = """
    @indicator(of=CivilServant, label=text(id="JP", en="Hours"))
    def learning_hours_met(inherited, employment):
        return inherited & (employment == "{kind}")

    @hookimpl
    def asn_dev_rules():
        return [learning_hours_met]
    """
    make_plugin("luar", inherit.format(kind="PNS"))
    make_plugin("dalam", inherit.format(kind="PPPK"), parent="luar")
    assert score_of(asn.region("luar", on="2025-12-31"), "learning_hours_met") is True
    inner = asn.region("dalam", on="2025-12-31")
    assert [plugin.name for plugin in inner.plugins] == ["nasional", "luar", "dalam"]
    assert score_of(inner, "learning_hours_met") is False


def test_a_wrapper_adjusts_what_the_parent_says(make_plugin):
    """A hook wrapper of the region sees the parent's answer, and only where that region is asked for."""
    make_plugin("induk", RULE.format(factor=2))
    make_plugin(
        "anak",
        """
        import pluggy

        @pluggy.HookimplMarker("asn_dev")(wrapper=True)
        def asn_dev_rules():
            answers = yield
            return [[rule for rule in rules if rule.name != "local_score"] for rules in answers]
        """,
        parent="induk",
    )
    assert "local_score" in asn.region("induk").book.names(asn.CivilServant)
    assert "local_score" not in asn.region("anak").book.names(asn.CivilServant)


@pytest.mark.parametrize(
    ("source", "hook", "says"),
    [
        ("raise OSError('no data')", None, "OSError: no data"),
        ("import a_module_that_does_not_exist", None, "ModuleNotFoundError"),
        ("@hookimpl\ndef asn_dev_rulse():\n    return []", "asn_dev_rulse", "no hook has this name"),
        ("def asn_dev_rules():\n    return []", "asn_dev_rules", "not marked"),
        ("@hookimpl\ndef asn_dev_rules(wrong):\n    return []", None, "wrong"),
        ("@hookimpl\ndef asn_dev_rules():\n    return 'many'", "asn_dev_rules", "returned str"),
        ("@hookimpl\ndef asn_dev_rules():\n    return [1]", "asn_dev_rules", "a list with int"),
        ("@hookimpl\ndef asn_dev_rules():\n    return 1 / 0", "asn_dev_rules", "ZeroDivisionError"),
        ("@hookimpl\ndef asn_dev_aliases():\n    return {}", "asn_dev_aliases", "returned dict"),
        ("@hookimpl\ndef asn_dev_instruments():\n    return [1]", "asn_dev_instruments", "a list with int"),
        (
            "@hookimpl\ndef asn_dev_report_sections():\n    return [1]",
            "asn_dev_report_sections",
            "a list with int",
        ),
        ("@hookimpl\ndef asn_dev_identity():\n    return 'kota'", "asn_dev_identity", "returned str"),
    ],
)
def test_a_faulty_plugin_is_named_and_the_others_go_on(make_plugin, source, hook, says):
    """The error names plugin, version and hook; national and Binjai rules still work."""
    make_plugin("rusak", source)
    with pytest.raises(PluginError) as caught:
        asn.region("rusak")
    error = caught.value
    assert (error.plugin, error.version) == ("rusak", "1.2.3")
    assert error.hook == hook
    assert "'rusak' 1.2.3" in str(error)
    assert says in str(error)
    assert asn.region("binjai").name == "binjai"
    assert asn.region("nasional").name == "nasional"


def test_a_plugin_for_another_api_version_is_refused(make_plugin):
    """An old plugin does not half work."""
    make_plugin(
        "lama",
        """
        @hookimpl
        def asn_dev_identity():
            return Identity(name="lama", title=text(id="L", en="L"), government="L", api_version=0)
        """,
    )
    with pytest.raises(PluginError, match="API version 0"):
        asn.region("lama")


def test_a_name_that_two_distributions_offer_is_an_error_that_names_both(make_plugin):
    """Which of the two would win must not hang on an order of folders."""
    make_plugin("kembar", "", distribution="asn-dev-satu")
    make_plugin("kembar", "", distribution="asn-dev-dua")
    with pytest.raises(PluginError, match=r"asn-dev-dua 1\.2\.3 and asn-dev-satu 1\.2\.3"):
        asn.region("kembar")
    assert asn.region("binjai").name == "binjai"


def test_a_rule_given_twice_is_an_error(make_plugin):
    """Within one plugin a name means one thing."""
    make_plugin(
        "ganda",
        """
        @indicator(of=CivilServant, label=text(id="a", en="a"))
        def nilai(learning_hours):
            return learning_hours
        @hookimpl
        def asn_dev_rules():
            return [nilai, nilai]
        """,
    )
    with pytest.raises(RuleError, match=r"rule 'nilai' of plugin 'ganda': given twice"):
        asn.region("ganda")


def test_parents_that_lead_back_are_an_error(make_plugin):
    """No endless chain."""
    make_plugin("ayam", "", parent="telur")
    make_plugin("telur", "", parent="ayam")
    with pytest.raises(PluginError, match="lead back"):
        asn.region("ayam")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("def nilai(learning_hour):\n    return learning_hour", "did you mean learning_hours"),
        ("def nilai(inherited):\n    return inherited", "no outer plugin defines it"),
        ("def nilai(learning_hours):\n    return 7", "returned int, not an expression"),
        ("def nilai(learning_hours):\n    return learning_hours.no_such_thing()", "raised AttributeError"),
        ("def nilai(p):\n    return nw.lit(p['no.such.key'])", "no.such.key"),
    ],
)
def test_a_rule_that_cannot_be_computed_names_itself_and_its_plugin(make_plugin, rule, says):
    """The error says which rule of which plugin, and what was meant."""
    make_plugin(
        "salah",
        f"@indicator(of=CivilServant, label=text(id='a', en='a'))\n{rule}\n@hookimpl\ndef asn_dev_rules():\n    return [nilai]\n",
    )
    with pytest.raises(RuleError) as caught:
        score_of(asn.region("salah", on="2025-12-31"), "nilai")
    assert (caught.value.rule, caught.value.plugin) == ("nilai", "salah")
    assert says in str(caught.value)


def test_rules_in_a_circle_are_an_error_that_shows_the_circle(make_plugin):
    """Whichever is asked for."""
    make_plugin(
        "bundar",
        """
        @indicator(of=CivilServant, label=text(id="a", en="a"))
        def satu(dua):
            return dua
        @indicator(of=CivilServant, label=text(id="b", en="b"))
        def dua(satu):
            return satu
        @hookimpl
        def asn_dev_rules():
            return [satu, dua]
        """,
    )
    with pytest.raises(RuleError, match=r"circle: .*(satu.*dua|dua.*satu)"):
        score_of(asn.region("bundar", on="2025-12-31"), "satu")


def test_a_region_that_is_not_installed_is_an_error_that_lists_those_that_are():
    """With the names to choose from."""
    with pytest.raises(UnknownNameError, match=r"belawan, binjai, .*nasional"):
        asn.region("atlantis")


def test_the_regions_own_parameter_decides_and_the_parents_reaches_the_child(make_plugin, tmp_path):
    """The innermost value in force holds; what the child leaves out comes from its parent."""

    def toml(least: int) -> str:
        return f"""
        [learning.minimum]
        kind = "lookup"
        label = {{ id = "JP minimum", en = "Least hours" }}
        unit = "JP"
        [[learning.minimum.values]]
        from = 2025-01-01
        value = {{ PNS = {least} }}
        source = "Perwali rekaan 1/2025"
        evidence = "local"
        """

    source = """
    from pathlib import Path
    @hookimpl
    def asn_dev_parameters():
        return [Path({file!r})]
    """
    files = {}
    for name, least in (("induk", 30), ("cucu", 20)):
        files[name] = tmp_path / f"{name}.toml"
        files[name].write_text(toml(least))
    make_plugin("induk", source.format(file=str(files["induk"])))
    make_plugin("anak", "", parent="induk")
    make_plugin("cucu", source.format(file=str(files["cucu"])), parent="anak")
    met = {
        name: score_of(asn.region(name, on="2025-12-31"), "learning_hours_met")
        for name in ("induk", "anak", "cucu")
    }
    assert met == {"induk": False, "anak": False, "cucu": True}
    # Before the local rule began, the national one holds.
    assert asn.region("anak", on="2024-12-31").parameters["learning.minimum"]["PNS"] == 20
    used = asn.region("anak", on="2025-12-31").parameters.value("learning.minimum")
    assert (used.parameter.plugin, used.value.evidence) == ("induk", "local")


def test_a_bad_parameter_file_of_a_plugin_is_refused_with_file_and_key(make_plugin, tmp_path):
    """The region cannot be used until the file is mended."""
    file = tmp_path / "kota.toml"
    file.write_text(
        '[kota.batas]\nkind = "number"\nlabel = {id = "a", en = "b"}\n[[kota.batas.values]]\nfrom = 2025-01-01\nvalue = 1\nevidence = "local"\n'
    )
    make_plugin(
        "kota",
        f"from pathlib import Path\n@hookimpl\ndef asn_dev_parameters():\n    return [Path({str(file)!r})]\n",
    )
    with pytest.raises(ParameterError) as caught:
        asn.region("kota")
    assert caught.value.file.endswith("kota.toml")
    assert caught.value.key == "kota.batas"
    assert "source" in str(caught.value)


KEYED = """
@summary(of=Participation, source=Programme, key="name", label=text(id="Kompetensi", en="Competency"))
def develops(competency):
    return max_of(competency)

@summary(
    of=Participation, source=CompetencyGap, key={{"nip": "nip", "competency": "{ours}"}},
    label=text(id="Level disyaratkan", en="Level required"),
)
def required_for_it(required):
    return max_of(required)

@indicator(of=Participation, label=text(id="Untuk jabatan", en="For the post"), kind="flag")
def for_the_post(required_for_it):
    return ~required_for_it.is_null()

@summary(of=Competency, source=Participation, key={{"develops": "code"}}, label=text(id="JP", en="Hours"))
def hours_given(hours):
    return sum_of(hours)

@hookimpl
def asn_dev_rules():
    return [develops, required_for_it, for_the_post, hours_given]
"""


def attended() -> asn.Register:
    """Somebody whose post requires one competency, after a programme for it and one for another."""
    person = {"nip": NIP, "job_title": "Analis", "unit": "Dinas A"}
    return asn.Register.of(
        [
            asn.CivilServant(**person, employment=asn.Employment.PNS),
            asn.RequiredLevel(job_title="Analis", unit="Dinas A", competency="komunikasi", level=3),
            asn.Assessment(nip=NIP, competency="komunikasi", day=date(2025, 2, 3), level=2),
            asn.Competency(code="komunikasi", name="Komunikasi"),
            asn.Competency(code="integritas", name="Integritas"),
            asn.Programme(code="P1", name="Kursus A", competency="komunikasi"),
            asn.Programme(code="P2", name="Kursus B", competency="integritas"),
            *(
                asn.Participation(nip=NIP, name=name, hours=hours, end=date(2025, 5, 9))
                for name, hours in (("Kursus A", 8.0), ("Kursus B", 4.0), ("Tanpa nama lain", 2.0))
            ),
        ]
    )


def test_a_summary_may_be_keyed_by_an_indicator_on_either_side(make_plugin):
    """What an activity develops is itself looked up, and then joined on: ours, and theirs."""
    make_plugin("kunci", KEYED.format(ours="develops"))
    region, register = asn.region("kunci", on="2025-12-31"), attended()
    activities = asn.score(register, region, of=asn.Participation, indicators=["for_the_post"])
    assert activities["for_the_post"].to_list() == [True, False, False]
    given = asn.score(register, region, of=asn.Competency, indicators=["hours_given"])
    assert dict(given.select("code", "hours_given").iter_rows()) == {"komunikasi": 8.0, "integritas": 4.0}
    trace = asn.explain(register, region, "hours_given", "komunikasi")
    assert (trace.value, trace.row_count) == (8.0, 1)


def test_a_key_that_is_nothing_is_an_error_that_suggests_one(make_plugin):
    """Named with rule and plugin."""
    make_plugin("kunci", KEYED.format(ours="develop"))
    with pytest.raises(RuleError, match=r"required_for_it.*kunci.*did you mean develops"):
        asn.score(attended(), asn.region("kunci", on="2025-12-31"), of=asn.Participation)
