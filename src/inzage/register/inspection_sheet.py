"""The inspection export on paper: blocks of the house's documents, so that PDF and HTML say the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from inzage.register.inspecting import Act, Earlier, Item, Part
from inzage.register.inspection import Inspection, LeftOut, Mention, Recipient
from inzage.register.inspection_facts import Fact, moment
from inzage.register.inspection_frames import FRAMES
from inzage.register.zones import day_of
from inzage.report import Document, html, pdf
from inzage.report.sheet import Block, Bullets, Column, Heading, Lines, Notice, Pairs, Paragraph, Sheet, Table
from inzage.report.voice import Voice

LAYOUT = ("page", "of", "table", "figure")
RIGHTS = ("rights.1", "rights.2", "rights.3", "rights.4")
LONGEST = 24
"""Facts of one record that are printed; what has more is a list for machines."""


def documents(inspection: Inspection) -> tuple[Document, ...]:
    """The export as files: JSON, PDF (PDF/A-3a and PDF/UA-1) and HTML."""
    paper = sheet(inspection)
    return (
        Document("gegevens.json", "application/json", inspection.file),
        Document("gegevens.pdf", "application/pdf", pdf.render(paper, inspection.made)),
        Document("gegevens.html", "text/html", html.render(paper)),
    )


def sheet(inspection: Inspection) -> Sheet:
    """The export on paper."""
    voice = Voice(inspection.lang, "client", FRAMES)
    third = inspection.recipient is Recipient.THIRD
    other = inspection.recipient is Recipient.REPRESENTATIVE
    return Sheet(
        design="client",
        lang=inspection.lang,
        title=voice("title.third" if third else "title"),
        subtitle=voice("subtitle.gemachtigde" if other else "subtitle"),
        footer=voice("footer", on=voice.day(day_of(inspection.made))),
        stamps=(),
        blocks=tuple(_of_third(inspection, voice) if third else _of_person(inspection, voice)),
        words={word: voice(word) for word in LAYOUT},
    )


def _of_person(inspection: Inspection, voice: Voice) -> Iterator[Block]:
    yield Paragraph(voice("intro", on=voice.day(day_of(inspection.made))))
    yield Paragraph(voice("intro.times"))
    yield Heading(2, voice("who"))
    yield Paragraph(voice("who.text"))
    yield Pairs(tuple((fact.title, fact.value) for fact in inspection.person))
    yield from _counted(inspection, voice)
    for part in inspection.parts:
        yield from _part(part, voice)
    yield from _ending(inspection, voice)


def _of_third(inspection: Inspection, voice: Voice) -> Iterator[Block]:
    yield Paragraph(voice("intro.third"))
    yield Paragraph(voice("intro.times"))
    if not inspection.mentions:
        yield Paragraph(voice("nothing.third"))
    for mention in inspection.mentions:
        yield from _mention(mention, voice)
    yield from _ending(inspection, voice)


def _counted(inspection: Inspection, voice: Voice) -> Iterator[Block]:
    titles = Counter(item.title for part in inspection.parts for item in (part.trajectory, *part.items))
    if not titles:
        yield Paragraph(voice("nothing"))
        return
    columns = (Column(voice("col.kind"), "left", 4), Column(voice("col.many"), "right", 1))
    rows = tuple((title, voice.n(many)) for title, many in sorted(titles.items()))
    yield Table(voice("counted"), columns, rows, narrow=True)
    yield Paragraph(voice("machines"), small=True)


def _part(part: Part, voice: Voice) -> Iterator[Block]:
    yield Heading(2, _head(part.trajectory.title, part.trajectory.happened, voice))
    yield from _body(part.trajectory, voice)
    for item in part.items:
        yield Heading(3, _head(item.title, item.happened, voice))
        yield from _body(item, voice)


def _head(title: str, at: datetime, voice: Voice) -> str:
    return voice("head", title=title, on=voice.day(day_of(at)))


def _body(item: Item, voice: Voice) -> Iterator[Block]:
    times = [
        (voice("ended"), _moment(item.ended, voice) if item.ended else ""),
        (voice("due"), voice.day(item.due) if item.due else ""),
    ]
    told = [(voice("stands"), item.sentence), *(pair for pair in times if pair[1]), *_printed(item.facts, voice)]
    yield Pairs(tuple(told))
    for earlier in item.earlier:
        yield _correction(earlier, voice)
    yield Paragraph("", lead=voice("steps"))
    yield Bullets(tuple(_act(act, voice) for act in item.acts))


def _printed(facts: tuple[Fact, ...], voice: Voice) -> tuple[tuple[str, str], ...]:
    """What a person reads: no marks for machines, and of a long list only how long it is."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if not fact.technical:
            found.setdefault(fact.path[0], []).append(fact)
    rows: list[tuple[str, str]] = []
    for group in found.values():
        if len(group) > LONGEST:
            title = group[0].title.split(":")[0].rstrip("0123456789 ")
            rows.append((title, voice("many", n=voice.n(len(group)))))
        else:
            rows += [(fact.title, fact.value) for fact in group]
    return tuple(rows)


def _correction(earlier: Earlier, voice: Voice) -> Notice:
    facts = " ".join(f"{title}: {value}." for title, value in _printed(earlier.facts, voice))
    text = voice(
        "corrected.text",
        mended=_moment(earlier.mended, voice),
        mender=earlier.mended_by.lower(),
        facts=facts or voice("corrected.same"),
        at=_moment(earlier.recorded, voice),
        role=earlier.role.lower(),
    )
    return Notice("plain", voice("corrected"), text)


def _act(act: Act, voice: Voice) -> str:
    later = day_of(act.recorded) != day_of(act.happened)
    said = voice(
        "step.later" if later else "step",
        at=_moment(act.happened, voice),
        state=act.state.lower(),
        role=act.role.lower(),
        recorded=_moment(act.recorded, voice),
    )
    return " ".join([said, *(f"{title}: {value}." for title, value in _printed(act.facts, voice))])


def _mention(mention: Mention, voice: Voice) -> Iterator[Block]:
    yield Heading(2, _head(mention.title, mention.happened, voice))
    yield Pairs(((voice("written"), _moment(mention.recorded, voice)), *_printed(mention.facts, voice)))


def _ending(inspection: Inspection, voice: Voice) -> Iterator[Block]:
    yield Heading(2, voice("left"))
    if inspection.left_out:
        yield Bullets(tuple(_left(each, voice) for each in inspection.left_out))
    else:
        yield Paragraph(voice("left.none"))
    yield Heading(2, voice("rights"))
    yield Bullets(tuple(map(voice, RIGHTS)))
    yield Lines(voice("contact"), 1)


def _left(each: LeftOut, voice: Voice) -> str:
    if not each.many:
        return each.why
    return voice("left.item", many=voice.many(each.many, f"left.{each.what}"), why=each.why)


def _moment(at: datetime, voice: Voice) -> str:
    return moment(at, voice.lang)
