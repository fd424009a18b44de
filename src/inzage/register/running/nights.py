"""What a night came to: every run that ended in it or waits still, what the machines did, what asks for a person.

A night runs from noon to noon in Amsterdam, so that each moment is in one night and no run falls between two.
States, counts and times alone: not one answer about a person is here. Whether some question could not be
assessed is known of a check by its exit code; who may not see findings is told that it was done.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from inzage.register.running import Purpose, State, machines
from inzage.register.running.endings import NOT_ASSESSABLE
from inzage.register.running.pausing import OF_QUEUE, pauses
from inzage.register.running.sittings import span
from inzage.register.running.tables import Machine, Run, Steering
from inzage.register.zones import AMSTERDAM

NOON = time(12)
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
Row = TypeVar("Row", bound=Model)
ENDS = (State.FINISHED, State.FAILED, State.STOPPED, State.TAKEN_IN)
OPEN = (State.QUEUED, State.RUNNING, State.INTERRUPTED)


@dataclass(frozen=True, slots=True, order=True)
class Night:
    """From noon on this day to noon on the next."""

    day: date

    @property
    def begins(self) -> datetime:
        """Noon in Amsterdam, in UTC: stretches of time are right where the clock is changed."""
        return datetime.combine(self.day, NOON, AMSTERDAM).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The next noon: 23 or 25 hours later where the clock is changed."""
        return self.after.begins

    @property
    def before(self) -> "Night":
        """The night before."""
        return Night(self.day - timedelta(days=1))

    @property
    def after(self) -> "Night":
        """The next night."""
        return Night(self.day + timedelta(days=1))


def night_of(moment: datetime) -> Night:
    """The night that a moment is in."""
    here = moment.astimezone(AMSTERDAM)
    return Night(here.date() if here.time() >= NOON else here.date() - timedelta(days=1))


def night_on(day: date) -> Night | None:
    """The night that began on a day; None where no register was, or will be."""
    return Night(day) if FIRST <= day <= LAST else None


class Became(StrEnum):
    """What became of a run, in the order in which somebody should look at it."""

    HALTED = "halted"
    FAILED = "failed"
    NOT_TAKEN_IN = "not_taken_in"
    NOT_ASSESSABLE = "not_assessable"
    PAUSED = "paused"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


FOR_SOMEBODY = (Became.HALTED, Became.FAILED, Became.NOT_TAKEN_IN, Became.NOT_ASSESSABLE, Became.PAUSED)
"""What waits for a person."""
RANKS = list(Became)
STATES: Mapping[str, Became] = {
    State.STOPPED: Became.HALTED,
    State.FAILED: Became.FAILED,
    State.INTERRUPTED: Became.PAUSED,
    State.RUNNING: Became.RUNNING,
    State.QUEUED: Became.WAITING,
}


def became(run: Run) -> Became:
    """Of a run as it stands now."""
    if run.state == State.FINISHED and run.purpose == Purpose.CHECK:
        return Became.NOT_TAKEN_IN
    if run.state == State.TAKEN_IN and run.exit_code == NOT_ASSESSABLE:
        return Became.NOT_ASSESSABLE
    return STATES.get(run.state, Became.DONE)


@dataclass(frozen=True, slots=True)
class Line:
    """One run. ``seconds``: how long it was in hand that night; ``sat``: in how many goes."""

    run: Run
    became: Became
    seconds: float
    sat: int


@dataclass(frozen=True, slots=True)
class Use:
    """What one machine did that night, and how it stands. ``worked``: seconds that its seats were taken.

    ``cpu``: seconds of its processors; ``over``: seconds from the first beginning to the last end, nights apart.
    ``seen``: its last sign; ``pause``: the one that holds now, if any.
    """

    name: str
    seats: int
    cores: int
    elsewhere: bool
    worked: float
    cpu: float
    over: float
    seen: datetime | None
    away: bool
    lacks: str
    pause: Steering | None

    @property
    def taken(self) -> float | None:
        """Which part of its seats was taken between its first beginning and its last end; None where it did nothing."""
        return min(1.0, self.worked / (self.seats * self.over)) if self.over else None


