"""``make fuzz-sources``: spoilt carriers of every kind, opened as in a check; a table; 1 at a fault.

Settings as of ``make fuzz``: ``INZAGE_FUZZ_EACH`` inputs per kind (1,000), ``INZAGE_FUZZ_SEED``,
``INZAGE_FUZZ_FROM``, ``INZAGE_FUZZ_SECONDS`` (then stop), ``INZAGE_FUZZ_KINDS`` (names, else all),
``INZAGE_FUZZ_PROCESSES``, ``INZAGE_FUZZ_OUT``, ``INZAGE_FUZZ_KEEP``.
"""

import json
import os
import sys
import time
from pathlib import Path

from tests.fuzz.__main__ import told
from tests.fuzz.carriers.counted import Counted, table
from tests.fuzz.carriers.kept import FOLDER
from tests.fuzz.carriers.recipes import makeable
from tests.fuzz.carriers.run import Plan, run


def planned() -> Plan:
    """What the settings ask for."""
    return Plan(
        kinds=tuple(told("KINDS", " ".join(makeable())).split()),
        each=int(told("EACH", "1000")),
        seed=told("SEED", "1"),
        first=int(told("FROM", "0")),
        until=time.time() + float(told("SECONDS", "inf")),
        processes=int(told("PROCESSES", str(os.cpu_count() or 1))),
        folder=Path(told("KEEP", str(FOLDER))),
    )


def main() -> int:
    """Try, print, and say whether all is well."""
    plan, started = planned(), time.monotonic()
    counted = {kind: Counted() for kind in plan.kinds}
    for kind, some in run(plan):
        counted[kind] += some
    seconds = time.monotonic() - started
    print(table(counted))
    print(f"\n{sum(one.tried for one in counted.values()):,} in {seconds:,.0f} s, seed {plan.seed}")
    if out := told("OUT", ""):
        held = {kind: dict(sorted(one.ends.items())) for kind, one in counted.items()}
        Path(out).write_text(json.dumps({"seed": plan.seed, "seconds": round(seconds), "kinds": held}, indent=1))
    faults = sum(one.faults for one in counted.values())
    if faults:
        print(f"{faults} to look into; the first of each kind lie in {plan.folder}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
