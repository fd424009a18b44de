"""What makes a figure less than it seems: pure tests over the cohort table, each with a sentence for the reader.

References: WODC, Cahier 2020-20 (handhavingsparadox: who is watched more closely is found out more often).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from inzage.evaluation import Caution, Cohort, Protocol, Unit
from inzage.evaluation.selecting import DAYS_OF_MONTH, day, exposed_days
from inzage.words import Words

FOLLOW_UP, EXITS, DETECTION, MISSING = 0.20, 0.05, 0.20, 0.10
"""Above these shares a warning sounds; at them it does not."""

Test = Callable[[Cohort, Protocol, int], Caution | None]


def cautions(cohort: Cohort, protocol: Protocol, looks: int) -> tuple[Caution, ...]:
    """Every warning that sounds over a cohort. ``looks``: which look this is, the first being 1."""
    found = (test(cohort, protocol, looks) for test in TESTS)
    return tuple(caution for caution in found if caution)


def exposure_after_zero(cohort: Cohort, _: Protocol, __: int) -> Caution | None:
    """A group that is known only by what came after time zero: an exposure that began later, or ``grouped_on``."""
    many = sum(map(_grouped_later, cohort.units))
    if not many:
        return None
    said = Words(
        "De indeling in groepen hangt bij een deel af van wat pas na de eerste dag gebeurde. Wie lang genoeg zonder "
        "recidive bleef om aan iets te beginnen, lijkt dan vanzelf beter af. Vergelijk deze groepen niet.",
        "For some, the group depends on what happened after the first day only. Who stayed free of re-offending long "
        "enough to begin something then looks better off by itself. Do not compare these groups.",
    )
    return Caution("exposure_after_zero", said, {"units": many, "of": len(cohort.units)})


def _grouped_later(unit: Unit) -> bool:
    begun = any(each.kind == unit.group and each.since > unit.zero for each in unit.exposures)
    known = day(unit.marks.get("grouped_on", ""))
    return begun or (known is not None and known > unit.zero)


def unequal_follow_up(cohort: Cohort, protocol: Protocol, _: int) -> Caution | None:
    """The groups' mean follow-up differs by more than 20 % of the longest. Where nobody is followed: never."""
    means = {name: sum(u.days for u in units) / len(units) for name, units in _groups(cohort).items()}
    if protocol.follow_up_days is None or not _apart(means.values(), FOLLOW_UP):
        return None
    said = Words(
        "De groepen zijn niet even lang gevolgd. Wie langer wordt gevolgd, heeft meer tijd om iets te doen. Vergelijk "
        "alleen wat in dezelfde tijd gebeurde, dus de lijnen en niet de aantallen.",
        "The groups were not followed for equally long. Who is followed longer has more time to do something. Compare "
        "only what happened within the same time: the lines, not the counts.",
    )
    return Caution("unequal_follow_up", said, {f"days {name}": round(days, 1) for name, days in means.items()})


def competing_exits(cohort: Cohort, protocol: Protocol, _: int) -> Caution | None:
    """More than 5 % left by an event after which the outcome cannot happen any more."""
    many = sum(unit.event in protocol.competing for unit in cohort.units)
    if not _above(many, len(cohort.units), EXITS):
        return None
    said = Words(
        "Een deel van de mensen kon het gevolgde niet meer doen, bijvoorbeeld door detentie, vertrek of overlijden. "
        "Daarmee is gerekend (Aalen–Johansen), maar hun kans zonder dat vertrek kent niemand.",
        "Some people could no longer do what is followed, such as by detention, departure or death. That was reckoned "
        "with (Aalen–Johansen), but nobody knows their chance had they not left.",
    )
    return Caution("competing_exits", said, {"units": many, "of": len(cohort.units)})


def unequal_detection(cohort: Cohort, protocol: Protocol, _: int) -> Caution | None:
    """Checks per person-month differ by more than 20 % between groups, or between exposed and other time."""
    if protocol.follow_up_days is None:
        return None
    by_group = {name: rate for name, units in _groups(cohort).items() if (rate := _rate(units)) is not None}
    rates = next((each for each in (by_group, _by_exposure(cohort.units)) if _apart(each.values(), DETECTION)), None)
    if rates is None:
        return None
    said = Words(
        "Er is niet overal even vaak gecontroleerd. Wie vaker wordt gecontroleerd, wordt vaker betrapt "
        "(handhavingsparadox). Een verschil kan dus door het controleren komen en niet door gedrag.",
        "Checks were not equally frequent everywhere. Who is checked more often is found out more often. So a "
        "difference may come from checking, and not from behaviour.",
    )
    return Caution("unequal_detection", said, {f"checks/month {name}": round(r, 3) for name, r in rates.items()})


def _rate(units: Sequence[Unit]) -> float | None:
    months = sum(unit.days for unit in units) / DAYS_OF_MONTH
    return sum(unit.checks for unit in units) / months if months else None


