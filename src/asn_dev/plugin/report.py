"""What a plugin adds to the report: sections, the context they are given, and ready blocks.

What they declare stands in `asn_dev.plugin.tables` and `asn_dev.plugin.sentences`.
"""

from asn_dev.evaluating import Evaluation
from asn_dev.evaluating.claims import CANNOT, CONCLUSIONS
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.pairing.result import Pairing
from asn_dev.planning.outcome import Plan
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.declared import Parts
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
    "Evaluation",
    "Fact",
    "Facts",
    "Note",
    "Pairing",
    "Paragraph",
    "Parts",
    "Plan",
    "ReportContext",
    "Section",
    "SectionRule",
    "TableBlock",
    "TableColumn",
    "section",
    "sections_of",
]
