"""Instruments: any questionnaire, its items with their dimensions, and which version holds on a day.

One notion for all of them: training reaction, behaviour after months, readiness for change, the citizen
survey. A plugin gives files (see `instrument_files`) or `Questionnaire` objects; a region's `Instruments`
tells which one holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from asn_dev.errors import InvalidValueError, PluginError, UnknownNameError
from asn_dev.formatting import Figure
from asn_dev.messages import Message, joined
from asn_dev.model import Instrument, Item
from asn_dev.model.wordings import Wording
from asn_dev.overviews import Grid, HasOverview, Overview
from asn_dev.rules.definitions import Text

REACTION, TESTS, BEHAVIOUR, SATISFACTION = (
    "training_reaction",
    "training_test",
    "training_behaviour",
    "skm",
)
"""The instruments that stages and national rules know by their code; a region may change what they ask."""


@attrs.frozen(repr=False)
class Questionnaire(HasOverview):
    """An instrument with its items, and what readers call its dimensions.

    `wordings` say, by the code of an item, how forms put it and answer it.

    Raises `InvalidValueError` naming all that is wrong: an item given twice, a dimension without items or
    without a name, a text that is missing in one language, a scale that runs backwards, words for answers
    that are not one for each point of the scale.
    """

    instrument: Instrument
    items: tuple[Item, ...]
    dimensions: Mapping[str, Text]
    wordings: Mapping[str, Wording] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise InvalidValueError(
                joined("; ", faults), record=f"Questionnaire '{self.code}'", field="items"
            )

    def _faults(self) -> Iterator[str]:
        if not self.instrument.least < self.instrument.greatest:
            yield Message("the lowest answer is not below the highest")
        for code, times in Counter(item.code for item in self.items).items():
            if times > 1:
                yield Message("item '{code}' is given {times} times", code=code, times=times)
        measured = {item.dimension for item in self.items}
        for dimension in sorted(measured ^ set(self.dimensions)):
            lacks = (
                Message("dimension '{dimension}' has no name")
                if dimension in measured
                else Message("dimension '{dimension}' has no items")
            )
            yield lacks.with_(dimension=dimension)
        texts = {
            Message("item '{code}'", code=item.code): Text(item.text, item.text_en) for item in self.items
        }
        texts |= {Message("dimension '{code}'", code=code): named for code, named in self.dimensions.items()}
        texts[Message("the questionnaire")] = Text(self.instrument.name, self.instrument.name_en)
        for owner, wording in texts.items():
            if not (wording.id.strip() and wording.en.strip()):
                yield Message("{place} lacks its text in one language", place=owner)
        if not self.items:
            yield Message("there are no items")
        yield from self._faults_of_wordings()

    def _faults_of_wordings(self) -> Iterator[str]:
        for code in sorted(set(self.wordings) - {item.code for item in self.items}):
            yield Message("wording of an item '{code}' that there is not", code=code)
        points = self.instrument.greatest - self.instrument.least + 1
        for answers in {tuple(one) for wording in self.wordings.values() for one in wording.answers}:
            if len(answers) != points or len(set(answers)) < len(answers):
                yield Message(
                    "answers '{answers}' are not one word for each of {points:g} points",
                    answers=", ".join(answers),
                    points=points,
                )

    @property
    def code(self) -> str:
        """The code of the instrument."""
        return self.instrument.code

    @property
    def name(self) -> Text:
        """What readers call it."""
        return Text(self.instrument.name, self.instrument.name_en)

    def items_of(self, dimension: str) -> tuple[Item, ...]:
        """The items that measure a dimension."""
        return tuple(item for item in self.items if item.dimension == dimension)

    def overview(self) -> Overview:
        """Its scale, its items by dimension, whom it asks and where its wording comes from."""
        instrument = self.instrument
        facts: dict[str, object] = {
            Message("name"): self.name,
            Message("asks"): instrument.asks.value,
            Message("answers"): Message(
                "{least} to {greatest}", least=f"{instrument.least:g}", greatest=f"{instrument.greatest:g}"
            ),
            **{
                code: Message("{count} of {dimension}", count=len(self.items_of(code)), dimension=named)
                for code, named in self.dimensions.items()
            },
            Message("source"): instrument.source,
        }
        items = [(item.code, item.dimension, item.text, item.text_en, item.reversed) for item in self.items]
        headings = (
            Message("item"), Message("dimension"), Message("asks"), Message("in English"),
            Message("reversed"),
        )  # fmt: skip
        grid = Grid(Message("Items"), headings, items)
        title = Message(
            "Questionnaire {code} since {day}: {items}",
            code=self.code, day=instrument.since, items=_number_of_items(len(self.items)),
        )  # fmt: skip
        return Overview(title, facts, [grid])

    @property
    def reversed(self) -> tuple[str, ...]:
        """The codes of the items in which a high answer is a low score."""
        return tuple(item.code for item in self.items if item.reversed)


@attrs.frozen
class Version:
    """A questionnaire with the days on which it holds, the last not included, and who gave it."""

    questionnaire: Questionnaire
    plugin: str
    since: date
    until: date | None = None


@attrs.frozen(repr=False)
class Instruments(HasOverview):
    """The questionnaires of a region: by code the one in force on its day, and every version up to it.

    >>> import asn_dev
    >>> instruments = asn_dev.region("nasional", on="2025-12-31").instruments
    >>> instruments["skm"].name.id, len(instruments["skm"].items)
    ('Survei Kepuasan Masyarakat (SKM)', 9)
    """

    versions: Mapping[str, Sequence[Version]]

    @classmethod
    def of(cls, by_plugin: Sequence[tuple[str, Sequence[Questionnaire]]], on: date) -> Instruments:
        """What plugins give, outermost first; one inside takes over from its own first day."""
        timelines: dict[str, list[tuple[str, Questionnaire]]] = {}
        for plugin, questionnaires in by_plugin:
            own: dict[str, list[tuple[str, Questionnaire]]] = {}
            for questionnaire in sorted(
                questionnaires, key=lambda questionnaire: questionnaire.instrument.since
            ):
                if questionnaire.instrument.since <= on:
                    own.setdefault(questionnaire.code, []).append((plugin, questionnaire))
            _refuse_twins(plugin, questionnaires)
            for code, versions in own.items():
                first = versions[0][1].instrument.since
                before = [pair for pair in timelines.get(code, []) if pair[1].instrument.since < first]
                timelines[code] = [*before, *versions]
        return cls({code: _with_ends(timeline) for code, timeline in timelines.items()})

    def __getitem__(self, code: str) -> Questionnaire:
        if code not in self.versions:
            raise UnknownNameError(
                Message("no instrument '{code}' is in force", code=code),
                hint=Message("there are: {names}", names=", ".join(self.versions)),
            )
        return self.versions[code][-1].questionnaire

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Those in force, in the order in which plugins gave them."""
        return tuple(self[code] for code in self)

    def ever(self) -> tuple[Questionnaire, ...]:
        """Every version up to the day, the oldest of each instrument first."""
        return tuple(version.questionnaire for code in self for version in self.versions[code])

    def only(self, *codes: str) -> Instruments:
        """Those with one of these codes: answers to the others are then not looked at."""
        return Instruments({code: self.versions[code] for code in self if code in codes})

    def __contains__(self, code: object) -> bool:
        return code in self.versions

    def __iter__(self) -> Iterator[str]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)

    def overview(self) -> Overview:
        """For each questionnaire its name, how much it asks, since when, and which plugin gave it."""
        facts = {}
        for code, versions in self.versions.items():
            newest = versions[-1]
            facts[code] = Message(
                "{name}: {items} since {day} ({plugin})",
                name=newest.questionnaire.name,
                items=_number_of_items(len(newest.questionnaire.items)),
                day=newest.since,
                plugin=newest.plugin,
            )
        return Overview(Message("Instruments: {codes}", codes=", ".join(self) or Message("none")), facts)


def _number_of_items(items: int) -> Message:
    return Message("1 item") if items == 1 else Message("{count} items", count=Figure(items))


def _refuse_twins(plugin: str, questionnaires: Sequence[Questionnaire]) -> None:
    places = Counter((one.code, one.instrument.since) for one in questionnaires)
    twins = [f"'{code}' since {since}" for (code, since), times in places.items() if times > 1]
    if twins:
        raise PluginError(
            Message("gives {names} more than once", names=", ".join(twins)),
            plugin=plugin,
            hook="asn_dev_instruments",
        )


def _with_ends(timeline: Sequence[tuple[str, Questionnaire]]) -> tuple[Version, ...]:
    """Each version holds until the next begins."""
    starts = [one.instrument.since for _, one in timeline]
    ends = [*starts[1:], None]
    return tuple(
        Version(one, plugin, since, until)
        for (plugin, one), since, until in zip(timeline, starts, ends, strict=True)
    )
