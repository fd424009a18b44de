"""The gate itself: a draft goes in, a publication comes out, or a sentence that says why not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from inzage.evaluation import Level
from inzage.evaluation.gate import curves, measures
from inzage.evaluation.gate.drafts import WHOLE, Draft
from inzage.evaluation.gate.faults import NothingLeft, NotToPublish
from inzage.evaluation.gate.published import Bond, Cell, Published
from inzage.evaluation.gate.rules import RULES, Rule
from inzage.evaluation.gate.sight import CONTRADICTS
from inzage.evaluation.gate.suppression import withhold, withstand
from inzage.words import Words


def gate(draft: Draft, level: Level, earlier: Iterable[Published] = ()) -> Published:
    """What of a draft may be told at a level, beside what was told before.

    ``earlier``: publications that readers of this level have, withdrawn ones too; of other questions and of stricter
    readers they are left aside. The same draft and the same earlier ones give the same publication. Raises
    NothingLeft; NotToPublish where counts contradict each other; StatisticsMissing without scipy.
    """
    rule = RULES[level]
    counts = _counts(draft, rule)
    gone = withhold(_open(draft, level, counts), counts, beside(draft.population, level, earlier))
    told = _filled(gone, draft)
    if not told.counts().keys() - {WHOLE}:
        raise NothingLeft(threshold=rule.threshold)
    return told


def audit(published: Published, earlier: Iterable[Published] = ()) -> None:
    """Whether a publication holds, beside what was told before, by what it tells alone. Raises Reveals."""
    withstand(published, beside(published.population, published.level, earlier))


def beside(population: str, level: Level, earlier: Iterable[Published]) -> Sequence[Published]:
    """The earlier publications that a new one is laid beside, in order."""
    if not RULES[level].earlier:
        return ()
    held = [each for each in earlier if each.population == population and each.level is level]
    return sorted(held, key=lambda each: (each.extracted_on, each.until, each.cohort))


def _counts(draft: Draft, rule: Rule) -> dict[str, int]:
    """Every count of a draft by its key. Two tables that count the same must say the same."""
    found = {WHOLE: draft.people}
    pairs = [pair for table in draft.tables for pair in table.cells().items()]
    pairs += [(each.key, each.people) for each in draft.curves]
    pairs += [(each.key, each.people) for each in draft.measures]
    pairs += [(curve.happened, curves.happened(curve, rule)) for curve in draft.curves]
    for key, count in pairs:
        if found.setdefault(key, count) != count:
            raise NotToPublish(why=CONTRADICTS)
    return found


def _open(draft: Draft, level: Level, counts: dict[str, int]) -> Published:
    """All of a draft's counts, nothing withheld yet; its rests stand among its bonds."""
    shapes = tuple(table.shape for table in draft.tables)
    wanted = {WHOLE} | {shape.key(*place) for shape in shapes for place in shape.told()}
    wanted |= {key for curve in draft.curves for key in (curve.key, curve.happened)}
    wanted |= {each.key for each in draft.measures}
    bonds = [Bond(link.whole, link.part, bool(link.rest)) for link in draft.links]
    bonds += [Bond(each.key, each.happened, counts[each.key] > counts[each.happened]) for each in draft.curves]
    return Published(
        population=draft.population,
        level=level,
        since=draft.since,
        until=draft.until,
        extracted_on=draft.extracted_on,
        cohort=draft.cohort,
        shapes=shapes,
        cells=tuple(Cell(key, counts[key]) for key in sorted(wanted)),
        bonds=tuple(bonds),
    )


def _filled(gone: Published, draft: Draft) -> Published:
    """The same with its curves, measures and sentences, as far as the counts that they rest on are told."""
    told, rule = gone.counts(), gone.rule
    remarks = tuple(each for each in draft.remarks if rule.nobody or not _counting(each))
    return replace(
        gone,
        curves=tuple(
            curves.cut(each, rule) if {each.key, each.happened} <= told.keys() else curves.withheld(each)
            for each in draft.curves
        ),
        measures=tuple(measures.tell(each, rule, people=each.key in told) for each in draft.measures),
        remarks=remarks,
        unsaid=len(draft.remarks) - len(remarks),
    )


def _counting(words: Words) -> bool:
    """Whether a sentence holds a figure of its own, that went through no gate."""
    return any(letter.isdigit() for letter in words.nl + words.en)
