"""How long ``inzage --help`` and ``inzage plan`` take beyond a Python that does nothing, in turn.

CPU seconds, which are those on the clock where nothing else runs: neither waits for anything. The plan is that of the
behaviour check: a signed mandate with seven conditions, an order, a kit and five lists.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from behaviour_made import papers
from measuring import Row, keep_row, spent

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
INZAGE = Path(sys.executable).with_name("inzage")


def main() -> None:
    """Time in turn, keep a row of each."""
    with tempfile.TemporaryDirectory() as folder:
        _, mandate, *rest = papers(Path(folder))
        of_plan = rest[: rest.index("--owner")]
        commands: dict[str, tuple[float, list[object]]] = {
            "inzage --help": (0.2, [INZAGE, "--help"]),
            "inzage plan": (0.35, [INZAGE, "plan", mandate, *of_plan]),
        }
        nothing: list[object] = [sys.executable, "-c", "pass"]
        for _, words in commands.values():
            spent(words)
        for name, (goal, words) in commands.items():
            turns = [(spent(words).cpu, spent(nothing).cpu) for _ in range(ROUNDS)]
            ours, theirs = ([turn[way] for turn in turns] for way in (0, 1))
            beyond = statistics.median(ours) - statistics.median(theirs)
            note = "The ratio is a difference, in seconds."
            keep_row(Row(name, "python -c pass", goal, beyond, ours, theirs, "CPU s", least=False, note=note))


if __name__ == "__main__":
    main()
