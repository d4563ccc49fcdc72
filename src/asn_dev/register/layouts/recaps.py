"""Recaps of learning hours: what a person has in a year, by kind or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import ReportedHours, Unit, column_of
from asn_dev.register.aliases import squeezed
from asn_dev.register.cells import notice
from asn_dev.register.layouts.completion import REMARK_HEADINGS, person_source
from asn_dev.register.layouts.layout import Layout, make_only
from asn_dev.register.layouts.learning import (
    CERTIFICATE_HEADINGS,
    LOOSE_HEADINGS,
    NIP_HEADINGS,
    TRAINING_HEADINGS,
)
from asn_dev.register.layouts.moodle import FILE_OF_PLACE
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

_TEXT = column_of(Unit, "agency")
_PLACE = "_place"
_YEAR = r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)"

_OF_HOURS = (
    "jp", "jumlah jp", "total jp", "capaian jp", "realisasi jp", "perolehan jp", "jam pelajaran",
    "jumlah jam pelajaran",
    "capaian jam pelajaran", "realisasi jam pelajaran", "jam pelajaran (jp)", "jumlah jam pelajaran (jp)",
    "jpl", "jumlah jpl", "pengembangan kompetensi", "pengembangan kompetensi (jp)",
    "jenis pengembangan kompetensi (jp)", "jumlah jam", "jam", "diklat", "pelatihan",
)  # fmt: skip
"""What stands over or before the kinds of hours in a recap."""


def _hours_of(*kinds: str) -> tuple[str, ...]:
    """Headings of a kind of hours: "JP Manajerial", "Manajerial (JP)", "Jumlah JP Diklat Manajerial"."""
    words = [f"{before}{kind}" for kind in kinds for before in ("", "diklat ", "pelatihan ", "kompetensi ")]
    joined = [f"{group} {word}" for group in _OF_HOURS for word in words]
    return (*joined, *(f"{word} (jp)" for word in words), *(f"{word} jp" for word in words))


_TOTALS = (
    "JP Total", "Total JP", "Jumlah JP", "Total Capaian JP", "Capaian JP",
    "Jumlah Total JP", "Total Jumlah JP", "JP Jumlah", "Jumlah (JP)", "Total (JP)",
    "Total Jam Pelajaran", "Jumlah Jam Pelajaran", "Total JPL", "Jumlah JPL", "Realisasi JP",
    "Total Realisasi JP", "Total Perolehan JP", "Jumlah Keseluruhan JP",
    *_hours_of("total", "jumlah"),
    "jumlah",
    "total",
)  # fmt: skip


def _year_told(fields: pl.DataFrame) -> Derived:
    """The year from a column or a line beside the table, else from the name of the file; else a warning."""
    file = pl.col(_PLACE).str.extract(FILE_OF_PLACE)
    years = file.str.extract_all(r"(?:19|20)\d\d").list.unique()
    by_name = pl.when(years.list.len() == 1).then(file.str.extract(_YEAR).cast(pl.Int64))
    # Where a row stands makes it no other row.
    dated = fields.with_columns(
        pl.coalesce("year", by_name).alias("year"), pl.lit(None, pl.String).alias(_PLACE)
    )
    message = Message(
        "no year is told, so nobody knows in which year these hours count: write it above the table"
        " ('Tahun 2025'), in the name of the sheet or of the file"
    )
    return dated, notice("year_missing", "warning", dated["year"].is_null(), message, "year")


_BESIDE = [
    source(ReportedHours, "nip", *NIP_HEADINGS, essential=True),
    source(
        ReportedHours, "year", "tahun", "thn", "tahun anggaran", "tahun capaian", "periode tahun", fact="year"
    ),
    person_source(),
    Source(
        "_unit",
        ("perangkat_daerah", "unit kerja", "opd", "skpd", "satuan kerja", "unit organisasi"),
        _TEXT,
        resolve="unit",
    ),
    Source(_PLACE, (), _TEXT, placed=True),
]
"""What stands beside the hours in every recap."""

RECAP = Layout(
    name="rekap 20 JP",
    record=ReportedHours,
    sources=[
        *_BESIDE,
        source(ReportedHours, "managerial", *_hours_of("manajerial"), expected=True),
        source(ReportedHours, "technical", *_hours_of("teknis"), expected=True),
        source(ReportedHours, "functional", *_hours_of("fungsional"), expected=True),
        source(ReportedHours, "total", *_TOTALS, expected=True),
    ],
    signature=frozenset({"nip", "total", "managerial"}),
    make=make_only(ReportedHours),
    derive=_year_told,
    key=("nip", "year"),
    absent=frozenset({"year"}),
)

_ALONE = tuple(
    word for word in (*_TOTALS, *_OF_HOURS) if any(mark in word.lower() for mark in ("jp", "jam pelajaran"))
)

TOTALS = attrs.evolve(
    RECAP,
    name="rekap 20 JP, jumlah saja",
    sources=[
        *_BESIDE,
        source(ReportedHours, "total", *dict.fromkeys(_ALONE), expected=True),
        Source("_job", ("jabatan", "nama jabatan"), _TEXT),
        Source(
            "_grade", ("pangkat/gol", "golongan", "gol", "pangkat", "pangkat/golongan", "gol. ruang"), _TEXT
        ),
        Source("_number", ("no", "nomor", "no urut"), _TEXT),
        Source("_target", ("target", "target jp", "target (jp)", "persentase", "capaian (%)"), _TEXT),
        Source("_status", ("status", "status capaian", "kategori"), _TEXT),
        Source("_remark", REMARK_HEADINGS, _TEXT),
    ],
    signature=frozenset({"nip", "total"}),
    share=0.75,
    foreign=frozenset(map(squeezed, (*TRAINING_HEADINGS, *LOOSE_HEADINGS, *CERTIFICATE_HEADINGS))),
)
"""A list of people with their hours in all; nearly all of its columns are known, or it is another list.

One that names trainings is a list of these.
"""

LAYOUTS = (RECAP, TOTALS)
