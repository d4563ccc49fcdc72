"""``asn-dev check-region``: whether a region's plugin keeps what every plugin must keep."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from asn_dev.cli.app import app
from asn_dev.cli.console import err, out
from asn_dev.cli.options import AsJson
from asn_dev.errors import UnknownNameError
from asn_dev.rules.plugins import installed

if TYPE_CHECKING:
    from asn_dev.testing.conformance import Conformance

_STATUS = {"passed": "lulus", "failed": "gagal", "expected": "gagal (diketahui)", "blocked": "tertunda"}


@app.command("check-region")
def check_region(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Nama daerah; lihat 'asn-dev regions'.")],
    on: Annotated[
        str, typer.Option("--on", metavar="HARI", help="Aturan yang berlaku pada hari ini yang diperiksa.")
    ] = "2025-12-31",
    seed: Annotated[int, typer.Option("--seed", help="Benih data acak; benih sama, data sama.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Periksa pengaya daerah: parameter, aturan, instrumen, bagian laporan, dan batas keras rencana.

    Kode keluar 1 bila ada yang gagal. Memerlukan asn-dev[testing]. Contoh: asn-dev check-region binjai
    """
    from asn_dev import testing

    if name not in installed():
        raise UnknownNameError(f"no region '{name}' is installed", hint=", ".join(installed()))
    with _progress() as progress:
        result = testing.check_region(name, on=on, seed=seed, progress=progress)
    if as_json:
        sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n")
    else:
        _show(result)
    if not result.passed:
        raise typer.Exit(1)


def _show(result: Conformance) -> None:
    """A line for each kind of check, then every failure with its remedy."""
    table = Table(title=f"Daerah {result.region}: {result.ran} dari {result.implied} pemeriksaan dijalankan")
    table.add_column("Pemeriksaan")
    for heading in (*_STATUS.values(), "detik"):
        table.add_column(heading, justify="right")
    for name in dict.fromkeys(outcome.check for outcome in result.outcomes):
        rows = [outcome for outcome in result.outcomes if outcome.check == name]
        counts = [sum(outcome.status == status for outcome in rows) for status in _STATUS]
        seconds = sum(outcome.seconds for outcome in rows)
        table.add_row(name, *(str(count) if count else "" for count in counts), f"{seconds:.1f}")
    out.print(table)
    for outcome in result.failures:
        out.print(f"Gagal: {outcome.key}\n  {outcome.message}", markup=False, highlight=False, soft_wrap=True)
    out.print("Semua lulus." if result.passed else f"{len(result.failures)} gagal.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar over checks, on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    columns = (TextColumn("Memeriksa {task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, key: bar.update(task, description=key, completed=done, total=total)
