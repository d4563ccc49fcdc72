"""``python tests/bench/reporting.py``: a report for a city of 15,000 people, in every form.

Each form is made in a process of its own; the part "reporting" of docs/benchmarks.md is written anew.
`--quick` takes 300 people, to see that all works, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sections import write_part

HERE = Path(__file__).parent
FORMS = (".html", ".pdf", ".docx", ".xlsx", ".md")
PEOPLE, SECONDS, MEMORY, PAGE = 15_000, 20, 1536, 3_000_000


def main() -> int:
    """Make the report in each form and write the part."""
    parser = argparse.ArgumentParser(description="Run the benchmark of reports.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each form is made (default 3)")
    parser.add_argument("--quick", action="store_true", help="300 people; nothing is written down")
    arguments = parser.parse_args()
    people, rounds = (300, 1) if arguments.quick else (PEOPLE, arguments.rounds)
    runs: dict[str, list[dict[str, Any]]] = {form: [] for form in FORMS}
    for turn in range(rounds):
        for form in FORMS if turn % 2 == 0 else reversed(FORMS):
            runs[form].append(_run(form, people))
            print(f"round {turn + 1}: {form}: {runs[form][-1]['seconds']:.2f} s", flush=True)
    text = _part(people, rounds, runs)
    print(text)
    if not arguments.quick:
        write_part("reporting", text)
    return 0


def _run(form: str, people: int) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "reporting_case.py"), form, str(people)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _part(people: int, rounds: int, runs: dict[str, list[dict[str, Any]]]) -> str:
    best = {form: min(each, key=lambda run: run["seconds"]) for form, each in runs.items()}
    peaks = {form: max(run["peak_mib"] for run in each) for form, each in runs.items()}
    rows = [
        f"| {form} | {run['seconds']:.1f} | {run['cpu']:.1f} | {run['phases']['sections']:.1f} "
        f"| {run['phases']['write']:.1f} | {peaks[form]:,.0f} | {run['bytes'] / 1e6:.2f} |"
        for form, run in best.items()
    ]
    slowest = max(run["seconds"] for run in best.values())
    peak, page = max(peaks.values()), best[".html"]["bytes"]
    aims = [
        (f"every form in at most {SECONDS} s", f"{slowest:.1f} s", slowest <= SECONDS),
        ("at most 1.5 GiB of memory", f"{peak:,.0f} MiB", peak <= MEMORY),
        ("HTML under 3 MB", f"{page / 1e6:.2f} MB", page < PAGE),
    ]
    return "\n".join(
        [
            "## Reports",
            "",
            f"The whole report of Binjai on a synthetic city of {people:,} people, from the register in memory to the",
            f"file. Each form was made {rounds} times in a process of its own, in changing order; making the city is not",
            "counted in time, but in memory.",
            "",
            "| form | best s | CPU s | sections s | writing s | peak MiB | MB |",
            "|---|---:|---:|---:|---:|---:|---:|",
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
