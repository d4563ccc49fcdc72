"""Learning hours in words, beside a length in days, with words: the number that is meant, else unknown and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.model import Participation
from asn_dev.register.cells.spelled import _words, hours_in, in_figures

NIP = "198704122010012345"


def _hours(read_files, heading, cell):
    text = f"NIP;Nama Pelatihan;Jenis Diklat;{heading};Tanggal\n{NIP};Bimtek Arsip;Bimtek;{cell};10-12 Maret 2025\n"
    register = read_files({"daftar.csv": text})
    (training,) = register.records(Participation)
    return training.hours, {one.rule for one in register.findings if one.severity == "unknown"}


@pytest.mark.parametrize("heading", ["JP", "Jumlah JP", "Lama Diklat"])
@pytest.mark.parametrize(
    "cell",
    ["16 JP", "16 jam pelajaran", "16 (enam belas) JP", "enam belas JP", "2 hari (16 JP)", "16 JP / 2 hari",
     "16 JPL (2 hari)", "Enam Belas Jam Pelajaran"],
)  # fmt: skip
def test_the_hours_that_a_text_tells_are_read(read_files, heading, cell):
    assert _hours(read_files, heading, cell)[0] == 16.0


@pytest.mark.parametrize("heading", ["JP", "Lama Diklat"])
@pytest.mark.parametrize(
    "cell",
    ["2 hari", "2 hari x 8 JP", "8 JP/hari", "8-10 JP", "8 s.d. 10 JP", "± 8 JP", "minimal 20 JP", "8 JP per hari",
     "16 (enam) JP", "3 bulan", "16 JP + 4 JP", "2 hari @ 8 JP", "kurang lebih 8 JP"],
)  # fmt: skip
def test_what_is_no_sum_of_hours_is_unknown_and_said(read_files, heading, cell):
    hours, unknown = _hours(read_files, heading, cell)
    assert (hours, bool(unknown & {"not_a_number", "length_without_hours"})) == (None, True)


@given(st.integers(1, 9999), st.booleans(), st.sampled_from(["", " JP", " jam pelajaran"]))
def test_numbers_in_words_are_those_in_figures(number, twice, unit):
    text = f"{number} ({_words(number)}){unit}" if twice else f"{_words(number)}{unit}"
    assert in_figures(text) == f"{number}{unit.lower()}"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_figures_and_words_that_differ_are_no_number(one, other):
    assert (in_figures(f"{one} ({_words(other)})") is None) == (one != other)


@given(st.text(max_size=40))
def test_any_text_has_hours_or_none(text):
    assert hours_in(text) is None or hours_in(text) >= 0
