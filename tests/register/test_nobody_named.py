"""Whatever is wrong in the files of a city, nothing that is said of it names a person."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.model import CivilServant, mask
from asn_dev.register.books import finding_rows, ledger_frame, write_check
from asn_dev.register.personal import Personal
from asn_dev.testing.synthetic import synthetic_city, write_city

CITY = synthetic_city(people=60)
NUMBERS = CITY[CivilServant]["nip"].to_list()
NAMES = CITY[CivilServant]["name"].to_list()


def spoiled(rows: list[list[str]], chance: random.Random) -> list[list[str]]:
    """The rows with faults of many kinds: slipped, swapped, emptied, doubled, with numbers where none belong."""
    made = []
    for clean in rows:
        row = clean
        kind = chance.randrange(12)
        number, name = chance.choice(NUMBERS), chance.choice(NAMES)
        place = chance.randrange(len(row))
        if kind == 0:
            row = ["", *row[:-1]]
        elif kind == 1:
            row = [*row[1:], ""]
        elif kind == 2:
            row = [*row[:place], number, *row[place + 1 :]]
        elif kind == 3:
            row = [
                *row[:place],
                f"{name} ({number[:8]} {number[8:14]} {number[14]} {number[15:]})",
                *row[place + 1 :],
            ]
        elif kind == 4:
            row = [*row[:place], name.upper(), *row[place + 1 :]]
        elif kind == 5:
            made.append(row)
        elif kind == 6:
            row = [*row, number, name]
        elif kind == 7:
            row = [*row[:place], number[-10:], *row[place + 1 :]]
        made.append(row)
    return made


def handed_over(folder: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (faults, no secrets)
    write_city(folder, CITY)
    for file in (
        "civil_servants.csv",
        "enrolments.csv",
        "assessments.csv",
        "participations.csv",
        "mentor_offers.csv",
    ):
        table = pl.read_csv(folder / file, infer_schema=False).head(80)
        rows = spoiled([[cell or "" for cell in row] for row in table.iter_rows()], chance)
        lines = [list(table.columns), *rows]
        quoted = ("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)).encode()
        (folder / file).write_bytes(quoted)
    one, other = chance.sample(range(len(NUMBERS)), 2)
    (folder / f"SK {NUMBERS[one]} {NAMES[one]}.csv").write_text(f"nip,judul\n{NUMBERS[other]},x\n")
    (folder / f"SK {NUMBERS[one][:-1]}9 {NAMES[one]}.csv").write_text("")
    answers = {
        number: {"data": [{"nip": number, "nama": name, "tanggalLahir": name}]}
        for number, name in zip(NUMBERS, NAMES, strict=True)
    }
    (folder / "jawaban.json").write_text(json.dumps(answers))


def named_in(text: str) -> list[str]:
    """Who is named: by a number, its end, or a name."""
    digits = set(re.findall(r"(?=(\d{6}))", text))
    flat = re.sub(r"(?<=\d)[ .'](?=\d)", "", text)
    found = [number for number in NUMBERS if number in flat or number[-6:] in digits]
    lower = text.lower()
    return found + [name for name in NAMES if re.search(rf"\b{re.escape(name.lower())}\b", lower)]


def said_of(register: asn.Register) -> str:
    parts = [json.dumps(finding_rows(register), ensure_ascii=False), str(ledger_frame(register).rows())]
    parts += [repr(register), repr(register.findings), repr(register.ledger), str(register.overview())]
    parts += [
        finding.message.in_("id") for finding in register.findings if isinstance(finding.message, Message)
    ]
    parts += [f"{rows.file} {rows.sheet} {rows!r}" for rows in register.rejected]
    parts += [repr(place) for finding in register.findings for place in finding.places]
    return re.sub(r"[0-9a-f]{64}", "", "\n".join(parts))


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_nothing_that_is_said_of_untidy_files_names_a_person(seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kota")
    handed_over(folder, seed)
    shown: list[str] = []
    register = asn.read(folder, progress=lambda file, *_: shown.append(file))
    assert register.findings
    assert named_in(said_of(register)) == []
    assert not re.search(r"\d{18}", " ".join(shown))
    write_check(register, folder / "hasil")
    for book in ("ledger.csv", "findings.csv"):
        said = (folder / "hasil" / book).read_text("utf-8-sig")
        assert named_in(re.sub(r"[0-9a-f]{64}", "", said)) == []
    assert named_in("\n".join(one.name for one in (folder / "hasil" / "rejected").iterdir())) == []


def test_what_is_said_of_frames_names_nobody_either():
    spoilt = CITY[CivilServant].with_columns(employment=pl.lit(NAMES[0]), sex=pl.lit(NUMBERS[0]))
    register = asn.Register.from_frames({CivilServant: pl.concat([spoilt, spoilt.head(2)])})
    assert register.findings
    assert register.rejected
    assert named_in(said_of(register)) == []


def test_files_that_differ_only_in_a_number_stay_apart(tmp_path):
    for number in NUMBERS[:2]:
        (tmp_path / f"{number[:4]}{number[4:]}.csv").write_text("")
    (tmp_path / "units.csv").write_text("name\nDinas A\n")
    register = asn.read(tmp_path)
    files = [row.file for row in register.ledger]
    assert len(set(files)) == len(files) == 3


def test_an_error_masks_numbers_but_keeps_its_file():
    error = FileError(Message("no {what}", what=NUMBERS[0]), file=f"{NUMBERS[1]}.csv")
    assert NUMBERS[0] not in str(error)
    assert NUMBERS[1] not in str(error)
    assert error.file == f"{NUMBERS[1]}.csv"


@pytest.mark.parametrize(
    "text", ["2025-01-01 2025-02-01", "Rp 1.500.000.000", "01/02/2025 - 03/02/2025", "Dinas A"]
)
def test_what_names_nobody_is_left_as_it_is(text):
    assert Personal(frozenset({"siti rahma"}), frozenset({"012345"})).mask(text) == text


def test_of_a_name_only_the_first_letter_is_left():
    assert mask("Sari") == "S***"
    assert Personal(frozenset({"sari"})).mask("milik Sari, Dinas") == "milik S***, Dinas"
