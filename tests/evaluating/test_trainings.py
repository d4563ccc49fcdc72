"""What is one training: programmes of the same units together, and months that no other training touches."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import asn_dev as asn

REGION = asn.region("nasional", on="2025-12-31")


def nip(number: int) -> asn.Nip:
    """The number of a made-up person."""
    return asn.Nip(f"198704122010012{number:03d}")


def came(unit: int, programme: str, month: int, year: int = 2025) -> asn.Enrolment:
    day = date(year, month, 2)
    return asn.Enrolment(programme=programme, nip=nip(unit + 1), attended=True, end=day)


def effects(
    units: int,
    *enrolments: asn.Enrolment,
    fall: dict[int, float] | None = None,
    language: str = "id",
    **options,
):
    """The effects on waiting in so many units of one person each, from 2024 to 2025; `fall` from July on."""
    random = np.random.default_rng(4)
    staff = [asn.CivilServant(nip=nip(n + 1), unit=f"U{n:02}") for n in range(units)]
    months = [
        asn.ServiceMonth(
            unit=f"U{n:02}",
            service="KTP",
            month=date(2024 + at // 12, at % 12 + 1, 1),
            requests=100,
            waiting_minutes=50.0 + n + random.normal() - (fall or {}).get(n, 0.0) * (at > 17),
        )
        for n in range(units)
        for at in range(24)
    ]
    register = asn.Register.of([*staff, *months, *enrolments])
    found = asn.evaluate(register, REGION, language=language, **options).effects
    return found.filter(outcome="waiting_minutes")


def test_programmes_of_the_same_units_have_one_effect_together():
    """A trained U00 to U04, B the first three of them: none has an effect that is the other's."""
    found = effects(
        10,
        *(came(n, "A", 6) for n in range(5)),
        *(came(n, "B", 5) for n in range(3)),
        fall=dict.fromkeys(range(5), 5.0),
    )
    rows = {row["name"]: row for row in found.filter(scope="programme").to_dicts()}
    assert set(rows) == {"A + B", "A"}
    assert (rows["A + B"]["trained_units"], rows["A"]["trained_units"]) == (3, 2)
    assert rows["A + B"]["programmes"] == "A, B"
    assert rows["A + B"]["also"] is None
    (every,) = found.filter(scope="all").to_dicts()
    assert (every["trained_units"], every["comparison_units"], every["conclusion"]) == (5, 5, "effect")
    assert every["effect"] == pytest.approx(-5, abs=0.7)


def test_an_earlier_training_ends_the_months_before_and_a_later_one_those_after():
    """Trained in October 2024 and again in June 2025: from November to May; seen from 2024, the other way."""
    twice = [came(n, "A", 10, 2024) for n in range(5)]
    found = effects(10, *twice, *(came(n, "B", 6) for n in range(5)))
    (row,) = found.filter(scope="programme", name="B").to_dicts()
    assert (row["months_before"], row["months_after"], row["also"]) == (7, 6, "A")
    (row,) = (
        effects(10, *twice, *(came(n, "B", 6) for n in range(5)), period=2024)
        .filter(scope="programme")
        .to_dicts()
    )
    assert (row["name"], row["months_before"], row["months_after"]) == ("A", 9, 7)
    close = effects(10, *(came(n, "A", 4, 2024) for n in range(5)), *(came(n, "A2", 12, 2024) for n in range(5)),
                    *(came(n, "B", 2) for n in range(5)))  # fmt: skip
    (row,) = close.filter(scope="programme").to_dicts()
    assert row["name"] == "A2 + B"
    assert row["months_before"] == 7


def test_units_trained_later_are_compared_with_until_their_own_training():
    """Ten units in two cohorts and none untrained: the later five stand beside the earlier five."""
    enrolments = [came(n, "A", 4) for n in range(5)] + [came(n, "A", 9) for n in range(5, 10)]
    (row,) = effects(10, *enrolments).filter(scope="programme").to_dicts()
    assert (row["trained_units"], row["comparison_units"]) == (5, 5)
    assert row["conclusion"] == "none_seen"


@pytest.mark.parametrize(
    ("trained", "others", "conclusion", "indonesian", "english"),
    [
        (5, 5, "effect", "lebih dari kebetulan", "holds unless the trends"),
        (5, 1, "cannot_tell", "Dengan kurang dari 3", "Fewer than 3 trained"),
        (3, 3, "cannot_tell", "nilai p terkecil yang dapat dicapai 0,100", "can reach is 0.100"),
    ],
)
def test_the_sentence_follows_from_the_conclusion(trained, others, conclusion, indonesian, english):
    """In both languages; no p and no interval where nothing can be told."""
    enrolments = [came(n, "A", 6) for n in range(trained)]
    fall = dict.fromkeys(range(trained), 5.0)
    found = {language: effects(trained + others, *enrolments, fall=fall, language=language).filter(scope="programme")
             for language in ("id", "en")}  # fmt: skip
    assert found["id"]["conclusion"].to_list() == [conclusion]
    assert indonesian in found["id"]["claim"][0]
    assert english in found["en"]["claim"][0]
    assert (found["id"]["p"][0] is None) == (conclusion == "cannot_tell")
    assert (found["id"]["effect_reason"][0] is None) == (conclusion == "effect")
