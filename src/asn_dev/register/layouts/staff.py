"""Staff lists of any office, SIASN's among them: cells that hold several fields are split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import CivilServant, Employment, Unit, column_of
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.date_columns import read_dates
from asn_dev.register.cells.grades import grade_of
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.words import ESELON, NO_ESELON
from asn_dev.register.layouts.headings import headings_of
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.layouts.posts import NOT_ASN, with_posts
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

HEADINGS = headings_of("staff")

NIP_HEADINGS = HEADINGS["nip"]
"""What files call the personnel number."""

CONTRACT = "71"
"""SIASN `kedudukanHukum` of a PPPK in service."""

_UNIT_SEPARATOR = " - "
_SOFT = ("p", "c")
"""SIASN's flags: P only says that somebody is no candidate, also of a PPPK."""
_ROW_NUMBER = r"^\d{1,6}$"
_PLACE = r"^[^\d]*?[,/;\n]?\s*(\d.*)$"
_FRONT = r"^((?i:(?:prof|drg|drs|dra|dr|ir|hj|h|apt|ns|k\.h|kol|letkol)\.\s*)+)"
_DEGREE = r"(?:[A-Z][A-Za-z]*\.(?:[A-Za-z]+\.?)*|SH|SE|ST|SKM|SIP|SAP|MM|MH|MT|MAP|CA|AK|Ak|Ners)"
_BACK = rf",\s*({_DEGREE}(?:\s*\([A-Za-z.]+\))?(?:[,\s]+{_DEGREE}(?:\s*\([A-Za-z.]+\))?)*)\s*$"


def _derive(fields: pl.DataFrame) -> Derived:
    """Unit, kind of employment, post, grade and titles, from what the list has beside them."""
    fields = fields.with_columns(*_unit(), pns_id=_identifier())
    fields, born = _birth(fields)
    fields, employed = _employment(fields)
    fields, grades = _grade(fields)
    fields, posts = with_posts(fields)
    fields, titles = _titles(fields)
    return fields, [*born, *employed, *grades, *posts, *titles]


def _unit() -> tuple[pl.Expr, pl.Expr]:
    """The unit stands last, behind the parts of it; else a column of its own tells the part."""
    parts = pl.col("unit").str.split(_UNIT_SEPARATOR)
    inside = parts.list.head(parts.list.len() - 1).list.join(_UNIT_SEPARATOR)
    section = pl.when(parts.list.len() > 1).then(inside)
    own = pl.when(pl.col("section") != pl.col("unit")).then("section")
    return parts.list.last().alias("unit"), pl.coalesce(section, own).alias("section")


def _identifier() -> pl.Expr:
    """A column called ID may only count the rows."""
    return pl.when(~pl.col("pns_id").str.contains(_ROW_NUMBER)).then("pns_id")


def _birth(fields: pl.DataFrame) -> Derived:
    """The date behind the place ("Binjai, 12 April 1987"), where no column of its own has it."""
    both = fields["_place_and_birth"]
    if both.null_count() == both.len():
        return fields, ()
    dates = both.str.replace_all("\n", " ").str.extract(_PLACE)
    read = read_dates(dates.set(dates.is_null(), None), None, month=False)
    unread = both.is_not_null() & read.values.is_null()
    message = Message("no date of birth could be read behind the place")
    seen = [attrs.evolve(one, field="_place_and_birth") for one in read.notices if one.severity != "unknown"]
    return (
        fields.with_columns(birth_date=fields["birth_date"].fill_null(read.values)),
        [*seen, *notice("not_a_date", "unknown", unread, message, "_place_and_birth")],
    )


def _employment(fields: pl.DataFrame) -> Derived:
    """Employment by the status; without one, by the number (PNS or PPPK).

    SIASN's flag P only says that somebody is no candidate. Who is no civil servant (honorer) is said.
    """
    words = fields["_status"].str.to_lowercase()
    number = pl.col("nip").str.slice(12, 2)
    contract = (pl.col("legal_status") == CONTRACT) | number.str.starts_with("2")
    cell = pl.col("employment")
    certain = pl.when(~pl.lit(words).is_in(_SOFT).fill_null(False) | (cell == Employment.CPNS.value)).then(
        cell
    )
    by_number = (
        pl.when(contract)
        .then(pl.lit(Employment.PPPK.value))
        .when(number.is_not_null())
        .then(pl.lit(Employment.PNS.value))
    )
    stranger = words.str.contains(NOT_ASN).fill_null(False)
    flagged = (pl.lit(words) == "c") & (pl.col("legal_status") == CONTRACT)
    employment = pl.when(~pl.lit(stranger)).then(
        pl.when(flagged.fill_null(False)).then(by_number).otherwise(pl.coalesce(certain, by_number))
    )
    message = Message(
        "the status says that this is no civil servant (ASN); the kind of employment counts as unknown"
    )
    kept = fields.with_columns(employment=employment)
    inferred = kept["employment"].is_not_null() & (words.is_null() | fields["employment"].is_null())
    return (
        kept.with_columns(inferred.alias("_by_number")),
        notice("not_a_civil_servant", "warning", stranger, message, "employment"),
    )


