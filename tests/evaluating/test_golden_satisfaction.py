"""Three districts of Medan with 14 elements of weight 0.071, one of them misprinted; and sheets without days."""

from __future__ import annotations

from datetime import date
from math import floor
from pathlib import Path

import openpyxl
import pytest

import asn_dev as asn
from asn_dev.model import SatisfactionElement

# A thesis of the Universitas Sumatera Utara (2016): element means and the weighted mean it prints.
PUBLISHED = {
    "Marelan": (
        "2.8266 2.9933 2.9133 2.96 2.9066 2.9866 2.7666 2.7866 3.0333 2.9066 2.9 2.86 3.1666 3.0866", 2.9175
    ),
    "Labuhan": ("2.84 2.9866 2.9666 2.9466 2.9 2.9666 2.7 2.7866 3 2.9 2.92 2.8866 3 2.9933", 2.8962),
    "Belawan": (
        "2.86 2.98 2.8466 2.98 2.92 2.9733 2.8133 2.8533 2.9933 2.94 2.9666 2.96 2.8133 2.9466", 2.8970
    ),
}  # fmt: skip


def weighted(means: str, weight: str | None = None) -> float:
    """The weighted mean of these elements, on the scale of 1 to 4, as the rules of 2016 make it."""
    elements = [
        SatisfactionElement(unit="Kecamatan", item=f"U{at}", respondents=150, mean=float(mean))
        for at, mean in enumerate(means.split(), start=1)
    ]
    region = asn.region("nasional", on="2016-12-31", choose={"skm.weight": weight} if weight else None)
    register = asn.Register.of([asn.Unit(name="Kecamatan"), *elements])
    return asn.score(register, region, of=asn.Unit, indicators=["skm_index"])["skm_index"][0] / 25


@pytest.mark.parametrize("district", ["Marelan", "Labuhan"])
def test_the_weighted_mean_that_was_published_is_cut_to_four_decimals(district):
    """2.91758 and 2.8963: not rounded but cut (2.89626 stands as 2.8962)."""
    means, published = PUBLISHED[district]
    assert floor(weighted(means) * 10_000) / 10_000 == published
    assert weighted(means, "exact") == pytest.approx(sum(map(float, means.split())) / 14, abs=1e-6)


def test_the_misprinted_one_is_not_reproduced():
    """Belawan prints 2.8970; its own elements give 2.9001."""
    means, published = PUBLISHED["Belawan"]
    assert round(weighted(means), 4) == 2.9001
    assert abs(weighted(means) - published) > 0.003


@pytest.mark.parametrize(
    ("title", "own", "expected"),
    [
        ("Hasil SKM Tahun 2025", None, [date(2025, 12, 31)]),
        ("Hasil SKM Triwulan II Tahun 2025", None, [date(2025, 6, 30)]),
        ("Hasil SKM Triwulan II Tahun 2025", date(2025, 5, 2), [date(2025, 5, 2), date(2025, 6, 30)]),
        ("Hasil survei", None, [None]),
    ],
)
def test_questionnaires_without_a_day_count_for_the_time_their_sheet_names(
    tmp_path: Path, title, own, expected
):
    """All of them, or the ones among others that have one; without any time they count in no period."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([])
    sheet.append(["Responden", "Tanggal", "Unit Layanan", "Layanan", *(f"U{at}" for at in range(1, 10))])
    for at in range(12):
        sheet.append([at + 1, own if at < 6 else None, "Dinas Contoh", "KTP", *[3] * 9])
    book.save(tmp_path / "skm.xlsx")
    region = asn.region("nasional", on="2025-12-31")
    register = asn.read(tmp_path / "skm.xlsx", region=region)
    assert sorted(register[asn.Answer].to_native()["day"].unique(), key=str) == expected
    counted = asn.evaluate(register, region).citizens
    assert counted["respondents"].sum() == (24 if expected != [None] else 0)  # the unit, and its service
    rules = {finding.rule for finding in register.findings}
    assert bool({"day_from_period", "fact_used"} & rules) == (expected != [None])
    assert ("day_missing" in rules) == (expected == [None])


def test_respondents_are_counted_and_not_their_answers():
    """Six people who left two items blank each."""
    answers = [
        asn.Answer(instrument="training_reaction", respondent=f"R{n}", about="D1", item=item, value=value,
                   day=date(2025, 6, 2))
        for n in range(6)
        for item, value in (("material", None), ("delivery", None), ("relevance", 4.0))
    ]  # fmt: skip
    region = asn.region("nasional", on="2025-12-31")
    found = asn.evaluate(asn.Register.of([asn.Programme(code="D1", name="D1"), *answers]), region)
    assert found.left_out.select("respondents", "answers").rows() == [(6, 12)]
    assert "12 jawaban dari 6 responden" in repr(found)
