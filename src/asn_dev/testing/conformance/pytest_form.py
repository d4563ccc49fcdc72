"""The kit as pytest tests: one for each check, and one that counts them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asn_dev.messages import Message
from asn_dev.testing.conformance.running import Suite

COUNT = "number_of_checks"


def region_tests(suite: Suite) -> Callable[..., None]:
    """Make a test function with one case for each check of the suite."""

    @pytest.mark.parametrize("check", [*suite.checks, COUNT])
    def test_region(check: str) -> None:
        """The check passes, or fails as expected."""
        if check == COUNT:
            _count(suite)
            return
        outcome = suite.outcome(check)
        if outcome.status == "blocked":
            pytest.skip(str(outcome.message))
        elif outcome.status == "expected":
            pytest.xfail(str(outcome.message))
        elif outcome.status == "failed":
            pytest.fail(str(outcome.message), pytrace=False)

    return test_region


def _count(suite: Suite) -> None:
    """As many checks as the region's rules imply; shown with -rA or -s."""
    number = len(suite.checks)
    print(
        Message(
            "{region}: {count} checks, {implied} implied",
            region=suite.name,
            count=number,
            implied=suite.implied,
        )
    )
    if number < suite.implied:
        message = Message(
            "only {count} checks for region '{region}', whose rules imply {implied}. "
            "Hint: see the first failing check; what cannot be loaded is not checked",
            count=number,
            region=suite.name,
            implied=suite.implied,
        )
        pytest.fail(str(message), pytrace=False)
