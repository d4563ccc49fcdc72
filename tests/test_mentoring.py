"""Following mentorships: hours within the limits, silence, and progress beside others."""

from __future__ import annotations

import json
import math
import statistics
from datetime import date, timedelta

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import TableError
from asn_dev.pairing.progress import progress

ON = "2025-12-31"
NATIONAL = asn.region("nasional", on=ON)
MENTOR, MENTEE, OTHER = (asn.Nip(f"1980010120100110{n:02}") for n in (1, 2, 3))


def session(
    day: date | None, status: asn.SessionStatus | None = asn.SessionStatus.HELD, **more: object
) -> object:
    number = more.pop("number", day)
    who = {"mentor": MENTOR, "mentee": MENTEE, "competency": "komunikasi", "minutes": 60.0, **more}
    return asn.MentoringSession(code=f"S-{number}", day=day, status=status, **who)


def hours(*records: object, region: asn.Region = NATIONAL) -> dict[str, object]:
    """What counts for the mentee."""
    register = asn.Register.of([asn.CivilServant(nip=MENTEE), *records])
    names = [
        "mentoring_sessions_held",
        "mentoring_minutes",
        "mentoring_hours",
        "learning_hours_with_mentoring",
    ]
    return asn.score(register, region, of=asn.CivilServant, indicators=names).row(0, named=True)


def test_two_hours_a_session_at_most_two_sessions_a_month():
    """Three in March and one in April: 4 + 2; cancelled ones and those of another year count nothing."""
    found = hours(
        *(session(date(2025, 3, day)) for day in (3, 10, 24)), session(date(2025, 4, 1)),
        session(date(2025, 5, 1), asn.SessionStatus.CANCELLED), session(date(2024, 5, 1)),
    )  # fmt: skip
    assert found["mentoring_hours"] == pytest.approx(6)
    assert (found["mentoring_sessions_held"], found["mentoring_minutes"]) == (4, 240)


def test_what_is_unknown_of_a_session_counts_for_nothing():
    """No status: not known to be held. No day: in no month. No minutes: the hours all the same."""
    found = hours(session(date(2025, 3, 3), None), session(None), session(date(2025, 6, 2), minutes=None))
    assert (found["mentoring_hours"], found["mentoring_minutes"]) == (2, 0)


@given(st.lists(st.tuples(st.integers(0, 364), st.sampled_from(list(asn.SessionStatus))), max_size=30))
def test_hours_are_those_of_a_count_by_hand(drawn):
    """For every month the smaller of the sessions held and two, times two."""
    days = [(date(2025, 1, 1) + timedelta(days=offset), status) for offset, status in drawn]
    records = [session(day, status, number=n) for n, (day, status) in enumerate(days)]
    held = [day.month for day, status in days if status == asn.SessionStatus.HELD]
    register = asn.Register.of([asn.CivilServant(nip=MENTEE), *records], empty=[asn.MentoringSession])
    found = asn.score(register, NATIONAL, of=asn.CivilServant, indicators=["mentoring_hours"])
    by_hand = sum(min(held.count(month), 2) * 2 for month in range(1, 13))
    assert found["mentoring_hours"][0] == pytest.approx(by_hand)


def test_hours_of_the_log_join_the_year_without_counting_twice():
    """Of 4 hours in the log 3 stand in the course history as mentoring: one is added, or none."""
    records = [
        session(date(2025, 3, 3)), session(date(2025, 4, 3)),
        asn.Participation(nip=MENTEE, form=asn.ProgrammeForm.MENTORING, hours=3.0, end=date(2025, 6, 1)),
        asn.Participation(nip=MENTEE, form=asn.ProgrammeForm.TECHNICAL, hours=20.0, end=date(2025, 6, 1)),
    ]  # fmt: skip
    assert hours(*records)["learning_hours_with_mentoring"] == 24
    beside = asn.region("nasional", on=ON, choose={"mentoring.log_hours": "beside"})
    assert hours(*records, region=beside)["learning_hours_with_mentoring"] == 23
    register = asn.Register.of([asn.CivilServant(nip=MENTEE), *records])
    plain = asn.score(register, NATIONAL, of=asn.CivilServant, indicators=["learning_hours"])
    assert plain["learning_hours"].to_list() == [23]


