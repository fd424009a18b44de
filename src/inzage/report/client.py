"""The client's copy in plain Dutch: what was opened, what was not, what it means, what to do."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from inzage.report import spelling, wholes
from inzage.report.doors import ABSENT, SPARED, UNASKED
from inzage.report.facts import AnswerFacts, View
from inzage.report.officer import marks
from inzage.report.sheet import Block, Bullets, Code, Column, Heading, Lines, Notice, Pairs, Paragraph, Sheet, Table
from inzage.report.voice import Voice
from inzage.report.words_client import CLIENT
from inzage.report.words_codes import ANSWERS, DATA_CLASSES, ENDINGS, MEANINGS, STAMPS, STATUSES
from inzage.report.words_questions import COUNTS, LABELS, QUESTIONS
from inzage.report.words_reasons import REASONS

_LAYOUT = ("page", "of", "table", "figure")
_UNREAD = ("unreadable", "degraded", "encrypted", "over_budget", "not_reached")
_UNNAMED = (SPARED, UNASKED, ABSENT)
_SEEN = {0.0: "seen.none", 1.0: "seen.all"}
_WITHHELD = ("excluded", "out_of_period")
_OF_ANSWERS = frozenset({1, 2})
"""Ways to disagree with an answer, or to have it counted again: after a halt there is neither."""

_LISTLESS = frozenset({"no_list", "stale_list", "halt_missing", "false_alarms", "library_missing"})
"""Reasons that leave the share of the sources seen without meaning."""


def sheet(view: View) -> Sheet:
    """The client's copy."""
    voice = Voice(view.lang, "client", CLIENT)
    return Sheet(
        design="client",
        lang=view.lang,
        title=voice("title"),
        subtitle=voice("subtitle"),
        footer=voice("footer", check=view.check_id),
        stamps=tuple(voice.code(STAMPS, mark) for mark in view.marks),
        blocks=tuple(_blocks(view, voice)),
        words={word: voice(word) for word in _LAYOUT},
    )


def _blocks(view: View, voice: Voice) -> Iterator[Block]:
    yield from marks(view, voice)
    yield Paragraph(voice("intro", on=voice.day(view.on)))
    yield Paragraph(voice("intro.counts"))
    if view.status != "done":
        yield Notice("not_assessable", voice("ending.head"), voice.code(ENDINGS, view.status))
    if view.halted:
        yield Paragraph(voice("halt"))
    if not view.halted:
        yield from _outcomes(view, voice)
    yield from _opened(view, voice)
    yield from _shut(view, voice)
    yield from _disagree(view, voice)
    yield from _code(view, voice)


def _outcomes(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("outcome"))
    if not view.outcomes:
        yield Paragraph(voice("outcome.none"))
    for outcome in view.outcomes:
        yield Heading(3, _asked(outcome, voice))
        yield Notice(outcome.kind, voice.code(ANSWERS, outcome.kind), " ".join(_told(outcome, voice)))
    if view.outcomes:
        yield Heading(2, voice("meanings"))
        yield Pairs(tuple((voice.code(ANSWERS, kind), voice.code(MEANINGS, kind)) for kind in ANSWERS))


def _asked(outcome: AnswerFacts, voice: Voice) -> str:
    """The question in plain words; one that has none yet as the plan words it, or else by its code."""
    known = outcome.code in QUESTIONS
    return voice.code(QUESTIONS, outcome.code) if known or not outcome.worded.strip() else outcome.worded


def _told(outcome: AnswerFacts, voice: Voice) -> Iterator[str]:
    if outcome.indicator in COUNTS:
        yield voice.code(COUNTS, outcome.indicator)
    times = voice.many(outcome.count, "times")
    if outcome.count and outcome.days == 1:
        yield voice("counted.once", times=times, on=voice.day(outcome.first))
    elif outcome.count:
        ends = {"first": voice.day(outcome.first), "last": voice.day(outcome.last)}
        yield voice("counted", times=times, days=voice.many(outcome.days, "days"), **ends)
    elif outcome.kind == "no_indication":
        yield voice("counted.none")
    if outcome.named:
        yield voice("named", classes=voice.codes(LABELS, (n.label for n in outcome.named)))
    if not _LISTLESS & set(outcome.reasons):
        yield voice(_SEEN.get(outcome.seen, "seen"), seen=spelling.share(outcome.seen))
    for reason in outcome.reasons:
        yield voice.code(REASONS, reason)


