"""From mandate and order to doors. Pure: nothing is opened, nothing is read from disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from inzage.check import VALIDATION, Budget, Door, Plan, Similar
from inzage.mandate import CheckOrder, DataClass, Mandate, Permit, Question, Refusal
from inzage.mandate.decide import decide
from inzage.observations import MediaLook
from inzage.readers import Reader
from inzage.result import Mark, Reason
from inzage.watchlists.false_alarms import at_plan

MOST_MEDIA = 2_000_000
"""Artefacts that may be opened where the mandate names media digests: a telephone holds a hundred thousand pictures."""


@dataclass(frozen=True, slots=True)
class ListsAtHand:
    """What the organisation's lists can give: question → (list, version) pairs, or why none.

    ``pictures``: question → how many entries its lists of pictures hold against which each picture is compared.
    """

    used: Mapping[str, tuple[tuple[str, str], ...]]
    lacking: Mapping[str, Reason]
    pictures: Mapping[str, int] = field(default_factory=dict)


def make_plan(
    mandate: Mandate,
    order: CheckOrder | None,
    questions: Sequence[Question],
    readers: Sequence[Reader],
    lists: ListsAtHand,
    *,
    on: date,
    previous: date | None = None,
    budget: Budget | None = None,
    marks: tuple[Mark, ...] = (),
    observes: Mapping[str, Sequence[type]] | None = None,
) -> Plan:
    """The doors that open on day ``on``, those that stay closed, and the questions that are moot.

    ``previous``: the day of the previous check under this mandate; acts before it
    were looked at then, so the window starts there. ``observes``: indicator → kinds of
    observation it counts; a reader that gives none of them is not opened for its question.
    """
    similar = _similar(lists)
    lists = replace(lists, lacking={**lists.lacking, **_too_many(similar)})
    decisions = [decide(mandate, data_class, q, on) for q in questions for data_class in q.opens]
    permits = [d for d in decisions if isinstance(d, Permit) and d.question not in lists.lacking]
    wanted = {q.code: set(observes[q.indicator]) for q in questions} if observes is not None else {}
    doors = list(_doors(permits, readers, wanted))
    if mandate.validation:
        doors += _every_door(mandate, readers)
    return Plan(
        mandate=mandate,
        order=order,
        on=on,
        questions=tuple(questions),
        doors=tuple(sorted(doors, key=lambda d: (d.stage, d.reader, d.question))),
        refusals=tuple(d for d in decisions if isinstance(d, Refusal)),
        moot={q.code: lists.lacking[q.code] for q in questions if q.code in lists.lacking},
        window=window_of(mandate, on, previous) if doors else None,
        budget=budget or _budget(doors),
        lists={name: version for pairs in lists.used.values() for name, version in pairs},
        marks=marks,
        similar=similar,
    )


def _budget(doors: Sequence[Door]) -> Budget:
    """Of files of media, which are looked at in passing, there may be a hundred times as many as of all others."""
    media = any(door.data_class is DataClass.MEDIA_DIGESTS for door in doors)
    return Budget(artefacts=MOST_MEDIA) if media else Budget()


def _similar(lists: ListsAtHand) -> Similar | None:
    """What the measured bound allows. All lists count for each question: a picture is compared with all at once."""
    asking = tuple(code for code in lists.pictures if code not in lists.lacking)
    if not asking:
        return None
    allowed = at_plan(sum(lists.pictures[code] for code in asking))
    pictures = allowed.pictures if allowed.runs else 0
    return Similar(asking, pictures, allowed.entries, allowed.sentence("nl"), allowed.sentence("en"))


def _too_many(similar: Similar | None) -> Mapping[str, Reason]:
    if similar is None or similar.pictures:
        return {}
    return dict.fromkeys(similar.questions, Reason.FALSE_ALARMS)


def window_of(mandate: Mandate, on: date, previous: date | None = None) -> tuple[date, date]:
    """First and last day that may be read: never before the period, never before the last check."""
    first = max(mandate.period.first, _back(on, mandate.manner.window_days - 1))
    if previous is not None:
        first = max(first, min(previous, on))
    return first, on


def _back(on: date, days: int) -> date:
    return date.min if days >= on.toordinal() else on - timedelta(days=max(days, 0))


def _doors(permits: Iterable[Permit], readers: Sequence[Reader], wanted: Mapping[str, set[type]]) -> Iterator[Door]:
    """Each reader behind a permitted door; one that gives nothing the question counts would serve nobody."""
    for permit in permits:
        for reader in readers:
            useful = permit.question not in wanted or wanted[permit.question] & reader.yields
            if useful and reader.opens == permit.data_class:
                yield Door(permit.question, reader.name, permit.data_class)


def _every_door(mandate: Mandate, readers: Sequence[Reader]) -> Iterator[Door]:
    """What decodes pictures stays shut: without a list to compare with it can say nothing."""
    allowed: frozenset[DataClass] = frozenset(mandate.manner.data_classes)
    for reader in readers:
        if reader.opens in allowed and MediaLook not in reader.yields:
            yield Door(VALIDATION, reader.name, reader.opens)
