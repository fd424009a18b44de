"""Visits of a history, where a check says what it looks at: the pages are asked first, the rest is counted by SQLite.

With a ``Sieve`` the address of every page that was visited in the window is asked once. The visits to pages that
are heeded come as acts, as ``together`` tells them; all others come as ``Rest``: how many they were, and where that
is asked, in which hour. Nothing of them becomes an object.

What stands in the way of a sum stands in the way of this: then, and where many pages are heeded or a time is no
number, every visit comes as an act.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from inzage.artefact import Artefact, Sieve, Window
from inzage.formats.clocks import instant
from inzage.formats.sqlite import Database, text
from inzage.formats.together import Telling, alike, proven, told
from inzage.observations import ORIGINS, Alike, OnThisDevice, Opened, Rest, Visit

HEEDED_AT_MOST = 2_000
"""Pages; with more, most visits are acts that somebody looks at."""

AT_ONCE = 10_000
"""Pages asked for in one query: some 80 kB of numbers."""

_HOUR = 3600
_ALL = "SELECT count(*), typeof(max({at})) IN ('text', 'blob'), {first} FROM {rows} WHERE {inside}"
"""What is no number SQLite orders behind all that are."""
_ACTS = "SELECT count(*) FROM {rows} WHERE {inside} AND {act}"
_VISITED = "SELECT {page} FROM {rows} WHERE {inside} AND {act}"
_JOINED = (
    "SELECT {number} FROM {table} NOT INDEXED WHERE {number} IN (SELECT {page} FROM {rows} WHERE {inside} AND {act})"
)
_PAGES = "SELECT {number}, CASE WHEN {usable} THEN {address} END FROM {table} NOT INDEXED WHERE {number} IN ({numbers})"
_REST = "SELECT count(*), {kind} FROM {rows} WHERE {inside} AND {act} {others}"
_KIND = "({hour}) * 4 + CASE {origin} WHEN 'yes' THEN 0 WHEN 'no' THEN 1 ELSE 2 END"
"""Hour and origin as one number, which SQLite sorts much faster than two values."""
_ORIGINS = (OnThisDevice.YES, OnThisDevice.NO, OnThisDevice.UNKNOWN)
_OTHERS = " AND CASE WHEN {heeded} THEN 0 ELSE 1 END"
"""Not ``NOT``, for which SQLite keeps apart what is unknown and asks its filter nothing."""
_USABLE = "AND {page} IN (SELECT {number} FROM {table} NOT INDEXED WHERE {usable})"
_ONLY = "{page} IN (SELECT {number} FROM {table} NOT INDEXED WHERE {number} IN ({numbers}))"
_LOST = """
    SELECT count(*) FROM {rows} LEFT JOIN {table} ON {number} = {page}
    WHERE {inside} AND {act} AND {shown} AND coalesce({address}, '') = ''
