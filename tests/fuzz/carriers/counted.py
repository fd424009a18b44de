"""What many spoilt carriers came to, as a table and as JSON."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.fuzz.carriers.trial import End

TOLD: Mapping[bool | None, str] = {True: "silent!", False: "silent?", None: "silent-"}
FAULTS = (End.CRASH, End.HANG)


@dataclass(frozen=True, slots=True)
class Result:
    """``told``: of a silent loss, can a check tell that the carrier is damaged? None: there is no check."""

    end: End
    told: bool | None = None

    @property
    def word(self) -> str:
        """What it is counted as."""
        return TOLD[self.told] if self.end is End.SILENT else self.end.value

    @property
    def fault(self) -> bool:
        """Must it be looked into? A worker that died is an answer, but is looked into as well."""
        return self.end in (*FAULTS, End.DIED) or (self.end is End.SILENT and self.told is True)


@dataclass
class Counted:
    """By word; ``slowest``: ms of one input."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: int = 0

    def take(self, result: Result, milliseconds: int) -> None:
        """One more input."""
        self.ends[result.word] += 1
        self.slowest = max(self.slowest, milliseconds)

    def __iadd__(self, other: "Counted") -> "Counted":
        self.ends += other.ends
        self.slowest = max(self.slowest, other.slowest)
        return self

    @property
    def tried(self) -> int:
        """Inputs in all."""
        return self.ends.total()

    @property
    def faults(self) -> int:
        """Inputs that must be looked into."""
        return sum(self.ends[end.value] for end in (*FAULTS, End.DIED)) + self.ends[TOLD[True]]


WORDS = (*(end.value for end in End if end is not End.SILENT), *TOLD.values())
LEGEND = """\
all, fewer, nothing: of the names and bytes that the unspoilt carrier gives. told: a state or a reason says so.
refused: with a sentence, nothing opened. died: a locked worker, which is an answer but is looked into.
crash, hang (30 s): of the broker. silent: fewer names or other bytes, and every state says whole;
"!" a check of that form can tell (a fault), "?" the check finds nothing (nobody can tell), "-" no check known here."""


def table(counted: Mapping[str, Counted]) -> str:
    """All kinds and their sum."""
    total = Counted()
    for one in counted.values():
        total += one
    rows = [
        ("kind", "tried", *WORDS, "ms"),
        *((kind, str(one.tried), *(str(one.ends[word] or ".") for word in WORDS), str(one.slowest))
          for kind, one in (*sorted(counted.items()), ("all kinds", total))),
    ]  # fmt: skip
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join([*lines, "", LEGEND])
