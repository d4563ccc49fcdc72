"""Under which headings offices write the fields of a layout: the table that a person can extend."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def headings_of(table: str) -> Mapping[str, tuple[str, ...]]:
    """The headings of each field, best first; `headings.toml` holds them.

    >>> headings_of("staff")["unit"][:2]
    ('unor_nama', 'unit organisasi')
    """
    text = (files("asn_dev.register.layouts") / "headings.toml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in tomllib.loads(text)[table].items()}
