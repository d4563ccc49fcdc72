"""Where findings were made, kept as columns: one finding can concern every row of a large file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import overload

import attrs
import polars as pl

from asn_dev.register.ledger import Place


@attrs.frozen(eq=False, repr=False)
class Places(Sequence[Place]):
    """The places of a finding; each is put together when somebody asks for it.

    >>> places = Places.of([3, 4], values=pl.Series(["a", "b"]))
    >>> places[1], len(places), places == (Place(3, value="a"), Place(4, value="b"))
    (Place(row=4, pointer='', value='b'), 2, True)
    """

    rows: pl.Series
    pointers: pl.Series
    values: pl.Series
    sentences: Mapping[str, str] = attrs.field(factory=dict)
    """For values that are sentences, the messages that know their Indonesian."""

    @classmethod
    def of(
        cls,
        rows: pl.Series | Sequence[int],
        *,
        pointers: pl.Series | None = None,
        values: pl.Series | None = None,
        sentences: Iterable[str] = (),
    ) -> Places:
        """Places in these rows; what is not told is empty."""
        numbers = pl.Series(rows, dtype=pl.Int64)
        none = pl.Series([""], dtype=pl.String).new_from_index(0, numbers.len())
        return cls(
            numbers,
            none if pointers is None else pointers,
            none if values is None else values,
            {str(one): one for one in sentences},
        )

    def texts(self) -> Iterator[pl.Series]:
        """All texts, in columns."""
        yield self.pointers
        yield self.values

    def changed(self, change: Callable[[str], str], *, where: str = "") -> Places:
        """The places with every text in which the pattern `where` is found changed; each distinct one once.

        >>> Places.of([2, 3], values=pl.Series(["a", "-"])).changed(str.upper, where="[a-z]").values.to_list()
        ['A', '-']
        """
        texts = pl.Series(list(self.sentences), dtype=pl.String)
        named = set(texts.filter(texts.str.contains(where)))
        sentences = {text: change(one) if text in named else one for text, one in self.sentences.items()}

        def changed(texts: pl.Series) -> pl.Series:
            hit = texts.str.contains(where)
            if not hit.any():
                return texts
            distinct = texts.filter(hit).unique().to_list()
            anew = [str(sentences[text] if text in sentences else change(text)) for text in distinct]
            return texts.replace(distinct, pl.Series(anew, dtype=pl.String))

        return Places(
            self.rows,
            changed(self.pointers),
            changed(self.values),
            {str(one): one for one in sentences.values()},
        )

    def _text(self, value: str) -> str:
        return self.sentences.get(value, value)

    def __len__(self) -> int:
        return self.rows.len()

    def __iter__(self) -> Iterator[Place]:
        return map(Place, self.rows, self.pointers, map(self._text, self.values))

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Places: ...
    def __getitem__(self, at: int | slice) -> Place | Places:
        if isinstance(at, slice):
            return Places(self.rows[at], self.pointers[at], self.values[at], self.sentences)
        return Place(self.rows[at], self.pointers[at], self._text(self.values[at]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Places({[*self]})"
