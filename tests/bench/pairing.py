"""``make bench``, the part on pairing: beside mentor-match and matching, and a large office alone.

    python tests/bench/pairing.py --mentor-match .bench/mentor-match/bin/python --matching .bench/matching/bin/python

Every case runs in a process of its own. `--quick` takes small sizes and writes nothing down. Ends with
1 if a case breaks a rule of the comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from pairing_office import allowed, office, points
from rich.console import Console
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching
from sections import PAGE, write_part

HERE = Path(__file__).parent
SIZES = (200, 500, 1000)
LARGE = (20_000, 5_000)
NAMES = {"ours": "asn_dev", "mentor_match": "mentor-match", "matching": "matching"}


@attrs.define
class Measured:
    """The runs of one case at one size, with what the pairs are worth."""

    case: str
    size: int
    runs: list[dict[str, Any]] = attrs.field(factory=list)
    failed: str = ""
    pairs: int = 0
    total: int = 0

    def best(self, what: str) -> float:
        """The least of the runs."""
        return min(float(run[what]) for run in self.runs)


def main() -> int:
    """Run everything, check it, show it, write the page."""
    parser = argparse.ArgumentParser(description="The benchmark of pairing.")
    parser.add_argument("--mentor-match", type=Path, help="interpreter of the environment with mentor-match")
    parser.add_argument("--matching", type=Path, help="interpreter of the environment with matching")
    parser.add_argument("--rounds", type=int, default=3, help="how often ours runs; peers once less")
    parser.add_argument("--quick", action="store_true", help="small sizes; nothing is written down")
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args()
    console = Console()
    python = {"ours": Path(sys.executable), "mentor_match": given.mentor_match, "matching": given.matching}
    measured: list[Measured] = []
    for size in (100, 200) if given.quick else SIZES:
        for case, interpreter in python.items():
            if interpreter is None:
                console.print(f"{NAMES[case]} was left out: no interpreter was named")
                continue
            one = Measured(case, size)
            rounds = given.rounds if case == "ours" else max(1, given.rounds - 2)
            try:
                one.runs = [_run(_command(interpreter, case, size)) for _ in range(rounds)]
            except subprocess.CalledProcessError as error:
                one.failed = error.stderr.strip().splitlines()[-1][:80]
            measured.append(one)
            if one.runs and (fault := _check(one)):
                console.print(f"[red]{NAMES[case]} at {size}: {fault}")
                return 1
            console.print(_line(one), highlight=False)
    office_size = (2000, 500) if given.quick else LARGE
    command = [sys.executable, str(HERE / "pairing_cases.py"), "large", *map(str, office_size)]
    large = [_run(command) for _ in range(max(1, given.rounds - 1))]
    console.print_json(json.dumps(large[0]))
    if not given.quick:
        write_part("pairing", _page(measured, large, given.rounds), given.out)
        console.print(f"written to {given.out}")
    return 0


def _command(interpreter: Path, case: str, size: int) -> list[str]:
    if case == "ours":
        return [str(interpreter), str(HERE / "pairing_cases.py"), "same_rules", str(size)]
    return [str(interpreter), str(HERE / "pairing_peers.py"), case, str(size)]


def _run(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(list(command), capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _check(one: Measured) -> str:
    """What is wrong with the pairs of a case; their number and points are noted."""
    mentees, mentors = office(one.size)
    person = {side["number"]: side for side in (*mentees, *mentors)}
    pairs = [(person[mentor], person[mentee]) for mentor, mentee in one.runs[0]["pairs"]]
    one.pairs, one.total = len(pairs), sum(points(*pair) for pair in pairs)
    if not all(allowed(*pair) for pair in pairs):
        return "a pair that is not allowed"
    for side in zip(*one.runs[0]["pairs"], strict=True):
        if len(set(side)) < len(side):
            return "somebody stands in two pairs"
    return ""


def _possible(size: int) -> int:
    """How many pairs there can be."""
    mentees, mentors = office(size)
    cells = np.array([[allowed(mentor, mentee) for mentor in mentors] for mentee in mentees])
    return int((maximum_bipartite_matching(csr_matrix(cells), perm_type="column") >= 0).sum())


def _line(one: Measured) -> str:
    if one.failed:
        return f"| {one.size} | {NAMES[one.case]} | {one.failed} | | | | |"
    figures = f"{one.best('seconds'):.2f} | {one.best('cpu'):.2f} | {one.best('peak_mib'):,.0f}"
    return f"| {one.size} | {NAMES[one.case]} | {figures} | {one.pairs} | {one.total:,} |"


def _page(measured: Sequence[Measured], large: Sequence[dict[str, Any]], rounds: int) -> str:
    last = {one.case: one for one in measured if one.size == SIZES[-1] and one.runs}
    ours, best = last["ours"], min(large, key=lambda run: float(run["seconds"]))
    aims = []
    if "mentor_match" in last:
        faster = last["mentor_match"].best("seconds") / ours.best("seconds")
        cpu = last["mentor_match"].best("cpu") / ours.best("cpu")
        aims.append(
            ("at least 50 times faster than mentor-match at 1,000", faster >= 50, f"{faster:.0f} times (CPU {cpu:.0f} times)")
        )  # fmt: skip
    fewer = [one for one in measured if one.runs and one.pairs > _ours(measured, one.size).pairs]
    aims.append(("never fewer pairs than a peer", not fewer, f"{len(fewer)} cases with more pairs than ours"))
    peak = max(float(run["peak_mib"]) for run in large)
    aims.append(
        (
            f"{LARGE[0]:,} x {LARGE[1]:,} within 60 s",
            best["seconds"] <= 60,
            f"{best['seconds']:.0f} s (CPU {best['cpu']:.0f} s)",
        )
    )
    aims.append(("and 3 GiB", peak <= 3072, f"{peak:,.0f} MiB"))
    possible = ", ".join(f"{_possible(size):,} of {size:,}" for size in SIZES)
    versions: dict[str, str] = {}
    for one in measured:
        versions |= one.runs[0].get("versions", {}) if one.runs else {}
    return "\n".join(
        [
            "## Pairing",
            "",
            "As many mentors as mentees, each mentor takes one; a mentor needs a higher grade and must offer the",
            "topic asked for, some take only their own organisation; points are given for the same profession,",
            "another organisation and near grades: the same people and the same rules for all. Ours is the whole",
            f"of `asn.pair`, with reasons and alternatives, and points come second. Best of {rounds} runs",
            f"(peers: {max(1, rounds - 2)}). Possible at all are {possible} pairs.",
            "",
            "| size | library | best s | CPU s | peak MiB | pairs | points |",
            "|---:|---|---:|---:|---:|---:|---:|",
            *(_line(one) for one in measured),
            "",
            "`matching` finds stable pairs, which is another aim: no two people would both rather have each other;",
            "it gets Python's recursion limit raised, without which it fails from 200.",
            "",
            f"Large: {LARGE[0]:,} mentees, {LARGE[1]:,} mentors with {best['places']:,} places, the national rules:",
            f"{best['new']:,} new pairs, {best['without']:,} without a mentor"
            f" ({', '.join(f'{code} {count:,}' for code, count in sorted(best['reasons'].items()))}),",
            f"total fit {best['total']:,.2f}, least {best['least']:.2f}, proven best: {'yes' if best['exact'] else 'no'}.",
            f"{best['seconds']:.1f} s, CPU {best['cpu']:.1f} s, peak {peak:,.0f} MiB.",
            "",
            "### Aims of pairing",
            "",
            "| aim | found | met |",
            "|---|---|---|",
            *(f"| {text} | {found} | {'yes' if met else '**no**'} |" for text, met, found in aims),
            "",
            "### Machine of pairing",
            "",
            f"- {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}",
            f"- load of the machine at the end: {os.getloadavg()[2]:.1f} over 15 minutes (1 to 2 is the benchmark's own)",
            f"- Python {platform.python_version()}, " + ", ".join(f"{name} {number}" for name, number in versions.items()),
            "",
        ]
    )  # fmt: skip


def _ours(measured: Sequence[Measured], size: int) -> Measured:
    return next(one for one in measured if one.case == "ours" and one.size == size)


if __name__ == "__main__":
    sys.exit(main())
