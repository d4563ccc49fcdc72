"""Lists that say whose NIP an account is: the id, user name or e-mail by which a platform knows a person."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.model import LearningActivity, column_of
from asn_dev.register.aliases import squeezed
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.sources import Source, source

NUMBER = ("NIP", "nip_baru", "nipBaru", "nomor induk pegawai")
USER_NAMES = (
    "username", "user name", "nama pengguna", "user id", "id pengguna", "account", "akun", "id akun",
    "nama akun",
    "account name", "login", "id platform", "id lms", "student id", "user",
)  # fmt: skip
E_MAILS = (
    "email", "e-mail", "email address", "alamat email", "surel", "alamat surel", "email_gov", "email dinas",
    "email pribadi", "email instansi",
)  # fmt: skip
IDS = frozenset(squeezed(heading) for heading in (*USER_NAMES, *E_MAILS))
"""Headings, squeezed, of columns that name an account; what they hold is kept in no record."""

_TEXT = column_of(LearningActivity, "course")


def _make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """No record: the list is used while other sheets are read, and not kept."""
    return {}


def _list(name: str, needed: str) -> Layout:
    return Layout(
        name=name,
        record=LearningActivity,
        sources=[
            source(LearningActivity, "nip", *NUMBER, essential=True),
            Source("_user", USER_NAMES, _TEXT),
            Source("_mail", E_MAILS, _TEXT),
            Source("_name", ("nama", "nama lengkap", "nama pegawai", "name"), _TEXT),
        ],
        signature=frozenset({"nip", needed}),
        make=_make,
        key=("nip", "_user", "_mail"),
        absent=frozenset(("_user", "_mail")),
        share=0.5,
        stems=("akun", "account"),
    )


LAYOUTS = (_list("daftar akun", "_user"), _list("daftar akun, surel", "_mail"))
