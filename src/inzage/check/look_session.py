"""One human look, from its first ledger entry to its signed result.

An item stands in the ledger before it is on the screen: a look that nobody counted did not happen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inzage.artefact import Window
from inzage.check import Plan
from inzage.check.diary import Diary
from inzage.check.job import Asked, OpenList, request
from inzage.check.spots import LaidOut, Spot
from inzage.mandate import Question
from inzage.mandate.named import Named
from inzage.record import EntryKind
from inzage.record.casefile import CaseWriter
from inzage.record.instrument import fingerprint
from inzage.result import CheckResult, CheckStatus, Intrusion
from inzage.signing.kit import Kit
from inzage.sources import Unopenable
from inzage.worker import Limits, WorkerDied
from inzage.worker.pool import Pool

HANDLER = "inzage.check.looking:handle"

Show = Callable[[int, str], None]
"""Shows one item (number, text) to the people at the screen, and keeps nothing of it."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a look is about: plan, days, question, lists, whose kit and whose agreement (key id)."""

    plan: Plan
    window: Window
    asked: Question
    lists: tuple[OpenList, ...]
    kit: Kit
    second: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look leaves: the result of its own case, and how many items were shown."""

    result: CheckResult
    shown: int


class Session:
    """One look, from its first ledger entry to its result."""

    def __init__(self, sitting: Sitting, diary: Diary, show: Show) -> None:
        self._plan, self._window, self._asked = sitting.plan, sitting.window, sitting.asked
        self._kit, self._second, self._lists = sitting.kit, sitting.second, sitting.lists
        self._diary, self._show = diary, show
        self._left = sitting.plan.mandate.manner.human_items
        self._opened: list[tuple[Spot, int]] = []
        self._seen: dict[str, int] = {}

    def begin(self, check_id: str, begun: Mapping[str, object]) -> None:
        """The first entry: at which case, and with whose agreement."""
        facts = {"look_at": check_id, "question": self._asked.code, "second": self._second}
        self._diary.note(EntryKind.BEGUN, {**begun, **facts}, durable=True)

    def go(self, tables: Sequence[LaidOut]) -> None:
        """Show what there is to see, until the granted number is reached."""
        with Pool(HANDLER) as pool:
            for table in tables:
                for spot in table.spots:
                    if self._left <= 0:
                        return
                    for item in self._items(pool, table, spot):
                        self._one(spot, item)

    def finish(self, writer: CaseWriter, tables: Sequence[LaidOut]) -> Looked:
        """Close the ledger and sign what happened."""
        shown = sum(self._seen.values())
        self._diary.note(EntryKind.ENDED, {"artefacts": len(self._opened), "shown": shown}, durable=True)
        result = CheckResult(
            check_id=writer.check_id,
            status=CheckStatus.DONE,
            marks=self._plan.marks,
            mandate_sha256=self._plan.mandate.sha256,
            method_version=self._kit.policy.method_version,
            window=(self._window.first, self._window.last),
            seconds={},
            answers=(),
            coverage=(),
            carriers=tuple(table.facts for table in tables),
            intrusion=tuple(self._intrusion()),
            ledger={},
            instrument=fingerprint(),
        )
        return Looked(replace(result, ledger=writer.finish(lambda _: result).json), shown)

    def _items(self, pool: Pool, table: LaidOut, spot: Spot) -> Iterator[str]:
        facts = {"carrier": spot.carrier, "reader": spot.reader.name, "ordinal": spot.ordinal, "artefact": spot.key}
        self._diary.opening({**facts, "for": [self._asked.code]})
        exclusions = self._plan.mandate.exclusions
        asked = Asked(self._asked, self._lists, frozenset())
        try:
            with table.source.open(spot.found, spot.reader.beside) as artefact:
                shut = Named(exclusions.salt, exclusions.contacts)
                message, files = request(
                    spot.reader.name, self._window, [artefact], [asked], self._kit.list_key(), shut=shut
                )
                self._opened.append((spot, artefact.size))
                reply = pool.run({**message, "most": self._left}, files, limits=Limits().for_size(artefact.size))
        except (Unopenable, WorkerDied):
            return  # what cannot be read cannot be shown; the check itself said so
        yield from _checked(reply, self._left)

    def _one(self, spot: Spot, item: str) -> None:
        """In the ledger before it is on the screen: a look that nobody counted did not happen."""
        self._left -= 1
        name = spot.reader.opens.value
        self._seen[name] = self._seen.get(name, 0) + 1
        number = sum(self._seen.values())
        facts = {"question": self._asked.code, "data_class": name, "artefact": spot.key, "number": number}
        self._diary.note(EntryKind.LOOKED, facts, durable=True)
        self._show(number, item)

    def _intrusion(self) -> Iterator[Intrusion]:
        for data_class in dict.fromkeys(spot.reader.opens for spot, _ in self._opened):
            mine = [size for spot, size in self._opened if spot.reader.opens is data_class]
            yield Intrusion(data_class, len(mine), 0, sum(mine), self._seen.get(data_class.value, 0))


def _checked(reply: Any, most: int) -> Iterator[str]:  # noqa: ANN401 - what a worker sends may be anything
    items = reply.get("items") if isinstance(reply, dict) else None
    if isinstance(items, list):
        yield from (one for one in items[:most] if isinstance(one, str) and one.isprintable())
