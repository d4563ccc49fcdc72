"""``make bench``: every case in a process of its own, in changing order, side by side in one table.

    python tests/bench/run.py --openfisca-python .bench/venv/bin/python [--quick] [--rounds 3]

`--quick` takes 1 % of the sizes, to see that all works; its times say nothing and are not written down.
Ends with 1 if two cases disagree on the result or one of them fails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import attrs
from page import CASES, Case, Measured, aims, page
from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sections import PAGE, write_part

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUICK = 0.01


@attrs.frozen
class Setting:
    """What to run with: the data, the interpreter of OpenFisca if there is one, how often."""

    folder: Path
    openfisca: Path | None
    rounds: int

    def command(self, case: Case) -> list[str] | None:
        """How to start a case; None where its interpreter is missing."""
        if case.openfisca is None:
            return [sys.executable, str(HERE / "cases.py"), case.name, str(self.folder)]
        if self.openfisca is None:
            return None
        return [str(self.openfisca), str(HERE / "openfisca_case.py"), str(self.folder), case.openfisca]


class CaseError(Exception):
    """A case that ended badly, with what it said."""


def main() -> int:
    """Make the data, run the rounds, show the table, write the page."""
    arguments = _arguments()
    console = Console()
    share = QUICK if arguments.quick else 1.0
    # in a process of its own: what this process holds would count as the memory of its children
    made = _run([sys.executable, str(HERE / "data.py"), "--share", str(share)], shown=console)
    setting = Setting(Path(made[-1]), arguments.openfisca_python, arguments.rounds)
    cases = [case for case in CASES if setting.command(case)]
    try:
        measured = _rounds(setting, cases, console)
        _agree(measured)
    except CaseError as error:
        console.print(f"[red]{error}")
        return 1
    console.print("\nevery case found the same result")
    for aim in [] if arguments.quick else aims(measured):
        console.print(
            f"[{'green' if aim.met else 'red'}]{'met    ' if aim.met else 'not met'}[/] {aim.text}: {aim.found}"
        )
    if setting.openfisca is None:
        console.print("OpenFisca-Core was left out: --openfisca-python names the interpreter that has it")
    if not arguments.quick:
        write_part("scoring", page(measured, made[:-1], setting.rounds), arguments.out)
        console.print(f"written to {arguments.out}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the benchmark of asn_dev.")
    parser.add_argument(
        "--openfisca-python", type=Path, help="interpreter of the environment with OpenFisca-Core"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each case runs (default 3)")
    parser.add_argument("--quick", action="store_true", help="1 %% of the sizes; nothing is written down")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page of which a part is written")
    return parser.parse_args()


def _rounds(setting: Setting, cases: list[Case], console: Console) -> dict[str, Measured]:
    measured = {case.name: Measured(case) for case in cases}
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    task = progress.add_task("", total=setting.rounds * len(cases))
    with Live(console=console, refresh_per_second=4) as live:
        for turn in range(setting.rounds):
            for case in cases if turn % 2 == 0 else reversed(cases):
                progress.update(task, description=f"round {turn + 1}: {case.label}")
                live.update(_screen(measured, progress))
                command = setting.command(case)
                assert command is not None
                measured[case.name].runs.append(json.loads(_run(command)[-1]))
                progress.advance(task)
        live.update(_table(measured))
    return measured


def _screen(measured: dict[str, Measured], progress: Progress) -> Table:
    grid = Table.grid()
    grid.add_row(_table(measured))
    grid.add_row(progress)
    return grid


def _table(measured: dict[str, Measured]) -> Table:
    table = Table("case", title="asn_dev against its peers")
    for heading in ("best s", "median s", "CPU s", "peak MiB", "phases of the best run"):
        table.add_column(heading, justify="left" if heading.startswith("phases") else "right")
    for one in measured.values():
        table.add_row(one.case.label, *one.cells())
    return table


def _run(command: list[str], shown: Console | None = None) -> list[str]:
    """The lines that a program prints; `shown` also shows them as they come."""
    lines = []
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, cwd=ROOT) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if shown:
                    shown.print(lines[-1], highlight=False)
        if process.returncode:
            said.seek(0)
            raise CaseError(f"{' '.join(command)} ended with {process.returncode}:\n{said.read()}")
    return lines


def _agree(measured: dict[str, Measured]) -> None:
    """Every case that computes the index must have found the same, in every run."""
    found: dict[str, list[str]] = {}
    for one in measured.values():
        for run in one.runs:
            if "checksum" in run:
                found.setdefault(_fingerprint(run["checksum"]), []).append(one.case.label)
    if len(found) > 1:
        told = "\n".join(f"  {sums}: {', '.join(sorted(set(names)))}" for sums, names in found.items())
        raise CaseError(f"the cases do not agree on the result:\n{told}")


def _fingerprint(sums: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value:,}" for name, value in sums.items())


if __name__ == "__main__":
    sys.exit(main())
