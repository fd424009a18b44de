"""From rows of a communication database to messages, calls and contacts: never to what was said.

Every query selects the circumstances in one fixed order, beginning with the row id and
the time; ``direction`` is NULL in a row that is no act (a service event, a draft, a group
event), so that what makes an act stands in the reader's own query. ``case`` writes such
columns. No query selects, measures or compares a column that holds text of a message.

``messages``, ``calls`` and ``contacts`` yield what is an act and return how many rows
they opened: ``rows = yield from messages(...)``. ``messages_told`` does so of a ``Telling``.

References: https://sqlite.org/lang_expr.html#the_case_expression
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MICROSECONDS, Clock, instant
from inzage.formats.extent import ends
from inzage.formats.sqlite import Database, Row
from inzage.formats.together import Telling, alike, told
from inzage.observations import DIRECTIONS, ORIGINS, Alike, Call, Contact, Covers, Message

OLDEST = 120
"""Years; a declared age above it, or below 1, is no age."""


def case(column: str, words: Mapping[int, str] | Mapping[str, str], otherwise: str | None = None) -> str:
    """SQL: the word that belongs to a value of ``column``; ``otherwise`` (NULL) for every other value."""
    listed = " ".join(f"WHEN {_literal(value)} THEN {_literal(word)}" for value, word in words.items())
    return f"(CASE {column} {listed} ELSE {'NULL' if otherwise is None else _literal(otherwise)} END)"


def optional(db: Database, table: str, column: str, alias: str, absent: str = "NULL") -> str:
    """SQL: the column where the table has it, ``absent`` where it does not."""
    return f"{alias}.{column}" if db.has(table, column.lower()) else absent


def messages(clock: Clock, rows: Iterable[Row]) -> Generator[Message, None, int]:
    """Messages of rows (id, time, direction, contact, group, origin).

    ``group`` is the text that identifies the group; 1 where it is one that has no such
    text, and 0, NULL or empty between two people.
    """
    moment = clock.moment
    opened = 0
    for row in rows:
        opened += 1
        if message := _message(moment, row):
            yield message
    return opened


def messages_told(
    db: Database,
    artefact: Artefact,
    window: Window,
    telling: Telling,
    fit: Callable[[Row], Row] = lambda row: row,
) -> Generator[Message | Alike, None, int]:
    """The same of a ``Telling`` that tells (direction, contact, group, origin), those alike together.

    ``fit`` makes such rows of what is told where it is something else.
    """
    moment = telling.clock.moment
    opened = 0
    for acts, first, last, ticks, *what in told(db, artefact, window, telling):
        opened += acts
        if message := _message(instant, fit((0, first, *what))):
            yield alike(message, acts, last, ticks, moment)
    return opened


def calls(clock: Clock, rows: Iterable[Row]) -> Generator[Call, None, int]:
    """Calls of rows (id, time, direction, contact, seconds, origin)."""
    opened = 0
    for _, time, direction, contact, seconds, origin in rows:
        opened += 1
        if direction is not None and (at := clock.moment(time)):
            yield Call(at, DIRECTIONS[direction], _name(contact), _seconds(seconds), ORIGINS[origin])
    return opened


def contacts(clock: Clock, rows: Iterable[Row]) -> Generator[Contact, None, int]:
    """Contacts of rows (id, time, contact, declared age, origin); one whose origin is NULL is none."""
    opened = 0
    for _, time, contact, age, origin in rows:
        opened += 1
        if origin is not None and (at := clock.moment(time)):
            yield Contact(at, _name(contact), declared(age), ORIGINS[origin])
    return opened


def covers(db: Database, *columns: tuple[str, str, Clock]) -> Iterator[Covers]:
    """The first and last moment in the time columns (table, expression, clock), whatever the window.

    A time that is words or bytes lies in no window, so a row with one may be missing from what was counted.
    """
    reached: list[int] = []
    for table, column, clock in columns:
        held, strange = ends(db, f"{table} AS m", column, clock, strict=False)
        reached += held or ()
        if strange:
            db.doubt()
    if reached:
        yield Covers(MICROSECONDS.at(min(reached)), MICROSECONDS.at(max(reached)))


def declared(age: object) -> int | None:
    """An age as the app stores it, or None where it is no age of a person."""
    if isinstance(age, str) and age.isascii() and age.isdigit() and len(age) <= len(str(OLDEST)):
        age = int(age)
    return age if isinstance(age, int) and 0 < age <= OLDEST else None


def years(birth: datetime | None, at: datetime) -> int | None:
    """Full years between a declared birth date and a moment."""
    if birth is None:
        return None
    before = (at.month, at.day) < (birth.month, birth.day)
    return declared(at.year - birth.year - before)


def _literal(value: int | str) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _message(moment: Callable[[Any], datetime | None], row: Row) -> Message | None:
    _, time, direction, contact, group, origin = row
    if direction is None or not (at := moment(time)):
        return None
    who = contact if isinstance(contact, str) else _name(contact)
    place = group if isinstance(group, str) else ""
    return Message(at, DIRECTIONS[direction], who, bool(group), place, ORIGINS[origin])


def _name(contact: object) -> str:
    return "" if contact is None else str(contact)


def _seconds(value: object) -> int:
    return max(0, int(value)) if isinstance(value, int | float) and value < 10**9 else 0
