"""SIASN's staff list: what one cell says of several fields is taken apart here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.model import CivilServant, Employment, Tier, Unit, column_of
from asn_dev.register.cells import Notice, notice
from asn_dev.register.layouts.layout import Layout, Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

NIP_HEADINGS = ("nipBaru", "nip_baru", "nip", "nomor induk pegawai")
"""What files call the personnel number."""

ESELON = {
    "10": Tier.JPT_UTAMA.value,
    **dict.fromkeys(("11", "12"), Tier.JPT_MADYA.value),
    **dict.fromkeys(("21", "22"), Tier.JPT_PRATAMA.value),
    **dict.fromkeys(("31", "32"), Tier.ADMINISTRATOR.value),
    **dict.fromkeys(("41", "42"), Tier.PENGAWAS.value),
    **dict.fromkeys(("51", "52"), Tier.PELAKSANA.value),
}
"""SIASN `eselon`; 51 and 52 are no echelon any more, East Java calls them pelaksana (secondary)."""

CONTRACT = "71"
"""SIASN `kedudukanHukum` of a PPPK in service."""

_UNIT_SEPARATOR = " - "
_FUNCTIONAL_TIERS = (
    Tier.AHLI_UTAMA, Tier.AHLI_MADYA, Tier.AHLI_MUDA, Tier.AHLI_PERTAMA, Tier.PENYELIA, Tier.MAHIR,
    Tier.TERAMPIL, Tier.PEMULA,
)  # fmt: skip
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split()
_GRADE_WORD = r"(?i)^\s*(?:pppk|gol(?:ongan)?\.?)[\s\-:]*"
_FRONT = r"^((?i:(?:prof|drg|drs|dra|dr|ir|hj|h|apt|ns|k\.h|kol|letkol)\.\s*)+)"
_DEGREE = r"(?:[A-Z][A-Za-z]*\.(?:[A-Za-z]+\.?)*|SH|SE|ST|SKM|SIP|SAP|MM|MH|MT|MAP|CA|AK|Ak|Ners)"
_BACK = rf",\s*({_DEGREE}(?:\s*\([A-Za-z.]+\))?(?:[,\s]+{_DEGREE}(?:\s*\([A-Za-z.]+\))?)*)\s*$"


def _derive(fields: pl.DataFrame) -> Derived:
    """Unit, kind of employment, tier, grade and titles, from what the list has beside them."""
    fields = fields.with_columns(*_unit(), _employment().alias("employment"), _tier().alias("tier"))
    fields, grades = _grade(fields)
    fields, titles = _titles(fields)
    return fields, [*grades, *titles]


def _unit() -> tuple[pl.Expr, pl.Expr]:
    """The unit stands last, behind the parts of it."""
    parts = pl.col("unit").str.split(_UNIT_SEPARATOR)
    section = parts.list.head(parts.list.len() - 1).list.join(_UNIT_SEPARATOR)
    return parts.list.last().alias("unit"), pl.when(parts.list.len() > 1).then(section).alias("section")


def _employment() -> pl.Expr:
    """PPPK by legal status or number; the status beside tells CPNS from PNS."""
    number = pl.col("nip").str.slice(12, 2)
    contract = (pl.col("legal_status") == CONTRACT) | number.str.starts_with("2")
    candidate = pl.col("employment") == Employment.CPNS.value
    return (
        pl.when(contract)
        .then(pl.lit(Employment.PPPK.value))
        .when(candidate)
        .then(pl.lit(Employment.CPNS.value))
        .when(number.is_not_null())
        .then(pl.lit(Employment.PNS.value))
    )


def _tier() -> pl.Expr:
    """By echelon; functional posts end in their tier (Perawat Ahli Muda), the others are pelaksana."""
    kind = pl.col("job_kind")
    names = "|".join(tier.value for tier in _FUNCTIONAL_TIERS)
    named = pl.col("job_title").str.to_titlecase().str.extract(rf"({names})\s*$")
    functional = pl.when(kind.is_in(["2", "3"])).then(named)
    general = pl.when(kind == "4").then(pl.lit(Tier.PELAKSANA.value))
    return pl.coalesce(pl.col("_eselon"), functional, general)


def _grade(fields: pl.DataFrame) -> tuple[pl.DataFrame, Sequence[Notice]]:
    """The grade of a PPPK is a Roman number without a letter, however it was written."""
    grade = pl.col("grade")
    bare = grade.str.replace(_GRADE_WORD, "").str.strip_chars()
    digits = grade.str.extract(r"(\d{1,2})\s*$").str.strip_chars_start("0")
    numbers = {str(number): roman for number, roman in enumerate(_ROMAN, 1)}
    roman = digits.replace_strict(numbers, default=None, return_dtype=pl.String)
    contract = pl.col("employment") == Employment.PPPK.value
    made = fields.select(pl.when(contract).then(pl.coalesce(roman, bare)).otherwise(bare).alias("grade"))[
        "grade"
    ]
    other = made != fields["grade"]
    message = "a grade written in another way"
    return fields.with_columns(made), notice("grade_variant", "repaired", other, message, "grade")


def _titles(fields: pl.DataFrame) -> tuple[pl.DataFrame, Sequence[Notice]]:
    """Titles inside the name go where titles belong, if nothing stands there."""
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
    message = "titles inside the name were put in their columns"
    return moved, notice("name_with_titles", "repaired", hit, message, "name")


def _make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    units = rows.select(name="unit", agency="_agency").drop_nulls("name").unique("name", maintain_order=True)
    return {CivilServant: rows, Unit: units}


STAFF = Layout(
    name="SIASN data pegawai",
    record=CivilServant,
    sources=[
        source(CivilServant, "nip", *NIP_HEADINGS, essential=True),
        source(CivilServant, "pns_id", "id", "pnsId"),
        source(CivilServant, "name", "nama", "nama lengkap", "nama pegawai", expected=True),
        source(CivilServant, "title_before", "gelar_depan"),
        source(CivilServant, "title_after", "gelar_belakang"),
        source(CivilServant, "birth_date", "tanggal_lahir", "tglLahir", expected=True),
        source(CivilServant, "sex", "jenis_kelamin", expected=True),
        source(
            CivilServant,
            "employment",
            "status_cpns_pns",
            "statusPegawai",
            codes={"C": Employment.CPNS.value, "P": Employment.PNS.value},
        ),
        source(CivilServant, "legal_status", "kedudukan_hukum_id", "kedudukanPnsId"),
        source(CivilServant, "education", "tingkat_pendidikan_id", "tkPendidikanTerakhirId", expected=True),
        source(CivilServant, "job_kind", "jenis_jabatan_id", expected=True),
        source(CivilServant, "job_title", "jabatan_nama", "nama jabatan", resolve="job", expected=True),
        source(CivilServant, "grade", "gol_akhir_nama", "golRuangAkhir", "golongan"),
        source(CivilServant, "unit", "unor_nama", "unit organisasi", resolve="unit", expected=True),
        source(CivilServant, "in_post_since", "tmt_jabatan"),
        source(CivilServant, "appointed_on", "tmt_cpns"),
        source(CivilServant, "confirmed_on", "tmt_pns"),
        Source("_eselon", ("eselon_id",), column_of(CivilServant, "tier"), codes=ESELON),
        Source("_agency", ("instansi_kerja_nama",), column_of(Unit, "agency")),
    ],
    signature=frozenset({"nip", "unit", "job_title", "job_kind"}),
    make=_make,
    key=("nip",),
    stems=("data_pegawai", "data_utama"),
    derive=_derive,
)
