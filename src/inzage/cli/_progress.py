"""Where a running check is, on standard error: a bar, JSON lines, or nothing.

A terminal gets a bar, anything else gets silence unless it asks. What is shown
is a stage, counts, an estimate and which questions are behind us: no verdict, no name, nothing of the carrier.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from inzage.check import DIGEST, Progress
from inzage.cli._shared import text

Style = Literal["bar", "jsonl", "none"]

STAGES = {"A": ("laag", "low"), "B": ("midden", "medium"), "C": ("hoog", "high")}


@contextmanager
def progress(style: Style | None) -> Iterator[Callable[[Progress], None]]:
    """A function that tells of each step, in the style asked for."""
    chosen = style or ("bar" if sys.stderr.isatty() else "none")
    if chosen == "jsonl":
        yield _line
    elif chosen == "bar":
        with _bar() as tell:
            yield tell
    else:
        yield lambda _: None


def _line(at: Progress) -> None:
    """One line; whoever watched and went away does not stop the check."""
    told = {
        "stage": at.stage,
        "carrier": at.carrier,
        "done": at.done,
        "total": at.total,
        "rows": at.rows,
        "seconds": at.seconds,
        "left": round(at.left, 1) if at.left is not None else None,
        "answered": list(at.answered),
    }
    with contextlib.suppress(OSError):
        print(json.dumps(told), file=sys.stderr, flush=True)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    # Loaded here: rich takes longer to import than most commands take to run.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        TextColumn("{task.fields[answered]}"),
    )
    bars = Bars(*columns, console=Console(stderr=True))
    tasks = {}
    try:

        def tell(at: Progress) -> None:
            bars.start()  # only now: a key may have to be asked for first
            if at.stage not in tasks:
                tasks[at.stage] = bars.add_task(_name(at), total=at.total, rows="", left="", answered="")
            with contextlib.suppress(OSError):
                bars.update(
                    tasks[at.stage],
                    completed=at.done,
                    total=at.total,
                    rows=_rows(at),
                    left=_left(at.left),
                    answered=_answered(at.answered),
                )

        yield tell
    finally:
        bars.stop()


def _name(at: Progress) -> str:
    if at.stage == DIGEST:
        return text("SHA-256 over het geheel", "SHA-256 of the whole")
    nl, en = STAGES[at.stage]
    return text(f"Stap {at.stage} (inbreuk {nl})", f"Stage {at.stage} (intrusion {en})")


def _rows(at: Progress) -> str:
    if at.stage == DIGEST:
        return text(f"MB van drager {at.carrier}", f"MB of carrier {at.carrier}")
    return text(f"{at.rows} regels geteld", f"{at.rows} rows counted")


def _answered(questions: Sequence[str]) -> str:
    """How many, and not how: an answer is told when the check is over."""
    if not questions:
        return ""
    many = len(questions)
    nl, en = ("vraag", "question") if many == 1 else ("vragen", "questions")
    return text(f"{many} {nl} beantwoord", f"{many} {en} answered")


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return text(f"nog ongeveer {minutes}:{rest:02}", f"about {minutes}:{rest:02} left")
