"""Whose data this is: the government that the rows name, against the one that the files are read for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from asn_dev.messages import Message
from asn_dev.register.aliases import plain
from asn_dev.register.ledger import Finding
from asn_dev.register.parsed import ParsedSheet

_FIELDS = ("_agency", "agency")
_SHORT = {"pemko": "kota", "pemkot": "kota", "pemkab": "kabupaten", "pemprov": "provinsi", "kab": "kabupaten",
          "prov": "provinsi"}  # fmt: skip
_NAMED = re.compile(r"\b(kota|kabupaten|provinsi) (?!dan\b)(.+)$")
_MOST = 0.5


def government_key(name: str) -> str | None:
    """A city, regency or province as it is compared; None for a text that names none.

    >>> government_key("Pemerintah Kota Binjai") == government_key("PEMKO BINJAI")
    True
    >>> government_key("Kecamatan Medan Belawan, Kota Medan"), government_key("Dinas Kesehatan")
    ('kota medan', None)
    """
    words = [_SHORT.get(word, word) for word in plain(name).split()]
    match = _NAMED.search(" ".join(words))
    return f"{match[1]} {match[2]}" if match else None


def other_governments(sheets: Sequence[ParsedSheet], government: str) -> Iterator[Finding]:
    """A warning about each sheet most of whose rows name another government than the region's."""
    ours = government_key(government)
    if ours is None:
        return
    for sheet in sheets:
        for field in _FIELDS:
            if field in sheet.fields.columns:
                yield from _other(sheet, field, ours, government)


def _other(sheet: ParsedSheet, field: str, ours: str, government: str) -> Iterator[Finding]:
    counts: Counter[str] = Counter()
    for name, count in sheet.accepted()[field].drop_nulls().value_counts().iter_rows():
        counts[name] += count
    named = {name: count for name, count in counts.items() if government_key(name)}
    others = {name: count for name, count in named.items() if government_key(name) != ours}
    if sum(others.values()) > _MOST * sum(named.values()):
        other = max(sorted(others), key=others.__getitem__)
        message = Message(
            "most rows name '{other}', but the files are read for '{government}'",
            other=other,
            government=government,
        )
        yield Finding(
            "other_government", "warning", sheet.sheet.file, sheet.sheet.name, sheet.heading(field),
            sum(others.values()), message,
        )  # fmt: skip
