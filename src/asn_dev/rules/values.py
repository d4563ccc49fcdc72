"""What a parameter can be besides a number, a text or a flag: a lookup, bands, weights.

Each works on a Narwhals expression (``of``) and on a plain value, with the same result on every
backend: only chained when/then, comparisons and arithmetic are used. Unknown stays unknown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import add, or_
from typing import Any

import attrs
import narwhals as nw

from asn_dev.messages import Message

Scalar = float | str | bool

EPSILON = 1e-9
"""What makes up for a decimal such as 76.605 that a binary float holds a little too low."""


def round_half_up(number: nw.Expr, decimals: int = 2) -> nw.Expr:
    """The number rounded to so many decimals, halves up; null stays null.

    >>> import polars as pl
    >>> frame = nw.from_native(pl.DataFrame({"x": [76.605, 2.5, None]}))
    >>> frame.select(round_half_up(nw.col("x"), 2), round_half_up(nw.col("x"), 0).alias("whole")).rows()
    [(76.61, 77.0), (2.5, 3.0), (None, None)]
    """
    scale = 10.0**decimals
    halves_up = ((number + EPSILON) * scale + 0.5).floor() / scale
    return halves_up.round(decimals)  # lazy Polars divides by multiplying, which is off by one bit


def _rounded(number: float, decimals: int) -> float:
    scale = 10.0**decimals
    return math.floor((number + EPSILON) * scale + 0.5) / scale


def is_one_of(code: nw.Expr, codes: Sequence[str]) -> nw.Expr:
    """Whether a text is one of a few: comparing with each is faster than looking it up in a set.

    >>> import polars as pl
    >>> frame = nw.from_native(pl.DataFrame({"form": ["3", "9", None]}))
    >>> frame.select(is_one_of(nw.col("form"), ["3", "8"]))["form"].to_list()
    [True, False, None]
    """
    if not 0 < len(codes) <= 6:
        return code.is_in(codes)
    return reduce(or_, (code == one for one in codes))


def mentions(name: nw.Expr, words: Sequence[str]) -> nw.Expr:
    """Whether a text has any of the words or phrases in it, in capitals or not; null stays null.

    What a programme is about stands in histories only in its name. A word counts where it begins a word of
    the text ("bencana" is found in "Tanggap Bencana", "data" not in "mandatori").

    >>> import polars as pl
    >>> frame = nw.from_native(pl.DataFrame({"name": ["Bimtek Tanggap BENCANA", "Diklat Mandatori", None]}))
    >>> frame.select(mentions(nw.col("name"), ["bencana", "data"]))["name"].to_list()
    [True, False, None]
    """
    if not words:
        return nw.when(~name.is_null()).then(nw.lit(False))
    plain = "|".join(re.escape(word.lower()) for word in words)
    return name.str.to_lowercase().str.contains(rf"(?:^|[^a-z0-9])(?:{plain})")


@attrs.frozen(repr=False)
class Lookup(Mapping[str, Scalar]):
    """A table from codes to numbers, texts or flags; `otherwise` is what other codes get.

    >>> points = Lookup({"S2": 20.0, "S1": 15.0}, otherwise=1.0)
    >>> points["S2"], points.get("SD"), points.codes(15.0)
    (20.0, 1.0, ('S1',))
    """

    entries: Mapping[str, Scalar]
    otherwise: Scalar | None = None

    def of(self, code: nw.Expr) -> nw.Expr:
        """The entry of each code; null for null, and for other codes `otherwise` or null."""
        entry = nw.lit(self.otherwise, dtype=self._dtype)
        for value in dict.fromkeys(self.entries.values()):
            entry = nw.when(is_one_of(code, self.codes(value))).then(nw.lit(value)).otherwise(entry)
        return nw.when(~code.is_null()).then(entry)

    def codes(self, value: Scalar) -> tuple[str, ...]:
        """The codes that have this entry."""
        return tuple(code for code, entry in self.entries.items() if entry == value)

    def get(self, code: str, default: Any = None) -> Any:
        """The entry of one code, else `default`, else `otherwise`."""
        return self.entries.get(code, self.otherwise if default is None else default)

    def __getitem__(self, code: str) -> Any:
        return self.entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def _dtype(self) -> Any:
        held = [*self.entries.values(), self.otherwise]
        if any(isinstance(value, bool) for value in held):
            return nw.Boolean
        return nw.String if any(isinstance(value, str) for value in held) else nw.Float64

    def __repr__(self) -> str:
        shown = [f"{code} -> {_plain(value)}" for code, value in list(self.entries.items())[:3]]
        if len(self) > 3:
            shown.append(f"... {len(self)} codes")
        if self.otherwise is not None:
            shown.append(f"otherwise {_plain(self.otherwise)}")
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.frozen(repr=False)
class Weights(Lookup):
    """A weight for each code; `sum` is what they were checked to add up to."""

    sum: float = attrs.field(default=1.0, kw_only=True)

    def mean(self, parts: Mapping[str, nw.Expr]) -> nw.Expr:
        """The mean of the known parts under their weights; null where none is known.

        A part that is unknown is left out, and the weights of the others grow in proportion.

        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"a": [80.0, None], "b": [60.0, 60.0]}))
        >>> weights, parts = Weights({"a": 3.0, "b": 1.0}, sum=4.0), {"a": nw.col("a"), "b": nw.col("b")}
        >>> frame.select(mean=weights.mean(parts), known=weights.known(parts)).rows()
        [(75.0, 1.0), (60.0, 0.25)]
        """
        weight = self._known(parts)
        points = reduce(add, (part.fill_null(0.0) * self[code] for code, part in parts.items()))
        return nw.when(weight > 0).then(points / weight)

    def known(self, parts: Mapping[str, nw.Expr]) -> nw.Expr:
        """The weight of the parts that are known over the weight of all, 0 to 1."""
        return self._known(parts) / math.fsum(self[code] for code in parts)

    def _known(self, parts: Mapping[str, nw.Expr]) -> nw.Expr:
        weights = (nw.when(~part.is_null()).then(self[code]).otherwise(0.0) for code, part in parts.items())
        return reduce(add, weights)


@attrs.frozen
class Band:
    """One band: its name, and the number it starts at (or, if `open`, just above); None for the last."""

    name: str
    least: float | None = None
    open: bool = False

    def holds(self, number: Any) -> Any:
        """Whether a number (or expression) lies in this band or a higher one."""
        assert self.least is not None
        return number - EPSILON > self.least if self.open else number + EPSILON >= self.least


@attrs.frozen(repr=False)
class Bands:
    """Named ranges of a number, the highest first; every number has exactly one name.

    `decimals` says to how many decimals the number is rounded (half up) before it is compared.

    >>> grade = Bands((Band("A", 88.31), Band("B", 76.61), Band("C")), decimals=2)
    >>> grade.name_of(76.605), grade.name_of(76.604)
    ('B', 'C')
    """

    bands: Sequence[Band]
    decimals: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names, of the highest band first."""
        return tuple(band.name for band in self.bands)

    def of(self, number: nw.Expr) -> nw.Expr:
        """The name of each number's band; null for null."""
        compared = number if self.decimals is None else round_half_up(number, self.decimals)
        name = nw.lit(self.bands[-1].name)
        for band in reversed(self.bands[:-1]):
            name = nw.when(band.holds(compared)).then(nw.lit(band.name)).otherwise(name)
        return nw.when(~number.is_null()).then(name)

    def name_of(self, number: float) -> str:
        """The name of one number's band."""
        compared = number if self.decimals is None else _rounded(number, self.decimals)
        return next((band.name for band in self.bands[:-1] if band.holds(compared)), self.bands[-1].name)

    def __repr__(self) -> str:
        shown = [f"{band.name} {'>' if band.open else '>='} {band.least:g}" for band in self.bands[:-1]]
        return f"Bands({', '.join(shown)}, else {self.bands[-1].name})"


