"""``make atheris``: coverage-guided fuzzing of our own parsers; a line per target, 1 where something was found.

``INZAGE_ATHERIS_SECONDS`` per target (60), ``INZAGE_ATHERIS_TARGETS`` (names, else all),
``INZAGE_ATHERIS_OUT`` (a folder for corpora and finds; else build/atheris).
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.atheris.targets import TARGETS

_RAN = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_LAST = re.compile(r"^#(\d+)\s", re.MULTILINE)
_EDGES = re.compile(r"cov: (\d+)")


@dataclass(frozen=True)
class Told:
    """What came of one target."""

    tried: int
    edges: int
    crashes: int
    hangs: int

    @classmethod
    def of(cls, said: str, folder: Path) -> "Told":
        """Out of what libFuzzer said, and of what it left behind."""
        ran = _RAN.search(said)
        tried = int(ran[1]) if ran else max((int(n) for n in _LAST.findall(said)), default=0)
        left = [file.name.partition("-")[0] for file in folder.iterdir() if file.is_file()]
        hangs = left.count("timeout")
        return cls(tried, max((int(n) for n in _EDGES.findall(said)), default=0), len(left) - hangs, hangs)


def fuzzed(name: str, folder: Path, seconds: str) -> Told:
    """One target, in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file():
            old.unlink()
    command = [sys.executable, "-m", "tests.atheris.one", name, str(folder), seconds]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = Told.of(done.stderr, folder)
    if done.returncode and not told.crashes + told.hangs:
        print(done.stderr[-2000:], file=sys.stderr)
        return Told(told.tried, told.edges, 1, 0)
    if told.crashes:
        print("\n".join(line for line in done.stderr.splitlines() if "Error" in line or "File" in line)[-1500:])
    return told


def main() -> int:
    """Try them all, print, and say whether all is well."""
    seconds = os.environ.get("INZAGE_ATHERIS_SECONDS", "60")
    names = os.environ.get("INZAGE_ATHERIS_TARGETS", " ".join(TARGETS)).split()
    out = Path(os.environ.get("INZAGE_ATHERIS_OUT", "build/atheris"))
    print(f"{'target':16}{'tried':>12}{'edges':>8}{'crashes':>9}{'hangs':>7}   {seconds} s each", flush=True)
    all_told = []
    for name in names:
        told = fuzzed(name, out / name, seconds)
        all_told.append(told)
        print(f"{name:16}{told.tried:12,}{told.edges:8}{told.crashes:9}{told.hangs:7}", flush=True)
    tried, faults = sum(one.tried for one in all_told), sum(one.crashes + one.hangs for one in all_told)
    print(f"{'all':16}{tried:12,}")
    if faults:
        print(f"\n{faults} to look into; the inputs lie in {out}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
