"""From rows of a communication database to what was said: behind the door of content alone.

Every query selects, in one fixed order: row id, time, direction, contact, group, text, origin.
The circumstances are those of ``correspondence.messages``; ``direction`` is NULL in a row
that is no act. A message without words (a picture, a sound, one that was taken back) gives
nothing here; that it was sent, the reader of circumstances says.

A text is kept up to ``LONGEST`` characters. A longer one is cut, and the reading a lower bound.

References: https://www.rfc-editor.org/rfc/rfc8259 (the texts that some apps keep as JSON)
"""

import json
from collections.abc import Callable, Generator, Iterable, Iterator

from inzage.formats.clocks import Clock
from inzage.formats.sqlite import Database, Row, Value
from inzage.observations import DIRECTIONS, ORIGINS, MessageText

LONGEST = 64 * 1024
"""Characters of one text."""


def texts(db: Database, clock: Clock, rows: Iterable[Row]) -> Generator[MessageText, None, int]:
    """What was said, of rows (id, time, direction, contact, group, text, origin); returns the rows opened."""
    moment = clock.moment
    opened = 0
    for _, time, direction, contact, group, said, origin in rows:
        opened += 1
        if direction is not None and isinstance(said, str) and said.strip() and (at := moment(time)):
            way, where = DIRECTIONS[direction], ORIGINS[origin]
            yield MessageText(at, way, _name(contact), bool(group), _bounded(db, said), where)
    return opened


def circumstances(change: Callable[[Row], Row]) -> Callable[[Row], Row]:
    """A change of (id, time, direction, contact, group, origin), made on rows that hold a text as well."""

    def changed(row: Row) -> Row:
        *before, said, origin = row
        *after, origin = change((*before, origin))
        return (*after, said, origin)

    return changed


def from_json(db: Database, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows whose text is the member ``text`` of a JSON object; where there is no such object, in doubt."""
    for row in rows:
        *before, said, origin = row
        if row[2] is not None and isinstance(said, str) and said.strip():
            said = _member(db, said)
        yield (*before, said, origin)


def _member(db: Database, untrusted: str) -> Value:
    try:
        held = json.loads(untrusted)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        db.doubt()
        return None
    said = held.get("text")
    return _encodable(said) if isinstance(said, str) else None


def _encodable(text: str) -> str:
    """JSON may name half a character (``\\ud83d`` alone), which no encoding can write."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _bounded(db: Database, said: str) -> str:
    if len(said) > LONGEST:
        db.doubt()
    return said[:LONGEST]


def _name(contact: object) -> str:
    return "" if contact is None else str(contact)
