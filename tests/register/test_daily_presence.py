"""Lists of presence with a column for each day: who came to enough of the days, and what nobody knows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import Enrolment, Participation
from asn_dev.register.layouts.daily import is_day, who_came
from asn_dev.register.plausible import share_attended

ANI, INA, ICA = "198704122010012345", "199001012015031001", "197505052000032002"
STYLES = (
    "Hari {}", "Hari ke-{}", "HARI {}", "H{}", "Tgl {}", "Tanggal {}", "Pertemuan {}", "Sesi ke {}", "{} Maret 2025",
    "0{}-03-2025", "Kehadiran Hari {}", "Senin, 1{} Maret 2025", "1{} Mar", "{}", "Hari {} pagi",
)  # fmt: skip
MARKS = {True: ("v", "H", "hadir", "✓"), False: ("x", "alpa", "S", "izin", "tidak hadir")}


def _read(text, name="Daftar Hadir Bimtek Arsip.csv"):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_text(text, encoding="utf-8")
        return asn.read(folder)


def _sheet(headings, rows):
    return "\n".join(";".join(line) for line in (headings, *rows)) + "\n"


@pytest.mark.parametrize("style", STYLES)
@given(
    days=st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=2, max_size=5),
)
def test_who_came_to_enough_of_the_days_attended(style, days):
    headings = ["NIP", "Nama", *(style.format(at) for at in range(1, len(days) + 1))]
    marks = [MARKS[came][which] for came, which in days]
    always, never = ["v"] * len(days), ["x"] * len(days)
    rows = [[ANI, "Ani", *marks], [INA, "Ina", *always], [ICA, "Ica", *never]]
    attended = [one.attended for one in _read(_sheet(headings, rows)).records(Enrolment)]
    least = share_attended().value
    assert attended == [sum(came for came, _ in days) >= least * len(days), True, False]


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=8), st.data())
def test_emptying_a_day_never_turns_what_is_known_into_something_else(days, data):
    at = data.draw(st.integers(0, len(days) - 1))
    emptied = [None if index == at else day for index, day in enumerate(days)]
    before, after = (
        who_came(pl.DataFrame({str(index): [day] for index, day in enumerate(marks)}, schema_overrides={
            str(index): pl.Boolean for index in range(len(marks))
        }))[0].item()
        for marks in (days, emptied)
    )  # fmt: skip
    assert after in (before, None)


def test_a_day_without_a_mark_that_could_decide_is_unknown_and_said():
    register = _read(
        _sheet(["NIP", "Nama", "Hari 1", "Hari 2"], [[ANI, "Ani", "v", ""], [INA, "Ina", "v", "v"]])
    )
    assert [one.attended for one in register.records(Enrolment)] == [None, True]
    assert ("days_without_mark", "unknown", "Hari 1") in {
        (one.rule, one.severity, one.column) for one in register.findings
    }


def test_a_list_of_trainings_with_days_leaves_out_who_did_not_come():
    headings = ["NIP", "Nama", "Nama Pelatihan", "JP", "10 Maret 2025", "11 Maret 2025"]
    rows = [[ANI, "Ani", "Bimtek Arsip", "16", "v", "v"], [INA, "Ina", "Bimtek Arsip", "16", "x", "x"],
            [ICA, "Ica", "Bimtek Arsip", "16", "v", ""]]  # fmt: skip
    register = _read(_sheet(headings, rows), "daftar.csv")
    trainings = register.records(Participation)
    assert [(one.nip.number, one.hours, str(one.end)) for one in trainings] == [
        (ANI, 16.0, "2025-03-11"), (ICA, None, "2025-03-11"),
    ]  # fmt: skip
    assert sum(rows.frame.height for rows in register.rejected) == 1


def test_presence_at_work_is_refused_with_what_is_missing():
    headings = ["NIP", "Nama", "Jabatan", *map(str, range(1, 32))]
    register = _read(_sheet(headings, [[ANI, "Ani", "Analis", *["H"] * 31]]), "Absensi Maret.csv")
    assert not register.tables
    (refused,) = [one for one in register.findings if one.severity == "rejected"]
    assert "Nama Pelatihan" in refused.message


def test_numbers_under_numbers_are_answers_and_no_presence():
    headings = ["NIP", "Nama", "1", "2", "3"]
    register = _read(_sheet(headings, [[ANI, "Ani", "1", "1", "1"]]))
    assert Enrolment not in register.tables


@pytest.mark.parametrize("heading", ["Hari Kerja", "Tanggal", "Hari", "JP 1", "Nomor 3", "2025", "Sesi", "H"])
def test_other_headings_are_no_days(heading):
    assert not is_day(heading)
