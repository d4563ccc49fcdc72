"""What a name in a file refers to: units, posts and competencies as the office's own lists call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import (
    STANDARD_COMPETENCIES,
    CivilServant,
    Competency,
    Enrolment,
    Job,
    Programme,
    RequiredLevel,
    Session,
    Unit,
)
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.notices import translate, translate_together
from asn_dev.register.spellings import (
    Spellings,
    counts_of,
    most_often,
    plain_keys,
    spellings,
    squeezed_keys,
    tidy,
    unit_keys,
)

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet

COMPETENCY_NAMES: Mapping[str, str] = {
    "pengembangandiridanorla": "pengembangan_diri_dan_orang_lain",
    "berorientasipadahasil": "orientasi_pada_hasil",
    "manajemenperubahan": "mengelola_perubahan",
}
"""Other names in use for the nine standard competencies, and the codes they mean."""


@attrs.frozen(eq=False)
class Names:
    """The names of one register: units by their full name, competencies by code, posts by title."""

    units: Spellings
    jobs: Spellings
    competencies: Mapping[str, str]
    usual: frozenset[str]
    programmes: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, sheets: Sequence[ParsedSheet], aliases: Aliases) -> Names:
        """Learn the names from the sheets: a list of units says what they are called, else the staff list."""
        units = spellings(sheets, "unit", unit_keys, (Unit, CivilServant)).and_(aliases.units)
        listed = [*((one.code, one.name) for one in STANDARD_COMPETENCIES), *_dictionary(sheets)]
        codes = {squeezed(name): code for code, name in listed} | dict(COMPETENCY_NAMES)
        codes |= {squeezed(code): code for code, _ in listed}
        codes |= {squeezed(theirs): ours for theirs, ours in aliases.competencies.items()}
        return cls(
            units=units,
            jobs=spellings(sheets, "job", plain_keys, (Job, RequiredLevel)),
            competencies=_unlisted(sheets, codes) | codes,
            usual=frozenset(word for pair in listed for word in pair),
            programmes=_programmes(sheets),
        )

    def competency(self, name: str) -> str:
        """The competency's code; one that no list gives a code is called by its name."""
        return self.competencies.get(_key(name), tidy(name))

    def programme(self, name: str) -> str:
        """The programme's code; one that no list gives a code is called by its name."""
        return self.programmes.get(squeezed(name), tidy(name))

    def competency_list(self, names: str) -> str | None:
        """Codes of several competencies parted by a bar."""
        return "|".join(self.competency(name) for name in names.split("|") if name.strip()) or None

    def resolve(self, parsed: ParsedSheet) -> ParsedSheet:
        """A sheet with the full names and codes in its fields, and what was written otherwise."""
        by_columns = {"unit": self.units.of_government, "job": self.jobs.of}
        meanings: Mapping[str, Callable[[str], str | None]] = {
            "competency": self.competency,
            "competencies": self.competency_list,
            "programme": self.programme,
        }
        for column in parsed.layout.sources:
            cells = parsed.fields[column.field] if column.resolve else pl.Series()
            if column.resolve and (column.field in parsed.headings or cells.null_count() < cells.len()):
                value = (
                    translate_together(cells, by_columns[column.resolve])
                    if column.resolve in by_columns
                    else translate(cells, meanings[column.resolve], pl.String)
                ).alias(column.field)
                notices = self._seen(column.resolve, column.field, cells, value)
                parsed = parsed.with_fields(parsed.fields.with_columns(value), notices)
        return parsed

    def _seen(self, what: str, field: str, cells: pl.Series, value: pl.Series) -> tuple[Notice, ...]:
        if what == "programme":
            return ()
        if what in ("unit", "job"):
            other = cells != value
        else:
            names = cells.drop_nulls().unique()
            odd = [name for name in names if not self.usual.issuperset(name.split("|"))]
            other = cells.is_in(odd) & (cells != value)
        notices = notice(
            f"{what}_name_variant", "repaired", other, Message("a name written otherwise"), field
        )
        if what == "unit" and self.units.listed.len():
            stranger = ~self.units.are_listed(value) & value.is_not_null()
            message = Message("a unit that the list of units, or of staff, does not have")
            notices += notice("unit_not_listed", "warning", stranger, message, field)
        return notices


def _key(name: str) -> str:
    """A competency's name for comparing; one of marks alone is only itself."""
    return squeezed(name) or name


def _dictionary(sheets: Iterable[ParsedSheet]) -> list[tuple[str, str]]:
    """Codes and names of the competencies that the sheets list."""
    listed = [sheet for sheet in sheets if sheet.layout.record is Competency]
    return [pair for sheet in listed for pair in sheet.fields.select("code", "name").drop_nulls().iter_rows()]


def _unlisted(sheets: Iterable[ParsedSheet], codes: Mapping[str, str]) -> dict[str, str]:
    """One spelling for each competency that no list has."""
    single, several = counts_of(sheets, "competency"), counts_of(sheets, "competencies")
    parts = several.with_columns(pl.col("name").str.split("|").list.unique()).explode("name")
    usual = most_often(pl.concat([single, parts]).group_by("name").agg(pl.col("count").sum()), squeezed_keys)
    return {word: name for word, name in usual.iter_rows() if word not in codes}


def _programmes(sheets: Iterable[ParsedSheet]) -> dict[str, str]:
    """The code of each programme that the sheets name with one, by its name; none where two have it."""
    codes: dict[str, set[str]] = {}
    for sheet in sheets:
        named = _PROGRAMME_COLUMNS.get(sheet.layout.record, {})
        columns = next((pair for pair in named.items() if {*pair} <= {*sheet.fields.columns}), None)
        for name, code in sheet.fields.select(columns).drop_nulls().unique().iter_rows() if columns else ():
            codes.setdefault(squeezed(name), set()).add(code)
    return {name: min(several) for name, several in codes.items() if len(several) == 1}


_PROGRAMME_COLUMNS: Mapping[type, Mapping[str, str]] = {
    Programme: {"name": "code"}, Session: {"name": "code"}, Enrolment: {"_name": "programme"},
}  # fmt: skip
"""The fields in which sheets name a programme and give its code."""
