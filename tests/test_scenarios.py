"""Scenarios in Markdown: an officer's tables are read as an office's files, and every difference is told."""

from __future__ import annotations

import pytest

import asn_dev as asn
from asn_dev.errors import AsnDevError, FileError
from asn_dev.testing.scenarios import ScenarioError, scenarios_in
from asn_dev.testing.scenarios.checking import check_scenario

HOURS = """
Contoh bagi yang belum pernah membuatnya.

# Dua puluh jam cukup bagi PNS

Pada: 2025-12-31

## Diketahui: Pegawai ASN
| NIP  | Status | Perangkat daerah |
|------|--------|------------------|
| Ani  | PNS    | Dinas A          |
| Budi | PNS    | Dinas A          |

## Diketahui: participations
| nip | form | JP     | end        |
|-----|------|--------|------------|
| Ani | 3    | {jp} | 31/12/2025 |

## Maka: civil_servants
| nip  | learning_hours | JP minimum tercapai |
|------|----------------|---------------------|
| Ani  | {hours}        | {met}               |
| Budi | 0              | tidak               |
"""


def check(tmp_path, text: str) -> None:
    """Write a file and check its scenarios with the national rules."""
    file = tmp_path / "contoh.md"
    file.write_text(text, encoding="utf-8")
    for scenario in scenarios_in(file):
        check_scenario(scenario, asn.region("nasional", on=scenario.on))


def label() -> str:
    """What the indicator is called in Indonesian, so that the example above stays true."""
    return asn.region("nasional").book.find(asn.CivilServant, "learning_hours_met").rule.label.id


def hours(jp: str, told: str, met: str) -> str:
    """The example with some hours, and what is said to follow."""
    return HOURS.format(jp=jp, hours=told, met=met).replace("JP minimum tercapai", label())


@pytest.mark.parametrize(
    ("jp", "told", "met"), [("20", "20", "ya"), ("19,5", "19,5", "tidak"), ("20 JP", "20", "ya")]
)
def test_people_are_names_and_cells_are_read_as_in_an_offices_file(tmp_path, jp, told, met):
    """Tables and headings by their labels, decimal comma, "20 JP", another form of a date."""
    check(tmp_path, hours(jp, told, met))


def test_every_difference_is_told_with_its_line(tmp_path):
    """Both wrong cells of a row, not the first alone."""
    with pytest.raises(ScenarioError) as caught:
        check(tmp_path, hours("20", "21", "tidak"))
    text = str(caught.value)
    assert "learning_hours is 20, not 21" in text
    assert "learning_hours_met is ya, not tidak" in text
    assert text.count("line 22") == 2
    assert isinstance(caught.value, AsnDevError)


def test_what_is_not_understood_is_no_fact(tmp_path):
    """A number that is none would be unknown; the scenario says so instead of passing."""
    with pytest.raises(ScenarioError, match=r"participations-1.csv, column 'hours', row 2"):
        check(tmp_path, hours("dua puluhan", "-", "-"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Pada: 2025-12-31", "", "line 4: .* has 0 days"),
        ("Pada: 2025-12-31", "Pada: tahun lalu", "'tahun lalu' is not a day"),
        ("## Maka: civil_servants", "## Lalu: civil_servants", "says nothing that follows"),
        (
            "| Budi | 0              | tidak               |",
            "| Budi | 0 |",
            "line 23: a row has 2 cells for 3",
        ),
        ("# Dua puluh", "Dua puluh", "has no scenario"),
        ("civil_servants", "pegawai_kota", "no table is called 'pegawai_kota'"),
        ("learning_hours |", "learning_hour |", "did you mean learning_hours"),
    ],
)
def test_a_file_that_is_no_scenario_says_what_is_missing(tmp_path, old, new, says):
    """With the line, and in words that say what to write."""
    with pytest.raises(AsnDevError, match=says):
        check(tmp_path, hours("20", "20", "ya").replace(old, new, 1))


def test_an_empty_folder_is_an_error(tmp_path):
    """No scenario is no success."""
    with pytest.raises(FileError, match="has no scenario"):
        scenarios_in(tmp_path)


def test_two_tables_of_one_kind_are_both_known(tmp_path):
    """The second does not take the place of the first, and made-up people differ."""
    text = """
# Dua tabel pegawai

Pada: 2025-12-31

## Diketahui: units
| Perangkat daerah |
|------------------|
| Dinas A          |

## Diketahui: civil_servants
| Perangkat daerah | kali |
|------------------|------|
| Dinas A          | 2    |

## Diketahui: Pegawai ASN
| Perangkat daerah | kali |
|------------------|------|
| Dinas A          | 3    |

## Maka: units
| Perangkat daerah | unit_staff |
|------------------|------------|
| Dinas A          | 5          |
"""
    check(tmp_path, text)