def test_silent_pairs_are_found():
    """Sixty days without a session held, counted from the start where there was none, up to the end."""
    pairs = {
        "met lately": (MENTEE, date(2025, 1, 1), None),
        "never met": (OTHER, date(2025, 1, 1), None),
        "just begun": (asn.Nip("198001012010011004"), date(2025, 12, 1), None),
        "ended in time": (asn.Nip("198001012010011005"), date(2025, 1, 1), date(2025, 2, 1)),
    }
    records = [
        asn.Mentorship(mentor=MENTOR, mentee=mentee, competency="komunikasi", start=start, end=end)
        for mentee, start, end in pairs.values()
    ]
    followed = asn.mentoring(asn.Register.of([*records, session(date(2025, 12, 1))]), NATIONAL)
    silent = followed.mentorships.filter("is_silent")
    assert silent.select("mentee", "days_silent").rows() == [(OTHER.number, 364)]
    assert followed.mentorships["mentee"][0] == OTHER.number  # the longest silent first
    unknown = asn.mentoring(asn.Register.of(records), NATIONAL)
    assert unknown.mentorships["is_silent"].null_count() == len(records)


def test_without_mentorships_the_log_says_which_pairs_there_were():
    """And without either there is nothing to say."""
    followed = asn.mentoring(
        asn.Register.of([asn.CivilServant(nip=MENTEE), session(date(2025, 12, 1))]), NATIONAL
    )
    assert followed.mentorships.select("mentor", "mentee", "start", "is_running").rows() == [
        (MENTOR.number, MENTEE.number, date(2025, 12, 1), True)
    ]
    with pytest.raises(TableError, match="neither mentorships nor"):
        asn.mentoring(asn.Register.of([asn.CivilServant(nip=MENTEE)]), NATIONAL)


def test_a_change_is_mentored_if_a_session_lies_between_its_assessments():
    """Only the last two assessments count; a session before or after both is another matter."""
    days = [date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1)]
    found = [
        asn.Assessment(nip=MENTEE, competency="komunikasi", day=day, level=level)
        for day, level in zip(days, (1, 2, 4), strict=True)
    ]

    def changes(*sessions: object) -> dict[str, object]:
        register = asn.Register.of([*found, *sessions], empty=[asn.MentoringSession])
        return asn.score(register, NATIONAL, of=asn.LevelChange).row(0, named=True)

    row = changes(session(date(2024, 6, 1)))
    assert (row["before"], row["after"], row["level_change"], row["was_mentored"]) == (2, 4, 2, True)
    assert changes(session(date(2023, 6, 1)), session(date(2025, 6, 1), number=2))["was_mentored"] is True
    assert changes(session(date(2023, 6, 1)))["was_mentored"] is False
    assert changes(session(date(2025, 6, 1)))["was_mentored"] is False


def compared(rows: list[tuple[str, int, int, bool]], fewest: int = 1) -> pl.DataFrame:
    names = ["competency", "before", "level_change", "was_mentored"]
    kinds = [pl.String, pl.Int64, pl.Int64, pl.Boolean]
    frame = pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")
    return progress(frame, confidence=0.95, fewest=fewest)


def test_with_one_starting_level_it_is_the_t_interval_of_two_samples():
    """Student's two-sample interval with equal variances; 2.306 is t(0.975) of 8 degrees (any table)."""
    ours, theirs = [2, 1, 1, 0, 1], [0, 0, 1, 0, 1]
    rows = [("a", 2, change, True) for change in ours] + [("a", 2, change, False) for change in theirs]
    row = compared(rows).row(0, named=True)
    pooled = (statistics.variance(ours) * 4 + statistics.variance(theirs) * 4) / 8
    half = 2.306 * math.sqrt(pooled * (1 / 5 + 1 / 5))
    assert row["difference"] == pytest.approx(0.6)
    assert (row["low"], row["high"]) == pytest.approx((0.6 - half, 0.6 + half), abs=1e-3)


