"""What the command line shows: tables, progress, and where a result was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from asn_dev.model import mask
from asn_dev.register.writing import write_table

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

out = Console(width=None if Console().is_terminal else 160)
err = Console(stderr=True)


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar over files, on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    with Progress(
        TextColumn("Membaca {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, step, total: bar.update(task, description=name, completed=step, total=total)


@contextmanager
def busy(text: str) -> Iterator[None]:
    if not err.is_terminal:
        yield
        return
    with err.status(text + " ..."):
        yield


def save(frame: Any, path: Path | None, *, title: str, quiet: bool = False) -> None:
    if path is None:
        print_table(frame.head(20), title)
        out.print(f"{frame.height} baris; --out FILE menulis semuanya.")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_table(frame, path, title=title)
    if not quiet:
        out.print(f"{frame.height} baris ditulis ke {path}")


def print_table(frame: Any, title: str) -> None:
    table = Table(title=title)
    for name in frame.columns:
        table.add_column(
            name, justify="right" if frame.schema[name].is_numeric() else "left", overflow="fold"
        )
    for row in frame.iter_rows():
        cells = (
            "" if value is None else f"{value:g}" if isinstance(value, float) else str(value) for value in row
        )
        table.add_row(*(mask(cell) if len(cell) == 18 and cell.isdigit() else cell for cell in cells))
    out.print(table)


def print_findings(register: Register) -> None:
    totals: dict[tuple[str, str], int] = {}
    for finding in register.findings:
        if finding.severity != "info":
            place = (finding.severity, finding.rule)
            totals[place] = totals.get(place, 0) + finding.count
    table = Table(title="Temuan")
    for heading in ("Tingkat", "Aturan", "Banyaknya"):
        table.add_column(heading)
    for (severity, rule), count in sorted(totals.items()):
        table.add_row(severity, rule, str(count))
    out.print(table)
