"""The conformance kit on every region that is installed, the national baseline among them."""

from __future__ import annotations

import pytest

from asn_dev.rules.plugins import installed
from asn_dev.testing import Conformance, check_region

EXPECTED = {
    "nasional": {
        "indicator_split[mentoring_sessions.session_hours]": (
            "sessions of a person share what their month allows, so a session hangs on the others of the month"
        ),
        "indicator_split[dimension_scores.respondents_of_unit]": (
            "how many of a unit answered hangs on all answers of the unit: it keeps back what few said"
        ),
    }
}
"""What is known to fail, with the reason; turns red when it starts to pass."""


@pytest.mark.parametrize("name", installed())
def test_every_region_conforms(name):
    """All checks that its rules imply ran, and none failed that was not expected to."""
    result = check_region(name, expected=EXPECTED.get(name, {}), examples=4)
    assert isinstance(result, Conformance)
    result.raise_for_failures()
    assert result.ran == result.implied == len(result.outcomes) > 20
