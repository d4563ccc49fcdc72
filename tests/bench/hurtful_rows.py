"""Text files made to hurt: rows without end, each wrong in its own way."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from hurtful_basis import COURSES, ROWS, courses, hurtful, nips, numbered, staff


@hurtful
def shifted_rows(folder: Path) -> None:
    """Every row one column to the right of its own."""
    rows = courses()
    moved = rows.select(pl.lit("x").alias("first"), *rows.columns[:-1])
    moved.rename(dict(zip(moved.columns, COURSES, strict=True))).write_csv(folder / "rw_kursus.csv")


@hurtful
def half_shifted_rows(folder: Path) -> None:
    """Every second row one column to the left of its own."""
    rows = courses()
    left = rows.select(*rows.columns[1:], pl.lit("").alias("last"))
    at = pl.int_range(pl.len()) % 2 == 0
    mixed = rows.select(
        pl.when(at).then(name).otherwise(left[other]).alias(name)
        for name, other in zip(rows.columns, left.columns, strict=True)
    )
    mixed.write_csv(folder / "rw_kursus.csv")


@hurtful
def repeated_rows(folder: Path) -> None:
    """One row 1.4 million times, in the code page of an old system."""
    row = "198704122010012345,Bimtek \xe9,8,8,05-05-2025,09-05-2025\n"
    (folder / "rw_kursus.csv").write_bytes((",".join(COURSES) + "\n" + row * 1_400_000).encode("cp1252"))


@hurtful
def repeated_pairs(folder: Path) -> None:
    """700,000 different rows, each of them twice."""
    rows = courses(700_000)
    pl.concat([rows, rows]).write_csv(folder / "rw_kursus.csv")


@hurtful
def pairs_that_differ(folder: Path) -> None:
    """600,000 different trainings, each of them twice with another certificate."""
    rows = courses().with_columns(noSertipikat=pl.format("A/{}", pl.int_range(pl.len())))
    again = rows.with_columns(noSertipikat=pl.format("B/{}", pl.int_range(pl.len())))
    pl.concat([rows, again]).write_csv(folder / "rw_kursus.csv")


@hurtful
def twice_each(folder: Path) -> None:
    """Every row twice, apart."""
    rows = courses(ROWS // 2)
    pl.concat([rows, rows]).write_csv(folder / "rw_kursus.csv")


@hurtful
def same_training_other_hours(folder: Path) -> None:
    """One person in the same course again and again, with other ends and hours."""
    courses(
        nipBaru=pl.lit("198704122010012345"), namaKursus=pl.lit("Bimtek"), jumlahJam=numbered("{}")
    ).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_nips(folder: Path) -> None:
    """Numbers of 17 digits, all different."""
    courses(nipBaru=nips(ROWS).str.head(17) + pl.lit("")).write_csv(folder / "rw_kursus.csv")


@hurtful
def rounded_nips(folder: Path) -> None:
    """Numbers as spreadsheets spoil them, all different."""
    courses(nipBaru=nips(ROWS).str.head(15) + "000").write_csv(folder / "rw_kursus.csv")


@hurtful
def nips_in_words(folder: Path) -> None:
    """A word in place of each number, all different."""
    courses(nipBaru=numbered("pegawai ke {}")).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_nips_alike(folder: Path) -> None:
    """The same number of 17 digits in every row."""
    courses(nipBaru=pl.lit("19870412201001234")).write_csv(folder / "rw_kursus.csv")


@hurtful
def implausible_hours(folder: Path) -> None:
    """Another number of hours beyond all measure in each row."""
    courses(jumlahJam=numbered("9{}99999")).write_csv(folder / "rw_kursus.csv")


@hurtful
def unreadable_hours(folder: Path) -> None:
    """Another text in place of the hours in each row."""
    courses(jumlahJam=numbered("{} kali")).write_csv(folder / "rw_kursus.csv")


@hurtful
def unknown_forms(folder: Path) -> None:
    """Another unknown form of training in each row."""
    courses(jenisDiklatId=numbered("bentuk {}")).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_dates(folder: Path) -> None:
    """Another text in place of a day in each row."""
    courses(tanggalSelesaiKursus=numbered("{} Mei dua ribu")).write_csv(folder / "rw_kursus.csv")


@hurtful
def dates_in_words(folder: Path) -> None:
    """Days in words, many different."""
    at = pl.int_range(pl.len())
    day = pl.format("{} Mei {} pukul {}.{}", at % 28 + 1, 1990 + at // 28 % 40, at % 24, at // 24 % 60)
    courses(tanggalSelesaiKursus=day).write_csv(folder / "rw_kursus.csv")


@hurtful
def ends_before_starts(folder: Path) -> None:
    """Every course ends before it begins, and lies ahead."""
    courses(tanggalKursus=pl.lit("05-05-2099"), tanggalSelesaiKursus=pl.lit("04-05-2099")).write_csv(
        folder / "rw_kursus.csv"
    )


@hurtful
def every_cell_odd(folder: Path) -> None:
    """Everything at once: marks, blanks, other digits, unknown words."""
    courses(
        nipBaru="' " + nips(ROWS) + "\u200b",
        namaKursus=numbered("  \u202eBimtek {}  "),
        jenisDiklatId=numbered("bentuk {}"),
        jumlahJam=numbered("\u0663{} jam"),
        tanggalKursus=numbered("{}/13/2025"),
        tanggalSelesaiKursus=numbered("2025-{}-01"),
    ).write_csv(folder / "rw_kursus.csv")


@hurtful
def unknown_units(folder: Path) -> None:
    """Another unit that no list has in each row of a staff list."""
    staff(**{"UNIT KERJA": numbered("Dinas nomor {}")}).write_csv(folder / "pegawai.csv")


@hurtful
def contradicting_lists(folder: Path) -> None:
    """Two staff lists that contradict each other in each row."""
    staff(ROWS // 2).write_csv(folder / "pegawai.csv")
    other = {"NAMA": numbered("Lain {}"), "UNIT KERJA": pl.lit("Dinas 0"), "JABATAN": pl.lit("Pranata")}
    staff(ROWS // 2, **other).write_csv(folder / "pegawai-lain.csv")


@hurtful
def person_many_times(folder: Path) -> None:
    """One person in each row of a staff list, always otherwise."""
    staff(NIP=pl.lit("198704122010012345"), JABATAN=numbered("Jabatan {}")).write_csv(folder / "pegawai.csv")


@hurtful
def ragged_rows(folder: Path) -> None:
    """Every row has more values than there are headings."""
    text = courses().write_csv().partition("\n")[2]
    (folder / "rw_kursus.csv").write_text(",".join(COURSES) + "\n" + text.replace("\n", ",x,y\n"))


@hurtful
def blank_lines(folder: Path) -> None:
    """Hardly anything but blank lines, of commas and of nothing."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + ",,,,,\n" * ROWS + "\n" * ROWS + text.partition("\n")[2])


