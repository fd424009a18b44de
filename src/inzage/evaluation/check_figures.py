"""Figures over checks, per version of the method: a share that may be looked at always, totals over totals, times.

Below the protocol's minimum a version's figures keep their numbers and have no estimate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inzage.evaluation import Cohort, Estimate, Figure, Protocol, Unit
from inzage.evaluation.checks import CLOSED
from inzage.evaluation.estimators.anytime import anytime
from inzage.evaluation.estimators.durations import median, p90, ratio
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.figuring import Places, at, attempted, places, those
from inzage.words import Words

MINUTES_OF_HOUR = 60
SHOWN_ONLY = Words(
    "Deze cijfers gaan alleen over gegevensdragers die zijn aangereikt of in zicht lagen. Wat is verstopt, blijft "
    "buiten beeld.",
    "These figures are only about data carriers that were handed over or lay in sight. What is hidden stays unseen.",
)
EVERY_LOOK = Words(
    "De marges van de percentages gelden bij elke blik, hoe vaak u ook kijkt. Daarom zijn zij breder dan gewoonlijk.",
    "The margins of the shares hold at every look, however often you look. So they are wider than usual margins.",
)
TIMES_ONCE = Words(
    "De marges van tijden en verhoudingen gelden voor één blik. Wie vaak kijkt, neemt ze ruimer.",
    "The margins of times and ratios hold for one look. Whoever looks often takes them wider.",
)


@dataclass(frozen=True, slots=True)
class Group:
    """The checks of one version of the method. ``closed``: its fixed sample is full."""

    cohort: Cohort
    protocol: Protocol
    name: str
    of: Places
    closed: bool = field(default=False)

    def share(
        self, code: str, label: Words, holds: Callable[[Unit], object], among: Callable[[Unit], object] | None = None
    ) -> Figure:
        """The share for which something holds, among those of whom it is known."""
        of = those(self.cohort, self.of, among) if among else self.of
        units = those(self.cohort, of, holds)
        return self.counted(code, label, units, of)

    def counted(self, code: str, label: Words, units: Places, of: Places) -> Figure:
        """A share over places: valid at every look, and Wilson's once the fixed sample is full."""
        enough = len(of) >= self.protocol.minimum
        estimate = (wilson if self.closed else anytime)(len(units), len(of)) if enough else None
        return Figure(code, label, "share", estimate, units, of, {"n": len(of), "events": len(units)}, group=self.name)

    def totals(self, code: str, label: Words, above: str, below: str) -> Figure:
        """One mark's total over another's, such as questions without an answer over all questions.

        Its ``units`` are the checks behind both totals; it has no ``of``, because it is no share of checks.
        """
        units = those(self.cohort, self.of, lambda unit: unit.marks[above] is not None and unit.marks[below])
        pairs = [(unit.marks[above], unit.marks[below]) for unit in at(self.cohort, units)]
        estimate = self.enough(units, lambda: ratio([one for one, _ in pairs], [other for _, other in pairs]))
        extra = {"n": sum(other for _, other in pairs), "events": sum(one for one, _ in pairs)}
        return Figure(code, label, "share", estimate, units, (), extra, group=self.name)

    def middle(self, code: str, label: Words, mark: Callable[[Unit], float | None], *, slowest: bool = False) -> Figure:
        """The median (or what nine in ten stay below) of a time in hours, among those of whom it is known."""
        of = those(self.cohort, self.of, lambda unit: mark(unit) is not None)
        values = [value for unit in at(self.cohort, of) if (value := mark(unit)) is not None]
        estimate = self.enough(of, lambda: (p90 if slowest else median)(values))
        return Figure(code, label, "hours", estimate, of, of, {"n": len(of)}, group=self.name)

    def enough(self, of: Places, estimate: Callable[[], Estimate]) -> Estimate | None:
        """An estimate, unless there are too few for one."""
        return attempted(estimate) if len(of) >= self.protocol.minimum else None


def groups(cohort: Cohort, protocol: Protocol) -> list[Group]:
    """The versions of the method in order of their first check; one group of nobody where there is none."""
    names = list(dict.fromkeys(unit.group for unit in cohort.units)) or [""]
    found = [(name, places(cohort, of_group(name))) for name in names]
    most = protocol.fixed_sample
    return [Group(cohort, protocol, name, of, closed=most is not None and len(of) >= most) for name, of in found]


def of_group(name: str) -> Callable[[Unit], bool]:
    """Whether a unit is of a group."""
    return lambda unit: unit.group == name


