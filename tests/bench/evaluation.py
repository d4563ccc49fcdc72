"""``python tests/bench/evaluation.py``: evaluation against the same aggregates by hand, alpha against pingouin.

Each case runs in a process of its own, in changing order; the part "evaluation" of docs/benchmarks.md is
written anew. `--quick` takes 1 % of the answers, to see that all works, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import reliability
from data import FOLDER
from sections import write_part

HERE = Path(__file__).parent
CASES = {
    "by_asn_dev": "asn_dev, all tables of an evaluation",
    "by_hand": "the same aggregates by hand in Polars",
}
AIM, MEMORY = 1.2, 3072


def main() -> int:
    """Make the answers, run both cases, compare, write the part."""
    parser = argparse.ArgumentParser(description="Run the benchmark of evaluation.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each case runs (default 3)")
    parser.add_argument("--quick", action="store_true", help="1 %% of the answers; nothing is written down")
    arguments = parser.parse_args()
    share = 0.01 if arguments.quick else 1.0
    folder = FOLDER / f"answers-{share:g}"
    # in a process of its own: what this process holds would count as the memory of its children
    making = [sys.executable, str(HERE / "answers_data.py"), str(folder), str(share)]
    count = int(subprocess.run(making, capture_output=True, text=True, check=True).stdout)
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in CASES}
    for turn in range(arguments.rounds):
        for name in CASES if turn % 2 == 0 else reversed(CASES):
            runs[name].append(_run(name, folder))
            print(f"round {turn + 1}: {CASES[name]}: {runs[name][-1]['seconds']:.2f} s", flush=True)
    sums = {json.dumps(run["checksum"], sort_keys=True) for each in runs.values() for run in each}
    if len(sums) > 1:
        print("the cases do not agree:", *sorted(sums), sep="\n  ")
        return 1
    best = {name: min(each, key=lambda run: run["seconds"]) for name, each in runs.items()}
    ratio = best["by_asn_dev"]["seconds"] / best["by_hand"]["seconds"]
    alpha = reliability.sides()
    text = _part(count, arguments.rounds, runs, best, ratio, alpha)
    print(text)
    if not arguments.quick:
        write_part("evaluation", text)
    return 0


def _run(name: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "evaluation_case.py"), name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _part(
    count: int, rounds: int, runs: dict[str, list[dict[str, Any]]], best: dict[str, dict[str, Any]], ratio: float, alpha: Any
) -> str:  # fmt: skip
    rows = [
        f"| {CASES[name]} | {best[name]['seconds']:.2f} | {best[name]['cpu']:.2f} "
        f"| {max(run['peak_mib'] for run in each):,.0f} |"
        for name, each in runs.items()
    ]
    peak = max(run["peak_mib"] for run in runs["by_asn_dev"])
    ours, theirs = alpha.values()
    aims = [
        (f"at most {AIM} times the aggregates by hand", f"{ratio:.2f} times", ratio <= AIM),
        ("memory that stays bounded (under 3 GiB)", f"{peak:,.0f} MiB", peak < MEMORY),
        (
            "alpha of 1,000,000 x 9 as fast as pingouin or faster",
            f"{ours['seconds']:.3f} s against {theirs['seconds']:.3f} s",
            ours["seconds"] <= theirs["seconds"],
        ),
    ]
    return "\n".join(
        [
            "## Evaluation",
            "",
            f"{count:,} answers in long form, shuffled: training reaction with lists of participants, the citizen",
            f"survey, and a survey of staff. Each case ran {rounds} times in a process of its own, in changing order, and",
            "both found the same. By hand nothing is withheld and no interval, test or sentence is made.",
            "",
            "| case | best s | CPU s | peak MiB |",
            "|---|---:|---:|---:|",
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
