"""The tables of an evaluation: a row class for each, with labels and displays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from asn_dev.evaluating.claims import CONCLUSIONS
from asn_dev.evaluating.decisions import DECISIONS, TOO_EARLY
from asn_dev.evaluating.levels import LEVELS, STATUS
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.evaluating.statistics import REASONS
from asn_dev.results import result_table, shown
from asn_dev.rules.definitions import Text, text

PHASES: Mapping[str, Text] = {
    "before": text(id="sebelum", en="before"),
    "training": text(id="pelatihan", en="training"),
    "after": text(id="sesudah", en="after"),
}
"""Where a month stands to the training."""

METHODS: Mapping[str, Text] = {
    "permutation": text(id="permutasi antarunit", en="permutation over units"),
    "wild_bootstrap": text(id="wild cluster bootstrap", en="wild cluster bootstrap"),
}
PLACES: Mapping[str, Text] = LEVELS | {"service": text(id="Layanan", en="Service")}
RATERS: Mapping[str, Text] = {
    "peserta": text(id="peserta", en="participant"),
    "atasan": text(id="atasan", en="superior"),
    "rekan": text(id="rekan", en="peer"),
}


@result_table(id="Keputusan program", en="Decisions")
class DecisionRow:
    """What the region's rule decides on a programme, and the figures that it read."""

    programme: str = shown(id="Program", en="Programme")
    name: str | None = shown(id="Nama", en="Name")
    decision: str | None = shown(id="Keputusan", en="Decision", words=DECISIONS, missing=TOO_EARLY)
    ground: str | None = shown(id="Dasar", en="Ground", printed=False)
    why: str | None = shown(id="Sebab", en="Why", display="sentence")
    parameter: str | None = shown(id="Parameter yang memutuskan", en="Parameter that decides")
    value: float | None = shown(id="Nilai parameter", en="Value of the parameter")
    source: str | None = shown(id="Sumber", en="Source")
    decided_by: str = shown(id="Menurut aturan", en="By the rule of")
    participants: int | None = shown(id="Peserta yang hadir", en="Participants who came")
    reaction_respondents: int | None = shown(id="Peserta yang menilai", en="Participants who rated it")
    response_rate: float | None = shown(id="Tingkat respons", en="Response rate", display="percent")
    reaction_mean: float | None = shown(id="Reaksi, rata-rata", en="Reaction, mean")
    reaction_weakest: float | None = shown(id="Reaksi, dimensi terendah", en="Reaction, weakest dimension")
    tested: int | None = shown(id="Peserta dengan kedua tes", en="Participants with both tests")
    mean_gain: float | None = shown(id="Kenaikan nilai, rata-rata", en="Gain, mean")
    mean_normalised_gain: float | None = shown(id="N-gain, rata-rata", en="Normalised gain, mean")
    behaviour_respondents: int | None = shown(id="Penilaian perilaku", en="Ratings of behaviour")
    behaviour_mean: float | None = shown(id="Perilaku, rata-rata", en="Behaviour, mean")


@result_table(id="Reaksi", en="Reaction")
class ReactionRow:
    """Level 1: what participants say of a programme, by dimension."""

    level: str = shown(id="Tingkat", en="Level", words=LEVELS)
    group: str = shown(id="Kelompok", en="Group")
    label: str | None = shown(id="Nama kelompok", en="Name of the group")
    dimension: str = shown(id="Dimensi", en="Dimension")
    participants: int | None = shown(
        id="Peserta yang hadir, sekali per program", en="Participants who came, once a programme"
    )
    respondents: int | None = shown(id="Responden, sekali per program", en="Respondents, once a programme")
    response_rate: float | None = shown(id="Tingkat respons", en="Response rate", display="percent")
    rate_low: float | None = shown(
        id="Tingkat respons, batas bawah", en="Response rate, lower end", display="percent"
    )
    rate_high: float | None = shown(
        id="Tingkat respons, batas atas", en="Response rate, upper end", display="percent"
    )
    n: int | None = shown(id="Jawaban yang dihitung", en="Answers that count")
    mean: float | None = shown(id="Rata-rata", en="Mean")
    sd: float | None = shown(id="Simpangan baku", en="Standard deviation")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Belajar", en="Learning")
