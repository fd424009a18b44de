"""The conversation sheet: the client's own account first, then answers, prompts and room to write."""

from collections.abc import Iterator

from inzage.report import spelling
from inzage.report.facts import AnswerFacts, View
from inzage.report.officer_questions import counted, worded
from inzage.report.sheet import Block, Bullets, Heading, Lines, Paragraph, Signatures
from inzage.report.voice import Voice
from inzage.report.words_codes import ANSWERS


def blocks(view: View, voice: Voice) -> Iterator[Block]:
    """The sheet, from a new page on."""
    yield Heading(2, voice("talk"), fresh=True)
    yield Paragraph(voice("talk.text"))
    yield Heading(3, voice("talk.own"))
    for n in range(1, 4):
        yield Lines(voice(f"talk.own.{n}"), 3)
    for n, outcome in enumerate(view.outcomes, start=1):
        yield from _question(outcome, voice, n)
    yield Heading(3, voice("talk.end"))
    yield Lines(voice("talk.disputed"), 2)
    yield Lines(voice("talk.agreed"), 3)
    yield Heading(3, voice("talk.sign"))
    yield Paragraph(voice("talk.sign.text"))
    yield _signatures(voice)


def _question(outcome: AnswerFacts, voice: Voice, n: int) -> Iterator[Block]:
    answer = voice.code(ANSWERS, outcome.kind)
    told = voice("talk.answer", answer=answer, count=counted(outcome, voice), seen=spelling.share(outcome.seen))
    yield Heading(3, voice("question", n=n, question=worded(outcome, voice)))
    yield Paragraph(told, lead=f"{voice('col.answer')}: ")
    yield Bullets(tuple(prompts(outcome, voice)))
    yield Lines(voice("talk.said"), 3)


def prompts(outcome: AnswerFacts, voice: Voice) -> Iterator[str]:
    """Open questions that fit the kind of answer and accuse nobody."""
    n = 1
    while (name := f"talk.{outcome.kind}.{n}") in voice.frames:
        yield voice(name, count=counted(outcome, voice))
        n += 1


def _signatures(voice: Voice) -> Signatures:
    who = tuple(voice(f"sign.{one}") for one in ("client", "officer", "second"))
    return Signatures(who, (voice("sign.name"), voice("sign.date"), voice("sign.mark")))
