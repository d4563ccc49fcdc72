"""A city of hostile texts and numbers through every stage, in a process of its own; see test_hostile_city.py."""

from __future__ import annotations

import itertools
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

import asn_dev as asn
from asn_dev.errors import AsnDevError
from asn_dev.model import CivilServant, MentorOffer, columns_of
from asn_dev.testing.synthetic import synthetic_city

TEXTS = [
    "\ufffe", "\uffff\ufdd0", "a\u2028b\u2029c", "\uf0b7 butir", "ꦗꦮ ᮞᮥᮔ᮪ᮓ ᯅᯖᯂ᯲ ไทย 中文 😀",
    "\u202eterbalik\u202c שלום عربى", "e\u0301\u0323\u0300" * 50, "x" * 10_000, "<script>alert(1)</script>",
    "[/nope] {{x}} ${x} {x}", "#set page(width: 1pt)", "=cmd|' /C calc'!A0", "\x1b[31m\x07\x08\x00\x7f\x85",
    "\r\n\t", "   ", "", "\U0001f469\u200d\U0001f4bb", "&amp; ]]> <![CDATA[", "\u00ad\u200b\u200d", "%s %d %n",
    "\U000e0041\U0010ffff", "İıſKß", "kata " * 300,
]  # fmt: skip
FLOATS = [0.0, -1.0, 1e9, 1e18, 1e308, -1e308, 5e-324, 20.0, float(2**53)]
WHOLES = [0, -1, 1, 10**9, 2**31 - 1]
DAYS = [date(1, 1, 1), date(9999, 12, 31), date(1900, 1, 1), date(2026, 3, 1)]
NAMES = "unit name job_title section provider partner fund speaker agency volunteer".split()
MOST_MEMORY = 1.5e9


def city(people: int) -> dict[type, pl.DataFrame]:
    """An invented city in which names and numbers are hostile; keys stay as they are."""
    texts, called = itertools.cycle(TEXTS), dict[str, str]()
    numbers, wholes, days = itertools.cycle(FLOATS), itertools.cycle(WHOLES), itertools.cycle(DAYS)
    tables = {}
    for record, frame in synthetic_city(people=people).items():
        for name in (column.name for column in columns_of(record) if column.name in frame.columns):
            values = frame[name]
            if values.dtype == pl.String and name in NAMES:
                for one in values.unique().sort().drop_nulls():
                    called.setdefault(one, f"{next(texts)}{len(called) if len(called) % 3 else ''}")
                changed = values.replace_strict(called, default=None, return_dtype=pl.String)
            elif values.dtype.is_numeric() or values.dtype == pl.Date:
                source: Any = (
                    days if values.dtype == pl.Date else numbers if values.dtype.is_float() else wholes
                )
                cells = [next(source) if at % 7 == 3 else value for at, value in enumerate(values)]
                changed = pl.Series(name, cells, dtype=values.dtype)
            else:
                continue
            frame = frame.with_columns(changed.alias(name))  # noqa: PLW2901
        tables[record] = frame
    tables[MentorOffer] = tables[MentorOffer].with_columns(
        capacity=pl.lit(10**9, tables[MentorOffer].schema["capacity"])
    )
    return tables


def watched() -> None:
    """End the process where it takes too much memory."""
    while True:
        time.sleep(0.05)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        if pages * os.sysconf("SC_PAGE_SIZE") > MOST_MEMORY:
            print(json.dumps(["memory", "too much", ""]), flush=True)
            os._exit(9)


def tried(name: str, step: Callable[[], Any]) -> Any:
    """What a step gives; a foreign error is printed."""
    try:
        return step()
    except AsnDevError:
        return None
    except BaseException as error:  # noqa: BLE001
        print(json.dumps([name, type(error).__name__, str(error)[:300]]), flush=True)
        return None


def through(tables: dict[type, pl.DataFrame], folder: Path, *, check: bool) -> None:
    """All stages, all forms, all pictures."""
    region = asn.region("binjai", on="2025-12-31")
    register = asn.Register.from_frames(tables, check=check)
    stages = {
        "evaluate": lambda: asn.evaluate(register, region),
        "pair": lambda: asn.pair(register, region),
        "mentoring": lambda: asn.mentoring(register, region),
        "plan": lambda: asn.plan(register, region, budget=1e18, period=2026),
        "far plan": lambda: asn.plan(register, region, budget=1.0, period=9999),
    }
    made = {name: tried(name, step) for name, step in stages.items()}
    for name, one in {"register": register, **made}.items():
        for show in ("__repr__", "_repr_html_", "to_dict"):
            if hasattr(one, show):
                tried(f"{name} {show}", getattr(one, show))
        if hasattr(one, "save"):
            tried(f"{name} saved", lambda one=one, name=name: one.save(folder / f"{name}.xlsx"))
    for number in tables[CivilServant]["nip"].head(2):
        tried("explain", lambda number=number: repr(asn.explain(register, region, "ip_asn", number)))
    report = tried("report", lambda: asn.report(register, region, plan=made["plan"], pairing=made["pair"]))
    for section in report.sections if report else ():
        for block in section.blocks:
            if getattr(block, "tone", "") == "error":
                print(json.dumps([section.key, "section", block.text[:300]]), flush=True)
    for suffix in ("html", "md", "docx", "xlsx", "pdf") if report else ():
        tried(suffix, lambda suffix=suffix: report.save(folder / f"laporan.{suffix}"))
    for name in ("competency_gaps", "job_match", "learning_hours", "talent_boxes"):
        tried(name, lambda name=name: getattr(asn.charts, name)(register, region)._repr_html_())
    if made["plan"]:
        tried("curve", lambda: asn.charts.budget_curve(made["plan"])._repr_html_())
        tried("calendar", lambda: asn.charts.plan_calendar(made["plan"])._repr_html_())
    if made["pair"]:
        tried("network", lambda: asn.charts.mentoring_network(made["pair"], region)._repr_html_())


if __name__ == "__main__":
    threading.Thread(target=watched, daemon=True).start()
    checked = sys.argv[2] == "checked"
    through(city(40), Path(sys.argv[1]), check=checked)
    print(json.dumps("done"), flush=True)
