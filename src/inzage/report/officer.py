"""The officer's report: what was counted, what was read, what stayed closed, how to verify it."""

import re
from collections.abc import Iterable, Iterator

from inzage.report import officer_tables as tables
from inzage.report import spelling, talk, wholes
from inzage.report.facts import View
from inzage.report.officer_questions import questions
from inzage.report.pictures import sources_read
from inzage.report.sheet import Block, Bullets, Code, Heading, Notice, Pairs, Paragraph, Sheet
from inzage.report.voice import Voice
from inzage.report.words_codes import DATA_CLASSES, ENDINGS, INSTRUMENT, MARKS, STAMPS
from inzage.report.words_halt import steps
from inzage.report.words_officer import OFFICER

_DIGEST = re.compile(r"[0-9a-f]{64}")
SECTION = 2
"""Level of a numbered heading."""

_LAYOUT = ("page", "of", "table", "figure")


def sheet(view: View) -> Sheet:
    """The report with its conversation sheet."""
    voice = Voice(view.lang, "officer", OFFICER)
    return Sheet(
        design="officer",
        lang=view.lang,
        title=voice("title"),
        subtitle=voice("subtitle"),
        footer=voice("footer", check=view.check_id),
        stamps=tuple(voice.code(STAMPS, mark) for mark in view.marks),
        blocks=tuple(_numbered(_blocks(view, voice))),
        words={word: voice(word) for word in _LAYOUT},
    )


def _blocks(view: View, voice: Voice) -> Iterator[Block]:
    yield from marks(view, voice)
    yield _case(view, voice)
    yield Paragraph(voice("intro.halt" if view.halted else "intro"))
    yield from _ending(view, voice)
    if view.halted:
        yield from _halt(view, voice)
    else:
        yield from _outcome(view, voice)
        yield from questions(view, voice)
    yield from _coverage(view, voice)
    yield from _carriers(view, voice)
    yield from _depth(view, voice)
    yield from _shut(view, voice)
    yield from _proof(view, voice)
    yield Heading(2, voice("limits"))
    yield Bullets(tuple(voice(f"limit.{n}") for n in range(1, 6)))
    if not view.halted:
        yield from talk.blocks(view, voice)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    n = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == SECTION and not block.fresh:
            n += 1
            yield Heading(SECTION, f"{n}. {block.text}")
        else:
            yield block


def marks(view: View, voice: Voice) -> Iterator[Block]:
    """Each watermark, as a sentence too."""
    if view.marks:
        yield Notice("mark", voice("mark.head"), " ".join(_mark(mark, view, voice) for mark in view.marks))


def _mark(mark: str, view: View, voice: Voice) -> str:
    told = view.unlocked
    if mark != "unconfined" or told is None:
        return voice.code(MARKS, mark)
    return voice(
        "mark.exception", reason=told.reason, kernel=told.kernel, until=voice.day(told.until), signers=told.signers
    )


def _case(view: View, voice: Voice) -> Pairs:
    basis = view.basis
    rows = (
        (voice("case.reference"), basis.reference),
        (voice("case.title"), basis.title),
        (voice("case.person"), basis.person),
        (voice("case.check"), view.check_id),
        (voice("case.number"), _number(view, voice)),
        (voice("case.on"), voice.day(view.on)),
        (voice("case.window"), voice.between(view.window) if view.window else spelling.NONE),
        (voice("case.status"), voice.code(ENDINGS, view.status)),
    )
    return Pairs(tuple((name, value) for name, value in rows if value))


def _number(view: View, voice: Voice) -> str:
    number, at_most = view.basis.number, view.basis.at_most
    if number and at_most:
        return voice("case.nth", n=number, of=at_most)
    return str(number) if number else ""


def _ending(view: View, voice: Voice) -> Iterator[Block]:
    if view.status != "done":
        yield Notice("not_assessable", voice("case.status"), voice.code(ENDINGS, view.status))
    if not view.opened:
        yield Notice("plain", voice("nothing.head"), _nothing(view, voice))


def _nothing(view: View, voice: Voice) -> str:
    return voice("nothing.found" if view.doors else "nothing")


def _halt(view: View, voice: Voice) -> Iterator[Block]:
    """That it was halted, its number, what to do or what the police answered; no more than the screen says."""
    sealed = view.handover is not None
    yield Heading(2, voice("halt"))
    yield Paragraph(voice("halt.sealed" if sealed else "halt.unsealed"))
    if view.handover is not None:
        yield Code(voice("halt.number"), view.handover)
    if view.answered is None:
        yield Paragraph(voice("halt.steps"))
        yield Bullets(tuple(steps(*view.hit, view.lang, sealed=sealed)))
    else:
        number, answer = view.answered
        yield Code(voice("halt.receipt"), number)
        yield Paragraph(voice(f"halt.{answer}"))
    yield Paragraph(voice("halt.questions"))


def _outcome(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("outcome"))
    if view.outcomes:
        yield tables.outcomes(view, voice)
        yield Paragraph(voice("outcome.read"), small=True)
    else:
        yield Paragraph(voice("outcome.none"))


def _coverage(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("coverage"))
    if not view.coverage:
        yield Paragraph(voice("coverage.none"))
        return
    yield Paragraph(voice("coverage.text"))
    if view.shares.total:
        yield sources_read(view.shares, voice, "all", voice("shares.figure.all"))
    yield tables.coverage(view, voice)


def _carriers(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("carriers"))
    yield tables.carriers(view, voice) if view.carriers else Paragraph(voice("carriers.none"))
    for carrier in view.carriers:
        if carrier.known_by_serial:
            yield Paragraph(voice("carriers.serial", carrier=str(carrier.ordinal)))
        if carrier.whole is not None:
            yield Paragraph(wholes.line(carrier.ordinal, carrier.whole, view.lang))


def _depth(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("depth"))
    if view.opened:
        yield Paragraph(voice("depth.text"))
        yield tables.depths(view, voice)
    else:
        yield Paragraph(_nothing(view, voice))


def _shut(view: View, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("shut"))
    yield Paragraph(voice("shut.text"))
    yield tables.closed(view, voice) if view.closed else Paragraph(voice("shut.none"))
    for reason, classes in view.unopened:
        if f"shut.{reason}" in voice.frames and reason not in {shut.reason for shut in view.closed}:
            yield Paragraph(voice(f"shut.{reason}", classes=voice.codes(DATA_CLASSES, classes).lower()))


def _proof(view: View, voice: Voice) -> Iterator[Block]:
    proof = view.proof
    rows = (
        (voice("proof.method"), proof.method_version),
        (voice("proof.seconds"), voice.many(round(view.seconds), "seconds")),
        *((voice.code(INSTRUMENT, part), _digest(value)) for part, value in proof.instrument),
        (voice("proof.mandate"), _digest(proof.mandate_sha256)),
        (voice("proof.entries"), voice.n(proof.entries)),
        (voice("proof.root"), _digest(proof.root)),
    )
    yield Heading(2, voice("proof"))
    yield Pairs(tuple((name, value) for name, value in rows if value))
    if proof.code:
        yield Code(voice("proof.code"), proof.code)
    yield Paragraph(voice("proof.text"))


def _digest(value: str) -> str:
    return spelling.digest(value) if _DIGEST.fullmatch(value) else value
