"""What rules are tried on: small generated registers, a small city, and what is made of it.

Generated once for each seed and shared by all checks and regions of a process.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import attrs
import hypothesis
import hypothesis.strategies as st
import polars as pl

from asn_dev.model import (
    Answer,
    CivilServant,
    Column,
    Competency,
    MenteeRequest,
    MentoringSession,
    MentorOffer,
    Mentorship,
    Participation,
    PotentialAssessment,
    Programme,
    ReportedHours,
    ReportedIndex,
    Session,
    SessionStatus,
    Tier,
    Unit,
    column_of,
    columns_of,
)
from asn_dev.register.structuring import frame_of
from asn_dev.register.tables import Register
from asn_dev.rules.instruments import Questionnaire
from asn_dev.rules.regions import Region
from asn_dev.testing.strategies import registers, tables, values
from asn_dev.testing.synthetic import questionnaires_of, synthetic_city

if TYPE_CHECKING:
    from collections.abc import Sequence

Frames = Mapping[type, pl.DataFrame]

LEADERS = 8
"""So many leaders stand in the largest unit."""

STAFF_SURVEYS = ("readiness", "learning_culture")
"""Anonymous surveys, all answers of which come from the largest unit."""

EXERCISE = "Simulasi Tanggap Darurat Bencana"
"""An exercise that people of several units went to on one day."""

HOSTILE = "=cmd() & <script>{}</script>"
"""What a name may hold: what a spreadsheet takes for a formula, and what a browser takes for a program."""


@attrs.frozen(eq=False)
class Material:
    """The registers that rules are tried on, as Polars frames, for one seed and year."""

    seed: int
    examples: int
    year: int
    asked: Sequence[Questionnaire] = ()

    @cached_property
    def registers(self) -> Sequence[Frames]:
        """The generated registers, and the city last."""
        return [*(_generated(self.seed, self.examples, self.year) if self.examples else ()), self.city]

    def richest(self, most: int) -> Sequence[Frames]:
        """The generated registers with the most rows, and the city last."""
        rows = lambda frames: sum(frame.height for frame in frames.values())  # noqa: E731
        return [*sorted(self.registers[:-1], key=rows, reverse=True)[:most], self.city]

    @cached_property
    def city(self) -> Frames:
        """A city of some 120 people, with every table that there is and the region's own questions."""
        city = synthetic_city(people=120, year=self.year, seed=self.seed, questionnaires=self.asked)
        return _checked(_with_a_large_unit(_with_an_exercise(_held_again(city, self.year), self.year)))

    @cached_property
    def over_polars(self) -> Register:
        """The city as a register over Polars."""
        return Register.from_frames(self.city, check=False)

    @cached_property
    def over_pandas(self) -> Register:
        """The city as a register over pandas."""
        frames = {kind: one.to_pandas(use_pyarrow_extension_array=True) for kind, one in self.city.items()}
        return Register.from_frames(frames, check=False)

    @cached_property
    def sparse(self) -> Frames:
        """A village of eight people of whom little is known; every other table is missing."""
        village = synthetic_city(people=8, year=self.year, seed=self.seed)
        kept = [record for place, record in enumerate(village) if record is CivilServant or place % 2]
        return _checked({record: _mostly_unknown(record, village[record]) for record in kept})

    @cached_property
    def empty(self) -> Frames:
        """Every table, none with a row."""
        return {record: frame.head(0) for record, frame in self.city.items()}

    @cached_property
    def bare(self) -> Frames:
        """One table without a row; all others are missing."""
        return {Unit: self.empty[Unit]}

    @cached_property
    def hostile(self) -> Frames:
        """The city with names that pages and spreadsheets must not take for anything but text."""
        return {
            record: frame.with_columns(
                pl.format(HOSTILE, column.name).alias(column.name)
                for column in columns_of(record)
                if column.type is str and column.name in _NAMES and column.name in frame.columns
            )
            for record, frame in self.city.items()
        }


@cache
def _generated(seed: int, examples: int, year: int) -> Sequence[Frames]:
    drawn: list[Frames] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        database=None,
        deadline=None,
        max_examples=examples,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(whole_registers(year=year))
    def draw(register: dict[type, list[Any]]) -> None:
        drawn.append({record: frame_of(record, rows) for record, rows in register.items()})

    draw()
    return drawn


_made: dict[tuple[Any, ...], Material] = {}


def material(seed: int, examples: int, region: Region) -> Material:
    """Return the material of a seed for a region's year; made once in a process for all that ask the same."""
    asked = questionnaires_of(region)
    key = (seed, examples, region.on.year, *map(repr, asked))
    if key not in _made:
        _made[key] = Material(seed, examples, region.on.year, asked)
    return _made[key]


_NAMES = frozenset({"name", "unit", "title", "job_title", "provider", "partner", "speaker", "section"})
"""Columns of names; the same name stays the same in every table, so that rows still find each other."""


