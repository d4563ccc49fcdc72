"""What a register says of itself, and where it names rows of files, exists in both languages."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.formatting import Figure
from asn_dev.messages import Message, in_language
from asn_dev.overviews import in_words

STAFF = "nip_baru,nama,tanggal_lahir,tmt_cpns,unit_kerja\n"
FIRST = "198704122010012345,SITI,12-04-1987,01-01-2010,Dinas A\n"
ENGLISH = re.compile(r"\b(rows?|tables?|sheets?|cells|known|rejected|read|accepted|findings|key|earlier)\b")


@pytest.fixture
def register(tmp_path):
    """A staff list in which a row stands twice, and appraisals that lack somebody."""
    (tmp_path / "data_pegawai.csv").write_text(STAFF + FIRST + FIRST, encoding="utf-8")
    skp = "nip,tahun,kuadranKinerja\n199504122025012345,2024,BAIK\n"
    (tmp_path / "rw_skp22.csv").write_text(skp, encoding="utf-8")
    return asn.read(tmp_path, region=asn.region("nasional"))


def test_the_overview_of_a_register_is_told_in_indonesian(register):
    """The title, the facts, the captions and headings; names of tables stay what the code calls them."""
    overview = register.overview().in_("id")
    text, page = repr(overview), overview._repr_html_()
    assert text.startswith("<Register: 3 tabel, 3 baris; 1 ditolak>")
    lines = [re.sub(r"\s+", " ", line) for line in text.splitlines()]
    assert " civil_servants 1 baris, 32 % sel diketahui" in lines
    assert " dibaca 3 baris dari 2 lembar" in lines
    assert " ditolak 1: 1 mengulang baris lain" in lines
    assert " temuan 4 tidak diketahui, 3 peringatan" in lines
    assert not ENGLISH.search(text)
    for word in ("Lembar: dibaca = diterima + ditolak", "<th>berkas</th>", "Temuan", "Baris pertama"):
        assert word in page
    assert not re.search(r"First rows|Findings|accepted|severity|unknown", page)


@pytest.mark.parametrize(
    ("language", "words"), [("id", "mengulang baris lain"), ("en", "repeats another row")]
)
def test_the_overview_is_in_the_language_that_the_environment_asks_for(
    register, language, words, monkeypatch
):
    monkeypatch.setenv("ASN_DEV_LANG", language)
    assert repr(register.overview()) == repr(register) == repr(register.overview().in_(language))
    assert words in repr(register)


def test_a_person_without_an_appraisal_is_named_by_the_row_in_both_languages(register):
    (finding,) = [one for one in register.findings if one.rule == "appraisal_missing"]
    (place,) = finding.places
    assert place.value == "1987**************, row 2 of data_pegawai.csv"
    assert in_language(place.value, "id") == "1987**************, baris 2 dari data_pegawai.csv"


@given(st.integers(-(10**17), 10**17))
def test_a_number_in_a_sentence_has_the_marks_of_the_language(number):
    """The same digits, with points in Indonesian; also within messages, and after pickling."""
    message = Message("{count} rows", count=Figure(number))
    assert message.in_("id") == f"{number:,} baris".replace(",", ".")
    copied = pickle.loads(pickle.dumps(message))  # noqa: S301 - ours, made a line above
    assert copied == message == f"{number:,} rows"
    assert copied.in_("id") == message.in_("id")


@given(st.floats())
def test_a_number_of_an_overview_is_the_same_in_both_languages_but_for_its_marks(number):
    english, indonesian = in_words(number), in_words(number, "id")
    assert indonesian.translate(str.maketrans(".,", ",.")) == english or english == indonesian == str(number)