"""


@dataclass(frozen=True, slots=True)
class Pages:
    """SQL of the table of pages: ``table`` with its letter, ``number`` and ``address`` columns; is a page ``shown``?

    A ``Telling`` whose keys are ``page``, ``act`` and ``origin`` leads to it.
    """

    table: str
    number: str
    address: str
    shown: str = "1"

    @property
    def told(self) -> str:
        """What a ``Telling`` tells of a visit: its address where it was an act, '' where that is gone; its origin."""
        return f"CASE WHEN g.act AND {self.shown} THEN coalesce({text(self.address)}, '') END, g.origin"

    @property
    def joined(self) -> str:
        """How a ``Telling`` finds it."""
        return f"LEFT JOIN {self.table} ON {self.number} = g.page"

    @property
    def usable(self) -> str:
        """SQL: may a visit to this page be an act?"""
        return f"{self.shown} AND coalesce({text(self.address)}, '') <> ''"


def visits(
    db: Database, artefact: Artefact, window: Window, telling: Telling, pages: Pages
) -> Iterator[Visit | Alike | Rest | Opened]:
    """The visits of a window that are acts, and how many rows were opened for it."""
    if artefact.sieve is None or not proven(db, artefact, telling):
        yield from _each(db, artefact, window, telling)
        return
    sifting = _Sifting(db, window, telling, pages, artefact.sieve)
    heeded = sifting.heeded()
    if heeded is None:
        yield from _each(db, artefact, window, telling)
        return
    yield Opened(sifting.rows)
    acts = 0
    for rest in sifting.rest(heeded):
        acts += rest.acts
        yield rest
    if heeded:
        for seen in _each(db, artefact, window, telling, f"AND {sifting.among(heeded)}"):
            if not isinstance(seen, Opened):
                acts += seen.acts if isinstance(seen, Alike) else 1
                yield seen
    if sifting.lost(acts):
        db.doubt()


def _each(
    db: Database, artefact: Artefact, window: Window, telling: Telling, only: str = ""
) -> Iterator[Visit | Alike | Opened]:
    """Every visit that is an act; the address of one that is gone makes the reading a lower bound."""
    opened, moment = 0, telling.clock.moment
    for acts, first, last, ticks, address, origin in told(db, artefact, window, telling, only):
        opened += acts
        if isinstance(address, str):
            if address and (at := instant(first)):
                yield alike(Visit(at, address, ORIGINS[origin]), acts, last, ticks, moment)
            else:
                db.doubt()
    yield Opened(opened)


class _Sifting:
    """One history in SQL. ``rows``: in the window."""

    def __init__(self, db: Database, window: Window, telling: Telling, pages: Pages, sieve: Sieve) -> None:
        self._db, self._sieve, self._clock, self._at = db, sieve, telling.clock, telling.time
        self._named = {
            "rows": telling.rows,
            "inside": telling.clock.inside(telling.time, window),
            "at": telling.time,
            **telling.keys,
            "table": pages.table,
            "number": pages.number,
            "address": text(pages.address),
            "usable": pages.usable,
            "shown": pages.shown,
        }
        first = telling.clock.seconds(f"min({telling.time})")
        ((rows, strange, self._first),) = self._ask(_ALL, first=first)
        self.rows, self._strange = _count(rows), _count(strange)
        self._all_usable = False

    def heeded(self) -> Sequence[int] | None:
        """Numbers of the pages whose visits are looked at; None where all visits are better told."""
        if self._strange:
            return None
        if self._sieve.heeded is None:
            return ()
        visited, as_numbers = self._visited()
        found: list[int] = []
        usable = 0
        for start in range(0, len(visited), AT_ONCE):
            pages = self._ask(_PAGES, numbers=_numbers(visited[start : start + AT_ONCE]))
            addresses = [address for _, address in pages if isinstance(address, str)]
            usable += len(addresses)
            if known := set(self._sieve.heeded(addresses)):
                found += [_count(number) for number, address in pages if address in known]
            if len(found) > HEEDED_AT_MOST:
                return None
        self._all_usable = as_numbers and usable == len(visited)
        return found

    def _visited(self) -> tuple[list[int], bool]:
        """Numbers of the pages of all acts, in order so that neighbours are read together; were all stored as such?

        A set in Python takes half the time of SQLite's DISTINCT. What is stored as something else is left to SQLite,
        to compare as a join would.
        """
        visited = set(chain.from_iterable(self._db.sums(_VISITED.format(**self._named))))
        numbers = [number for number in visited if isinstance(number, int)]
        if len(numbers) == len(visited):
            return sorted(numbers), True
        return [_count(number) for (number,) in self._ask(_JOINED)], False

    def rest(self, heeded: Sequence[int]) -> Iterator[Rest]:
        """The acts on all other pages."""
        others = "" if self._all_usable else _USABLE.format(**self._named)
        others += _OTHERS.format(heeded=self.among(heeded)) if heeded else ""
        if self._sieve.hours:
            kind = _KIND.format(hour=self._clock.hours(self._at), origin=self._named["origin"])
            for acts, said in self._ask(_REST + " GROUP BY 2", others=others, kind=kind):
                hour, origin = divmod(_count(said), 4)
                yield Rest(_of_nobody(hour * _HOUR, _ORIGINS[origin]), _count(acts))
            return
        ((acts, _),) = self._ask(_REST, others=others, kind="0")
        if acts and isinstance(self._first, float):
            yield Rest(_of_nobody(self._first, OnThisDevice.UNKNOWN), _count(acts))

    def among(self, heeded: Sequence[int]) -> str:
        """SQL: is a visit to one of these pages? Whatever a number is stored as, it is compared as a join would."""
        return _ONLY.format(**self._named, numbers=_numbers(heeded))

    def lost(self, told: int) -> bool:
        """Are there more acts than were told, because their page or its address is gone?"""
        if self._all_usable or self._asked(_ACTS) == told:
            return False
        return self._asked(_LOST) > 0

    def _asked(self, sql: str) -> int:
        ((number,),) = self._ask(sql)
        return _count(number)

    def _ask(self, sql: str, **more: str) -> list[tuple[object, ...]]:
        return list(self._db.sums(sql.format(**{**self._named, **more})))


def _of_nobody(seconds: float, origin: OnThisDevice) -> Visit:
    """A visit that stands for others of its hour and origin."""
    return Visit(datetime.fromtimestamp(seconds, UTC), "", origin)


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
