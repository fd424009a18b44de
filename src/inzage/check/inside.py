"""What happens inside the lock: one reader over the artefacts of a batch, observations into tallies.

Observations are born and die here. ``handle`` is the worker's handler; it takes
what ``job.request`` made and answers what ``job.parse_replies`` checks.
"""

import base64
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast, get_args

from inzage.artefact import AMSTERDAM, Artefact, Near, Sieve, Window
from inzage.check.hit import Sealer
from inzage.check.job import NOBODY, Tallied, tallied_to_json
from inzage.formats import age_statements
from inzage.indicators import Counted, Heeding, Indicator, Registered, all_indicators
from inzage.mandate.named import Named
from inzage.observations import (
    Alike,
    Beyond,
    Columns,
    Covers,
    Degraded,
    Dirty,
    Observation,
    Opened,
    Remark,
    Rest,
    Visit,
)
from inzage.readers import Reader, all_readers
from inzage.record import sealing
from inzage.result import OneByOne, Reason, Status, Tally, Unreadable
from inzage.watchlists import Lookup, Meaning
from inzage.watchlists.hosts import Hosts
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.near import PicturePlaces
from inzage.worker import Reply, Request

_KINDS: tuple[type, ...] = get_args(Observation)
_READERS: Mapping[str, Reader] = {reader.name: reader for reader in all_readers()}
_INDICATORS: Mapping[str, Registered] = {made.name: made for made in all_indicators()}


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Read the artefacts of a batch, one after another, and count. Runs inside the lock; answers counts alone.

    A hit ends it: what follows is not read.
    """
    message = cast(dict[str, Any], request)
    artefacts, rest = artefacts_of(message, descriptors)
    lists = lists_of(message, rest)
    sealer = Sealer.of(message, lists)
    outcomes: list[dict[str, Any]] = []
    for artefact in artefacts:
        outcomes.append(_counted(artefact, message, lists, sealer))
        if "sealed" in outcomes[-1]:
            break
    return cast(Reply, {"outcomes": outcomes})


def _counted(
    artefact: Artefact, message: Mapping[str, Any], lists: Sequence[Lookup], sealer: Sealer | None
) -> dict[str, Any]:
    """One artefact, by detectors of its own: nothing of the one before it is left."""
    reader = _READERS[message["reader"]]
    window = Window(*(date.fromisoformat(day) for day in message["window"]))

    def read(*, together: bool) -> dict[str, Any]:
        reading = Reading(window, questions_of_request(message, lists, window), Named.of(message["shut"]))
        sieve = reading.sieve if together else None
        for seen in reader.read(replace(artefact, together=together, sieve=sieve), window):
            reading.take(seen)
            if sealer is not None and (label := reading.met(sealer.codes)) is not None:
                return sealer.reply(artefact, seen, label)
        return tallied_to_json(reading.outcome())

    return _answered(read, together=sealer is None)


def _answered(read: Callable[..., dict[str, Any]], *, together: bool) -> dict[str, Any]:
    """What was read, or why not; from the start again, act by act, where it could not be told together."""
    try:
        return read(together=together)
    except OneByOne:
        return _answered(read, together=False)
    except Unreadable as fault:
        return tallied_to_json(_unreadable(fault.reason))
    except MemoryError:
        return tallied_to_json(Tallied.failed(Reason.NO_MEMORY))


class Sight:
    """What of an artefact may be looked at at all: acts in the days of the window, not with those kept out of sight."""

    def __init__(self, window: Window, shut: Named = NOBODY) -> None:
        self._start, self._end = window.start.astimezone(UTC), window.end.astimezone(UTC)
        self._shut = shut if shut.tokens else None

    def spans(self, seen: Alike) -> bool:
        """Do all of them lie in the days of the window?"""
        return self._start <= seen.first.at and seen.last < self._end

    def of(self, seen: Observation) -> bool:
        """May it be counted? If not, not even its number may leave: a day, or a lawyer or doctor, not to be read."""
        if not self._start <= seen.at < self._end:
            return False
        return self._shut is None or not self._shut.holds(getattr(seen, "untrusted_contact", ""))


class Reading:
    """The running counts of one artefact: feed it what the reader yields, then ask the outcome."""

    def __init__(self, window: Window, asked: Mapping[str, tuple[Registered, Indicator]], shut: Named = NOBODY) -> None:
        self._sight = Sight(window, shut)
        self._asked = asked
        self._rows = 0
        self._missing = 0
        self._degraded = False
        self._beyond = False
        self._dirty: Dirty | None = None
        self._covers: tuple[datetime, datetime] | None = None
        self._tallies: dict[str, Tally] = {}
        self._acts: dict[str, list[Any]] = {code: [] for code in asked}
        self._numbers: dict[str, list[tuple[Counted, int]]] = {code: [] for code in asked}
        self._records: dict[type, int] = dict.fromkeys(_KINDS, 0)
        self._asking: dict[type, list[tuple[Callable[[Any], Iterator[Counted]], list[Any], bool]]] = {}

    @property
    def sieve(self) -> Sieve | None:
        """What these questions look at of visits; None where one of them looks at every one."""
        of_visits = [one for one in self._asked.values() if issubclass(Visit, one[0].observes)]
        heeding = [indicator for _, indicator in of_visits if isinstance(indicator, Heeding)]
        if not all(registered.hourly or isinstance(indicator, Heeding) for registered, indicator in of_visits):
            return None
        heeded = Hosts.of_all(one.hosts for one in heeding).known if heeding else None
        return Sieve(heeded, hours=any(registered.hourly for registered, _ in of_visits))

    def take(self, seen: Observation | Alike | Rest | Remark) -> None:
        """Count an observation for every question that asks for its kind; note a remark."""
        kind = type(seen)
        asking = self._asking.get(kind)  # once for every act of a carrier: by its kind, without asking each question
        if asking is None and kind in self._records:
            asking = self._asked_of(kind)
        if asking is None:
            self._several(seen)  # type: ignore[arg-type]
        elif self._sight.of(seen):  # type: ignore[arg-type]
            self._records[kind] += 1
            for observe, acts, _ in asking:
                acts.extend(observe(seen))

    def _several(self, seen: Alike | Rest | Remark) -> None:
        match seen:
            case Alike():
                self._together(seen)
            case Rest():
                self._rest(seen)
            case _:
                self._note(seen)

    def _rest(self, seen: Rest) -> None:
        """Acts that nobody looks at: those who ask for the hour are asked of the sample, for all of them."""
        if self._sight.of(seen.sample):
            self._records[type(seen.sample)] += seen.acts
            for code, (registered, indicator) in self._asked.items():
                if registered.hourly:
                    self._numbers[code].extend((act, seen.acts) for act in indicator.observe(seen.sample))

    def _together(self, seen: Alike) -> None:
        """Acts alike: one of them asks whom the moment does not matter to, all of them the others."""
        if not self._sight.spans(seen):
            for one in seen.each():
                self.take(one)
        elif self._sight.of(seen.first):
            kind = type(seen.first)
            self._records[kind] += seen.acts
            for observe, acts, timeless in self._asked_of(kind):
                if timeless:
                    said = list(observe(seen.first))
                    acts.extend((label, at, origin) for label, _, origin in said for at in seen.moments())
                else:
                    acts.extend(act for one in seen.each() for act in observe(one))

    def _asked_of(self, kind: type) -> list[tuple[Callable[[Any], Iterator[Counted]], list[Any], bool]]:
        """``_questions``, worked out for the kinds alone that are met: of an artefact that is one or two."""
        if kind not in self._asking:
            self._asking[kind] = list(self._questions(kind))
        return self._asking[kind]

    def _questions(self, kind: type) -> Iterator[tuple[Callable[[Any], Iterator[Counted]], list[Any], bool]]:
        """The detectors that observe this kind, each with its acts so far, and: is it timeless?"""
        for code, (registered, indicator) in self._asked.items():
            if issubclass(kind, registered.observes):
                yield indicator.observe, self._acts[code], registered.timeless

    def _note(self, remark: Remark) -> None:
        match remark:
            case Opened(rows):
                self._rows += rows
            case Covers(first, last):
                known = self._covers or (first, last)
                self._covers = (min(known[0], first), max(known[1], last))
            case Degraded():
                self._degraded = True
            case Beyond():
                self._beyond = True
            case Dirty():
                self._dirty = remark
            case Columns(absent, _):
                self._missing += len(absent)
            case _:
                raise TypeError("no observation and no remark")

    def met(self, codes: Iterable[str]) -> str | None:
        """The class of the first act that any of these questions has by now; None where there is none."""
        return next((str(act[0]) for code in codes for act in self._acts[code]), None)

    def outcome(self) -> Tallied:
        """Everything counted, and nothing else. Ask once: what shows only at the end is added here."""
        for code, (_, indicator) in self._asked.items():
            self._acts[code] += indicator.conclude()
        status, reason = self._state()
        return Tallied(
            status=status,
            reason=reason,
            rows=self._rows,
            records={kind.__name__: times for kind, times in self._records.items() if times},
            covers=_days(self._covers),
            columns_missing=self._missing,
            tallies={code: self._tally(code) for code in self._asked},
        )

    def _tally(self, code: str) -> Tally:
        one_by_one, numbers = Tally.of(self._acts[code]), self._numbers[code]
        return one_by_one + Tally.of_numbers(numbers) if numbers else one_by_one

    def _state(self) -> tuple[Status, Reason | None]:
        if self._dirty and not self._dirty.replayed:
            return Status.DEGRADED, Reason.LOG_NOT_REPLAYED
        if self._degraded:
            return Status.DEGRADED, Reason.DAMAGED
        if self._beyond:
            return Status.DEGRADED, Reason.NOT_READ_HERE
        return Status.READ, Reason.LOG_REPLAYED if self._dirty else None


def _days(covers: tuple[datetime, datetime] | None) -> tuple[date, date] | None:
    return (_day(covers[0]), _day(covers[1])) if covers else None


def _day(at: datetime) -> date:
    try:
        return at.astimezone(AMSTERDAM).date()
    except OverflowError:  # the last hour of time itself, which a carrier can claim
        return at.date()


def _unreadable(reason: Reason) -> Tallied:
    if reason is Reason.OTHER_KIND:
        return Tallied.failed(reason, Status.ABSENT)
    return Tallied.failed(reason, Status.ENCRYPTED if reason is Reason.ENCRYPTED else Status.UNREADABLE)


def artefacts_of(message: Mapping[str, Any], descriptors: Sequence[int]) -> tuple[list[Artefact], Sequence[int]]:
    """The artefacts of a request, each with its own descriptors; and those that are left, of the lists."""
    made, at = [], 0
    for told in message["artefacts"]:
        end = at + 1 + len(told["sidecars"])
        made.append(_artefact(told, descriptors[at:end]))
        at = end
    return made, descriptors[at:]


def _artefact(told: Mapping[str, Any], descriptors: Sequence[int]) -> Artefact:
    return Artefact(
        untrusted_path=os.fsdecode(base64.b64decode(told["path"])),
        file=descriptors[0],
        size=told["size"],
        modified=_instant(told["modified"]),
        sidecars=dict(zip(told["sidecars"], descriptors[1:], strict=True)),
        siblings={name: datetime.fromisoformat(at) for name, at in told["siblings"].items()},
        sure=told["sure"],
        digests=tuple(told["digests"]),
        telling=told["telling"],
        near=tuple(Near(*one) for one in told["near"]),
    )


def _instant(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None


def lists_of(message: Mapping[str, Any], descriptors: Sequence[int]) -> list[Lookup]:
    """The lists of a request, opened at the descriptors that came with it."""
    key, at = base64.b64decode(message["list_key"]), iter(descriptors)
    return [
        KeyedList.open(next(at), key) if told is None else _places(number, told)
        for number, told in enumerate(message["lists"])
    ]


def _places(number: int, told: Mapping[str, Any]) -> PicturePlaces:
    return PicturePlaces(number, Meaning.BENIGN if told["benign"] else Meaning.LISTED, told["classes"])


def questions_of_request(
    message: Mapping[str, Any], lists: Sequence[Lookup], window: Window
) -> dict[str, tuple[Registered, Indicator]]:
    """The detectors of a request, made anew for this artefact."""
    made = {}
    for asked in message["questions"]:
        registered = _INDICATORS[asked["indicator"]]
        mine = [lists[n] for n in asked["lists"]]
        made[asked["code"]] = (registered, registered.make(mine, asked["parameters"], window))
    return made


def warm() -> None:
    """Load before the lock what Python would otherwise load inside it."""
    sealing.warm()
    age_statements.rules()
    datetime.now(AMSTERDAM).isoformat()
