"""Rows to records: strictly, with every fault at its path and no value in the message."""

from __future__ import annotations

import pytest

from asn_dev.errors import InvalidRecordsError
from asn_dev.model import Nip, Programme, RequiredLevel
from asn_dev.register.structuring import structure

POST = {"job_title": "Camat", "unit": "Kecamatan A", "competency": "komunikasi"}


@pytest.mark.parametrize(
    ("record", "row", "says"),
    [
        (RequiredLevel, {**POST, "level": "3"}, "level: expected int, got str"),
        (RequiredLevel, {**POST, "level": True}, "level: expected int, got bool"),
        (RequiredLevel, {**POST, "level": 3.0}, "level: expected int, got float"),
        (RequiredLevel, {**POST, "unit": 7}, "unit: expected str, got int"),
        (RequiredLevel, {**POST, "level": 6}, "level: 6 is above"),
        (Programme, {"code": "A", "hours": "20"}, "hours: expected float, got str"),
        (Programme, {"code": "A", "mode": "telepati"}, "mode: not one of the allowed values"),
        (Programme, {"name": "A"}, "code"),
    ],
)
def test_nothing_is_coerced(record, row, says):
    """A text is not a number, a truth value is not one either: the caller says what it means."""
    with pytest.raises(InvalidRecordsError) as caught:
        structure(record, [row])
    assert says in str(caught.value)
    assert "telepati" not in str(caught.value)


def test_all_faults_come_at_once_with_their_paths():
    """The second row and the fourth."""
    good = {**POST, "level": 3}
    with pytest.raises(InvalidRecordsError) as caught:
        structure(RequiredLevel, [good, {**good, "level": "x"}, good, {**good, "unit": 1}])
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "required_levels[1].level",
        "required_levels[3].unit",
    ]


def test_plain_values_become_numbers_codes_and_lists():
    """A code is its enumeration, a number of a person is parsed, names parted by a bar are a tuple."""
    from asn_dev.model import MentorOffer, Mode

    row = {
        "mentor": "198704122010012345",
        "competencies": "komunikasi|integritas",
        "mode": "daring",
        "capacity": 2,
    }
    (offer,) = structure(MentorOffer, [row])
    assert offer == MentorOffer(
        mentor=Nip("198704122010012345"),
        competencies=("komunikasi", "integritas"),
        mode=Mode.ONLINE,
        capacity=2,
    )
