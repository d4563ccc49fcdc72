"""Medan's sections of the report, one module each; their `order` places them after the national ones."""

from asn_dev_medan.report.anytime import anytime
from asn_dev_medan.report.benefits import benefits
from asn_dev_medan.report.culture import culture
from asn_dev_medan.report.leaders import leaders
from asn_dev_medan.report.units import units

__all__ = ["anytime", "benefits", "culture", "leaders", "units"]
