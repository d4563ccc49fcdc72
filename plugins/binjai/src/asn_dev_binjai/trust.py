"""Trust: what citizens say of the government that serves them, for the long run.

The questionnaire stands in ``instruments/kepercayaan.toml``.
"""

from __future__ import annotations

from asn_dev.plugin import Unit, survey_index, text

TRUST = "kepercayaan"


@survey_index(
    of=Unit,
    instrument=TRUST,
    prefix="trust",
    unit="orang",
    label=text(id="Indeks kepercayaan", en="Index of trust"),
    respondents=text(id="Responden kepercayaan", en="Respondents on trust"),
    mean=text(id="Kepercayaan, rata-rata (1-5)", en="Trust, mean (1-5)"),
)
def trust_index() -> None:
    """What citizens say, on a scale from 0 to 100; null where too few of them answered to show it."""
