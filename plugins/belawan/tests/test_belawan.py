"""Belawan's rules: needs covered, three pillars, feedback that counts, and the citizens' voice beside Medan."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import CandidatePair, CompetencyGap, Respondents
from asn_dev.plugin import hookimpl
from asn_dev.rules.plugins import chain_of
from asn_dev.rules.regions import assemble
from asn_dev.testing.synthetic import regional_city

DAY = date(2025, 9, 1)
COURSE = asn.ProgrammeForm.COURSE
MEDAN, BELAWAN = (asn.region(name, on="2025-12-31") for name in ("medan", "belawan"))
UNIT = "Kelurahan A"


def people(count: int) -> list[asn.Nip]:
    """So many numbers that nobody has."""
    return [asn.Nip(f"1980010{n}2010011999") for n in range(1, count + 1)]


def answers(instrument: str, marks: dict[str, list[float | None]], **about: object) -> list[asn.Answer]:
    """One filled questionnaire for each respondent, its items in order."""
    items = BELAWAN.instruments[instrument].items
    return [
        asn.Answer(instrument=instrument, respondent=who, item=item.code, value=value, day=DAY, **about)
        for who, values in marks.items()
        for item, value in zip(items, values, strict=True)
    ]


def office(voices: list[float], met: int = 3) -> asn.Register:
    """A unit of five, of whom so many met their hours, and what each citizen answers to every item."""
    nips = people(5)
    return asn.Register.of(
        [
            asn.Unit(name=UNIT),
            *(asn.CivilServant(nip=nip, unit=UNIT, employment=asn.Employment.PNS) for nip in nips),
            *(
                asn.Participation(nip=nip, name="Kursus", form=COURSE, hours=24.0, end=DAY)
                for nip in nips[:met]
            ),
            *answers("forum_warga", {f"w{n}": [voice] * 4 for n, voice in enumerate(voices)}, unit=UNIT),
        ]
    )


def of_unit(register: asn.Register, region: asn.Region, name: str) -> float | None:
    """An indicator of the only unit."""
    return asn.score(register, region, of=asn.Unit, indicators=[name])[name][0]


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]), max_size=14), st.integers(1, 5))
def test_the_score_of_a_unit_is_medans_but_for_the_voice(voices, met):
    """A fifth of it is the mean of the citizens on 0 to 100, where at least ten spoke; else it is Medan's."""
    register = office(voices, met)
    medan, belawan = (of_unit(register, region, "unit_score") for region in (MEDAN, BELAWAN))
    assert medan == met * 20
    if len(voices) < 10:
        assert belawan == medan
    else:
        voice = round((sum(voices) / len(voices) - 1) * 25, 2)
        assert belawan == pytest.approx(0.8 * medan + 0.2 * voice, abs=0.011)


FIT_WEIGHTS = """
[mentoring.fit_weights]
kind = "weights"
label = { id = "Bobot", en = "Weights" }
[[mentoring.fit_weights.values]]
from = 2024-01-01
value = { fit_wish = 0, fit_need = 0, fit_level = 0, fit_field = 0, fit_seniority = 0, fit_unit = 1, fit_place = 0, fit_mode = 0, fit_earlier = 0, fit_urgency = 0 }
sum = 1
source = "Keputusan rekaan"
evidence = "local"
"""


def belawan_with(folder: Path, name: str, key: str, old: str, new: str, more: str = "") -> asn.Region:
    """Belawan with one value changed in the parameters of a plugin of its chain, and parameters added there."""
    chain = chain_of("belawan")
    module = next(module for plugin, module in chain if plugin.name == name)
    changed = []
    for file in module.asn_dev_parameters():
        before, header, after = file.read_text(encoding="utf-8").partition(f"[{key}]")
        changed.append(folder / file.name)
        changed[-1].write_text(before + header + after.replace(old, new, 1), encoding="utf-8")
    (folder / "more.toml").write_text(more, encoding="utf-8")
    other = ModuleType(module.__name__)
    vars(other).update({name: hook for name, hook in vars(module).items() if name.startswith("asn_dev_")})
    other.asn_dev_parameters = hookimpl(lambda: [*changed, folder / "more.toml"])
    return assemble(
        [(plugin, other if plugin.name == name else one) for plugin, one in chain], on=date(2025, 12, 31)
    )


def test_what_medan_changes_reaches_belawan_unless_belawan_says_it_itself(tmp_path):
    """A parameter of the parent decides here too; one that both give is Belawan's."""
    least_known = ("medan.unit_score.least_known", "value = 0.5", "value = 0.1")
    region, register = belawan_with(tmp_path, "medan", *least_known, FIT_WEIGHTS), office([3.0] * 10)
    assert of_unit(register, BELAWAN, "unit_score_band") is None
    assert of_unit(register, region, "unit_score_band") == "Cukup"
    assert region.parameters.weights("mentoring.fit_weights")["fit_field"] == 35
    assert region.parameters.value("mentoring.fit_weights").parameter.plugin == "belawan"
    assert MEDAN.parameters.value("mentoring.fit_weights").parameter.plugin != "belawan"


def test_two_regions_in_one_process_keep_their_own_score():
    """Belawan does not decide for Medan, in whichever order the two are asked."""
    register = office([5.0] * 10)
    assert [of_unit(register, region, "unit_score") for region in (BELAWAN, MEDAN, BELAWAN)] == [68, 60, 68]


