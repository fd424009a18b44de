"""E4, re-checks: the same person at the first and at the second check, on what was answered both times.

When something happened is not known, only between which checks: so it counts from the re-check that showed it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from inzage.evaluation import Cohort, Estimate, Figure, NothingToCount, Protocol, Result, Rows, Unit
from inzage.evaluation.answering import OFTEN_ONE_PERSON, answered
from inzage.evaluation.check_figures import SHOWN_ONLY, has, named, no_questions, of_group
from inzage.evaluation.checks import CLOSED, KINDS, units
from inzage.evaluation.estimators.durations import median
from inzage.evaluation.estimators.proportions import mcnemar, wilson
from inzage.evaluation.estimators.rates import rate
from inzage.evaluation.figuring import Places, at, attempted, places, those
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import DAYS_OF_MONTH, beside
from inzage.words import Words

CODE = "E4"
FOUND = "aanwijzing"


def select(rows: Rows, protocol: Protocol) -> Cohort:
    """A person per unit, from the first check on. ``checks``: re-checks. ``group``: notice of the first check.

    Marks: ``first``, ``second``: an indication in the questions that both answered; ``days_between``; ``same_notice``;
    ``found``: re-checks with an indication; ``answers``: as of the first check. Left out: een-controle (no second one),
    geen-zelfde-vraag (no question that both answered), hercontrole-te-laat.
    """
    of = defaultdict[str, list[Unit]](list)
    for check in units(rows):
        if check.marks["answered"]:
            of[check.person].append(check)
    made = [_person(checks, protocol) for checks in of.values()]
    left_out = Counter(each for each in made if isinstance(each, str))
    kept = sorted((each for each in made if isinstance(each, Unit)), key=lambda unit: unit.zero)
    return Cohort(tuple(kept), rows.extracted_on, dict(sorted(left_out.items())))


def _person(checks: Sequence[Unit], protocol: Protocol) -> Unit | str:
    """A person, or why not."""
    first, *later = checks
    if not later:
        return "een-controle"
    last = first.zero + timedelta(protocol.follow_up_days) if protocol.follow_up_days else later[-1].zero
    in_time = [check for check in later if check.zero <= last]
    if not in_time:
        return "hercontrole-te-laat"
    both = _answered(first) & _answered(in_time[0])
    return _unit(first, in_time, both) if both else "geen-zelfde-vraag"


def _answered(check: Unit) -> set[str]:
    return {code for code, answer in check.marks["answers"].items() if answer != CLOSED}


def _unit(first: Unit, later: Sequence[Unit], both: set[str]) -> Unit:
    second = later[0]
    marks = {
        "first": bool(both & set(first.marks["indications"])),
        "second": bool(both & set(second.marks["indications"])),
        "days_between": (second.zero - first.zero).days,
        "same_notice": first.marks["notice"] == second.marks["notice"],
        "found": sum(bool(check.marks["indications"]) for check in later),
        "answers": first.marks["answers"],
    }
    return Unit(
        person=first.person,
        sources=tuple(source for check in (first, *later) for source in check.sources),
        zero=first.zero,
        until=later[-1].zero,
        event=FOUND if marks["second"] else "",
        group=str(first.marks["notice"] or ""),
        marks=marks,
        checks=len(later),
    )


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """What changed within persons, the shares before and after, and new indications per month."""
    return answered(
        cohort,
        protocol,
        figures=list(_figures(cohort, protocol)),
        notes=[SHOWN_ONLY, CENSORED, OFTEN_ONE_PERSON, REGRESSION, NOTICE, ADAPTATION],
        gaps=list(no_questions(cohort)),
        context={"unit": named(ONE, MANY)},
    )


def _figures(cohort: Cohort, protocol: Protocol) -> Iterator[Figure]:
    everyone = places(cohort)
    same = those(cohort, everyone, has("same_notice"))
    yield _changed(cohort, protocol, "change", CHANGE, everyone)
    yield _changed(cohort, protocol, "change-same-notice", CHANGE_SAME, same)
    yield _share(cohort, protocol, "first", everyone)
    yield _share(cohort, protocol, "second", everyone)
    for group in sorted({unit.group for unit in cohort.units if unit.group}):
        yield _share(cohort, protocol, "second", places(cohort, of_group(group)), group)
    yield _rate(cohort, protocol, everyone)
    values = [unit.marks["days_between"] for unit in cohort.units]
    between = attempted(lambda: median(values)) if _enough(protocol, everyone) else None
    yield Figure("days-between", BETWEEN, "days", between, everyone, everyone, beside(cohort.units))
    yield _share(cohort, protocol, "same_notice", everyone)


def _enough(protocol: Protocol, of: Places) -> bool:
    return len(of) >= protocol.minimum


def _changed(cohort: Cohort, protocol: Protocol, code: str, label: Words, of: Places) -> Figure:
    """Of those who changed, the share whose indication was gone; a half where only chance decides."""
    gone = those(cohort, of, lambda unit: unit.marks["first"] and not unit.marks["second"])
    new = those(cohort, of, lambda unit: unit.marks["second"] and not unit.marks["first"])
    changed = tuple(sorted((*gone, *new)))
    tested = _tested(len(gone), len(new)) if _enough(protocol, changed) else None
    extra = beside(at(cohort, of)) | ({"p": tested[0]} if tested else {})
    return Figure(code, label, "share", tested[1] if tested else None, gone, changed, extra, effect=True)


def _tested(gone: int, new: int) -> tuple[float, Estimate] | None:
    try:
        return mcnemar(gone, new)
    except NothingToCount:
        return None


def _share(cohort: Cohort, protocol: Protocol, mark: str, of: Places, group: str = "") -> Figure:
    units = those(cohort, of, has(mark))
    estimated = wilson(len(units), len(of)) if _enough(protocol, of) else None
    extra = beside(at(cohort, of), len(units))
    return Figure(mark.replace("_", "-"), SHARES[mark], "share", estimated, units, of, extra, group=group)


def _rate(cohort: Cohort, protocol: Protocol, of: Places) -> Figure:
    held = at(cohort, of)
    found, months = sum(unit.marks["found"] for unit in held), sum(unit.days for unit in held) / DAYS_OF_MONTH
    estimated = attempted(lambda: rate(found, months)) if _enough(protocol, of) else None
    units = those(cohort, of, has("found"))
    return Figure("rate", RATE, "rate", estimated, units, of, beside(held, found))


ONE, MANY = Words("persoon", "person"), Words("mensen", "people")
SHARES: Mapping[str, Words] = {
    "first": Words("Mensen met een aanwijzing bij de eerste controle", "People with an indication at the first check"),
    "second": Words("Mensen met een aanwijzing bij de hercontrole", "People with an indication at the re-check"),
    "same_notice": Words(
        "Mensen bij wie beide controles gelijk waren aangekondigd", "People with the same notice twice"
    ),
}
CHANGE = Words(
    "Van wie veranderde: de aanwijzing was bij de hercontrole weg",
    "Of who changed: the indication was gone at the re-check",
)
CHANGE_SAME = Words(
    "Hetzelfde, waar beide controles gelijk waren aangekondigd", "The same, where both checks had the same notice"
)
RATE = Words(
    "Hercontroles met een aanwijzing, per maand sinds de eerste controle",
    "Re-checks with an indication, per month since the first",
)
BETWEEN = Words(
    "Dagen tussen de eerste controle en de hercontrole (mediaan)", "Days from first check to re-check (median)"
)
CENSORED = Words(
    "Wanneer iets gebeurde is niet bekend, alleen tussen welke twee controles. Wie vaker wordt gecontroleerd, heeft "
    "meer kans dat iets wordt gezien.",
    "When something happened is not known, only between which two checks. Who is checked more often is more likely to "
    "be seen.",
)
REGRESSION = Words(
    "Wie de eerste keer opviel, valt de tweede keer vanzelf minder vaak op (regressie naar het gemiddelde). Een daling "
    "is daarom geen bewijs dat controleren werkt; daarvoor is een groep zonder hercontrole nodig.",
    "Who stood out the first time stands out less often the second time by itself (regression to the mean). So a fall "
    "is no proof that checking works; that takes a group without re-checks.",
)
NOTICE = Words(
    "Een aangekondigde controle vindt minder dan een onaangekondigde. Vergelijk daarom ook de regel met gelijke "
    "aankondiging.",
    "A check that was announced finds less than one that was not. So look at the line with the same notice too.",
)
ADAPTATION = Words(
    "Wie een controle heeft meegemaakt, kan een ander apparaat gebruiken of gaan opruimen. Dat is in deze cijfers niet "
    "van verbetering te onderscheiden.",
    "Who has been through a check may use another device or clean up. In these figures that cannot be told from "
    "improvement.",
)

QUESTION = Question(CODE, KINDS, select, estimate)
