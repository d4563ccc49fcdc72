"""E-learning: what platforms hand over is read whole, and counts once, under the daily limit."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn

NATIONAL = asn.region("nasional", on="2025-12-31")
ONE, TWO = (asn.Nip(f"1980010120100110{n:02}") for n in (1, 2))
TUESDAY, SATURDAY = date(2025, 3, 4), date(2025, 3, 8)
VERBS = "http://adlnet.gov/expapi/verbs/"


def read(tmp_path, name, content):
    """The register of one file."""
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    register = asn.read(tmp_path, today=date(2026, 1, 31))
    assert all(row.accepted + row.rejected == row.read for row in register.ledger)
    return register


def activities(register):
    """The activities without what is the same everywhere."""
    frame = register[asn.LearningActivity].to_native()
    return frame.select("nip", "course", "day", "clock", "completed").rows()


def reasons(register):
    return {
        row: why for part in register.rejected for row, why in part.frame.select("_row", "_reason").rows()
    }


def activity(code, day, clock, minutes, **more):
    return asn.LearningActivity(nip=ONE, code=code, day=day, clock=clock, minutes=minutes, **more)


def person(*records):
    """What counts for the learner."""
    names = [
        "elearning_hours", "learning_hours_with_elearning", "elearning_hours_beyond_recorded", "elearning_unknown",
        "hours_outside_office", "outside_office_share", "outside_office_known",
    ]  # fmt: skip
    register = asn.Register.of([asn.CivilServant(nip=ONE), *records])
    return asn.score(register, NATIONAL, of=asn.CivilServant, indicators=names).row(0, named=True)


@pytest.mark.parametrize(
    ("heading", "when"),
    [
        ("ID;Nama;Nomor ID;Kuis;Kuis - Tanggal penyelesaian;Kursus selesai", "Selasa, 4 Maret 2025, 20:15"),
        ("ID;Name;ID number;Quiz;Quiz - Completion date;Course complete", "Tuesday, 4 March 2025, 8:15 PM"),
        ("ID;Name;Username;Quiz;Quiz - Completion date;Course complete", "4/03/25, 20:15"),
    ],
)
def test_a_course_completion_report_is_read_in_both_languages(tmp_path, heading, when):
    """BOM, semicolons, an apostrophe before a number; the course is what the file is called."""
    text = f'{heading}\n4;A;{ONE.number};-;;"{when}"\n5;B;\'{TWO.number};-;;\n6;C;1980;-;;\n7;D;{ONE.number};-;;\n'
    register = read(tmp_path, "completion-spbe_01.csv", b"\xef\xbb\xbf" + text.encode())
    assert activities(register) == [
        (ONE.number, "spbe_01", TUESDAY, 1215, True),
        (TWO.number, "spbe_01", None, None, False),
    ]
    assert set(reasons(register)) == {4, 5}


def test_an_activity_report_has_two_columns_an_activity(tmp_path):
    """As Moodle writes it for spreadsheets: UTF-16, tabs, no heading over names and days."""
    lines = [
        ["", "ID number", "Kuis", "", "Modul", "2025-03-31 00:00:00"],
        ["A", ONE.number, "Selesai", "2025-03-04 20:15:00", "Tidak selesai", ""],
    ]
    text = "\n".join("\t".join(f'"{cell}"' for cell in line) for line in lines)
    register = read(tmp_path, "progress.spbe.csv", b"\xff\xfe" + text.encode("utf-16-le"))
    assert activities(register) == [
        (ONE.number, "spbe: Kuis", TUESDAY, 1215, True),
        (ONE.number, "spbe: Modul", None, None, False),
    ]


def statement(number, verb="completed", who=ONE.number, **more):
    return {
        "id": str(number), "actor": {"account": {"homePage": "https://lms", "name": who}},
        "verb": {"id": VERBS + verb}, "object": {"id": "https://lms/spbe", "definition": {"name": {"id": "SPBE"}}},
        "result": {"duration": "PT1H30M"}, "timestamp": "2025-03-04T13:15:00Z", **more,
    }  # fmt: skip


@pytest.mark.parametrize("shape", ["array", "lines", "answer"])
def test_statements_are_accepted_or_rejected_with_a_reason(tmp_path, shape):
    """Times become local; repeated, voided, silent and nameless statements are kept out."""
    told = [
        statement(1), statement(1), statement(2),
        statement(3, "voided", object={"objectType": "StatementRef", "id": "2"}),
        statement(4, "launched", result={}), statement(5, who="Budi"),
    ]  # fmt: skip
    text = {
        "array": json.dumps(told),
        "lines": "\n".join(map(json.dumps, told)),
        "answer": json.dumps({"statements": told, "more": ""}),
    }[shape]
    register = read(tmp_path, "lrs.json", text)
    assert activities(register) == [(ONE.number, "SPBE", TUESDAY, 1215, True)]
    why = reasons(register)
    assert [why[row].split()[0] for row in range(2, 7)] == ["repeats", "was", "voids", "tells", "actor:"]
    assert register[asn.LearningActivity]["minutes"].to_list() == [90.0]


def test_what_overlaps_counts_once_and_office_hours_are_told_apart():
    """Tuesday 18.45-20.30 told three times and 15.00-17.00: 225 minutes, 165 outside; 3 JP at most."""
    records = [
        activity("a", TUESDAY, 1215, 90.0), activity("b", TUESDAY, 1215, 90.0), activity("c", TUESDAY, 1230, 105.0),
        activity("d", TUESDAY, 1020, 120.0), activity("e", SATURDAY, 600, 45.0), activity("f", SATURDAY, None, 45.0),
        activity("g", SATURDAY, 700, None, completed=True),
        asn.Participation(nip=ONE, form=asn.ProgrammeForm.E_LEARNING, hours=2.0, end=TUESDAY),
    ]  # fmt: skip
    found = person(*records)
    assert found["elearning_hours"] == pytest.approx(3 + 2)
    assert found["elearning_hours_beyond_recorded"] == pytest.approx(3)
    assert found["learning_hours_with_elearning"] == pytest.approx(5)
    assert found["hours_outside_office"] == pytest.approx((165 + 45) / 60)
    assert found["outside_office_share"] == pytest.approx(210 / 270)
    assert found["outside_office_known"] == pytest.approx(270 / 315)
    assert found["elearning_unknown"] == 1


def test_a_completed_course_counts_what_the_catalogue_says_within_the_limit():
    """Moodle tells no minutes: a programme of 2 JP counts 2, of a time that nobody knows."""
    planned = asn.Programme(code="SPBE 01", form=asn.ProgrammeForm.E_LEARNING, hours=2.0)
    found = person(planned, activity("m", TUESDAY, 1215, None, completed=True, course="spbe_01"))
    assert (found["elearning_hours"], found["outside_office_share"]) == (2, None)


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(1, 400), st.booleans())
def test_splitting_the_minutes_of_a_day_never_raises_its_hours(first, second, timed):
    """One piece, or the two that make it up: the same hours, and never above the limit."""
    end = 1200 if timed else None
    whole = person(activity("w", TUESDAY, end, float(first + second)))["elearning_hours"]
    before = end - second if end else None
    parts = person(activity("a", TUESDAY, before, float(first)), activity("b", TUESDAY, end, float(second)))
    assert parts["elearning_hours"] == pytest.approx(whole)
    assert whole == pytest.approx(min((first + second) / 45, 3))
