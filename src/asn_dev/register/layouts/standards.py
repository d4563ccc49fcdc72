"""Sheets of competency standards: the level each post requires, and the dictionary of technical ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.model import Competency, CompetencyKind, Job, RequiredLevel
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.sources import source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

TECHNICAL = CompetencyKind.TECHNICAL.value


def _keep_name(fields: pl.DataFrame) -> Derived:
    """The competency's name as written: the field itself becomes a code."""
    return fields.with_columns(_name="competency"), ()


def _make_standards(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """The standards; the posts they are for; the technical competencies they name."""
    jobs = rows.select(title="job_title", unit="unit", tier="_tier").unique(
        ["title", "unit"], maintain_order=True
    )
    technical = rows.filter(pl.col("_kind") == TECHNICAL)
    competencies = technical.select(code="competency", name="_name", kind="_kind", unit="unit")
    return {RequiredLevel: rows, Job: jobs, Competency: competencies.unique("code", maintain_order=True)}


STANDARDS = Layout(
    name="standar kompetensi jabatan",
    record=RequiredLevel,
    sources=[
        source(RequiredLevel, "job_title", "jabatan", "nama jabatan", essential=True, resolve="job"),
        source(Job, "tier", "jenjang", field="_tier"),
        source(RequiredLevel, "unit", "perangkat_daerah", "unit kerja", essential=True, resolve="unit"),
        source(Competency, "kind", "jenis_kompetensi", field="_kind"),
        source(RequiredLevel, "competency", "kompetensi", essential=True, resolve="competency"),
        source(RequiredLevel, "level", "level kompetensi", expected=True),
    ],
    signature=frozenset({"job_title", "unit", "competency", "level"}),
    make=_make_standards,
    key=("job_title", "unit", "competency"),
    derive=_keep_name,
)


def _make_dictionary(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    return {Competency: rows.with_columns(kind=pl.lit(TECHNICAL))}


DICTIONARY = Layout(
    name="kamus kompetensi teknis",
    record=Competency,
    sources=[
        source(Competency, "code", "kode", essential=True),
        source(Competency, "name", "kompetensi", "nama kompetensi", essential=True),
        source(Competency, "unit", "perangkat_daerah", "urusan", resolve="unit"),
        *(source(Competency, "unit", f"level_{level}", field=f"_level_{level}") for level in range(1, 6)),
    ],
    signature=frozenset({"code", "name", "_level_1"}),
    make=_make_dictionary,
    key=("code",),
)

LAYOUTS = (STANDARDS, DICTIONARY)
