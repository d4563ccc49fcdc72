"""Values: what a whole column shows, several days in a cell, marks of presence, what no office has had."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import Enrolment, MentoringSession, Mentorship, Participation, Register, ServiceMonth
from asn_dev.model import column_of
from asn_dev.register.cells.attendance import read_attendance
from asn_dev.register.cells.numbers import is_plain_number, plain_number, read_numbers
from asn_dev.register.cells.ranges import read_days
from asn_dev.register.implausible import implausible

NIP, OTHER = "198704122010012345", "199001012021211001"
LOUD = {"warning", "unknown", "rejected"}
HOURS, REQUESTS = column_of(Participation, "hours"), column_of(ServiceMonth, "requests")
WAIT = column_of(ServiceMonth, "waiting_minutes")
TODAY = dt.date(2026, 1, 31)


def table(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def loud(register: Register, column: str) -> set[str]:
    """The rules of what was found in a column and must be looked at."""
    return {one.rule for one in register.findings if one.column == column and one.severity in LOUD}


# Numbers


def numbers(cells: list[str], column: Any = WAIT, kinds: list[str | None] | None = None) -> list[Any]:
    """What a column of texts is read as: by the plain way where that reads all, else with care."""
    text = pl.Series(cells, dtype=pl.String)
    plain = text.to_frame("t").select(plain_number(pl.col("t"), column)).to_series()
    sure = pl.select(is_plain_number(pl.lit(text), pl.lit(plain), column)).item()
    told = None if kinds is None else pl.Series(kinds, dtype=pl.String)
    if kinds is None and sure and not plain.null_count():
        return plain.to_list()
    return read_numbers(text, column, {}, told).values.to_list()


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["58,8", "1.440", "62,1"], [58.8, 1440, 62.1]),
        (["58.8", "1.234", "62.15"], [58.8, 1.234, 62.15]),
        (["58.8", "1.440", "62.1"], [58.8, None, 62.1]),  # no program writes the last zero
        (["58.8", "1,440"], [58.8, 1440]),
        (["58,8", "58.8", "1.440"], [58.8, 58.8, None]),
        (["1.234", "1.100"], [None, None]),
        (["20", "8", "1.000"], [20, 8, 1000]),
        (["20", "8", "1.234"], [20, 8, None]),
        (["1.234.567", "1.440"], [1234567, 1440]),
        (["0.125", "1.440"], [0.125, 1.44]),
        (["2 500", "1 440,5"], [2500, 1440.5]),
        (["0000", "41", "42"], [None, 41, 42]),
        (["1000", "1.000"], [1000, None]),
        (["\u202d\u0661\u0669\u202c", "20"], [19, 20]),
    ],
)
def test_the_column_tells_what_a_mark_stands_for(cells, values):
    """Decimals or thousands: by all that the column shows, else unknown."""
    assert numbers(cells) == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234", "1.100", "990"], [1234, 1100, 990]),
        (["1.000", "850"], [1000, 850]),
        (["1,500", "990"], [1500, 990]),
        (["1.000", "2.000"], [None, None]),
    ],
)
def test_whole_numbers_have_no_thousandths(cells, values):
    """Requests are counted: 1.234 of them are more than a thousand."""
    assert numbers(cells, REQUESTS) == values


def test_the_number_cells_of_a_spreadsheet_are_what_they_are():
    """1.44 that is a number was never 1440, and tells nothing of the texts beside it."""
    assert numbers(["1.234", "40"], WAIT, ["number", "number"]) == [1.234, 40]
    assert numbers(["1.440", "1.234"], WAIT, [None, "number"]) == [None, 1.234]


STYLES = {
    "id": (".", ","),
    "en": (",", "."),
    "plain": ("", "."),
    "blanks": (" ", ","),
}


@given(
    st.lists(st.integers(0, 2_000_000).map(lambda n: n / 4), min_size=1, max_size=8),
    st.sampled_from(list(STYLES)),
    st.integers(0, 3),
)
def test_numbers_of_a_whole_column_read_back_or_are_unknown(values, style, digits):
    """Whatever the style, nothing is read as another number; what is unknown is said."""
    thousands, decimal = STYLES[style]
    rounded = [round(value, digits) for value in values]
    english = [f"{value:,.{digits}f}" for value in rounded]
    marks = str.maketrans({",": thousands, ".": decimal})
    cells = [text.translate(marks) for text in english]
    read = numbers(cells)
    assert all(found is None or found == value for found, value in zip(read, rounded, strict=True))
    if decimal in "".join(cells) and digits in (1, 2):
        assert None not in read


# Days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10 s.d. 12 Maret 2025", "2025-03-10", "2025-03-12"),
        ("5-9 Mei 2025", "2025-05-05", "2025-05-09"),
        ("28 April s/d 2 Mei 2025", "2025-04-28", "2025-05-02"),
        ("10 - 12/03/2025", "2025-03-10", "2025-03-12"),
        ("28/02 - 02/03/2025", "2025-02-28", "2025-03-02"),
        ("10/03/2025-12/03/2025", "2025-03-10", "2025-03-12"),
        ("10-03-2025 s/d 12-03-2025", "2025-03-10", "2025-03-12"),
        ("1 sampai dengan 5 Juni 2025", "2025-06-01", "2025-06-05"),
        ("30 Des 2024 - 3 Jan 2025", "2024-12-30", "2025-01-03"),
        ("30 Des - 3 Jan 2025", "2024-12-30", "2025-01-03"),
        ("10, 11 dan 12 Maret 2025", "2025-03-10", "2025-03-12"),
        ("10-12 dan 17-19 Maret 2025", "2025-03-10", "2025-03-19"),
        ("2025-03-10/2025-03-12", "2025-03-10", "2025-03-12"),
        ("2025-03-10 08:00:00 - 2025-03-12 16:00:00", "2025-03-10", "2025-03-12"),
        ("Senin-Rabu, 10-12 Maret 2025 pukul 08.00 WIB", "2025-03-10", "2025-03-12"),
        ("Kamis - Jum\u2019at, 13 - 14 Maret 2025, pkl. 08.00 WIB s.d. selesai", "2025-03-13", "2025-03-14"),
        ("tgl. 10 s.d. 12 Maret 2025 (3 hari)", "2025-03-10", "2025-03-12"),
        ("10-12-2025", "2025-12-10", "2025-12-10"),
        ("2025-03-10T20:00:00Z", "2025-03-11", "2025-03-11"),
        ("2025-03-11T00:30:00+09:00", "2025-03-11", "2025-03-11"),
        ("45726", "2025-03-10", "2025-03-10"),
    ],
)
def test_several_days_in_a_cell(text, first, last):
    """The first and the last of them, as offices write it."""
    days = read_days(text)
    assert days is not None
    assert (str(days.first), str(days.last), days.weekday_differs) == (first, last, False)


@pytest.mark.parametrize(
    "text",
    [
        "12 - 10 Maret 2025",
        "31 Februari s.d. 2 Maret 2025",
        "10 s.d. 12 Maret",
        "menyusul",
        "- 2025",
        "1-" * 99,
    ],
)
def test_what_names_no_days_is_unknown(text):
    """Backwards, impossible, without a year: nothing is guessed."""
    assert read_days(text) is None


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2039, 12, 31)),
    st.integers(0, 60),
    st.sampled_from(["{a} s.d. {b}", "{a} - {b}", "{a} s/d {b}", "{a} sampai dengan {b}", "{a} hingga {b}"]),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "named"]),
)
def test_two_whole_dates_are_read_back(first, length, between, style):
    """However the dates are written, and whatever stands between them."""
    months = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    last = first + dt.timedelta(length)

    def text(day: dt.date) -> str:
        return f"{day.day} {months[day.month - 1]} {day.year}" if style == "named" else day.strftime(style)

    days = read_days(between.format(a=text(first), b=text(last)))
    assert days is not None
    assert (days.first, days.last) == (first, last)


def training(**cells: str) -> str:
    row = {"NO": "1", "NAMA": "Budi", "NIP": NIP, "NAMA DIKLAT": "Kursus", "JENIS DIKLAT": "Bimtek",
           "PENYELENGGARA": "BPSDM", "TANGGAL PELAKSANAAN": "10 s.d. 12 Maret 2025", "JP": "8", "KETERANGAN": ""}  # fmt: skip
    return table([{**row, **cells}])


def test_a_training_list_of_an_office(read_files):
    """Its one column of days gives the first and the last; one day alone is both."""
    (row,) = read_files({"a.csv": training()}).records(Participation)
    assert (row.start, row.end, row.hours) == (dt.date(2025, 3, 10), dt.date(2025, 3, 12), 8)
    (row,) = read_files({"a.csv": training(**{"TANGGAL PELAKSANAAN": "10 Maret 2025"})}).records(
        Participation
    )
    assert row.start == row.end == dt.date(2025, 3, 10)


@pytest.mark.parametrize("hours", ["JP", "Jumlah JP", "Lama (JP)", "Jml Jam"])
@pytest.mark.parametrize("days", ["tanggal", "Waktu Pelaksanaan", "Tgl. Diklat", "Hari/Tanggal"])
@pytest.mark.parametrize("name", ["nama pelatihan", "Nama_Diklat"])
def test_its_headings_have_many_names(read_files, hours, days, name):
    """As offices write them."""
    row = {"nip": NIP, name: "Kursus", "jenis_pelatihan": "Bimtek", days: "5-9 Mei 2025", hours: "20"}
    (read,) = read_files({"a.csv": table([row])}).records(Participation)
    assert (read.hours, read.end, read.form) == (20, dt.date(2025, 5, 9), "8")


def test_a_weekday_that_is_another_is_a_warning(read_files):
    """The date is used."""
    register = read_files({"a.csv": training(**{"TANGGAL PELAKSANAAN": "Rabu, 10 Maret 2025"})})
    assert loud(register, "TANGGAL PELAKSANAAN") == {"weekday_differs"}
    assert register.records(Participation)[0].end == dt.date(2025, 3, 10)


def test_days_that_cannot_be_read_are_unknown_and_said(read_files):
    """Neither start nor end is guessed."""
    register = read_files({"a.csv": training(**{"TANGGAL PELAKSANAAN": "triwulan I"})})
    (row,) = register.records(Participation)
    assert (row.start, row.end) == (None, None)
    assert loud(register, "TANGGAL PELAKSANAAN") == {"not_a_date"}


COURSE = {"nip": NIP, "namaKursus": "Kursus", "jenisDiklatId": "8", "jumlahJam": "20",
          "tanggalKursus": "2025-05-19", "tanggalSelesaiKursus": "2025-05-20"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "end"), [("5-9 Mei 2025", "2025-05-09"), ("2025-05-19T18:00:00Z", "2025-05-20")]
)
def test_a_column_of_last_days_takes_the_last_of_several(read_files, text, end):
    """And the local day of a moment with a zone."""
    row = {**COURSE, "tanggalKursus": "", "tanggalSelesaiKursus": text}
    (read,) = read_files({"a.csv": table([row])}).records(Participation)
    assert str(read.end) == end


def test_days_the_wrong_way_round_are_both_unknown(read_files):
    """The row contradicts itself; it stays, and the days are not used."""
    register = read_files({"a.csv": table([{**COURSE, "tanggalSelesaiKursus": "2025-05-01"}])})
    (row,) = register.records(Participation)
    assert (row.start, row.end, row.hours) == (None, None, 20)
    assert loud(register, "tanggalSelesaiKursus") == {"end_before_start"}


@pytest.mark.parametrize("day", ["1900-01-01", "1970-01-01"])
def test_the_first_day_of_a_calendar_is_no_day(read_files, day):
    """Programs write it where they have none."""
    register = read_files({"a.csv": table([{**COURSE, "tanggalKursus": "", "tanggalSelesaiKursus": day}])})
    assert register.records(Participation)[0].end is None
    assert loud(register, "tanggalSelesaiKursus") == {"placeholder_day"}


# Presence


@pytest.mark.parametrize(
    ("marks", "came"),
    [
        (["H", "v", "\u2713", "\u221a", "Hadir", "Lulus", "ya"], True),
        (["S", "I", "A", "TK", "Sakit", "Izin", "Alpa", "Tidak Hadir", "0 %", "50%", "3/10"], False),
        (["95 %", "95%", "8/10", "100 %", "0,9", "10 dari 12"], True),
        (["x", "Tidak Lulus", "mungkin", "12/10", "95"], None),
    ],
)
def test_marks_of_presence(marks, came):
    """Came, did not come, or unknown: a share counts from the share that the bounds name."""
    assert [read_attendance(pl.Series([mark])).values[0] for mark in marks] == [came] * len(marks)


def test_a_cross_is_absence_beside_a_tick():
    """Alone it may be either."""
    assert read_attendance(pl.Series(["v", "x"])).values.to_list() == [True, False]


def test_presence_is_read_in_a_list_of_participants(read_files):
    """What is in doubt is said at the column as the file calls it."""
    rows = [
        {"kode_pelatihan": "PK-1", "nip": nip, "Kehadiran": mark}
        for nip, mark in ((NIP, "60 %"), (OTHER, "Tidak Lulus"))
    ]
    register = read_files({"peserta.csv": table(rows)})
    assert [row.attended for row in register.records(Enrolment)] == [False, None]
    assert loud(register, "Kehadiran") == {"attendance_share_low", "unknown_code"}


# What no office has had

PLACEHOLDERS = [999.0, 9999.0, 99999.0, 8888.0, 1111.0]


@given(
    st.lists(st.integers(20, 60).map(float), min_size=8, max_size=40),
    st.sampled_from(PLACEHOLDERS),
    st.data(),
)
def test_a_repeated_digit_far_from_its_column_is_a_placeholder(values, placeholder, data):
    """It is found wherever it stands, and nothing else is."""
    at = data.draw(st.integers(0, len(values)))
    column = pl.DataFrame({"hours": [*values[:at], placeholder, *values[at:]]})
    found = [row for one in implausible(column, {"hours": HOURS}, TODAY) if one.unknown for row in one.rows]
    assert found == [at]


@given(
    st.lists(st.integers(500, 12_000).map(float), min_size=8, max_size=40),
    st.sampled_from([999.0, 8888.0, 9999.0]),
)
def test_a_column_of_such_values_keeps_them(values, value):
    """Who counts thousands counts 9999 too."""
    column = pl.DataFrame({"value": [*values, 12_000.0, value]})
    assert implausible(column, {"value": column_of(asn.LearningActivity, "minutes")}, TODAY) == []


def test_too_few_values_to_tell_are_a_warning():
    """Used as it is, but said."""
    column = pl.DataFrame({"hours": [8.0, 6.0, 9.0, 999.0]})
    assert [(one.rule, one.severity) for one in implausible(column, {"hours": HOURS}, TODAY)] == [
        ("placeholder_suspected", "warning")
    ]


def test_a_service_is_judged_beside_itself():
    """Permits that take a week beside cards that take an hour: 9999 minutes of a card are none."""
    months = [dt.date(2025, month, 1) for month in range(1, 13)]
    rows = [("Izin", month, 9000.0 + at) for at, month in enumerate(months)]
    rows += [("KTP", month, 40.0 + at % 3) for at, month in enumerate(months)]
    rows[15] = ("KTP", months[3], 9999.0)
    frame = pl.DataFrame(rows, schema=["service", "month", "waiting_minutes"], orient="row")
    frame = frame.with_columns(unit=pl.lit("Dinas A"))
    register = Register.from_frames({ServiceMonth: frame})
    assert register[ServiceMonth]["waiting_minutes"].is_null().to_list().index(True) == 15
    assert loud(register, "waiting_minutes") == {"placeholder_number"}


def test_what_is_beyond_its_bound_is_unknown():
    """With the bound, its evidence and source in the message."""
    frame = pl.DataFrame({"mentor": [NIP], "capacity": [1_000_000_000]})
    register = Register.from_frames({asn.MentorOffer: frame})
    assert register.records(asn.MentorOffer)[0].capacity is None
    (found,) = register.findings
    assert (found.rule, found.severity) == ("implausible_value", "unknown")
    assert "assumed" in found.message


def test_ages_that_nobody_has_are_unknown():
    """A birth in the year of the list, an appointment before school."""
    frame = pl.DataFrame(
        {
            "nip": [NIP, OTHER],
            "birth_date": [dt.date(2025, 1, 1), dt.date(1990, 1, 1)],
            "appointed_on": [None, dt.date(1991, 1, 1)],
        }
    )
    register = Register.from_frames({asn.CivilServant: frame})
    assert [(row.birth_date, row.appointed_on) for row in register.records(asn.CivilServant)] == [
        (None, None)
    ] * 2
    assert loud(register, "birth_date") == loud(register, "appointed_on") == {"implausible_age"}


# Mentors of themselves


def test_mentoring_with_oneself_is_rejected(read_files):
    """In files, frames and records, sessions and pairs."""
    row = {
        "id_sesi": "1",
        "nip_mentor": NIP,
        "nip_mentee": f"'{NIP}",
        "tanggal": "2025-05-01",
        "status": "selesai",
    }
    register = read_files({"sesi.csv": table([row])})
    assert not register.records(MentoringSession)
    assert register.rejected[0].frame["_reason"].to_list() == ["mentor and mentee are the same person"]
    pair = {"mentor": NIP, "mentee": NIP, "competency": "integritas"}
    assert not Register.from_frames({Mentorship: pl.DataFrame([pair])}).records(Mentorship)
    one = Mentorship(mentor=asn.Nip(NIP), mentee=asn.Nip(NIP), competency="integritas")
    assert not Register.of([one]).records(Mentorship)
