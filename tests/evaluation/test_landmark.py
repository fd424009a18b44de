"""A landmark divides by what had begun by a day, among those still followed after it."""

from datetime import date, timedelta

import pytest

from inzage.evaluation import Cohort, Exposure, Unit
from inzage.evaluation.landmark import curve_from, divided, figure_on, stretches
from inzage.words import Words

ZERO, LABEL = date(2020, 1, 1), Words("Zaak", "Case")


def unit(days: int, event: str = "", begun: int | None = None, kind: str = "hulp") -> Unit:
    exposures = () if begun is None else (Exposure(kind, ZERO + timedelta(begun)),)
    return Unit(f"p{days}", ("s",), ZERO, ZERO + timedelta(days), event, exposures=exposures, checks=1)


def cohort(*units: Unit) -> Cohort:
    return Cohort(units, date(2026, 6, 30))


@pytest.mark.parametrize(
    ("one", "begun", "later"),
    [
        (unit(101, begun=100), (0,), ()),
        (unit(101, begun=101), (), (0,)),
        (unit(101, begun=-5), (0,), ()),
        (unit(101), (), (0,)),
        (unit(101, begun=50, kind="anders"), (), (0,)),
        (unit(100, begun=50), (), ()),
        (unit(100, "zaak"), (), ()),
    ],
)
def test_the_day_itself_is_by_then_and_who_left_on_it_is_in_neither(
    one: Unit, begun: tuple[int, ...], later: tuple[int, ...]
) -> None:
    assert divided(cohort(one), (0,), "hulp", 100) == (begun, later)


def test_the_curve_begins_at_the_landmark_with_nobody_having_had_it() -> None:
    held = cohort(unit(110, "zaak"), unit(130, "weg"), unit(140, "zaak"), unit(150))
    curve = curve_from(held, (0, 1, 2, 3), "zaak", 100, LABEL, group="g")
    assert curve
    assert (curve.moments[0].at, curve.moments[0].value, curve.group) == (100, 0.0, "g")
    # A quarter at 110; of the half that is left after the exit at 130, half at 140.
    assert [(m.at, round(m.value, 6)) for m in curve.moments if m.events] == [(110, 0.25), (140, 0.5)]
    assert curve_from(held, (), "zaak", 100, LABEL, group="g") is None


def test_a_height_counts_events_up_to_its_day_and_there_is_none_after_the_curve() -> None:
    held = cohort(unit(110, "zaak"), unit(130), unit(140, "zaak"), unit(150))
    curve = curve_from(held, (0, 1, 2, 3), "zaak", 100, LABEL, group="g")
    assert curve
    found = figure_on("hoogte", LABEL, held, curve, 139, since=100)
    assert found.estimate
    assert (found.estimate.value, found.units, found.extra["events"]) == (0.25, (0,), 1)
    assert found.extra["checks_per_person_month"] > 0
    assert found.extra["person_years"] == pytest.approx((10 + 30 + 40 + 50) / 365.25)
    assert figure_on("hoogte", LABEL, held, curve, 140, since=100).units == (0, 2)
    assert figure_on("hoogte", LABEL, held, curve, 151, since=100).estimate is None


def test_stretches_enter_at_the_landmark() -> None:
    held = cohort(unit(110, "zaak", 50), unit(130))
    told = [
        (row.start, row.stop, row.happened, row.values)
        for row in stretches(held, (0,), (0, 1), "hulp", event="zaak", on_day=100)
    ]
    assert told == [(100, 110, True, {"hulp": 1.0}), (100, 130, False, {"hulp": 0.0})]
