"""Regions in TOML: identity, aliases and numbers without Python, readable without running anything."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import asn_dev as asn
from asn_dev.errors import AsnDevError, InvalidValueError, ParameterError, PluginError
from asn_dev.plugin import Identity, text
from asn_dev.rules.inventory import describe_region

IDENTITY = """
title = { id = "Kota Sibolga", en = "City of Sibolga" }
government = "Pemerintah Kota Sibolga"
code = "12.73"
scheme = "kemendagri"
"""
FEWER = """
[learning.minimum]
kind = "lookup"
label = { id = "JP paling sedikit", en = "Least hours" }
[[learning.minimum.values]]
from = 2025-01-01
value = { PNS = 24 }
source = "Perwali rekaan 1/2025 Pasal 2"
evidence = "local"
"""


@pytest.fixture
def package(tmp_path, install_source):
    """Install a package ``asn_dev_sibolga``; files are given by their path in it."""

    def make(files: dict[str, str]) -> Path:
        folder = tmp_path / "sibolga"
        for path, content in {"__init__.py": '"""Kota Sibolga."""\n', **files}.items():
            target = folder / "src" / "asn_dev_sibolga" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(textwrap.dedent(content), encoding="utf-8")
        (folder / "pyproject.toml").write_text(
            '[project]\nname = "asn-dev-sibolga"\nversion = "1.2.3"\n'
            '[project.entry-points."asn_dev.regions"]\nsibolga = "asn_dev_sibolga"\n'
        )
        install_source(folder)
        return folder

    return make


def test_a_region_that_only_changes_numbers_has_no_python(package):
    """Identity, a number and a name of the files, all in TOML; the national rules use them."""
    package(
        {
            "region.toml": IDENTITY + '[aliases.units]\n"Dukcapil" = "Dinas Kependudukan"\n',
            "parameters/sibolga.toml": FEWER,
        }
    )
    region = asn.region("sibolga", on="2025-12-31")
    assert (region.identity.government, region.identity.code) == ("Pemerintah Kota Sibolga", "12.73")
    assert [plugin.name for plugin in region.plugins] == ["nasional", "sibolga"]
    assert region.aliases.units["Dukcapil"] == "Dinas Kependudukan"
    used = region.parameters.value("learning.minimum")
    assert (used.value.value["PNS"], used.parameter.plugin, used.parameter.version) == (
        24,
        "sibolga",
        "1.2.3",
    )
    assert asn.region("nasional", on="2025-12-31").parameters["learning.minimum"]["PNS"] == 20


def test_python_adds_to_what_the_files_say(package):
    """Rules in the package, the rest in TOML."""
    package(
        {
            "region.toml": IDENTITY,
            "parameters/sibolga.toml": FEWER,
            "__init__.py": """
            from asn_dev.plugin import CivilServant, hookimpl, indicator, text
            @indicator(of=CivilServant, label=text(id="a", en="a"))
            def twice(learning_hours):
                return learning_hours * 2
            @hookimpl
            def asn_dev_rules():
                return [twice]
            """,
        }
    )
    region = asn.region("sibolga", on="2025-12-31")
    assert region.book.find(asn.CivilServant, "twice").plugin.name == "sibolga"
    assert region.parameters["learning.minimum"]["PNS"] == 24


def test_what_is_said_in_toml_and_in_python_is_an_error(package):
    """Which of the two holds would be a riddle."""
    source = "from asn_dev.plugin import hookimpl\n@hookimpl\ndef asn_dev_parameters():\n    return []\n"
    package({"region.toml": IDENTITY, "parameters/sibolga.toml": FEWER, "__init__.py": source})
    with pytest.raises(PluginError, match="keep one of the two") as caught:
        asn.region("sibolga")
    assert (caught.value.plugin, caught.value.hook) == ("sibolga", "asn_dev_parameters")


def test_who_a_region_is_can_be_read_although_its_code_is_broken(package):
    """Code, scheme and title stand in the list beside the error."""
    package({"region.toml": IDENTITY, "__init__.py": "raise OSError('no data')\n"})
    found = describe_region("sibolga")
    assert (found.status, found.identity.code, found.identity.title.id) == ("broken", "12.73", "Kota Sibolga")
    assert "OSError: no data" in found.error


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("12.73", "1273"), "'1273' is no code of kemendagri"),
        (("kemendagri", "kemenkeu"), "'kemenkeu' is none of kemendagri, bps"),
        (("government", "pemerintah"), "'government' is missing at government; unknown keys: pemerintah"),
        (('"12.73"', "12.73"), "expected str, got float at code"),
        (('code = "12.73"', 'code = "12.73'), "is no TOML"),
        (("scheme", "api_version = 2\nscheme"), "API version 2"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(package, change, says):
    """With the name of the region, and the others go on."""
    assert change[0] in IDENTITY
    package({"region.toml": IDENTITY.replace(*change)})
    with pytest.raises(AsnDevError) as caught:
        asn.region("sibolga")
    assert says in str(caught.value)
    assert "sibolga" in str(caught.value)
    assert isinstance(caught.value, (ParameterError, PluginError))
    assert asn.region("binjai").name == "binjai"


@pytest.mark.parametrize(
    ("code", "scheme"),
    [("12", "kemendagri"), ("12.71.20", "kemendagri"), ("1276", "bps"), ("1276010", "bps"), ("", "")],
)
def test_codes_as_their_schemes_write_them(code, scheme):
    """Province, city, sub-district; and a region that is no territory has none."""
    assert Identity("x", text(id="x", en="x"), "x", code, scheme).code == code


@pytest.mark.parametrize(
    ("code", "scheme"),
    [
        ("1275", "kemendagri"),
        ("12.75", "bps"),
        ("12.7", "kemendagri"),
        ("١٢", "bps"),
        ("12.75", ""),
        ("", "bps"),
    ],
)
def test_a_code_that_its_scheme_does_not_write_is_refused(code, scheme):
    """1275 is Binjai to one office and Medan to another: the wrong scheme must not pass."""
    with pytest.raises(InvalidValueError, match=r"Identity\.(code|scheme)"):
        Identity("x", text(id="x", en="x"), "x", code, scheme)
