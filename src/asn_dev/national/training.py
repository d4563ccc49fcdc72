"""What a programme achieved: reaction, learning, behaviour, and the decision on its future.

Levels 1 to 3 of Kirkpatrick (Evaluating Training Programs, 1994); level 4, results in services, is
estimated by `asn_dev.evaluate`, since it needs more than a rule over rows. The thresholds, each with its
evidence, stand in ``parameters/evaluation.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.national.shortfalls import DIMENSION, N_GAIN, USED, WHOLE
from asn_dev.plugin import (
    BEHAVIOUR,
    REACTION,
    TESTS,
    Aggregate,
    DimensionScore,
    Enrolment,
    Instruments,
    LearningResult,
    Parameters,
    Participation,
    Period,
    Programme,
    ProgrammeDimension,
    ProgrammeShortfall,
    Response,
    any_of,
    count_of,
    indicator,
    max_of,
    mean_of,
    min_of,
    nw,
    summary,
    text,
)

DECISIONS = ("lanjutkan", "sesuaikan", "hentikan")

of_participants = partial(summary, of=Programme, source=Enrolment, key={"programme": "code"})
of_responses = partial(summary, of=Programme, source=Response, key={"about": "code"})
of_scores = partial(summary, of=Programme, source=DimensionScore, key={"about": "code"})
of_dimensions = partial(summary, of=Programme, source=ProgrammeDimension, key={"programme": "code"})
of_shortfalls = partial(summary, of=Programme, source=ProgrammeShortfall, key={"programme": "code"})
of_tests = partial(summary, of=Programme, source=LearningResult, key={"programme": "code"})
of_history = partial(summary, of=Programme, source=Participation, key="name")
each_programme = partial(indicator, of=Programme)


# --- what it was, where the catalogue does not say -----------------------------------------------


@of_history(
    label=text(id="Bentuk menurut riwayat, terkecil", en="Form in the histories, least"), counts_known=True
)
def form_in_history(form: nw.Expr) -> Aggregate:
    """The form under which activities of this name stand in people's histories."""
    return min_of(form)


@of_history(
    label=text(id="Bentuk menurut riwayat, terbesar", en="Form in the histories, greatest"), counts_known=True
)
def form_in_history_too(form: nw.Expr) -> Aggregate:
    """The same from the other end: histories agree where the two are equal."""
    return max_of(form)


@of_history(
    label=text(id="Penyelenggara menurut riwayat, pertama", en="Provider in the histories, first"),
    counts_known=True,
)
def provider_in_history(provider: nw.Expr) -> Aggregate:
    """The provider of activities of this name in people's histories."""
    return min_of(provider)


@of_history(
    label=text(id="Penyelenggara menurut riwayat, terakhir", en="Provider in the histories, last"),
    counts_known=True,
)
def provider_in_history_too(provider: nw.Expr) -> Aggregate:
    """The same from the other end: histories agree where the two are equal."""
    return max_of(provider)


@each_programme(
    kind="text",
    label=text(id="Bentuk yang dievaluasi", en="Form evaluated"),
    tolerates_null=("form", "form_in_history", "form_in_history_too"),
    counts_known=True,
)
def form_held(form: nw.Expr, form_in_history: nw.Expr, form_in_history_too: nw.Expr) -> nw.Expr:
    """The form of the catalogue, else the one on which all histories agree."""
    agreed = nw.when(form_in_history == form_in_history_too).then(form_in_history)
    return nw.coalesce(form, agreed)


@each_programme(
    kind="text",
    label=text(id="Penyelenggara yang dievaluasi", en="Provider evaluated"),
    tolerates_null=("provider", "provider_in_history", "provider_in_history_too"),
    counts_known=True,
)
def provider_held(
    provider: nw.Expr, provider_in_history: nw.Expr, provider_in_history_too: nw.Expr
) -> nw.Expr:
    """The provider of the catalogue, else the one on which all histories agree."""
    agreed = nw.when(provider_in_history == provider_in_history_too).then(provider_in_history)
    return nw.coalesce(provider, agreed)


# --- reaction ------------------------------------------------------------------------------------


