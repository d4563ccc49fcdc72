"""The reference page of the rules: every parameter with its sources, and every rule with its regulation.

The page is made from the parameter files and the rules, so that it cannot say anything else than what is
computed; only its introduction is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from asn_dev.model import plural_of
from asn_dev.rules.book import RuleDefinition
from asn_dev.rules.cited import EVIDENCE, Choice, Parameter, ParameterFile, Value
from asn_dev.rules.definitions import Text
from asn_dev.rules.values import Bands, Lookup

TITLES = {
    "learning": Text(id="Jam pelajaran", en="Learning hours"),
    "ip_asn": Text(id="Indeks Profesionalitas ASN", en="Professionalism index (IP ASN)"),
    "competence": Text(id="Kompetensi dan kesenjangan", en="Competence and gaps"),
    "performance": Text(id="Kinerja", en="Performance"),
    "talent": Text(id="Talenta", en="Talent"),
    "skm": Text(id="Kepuasan masyarakat (SKM)", en="Citizen satisfaction (SKM)"),
    "planning": Text(id="Rencana pengembangan", en="The development plan"),
    "privacy": Text(id="Pelindungan data pribadi", en="Privacy"),
}
"""Headings of the groups of keys that the national baseline has; other groups go by their name."""

HEADINGS = Text(
    id="Kunci | Arti | Nilai | Berlaku | Sumber | Bukti | Catatan",
    en="Key | Meaning | Value | In force | Source | Evidence | Note",
)
CHOICE_HEADINGS = Text(
    id="Daerah | Kunci | Varian | Berlaku | Sumber | Bukti | Catatan",
    en="Region | Key | Variant | In force | Source | Evidence | Note",
)
RULE_HEADINGS = Text(
    id="Daerah | Aturan | Tabel | Arti | Dasar",
    en="Region | Rule | Table | Meaning | Reference",
)

INTRODUCTION = Text(
    id="""# Aturan dan parameternya

Halaman ini dibuat dari berkas parameter (TOML); yang diubah berkas itu, bukan halaman ini. Setiap nilai
menyebut sejak kapan berlaku, dari mana asalnya, dan seberapa pasti diketahui. Lampiran peraturan belum
dibaca langsung: sebelum dipakai mengambil keputusan, cocokkan nilai yang bertanda `secondary` dan
`assumed` dengan naskah resmi.

## Kata bukti

{evidence}

## Varian dan pilihan

Bila sumber berbeda, sebuah parameter mempunyai beberapa varian. Yang bertanda **bawaan** berlaku kecuali
daerah memilih lain dalam berkasnya (`[choose]`), atau pemanggil memilih untuk satu perhitungan:
`asn_dev.region("nasional", on="2025-12-31", choose={{"skm.weight": "0.11"}})`.

## Bacaan kami atas aturan yang masih terbuka

Hasil di sini dapat berbeda dari aplikasi lain. Yang mempunyai kunci dapat dipilih lain.

- **Tidak diketahui bukan nol.** Tanpa SKP, kinerja dan IP ASN tidak diketahui; layanan BKN menampilkan 0.
  Skor kompetensi yang kosong tidak diisi; sebuah aplikasi mengisinya dengan 3. `ip_asn_known` dan
  `job_person_match_known` menyebut berapa yang diketahui; JPM baru muncul bila semua kompetensi
  manajerial dan sosial kultural diketahui (`competence.match_known_share`).
- **JP menurut bentuk** adalah batas atas, bukan konversi tetap: magang 12 JP tetap 12 JP, tidak menjadi
  20. Tambahan JP untuk kegiatan di luar negeri tidak dihitung. Kegiatan masuk tahun ia selesai.
- **IP ASN, unsur kompetensi.** Semua atau tidak sama sekali; sebuah aplikasi memprorata JP per 20, yang
  lain menganggap tiga hari atau satu bulan sama dengan 20 JP. JP teknis dijumlahkan
  (`ip_asn.technical.counted`) dalam satu tahun (`ip_asn.technical.years`); seminar dalam dua tahun
  (`ip_asn.seminar.years`). Pembagian 25 bentuk ke unsur adalah bacaan kami (`ip_asn.component`).
  Pelatihan kepemimpinan harus tepat pada jenjang jabatan. Guru dan tenaga kesehatan tidak dianggap
  otomatis mempunyai pelatihan fungsional, lain dari sebuah BKPSDM; daerah yang menganggapnya mengganti
  indikator `ip_asn_functional`.
- **IP ASN, kinerja.** SKP tahun yang diukur; sebuah aplikasi memakai tahun sebelumnya
  (`ip_asn.performance.year_offset`). Sangat baik 30; surat BKN 4190 dilaporkan membuatnya 25
  (`ip_asn.performance.points`).
