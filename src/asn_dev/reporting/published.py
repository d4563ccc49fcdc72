"""What was published before, kept by the owner of the data: two editions together must tell no more than one.

The file holds, for each cell that was shown, its column and the people it was made of, as codes that only the
file's own salt gives. It is as personal as the data: it is kept with them, never published.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.whole_files import write_whole
from asn_dev.reporting.editions import MARK
from asn_dev.reporting.gate import PublishedCell
from asn_dev.study_data import StudyData

_KIND = "asn_dev-published-1"


@attrs.frozen
class Published:
    """The cells of all editions so far, by period."""

    salt: str = attrs.field(factory=lambda: secrets.token_hex(16), repr=False)
    cells: tuple[tuple[str, str, tuple[str, ...]], ...] = attrs.field(
        default=(), repr=lambda cells: f"<{len(cells)} cells>"
    )
    """Period, column, codes of people."""

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """What a file remembers; raises `FileError` where it is none of ours."""
        try:
            held: Any = json.loads(Path(path).read_text(encoding="utf-8"))
            cells = tuple((period, column, tuple(people)) for period, column, people in held["cells"])
            if held["kind"] != _KIND:
                raise KeyError(held["kind"])
            return cls(held["salt"], cells)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise FileError(
                Message("this does not tell what was published before"),
                file=str(path),
                hint=Message("give the file that Report.remember wrote"),
            ) from error

    def save(self, path: Path | str) -> Path:
        """Write the file, marked as internal."""
        held = {"kind": _KIND, "note": f"{MARK.id} / {MARK.en}", "salt": self.salt, "cells": self.cells}
        write_whole(Path(path), json.dumps(held, ensure_ascii=False).encode())
        return Path(path)

    def of(self, study: StudyData) -> list[PublishedCell]:
        """The cells of the study's own period, people by the numbers that they have there."""
        number_of = {code: number for number, code in self._codes(study).items()}
        # Who is gone has a number too, the same in every cell.
        return [
            PublishedCell(column, tuple(number_of.get(code, int(code, 16)) for code in people))
            for period, column, people in self.cells
            if period == str(study.period)
        ]

    def with_cells(self, cells: Iterable[PublishedCell], study: StudyData) -> Self:
        """With what another edition shows; cells of others than the staff are not remembered."""
        codes, period = self._codes(study), str(study.period)
        added = [
            (period, cell.column, tuple(sorted(codes[person] for person in cell.people)))
            for cell in cells
            if all(person in codes for person in cell.people)
        ]
        return attrs.evolve(self, cells=tuple(dict.fromkeys([*self.cells, *added])))

    def _codes(self, study: StudyData) -> Mapping[int, str]:
        """By the number of a person the code that this file has."""
        nips = study.people["nip"].drop_nulls().unique()
        key = bytes.fromhex(self.salt)
        codes = [blake2b(nip.encode(), key=key, digest_size=8).hexdigest() for nip in nips]
        return dict(zip(pl.DataFrame({"nip": nips}).select(pl.col("nip").hash())["nip"], codes, strict=True))
