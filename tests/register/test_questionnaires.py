"""Wide sheets of questionnaires: any instrument of the region, by codes or wording, and who answered."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn
from asn_dev import Answer
from asn_dev.model import Rater, Respondents

NIP, OTHER = "198704122010012345", "199001012015031001"
NATIONAL = asn.region("nasional", on="2025-12-31")
CULTURE = "BB1,BB2,BB3,BB4,BB5"
BEHAVIOUR = "P1,P2,P3,P4,P5,P6,P7"

CITY = """
from datetime import date
from pathlib import Path
from asn_dev.rules.instrument_files import load_questionnaire

WALK_IN = '''
code = "loket"
since = 2025-01-01
name = { id = "Survei loket", en = "Counter survey" }
scale = [0, 10]
asks = "warga"
source = "Keputusan kota"
[dimensions]
loket = { id = "Loket", en = "Counter" }
[[items]]
code = "unit"
dimension = "loket"
id = "Petugas ramah."
en = "The officer is kind."
[[items]]
code = "Q-2"
dimension = "loket"
id = "Antrean tertib."
en = "The queue is orderly."
'''
SKM = '''
code = "skm"
since = 2025-01-01
name = { id = "SKM sepuluh titik", en = "SKM of ten points" }
scale = [1, 10]
asks = "warga"
source = "Keputusan kota"
[dimensions]
umum = { id = "Umum", en = "All" }
''' + "".join(
    f'[[items]]\\ncode = "U{n}"\\ndimension = "umum"\\nid = "Unsur {n}"\\nen = "Element {n}"\\n'
    for n in range(1, 10)
)

@hookimpl
def asn_dev_instruments():
    folder = Path(__file__).parent
    given = []
    for name, written in (("loket", WALK_IN), ("skm", SKM)):
        (folder / f"{name}.toml").write_text(written, encoding="utf-8")
        given.append(folder / f"{name}.toml")
    return given
