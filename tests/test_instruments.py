"""Instruments: files an officer can write, versions by day, regions that replace them, and which answers count."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import attrs
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import Answer, Enrolment, Nip
from asn_dev.errors import ParameterError, PluginError, UnknownNameError
from asn_dev.model import Rater
from asn_dev.register.structuring import frame_of
from asn_dev.rules.answers import FAULTS, judged
from asn_dev.rules.instrument_files import load_questionnaire
from asn_dev.rules.instruments import Instruments, Questionnaire

NATIONAL = asn.region("nasional", on="2025-12-31")
COMER, ABSENTEE, UNKNOWN, SUPERIOR = (Nip(f"19870412201001100{n}") for n in range(1, 5))

FILE = """
code = "loket"
since = 2025-01-01
name = { id = "Survei loket", en = "Counter survey" }
scale = [1, 5]
asks = "warga"
source = "Keputusan kota"

[dimensions]
ramah = { id = "Keramahan", en = "Kindness" }

[[items]]
code = "L1"
dimension = "ramah"
id = "Petugas ramah."
en = "The officer is kind."

[[items]]
code = "L2"
dimension = "ramah"
id = "Petugas ketus."
en = "The officer is curt."
reversed = true
"""


def written(folder: Path, text: str, name: str = "loket.toml") -> Path:
    """An instrument file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_all_that_a_questionnaire_is(tmp_path):
    """Code, day, names, scale, dimensions, items and which of them run the other way."""
    asked = load_questionnaire(written(tmp_path, FILE))
    assert (asked.code, asked.instrument.since, asked.name.en) == (
        "loket",
        date(2025, 1, 1),
        "Counter survey",
    )
    assert (asked.instrument.least, asked.instrument.greatest, asked.instrument.asks) == (1, 5, "warga")
    assert [item.code for item in asked.items_of("ramah")] == ["L1", "L2"]
    assert asked.reversed == ("L2",)


def test_every_national_file_is_sound_and_in_two_languages():
    """As many items as the field has, and no text that was forgotten."""
    sizes = {asked.code: len(asked.items) for asked in NATIONAL.instruments.questionnaires()}
    assert sizes == {
        "learning_culture": 5,
        "readiness": 16,
        "skm": 9,
        "training_behaviour": 7,
        "training_reaction": 4,
        "training_test": 2,
    }
    texts = [item for asked in NATIONAL.instruments.questionnaires() for item in asked.items]
    assert all(item.text != item.text_en for item in texts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("code =", "kode ="), ["'code' is missing", "unknown keys: kode"]),
        (('asks = "warga"', 'asks = "tamu"'), ["one of peserta, pegawai, warga"]),
        (("scale = [1, 5]", "scale = [5, 1]"), ["the lowest answer is not below the highest"]),
        (("scale = [1, 5]", 'scale = ["1", 5]'), ["expected a number, got str"]),
        (("since = 2025-01-01", 'since = "2025-01-01"'), ["expected date, got str"]),
        (("reversed = true", 'reversed = "ya"'), ["expected bool, got str"]),
        (('en = "The officer is curt."', 'en = " "'), ["item 'L2' lacks its text in one language"]),
        (('en = "The officer is curt."\n', ""), ["'en' is missing"]),
        (('code = "L2"', 'code = "L1"'), ["item 'L1' is given 2 times"]),
        (
            ('code = "L2"\ndimension = "ramah"', 'code = "L2"\ndimension = "cepat"'),
            ["dimension 'cepat' has no name"],
        ),
        (
            ("[dimensions]", '[dimensions]\ncepat = { id = "Cepat", en = "Fast" }'),
            ["dimension 'cepat' has no items"],
        ),
        (("scale = [1, 5]", "scale = [1, 5"), ["is no TOML"]),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, change, said):
    """The error names the file; it is ours and a ValueError."""
    assert change[0] in FILE
    with pytest.raises(ParameterError) as raised:
        load_questionnaire(written(tmp_path, FILE.replace(*change)))
    assert all(part in str(raised.value) for part in [*said, "loket.toml"])


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    """Of two kinds: what the file has that it should not have, and what its texts lack."""
    unknown = FILE.replace('asks = "warga"', 'asks = "tamu"\nwarna = "biru"').replace("[1, 5]", "[true, 5]")
    with pytest.raises(ParameterError) as raised:
        load_questionnaire(written(tmp_path, unknown))
    assert all(part in str(raised.value) for part in ("warna", "peserta", "got bool"))
    lacking = FILE.replace("[1, 5]", "[5, 5]").replace('"L2"', '"L1"').replace('en = "Kindness"', 'en = ""')
    with pytest.raises(ParameterError) as raised:
        load_questionnaire(written(tmp_path, lacking))
    assert all(
        part in str(raised.value) for part in ("below the highest", "2 times", "dimension 'ramah' lacks")
    )


