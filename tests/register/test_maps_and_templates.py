"""Maps of an office's files, and workbooks to fill in: what is said of a sheet holds, and is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import asn_dev as asn
from asn_dev.errors import FileError, MappingError
from asn_dev.register.map_guesses import Column, Guess
from asn_dev.register.map_making import write_map
from asn_dev.register.map_writing import map_text, toml_text
from asn_dev.register.templates import KINDS, WORDS, template_named
from asn_dev.testing.strategies import tables

NIP = "198704122010012345"


@given(st.text())
def test_any_text_is_written_as_toml_and_read_back(text):
    """Quotes, backslashes, line ends, control characters: in a key, in a value and in a comment."""
    column = Column(text, "name", True, [text])
    written = map_text([Guess(text, text, "units", [column])], {}, "id")
    part = tomllib.loads(written)["sheet"][0]
    clean = text.encode("utf-8", "replace").decode()
    assert part["columns"] == {clean: "name"}
    assert tomllib.loads(f"a = {toml_text(text)}")["a"] == clean


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = "Nomor pokok;Nama dan gelar;Dinas;Bentuk kegiatan;Lama\n"
    rows += f"{NIP};Siti;Disdukcapil;PKA;20\n"
    (tmp_path / "riwayat.csv").write_text(rows, encoding="utf-8")
    return tmp_path


MAP = {
    "sheet": [
        {
            "file": "riwayat*",
            "table": "participations",
            "columns": {"Nomor pokok": "nip", "bentuk KEGIATAN": "form", "Lama": "hours", "Dinas": ""},
            "codes": {"form": {"PKA": "1"}},
            "constants": {"end": "2025-05-19"},
        }
    ]
}


def test_a_map_forces_the_table_renames_headings_adds_words_and_sets_constants(folder):
    register = asn.read(folder, map=MAP)
    row = register[asn.Participation].to_polars().row(0, named=True)
    assert (row["nip"], row["form"], row["hours"], str(row["end"])) == (NIP, "1", 20.0, "2025-05-19")
    rules = {one.rule for one in register.findings}
    assert {"map_table", "map_column", "map_codes", "map_constant"} <= rules
    assert register.ledger[0].layout == "plain participations"
    assert register.ledger[0].columns_used == pytest.approx(3 / 5)


def test_a_constant_never_replaces_a_cell(folder):
    said = {"sheet": [{**MAP["sheet"][0], "constants": {"hours": 99}}]}
    register = asn.read(folder, map=said)
    assert register[asn.Participation]["hours"].to_list() == [20.0]
    assert {"map_constant_not_used"} <= {one.rule for one in register.findings if one.severity == "warning"}


def test_a_map_that_says_what_cannot_be_is_refused_with_all_its_faults(folder):
    said = {
        "sheet": [
            {"file": "a", "tabel": "units"},
            {"table": "unit", "columns": {"x": "y"}},
        ],
        "lembar": [],
    }
    with pytest.raises(MappingError) as raised:
        asn.read(folder, map=said)
    assert len(raised.value.faults) == 2
    wrong = {"sheet": [{"table": "unit"}, {"table": "units", "columns": {"x": "nam"}, "constants": {"yeer": 1}},
                       {"table": "participations", "codes": {"form": {"PKA": "teknis"}, "name": {"a": "b"}}}]}  # fmt: skip
    with pytest.raises(MappingError) as raised:
        asn.read(folder, map=wrong)
    assert len(raised.value.faults) == 5
    assert "did you mean 'units'?" in str(raised.value)
    assert "maksudnya 'units'?" in raised.value.in_("id")


def test_what_of_a_map_fits_nothing_is_a_warning(folder):
    said = {"sheet": [*MAP["sheet"], {"file": "riwayt.csv"}]}
    said["sheet"][0] = {**said["sheet"][0], "columns": {**said["sheet"][0]["columns"], "Lamma": "start"}}
    seen = {
        one.rule: str(one.message) for one in asn.read(folder, map=said).findings if one.severity == "warning"
    }
    assert "riwayat.csv" in seen["map_fits_nothing"]
    assert "did you mean 'Lama'?" in seen["map_heading_missing"]


def test_a_broken_map_is_named_and_one_without_a_needed_column_keeps_the_sheet_out(folder):
    (folder / "pemetaan.toml").write_text("[[sheet", encoding="utf-8")
    with pytest.raises(FileError, match=r"pemetaan\.toml: is no TOML file"):
        asn.read(folder)
    register = asn.read(folder, map={"sheet": [{"table": "participations"}]})
    assert "which needs nip" in next(one.message for one in register.findings if one.severity == "rejected")


def test_a_written_map_is_masked_guesses_and_is_found_in_the_folder(tmp_path):
    rows = "Nomor Kepegawaian;NAMA LENGKAP;TGL LHR;unor_nama;jenis_jabatan_id;jabatan_nama\n"
    rows += "".join(
        f"19870412201001{two};{name};12-04-1987;Dinas Kesehatan;4;Analis\n"
        for two, name in (("2345", "Siti Aminah"), ("1346", "Budi Santoso"))
    )
    (tmp_path / "daftar.csv").write_text(rows, encoding="utf-8")
    assert not asn.read(tmp_path).has(asn.CivilServant)
    written = write_map(tmp_path)
    text = written.path.read_text(encoding="utf-8")
    assert not any(secret in text for secret in (NIP, "Siti", "Santoso", "12-04-1987"))
    assert tomllib.loads(text)["sheet"][0]["columns"]["Nomor Kepegawaian"] == "nip"
    register = asn.read(tmp_path)
    assert register[asn.CivilServant]["nip"].to_list() == [NIP, "198704122010011346"]
    with pytest.raises(FileError, match="is there already"):
        write_map(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_gives_no_rows_and_no_fault(kind, tmp_path):
    register = asn.read(asn.template(kind, tmp_path / "a.xlsx"))
    assert sum(row.read for row in register.ledger) == 0
    assert not [one for one in register.findings if one.severity != "info"]
    assert {row.sheet for row in register.ledger} == {one.sheet for one in template_named(kind)}


PLAIN = [kind for kind in KINDS if kind not in ("survey", "reaction")]


def _cell(value: object) -> object:
    words = {code: word for word, code in WORDS.get(type(value), {}).items()}
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, asn.Nip):
        return value.number
    if isinstance(value, tuple):
        return "|".join(value)
    return words.get(str(value), str(value)) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", ["training", "skp", "discipline", "participants", "sessions", "units"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_filled_template_is_read_as_it_was_typed(kind, data, tmp_path):
    """Whatever an office types into it, by the words of its lists."""
    one = template_named(kind)[0]
    record = one.layout.record
    rows = data.draw(tables(record, min_size=1, max_size=4))
    path = asn.template(kind, tmp_path / "a.xlsx")
    book = load_workbook(path)
    fields = [given.field for given in one.headings.values()]
    for row, typed in enumerate(rows, 2):
        for column, field in enumerate(fields, 1):
            book[one.sheet].cell(row, column, _cell(getattr(typed, field)))
    book.save(path)
    register = asn.read(path)
    assert sum(row.read for row in register.ledger) == len(rows)
    kept = register.records(record) if register.has(record) else []
    texts = {column.name for column in asn_columns(record) if column.type is str}
    plain = [attrs.asdict(typed, recurse=False) for typed in rows]
    for typed, back in zip(plain, kept, strict=False) if len(kept) == len(rows) else ():
        same = attrs.asdict(back, recurse=False)
        assert {name: same[name] for name in same if name not in texts} == {
            name: typed[name] for name in typed if name not in texts
        }


def asn_columns(record: type):
    from asn_dev.model import columns_of

    return columns_of(record)
