"""The plan as a workbook that a training office acts on: summary, participants, units, reasons, limits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.planning.outcome import Plan
from asn_dev.register.workbooks import Sheet, write_workbook

RUPIAH = '"Rp" #,##0'
VALUE = "#,##0.00"

HEADINGS = {
    "session": "Jadwal",
    "code": "Jadwal",
    "programme": "Program",
    "programme_name": "Nama program",
    "start": "Mulai",
    "end": "Selesai",
    "nip": "NIP",
    "name": "Nama",
    "unit": "Perangkat daerah",
    "job_title": "Jabatan",
    "employment": "Status",
    "competency": "Kode kompetensi",
    "competency_name": "Kompetensi",
    "required": "Level disyaratkan",
    "level": "Level dimiliki",
    "programme_level": "Level program",
    "gap_closed": "Level tertutup",
    "hours": "JP",
    "form": "Kode bentuk",
    "provider": "Penyelenggara",
    "partner": "Mitra",
    "mode": "Mode",
    "fund": "Sumber dana",
    "volunteer": "Narasumber relawan",
    "capacity": "Kapasitas",
    "held": "Dibuka",
    "participants": "Peserta",
    "candidates": "Calon peserta",
    "fixed": "Biaya tetap",
    "seat_costs": "Biaya peserta",
    "cost": "Biaya",
    "value": "Nilai",
    "evaluation": "Evaluasi program dicocokkan menurut",
    "fee_saved": "Honor yang dihemat relawan",
    "note": "Keterangan",
    "people": "Pegawai",
    "people_with_gap": "Pegawai dengan kesenjangan",
    "people_served": "Di antaranya mendapat kursi",
    "coverage": "Cakupan",
    "levels_open": "Level terbuka sebelum",
    "levels_left": "Level terbuka sesudah",
    "people_with_minimum": "Pegawai dengan JP minimum",
    "minimum_before": "Mencapai JP minimum sebelum",
    "minimum_after": "Mencapai JP minimum sesudah",
    "seats": "Kursi",
    "sessions": "Jadwal dibuka",
    "reason": "Alasan",
    "label": "Batas",
    "group": "Pada",
    "bound_rows": "Banyaknya",
    "price": "Nilai tambahan per satuan (perkiraan)",
    "change": "Perubahan",
    "budget": "Anggaran",
    "value_at_most": "Nilai paling banyak (terbukti)",
}
FORMATS = {
    **dict.fromkeys(("cost", "fixed", "seat_costs", "fee_saved", "budget"), RUPIAH),
    **dict.fromkeys(("value", "price", "value_at_most"), VALUE),
    "coverage": "0%",
}
LIMIT_UNIT = {"unit": "Per satuan"}


def write_plan(plan: Plan, path: Path) -> Path:
    """Write the workbook; the same plan gives the same bytes."""
    if path.suffix.lower() != ".xlsx":
        raise FileError(
            Message("a plan is written as .xlsx"), file=str(path), hint=Message("use to_dict() for JSON")
        )
    sheets = [
        Sheet("Ringkasan", summary(plan), widths={"Perihal": 46, "Isi": 80}),
        _sheet("Peserta per jadwal", participants(plan)),
        _sheet(
            "Jadwal",
            plan.sessions.drop("competency").sort("held", "start", "code", descending=[True, False, False]),
        ),
        _sheet("Per unit", plan.by_unit),
        _sheet("Alasan tidak mendapat kursi", plan.reasons.drop("competency")),
        _sheet("Sumber dana", plan.by_source),
        _sheet("Batas yang mengikat", plan.limits.drop("limit"), LIMIT_UNIT),
        _sheet("Manfaat menurut anggaran", plan.curve),
    ]
    if plan.changes.height:
        sheets.insert(1, _sheet("Perubahan", plan.changes))
    write_workbook(sheets, path, title=f"Rencana pengembangan kompetensi {plan.period}")
    return path


def participants(plan: Plan) -> pl.DataFrame:
    """Per session the list of participants: what is sent out as invitations."""
    return plan.seats.select(
        "session",
        "programme_name",
        "start",
        "end",
        "nip",
        "name",
        "unit",
        "job_title",
        "competency_name",
        "level",
        "required",
        "programme_level",
        "hours",
        "cost",
        "value",
        "evaluation",
    ).sort("start", "session", "unit", "name", "nip", nulls_last=True)


def summary(plan: Plan) -> pl.DataFrame:
    """The first sheet: what was decided, what it reaches, how good it is, in two columns."""
    held = plan.sessions.filter("held")
    lines: list[tuple[str, str]] = [
        ("Daerah dan periode", f"{plan.region}, {plan.period}"),
        ("Anggaran", rupiah(plan.budget) if plan.budget is not None else "tidak dibatasi"),
        ("Biaya rencana", rupiah(plan.cost)),
        ("Jadwal dibuka", f"{held.height} dari {plan.sessions.height} dalam periode"),
        ("Kursi", f"{plan.seats.height} untuk {plan.seats['nip'].n_unique()} pegawai"),
        ("Mutu rencana (terbukti)", plan.quality + ("; pencarian dihentikan" if plan.interrupted else "")),
        ("Nilai rencana dan batas atasnya", f"{number(plan.value)} dan {number(plan.bound)}"),
        ("Penghematan narasumber relawan", rupiah(plan.fee_saved)),
        ("Tambahan anggaran Rp 100.000.000", _more_money(plan)),
    ]
    for measure, unit, before, after in plan.reach.iter_rows():
        known = [number(one, 0) if one is not None else "belum diketahui" for one in (before, after)]
        lines.append((f"{measure} ({unit})", f"sebelum {known[0]}, sesudah {known[1]}"))
    undated = plan.sessions.filter(~pl.col("held") & pl.col("note").is_not_null())
    lines.append(("Jadwal yang tidak dibuka", f"{undated.height}; alasannya pada lembar Jadwal"))
    without = plan.reasons["nip"].n_unique()
    lines.append(("Pegawai tanpa kursi yang ada alasannya", f"{without}; lihat lembar Alasan"))
    return pl.DataFrame(lines, schema=["Perihal", "Isi"], orient="row")


def _more_money(plan: Plan) -> str:
    """What the next money could bring at most."""
    if plan.next_money is None:
        return "belum dihitung"
    share = f" ({plan.next_money / plan.value:.0%})" if plan.value else ""
    return f"menambah nilai paling banyak {number(plan.next_money)}{share}"


def rupiah(amount: float) -> str:
    """An amount as people read it.

    >>> rupiah(1250000.0)
    'Rp 1.250.000'
    """
    return f"Rp {amount:,.0f}".replace(",", ".")


def number(value: float, decimals: int = 1) -> str:
    """A number with a decimal comma.

    >>> number(1234.56)
    '1.234,6'
    """
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _sheet(name: str, frame: pl.DataFrame, headings: Mapping[str, str] | None = None) -> Sheet:
    return Sheet(
        name,
        frame,
        headings={**HEADINGS, **(headings or {})},
        formats={column: FORMATS[column] for column in frame.columns if column in FORMATS},
    )
