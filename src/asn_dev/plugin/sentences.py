"""What a section says: sentences in both languages with references to figures, written by the core."""

from asn_dev.reporting.sentences import (
    Sentence,
    label,
    listing,
    number,
    overall,
    paragraph,
    parameter,
    remark,
    rupiah,
    sentence,
    share,
    share_of,
    whole,
)
from asn_dev.reporting.speaking import spoken

__all__ = [
    "Sentence",
    "label",
    "listing",
    "number",
    "overall",
    "paragraph",
    "parameter",
    "remark",
    "rupiah",
    "sentence",
    "share",
    "share_of",
    "spoken",
    "whole",
]