@hurtful
def sums(folder: Path) -> None:
    """Hardly anything but lines of sums."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + "Jumlah,,,8,,\n" * ROWS)


@hurtful
def sums_apart(folder: Path) -> None:
    """Lines of sums, each with another label, in a list of which any text may be a row's."""
    rows = "".join(f"Jumlah {at},{at}\n" for at in range(ROWS))
    (folder / "units.csv").write_text("name,agency\nBadan 0,Kota Contoh\n" + rows)


@hurtful
def headings_again(folder: Path) -> None:
    """The headings again on every line."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + (",".join(COURSES) + "\n") * ROWS)


@hurtful
def titles(folder: Path) -> None:
    """The title of another group on every line."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + "".join(f"Bidang {at},,,,,\n" for at in range(ROWS)))


@hurtful
def notes_below(folder: Path) -> None:
    """Remarks without end below the data."""
    text = courses(1000).write_csv() + "Jumlah,,,8,,\n"
    (folder / "rw_kursus.csv").write_text(text + "".join(f",catatan {at},,,,\n" for at in range(ROWS)))


@hurtful
def quotes(folder: Path) -> None:
    """A quote that does not close on every line."""
    text = courses(namaKursus=pl.lit("Bimtek")).write_csv()
    (folder / "rw_kursus.csv").write_text(text.replace("Bimtek", '"Bimtek'))


@hurtful
def semicolons(folder: Path) -> None:
    """A million sound rows that are read line by line."""
    text = courses(1_000_000).write_csv(separator=";")
    (folder / "rw_kursus.csv").write_bytes(text.replace("Bimtek 7;", '"Bimtek ""7""";').encode("utf-16"))


@hurtful
def plain_rows(folder: Path) -> None:
    """Four million sound rows of plain CSV."""
    courses(4_000_000).write_csv(folder / "rw_kursus.csv")


@hurtful
def many_headings(folder: Path) -> None:
    """300,000 different headings."""
    (folder / "lebar.csv").write_text(",".join(["nip", *(f"judul {at}" for at in range(300_000))]) + "\n")


@hurtful
def two_thousand_headings(folder: Path) -> None:
    """As many headings as there may be, over as many cells as there may be."""
    names = [*COURSES, *(f"judul {at}" for at in range(290))]
    row = "198704122010012345,Bimtek,8,8,05-05-2025,09-05-2025" + ",x" * 1_990 + "\n"
    (folder / "rw_kursus.csv").write_text(",".join(names) + "\n" + row * 20_000)


@hurtful
def million_columns(folder: Path) -> None:
    """A million columns in three lines."""
    (folder / "lebar.csv").write_text((",".join(["1"] * 1_000_000) + "\n") * 3)


@hurtful
def one_long_line(folder: Path) -> None:
    """A line of 200 MB."""
    (folder / "baris.csv").write_bytes(b"nip,nama," + b"x" * 200_000_000 + b"\n")


@hurtful
def one_long_line_of_commas(folder: Path) -> None:
    """A line of 200 MB of separators."""
    (folder / "baris.csv").write_bytes(b"nip,nama\n" + b";,\t" * 66_000_000 + b"\n")


@hurtful
def nothing_but_noughts(folder: Path) -> None:
    """200 MB of NUL."""
    (folder / "kosong.csv").write_bytes(b"nip,nama\n" + b"\x00" * 200_000_000)


@hurtful
def accounts(folder: Path) -> None:
    """Accounts that no list maps, all different."""
    courses(nipBaru=numbered("orang{}@contoh.go.id")).write_csv(folder / "rw_kursus.csv")