AnyValue = Scalar | Lookup | Bands | Weights

EXTRA_FIELDS: Mapping[str, frozenset[str]] = {
    "number": frozenset(),
    "text": frozenset(),
    "flag": frozenset(),
    "lookup": frozenset({"otherwise"}),
    "bands": frozenset({"round"}),
    "weights": frozenset({"sum"}),
}
"""The kinds of parameter, and what each may say beside its value."""


def value_of(kind: str, raw: Any, extra: Mapping[str, Any]) -> AnyValue:
    """The value that a parameter file gives, checked; `ValueError` says what is wrong with it."""
    if kind == "number":
        return _number(raw)
    if kind == "text":
        return str(_typed(raw, str))
    if kind == "flag":
        return bool(_typed(raw, bool))
    if kind == "bands":
        return _bands(raw, extra.get("round"))
    table = {str(code): value for code, value in _typed(raw, dict).items()}
    if kind == "weights":
        return _weights(table, extra.get("sum"))
    return _lookup(table, extra.get("otherwise"))


def _typed(raw: Any, kind: type) -> Any:
    names = {
        str: Message("a text"),
        bool: Message("true or false"),
        dict: Message("a table"),
        list: Message("a list of bands"),
        int: Message("a whole number"),
    }
    if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
        raise ValueError(Message("expected {expected}, got {raw!r}", expected=names[kind], raw=raw))
    return raw


