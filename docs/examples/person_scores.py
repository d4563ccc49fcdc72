"""Rows of one person in, scores out, whatever the web framework: see docs/how-to/web-app.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

import asn_dev as asn

INDICATORS = ("learning_hours", "learning_hours_met", "ip_asn_qualification", "ip_asn_competence")


class Person(BaseModel):
    """Who is asked about; the fields are those of `asn.CivilServant` that the indicators read."""

    model_config = ConfigDict(extra="forbid")
    nip: str
    employment: str | None = None
    education: str | None = None
    job_kind: str | None = None


class Activity(BaseModel):
    """Something the person completed: fields of `asn.Participation`."""

    model_config = ConfigDict(extra="forbid")
    nip: str
    form: str | None = None
    hours: float | None = None
    end: date | None = None


class Question(BaseModel):
    """The body of the request. An empty list says that there is nothing; a missing one, that nobody knows."""

    on: date
    civil_servants: list[Person]
    participations: list[Activity] | None = None


class RefusedRowsError(Exception):
    """Rows that cannot be used: what the web answers with status 422."""

    def __init__(self, faults: list[dict[str, Any]]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


@lru_cache(maxsize=8)
def rules(day: date) -> asn.Region:
    """The region of a day: made once and shared by all threads, for it is never changed."""
    return asn.region("nasional", on=day)


def person_scores(question: Question) -> dict[str, Any]:
    """The scores as plain values, unknown ones as null; raises `RefusedRowsError`."""
    frames = {asn.CivilServant: frame(Person, question.civil_servants)}
    if question.participations is not None:
        frames[asn.Participation] = frame(Activity, question.participations)
    register = asn.Register.from_frames(frames)
    if faults := refused(register):
        raise RefusedRowsError(faults)
    region = rules(question.on)
    scores = asn.score(register, region, of=asn.CivilServant, indicators=INDICATORS)
    return {
        "region": region.name,
        "on": region.on.isoformat(),
        "plugins": {plugin.name: plugin.version for plugin in region.plugins},
        "scores": scores.select("nip", *INDICATORS).to_dicts(),
    }


def frame(kind: type[BaseModel], rows: Sequence[BaseModel]) -> pl.DataFrame:
    """Rows of a request as a frame; with its columns even where there is no row."""
    names = list(kind.model_fields)
    return pl.DataFrame([row.model_dump() for row in rows], schema=names, infer_schema_length=None)


def refused(register: asn.Register) -> list[dict[str, Any]]:
    """What is wrong, named as FastAPI does; no value is repeated, it may be personal."""
    rows = [
        (rejected.file, row["_row"], row["_column"], row["_reason"])
        for rejected in register.rejected
        for row in rejected.frame.iter_rows(named=True)
    ]
    cells = [
        (finding.file, place.row, finding.column, finding.message)
        for finding in register.findings
        if finding.severity == "unknown"
        for place in finding.places
    ]
    return [
        {"loc": ["body", table, number - 1, column], "msg": reason, "type": "asn_dev"}
        for table, number, column, reason in [*rows, *cells]
    ]
