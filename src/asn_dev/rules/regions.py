"""The region: the rules in force on a day, from a chain of plugins of its own.

Each region has its own plugin manager with the national baseline, its parents and itself, so two
regions never decide for each other. A plugin is loaded only when its region is asked for; what is
wrong with it is an error that names it, and other regions go on working.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import EntryPoint
from typing import Any

import attrs
import pluggy

from asn_dev.errors import AsnDevError, PluginError, UnknownNameError
from asn_dev.model import Instrument, Item
from asn_dev.register.aliases import Aliases
from asn_dev.rules import hookspecs
from asn_dev.rules.book import Plugin, RuleBook
from asn_dev.rules.definitions import Rule
from asn_dev.rules.hookspecs import API_VERSION, Identity
from asn_dev.rules.parameters import ParameterFile, Parameters, load_parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.sections import SectionRule

GROUP = "asn_dev.regions"
NATIONAL = "nasional"


@attrs.frozen(eq=False, repr=False)
class Region:
    """The set of rules in force on a day.

    `plugins` runs from the national baseline to the region itself; the inner one decides.

    >>> import asn_dev
    >>> asn_dev.region("nasional", on="2025-12-31")
    <Region nasional on 2025-12-31: nasional>
    """

    identity: Identity
    on: date
    plugins: Sequence[Plugin]
    parameters: Parameters
    book: RuleBook
    instruments: Sequence[tuple[Instrument, Sequence[Item]]]
    aliases: Aliases
    sections: Sequence[tuple[Plugin, SectionRule]]

    @property
    def name(self) -> str:
        """The name the region is asked for by."""
        return self.identity.name

    @property
    def period(self) -> Period:
        """The calendar year of the day: what results are about unless another is asked for."""
        return Period.of_year(self.on.year)

    def __repr__(self) -> str:
        chain = " > ".join(plugin.name for plugin in self.plugins)
        return f"<Region {self.name} on {self.on}: {chain}>"


def region(name: str, *, on: date | str | None = None, choose: Mapping[str, str] | None = None) -> Region:
    """The region of that name with the rules in force on a day (default: today).

    `choose` picks variants of parameters for this call: ``{"skm.weight": "0.11"}``.

    Raises `UnknownNameError` for a region that is not installed, `PluginError` for one that cannot be
    used, `ParameterError` for a parameter file that breaks the rules.
    """
    day = date.fromisoformat(on) if isinstance(on, str) else on or date.today()
    return assemble(_chain(name), on=day, choose=choose or {})


def installed() -> dict[str, list[EntryPoint]]:
    """The regions that installed distributions offer, by name; more than one entry is a conflict."""
    found: dict[str, list[EntryPoint]] = {}
    for entry in importlib.metadata.entry_points(group=GROUP):
        found.setdefault(entry.name, []).append(entry)
    return dict(sorted(found.items()))


def assemble(
    chain: Sequence[tuple[Plugin, object]], *, on: date, choose: Mapping[str, str] | None = None
) -> Region:
    """A region from loaded plugins, outermost first."""
    manager = _manager(chain)
    identity: Identity | None = None
    files: list[ParameterFile] = []
    rules: list[tuple[Plugin, Sequence[Rule]]] = []
    instruments: dict[str, tuple[Instrument, Sequence[Item]]] = {}
    aliases = Aliases()
    sections: dict[str, tuple[Plugin, SectionRule]] = {}
    for plugin, _ in chain:
        answers = _Answers(manager, plugin, [other for other, _ in chain])
        identity = answers.one("asn_dev_identity", Identity)
        _check_api(identity, plugin)
        for source in answers.all("asn_dev_parameters", object):
            files.append(load_parameters(source, plugin=plugin.name, version=plugin.version))
        rules.append((plugin, answers.all("asn_dev_rules", Rule)))
        for instrument, items in answers.all("asn_dev_instruments", tuple):
            if instrument.since <= on:
                instruments[instrument.code] = (instrument, items)
        aliases |= answers.one("asn_dev_aliases", Aliases, Aliases())
        for section in answers.all("asn_dev_report_sections", SectionRule):
            sections[section.key] = (plugin, section)
    assert identity is not None
    return Region(
        identity=identity,
        on=on,
        plugins=tuple(plugin for plugin, _ in chain),
        parameters=Parameters.in_force(files, on, choose or {}),
        book=RuleBook.of(rules),
        instruments=tuple(instruments.values()),
        aliases=aliases,
        sections=tuple(sorted(sections.values(), key=lambda pair: pair[1].order)),
    )


def _chain(name: str) -> list[tuple[Plugin, object]]:
    """The region's plugins, outermost first, found by each one's parent."""
    chain: list[tuple[Plugin, object]] = []
    seen: set[str] = set()
    wanted: str | None = name
    while wanted:
        if wanted in seen:
            raise PluginError("its parents lead back to itself", plugin=name)
        seen.add(wanted)
        plugin, module = _load(wanted)
        chain.insert(0, (plugin, module))
        parent = _identity_of(plugin, module).parent
        wanted = parent or (NATIONAL if wanted != NATIONAL else None)
    return chain


def _load(name: str) -> tuple[Plugin, object]:
    regions = installed()
    entries = regions.get(name, [])
    if not entries:
        raise UnknownNameError(
            f"no region '{name}' is installed", hint="installed: " + (", ".join(regions) or "none")
        )
    if len(entries) > 1:
        names = " and ".join(sorted(_distribution(entry) for entry in entries))
        raise PluginError(
            f"the distributions {names} both offer this region", plugin=name, hint="uninstall one of them"
        )
    (entry,) = entries
    version = entry.dist.version if entry.dist else "?"
    plugin = Plugin(name, version, entry.dist.name if entry.dist else "?")
    try:
        return plugin, entry.load()
    except Exception as error:
        raise PluginError(
            f"cannot be imported from {plugin.distribution}: {type(error).__name__}: {error}",
            plugin=name,
            version=version,
            hint="reinstall or uninstall it; other regions are not affected",
        ) from error


def _distribution(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _manager(chain: Sequence[tuple[Plugin, object]]) -> pluggy.PluginManager:
    manager = pluggy.PluginManager("asn_dev")
    manager.add_hookspecs(hookspecs)
    for plugin, module in chain:
        _check_names(plugin, module, manager)
        try:
            manager.register(module, name=plugin.name)
            manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(
                str(error).splitlines()[-1], plugin=plugin.name, version=plugin.version, hint=_hooks(manager)
            ) from error
    return manager


def _check_names(plugin: Plugin, module: object, manager: pluggy.PluginManager) -> None:
    """A hook that is misspelt or not marked would be passed over in silence: say so."""
    known = {name for name in vars(hookspecs) if name.startswith("asn_dev_")}
    for name in dir(module):
        if not name.startswith("asn_dev_"):
            continue
        if name not in known:
            raise PluginError(
                "no hook has this name",
                plugin=plugin.name,
                version=plugin.version,
                hook=name,
                hint=_hooks(manager),
            )
        if manager.parse_hookimpl_opts(module, name) is None:
            raise PluginError(
                "is not marked as a hook",
                plugin=plugin.name,
                version=plugin.version,
                hook=name,
                hint="put @hookimpl from asn_dev.plugin above it",
            )


def _hooks(manager: pluggy.PluginManager) -> str:
    return "hooks are " + ", ".join(
        sorted(name for name in vars(manager.hook) if name.startswith("asn_dev_"))
    )


def _identity_of(plugin: Plugin, module: object) -> Identity:
    speak: Callable[[], object] | None = getattr(module, "asn_dev_identity", None)
    if speak is None:
        raise PluginError(
            "is missing", plugin=plugin.name, version=plugin.version, hook="asn_dev_identity",
            hint="every plugin says who it is",
        )  # fmt: skip
    identity = _guarded(plugin, "asn_dev_identity", speak)
    if not isinstance(identity, Identity):
        raise _wrong_type(plugin, "asn_dev_identity", identity, Identity)
    return identity


def _check_api(identity: Identity, plugin: Plugin) -> None:
    if identity.api_version != API_VERSION:
        raise PluginError(
            f"written for API version {identity.api_version}, this is version {API_VERSION}",
            plugin=plugin.name,
            version=plugin.version,
            hint="install a release of the plugin for this version of asn-dev",
        )


class _Answers:
    """What one plugin answers to hooks, with the wrappers of the plugins inside it."""

    def __init__(self, manager: pluggy.PluginManager, plugin: Plugin, chain: Sequence[Plugin]) -> None:
        self._manager = manager
        self._plugin = plugin
        self._inner = {other.name for other in chain[chain.index(plugin) + 1 :]}

    def _call(self, hook: str) -> list[Any]:
        caller = getattr(self._manager.hook, hook)
        silent = [
            self._manager.get_plugin(impl.plugin_name)
            for impl in caller.get_hookimpls()
            if impl.plugin_name != self._plugin.name
            and not (impl.plugin_name in self._inner and (impl.wrapper or impl.hookwrapper))
        ]
        only = self._manager.subset_hook_caller(hook, silent)
        answer = _guarded(self._plugin, hook, only)
        return list(answer)

    def one(self, hook: str, kind: type, default: Any = None) -> Any:
        """The single object a hook gives."""
        answers = self._call(hook)
        if not answers:
            return default
        if not isinstance(answers[0], kind):
            raise _wrong_type(self._plugin, hook, answers[0], kind)
        return answers[0]

    def all(self, hook: str, kind: type) -> list[Any]:
        """The objects of the sequence a hook gives."""
        answers = self._call(hook)
        if not answers:
            return []
        (given,) = answers
        if not isinstance(given, Sequence) or isinstance(given, str):
            raise _wrong_type(self._plugin, hook, given, Sequence)
        for member in given:
            if not isinstance(member, kind):
                raise _wrong_type(self._plugin, hook, member, kind, "a list with ")
        return list(given)


def _guarded(plugin: Plugin, hook: str, call: Callable[[], Any]) -> Any:
    try:
        return call()
    except AsnDevError:
        raise
    except Exception as error:
        raise PluginError(
            f"raised {type(error).__name__}: {error}", plugin=plugin.name, version=plugin.version, hook=hook
        ) from error


def _wrong_type(plugin: Plugin, hook: str, given: object, kind: type, of: str = "") -> PluginError:
    return PluginError(
        f"returned {of}{type(given).__name__}, expected {kind.__name__}",
        plugin=plugin.name,
        version=plugin.version,
        hook=hook,
    )
