"""Rows that are kept out, as columns: each with the field where it shows and one of a few sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs
import polars as pl

from asn_dev.register.cells.notices import translate

AT, FIELD, REASON = "position", "field", "reason"
_SCHEMA = {AT: pl.Int64, FIELD: pl.String, REASON: pl.Int64}


@attrs.frozen(eq=False)
class Reasons:
    """Why rows are kept out: their positions, the field where it shows, the number of the sentence.

    A sentence stands here once, however many rows it concerns; no row stands here twice.
    """

    rows: pl.DataFrame = attrs.field(factory=lambda: pl.DataFrame(schema=_SCHEMA))
    sentences: tuple[str, ...] = ()

    @classmethod
    def of(cls, reasons: Mapping[int, tuple[str, str]]) -> Reasons:
        """Those of single rows, by position.

        >>> Reasons.of({4: ("nip", "missing"), 2: ("nip", "missing")}).rows.rows()
        [(4, 'nip', 0), (2, 'nip', 0)]
        """
        numbers: dict[int, int] = {}
        sentences: list[str] = []
        for _, sentence in reasons.values():
            # Rows share their sentence as one object: what is equal but not the same costs only room.
            if id(sentence) not in numbers:
                numbers[id(sentence)] = len(sentences)
                sentences.append(sentence)
        rows = pl.DataFrame(
            {
                AT: list(reasons),
                FIELD: [field for field, _ in reasons.values()],
                REASON: [numbers[id(sentence)] for _, sentence in reasons.values()],
            },
            schema=_SCHEMA,
        )
        return cls(rows, tuple(sentences))

    @classmethod
    def alike(cls, positions: pl.Series, fields: pl.Series, sentence: str) -> Reasons:
        """Those of rows that are kept out for one reason."""
        if not positions.len():
            return cls()
        rows = pl.DataFrame([positions.cast(pl.Int64).alias(AT), fields.alias(FIELD)])
        return cls(rows.with_columns(pl.lit(0, dtype=pl.Int64).alias(REASON)), (sentence,))

    @classmethod
    def by_text(
        cls, positions: pl.Series, field: str, texts: pl.Series, meanings: Mapping[str, str]
    ) -> Reasons:
        """Those of rows of one field; `meanings` has the sentence for each text."""
        numbers = {sentence: at for at, sentence in enumerate(dict.fromkeys(meanings.values()))}
        rows = pl.DataFrame(
            [
                positions.cast(pl.Int64).alias(AT),
                pl.Series(FIELD, [field], dtype=pl.String).new_from_index(0, positions.len()),
                translate(texts, lambda text: numbers[meanings[text]], pl.Int64).alias(REASON),
            ]
        )
        return cls(rows, tuple(numbers))

    def and_(self, others: Reasons) -> Reasons:
        """Both; of a row that has two reasons the first stays."""
        if not others.rows.height:
            return self
        more = others.rows.with_columns(pl.col(REASON) + len(self.sentences))
        if self.rows.height:
            more = more.join(self.rows, on=AT, how="anti", maintain_order="left")
        return Reasons(pl.concat([self.rows, more]), (*self.sentences, *others.sentences))

    def without(self, positions: Iterable[int]) -> Reasons:
        """Those of other rows."""
        left = self.rows.filter(~pl.col(AT).is_in(list(positions)))
        return attrs.evolve(self, rows=left)

    def single(self) -> Iterator[tuple[int, str, str]]:
        """Each row by itself: position, field, sentence."""
        for position, field, number in self.rows.iter_rows():
            yield position, field, self.sentences[number]
