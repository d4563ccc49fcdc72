"""What a plugin adds to the report: sections, the blocks they are made of, and the context they are given."""

from asn_dev.evaluating.claims import CANNOT, CONCLUSIONS
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.pairing.result import Pairing
from asn_dev.planning.outcome import Plan
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.sections import (
    Block,
    ChartBlock,
    Fact,
    Facts,
    Note,
    Paragraph,
    Section,
    TableBlock,
    TableColumn,
)
from asn_dev.rules.sections import SectionRule, section, sections_of

__all__ = [
    "CANNOT",
    "CONCLUSIONS",
    "OUTCOMES",
    "Block",
    "ChartBlock",
    "Fact",
    "Facts",
    "Note",
    "Pairing",
    "Paragraph",
    "Plan",
    "ReportContext",
    "Section",
    "SectionRule",
    "TableBlock",
    "TableColumn",
    "section",
    "sections_of",
]
