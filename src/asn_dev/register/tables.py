"""The register: one table per record class, over whatever frames the user has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import TableError
from asn_dev.messages import Message, joined
from asn_dev.model import Nip, UnplacedStandard, columns_of, key_of, plural_of
from asn_dev.model.records import registered_records
from asn_dev.overviews import HasOverview, Overview
from asn_dev.register.contents import overview_of
from asn_dev.register.frames import Frame, refuse_mixture
from asn_dev.register.ledger import Finding, LedgerRow, RejectedRows
from asn_dev.register.schema import NIP_PATTERN
from asn_dev.register.structuring import frame_of, records_of

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    from asn_dev.register.checking import Checked
    from asn_dev.register.handed_over import HandedOver

T = TypeVar("T")


@attrs.frozen(eq=False, repr=False)
class Register(HasOverview):
    """The tables of one government, with the ledger of how they were read.

    ``register[CivilServant]`` is a Narwhals frame: over Polars for eager tables, whatever they came
    as, over what was handed over for lazy ones. `kind` is what eager results come back as. Tables
    that were not given are absent, which is not the same as empty: what needs them is unknown.

    >>> from asn_dev.model import Nip, Unit
    >>> register = Register.of([Unit(name="Dinas Kesehatan")])
    >>> register
    <Register: 1 table, 1 row>
      units  1 row, 50 % of the cells known
    >>> register[Unit].to_native()["name"].to_list()
    ['Dinas Kesehatan']
    """

    tables: Mapping[type, Frame]
    ledger: Sequence[LedgerRow] = ()
    findings: Sequence[Finding] = ()
    rejected: Sequence[RejectedRows] = ()
    kind: str = "polars"

    @classmethod
    def of(cls, records: Iterable[object], *, empty: Iterable[type] = ()) -> Self:
        """A register of typed records, of any classes mixed: what a web request has in hand.

        `empty` names the record classes of which it is known that there are none: a person without
        disciplinary measures is not a person of whom nobody knows. Rows whose personnel number cannot
        have been issued are rejected, as they are from files.

        Raises `TableError` for something that is no record.

        >>> from asn_dev.model import DisciplinaryAction, Unit
        >>> Register.of([Unit(name="Dinas Kesehatan")], empty=[DisciplinaryAction])
        <Register: 2 tables, 1 row>
          disciplinary_actions  0 rows
          units                 1 row, 50 % of the cells known
        """
        from asn_dev.register.checking import check_values

        by_class: dict[type, list[object]] = {kind: [] for kind in empty}
        for record in records:
            by_class.setdefault(type(record), []).append(record)
        _refuse_strangers(by_class)
        tables = {kind: nw.from_native(frame_of(kind, rows)) for kind, rows in by_class.items()}
        # Typed records keep their constraints; what they cannot know is checked only where it fails.
        suspect = [kind for kind, rows in by_class.items() if not _usable(kind, rows)]
        return cls._checked(
            tables, {kind: check_values(tables[kind], kind, date.today()) for kind in suspect}
        )

    @classmethod
    def from_frames(
        cls, frames: Mapping[type, IntoFrame | Sequence[Mapping[str, Any]]], *, check: bool = True
    ) -> Self:
        """A register over frames that the caller has: Polars, pandas, PyArrow, DuckDB, PySpark, or rows.

        Columns are the fields of the record; optional ones may be missing, others may stand beside
        them. In eager frames, and in lists of dictionaries, texts are read as in files: padded numbers,
        dates as text and words for codes are repaired, and said. Every value is checked: a cell outside
        its constraint becomes unknown with a finding, a row without a usable key, or with that of an
        earlier row, is rejected. Moments become days: of their own zone if it is Indonesian, else of
        Asia/Jakarta; without a zone as they stand. Lazy frames are checked by their columns only; but rows
        of standards that lack a part of their key are counted and rejected, as they are from eager frames.

        Raises `TableError` with all that is wrong with the columns of all frames, and where frames of
        several backends are mixed.

        >>> import polars as pl
        >>> from asn_dev.model import Participation
        >>> rows = pl.DataFrame({"nip": ["198704122010012345"] * 2, "hours": [20.0, -1.0]})
        >>> register = Register.from_frames({Participation: rows})
        >>> [hours for hours in register[Participation]["hours"]], register.findings[0].rule
        ([20.0, None], 'out_of_range')
        """
        from asn_dev.register.checking import check_values
        from asn_dev.register.handed_over import take

        _refuse_strangers(frames)
        taken: dict[type, HandedOver] = {}
        faults: list[str] = []
        for record, native in frames.items():
            try:
                taken[record] = take(native, record, check=check)
            except TableError as error:
                faults.append(error.message)
        if faults:
            raise TableError(
                joined("; ", faults), hint=Message("see docs/records.md for the columns of each table")
            )
        backends = {record: one.backend for record, one in taken.items()}
        refuse_mixture(backends)
        checked = {
            record: check_values(one.table, record, date.today(), one)
            for record, one in taken.items()
            if check and isinstance(one.table, nw.DataFrame)
        }
        register = cls._checked(
            {record: one.table for record, one in taken.items()},
            checked,
            next(iter(backends.values()), "polars"),
        )
        lazy = [one for record, one in taken.items() if record not in checked]
        lost = [one.unplaced for one in lazy if one.unplaced is not None]
        return attrs.evolve(
            register,
            tables={**register.tables, **({UnplacedStandard: lost[0]} if lost else {})},
            findings=[*(seen for one in lazy for seen in one.findings), *register.findings],
            rejected=[*(rows for one in lazy for rows in one.rejected), *register.rejected],
        )

    @classmethod
    def _checked(
        cls, tables: Mapping[type, Frame], checked: Mapping[type, Checked], kind: str = "polars"
    ) -> Self:
        """The register of these tables, with what checking made of some of them and its books."""
        from asn_dev.register.personal import told_of_nobody

        findings, ledger, rejected = told_of_nobody(
            _people_in(tables if any(one.findings for one in checked.values()) else {}),
            [found for one in checked.values() for found in one.findings],
            [one.ledger for one in checked.values()],
            [rows for one in checked.values() for rows in one.rejected],
        )
        lost = [one.unplaced for one in checked.values() if one.unplaced is not None]
        unplaced: dict[type, Frame] = (
            {UnplacedStandard: nw.from_native(lost[0], eager_only=True)} if lost else {}
        )
        return cls(
            tables={**tables, **{record: one.frame for record, one in checked.items()}, **unplaced},
            ledger=ledger,
            findings=findings,
            rejected=rejected,
            kind=kind,
        )

    def has(self, record: type) -> bool:
        """Whether the register holds the table at all."""
        return record in self.tables

    def __getitem__(self, record: type) -> Frame:
        """The table of a record class; `TableError` if the register does not hold it."""
        if record not in self.tables:
            raise TableError(
                Message("the register holds no {table}", table=plural_of(record)),
                hint=Message(
                    "it holds: {names}",
                    names=", ".join(plural_of(kind) for kind in self.tables) or Message("nothing"),
                ),
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

    def overview(self, *, personal: bool = False) -> Overview:
        """Which tables there are, how much is known, what was rejected; with `personal` persons are shown."""
        return overview_of(self, personal=personal)


def _people_in(tables: Mapping[type, Frame]) -> Iterator[pl.Series]:
    """The texts that tell of people, of the tables that lie in memory."""
    return (
        frame[column.name].to_polars()
        for record, frame in tables.items()
        if isinstance(frame, nw.DataFrame)
        for column in columns_of(record)
        if column.personal and column.name in frame.columns
    )


def _usable(kind: type, rows: Sequence[object]) -> bool:
    """Whether every number can have been issued and no two records have the same key."""
    numbers = attrgetter(*names) if (names := [c.name for c in columns_of(kind) if c.type is Nip]) else None
    key = attrgetter(*key_of(kind)) if key_of(kind) else id
    if len({key(row) for row in rows}) < len(rows):
        return False
    if {"mentor", "mentee"} <= {column.name for column in columns_of(kind)}:
        return False
    numbers_of_rows = (numbers(row) for row in rows) if numbers else ()
    each = (one for some in numbers_of_rows for one in (some if isinstance(some, tuple) else (some,)))
    return all(_NUMBER.match(one.number) for one in each if one is not None)


_NUMBER = re.compile(NIP_PATTERN)


def _refuse_strangers(records: Iterable[type]) -> None:
    registered = registered_records()
    for record in records:
        if record not in registered:
            name = record.__name__ if isinstance(record, type) else repr(record)
            raise TableError(
                Message("{name} is no class of records", name=name),
                hint=Message("see docs/records.md for those there are"),
            )