# --- versions and regions ------------------------------------------------------------------------

CITY = '''
from pathlib import Path

FILE = """{file}"""

@hookimpl
def asn_dev_instruments():
    path = Path(__file__).with_name("skm.toml")
    path.write_text(FILE, encoding="utf-8")
    return [path]
'''
REPLACED = re.sub("L(?=[12])", "U", FILE.replace('"loket"', '"skm"').replace("[1, 5]", "[1, 10]"))


def test_the_version_of_the_day_holds():
    """Fourteen elements until 2017, nine after; an instrument is unknown before its first version."""
    assert len(asn.region("nasional", on="2016-12-31").instruments["skm"].items) == 14
    assert len(NATIONAL.instruments["skm"].items) == 9
    (old, new) = NATIONAL.instruments.versions["skm"]
    assert old.until == new.since
    assert new.until is None
    with pytest.raises(UnknownNameError, match="no instrument 'skm' is in force"):
        asn.region("nasional", on="1999-12-31").instruments["skm"]


def test_a_region_replaces_an_instrument_from_a_day_on(make_plugin):
    """Before its first day the national version holds, and answers of such a day are judged by that."""
    make_plugin("kota", CITY.format(file=REPLACED))
    before, after = (asn.region("kota", on=day).instruments for day in ("2024-12-31", "2025-01-01"))
    assert (len(before["skm"].items), len(after["skm"].items)) == (9, 2)
    assert [version.plugin for version in after.versions["skm"]] == ["nasional", "nasional", "kota"]
    assert set(before) == set(after)
    rows = [answer("skm", "U9", 4, day=date(2024, 6, 1)), answer("skm", "U9", 4, day=date(2025, 6, 1))]
    assert faults(rows, after) == [None, "unknown_item"]


def test_two_versions_from_one_day_are_refused(tmp_path, make_plugin):
    """Nobody could tell which holds; the error names the plugin, the instrument and the day."""
    source = CITY.format(file=REPLACED).replace("return [path]", "return [path, path]")
    with pytest.raises(PluginError, match="'skm' since 2025-01-01 more than once") as raised:
        asn.region(make_plugin("kota", source), on="2025-12-31")
    assert "kota" in str(raised.value)


# --- which answers count -------------------------------------------------------------------------

PROGRAMME = "PK-1"
ENROLMENTS = [
    Enrolment(programme=PROGRAMME, nip=COMER, attended=True, end=date(2025, 5, 2)),
    Enrolment(programme=PROGRAMME, nip=ABSENTEE, attended=False, end=date(2025, 5, 2)),
    Enrolment(programme=PROGRAMME, nip=UNKNOWN, attended=None, end=date(2025, 5, 2)),
]


def answer(instrument: str, item: str, value: float | None, **others: object) -> Answer:
    """An answer of somebody to something."""
    return Answer(
        instrument=instrument,
        item=item,
        value=value,
        **{"respondent": "R1", "day": date(2025, 6, 1), **others},
    )


def result(rows: list[Answer], instruments: Instruments = NATIONAL.instruments) -> pl.DataFrame:
    """The answers, judged, in their order."""
    numbered = frame_of(Answer, rows).with_columns(wave=pl.int_range(pl.len()).cast(pl.String))
    answers, enrolments = (
        nw.from_native(frame.lazy()) for frame in (numbered, frame_of(Enrolment, ENROLMENTS))
    )
    return judged(answers, instruments, enrolments).to_native().collect().sort(pl.col("wave").cast(pl.Int64))