def _opened(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("opened"))
    if not view.opened:
        yield Notice("plain", voice("nothing.head"), voice("nothing"))
        return
    human = sum(depth.human for depth in view.depths)
    if view.window:
        yield Paragraph(voice("opened.text", window=voice.between(view.window)))
    yield Paragraph(voice("opened.human", human=voice.many(human, "times")) if human else voice("opened.nobody"))
    yield _table(view, voice)
    for carrier in view.carriers:
        if carrier.whole is not None:
            yield Paragraph(wholes.plain(carrier.ordinal, carrier.whole, view.lang))


def _table(view: View, voice: Voice) -> Table:
    widths = (("data", 4), ("files", 1.6), ("rows", 1.6), ("human", 2.6))
    columns = tuple(Column(voice(f"col.{name}"), "left" if name == "data" else "right", w) for name, w in widths)
    rows = (
        (_first_up(voice.code(DATA_CLASSES, d.data_class)), voice.n(d.artefacts), voice.n(d.rows), voice.n(d.human))
        for d in view.depths
    )
    return Table(voice("opened.caption"), columns, tuple(rows))


def _shut(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("shut"))
    unread = tuple(_unread(view, voice))
    if unread:
        yield Paragraph("", lead=voice("unread.lead"))
        yield Bullets(unread)
    shut = (*_closed(view, voice), *_withheld(view, voice))
    if shut:
        yield Paragraph("", lead=voice("shut.closed"))
        yield Bullets(shut)
    for reason, classes in view.unopened:
        if reason in _UNNAMED:
            yield Paragraph(voice(f"shut.{reason}", classes=voice.codes(DATA_CLASSES, classes).lower()))


def _closed(view: View, voice: Voice) -> Iterator[str]:
    for reason, classes in view.unopened:
        if reason not in _UNNAMED:
            data = _first_up(voice.codes(DATA_CLASSES, classes))
            yield voice("shut.item", data=data, why=voice.code(REASONS, reason))


def _unread(view: View, voice: Voice) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in view.coverage:
        if one.status in _UNREAD:
            why = voice.code(REASONS, one.reason) if one.reason else f"{voice.code(STATUSES, one.status)}."
            counts[one.data_class, why] += one.many
    for (data, why), n in counts.items():
        named = _first_up(voice.code(DATA_CLASSES, data))
        yield voice("unread.item", data=named, files=voice.many(n, "files"), why=why)


def _withheld(view: View, voice: Voice) -> Iterator[str]:
    """Profiles that stayed closed: counted as profiles, since nobody knows which files are in them."""
    profiles: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for one in view.coverage:
        if one.status in _WITHHELD:
            why = voice.code(REASONS, one.reason) if one.reason else f"{voice.code(STATUSES, one.status)}."
            profiles[why] |= {(one.carrier, container) for container in one.containers}
    for why, named in profiles.items():
        yield voice("withheld.item", profiles=voice.many(len(named), "profiles"), why=why)


def _disagree(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("disagree"))
    yield Paragraph(voice("disagree.lead"))
    ways = [n for n in range(1, 6) if not (view.halted and n in _OF_ANSWERS)]
    yield Bullets(tuple(voice(f"disagree.{n}") for n in ways))
    yield Lines(voice("contact"), 1)


def _code(view: View, voice: Voice) -> Iterator[Block]:
    if view.proof.code:
        yield Heading(2, voice("code"))
        yield Paragraph(voice("code.text"))
        yield Code(voice("code.label"), view.proof.code)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
