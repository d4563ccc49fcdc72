"""What every case of the benchmark reports about itself, in the same words: time, memory, result.

Only the standard library, for the cases run in different environments. Seconds are wall time unless
they say CPU; memory is the most that the process ever had resident, in MiB, libraries and mapped
files included.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any


class Clock:
    """Times the phases of a case; what lies outside every phase is not counted."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu = 0.0

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what happens inside under this name."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def checksum(results: Iterable[tuple[str, float | None, int]]) -> dict[str, float]:
    """What two runs must agree on, from (unit, mean, people with a known index).

    `by_unit` weighs each unit's points by the number in its name, so two units cannot swap results.
    """
    units, known, points, by_unit = 0, 0, 0.0, 0.0
    for unit, mean, count in results:
        total = (mean or 0.0) * count
        units += 1
        known += count
        points += total
        by_unit += total * int(unit.rsplit(" ", 1)[1])
    return {"units": units, "known": known, "points": round(points, 2), "by_unit": round(by_unit, 0)}


def report(clock: Clock, **more: Any) -> None:
    """Print the case's figures as the last line of its output."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "phases": clock.seconds,
        "seconds": sum(clock.seconds.values()),
        "cpu": clock.cpu,
        "peak_mib": peak,
    }
    print(json.dumps({**figures, **more}), flush=True)