def _by_exposure(units: Sequence[Unit]) -> dict[str, float]:
    """Checks per person-month in exposed and in other time; of units that tell which checks were which."""
    telling = [unit for unit in units if "checks_exposed" in unit.marks]
    days = sum(map(exposed_days, telling)), sum(unit.days for unit in telling)
    within = sum(int(unit.marks["checks_exposed"]) for unit in telling)
    whole = sum(unit.checks for unit in telling)
    parts = {"exposed": (within, days[0]), "not exposed": (whole - within, days[1] - days[0])}
    return {name: checks / (many / DAYS_OF_MONTH) for name, (checks, many) in parts.items() if many > 0}


def below_minimum(cohort: Cohort, protocol: Protocol, _: int) -> Caution | None:
    """Fewer units than the protocol asks; then no figure is given but their number."""
    many, needed = len(cohort.units), protocol.minimum
    if many >= needed:
        return None
    said = Words(
        f"Er is nog te weinig geteld: {many}, en afgesproken is ten minste {needed}. Daarom staan hier alleen "
        "aantallen en geen percentages of gemiddelden. Dat betekent niet dat er niets aan de hand is.",
        f"Too little was counted yet: {many}, and at least {needed} was agreed. So there are only numbers here, no "
        "percentages or averages. That does not mean that nothing is going on.",
    )
    return Caution("below_minimum", said, {"units": many, "minimum": needed})


def more_looks(_: Cohort, protocol: Protocol, looks: int) -> Caution | None:
    """Looked at more often than was planned."""
    if protocol.looks is None or looks <= protocol.looks:
        return None
    said = Words(
        f"Dit is blik {looks}, en er waren {protocol.looks} gepland. Wie vaak genoeg kijkt, ziet altijd een keer een "
        "uitschieter. De marges hieronder zijn daardoor te smal.",
        f"This is look {looks}, and {protocol.looks} were planned. Who looks often enough always sees an outlier at "
        "some time. So the margins below are too narrow.",
    )
    return Caution("more_looks", said, {"looks": looks, "planned": protocol.looks})


def missing_outcome(cohort: Cohort, _: Protocol, __: int) -> Caution | None:
    """The outcome of more than 10 % is not known."""
    many = sum(unit.missing for unit in cohort.units)
    if not _above(many, len(cohort.units), MISSING):
        return None
    said = Words(
        "Van meer dan een op de tien is de uitkomst niet bekend. Wie ontbreekt, is zelden toevallig wie. De cijfers "
        "gelden alleen voor wie wel bekend is.",
        "For more than one in ten the outcome is not known. Who is missing is seldom so by chance. The figures hold "
        "only for those who are known.",
    )
    return Caution("missing_outcome", said, {"units": many, "of": len(cohort.units)})


def registration_lag(cohort: Cohort, protocol: Protocol, _: int) -> Caution | None:
    """Somebody was still followed in the days that the source has not registered wholly yet."""
    since = cohort.extracted_on - timedelta(protocol.lag_days)
    many = sum(unit.until > since for unit in cohort.units)
    if not (protocol.lag_days and many):
        return None
    said = Words(
        f"De bron loopt ongeveer {protocol.lag_days} dagen achter. Wat na {since} gebeurde, staat er nog niet helemaal "
        "in; de laatste maanden lijken daardoor altijd te gunstig.",
        f"The source runs about {protocol.lag_days} days behind. What happened after {since} is not wholly in it yet; "
        "so the last months always look too good.",
    )
    return Caution("registration_lag", said, {"units": many, "since": since.isoformat()})


def code_list_changed(cohort: Cohort, _: Protocol, __: int) -> Caution | None:
    """The outcomes were coded in more than one version of a code list."""
    lists = sorted({name for unit in cohort.units for name in unit.lists})
    if len(lists) < len(("one", "other")):
        return None
    said = Words(
        f"De uitkomsten zijn niet alle in dezelfde lijst ingedeeld ({', '.join(lists)}). Een sprong in de reeks kan "
        "van de nieuwe lijst komen en niet van gedrag.",
        f"The outcomes were not all classified by the same list ({', '.join(lists)}). A jump in the series may come "
        "from the new list, and not from behaviour.",
    )
    return Caution("code_list_changed", said, {"lists": ", ".join(lists)})


TESTS: Sequence[Test] = (
    below_minimum,
    more_looks,
    exposure_after_zero,
    unequal_follow_up,
    unequal_detection,
    competing_exits,
    missing_outcome,
    registration_lag,
    code_list_changed,
)


def _groups(cohort: Cohort) -> Mapping[str, Sequence[Unit]]:
    found = defaultdict[str, list[Unit]](list)
    for unit in cohort.units:
        found[unit.group].append(unit)
    return found


def _above(part: int, whole: int, share: float) -> bool:
    return bool(whole) and part / whole > share


def _apart(values: Iterable[float], share: float) -> bool:
    """Whether the lowest lies more than a share of the highest below it."""
    held = list(values)
    return bool(held) and max(held) > 0 and (max(held) - min(held)) / max(held) > share + ROUNDING


ROUNDING = 1e-9
"""Of two floating point numbers that are a fifth apart, one may seem to be more."""
