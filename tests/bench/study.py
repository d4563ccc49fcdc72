"""Five stages of one city as five calls, and through one study: ``python tests/bench/study.py``.

Each way runs in a process of its own, so that neither finds anything that the other one computed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import asn_dev as asn
from asn_dev.testing.synthetic import synthetic_city

PEOPLE, BUDGET = 1500, 3e8


def measured(name: str, ask: Callable[[], Any]) -> Any:
    """The answer, its seconds printed: on the clock, and of the processor."""
    clock, busy = time.perf_counter(), time.process_time()
    answer = ask()
    print(f"{name:10s} {time.perf_counter() - clock:7.2f} s {time.process_time() - busy:7.2f} s busy")
    return answer


def five_calls(register: asn.Register, region: asn.Region) -> None:
    """Each function makes a study of its own."""
    measured("score", lambda: asn.score(register, region, of=asn.CivilServant))
    measured("evaluate", lambda: asn.evaluate(register, region))
    plan = measured("plan", lambda: asn.plan(register, region, budget=BUDGET))
    pairing = measured("pair", lambda: asn.pair(register, region))
    measured("report", lambda: asn.report(register, region, plan=plan, pairing=pairing))


def one_study(register: asn.Register, region: asn.Region) -> None:
    """One study, asked five times."""
    study = asn.study(register, region)
    measured("score", study.score)
    measured("evaluate", study.evaluate)
    plan = measured("plan", lambda: study.plan(budget=BUDGET))
    pairing = measured("pair", study.pair)
    measured("report", lambda: study.report(plan=plan, pairing=pairing))


WAYS = {"calls": five_calls, "study": one_study}


def main() -> None:
    """One way if it is named, else both, each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", nargs="?", choices=[*WAYS])
    way = parser.parse_args().way
    if way is None:
        for name in WAYS:
            print(f"# {name}", flush=True)
            subprocess.run([sys.executable, __file__, name], check=True)
        return
    register = asn.Register.from_frames(synthetic_city(people=PEOPLE, year=2025))
    region = asn.region("binjai", on="2025-12-31")
    # What is loaded once per process belongs to neither way.
    asn.score(register, region, of=asn.Unit, indicators=[])
    measured("all", lambda: WAYS[way](register, region))


if __name__ == "__main__":
    main()