@dataclass(frozen=True, slots=True)
class Summary:
    """A night. ``laid``: runs that were queued in it; ``going``: it is not over yet; ``pauses``: and resumptions."""

    night: Night
    going: bool
    laid: int
    lines: Sequence[Line]
    uses: Sequence[Use]
    pauses: Sequence[Steering]

    @property
    def counts(self) -> Mapping[Became, int]:
        """How many became what; nothing that did not occur."""
        many = Counter(line.became for line in self.lines)
        return {one: many[one] for one in Became if many[one]}

    def of(self, *wanted: Became) -> list[Line]:
        """Lines that became one of these."""
        return [line for line in self.lines if line.became in wanted]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which night, as known at what moment, of whom or what; empty: of all."""

    night: Night
    moment: datetime
    organisation: str
    machine: str

    def of(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        told = {"organisation": self.organisation, "machine": self.machine}
        return rows.filter(**{name: value for name, value in told.items() if value})

    def inside(self, run: Run) -> list[tuple[datetime, datetime, float]]:
        """Times in hand within the night, with what each cost: that goes with the part that lies in the night."""
        until = self.moment if run.state == State.RUNNING else run.heartbeat or self.moment
        found = []
        for one in run.sat:
            begun, ended = span(one, until)
            first, last = max(begun, self.night.begins), min(ended, self.night.ends)
            if first < last:
                found.append((first, last, one["cpu"] * ((last - first) / (ended - begun))))
        return found


def summary(night: Night, moment: datetime, *, organisation: str = "", machine: str = "") -> Summary:
    """Of one organisation, or of one machine, as is known at this moment.

    What waits or runs stands in the night at hand alone: a night that is over holds what ended in it.
    """
    asked = _Asked(night, moment, organisation, machine)
    there, going = asked.of(Run.objects.all()), night.begins <= moment < night.ends
    ended = Q(state__in=_values(ENDS), ended__gte=night.begins, ended__lt=night.ends)
    found = there.filter(ended | Q(state__in=_values(OPEN)) if going else ended).select_related("activity")
    lines = sorted((_line(run, asked) for run in found), key=_turn)
    touched = there.filter(begun__lt=night.ends).filter(Q(ended=None) | Q(ended__gte=night.begins))
    deeds = asked.of(Steering.objects.filter(run=None, act__in=OF_QUEUE))
    return Summary(
        night,
        going,
        there.filter(queued__gte=night.begins, queued__lt=night.ends).count(),
        lines,
        _uses([*touched, *(line.run for line in lines if not line.run.begun)], asked),
        list(deeds.filter(at__gte=night.begins, at__lt=night.ends).order_by("line")),
    )


def _values(states: Sequence[State]) -> list[str]:
    return [state.value for state in states]


def _line(run: Run, asked: _Asked) -> Line:
    inside = asked.inside(run)
    return Line(run, became(run), sum((last - first).total_seconds() for first, last, _ in inside), len(inside))


def _turn(line: Line) -> tuple[int, int, date, datetime]:
    return RANKS.index(line.became), line.run.priority, line.run.due or date.max, line.run.queued


def _uses(touched: Sequence[Run], asked: _Asked) -> list[Use]:
    """Of the machine that was asked; else of those that had work, and in the night at hand of all that are known."""
    known = {one.machine: one for one in Machine.objects.all()}
    here = {*known} if asked.night == night_of(asked.moment) else set()
    wanted = {asked.machine} if asked.machine else here | {run.machine for run in touched}
    return [
        _use(
            known.get(name) or Machine(machine=name, seats=1, cores=1),
            [run for run in touched if run.machine == name],
            asked,
        )
        for name in sorted(wanted)
    ]


def _use(machine: Machine, mine: Sequence[Run], asked: _Asked) -> Use:
    inside = [one for run in mine for one in asked.inside(run)]
    beats = [run.heartbeat for run in mine if run.state == State.RUNNING and run.heartbeat]
    seen = max([*beats, *([machine.seen] if machine.seen else [])], default=None)
    held = pauses(machine.machine)
    first, last = min((one[0] for one in inside), default=None), max((one[1] for one in inside), default=None)
    return Use(
        machine.machine,
        machine.seats,
        machine.cores,
        machine.elsewhere,
        worked=sum((last - first).total_seconds() for first, last, _ in inside),
        cpu=sum(cpu for _, _, cpu in inside),
        over=(last - first).total_seconds() if first and last else 0.0,
        seen=seen,
        away=machines.away(seen, asked.moment),
        lacks=machine.lacks,
        pause=(held.filter(organisation=asked.organisation) if asked.organisation else held).order_by("line").last(),
    )
