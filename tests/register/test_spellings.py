"""Names are spelled as columns just as each would be by itself, however many there are."""

from __future__ import annotations

import re

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from asn_dev.messages import Message
from asn_dev.model import CivilServant
from asn_dev.register import data_lines
from asn_dev.register.aliases import plain, squeezed
from asn_dev.register.spellings import (
    SHORT_FORMS,
    Spellings,
    most_often,
    plain_keys,
    squeezed_keys,
    tidied,
    tidy,
    unit_keys,
)

_WORDS = st.sampled_from(
    "Dinas dinas DINAS Kesehatan Kec. kel pp satpol DPMPTSP & - _ # Kota kabupaten Contoh 7 Jos\xe9 \u0130 "
    "\u200b ?? setda/ \xa0 \x1c \u2028 \ufffd".split(" ")
)
_NAMES = st.one_of(st.lists(_WORDS, max_size=5).map(" ".join), st.text(max_size=8))


def series(names):
    return pl.Series(names, dtype=pl.String)


def unit_key(name):
    return " ".join(SHORT_FORMS.get(word, word) for word in plain(name).split())


@example(["Dinas A & B", "Kec. Pp", ""])
@given(st.lists(_NAMES, min_size=1, max_size=6))
def test_keys_of_columns_are_those_of_each_name(names):
    assert tidied(series(names)).to_list() == [tidy(name) for name in names]
    names = [tidy(name) for name in names]
    assert plain_keys(series(names)).to_list() == [plain(name) for name in names]
    assert squeezed_keys(series(names)).to_list() == [squeezed(name) or name for name in names]
    assert unit_keys(series(names)).to_list() == [unit_key(name) for name in names]


_UNITS = st.sampled_from(
    "Dinas A|dinas a|DINAS  A|Dinas A Kota Contoh|DINAS A KABUPATEN CONTOH|Kec. B|Kecamatan B|kecamatan b|C|c|\xc7".split(
        "|"
    )
)
_COUNTS = st.dictionaries(_UNITS, st.integers(1, 3))


def by_hand(counts):
    spelled = {}
    for name, count in sorted(counts.items()):
        key = unit_key(tidy(name))
        if key not in spelled or count > spelled[key][0]:
            spelled[key] = (count, tidy(name))
    return {key: name for key, (_, name) in spelled.items()}


def frame(counts):
    return pl.DataFrame(
        {"name": [*counts], "count": [*counts.values()]}, schema={"name": pl.String, "count": pl.UInt32}
    )


@example({"Dinas A": 1, "dinas a": 3}, set(), ["DINAS A"], {})
@given(_COUNTS, st.sets(_UNITS), st.lists(_UNITS), st.dictionaries(_UNITS, _UNITS, max_size=2))
def test_each_name_is_spelled_as_it_is_alone(counts, listed, asked, aliases):
    usual = most_often(frame(counts), unit_keys)
    assert dict(usual.iter_rows()) == by_hand(counts)
    right = {tidy(name) for name in listed}
    columns = Spellings(usual, series([*right]), unit_keys)

    def of(name, usual):
        own = tidy(name)
        return own if own in right else usual.get(unit_key(own), own)

    extra = {unit_key(tidy(theirs)): of(ours, by_hand(counts)) for theirs, ours in aliases.items()}
    known = by_hand(counts) | extra
    columns = columns.and_(aliases)
    assert columns.of(series(asked)).to_list() == [of(name, known) for name in asked]
    expected = []
    for name in asked:
        spelled = of(name, known)
        shorter = re.sub(r" (kota|kabupaten|kab|provinsi|prov) [a-z ]+$", "", unit_key(tidy(name)))
        expected.append(spelled if spelled in right else known.get(shorter, spelled))
    assert columns.of_government(series(asked)).to_list() == expected


def test_lines_of_sums_do_not_say_how_a_unit_is_spelled(read_files):
    """What is no row gives nobody's unit another name."""
    staff = "NIP,NAMA,UNIT KERJA,JABATAN\n198704122010012345,Budi,TOTAL DINAS,Pranata\n"
    sums = ",,Total Dinas,\n" * 3
    register = read_files({"pegawai.csv": staff + sums})
    assert register.ledger[0].no_data == 3
    assert not [one for one in register.findings if one.rule == "unit_name_variant"]
    assert [person.unit for person in register.records(CivilServant)] == ["TOTAL DINAS"]


def test_many_labels_share_one_sentence_for_each_kind(read_files, monkeypatch):
    monkeypatch.setattr(data_lines, "_LABELS_TOLD", 20)
    rows = "name,agency\nBadan A,Kota Contoh\n"
    lines = [f"Jumlah {at},{at}\n" for at in range(30)] + [f"Catatan {at},\n" for at in range(30)]
    places = {}
    for name, part in (("few", [lines[0], lines[30]]), ("many", lines)):
        (found,) = [
            one
            for one in read_files({"units.csv": rows + "".join(part)}).findings
            if one.rule == "lines_without_data"
        ]
        assert found.count == len(part)
        places[name] = [place.value for place in found.places]
    assert places["few"] == ["sum: Jumlah 0", "note: Catatan 0"]
    assert places["many"] == ["sum"] * 30 + ["note"] * 30
    assert len({id(text) for text in places["many"]}) == 2
    assert all(isinstance(text, Message) and text.in_("id") != text for text in places["many"])


@given(
    st.lists(
        st.lists(
            st.sampled_from(["nip", "Nama", "nama", "jp", " jp ", "", "ket", "8"]), min_size=4, max_size=4
        )
    )
)
def test_headings_again_are_so_called_together_as_alone(lines):
    frame = pl.DataFrame(lines, schema=dict.fromkeys(("nip", "Nama", "jp", "ket"), pl.String), orient="row")
    again = data_lines._are_headings(frame)
    for at, cells in enumerate(frame.iter_rows(named=True)):
        filled = {name: text for name, cell in cells.items() if (text := cell.strip())}
        if again[at]:
            kind = data_lines._kind(filled, cells, first=False, several=False)
            assert kind == data_lines._HEADINGS_AGAIN
        elif len(filled) > 2:
            assert any(text != name for name, text in filled.items())
