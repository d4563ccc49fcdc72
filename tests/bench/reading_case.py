"""One case of reading, in a process of its own: ``python reading_case.py NAME CSV``.

Libraries are imported before the clock starts; what counts is everything from the file (or the frame in
hand) to the result in memory.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from measuring import Clock, report

from asn_dev import Participation, Register, read
from asn_dev.register.opening import Opening

OFFICE_FILES = Path(__file__).parents[1] / "register" / "cases"
KNOWN = {"hours": pl.Float64, "start": pl.Date, "end": pl.Date}
"""The types that a user who knows the file would give; all else is text."""


def plain_polars(path: Path) -> None:
    """The call that everybody begins with: types are guessed, days stay text."""
    _timed(lambda: pl.read_csv(path))


def polars_text(path: Path) -> None:
    """Every column left as text."""
    _timed(lambda: pl.read_csv(path, infer_schema=False))


def polars_typed(path: Path) -> None:
    """With the types and days that a user would give."""
    _timed(lambda: _known_types(path))


def read_folder(path: Path) -> None:
    """By the library: every cell checked, every row accounted for."""
    clock = Clock()
    with clock.phase("read"):
        register = read(path.parent)
    (row,) = register.ledger
    assert row.read == row.accepted + row.rejected, "a row is unaccounted for"
    report(clock, rows=row.read, rejected=row.rejected)


def frames_typed(path: Path) -> None:
    """A frame in hand that has the record's types."""
    _handed_over(_known_types(path))


def frames_text(path: Path) -> None:
    """A frame in hand in which all is text."""
    _handed_over(pl.read_csv(path, infer_schema=False))


def recognition(_: Path) -> None:
    """How long it takes to recognise each sheet of the office files, in ms."""
    times: list[float] = []
    recognised = Opening._recognised

    def timed(opening: Opening, sheet: object, stem: str) -> object:
        start = time.perf_counter()
        try:
            return recognised(opening, sheet, stem)  # type: ignore[arg-type]
        finally:
            times.append((time.perf_counter() - start) * 1000)

    Opening._recognised = timed  # type: ignore[assignment, method-assign]
    clock = Clock()
    with clock.phase("all"):
        for folder in sorted(OFFICE_FILES.glob("*/files")):
            read(folder)
    report(clock, sheets=len(times), mean_ms=statistics.mean(times), max_ms=max(times))


def _known_types(path: Path) -> pl.DataFrame:
    texts = dict.fromkeys(pl.scan_csv(path).collect_schema(), pl.String)
    return pl.read_csv(path, schema={**texts, **KNOWN})


def _timed(reading: Callable[[], pl.DataFrame]) -> None:
    clock = Clock()
    with clock.phase("read"):
        frame = reading()
    report(clock, rows=frame.height)


def _handed_over(frame: pl.DataFrame) -> None:
    clock = Clock()
    with clock.phase("hand over"):
        register = Register.from_frames({Participation: frame})
    report(clock, rows=register.tables[Participation].to_native().height)


CASES = {
    case.__name__: case
    for case in (
        plain_polars,
        polars_text,
        polars_typed,
        read_folder,
        frames_typed,
        frames_text,
        recognition,
    )
}

if __name__ == "__main__":
    CASES[sys.argv[1]](Path(sys.argv[2]))
