"""``asn-dev new-region``: write a package for a region that installs, is tested and listed at once."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

import asn_dev
from asn_dev.cli.app import app
from asn_dev.cli.console import err, out
from asn_dev.errors import InvalidValueError
from asn_dev.register.whole_files import made_folder, write_whole
from asn_dev.rules.definitions import Text
from asn_dev.rules.hookspecs import API_VERSION, SCHEMES, Identity
from asn_dev.rules.plugins import installed, plugin_of

SUFFIX = ".jinja"


@app.command("new-region")
def new_region(
    name: Annotated[
        str, typer.Argument(metavar="NAMA", help="Nama untuk --region: huruf kecil, angka, garis bawah.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder baru untuk paketnya.")],
    code: Annotated[str, typer.Option("--code", metavar="KODE", help="Kode wilayah, mis. 12.73.")],
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="|".join(SCHEMES), help="Pemberi kode itu.")
    ] = "kemendagri",
    parent: Annotated[
        str | None, typer.Option("--parent", metavar="R", help="Daerah yang aturannya ditumpangi.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEKS", help="Nama resmi, mis. 'Kota Sibolga'.")
    ] = None,
) -> None:
    """Tulis paket daerah baru, lengkap dengan contoh parameter, uji, dan petunjuk.

    Contoh: asn-dev new-region sibolga --code 12.73 --scheme kemendagri asn-dev-sibolga
    """
    title = title or name.replace("_", " ").title()
    _check(name, folder, code, scheme, title)
    if parent == name:
        raise typer.BadParameter("sebuah daerah bukan induknya sendiri", param_hint="--parent")
    regions = installed()
    if parent and parent not in regions:
        err.print(
            f"Catatan: induk '{parent}' belum terpasang; pasang dulu sebelum memakai '{name}'.",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    distribution = f"asn-dev-{name.replace('_', '-')}"
    parents = regions.get(parent or "", [])
    written = _write(
        folder,
        {
            "name": name,
            "title": title,
            "code": code,
            "scheme": scheme,
            "parent": parent,
            "package": f"asn_dev_{name}",
            "distribution": distribution,
            "parent_distribution": plugin_of(parents[0]).distribution if parents else _named(parent),
            "version": asn_dev.__version__,
            "api_version": API_VERSION,
            "year": date.today().year,
        },
    )
    out.print(f"{written} berkas ditulis ke {folder}/ ({distribution})", highlight=False, soft_wrap=True)
    out.print(
        f'Lanjutkan: baca {folder}/README.md, lalu pip install -e "{folder}[testing]"',
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def _check(name: str, folder: Path, code: str, scheme: str, title: str) -> None:
    """Refuse what would make a package that cannot be used."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise typer.BadParameter(
            f"'{name}' bukan nama daerah: pakai huruf kecil, angka, dan garis bawah, mis. deli_serdang",
            param_hint="NAMA",
        )
    taken = installed().get(name)
    if taken:
        owner = plugin_of(taken[0]).distribution
        raise typer.BadParameter(f"'{name}' sudah dipakai oleh paket {owner}", param_hint="NAMA")
    if scheme not in SCHEMES:
        raise typer.BadParameter(f"'{scheme}' tidak dikenal: {', '.join(SCHEMES)}", param_hint="--scheme")
    try:
        Identity(name, Text(name, name), name, code, scheme)
    except InvalidValueError:
        example = SCHEMES[scheme][1]
        raise typer.BadParameter(
            f"'{code}' bukan kode {scheme}; yang benar misalnya {example}", param_hint="--code"
        ) from None
    if not title.isprintable() or set(title) & set('"\\'):
        raise typer.BadParameter(
            "tanpa tanda petik ganda, garis miring terbalik, atau baris baru", param_hint="--title"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(f"{folder} sudah ada dan tidak kosong; pilih folder baru", param_hint="DIR")


def _named(parent: str | None) -> str | None:
    return f"asn-dev-{parent.replace('_', '-')}" if parent else None


def _write(folder: Path, values: dict[str, object]) -> int:
    """Render every file of the template into a folder, and say how many there are."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701  (TOML, Markdown and Python are written, no HTML)
        undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True
    )
    environment.filters["toml"] = lambda text: json.dumps(text, ensure_ascii=False)
    count = 0
    for path, source in _files(files("asn_dev.cli") / "template", Path()):
        place = str(path).replace("PACKAGE", str(values["package"])).replace("NAME", str(values["name"]))
        target = folder / place.removesuffix(SUFFIX)
        made_folder(target.parent)
        write_whole(target, environment.from_string(source).render(values).encode())
        count += 1
    return count


def _files(folder: Traversable, path: Path) -> list[tuple[Path, str]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _files(entry, path / entry.name)
        elif entry.name.endswith(SUFFIX):
            found.append((path / entry.name, entry.read_text(encoding="utf-8")))
    return found
