"""``make fuzz``: spoilt files for every reader, inside the lock; a table; 1 where something must be looked into.

``INZAGE_FUZZ_EACH`` inputs per reader (10,000), ``INZAGE_FUZZ_SEED``, ``INZAGE_FUZZ_FROM`` (number of
the first input), ``INZAGE_FUZZ_SECONDS`` (then stop), ``INZAGE_FUZZ_READERS`` (names, else all),
``INZAGE_FUZZ_PROCESSES``, ``INZAGE_FUZZ_OUT`` (a file for the counts as JSON), ``INZAGE_FUZZ_KEEP``
(a folder for what failed).
"""

import json
import os
import sys
import time
from pathlib import Path

from inzage.readers import all_readers
from tests.fuzz.counted import Counted, table
from tests.fuzz.kept import FOLDER
from tests.fuzz.run import Plan, run


def told(name: str, otherwise: str) -> str:
    """A setting from outside."""
    return os.environ.get(f"INZAGE_FUZZ_{name}") or otherwise


def planned() -> Plan:
    """What the settings ask for."""
    return Plan(
        readers=tuple(told("READERS", " ".join(reader.name for reader in all_readers())).split()),
        each=int(told("EACH", "10000")),
        seed=told("SEED", "1"),
        first=int(told("FROM", "0")),
        until=time.time() + float(told("SECONDS", "inf")),
        processes=int(told("PROCESSES", str(os.cpu_count() or 1))),
        folder=Path(told("KEEP", str(FOLDER))),
    )


def main() -> int:
    """Try, print, and say whether all is well."""
    plan, started, shown = planned(), time.monotonic(), time.monotonic()
    counted = {reader: Counted() for reader in plan.readers}
    for reader, some in run(plan):
        counted[reader] += some
        if time.monotonic() > shown + 20:
            shown = time.monotonic()
            progress(counted, shown - started)
            saved(plan, counted, shown - started)
    print(table(counted))
    saved(plan, counted, time.monotonic() - started)
    faults = sum(one.faults for one in counted.values())
    if faults:
        print(f"\n{faults} to look into; the first of each kind lie in {plan.folder}")
    return 1 if faults else 0


def progress(counted: dict[str, Counted], seconds: float) -> None:
    """A line on the way."""
    tried, faults = (sum(getattr(one, what) for one in counted.values()) for what in ("tried", "faults"))
    print(f"{tried:>10,} tried, {faults} to look into, {tried / seconds:,.0f} per second", file=sys.stderr, flush=True)


def saved(plan: Plan, counted: dict[str, Counted], seconds: float) -> None:
    """The counts so far, for whoever writes them down."""
    if out := told("OUT", ""):
        readers = {name: one.plain for name, one in counted.items()}
        held = {"seed": plan.seed, "first": plan.first, "seconds": round(seconds), "readers": readers}
        Path(out).write_text(json.dumps(held, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
