"""Guidance: who needs it in what, who could give it, and how many places there are.

Needs come from the requests and offers from those who volunteer; where an office has none, from the gaps:
people below the standard of their post, people above it. The values, each with its evidence, stand in
``parameters/mentoring.toml``.
"""

from __future__ import annotations

from typing import Any

from asn_dev.plugin import (
    Aggregate,
    GuidanceNeed,
    GuidanceOffer,
    Mentorship,
    Parameters,
    columns_of,
    count_of,
    indicator,
    key_of,
    nw,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

MOST_WISHES = 20
"""How many wishes of a mentee are read: more than there are competencies that a post requires."""

TIER_AT_END = r"(?i) (ahli (utama|madya|muda|pertama)|penyelia|mahir|terampil|pemula)$"
"""What a functional post has behind its field: Guru Ahli Muda."""


@view(of=GuidanceNeed, label=text(id="Kebutuhan bimbingan", en="Needs of guidance"), counts_known=True)
def guidance_needs(
    mentee_requests: Rows | None = None,
    competency_gaps: Rows | None = None,
    civil_servants: Rows | None = None,
) -> Rows | None:
    """One row for each mentee and competency asked for; without requests, for each gap there is."""
    if mentee_requests is not None:
        rows = _asking(mentee_requests)
    elif competency_gaps is not None:
        rows = _short(competency_gaps)
    else:
        return None
    return _with_person(_with_levels(rows, competency_gaps, "mentee"), civil_servants, GuidanceNeed)


@view(of=GuidanceOffer, label=text(id="Tawaran bimbingan", en="Offers of guidance"), counts_known=True)
def guidance_offers(
    mentor_offers: Rows | None = None,
    competency_gaps: Rows | None = None,
    civil_servants: Rows | None = None,
) -> Rows | None:
    """One row for each mentor and competency offered; without offers, for each surplus there is."""
    if mentor_offers is not None:
        rows = _offering(mentor_offers)
    elif competency_gaps is not None:
        rows = _ahead(competency_gaps)
    else:
        return None
    return _with_person(_with_levels(rows, competency_gaps, "mentor"), civil_servants, GuidanceOffer)


def _asking(mentee_requests: Rows) -> Rows:
    """A row for each mentee and competency asked for, with its place among the wishes."""
    padded = nw.concat_str(nw.col("competencies"), nw.lit("|" * MOST_WISHES)).str.split("|")
    wishes = [
        mentee_requests.select(
            "mentee", wish=nw.lit(place + 1, nw.Int64), competency=padded.list.get(place).str.strip_chars()
        )
        for place in range(MOST_WISHES)
    ]
    rows = nw.concat(wishes, how="vertical").filter(nw.col("competency") != "")
    rows = rows.group_by("mentee", "competency").agg(nw.col("wish").min())
    return rows.join(mentee_requests.select("mentee", "priority", "mode", "unit"), on="mentee", how="inner")


def _short(competency_gaps: Rows) -> Rows:
    """Who is below the standard of the post in what, as if they had asked for guidance in it."""
    rows = competency_gaps.filter(nw.col("level") < nw.col("required"))
    return rows.select(
        "competency", "unit", mentee=nw.col("nip"), wish=nw.lit(None, nw.Int64),
        priority=nw.lit(None, nw.Int64), mode=nw.lit(None, nw.String),
    )  # fmt: skip


def _offering(mentor_offers: Rows) -> Rows:
    """A row for each mentor and competency offered."""
    rows = mentor_offers.select(
        "mentor", "capacity", "across_units", "mode", "unit",
        volunteered=nw.lit(True), competency=nw.col("competencies").str.split("|"),
    ).explode("competency")  # fmt: skip
    rows = rows.with_columns(nw.col("competency").str.strip_chars())
    return rows.filter(nw.col("competency") != "").unique(["mentor", "competency"])


def _ahead(competency_gaps: Rows) -> Rows:
    """Who is above the standard of the post in what, as if they had offered to guide in it."""
    rows = competency_gaps.filter(nw.col("level") > nw.col("required"))
    return rows.select(
        "competency", "unit", mentor=nw.col("nip"), volunteered=nw.lit(False),
        capacity=nw.lit(None, nw.Int64), across_units=nw.lit(None, nw.Boolean), mode=nw.lit(None, nw.String),
    )  # fmt: skip


def _with_levels(rows: Rows, competency_gaps: Rows | None, who: str) -> Rows:
    """The rows with the level found, and the level required, of the person in the competency."""
    if competency_gaps is None:
        return rows.with_columns(level=nw.lit(None, nw.Int64), required=nw.lit(None, nw.Int64))
    levels = competency_gaps.select("competency", "level", "required", nw.col("nip").alias(who))
    return rows.join(levels, on=[who, "competency"], how="left")


def _with_person(rows: Rows, civil_servants: Rows | None, record: type) -> Rows:
    """The columns of the record; the unit of the staff list counts before that of the sheet."""
    (who, *_), wanted = key_of(record), [column.name for column in columns_of(record)]
    if civil_servants is None:
        unknown = nw.lit(None, nw.String)
        rows = rows.with_columns(section=unknown, tier=unknown, field=unknown)
        return rows.with_columns(appointed_on=nw.lit(None, nw.Date)).select(wanted)
    people = civil_servants.select(
        nw.col("nip").alias(who), "section", "tier", "appointed_on", _unit=nw.col("unit"),
        field=nw.col("job_title").str.replace_all(TIER_AT_END, "").str.to_lowercase(),
    )  # fmt: skip
    rows = rows.join(people, on=who, how="left").with_columns(
        unit=nw.coalesce(nw.col("_unit"), nw.col("unit"))
    )
    return rows.select(wanted)


# --- the room of a mentor -------------------------------------------------------------------------


@summary(
    of=GuidanceOffer, source=Mentorship, key={"mentor": "mentor"}, unit="mentee",
    label=text(id="Mentee yang sedang dibimbing", en="Mentees at present"), counts_known=True,
)  # fmt: skip
def mentees_at_present(is_running: nw.Expr) -> Aggregate:
    """How many mentees the mentor guides on the last day of the period."""
    return count_of(where=is_running)


@indicator(
    of=GuidanceOffer, unit="mentee", bounds=(0, None),
    label=text(id="Tempat mentor", en="Places of the mentor"),
    tolerates_null=("capacity",), counts_known=True,
)  # fmt: skip
def places(capacity: nw.Expr, p: Parameters) -> nw.Expr:
    """How many mentees the mentor takes at a time; where none is stated, as the parameter says."""
    return capacity.fill_null(int(p.number("mentoring.unknown_capacity")))


@indicator(
    of=GuidanceOffer,
    unit="mentee",
    bounds=(0, None),
    label=text(id="Tempat kosong", en="Free places"),
    tolerates_null=("places", "mentees_at_present"),
)
def free_places(places: nw.Expr, mentees_at_present: nw.Expr) -> nw.Expr:
    """How many more mentees the mentor has room for."""
    room = places - mentees_at_present.fill_null(0)
    return nw.when(room > 0).then(room).otherwise(0)
