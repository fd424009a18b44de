"""What the register holds on a person, in words: each record with both times, its steps by role, its corrections."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from inzage.register import Catalogue, Kind, words
from inzage.register.histories import current
from inzage.register.inspection_facts import Fact, Place, Teller
from inzage.register.inspection_words import say, state, whole
from inzage.register.models import Record, Step
from inzage.register.values import Noun


@dataclass(frozen=True, slots=True)
class Act:
    """A step: by which role, what came of it, when it was and when it was written."""

    role: str
    state: str
    sentence: str
    happened: datetime
    recorded: datetime
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version that was corrected: who wrote it when (by role), what it said otherwise, and who mended it when."""

    role: str
    recorded: datetime
    facts: tuple[Fact, ...]
    mended_by: str
    mended: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A record as it stands, its steps and its earlier versions."""

    code: str
    title: str
    happened: datetime
    ended: datetime | None
    due: date | None
    recorded: datetime
    state: str
    sentence: str
    facts: tuple[Fact, ...]
    acts: tuple[Act, ...]
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A trajectory and what hangs on it, in the order in which it happened."""

    trajectory: Item
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How records become words; ``teller`` counts what is left out."""

    catalogue: Catalogue
    teller: Teller

    def part(self, trajectory: Record) -> Part:
        """All of a trajectory, and decisions of two people about it."""
        found = [*current(trajectory.root), *current().filter(data__subject=str(trajectory.root))]
        items = [self.item(each) for each in in_order(found) if self.shown(each)]
        return Part(self.item(trajectory), tuple(items))

    def shown(self, record: Record) -> bool:
        """Whether a record is told at all; one that is not is counted."""
        reason = whole(record.kind, record.data.get("act"))
        if reason:
            self.teller.left_out["records", reason] += 1
        return not reason

    def item(self, record: Record) -> Item:
        """A record in words."""
        kind, lang = self.kind_of(record), self.teller.lang
        facts = self.facts(kind, record.data)
        return Item(
            code=kind.code,
            title=say(kind.words, lang),
            happened=record.happened,
            ended=record.ended,
            due=record.due,
            recorded=record.recorded,
            state=say(words.state(record.state, kind.table.code), lang),
            sentence=state(record.state, kind.table.code, lang),
            facts=facts,
            acts=tuple(self._acts(kind, record)),
            earlier=tuple(self._earlier(kind, record, facts)),
        )

    def kind_of(self, record: Record) -> Kind:
        """The version of the kind that a record was made with."""
        return self.catalogue.kinds[record.kind, record.version]

    def facts(self, kind: Kind, data: Mapping[str, object]) -> tuple[Fact, ...]:
        """The data of a record in words."""
        return tuple(self.teller.facts(Place(kind.code, kind.table.code), kind.data, data))

    def _acts(self, kind: Kind, record: Record) -> Iterator[Act]:
        steps = Step.objects.filter(record__root=record.root).select_related("record")
        for step in sorted(steps, key=lambda step: (step.happened, step.recorded, step.place)):
            if step.place or step.record_id == record.root:
                yield self._act(kind, step)

    def _act(self, kind: Kind, step: Step) -> Act:
        arrow, table, lang = kind.table.arrows.get((step.source, step.target)), kind.table.code, self.teller.lang
        return Act(
            role=say(words.role(step.role), lang),
            state=say(words.state(step.target, table), lang),
            sentence=state(step.target, table, lang),
            happened=step.happened,
            recorded=step.recorded,
            facts=tuple(self.teller.facts(Place(table, table), arrow.details if arrow else {}, step.details)),
        )

    def _earlier(self, kind: Kind, record: Record, now: tuple[Fact, ...]) -> Iterator[Earlier]:
        before = Counter(self.teller.left_out)
        versions = list(Record.objects.filter(root=record.root))
        for version, later in pairwise(_in_line(versions)):
            otherwise = tuple(fact for fact in self.facts(kind, version.data) if fact not in now)
            yield Earlier(self._role(version), version.recorded, otherwise, self._role(later), later.recorded)
        self.teller.left_out = before  # what an earlier version leaves out is not one thing more

    def _role(self, record: Record) -> str:
        return say(words.role(record.role), self.teller.lang)


def _in_line(versions: list[Record]) -> Iterator[Record]:
    """The versions of one record, each before the one that corrects it."""
    by_wrong = {version.corrects_id: version for version in versions}
    at = by_wrong.get(None)
    while at:
        yield at
        at = by_wrong.get(at.id)


def trajectories_of(person: UUID) -> list[Record]:
    """A person's trajectories, in order."""
    return in_order(current().filter(noun=Noun.TRAJECTORY, about_id=person))


def in_order(records: Iterable[Record]) -> list[Record]:
    """By when it happened."""
    return sorted(records, key=lambda record: (record.happened, record.recorded, str(record.id)))
