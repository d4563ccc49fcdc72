"""What the command line shows: sentences in the officer's language, tables, progress.

Nothing shown is markup, and no control character reaches the terminal: such a character is shown as its
escape. What cannot be shown (a full disk behind the screen) ends the run with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from asn_dev.messages import Message, in_language, language_of_environment, translated
from asn_dev.model import columns_of, mask, plural_of
from asn_dev.register.books import HEADINGS, LEVELS
from asn_dev.register.whole_files import made_folder
from asn_dev.register.writing import write_table

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

_PLAIN: dict[str, Any] = {"markup": False, "highlight": False, "emoji": False}
_WIDTH = 160
"""Columns of what is not a terminal: a file or the next command."""

out = Console(width=None if Console().is_terminal else _WIDTH, **_PLAIN)
err = Console(stderr=True, **_PLAIN)


def local(text: str) -> str:
    r"""Return a text as the screen shows it: in the officer's language, control characters as their escapes.

    Line ends of a sentence stay; those of a value in it are shown.

    >>> local("Dinas\x1b[2J Kesehatan")
    'Dinas\\x1b[2J Kesehatan'
    """
    language = language_of_environment()
    if isinstance(text, Message):
        values = {name: _value(value) for name, value in text.values.items()}
        text = in_language(text.with_(**values), language)
    return "\n".join(visible(line) for line in text.split("\n"))


def _value(value: object) -> object:
    """A value of a sentence, safe to show: sentences within sentences are looked through."""
    if isinstance(value, Message):
        return value.with_(**{name: _value(one) for name, one in value.values.items()})
    return visible(value) if isinstance(value, str) else value


def visible(text: str) -> str:
    r"""Return a text without a character that moves the cursor, turns the writing round or ends the line.

    >>> visible("a\tb\u202ec\n")
    'a\\tb\\u202ec\\n'
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark == "\u00a0" else _escape(mark) for mark in text)


def _escape(mark: str) -> str:
    return mark.encode("unicode_escape").decode("ascii")


def say(*sentences: str) -> None:
    """Print sentences, a line each."""
    for sentence in sentences:
        out.print(Text(local(sentence)), soft_wrap=True)


def remark(sentence: str) -> None:
    """Print a sentence beside the result: on the error stream, so that the result can be piped on."""
    err.print(Text(local(sentence)), soft_wrap=True)


def table_of(title: str, headings: Iterable[str], *, right: Collection[str] = (), **options: Any) -> Table:
    """Make an empty table with headings in the officer's language; those in `right` are set to the right."""
    table = Table(title=Text(local(title)), **options)
    for heading in headings:
        table.add_column(
            Text(local(heading)), justify="right" if heading in right else "left", overflow="fold"
        )
    return table


def add_line(table: Table, cells: Sequence[str]) -> None:
    """Add a row to a table."""
    table.add_row(*(Text(visible(local(cell))) for cell in cells))


@contextmanager
def steps(doing: Message) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a progress bar over files or sections, with what is done to them; on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    columns = (
        TextColumn(local(doing) + " {task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, step, total: bar.update(
            task, description=visible(name), completed=step, total=total
        )


@contextmanager
def busy(doing: Message) -> Iterator[None]:
    """Show a spinner on a terminal while something runs."""
    if not err.is_terminal:
        yield
        return
    with err.status(Text(local(doing) + " ...")):
        yield


def save(frame: Any, path: Path | None, record: type, *, quiet: bool = False) -> None:
    """Write the rows of a record to a file; without a file show the first, personal columns masked."""
    title = plural_of(record)
    if path is None:
        hidden = {column.name for column in columns_of(record) if column.personal}
        print_table(frame.head(20), title, hidden)
        say(Message("{count} rows; --out FILE writes all of them.", count=frame.height))
        return
    made_folder(path.parent)
    write_table(frame, path, title=title)
    if not quiet:
        say(Message("{count} rows written to {path}", count=frame.height, path=str(path)))


def print_table(
    frame: Any, title: str, hidden: Collection[str] = (), headings: Mapping[str, str] | None = None
) -> None:
    """Show a Polars frame; values of hidden columns are masked; columns without a heading keep their name."""
    shown = {name: (headings or {}).get(name, name) for name in frame.columns}
    numbers = {heading for name, heading in shown.items() if frame.schema[name].is_numeric()}
    table = table_of(title, shown.values(), right=numbers)
    for row in frame.iter_rows(named=True):
        texts = {name: _shown(value) for name, value in row.items()}
        add_line(table, [mask(text) if name in hidden else text for name, text in texts.items()])
    out.print(table)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(translated(value, language_of_environment()))


def print_findings(register: Register) -> None:
    """Show how often each kind of finding occurs, with its sentence."""
    totals: dict[tuple[str, str], int] = {}
    sentences: dict[tuple[str, str], str] = {}
    for finding in register.findings:
        if finding.severity != "info":
            kind = (finding.severity, finding.rule)
            totals[kind] = totals.get(kind, 0) + finding.count
            sentences.setdefault(kind, finding.message)
    count = HEADINGS["count"]
    headings = [HEADINGS["severity"], HEADINGS["rule"], count, Message("For example")]
    table = table_of(Message("Findings"), headings, right={count})
    for (severity, rule), total in sorted(totals.items()):
        add_line(table, [LEVELS[severity], rule, str(total), sentences[severity, rule]])
    out.print(table)
