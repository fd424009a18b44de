"""Per question: the answer, what was counted, its limits, and room for a person's interpretation."""

from collections.abc import Iterator

from inzage.report import officer_tables as tables
from inzage.report import spelling
from inzage.report.facts import AnswerFacts, View
from inzage.report.pictures import acts_per_week, sources_read, week_table
from inzage.report.sheet import Block, Bullets, Heading, Lines, Notice, Pairs, Paragraph
from inzage.report.voice import Voice
from inzage.report.words_codes import ANSWERS, MEANINGS
from inzage.report.words_questions import COUNTS, QUESTIONS
from inzage.report.words_reasons import REASONS


def questions(view: View, voice: Voice) -> Iterator[Block]:
    """Every question in the order of the result."""
    if view.outcomes:
        yield Heading(2, voice("questions"))
    for n, outcome in enumerate(view.outcomes, start=1):
        yield Heading(3, voice("question", n=n, question=worded(outcome, voice)))
        yield Notice(outcome.kind, voice.code(ANSWERS, outcome.kind), voice.code(MEANINGS, outcome.kind))
        yield from _counted(outcome, view, voice, n)
        yield from _interpretation(voice)


def worded(outcome: AnswerFacts, voice: Voice) -> str:
    """The question as the plan words it, or as the catalogue does."""
    return outcome.worded or voice.code(QUESTIONS, outcome.code)


def counted(outcome: AnswerFacts, voice: Voice) -> str:
    """``3 handelingen op 2 dagen``."""
    acts, days = voice.many(outcome.count, "acts"), voice.many(outcome.days, "days")
    return voice("count.value", acts=acts, days=days) if outcome.count else acts


def _counted(outcome: AnswerFacts, view: View, voice: Voice, n: int) -> Iterator[Block]:
    if outcome.indicator in COUNTS:
        yield Paragraph(voice.code(COUNTS, outcome.indicator), small=True)
    yield _figures(outcome, view, voice)
    if outcome.reasons:
        yield Paragraph("", lead=voice("reasons"))
        yield Bullets(tuple(voice.code(REASONS, reason) for reason in outcome.reasons))
    if outcome.weeks and outcome.count:
        yield acts_per_week(outcome, voice, f"w{n}", voice("weeks.figure", n=n))
        yield week_table(outcome, voice, voice("weeks.caption", n=n))
    if outcome.by:
        yield tables.by_class(outcome, voice)
    if outcome.named:
        yield tables.named(outcome, voice)
    if any(count for _, count in outcome.origins):
        yield tables.origins(outcome, voice)
    if outcome.shares.total:
        yield sources_read(outcome.shares, voice, f"s{n}", voice("shares.figure", n=n))


def _figures(outcome: AnswerFacts, view: View, voice: Voice) -> Pairs:
    lists = [voice("list", name=name, version=version) for name, version in outcome.lists]
    ends = (outcome.first, outcome.last) if outcome.first and outcome.last else None
    return Pairs(
        (
            (voice("count"), counted(outcome, voice)),
            (voice("firstlast"), voice.span(ends)),
            (voice("seen"), spelling.share(outcome.seen)),
            (voice("window"), voice.span(view.window)),
            (voice("covers"), voice.span(outcome.covers)),
            (voice("lists"), "; ".join(lists) or voice("none")),
            (voice("block"), outcome.block or spelling.NONE),
        )
    )


def _interpretation(voice: Voice) -> Iterator[Block]:
    yield Lines(voice("interpretation.text"), 3, voice("interpretation.by"))
