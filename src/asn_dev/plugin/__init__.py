"""The one import for plugin authors: everything a region needs to say its rules.

What a first plugin needs stands here; the rest goes by topic: `asn_dev.plugin.rules`, `asn_dev.plugin.tables`
and `asn_dev.plugin.sentences` (what a section declares), `asn_dev.plugin.report` (its context, the stages,
ready blocks), `asn_dev.plugin.charts`, `asn_dev.plugin.reading`. What belongs to a report is
loaded when it is first used, so that a plugin of rules costs little.

>>> from asn_dev.plugin import CivilServant, indicator, text
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from asn_dev.model import *
from asn_dev.plugin.reading import Aliases
from asn_dev.plugin.rules import *
from asn_dev.plugin.rules import __all__ as _rules
from asn_dev.rules.sections import SectionRule, section, sections_of

if TYPE_CHECKING:
    from asn_dev.plugin import charts as charts
    from asn_dev.plugin.charts import (
        Bar as Bar,
    )
    from asn_dev.plugin.charts import (
        Bars as Bars,
    )
    from asn_dev.plugin.charts import (
        Bin as Bin,
    )
    from asn_dev.plugin.charts import (
        Box as Box,
    )
    from asn_dev.plugin.charts import (
        Calendar as Calendar,
    )
    from asn_dev.plugin.charts import (
        Cell as Cell,
    )
    from asn_dev.plugin.charts import (
        Curve as Curve,
    )
    from asn_dev.plugin.charts import (
        Distribution as Distribution,
    )
    from asn_dev.plugin.charts import (
        HeatMap as HeatMap,
    )
    from asn_dev.plugin.charts import (
        Histogram as Histogram,
    )
    from asn_dev.plugin.charts import (
        Interval as Interval,
    )
    from asn_dev.plugin.charts import (
        Intervals as Intervals,
    )
    from asn_dev.plugin.charts import (
        Lines as Lines,
    )
    from asn_dev.plugin.charts import (
        Network as Network,
    )
    from asn_dev.plugin.charts import (
        NineBox as NineBox,
    )
    from asn_dev.plugin.charts import (
        Point as Point,
    )
    from asn_dev.plugin.charts import (
        Series as Series,
    )
    from asn_dev.plugin.charts import (
        Span as Span,
    )
    from asn_dev.plugin.charts import (
        Stack as Stack,
    )
    from asn_dev.plugin.charts import (
        Threshold as Threshold,
    )
    from asn_dev.plugin.charts import (
        Tie as Tie,
    )
    from asn_dev.plugin.report import (
        CANNOT as CANNOT,
    )
    from asn_dev.plugin.report import (
        CONCLUSIONS as CONCLUSIONS,
    )
    from asn_dev.plugin.report import (
        OUTCOMES as OUTCOMES,
    )
    from asn_dev.plugin.report import (
        Block as Block,
    )
    from asn_dev.plugin.report import (
        ChartBlock as ChartBlock,
    )
    from asn_dev.plugin.report import (
        Fact as Fact,
    )
    from asn_dev.plugin.report import (
        Facts as Facts,
    )
    from asn_dev.plugin.report import (
        Note as Note,
    )
    from asn_dev.plugin.report import (
        Pairing as Pairing,
    )
    from asn_dev.plugin.report import (
        Paragraph as Paragraph,
    )
    from asn_dev.plugin.report import (
        Parts as Parts,
    )
    from asn_dev.plugin.report import (
        Plan as Plan,
    )
    from asn_dev.plugin.report import (
        ReportContext as ReportContext,
    )
    from asn_dev.plugin.report import (
        Section as Section,
    )
    from asn_dev.plugin.report import (
        TableBlock as TableBlock,
    )
    from asn_dev.plugin.report import (
        TableColumn as TableColumn,
    )

_OF_SECTIONS = (
    "Block",
    "ChartBlock",
    "Fact",
    "Facts",
    "Note",
    "Paragraph",
    "Parts",
    "ReportContext",
    "Section",
    "TableBlock",
    "TableColumn",
)
"""What a first section of a report needs."""

__all__ = [  # noqa: PLE0604  (the names of rules are listed by their module)
    "Aliases",
    "SectionRule",
    "charts",
    "section",
    "sections_of",
    *_OF_SECTIONS,
    *_rules,
]


def __getattr__(name: str) -> Any:
    """Load what belongs to reports and charts on first use (PEP 562)."""
    if name == "charts":
        return importlib.import_module("asn_dev.plugin.charts")
    for topic in ("asn_dev.plugin.report", "asn_dev.plugin.charts"):
        module = importlib.import_module(topic)
        if name in module.__all__:
            value = getattr(module, name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'asn_dev.plugin' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
