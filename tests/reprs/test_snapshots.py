"""What objects say of themselves, as text and as HTML, against snapshots that people have read.

After a change that is meant: ASN_DEV_UPDATE_SNAPSHOTS=1 pytest tests/reprs, then read the difference.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

import asn_dev as asn
from asn_dev.overviews import MOST_LINES, WIDTH

from .conftest import DAY, NAMES, SNAPSHOTS, nip

KINDS = (
    "register", "region", "parameters", "parameter", "value", "instruments", "questionnaire",
    "gaps", "plan", "pairing", "evaluation", "trace", "trace_of_summary",
)  # fmt: skip


@pytest.fixture(scope="session")
def shown(office: asn.Register, small: asn.Region) -> dict[str, Any]:
    """One object of each kind."""
    national = asn.region("nasional", on=DAY)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASN_DEV_LANG", "en")  # an overview of a frame is in the language of its making
        gaps = asn.overview(asn.gaps(office, national), national)
    return {
        "register": office,
        "region": small,
        "parameters": small.parameters,
        "parameter": small.parameters.value("jp.aim").parameter,
        "value": small.parameters.value("jp.aim"),
        "instruments": national.instruments.only("training_reaction"),
        "questionnaire": national.instruments["training_reaction"],
        "gaps": gaps,
        "plan": asn.plan(office, national, budget=2_000_000),
        "pairing": asn.pair(office, national),
        "evaluation": asn.evaluate(office, national),
        "trace": asn.explain(office, small, "share_of_aim", nip(1)),
        "trace_of_summary": asn.explain(office, small, "hours_written", nip(1)),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_as_it_was(shown, matches, kind):
    """A title line, then one fact a line."""
    matches(f"{kind}.txt", repr(shown[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_html_is_as_it_was(shown, matches, kind):
    """The same, with tables; one row a line and without the style, so that differences can be read."""
    html = re.sub(r"<style>.*?</style>", "", shown[kind]._repr_html_(), flags=re.DOTALL)
    matches(f"{kind}.html", html.replace("<tr>", "\n<tr>").replace("<details>", "\n<details>"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_short(shown, kind):
    """It fits a console."""
    lines = repr(shown[kind]).splitlines()
    assert lines[0].startswith("<")
    assert lines[0].endswith(">")
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= WIDTH for line in lines[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_no_person_is_shown(shown, kind):
    """Neither a number nor a name, in text or HTML."""
    said = repr(shown[kind]) + shown[kind]._repr_html_()
    assert not any(nip(n).number in said for n in range(1, 8))
    assert not any(name in said for name in NAMES)


@pytest.mark.parametrize("kind", ["register", "plan", "pairing"])
def test_persons_are_shown_when_they_are_asked_for(shown, kind):
    """By an argument that says so."""
    said = shown[kind].overview(personal=True)._repr_html_()
    assert nip(1).number in said
    assert NAMES[1] in said


def test_the_overview_of_a_frame_shows_persons_when_asked(office):
    """The frame itself stays what it is."""
    national = asn.region("nasional", on=DAY)
    gaps = asn.gaps(office, national)
    assert nip(1).number in gaps["nip"].to_list()
    assert nip(1).number in asn.overview(gaps, national, personal=True)._repr_html_()


@pytest.mark.parametrize("kind", KINDS)
def test_the_html_is_self_contained_and_well_formed(shown, kind):
    """No script, no address, every element closed, data escaped."""
    html = shown[kind]._repr_html_()
    assert well_formed(html)
    assert "<script" not in html
    assert "http" not in html
    assert not any(tag in html for tag in ("<b>Komunikasi", "<uji>", "<Kota>", "<i>Muda"))


def test_every_snapshot_is_compared():
    """None is left behind by what is gone."""
    assert {file.name for file in SNAPSHOTS.iterdir()} == {f"{kind}.{end}" for kind in KINDS for end in ("txt", "html")}  # fmt: skip


def well_formed(html: str) -> bool:
    """Whether every element that is opened is closed, in the right order."""
    open_: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_
            assert open_.pop() == tag

    Reader().feed(html)
    return not open_
