"""One form of a report on a synthetic city: ``python reporting_case.py .html 15000``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import Clock, report

import asn_dev as asn
from asn_dev.testing.synthetic import synthetic_city


def main(form: str, people: int) -> None:
    """Make the report, write it, and print the figures."""
    register = asn.Register.from_frames(synthetic_city(people=people, year=2025))
    region, clock = asn.region("binjai", on="2025-12-31"), Clock()
    with tempfile.TemporaryDirectory() as folder:
        with clock.phase("sections"):
            made = asn.report(register, region)
        with clock.phase("write"):
            written = made.save(Path(folder, f"laporan{form}"))
        size = written.stat().st_size
    report(clock, bytes=size)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