@settings(max_examples=5, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=6))
def test_needs_are_covered_as_counting_by_hand_gives(levels):
    """Everybody's post requires level 4 of one competency; every second person took its course."""
    nips = [asn.Nip(f"198001{n:02}2010011999") for n in range(1, len(levels) + 1)]
    register = asn.Register.of(
        [
            asn.Unit(name=UNIT),
            asn.Programme(code="P", name="Kursus", competency="komunikasi"),
            asn.RequiredLevel(job_title="Analis", unit=UNIT, competency="komunikasi", level=4),
            *(asn.CivilServant(nip=nip, unit=UNIT, job_title="Analis") for nip in nips),
            *(
                asn.Assessment(nip=nip, competency="komunikasi", day=date(2025, 1, 5), level=level)
                for nip, level in zip(nips, levels, strict=True)
            ),
            *(asn.Participation(nip=nip, name="Kursus", form=COURSE, end=DAY) for nip in nips[::2]),
        ]
    )
    needs = [n % 2 == 0 for n, level in enumerate(levels) if level is not None and level < 4]
    gaps = asn.score(register, BELAWAN, of=CompetencyGap, indicators=["need_covered"])["need_covered"]
    assert gaps.drop_nulls().sort().to_list() == sorted(needs)
    share = of_unit(register, BELAWAN, "unit_need_coverage")
    assert share == (pytest.approx(sum(needs) / len(needs)) if needs else None)


def test_programmes_of_one_name_that_develop_different_things_cover_nothing():
    """A name that means two competencies does not say which was learned."""
    nip = people(1)[0]
    register = asn.Register.of(
        [
            *(
                asn.Programme(code=code, name="Kursus", competency=code)
                for code in ("komunikasi", "integritas")
            ),
            asn.Participation(nip=nip, name="Kursus", form=COURSE, end=DAY),
            asn.CivilServant(nip=nip),
        ]
    )
    developed = asn.score(register, BELAWAN, of=asn.Participation, indicators=["develops"])
    assert developed["develops"].to_list() == [None]


def test_the_task_field_weighs_most_in_pairing():
    """Two with one field fit better than two of whom the mentor is two levels ahead and senior."""
    weights = BELAWAN.parameters.weights("mentoring.fit_weights")
    assert weights["fit_field"] == max(weights.values())
    assert set(weights) == set(MEDAN.parameters.weights("mentoring.fit_weights"))


def test_the_demo_city_judges_people_and_hears_citizens():
    """Character shows for most people and the forum for every office, in the city that a demo is made of."""
    city = asn.Register.from_frames(regional_city(BELAWAN, people=120))
    who = asn.score(city, BELAWAN, of=asn.CivilServant, indicators=["pillar_character", "character_raters"])
    assert who["pillar_character"].count() > 60
    assert who["character_raters"].max() == 2
    units = asn.score(city, BELAWAN, of=asn.Unit, indicators=["citizen_forum_score"])
    assert units["citizen_forum_score"].null_count() == 0


def test_nobody_but_colleagues_is_asked_about_a_person():
    """The questionnaire about character is no staff survey: those are anonymous."""
    assert BELAWAN.instruments["berakhlak"].instrument.asks is Respondents.JUDGES
    assert len(BELAWAN.instruments["berakhlak"].dimensions) == 7


def test_every_value_is_the_sub_districts_own_choice():
    """No number here pretends to be read in a law, and each names the document."""
    own = [BELAWAN.parameters.value(key) for key in BELAWAN.parameters]
    own = [one for one in own if one.parameter.plugin == "belawan"]
    assert len(own) == 13
    assert {one.value.evidence for one in own} == {"local"}
    assert all("Dokumen pembinaan ASN Belawan" in one.value.source for one in own)


def test_the_table_of_the_readme_names_only_what_there_is():
    """Every rule, parameter and section that an officer reads about exists under that name."""
    lines = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8").splitlines()
    named = {name for line in lines if line.startswith("| ") for name in re.findall(r"`([^`]+)`", line)}
    existing = {*BELAWAN.parameters, *BELAWAN.instruments, *(rule.key for _, rule in BELAWAN.sections)}
    for record in (asn.Unit, asn.CivilServant, asn.Programme, CompetencyGap, CandidatePair):
        existing |= set(BELAWAN.book.names(record))
    assert len(named) > 30
    assert named <= existing, named - existing
    assert {key for key in BELAWAN.parameters if key.startswith("belawan.")} <= named


def sections(register: asn.Register, language: str, region: asn.Region = BELAWAN) -> dict[str, str]:
    """Belawan's sections of the report as Markdown."""
    own = [pair for pair in region.sections if pair[0].name == "belawan"]
    report = asn.report(register, attrs.evolve(region, sections=own), language=language, strict=True)
    return {
        one.key: attrs.evolve(report, sections=(one,)).to_markdown()
        for one in report.sections
        if one.plugin == "belawan"
    }


KEYS = {"belawan-cakupan", "belawan-pilar", "belawan-umpan-balik", "belawan-publik"}


def test_the_sections_change_with_the_data():
    """A small office of which citizens spoke, then one of which nobody did: sentences, never errors."""
    spoken = sections(office([2.0] * 10), "en")
    assert set(spoken) == KEYS
    assert "10 citizens judged the forum: 25.0 of 100" in spoken["belawan-publik"]
    silent = sections(asn.Register.of([]), "id")
    assert set(silent) == KEYS
    assert all("Belum ada data" in page for page in silent.values())


def test_the_page_for_citizens_withholds_what_few_said_and_names_nobody(tmp_path):
    """Four voices are no figure, even where the sub-district would let one decide; nor is the score then."""
    region = belawan_with(tmp_path, "belawan", "belawan.voice.fewest", "value = 10", "value = 1")
    few, enough = (sections(office([2.0] * n), "id", region)["belawan-publik"] for n in (4, 5))
    assert "25,0" in enough
    assert "53,0" in enough  # 0.8 x 60 + 0.2 x 25
    assert "25,0" not in few
    assert "53,0" not in few
    assert "ditahan" in few
    assert not any(nip.number in enough for nip in people(5))
