"""However an office dresses its files, the scores are those of the plain city, or a loud finding says what is lost."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import asn_dev as asn
from asn_dev.model import columns_of
from asn_dev.model.records import registered_records
from asn_dev.register.aliases import Aliases
from asn_dev.register.files import open_sheets
from asn_dev.register.layouts import layouts
from asn_dev.register.layouts.siasn import DISCIPLINE
from asn_dev.register.opening import known_headings
from asn_dev.testing.dressing import dressed
from asn_dev.testing.synthetic import regional_city, write_office

sys.path.insert(0, str(Path(__file__).parent))
import dressing_check as check

DRESSINGS, BATCH = 100, 20


@pytest.mark.parametrize("first", range(0, DRESSINGS, BATCH))
def test_a_dressed_city_has_the_scores_of_the_plain_one(first):
    """No value changes, none is invented, none is lost in silence; and most dressings lose nothing at all."""
    outcomes = [check.outcome(seed) for seed in range(first, first + BATCH)]
    assert not {one.seed: one.silent[:3] for one in outcomes if one.silent}
    whole = [one.seed for one in outcomes if not one.lost]
    assert len(whole) >= 0.7 * BATCH


def test_the_same_seed_gives_the_same_files():
    """Whatever is found can be found again."""
    for seed in range(8):
        assert dressed(check.city(seed), seed).files == dressed(check.city(seed), seed).files


ENGLISH = {
    column.name
    for record in registered_records()
    for column in columns_of(record)
    if "_" in column.name or column.name in {"name", "unit", "day", "start", "end", "value", "code", "hours"}
}


def test_the_office_of_a_region_hands_over_no_heading_of_ours(tmp_path):
    """The demo's folder: files of many kinds, every table read back, nothing lost, Indonesian headings."""
    region = asn.region("binjai", on="2025-12-31")
    city = regional_city(region, people=60)
    write_office(tmp_path, region, people=60)
    suffixes = {path.suffix for path in tmp_path.iterdir()}
    assert {".xlsx", ".csv", ".xls", ".json", ".ods"} <= suffixes
    known = known_headings(layouts(), Aliases(), None)
    sheets = [sheet for path in tmp_path.iterdir() for sheet in open_sheets(path, path.name, known)]
    assert not {heading for sheet in sheets for heading in sheet.frame.columns} & ENGLISH
    register = asn.read(tmp_path, region=region, today=date(2026, 1, 31))
    assert register.tables.keys() >= city.keys()
    assert not register.rejected
    assert "rejected" not in {one.severity for one in register.findings}
    for record in check.READ_BACK:
        before, after = city[record], register[record].to_polars().select(city[record].columns)
        if record is check.Answer:
            before, after = check.answers_of(before), check.answers_of(after)
        assert after.sort(after.columns).equals(before.sort(before.columns)), record.__name__


def test_a_signature_below_a_list_of_two_columns_is_no_data(read_files):
    """Whoever signs is no unit, and the place and day of the signature are none either."""
    lines = ["Perangkat Daerah;Instansi", "Dinas A;Kota Contoh", "Dinas B;Kota Contoh", ";", ";Kota Contoh, 31 Desember 2025",
             ";Kepala Badan Kepegawaian,", ";", ";Dr. Contoh Saja, M.Si.", ";NIP. 19700101 199503 1 001"]  # fmt: skip
    register = read_files({"daftar opd.csv": "\n".join(lines)})
    assert [one.name for one in register.records(check.Unit)] == ["Dinas A", "Dinas B"]
    assert register.ledger[0].rejected == 0


def test_groups_of_one_column_without_merged_cells_are_headings(read_files):
    """Two rows of headings as a text file has them; "PANGKAT" stands over one column."""
    lines = [
        "NIP;NAMA;PANGKAT;PENDIDIKAN;;UNIT KERJA",
        ";;GOL. RUANG;JURUSAN;TINGKAT;",
        "198704122010012345;Contoh Saja;III/c;Ilmu Hukum;S-1;Dinas Contoh",
    ]
    register = read_files({"duk.csv": "\n".join(lines)})
    (person,) = register.records(check.CivilServant)
    assert (person.grade, person.education, register.ledger[0].rejected) == ("III/c", "40", 0)


@pytest.mark.parametrize("words", ["Berat", "B", "Hukuman Disiplin Berat", "tingkat berat"])
def test_a_level_alone_is_no_measure(read_files, words):
    """What counts for the index depends on which severe measure it was, which nobody wrote."""
    text = f"NIP;tingkat hukuman disiplin;tmt hukuman\n198704122010012345;{words};28-07-2025\n"
    (action,) = read_files({"hukdis.csv": text}).records(DISCIPLINE.record)
    assert (action.level, action.measure) == ("B", None)
