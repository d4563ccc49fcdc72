"""The words of a pairing in both languages, and how a reason is put together from labels."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from asn_dev.rules.definitions import Indicator, Text, text

GOOD = 0.5
"""From here on a part of the fit speaks for a pair; below it speaks against."""

WORDS: dict[str, Text] = {
    "new": text(id="baru", en="new"),
    "fixed": text(id="ditetapkan", en="fixed"),
    "running": text(id="berjalan", en="running"),
    "mentee": text(id="mentee", en="mentee"),
    "mentor": text(id="mentor", en="mentor"),
    "no_wish": text(id="Permintaannya tidak menyebut kompetensi.", en="The request names no competency."),
    "no_wish_change": text(
        id="Tanyakan kompetensi yang ingin dipelajari.", en="Ask which competency is wanted."
    ),
    "no_offer": text(id="Tidak ada yang menawarkan {what}.", en="Nobody offers {what}."),
    "no_offer_change": text(
        id="Cari mentor untuk {what}; {able} pegawai dinilai di atas standar.",
        en="Find a mentor for {what}; {able} people were found above the standard.",
    ),
    "forbidden": text(
        id="{count} calon mentor, semuanya terhalang: {vetoes}.",
        en="{count} possible mentors, all forbidden: {vetoes}.",
    ),
    "forbidden_change": text(
        id="Tanpa larangan '{veto}' ada {count} mentor.",
        en="Without the rule '{veto}' there would be {count} mentors.",
    ),
    "forbidden_all": text(
        id="Tidak ada satu larangan yang bila dicabut membuka mentor; cari mentor lain untuk {what}.",
        en="No single rule stands in the way of a mentor; find another one for {what}.",
    ),
    "no_place": text(
        id="{count} mentor diperbolehkan, tetapi tempat mereka terisi atau tidak ada.",
        en="{count} mentors would be allowed, but their places are taken or they have none.",
    ),
    "joined": text(
        id="Mentor yang diperbolehkan dan masih mempunyai tempat adalah mentee orang ini.",
        en="The mentors that are allowed and have a place are this person's mentees.",
    ),
    "joined_change": text(
        id="Dua orang dipasangkan satu kali saja; tukar arahnya dengan pasangan tetap bila perlu.",
        en="Two people are joined once; fix the pair the other way round if need be.",
    ),
    "rest_forbidden": text(
        id="{count} calon lain terhalang: {vetoes}.", en="{count} others are forbidden: {vetoes}."
    ),
    "no_place_change": text(
        id="Satu tempat lagi pada salah satu mentor itu, misalnya {mentor}, sudah cukup.",
        en="One more place with any of these mentors, such as {mentor}, is enough.",
    ),
    "all": text(id="semua kompetensi", en="all competencies"),
    "followed": text(
        id="{mentees} mentee menjalani {sessions} sesi ({minutes} menit) yang bernilai {hours} JP; "
        "{silent} dari {pairs} pasangan diam.",
        en="{mentees} mentees held {sessions} sessions ({minutes} minutes) that count {hours} hours; "
        "{silent} of {pairs} pairs are silent.",
    ),
    "progress_unknown": text(
        id="Kemajuan mentee tidak diketahui: tidak ada dua penilaian untuk dibandingkan.",
        en="The progress of mentees is unknown: there are no two assessments to compare.",
    ),
    "progress_withheld": text(
        id="Kemajuan mentee belum dapat disebut: {mentored} penilaian mentee dan {peers} penilaian pegawai "
        "lain dengan level awal yang sama, paling sedikit {fewest} di setiap sisi.",
        en="The progress of mentees cannot be told yet: {mentored} assessments of mentees and {peers} of "
        "others from the same level, at least {fewest} are needed on each side.",
    ),
    "progress": text(
        id="Level {mentored} penilaian mentee berubah {mentored_change}, {peers} penilaian pegawai lain "
        "dengan level awal yang sama {peers_change}: selisih {difference} level (antara {low} dan {high}).",
        en="The level changed by {mentored_change} in {mentored} assessments of mentees and by "
        "{peers_change} in {peers} of others from the same level: a difference of {difference} "
        "({low} to {high}).",
    ),
    "caution": text(
        id="Ini bukan bukti sebab-akibat: siapa yang dibimbing tidak diundi, dan level rendah cenderung naik "
        "pada penilaian berikutnya juga tanpa mentor. Selang yang memuat 0 berarti selisihnya dapat "
        "terjadi secara kebetulan.",
        en="This proves no cause: who is mentored was not drawn by lot, and low levels tend to rise in the "
        "next assessment without a mentor too. An interval that holds 0 means that chance may be enough.",
    ),
    "breaks": text(id="melanggar: {vetoes}", en="breaks: {vetoes}"),
    "unknown_pair": text(
        id="tidak ada tawaran dan permintaan yang bertemu", en="no offer and request meet in it"
    ),
    "over_capacity": text(id="melebihi kapasitas mentor", en="beyond the mentor's capacity"),
    "no_room": text(id="kapasitas 0", en="capacity 0"),
    "has_room": text(id="masih ada tempat", en="has room"),
    "full": text(id="penuh", en="full"),
    "served": text(id="sudah mempunyai mentor", en="has a mentor"),
    "alone": text(id="belum mempunyai mentor", en="has no mentor"),
}


REASONS: dict[str, Text] = {
    "no_wish": text(id="tidak menyebut kompetensi", en="name no competency"),
    "no_offer": text(id="tidak ada yang menawarkan", en="nobody offers it"),
    "forbidden": text(id="semua calon mentor terhalang", en="every possible mentor is forbidden"),
    "no_place": text(id="tempat mentor habis", en="no mentor has a place left"),
    "joined": text(id="calon mentornya adalah mentee-nya", en="possible mentors are their mentees"),
}
"""Why a mentee has no mentor, in short."""


def word(key: str, language: str) -> str:
    """One of the words in ``"id"`` or ``"en"``."""
    return WORDS[key].in_(language)


def speaking(parts: Sequence[Indicator], language: str, *, good: bool) -> pl.Expr:
    """The labels of the parts that speak for a pair, or against it, with the share in per cent."""
    labels = []
    for part in parts:
        value = pl.col(part.name)
        meant = value >= GOOD if good else value < GOOD
        share = pl.format(
            "{} ({} %)",
            pl.lit(part.label.in_(language)),
            (value * 100).round().cast(pl.Int64).cast(pl.String),
        )
        labels.append(pl.when(meant).then(share))
    return pl.concat_list(labels).list.drop_nulls().list.join("; ") if labels else pl.lit("")
