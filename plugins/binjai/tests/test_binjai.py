"""Binjai's rules: when a programme is adapted, how much is learned online, what volunteers save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn

REGION = asn.region("binjai", on="2025-12-31")
DAY = date(2025, 6, 1)


def relevance(answers: list[float | None], *, day: date = DAY) -> asn.Register:
    """A programme with these answers to the question of relevance."""
    return asn.Register.of(
        [
            asn.Programme(code="PK-1", name="Pelatihan"),
            *(
                asn.Answer(
                    instrument="training_reaction",
                    respondent=f"r{n}",
                    about="PK-1",
                    item="relevance",
                    value=value,
                    day=day,
                )
                for n, value in enumerate(answers)
            ),
        ]
    )


def adapted(answers: list[float | None], **options) -> object:
    """What the rule says of the programme."""
    scores = asn.score(relevance(answers, **options), REGION, of=asn.Programme, indicators=["to_be_adapted"])
    return scores["to_be_adapted"][0]


def test_a_programme_is_adapted_when_too_many_call_it_unrelated():
    """A quarter of at least ten answers, by the parameters of 2024."""
    assert adapted([2.0] * 5 + [4.0] * 5) is True
    assert adapted([1.0] * 3 + [5.0] * 9) is True  # exactly a quarter
    assert adapted([1.0] * 2 + [5.0] * 9) is False
    assert adapted([3.0] * 12) is False


def test_too_few_answers_say_nothing():
    """Nine voices, however clear, do not decide; nor do blank ones or those of another year."""
    assert adapted([1.0] * 9) is None
    assert adapted([1.0] * 9 + [None] * 5) is None
    assert adapted([1.0] * 12, day=date(2024, 6, 1)) is None
    assert adapted([]) is None


@given(st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]), min_size=10, max_size=40))
def test_the_rule_is_what_counting_by_hand_gives(answers):
    """Share of answers of 2 or less, against a quarter."""
    expected = sum(value <= 2 for value in answers) / len(answers) >= 0.25
    assert adapted(list(answers)) is expected


@given(st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]), min_size=10, max_size=30))
def test_one_more_who_calls_it_unrelated_never_saves_a_programme(answers):
    """Monotone: a further low answer does not turn 'adapt' into 'keep'."""
    if adapted(list(answers)):
        assert adapted([*answers, 1.0]) is True


def test_the_share_of_hours_online():
    """E-learning and distance learning, of all hours; unknown for people without hours."""
    first, other = asn.Nip("198704122010012345"), asn.Nip("199001012021211701")
    register = asn.Register.of(
        [
            asn.Unit(name="Dinas A"),
            asn.CivilServant(nip=first, unit="Dinas A"),
            asn.CivilServant(nip=other, unit="Dinas A"),
            asn.Participation(nip=first, form=asn.ProgrammeForm.DISTANCE, hours=10.0, start=DAY, end=DAY),
            asn.Participation(nip=first, form=asn.ProgrammeForm.TECHNICAL, hours=30.0, start=DAY, end=DAY),
        ]
    )
    people = asn.score(register, REGION, of=asn.CivilServant, indicators=["online_share"])
    assert dict(zip(people["nip"], people["online_share"], strict=True)) == {
        first.number: 0.25,
        other.number: None,
    }
    assert (
        asn.score(register, REGION, of=asn.Unit, indicators=["unit_online_share"])["unit_online_share"][0]
        == 0.25
    )


def test_what_a_volunteer_saves():
    """Hours of the programme at the customary fee; nothing for a paid speaker; unknown if nobody said."""
    register = asn.Register.of(
        [
            asn.Programme(code="DK-1", hours=20.0),
            *(
                asn.Session(code=code, programme="DK-1", volunteer=volunteer)
                for code, volunteer in (("a", True), ("b", False), ("c", None))
            ),
        ]
    )
    saved = asn.score(register, REGION, of=asn.Session, indicators=["volunteer_saving"])
    fee = REGION.parameters["planning.speaker.fee_per_hour"]
    assert saved.sort("code")["volunteer_saving"].to_list() == [20 * fee, 0, None]


def test_every_value_is_the_citys_own_choice_or_marked_as_assumed():
    """No number here pretends to be read in a law."""
    own = [key for key in REGION.parameters if key.startswith("binjai.")]
    assert len(own) == 7
    assert {REGION.parameters.value(key).value.evidence for key in own} == {"local"}
    fee = REGION.parameters.value("planning.speaker.fee_per_hour")
    assert (fee.parameter.plugin, fee.value.evidence) == ("binjai", "assumed")


NAMES = ["Bimtek SPBE", "Pelatihan Teknis SIAK Terpusat", "Seminar Budaya Kerja", None]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=12))
def test_the_share_with_digital_training_is_what_counting_by_hand_gives(names):
    """Each person has one activity; those about e-government over all people of the unit."""
    people = [asn.Nip(f"19800101201001{1 + n % 2}{900 + n}") for n in range(len(names))]
    register = asn.Register.of(
        [
            asn.Unit(name="Dinas A"),
            *(asn.CivilServant(nip=nip, unit="Dinas A") for nip in people),
            *(
                asn.Participation(nip=nip, name=name, end=DAY)
                for nip, name in zip(people, names, strict=True)
            ),
        ]
    )
    share = asn.score(register, REGION, of=asn.Unit, indicators=["unit_digital_share"])["unit_digital_share"][
        0
    ]
    assert share == pytest.approx(sum(name in NAMES[:2] for name in names) / len(names))


def test_trust_is_shown_on_a_scale_to_100_and_only_of_enough_citizens():
    """A mean of 4 on the scale of 1 to 5 is 75; of four citizens nothing is said."""

    def index(citizens: int) -> object:
        answers = [
            asn.Answer(instrument="kepercayaan", respondent=f"w{n}", about="KTP", item=item, value=4.0,
                       unit="Dinas A", day=DAY)
            for n in range(citizens)
            for item in ("KW1", "KW2", "KW3")
        ]  # fmt: skip
        register = asn.Register.of([asn.Unit(name="Dinas A"), *answers])
        return asn.score(register, REGION, of=asn.Unit, indicators=["trust_index"])["trust_index"][0]

    assert (index(5), index(4)) == (75.0, None)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_section_of_the_report_changes_with_the_data(language):
    """It names the programme that is to be adapted, and says so when there is none."""

    def page(answers: list[float | None]) -> str:
        return asn.report(relevance(answers), REGION, language=language, strict=True).to_html()

    heading = {"id": "perlu disesuaikan karena", "en": "to be adapted because"}[language]
    assert heading in page([1.0] * 12)
    assert heading not in page([5.0] * 12)


def test_the_trend_says_how_sure_it_is() -> None:
    """Indices of two years with intervals: apart where citizens agree, overlapping where few differ widely."""

    def page(before: Sequence[int], after: Sequence[int]) -> str:
        answers = [
            asn.Answer(
                instrument="skm", respondent=f"{year}-{n}", unit="Dinas", item=f"U{item}", value=value,
                day=date(year, 6, 1),
            )
            for year, values in ((2024, before), (2025, after))
            for n, value in enumerate(values)
            for item in range(1, 10)
        ]  # fmt: skip
        report = asn.report(asn.Register.of([asn.Unit(name="Dinas"), *answers]), REGION, strict=True)
        sections = tuple(part for part in report.sections if part.key == "binjai-jangka-panjang")
        return attrs.evolve(report, sections=sections).to_markdown()

    assert "kedua selangnya terpisah" in page([2, 3] * 20, [3, 4] * 20)
    assert "bisa jadi kebetulan" in page([2, 3, 4, 1, 3, 2], [3, 4, 1, 4, 2, 3])
