"""What many inputs came to, as a table and as JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inzage.result import Status
from tests.fuzz.trial import End, Loss, Result

ENDS: tuple[Status | End, ...] = (
    *(Status.READ, Status.DEGRADED, Status.UNREADABLE, Status.ENCRYPTED, Status.ABSENT),
    *(End.CRASH, End.DIED, End.HANG, End.MEMORY, End.GARBAGE),
)
SILENT = tuple(Loss)
TOLD: Mapping[bool | None, str] = {True: "told", False: "untold", None: "unchecked"}


@dataclass
class Counted:
    """``ends``: by status or death. ``silent``: by (loss, can it be told). ``slowest``: ms of one input."""

    ends: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    slowest: int = 0

    def take(self, result: Result, milliseconds: int) -> None:
        """One more input."""
        self.ends[result.end.value] += 1
        if result.loss:
            self.silent[f"{result.loss} {TOLD[result.told]}"] += 1
        self.slowest = max(self.slowest, milliseconds)

    def __iadd__(self, other: "Counted") -> "Counted":
        self.ends += other.ends
        self.silent += other.silent
        self.slowest = max(self.slowest, other.slowest)
        return self

    @property
    def tried(self) -> int:
        """Inputs in all."""
        return self.ends.total()

    @property
    def faults(self) -> int:
        """Inputs that must be looked into."""
        return sum(self.ends[end.value] for end in End) + sum(self.silent[f"{loss} told"] for loss in SILENT)

    @property
    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "ends": dict(sorted(self.ends.items())),
            "silent": dict(sorted(self.silent.items())),
            "ms": self.slowest,
        }


HEAD = (
    *("reader", "tried", *(end.value for end in ENDS), "zero!", "fewer!", "more!", "zero?", "fewer?", "more?"),
    *("zero-", "fewer-", "more-", "ms"),
)
LEGEND = """\
crash: in the broker; died, hang, memory, garbage: of a locked worker (an answer in a check, but counted here).
zero, fewer, more: called whole, but no acts, fewer or more than the unspoilt file gives; "!" a check of that form
can tell (a fault), "?" the check finds nothing (nobody can tell), "-" no check known here. ms: slowest input."""


def table(counted: Mapping[str, Counted]) -> str:
    """The whole as text, all readers and their sum."""
    total = Counted()
    for one in counted.values():
        total += one
    rows = [HEAD, *(_row(name, one) for name, one in sorted(counted.items())), _row("all", total)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    lines = ("  ".join(_aligned(row, widths)).rstrip() for row in rows)
    return "\n".join([*lines, "", LEGEND])


def _aligned(row: tuple[str, ...], widths: list[int]) -> Iterable[str]:
    return (
        cell.rjust(width) if n else cell.ljust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
    )


def _row(name: str, one: Counted) -> tuple[str, ...]:
    ends = (one.ends[end.value] for end in ENDS)
    silent = (one.silent[f"{loss} {told}"] for told in TOLD.values() for loss in SILENT)
    return (name, *(str(n or ".") for n in (one.tried, *ends, *silent)), str(one.slowest))
