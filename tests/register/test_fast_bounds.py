"""What is far too much is judged by counting; what is found the fast way is what a careful look finds."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import FileError
from asn_dev.register import duplicates, shifting
from asn_dev.register.files import characters, sheet_parts
from asn_dev.register.files.characters import Marks, marks_of

BLANK = '<c r="{place}"/>', '<c r="{place}" s="3"></c>', '<c r="{place}" s="1"> </c>', "<c r='{place}' />"
FILLED = '<c r="{place}"><v>1</v></c>', "<c s='1' r='{place}' t='s'><v>0</v></c>"


@st.composite
def sheets(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    """Cells by row and column, each with how it is written; some of them far away."""
    rows = st.integers(1, 6) | st.integers(1_000_000, 1_000_003)
    columns = st.integers(0, 5) | st.integers(1_000, 1_002)
    places = draw(st.lists(st.tuples(rows, columns), unique=True, max_size=30))
    usual = draw(st.booleans())
    ways = (BLANK[0], BLANK[1], FILLED[0]) if usual else (*BLANK, *FILLED)
    return [(row, column, draw(st.sampled_from(ways))) for row, column in sorted(places)]


def written(cells: list[tuple[int, int, str]]) -> bytes:
    lines: dict[int, list[str]] = {}
    for row, column, way in cells:
        place = f"{sheet_parts.column_letters(column)}{row}"
        lines.setdefault(row, []).append(way.format(place=place))
    return "".join(f'<row r="{row}">{"".join(line)}</row>' for row, line in lines.items()).encode()


def places_in(xml: bytes) -> list[str]:
    return re.findall(r"<c [^<>]*r=.([A-Z]+\d+)", xml.decode())


@given(cells=sheets())
@pytest.mark.parametrize("piece", [1, 40, 1 << 22])
def test_strays_and_blanks_are_taken_out_and_nothing_else(
    piece: int, cells: list[tuple[int, int, str]]
) -> None:
    """The filled cells that are left stand before the first wide gap, and none of them is lost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_parts, "_PIECE", piece)
        left, strays, reached = sheet_parts.without_strays(written(cells))
    filled = [(row, column) for row, column, way in cells if way in FILLED]
    near = [
        (row, column)
        for row, column in filled
        if (row < 10 or min(row for row, _ in filled) > 10)
        and (column < 10 or min(column for _, column in filled) > 10)
    ]
    expected = [f"{sheet_parts.column_letters(column)}{row}" for row, column in near]
    assert places_in(left) == expected
    assert sorted((one.row + 1, one.column) for one in strays) == sorted(set(filled) - set(near))
    if near:
        assert reached[0] >= max(row for row, _ in near)
        assert reached[1] > max(column for _, column in near)


@given(cells=sheets())
def test_how_far_cells_reach_does_not_hang_on_how_places_are_written(
    cells: list[tuple[int, int, str]],
) -> None:
    """The usual form of a place is found the cheap way, any other with care."""
    assert sheet_parts.reach(b"<row><c r='B7'><v>1</v></c></row>") == (7, 2)
    xml = written(cells)
    widest = max((column + 1 for _, column, _ in cells), default=0)
    lowest = max((row for row, _, _ in cells), default=0)
    assert sheet_parts.reach(xml) == (lowest, widest)
    assert sheet_parts.reach(xml.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>")) == (lowest, widest)


def test_cells_without_a_place_keep_the_blank_ones_before_them() -> None:
    """Where a cell says no place it stands behind the one before it, be that blank or not."""
    xml = b'<row><c r="A1"/><c><v>1</v></c></row>'
    assert sheet_parts.without_blanks(xml) == xml


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (b'<c r="A1"><v>1</v></c>' * 40, "40 cells"),
        (b'<row r="1"></row>' * 40, "40 rows"),
        (b'<mergeCell ref="A1:B1"/>' * 40, "40 merged ranges"),
        (b"<br>" * 400, "400 tags"),
    ],
)
def test_far_too_much_is_refused_by_counting(xml: bytes, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for bound, most in (("CELLS", 20), ("STRAY_CELLS", 5), ("MERGED", 30), ("SHEET_TAGS", 300)):
        monkeypatch.setattr(sheet_parts, bound, most)
    with pytest.raises(FileError, match=what):
        sheet_parts.within_bounds(xml, "a.xlsx")


def test_very_many_blank_cells_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_parts, "CELLS", 20)
    xml = b'<c r="A1"><v>1</v></c>' + b'<c r="B1" s="1"/><c r="C1"></c>' * 40
    assert sheet_parts.within_bounds(xml, "a.xlsx") == b'<c r="A1"><v>1</v></c>'


@given(data=st.binary() | st.text(alphabet='a,"\r\n\té\x00\ufffe').map(str.encode))
@example(data=b"")
@pytest.mark.parametrize("piece", [1, 3, 1 << 18])
def test_marks_are_counted_alike_in_pieces_of_any_size(piece: int, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "_PIECE", piece)
        marks = marks_of(data)
    odd = re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\xef-\xff]", data)
    assert marks == Marks(data.count(b"\n"), data.count(b"\r"), data.count(b'"'), sound=odd is None)


def test_many_repeated_rows_share_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to a bound each reason names the row that is repeated; beyond it all say the same."""
    rows = [f"19870412201001{at:04},Bimtek {at},8.0" for at in range(1001, 1005)]
    data = "\n".join(["nip,name,hours", *rows, *rows]).encode()
    told = asn.read(("participations.csv", data)).rejected[0]
    monkeypatch.setattr(duplicates, "_ROWS_TOLD", 3)
    shared = asn.read(("participations.csv", data)).rejected[0]
    assert told.frame["_reason"].to_list() == [f"repeats row {row}" for row in range(2, 6)]
    assert shared.frame["_reason"].to_list() == ["repeats an earlier row"] * 4
    assert told.frame.drop("_reason").equals(shared.frame.drop("_reason"))


@given(
    columns=st.lists(
        st.lists(st.sampled_from(["x", "III/a", "2025-05-19"]), min_size=2, max_size=2), max_size=5
    ),
    needed=st.integers(-1, 3),
)
@example(columns=[["III/a", "x"], ["x", "III/a"]], needed=2)
def test_shapes_are_found_in_all_columns_or_they_are_too_few(columns: list[list[str]], needed: int) -> None:
    frame = pl.DataFrame({str(at): cells for at, cells in enumerate(columns)})
    every = {name for name in frame.columns if set(frame[name]) != {"x"}}
    found = shifting._with_shapes(frame, frame.columns, needed)
    assert found == (every if len(every) >= needed else set())


def test_a_workbook_within_a_border_of_blank_cells_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formatted cells below the table are no rows, however many there are."""
    monkeypatch.setattr(sheet_parts, "CELLS", 600)
    book = openpyxl.Workbook()
    book.active.append(["nip", "name", "hours"])
    book.active.append(["198704122010011001", "Bimtek", 8])
    out = io.BytesIO()
    book.save(out)
    source = zipfile.ZipFile(out)
    cells = "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABC")
    rows = "".join(f'<row r="{{0}}">{cells}</row>'.format(row) for row in range(3, 500))
    dressed = io.BytesIO()
    with zipfile.ZipFile(dressed, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, part.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    (row,) = asn.read(("participations.xlsx", dressed.getvalue())).ledger
    assert (row.read, row.accepted) == (1, 1)
