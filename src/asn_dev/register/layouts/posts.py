"""The post in a staff list: its kind and tier by codes and words, and by the title where both are missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import JobKind, Tier
from asn_dev.register.aliases import plain
from asn_dev.register.cells import notice
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.words import KIND_TIERS

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

NOT_ASN = (
    r"honor|non[\s-]?asn|non[\s-]?pns|\b(?:thl|tkk?|phl|ptt|gtt|pjlp|tks)\b|outsourc|tenaga kontrak"
    r"|harian lepas|sukarela|kontrak daerah"
)
"""Words for people who work for the government and are no civil servants, in lower case."""

_FUNCTIONAL_TIERS = (
    Tier.AHLI_UTAMA, Tier.AHLI_MADYA, Tier.AHLI_MUDA, Tier.AHLI_PERTAMA, Tier.PENYELIA, Tier.MAHIR,
    Tier.TERAMPIL, Tier.PEMULA,
)  # fmt: skip
_EXPERT_TIERS = r"(Ahli (?:Utama|Madya|Muda|Pertama))\s*$"

_STRUCTURAL: tuple[tuple[Tier, str], ...] = (
    (Tier.JPT_PRATAMA, r"kepala (?:dinas|badan)\b(?! (?:pusat|nasional)).*"),
    (Tier.ADMINISTRATOR, r"camat\b(?! .*\blurah).*"),
    (Tier.ADMINISTRATOR, r"sekretaris (?:dinas|badan|camat|kecamatan|inspektorat)\b.*"),
    (Tier.ADMINISTRATOR, r"kepala bidang\b.*"),
    (Tier.ADMINISTRATOR, r"inspektur pembantu\b.*"),
    (Tier.PENGAWAS, r"lurah\b.*"),
    (Tier.PENGAWAS, r"sekretaris (?:lurah|kelurahan)\b.*"),
    (Tier.PENGAWAS, r"kepala (?:seksi|sub ?bagian|sub ?bidang|subbag|subbid)\b.*"),
)
"""Titles of one tier in each province, regency and city (PP 18/2016 on regional bodies). Who is acting (Plt.,
Plh., Pj.) holds another post; a regional secretary is on another tier in a province than in a city."""
_TITLES = tuple((tier, re.compile(pattern)) for tier, pattern in _STRUCTURAL)


def structural_tier_of(title: str) -> str | None:
    """The tier of a title that belongs to one tier only, else None.

    >>> structural_tier_of("Kepala Dinas Kesehatan"), structural_tier_of("CAMAT BINJAI UTARA")
    ('JPT Pratama', 'Administrator')
    >>> structural_tier_of("Plt. Kepala Dinas Kesehatan"), structural_tier_of("Sekretaris Daerah")
    (None, None)
    """
    words = plain(title)
    return next((tier.value for tier, pattern in _TITLES if pattern.fullmatch(words)), None)


def with_posts(fields: pl.DataFrame) -> Derived:
    """Kind and tier of the post: by echelon and code; a functional title ends in its tier.

    Where a list has neither echelon nor kind, titles that can only be of one tier tell it, and that is said.
    """
    cells = fields.select("job_kind", "tier", "_eselon")
    eselon = cells["_eselon"].set(cells["_eselon"] == "", None)
    by_kind = translate(fields["_kind"].str.to_lowercase(), _KIND_TIERS.get, pl.String)
    kind, title = pl.col("job_kind"), pl.col("job_title").str.to_titlecase()
    names = "|".join(tier.value for tier in _FUNCTIONAL_TIERS)
    functional = pl.when(kind.is_in(["2", "3"])).then(title.str.extract(rf"({names})\s*$"))
    general = pl.when(kind == JobKind.GENERAL.value).then(pl.lit(Tier.PELAKSANA.value))
    stated_tier = pl.coalesce(pl.lit(eselon), "tier", pl.lit(by_kind), functional, general)
    expert = pl.when(kind.is_null()).then(title.str.extract(_EXPERT_TIERS))
    structural = translate(fields["job_title"], structural_tier_of, pl.String)
    open_kind = kind.is_null() | (kind == JobKind.STRUCTURAL.value)
    by_title = pl.coalesce(expert, pl.when(open_kind).then(pl.lit(structural)))
    before = fields.select(stated_tier.alias("tier"))["tier"]
    tiers = fields.with_columns(tier=pl.coalesce(stated_tier, by_title))
    inferred = before.is_null() & tiers["tier"].is_not_null()
    kinds = tiers["tier"].replace_strict(_KINDS, default=None, return_dtype=pl.String)
    absent = tiers["job_kind"].is_null() & kinds.is_not_null()
    message = Message("the tier was taken from the title of the post")
    kind_message = Message("the kind of post was taken from its tier")
    return tiers.with_columns(job_kind=pl.coalesce("job_kind", pl.lit(kinds))), [
        *notice("tier_inferred", "info", inferred, message, "job_title"),
        *notice("job_kind_inferred", "info", absent, kind_message, "job_title"),
    ]


_KIND_TIERS = {word.lower(): tier for word, tier in KIND_TIERS.items()}
_KIND_OF = {
    **dict.fromkeys(
        (Tier.JPT_UTAMA, Tier.JPT_MADYA, Tier.JPT_PRATAMA, Tier.ADMINISTRATOR, Tier.PENGAWAS),
        JobKind.STRUCTURAL.value,
    ),
    **dict.fromkeys(_FUNCTIONAL_TIERS, JobKind.FUNCTIONAL.value),
    Tier.PELAKSANA: JobKind.GENERAL.value,
}
_KINDS = {str(tier.value): kind for tier, kind in _KIND_OF.items()}