- **IP ASN, siapa yang diukur.** CPNS tidak diukur; sejak tahun ukur 2023 PPPK diukur
  (`ip_asn.population`). Pendidikan profesi 15 poin (`ip_asn.qualification.points`). Hukuman disiplin
  dihitung lima tahun (`ip_asn.discipline.years`).
- **IP ASN, kategori.** Tepat di atas 90, 80, 70, 60, sehingga 90,5 sangat tinggi; sumber hanya menyebut
  bilangan bulat, dan satu aplikasi membiarkan celah.
- **JPM.** Jumlah capaian dibagi jumlah standar, kelebihan ikut dihitung, tanpa batas 100
  (`competence.match_formula`, `competence.surplus`, `competence.match_capped`). Kompetensi di bawah
  standar selalu dihitung tersendiri, agar kelebihan tidak menutupinya. Masa berlaku penilaian diukur
  pada hari terakhir masa yang dinilai.
- **Kotak talenta.** Sumbu kinerja diambil dari predikat; sumber memakai nilai dengan batas yang tidak
  seragam (`performance.expectation`, `talent.potential`).
- **SKM.** Bobot tepat 1/n, hanya kuesioner lengkap, tanpa pembulatan antara (`skm.weight`,
  `skm.answers`, `skm.round_element`, `skm.round_weighted`, `skm.round_index`). Bobot 0,11 mengubah mutu
  pada sekitar 5 persen hasil. Mutu ditentukan setelah indeks dibulatkan ke dua desimal; satu aplikasi
  masih memakai batas sebelum 2017.
""",
    en="""# The rules and their parameters

This page is made from the parameter files (TOML); change those, not the page. Every value says since
when it holds, where it comes from and how well it is known. No annex of a regulation was read itself:
compare values marked `secondary` and `assumed` with the official text before anything is decided by them.

## Evidence words

{evidence}

## Variants and choices

Where sources disagree a parameter has variants. The one marked **default** holds unless a region chooses
another in its own file (`[choose]`), or the caller does for one calculation:
`asn_dev.region("nasional", on="2025-12-31", choose={{"skm.weight": "0.11"}})`.

## Where our reading of an open rule differs

Results here may differ from those of other software. What has a key can be chosen otherwise.

- **Unknown is not zero.** Without an appraisal performance and IP ASN are unknown; BKN's service shows 0.
  A missing competency score is not filled in; one application fills in 3. `ip_asn_known` and
  `job_person_match_known` say how much is known; the match appears only where all managerial and
  sociocultural competencies are known (`competence.match_known_share`).
- **Hours by form** are upper limits, not fixed conversions: an internship of 12 hours stays 12 and does
  not become 20. No hours are added for activities abroad. An activity counts for the year it ends in.
- **IP ASN, competence.** All or nothing; one application counts in proportion to 20 hours, another takes
  three days or a month for 20 hours. Technical hours are added up (`ip_asn.technical.counted`) within one
  year (`ip_asn.technical.years`), seminars count for two (`ip_asn.seminar.years`). Which of the 25 forms
  belongs to which component is our reading (`ip_asn.component`). Leadership training must be of exactly
  the post's level. Teachers and health workers are not presumed to have functional training, as one
  office does; a region that presumes it replaces the indicator `ip_asn_functional`.
- **IP ASN, performance.** The appraisal of the year measured; one application takes the year before
  (`ip_asn.performance.year_offset`). Very good earns 30; BKN letter 4190 is reported to make it 25
  (`ip_asn.performance.points`).
- **IP ASN, who is measured.** Candidates (CPNS) are not; contract staff (PPPK) are since the year 2023
  (`ip_asn.population`). Professional education earns 15 (`ip_asn.qualification.points`). Disciplinary
  measures count for five years (`ip_asn.discipline.years`).
- **IP ASN, bands.** They begin just above 90, 80, 70 and 60, so 90.5 is very high; the source names whole
  numbers only, and one application leaves a gap.
- **Job person match.** Sum of levels over sum of requirements, a surplus counts, no limit of 100
  (`competence.match_formula`, `competence.surplus`, `competence.match_capped`). Competencies below the
  standard are always counted beside it, so that a surplus hides none. Whether an assessment is still
  valid is judged on the last day of the period.
- **Talent boxes.** The axis of performance is taken from the rating; sources use scores with limits that
  differ (`performance.expectation`, `talent.potential`).
- **SKM.** Weights exactly 1/n, complete questionnaires only, no rounding on the way (`skm.weight`,
  `skm.answers`, `skm.round_element`, `skm.round_weighted`, `skm.round_index`). A weight of 0.11 changes
  the grade in about 5 per cent of results. The grade is taken after rounding to two decimals; one
  application still uses the bands from before 2017.
