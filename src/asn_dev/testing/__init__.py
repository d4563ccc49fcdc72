"""For tests and demonstrations: strategies for every record, a whole synthetic city, and scenarios."""

from __future__ import annotations

from asn_dev.testing.scenarios import scenario_tests

__all__ = ["scenario_tests"]
