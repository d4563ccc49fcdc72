"""Dressed cities: ``python dressings.py [--count 5000] [--first 0] [--processes 2]``.

Each number dresses a small city in its own way, reads it back, and compares its scores with those of the
plain city. Prints how many hold, in how many something was lost aloud, and the first that fail; ends with 1
if any does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "register"))
from dressing_check import Outcome, outcome

SHOWN = 20
"""So many of those that fail are named."""


def of(seed: int) -> Outcome:
    """The outcome of a number; an error is one that fails."""
    try:
        return outcome(seed)
    except Exception as error:  # noqa: BLE001 - any error is what is looked for
        return Outcome(seed, (f"{type(error).__name__}: {str(error)[:200]}",), 0)


def main(words: Sequence[str] | None = None) -> int:
    """Dress and read them all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=5_000)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--processes", type=int, default=2)
    asked = arguments.parse_args(words)
    seeds = range(asked.first, asked.first + asked.count)
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(of, seeds, chunksize=20))
    failed = [one for one in outcomes if one.silent]
    lossy = [one for one in outcomes if one.lost and not one.silent]
    for one in failed[:SHOWN]:
        print(f"{one.seed}: {'; '.join(one.silent[:3])}")
    print(
        f"{asked.count - len(failed):,} of {asked.count:,} hold; in {len(lossy):,} of them a loss was said aloud"
    )
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