"""


def lines(*rows: str) -> str:
    """The text of a CSV file."""
    return "".join(f"{row}\n" for row in rows)


def values(register: asn.Register) -> dict[tuple[str, str], float | None]:
    """The answers by respondent and item."""
    return {(one.respondent, one.item): one.value for one in register.records(Answer)}


def rules(register: asn.Register) -> set[str]:
    """What was found, but for what is worth knowing only."""
    return {found.rule for found in register.findings if found.severity != "info"}


@pytest.mark.parametrize("asked", NATIONAL.instruments.questionnaires(), ids=lambda asked: asked.code)
@pytest.mark.parametrize("wording", [False, True], ids=["codes", "wording"])
def test_every_instrument_in_force_has_a_wide_sheet(read_files, asked, wording):
    """A column for each item, by its code or by what it asks; the answers are the highest of the scale."""
    of_participants = asked.instrument.asks == Respondents.PARTICIPANTS
    known = ["kode_pelatihan", "nip"] if of_participants else ["id_responden", "unit"]
    heads = [item.text if wording else item.code for item in asked.items]
    cells = ["PK-1", NIP] if of_participants else ["R1", "Dinas A"]
    greatest = f"{asked.instrument.greatest:g}"
    quoted = [f'"{head}"' for head in [*known, *heads]]
    text = lines(",".join(quoted), ",".join([*cells, *[greatest] * len(heads)]))
    register = read_files({"a.csv": text}, region=NATIONAL)
    answers = register.records(Answer)
    assert {one.item for one in answers} == {item.code for item in asked.items}
    assert {(one.instrument, one.value) for one in answers} == {(asked.code, asked.instrument.greatest)}
    assert rules(register) <= {"record_missing", "day_missing"}, register.findings


def test_words_of_agreement_blanks_and_answers_off_the_scale(read_files):
    """Words stand for the points of a scale from 1 to 5; a 6, a half and a blank are unknown, each a finding."""
    text = lines(f"id_responden,{CULTURE}", "R1,sangat setuju,6,3.5,,tidak setuju")
    register = read_files({"budaya.csv": text}, region=NATIONAL)
    assert values(register) == {
        ("R1", "BB1"): 5,
        ("R1", "BB2"): None,
        ("R1", "BB3"): None,
        ("R1", "BB4"): None,
        ("R1", "BB5"): 2,
    }
    assert {"label_for_number", "out_of_range", "not_a_whole_number", "value_missing"} <= rules(register)


def test_without_a_key_the_place_of_a_row_is_its_key(read_files):
    """Equal answers of people nobody knows are answers of several people, also in another file."""
    text = lines(f"tanggal,unit,{CULTURE}", *["2025-05-02,Dinas A,4,4,4,4,2"] * 3)
    again = text.replace("Dinas A", "Dinas B", 1)
    register = read_files({"a.csv": text, "b.csv": again}, region=NATIONAL)
    people = {one.respondent for one in register.records(Answer)}
    assert people == {f"{file}.csv/{row}" for file in "ab" for row in (2, 3, 4)}
    assert not register.rejected


def test_a_number_tells_respondents_of_one_sheet_apart(read_files):
    """They are numbered anew on every sheet, so the sheet is part of the key; a number may come in two waves."""
    text = lines(f"no,gelombang,{CULTURE}", "1,1,4,4,4,4,2", "1,2,5,5,5,5,1", "1,2,5,5,5,5,2")
    register = read_files({"a.csv": text, "b.csv": text.replace("2\n", "3\n")}, region=NATIONAL)
    found = {(one.respondent, one.wave) for one in register.records(Answer)}
    assert found == {(f"{file}.csv/1", wave) for file in "ab" for wave in "12"}
    reasons = [part.frame["_reason"].to_list() for part in register.rejected]
    assert reasons == [["has the same no & gelombang as row 3, but another BB5"]] * 2


def test_lines_of_sums_are_no_respondents(read_files):
    """Also where nothing but a column of units could name them."""
    text = lines(f"unit,{CULTURE}", "Dinas A,4,4,4,4,2", "Rata-rata,4,4,4,4,2")
    register = read_files({"a.csv": text}, region=NATIONAL)
    assert {one.respondent for one in register.records(Answer)} == {"a.csv/2"}


def test_raters_and_whom_they_judge(read_files):
    """Oneself, a superior with several people, a peer: each questionnaire is one of its own."""
    text = lines(
        f"kode_pelatihan,nip,hubungan,yang_dinilai,tanggal,{BEHAVIOUR}",
        f"PK-1,{OTHER},alumni,{OTHER},2025-09-01,4,4,2,4,4,4,4",
        f"PK-1,{NIP},Atasan Langsung,{OTHER},2025-09-01,4,4,2,4,4,4,4",
        f"PK-1,{NIP},atasan,{NIP},2025-09-01,4,4,2,4,4,4,4",
        f"PK-2,{NIP},rekan kerja,{OTHER},2025-09-01,4,4,2,4,4,4,4",
    )
    register = read_files({"a.csv": text}, region=NATIONAL)
    assert {(one.about, one.respondent, one.rater, one.subject) for one in register.records(Answer)} == {
        ("PK-1", OTHER, Rater.PARTICIPANT, OTHER),
        ("PK-1", NIP, Rater.SUPERIOR, OTHER),
        ("PK-1", NIP, Rater.SUPERIOR, NIP),
        ("PK-2", NIP, Rater.PEER, OTHER),
    }
    assert register.records(Answer)[0].day == date(2025, 9, 1)


def test_a_rater_or_number_that_cannot_be_read_is_nobodys(read_files):
    """Were it left blank, the answers of a superior would be taken for the participant's own."""
    text = lines(
        f"kode_pelatihan,nip,penilai,yang_dinilai,{BEHAVIOUR}",
        f"PK-1,{NIP},tetangga,{OTHER},4,4,2,4,4,4,4",
        f"PK-1,{NIP},atasan,{OTHER[:15]}000,4,4,2,4,4,4,4",
        f"PK-1,{NIP},,,4,4,2,4,4,4,4",
    )
    register = read_files({"a.csv": text}, region=NATIONAL)
    (part,) = register.rejected
    assert part.frame["_row"].to_list() == [2, 3]
    assert part.frame["_column"].to_list() == ["penilai", "yang_dinilai"]
    assert {one.rater for one in register.records(Answer)} == {None}


def test_a_long_sheet_knows_raters_by_their_words_and_the_scale_by_the_region(read_files):
    """An answer off the scale of the instrument is unknown, and found, where the region is known."""
    text = lines(
        "Instrumen,Responden,Tentang,Yang dinilai,Penilai,Butir,Nilai,Tanggal",
        f"training_behaviour,{NIP},PK-1,{OTHER},rekan sejawat,P1,4,2025-09-01",
        f"training_behaviour,{NIP},PK-1,{OTHER},rekan,P2,7,2025-09-01",
        f"training_behaviour,{NIP},PK-1,{OTHER},rekan,P3,7,1999-09-01",
        "lainnya,R1,,,,Q1,99,",
        "skm,R1,,,,U1,9,",
    )
    register = read_files({"a.csv": text}, region=NATIONAL)
    assert [one.value for one in register.records(Answer)] == [4, None, 7, 99, None]
    assert {one.rater for one in register.records(Answer)} == {Rater.PEER, None}
    (found,) = [one for one in register.findings if one.rule == "out_of_range"]
    assert (found.severity, found.column, [place.row for place in found.places]) == (
        "unknown",
        "Nilai",
        [3, 6],
    )
    assert [one.value for one in read_files({}).records(Answer)] == [4, 7, 7, 99, 9]


