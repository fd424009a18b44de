"""Files in the lists that a program itself keeps in its jump list (``customDestinations-ms``).

Windows 7 and later: a head, then categories, each closed by the mark ``abfbbfba``: named by the
program (kind 0: name, number of shortcuts, shortcuts), known to Windows (1: a number alone, the
entries stand elsewhere) or tasks (2: shortcuts to what the program can do). A shortcut's length is
not told; it reaches to the next one or to the mark.

An act is a shortcut in a category that the program named and that points to a file. No acts are:
tasks, folders, and shortcuts to a program (most browsers: the address stands in its arguments,
behind another door). **When**: such a list keeps no moment of its own, so it is the list's last
change: *the file stood in it then*, and was opened before. Without that moment there is no act, and
what is counted is a lower bound. ``rows``: shortcuts in named categories, if the moment lies inside
the window; tasks are not read.

The same opening often stands in ``Recent`` and in ``AutomaticDestinations`` too: the counts of these
readers are not to be added up.

**On this device**: yes; a program writes what was opened at this screen. The folder travels with a
roaming profile of an organisation's network, which does not show. Met three real lists: of named
categories (two folders), of tasks alone, and empty.

References: artefact facts 9; [MS-SHLLINK]; https://github.com/libyal/dtformats (Jump lists format)
"""

import codecs
import io
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.shortcuts import MAGIC, Shortcut, shortcut
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

MOST = 16 * 1024 * 1024
"""Bytes of a list; real ones stay below one megabyte."""

_FORM, _HEAD = 2, 12
_CLOSED = bytes.fromhex("abfbbfba")
_BEGINS = MAGIC[4:] + MAGIC
_NAMED, _KNOWN, _TASKS = range(3)
_PROGRAMS = (".exe", ".com", ".bat", ".cmd", ".lnk", ".msc", ".scr")

codecs.lookup("utf-16-le")  # a locked process can no longer load a codec


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("CustomDestinations/*.customDestinations-ms",),
    met_real=True,
)
def custom_destinations(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that stood in a program's own lists, if these were written inside the window."""
    dated, at = Dated(window), last_seen(artefact)
    links, whole = _links(artefact)
    for link in links:
        whole &= at is not None
        if not dated.inside(at) or at is None:
            continue
        found = _shortcut(link)
        whole &= found is not None
        if found and _is_file(found):
            yield FileTouched(at, found.untrusted_target, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _is_file(found: Shortcut) -> bool:
    target = found.untrusted_target.casefold()
    return bool(target) and not found.folder and not target.endswith(_PROGRAMS)


def _shortcut(link: bytes) -> Shortcut | None:
    try:
        return shortcut(io.BytesIO(link))
    except Unreadable as fault:
        if fault.reason is Reason.LIBRARY_MISSING:
            raise
        return None


def _links(artefact: Artefact) -> tuple[list[bytes], bool]:
    """The shortcuts of named categories, and whether the list is whole."""
    data = content(artefact, MOST)
    form, categories = _number(data, 0), _number(data, 4)
    if form != _FORM or len(data) < _HEAD:
        raise refused(artefact, Reason.TRUNCATED if form == _FORM else Reason.DAMAGED)
    found: list[bytes] = []
    place = _HEAD
    for _ in range(categories):
        kind = _number(data, place)
        place, count = _opened(data, place + 4, kind)
        held, place = _category(data, place, count)
        found += held if kind == _NAMED else []
        if kind not in (_NAMED, _KNOWN, _TASKS) or len(held) < count or data[place : place + 4] != _CLOSED:
            return found, False
        place += len(_CLOSED)
    return found, True


def _opened(data: bytes, place: int, kind: int) -> tuple[int, int]:
    """Where a category's shortcuts begin, and how many there are."""
    if kind == _NAMED:
        place += 2 + 2 * int.from_bytes(data[place : place + 2], "little")
    return place + 4, 0 if kind == _KNOWN else _number(data, place)


def _category(data: bytes, place: int, count: int) -> tuple[list[bytes], int]:
    """The shortcuts of one category, as far as they are there, and where it ends."""
    found: list[bytes] = []
    while len(found) < count and data.startswith(_BEGINS, place):
        begin = place + len(_BEGINS) - len(MAGIC)
        mark = data.find(_CLOSED, begin)
        after = data.find(_BEGINS, begin, mark) if mark > 0 and len(found) + 1 < count else -1
        after = mark if after < 0 else after
        if after < 0:
            break
        found.append(data[begin:after])
        place = after
    return found, place


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")
