"""Templates to fill in: which tables each has, under which headings, and how a filled one is known again.

A sheet whose headings are exactly those of a template is read as its table, whatever else would fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import attrs

from asn_dev.errors import UnknownNameError, did_you_mean, join_names
from asn_dev.messages import Message
from asn_dev.model import (
    DisciplineLevel,
    Education,
    JobKind,
    LeadershipTraining,
    ProgrammeForm,
    Sex,
)
from asn_dev.model.records import allowed_texts, record_named
from asn_dev.register.aliases import squeezed
from asn_dev.register.layouts import Layout
from asn_dev.register.layouts.plain import plain_layout
from asn_dev.register.layouts.surveys import SATISFACTION, TRAINING
from asn_dev.register.sources import Source

NO_DATA = "(bukan data)"
"""So ends the name of a sheet that is there to be read by people alone."""

KINDS: Mapping[str, Sequence[str]] = {
    "staff": ("civil_servants",),
    "units": ("units",),
    "training": ("participations",),
    "survey": (SATISFACTION.name,),
    "reaction": (TRAINING.name,),
    "skp": ("performance_appraisals",),
    "discipline": ("disciplinary_actions",),
    "competence": ("assessments",),
    "standards": ("required_levels",),
    "catalogue": ("programmes", "sessions"),
    "participants": ("enrolments",),
    "mentor": ("mentor_offers",),
    "mentee": ("mentee_requests",),
    "sessions": ("mentoring_sessions",),
    "services": ("service_months",),
}
"""The templates there are, each with the tables it holds."""

SHEETS = {
    "civil_servants": "Pegawai", "units": "Perangkat daerah", "participations": "Riwayat pelatihan",
    SATISFACTION.name: "SKM", TRAINING.name: "Evaluasi pelatihan", "performance_appraisals": "SKP",
    "disciplinary_actions": "Hukuman disiplin", "assessments": "Penilaian kompetensi",
    "required_levels": "Standar kompetensi", "programmes": "Katalog", "sessions": "Jadwal",
    "enrolments": "Peserta", "mentor_offers": "Mentor", "mentee_requests": "Mentee",
    "mentoring_sessions": "Sesi mentoring", "service_months": "Layanan bulanan",
}  # fmt: skip
"""What the sheet of each table is called."""

WORDS: Mapping[type, Mapping[str, str]] = {
    Sex: {"Laki-laki": "M", "Perempuan": "F"},
    JobKind: {"Struktural": "1", "Fungsional": "2", "Rangkap": "3", "Pelaksana": "4"},
    Education: {
        "SD": "05", "SLTP": "10", "SLTP Kejuruan": "12", "SLTA": "15", "SLTA Kejuruan": "17",
        "SLTA Keguruan": "18", "D-I": "20", "D-II": "25", "D-III": "30", "D-IV": "35", "S-1": "40",
        "Profesi": "42", "S-2": "45", "Spesialis": "47", "Subspesialis": "49", "S-3": "50",
    },
    LeadershipTraining: {
        "SEPADA": "1", "PIM IV": "2", "PIM III": "3", "PIM II": "4", "PIM I": "5", "SESPIM": "6",
        "SESPATI": "7", "Lainnya": "8",
    },
    DisciplineLevel: {"Ringan": "R", "Sedang": "S", "Berat": "B"},
    ProgrammeForm: {form.label: form.value for form in ProgrammeForm},
    bool: {"ya": "true", "tidak": "false"},
}  # fmt: skip
"""What people choose from, where the codes say nothing to them."""


@attrs.frozen(eq=False)
class Template:
    """One table of a template: its sheet, its headings in order, and the layout it is read by."""

    sheet: str
    layout: Layout
    headings: Mapping[str, Source]


def template_named(kind: str) -> list[Template]:
    """The tables of a template; `UnknownNameError` with those there are.

    >>> [one.sheet for one in template_named("catalogue")]
    ['Katalog', 'Jadwal']
    """
    if kind not in KINDS:
        raise UnknownNameError(
            Message("there is no template '{name}'", name=kind),
            hint=did_you_mean(kind, KINDS) or Message("one of {names}", names=join_names(list(KINDS))),
        )
    return [_template(name) for name in KINDS[kind]]


@cache
def _template(name: str) -> Template:
    wide = {one.name: one for one in (SATISFACTION, TRAINING)}
    layout = wide[name] if name in wide else plain_layout(record_named(name))
    sources = [_with_words(given) for given in layout.sources]
    headings = {_heading(given): given for given in sources}
    return Template(SHEETS[name], attrs.evolve(layout, sources=sources), headings)


def _with_words(source: Source) -> Source:
    """The column with the words that people choose from, beside its codes."""
    words = WORDS.get(source.column.type, {})
    if not words:
        return source
    own = {code: code for code in allowed_texts(source.column) or ()}
    return attrs.evolve(source, codes={**own, **source.codes, **words})


def _heading(source: Source) -> str:
    name = (source.headings or (source.field,))[0]
    return name if name.isupper() else name.replace("_", " ")[:1].upper() + name.replace("_", " ")[1:]


def choices_of(source: Source) -> tuple[str, ...]:
    """The texts allowed in a column; empty where any text may stand."""
    if source.column.type in WORDS:
        return tuple(WORDS[source.column.type])
    return allowed_texts(source.column) or ()


def template_of(headings: Sequence[str]) -> Template | None:
    """The template whose headings, all of them and no other, a sheet has; in any order."""
    return _by_headings().get(frozenset(squeezed(heading) for heading in headings))


@cache
def _by_headings() -> Mapping[frozenset[str], Template]:
    every = [_template(name) for names in KINDS.values() for name in names]
    return {frozenset(squeezed(heading) for heading in one.headings): one for one in every}


def is_for_people(sheet: str) -> bool:
    """Whether a sheet is there to be read by people alone."""
    return sheet.strip().casefold().endswith(NO_DATA)