def test_what_an_office_hands_in_goes_before_what_is_made_from_an_instrument(read_files):
    """Tests stand beside reactions in one sheet: it is read for both, with a region as without."""
    text = lines(
        "kode_pelatihan,nip,material,delivery,application,relevance,pre_test,post_test",
        f"PK-1,{NIP},4,4,4,4,60,80",
    )
    with_region = read_files({"training_reaction.csv": text}, region=NATIONAL)
    assert {one.instrument for one in with_region.records(Answer)} == {"training_reaction", "training_test"}
    assert with_region.records(Answer) == read_files({}).records(Answer)


def test_a_sheet_of_tests_alone(read_files):
    """Marks may have halves, and one who took a single test is there with what is known."""
    text = lines("kode_pelatihan,nip,pre_test,post_test", f"PK-1,{NIP},62.5,", f"PK-1,{OTHER},40,100")
    register = read_files({"a.csv": text}, region=NATIONAL)
    assert values(register) == {
        (NIP, "pre_test"): 62.5,
        (NIP, "post_test"): None,
        (OTHER, "pre_test"): 40,
        (OTHER, "post_test"): 100,
    }


def test_a_region_adds_a_questionnaire_and_only_it_reads_the_sheet(read_files, make_plugin):
    """Items may be called like columns of ours; without the region the file is named as not understood."""
    region = asn.region(make_plugin("kota", CITY), on="2025-12-31")
    text = lines(
        "Responden,Perangkat daerah,Layanan,Petugas ramah,Q-2", "1,Dinas A,KTP,10,0", "2,Dinas A,KTP,11,5.5"
    )
    register = read_files({"loket.csv": text}, region=region)
    assert values(register) == {
        ("loket.csv/1", "unit"): 10,
        ("loket.csv/1", "Q-2"): 0,
        ("loket.csv/2", "unit"): None,
        ("loket.csv/2", "Q-2"): 5.5,
    }
    assert {(one.instrument, one.about, one.unit) for one in register.records(Answer)} == {
        ("loket", "KTP", "Dinas A")
    }
    for other in (None, NATIONAL):
        (found,) = [one for one in read_files({}, region=other).findings if one.severity == "rejected"]
        assert (found.rule, found.file) == ("file_not_read", "loket.csv")
        assert found.message.startswith("loket.csv: looks like 'plain ")
        assert found.message.endswith("a region can add names for headings, and questionnaires")


def test_a_region_that_asks_on_another_scale_is_read_on_that_scale(read_files, make_plugin):
    """The national sheet of the same items stands back: it would call a 10 out of range."""
    region = asn.region(make_plugin("kota", CITY), on="2025-12-31")
    items = ",".join(f"U{n}" for n in range(1, 10))
    text = lines(f"responden,tanggal,unit,{items}", "1,2025-08-01,Dinas A,10,9,8,7,6,5,4,3,2")
    theirs = values(read_files({"skm.csv": text}, region=region))
    assert sorted(theirs.values()) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    before = asn.region("kota", on="2024-12-31")
    assert sorted(values(read_files({}, region=before)).values(), key=str) == [2, 3, 4, *[None] * 6]


def test_a_missing_item_is_named(read_files):
    """What is asked is read; the item that is missing, and the column that is no item, are named."""
    register = read_files(
        {"a.csv": lines("id_responden,unit,BB1,BB2,BB3,BB4,BB6", "R1,Dinas A,1,2,3,4,5")}, region=NATIONAL
    )
    loud = {(one.rule, one.column) for one in register.findings if one.severity == "unknown"}
    assert loud == {("column_missing", "BB5"), ("question_not_counted", "BB6")}
    assert {item: value for (_, item), value in values(register).items()} == {
        "BB1": 1, "BB2": 2, "BB3": 3, "BB4": 4, "BB5": None,
    }  # fmt: skip


def test_keys_of_respondents_are_masked_in_findings(read_files):
    """Who answered is nobody's business where something is wrong with an answer."""
    text = lines(
        f"kode_pelatihan,nip,penilai,yang_dinilai,{BEHAVIOUR}", f"PK-1,'{NIP},atasan,'{OTHER},4,4,2,4,4,4,9"
    )
    register = read_files({"a.csv": text}, region=NATIONAL)
    assert NIP not in repr(register.findings)
    assert not any(
        place.value in (f"'{NIP}", f"'{OTHER}") for found in register.findings for place in found.places
    )
