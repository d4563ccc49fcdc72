"""The fast ways of reading give what the slow and exact ways give, whatever stands in a file."""

from __future__ import annotations

import csv
import io
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asn_dev.errors import FileError
from asn_dev.model import (
    CivilServant,
    Participation,
    ServiceMonth,
    Session,
    column_of,
)
from asn_dev.register.cells import read_cells
from asn_dev.register.files import Sheet, delimited
from asn_dev.register.files.characters import at_the_door, marks_of
from asn_dev.register.parsing import _plain_values
from asn_dev.register.sources import Source

SOURCES = {
    "text": Source("name", ("name",), column_of(Participation, "name")),
    "hours": Source("hours", ("hours",), column_of(Participation, "hours")),
    "whole number": Source("requests", ("requests",), column_of(ServiceMonth, "requests")),
    "money": Source("fixed_cost", ("cost",), column_of(Session, "fixed_cost")),
    "date": Source("start", ("start",), column_of(Participation, "start")),
    "month": Source("month", ("month",), column_of(ServiceMonth, "month"), month=True),
    "code": Source("sex", ("sex",), column_of(CivilServant, "sex")),
    "layout's code": Source("sex", ("sex",), column_of(CivilServant, "sex"), codes={"1": "M", "2": "F"}),
    "NIP": Source("nip", ("nip",), column_of(CivilServant, "nip")),
}

NUMBERS = ["20", "8.5", "1.440", "1.234", "58.8", "0", "00", "007", "0.0", "-1", "+5", "1e3", "nan", "inf", "5.", ".5",
           "1,5", "1.000.000", "9999999999999999999", "0.125", "1_000", "true"]  # fmt: skip
DATES = [
    "2025-05-19",
    "2025-02-30",
    "19/05/2025",
    "1066-10-14",
    "2025-5-9",
    "2025-05-19 08:00",
    "45781",
    "2025-05",
    "20250519",
]
WORDS = [
    "Budi",
    "Dinas Kesehatan",
    "-",
    "null",
    "#N/A",
    "#REF!",
    "'007",
    "Jum'at",
    "L",
    "M",
    "laki-laki",
    "É",
    "??",
]
NIPS = ["198704122010012345", "198704122010012000", "19870412 201001 2 345", "198713122010012345"]
ODD = [
    " ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u202d",
    "\u202c",
    "\u2067",
    "'",
    "`",
    "\u2019",
    "\t",
    "\u3000",
    "\u00ad",
]
ARABIC = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")

written = st.sampled_from([*NUMBERS, *DATES, *WORDS, *NIPS]) | st.text(max_size=6)
cell = (
    st.none()
    | written
    | st.builds(lambda text, odd: odd + text, written, st.sampled_from(ODD))
    | st.builds(lambda text, odd: text + odd, written, st.sampled_from(ODD))
    | written.map(lambda text: text.translate(ARABIC))
)
columns = st.lists(st.sampled_from([*NUMBERS, *DATES, *WORDS, *NIPS]), max_size=4) | st.lists(
    cell, max_size=5
)


@pytest.mark.parametrize("kind", SOURCES)
@given(texts=columns)
@example(texts=["58.8", "1.234", "62.15"])
@example(texts=["198704122010012345", None])
@example(texts=["2025-05-19", "2025-06-19"])
@example(texts=["Budi", "É"])
@example(texts=["Budi "])
@example(texts=[" 2025-05-19"])
@example(texts=["2025- 5-19"])
@example(texts=["\u00a02025-05-19"])
@example(texts=["\u202dBudi"])
@example(texts=["-"])
@example(texts=["00", "20"])
@example(texts=["1.440", "20"])
@example(texts=["9007199254740992"])
@example(texts=["M", "F"])
@example(texts=["1", "2"])
def test_a_column_read_the_fast_way_is_what_careful_reading_gives(kind: str, texts: list[str | None]) -> None:
    """Where every cell counts as plain, reading each with care finds the same values and has nothing to say."""
    source, cells = SOURCES[kind], pl.Series("heading", texts, dtype=pl.String)
    values = _plain_values(cells.to_frame(), {"heading": source}).get(source.field)
    if values is not None:
        careful = read_cells(source, cells, None)
        assert values.to_list() == careful.values.to_list()
        assert [one.rule for one in careful.notices] == []


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("text", ["Dinas Kesehatan", None, "Jum'at", "Éva"]),
        ("hours", ["20", "8.5", "0.25"]),
        ("whole number", ["0", "7"]),
        ("money", ["1500000"]),
        ("date", ["2025-05-19", None]),
        ("month", ["2025-05-19"]),
        ("code", ["M", "F"]),
        ("layout's code", ["1", "2"]),
        ("NIP", ["198704122010012345"]),
    ],
)
def test_what_programs_write_is_read_the_fast_way(kind: str, texts: list[str | None]) -> None:
    """Else the fast way could be right by never being taken."""
    cells = pl.Series("heading", texts, dtype=pl.String)
    assert SOURCES[kind].field in _plain_values(cells.to_frame(), {"heading": SOURCES[kind]})


