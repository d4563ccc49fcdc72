"""Binjai's sections of the report, one module each."""

from asn_dev_binjai.report.adapting import adapting
from asn_dev_binjai.report.digital import digital
from asn_dev_binjai.report.partners import partners
from asn_dev_binjai.report.trend import trend
from asn_dev_binjai.report.volunteers import volunteers

__all__ = ["adapting", "digital", "partners", "trend", "volunteers"]