""",
)


def reference(
    files: Iterable[ParameterFile], language: str = "id", rules: Iterable[RuleDefinition] = ()
) -> str:
    """The reference page as Markdown, in ``"id"`` or ``"en"``: introduction, then a table per group.

    At its end stand those of the rules that have a reference. Sources, references and notes stand as the
    files and rules have them, in Indonesian.
    """
    parameter_files = list(files)
    parts = [INTRODUCTION.in_(language).format(evidence=_evidence(language))]
    groups: dict[str, list[Parameter]] = {}
    for file in parameter_files:
        for key in sorted(file.parameters):
            groups.setdefault(key.partition(".")[0], []).append(file.parameters[key])
    for group in sorted(groups, key=lambda name: (list(TITLES).index(name) if name in TITLES else 99, name)):
        title = TITLES[group].in_(language) if group in TITLES else group
        rows = [_row(parameter, value, language) for parameter in groups[group] for value in parameter.values]
        parts.append(f"## {title}\n\n{_table(HEADINGS.in_(language), rows)}\n")
    choices = [
        choice
        for file in parameter_files
        for choices_of_key in file.choices.values()
        for choice in choices_of_key
    ]
    if choices:
        title = Text(id="Pilihan", en="Choices").in_(language)
        rows = [_choice(choice) for choice in choices]
        parts.append(f"## {title}\n\n{_table(CHOICE_HEADINGS.in_(language), rows)}\n")
    referring = [definition for definition in rules if definition.rule.reference]
    if referring:
        title = Text(id="Aturan dan dasarnya", en="Rules and the regulations they carry out").in_(language)
        rows = [_referring(definition, language) for definition in referring]
        parts.append(f"## {title}\n\n{_table(RULE_HEADINGS.in_(language), rows)}\n")
    return "\n".join(parts)


def _evidence(language: str) -> str:
    return "\n".join(f"- `{word}`: {meaning.in_(language)}." for word, meaning in EVIDENCE.items())


def _row(parameter: Parameter, value: Value, language: str) -> list[str]:
    label = parameter.label.in_(language) + (f" ({parameter.unit})" if parameter.unit else "")
    shown = _shown(value.value, language)
    if value.variant:
        default = Text(id=", bawaan", en=", default").in_(language)
        name = f"`{value.variant}`" + (default if value.variant == parameter.default else "")
        shown = f"**{name}**: {shown}" if value.variant == parameter.default else f"{name}: {shown}"
    return [
        f"`{parameter.key}`",
        label,
        shown,
        _span(value.since, value.until),
        value.source,
        value.evidence,
        value.note,
    ]


def _choice(choice: Choice) -> list[str]:
    span = _span(choice.since, choice.until)
    return [
        choice.plugin,
        f"`{choice.key}`",
        f"`{choice.variant}`",
        span,
        choice.source,
        choice.evidence,
        choice.note,
    ]


def _referring(definition: RuleDefinition, language: str) -> list[str]:
    rule = definition.rule
    return [
        definition.plugin.name,
        f"`{rule.name}`",
        f"`{plural_of(rule.of)}`",
        rule.label.in_(language),
        rule.reference,
    ]


def _span(since: date, until: date | None) -> str:
    return f"{since}..{until or ''}"


def _shown(value: Any, language: str) -> str:
    if isinstance(value, Bands):
        starts = [
            f"{band.name} {'>' if band.open else '≥'} {_scalar(band.least, language)}"
            for band in value.bands[:-1]
        ]
        return "; ".join([*starts, value.bands[-1].name])
    if isinstance(value, Lookup):
        groups = [
            f"{', '.join(value.codes(entry))} → {_scalar(entry, language)}"
            for entry in dict.fromkeys(value.values())
        ]
        if value.otherwise is not None:
            groups.append(
                f"{Text(id='lainnya', en='others').in_(language)} → {_scalar(value.otherwise, language)}"
            )
        return "; ".join(groups) or "-"
    return _scalar(value, language)


def _scalar(value: Any, language: str) -> str:
    """A value as people write it: 20, 22.5 or 1/9; yes or no."""
    if isinstance(value, bool):
        return (Text(id="ya", en="yes") if value else Text(id="tidak", en="no")).in_(language)
    if not isinstance(value, float):
        return str(value)
    fraction = Fraction(value).limit_denominator(100)
    repeating = abs(float(fraction) - value) < 1e-15 and round(value, 6) != value
    return str(fraction) if repeating else f"{value:g}"


def _table(headings: str, rows: Sequence[Sequence[str]]) -> str:
    names = headings.split(" | ")
    lines = [names, ["---"] * len(names), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A text that cannot break out of its cell or become HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("\n", " ")
