"""However an office dresses its files, the scores are those of the plain city, or a loud finding says what is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from asn_dev.register.layouts.siasn import DISCIPLINE
from asn_dev.testing.dressing import dressed

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
