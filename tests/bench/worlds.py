"""``python tests/bench/worlds.py``: what is concluded in 2,000 simulated worlds of each kind; docs/calibration.md.

Worlds without any effect, with trends that differ and months that hang together; worlds with an effect of
five standard deviations; and cohorts whose effects grow. `--draws` takes fewer, and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "evaluating"))
from made_worlds import concluded, staggered, world  # noqa: E402

from asn_dev.evaluating.group_time import LEVEL, parts_of  # noqa: E402
from asn_dev.evaluating.randomization import by_permutation, by_wild_bootstrap, choices  # noqa: E402

PAGE = ROOT / "docs" / "calibration.md"
DRAWS = 2000
NOTHING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("no effect", {}),
    ("trends differ by 0.1 a month", {"trend": 0.1}),
    ("trends differ by 0.2 a month", {"trend": 0.2}),
    ("serial correlation 0.5", {"correlation": 0.5}),
    ("serial correlation 0.8", {"correlation": 0.8}),
)
FOUND: tuple[tuple[str, dict[str, Any]], ...] = (
    ("effect of 5", {"effect": 5.0}),
    ("effect of 5, serial correlation 0.5", {"effect": 5.0, "correlation": 0.5}),
    ("effect of 5, serial correlation 0.8", {"effect": 5.0, "correlation": 0.8}),
    ("effect of 5, trends differ by 0.2 a month", {"effect": 5.0, "trend": 0.2}),
    ("effect of 5, six months before and after", {"effect": 5.0, "before": 6, "after": 6}),
    ("effect of 1", {"effect": 1.0}),
)
STAGGERED = ((3, 3), 4), ((2, 2, 2), 5), ((5, 5), 5), ((4, 4, 4), 12), ((10, 10, 10), 15)


def conclusions(draws: int, units: tuple[int, int], what: dict[str, Any]) -> list[str]:
    """The shares of each conclusion, in percent."""
    random = np.random.default_rng(2025)
    counted = Counter(concluded(world(random, *units, **what)) for _ in range(draws))
    return [f"{counted[name] / draws:.1%}" for name in ("effect", "none_seen", "cannot_tell")]


def coverage(draws: int, sizes: tuple[int, ...], never: int, correlation: float) -> tuple[str, str]:
    """The method, and how often the interval holds the true average."""
    random, within = np.random.default_rng(2025), 0
    wild = min(sum(sizes), never) >= 10
    for _ in range(draws):
        panel, true = staggered(random, sizes, never, growth=0.3, correlation=correlation)
        parts = parts_of(panel, LEVEL)
        if wild:
            sure = by_wild_bootstrap(parts, panel.label, 0.95)
        else:
            sure = by_permutation(parts, choices(panel.label, panel.movable), 0.95)
        low, high = (np.nan if end is None else end for end in (sure.low, sure.high))
        within += bool(low <= true <= high)
    return "wild bootstrap" if wild else "permutation", f"{within / draws:.1%}"


def main() -> int:
    """Draw the worlds and write the page."""
    parser = argparse.ArgumentParser(description="Calibrate the conclusions on services.")
    parser.add_argument("--draws", type=int, default=DRAWS)
    draws = parser.parse_args().draws
    head = ["| world | trained and others | effect | none seen | cannot tell |", "|---|---|---:|---:|---:|"]
    rows = [*head]
    for units in ((5, 1), (5, 2), (5, 5)):
        for name, what in NOTHING:
            rows.append(
                " | ".join([f"| {name}", f"{units[0]} and {units[1]}", *conclusions(draws, units, what)])
                + " |"
            )
            print(rows[-1], flush=True)
    found = [*head]
    for name, what in FOUND:
        found.append(" | ".join([f"| {name}", "5 and 5", *conclusions(draws, (5, 5), what)]) + " |")
        print(found[-1], flush=True)
    grown = [
        "| cohorts | never trained | serial correlation | method | within the interval |",
        "|---|---:|---:|---|---:|",
    ]
    for sizes, never in STAGGERED:
        for correlation in (0.0, 0.5):
            row = coverage(draws, sizes, never, correlation)
            grown.append(
                f"| {', '.join(map(str, sizes))} | {never} | {correlation:g} | {row[0]} | {row[1]} |"
            )
            print(grown[-1], flush=True)
    if draws == DRAWS:
        PAGE.write_text(page(rows, found, grown), encoding="utf-8")
    return 0


def page(rows: list[str], found: list[str], grown: list[str]) -> str:
    """The page."""
    return "\n".join(
        [
            "# Calibration of conclusions",
            "",
            f"Written by `python tests/bench/worlds.py`; do not edit. {DRAWS:,} worlds of each kind, with twelve",
            "months before and after unless said otherwise; the noise of a month has standard deviation 1, units",
            "and months have levels of their own. What is concluded and why is said in [evaluation](evaluation.md).",
            "",
            "## Worlds in which training does nothing",
            "",
            "`effect` may stand in at most 5 % of them.",
            "",
            *rows,
            "",
            "## Worlds in which training works",
            "",
            "An effect of five standard deviations should be found in at least 80 %.",
            "",
            *found,
            "",
            "## Cohorts trained two months apart, whose effects grow by 0.3 a month",
            "",
            "The interval of 95 % should hold the true average in 93 to 97 %.",
            "",
            *grown,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
