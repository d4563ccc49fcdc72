"""What the command line shows: tables, progress, and where a result was written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from asn_dev.model import columns_of, mask, plural_of
from asn_dev.register.whole_files import made_folder
from asn_dev.register.writing import write_table

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

out = Console(width=None if Console().is_terminal else 160)
err = Console(stderr=True)


@contextmanager
def steps(doing: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar over files or sections, with what is done to them; on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    with Progress(
        TextColumn(doing + " {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, step, total: bar.update(task, description=name, completed=step, total=total)


@contextmanager
def busy(text: str) -> Iterator[None]:
    """A sign of life on a terminal while something runs."""
    if not err.is_terminal:
        yield
        return
    with err.status(text + " ..."):
        yield


def save(frame: Any, path: Path | None, record: type, *, quiet: bool = False) -> None:
    """Write the rows of a record to a file; without a file show the first, personal columns masked."""
    title = plural_of(record)
    if path is None:
        hidden = {column.name for column in columns_of(record) if column.personal}
        print_table(frame.head(20), title, hidden)
        out.print(f"{frame.height} baris; --out FILE menulis semuanya.")
        return
    made_folder(path.parent)
    write_table(frame, path, title=title)
    if not quiet:
        out.print(f"{frame.height} baris ditulis ke {path}")


def print_table(frame: Any, title: str, hidden: Collection[str] = ()) -> None:
    """Show a Polars frame; values of hidden columns are masked."""
    table = Table(title=title)
    for name in frame.columns:
        table.add_column(
            name, justify="right" if frame.schema[name].is_numeric() else "left", overflow="fold"
        )
    for row in frame.iter_rows(named=True):
        texts = {name: _shown(value) for name, value in row.items()}
        table.add_row(*(mask(text) if name in hidden else text for name, text in texts.items()))
    out.print(table)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def print_findings(register: Register) -> None:
    """Show how often each kind of finding occurs."""
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