class LearningRow:
    """Level 2: marks before and after."""

    level: str = shown(id="Tingkat", en="Level", words=LEVELS)
    group: str = shown(id="Kelompok", en="Group")
    label: str | None = shown(id="Nama kelompok", en="Name of the group")
    pairs: int | None = shown(
        id="Peserta dengan kedua tes, sekali per program", en="Participants with both tests, once a programme"
    )
    before: float | None = shown(id="Nilai awal", en="Mark before")
    after: float | None = shown(id="Nilai akhir", en="Mark after")
    gain: float | None = shown(id="Kenaikan nilai", en="Gain")
    sd: float | None = shown(id="Simpangan baku", en="Standard deviation")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    t: float | None = shown(id="t", en="t")
    p: float | None = shown(id="Nilai p", en="p", display="probability")
    effect_size: float | None = shown(
        id="Ukuran pengaruh dz (simpangan kenaikan)", en="Effect size dz (spread of the gain)"
    )
    effect_size_av: float | None = shown(
        id="Ukuran pengaruh dav (simpangan nilai)", en="Effect size dav (spread of the marks)"
    )
    reason: str | None = shown(
        id="Mengapa tanpa uji", en="Why there is no test", display="sentence", words=REASONS
    )
    normalised_gain: float | None = shown(id="N-gain", en="Normalised gain")
    band: str | None = shown(id="Kelompok n-gain", en="Band of the normalised gain")
    gain_by_before: float | None = shown(
        id="Korelasi kenaikan dengan nilai awal", en="Correlation of the gain with the mark before"
    )
    note: str | None = shown(id="Catatan", en="Note", display="sentence")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Perilaku", en="Behaviour")
class BehaviourRow:
    """Level 3: behaviour after the programme, by rater and dimension."""

    level: str = shown(id="Tingkat", en="Level", words=LEVELS)
    group: str = shown(id="Kelompok", en="Group")
    label: str | None = shown(id="Nama kelompok", en="Name of the group")
    rater: str | None = shown(id="Penilai", en="Rater", words=RATERS)
    dimension: str = shown(id="Dimensi", en="Dimension")
    n: int | None = shown(id="Jawaban yang dihitung", en="Answers that count")
    mean: float | None = shown(id="Rata-rata", en="Mean")
    sd: float | None = shown(id="Simpangan baku", en="Standard deviation")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Pengaruh pada layanan", en="Effects on services")
