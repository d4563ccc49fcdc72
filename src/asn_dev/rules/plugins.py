"""Plugins: found by their entry points, loaded only when asked for, and asked one by one.

What is wrong with one is an error that names it; other regions go on working.
"""

from __future__ import annotations

import importlib.metadata
import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import EntryPoint
from typing import Any

import pluggy

from asn_dev.errors import AsnDevError, ParameterError, PluginError, RuleError, UnknownNameError
from asn_dev.messages import Message
from asn_dev.rules import hookspecs
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.hookspecs import API_VERSION, Identity
from asn_dev.rules.region_files import region_file, with_file
from asn_dev.rules.sections import LateSections
from asn_dev.rules.switches import NATIONAL, refuse_switched_off
from asn_dev.rules.tracing import call_traced

GROUP = "asn_dev.regions"


def installed() -> dict[str, list[EntryPoint]]:
    """The regions that installed distributions offer, by name; more than one entry is a conflict."""
    regions: dict[str, list[EntryPoint]] = {}
    for entry in importlib.metadata.entry_points(group=GROUP):
        regions.setdefault(entry.name, []).append(entry)
    return dict(sorted(regions.items()))


def chain_of(name: str) -> list[tuple[PluginInfo, object]]:
    """The region's plugins, outermost first, found by each one's parent."""
    regions = installed()
    chain: list[tuple[PluginInfo, object]] = []
    seen: set[str] = set()
    wanted: str | None = name
    while wanted:
        if wanted in seen:
            raise PluginError(Message("its parents lead back to itself"), plugin=name)
        seen.add(wanted)
        try:
            plugin, module = _load(wanted, regions)
        except AsnDevError as error:
            if wanted == name:
                raise
            fault = Message("its parent cannot be used: {message}", message=error.message)
            raise PluginError(fault, plugin=name, hint=error.hint) from error
        chain.insert(0, (plugin, module))
        parent = identity_of(plugin, module).parent
        wanted = parent or (NATIONAL if wanted != NATIONAL else None)
    return chain


def _load(name: str, regions: Mapping[str, Sequence[EntryPoint]]) -> tuple[PluginInfo, object]:
    entries = regions.get(name, [])
    if not entries:
        raise UnknownNameError(
            Message("no region '{name}' is installed", name=name),
            hint=Message("installed: {names}", names=", ".join(regions) or Message("none")),
        )
    if len(entries) > 1:
        names = " and ".join(sorted(_distribution(entry) for entry in entries))
        raise PluginError(
            Message("the distributions {names} both offer this region", names=names),
            plugin=name,
            hint=Message("uninstall one of them"),
        )
    refuse_switched_off(name)
    (entry,) = entries
    plugin = plugin_of(entry)
    try:
        module = entry.load()
    except (Exception, SystemExit) as error:
        raise PluginError(
            Message(
                "cannot be imported from {distribution}: {kind}: {error}",
                distribution=plugin.distribution,
                kind=type(error).__name__,
                error=str(error),
            ),
            plugin=name,
            version=plugin.version,
            hint=Message("reinstall or uninstall it; other regions are not affected"),
        ) from error
    file = region_file(entry)
    return plugin, with_file(module, file, plugin) if file else module


def plugin_of(entry: EntryPoint) -> PluginInfo:
    """The region's name with the distribution that offers it."""
    if not entry.dist:
        return PluginInfo(entry.name, "?", "?")
    return PluginInfo(entry.name, entry.dist.version, entry.dist.name)


