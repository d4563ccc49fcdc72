"""``python tests/bench/reading.py``: a million rows of plain CSV, by plain Polars and by the library, side by side.

Each case runs in a process of its own, in changing order; the part "reading" of docs/benchmarks.md is
written anew. `--quick` takes 10,000 rows, to see that all works, and writes nothing. `--csv` reads a file
of activities that is there already, in a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from sections import write_part

HERE = Path(__file__).parent
QUICK = 0.01
TIMES, MILLISECONDS = 3, 50
PLAIN = "plain_polars"
LABELS = {
    PLAIN: ("plain Polars", "`pl.read_csv(path)`: types are guessed, days stay text"),
    "polars_text": ("plain Polars, text", "every column left as text"),
    "polars_typed": ("plain Polars, types given", "with the types and days that a user would give"),
    "read_folder": ("`asn.read`", "the folder: every cell checked, every row accounted for"),
    "frames_typed": ("`from_frames`, typed", "a frame in hand that has the record's types"),
    "frames_text": ("`from_frames`, text", "a frame in hand in which all is text"),
}
"""What the cases of `reading_case.py` are called, and what they do."""

Runs = dict[str, list[dict[str, Any]]]


def main() -> int:
    """Run the rounds and write the part."""
    parser = argparse.ArgumentParser(description="Run the benchmark of reading.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each case runs (default 5)")
    parser.add_argument("--quick", action="store_true", help="10,000 rows; nothing is written down")
    parser.add_argument("--csv", type=Path, help="a file of activities, in place of the benchmark's own")
    arguments = parser.parse_args()
    path = arguments.csv or _made(QUICK if arguments.quick else 1.0)
    runs: Runs = {case: [] for case in LABELS}
    for turn in range(1 if arguments.quick else arguments.rounds):
        for case in LABELS if turn % 2 == 0 else reversed(LABELS):
            runs[case].append(_run(case, path))
            print(f"round {turn + 1}: {case}: {runs[case][-1]['seconds']:.2f} s", flush=True)
    text = _part(runs, _run("recognition", path))
    print(text)
    if not arguments.quick:
        write_part("reading", text)
    return 0


def _made(share: float) -> Path:
    """The benchmark's own file, made where it is not there."""
    command = [sys.executable, str(HERE / "data.py"), "--share", str(share)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
    return Path(done.stdout.splitlines()[-1]) / "csv" / "participations.csv"


def _run(case: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "reading_case.py"), case, str(path.resolve())]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _least(runs: Runs, case: str, figure: str) -> float:
    return min(float(run[figure]) for run in runs[case])


def _part(runs: Runs, recognition: dict[str, Any]) -> str:
    rows = []
    for case, (label, what) in LABELS.items():
        seconds, cpu = _least(runs, case, "seconds"), _least(runs, case, "cpu")
        median = statistics.median(run["seconds"] for run in runs[case])
        times, cpu_times = seconds / _least(runs, PLAIN, "seconds"), cpu / _least(runs, PLAIN, "cpu")
        peak = max(run["peak_mib"] for run in runs[case])
        rows.append(
            f"| {label} | {what} | {seconds:.2f} | {median:.2f} | {cpu:.2f} "
            f"| {times:.1f} | {cpu_times:.1f} | {peak:,.0f} |"
        )
    times = _least(runs, "read_folder", "seconds") / _least(runs, PLAIN, "seconds")
    cpu_times = _least(runs, "read_folder", "cpu") / _least(runs, PLAIN, "cpu")
    others = ", ".join(
        f"{LABELS[other][0].removeprefix('plain Polars, ')}: "
        f"{_least(runs, 'read_folder', 'seconds') / _least(runs, other, 'seconds'):.1f}"
        for other in ("polars_text", "polars_typed")
    )
    aims = [
        (
            f"a million rows read and checked in at most {TIMES} times what plain Polars takes",
            f"{times:.1f} times, CPU {cpu_times:.1f} times (beside {others})",
            times <= TIMES,
        ),
        (
            f"recognising costs under {MILLISECONDS} ms a sheet",
            f"{recognition['max_ms']:.1f} ms at most, {recognition['mean_ms']:.1f} ms in the mean of "
            f"{recognition['sheets']} sheets",
            recognition["max_ms"] < MILLISECONDS,
        ),
    ]
    return "\n".join(
        [
            "## Reading",
            "",
            f"{runs[PLAIN][0]['rows']:,} learning activities of nine columns in plain CSV: 4 of text, 2 codes, a number, 2 days. Each",
            f"case ran {len(runs[PLAIN])} times in a process of its own, in changing order. CPU adds up both cores; *times* are those of",
            "plain Polars. Sheets to recognise are those of the small office files in `tests/register/cases`.",
            "",
            "| case | what | best s | median s | CPU s | times | CPU times | peak MiB |",
            "|---|---|---:|---:|---:|---:|---:|---:|",
            *rows,
            "",
            "| aim | found | met |",
            "|---|---|---|",
            *(f"| {aim} | {found} | {'yes' if met else '**no**'} |" for aim, found, met in aims),
            "",
            f"Load of the machine at the end: {os.getloadavg()[0]:.1f} over a minute (about 1 to 2 is the benchmark's own).",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
