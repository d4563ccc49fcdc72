"""The same answers whatever number of threads Polars has: the suite itself gives it one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import asn_dev as asn
from asn_dev.testing.synthetic import synthetic_city


def answers() -> str:
    """Scores, evaluation, pairs, plan and report of a small city, floats to nine digits."""
    register = asn.Register.from_frames(synthetic_city(people=60))
    study = asn.study(register, asn.region("binjai", on="2025-12-31"))
    results: list[Any] = [study.evaluate(), study.pair(), study.plan(budget=5e7)]
    tables = [study.score().sort("nip").to_dicts(), *(result.to_dict() for result in results)]
    return json.dumps(rounded([*tables, study.report().to_markdown()]), default=str, sort_keys=True)


def rounded(value: Any) -> Any:
    """Sums of many threads may differ in their last bits."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, 9) + 0.0 if isinstance(value, float) else value


def test_many_threads_answer_as_one() -> None:
    """No row moves, and no choice among equals changes."""
    environment = {**os.environ, "POLARS_MAX_THREADS": "4"}
    done = subprocess.run(
        [sys.executable, __file__], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == answers()


if __name__ == "__main__":
    print(answers())
