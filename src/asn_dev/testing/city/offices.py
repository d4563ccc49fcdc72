"""The offices of an invented city: how large they are, what posts they have, what they do.

Names are generic names of Indonesian agencies. Sizes are assumed: most people of a city teach or
nurse. `CITY` may be replaced by any offices; the story of the training needs one that is `trained`.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Service:
    """A public service: requests a month, and the mean wait for one in minutes."""

    name: str
    requests: int
    minutes: float


ANALYSTS = ("Analis Kebijakan", "Perencana", "Analis Sumber Daya Manusia Aparatur", "Pranata Komputer")
CLERKS = ("Arsiparis", "Pranata Komputer", "Pranata Keuangan APBN")


@attrs.frozen
class Office:
    """One unit: its size in people per thousand, two technical competencies, its sections.

    `experts` and `technicians` are its functional posts with and without a degree; `functional` says
    how far its people lean to such posts, `women` how far to women (in standard deviations). The
    people of a `trained` office learn together in May and June, and its waits fall afterwards.
    """

    name: str
    size: float
    technical: tuple[str, str]
    sections: tuple[str, ...]
    experts: tuple[str, ...] = ANALYSTS
    technicians: tuple[str, ...] = CLERKS
    services: tuple[Service, ...] = ()
    functional: float = 0.0
    women: float = 0.0
    trained: bool = False

    def ladder(self, posts: int) -> list[tuple[str, str]]:
        """So many structural posts from the top down: title and tier."""
        named = [(f"Kepala {self.name}", "JPT Pratama"), (f"Sekretaris {self.name}", "Administrator")]
        named += [(f"Kepala Bidang {section}", "Administrator") for section in self.sections]
        named += [("Kepala Subbagian Umum", "Pengawas"), ("Kepala Subbagian Keuangan", "Pengawas")]
        return _lengthened(named, posts, "Kepala UPTD Wilayah")


@attrs.frozen
class Subdistrict(Office):
    """A kecamatan: headed by a camat, an administrator."""

    def ladder(self, posts: int) -> list[tuple[str, str]]:
        """So many structural posts from the top down: title and tier."""
        camat = self.name.replace("Kecamatan", "Camat")
        named = [(camat, "Administrator"), (f"Sekretaris {self.name}", "Administrator")]
        named += [(f"Kepala Seksi {section}", "Pengawas") for section in self.sections]
        return _lengthened(named, posts, "Lurah Kelurahan")


@attrs.frozen
class Village(Office):
    """A kelurahan: headed by a lurah."""

    def ladder(self, posts: int) -> list[tuple[str, str]]:
        """So many structural posts from the top down: title and tier."""
        named = [(self.name.replace("Kelurahan", "Lurah"), "Pengawas")]
        return _lengthened(named, posts, "Kepala Lingkungan")


@attrs.frozen
class Secretariat(Office):
    """The secretariat of the city: headed by its secretary, divided into bagian."""

    def ladder(self, posts: int) -> list[tuple[str, str]]:
        """So many structural posts from the top down: title and tier."""
        named = [("Sekretaris Daerah", "JPT Pratama"), ("Asisten Administrasi Umum", "JPT Pratama")]
        named += [(f"Kepala Bagian {section}", "Administrator") for section in self.sections]
        return _lengthened(named, posts, "Kepala Subbagian Tata Usaha")


def _lengthened(named: list[tuple[str, str]], posts: int, more: str) -> list[tuple[str, str]]:
    """The named posts, and below them as many numbered ones as are needed."""
    below = [(f"{more} {n}", "Pengawas") for n in range(1, posts - len(named) + 1)]
    return (named + below)[:posts]


def subdistrict(name: str, size: float = 16) -> Subdistrict:
    """A kecamatan with the work that all of them have."""
    return Subdistrict(
        f"Kecamatan {name}",
        size,
        (f"Penyelenggaraan Pemerintahan {name}", f"Pelayanan Administrasi {name}"),
        ("Pemerintahan", "Pelayanan Umum", "Ketenteraman dan Ketertiban"),
        experts=("Analis Kebijakan", "Penggerak Swadaya Masyarakat"),
        services=(Service("Surat Keterangan Kecamatan", 260, 35),),
        functional=-0.8,
    )


def village(name: str) -> Village:
    """A kelurahan with the work that all of them have."""
    return Village(
        f"Kelurahan {name}",
        70,
        (f"Administrasi Kelurahan {name}", f"Pemberdayaan Warga {name}"),
        ("Pemerintahan", "Kesejahteraan"),
        experts=("Penggerak Swadaya Masyarakat",),
        services=(Service("Surat Pengantar", 140, 28),),
        functional=-0.8,
    )


CITY: tuple[Office, ...] = (
    Secretariat(
        "Sekretariat Daerah",
        45,
        ("Penyusunan Produk Hukum Daerah", "Ketatalaksanaan"),
        ("Hukum", "Organisasi", "Umum"),
        functional=-0.6,
    ),
    Office(
        "Inspektorat",
        15,
        ("Audit Intern", "Reviu Laporan Keuangan"),
        ("Pengawasan Pembangunan", "Pengawasan Kinerja"),
        experts=("Auditor", "Auditor", "Pengawas Pemerintahan"),
        technicians=("Auditor", "Arsiparis"),
        functional=0.3,
    ),
    Office(
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        18,
        ("Manajemen Talenta", "Pengelolaan Data Kepegawaian"),
        ("Mutasi dan Promosi", "Pengembangan Kompetensi"),
        experts=("Analis Sumber Daya Manusia Aparatur", "Asesor SDM Aparatur", "Pranata Komputer"),
        functional=-0.2,
    ),
    Office(
        "Badan Perencanaan Pembangunan Daerah",
        17,
        ("Perencanaan Pembangunan", "Evaluasi Program"),
        ("Perencanaan Makro", "Infrastruktur dan Kewilayahan"),
        experts=("Perencana", "Perencana", "Statistisi"),
        functional=-0.1,
    ),
    Office(
        "Badan Pengelola Keuangan dan Aset Daerah",
        30,
        ("Penatausahaan Keuangan", "Pengelolaan Barang Milik Daerah"),
        ("Anggaran", "Perbendaharaan", "Aset"),
        experts=("Analis Keuangan Pusat dan Daerah", "Pranata Komputer"),
        functional=-0.7,
    ),
    Office(
        "Dinas Pendidikan",
        440,
        ("Asesmen Pembelajaran", "Pengelolaan Kurikulum"),
        ("Pembinaan Sekolah Dasar", "Pembinaan Sekolah Menengah", "Ketenagaan"),
        experts=("Guru",) * 14 + ("Pengawas Sekolah",),
        functional=1.2,
        women=0.7,
    ),
    Office(
        "Dinas Kesehatan",
        120,
        ("Pelayanan Kesehatan Primer", "Surveilans Kesehatan"),
        ("Kesehatan Masyarakat", "Pelayanan Kesehatan"),
        experts=("Perawat", "Perawat", "Bidan", "Bidan", "Dokter", "Apoteker", "Epidemiolog Kesehatan"),
        technicians=("Perawat", "Bidan", "Sanitarian"),
        services=(Service("Rawat Jalan Puskesmas", 2100, 62),),
        functional=1.0,
        women=0.7,
    ),
    Office(
        "Rumah Sakit Umum Daerah",
        70,
        ("Keselamatan Pasien", "Rekam Medis Elektronik"),
        ("Pelayanan Medik", "Keperawatan"),
        experts=("Perawat", "Perawat", "Perawat", "Dokter", "Apoteker"),
        technicians=("Perawat", "Bidan", "Radiografer"),
        services=(Service("Rawat Jalan Rumah Sakit", 3400, 88),),
        functional=1.0,
        women=0.6,
    ),
    Office(
        "Dinas Kependudukan dan Pencatatan Sipil",
        30,
        ("Pengelolaan Administrasi Kependudukan", "Pelayanan Pencatatan Sipil"),
        ("Pendaftaran Penduduk", "Pencatatan Sipil"),
        experts=("Administrator Database Kependudukan", "Pranata Komputer"),
        technicians=("Operator Sistem Informasi Administrasi Kependudukan", "Pranata Komputer"),
        services=(
            Service("Penerbitan KTP-el", 940, 58),
            Service("Penerbitan Kartu Keluarga", 720, 74),
            Service("Penerbitan Akta Kelahiran", 310, 96),
        ),
        functional=-0.2,
        trained=True,
    ),
    Office(
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        16,
        ("Pelayanan Perizinan Berusaha", "Pengawasan Penanaman Modal"),
        ("Perizinan", "Penanaman Modal"),
        experts=("Penata Perizinan", "Analis Kebijakan"),
        services=(Service("Pendampingan NIB", 240, 65), Service("Persetujuan Bangunan Gedung", 90, 130)),
        functional=0.1,
    ),
    Office(
        "Dinas Komunikasi dan Informatika",
        15,
        ("Tata Kelola Data", "Keamanan Informasi"),
        ("Aplikasi dan Informatika", "Komunikasi Publik"),
        experts=("Pranata Komputer", "Pranata Hubungan Masyarakat", "Statistisi"),
        functional=0.2,
    ),
    Office(
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        40,
        ("Pengawasan Konstruksi", "Pengendalian Pemanfaatan Ruang"),
        ("Bina Marga", "Cipta Karya", "Tata Ruang"),
        experts=("Teknik Jalan dan Jembatan", "Penata Ruang"),
        technicians=("Teknik Pengairan",),
        functional=-0.5,
        women=-0.7,
    ),
    Office(
        "Dinas Sosial",
        14,
        ("Penanganan Fakir Miskin", "Pendampingan Rehabilitasi Sosial"),
        ("Perlindungan Sosial", "Rehabilitasi Sosial"),
        experts=("Pekerja Sosial", "Penyuluh Sosial"),
        technicians=("Pekerja Sosial", "Arsiparis"),
        services=(Service("Rekomendasi Bantuan Sosial", 330, 48),),
        functional=-0.2,
    ),
    Office(
        "Satuan Polisi Pamong Praja",
        50,
        ("Penegakan Peraturan Daerah", "Pengendalian Massa"),
        ("Penegakan Perda", "Ketertiban Umum"),
        experts=("Polisi Pamong Praja",),
        technicians=("Polisi Pamong Praja",),
        functional=-0.3,
        women=-1.2,
    ),
    *(subdistrict(name) for name in ("Utara", "Selatan", "Timur", "Barat", "Kota")),
)
"""A city of nineteen offices."""


def city_of(subdistricts: Sequence[str]) -> tuple[Office, ...]:
    """The offices of a city whose sub-districts have these names; without names those of `CITY`.

    They share what the five of `CITY` have together.
    """
    if not subdistricts:
        return CITY
    others = [office for office in CITY if not isinstance(office, Subdistrict)]
    share = 80 / len(subdistricts)
    return (*others, *(subdistrict(name, share) for name in subdistricts))


def subdistrict_of(name: str, villages: Sequence[str]) -> tuple[Office, ...]:
    """The offices of one sub-district: its own, which learns together, a health centre, its villages."""
    own = attrs.evolve(
        subdistrict(name, 160),
        services=(Service("Surat Keterangan Kecamatan", 420, 40), Service("Rekomendasi Izin Usaha", 150, 55)),
        trained=True,
    )
    health = Office(
        f"Puskesmas {name}",
        210,
        ("Pelayanan Kesehatan Primer", "Surveilans Kesehatan"),
        ("Kesehatan Masyarakat", "Pelayanan Kesehatan"),
        experts=("Perawat", "Bidan", "Dokter"),
        technicians=("Perawat", "Bidan", "Sanitarian"),
        services=(Service("Rawat Jalan Puskesmas", 1600, 55),),
        functional=1.0,
        women=0.7,
    )
    return (own, health, *(village(name) for name in villages))
