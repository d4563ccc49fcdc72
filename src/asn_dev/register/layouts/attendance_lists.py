"""Lists of who came to a training that has no code: it is known by its name, in a column or beside the table.

A list that tells hours as well is one of trainings: there who did not come has no training.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Enrolment, Programme, Unit, column_of
from asn_dev.register.files.facts import training_named
from asn_dev.register.layouts.completion import ATTENDED_HEADINGS, REMARK_HEADINGS, person_source
from asn_dev.register.layouts.days import days_source, with_days
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.layouts.learning import (
    END_HEADINGS,
    LOOSE_HEADINGS,
    NIP_HEADINGS,
    START_HEADINGS,
    TRAINING_HEADINGS,
)
from asn_dev.register.layouts.moodle import FILE_OF_PLACE
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

_TEXT = column_of(Unit, "agency")
_PLACE = "_place"

_NO_TRAINING = Message(
    "tells who came, but not to which training: add a column 'Nama Pelatihan', write 'Nama Pelatihan: ...'"
    " above the table, or call the sheet or the file after the training ('Daftar Hadir Bimtek Arsip')"
)


def _refusing(present: frozenset[str], stem: str) -> Message | None:
    return None if {"programme", "course"} & present or training_named(stem) else _NO_TRAINING


def _named(fields: pl.DataFrame) -> Derived:
    """The training as the list has it, else as the file is called; the days of a range."""
    file = fields[_PLACE].str.extract(FILE_OF_PLACE)
    names = {stem: name for stem in file.drop_nulls().unique() if (name := training_named(stem))}
    by_file = file.replace_strict(names, default=None, return_dtype=pl.String)
    named = fields.with_columns(
        pl.coalesce("programme", pl.lit(by_file)).alias("programme"), pl.lit(None, pl.String).alias(_PLACE)
    )
    return with_days(named)


def _without_training(fields: pl.DataFrame) -> Mapping[int, tuple[str, str]]:
    """The rows without the name of a training."""
    reason = Message("nothing tells which training it was")
    return dict.fromkeys(fields["programme"].is_null().arg_true(), ("programme", reason))


def _make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """Who came, and the training: where no catalogue has it, its name is its code."""
    names = rows.select(code="programme", name="programme").unique(maintain_order=True)
    return {Enrolment: rows, Programme: names}


ATTENDANCE = Layout(
    name="daftar hadir",
    record=Enrolment,
    sources=[
        source(
            Enrolment, "programme", *TRAINING_HEADINGS, *LOOSE_HEADINGS, resolve="programme", fact="course"
        ),
        source(Enrolment, "nip", *NIP_HEADINGS, essential=True),
        source(Enrolment, "attended", *ATTENDED_HEADINGS, expected=True),
        source(Enrolment, "start", *START_HEADINGS),
        source(Enrolment, "end", *END_HEADINGS),
        attrs.evolve(days_source(), fact="day"),
        person_source(),
        Source("_job", ("jabatan", "nama jabatan"), _TEXT),
        Source(
            "_grade", ("pangkat/gol", "golongan", "gol", "pangkat", "pangkat/golongan", "gol. ruang"), _TEXT
        ),
        Source(
            "_unit", ("unit kerja", "perangkat_daerah", "opd", "skpd", "instansi", "asal instansi"), _TEXT
        ),
        Source("_number", ("no", "nomor", "no urut"), _TEXT),
        Source("_signed", ("tanda tangan", "ttd", "paraf"), _TEXT),
        Source("_remark", REMARK_HEADINGS, _TEXT),
        Source(_PLACE, (), _TEXT, placed=True),
    ],
    signature=frozenset({"nip", "attended"}),
    make=_make,
    derive=_named,
    rejecting=_without_training,
    refusing=_refusing,
    key=("programme", "nip"),
    share=0.75,
)

LAYOUTS = (ATTENDANCE,)
