"""One reading in a process of its own: prints CPU seconds, rows and the largest memory, in MB, of it or its workers.

CPU seconds, because they say the same on a machine that has other work; of a locked reading
those of the worker (made, locked, read and counted), without those of the warm process's start.

``bare``: Python's ``sqlite3`` and a loop that does nothing. ``told``: the same, each row to an
aware moment and a tuple, which is the least that a program must do to count per day.
``reader``: the reader in this process, each act by itself. ``counted``: read and counted in this process as
a worker does in a check, acts that are alike together. ``locked``: the same in a locked worker, with what
it costs to make and lock one; ``asked``: so too, with a question that looks at every act: of visits
their hour, of messages with whom, where one of 300 is meant; ``answers``: of visits, their hour and a list of places.
"""

import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from made_databases import FIRST, LAST, MADE
from made_lists import KEY, addresses

from inzage.artefact import Artefact, Window
from inzage.check.inside import Reading
from inzage.check.job import Asked, OpenList, request
from inzage.mandate import DataClass, Question
from inzage.mandate.named import token_of
from inzage.readers import all_readers
from inzage.watchlists import ListKind
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS

WINDOW = Window(FIRST, LAST)
_BURIAL = 0.5
"""Seconds in which the warm process buries its workers; only then is what they cost known here."""
_SALT = bytes(16)
_ORDINARY = tuple(f"place-{n}.example/" for n in range(10_000))
_ONE_OF_THEM = ("+31600000123", "31600000123@s.whatsapp.net")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def bare(reader: str, file: Path) -> int:
    """Rows of the plainest query."""
    rows = 0
    for _ in sqlite3.connect(file).execute(MADE[reader].bare):
        rows += 1
    return rows


def told(reader: str, file: Path) -> int:
    """The same, with a moment for each."""
    rows = 0
    for row in sqlite3.connect(file).execute(MADE[reader].bare):
        _ = (_EPOCH + timedelta(0, 0, row[1] >> 10), row[2], row[3] if len(row) > 3 else None)
        rows += 1
    return rows


def opened(file: Path) -> Artefact:
    """As a source hands it over."""
    return Artefact(file.name, os.open(file, os.O_RDONLY), file.stat().st_size, datetime(2026, 7, 1, tzinfo=UTC))


def reader(name: str, file: Path) -> int:
    """Observations of the reader in this process."""
    read = next(one.read for one in all_readers() if one.name == name)
    return sum(1 for seen in read(opened(file), WINDOW) if hasattr(seen, "at"))


def counted(name: str, file: Path) -> int:
    """Acts that a check counts."""
    read = next(one.read for one in all_readers() if one.name == name)
    reading = Reading(WINDOW, {})
    for seen in read(replace(opened(file), together=True, sieve=reading.sieve), WINDOW):
        reading.take(seen)
    return sum(reading.outcome().records.values())


def locked(name: str, file: Path, questions: Sequence[Asked] = ()) -> int:
    """The same in a worker, counted there."""
    message, descriptors = request(name, WINDOW, [opened(file)], questions, KEY)
    with Pool(READERS) as pool:
        pool.session().close()
        (told,) = cast(Any, pool.run(message, descriptors)["outcomes"])
        time.sleep(_BURIAL)
    assert len(told["tallies"]) == len(questions)
    assert all(told["tallies"].values()), "the question finds something"
    return sum(told["records"].values())


def asked(name: str, file: Path) -> int:
    """The same with a question."""
    hours = ("used_outside_hours", DataClass.BROWSING, {"van": 22, "tot": 6})
    named = {"salt": _SALT.hex(), "tokens": [token_of(_SALT, one) for one in _ONE_OF_THEM]}
    contact = ("banned_contact", DataClass.MESSAGE_METADATA, {"personen": named})
    indicator, door, parameters = hours if name.endswith("history") else contact
    question = Question("q", "b", indicator, (door,), (), None, "?", "?", parameters)
    return locked(name, file, (Asked(question, (), frozenset()),))


def answers(name: str, file: Path) -> int:
    """A history with both questions that look at visits: the hour of each, and a list of ten thousand places.

    On the list stand a host and a page of it, of the fifteen hundred hosts that the history has.
    """
    of_history = ["www.site-7.example/section-7/an-article-with-a-long-name-7", "site-8.example/"]
    places = OpenList("places", "1", False, ("voorbeeld",), addresses([*of_history, *_ORDINARY]))
    door = (DataClass.BROWSING,)
    hours = Question("h", "b", "used_outside_hours", door, (), None, "?", "?", {"van": 22, "tot": 6})
    listed = Question("l", "b", "visits_listed_place", door, (), ListKind.ADDRESSES, "?", "?", {})
    return locked(name, file, (Asked(hours, (), frozenset()), Asked(listed, (places,), frozenset())))


def nothing() -> None:
    """What a warm process and one worker cost that read nothing."""
    with Pool(READERS) as pool:
        pool.session().close()
        time.sleep(_BURIAL)


def spent() -> float:
    """CPU seconds of this process and of those that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


WAYS: dict[str, Callable[[str, Path], int]] = {
    "bare": bare,
    "told": told,
    "reader": reader,
    "counted": counted,
    "locked": locked,
    "asked": asked,
    "answers": answers,
}
LOCKED = ("locked", "asked", "answers")


OF_THE_ROWS = ("bare", "told")
"""Ways that know no reader."""


def main(way: str, name: str, file: str) -> None:
    """Read once and print."""
    all_readers()
    start = spent()
    if way in LOCKED:
        nothing()
    before = spent()
    rows = WAYS[way](name if way in OF_THE_ROWS else name.split(maxsplit=1)[0], Path(file))
    seconds = spent() - before - (before - start)
    who = resource.RUSAGE_CHILDREN if way in LOCKED else resource.RUSAGE_SELF
    print(seconds, rows, resource.getrusage(who).ru_maxrss // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
