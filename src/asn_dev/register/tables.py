"""The register: one table per record class, over whatever frames the user has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs
import narwhals as nw

from asn_dev.errors import TableError
from asn_dev.model import plural_of
from asn_dev.model.records import registered_records
from asn_dev.register.checking import check_values
from asn_dev.register.frames import Frame, refuse_mixture, table_of
from asn_dev.register.ledger import Finding, LedgerRow, RejectedRows
from asn_dev.register.structuring import frame_of, records_of

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

T = TypeVar("T")


@attrs.frozen(eq=False, repr=False)
class Register:
    """The tables of one government, with the ledger of how they were read.

    ``register[CivilServant]`` is a Narwhals frame, eager or lazy as it was handed over;
    ``.to_native()`` gives the user's own kind back. Tables that were not given are absent, which is
    not the same as empty: what needs them is unknown.

    >>> from asn_dev.model import Nip, Unit
    >>> register = Register.of([Unit(name="Dinas Kesehatan")])
    >>> register
    <Register: 1 units>
    >>> register[Unit].to_native()["name"].to_list()
    ['Dinas Kesehatan']
    """

    tables: Mapping[type, Frame]
    ledger: Sequence[LedgerRow] = ()
    findings: Sequence[Finding] = ()
    rejected: Sequence[RejectedRows] = ()

    @classmethod
    def of(cls, records: Iterable[object]) -> Self:
        """A register of typed records, of any classes mixed: what a web request has in hand.

        Raises `TableError` for something that is no record.
        """
        by_class: dict[type, list[object]] = {}
        for record in records:
            by_class.setdefault(type(record), []).append(record)
        _refuse_strangers(by_class)
        return cls(tables={kind: nw.from_native(frame_of(kind, rows)) for kind, rows in by_class.items()})

    @classmethod
    def from_frames(cls, frames: Mapping[type, IntoFrame], *, check: bool = True) -> Self:
        """A register over frames that the caller has: Polars, pandas, PyArrow, DuckDB, PySpark.

        Columns are the fields of the record; optional ones may be missing, others may stand beside
        them. In eager frames every value is checked: a cell outside its constraint becomes unknown
        with a finding, a row without a usable key, or with that of an earlier row, is rejected. Lazy
        frames are checked by their columns only.

        Raises `TableError` with all that is wrong with the columns of all frames, and where frames of
        several backends are mixed.

        >>> import polars as pl
        >>> from asn_dev.model import Participation
        >>> rows = pl.DataFrame({"nip": ["198704122010012345"] * 2, "hours": [20.0, -1.0]})
        >>> register = Register.from_frames({Participation: rows})
        >>> [hours for hours in register[Participation]["hours"]], register.findings[0].rule
        ([20.0, None], 'out_of_range')
        """
        _refuse_strangers(frames)
        tables: dict[type, Frame] = {}
        faults: list[str] = []
        for record, native in frames.items():
            try:
                tables[record] = table_of(native, record)
            except TableError as error:
                faults.append(error.message)
        if faults:
            raise TableError("; ".join(faults), hint="see docs/records.md for the columns of each table")
        refuse_mixture(tables)
        eager = {record: frame for record, frame in tables.items() if isinstance(frame, nw.DataFrame)}
        checked = {
            record: check_values(frame, record, date.today()) for record, frame in eager.items() if check
        }
        return cls(
            tables=tables | {record: one.frame for record, one in checked.items()},
            ledger=[one.ledger for one in checked.values()],
            findings=[found for one in checked.values() for found in one.findings],
            rejected=[rows for one in checked.values() for rows in one.rejected],
        )

    def has(self, record: type) -> bool:
        """Whether the register holds the table at all."""
        return record in self.tables

    def __getitem__(self, record: type) -> Frame:
        """The table of a record class; `TableError` if the register does not hold it."""
        if record not in self.tables:
            raise TableError(
                f"the register holds no {plural_of(record)}",
                hint="it holds: " + (", ".join(plural_of(kind) for kind in self.tables) or "nothing"),
            )
        return self.tables[record]

    def lazy(self, record: type) -> nw.LazyFrame[Any]:
        """The table as a lazy frame, on which rules are written."""
        return self[record].lazy()

    def records(self, record: type[T]) -> list[T]:
        """The typed objects of a table; a cell that breaks its constraint is an error with its path."""
        return records_of(record, self[record])

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self.tables)

    def __repr__(self) -> str:
        """Which tables there are and how large they are; no value of a row is shown."""

        def size(record: type, frame: Frame) -> str:
            count = str(len(frame)) if isinstance(frame, nw.DataFrame) else "lazy"
            return f"{count} {plural_of(record)}"

        held = ", ".join(size(record, frame) for record, frame in self.tables.items()) or "empty"
        kept_out = sum(row.rejected for row in self.ledger)
        return f"<Register: {held}" + (f"; {kept_out} rejected>" if kept_out else ">")


def _refuse_strangers(records: Iterable[type]) -> None:
    known = registered_records()
    for record in records:
        if record not in known:
            name = record.__name__ if isinstance(record, type) else repr(record)
            raise TableError(f"{name} is no class of records", hint="see docs/records.md for those there are")
