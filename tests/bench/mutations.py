"""Mutated files: ``python mutations.py [--count 10000] [--first 0] [--processes 2]``.

Each number makes one folder from the files of a small city and of the usual containers, with one of them
spoiled. It is read in a process with bounded memory, and must hold: the ledger adds up, only errors of ours
are raised, it takes less than 20 seconds and 1 GiB. Prints what falls and ends with 1 if anything does.
"""

from __future__ import annotations

import argparse
import io
import json
import queue
import random
import resource
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import openpyxl
import polars as pl

import asn_dev as asn

SECONDS, MIB = 20, 1024
LARGEST = 1024 * 1024
"""Bytes of a spoiled file: a change upon a change can blow it up beyond all measure."""

RESERVED_MIB = 1024
"""Address space that libraries only reserve."""

NIPS = ("198704122010012345", "199001012015011002", "199001012021211001")
COURSES = [
    ["nipBaru", "namaKursus", "jenisDiklatId", "jumlahJam", "tanggalKursus", "tanggalSelesaiKursus"],
    *([nip, f"Bimtek {at}", "8", str(8 + at), "05-05-2025", "09-05-2025"] for at, nip in enumerate(NIPS * 4)),
]
UNITS = [["name", "agency"], *([f"Dinas {at}", "Kota Contoh"] for at in range(6))]
ODD = (
    "\x00",
    "\x1b[31m",
    "\ufffe",
    "\ud800",
    "\u202e",
    "\u2028",
    "\U0001ffff",
    "٣",
    "[/x]",
    "=1+1",
    "\uf0b7",
    "ꦲ",
)
HUGE = (
    "9" * 400,
    "1e308",
    "-1e308",
    "NaN",
    "inf",
    "0x10",
    "9999999999999999",
    "-0",
    "1.000.000.000.000,00",
    "99999-01-01",
)


@cache
def originals() -> dict[str, bytes]:
    """Sound files, by name."""
    csv = "".join(",".join(row) + "\n" for row in COURSES)
    rows = [dict(zip(COURSES[0], row, strict=True)) for row in COURSES[1:]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in COURSES)
    book = openpyxl.Workbook()
    for row in COURSES:
        book.active.append(row)
    sheet, frame = io.BytesIO(), io.BytesIO()
    book.save(sheet)
    pl.DataFrame(rows).write_parquet(frame)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("rw_kursus.csv", csv)
        packed.writestr("rw_kursus.xlsx", sheet.getvalue())
    return {
        "rw_kursus.csv": csv.encode(),
        "semicolons.csv": csv.replace(",", ";").encode("cp1252"),
        "tabs.txt": csv.replace(",", "\t").encode("utf-16"),
        "rw_kursus.json": json.dumps({"success": True, "data": rows}).encode(),
        "keyed.json": json.dumps({nip: {"data": rows} for nip in NIPS}).encode(),
        "lines.ndjson": "\n".join(map(json.dumps, rows)).encode(),
        "rw_kursus.xlsx": sheet.getvalue(),
        "rw_kursus.parquet": frame.getvalue(),
        "rw_kursus.xls": f"<html><body><table>{cells}</table></body></html>".encode(),
        "arsip.zip": archive.getvalue(),
    }


def flipped(data: bytes, random: random.Random) -> bytes:
    """A few bytes changed."""
    spoiled = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        spoiled[random.randrange(len(spoiled))] = random.randrange(256)
    return bytes(spoiled)


def cut(data: bytes, random: random.Random) -> bytes:
    """The end, or a piece of the middle, lost."""
    start = random.randrange(len(data))
    return data[:start] if random.random() < 0.5 else data[:start] + data[start + random.randrange(1, 200) :]


