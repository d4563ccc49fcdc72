"""Kota Medan: its identity; rules and sections of its own follow."""

from __future__ import annotations

from asn_dev.plugin import Identity, hookimpl, text


@hookimpl
def asn_dev_identity() -> Identity:
    """Kota Medan, 12.71 to Kemendagri."""
    return Identity(
        name="medan",
        title=text(id="Kota Medan", en="City of Medan"),
        government="Pemerintah Kota Medan",
        code="12.71",
        scheme="kemendagri",
        subdistricts=(
            "Kota",
            "Sunggal",
            "Helvetia",
            "Denai",
            "Barat",
            "Deli",
            "Tuntungan",
            "Belawan",
            "Amplas",
            "Area",
            "Johor",
            "Marelan",
            "Labuhan",
            "Tembung",
            "Maimun",
            "Polonia",
            "Baru",
            "Perjuangan",
            "Petisah",
            "Timur",
            "Selayang",
        ),
    )