@of_participants(
    unit="orang", label=text(id="Peserta yang hadir", en="Participants who came"), counts_known=True
)
def participants(attended: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """How many came to the programme, of those whose part in it ended in the period."""
    return count_of(where=attended & period.contains(end))


@of_responses(unit="orang", label=text(id="Peserta yang menilai", en="Participants who rated it"))
def reaction_respondents(instrument: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many filled in the reaction questionnaire."""
    return count_of(where=(instrument == REACTION) & period.contains(day))


@each_programme(bounds=(0, None), label=text(id="Tingkat respons", en="Response rate"))
def response_rate(reaction_respondents: nw.Expr, participants: nw.Expr) -> nw.Expr:
    """Those who rated it over those who came; null where nobody is known to have come."""
    return nw.when(participants > 0).then(reaction_respondents / participants)


@of_scores(label=text(id="Reaksi, rata-rata", en="Reaction, mean"))
def reaction_mean(instrument: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean over all dimensions of the reaction, on its scale of 1 to 5."""
    return mean_of(score, where=(instrument == REACTION) & period.contains(day))


@of_dimensions(label=text(id="Reaksi, dimensi terendah", en="Reaction, weakest dimension"))
def reaction_weakest(instrument: nw.Expr, mean: nw.Expr) -> Aggregate:
    """The lowest mean of its dimensions."""
    return min_of(mean, where=instrument == REACTION)


@of_shortfalls(unit="dimensi", label=text(id="Dimensi reaksi yang kurang", en="Dimensions that fall short"))
def reaction_dimensions_short(kind: nw.Expr, falls_short: nw.Expr) -> Aggregate:
    """How many dimensions of the reaction are below what is good by more than chance."""
    return count_of(where=(kind == DIMENSION) & falls_short)


@of_shortfalls(label=text(id="Reaksi buruk", en="Reaction is poor"))
def reaction_is_poor(kind: nw.Expr, falls_short: nw.Expr) -> Aggregate:
    """Whether the whole of the reaction is below what is poor by more than chance."""
    return any_of((kind == WHOLE) & falls_short)


@of_shortfalls(unit="ukuran", label=text(id="Ukuran di bawah batas", en="Measures below their limit"))
def measures_below(kind: nw.Expr, mean: nw.Expr, limit: nw.Expr) -> Aggregate:
    """How many measures lie below their limit, whether or not by more than chance; reaction by dimensions."""
    return count_of(where=(kind != WHOLE) & (mean < limit))


# --- learning ------------------------------------------------------------------------------------


@of_tests(unit="orang", label=text(id="Peserta dengan kedua tes", en="Participants with both tests"))
def tested(day: nw.Expr, period: Period) -> Aggregate:
    """How many took the test before and the test after."""
    return count_of(where=period.contains(day))


@of_tests(unit="poin", label=text(id="Nilai awal, rata-rata", en="Mark before, mean"))
def mark_before(before: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean mark before, of those who took both tests."""
    return mean_of(before, where=period.contains(day))


@of_tests(unit="poin", label=text(id="Nilai akhir, rata-rata", en="Mark after, mean"))
def mark_after(after: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean mark after, of those who took both tests."""
    return mean_of(after, where=period.contains(day))


@of_tests(unit="poin", label=text(id="Kenaikan nilai, rata-rata", en="Gain, mean"))
def mean_gain(gain: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean of what each gained."""
    return mean_of(gain, where=period.contains(day))


@of_tests(label=text(id="N-gain peserta, rata-rata", en="Normalised gain of persons, mean"))
def normalised_gain_of_persons(normalised_gain: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean of the normalised gains of those who could gain."""
    return mean_of(normalised_gain, where=period.contains(day))


@each_programme(
    label=text(id="N-gain, rata-rata", en="Normalised gain, mean"),
    tolerates_null=("normalised_gain_of_persons", "mark_before", "mark_after"),
)
def mean_normalised_gain(
    normalised_gain_of_persons: nw.Expr,
    mark_before: nw.Expr,
    mark_after: nw.Expr,
    instruments: Instruments,
    p: Parameters,
) -> nw.Expr:
    """The mean of persons, or that of the class: what the means gained of what they could."""
    if p.text("evaluation.gain_of") == "persons":
        return normalised_gain_of_persons
    possible = instruments[TESTS].instrument.greatest - mark_before
    return nw.when(possible > 0).then((mark_after - mark_before) / possible)


@of_shortfalls(label=text(id="N-gain kurang", en="Normalised gain falls short"))
def gain_falls_short(kind: nw.Expr, falls_short: nw.Expr) -> Aggregate:
    """Whether the normalised gain is below what is good by more than chance."""
    return any_of((kind == N_GAIN) & falls_short)


@each_programme(
    kind="text",
    values=("tinggi", "sedang", "rendah"),
    label=text(id="Kelompok n-gain", en="Band of the normalised gain"),
)
def gain_band(mean_normalised_gain: nw.Expr, p: Parameters) -> nw.Expr:
    """High, medium or low."""
    return p.bands("evaluation.gain_band").of(mean_normalised_gain)


# --- behaviour -----------------------------------------------------------------------------------


@of_responses(unit="orang", label=text(id="Penilai perilaku", en="Raters of behaviour"))
def behaviour_respondents(instrument: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many participants, superiors and peers judged behaviour after the programme."""
    return count_of(where=(instrument == BEHAVIOUR) & period.contains(day))


@of_scores(label=text(id="Perilaku, rata-rata", en="Behaviour, mean"))
def behaviour_mean(instrument: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """The mean over all raters and dimensions, on the scale of 1 to 5; what is not known is left out."""
    return mean_of(score, where=(instrument == BEHAVIOUR) & period.contains(day))


@of_shortfalls(label=text(id="Perilaku kurang", en="Behaviour falls short"))
def behaviour_falls_short(kind: nw.Expr, falls_short: nw.Expr) -> Aggregate:
    """Whether behaviour is below what is good by more than chance."""
    return any_of((kind == USED) & falls_short)


# --- decision ------------------------------------------------------------------------------------


@each_programme(
    kind="text",
    values=(
        "jawaban", "respons", "reaksi", "tidak belajar", "dimensi", "belajar", "perilaku", "ragu", "baik",
    ),
    label=text(id="Dasar keputusan", en="Ground of the decision"),
    tolerates_null=(
        "response_rate",
        "reaction_is_poor",
        "reaction_dimensions_short",
        "mean_gain",
        "gain_falls_short",
        "behaviour_falls_short",
        "measures_below",
    ),
)  # fmt: skip
def decision_ground(
    reaction_respondents: nw.Expr,
    response_rate: nw.Expr,
    reaction_is_poor: nw.Expr,
    reaction_dimensions_short: nw.Expr,
    mean_gain: nw.Expr,
    gain_falls_short: nw.Expr,
    behaviour_falls_short: nw.Expr,
    measures_below: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The first of these that applies.

    Too few answers (``jawaban``), or answers of too few of those who came (``respons``); reaction is poor
    (``reaksi``); no gain in the tests (``tidak belajar``); a dimension of the reaction falls short
    (``dimensi``); the gain is low (``belajar``); little is used at work (``perilaku``); something lies below
    its limit, but that may be chance (``ragu``); else ``baik``. What falls short does so by more than
    chance over all programmes judged. What was not measured does not count against a programme.
    """
    checks = (
        (reaction_respondents < p.number("evaluation.fewest_for_decision"), "jawaban"),
        (response_rate < p.number("evaluation.least_response_rate"), "respons"),
        (reaction_is_poor, "reaksi"),
        (gain_falls_short & (mean_gain <= 0), "tidak belajar"),
        (reaction_dimensions_short > 0, "dimensi"),
        (gain_falls_short, "belajar"),
        (behaviour_falls_short, "perilaku"),
        (measures_below > 0, "ragu"),
    )
    ground = nw.lit("baik")
    for holds, name in reversed(checks):
        ground = nw.when(holds.fill_null(False)).then(nw.lit(name)).otherwise(ground)
    return nw.when(~reaction_respondents.is_null()).then(ground)


@each_programme(
    kind="text", values=DECISIONS, label=text(id="Keputusan program", en="Decision on the programme")
)
def programme_decision(decision_ground: nw.Expr, p: Parameters) -> nw.Expr:
    """Keep (lanjutkan), adapt (sesuaikan) or stop (hentikan); null where it is too early to say."""
    return p.lookup("evaluation.decision").of(decision_ground)
