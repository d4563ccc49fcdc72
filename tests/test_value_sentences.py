"""Why a value is not allowed in a field is told in both languages, whatever the field and the value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.model import columns_of
from asn_dev.model.records import registered_records

COLUMNS = [column for record in registered_records() for column in columns_of(record)]
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.just("x" * 400)
    | st.dates()
)


@given(st.sampled_from(COLUMNS), VALUES)
def test_a_refusal_is_a_message_with_an_indonesian_sentence(column, value):
    problem = column.problem(value)
    assert problem is None or (isinstance(problem, Message) and problem.in_("id") != str(problem))


@pytest.mark.parametrize(
    ("level", "sentence"), [(-1, "-1 di bawah yang terkecil"), (9.5, "seharusnya int, bukan float")]
)
def test_the_error_of_a_record_says_it_too(level, sentence):
    with pytest.raises(InvalidValueError) as caught:
        asn.RequiredLevel(job_title="Camat", unit="Dinas A", competency="integritas", level=level)
    assert sentence in caught.value.in_("id")
    assert sentence not in str(caught.value)
