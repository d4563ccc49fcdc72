"""How fast a rule is: on columns, not row by row, and not far slower than the rules of the baseline."""

from __future__ import annotations

import statistics
import time
from functools import cache

import attrs
import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import CivilServant
from asn_dev.rules.definitions import Indicator
from asn_dev.testing.conformance.trials import Case, Trial

ROWS = 100_000
"""How many rows a rule is timed over; the sentence in `fast_enough` says it, in both languages."""
SLOWER = 20.0
"""A rule may take so many times what the slower half of the baseline's rules takes in the middle."""
FLOOR = 0.3
"""Seconds that are never too long: what a busy machine makes of some milliseconds."""
ATTEMPTS = 4
"""The best of so many counts; one is enough if it is fast."""


def works_on_columns(trial: Trial) -> None:
    """Check that the rule is an expression to the end: no Python is called with the values."""
    case = trial.cases[0]
    try:
        trial.values(case, "lazy")
    except nw.exceptions.InvalidOperationError:
        pass  # what Polars refuses to do lazily: DuckDB says whether it is Python
    except Exception:  # noqa: BLE001  (whether it can be computed lazily at all is another check)
        return
    else:
        return
    try:
        trial.values(case, "duckdb")
    except NotImplementedError as error:
        if "map_batches" not in str(error):
            return
        raise trial.fault(
            Message("calls Python with the values instead of being an expression (map_batches)"),
            Message("write it with nw.when(...).then(...), arithmetic or p.lookup(...).of(...)"),
        ) from error
    except Exception:  # noqa: BLE001  (as above)
        return


def fast_enough(trial: Trial) -> None:
    """Check that 100,000 rows take at most 20 times what the national rules take."""
    usual = _of_the_baseline(trial.subject.material.seed, trial.subject.material.year)
    allowed = max(FLOOR, SLOWER * usual)
    best = min_seconds(trial, allowed)
    if best > allowed:
        raise trial.fault(
            Message(
                "takes {seconds:.2f} s for 100,000 rows; the national rules take {usual:.3f} s",
                seconds=best,
                usual=usual,
            ),
            Message(
                "compare codes with is_one_of, look values up with p.lookup(...).of, and read fewer texts"
            ),
        )


def min_seconds(trial: Trial, allowed: float = 0.0) -> float:
    """Measure the best time for 100,000 rows; tried again only while it is more than allowed."""
    case = max(trial.cases, key=lambda case: (case.targets if case.sources is None else case.sources).height)
    big = _enlarged(trial, case)
    if big is None:
        return 0.0
    best = float("inf")
    for _ in range(ATTEMPTS):
        start = time.perf_counter()
        trial.values(big, "lazy")
        best = min(best, time.perf_counter() - start)
        if best <= allowed:
            break
    return best


def _enlarged(trial: Trial, case: Case) -> Case | None:
    """The case with 100,000 rows to read: of a summary those it is made of, if several may have one key."""

    def drawn(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.sample(ROWS, with_replacement=True, seed=1)

    if case.sources is None or trial.returned.how == "only":
        return attrs.evolve(case, targets=drawn(case.targets)) if case.targets.height else None
    return attrs.evolve(case, sources=drawn(case.sources)) if case.sources.height else None


@cache
def _of_the_baseline(seed: int, year: int) -> float:
    """Seconds for 100,000 rows: the middle of the slower half of the national indicators of people.

    Counted once for all regions of a process, over the city alone.
    """
    from asn_dev.rules.regions import region
    from asn_dev.testing.conformance.material import material
    from asn_dev.testing.conformance.subject import Subject

    nasional = region("nasional", on=f"{year}-12-31")
    national = Subject(nasional, material(seed, 0, nasional))
    rules = [
        bound
        for bound in national.rules
        if bound.rule.of is CivilServant and isinstance(bound.rule, Indicator)
    ]
    times = sorted(min_seconds(Trial(national, bound), 1.0) for bound in rules)
    return statistics.median(times[len(times) // 2 :])
