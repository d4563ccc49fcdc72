"""What the tests of overviews share: a small office, a small region, and snapshots under version control."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import asn_dev as asn
from asn_dev.plugin import (
    Identity,
    Paragraph,
    Parameters,
    Participation,
    Period,
    hookimpl,
    indicator,
    nw,
    section,
    sum_of,
    summary,
    text,
)
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.regions import assemble

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "ASN_DEV_UPDATE_SNAPSHOTS"
DAY = "2025-12-31"
POST = {"job_title": "Analis <i>Muda</i>", "unit": "Dinas Sosial"}
NAMES = [f"Orang Rahasia {n}" for n in range(8)]


def nip(n: int) -> asn.Nip:
    """The n-th invented personnel number."""
    return asn.Nip(f"19870412201001100{n}")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Overviews speak English here; those of results speak the language of their study."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASN_DEV_LANG", "en")
        yield


@pytest.fixture
def matches() -> Callable[[str, str], None]:
    """Compare a text with the snapshot of that name; with the variable set the snapshot is written anew."""

    def compare(name: str, found: str) -> None:
        file = SNAPSHOTS / name
        found = found.replace(asn.region("nasional", on=DAY).plugins[0].version, "VERSION") + "\n"
        if os.environ.get(UPDATE):
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, encoding="utf-8", newline="\n")
        assert file.is_file(), (
            f"no snapshot {name}: run the tests once with {UPDATE}=1 and read what it writes"
        )
        assert found == file.read_text(encoding="utf-8"), f"if this is meant, run with {UPDATE}=1"

    return compare


@pytest.fixture(scope="session")
def office() -> asn.Register:
    """Seven people of one post, what they lack, a course, who guides, what they said; one row rejected."""
    asked = ("material", "facilitator", "relevance", "facilities")
    return asn.Register.of(
        [
            *(
                asn.CivilServant(nip=nip(n), name=NAMES[n], employment=asn.Employment.PNS, **POST)
                for n in (1, 2, 3, 4, 5, 6, 7, 7)
            ),
            asn.RequiredLevel(**POST, competency="komunikasi", level=3),
            *(
                asn.Assessment(nip=nip(n), competency="komunikasi", day=date(2025, 2, 1), level=level)
                for n, level in {1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 4}.items()
            ),
            asn.Programme(
                code="K",
                name="Kursus <b>Komunikasi</b>",
                competency="komunikasi",
                level=3,
                mode=asn.Mode.ONLINE,
            ),
            asn.Session(
                code="K-1",
                programme="K",
                start=date(2026, 3, 2),
                end=date(2026, 3, 3),
                capacity=30,
                fixed_cost=1_000_000.0,
                cost_per_person=0.0,
            ),
            asn.MentorOffer(mentor=nip(6), competencies=("komunikasi",), capacity=1),
            *(asn.MenteeRequest(mentee=nip(n), competencies=("komunikasi",)) for n in (1, 2)),
            asn.Participation(nip=nip(1), name="Bimtek Arsip", hours=24.0, end=date(2025, 5, 9)),
            asn.Participation(nip=nip(1), name="Bimtek Lain", end=date(2025, 6, 9)),
            *(
                asn.Answer(
                    instrument="training_reaction",
                    respondent=f"R{n}",
                    about="K",
                    item=item,
                    value=4.0 if n else None,
                    day=date(2025, 6, 2),
                )
                for n in range(12)
                for item in asked
            ),
        ]
    )


@summary(
    of=asn.CivilServant,
    source=Participation,
    key="nip",
    label=text(id="JP tercatat", en="Hours written down"),
    unit="JP",
    counts_known=True,
)
def hours_written(hours: nw.Expr, end: nw.Expr, period: Period) -> object:
    """Hours of the period."""
    return sum_of(hours, where=period.contains(end))


@indicator(of=asn.CivilServant, label=text(id="Bagian dari sasaran", en="Share of the aim"), bounds=(0, None))
def share_of_aim(hours_written: nw.Expr, education: nw.Expr, p: Parameters) -> nw.Expr:
    """Reads a column of which nothing is known, so that it shows."""
    return nw.when(education.is_null() | ~education.is_null()).then(hours_written / p.number("jp.aim"))


@section(key="salam", title=text(id="Salam", en="Greeting"))
def greeting(context: object) -> list[Paragraph]:
    """Says nothing of anybody."""
    return [Paragraph("Salam.")]


class SmallRegion:
    """A plugin with two rules, one parameter of two variants, and one section."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @hookimpl
    def asn_dev_identity(self) -> Identity:
        """An invented city."""
        return Identity(
            name="contoh",
            title=text(id="Kota Contoh", en="Example City"),
            government="Pemerintah <Kota> Contoh",
            code="99.99",
            scheme="kemendagri",
        )

    @hookimpl
    def asn_dev_parameters(self) -> list[Path]:
        """One file."""
        return [self._file]

    @hookimpl
    def asn_dev_rules(self) -> list[object]:
        """Two rules."""
        return [hours_written, share_of_aim]

    @hookimpl
    def asn_dev_report_sections(self) -> list[object]:
        """One section."""
        return [greeting]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> asn.Region:
    """A region of which nothing changes when national rules do."""
    file = tmp_path_factory.mktemp("small") / "contoh.toml"
    file.write_text(
        textwrap.dedent("""
        [jp.aim]
        kind = "number"
        label = { id = "JP yang dituju", en = "Hours aimed at" }
        unit = "JP"
        default = "baru"

        [[jp.aim.values]]
        variant = "baru"
        from = 2020-01-01
        value = 48
        source = "Peraturan <uji> 1/2020"
        evidence = "assumed"
        note = "Belum diperiksa."

        [[jp.aim.values]]
        variant = "lama"
        from = 2018-01-01
        value = 20
        source = "Peraturan uji 1/2018"
        evidence = "text"

        [jp.later]
        kind = "number"
        label = { id = "Nanti", en = "Later" }
        unit = "JP"

        [[jp.later.values]]
        from = 2030-01-01
        value = 1
        source = "Peraturan uji 9/2029"
        evidence = "text"
        """),
        encoding="utf-8",
    )
    return assemble(
        [(PluginInfo("contoh", "1.2.3", "asn-dev-contoh"), SmallRegion(file))], on=date.fromisoformat(DAY)
    )
