"""For tests and demonstrations: strategies for every record, a synthetic city, and the conformance kit.

``check_region`` and ``region_tests`` check a region's plugin; they are loaded on first use, since they need
the extra ``asn-dev[testing]``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn_dev.testing.conformance import Conformance as Conformance
    from asn_dev.testing.conformance import check_region as check_region
    from asn_dev.testing.conformance import region_tests as region_tests

__all__ = ["Conformance", "check_region", "region_tests"]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'asn_dev.testing' has no attribute '{name}'")
    return getattr(importlib.import_module("asn_dev.testing.conformance"), name)
