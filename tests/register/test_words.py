"""Words of offices for forms of training, predicates, expectations and measures."""

from __future__ import annotations

import pytest

import asn_dev as asn
from asn_dev.register.cells.discipline import discipline_of
from asn_dev.register.cells.forms import form_of, leadership_of

NIP = "198704122010012345"


@pytest.mark.parametrize("form", list(asn.ProgrammeForm), ids=lambda form: form.name)
@pytest.mark.parametrize(
    "write", [str, str.upper, str.lower, lambda text: f"  {text} ", lambda text: text.replace(" ", "_")]
)
def test_every_form_by_its_name(form, write):
    assert form_of(write(form.label)) == form.value


@pytest.mark.parametrize(
    ("heading", "word", "form", "leadership"),
    [
        ("jenis_pelatihan", "Teknis", "3", None),
        ("Bentuk Kegiatan", "Bimtek", "8", None),
        ("kategori diklat", "Sosio Kultural", "6", None),
        ("jenis kegiatan", "PKA", "1", "3"),
        ("Jenis Pelatihan", "Diklatpim Tk. II", "1", "4"),
        ("jenis diklat", "MOOC", "16", None),
    ],
)
def test_form_under_the_headings_of_offices(read_files, heading, word, form, leadership):
    register = read_files(
        {"k.csv": f"nip,nama pelatihan,{heading},JP,tanggal selesai\n{NIP},Kursus,{word},24,2025-05-09\n"}
    )
    (row,) = register[asn.Participation].to_native().to_dicts()
    assert (row["form"], row["leadership"]) == (form, leadership)


@pytest.mark.parametrize(
    "word", ["Daring", "Latsar", "FGD", "Pelatihan", "Bimtek/Sosialisasi", "Kegiatan XYZ"]
)
def test_a_word_that_tells_no_one_form_is_unknown_and_said(read_files, word):
    register = read_files(
        {"k.csv": f"nip,nama pelatihan,jenis diklat,JP,tanggal selesai\n{NIP},Kursus,{word},24,2025-05-09\n"}
    )
    assert register[asn.Participation].to_native()["form"].to_list() == [None]
    assert [seen.column for seen in register.findings if seen.rule == "unknown_code"] == ["jenis diklat"]


def test_public_words_of_appraisals(read_files):
    text = f"NIP,Tahun,Rating Hasil Kerja,Perilaku Kerja,Predikat Kinerja\n{NIP},2024,Sesuai Ekspektasi,Di Atas Ekspektasi,Butuh Perbaikan/Cukup\n{NIP},2025,sesuai,di bawah,Istimewa\n"
    register = read_files({"skp.csv": text})
    rows = register[asn.PerformanceAppraisal].to_native().select("results", "behaviour", "rating").rows()
    assert rows == [("sesuai", "di atas", "Butuh Perbaikan"), ("sesuai", "di bawah", None)]
    assert [seen.column for seen in register.findings if seen.rule == "unknown_code"] == ["Predikat Kinerja"]


def test_measures_in_words(read_files):
    text = (
        f"NIP,Jenis Hukuman,TMT\n{NIP},Teguran Tertulis,2024-01-01\n{NIP},Hukuman Disiplin Berat,2024-02-01\n"
    )
    rows = (
        read_files({"hukdis.csv": text})[asn.DisciplinaryAction].to_native().select("level", "measure").rows()
    )
    assert rows == [("R", "Teguran Tertulis"), ("B", None)]  # the level alone names no measure
    assert discipline_of("Penurunan pangkat 1 tahun") is None
    assert leadership_of("Pelatihan Kepemimpinan Pengawas Angkatan II") == "2"