def repeated(data: bytes, random: random.Random) -> bytes:
    """A line, or a piece, many times."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    times = min(random.choice((2, 50, 2000)), LARGEST // len(lines[at]) + 1)
    return b"".join([*lines[:at], *[lines[at]] * times, *lines[at:]])


def swapped(data: bytes, random: random.Random) -> bytes:
    """Two pieces exchanged."""
    first, second = sorted(random.randrange(len(data)) for _ in range(2))
    length = random.randrange(1, 30)
    one, other = data[first : first + length], data[second : second + length]
    return data[:first] + other + data[first + length : second] + one + data[second + length :]


def filled(data: bytes, random: random.Random) -> bytes:
    """A value replaced by an odd text or a huge number, wherever it stands."""
    new = random.choice(ODD + HUGE).encode("utf-8", "surrogatepass")
    old = random.choice(
        (NIPS[0], "Bimtek 1", "jumlahJam", "05-05-2025", "8", "namaKursus", ",", '"')
    ).encode()
    return inside(data, lambda text: text.replace(old, new, random.choice((1, -1))))


def wrapped(data: bytes, random: random.Random) -> bytes:
    """In a list or an object more, many times; or with something in front."""
    depth = random.choice((1, 5, 300, 100_000))
    begin, end = random.choice(
        (
            (b"[", b"]"),
            (b'{"data":', b"}"),
            (b"<div>", b""),
            (b"\n", b""),
            (b"PK\x03\x04", b""),
            (b"\xef\xbb\xbf", b""),
        )
    )
    return begin * depth + data + end * depth


def rewritten(data: bytes, random: random.Random) -> bytes:
    """A member of an archive spoiled, while the archive itself is sound."""
    change = random.choice((flipped, cut, repeated, swapped, filled))
    return inside(data, lambda text: change(text, random) if text else text)


def inside(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The change to the bytes, or to each XML and text within an archive."""
    if not data.startswith(b"PK"):
        return change(data)
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w") as changed:
            for name in parts.namelist():
                part = parts.read(name)
                spoil = name.endswith((".csv", "sheet1.xml", "workbook.xml"))
                changed.writestr(name, change(part) if spoil else part)
    except Exception:  # noqa: BLE001 - it was spoiled before: as bytes, then
        return change(data)
    return out.getvalue()


MUTATIONS = (flipped, cut, repeated, swapped, filled, wrapped, rewritten)


def files_of(number: int) -> dict[str, bytes]:
    """The folder of a number: a sound file, and one that is spoiled once or twice."""
    drawn = random.Random(number)  # noqa: S311 - to be drawn again, not to be secret
    name = drawn.choice(sorted(originals()))
    data = originals()[name]
    for _ in range(drawn.choice((1, 1, 2))):
        data = drawn.choice(MUTATIONS)(data, drawn)[:LARGEST] or b" "
    if drawn.random() < 0.1:
        name = f"{name.rpartition('.')[0]}.{drawn.choice(('csv', 'xls', 'xlsx', 'json', 'html', 'xml', 'zip', 'ods'))}"
    return {name: data, "units.csv": "".join(",".join(row) + "\n" for row in UNITS).encode()}


def fault_of(number: int) -> str:
    """What falls; empty if all holds."""
    began = time.monotonic()
    try:
        register = asn.read(files_of(number))
    except asn.AsnDevError as error:
        return f"the sound file is not delivered: {type(error).__name__}"
    except BaseException as error:  # noqa: BLE001 - any other error is what is looked for
        return f"{type(error).__name__}: {str(error)[:100]}"
    if any(row.read != row.accepted + row.rejected for row in register.ledger):
        return "the ledger does not add up"
    if not any(row.file == "units.csv" and row.accepted == len(UNITS) - 1 for row in register.ledger):
        return "the sound file is not read"
    seconds = time.monotonic() - began
    return f"{seconds:.0f} seconds" if seconds > SECONDS else ""


def work(first: int, last: int) -> None:
    """Read the folders of these numbers, and print a line for each."""
    resource.setrlimit(resource.RLIMIT_AS, ((MIB + RESERVED_MIB) << 20,) * 2)
    for number in range(first, last):
        print(json.dumps([number, fault_of(number)]), flush=True)


def lines_of(process: subprocess.Popen[str]) -> Iterator[str]:
    """Its lines; ends with it, or when none comes in time."""
    lines: queue.Queue[str] = queue.Queue()

    def fetch() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put("")

    threading.Thread(target=fetch, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=3 * SECONDS)
        except queue.Empty:
            return
        if not line:
            return
        yield line


def watch(first: int, last: int, faults: list[tuple[int, str]]) -> None:
    """Have a process read the folders of these numbers; where it ends early, go on behind."""
    while first < last:
        command = [sys.executable, __file__, "--work", str(first), str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in lines_of(process):
                number, fault = json.loads(line)
                first = number + 1
                if fault:
                    faults.append((number, fault))
            if first < last:
                process.kill()
                faults.append((first, "the process ended or gave no answer"))
                first += 1


def main() -> int:
    """Read them all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--work", type=int, nargs=2, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.work:
        work(*asked.work)
        return 0
    faults: list[tuple[int, str]] = []
    share = -(-asked.count // asked.processes)
    end = asked.first + asked.count
    parts = [(start, min(start + share, end)) for start in range(asked.first, end, share)]
    threads = [threading.Thread(target=watch, args=(*part, faults)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, fault in sorted(faults):
        print(f"{number}: {', '.join(files_of(number))}: {fault}")
    print(f"{asked.count - len(faults):,} of {asked.count:,} hold")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
