"""The kit as pytest tests: one for each check, and one that counts them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asn_dev.testing.conformance.running import Suite

COUNT = "number_of_checks"


def region_tests(suite: Suite) -> Callable[..., None]:
    """A test function with one case for each check of the suite."""

    @pytest.mark.parametrize("check", [*suite.checks, COUNT])
    def test_region(check: str) -> None:
        """The check passes, or fails as expected."""
        if check == COUNT:
            _count(suite)
            return
        outcome = suite.outcome(check)
        if outcome.status == "blocked":
            pytest.skip(outcome.message)
        elif outcome.status == "expected":
            pytest.xfail(outcome.message)
        elif outcome.status == "failed":
            pytest.fail(outcome.message, pytrace=False)

    return test_region


def _count(suite: Suite) -> None:
    """As many checks as the region's rules imply; told with -rA or -s."""
    found = len(suite.checks)
    print(f"{suite.name}: {found} checks, {suite.implied} implied")
    if found < suite.implied:
        pytest.fail(
            f"only {found} checks for region '{suite.name}', whose rules imply {suite.implied}. "
            "Hint: see the first failing check; what cannot be loaded is not checked",
            pytrace=False,
        )
