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
    "about_missing": text(
        id="Survei tanpa keterangan pelatihan atau layanannya",
        en="A survey that does not say what it is about",
    ),
    "account_resolved": text(
        id="Akun atau surel diganti dengan NIP", en="An account or e-mail taken for its person"
    ),
    "ambiguous_number": text(
        id="Angka yang dapat dibaca dengan dua cara", en="A number that can be read in two ways"
    ),
    "ambiguous_words": text(id="Jawaban dengan lebih dari satu arti", en="Answers that can mean two things"),
    "another_scale": text(id="Jawaban pada skala lain", en="Answers on another scale"),
    "answer_continues": text(
        id="Jawaban layanan yang belum lengkap", en="An answer of which pages are missing"
    ),
    "answer_without_data": text(id="Jawaban layanan tanpa data", en="An answer without data"),
    "appraisal_missing": text(id="Pegawai tanpa SKP tahun itu", en="People without an appraisal of the year"),
    "attendance_share": text(id="Kehadiran dalam persen", en="Attendance as a share"),
    "attendance_share_low": text(id="Kehadiran di bawah batas", en="Too small a share of attendance"),
    "beside_table": text(id="Isi di samping tabel", en="Cells beside the table"),
    "blank_line": text(id="Baris kosong", en="A blank line"),
    "blanks_around": text(id="Spasi di sekitar teks", en="Blanks around the text"),
    "cells_astray": text(id="Sel di luar tabel", en="Cells far from the table"),
    "characters": text(id="Karakter yang tidak dapat dipakai", en="Characters that cannot be used"),
    "code_variant": text(id="Kode dengan penulisan lain", en="A code written in another way"),
    "column_missing": text(id="Kolom yang seharusnya ada", en="No column where one is expected"),
    "column_to_add": text(id="Kolom yang sebaiknya ditambahkan", en="A column to add"),
    "columns_not_used": text(id="Kolom yang tidak dipakai", en="Columns that are not used"),
    "competencies_name_variant": text(
        id="Nama kompetensi dengan penulisan lain", en="A competency's name written otherwise"
    ),
    "competency_name_variant": text(
        id="Nama kompetensi dengan penulisan lain", en="A competency's name written otherwise"
    ),
    "completion_doubtful": text(id="Keterangan selesai yang meragukan", en="Completion in doubt"),
    "completion_unknown": text(
        id="Tidak pasti apakah pelatihan diselesaikan", en="Not known whether it was completed"
    ),
    "confirmed_before_appointed": text(id="TMT PNS sebelum TMT CPNS", en="Confirmed before appointed"),
    "content_not_suffix": text(
        id="Isi berkas tidak sesuai akhiran namanya", en="A file's content is not what its name says"
    ),
    "course_unknown": text(id="Kursus yang tidak diketahui", en="A course that is not known"),
    "date_order": text(id="Urutan hari dan bulan tidak pasti", en="Day and month may be the other way round"),
    "date_style": text(id="Tanggal dengan penulisan lain", en="A date written in another way"),
    "day_from_period": text(id="Tanggal diambil dari periode", en="A day taken from the period"),
    "day_missing": text(id="Tanpa tanggal", en="No day"),
    "days_as_range": text(id="Rentang tanggal dalam satu sel", en="Days written as a range"),
    "days_differ": text(id="Tanggal yang saling berbeda", en="Days that differ"),
    "days_from_1904": text(id="Tanggal dihitung sejak 1904", en="Days counted from 1904"),
    "days_without_mark": text(id="Hari tanpa tanda kehadiran", en="Days without a mark of presence"),
    "double_report": text(id="Dilaporkan dua kali", en="Reported twice"),
    "encoding": text(id="Pengodean teks", en="The encoding of the text"),
    "end_before_start": text(id="Selesai sebelum mulai", en="The end before the start"),
    "fact_used": text(id="Keterangan di atas tabel dipakai", en="A fact above the table was used"),
    "few_columns_used": text(id="Sedikit kolom yang dipakai", en="Few columns are used"),
    "file_not_read": text(
        id="Berkas tidak dikenali atau tidak terbaca", en="A file not known or not readable"
    ),
    "grade_variant": text(id="Golongan dengan penulisan lain", en="A grade written in another way"),
    "heading_spacing": text(id="Spasi di sekitar judul kolom", en="Blanks around a heading"),
    "headings_joined": text(id="Judul kolom beberapa baris digabung", en="Headings of several lines joined"),
    "hidden_sheet": text(id="Lembar tersembunyi", en="A hidden sheet"),
    "hours_differ": text(id="JP yang saling berbeda", en="Hours that differ"),
    "implausible_age": text(id="Usia yang tidak wajar", en="An implausible age"),
    "implausible_value": text(id="Nilai yang tidak wajar", en="An implausible value"),
    "impossible_date": text(id="Tanggal yang tidak mungkin", en="An impossible date"),
    "job_kind_inferred": text(
        id="Jenis jabatan ditentukan dari namanya", en="The kind of post inferred from its title"
    ),
    "label_for_number": text(id="Kata di tempat angka", en="A word in place of a number"),
    "layout_doubtful": text(id="Isi lembar belum pasti dikenali", en="What the sheet is, is in doubt"),
    "length_without_hours": text(id="Lama pelatihan tanpa JP", en="A length without hours"),
    "lines_above": text(id="Baris di atas tabel", en="Lines above the table"),
    "lines_below": text(id="Baris di bawah jumlah", en="Lines below the sums"),
    "lines_without_data": text(id="Baris yang bukan data", en="Lines that are no data"),
    "lists_differ": text(id="Daftar yang berbeda isinya", en="Lists that differ"),
    "map_codes": text(id="Arti kata menurut pemetaan", en="Words as the map says"),
    "map_codes_changed": text(id="Arti kata diubah oleh pemetaan", en="The map changes the meaning of words"),
    "map_column": text(id="Kolom menurut pemetaan", en="A column as the map says"),
    "map_constant": text(id="Tetapan dari pemetaan", en="A constant of the map"),
    "map_constant_not_used": text(
        id="Tetapan pemetaan tidak dipakai", en="A constant of the map that is not used"
    ),
    "map_fits_nothing": text(
        id="Pemetaan yang tidak cocok dengan lembar mana pun", en="A part of the map that fits nothing"
    ),
    "map_heading_missing": text(
        id="Judul kolom dalam pemetaan tidak ada", en="A heading of the map that is missing"
    ),
    "map_table": text(id="Tabel menurut pemetaan", en="A table as the map says"),
    "merged_cell": text(id="Sel yang digabung", en="A merged cell"),
    "mixed_words": text(id="Jawaban dari beberapa skala", en="Answers of several scales"),
    "name_with_titles": text(id="Gelar di dalam kolom nama", en="Titles inside the name"),
    "nip_spaces": text(id="Spasi di dalam NIP", en="Blanks in the personnel number"),
    "nip_unreadable": text(id="NIP tidak terbaca", en="A personnel number that cannot be read"),
    "not_a_civil_servant": text(id="Bukan ASN", en="Not a civil servant"),
    "no_last_day": text(id="Pelatihan tanpa tanggal selesai", en="Training without a last day"),
    "not_a_date": text(id="Bukan tanggal", en="Not a date"),
    "not_a_duration": text(id="Bukan lama waktu", en="Not a duration"),
    "not_a_file": text(id="Bukan berkas yang dapat dibaca", en="Not a file that can be read"),
    "not_a_number": text(id="Bukan angka", en="Not a number"),
    "not_a_whole_number": text(id="Bukan bilangan bulat", en="Not a whole number"),
    "not_born_by_then": text(id="Mulai sebelum lahir", en="Before the person was born"),
    "not_in_staff_list": text(id="NIP tidak ada dalam daftar pegawai", en="Not in the list of staff"),
    "null_text": text(id="Sel bertulisan 'null'", en="A cell that says 'null'"),
    "number_as_text": text(id="Angka tersimpan sebagai teks", en="A number written as text"),
    "number_style": text(id="Angka dengan koma atau titik ribuan", en="A number with comma or thousands"),
    "number_with_words": text(id="Angka bercampur kata", en="A number with a word beside it"),
    "older_posting": text(id="Jabatan yang lebih lama", en="An older posting"),
    "option_codes": text(id="Kode pilihan jawaban", en="Codes of answers"),
    "other_government": text(id="Instansi atau daerah lain", en="Another government"),
    "out_of_range": text(id="Di luar rentang yang mungkin", en="Outside what is possible"),
    "placeholder_day": text(id="Tanggal pengisi", en="A day that stands for none"),
    "placeholder_number": text(id="Angka pengisi", en="A number that stands for none"),
    "placeholder_suspected": text(id="Mungkin angka pengisi", en="A number that may stand for none"),
    "question_code_differs": text(
        id="Kode butir berbeda dari teksnya", en="A question's code and text differ"
    ),
    "question_matched": text(id="Pertanyaan dikenali dari teksnya", en="A question known by its text"),
    "question_not_counted": text(id="Pertanyaan yang tidak dihitung", en="A question that is not counted"),
    "reported_index_missing": text(id="Pegawai tanpa IP ASN dari BKN", en="People without a reported index"),
    "respondent_unknown": text(id="Responden tidak diketahui", en="A respondent who is not known"),
    "rows_contradict": text(id="Baris yang saling bertentangan", en="Rows that contradict each other"),
    "scale_unknown": text(id="Skala nilai tidak diketahui", en="A scale that is not known"),
    "separator": text(id="Pemisah nilai", en="The separator of values"),
    "sheet_for_people": text(id="Lembar untuk pembaca, bukan data", en="A sheet for people, not data"),
    "sheet_not_read": text(id="Lembar tidak dikenali", en="A sheet not known"),
    "short_line": text(id="Baris yang terlalu pendek", en="A line that is too short"),
    "spreadsheet_error": text(id="Kesalahan rumus di dalam sel", en="A spreadsheet's error in the cell"),
    "standard_unplaced": text(
        id="Standar tanpa jabatan, unit, atau kompetensi", en="A standard without post, unit or competency"
    ),
    "text_mark": text(id="Tanda petik di depan teks", en="A mark before the text"),
    "text_too_long": text(id="Teks yang terlalu panjang", en="A text that is too long"),
    "tier_inferred": text(id="Jenjang ditentukan dari nama jabatan", en="The tier inferred from the title"),
    "total_differs": text(id="Jumlah tidak sama dengan bagiannya", en="A total differs from its parts"),
    "total_of_unknown": text(
        id="Jumlah dari bagian yang tidak diketahui", en="A total of which a part is not known"
    ),
    "training_twice": text(
        id="Pelatihan yang mungkin tercatat dua kali", en="A training that may stand twice"
    ),
    "two_digit_year": text(id="Tahun dengan dua angka", en="A year of two digits"),
    "unit_missing": text(id="Tanpa perangkat daerah", en="No unit"),
    "unit_name_variant": text(
        id="Nama perangkat daerah dengan penulisan lain", en="A unit's name written otherwise"
    ),
    "unit_not_listed": text(id="Perangkat daerah yang tidak terdaftar", en="A unit that is not listed"),
    "unknown_code": text(id="Kode yang tidak dikenal", en="A code that is not known"),
    "value_missing": text(id="Nilai yang seharusnya ada", en="No value where one is expected"),
    "weekday_differs": text(id="Nama hari tidak sesuai tanggal", en="The weekday and the date differ"),
    "word_and_code_differ": text(
        id="Kata dan kode di sampingnya berbeda", en="A word and the code beside it differ"
    ),
    "year_missing": text(id="Tahun yang tidak disebut", en="A year that is not told"),
    "zoned_moment": text(id="Waktu dengan zona waktu", en="A moment with a time zone"),
}


def in_words(finding: Finding, language: str) -> str:
    """A finding in the language of the report; one that has no wording here says its own message."""
    wording = FINDINGS.get(finding.rule)
    return wording.in_(language) if wording else finding.message
