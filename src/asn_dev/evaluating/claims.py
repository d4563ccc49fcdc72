"""Plain words on what a comparison of trained and other units can claim, and what it cannot."""

from __future__ import annotations

from asn_dev.evaluating.difference import Difference
from asn_dev.rules.definitions import Text, text

CANNOT = text(
    id="Selisih ini tidak membuktikan sebab: yang lain yang terjadi di unit itu pada waktu yang sama ikut "
    "terhitung.",
    en="This difference proves no cause: whatever else happened in the unit at the same time is counted too.",
)
"""The caveat below every such comparison."""


def claim(
    difference: Difference,
    *,
    outcome: Text,
    too_short: bool,
    distance: float,
    trend_share: float,
    fewest_trained: float,
) -> Text:
    """The claim that one comparison supports, in a few sentences.

    In this order: that nothing can be computed; how large the difference is; how much of it the different
    ways that units went before would explain over `distance` months (from `trend_share` on, too much);
    that too few units were trained to rely on the interval, or whether it is more than chance.
    """
    effect = difference.effect
    if too_short:
        return text(
            id="Bulan sebelum atau sesudah pelatihan belum cukup untuk dibandingkan.",
            en="There are not yet enough months before or after the training to compare.",
        )
    if effect.value is None:
        reason = effect.reason or text(id="datanya tidak ada", en="there are no data")
        return text(id=f"Tidak dapat dihitung: {reason.id}.", en=f"Cannot be computed: {reason.en}.")
    fell = effect.value < 0
    size = text(
        id=f"{outcome.id} unit yang dilatih {'turun' if fell else 'naik'} {_id(abs(effect.value))} dibanding "
        "unit pembanding.",
        en=f"{outcome.en} of the trained units {'fell' if fell else 'rose'} by {abs(effect.value):.2f} "
        "against the units compared with.",
    )
    trend = _trend(difference, distance, trend_share)
    sure = (
        _sureness(difference, fewest_trained)
        if _explained(difference, distance) < trend_share
        else text(id="", en="")
    )
    parts = [size, trend, sure]
    return text(
        id=" ".join(part.id for part in parts if part.id), en=" ".join(part.en for part in parts if part.en)
    )


def _explained(difference: Difference, distance: float) -> float:
    """The share of the difference that there would be, had units gone on as before the training.

    0 where nothing is known of it, where it points the other way, or where it cannot be told from 0.
    """
    trend, effect = difference.pre_trend, difference.effect.value
    if trend.value is None or not effect:
        return 0.0
    if trend.low is not None and trend.high is not None and trend.low <= 0 <= trend.high:
        return 0.0
    return max(0.0, trend.value * distance / effect)


def _trend(difference: Difference, distance: float, trend_share: float) -> Text:
    share = _explained(difference, distance)
    if share >= trend_share:
        return text(
            id=f"Namun sebelum pelatihan pun arahnya sudah berbeda: bila berlanjut, itu menjelaskan "
            f"{_percent(share)} selisih ini, sehingga tidak dapat dibaca sebagai akibat pelatihan.",
            en=f"Yet they went different ways before the training already: had that gone on, it would "
            f"explain {_percent(share)} of the difference, so it cannot be read as its effect.",
        )
    if share > 0:
        return text(
            id=f"Perbedaan arah sebelum pelatihan, bila berlanjut, menjelaskan {_percent(share)} darinya.",
            en=f"The different ways before the training, had they gone on, would explain {_percent(share)} "
            "of it.",
        )
    return text(id="", en="")


def _percent(share: float) -> str:
    return f"{min(share, 9.99):.0%}"


def _sureness(difference: Difference, fewest_trained: float) -> Text:
    effect, placebo = difference.effect, difference.placebo
    if effect.low is None or effect.high is None:
        why = effect.reason or text(id="selangnya tidak ada", en="there is no interval")
        return text(id=f"Seberapa pasti, tidak diketahui: {why.id}.", en=f"How sure, is not known: {why.en}.")
    if difference.treated_clusters < fewest_trained:
        compared = (
            text(
                id=f"; dari {placebo.placebos} unit pembanding yang diandaikan dilatih, {placebo.as_large} "
                "menunjukkan selisih sebesar itu",
                en=f"; of {placebo.placebos} units compared with, taken as if they had been trained, "
                f"{placebo.as_large} show as large a difference",
            )
            if placebo.as_large is not None
            else text(id="", en="")
        )
        return text(
            id=f"Hanya {difference.treated_clusters} unit yang dilatih, sehingga selangnya terlalu sempit "
            f"untuk dipegang{compared.id}.",
            en=f"Only {difference.treated_clusters} units were trained, so the interval is too narrow to "
            f"rely on{compared.en}.",
        )
    if effect.low > 0 or effect.high < 0:
        return text(
            id="Itu lebih dari kebetulan, dan sesuai dengan adanya pengaruh pelatihan.",
            en="That is more than chance, and fits an effect of the training.",
        )
    return text(id="Itu tidak dapat dibedakan dari kebetulan.", en="That cannot be told from chance.")


def _id(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