class EffectRow:
    """Level 4: what changed in services where people were trained, beside those where they were not."""

    scope: str = shown(id="Menurut", en="By", words=LEVELS)
    name: str = shown(id="Nama", en="Name")
    outcome: str = shown(id="Ukuran", en="Outcome", words=OUTCOMES)
    conclusion: str = shown(id="Kesimpulan", en="Conclusion", words=CONCLUSIONS)
    effect: float | None = shown(
        id="Selisih dibanding pembanding", en="Difference against those compared with"
    )
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    p: float | None = shown(id="Nilai p", en="p", display="probability")
    effect_reason: str | None = shown(
        id="Mengapa tanpa selang", en="Why there is no interval", display="sentence"
    )
    method: str | None = shown(id="Cara menguji", en="Method of the test", words=METHODS)
    smallest_p: float | None = shown(
        id="Nilai p terkecil yang dapat dicapai", en="Smallest p that can be reached", display="probability"
    )
    trend_limit: float | None = shown(
        id="Beda arah per bulan yang membatalkannya", en="Different trend a month that would undo it"
    )
    trained_units: int = shown(id="Banyak unit yang dilatih", en="How many trained units")
    comparison_units: int = shown(id="Banyak unit pembanding", en="How many units compared with")
    months_before: int = shown(id="Bulan sebelum", en="Months before")
    months_after: int = shown(id="Bulan sesudah", en="Months after")
    trained_before: float | None = shown(id="Dilatih, sebelum", en="Trained, before")
    trained_after: float | None = shown(id="Dilatih, sesudah", en="Trained, after")
    comparison_before: float | None = shown(id="Pembanding, sebelum", en="Compared with, before")
    comparison_after: float | None = shown(id="Pembanding, sesudah", en="Compared with, after")
    pre_trend: float | None = shown(
        id="Beda arah sebelum pelatihan, per bulan", en="Different trend before, per month"
    )
    pre_low: float | None = shown(id="Arah sebelum, batas bawah", en="Trend before, lower end")
    pre_high: float | None = shown(id="Arah sebelum, batas atas", en="Trend before, upper end")
    beyond_trend: float | None = shown(
        id="Selisih bila arah sebelumnya berlanjut", en="Difference had the ways before gone on"
    )
    beyond_trend_p: float | None = shown(
        id="Nilai p bila arah sebelumnya berlanjut", en="p had the ways before gone on", display="probability"
    )
    placebo_as_large: int | None = shown(id="Pengandaian sebesar itu", en="Placebos as large")
    placebos: int = shown(id="Pengandaian", en="Placebos")
    placebo_in_time: float | None = shown(
        id="Pengandaian di tengah masa sebelum", en="Placebo in the middle of the months before"
    )
    placebo_in_time_p: float | None = shown(
        id="Nilai p pengandaian waktu", en="p of the placebo in time", display="probability"
    )
    two_way: float | None = shown(
        id="Regresi dua arah, hanya pembanding", en="Two-way fixed effects, for comparison only"
    )
    programmes: str = shown(id="Program yang melatih", en="Programmes that trained them")
    also: str | None = shown(id="Pelatihan lain di unit yang sama", en="Other trainings of the same units")
    claim: str = shown(id="Yang dapat dikatakan", en="What can be said", display="sentence")


@result_table(id="Layanan per bulan", en="Services by month")
class MonthRow:
    """The means of trained units and of those compared with, month by month."""

    scope: str = shown(id="Menurut", en="By", words=LEVELS)
    name: str = shown(id="Nama", en="Name")
    outcome: str = shown(id="Ukuran", en="Outcome", words=OUTCOMES)
    month: date = shown(id="Bulan", en="Month")
    phase: str = shown(id="Masa", en="Phase", words=PHASES)
    trained: float | None = shown(id="Unit yang dilatih", en="Trained units")
    comparison: float | None = shown(id="Unit pembanding", en="Units compared with")


@result_table(id="Kepuasan masyarakat", en="Citizen satisfaction")
class CitizenRow:
    """The satisfaction index of a unit or of one of its services."""

    level: str = shown(id="Tingkat", en="Level", words=PLACES)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    service: str | None = shown(id="Layanan", en="Service")
    respondents: int | None = shown(id="Responden", en="Respondents")
    required_sample: int | None = shown(id="Responden yang diperlukan", en="Respondents required")
    enough: bool | None = shown(id="Cukup responden", en="Enough respondents")
    index: float | None = shown(id="Indeks", en="Index")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    grade: str | None = shown(id="Mutu", en="Grade")
    change: float | None = shown(id="Perubahan", en="Change", display="signed")
    change_low: float | None = shown(id="Perubahan, batas bawah", en="Change, lower end", display="signed")
    change_high: float | None = shown(id="Perubahan, batas atas", en="Change, upper end", display="signed")
    p: float | None = shown(id="Nilai p", en="p", display="probability")
    more_than_noise: bool | None = shown(id="Lebih dari kebetulan", en="More than chance")
    lowest: str | None = shown(id="Tiga unsur terendah", en="Three lowest elements", display="sentence")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Unsur kepuasan", en="Elements of satisfaction")
