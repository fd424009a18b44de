"""What crosses into the locked worker and back, with its schema.

Into the worker go the descriptors of a batch's artefacts, the window, the reader's name, and
per question an indicator with its lists. Back come counts, for each artefact its own. A compromised worker
can send anything, so ``parse_replies`` takes nothing on trust: closed words, bounded
whole numbers, days inside the window, classes that the lists or the indicator
declare. What does not fit is ``Garbage``.
"""

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import cast

from inzage import observations
from inzage.artefact import Artefact, Window
from inzage.mandate import Question
from inzage.mandate.named import Named
from inzage.observations import OnThisDevice
from inzage.result import Count, Reason, Status, Tally
from inzage.watchlists.sizes import SizeSet
from inzage.worker import Garbage, Json

KINDS = frozenset(kind.__name__ for kind in observations.Observation.__args__)
"""Names of the observation kinds: the only keys that ``records`` may have."""

MOST = 2**32
"""No count of one artefact is larger, so that the sums over all that a check may open stay below 2**53:
every reader of our JSON holds integers up to there exactly."""


AGE = b"age-encryption.org/v1\n"
MOST_SEALED = 256 * 1024
"""Bytes: a bundle is a few kB; more than this is no bundle."""

NOBODY = Named()

_COUNTED = frozenset({Status.READ, Status.DEGRADED})
_ANSWERED = _COUNTED | {Status.UNREADABLE, Status.ABSENT, Status.ENCRYPTED}

_OF_FILES = frozenset(takewhile(lambda reason: reason is not Reason.NOT_IN_MANDATE, Reason))
"""Why a file could not be read: the first part of the list. Why a door stayed shut, no worker can know."""

_OF_READ = frozenset({None, Reason.LOG_REPLAYED, Reason.UNCHANGED, Reason.SIZE_NOT_LISTED})
"""What may be said of a file that was read whole."""


