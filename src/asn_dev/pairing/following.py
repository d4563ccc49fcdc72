"""Following mentorships: sessions, hours, silence, and the progress of mentees beside others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.errors import InvalidValueError, TableError
from asn_dev.messages import Message
from asn_dev.model import CivilServant, LevelChange, MentoringSession, Mentorship
from asn_dev.overviews import Grid, HasOverview, Overview, count
from asn_dev.pairing.candidates import collected
from asn_dev.pairing.known import Known
from asn_dev.pairing.progress import progress
from asn_dev.pairing.wording import word
from asn_dev.register.tables import Register
from asn_dev.register.workbooks import Sheet, write_workbook
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import calculate

if TYPE_CHECKING:
    from asn_dev.rules.calculation import Calculation

_OF_MENTORSHIP = (
    "sessions_held", "minutes_held", "last_session_on", "days_silent", "is_silent", "is_running",
)  # fmt: skip
_OF_MENTEE = (
    "mentoring_sessions_held", "mentoring_minutes", "mentoring_hours", "learning_hours",
    "learning_hours_with_mentoring",
)  # fmt: skip

SHEETS: dict[str, Text] = {
    "mentorships": text(id="Pasangan mentoring", en="Mentorships"),
    "mentees": text(id="JP mentee", en="Hours of mentees"),
    "progress": text(id="Kemajuan mentee", en="Progress of mentees"),
    "notes": text(id="Cara membaca", en="How to read it"),
}


@attrs.frozen(eq=False, repr=False)
class MentoringFollowUp(HasOverview):
    """How mentoring went in a period.

    - `mentorships`: each pair with sessions held, minutes, last session, days of silence, whether it is
      silent, whether it runs.
    - `mentees`: who held sessions, with minutes, hours (JP) within the limits, and the year's hours.
    - `progress`: see `asn_dev.pairing.progress`; the first row is all competencies together.

    Frames are Polars; `headings` are what their columns are called.
    """

    mentorships: pl.DataFrame
    mentees: pl.DataFrame
    progress: pl.DataFrame
    period: Period
    minimum_group: int
    headings: dict[str, str]
    language: str = "id"

    def overview(self) -> Overview:
        """Counts, and what is to be said of the progress; no person is shown."""
        silent = int(self.mentorships["is_silent"].sum()) if self.mentorships.height else 0
        held = float(self.mentees["mentoring_hours"].sum())
        facts = {
            "mentorships": f"{self.mentorships.height:,}, of which {silent:,} silent",
            "mentees": f"{self.mentees.height:,} with {held:g} hours",
            "progress": "; ".join(self._progress_in_words()),
        }
        title = f"MentoringFollowUp {self.period}: {count(self.mentorships.height, 'mentorship')}"
        return Overview(title, facts, [Grid.of(self.progress, "Progress of mentees")])

    def sentences(self) -> list[str]:
        """What is to be said of it, the caution about progress included."""
        silent = int(self.mentorships["is_silent"].sum()) if self.mentorships.height else 0
        said = word("followed", self.language).format(
            mentees=self.mentees.height,
            sessions=int(self.mentees["mentoring_sessions_held"].sum()),
            minutes=f"{float(self.mentees['mentoring_minutes'].sum()):.0f}",
            hours=f"{float(self.mentees['mentoring_hours'].sum()):g}",
            silent=silent,
            pairs=self.mentorships.height,
        )
        return [said, *self._progress_in_words()]

    def _progress_in_words(self) -> list[str]:
        if not self.progress.height:
            return [word("progress_unknown", self.language)]
        total = self.progress.row(0, named=True)
        if total["withheld"]:
            return [word("progress_withheld", self.language).format(**total, fewest=self.minimum_group)]
        numbers = {name: f"{value:+.2f}" for name, value in total.items() if isinstance(value, float)}
        if self.language == "id":
            numbers = {name: value.replace(".", ",") for name, value in numbers.items()}
        given = {**total, "low": "?", "high": "?", **numbers}
        return [word("progress", self.language).format(**given), word("caution", self.language)]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""
        frames = {name: getattr(self, name).to_dicts() for name in SHEETS if name != "notes"}
        return {"period": str(self.period), **frames, "notes": self.sentences()}

    def save(self, path: Path | str) -> Path:
        """Write an XLSX workbook with a sheet for each frame and one on how to read it."""
        path = Path(path)
        notes = pl.DataFrame({"notes": self.sentences()})
        frames = {name: notes if name == "notes" else getattr(self, name) for name in SHEETS}
        formats = dict.fromkeys(
            ("mentored_change", "peers_change", "difference", "low", "high"), "+0.00;-0.00;0.00"
        )
        sheets = [
            Sheet(title.in_(self.language), frames[name], self.headings, formats, {"notes": 100.0})
            for name, title in SHEETS.items()
        ]
        write_workbook(sheets, path, title=SHEETS["mentorships"].in_(self.language))
        return path


def mentoring(
    register: Register, region: Region, *, period: Period | int | None = None, language: str = "id"
) -> MentoringFollowUp:
    """How mentoring went in the period: sessions, minutes and hours, silent pairs, progress of mentees.

    Hours follow the region's parameters (2 JP a session, at most two sessions a month and mentee);
    without `Mentorship` rows the pairs are those of the log. Progress is shown with counts and interval,
    and withheld for groups below ``privacy.minimum_group``: it proves no cause.

    Raises `TableError` if the register holds neither mentorships nor a log of sessions.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> senior, junior = asn.Nip("197001012000011001"), asn.Nip("199001012020011002")
    >>> log = [
    ...     asn.MentoringSession(
    ...         code=f"S{day}", day=date(2025, 3, day), mentor=senior, mentee=junior,
    ...         competency="komunikasi", minutes=90.0, status=asn.SessionStatus.HELD,
    ...     )
    ...     for day in (3, 10, 24)
    ... ]
    >>> register = asn.Register.of([asn.CivilServant(nip=junior), *log])
    >>> asn.mentoring(register, asn.region("nasional", on="2025-12-31"))
    <MentoringFollowUp 2025: 1 mentorship>
      mentorships  1, of which 1 silent
      mentees      1 with 4 hours...
    """
    if language not in ("id", "en"):
        raise InvalidValueError(
            Message("'{language}' is neither 'id' nor 'en'", language=language),
            record="mentoring",
            field="language",
        )
    calculation = calculate(register, region, period).in_polars()
    if not calculation.has(Mentorship):
        raise TableError(
            Message("the register holds neither mentorships nor mentoring_sessions"),
            hint=Message("hand over the log of sessions"),
        )
    known = Known.of(calculation, language)
    fewest = int(region.parameters.number("privacy.minimum_group"))
    found = pl.DataFrame()
    if calculation.has(LevelChange) and calculation.has(MentoringSession):
        changes = collected(calculation.table(LevelChange, ["level_change", "was_mentored"]))
        confidence = region.parameters.number("mentoring.confidence")
        found = progress(changes, confidence=confidence, fewest=fewest).with_columns(
            known.competency(pl.col("competency")).alias("competency_name").fill_null(word("all", language))
        )
        found = found.select("competency", "competency_name", pl.exclude("competency", "competency_name"))
    return MentoringFollowUp(
        mentorships=_mentorships(calculation, known),
        mentees=_mentees(calculation, known),
        progress=found,
        period=calculation.period,
        minimum_group=fewest,
        headings=_headings(calculation, language),
        language=language,
    )


def _mentorships(calculation: Calculation, known: Known) -> pl.DataFrame:
    """Each pair, the longest silent first."""
    rows = collected(calculation.result(Mentorship, _OF_MENTORSHIP))
    rows = known.with_person(known.with_person(rows, "mentor"), "mentee")
    rows = rows.sort(
        "days_silent",
        "mentor",
        "mentee",
        "competency",
        descending=[True, False, False, False],
        nulls_last=True,
    )
    return rows.select(
        *(f"{who}{about}" for who in ("mentor", "mentee") for about in ("", "_name", "_unit")),
        "competency",
        known.competency(pl.col("competency")).alias("competency_name"),
        "start",
        "end",
        *_OF_MENTORSHIP,
    )


def _mentees(calculation: Calculation, known: Known) -> pl.DataFrame:
    """Who held sessions as a mentee in the period, the most hours first."""
    if not (calculation.has(CivilServant) and calculation.has(MentoringSession)):
        schema = {
            **dict.fromkeys(("nip", "name", "unit"), pl.String),
            **dict.fromkeys(_OF_MENTEE, pl.Float64),
        }
        return pl.DataFrame(schema=schema)
    rows = collected(calculation.result(CivilServant, _OF_MENTEE).select("nip", "name", "unit", *_OF_MENTEE))
    rows = rows.filter(pl.col("mentoring_sessions_held") > 0)
    return rows.sort("mentoring_hours", "nip", descending=[True, False])


def _headings(calculation: Calculation, language: str) -> dict[str, str]:
    """What the columns are called: rules by their labels, the rest by ours."""
    from asn_dev.pairing.result import HEADINGS

    found = {name: said.in_(language) for name, said in HEADINGS.items()}
    for record, names in ((Mentorship, _OF_MENTORSHIP), (CivilServant, _OF_MENTEE)):
        found |= {name: calculation.book.find(record, name).rule.label.in_(language) for name in names}
    return found
