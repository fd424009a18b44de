"""Acts that are alike, told together: SQLite sorts and counts them, and only what differs becomes an object.

A ``Telling`` says of a table which rows are looked at, by what two of them are alike, and what
is told of them, with its joins. From the one description come both ways of reading it, so they
cannot drift apart:

- *together*, where the artefact allows it: rows alike in ``keys`` are one row, with their number,
  the first and last moment and all moments. What is joined in ``told`` is looked up once for each
  such row, in the order of its numbers, not once for every act.
- *one by one*, in the order of the table: whatever is damaged or of another build than its
  program makes. There a row's number shows whether it came before, which a sum would hide; so
  nothing is summed unless SQLite's check found every table sound and each number is one row's.

Two texts are alike only where their bytes are, whatever order their column asks for.

References: https://sqlite.org/lang_aggfunc.html, https://sqlite.org/lang_select.html#the_group_by_clause
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import Clock
from inzage.formats.sqlite import Database
from inzage.observations import Alike, Message, Visit
from inzage.result import OneByOne

Act = TypeVar("Act", Visit, Message)
_at = datetime.fromtimestamp

Told = tuple[Any, ...]
"""(how many acts, the first's and the last's second as ``instant`` reads it, every tick, what is told of them)."""

_TOGETHER = """
    WITH {before} g AS NOT MATERIALIZED (
        SELECT count(*) AS acts, min({at}) AS first, max({at}) AS last,
               group_concat(CAST({at} AS INTEGER)) AS ticks, {keys}
        FROM {rows} WHERE {inside} GROUP BY {order}
    )
    SELECT g.acts, {first}, {last}, g.ticks, {told} FROM g {joined}
"""
_ONE_BY_ONE = """
    {before} SELECT g.number, {first}, {told}
    FROM (SELECT {number} AS number, {at} AS at, {keys} FROM {rows} WHERE {inside}) AS g {joined}
"""
_SUMS = 4
"""Columns before the keys."""


@dataclass(frozen=True, slots=True)
class Telling:
    """SQL of one table of acts.

    ``number``: its row number; ``time``: its time column, read by ``clock``; ``rows``: the table and what is
    joined to each row; ``keys``: names → expressions in which acts alike are equal; ``told``: what is told of
    them, from ``g`` (the keys) and what is ``joined`` to it; ``before``: common tables. ``numbered``: tables and
    the column by which a row of theirs is found, which must be its number.
    """

    number: str
    time: str
    clock: Clock
    rows: str
    keys: Mapping[str, str]
    told: str
    joined: str
    numbered: tuple[tuple[str, str], ...]
    before: str = ""

    def sql(self, window: Window, *, together: bool, only: str = "") -> str:
        """The query for the acts of a window; ``only``: SQL of a further condition on its rows."""
        unit = self.clock.unit(self.time) if together else None
        named = {**self.keys, "unit": unit} if unit else self.keys
        keys = ", ".join(f"{expression} AS {name}" for name, expression in named.items())
        order = ", ".join(f"{_SUMS + n} COLLATE BINARY" for n in range(1, len(named) + 1))
        before = f"{self.before}," if together and self.before else f"WITH {self.before}" if self.before else ""
        return (_TOGETHER if together else _ONE_BY_ONE).format(
            before=before,
            number=self.number,
            at=self.time,
            first=self.clock.seconds("g.first" if together else "g.at"),
            last=self.clock.seconds("g.last"),
            keys=keys,
            rows=self.rows,
            inside=f"{self.clock.inside(self.time, window)} {only}",
            order=order,
            told=self.told,
            joined=self.joined,
        )


def proven(db: Database, artefact: Artefact, telling: Telling) -> bool:
    """May acts be told together: does the artefact allow it, and does nothing stand against it?"""
    return artefact.together and all(db.proven(table, number) for table, number in telling.numbered)


def told(db: Database, artefact: Artefact, window: Window, telling: Telling, only: str = "") -> Iterator[Told]:
    """The acts of a window (and of a further condition on its rows), together where they may be."""
    if proven(db, artefact, telling):
        return db.sums(telling.sql(window, together=True, only=only))
    rows = db.rows(telling.sql(window, together=False, only=only))
    return ((1, second, second, "", *what) for _, second, *what in rows)


def alike(
    first: Act, acts: int, last: float | None, ticks: str, moment: Callable[[int], datetime | None]
) -> Act | Alike:
    """One act as itself, more as ``Alike``; ``OneByOne`` where the last of their times, in SQLite's order, is none."""
    if acts == 1:
        return first
    if last is None:
        raise OneByOne
    return Alike(first, acts, _at(last, UTC), ticks, moment)
