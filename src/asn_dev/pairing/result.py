"""The pairing as an office reads it: pairs, who has none, alternatives, mentors; and as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import polars as pl

from asn_dev.overviews import Grid, HasOverview, Overview, count, counted
from asn_dev.register.workbooks import Sheet, write_workbook
from asn_dev.rules.definitions import Text, text

HEADINGS: dict[str, Text] = {
    "mentor": text(id="NIP mentor", en="Number of the mentor"),
    "mentor_name": text(id="Mentor", en="Mentor"),
    "mentor_unit": text(id="Unit mentor", en="Unit of the mentor"),
    "mentee": text(id="NIP mentee", en="Number of the mentee"),
    "mentee_name": text(id="Mentee", en="Mentee"),
    "mentee_unit": text(id="Unit mentee", en="Unit of the mentee"),
    "competency": text(id="Kode kompetensi", en="Code of the competency"),
    "competency_name": text(id="Kompetensi", en="Competency"),
    "competencies": text(id="Kompetensi", en="Competencies"),
    "fit": text(id="Kecocokan (0-100)", en="Fit (0-100)"),
    "origin": text(id="Asal", en="Origin"),
    "why": text(id="Mengapa", en="Why"),
    "against": text(id="Kekurangan", en="What speaks against"),
    "note": text(id="Catatan", en="Note"),
    "reason": text(id="Kode alasan", en="Code of the reason"),
    "change": text(id="Yang akan mengubahnya", en="What would change it"),
    "role": text(id="Sebagai", en="As"),
    "person": text(id="NIP", en="Number"),
    "person_name": text(id="Nama", en="Name"),
    "rank": text(id="Pilihan ke-", en="Choice"),
    "other": text(id="NIP calon", en="Number of the other"),
    "other_name": text(id="Calon", en="The other"),
    "other_unit": text(id="Unit calon", en="Unit of the other"),
    "state": text(id="Keadaan", en="State"),
    "places": text(id="Kapasitas", en="Capacity"),
    "running": text(id="Berjalan", en="Running"),
    "fixed": text(id="Ditetapkan", en="Fixed"),
    "new": text(id="Baru", en="New"),
    "nip": text(id="NIP", en="Number"),
    "name": text(id="Nama", en="Name"),
    "unit": text(id="Perangkat daerah", en="Unit"),
    "start": text(id="Mulai", en="Start"),
    "end": text(id="Selesai", en="End"),
    "mentored": text(id="Penilaian mentee", en="Assessments of mentees"),
    "peers": text(id="Penilaian pegawai lain, level awal sama", en="Of others from the same level"),
    "without_peer": text(id="Mentee tanpa pembanding", en="Mentees without a peer"),
    "mentored_change": text(id="Perubahan level mentee", en="Change of mentees"),
    "peers_change": text(id="Perubahan level pegawai lain", en="Change of others"),
    "difference": text(id="Selisih", en="Difference"),
    "low": text(id="Batas bawah", en="Low"),
    "high": text(id="Batas atas", en="High"),
    "withheld": text(id="Ditahan (kelompok kecil)", en="Withheld (small group)"),
    "notes": text(id="Catatan", en="Notes"),
    "free": text(id="Sisa tempat", en="Places left"),
}

SHEETS: dict[str, Text] = {
    "pairs": text(id="Pasangan", en="Pairs"),
    "unmatched": text(id="Belum berpasangan", en="Without a mentor"),
    "alternatives": text(id="Pilihan lain", en="Alternatives"),
    "mentors": text(id="Mentor", en="Mentors"),
}

_OF_PAIR = (
    "mentor",
    "mentor_name",
    "mentee",
    "mentee_name",
    "competency_name",
    "fit",
    "origin",
    "why",
    "against",
)

_WIDTHS = {"why": 60.0, "against": 45.0, "change": 50.0, "competencies": 40.0, "note": 30.0}


@attrs.frozen(eq=False, repr=False)
class Pairing(HasOverview):
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

    pairs: pl.DataFrame
    unmatched: pl.DataFrame
    alternatives: pl.DataFrame
    mentors: pl.DataFrame
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

    def overview(self, *, personal: bool = False) -> Overview:
        """How many pairs and how well they fit, who has none and why; with `personal` persons are shown."""
        new, least = self.new_pairs, self.least_fit
        facts: dict[str, object] = {}
        if least is not None:
            facts["fit"] = f"{self.total_fit / new:.1f} of 100 on average, {least:.1f} at least"
        facts |= {
            "quality": "proven to be the best pairing" if self.exact else "good, not proven to be the best",
            "kept": f"{count(self.pairs.height - new, 'pair')} that run or were fixed",
            "without a mentor": counted(self.unmatched["reason"]) or "nobody",
            "mentors": f"{self.mentors.height:,} with {count(int(self.mentors['free'].sum()), 'place')} left",
            "rules": self.rules,
        }
        grids = [
            Grid.of(self.pairs.select(_OF_PAIR), "Pairs", hidden=["mentor_name", "mentee_name"]),
            Grid.of(
                self.unmatched.drop("mentee_unit"),
                "Without a mentor",
                hidden=["mentee_name", "why", "change"],
            ),
        ]
        title = f"Pairing: {count(new, 'new pair')}, {self.unmatched.height:,} without a mentor"
        return Overview(title, facts, grids, personal)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""
        frames = {name: getattr(self, name).to_dicts() for name in SHEETS}
        return {
            "rules": self.rules,
            "exact": self.exact,
            "total_fit": self.total_fit,
            "least_fit": self.least_fit,
            **frames,
        }

    def save(self, path: Path | str) -> Path:
        """Write an XLSX workbook with a sheet for each frame; `FileError` where it cannot be written."""
        from asn_dev.pairing.wording import WORDS

        path = Path(path)
        sheets = []
        for name, title in SHEETS.items():
            frame: pl.DataFrame = getattr(self, name)
            shown = frame.with_columns(
                frame[column].replace({key: said.in_(self.language) for key, said in WORDS.items()})
                for column in ("origin", "role")
                if column in frame.columns
            )
            headings = {column: HEADINGS[column].in_(self.language) for column in frame.columns}
            sheets.append(Sheet(title.in_(self.language), shown, headings, {"fit": "0.00"}, _WIDTHS))
        write_workbook(sheets, path, title=SHEETS["pairs"].in_(self.language))
        return path
