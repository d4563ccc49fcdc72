"""What the runs say: the table, the aims and whether they are met, and part `scoring` of docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

MEMORY_AIM = 2048
"""MiB."""


@attrs.frozen
class Case:
    """A thing that is measured; `openfisca` says who fills the arrays of OpenFisca-Core."""

    name: str
    label: str
    what: str
    openfisca: str | None = None


CASES = (
    Case(
        "asn_dev_on_polars",
        "asn_dev on lazy Polars",
        "the library, rules from its parameter files, units handed over as categories",
    ),
    Case(
        "polars_by_hand",
        "Polars by hand",
        "the same query, hand-tuned for these tables (`by_hand.py`), units as categories",
    ),
    Case(
        "asn_dev_on_duckdb",
        "asn_dev on DuckDB",
        "the same rules on another engine, told to keep below 1,500 MB",
    ),
    Case(
        "openfisca_numpy",
        "OpenFisca-Core, filled by NumPy",
        "read with PyArrow, matched with NumPy, formulas in OpenFisca",
        "numpy",
    ),
    Case(
        "openfisca_polars",
        "OpenFisca-Core, filled by Polars",
        "reading and matching done for it by Polars, formulas in OpenFisca",
        "polars",
    ),
    Case("one_person", "one person from typed records", "first call; the median of later calls stands below"),
)


@attrs.define
class Measured:
    """The runs of a case."""

    case: Case
    runs: list[dict[str, Any]] = attrs.field(factory=list)

    @property
    def best(self) -> dict[str, Any]:
        """The run that took least time."""
        return min(self.runs, key=lambda run: float(run["seconds"]))

    @property
    def seconds(self) -> float:
        """Of the best run."""
        return float(self.best["seconds"])

    @property
    def peak(self) -> float:
        """The most memory of any run, in MiB."""
        return max(float(run["peak_mib"]) for run in self.runs)

    def cells(self) -> tuple[str, str, str, str, str]:
        """Best, median, CPU, peak and phases, as people read them."""
        if not self.runs:
            return ("", "", "", "", "")
        median = statistics.median(run["seconds"] for run in self.runs)
        cpu = min(run["cpu"] for run in self.runs)
        phases = ", ".join(f"{name} {seconds:.2f}" for name, seconds in self.best["phases"].items())
        return (f"{self.seconds:.2f}", f"{median:.2f}", f"{cpu:.2f}", f"{self.peak:,.0f}", phases)


@attrs.frozen
class Aim:
    """Something the library promises, and what was found."""

    text: str
    met: bool
    found: str


def aims(measured: Mapping[str, Measured]) -> list[Aim]:
    """The aims that these runs can answer."""
    ours, found = measured["asn_dev_on_polars"], []
    by_hand = ours.seconds / measured["polars_by_hand"].seconds
    found.append(Aim("at most 1.1 times the hand-written query", by_hand <= 1.1, f"{by_hand:.2f} times"))
    found.append(Aim("under 2 GiB of memory", ours.peak < MEMORY_AIM, f"{ours.peak:,.0f} MiB"))
    for case in CASES:
        if case.openfisca and case.name in measured:
            faster = measured[case.name].seconds / ours.seconds
            found.append(
                Aim(f"at least 4 times faster than {case.label}", faster >= 4, f"{faster:.1f} times")
            )
    median = min(run["median_ms"] for run in measured["one_person"].runs)
    found.append(Aim("one person in at most 10 ms after the first call", median <= 10, f"{median:.1f} ms"))
    return found


def page(measured: Mapping[str, Measured], tables: Sequence[str], rounds: int) -> str:
    """The part of docs/benchmarks.md."""
    head = "| case | what | best s | median s | CPU s | peak MiB | phases of the best run, s |"
    rows = [
        f"| {one.case.label} | {one.case.what} | {' | '.join(one.cells())} |"
        for one in measured.values()
        if one.runs
    ]
    judged = [f"| {aim.text} | {aim.found} | {'yes' if aim.met else '**no**'} |" for aim in aims(measured)]
    sums = measured["asn_dev_on_polars"].best["checksum"]
    return "\n".join(
        [
            "## Scoring",
            "",
            "The question: the professionalism index (IP ASN) of everybody in the service, per unit, end to end:",
            "from Parquet files to the mean and the number of people with a known index of each unit. The tables",
            "are synthetic; their sizes and shares are those of BKN's count of 1 November 2025.",
            "",
            f"Each case ran {rounds} times, each time in a process of its own, in changing order. Importing libraries is not",
            "counted. CPU adds up both cores and is the least of the runs; memory is the peak resident size of any run,",
            f"libraries and mapped files included. All cases agree: {sums['known']:,} people with a known index in",
            f"{sums['units']:,} units, {sums['points']:,} points in all.",
            "",
            head,
            "|---|---|---:|---:|---:|---:|---|",
            *rows,
            "",
            "### Aims",
            "",
            "| aim | found | met |",
            "|---|---|---|",
            *judged,
            "",
            "OpenFisca-Core computes formulas over arrays; reading files and matching people is left to its user,",
            "and is most of this job. So it is shown twice: filled with what its users have at hand, and filled by",
            "Polars, where the same engine does the same reading and matching as in asn_dev, and only the",
            "phases *hand over* and *compute* are OpenFisca's.",
            "",
            "### Data",
            "",
            "| table | rows | file |",
            "|---|---:|---:|",
            *(f"| {table} |" for table in tables if table.count("|") == 2),
            "",
            "Made by `tests/bench/data.py` from a fixed seed; participations and appraisals are shuffled.",
            "",
            "### Machine",
            "",
            *(f"- {line}" for line in _machine(measured)),
            "",
            "### Again",
            "",
            "    make bench                                              # makes an environment for OpenFisca-Core",
            "    python tests/bench/run.py --quick                       # 1 % of the sizes, to see that all works",
            "",
            "OpenFisca-Core (AGPL) runs in an environment of its own, as a separate program.",
            "",
        ]
    )


def _machine(measured: Mapping[str, Measured]) -> list[str]:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    versions: dict[str, str] = {"Python": platform.python_version()}
    for one in measured.values():
        versions |= one.runs[0].get("versions", {})
    return [
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({_processor()}), {pages:.0f} GiB of memory, {platform.system()}",
        f"load of the machine at the end: {os.getloadavg()[2]:.1f} over 15 minutes (about 1 to 2 is the benchmark's own)",
        ", ".join(f"{name} {version}" for name, version in versions.items()),
    ]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