# Text files

in_file = st.sampled_from(["", "a", "20", "Dinas", 'say "no"', "x,y", "p;q", "two\nlines", "cr\rhere", " ", "\u00a0", "É", '"', "1", "2", "3"])  # fmt: skip
HEADINGS = ["nip", "name", "form", "hours"]


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    """A file with headings, written by a program or by somebody who knows no quotes."""
    width = draw(st.integers(2, 4))
    separator, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, None]))
    lines = draw(st.lists(st.lists(in_file, min_size=width, max_size=width), max_size=6))
    if draw(st.integers(0, 3)) == 0:
        lines = [line[: draw(st.integers(0, width))] for line in lines]
    text = io.StringIO()
    if quoting is None:
        text.write("".join(separator.join(line) + end for line in [HEADINGS[:width], *lines]))
    else:
        csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end).writerows(
            [HEADINGS[:width], *lines]
        )
    return text.getvalue().removesuffix(end if draw(st.booleans()) else "\0")


def known(cells: Any) -> int:
    """How many of the cells are headings."""
    return len({one.strip() for one in cells} & set(HEADINGS))


def everything(data: bytes) -> Any:
    """All that reading a text file finds, without the difference between an empty cell and none."""
    try:
        (sheet,) = delimited.read_delimited(data, "a.csv", known)
    except FileError as error:
        return error.sentence
    assert isinstance(sheet, Sheet)
    return (
        sheet.frame.columns,
        sheet.frame.select(pl.all().fill_null("")).rows(),
        sheet.rows.to_list(),
        sheet.blank,
        [attrs.asdict(stray) for stray in sheet.strays],
        [*sheet.notes],
        [*sheet.apart],
        sheet.facts,
    )


@given(text=csv_texts())
@example(text='nip,name\n1,"a"\n2,b\n')
@example(text='nip,name\n1,a "b" c\n2,b\n')
@example(text='nip,name\n1,"a\nb"\n2\n')
@example(text='nip,name\n1,"a\nb"')
@example(text='nip,name\n1,"a\nb"\n2,c\n')
@example(text="nip,name\n1\n2,b\n")
@example(text="nip,name,form\n,,cr\rhere\n")
@example(text="nip,name\r\n1,a\r\n\r\n2,b")
@example(text='nip,name\n"1,a\n2,b"\n')
def test_a_text_file_read_at_once_is_what_reading_it_line_by_line_gives(text: str) -> None:
    """The same columns, the same places, the same books."""
    data = text.encode()
    fast = everything(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_all_at_once", lambda *_: None)
        slow = everything(data)
    assert fast == slow


def test_a_regular_file_is_read_at_once() -> None:
    """Else the fast way could be right by never being taken; quotes do not hinder it."""
    data = b'nip,name\n1,"a, b"\n2,b\n'
    assert delimited._all_at_once(data, marks_of(data), ",", "a.csv") is not None


@given(text=st.text() | st.text(alphabet="a\x00\x07\ufffe\ufdd0\U0001ffff\t\n,"))
def test_a_file_whose_bytes_are_sound_has_no_cell_to_mend(text: str) -> None:
    """What the bytes of a file tell is what looking into each cell finds."""
    sheet = Sheet("a.csv", "", pl.DataFrame({"nip": [text]}), pl.Series([2]))
    if marks_of(text.encode()).sound:
        assert at_the_door(sheet) is sheet
