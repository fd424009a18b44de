"""The goals as a table: the latest results, row by row, as ``docs/speed.md`` shows them.

``python benchmarks/table.py`` prints it; with ``--write`` it replaces what stands between the marks in that page.
"""

import json
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from measuring import RESULTS

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
BEGIN, END = "<!-- goals -->", "<!-- end of goals -->"
HEAD = "| work | against | ours | theirs | ratio | goal | |\n|---|---|---|---|---|---|---|"


def latest() -> Path:
    """The newest file of results."""
    return max(RESULTS.glob("20*.json"))


def table(file: Path) -> str:
    """Markdown: a line that names the day and the machine, the table, and the notes below it."""
    told = json.loads(file.read_text(encoding="utf-8"))
    rows = list(told.get("goals", {}).values())
    met = sum(row["met"] for row in rows)
    lines = [f"Of {file.stem}, on {told['machine']}: {met} of {len(rows)} goals met.", "", HEAD]
    lines += [line(row, number) for number, row in enumerate(rows, 1)]
    notes = [f"{number}. *{row['work']}*: {row['note']}" for number, row in enumerate(rows, 1) if row["note"]]
    return "\n".join([*lines, "", *notes])


def line(row: Mapping[str, Any], number: int) -> str:
    """One row; ``number`` leads to its note."""
    sign = "≥" if row["least"] else "≤"
    ours, theirs = (amount(row[side], row["unit"]) for side in ("ours", "theirs"))
    memory = f" ({row['megabytes']:.0f} MB)" if row["megabytes"] else ""
    ratio = f"**{row['ratio']:.3g}×**" if row["met"] else f"{row['ratio']:.3g}×"
    cells = (row["work"], row["against"], ours + memory, theirs, ratio, f"{sign} {row['goal']:g}×")
    return f"| {' | '.join(cells)} | {'met' if row['met'] else 'missed'}{f' ({number})' if row['note'] else ''} |"


def amount(turns: list[float], unit: str) -> str:
    """The median of the turns, and between which it lay."""
    if not turns:
        return ""
    middle = f"{statistics.median(turns):.4g} {unit}"
    return middle if len(turns) == 1 else f"{middle} ({min(turns):.3g}–{max(turns):.3g})"


def main(arguments: list[str]) -> None:
    """Print, or write into the page."""
    made = table(latest())
    if "--write" not in arguments:
        print(made)
        return
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
