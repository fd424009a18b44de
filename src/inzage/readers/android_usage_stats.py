"""Apps that were used on an Android device, by the system's own day files (``usagestats/daily``).

Text XML up to Android 9; a protocol buffer from Android 10 on, with the apps' names in it, and from 11
on with numbers in their place, whose names stand in another file. A file is called after its
first moment (Unix milliseconds), and its times count from there.

An act is one use of an app, as ``formats.foreground`` finds it. ``times`` is 1; 0 where the device was locked or
had just started, since it then brings apps in front by itself. ``rows``: all events inside the window, of
any type. Where there are only numbers the reading is a lower bound: no app, so no act. The files of
a week, month and year sum up the same days and stay shut.

**On this device**: yes; the system watches the phone it is on. About a week of days is kept. The
start screen is an app too (class *other*). Has not yet met a real file.

References: artefact facts 5; ALEAPP ``usagestats.py``; https://android.googlesource.com/platform/frameworks/base/
(``UsageStatsXmlV1.java``, ``core/proto/android/server/usagestatsservice.proto``, ``usagestatsservice_v2.proto``)
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.foreground import uses
from inzage.formats.markup import Attributes, Markup
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.programs import program_kind
from inzage.formats.protobuf import Broken, fields, signed
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader

_IN_FRONT = 1
_POOL, _EVENTS, _STRINGS = 2, 22, 2
_NAMED = {"app": 2, "time": 5, "type": 7}
_NUMBERED = {"time": 3, "type": 5}
_DIGITS = 18
_CHECKED_IN = "-c"
"""Behind the name of a file that the system has sent in once: the day is the same."""


class _Event(NamedTuple):
    """What happened: when, of which type, with which app (empty where the file does not name it)."""

    at: datetime | None
    type: int
    app: str


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("usagestats/daily/*", "usagestats/*/daily/*"),
    copies=("usagestats/daily/*.bak", "usagestats/*/daily/*.bak"),
)
def android_usage_stats(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the uses of apps inside the window."""
    begin = _number(artefact.untrusted_path.rpartition("/")[2].removesuffix(_CHECKED_IN))
    if not unix_millis(begin):
        raise refused(artefact)
    events, whole = _events(artefact, begin)
    dated = Dated(window)
    for event in events:
        dated.inside(event.at)
    for at, app, times in uses(events):
        if window.start <= at < window.end:
            yield ProgramRun(at, program_kind(app), app, times, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole or any(event.type == _IN_FRONT and not event.app for event in events):
        yield Degraded()


def _events(artefact: Artefact, begin: int) -> tuple[list[_Event], bool]:
    """The events in the order in which they stand (that of time), and whether they are whole."""
    if content(artefact).lstrip().startswith(b"<"):
        markup = Markup(artefact)
        told = [_from_markup(held, begin) for name, held in markup.elements if name == "event"]
        return told, not markup.degraded
    try:
        return _from_message(content(artefact), begin), True
    except Broken:
        raise refused(artefact) from None


def _from_markup(held: Attributes, begin: int) -> _Event:
    at = unix_millis(begin + _number(held.get("time", "")))
    return _Event(at, _number(held.get("type", "")), held.get("package", ""))


def _from_message(untrusted: bytes, begin: int) -> list[_Event]:
    """In the older form field 2 holds the names, in the newer one it is a version's number."""
    held = list(fields(untrusted))
    pool = next((value for number, value in held if number == _POOL and isinstance(value, bytes)), None)
    names = [value for number, value in fields(pool or b"") if number == _STRINGS and isinstance(value, bytes)]
    messages = [value for number, value in held if number == _EVENTS and isinstance(value, bytes)]
    places = _NUMBERED if pool is None else _NAMED
    return [_one(message, places, names, begin) for message in messages]


def _one(message: bytes, places: Mapping[str, int], names: list[bytes], begin: int) -> _Event:
    held = {number: value for number, value in fields(message) if isinstance(value, int)}
    app = held.get(places.get("app", 0), 0)
    name = names[app - 1].decode("utf-8", "replace") if 0 < app <= len(names) else ""
    return _Event(unix_millis(begin + signed(held.get(places["time"], 0))), held.get(places["type"], 0), name)


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= _DIGITS else 0
