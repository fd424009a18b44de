"""When the next check under a condition is due, why, and in which window its day may be drawn.

The court says how often at most; nothing falls due by that alone. A day comes from the officer: by which the first
check is to be done, a re-check that was decided on, or a frequency, which the court's maximum caps. Of days that were
chosen and frequencies the newest counts, and a day from before the last check has had its turn; the first check is on
the day that was chosen for it. Nobody is ranked: the order is of days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID, uuid5

from inzage.evaluation.capacity.frequencies import Frequency, inside, lawful_from
from inzage.evaluation.capacity.spread import SPREAD, Window, window
from inzage.register.checks_done import NOTHING, Past, pasts
from inzage.register.guards import MONTHS, back
from inzage.register.models import Record
from inzage.register.zones import day_of

Why = Literal["first", "officer", "frequency", ""]
"""Where a day comes from: the first check, a later day of the officer's, a frequency; empty where there is none."""
RECHECK, FREQUENCY, DRAW = "vervolg", "controlefrequentie", "trekking"
HOLDS, SIGNED = "vastgesteld", "ondertekend"
SOME = 400
"""Conditions asked of at once."""
FAR = 4
"""Links from a decision to its condition, at most: decision, finding, check, condition."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day by which, as the officer chose it: when that was written down, and the day that it counts from."""

    due: date
    why: Why
    written: datetime
    since: date


@dataclass(frozen=True, slots=True)
class Often:
    """The officer's frequency, and when it was written down."""

    frequency: Frequency
    written: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around one condition: checks, re-checks decided on, the officer's frequency, draws."""

    past: Past
    rechecks: tuple[Chosen, ...]
    often: Often | None
    draws: tuple[Record, ...]
    signed: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """The next check under a condition, as it stands today.

    ``due``: its last day; None where nobody set one. ``interval``: days between checks by which the window was made.
    ``frequency``: the officer's inside the court's; ``capped``: more was asked than the court allows. ``used``: of
    the court's number, in its period up to today. ``window``: the days that may be drawn, None where there is none.
    ``key``: of the draw of this turn, made or not; ``drawn``: that draw; ``number``: how many there were, itself too.
    """

    condition: Record
    signed: bool
    last: date | None
    due: date | None
    why: Why
    court: Frequency | None
    frequency: Frequency | None
    capped: bool
    used: int
    planned: date | None
    missed: tuple[date, str] | None
    interval: float
    window: Window | None
    key: UUID
    drawn: Record | None
    number: int

    @property
    def left(self) -> int:
        """Checks that the court's number still allows in its period up to today."""
        return max(0, self.court.times - self.used) if self.court else 0

    @property
    def plannable(self) -> bool:
        """Whether a check can be planned: two people signed the order, and its number is not used up."""
        return self.signed and self.left > 0


def turns(conditions: Sequence[Record], today: date) -> list[Turn]:
    """One for each condition (its newest version), in the order given."""
    return [turn for start in range(0, len(conditions), SOME) for turn in _some(conditions[start:][:SOME], today)]


def _some(conditions: Sequence[Record], today: date) -> Iterator[Turn]:
    roots = [condition.root for condition in conditions]
    past, rechecks, often = pasts(roots), _rechecks(conditions), _frequencies(roots)
    draws, signed = _draws(roots), signed_orders(conditions)
    for each in conditions:
        known = past.get(each.root, NOTHING), rechecks[each.root], often.get(each.root), draws[each.root]
        yield _turn(each, Around(*known, each.about_id in signed), today)


def _turn(condition: Record, around: Around, today: date) -> Turn:
    court = _court(condition)
    last = around.past.last(today)
    frequency = inside(around.often.frequency, court) if around.often and court else None
    chosen = _chosen(condition, around, frequency, last)
    missed = around.past.missed_since(last)
    key = uuid5(condition.root, f"{DRAW}/{last}/{len(missed)}/{chosen.due if chosen else ''}")
    interval = _interval(chosen, frequency)
    return Turn(
        condition=condition,
        signed=around.signed,
        last=last,
        due=chosen.due if chosen else None,
        why=chosen.why if chosen else "",
        court=court,
        frequency=frequency,
        capped=bool(around.often and frequency and around.often.frequency != frequency),
        used=_used(around.past, court, today),
        planned=next(iter(around.past.planned), None),
        missed=missed[-1] if missed else None,
        interval=interval,
        window=_window(condition, around, chosen, interval, today),
        key=key,
        drawn=next((draw for draw in around.draws if draw.id == key), None),
        number=len(around.draws) + (0 if any(draw.id == key for draw in around.draws) else 1),
    )


def _court(condition: Record) -> Frequency | None:
    terms = condition.data.get("parameters", {}).get("frequency")
    return Frequency(terms["at_most"], terms["per"]) if terms else None


