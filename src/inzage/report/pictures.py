"""The two charts of a document, with their words: acts per week, and shares of the sources."""

from inzage.report import spelling
from inzage.report.chart import Segment, Told, Week, bars, shares
from inzage.report.coverage import Shares
from inzage.report.facts import AnswerFacts
from inzage.report.sheet import Column, Figure, Table
from inzage.report.voice import Voice

FILLS = {"read": "#14505c", "unread": "#c77700", "closed": "#4f575c", "not_needed": "#7f939b"}
"""Each stands out from the paper by 3 to 1 or more, and its neighbour is told apart in words too."""


def acts_per_week(outcome: AnswerFacts, voice: Voice, key: str, caption: str) -> Figure:
    """Bars over the window of one question."""
    about = _about(outcome, voice)
    labels = [spelling.day_and_month(week.first, voice.lang) for week in outcome.weeks]
    svg = bars(outcome.weeks, labels, voice("chart.acts"), Told(caption, about, key))
    return Figure(svg, about, caption)


def week_table(outcome: AnswerFacts, voice: Voice, caption: str) -> Table:
    """The figures of the bars; weeks without acts are left out."""
    columns = (Column(voice("weeks.col"), width=3), Column(voice("col.count"), "right", 1))
    rows = ((voice.day(week.first), voice.n(week.count)) for week in outcome.weeks if week.count)
    return Table(caption, columns, tuple(rows), narrow=True)


def sources_read(part: Shares, voice: Voice, key: str, caption: str) -> Figure:
    """The coverage bar."""
    counts = {"read": part.read, "unread": part.unread, "closed": part.closed, "not_needed": part.not_needed}
    about = voice("shares.about", total=voice.many(part.total, "sources"), **counts)
    segments = [Segment(voice(name), count, FILLS[name]) for name, count in counts.items()]
    return Figure(shares(segments, Told(voice("shares.title"), about, key)), about, caption)


def _about(outcome: AnswerFacts, voice: Voice) -> str:
    first, last = outcome.weeks[0].first, outcome.weeks[-1].first
    ends = {"first": voice.day(first), "last": voice.day(last)}
    busiest = max(outcome.weeks, key=_count)
    if not busiest.count:
        return voice("chart.none", **ends)
    told = {"count": voice.many(outcome.count, "acts"), "busiest": voice.day(busiest.first)}
    return voice("chart.about", **ends, **told, most=voice.n(busiest.count))


def _count(week: Week) -> int:
    return week.count
