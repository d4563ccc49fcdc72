"""All regions in one process over one register: each gives what it gives where it is the only one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import polars as pl
import polars.selectors as cs
import pytest

import asn_dev as asn
from asn_dev.testing.synthetic import synthetic_city

REGIONS = {"binjai": "binjai", "medan": "medan", "belawan": "belawan,medan", "lhokseumawe": "lhokseumawe"}
"""Each region, with those that may be loaded where it is alone: itself and its parents."""
RECORDS = (asn.Unit, asn.Programme, asn.CivilServant)


def scores_of(name: str) -> str:
    """A fingerprint of every figure that a region gives on one small city."""
    register = asn.Register.from_frames(synthetic_city(people=40))
    region = asn.region(name, on="2025-12-31")
    made = hashlib.sha256()
    for record in RECORDS:
        # Sums differ in their last digits by the order in which threads add them up.
        frame = asn.score(register, region, of=record).with_columns((cs.float() * 1e6).round().cast(pl.Int64))
        made.update(frame.write_csv().encode())
    return made.hexdigest()


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """What each region gives in a process of its own, where no other may be loaded."""
    program = "import runpy, sys; print(runpy.run_path(sys.argv[1])['scores_of'](sys.argv[2]))"
    return {
        name: subprocess.run(
            [sys.executable, "-c", program, __file__, name],
            env={**os.environ, "ASN_DEV_REGIONS": allowed},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for name, allowed in REGIONS.items()
    }  # fmt: skip


@pytest.mark.parametrize("order", [list(REGIONS), list(reversed(REGIONS))], ids=["forwards", "backwards"])
def test_together_they_give_what_each_gives_alone(alone, order):
    """In either order, and again after the others."""
    assert {name: scores_of(name) for name in order} == alone
    assert scores_of(order[0]) == alone[order[0]]
    assert len(set(alone.values())) == len(REGIONS)
