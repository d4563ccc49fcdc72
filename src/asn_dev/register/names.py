"""What a name in a file refers to: units, posts and competencies as the office's own lists call them."""

from __future__ import annotations

import re
from collections import Counter
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
from asn_dev.register.aliases import Aliases, plain, squeezed
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.notices import translate

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet

SHORT_FORMS: Mapping[str, str] = {
    "kec": "kecamatan",
    "kel": "kelurahan",
    "dukcapil": "kependudukan dan pencatatan sipil",
    "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "disdik": "dinas pendidikan",
    "dinkes": "dinas kesehatan",
    "dinsos": "dinas sosial",
    "dishub": "dinas perhubungan",
    "kominfo": "komunikasi dan informatika",
    "diskominfo": "dinas komunikasi dan informatika",
    "ptsp": "pelayanan terpadu satu pintu",
    "dpmptsp": "dinas penanaman modal dan pelayanan terpadu satu pintu",
    "bkpsdm": "badan kepegawaian dan pengembangan sumber daya manusia",
    "bkpp": "badan kepegawaian pendidikan dan pelatihan",
    "bappeda": "badan perencanaan pembangunan daerah",
    "bpbd": "badan penanggulangan bencana daerah",
    "setda": "sekretariat daerah",
    "setwan": "sekretariat dewan perwakilan rakyat daerah",
    "satpol": "satuan polisi",
    "pp": "pamong praja",
}
"""Short forms in common use in names of units, and what they stand for."""

COMPETENCY_NAMES: Mapping[str, str] = {
    "pengembangandiridanorla": "pengembangan_diri_dan_orang_lain",
    "berorientasipadahasil": "orientasi_pada_hasil",
    "manajemenperubahan": "mengelola_perubahan",
}
"""Other names in use for the nine standard competencies, and the codes they mean."""

_OF_A_GOVERNMENT = re.compile(r" (kota|kabupaten|kab|provinsi|prov) [a-z ]+$")


def unit_key(name: str) -> str:
    """A unit's name for comparing, with short forms written out.

    >>> unit_key("Dinas Penanaman Modal & PTSP") == unit_key("DPMPTSP")
    True
    """
    return " ".join(SHORT_FORMS.get(word, word) for word in plain(name).split())


def tidy(name: str) -> str:
    """A name with single blanks."""
    return " ".join(name.split())


@attrs.frozen(eq=False)
class Spellings:
    """How names are spelled: `listed` are right as they stand, `usual` tells others by their key."""

    usual: Mapping[str, str]
    listed: frozenset[str]
    key: Callable[[str], str]

    def of(self, name: str) -> str:
        """The spelling of a name; one that nothing is known of keeps its own."""
        own = tidy(name)
        return own if own in self.listed else self.usual.get(self.key(own), own)


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
        units = _spellings(sheets, "unit", unit_key, (Unit, CivilServant))
        extra = {unit_key(theirs): units.of(ours) for theirs, ours in aliases.units.items()}
        units = attrs.evolve(units, usual={**units.usual, **extra})
        listed = [*((one.code, one.name) for one in STANDARD_COMPETENCIES), *_dictionary(sheets)]
        codes = {squeezed(name): code for code, name in listed} | dict(COMPETENCY_NAMES)
        codes |= {squeezed(code): code for code, _ in listed}
        codes |= {squeezed(theirs): ours for theirs, ours in aliases.competencies.items()}
        return cls(
            units=units,
            jobs=_spellings(sheets, "job", plain, (Job, RequiredLevel)),
            competencies=_unlisted(sheets, codes) | codes,
            usual=frozenset(word for pair in listed for word in pair),
            programmes=_programmes(sheets),
        )

    def unit(self, name: str) -> str:
        """The unit's full name; that of its government behind it does not count."""
        found = self.units.of(name)
        if found in self.units.listed:
            return found
        shorter = _OF_A_GOVERNMENT.sub("", unit_key(name))
        return self.units.usual.get(shorter, found)

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
        meanings: Mapping[str, Callable[[str], str | None]] = {
            "unit": self.unit,
            "competency": self.competency,
            "competencies": self.competency_list,
            "job": self.jobs.of,
            "programme": self.programme,
        }
        for given in parsed.layout.sources:
            cells = parsed.fields[given.field] if given.resolve else pl.Series()
            if given.resolve and (given.field in parsed.headings or cells.null_count() < cells.len()):
                value = translate(cells, meanings[given.resolve], pl.String).alias(given.field)
                notices = self._seen(given.resolve, given.field, cells, value)
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
        found = notice(f"{what}_name_variant", "repaired", other, Message("a name written otherwise"), field)
        if what == "unit" and self.units.listed:
            stranger = ~value.is_in(list(self.units.listed)) & value.is_not_null()
            message = Message("a unit that the list of units, or of staff, does not have")
            found += notice("unit_not_listed", "warning", stranger, message, field)
        return found