@dataclass(frozen=True, slots=True)
class OpenList:
    """A keyed list as the worker gets it: an open descriptor. ``benign``: a white list; it gives no class.

    ``algorithms``: of a list of digests, those that a file must be digested with. ``pictures``: a list of
    pictures, which goes to the worker that decodes and to no other. ``sizes``: of a list of digests, the sizes that
    its entries have (``size in sizes``); None: the list does not tell. A file of which no list that is not benign
    may have the size need not be read.
    """

    name: str
    version: str
    benign: bool
    classes: tuple[str, ...]
    descriptor: int
    algorithms: tuple[str, ...] = ()
    pictures: bool = False
    sizes: SizeSet | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to one artefact; ``labels``: the classes that may come back."""

    question: Question
    lists: tuple[OpenList, ...]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToSeal:
    """What a worker needs to seal a hit: the questions that end the reading, the police's key, and the occasion."""

    codes: tuple[str, ...]
    recipient: str
    occasion: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a worker said of one artefact, checked. ``sealed``: ciphertext, where a hit ended its reading."""

    status: Status
    reason: Reason | None = None
    rows: int = 0
    records: Mapping[str, int] = field(default_factory=dict)
    covers: tuple[date, date] | None = None
    columns_missing: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    sealed: bytes | None = None

    @classmethod
    def failed(cls, reason: Reason, status: Status = Status.UNREADABLE) -> "Tallied":
        """An artefact that gave no counts, and why."""
        return cls(status, reason)


def request(
    reader: str,
    window: Window,
    artefacts: Sequence[Artefact],
    asked: Sequence[Asked],
    list_key: bytes,
    *,
    shut: Named = NOBODY,
    seal: ToSeal | None = None,
) -> tuple[dict[str, Json], list[int]]:
    """The message for the artefacts of a batch, and the descriptors that go with it: of each its file and what lies
    beside it, then those of the lists. ``shut``: contacts that count nowhere.
    """
    lists = numbered(asked)
    place = {used.name: n for n, used in enumerate(lists)}
    message: dict[str, Json] = {
        "reader": reader,
        "window": [window.first.isoformat(), window.last.isoformat()],
        "artefacts": [_artefact(one) for one in artefacts],
        "shut": cast(dict[str, Json], shut.parameter),
        "lists": [_placed(one) for one in lists],
        "list_key": base64.b64encode(list_key).decode() if any(not one.pictures for one in lists) else "",
        "questions": [
            {
                "code": one.question.code,
                "indicator": one.question.indicator,
                "parameters": cast(dict[str, Json], dict(one.question.parameters)),
                "lists": [place[used.name] for used in one.lists],
            }
            for one in asked
        ],
        "seal": _seal(seal, lists) if seal else None,
    }
    files = [file for one in artefacts for file in (one.file, *(one.sidecars[name] for name in sorted(one.sidecars)))]
    return message, files + [used.descriptor for used in lists if not used.pictures]


def _artefact(artefact: Artefact) -> dict[str, Json]:
    return {
        "path": base64.b64encode(os.fsencode(artefact.untrusted_path)).decode(),
        "size": artefact.size,
        "modified": _instant(artefact.modified),
        "sure": artefact.sure,
        "digests": list(artefact.digests),
        "sidecars": [*sorted(artefact.sidecars)],
        "siblings": {name: _instant(at) for name, at in artefact.siblings.items()},
        "telling": artefact.telling,
        "near": [[n.list, n.place, n.frames, n.distance, n.quality] for n in artefact.near],
    }


def numbered(asked: Sequence[Asked]) -> list[OpenList]:
    """The lists of these questions, each once, in the order by whose numbers a request means them."""
    return list({used.name: used for one in asked for used in one.lists}.values())


def _placed(used: OpenList) -> Json:
    """Of a list of pictures its meaning and classes, for its entries stay away; the others lie at a descriptor."""
    return {"benign": used.benign, "classes": list(used.classes)} if used.pictures else None


def _seal(seal: ToSeal, lists: Sequence[OpenList]) -> dict[str, Json]:
    return {
        "codes": list(seal.codes),
        "recipient": seal.recipient,
        "occasion": cast(dict[str, Json], dict(seal.occasion)),
        "lists": [[used.name, used.version] for used in lists],
    }


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def parse_replies(
    reply: Mapping[str, Json], window: Window, asked: Sequence[Asked], artefacts: int, *, may_seal: bool = False
) -> tuple[Tallied, ...]:
    """What a worker said of each of so many artefacts, in their order; raises ``Garbage`` where any does not fit.

    With ``may_seal`` it may end before the last of them, and then ends in ciphertext.
    """
    said = reply.get("outcomes")
    if set(reply) != {"outcomes"} or not isinstance(said, list) or not 0 < len(said) <= artefacts:
        raise Garbage(found="schema")
    last = len(said) - 1
    told = tuple(_outcome(one, window, asked, may_seal=may_seal and at == last) for at, one in enumerate(said))
    if len(told) < artefacts and told[-1].sealed is None:
        raise Garbage(found="count")
    return told


def _outcome(said: Json, window: Window, asked: Sequence[Asked], *, may_seal: bool) -> Tallied:
    if not isinstance(said, dict):
        raise Garbage(found="schema")
    return parse_reply(said, window, asked, may_seal=may_seal)


def parse_reply(
    reply: Mapping[str, Json], window: Window, asked: Sequence[Asked], *, may_seal: bool = False
) -> Tallied:
    """The reply as counts, or ``Garbage`` where anything in it does not fit.

    ``may_seal``: a question was asked whose first act ends the reading, so that the answer may be ciphertext.
    """
    try:
        if may_seal and set(reply) == {"sealed"}:
            return _sealed(reply["sealed"])
        return _parse(reply, window, {one.question.code: one.labels for one in asked})
    except Garbage:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise Garbage(found="schema") from fault


def _parse(reply: Mapping[str, Json], window: Window, labels: Mapping[str, frozenset[str]]) -> Tallied:
    _need(set(reply) == {"status", "reason", "rows", "records", "covers", "columns_missing", "tallies"}, "fields")
    status = Status(str(reply["status"]))
    reason = Reason(str(reply["reason"])) if reply["reason"] is not None else None
    _need(status in _ANSWERED, "status")
    _need(reason in (_OF_READ if status is Status.READ else _OF_FILES - _OF_READ), "reason")
    records = _mapping(reply["records"])
    tallies = _mapping(reply["tallies"])
    _need(set(records) <= KINDS and set(tallies) <= set(labels), "names")
    _need(status in _COUNTED or not (records or tallies), "counts")
    return Tallied(
        status=status,
        reason=reason,
        rows=_count(reply["rows"]),
        records={kind: _count(n) for kind, n in records.items()},
        covers=_covers(reply["covers"]),
        columns_missing=_count(reply["columns_missing"]),
        tallies={code: _tally(cells, window, labels[code]) for code, cells in tallies.items()},
    )


def _sealed(value: Json) -> Tallied:
    """Opaque bytes in the form of an age file, of bounded size: more the broker cannot know, and need not."""
    ciphertext = base64.b64decode(str(value), validate=True)
    _need(ciphertext.startswith(AGE) and len(ciphertext) <= MOST_SEALED, "sealed")
    return Tallied(Status.NOT_REACHED, Reason.HALTED, sealed=ciphertext)


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise Garbage(found=what)


def _mapping(value: Json) -> dict[str, Json]:
    _need(isinstance(value, dict), "mapping")
    return value  # type: ignore[return-value]


def _count(value: Json) -> int:
    _need(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST, "count")
    return value  # type: ignore[return-value]


def _covers(value: Json) -> tuple[date, date] | None:
    if value is None:
        return None
    _need(isinstance(value, list) and len(value) == 2, "covers")  # noqa: PLR2004 - a pair
    first, last = (date.fromisoformat(str(day)) for day in value)  # type: ignore[union-attr]
    _need(first <= last, "covers")
    return first, last


def _tally(cells: Json, window: Window, labels: frozenset[str]) -> Tally:
    _need(isinstance(cells, list), "tally")
    counted: dict[Count, int] = {}
    for cell in cast(list[Json], cells):
        label, day, origin, n = cast(list[Json], cell)
        key = Count(str(label), date.fromisoformat(str(day)), OnThisDevice(str(origin)))
        _need(key.label in labels and window.first <= key.day <= window.last and key not in counted, "cell")
        counted[key] = _count(n)
        _need(counted[key] > 0, "cell")
    _need(sum(counted.values()) < MOST, "count")
    return Tally(counted)


def tally_to_json(tally: Tally) -> list[Json]:
    """A tally as rows of [class, day, origin, acts], ordered."""
    return [
        [cell.label, cell.day.isoformat(), cell.on_this_device.value, tally.cells[cell]] for cell in sorted(tally.cells)
    ]


def tallied_to_json(outcome: Tallied) -> dict[str, Json]:
    """The form in which a worker answers, and in which a journal keeps it."""
    return {
        "status": outcome.status.value,
        "reason": outcome.reason.value if outcome.reason else None,
        "rows": outcome.rows,
        "records": dict(sorted(outcome.records.items())),
        "covers": [day.isoformat() for day in outcome.covers] if outcome.covers else None,
        "columns_missing": outcome.columns_missing,
        "tallies": {code: tally_to_json(tally) for code, tally in sorted(outcome.tallies.items())},
    }
