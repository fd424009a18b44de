"""A publication on paper: blocks of the house's documents, so that PDF and HTML say the same."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from inzage.evaluation import Protocol
from inzage.evaluation.gate.drafts import WHOLE
from inzage.evaluation.gate.published import WITHHELD, Published
from inzage.register.publishing.pictures import charts, on_paper
from inzage.register.publishing.printing import Printed, printed, withheld
from inzage.report.sheet import Block, Bullets, Code, Column, Figure, Heading, Notice, Pairs, Paragraph, Sheet, Table
from inzage.report.voice import Voice
from inzage.words import Words

LAYOUT = ("page", "of", "table", "figure")
GROUP = 8
"""Letters of a digest that stand together, so that it breaks where a line ends."""
WIDEST = 3.0
"""Of a column that names things, in shares."""


def sheet(published: Published, protocol: Protocol, digest: str, voice: Voice) -> Sheet:
    """The document."""
    return Sheet(
        design="client",
        lang=voice.lang,
        title=_say(protocol.title, voice),
        subtitle=_say(protocol.decision_served, voice),
        footer=voice("footer", on=voice.day(published.extracted_on)),
        stamps=(),
        blocks=tuple(_blocks(published, protocol, digest, voice)),
        words={word: voice(word) for word in LAYOUT},
    )


def _say(words: Words, voice: Voice) -> str:
    return words.en if voice.lang == "en" else words.nl


def _blocks(published: Published, protocol: Protocol, digest: str, voice: Voice) -> Iterator[Block]:
    yield Pairs(tuple(about(published, protocol, voice)))
    yield Notice("plain", voice("rules"), " ".join(rules(published, voice)))
    tables = printed(published, voice.lang)
    pictures = {code: on_paper(chart, voice) for code, chart in charts(tables, voice)}
    for each in tables:
        yield from _table(each, pictures, voice)
    if said := remarks(published, voice):
        yield Heading(2, voice("remarks"))
        yield Bullets(tuple(said))
    yield Code(voice("digest"), " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP)))


def about(published: Published, protocol: Protocol, voice: Voice) -> Iterator[tuple[str, str]]:
    """What it is on, in pairs: question, population, period, day of the data, number counted, for whom."""
    people = published.told(WHOLE)
    last = published.until - timedelta(1)
    yield voice("question"), f"{protocol.code}, {_say(protocol.title, voice)}"
    yield voice("population"), _say(protocol.population, voice)
    yield voice("since"), voice.day(published.since) if published.since else voice("beginning")
    yield voice("until"), voice.day(min(last, published.extracted_on))
    yield voice("extracted"), voice.day(published.extracted_on)
    yield voice("people"), WITHHELD if people is None else voice.n(people)
    yield voice("for"), voice(f"for.{published.level.value}")


def rules(published: Published, voice: Voice) -> Iterator[str]:
    """What was rounded and withheld, in sentences."""
    gone, every = withheld(published)
    yield _say(published.rule.said, voice)
    yield voice("gone", n=voice.n(gone), all=voice.n(every)) if gone else voice("gone.none", all=voice.n(every))
    if published.rule.base > 1:
        yield voice("adds")


def remarks(published: Published, voice: Voice) -> list[str]:
    """What must be known to read it, and how much of that was left out."""
    said = [_say(each, voice) for each in published.remarks]
    many = "unsaid.one" if published.unsaid == 1 else "unsaid"
    return [*said, voice(many, n=voice.n(published.unsaid))] if published.unsaid else said


def _table(table: Printed, pictures: Mapping[str, Figure], voice: Voice) -> Iterator[Block]:
    yield Heading(2, table.title)
    if table.curve and not table.rows:
        yield Paragraph(voice("curve.gone"))
        return
    if table.code in pictures:
        yield pictures[table.code]
    yield Table(table.title, tuple(_column(table, at, head) for at, head in enumerate(table.head)), table.rows)
    if table.curve:
        yield Paragraph(voice("curve.cut"), small=True)


def _column(table: Printed, at: int, head: str) -> Column:
    named = at in table.texts
    long = any(len(row[at]) > len("100% – 100%") for row in table.rows)
    return Column(head, "left" if named else "right", WIDEST if not at and named else 1.5 if long else 1.0)
