"""Why a value is not allowed in a field is told in both languages, whatever the field and the value."""

from __future__ import annotations

import math
from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.model import columns_of
from asn_dev.model.records import registered_records

COLUMNS = [column for record in registered_records() for column in columns_of(record)]
VALUES = (None, True, 0, -1, 10**9, -1e9, 1e9, math.nan, math.inf, "", "x" * 400, date(2025, 1, 1), object())


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_refusal_is_a_message_with_an_indonesian_sentence(value):
    """For every column of every record; each kind of refusal occurs."""
    for column in COLUMNS:
        problem = column.problem(value)
        assert problem is None or (isinstance(problem, Message) and problem.in_("id") != str(problem))


def test_all_kinds_of_refusal_are_tried():
    """What is missing, of another type, not finite, too small, too great, too long."""
    templates = {
        problem.template
        for column in COLUMNS
        for value in VALUES
        if (problem := column.problem(value)) is not None
    }
    assert len(templates) >= 6


@pytest.mark.parametrize(
    ("level", "sentence"), [(-1, "-1 di bawah yang terkecil"), (9.5, "seharusnya int, bukan float")]
)
def test_the_error_of_a_record_says_it_too(level, sentence):
    with pytest.raises(InvalidValueError) as caught:
        asn.RequiredLevel(job_title="Camat", unit="Dinas A", competency="integritas", level=level)
    assert sentence in caught.value.in_("id")
    assert sentence not in str(caught.value)
