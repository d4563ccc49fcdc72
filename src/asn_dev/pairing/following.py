"""Following mentorships: sessions, hours, silence, and the progress of mentees beside others."""

from __future__ import annotations

from typing import ClassVar

import attrs
import polars as pl

from asn_dev.errors import TableError
from asn_dev.formatting import Figure, number, short, signed
from asn_dev.messages import Message
from asn_dev.model import CivilServant, LevelChange, MentoringSession, Mentorship
from asn_dev.pairing.candidates import collected
from asn_dev.pairing.directory import Directory
from asn_dev.pairing.progress import progress
from asn_dev.pairing.records import FollowedMentee, FollowedPair, ProgressRow
from asn_dev.pairing.wording import word
from asn_dev.register.tables import Register
from asn_dev.results import Result, empty_table, rows_of
from asn_dev.results.readable import Facts, Summary
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

_OF_MENTORSHIP = (
    "sessions_held", "minutes_held", "last_session_on", "days_silent", "is_silent", "is_running",
)  # fmt: skip
_OF_MENTEE = (
    "mentoring_sessions_held", "mentoring_minutes", "mentoring_hours", "learning_hours",
    "learning_hours_with_mentoring",
)  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class MentoringFollowUp(Result):
    """How mentoring went in a period.

    - `mentorships`: each pair with sessions held, minutes, last session, days of silence, whether it is
      silent, whether it runs.
    - `mentees`: who held sessions, with minutes, hours (JP) within the limits, and the year's hours.
    - `progress`: see `asn_dev.pairing.progress`; the first row is all competencies together.

    Frames are Polars; sentences are in `language`.
    """

    summary_sheet: ClassVar[Text | None] = text(id="Cara membaca", en="How to read it")
    summary_first: ClassVar[bool] = False

    period: Period
    minimum_group: int
    mentorships: pl.DataFrame = rows_of(FollowedPair)
    mentees: pl.DataFrame = rows_of(FollowedMentee)
    progress: pl.DataFrame = rows_of(ProgressRow)
    language: str = "id"

    def title(self) -> str:
        """The period, and how many mentorships there are."""
        sentence = Message(
            "Mentoring {period}: mentorships {count}",
            period=self.period,
            count=Figure(self.mentorships.height),
        )
        return sentence.in_(self.language)

    def facts(self) -> Facts:
        """The period, and what is to be said of it."""
        return {"period": str(self.period), "notes": self.sentences()}

    def summary(self) -> Summary:
        """The sentences of the overview, and how to read them."""
        labels = [
            Message("Mentoring"), Message("Progress of mentees"), Message("How to read it")
        ]  # fmt: skip
        return [
            (label.in_(self.language), sentence)
            for label, sentence in zip(labels, self.sentences(), strict=False)
        ]

    def sentences(self) -> list[str]:
        """Sentences on what was held and what changed, the caution about progress included."""
        silent = int(self.mentorships["is_silent"].sum()) if self.mentorships.height else 0
        summary = word("followed", self.language).format(
            mentees=self.mentees.height,
            sessions=int(self.mentees["mentoring_sessions_held"].sum()),
            minutes=number(float(self.mentees["mentoring_minutes"].sum()), self.language, decimals=0),
            hours=short(float(self.mentees["mentoring_hours"].sum()), self.language, decimals=4),
            silent=silent,
            pairs=self.mentorships.height,
        )
        return [summary, *self._progress_in_words()]

    def _progress_in_words(self) -> list[str]:
        if not self.progress.height:
            return [word("progress_unknown", self.language)]
        total = self.progress.row(0, named=True)
        if total["withheld"]:
            return [word("progress_withheld", self.language).format(**total, fewest=self.minimum_group)]
        numbers = {
            name: signed(value, self.language) for name, value in total.items() if isinstance(value, float)
        }
        values = {**total, "low": "?", "high": "?", **numbers}
        return [word("progress", self.language).format(**values), word("caution", self.language)]


def mentoring(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
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
    <Mentoring 2025: pasangan 1>
      Mentoring        1 mentee menjalani 3 sesi (270 menit) yang bernilai 4 JP; 1 dari 1 pasangan diam...
    """
    study = study_data(register, region, period, language)
    return study.once("mentoring", lambda: _followed(study))


def _followed(study: StudyData) -> MentoringFollowUp:
    calculation = study.calculation
    if not calculation.has(Mentorship):
        raise TableError(
            Message("the register holds neither mentorships nor mentoring_sessions"),
            hint=Message("hand over the log of sessions"),
        )
    directory = Directory.of(study)
    rows = empty_table(ProgressRow)
    if calculation.has(LevelChange) and calculation.has(MentoringSession):
        changes = collected(calculation.table(LevelChange, ["level_change", "was_mentored"]))
        confidence = study.p.number("mentoring.confidence")
        every = word("all", study.language)
        rows = progress(changes, confidence=confidence, fewest=study.minimum_group).with_columns(
            directory.competency(pl.col("competency")).alias("competency_name").fill_null(every)
        )
        rows = rows.select("competency", "competency_name", pl.exclude("competency", "competency_name"))
    return MentoringFollowUp(
        mentorships=_mentorships(study, directory),
        mentees=_mentees(study),
        progress=rows,
        period=study.period,
        minimum_group=study.minimum_group,
        language=study.language,
    )


def _mentorships(study: StudyData, directory: Directory) -> pl.DataFrame:
    """Each pair, the longest silent first."""
    rows = study.figures(Mentorship, _OF_MENTORSHIP)
    rows = directory.with_person(directory.with_person(rows, "mentor"), "mentee")
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
        directory.competency(pl.col("competency")).alias("competency_name"),
        "start",
        "end",
        *_OF_MENTORSHIP,
    )


def _mentees(study: StudyData) -> pl.DataFrame:
    """Who held sessions as a mentee in the period, the most hours first."""
    if not (study.calculation.has(CivilServant) and study.calculation.has(MentoringSession)):
        return empty_table(FollowedMentee)
    rows = study.figures(CivilServant, _OF_MENTEE).select("nip", "name", "unit", *_OF_MENTEE)
    rows = rows.filter(pl.col("mentoring_sessions_held") > 0)
    return rows.sort("mentoring_hours", "nip", descending=[True, False])
