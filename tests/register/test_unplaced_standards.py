"""Rows of standards that lack a key are rejected, and what they may concern is unknown, not known without them."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import (
    Assessment,
    CivilServant,
    Competency,
    CompetencyGap,
    Job,
    RequiredLevel,
    Unit,
    UnplacedStandard,
)
from asn_dev.register.tables import Register
from asn_dev.register.unplaced import KEY
from asn_dev.testing.conformance.emptying import Laboratory
from asn_dev.testing.synthetic import synthetic_city

REGION = asn.region("nasional", on="2025-12-31")
KEPT = (Unit, Job, CivilServant, Competency, RequiredLevel, Assessment)


@cache
def city():
    tables = synthetic_city(people=60, seed=3)
    posts = tables[CivilServant].select("job_title", "unit").drop_nulls().unique()
    held = tables[RequiredLevel].join(posts, on=["job_title", "unit"], how="semi", maintain_order="left")
    return {record: held if record is RequiredLevel else tables[record] for record in KEPT}


def results(tables):
    """The results that keep to the law, by person and by person and competency."""
    register = Register.from_frames(tables)
    frames = {record: frame.to_polars() for record, frame in register.tables.items()}
    return register, {
        record: frame
        for record, frame in Laboratory(REGION, frames).whole.items()
        if record in (CivilServant, CompetencyGap)
    }


@cache
def whole():
    return results(city())[1]


def changed(before: pl.DataFrame, after: pl.DataFrame, by: list[str]) -> list[str]:
    both = before.join(after, on=by, suffix="#less")
    names = [
        name
        for name in before.columns
        if name not in by and f"{name}#less" in both.columns and name != "_row"
    ]
    return [name for name in names if both.select((pl.col(name) != pl.col(f"{name}#less")).any()).item()]


@settings(max_examples=8, deadline=None)
@given(name=st.sampled_from(KEY), seed=st.integers(0, 99), count=st.integers(1, 30))
def test_emptying_a_key_never_turns_a_known_result_into_another(name, seed, count):
    tables = dict(city())
    frame = tables[RequiredLevel]
    hit = pl.int_range(frame.height, eager=True).sample(count, seed=seed)
    emptied = pl.when(~pl.int_range(pl.len()).is_in(hit.implode())).then(pl.col(name)).alias(name)
    tables[RequiredLevel] = frame.with_columns(emptied)
    register, less = results(tables)
    assert register[UnplacedStandard].shape[0] == count
    assert not changed(whole()[CivilServant], less[CivilServant], ["_row"])
    assert not changed(whole()[CompetencyGap], less[CompetencyGap], ["nip", "competency"])
    assert "standard_unplaced" in {one.rule for one in register.findings}


HEAD = "Jabatan,Perangkat Daerah,Kompetensi,Level Kompetensi\n"
ANI, INA = "198704122010012345", "199001012015031001"


def _office(read_files, row: str) -> dict[str, float | None]:
    staff = f"nip,name,job_title,unit\n{ANI},Ani,Analis,Dinas A\n{INA},Ina,Camat,Kecamatan B\n"
    standards = HEAD + "Analis,Dinas A,Integritas,3\nCamat,Kecamatan B,Integritas,3\n" + row
    found = "nip,competency,day,level\n" + "".join(f"{nip},integritas,2025-02-01,3\n" for nip in (ANI, INA))
    register = read_files({"civil_servants.csv": staff, "standar.csv": standards, "assessments.csv": found})
    scores = asn.score(register, REGION, of=CivilServant, indicators=["job_person_match"])
    return register, dict(scores.select("nip", "job_person_match").iter_rows())


@pytest.mark.parametrize(
    ("row", "matches"),
    [
        ("", {ANI: 100, INA: 100}),
        (",Dinas A,Komunikasi,3\n", {ANI: None, INA: 100}),
        ("Camat,,Komunikasi,3\n", {ANI: 100, INA: None}),
        (",,Komunikasi,3\n", {ANI: None, INA: None}),
        ("Camat,Kecamatan B,,3\n", {ANI: 100, INA: None}),
        # Everybody has this one already: the row is about a post that nobody of them holds.
        (",,Integritas,3\n", {ANI: 100, INA: 100}),
        ("Lurah,,Komunikasi,3\n", {ANI: 100, INA: 100}),
    ],
)
def test_a_lost_row_is_unknown_for_those_whom_it_may_concern(read_files, row, matches):
    register, scores = _office(read_files, row)
    assert scores == matches
    said = [one for one in register.findings if one.rule == "standard_unplaced"]
    assert bool(said) == bool(row)
    assert sum(one.frame.height for one in register.rejected) == bool(row)