def _key(name: str) -> str:
    """A competency's name for comparing; one of marks alone is only itself."""
    return squeezed(name) or name


def _spellings(
    sheets: Sequence[ParsedSheet], what: str, key: Callable[[str], str], lists: tuple[type, type]
) -> Spellings:
    """How names of one sort are spelled: as the list of them has it, else as the second list has most often.

    A name in neither list is spelled as it is most often.
    """
    exact, often = ([one for one in sheets if one.layout.record is record] for record in lists)
    counted, all_counted = _counts(exact, what), _counts(sheets, what)
    keys = {name: key(name) for name in all_counted}  # worked out once, however often it is asked
    second = _most_often(_counts(often, what), keys.__getitem__)
    usual = _most_often(all_counted, keys.__getitem__) | second
    usual |= _most_often(counted, keys.__getitem__)
    listed = frozenset(map(tidy, counted)) or frozenset(second.values())
    return Spellings(usual, listed, key)


def _counts(sheets: Iterable[ParsedSheet], what: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        for given in sheet.layout.sources:
            if given.resolve == what and given.field in sheet.headings:
                counts.update(dict(sheet.fields[given.field].drop_nulls().value_counts().iter_rows()))
    return counts


def _most_often(counts: Mapping[str, int], key: Callable[[str], str]) -> dict[str, str]:
    """For each name the spelling used most (the first in order where two are equal)."""
    found: dict[str, tuple[int, str]] = {}
    for name, count in sorted(counts.items()):
        word = key(name)
        if word not in found or count > found[word][0]:
            found[word] = (count, tidy(name))
    return {word: name for word, (_, name) in found.items()}


def _dictionary(sheets: Iterable[ParsedSheet]) -> list[tuple[str, str]]:
    """Codes and names of the competencies that the sheets list."""
    listed = [one for one in sheets if one.layout.record is Competency]
    return [pair for one in listed for pair in one.fields.select("code", "name").drop_nulls().iter_rows()]


def _unlisted(sheets: Iterable[ParsedSheet], codes: Mapping[str, str]) -> dict[str, str]:
    """One spelling for each competency that no list has."""
    counts = _counts(sheets, "competency")
    for name, count in _counts(sheets, "competencies").items():
        counts.update(dict.fromkeys(name.split("|"), count))
    return {word: name for word, name in _most_often(counts, _key).items() if word not in codes}


def _programmes(sheets: Iterable[ParsedSheet]) -> dict[str, str]:
    """The code of each programme that the sheets name with one, by its name; none where two have it."""
    codes: dict[str, set[str]] = {}
    for one in sheets:
        named = _PROGRAMME_COLUMNS.get(one.layout.record, {})
        columns = next((pair for pair in named.items() if {*pair} <= {*one.fields.columns}), None)
        for name, code in one.fields.select(columns).drop_nulls().unique().iter_rows() if columns else ():
            codes.setdefault(squeezed(name), set()).add(code)
    return {name: min(several) for name, several in codes.items() if len(several) == 1}


_PROGRAMME_COLUMNS: Mapping[type, Mapping[str, str]] = {
    Programme: {"name": "code"}, Session: {"name": "code"}, Enrolment: {"_name": "programme"},
}  # fmt: skip
"""The fields in which sheets name a programme and give its code."""