def _chosen(condition: Record, around: Around, frequency: Frequency | None, last: date | None) -> Chosen | None:
    """The newest of what the officer chose and has not had its turn.

    A day beside the condition was met by any check after it was written down, be it well before that day.
    """
    begin = max(date.fromisoformat(condition.data["from"]), day_of(condition.happened))
    if condition.due and last is None:
        return Chosen(condition.due, "first", condition.recorded, begin)
    days = [each for each in around.rechecks if last is None or each.since >= last]
    if condition.due and last and last <= day_of(condition.recorded) and last < condition.due:
        days.append(Chosen(condition.due, "officer", condition.recorded, last))
    if around.often and frequency:
        days += _regular(condition, around.often.written, frequency, last)
    return max(days, key=lambda each: each.written, default=None)


def _regular(condition: Record, written: datetime, frequency: Frequency, last: date | None) -> Iterator[Chosen]:
    """The end of the window around one interval, where the condition lasts so long."""
    since, end = last or date.fromisoformat(condition.data["from"]), date.fromisoformat(condition.data["to"])
    until = since + timedelta(round(frequency.interval)) + timedelta(round(frequency.interval * SPREAD))
    if since < end:
        yield Chosen(min(until, end), "frequency", written, since)


def _interval(chosen: Chosen | None, frequency: Frequency | None) -> float:
    """Days from check to check. A day by which is the end of a window: the interval lies before that."""
    if chosen is None:
        return 0.0
    if chosen.why == "frequency" and frequency:
        return frequency.interval
    return max(1.0, (chosen.due - chosen.since).days / (1 + SPREAD))


def _window(condition: Record, around: Around, chosen: Chosen | None, interval: float, today: date) -> Window | None:
    """From tomorrow on, inside the court's number and the order's period, and by the day, unless that is past."""
    court = _court(condition)
    if chosen is None or court is None or not around.signed:
        return None
    begin = max(today + timedelta(1), date.fromisoformat(condition.data["from"]))
    lawful = lawful_from(around.past.taken, court, begin)
    end = date.fromisoformat(condition.data["to"])
    return window(chosen.since, interval, lawful, min(end, chosen.due) if lawful <= chosen.due else end)


def _used(past: Past, court: Frequency | None, today: date) -> int:
    if court is None:
        return 0
    since = back(today, MONTHS[court.per])
    return sum(since < day <= today for day in past.taken)


def signed_orders(conditions: Iterable[Record]) -> set[UUID]:
    """The roots of those orders of some conditions that two people signed: only under these is anything planned."""
    orders = {condition.about_id for condition in conditions if condition.about_id}
    found = Record.objects.filter(root__in=orders, corrected_by__isnull=True, state=SIGNED)
    return set(found.values_list("root", flat=True))


def _frequencies(roots: Sequence[UUID]) -> Mapping[UUID, Often]:
    """The newest that holds, by the condition's root."""
    found = Record.objects.filter(about_id__in=roots, kind=FREQUENCY, state=HOLDS, corrected_by__isnull=True)
    told = found.order_by("happened", "recorded").values_list("about_id", "data", "recorded")
    return {root: Often(Frequency(data["times"], data["per"]), written) for root, data, written in told if root}


def _draws(roots: Sequence[UUID]) -> Mapping[UUID, tuple[Record, ...]]:
    told = defaultdict[UUID, tuple[Record, ...]](tuple)
    for draw in Record.objects.filter(about_id__in=roots, kind=DRAW).order_by("recorded"):
        if draw.about_id:
            told[draw.about_id] += (draw,)
    return told


def _rechecks(conditions: Sequence[Record]) -> Mapping[UUID, tuple[Chosen, ...]]:
    """Days by which the officer wants a re-check, by the root of the condition that the decision leads back to."""
    places = {condition.trajectory_id for condition in conditions}
    found = Record.objects.filter(trajectory_id__in=places, kind=RECHECK, state=HOLDS, corrected_by__isnull=True)
    decided = [each for each in found if each.due and each.data["outcome"] == "hercontrole"]
    told, led = defaultdict[UUID, tuple[Chosen, ...]](tuple), _led(decided)
    for each in decided:
        if each.due and (root := led.get(each.id)):
            told[root] += (Chosen(each.due, "officer", each.recorded, day_of(each.happened)),)
    return told


def _led(records: Sequence[Record]) -> Mapping[UUID, UUID]:
    """What each leads back to: the mandate at the end of what it is about."""
    at, led = {each.id: each.about_id for each in records}, dict[UUID, UUID]()
    for _ in range(FAR):
        keys = {key for key in at.values() if key}
        found = {key: (noun, about) for key, noun, about in _links(keys)}
        led |= {each: key for each, key in at.items() if key and found.get(key, ("",))[0] == "mandate"}
        at = {each: found[key][1] for each, key in at.items() if key in found and each not in led}
    return led


def _links(keys: set[UUID]) -> Iterable[tuple[UUID, str, UUID | None]]:
    return Record.objects.filter(id__in=keys).values_list("id", "noun", "about_id") if keys else []