def _distribution(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def manager_of(chain: Sequence[tuple[PluginInfo, object]]) -> pluggy.PluginManager:
    """The plugin manager of one region; a misspelt or unmarked hook is an error."""
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


def deprecations(manager: pluggy.PluginManager, plugin: PluginInfo) -> tuple[str, ...]:
    """What a plugin uses of the contract that will go away: ``hook: what to do instead``."""
    warnings = []
    for name in (name for name in vars(manager.hook) if name.startswith("asn_dev_")):
        caller = getattr(manager.hook, name)
        for impl in caller.get_hookimpls():
            if impl.plugin_name == plugin.name and caller.spec:
                dying = caller.spec.warn_on_impl_args or {}
                warned = [caller.spec.warn_on_impl, *(dying[arg] for arg in impl.argnames if arg in dying)]
                warnings += [f"{name}: {warning}" for warning in warned if warning]
    return tuple(warnings)


def _check_names(plugin: PluginInfo, module: object, manager: pluggy.PluginManager) -> None:
    """A hook that is misspelt or not marked would be passed over in silence: say so."""
    hooks = {name for name in vars(hookspecs) if name.startswith("asn_dev_")}
    for name in dir(module):
        if not name.startswith("asn_dev_") or inspect.ismodule(getattr(module, name)):
            continue
        if name not in hooks:
            raise PluginError(
                Message("no hook has this name"),
                plugin=plugin.name,
                version=plugin.version,
                hook=name,
                hint=_hooks(manager),
            )
        if manager.parse_hookimpl_opts(module, name) is None:
            raise PluginError(
                Message("is not marked as a hook"),
                plugin=plugin.name,
                version=plugin.version,
                hook=name,
                hint=Message("put @hookimpl from asn_dev.plugin above it"),
            )


def hooks_of(module: object) -> tuple[str, ...]:
    """The hooks that a plugin implements, in the order of the specification."""
    return tuple(name for name in vars(hookspecs) if name.startswith("asn_dev_") and hasattr(module, name))


def _hooks(manager: pluggy.PluginManager) -> str:
    return "hooks are " + ", ".join(
        sorted(name for name in vars(manager.hook) if name.startswith("asn_dev_"))
    )


def identity_of(plugin: PluginInfo, module: object) -> Identity:
    """Who a plugin says it is."""
    speak: Callable[[], object] | None = getattr(module, "asn_dev_identity", None)
    if speak is None:
        raise PluginError(
            Message("is missing"), plugin=plugin.name, version=plugin.version, hook="asn_dev_identity",
            hint=Message("every plugin says who it is"),
        )  # fmt: skip
    identity = _guarded(plugin, "asn_dev_identity", speak)
    if not isinstance(identity, Identity):
        raise _wrong_type(plugin, "asn_dev_identity", identity, Identity)
    return identity


def check_api(identity: Identity, plugin: PluginInfo) -> None:
    """Refuse a plugin that was written for another version of the contract."""
    if identity.api_version != API_VERSION:
        raise PluginError(
            Message(
                "written for API version {version}, this is version {expected}",
                version=identity.api_version,
                expected=API_VERSION,
            ),
            plugin=plugin.name,
            version=plugin.version,
            hint=Message("install a release of the plugin for this version of asn-dev"),
        )


class Answers:
    """What one plugin answers to hooks, with the wrappers of the plugins inside it."""

    def __init__(
        self, manager: pluggy.PluginManager, plugin: PluginInfo, chain: Sequence[PluginInfo]
    ) -> None:
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
        if not only.get_hookimpls():
            return []
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

    def all(self, hook: str, kind: type | tuple[type, ...]) -> Sequence[Any]:
        """The objects of the sequence a hook gives."""
        answers = self._call(hook)
        if not answers:
            return []
        (members,) = answers
        if isinstance(members, LateSections):
            return members
        if not isinstance(members, Sequence) or isinstance(members, str):
            raise _wrong_type(self._plugin, hook, members, Sequence)
        for member in members:
            if not isinstance(member, kind):
                raise _wrong_type(self._plugin, hook, member, kind, Message("a list with "))
        return list(members)


def _guarded(plugin: PluginInfo, hook: str, call: Callable[[], Any]) -> Any:
    try:
        return call_traced(plugin, hook, call)
    except (ParameterError, PluginError, RuleError):  # these say whose they are
        raise
    except Exception as error:
        raise PluginError(
            Message("raised {kind}: {error}", kind=type(error).__name__, error=str(error)),
            plugin=plugin.name,
            version=plugin.version,
            hook=hook,
        ) from error


def _wrong_type(
    plugin: PluginInfo, hook: str, answer: object, kind: type | tuple[type, ...], of: str = ""
) -> PluginError:
    expected = " or ".join(one.__name__ for one in (kind if isinstance(kind, tuple) else (kind,)))
    return PluginError(
        Message(
            "returned {around}{kind}, expected {expected}",
            around=of,
            kind=type(answer).__name__,
            expected=expected,
        ),
        plugin=plugin.name,
        version=plugin.version,
        hook=hook,
    )
