"""Files made to hurt: ``python hurtful.py [NAME ...] [--list] [--busy]``.

Each is written into a folder of its own beside a sound file, and read in a process of its own. Prints how
long that took, in seconds of the clock and of the processor, the most memory, and what became of the file;
ends with 1 if a limit is broken, the ledger does not add up, or the sound file is not read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import hurtful_books  # noqa: F401 - its writers make themselves known
import hurtful_documents  # noqa: F401
import hurtful_rows  # noqa: F401
from hurtful_basis import WRITERS

SECONDS, MIB = 20, 1024
PATIENCE = 3
"""So many times the seconds of the processor are granted, and five times as many of the clock."""

SOUND, UNITS = "~sound.csv", 6


@attrs.frozen
class Outcome:
    """What reading a folder took, and what became of it."""

    seconds: float
    processor: float
    mib: float
    faults: tuple[str, ...]
    became: str


def read(folder: Path) -> dict[str, Any]:
    """Read a folder; what became of its files, as numbers and words."""
    import asn_dev as asn

    register = asn.read(folder)
    rows = [row for row in register.ledger if row.file != SOUND]
    errors = [one for one in register.findings if one.rule in ("file_not_read", "sheet_not_read")]
    faults = []
    if any(row.read != row.accepted + row.rejected for row in register.ledger):
        faults.append("the ledger does not add up")
    if sum(rejected.frame.height for rejected in register.rejected) != sum(
        row.rejected for row in register.ledger
    ):
        faults.append("not all rejected rows are listed")
    if not any(row.file == SOUND and row.accepted == UNITS for row in register.ledger):
        faults.append("the sound file is not read")
    counted = Counter[str]()
    for one in register.findings:
        counted[one.rule] += one.count
    return {
        "faults": faults,
        "read": sum(row.read for row in rows if row.record),
        "rejected": sum(row.rejected for row in rows if row.record),
        "refused": [str(one.message) for one in errors],
        "findings": counted.most_common(3),
    }


def words(answer: dict[str, Any]) -> str:
    """What became of the files, in a line."""
    refused = answer["refused"]
    parts = [f"read {answer['read']:,}, rejected {answer['rejected']:,}"] if answer["read"] else []
    if refused:
        parts.append(f"refused {len(refused)}: {refused[0][:90]}")
    if answer["read"] or not refused:
        parts.append(", ".join(f"{rule} {count:,}" for rule, count in answer["findings"]))
    return "; ".join(parts)


def outcome(folder: Path, *, busy: bool = False) -> Outcome:
    """Read a folder in a process of its own, and measure it; `busy`: by the seconds of the processor."""
    began = time.monotonic()
    command = [sys.executable, __file__, "--read", str(folder)]
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as process:
        used = None
        while used is None and time.monotonic() < began + 5 * PATIENCE * SECONDS:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode, used = os.waitstatus_to_exitcode(status), usage
            else:
                time.sleep(0.02)
        if used is None:
            process.kill()
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = -9
        seconds = time.monotonic() - began
        out.seek(0)
        text = out.read()
    processor, mib = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    if process.returncode:
        return Outcome(seconds, processor, mib, ("no answer",), "")
    answer = json.loads(text)
    slow = [f"over {SECONDS} s"] if (processor if busy else seconds) > SECONDS else []
    large = [f"over {MIB} MiB"] if mib > MIB else []
    return Outcome(seconds, processor, mib, (*slow, *large, *answer["faults"]), words(answer))


def tried(name: str, *, busy: bool = False) -> Outcome:
    """Write the files of a name, and read them."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: the memory of whoever starts another counts as that one's too.
        subprocess.run([sys.executable, __file__, "--write", name, folder], check=True)
        lines = ["name,agency", *(f"Dinas {at},Kota Contoh" for at in range(UNITS))]
        Path(folder, SOUND).write_text("\n".join(lines) + "\n")
        return outcome(Path(folder), busy=busy)


def main() -> int:
    """Try those that were asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", metavar="NAME", help="all of them by default")
    arguments.add_argument("--list", action="store_true", help="only say which there are")
    arguments.add_argument(
        "--busy", action="store_true", help="judge by the processor's seconds: others use the machine too"
    )
    arguments.add_argument("--read", help=argparse.SUPPRESS)
    arguments.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.write:
        WRITERS[asked.write[0]](Path(asked.write[1]))
        return 0
    if asked.read:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE * SECONDS,) * 2)
        print(json.dumps(read(Path(asked.read))))
        return 0
    if unknown := set(asked.names) - set(WRITERS):
        arguments.error(f"no such files: {', '.join(sorted(unknown))}")
    if asked.list:
        for name, writer in WRITERS.items():
            print(f"{name:26} {(writer.__doc__ or '').splitlines()[0]}")
        return 0
    broken = 0
    print(f"{'file':26} {'s':>6} {'cpu s':>6} {'MiB':>6}  holds  what became of it")
    for name in asked.names or WRITERS:
        one = tried(name, busy=asked.busy)
        broken += bool(one.faults)
        holds = "NO   " if one.faults else "yes  "
        print(
            f"{name:26} {one.seconds:6.1f} {one.processor:6.1f} {one.mib:6.0f}  {holds}"
            f" {'; '.join((*one.faults, one.became))}",
            flush=True,
        )
    print(f"{broken} do not hold" if broken else "all hold")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
