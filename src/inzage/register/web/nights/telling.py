"""A night for who looks at it: the checks that they may see by name, others as a line, answers for nobody.

Whether a question could not be assessed is one of the three answers: who may not see findings is told *done*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inzage.register.models import Record
from inzage.register.running.machines import LACKS
from inzage.register.running.night_words import BECAME, DEEDS, PRIORITIES, RUNNING, TODAY
from inzage.register.running.nights import FOR_SOMEBODY, Became, Line, Summary, Use
from inzage.register.running.tables import Run, Steering
from inzage.register.values import Actor
from inzage.register.web.allowed import readers_of
from inzage.register.web.listing import Tone, pseudonym
from inzage.register.web.reading import visible, with_person
from inzage.register.web.saying import language, say
from inzage.report.wording import say as of_reason
from inzage.report.words_reasons import REASONS

UNREAD, OPEN = ("unreadable", "encrypted"), "not_assessable"
FINDINGS = readers_of(("gedraging",))
TONES: Mapping[Became, Tone] = {
    Became.HALTED: "closed",
    Became.FAILED: "danger",
    Became.NOT_TAKEN_IN: "danger",
    Became.NOT_ASSESSABLE: "attention",
    Became.PAUSED: "attention",
    Became.RUNNING: "info",
    Became.WAITING: "info",
    Became.DONE: "ok",
}


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why something could not be assessed. ``of_carrier``: something on it, or all of it, could not be read."""

    why: str = ""
    of_carrier: bool = False


NOTHING = Unseen()


@dataclass(frozen=True, slots=True)
class Shown:
    """A run in words. ``person`` and ``check``: empty where this actor may not see whose check it is.

    ``of_carrier``: what could not be assessed lies with the carrier itself; those stand first.
    """

    line: Line
    check: str
    person: str
    became: str
    tone: Tone
    priority: str
    said: str
    of_carrier: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Runs that became the same, with what a person does about it today; ``today`` is empty where nothing is asked."""

    name: str
    tone: Tone
    today: str
    lines: list[Shown]


@dataclass(frozen=True, slots=True)
class Table:
    """A machine in words. ``share``: per cent of its seats, None where it did nothing."""

    use: Use
    share: int | None
    lacks: str
    pause: str


def groups(told: Summary, by: Actor) -> list[Group]:
    """What asks for a person first, then the rest."""
    seen = people([line.run for line in told.lines], by)
    unseen = _unseen([line.run for line in told.of(Became.NOT_ASSESSABLE)], by)
    found: dict[Became, list[Shown]] = {}
    for line in told.lines:
        became = for_whom(line.became, by)
        found.setdefault(became, []).append(shown(line, became, seen, unseen.get(line.run.activity_id, NOTHING)))
    for lines in found.values():
        lines.sort(key=lambda each: not each.of_carrier)
    return [_group(became, found[became]) for became in Became if became in found]


def people(runs: Sequence[Run], by: Actor) -> dict[UUID, Record]:
    """The checks of runs that this actor may see, with the person each is on, by their root."""
    found = with_person(list(visible(by).filter(root__in={run.activity_id for run in runs})))
    return {record.root: record for record in found}


def for_whom(became: Became, by: Actor) -> Became:
    """What this actor is told of it."""
    return Became.DONE if became is Became.NOT_ASSESSABLE and by.role not in FINDINGS else became


def _unseen(runs: Sequence[Run], by: Actor) -> dict[UUID, Unseen]:
    """By check why something could not be assessed, for who may read the case: of the carrier first, then of questions.

    Never what another question was answered.
    """
    about = {run.activity_id for run in runs}
    cases = visible(by).filter(kind="inname", state="ingenomen", about__root__in=about).select_related("about")
    return {record.about.root: _reasons(record.data["case"]) for record in cases if record.about}


def _reasons(case: Mapping[str, Any]) -> Unseen:
    of_carriers = [one.get("reason", "") for one in case["coverage"] if one["status"] in UNREAD or _of_owner(one)]
    of_answers = [code for one in case["answers"] if one["answer"] == OPEN for code in one["reasons"]]
    codes = dict.fromkeys(code for code in (*of_carriers, *of_answers) if code)
    return Unseen(" ".join(of_reason(REASONS, code, language()) for code in codes), bool(of_carriers))


def _of_owner(one: Mapping[str, Any]) -> bool:
    """Whether a carrier stayed closed because of what was said of it on the table."""
    return str(one.get("reason", "")).startswith("carrier_")


def shown(line: Line, became: Became, seen: Mapping[UUID, Record], unseen: Unseen = NOTHING) -> Shown:
    """A line in words; ``seen`` as ``people`` gives it; ``unseen``: why something could not be assessed."""
    record = seen.get(line.run.activity_id)
    return Shown(
        line,
        str(record.root) if record else "",
        pseudonym(record) if record else "",
        say(BECAME[became]),
        TONES[became],
        say(PRIORITIES[line.run.priority]),
        str(line.run.said.get(language(), "")) or unseen.why,
        unseen.of_carrier,
    )


def _group(became: Became, lines: list[Shown]) -> Group:
    return Group(say(BECAME[became]), TONES[became], say(TODAY[became]) if became in FOR_SOMEBODY else "", lines)


def tables(told: Summary) -> list[Table]:
    """The machines."""
    return [
        Table(
            use,
            None if use.taken is None else round(100 * use.taken),
            say(LACKS[use.lacks]) if use.lacks in LACKS else "",
            say(RUNNING[use.pause.told["running"]]) if use.pause else "",
        )
        for use in told.uses
    ]


def deeds(told: Summary) -> list[tuple[Steering, str]]:
    """When the queue was paused and went on, by whom and why."""
    return [(each, say(DEEDS[each.act])) for each in told.pauses]
