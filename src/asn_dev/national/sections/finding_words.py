"""What readers of a report call the findings that reading makes; others keep their own message."""

from __future__ import annotations

from asn_dev.plugin import Text, text
from asn_dev.register.ledger import Finding

SEVERITIES: dict[str, Text] = {
    "rejected": text(id="tidak dibaca", en="not read"),
    "unknown": text(id="tidak diketahui", en="unknown"),
    "warning": text(id="perlu diperiksa", en="to be checked"),
    "repaired": text(id="diperbaiki", en="repaired"),
}
"""The consequences, the gravest first; what is only worth knowing (info) is left out."""

FINDINGS: dict[str, Text] = {
    "ambiguous_number": text(
        id="Angka yang dapat dibaca dengan dua cara", en="A number that can be read in two ways"
    ),
    "appraisal_missing": text(id="Pegawai tanpa SKP tahun itu", en="People without an appraisal of the year"),
    "blanks_around": text(id="Spasi di sekitar teks", en="Blanks around the text"),
    "code_variant": text(id="Kode dengan penulisan lain", en="A code written in another way"),
    "column_missing": text(id="Kolom yang seharusnya ada", en="No column where one is expected"),
    "competencies_name_variant": text(
        id="Nama kompetensi dengan penulisan lain", en="A competency's name written otherwise"
    ),
    "competency_name_variant": text(
        id="Nama kompetensi dengan penulisan lain", en="A competency's name written otherwise"
    ),
    "confirmed_before_appointed": text(id="TMT PNS sebelum TMT CPNS", en="Confirmed before appointed"),
    "date_order": text(id="Urutan hari dan bulan tidak pasti", en="Day and month may be the other way round"),
    "date_style": text(id="Tanggal dengan penulisan lain", en="A date written in another way"),
    "file_not_read": text(
        id="Berkas tidak dikenali atau tidak terbaca", en="A file not known or not readable"
    ),
    "grade_variant": text(id="Golongan dengan penulisan lain", en="A grade written in another way"),
    "impossible_date": text(id="Tanggal yang tidak mungkin", en="An impossible date"),
    "label_for_number": text(id="Kata di tempat angka", en="A word in place of a number"),
    "merged_cell": text(id="Sel yang digabung", en="A merged cell"),
    "name_with_titles": text(id="Gelar di dalam kolom nama", en="Titles inside the name"),
    "nip_spaces": text(id="Spasi di dalam NIP", en="Blanks in the personnel number"),
    "nip_unreadable": text(id="NIP tidak terbaca", en="A personnel number that cannot be read"),
    "not_a_date": text(id="Bukan tanggal", en="Not a date"),
    "not_a_number": text(id="Bukan angka", en="Not a number"),
    "not_a_whole_number": text(id="Bukan bilangan bulat", en="Not a whole number"),
    "not_in_staff_list": text(id="NIP tidak ada dalam daftar pegawai", en="Not in the list of staff"),
    "null_text": text(id="Sel bertulisan 'null'", en="A cell that says 'null'"),
    "number_as_text": text(id="Angka tersimpan sebagai teks", en="A number written as text"),
    "number_style": text(id="Angka dengan koma atau titik ribuan", en="A number with comma or thousands"),
    "number_with_words": text(id="Angka bercampur kata", en="A number with a word beside it"),
    "out_of_range": text(id="Di luar rentang yang mungkin", en="Outside what is possible"),
    "reported_index_missing": text(id="Pegawai tanpa IP ASN dari BKN", en="People without a reported index"),
    "sheet_not_read": text(id="Lembar tidak dikenali", en="A sheet not known"),
    "short_line": text(id="Baris yang terlalu pendek", en="A line that is too short"),
    "spreadsheet_error": text(id="Kesalahan rumus di dalam sel", en="A spreadsheet's error in the cell"),
    "text_mark": text(id="Tanda petik di depan teks", en="A mark before the text"),
    "total_of_unknown": text(
        id="Jumlah dari bagian yang tidak diketahui", en="A total of which a part is not known"
    ),
    "two_digit_year": text(id="Tahun dengan dua angka", en="A year of two digits"),
    "unit_name_variant": text(
        id="Nama perangkat daerah dengan penulisan lain", en="A unit's name written otherwise"
    ),
    "unit_not_listed": text(id="Perangkat daerah yang tidak terdaftar", en="A unit that is not listed"),
    "unknown_code": text(id="Kode yang tidak dikenal", en="A code that is not known"),
    "value_missing": text(id="Nilai yang seharusnya ada", en="No value where one is expected"),
    "word_and_code_differ": text(
        id="Kata dan kode di sampingnya berbeda", en="A word and the code beside it differ"
    ),
}


def in_words(found: Finding, language: str) -> str:
    """A finding in the language of the report; one that has no wording here says its own message."""
    wording = FINDINGS.get(found.rule)
    return wording.in_(language) if wording else found.message
