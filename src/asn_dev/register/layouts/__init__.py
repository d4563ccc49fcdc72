"""The layouts that are recognised: SIASN's, those of the offices, and a plain one for each record."""

from __future__ import annotations

from functools import cache

from asn_dev.model.records import registered_records
from asn_dev.register.layouts import learning, mentoring, siasn, standards, surveys
from asn_dev.register.layouts.layout import Layout, Source
from asn_dev.register.layouts.plain import plain_layout
from asn_dev.register.layouts.recognising import recognise, suggestion

__all__ = ["Layout", "Source", "layouts", "recognise", "suggestion"]


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout; where two know as many headings of a sheet, the first counts."""
    return (
        *siasn.LAYOUTS,
        *standards.LAYOUTS,
        *learning.LAYOUTS,
        *mentoring.LAYOUTS,
        *surveys.LAYOUTS,
        *(plain_layout(record) for record in registered_records()),
    )
