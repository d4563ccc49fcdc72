"""What a caller hands over by mistake is refused with an error of ours that says what was meant."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import InvalidValueError

REGISTER = asn.Register.of([asn.CivilServant(nip=asn.Nip("198704122010012345"))])
NATIONAL = asn.region("nasional", on="2025-12-31")


@pytest.mark.parametrize("budget", [True, False, -1, float("nan"), float("inf"), "500 juta"])
def test_a_budget_is_an_amount_of_money(budget):
    with pytest.raises(InvalidValueError, match="is no amount of money"):
        asn.plan(REGISTER, NATIONAL, budget=budget)


@pytest.mark.parametrize("period", [0, -1, 10**6, True])
def test_a_period_is_a_year_that_can_be(period):
    with pytest.raises(InvalidValueError, match="is no year from"):
        asn.score(REGISTER, NATIONAL, of=asn.CivilServant, period=period)


@pytest.mark.parametrize("on", ["0001-01-01", "31-12-2025", "9999-12-31", 20251231, date(1, 1, 1)])
def test_rules_are_asked_for_on_a_day_that_can_be(on):
    with pytest.raises(InvalidValueError, match="is no day from"):
        asn.region("nasional", on=on)