def _number(raw: Any) -> float:
    """An int, a finite float, or a fraction as text."""
    if isinstance(raw, str):
        try:
            return float(Fraction(raw))
        except (ValueError, ZeroDivisionError):
            raise ValueError(
                Message("expected a number or a fraction such as '1/9', got {raw!r}", raw=raw)
            ) from None
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not math.isfinite(raw):
        raise ValueError(Message("expected a number, got {raw!r}", raw=raw))
    return float(raw)


def _entry(raw: Any) -> Scalar:
    return raw if isinstance(raw, (bool, str)) else _number(raw)


def _lookup(table: Mapping[str, Any], otherwise: Any) -> Lookup:
    entries = {code: _entry(value) for code, value in table.items()}
    default = None if otherwise is None else _entry(otherwise)
    kinds = {type(value) for value in [*entries.values(), *([] if default is None else [default])]}
    if len(kinds) > 1:
        raise ValueError(Message("numbers, texts and flags are mixed; a lookup holds one of them"))
    return Lookup(entries, default)


def _weights(table: Mapping[str, Any], total: Any) -> Weights:
    entries = {code: _number(value) for code, value in table.items()}
    if total is None:
        raise ValueError(Message("weights must state their sum"))
    stated, total_weight = _number(total), math.fsum(entries.values())
    if abs(stated - total_weight) > EPSILON:
        raise ValueError(
            Message(
                "the weights add up to {total:.10g}, not to the sum stated, {stated:.10g}",
                total=total_weight,
                stated=stated,
            )
        )
    return Weights(entries, sum=stated)


def _bands(raw: Any, decimals: Any) -> Bands:
    bands = tuple(_band(given) for given in _typed(raw, list))
    if not bands or bands[-1].least is not None:
        raise ValueError(Message("not total: the last band must have no 'at_least' and no 'above'"))
    if any(band.least is None for band in bands[:-1]):
        raise ValueError(Message("only the last band may go without 'at_least' or 'above'"))
    starts = [(band.least, band.open) for band in bands[:-1] if band.least is not None]
    if any(lower >= higher for higher, lower in pairwise(starts)):
        shown = ", ".join(_plain(least) for least, _ in starts)
        raise ValueError(
            Message("the thresholds must fall from band to band: {thresholds}", thresholds=shown)
        )
    if len({band.name for band in bands}) < len(bands):
        raise ValueError(Message("two bands have the same name"))
    if decimals is not None and not 0 <= _typed(decimals, int) <= 6:
        raise ValueError(Message("'round' must be 0 to 6 decimals, got {decimals}", decimals=decimals))
    return Bands(bands, decimals)


def _band(entry: Any) -> Band:
    unknown = set(_typed(entry, dict)) - {"is", "at_least", "above"}
    if unknown:
        raise ValueError(
            Message("a band has 'is' with 'at_least' or 'above', not '{name}'", name=min(unknown))
        )
    if "is" not in entry or {"at_least", "above"} <= set(entry):
        raise ValueError(
            Message("a band has 'is' with 'at_least' or 'above', one of the two: {given!r}", given=entry)
        )
    start = entry.get("at_least", entry.get("above"))
    return Band(_typed(entry["is"], str), None if start is None else _number(start), "above" in entry)


def _plain(value: Scalar) -> str:
    """A value as people write it: 20, not 20.0."""
    return f"{value:g}" if isinstance(value, float) else str(value)
