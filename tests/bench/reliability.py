"""Alpha of a large scale by us and by pingouin, each in a process of its own: ``python reliability.py NAME``.

The answers are the same Float64 columns, made before the clock starts: those of pandas for pingouin,
those of Polars for us. Each case prints its figures as one line of JSON, with the coefficient in full.
`sides` runs both and gives the two lines, for the part "evaluation" of docs/benchmarks.md; pingouin may
live in an environment of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from measuring import Clock, report

RESPONDENTS, ITEMS, TIMES = 1_000_000, 9, 5
"""Each case computes it so many times; the best counts."""


def answers(respondents: int = RESPONDENTS) -> dict[str, np.ndarray]:
    """Answers from 1 to 5 to items that share one trait, some of them harder than others."""
    random = np.random.default_rng(2025)
    trait = random.normal(size=respondents)
    return {
        f"u{item + 1}": np.clip(
            np.round(3.2 + 0.1 * item + 0.8 * trait + random.normal(size=respondents)), 1, 5
        )
        for item in range(ITEMS)
    }


def by_asn_dev() -> None:
    """The library, without omega, which pingouin does not have."""
    import polars as pl

    from asn_dev.evaluating.reliability import reliability

    wide = pl.DataFrame(answers())
    reliability(wide.head(1000), omega=False)  # what is imported on first use is not the computing
    clock, best = Clock(), []
    for _ in range(TIMES):
        clock = Clock()
        with clock.phase("alpha"):
            found = reliability(wide, omega=False)
        best.append(clock)
    fastest = min(best, key=lambda one: one.seconds["alpha"])
    report(fastest, alpha=found.alpha, versions={"polars": version("polars"), "numpy": version("numpy")})


def by_pingouin() -> None:
    """The function that users call, its interval included."""
    import pandas as pd
    import pingouin

    wide = pd.DataFrame(answers())
    pingouin.cronbach_alpha(wide.head(1000))
    best = []
    for _ in range(TIMES):
        clock = Clock()
        with clock.phase("alpha"):
            alpha, _interval = pingouin.cronbach_alpha(wide)
        best.append(clock)
    fastest = min(best, key=lambda one: one.seconds["alpha"])
    report(fastest, alpha=float(alpha), versions={name: version(name) for name in ("pingouin", "pandas")})


CASES = {case.__name__: case for case in (by_asn_dev, by_pingouin)}


def sides(pingouin_python: str = sys.executable) -> dict[str, dict[str, Any]]:
    """The figures of both, by the name of the case; they must agree to 1e-12."""
    pythons = {by_asn_dev.__name__: sys.executable, by_pingouin.__name__: pingouin_python}
    figures = {
        name: json.loads(
            subprocess.run(
                [python, __file__, name],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parent,
            ).stdout.splitlines()[-1]
        )
        for name, python in pythons.items()
    }
    ours, theirs = (figures[name]["alpha"] for name in pythons)
    assert abs(ours - theirs) < 1e-12, f"alpha is {ours!r} here and {theirs!r} there"
    return figures


if __name__ == "__main__":
    if len(sys.argv) > 1:
        CASES[sys.argv[1]]()
    else:
        print(json.dumps(sides(), indent=2))