def has(mark: str) -> Callable[[Unit], bool]:
    """Whether a mark is true, or above 0."""
    return lambda unit: bool(unit.marks[mark])


def tells(mark: str) -> Callable[[Unit], bool]:
    """Whether a mark is known."""
    return lambda unit: unit.marks[mark] is not None


def indicated(code: str) -> Callable[[Unit], bool]:
    """Whether a question came to an indication."""
    return lambda unit: code in unit.marks["indications"]


def assessed(code: str) -> Callable[[Unit], bool]:
    """Whether a question was answered."""
    return lambda unit: unit.marks["answers"].get(code, CLOSED) != CLOSED


def hours(mark: str) -> Callable[[Unit], float | None]:
    """A mark in minutes as hours."""

    def told(unit: Unit) -> float | None:
        minutes = unit.marks.get(mark)
        return None if minutes is None else float(minutes) / MINUTES_OF_HOUR

    return told


def asked(cohort: Cohort) -> list[str]:
    """The codes of all questions that were answered in any check; "" is no code."""
    return sorted({code for unit in cohort.units for code in unit.marks["answers"] if code})


def without(cohort: Cohort, mark: str, missing: Words) -> Iterable[Words]:
    """A gap: how many units lack a mark. Nothing where none does."""
    many = sum(unit.marks.get(mark) is None for unit in cohort.units)
    whole = len(cohort.units)
    if many:
        yield Words(f"Bij {many} van de {whole} {missing.nl}", f"Of {many} of {whole} {missing.en}")


HOURS = Words("Duur van een controle (mediaan)", "Length of a check (median)")
HOURS_P90 = Words("Duur waar negen van de tien controles onder blijven", "Length below which nine in ten checks stay")
STAFF = Words("Werktijd van alle uitvoerders samen (mediaan)", "Staff time of all performers together (median)")
NO_MINUTES = Words(
    "controles is niet vastgelegd hoelang zij duurden. Nodig is: het aantal minuten bij het afronden of afsluiten.",
    "checks it was not recorded how long they took. Needed is: the minutes when a check is finished or closed.",
)
NO_STAFF = Words(
    "controles is niet vastgelegd hoeveel werktijd zij kostten. Nodig is: bij het afsluiten de werktijd van alle "
    "uitvoerders samen, of de duur en het aantal uitvoerders.",
    "checks it was not recorded how much staff time they took. Needed is: the staff time of all performers together "
    "when a check is closed, or its length and the number of performers.",
)
NO_CONDITION = Words(
    "controles is niet te zien of zij binnen de opdracht vielen. Nodig is: de voorwaarde met termijn, frequentie en "
    "wijze.",
    "checks it cannot be seen whether they fell within the order. Needed is: the condition with term, frequency and "
    "manner.",
)


def no_version(cohort: Cohort) -> Iterable[Words]:
    """A gap where checks do not tell by which version of the method they were done."""
    many = sum(not unit.group for unit in cohort.units)
    if many:
        yield Words(
            f"Bij {many} van de {len(cohort.units)} controles staat geen methodeversie. Nodig is: method_version.",
            f"Of {many} of {len(cohort.units)} checks no version of the method is told. Needed is: method_version.",
        )


def no_questions(cohort: Cohort) -> Iterable[Words]:
    """A gap where findings do not tell on which question they are."""
    many = sum("" in unit.marks["answers"] for unit in cohort.units)
    if many:
        yield Words(
            f"Bij {many} controles staat niet bij de bevinding op welke vraag zij antwoord geeft. Nodig is: question.",
            f"For {many} checks the finding does not tell which question it answers. Needed is: question.",
        )


def side_by_side(figures: Iterable[Figure]) -> list[Figure]:
    """Groups next to each other: by code in order of first appearance, else as they came."""
    held = list(figures)
    codes = list(dict.fromkeys(each.code for each in held))
    return sorted(held, key=lambda each: codes.index(each.code))


def named(one: Words, many: Words) -> dict[str, dict[str, str]]:
    """What a unit is called where it is not what the protocol follows from, for ``Result.context`` as ``unit``."""
    return {name: {"nl": words.nl, "en": words.en} for name, words in (("one", one), ("many", many))}


def coded(figures: Mapping[str, Sequence[Figure]]) -> dict[str, list[str]]:
    """By head the codes of its figures, once each, for ``Result.context``."""
    return {head: list(dict.fromkeys(each.code for each in some)) for head, some in figures.items()}
