"""The pairing as a result: pairs, who has none, alternatives, mentors."""

from __future__ import annotations

import attrs
import polars as pl

from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.overviews import counted
from asn_dev.pairing.records import Alternative, MentorPair, MentorRow, UnmatchedMentee
from asn_dev.pairing.wording import REASONS
from asn_dev.results import Result, rows_of
from asn_dev.results.readable import Facts, Summary


@attrs.frozen(eq=False, repr=False)
class Pairing(Result):
    """Who guides whom, and why; who has no mentor, and why.

    - `pairs`: mentor and mentee with name and unit, competency, fit (0-100), origin (new, fixed by hand,
      running), why the two fit, what speaks against, a note on what a fixed pair breaks.
    - `unmatched`: mentee with name, unit and competencies asked for, reason (``no_wish``, ``no_offer``,
      ``forbidden``, ``no_place``), why, and what would change it.
    - `alternatives`: for each mentee and mentor the next best others, ranked, with their state.
    - `mentors`: places, and how many of them running, fixed and new pairs take.

    `exact` says whether the pairing is proven to be the best there is, `rules` whose rules decided. Frames
    are Polars. The repr shows no person; ``overview(personal=True)`` does.
    """

    pairs: pl.DataFrame = rows_of(MentorPair)
    unmatched: pl.DataFrame = rows_of(UnmatchedMentee)
    alternatives: pl.DataFrame = rows_of(Alternative)
    mentors: pl.DataFrame = rows_of(MentorRow)
    exact: bool = True
    language: str = "id"
    rules: str = ""

    @property
    def new_pairs(self) -> int:
        """How many pairs were made."""
        return self._new.height

    @property
    def total_fit(self) -> float:
        """The sum of the fits of the new pairs."""
        return round(float(self._new["fit"].sum()), 2)

    @property
    def least_fit(self) -> float | None:
        """The least fit of the new pairs; None if there are none."""
        least = self._new["fit"].min()
        return float(least) if isinstance(least, (int, float)) else None

    @property
    def _new(self) -> pl.DataFrame:
        return self.pairs.filter(self.pairs["origin"] == "new")

    def title(self) -> str:
        """How many new pairs, and how many are without a mentor."""
        sentence = Message(
            "Pairing: new pairs {new}, without a mentor {without}",
            new=Figure(self.new_pairs),
            without=Figure(self.unmatched.height),
        )
        return sentence.in_(self.language)

    def facts(self) -> Facts:
        """Whose rules, how good, and the fits."""
        return {
            "rules": self.rules,
            "exact": self.exact,
            "total_fit": self.total_fit,
            "least_fit": self.least_fit,
        }

    def summary(self) -> Summary:
        """How many pairs and how well they fit, who has none and why."""
        language, new, least = self.language, self.new_pairs, self.least_fit
        lines: list[tuple[Message, Message]] = []
        if least is not None:
            fit = Message(
                "{mean} of 100 on average, {least} at least",
                mean=Figure(self.total_fit / new, "decimal"),
                least=Figure(least, "decimal"),
            )
            lines.append((Message("Fit"), fit))
        best = Message("proven to be the best pairing")
        good = Message("good, not proven to be the best")
        kept = Message("pairs that run or were fixed: {count}", count=Figure(self.pairs.height - new))
        reasons = {code: text.in_(language) for code, text in REASONS.items()}
        without = counted(self.unmatched["reason"].replace(reasons), language)
        places = Message(
            "{mentors}, places left {places}",
            mentors=Figure(self.mentors.height),
            places=Figure(int(self.mentors["free"].sum())),
        )
        lines += [
            (Message("Quality of the pairing"), best if self.exact else good),
            (Message("Kept"), kept),
            (
                Message("Without a mentor"),
                Message("{reasons}", reasons=without) if without else Message("nobody"),
            ),
            (Message("Mentors"), places),
            (Message("Rules"), Message("{rules}", rules=self.rules)),
        ]
        return [(label.in_(language), content.in_(language)) for label, content in lines]
