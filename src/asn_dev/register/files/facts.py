"""Facts beside a table: what lines above it, titles of groups and the name of the sheet tell of its rows.

A form says its unit, period or service once, above the headings; a list of several units says each one's
name in a line of its own. Only the words are taken here; what they mean is worked out where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from asn_dev.register.ledger import Place

UNIT, SERVICE, AGENCY, COURSE = "unit", "service", "agency", "course"
PERIOD, YEAR, MONTH, DAY = "period", "year", "month", "day"


@attrs.frozen
class Fact:
    """A fact beside a table, as written; it holds for the rows below its line.

    Without a line it stands in the name of the sheet and holds for all. `label` is what the file calls it.
    """

    value: str
    label: str = ""
    row: int | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.row, value=self.value)


Facts = Mapping[str, Sequence[Fact]]
"""By what they are about, in the order of their lines."""

_LABELS = {
    UNIT: (
        "unit kerja", "unit", "unit layanan", "unit pelayanan", "unit organisasi", "unor", "nama unit", "opd",
        "skpd",
        "perangkat daerah", "satuan kerja", "satker", "nama opd", "nama skpd", "nama unit kerja",
        "nama unit layanan",
        "nama perangkat daerah", "unit penyelenggara", "unit penyelenggara pelayanan",
        "organisasi perangkat daerah",
        "unit kerja opd", "unit kerja/opd", "opd/unit kerja", "instansi/unit kerja", "nama instansi/unit",
        "unit pelayanan publik", "upp", "satuan organisasi",
    ),
    SERVICE: ("layanan", "jenis layanan", "jenis pelayanan", "nama layanan", "pelayanan", "nama pelayanan"),
    AGENCY: (
        "instansi", "nama instansi", "instansi induk", "instansi kerja", "pemerintah daerah", "pemda",
        "kabupaten/kota", "pemerintah kota", "pemerintah kabupaten",
    ),
    COURSE: (
        "nama pelatihan", "nama diklat", "pelatihan", "diklat", "nama kegiatan", "kode pelatihan",
        "nama kursus", "kegiatan", "nama bimtek", "judul pelatihan", "judul diklat", "judul kegiatan",
        "acara", "nama acara", "nama bimbingan teknis",
    ),
    PERIOD: ("periode", "periode survei", "masa survei", "periode penilaian", "semester", "triwulan", "masa"),
    YEAR: ("tahun", "tahun anggaran", "t.a", "ta", "tahun penilaian", "tahun pelaksanaan", "thn"),
    MONTH: ("bulan", "keadaan bulan", "bulan/tahun", "bln"),
    DAY: ("tanggal", "hari/tanggal", "per tanggal", "keadaan tanggal", "tanggal survei", "tgl"),
}  # fmt: skip

_ABBREVIATED = (
    "inspektorat|rsud|satpol pp|bappe\\w+|bkpsdm|bkd|bkpp|bpbd|bpkad|bapenda|dpmptsp|setda|setwan|dinkes"
    "|dinsos|disdik\\w*|dishub|diskominfo\\w*|disnaker\\w*|disperindag\\w*|disdukcapil|dispora\\w*|disbud\\w*"
)
_UNITS = (
    rf"(?:{_ABBREVIATED})\b|(?:sd|smp|sma|smk)n?\s(?:negeri\b|swasta\b|[\w\s]*\d)"
    r"|(?:dinas|badan|kecamatan|kelurahan|inspektorat|puskesmas|uptd?|uptb|rsud|rumah sakit|balai|sekretariat"
    r"|kantor|satuan polisi|satpol|paud|distrik|bagian)\s+[^\W_]"
)
_PART = re.compile(r"(?i)^(?:sub\W?bag\w*|sub\s?bidang|bidang|seksi|sub\s?unit)\b")
_UNIT_TITLE = re.compile(rf"(?i)^(?:{_UNITS})[\w\s.,&/()'\u2019-]*$")
_OF_LIST = re.compile(
    rf"(?i)^(?:daftar|rekap\w*|laporan|data|nominatif|pengolahan|hasil|survei|absen\w*|duk)\b[^:]*?\s"
    rf"(?<!kepala )(?<!perjalanan )((?:{_UNITS}).*)$"
)
_TRAINING = re.compile(
    r"(?i)^(?:\d{1,3}[ .-]+)?"
    r"(?:(?:daftar hadir|daftar peserta|presensi|absensi|absen) (?:peserta )?(?:kegiatan )?)?"
    r"((?:bimtek|bimbingan teknis|pelatihan|diklat|pendidikan dan pelatihan|workshop|lokakarya|sosialisasi"
    r"|seminar|webinar|kursus|penataran|coaching|ceramah|fgd) (?!pegawai\b|asn\b|pns\b)\S.*)$"
)
_GOVERNMENT = re.compile(r"(?i)^(pemerintah(?:an)?\s+(?:kota|kabupaten|provinsi|daerah)\b[\w\s.'-]*)$")
_COUNTER = re.compile(r"(?i)^(?:[ivxlc]{1,6}|[a-z]|\d{1,3})[.)]?$")
_COUNTED = re.compile(r"(?i)^(?:[ivxl]{1,6}|[a-z]|\d{1,2})[.)]\s*(?=\S)")
_LAW = re.compile(r"(?i)\b(?:nomor|no\.|peraturan|per\w+pan\w*|undang|uu|pp|perda|perwal\w*|keputusan|sk)\b")

_MONTH_NAMES = (
    r"(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agu(?:stus)?|ags|agt|sep(?:t|tember)?"
    r"|okt(?:ober)?|no[pv](?:ember)?|des(?:ember)?)"
)
_YEARS = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"(?i)\b(?:{_MONTH_NAMES}(?: {_YEARS})?\s?(?:s\.?/?\s?d\.?|sampai(?: dengan)?|hingga|-|\u2013)"
    rf"\s?{_MONTH_NAMES} {_YEARS}"
    rf"|(?:semester|triwulan|tw|caturwulan|smt) ?(?:[1-4]|i{{1,3}}|iv)[, ]*(?:tahun ?)?{_YEARS})\b"
)
_ONE_MONTH = re.compile(rf"(?i)\b{_MONTH_NAMES} {_YEARS}\b")
_DATED = re.compile(rf"(?i)\b\d{{1,2}} {_MONTH_NAMES} {_YEARS}\b")
_ONE_YEAR = re.compile(rf"(?i)\b(?:tahun(?: anggaran| penilaian)?|t\.?a\.?|thn\.?) ?({_YEARS})\b")

_LONGEST = 300


def _word(text: str) -> str:
    """A label for comparing: without the colon, points and blanks around it."""
    return re.sub(r"\s*/\s*", "/", " ".join(text.casefold().split())).strip(" :.-")


_KNOWN = {_word(label): key for key, labels in _LABELS.items() for label in labels}


def labelled(cells: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """What a line says with a label: key, label and value, from one cell or from several.

    >>> list(labelled(["Unit Kerja : Dinas Contoh", "", ""]))
    [('unit', 'Unit Kerja', 'Dinas Contoh')]
    >>> list(labelled(["PERIODE", "", ": Semester I Tahun 2025"]))
    [('period', 'PERIODE', 'Semester I Tahun 2025')]
    """
    filled = [text for cell in cells if (text := cell.strip())]
    label = ""
    for text in filled:
        if label and not _key(text):
            value = text.lstrip(": ")
            if value:
                yield _KNOWN[_word(label)], label.strip(" :"), value[:_LONGEST]
                label = ""
            continue
        before, colon, value = text.partition(":")
        if colon and value.strip() and _word(before) in _KNOWN:
            yield _KNOWN[_word(before)], before.strip(), value.strip()[:_LONGEST]
        elif _key(text):
            label = text


def _key(text: str) -> str:
    return _KNOWN.get(_word(text), "")


def is_labelled(cells: Sequence[str]) -> bool:
    """Whether a line is a label with its value and nothing else: no line of headings.

    >>> is_labelled(["Unit Kerja", ": Dinas Contoh", ""]), is_labelled(["Unit", "Tahun", "JP"])
    (True, False)
    """
    filled = [text for cell in cells if (text := cell.strip())]
    pairs = list(labelled(filled))
    marked = any(":" in text for text in filled)
    return bool(pairs) and (marked or len(filled) == 2 * len(pairs)) and len(filled) <= 3 * len(pairs)


def facts_of_line(cells: Sequence[str], row: int) -> Iterator[tuple[str, Fact]]:
    """The facts of a line above the table: those with a label, else those of a title."""
    keys: set[str] = set()
    for part in _parts(cells):
        for key, label, value in labelled(part):
            keys.add(key)
            yield key, Fact(value, label, row)
    if keys:
        return
    for cell in cells:
        for text in cell.splitlines():
            for key, value in _of_title(" ".join(text.split())[:_LONGEST]):
                if key not in keys:
                    keys.add(key)
                    yield key, Fact(value, "", row)


def _parts(cells: Sequence[str]) -> list[Sequence[str]]:
    """The lines inside the cells of a line; cells of one line each stay together."""
    if not any("\n" in cell for cell in cells):
        return [cells]
    return [[text] for cell in cells for text in cell.splitlines()]


def _of_title(text: str) -> Iterator[tuple[str, str]]:
    """Facts in a title without a label: the name of a unit alone or at its end, a government, a time."""
    yield from _times(text)
    if government := _GOVERNMENT.match(text):
        yield AGENCY, government[1]
    elif unit := unit_title(text):
        yield UNIT, unit
    elif listed := _OF_LIST.match(text):
        yield UNIT, _without_time(listed[1])
    elif training := training_named(text):
        yield COURSE, training


def _times(text: str) -> Iterator[tuple[str, str]]:
    if _LAW.search(text):
        return
    if span := _SPAN.search(text):
        yield PERIOD, span[0]
    elif day := _DATED.search(text):
        yield DAY, day[0]
    elif month := _ONE_MONTH.search(text):
        yield MONTH, month[0]
    elif year := _ONE_YEAR.search(text):
        yield YEAR, year[1]


def _without_time(text: str) -> str:
    """A name without the time that a title names behind it."""
    for time in (_SPAN, _DATED, _ONE_MONTH, _ONE_YEAR):
        text = time.sub("", text)
    return re.sub(r"(?i)[\s,.-]+(?:periode|bulan|keadaan|per|tahun)?\s*$", "", text).strip()


def unit_title(text: str) -> str:
    """The unit that a line names, if it names one and nothing else; a part of a unit is none.

    >>> unit_title("II. Dinas Pendidikan"), unit_title("Bidang Mutasi"), unit_title("Golongan III")
    ('Dinas Pendidikan', '', '')
    """
    name = _COUNTED.sub("", " ".join(text.split()))
    if not name or len(name) > _LONGEST or _PART.match(name):
        return ""
    key, _, value = next(labelled([name]), ("", "", ""))
    if key == UNIT:
        return value
    return _without_time(name) if _UNIT_TITLE.match(name) else ""


def training_named(text: str) -> str:
    """The training named in a title or the name of a file, if any.

    >>> training_named("Daftar Hadir Bimtek_Arsip Dinamis"), training_named("daftar hadir")
    ('Bimtek Arsip Dinamis', '')
    """
    match = _TRAINING.match(_without_time(" ".join(text.replace("_", " ").split())[:_LONGEST]))
    return match[1] if match else ""


def title_of(cells: Iterable[str]) -> str:
    """The one text of a line that holds no other, beside a number or letter that counts the groups.

    >>> title_of(["I", "DINAS CONTOH", "", ""]), title_of(["1", "Budi", "PNS"])
    ('DINAS CONTOH', '')
    """
    filled = [text for cell in cells if (text := cell.strip())]
    if len(filled) == 2 and _COUNTER.match(filled[0]):
        return filled[1]
    return filled[0] if len(filled) == 1 else ""


def facts_of_name(name: str) -> Iterator[tuple[str, Fact]]:
    """Facts in the name of a sheet: a unit, a month, a period or a year.

    >>> [(key, fact.value) for key, fact in facts_of_name("Dinas Kesehatan")]
    [('unit', 'Dinas Kesehatan')]
    >>> [(key, fact.value) for key, fact in facts_of_name("2025")]
    [('year', '2025')]
    """
    text = " ".join(name.replace("_", " ").split())
    if re.fullmatch(_YEARS, text):
        yield YEAR, Fact(text)
    elif re.fullmatch(_MONTH_NAMES, text, re.IGNORECASE):
        yield MONTH, Fact(text)
    elif re.search(r"[^\W\d]", text):
        for key, value in _of_title(text):
            yield key, Fact(value)


def gathered(facts: Iterable[tuple[str, Fact]]) -> dict[str, tuple[Fact, ...]]:
    """Facts by their key, in order."""
    by_key: dict[str, list[Fact]] = {}
    for key, fact in facts:
        by_key.setdefault(key, []).append(fact)
    return {key: tuple(several) for key, several in by_key.items()}