@st.composite
def whole_registers(draw: st.DrawFn, *, year: int) -> dict[type, list[Any]]:
    """Draw a register with the tables of mentoring, of sessions and of what was reported."""
    register = draw(registers(year=year))
    people = [one.nip for one in register[CivilServant]]
    who = st.sampled_from(people) if people else st.nothing()
    competency = st.sampled_from([one.code for one in register[Competency]])
    wished = st.none() | st.lists(competency, min_size=1, max_size=3, unique=True).map(tuple)
    unit = st.none() | st.sampled_from([one.name for one in register[Unit]])
    held = st.sampled_from([one.code for one in register[Programme]] or ["PK-1"])
    day = st.none() | st.dates(date(year, 1, 1), date(year + 1, 6, 30))
    pairs = draw(tables(Mentorship, mentor=who, mentee=who, competency=competency, start=day, max_size=2))
    return {
        **register,
        Session: draw(tables(Session, programme=held, start=day, end=day, max_size=2)),
        PotentialAssessment: draw(tables(PotentialAssessment, nip=who, max_size=2)),
        ReportedIndex: draw(tables(ReportedIndex, nip=who, max_size=2)),
        ReportedHours: draw(tables(ReportedHours, nip=who, max_size=2)),
        MentorOffer: draw(tables(MentorOffer, mentor=who, competencies=wished, unit=unit, max_size=3)),
        MenteeRequest: draw(tables(MenteeRequest, mentee=who, competencies=wished, unit=unit, max_size=3)),
        Mentorship: pairs,
        MentoringSession: draw(_meetings(pairs, year)),
    }


@st.composite
def _meetings(draw: st.DrawFn, pairs: Sequence[Mentorship], year: int) -> list[MentoringSession]:
    """Sessions of pairs, more in a month than count for something."""
    day = st.none() | st.dates(date(year, 1, 1), date(year, 1, 31))
    held = st.just(SessionStatus.HELD) | values(column_of(MentoringSession, "status"))
    of_a_pair = partial(tables, MentoringSession, day=day, status=held, min_size=3, max_size=6)
    meetings = [one for pair in pairs for one in draw(of_a_pair(mentor=pair.mentor, mentee=pair.mentee))]
    return list({one.code: one for one in meetings}.values())


def _checked(frames: Mapping[type, pl.DataFrame]) -> Frames:
    """The frames as a register holds them: every column of the record, in its type."""
    tables = Register.from_frames(frames).tables
    return {record: table.to_native() for record, table in tables.items()}


def _with_an_exercise(city: Frames, year: int) -> dict[type, pl.DataFrame]:
    """The city in which what some people learned of emergencies was one exercise, held together."""
    learned = city[Participation]
    is_about = pl.col("name").str.contains("Tanggap Darurat").fill_null(False)
    held = is_about & (is_about.cum_sum().over("nip") == 1)
    day = pl.lit(date(year, 6, 11))
    exercise = learned.with_columns(
        name=pl.when(held).then(pl.lit(EXERCISE)).otherwise("name"),
        start=pl.when(held).then(day).otherwise("start"),
        end=pl.when(held).then(day).otherwise("end"),
    )
    return {**city, Participation: exercise}


def _held_again(city: Mapping[type, pl.DataFrame], year: int) -> Mapping[type, pl.DataFrame]:
    """The city with the programmes of the year on offer once more: then what was evaluated has seats."""
    sessions, programmes = city[Session], city[Programme]
    start = date(year + 1, 6, 1)
    new = programmes.join(sessions, left_on="code", right_on="programme", how="anti").select(
        code=pl.col("code") + "-lagi", programme="code", start=start, end=start, capacity=20
    )
    return {
        **city,
        Session: pl.concat([sessions, new.cast({"capacity": sessions.schema["capacity"]})], how="diagonal"),
    }


def _with_a_large_unit(city: Mapping[type, pl.DataFrame]) -> Mapping[type, pl.DataFrame]:
    """The city with leaders and answers of staff enough in one unit for rules about them to speak."""
    people, answers = city[CivilServant], city[Answer]
    largest = people.group_by("unit").len().sort("len", "unit")["unit"][-1]
    first = (pl.col("unit") == largest) & (pl.int_range(pl.len()).over("unit") < LEADERS)
    tier = pl.when(first).then(pl.lit(Tier.PENGAWAS.value)).otherwise("tier")
    of_staff = pl.col("instrument").is_in(STAFF_SURVEYS)
    unit = pl.when(of_staff).then(pl.lit(largest)).otherwise("unit")
    return {
        **city,
        CivilServant: people.with_columns(tier=tier),
        Answer: answers.with_columns(unit=unit),
    }


def _mostly_unknown(record: type, frame: pl.DataFrame) -> pl.DataFrame:
    """Every optional cell but those of each fourth row is unknown."""
    every_fourth = pl.int_range(pl.len()) % 4 == 0

    def kept(column: Column) -> pl.Expr:
        return pl.when(every_fourth).then(pl.col(column.name)).alias(column.name)

    return frame.with_columns(
        kept(column) for column in columns_of(record) if column.optional and column.name in frame.columns
    )
