"""For tests and demonstrations: strategies for every record, invented cities, scenarios, the conformance kit.

``check_region`` and ``region_tests`` check a region's plugin, ``scenario_tests`` runs its scenarios; they are
loaded on first use, since they need the extra ``asn-dev[testing]``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn_dev.testing.conformance import Conformance as Conformance
    from asn_dev.testing.conformance import check_region as check_region
    from asn_dev.testing.conformance import region_tests as region_tests
    from asn_dev.testing.scenarios import scenario_tests as scenario_tests

_PLACES = {
    "Conformance": "conformance",
    "check_region": "conformance",
    "region_tests": "conformance",
    "scenario_tests": "scenarios",
}

__all__ = ["Conformance", "check_region", "region_tests", "scenario_tests"]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module 'asn_dev.testing' has no attribute '{name}'")
    return getattr(importlib.import_module(f"asn_dev.testing.{_PLACES[name]}"), name)