def faults(rows: list[Answer], instruments: Instruments = NATIONAL.instruments) -> list[str | None]:
    """Why each answer does not count."""
    return result(rows, instruments)["fault"].to_list()


def reaction(who: Nip | str, **others: object) -> Answer:
    """What somebody says of the programme."""
    number = who.number if isinstance(who, Nip) else who
    return answer("training_reaction", "material", 4, respondent=number, **{"about": PROGRAMME, **others})


@pytest.mark.parametrize(
    ("given_answer", "fault"),
    [
        (answer("skm", "U1", 4), None),
        (answer("skm", "U1", None), "blank"),
        (answer("skm", "U1", 5), "off_scale"),
        (answer("skm", "U1", 0.5), "off_scale"),
        (answer("skm", "U10", 4), "unknown_item"),
        (answer("skm", "U10", None), "unknown_item"),
        (answer("kuesioner", "U1", 4), "unknown_instrument"),
        (answer("skm", "U1", 4, day=date(1999, 1, 1)), "unknown_instrument"),
        (answer("skm", "U10", 4, day=date(2010, 1, 1)), None),
        (answer("skm", "U1", 4, day=None), None),
        (reaction(COMER), None),
        (reaction(ABSENTEE), "did_not_attend"),
        (reaction(UNKNOWN), None),
        (reaction(SUPERIOR), "not_registered"),
        (reaction(SUPERIOR, about="PK-9"), None),
        (reaction("kunci-7"), "not_registered"),
    ],
)  # fmt: skip
def test_an_answer_counts_or_has_a_reason(given_answer, fault):
    """Whoever is not known to have stayed away counts; where nobody is listed, nobody is missing."""
    assert faults([given_answer]) == [fault]
    assert fault is None or fault in FAULTS


def test_superiors_and_peers_need_not_have_come():
    """They judge a participant's behaviour; the participant has to have been there."""
    rows = [
        answer(
            "training_behaviour",
            "P1",
            4,
            respondent=who.number,
            about=PROGRAMME,
            subject=COMER.number,
            rater=rater,
        )
        for who, rater in (
            (SUPERIOR, Rater.SUPERIOR),
            (ABSENTEE, Rater.PEER),
            (ABSENTEE, Rater.PARTICIPANT),
            (ABSENTEE, None),
            (COMER, Rater.PARTICIPANT),
        )
    ]
    assert faults(rows) == [None, None, "did_not_attend", "did_not_attend", None]


def test_a_participants_answer_counts_for_the_end_of_the_programme():
    """Else for its own day."""
    assert result([reaction(COMER), answer("skm", "U1", 4)])["day"].to_list() == [
        date(2025, 5, 2),
        date(2025, 6, 1),
    ]


def test_reversed_items_are_turned_round():
    """A 5 to a reversed item is a 1; the others stay, and what is off the scale is no score that counts."""
    rows = [answer("learning_culture", item, value) for item, value in (("BB5", 5), ("BB5", 2), ("BB1", 5))]
    assert result(rows)["score"].to_list() == [1, 4, 5]
    assert set(result(rows)["dimension"]) == {"learning_culture"}


@given(
    value=st.floats(-1000, 1000) | st.none(),
    least=st.integers(-10, 10),
    steps=st.integers(1, 20),
)
def test_reversing_twice_is_the_identity(value, least, steps):
    """Whatever the scale, and where an answer lies; the lowest becomes the highest."""

    def scored(given_value: float | None) -> float | None:
        row = answer("uji", "X", given_value)
        (score,) = result([row], Instruments.of([("uji", [asked])], date(2025, 12, 31)))["score"]
        return score

    national = NATIONAL.instruments["learning_culture"]
    asked = Questionnaire(
        attrs.evolve(national.instrument, code="uji", least=float(least), greatest=float(least + steps)),
        (attrs.evolve(national.items[-1], instrument="uji", code="X", dimension="d", reversed=True),),
        {"d": national.name},
    )
    assert scored(float(least)) == least + steps
    twice = scored(scored(value))
    assert twice == (None if value is None else pytest.approx(value, abs=1e-9))
