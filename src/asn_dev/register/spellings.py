"""How names are spelled, as columns: a file can have another name in each of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.register.aliases import plain, squeezed

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

_OF_A_GOVERNMENT = r" (kota|kabupaten|kab|provinsi|prov) [a-z ]+$"
_BLANKS = r"[\s\x1c-\x1f]+"
"""What parts words where Python splits a text."""

_NAME = pl.col("name")
_TIDIED = _NAME.str.replace_all(_BLANKS, " ").str.strip_chars(" ")
_IS_ODD = ((_NAME.str.len_bytes() != _NAME.str.len_chars()) | (pl.col("key") == "")).fill_null(False)

Keys = Callable[[pl.Series], pl.Series]
"""Names for comparing, one for each name."""


def tidy(name: str) -> str:
    """A name with single blanks."""
    return " ".join(name.split())


def tidied(names: pl.Series) -> pl.Series:
    """Names as `tidy` has each."""
    return names.to_frame("name").select_seq(_TIDIED).to_series().alias(names.name)


def plain_keys(names: pl.Series) -> pl.Series:
    """Names as `plain` has each."""
    words = _NAME.str.to_lowercase().str.replace_all("&", " dan ", literal=True)
    return _one_by_one(names, words.str.replace_all(r"[\W_]+", " ").str.strip_chars(" "), plain)


def squeezed_keys(names: pl.Series) -> pl.Series:
    """Names as `squeezed` has each; one of marks alone is only itself."""
    words = _NAME.str.to_lowercase().str.replace_all(r"[^\w#]+|_", "")
    return _one_by_one(names, words, lambda name: squeezed(name) or name)


def unit_keys(names: pl.Series) -> pl.Series:
    """Names of units for comparing, with short forms written out.

    >>> one, other = unit_keys(pl.Series(["Dinas Penanaman Modal & PTSP", "DPMPTSP"]))
    >>> one == other
    True
    """
    keys = plain_keys(names)
    short = keys.str.contains(rf"\b(?:{'|'.join(SHORT_FORMS)})\b").fill_null(False)
    if not short.any():
        return keys
    words = keys.filter(short).str.split(" ")
    full = words.list.eval(pl.element().replace(dict(SHORT_FORMS))).list.join(" ")
    return keys.scatter(short.arg_true(), full)


def _one_by_one(names: pl.Series, usual: pl.Expr, key: Callable[[str], str]) -> pl.Series:
    """The usual keys; those of names with letters beyond ASCII, or with marks alone, made one by one."""
    both = names.to_frame("name").select_seq(_NAME, usual.alias("key"))
    keys, odd = both["key"].alias(names.name), both.select_seq(_IS_ODD).to_series()
    if not odd.any():
        return keys
    own = pl.Series([key(name) for name in names.filter(odd)], dtype=pl.String)
    return keys.scatter(odd.arg_true(), own)


@attrs.frozen(eq=False)
class Spellings:
    """How names are spelled: `listed` are right as they stand, `usual` has the spelling of each key."""

    usual: pl.DataFrame
    listed: pl.Series
    keys: Keys

    def of(self, names: pl.Series) -> pl.Series:
        """The spelling of each name; one that nothing is known of keeps its own."""
        own = tidied(names)
        return own.zip_with(self.are_listed(own), self._usual(self.keys(own), own))

    def of_government(self, names: pl.Series) -> pl.Series:
        """The spelling of each name; that of a government behind it does not count."""
        spelled, keys = self.of(names), self.keys(tidied(names))
        behind = ~self.are_listed(spelled) & keys.str.contains(_OF_A_GOVERNMENT)
        if not behind.any():
            return spelled
        shorter = keys.str.replace(_OF_A_GOVERNMENT, "")
        return self._usual(shorter, spelled).zip_with(behind, spelled)

    def and_(self, others: Mapping[str, str]) -> Spellings:
        """With the names that `others` has for names of these."""
        if not others:
            return self
        theirs = self.keys(pl.Series([*others], dtype=pl.String))
        ours = self.of(pl.Series([*others.values()], dtype=pl.String))
        extra = pl.DataFrame([theirs.alias("key"), ours.alias("spelling")]).unique("key", keep="last")
        return attrs.evolve(self, usual=_first([extra, self.usual]))

    def are_listed(self, names: pl.Series) -> pl.Series:
        """Which names are right as they stand."""
        return names.is_in(self.listed.implode())

    def _usual(self, keys: pl.Series, otherwise: pl.Series) -> pl.Series:
        asked = pl.DataFrame([keys.alias("key"), otherwise.alias("otherwise")])
        spelled = asked.join(self.usual, on="key", how="left", maintain_order="left")
        return spelled.select(pl.coalesce("spelling", "otherwise"))["spelling"].alias(otherwise.name)


def spellings(sheets: Sequence[ParsedSheet], what: str, keys: Keys, lists: tuple[type, type]) -> Spellings:
    """How names of one sort are spelled: as the list of them has it, else as the second list has most often.

    A name in neither list is spelled as it is most often.
    """
    exact, often = ([one for one in sheets if one.layout.record is record] for record in lists)
    counted, second = counts_of(exact, what), most_often(counts_of(often, what), keys)
    usual = _first([most_often(counted, keys), second, most_often(counts_of(sheets, what), keys)])
    listed = tidied(counted["name"]) if counted.height else second["spelling"]
    return Spellings(usual, listed.unique(), keys)


def counts_of(sheets: Iterable[ParsedSheet], what: str) -> pl.DataFrame:
    """The names of one sort in the rows of sheets, each once, and how often it stands there."""
    columns = [
        sheet.fields[given.field].filter(sheet.are_data()).drop_nulls().alias("name")
        for sheet in sheets
        for given in sheet.layout.sources
        if given.resolve == what and given.field in sheet.headings
    ]
    names = pl.concat([pl.Series("name", [], dtype=pl.String), *columns])
    return names.value_counts(name="count")


def most_often(counts: pl.DataFrame, keys: Keys) -> pl.DataFrame:
    """For each name the spelling used most (the first in order where two are equal), by its `key`."""
    if counts.is_empty():
        return pl.DataFrame(schema={"key": pl.String, "spelling": pl.String})
    spelled = tidied(counts["name"])
    keyed = counts.with_columns(keys(spelled).alias("key"), spelled.alias("spelling"))
    several = keyed["key"].is_duplicated()
    chosen = keyed.filter(several).sort("count", "name", descending=[True, False])
    return _first(one.select("key", "spelling") for one in (chosen, keyed.filter(~several)))


def _first(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The spellings of all tables; of a key that several have, the first."""
    return pl.concat(tables).unique("key", keep="first", maintain_order=True)
