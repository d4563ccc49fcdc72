"""``make bench``: the plan by HiGHS whole, CP-SAT whole, and asn_dev, on the same problems; and a whole city.

python tests/bench/planning.py --cpsat-python .bench/venv/bin/python [--limit 60] [--quick]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from planning_cases import instance
from sections import write_part

SIZES = {(1_000, 60): (0.005, 30), (8_000, 150): (0.007, 30), (20_000, 200): (0.01, 60)}
"""People and sessions, with the gap and the seconds that are the aim."""
SOLVERS = {"ours": "asn_dev", "highs": "HiGHS, the whole model", "cpsat": "CP-SAT, the whole model"}
STOP = 5
"""After so many times the limit a solver that does not keep it is ended from outside."""
CITY = (20_000, 2_000_000_000)


def main() -> None:
    """Run every case and write the part of the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cpsat-python")
    asked.add_argument("--limit", type=float, default=60)
    asked.add_argument("--quick", action="store_true", help="the smallest size alone; nothing is written")
    given = asked.parse_args()
    rows, judged = [], []
    for (people, sessions), (gap, seconds) in list(SIZES.items())[: 1 if given.quick else None]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "case.npz"
            np.savez(file, **instance(people, sessions))
            for name, label in SOLVERS.items():
                python = given.cpsat_python if name == "cpsat" else sys.executable
                if not python:
                    continue
                told = _run(python, name, file, given.limit)
                rows.append(f"| {people:,} x {sessions} | {label} | {_told(told)} |")
                print(rows[-1], flush=True)
                if name == "ours":
                    good = _gap(told) <= gap and told["seconds"] <= seconds and told["peak_mib"] < 3072
                    aim = f"{people:,} x {sessions}: at most {gap:.1%} within {seconds} s, under 3 GiB"
                    found = f"{_gap(told):.2%} in {told['seconds']:.1f} s, {told['peak_mib']:,.0f} MiB"
                    judged.append(f"| {aim} | {found} | {'yes' if good else '**no**'} |")
    if not given.quick:
        write_part("planning", _page(rows, judged, given.limit, _city()))


def _run(python: str, solver: str, file: Path, limit: float) -> dict[str, Any]:
    script = Path(__file__).with_name("planning_solvers.py")
    command = [python, str(script), solver, str(file), str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=STOP * limit)
    except subprocess.TimeoutExpired:  # HiGHS looks at its clock between steps only
        return {"value": 0.0, "bound": float("inf"), "seconds": STOP * limit, "peak_mib": float("nan")}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _gap(told: dict[str, Any]) -> float:
    return told["bound"] / told["value"] - 1 if told["value"] > 0 else float("inf")


def _told(told: dict[str, Any]) -> str:
    shown = (
        f"{told['value']:,.1f} | {told['bound']:,.1f} | {_gap(told):.2%}"
        if told["value"]
        else "none found | | "
    )
    return f"{shown} | {told['seconds']:.1f} | {told['peak_mib']:,.0f}".replace("nan", "?")


def _city() -> str:
    """A whole city from its tables to the plan with reasons and prices, in a sentence."""
    import asn_dev as asn
    from asn_dev.testing.synthetic import synthetic_city

    people, budget = CITY
    register = asn.Register.from_frames(synthetic_city(people=people), check=False)
    begun = time.perf_counter()
    made = asn.plan(register, asn.region("nasional", on="2025-12-31"), budget=budget)
    seconds, peak = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"A whole city of {people:,} people and {made.sessions.height} sessions, from its tables to the plan with "
        f"its reasons, prices and curve: {made.sessions['candidates'].sum():,} possible seats, {made.seats.height:,} given, "
        f"at most {made.gap:.2%} better possible, {seconds:.1f} s, {peak:,.0f} MiB."
    )


def _page(rows: list[str], judged: list[str], limit: float, city: str) -> str:
    return "\n".join(
        [
            "## Planning",
            "",
            "Invented problems (`tests/bench/planning_cases.py`, a fixed seed): twelve possible seats a person, money for",
            "30 % of everything, sources, clashing dates, hours, gaps, units. Each solver gets the same rows in a process of",
            f"its own. HiGHS (through SciPy) and CP-SAT (two workers) may stop at {limit:.0f} s or at a proven 0.2 %, and are ended",
            f"from outside at {STOP * limit:.0f} s; asn_dev looks at no clock.",
            "",
            "| size | solver | value | bound | gap proven | s | peak MiB |",
            "|---|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            "| aim | found | met |",
            "|---|---|---|",
            *judged,
            "",
            city,
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores; load of the machine at the end: {os.getloadavg()[0]:.1f} over one minute",
            "(about 1 to 2 is the benchmark's own).",
            "",
            "    python tests/bench/planning.py --quick",
        ]
    )


if __name__ == "__main__":
    main()
