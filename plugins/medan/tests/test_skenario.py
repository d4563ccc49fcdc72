"""Medan's scenarios: Markdown that an officer reads and extends."""

from __future__ import annotations

from pathlib import Path

from asn_dev.testing import scenario_tests

test_skenario = scenario_tests("medan", Path(__file__).parent / "skenario")
