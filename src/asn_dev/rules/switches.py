"""Switches of the environment: which regions may be loaded at all.

``ASN_DEV_REGIONS=binjai,medan`` lets only these be loaded, ``ASN_DEV_REGIONS_OFF=medan`` all but these. The
national baseline is always on. What is switched off is not imported, and asking for it is an error.
"""

from __future__ import annotations

import os
from collections.abc import Collection

from asn_dev.errors import PluginError
from asn_dev.messages import Message

ONLY, OFF = "ASN_DEV_REGIONS", "ASN_DEV_REGIONS_OFF"
NATIONAL = "nasional"


def switched_off(name: str) -> str | None:
    """The setting that keeps a region from being loaded; None: it may be loaded.

    >>> os.environ[OFF] = "medan, belawan"
    >>> switched_off("medan"), switched_off("binjai")
    ('ASN_DEV_REGIONS_OFF=medan,belawan', None)
    >>> del os.environ[OFF]
    """
    if name == NATIONAL:
        return None
    only, off = _names(ONLY), _names(OFF)
    if name in off:
        return f"{OFF}={','.join(off)}"
    if only and name not in only:
        return f"{ONLY}={','.join(only)}"
    return None


def refuse_switched_off(name: str) -> None:
    """Raise `PluginError` naming the setting when a region may not be loaded."""
    setting = switched_off(name)
    if setting:
        variable = setting.partition("=")[0]
        hint = Message("take it out of {variable}") if variable == OFF else Message("add it to {variable}")
        raise PluginError(
            Message("is switched off by {setting}", setting=setting),
            plugin=name,
            hint=hint.with_(variable=variable),
        )


def misspelt(installed: Collection[str]) -> list[str]:
    """Settings that name a region which is not installed: ``ASN_DEV_REGIONS: bijai``."""
    return [
        f"{variable}: {name}"
        for variable in (ONLY, OFF)
        for name in _names(variable)
        if name not in installed
    ]


def _names(variable: str) -> list[str]:
    listed = os.environ.get(variable, "").split(",")
    return [name.strip() for name in listed if name.strip()]
