"""All benchmarks of the table of goals, one after another, and the table at the end: what ``make bench`` does.

A script that fails is named and does not end the rest; the command then leaves with 1. Names as arguments
run those alone. ``INZAGE_ROUNDS`` says how often each is measured in turn (5 unless said). What has goals of its own
beside that table (the register's pages, single readers) runs when it is named.
"""

import subprocess
import sys
import time
from pathlib import Path

from table import latest, table

HERE = Path(__file__).parent
NO_BENCHMARKS = frozenset({
    "behaviour_made", "corpora", "e01_peer", "everything", "forecast_traces", "list_walk", "made_databases",
    "made_lists", "measuring", "pdq_peer", "peers", "progress_lines", "read_once", "reading", "register_filled",
    "register_made", "scale", "similar_peer", "table",
})  # fmt: skip
"""What benchmarks are made of, and ``scale``, which calculates."""
WHEN_NAMED = frozenset({"reading_history", "reading_messages", "register"})


def benchmarks() -> list[str]:
    """Every script that measures something of the table."""
    return sorted({file.stem for file in HERE.glob("*.py")} - NO_BENCHMARKS - WHEN_NAMED)


def measured(name: str) -> bool:
    """Run one; did it end as it should?"""
    print(f"--- {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False)
    print(f"    {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def main(names: list[str]) -> int:
    """Run, print the table, say what failed."""
    failed = [name for name in names or benchmarks() if not measured(name)]
    print(table(latest()))
    for name in failed:
        print(f"{name} did not end as it should; what it said stands above")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
