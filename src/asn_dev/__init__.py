"""asn_dev: developing the competence of Indonesian civil servants, by rules that are dated and cited.

Read the files an office has (`read`), put a region's rules on them (`region`), and ask: `score`,
`gaps`, `evaluate`, `plan`, `pair`, `explain`, `report`; `study` asks several questions of the same data.
Everything heavy is loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn_dev import charts as charts
    from asn_dev.errors import AsnDevError as AsnDevError
    from asn_dev.evaluating import Evaluation as Evaluation
    from asn_dev.evaluating import evaluate as evaluate
    from asn_dev.explaining import explain as explain
    from asn_dev.gap_analysis import gaps as gaps
    from asn_dev.model import *
    from asn_dev.pairing import MentoringFollowUp as MentoringFollowUp
    from asn_dev.pairing import Pairing as Pairing
    from asn_dev.pairing import mentoring as mentoring
    from asn_dev.pairing import pair as pair
    from asn_dev.planning import Plan as Plan
    from asn_dev.planning import plan as plan
    from asn_dev.register.reading import read as read
    from asn_dev.register.tables import Register as Register
    from asn_dev.register.template_writing import template as template
    from asn_dev.reporting import report as report
    from asn_dev.rules.periods import Period as Period
    from asn_dev.rules.regions import Region as Region
    from asn_dev.rules.regions import region as region
    from asn_dev.scoring import score as score
    from asn_dev.showing import overview as overview
    from asn_dev.studying import Study as Study
    from asn_dev.studying import study as study

__version__ = "0.2.0"

_PLACES = {
    "AsnDevError": "asn_dev.errors",
    "Evaluation": "asn_dev.evaluating",
    "MentoringFollowUp": "asn_dev.pairing",
    "Pairing": "asn_dev.pairing",
    "Period": "asn_dev.rules.periods",
    "Plan": "asn_dev.planning",
    "Region": "asn_dev.rules.regions",
    "Register": "asn_dev.register.tables",
    "Study": "asn_dev.studying",
    "evaluate": "asn_dev.evaluating",
    "explain": "asn_dev.explaining",
    "gaps": "asn_dev.gap_analysis",
    "mentoring": "asn_dev.pairing",
    "overview": "asn_dev.showing",
    "pair": "asn_dev.pairing",
    "plan": "asn_dev.planning",
    "read": "asn_dev.register.reading",
    "region": "asn_dev.rules.regions",
    "report": "asn_dev.reporting",
    "score": "asn_dev.scoring",
    "study": "asn_dev.studying",
    "template": "asn_dev.register.template_writing",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562), so that importing the package costs little."""
    if name == "__all__":
        return sorted(["charts", *_PLACES, *importlib.import_module("asn_dev.model").__all__])
    if name == "charts":
        return importlib.import_module("asn_dev.charts")
    module = _PLACES.get(name, "asn_dev.model")
    try:
        value = getattr(importlib.import_module(module), name)
    except AttributeError:
        raise AttributeError(f"module 'asn_dev' has no attribute '{name}'") from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__getattr__("__all__")})