def _grade(fields: pl.DataFrame) -> Derived:
    """The grade is I/a to IV/e, of a PPPK a Roman number without a letter, however it was written."""
    cells = fields["grade"]
    grade = translate(cells, grade_of, pl.String).alias("grade")
    rewritten = Message("a grade written in another way")
    unread = Message("not a grade (I/a to IV/e, or I to XVII); the cell counts as unknown")
    return fields.with_columns(grade), [
        *notice("grade_variant", "repaired", (grade != cells).fill_null(False), rewritten, "grade"),
        *notice("unknown_code", "unknown", cells.is_not_null() & grade.is_null(), unread, "grade"),
    ]


def _titles(fields: pl.DataFrame) -> tuple[pl.DataFrame, Sequence[Notice]]:
    """Move titles from the name to the title fields, if these are empty."""
    name = fields["name"]
    front, back = name.str.extract(_FRONT), name.str.extract(_BACK)
    empty = fields["title_before"].is_null() & fields["title_after"].is_null()
    hit = (front.is_not_null() | back.is_not_null()) & empty
    inside = pl.lit(hit)
    bare = pl.col("name").str.replace(_FRONT, "").str.replace(_BACK, "").str.strip_chars()
    moved = fields.with_columns(
        name=pl.when(inside).then(bare).otherwise("name"),
        title_before=pl.when(inside).then(front.str.strip_chars()).otherwise("title_before"),
        title_after=pl.when(inside).then(back).otherwise("title_after"),
    )
    message = Message("titles inside the name were put in their columns")
    return moved, notice("name_with_titles", "repaired", hit, message, "name")


def _make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    units = rows.select(name="unit", agency="_agency").drop_nulls("name").unique(maintain_order=True)
    return {CivilServant: rows, Unit: units}


def _text(field: str, table: str, **options: Any) -> Source:
    """A column of any text that is no field of the record."""
    return Source(field, HEADINGS[table], column_of(Unit, "agency"), **options)


STAFF = Layout(
    name="SIASN data pegawai",
    record=CivilServant,
    sources=[
        source(CivilServant, "nip", *NIP_HEADINGS, essential=True),
        source(CivilServant, "pns_id", *HEADINGS["pns_id"]),
        source(CivilServant, "name", *HEADINGS["name"], expected=True),
        source(CivilServant, "title_before", *HEADINGS["title_before"]),
        source(CivilServant, "title_after", *HEADINGS["title_after"]),
        source(CivilServant, "birth_date", *HEADINGS["birth_date"], expected=True),
        attrs.evolve(
            _text("_place_and_birth", "place_and_birth"),
            column=attrs.evolve(column_of(Unit, "agency"), personal=True),
        ),
        source(CivilServant, "sex", *HEADINGS["sex"], expected=True),
        source(
            CivilServant,
            "employment",
            *HEADINGS["employment"],
            codes={"C": Employment.CPNS.value, "P": Employment.PNS.value},
            words_as="_status",
        ),
        source(CivilServant, "legal_status", *HEADINGS["legal_status"]),
        source(CivilServant, "education", *HEADINGS["education"], expected=True),
        source(CivilServant, "job_kind", *HEADINGS["job_kind"], expected=True, words_as="_kind"),
        source(CivilServant, "job_title", *HEADINGS["job_title"], resolve="job", expected=True),
        source(CivilServant, "tier", *HEADINGS["tier"]),
        source(CivilServant, "grade", *HEADINGS["grade"]),
        source(CivilServant, "unit", *HEADINGS["unit"], resolve="unit", expected=True, fact="unit"),
        source(CivilServant, "section", *HEADINGS["section"]),
        source(CivilServant, "in_post_since", *HEADINGS["in_post_since"]),
        source(CivilServant, "appointed_on", *HEADINGS["appointed_on"]),
        source(CivilServant, "confirmed_on", *HEADINGS["confirmed_on"]),
        # A text that says "none" is no unknown code, so the column is none of the tiers alone.
        attrs.evolve(_text("_eselon", "eselon"), codes={**ESELON, **dict.fromkeys(NO_ESELON, "")}),
        _text("_agency", "agency", fact="agency"),
    ],
    signature=frozenset({"nip"}),
    make=_make,
    key=("nip",),
    stems=("data_pegawai", "data_utama"),
    derive=_derive,
    general=True,
    least=3,
)
