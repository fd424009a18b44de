"""Runs of invented plans over invented trees, in which each worker says what the test wrote down for it.

So any reader can stand at any stage, and any answer, death or lie can come back.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from inzage.check import Budget, Offer, Plan, Progress, crew
from inzage.check.answers import Read
from inzage.check.job import OpenList
from inzage.check.plan import ListsAtHand, make_plan
from inzage.check.run import Run
from inzage.check.setting import Findings, Setting
from inzage.check.shut import Shut
from inzage.indicators import all_indicators
from inzage.mandate import (
    Condition,
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    Mandate,
    Manner,
    Officials,
    Period,
    Question,
)
from inzage.readers import Reader
from inzage.record import Entry, EntryKind
from inzage.record.casefile import Note
from inzage.result import Answer, Coverage, Reason
from inzage.sources.opening import open_source
from inzage.worker import Reply, Request

TODAY = date(2026, 11, 21)
LABEL = "voorbeeld"
WAY: tuple[Any, ...] = ("computer", "aangereikt", "betrokkene")

Act = tuple[str, str, str, int]
"""(class, day, on this device, how often), as a worker answers it."""

Said = Mapping[str, Any] | Exception
"""What a worker answers, apart from what it says by default; or how it dies."""


def yes(n: int = 1, day: date = TODAY) -> Act:
    """Acts of one day on this device."""
    return (LABEL, day.isoformat(), "yes", n)


def acts(**by_question: Sequence[Act]) -> dict[str, Any]:
    """An answer with acts; rows and records follow."""
    most = max((sum(n for *_, n in told) for told in by_question.values()), default=0)
    tallies = {code: [list(act) for act in told] for code, told in by_question.items()}
    return {"rows": most, "records": {"Visit": most}, "tallies": tallies}


@dataclass
class Table:
    """What lies on the table and what is asked of it; ``go`` runs it."""

    root: Path
    mandate: Mandate
    questions: tuple[Question, ...]
    readers: tuple[Reader, ...]
    said: dict[str, Said] = field(default_factory=dict)
    lacking: dict[str, Reason] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    shut: Sequence[str] = ()
    ways: Sequence[tuple[Any, ...]] = (WAY,)
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    between: Callable[[str], None] = field(default=lambda _: None)
    told: list[Entry] = field(default_factory=list)
    hands: int = 1
    batch: int | None = None
    watch: Callable[[Progress], None] = field(default=lambda _: None)

    def carrier(self, ordinal: int = 1) -> Path:
        """Where a carrier lies."""
        return self.root / f"carrier {ordinal}"

    def lay(self, *paths: str, ordinal: int = 1, content: bytes = b"0123456789") -> None:
        """Put files on a carrier."""
        for path in paths:
            file = self.carrier(ordinal) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    @property
    def plan(self) -> Plan:
        """The plan that the mandate gives for these questions and readers."""
        used = {one.code: (("lijst", "1"),) for one in self.questions if one.code not in self.lacking}
        lists = ListsAtHand(used, self.lacking)
        return make_plan(self.mandate, None, self.questions, self.readers, lists, on=TODAY, budget=self.budget)

    def go(self) -> Findings:
        """Carry it out; the ledger is in ``told``."""
        offers = tuple(Offer(str(self.carrier(n)), *way) for n, way in enumerate(self.ways, 1))
        for offer in offers:
            Path(offer.path).mkdir(exist_ok=True)
        lists = (OpenList("lijst", "1", False, (LABEL,), 0),)
        setting = Setting(
            offers=offers,
            person_key=b"p" * 32,
            list_key=b"l" * 32,
            lists={question.code: lists for question in self.questions},
            readers={reader.name: reader for reader in self.readers},
            indicators={made.name: made for made in all_indicators()},
            shut=Shut(self.mandate.exclusions, self.shut),
            open_source=lambda path, _: open_source(path),
            crew=crew.Here(self.hands),
            batch=self.batch,
            watch=self.watch,
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crew, "Pool", lambda *_, **__: self)
            return Run(self.plan, setting, self).go({"check_id": "test"})  # type: ignore[arg-type]

    # --- a pool ---

    def begin(self) -> None:
        """Nothing is started."""

    def __enter__(self) -> "Table":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def run(self, request: Request, descriptors: Sequence[int] = (), **_: object) -> Reply:
        """The answers that the test wrote down for these files, or for their reader; a hit ends them."""
        reader, files = str(request["reader"]), cast(list[dict[str, Any]], request["artefacts"])
        codes = tuple(str(one["code"]) for one in cast(list[dict[str, Any]], request["questions"]))
        self.asked.extend([(reader, codes)] * len(files))
        self.between(reader)
        outcomes: list[dict[str, Any]] = []
        for file in files:
            outcomes.append(self._outcome(base64.b64decode(file["path"]).decode(), reader, codes))
            if "sealed" in outcomes[-1]:
                break
        return cast(Reply, {"outcomes": outcomes})

    def _outcome(self, path: str, reader: str, codes: Sequence[str]) -> dict[str, Any]:
        said = self.said.get(path, self.said.get(reader, {}))
        if isinstance(said, Exception):
            raise said
        if "sealed" in said:
            return dict(said)
        whole: dict[str, Any] = {
            "status": "read", "reason": None, "rows": 0, "records": {},
            "covers": ["2026-01-01", "2026-11-21"], "columns_missing": 0, "tallies": {},
        }  # fmt: skip
        told = whole | dict(said)
        return told | {"tallies": {code: cells for code, cells in told["tallies"].items() if code in codes}}

    # --- a case ---

    def entries(self) -> Iterator[tuple[Entry, Any]]:
        """Nothing was written before."""
        return iter(())

    def append(self, kind: EntryKind, facts: Mapping[str, object], **_: object) -> None:
        """Keep an entry."""
        self.append_all([Note(kind, facts)])

    def append_all(self, notes: Sequence[Note], **_: object) -> None:
        """Keep entries."""
        for note in notes:
            at = len(self.told) + 1
            self.told.append(Entry(at, "2026-11-21T10:00:00.000Z", note.kind, note.facts, note.look))

    def of(self, kind: EntryKind) -> list[Mapping[str, object]]:
        """The facts of the entries of one kind."""
        return [entry.facts for entry in self.told if entry.kind is kind]


def allows(*classes: DataClass, **manner: Any) -> Mandate:
    """A mandate of one condition over this year, ninety days back."""
    made = Manner(("computer",), ("aangereikt",), ("betrokkene",), classes, 90)
    return Mandate(
        reference="ECLI:NL:RBXXX:2026:1",
        person="P-1",
        title="art. 14c Sr",
        validation=False,
        conditions=(Condition("ZO-1", 1),),
        period=Period(date(2026, 1, 1), date(2026, 12, 31)),
        frequency=Frequency(4, "year"),
        manner=replace(made, **manner),
        officials=Officials(("toezichthouder",)),
        exclusions=Exclusions(),
        hit=HitProcedure(),
        retention_days=365,
        verdict_quote="",
        sha256="ab" * 32,
    )


def asks(code: str, *opens: DataClass, requires: tuple[str, ...] = ()) -> Question:
    """A question about places."""
    return Question(code, "ZO-1", "visits_listed_place", opens, requires, "places", f"{code}?", f"{code}?")


def reads(name: str, opens: DataClass, family: str = "browser_history", **more: Any) -> Reader:
    """A reader of files that carry its name."""
    made = Reader(name, opens, family, (f"**/{name}",), (), (), False, _nothing, "")
    return replace(made, **more)


def _nothing(*_: object) -> Any:
    raise AssertionError("a scripted run hands nothing to a reader")


def by_code(found: Findings) -> dict[str, Answer]:
    """The answers by question."""
    return {answer.question: answer for answer in found.answers}


def coverage(found: Findings) -> list[Coverage]:
    """The lines of the coverage."""
    return [read.coverage for read in found.reads]


def opened(found: Findings) -> list[Read]:
    """What was handed to a worker."""
    return [read for read in found.reads if read.tallies is not None]
