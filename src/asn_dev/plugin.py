"""The one import for plugin authors: everything a region needs to say its rules.

>>> from asn_dev.plugin import CivilServant, indicator, text
"""

import narwhals as nw

from asn_dev import charts
from asn_dev.charts import (
    Bar,
    Bars,
    Bin,
    Box,
    Calendar,
    Cell,
    Curve,
    Distribution,
    HeatMap,
    Histogram,
    Interval,
    Intervals,
    Lines,
    Network,
    NineBox,
    Point,
    Series,
    Span,
    Stack,
    Threshold,
    Tie,
)
from asn_dev.evaluating.claims import CANNOT
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.model import *
from asn_dev.model import __all__ as _nouns
from asn_dev.pairing.result import Pairing
from asn_dev.planning.outcome import Plan
from asn_dev.register.aliases import Aliases
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.sections import (
    Block,
    ChartBlock,
    Fact,
    Facts,
    Note,
    Paragraph,
    Section,
    SectionRule,
    TableBlock,
    TableColumn,
    section,
    sections_of,
)
from asn_dev.rules.aggregates import (
    Aggregate,
    any_of,
    count_of,
    greatest_of,
    least_of,
    max_of,
    mean_of,
    min_of,
    only_of,
    single_value_of,
    sum_of,
)
from asn_dev.rules.answers import FAULTS, judged, judged_by_version
from asn_dev.rules.definitions import Rule, Text, forbids, indicator, rules_of, summary, text, view
from asn_dev.rules.hookspecs import API_VERSION, Identity, hookimpl
from asn_dev.rules.instruments import BEHAVIOUR, REACTION, SATISFACTION, TESTS, Instruments, Questionnaire
from asn_dev.rules.limits import SumBound, at_least, at_most, limit
from asn_dev.rules.parameters import Parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.values import Lookup, is_one_of, mentions, round_half_up

__all__ = [  # noqa: PLE0604  (the nouns are listed by the model)
    "API_VERSION",
    "Aggregate",
    "Aliases",
    "BEHAVIOUR",
    "Bar",
    "Bars",
    "Bin",
    "Block",
    "Box",
    "Calendar",
    "CANNOT",
    "Cell",
    "ChartBlock",
    "Curve",
    "Distribution",
    "FAULTS",
    "Fact",
    "Facts",
    "HeatMap",
    "Histogram",
    "Identity",
    "Instruments",
    "Interval",
    "Intervals",
    "Lines",
    "Lookup",
    "Network",
    "NineBox",
    "Note",
    "OUTCOMES",
    "Pairing",
    "Paragraph",
    "Parameters",
    "Period",
    "Plan",
    "Point",
    "Questionnaire",
    "REACTION",
    "ReportContext",
    "Rule",
    "SATISFACTION",
    "Section",
    "SectionRule",
    "Series",
    "Span",
    "Stack",
    "TESTS",
    "SumBound",
    "TableBlock",
    "TableColumn",
    "Text",
    "any_of",
    "at_least",
    "at_most",
    "charts",
    "count_of",
    "forbids",
    "greatest_of",
    "hookimpl",
    "indicator",
    "is_one_of",
    "judged",
    "judged_by_version",
    "least_of",
    "limit",
    "max_of",
    "mean_of",
    "mentions",
    "min_of",
    "nw",
    "only_of",
    "round_half_up",
    "rules_of",
    "section",
    "sections_of",
    "single_value_of",
    "sum_of",
    "summary",
    "text",
    "Threshold",
    "Tie",
    "view",
    *_nouns,
]
