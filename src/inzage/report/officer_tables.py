"""The tables of the officer's report."""

from inzage.report import spelling
from inzage.report.coverage import Covered
from inzage.report.facts import AnswerFacts, Carried, View
from inzage.report.sheet import Column, Table
from inzage.report.voice import Voice
from inzage.report.words_codes import (
    ANSWERS,
    CARRIERS,
    DATA_CLASSES,
    LEVELS,
    ORIGINS,
    OWNERS,
    PRESENTED,
    READERS,
    REFUSALS,
    STATUSES,
)
from inzage.report.words_questions import LABELS, QUESTIONS
from inzage.report.words_reasons import REASONS


def outcomes(view: View, voice: Voice) -> Table:
    """One row per question."""
    columns = _columns(voice, "question:5 answer:4 count:1.3> days:1.3> seen:1.4>")
    rows = (
        (
            o.worded or voice.code(QUESTIONS, o.code),
            voice.code(ANSWERS, o.kind),
            voice.n(o.count),
            voice.n(o.days),
            spelling.share(o.seen),
        )
        for o in view.outcomes
    )
    return Table(voice("outcome.caption"), columns, tuple(rows))


def by_class(outcome: AnswerFacts, voice: Voice) -> Table:
    """Acts per class and carrier."""
    columns = _columns(voice, "class:4 carrier:1.3 count:1.3> days:1.3>")
    rows = ((voice.code(LABELS, b.label), str(b.carrier), voice.n(b.count), voice.n(b.days)) for b in outcome.by)
    return Table(voice("by.caption"), columns, tuple(rows))


def named(outcome: AnswerFacts, voice: Voice) -> Table:
    """Acts that were seen and do not count, per class."""
    columns = _columns(voice, "class:4 count:1.3> days:1.3>")
    rows = ((voice.code(LABELS, n.label), voice.n(n.count), voice.n(n.days)) for n in outcome.named)
    return Table(voice("named.caption"), columns, tuple(rows), narrow=True)


def origins(outcome: AnswerFacts, voice: Voice) -> Table:
    """Acts by the device on which they were done."""
    columns = _columns(voice, "origin:4 count:1.3>")
    rows = ((voice.code(ORIGINS, origin), voice.n(count)) for origin, count in outcome.origins)
    return Table(voice("origin.caption"), columns, tuple(rows), narrow=True)


def coverage(view: View, voice: Voice) -> Table:
    """Every source and what became of it."""
    columns = _columns(
        voice, "source:3.6 number:1.1 carrier:1.3 container:1.3 status:3.7 rows:1.4> acts:2.3> covers:4.2"
    )
    return Table(voice("coverage.caption"), columns, tuple(_source(c, voice) for c in view.coverage))


def _source(one: Covered, voice: Voice) -> tuple[str, ...]:
    return (
        voice.code(READERS, one.reader),
        spelling.ranges(filter(None, one.ordinals)),
        str(one.carrier),
        spelling.ranges(filter(None, one.containers)),
        _status(one, voice),
        voice.n(one.rows) if one.looked else spelling.NONE,
        voice.n(one.acts) if one.looked else spelling.NONE,
        voice.span(one.covers),
    )


def _status(one: Covered, voice: Voice) -> str:
    told = voice.code(STATUSES, one.status)
    if one.many > 1:
        told = f"{told} ({one.many}×)"
    return f"{told}. {voice.code(REASONS, one.reason)}" if one.reason else told


def carriers(view: View, voice: Voice) -> Table:
    """What lay on the table."""
    columns = _columns(voice, "carrier:1.2 kind:2.2 presented:2 owner:2 size:1.6> containers:1.6> filesystems:4.4")
    return Table(
        voice("carriers.caption"), columns, tuple(_carrier(c, voice, halted=view.halted) for c in view.carriers)
    )


def _carrier(one: Carried, voice: Voice, *, halted: bool) -> tuple[str, ...]:
    systems = (
        f"{voice.code(CARRIERS, kind)} ({voice.n(entries)}; {voice.code(STATUSES, status).lower()})"
        for kind, entries, status in one.filesystems
    )
    return (
        str(one.ordinal),
        voice.code(CARRIERS, one.kind),
        voice.code(PRESENTED, one.presented),
        voice.code(OWNERS, one.owner),
        spelling.NONE if one.size is None else spelling.size(one.size, voice.lang),
        spelling.NONE if halted else voice.n(one.containers),
        "; ".join(systems) or spelling.NONE,
    )


def depths(view: View, voice: Voice) -> Table:
    """What machine and human opened, per class of data."""
    columns = _columns(voice, "data:4 level:1.5 files:2> rows:2> size:2> human:2.4>")
    rows = [
        (
            voice.code(DATA_CLASSES, d.data_class),
            voice.code(LEVELS, d.level),
            voice.n(d.artefacts),
            voice.n(d.rows),
            spelling.size(d.bytes, voice.lang),
            voice.n(d.human),
        )
        for d in view.depths
    ]
    return Table(voice("depth.caption"), columns, (*rows, _total(view, voice)))


def _total(view: View, voice: Voice) -> tuple[str, ...]:
    files, rows = sum(d.artefacts for d in view.depths), sum(d.rows for d in view.depths)
    size, human = sum(d.bytes for d in view.depths), sum(d.human for d in view.depths)
    return (voice("total"), "", voice.n(files), voice.n(rows), spelling.size(size, voice.lang), voice.n(human))


def closed(view: View, voice: Voice) -> Table:
    """Doors that stayed closed, and why."""
    numbers = {outcome.code: n for n, outcome in enumerate(view.outcomes, start=1)}
    columns = _columns(voice, "data:3 why:6 for:1.5")
    rows = (
        (
            voice.code(DATA_CLASSES, c.data_class),
            voice.code(REFUSALS, c.reason),
            spelling.ranges(numbers[q] for q in c.questions if q in numbers),
        )
        for c in view.closed
    )
    return Table(voice("shut.caption"), columns, tuple(rows))


def _columns(voice: Voice, spec: str) -> tuple[Column, ...]:
    """``name:width`` per column; a closing ``>`` sets its cells right."""
    made = []
    for word in spec.split():
        name, _, width = word.rstrip(">").partition(":")
        made.append(Column(voice(f"col.{name}"), "right" if word.endswith(">") else "left", float(width)))
    return tuple(made)