class ElementRow:
    """The mean of an element of satisfaction in a unit or service."""

    level: str = shown(id="Tingkat", en="Level", words=PLACES)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    service: str | None = shown(id="Layanan", en="Service")
    item: str = shown(id="Unsur", en="Element")
    name: str | None = shown(id="Nama", en="Name")
    respondents: int | None = shown(id="Responden", en="Respondents")
    mean: float | None = shown(id="Rata-rata", en="Mean")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Survei pegawai", en="Surveys of staff")
class SurveyRow:
    """The score of a dimension of a staff survey, for all or a unit, in one round."""

    instrument: str = shown(id="Instrumen", en="Instrument")
    wave: str | None = shown(id="Putaran", en="Round")
    level: str = shown(id="Tingkat", en="Level", words=LEVELS)
    group: str = shown(id="Kelompok", en="Group")
    dimension: str = shown(id="Dimensi", en="Dimension")
    staff: int | None = shown(id="Pegawai", en="Staff")
    respondents: int | None = shown(id="Responden", en="Respondents")
    response_rate: float | None = shown(id="Tingkat respons", en="Response rate", display="percent")
    n: int | None = shown(id="Jawaban yang dihitung", en="Answers that count")
    mean: float | None = shown(id="Rata-rata", en="Mean")
    sd: float | None = shown(id="Simpangan baku", en="Standard deviation")
    low: float | None = shown(id="Batas bawah", en="Lower end")
    high: float | None = shown(id="Batas atas", en="Upper end")
    change: float | None = shown(id="Perubahan", en="Change", display="signed")
    change_low: float | None = shown(id="Perubahan, batas bawah", en="Change, lower end", display="signed")
    change_high: float | None = shown(id="Perubahan, batas atas", en="Change, upper end", display="signed")
    more_than_noise: bool | None = shown(id="Lebih dari kebetulan", en="More than chance")
    status: str = shown(id="Keadaan", en="Status", words=STATUS)


@result_table(id="Keandalan instrumen", en="Reliability")
class ScaleRow:
    """The reliability of a scale."""

    instrument: str = shown(id="Instrumen", en="Instrument")
    wave: str | None = shown(id="Putaran", en="Round")
    dimension: str = shown(id="Dimensi", en="Dimension")
    items: int = shown(id="Butir", en="Items")
    respondents: int = shown(id="Responden", en="Respondents")
    left_out: int = shown(id="Tidak lengkap", en="Incomplete")
    alpha: float | None = shown(id="Alfa Cronbach", en="Cronbach's alpha")
    alpha_low: float | None = shown(id="Alfa, batas bawah", en="Alpha, lower end")
    alpha_high: float | None = shown(id="Alfa, batas atas", en="Alpha, upper end")
    omega: float | None = shown(id="Omega McDonald", en="McDonald's omega")
    lowest_item: str | None = shown(id="Butir terlemah", en="Weakest item")
    item_rest: float | None = shown(
        id="Korelasi butir terlemah dengan yang lain", en="Correlation of the weakest item with the rest"
    )
    item_note: str | None = shown(id="Catatan butir", en="Note on the item", display="sentence")
    alpha_reason: str | None = shown(id="Mengapa tanpa alfa", en="Why there is no alpha", display="sentence")
    omega_reason: str | None = shown(id="Mengapa tanpa omega", en="Why there is no omega", display="sentence")


@result_table(id="Tidak dihitung", en="Left out")
class LeftOutRow:
    """How many respondents and answers count in no mean, and why."""

    instrument: str = shown(id="Instrumen", en="Instrument")
    fault: str = shown(id="Kode sebab", en="Code of the reason", printed=False)
    respondents: int = shown(id="Responden", en="Respondents")
    answers: int = shown(id="Jawaban", en="Answers")
    why: str | None = shown(id="Sebab", en="Why", display="sentence")
