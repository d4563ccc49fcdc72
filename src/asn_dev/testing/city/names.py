"""How the invented people are called: common parts of names, put together by lot.

The parts are common in Indonesia, among them names of the peoples of northern Sumatra; a whole name
says nothing about anybody. Some people have a single name, and some names occur twice, as in life.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from asn_dev.testing.city.drawing import Bools, Rng, some

FEMALE = (
    "Aisyah Anita Ayu Cut Dahlia Desi Devi Dewi Dian Elfrida Elisabet Erna Fatimah Fitri Hanna Hasnah Ida "
    "Indah Intan Julia Kartika Lestari Lina Maria Maya Melati Mutia Nadia Nur Nurhayati Oktavia Puspita "
    "Putri Rahma Ratna Rina Rosmawati Salmah Sari Siti Sri Suryani Tiurma Tuti Wahyuni Wati Yanti Yuliana "
    "Zahra Zuraida"
).split()
MALE = (
    "Abdul Adi Agus Ahmad Andi Anwar Arif Bambang Benny Budi Chandra Daniel Darwin Dedi Dimas Eko Fajar "
    "Faisal Fikri Hadi Hendra Heri Ibrahim Ilham Irwan Iskandar Joko Jonathan Khairul Lukman Mangara "
    "Muhammad Mulia Nanda Poltak Rahmat Rizal Rudi Samuel Saut Sofyan Surya Teuku Togar Umar Wahyu Yahya "
    "Yusuf Zainal Zulkifli"
).split()
EITHER = (
    "Anugrah Bintang Cahaya Fajri Gita Hidayah Indra Kurnia Mulya Ramadhani Rizki Setia Tri Utama Wira"
).split()
FAMILY = (
    "Batubara Chaniago Damanik Fauzi Ginting Gultom Gunawan Halim Harahap Hartono Hasibuan Hutagalung "
    "Jambak Kesuma Koto Lubis Manurung Marbun Matondang Nababan Nasution Novianti Pane Panjaitan Pasaribu "
    "Perangin-angin Pohan Prasetyo Purba Purnama Rambe Rangkuti Saragih Sembiring Setiawan Siagian "
    "Sihombing Simanjuntak Sinaga Siregar Sitepu Sitompul Suryadi Syahputra Tambunan Tampubolon Tanjung "
    "Tarigan Wibowo Wijaya Yusra Zebua"
).split()

FIRST_DEGREES = ["S.AP.", "S.E.", "S.H.", "S.IP.", "S.Kom.", "S.Sos.", "S.T."]
SECOND_DEGREES = ["M.AP.", "M.H.", "M.Kom.", "M.M.", "M.Si."]
DEGREE_OF_WORK = {
    "Guru": "S.Pd.",
    "Pengawas Sekolah": "S.Pd.",
    "Perawat": "S.Kep.",
    "Bidan": "S.Keb.",
    "Apoteker": "S.Farm.",
}


def names(rng: Rng, female: Bools) -> pl.Series:
    """A name without titles for everybody: one to three parts."""
    size = len(female)
    first = np.where(female, rng.choice(FEMALE, size), rng.choice(MALE, size))
    second = rng.choice(EITHER, size)
    family = rng.choice(FAMILY, size)
    single, long = some(rng, 0.06, size), some(rng, 0.35, size)
    parts = pl.DataFrame({"first": first, "second": second, "family": family})
    whole = parts.select(
        pl.when(pl.Series(single))
        .then("first")
        .when(pl.Series(long))
        .then(pl.concat_str("first", "second", "family", separator=" "))
        .otherwise(pl.concat_str("first", "family", separator=" "))
    )
    return whole.to_series()


def titled(rng: Rng, people: pl.DataFrame) -> pl.DataFrame:
    """The people with the titles that fit their education and their work.

    Reads `education` and `job_title`, adds `title_before` and `title_after`.
    """
    education, job = pl.col("education"), pl.col("job_title")
    graduate = education.is_in(["40", "45", "50"])
    doctor = job.str.starts_with("Dokter") & graduate
    of_work = pl.coalesce(
        pl.when(job.str.starts_with(work)).then(pl.lit(degree)) for work, degree in DEGREE_OF_WORK.items()
    )
    by_chance = pl.Series(rng.choice(FIRST_DEGREES, people.height))
    first = (
        pl.when(graduate & ~doctor)
        .then(pl.coalesce(of_work, by_chance))
        .when(education == "35")
        .then(pl.lit("S.Tr."))
        .when(education == "30")
        .then(pl.lit("A.Md."))
    )
    second = pl.when(education.is_in(["45", "50"])).then(pl.Series(rng.choice(SECOND_DEGREES, people.height)))
    after = pl.concat_str(first, second, separator=", ", ignore_nulls=True)
    return people.with_columns(
        title_before=pl.when(doctor).then(pl.lit("dr.")).when(education == "50").then(pl.lit("Dr.")),
        title_after=pl.when(after != "").then(after),
    )
