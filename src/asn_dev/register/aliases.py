"""Names that files use for what the model calls otherwise; a region adds its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import attrs

_MARKS = re.compile(r"[\W_]+")


@lru_cache(10_000)
def plain(name: str) -> str:
    """A name without case, accents, marks and double blanks, for comparing.

    A name that is nothing but marks stays as it is.

    >>> plain("  Dinas  Kependudukan & Pencatatan Sipil ")
    'dinas kependudukan dan pencatatan sipil'
    >>> plain("José"), plain("??")
    ('jose', '??')
    """
    words = _MARKS.sub(" ", _folded(name).replace("&", " dan ")).split()
    return " ".join(words) or name.strip()


@lru_cache(10_000)
def squeezed(heading: str) -> str:
    """A heading as one word, so that camelCase, snake_case and blanks are the same.

    >>> squeezed("tanggal_lahir ") == squeezed("tanggalLahir") == squeezed("Tanggal Lahir")
    True
    """
    return re.sub(r"[^\w#]+|_", "", _folded(heading))


def _folded(text: str) -> str:
    """Lower case, without accents, in the usual form of each letter."""
    if text.isascii():  # nearly all texts are, and large files have many
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


@attrs.frozen
class Aliases:
    """Extra names: headings of columns, units, competencies and forms of programmes.

    Each maps what a file writes to what the model calls it: a heading to a heading that the layouts
    know, a unit to its full name, a competency to its code, a form to its SIASN code ("1" to "25").

    >>> region = Aliases(units={"Dinas Dukcapil": "Dinas Kependudukan dan Pencatatan Sipil"})
    >>> (Aliases(headings={"jml jam": "jumlahJam"}) | region).headings
    {'jml jam': 'jumlahJam'}
    """

    headings: Mapping[str, str] = attrs.field(factory=dict)
    units: Mapping[str, str] = attrs.field(factory=dict)
    competencies: Mapping[str, str] = attrs.field(factory=dict)
    forms: Mapping[str, str] = attrs.field(factory=dict)

    def __or__(self, inner: Aliases) -> Aliases:
        """Both, the inner one deciding where they differ."""
        return Aliases(
            headings={**self.headings, **inner.headings},
            units={**self.units, **inner.units},
            competencies={**self.competencies, **inner.competencies},
            forms={**self.forms, **inner.forms},
        )