def test_regression_to_the_mean_is_taken_out():
    """Low levels rise by one, high ones fall by one, mentored or not; the mentored start low."""
    rows = (
        [("a", 1, 1, True)] * 9 + [("a", 1, 1, False)] * 3 + [("a", 5, -1, False)] * 9 + [("a", 5, -1, True)]
    )
    row = compared(rows).row(0, named=True)
    assert row["difference"] == pytest.approx(0)
    assert row["mentored_change"] == pytest.approx(0.8)


def test_small_groups_are_withheld_and_people_without_peers_are_counted():
    """Counts stand, values do not."""
    rows = [("a", 2, 1, True)] * 4 + [("a", 2, 0, False)] * 9 + [("b", 3, 1, True)] * 2
    row = compared(rows, fewest=5).row(0, named=True)
    assert (row["mentored"], row["peers"], row["without_peer"], row["withheld"]) == (4, 9, 2, True)
    assert [row[name] for name in ("mentored_change", "peers_change", "difference", "low", "high")] == [
        None
    ] * 5


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.integers(-2, 2), st.booleans()), max_size=40
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_changes_does_not_matter(rows, random):
    """And the difference lies within its interval."""
    plain = compared(rows)
    shuffled = list(rows)
    random.shuffle(shuffled)
    for row, other in zip(plain.to_dicts(), compared(shuffled).to_dicts(), strict=True):
        assert row == pytest.approx(other, nan_ok=True)
        if row["low"] is not None:
            assert row["low"] - 1e-9 <= row["difference"] <= row["high"] + 1e-9


def test_the_caution_goes_with_the_figures(tmp_path):
    """In the sentences, and on a sheet of the workbook; numbers of people stay out of the repr."""
    people = [asn.Nip(f"1980010120100112{n:02}") for n in range(24)]
    records: list[object] = []
    for n, nip in enumerate(people):
        mentored = n < 10
        after = 3 if mentored or n % 3 == 0 else 2
        for day, level in ((date(2024, 2, 1), 2), (date(2025, 11, 1), after)):
            records.append(asn.Assessment(nip=nip, competency="komunikasi", day=day, level=level))
        if mentored:
            records.append(session(date(2025, 5, 5), mentee=nip, number=n))
    register = asn.Register.of([*(asn.CivilServant(nip=nip) for nip in people), *records])
    followed = asn.mentoring(register, NATIONAL)
    told, caution = followed.sentences()[1:]
    assert "10 penilaian mentee berubah +1,00" in told
    assert "bukan bukti sebab-akibat" in caution
    english = asn.mentoring(register, NATIONAL, language="en").sentences()
    assert "proves no cause" in english[-1]
    book = openpyxl.load_workbook(followed.save(tmp_path / "mentoring.xlsx"))
    assert book.sheetnames == ["Pasangan mentoring", "JP mentee", "Kemajuan mentee", "Cara membaca"]
    assert book["Cara membaca"]["B4"].value == caution
    assert people[0].number not in repr(followed)
    assert json.dumps(followed.to_dict())


def test_the_sample_gives_what_the_manifest_says(sample, manifest):
    """264 hours, ten mentees to the session; the year's hours stay those of the course history."""
    expected = manifest["expected"]["mentoring"]
    region = asn.region("binjai", on=ON)
    people = asn.score(sample, region, of=asn.CivilServant)
    assert people["mentoring_hours"].sum() == pytest.approx(
        expected["jp_at_2_per_session_at_most_2_sessions_a_month"]
    )
    assert people["mentoring_sessions_held"].sum() == expected["sessions_completed"]
    held = people.filter(pl.col("mentoring_sessions_held") > 0)
    assert held.height == expected["mentees_with_a_completed_session"]
    by_nip = {row["nip"]: row for row in people.iter_rows(named=True)}
    for one in expected["ten_mentees"]:
        row = by_nip[one["nip"]]
        assert row["mentoring_sessions_held"] == one["completed"]
        assert row["mentoring_hours"] == pytest.approx(one["jp"])
        assert row["learning_hours_with_mentoring"] == pytest.approx(row["learning_hours"] + one["jp"])
    followed = asn.mentoring(sample, region)
    assert (followed.mentorships.height, int(followed.mentorships["is_silent"].sum())) == (36, 33)
