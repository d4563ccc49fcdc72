"""Which programmes are to be adapted, and what is to be changed in them."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Parts, Programme, ReportContext, section, text
from asn_dev.plugin.sentences import listing, paragraph, parameter, sentence
from asn_dev.plugin.tables import column, table

SHARE = "binjai.adapt.share"
TOO_FEW = text(id="belum cukup jawaban", en="too few answers")
PROGRAMMES = table(
    column("name", of=Programme),
    column("relevance_answers", "integer", of=Programme),
    column("unrelated_share", "percent", of=Programme, people="relevance_answers"),
    column("to_be_adapted", "flag", of=Programme, missing=TOO_FEW),
    column("to_change", of=Programme, people="relevance_answers"),
    id="Program, penilaian peserta atas kesesuaiannya, dan yang perlu diubah",
    en="Programmes, how relevant participants call them, and what is to be changed",
)
ADAPTED = sentence(
    id="{adapted} dari {rated} program perlu disesuaikan karena sedikitnya {limit} peserta menilainya tidak "
    "sesuai dengan pekerjaan sehari-hari. Yang diubah: {names}.",
    en="{adapted} of {rated} programmes are to be adapted because at least {limit} of the participants call "
    "them unrelated to their daily work. To be changed: {names}.",
)
NONE = sentence(
    id="Tidak ada dari {rated} program yang perlu disesuaikan: bagian peserta yang menilainya tidak sesuai "
    "dengan pekerjaan sehari-hari di bawah {limit}.",
    en="None of {rated} programmes is to be adapted: fewer than {limit} of the participants call one "
    "unrelated to their daily work.",
)
NOT_JUDGED = sentence(
    id="{quiet} program belum dinilai karena jawabannya kurang dari {fewest}.",
    en="{quiet} programmes are not judged yet: fewer than {fewest} answers.",
).of(fewest=parameter("binjai.adapt.fewest_answers", "integer"))


@section(
    key="binjai-penyesuaian",
    title=text(id="Binjai: program yang disesuaikan", en="Binjai: programmes to adapt"),
    order=60,
)
def adapting(context: ReportContext) -> Parts:
    """What participants call unrelated to their daily work, and what to change there."""
    rated = context.scores(Programme).filter(pl.col("relevance_answers") > 0)
    if rated.is_empty():
        return [context.nothing(Programme)]
    rated = rated.with_columns(name=pl.coalesce("name", "code"))
    rated = rated.sort("unrelated_share", "code", descending=[True, False])
    adapted, quiet = rated.filter("to_be_adapted"), rated["to_be_adapted"].null_count()
    named = [f"{name} ({changes})" for name, changes in adapted.select("name", "to_change").iter_rows()]
    verdict = (ADAPTED if adapted.height else NONE).of(
        adapted=adapted.height, rated=rated.height, limit=parameter(SHARE, "percent", decimals=0),
        names=listing(named[:5], between="; "),
    )  # fmt: skip
    from_here = text(id="batas penyesuaian", en="adapted from here")
    programmes = PROGRAMMES.of(rated)
    return [
        paragraph(verdict, NOT_JUDGED.of(quiet=quiet) if quiet else None),
        programmes.bars("unrelated_share", limit=SHARE, limit_label=from_here, greatest=100),
        programmes,
    ]
