"""Removal, not expiry: gaps in the days that had to be kept, emptied histories, wiping programs apart."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest

from inzage.artefact import AMSTERDAM, Window
from inzage.indicators.history_removed import HistoryRemoved, Seen
from inzage.observations import (
    HistoryEmptied,
    HistoryGap,
    Moment,
    OnThisDevice,
    ProgramKind,
    ProgramTrace,
    SystemMoment,
    Visit,
)
from inzage.result import AnswerKind, Reason, Tally
from tests.indicators.evidence import AT, evidence, tally

WINDOW = Window(date(2026, 8, 1), date(2026, 10, 30))
THIRTY = {"dagen": 30}
FIRST_KEPT = datetime(2026, 10, 1, tzinfo=AMSTERDAM)
BEFORE = FIRST_KEPT - timedelta(seconds=1)
YES = OnThisDevice.YES


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (HistoryGap(FIRST_KEPT, 1, YES), ["gap"]),
        (HistoryGap(FIRST_KEPT, 5000, YES), ["gap"]),
        (HistoryEmptied(FIRST_KEPT, YES), ["emptied"]),
        (HistoryEmptied(BEFORE, YES), ["emptied"]),
        (ProgramTrace(FIRST_KEPT, ProgramKind.WIPING, YES), ["wiping_program"]),
        (ProgramTrace(BEFORE, ProgramKind.WIPING, YES), ["wiping_program"]),
        (SystemMoment(FIRST_KEPT, Moment.RESET, YES), ["reset"]),
        (SystemMoment(BEFORE, Moment.CLOCK_CHANGED, YES), ["clock_set"]),
        (SystemMoment(BEFORE, Moment.INSTALLED, YES), ["installed"]),
        (SystemMoment(BEFORE, Moment.UPGRADED, YES), []),
        (SystemMoment(BEFORE, Moment.OTHER, YES), []),
        # near misses: nothing missing; a gap that may have been made when that was free
        (HistoryGap(FIRST_KEPT, 0, YES), []),
        (HistoryGap(BEFORE, 5000, YES), []),
    ],
)
def test_what_counts_as_removal(seen: Seen, counts: list[str]) -> None:
    assert [label for label, _, _ in HistoryRemoved((), THIRTY, WINDOW).observe(seen)] == counts


@pytest.mark.parametrize(
    ("parameters", "window"), [({}, WINDOW), (THIRTY, None), ({"dagen": "30"}, WINDOW), ({"dagen": 10**9}, WINDOW)]
)
def test_without_a_number_of_days_every_gap_in_the_window_counts(
    parameters: dict[str, object], window: Window | None
) -> None:
    gap = HistoryGap(WINDOW.start, 1, YES)
    assert [label for label, _, _ in HistoryRemoved((), parameters, window).observe(gap)] == ["gap"]


@pytest.mark.parametrize("origin", list(OnThisDevice))
def test_time_and_origin_pass_unchanged(origin: OnThisDevice) -> None:
    assert list(HistoryRemoved((), {}).observe(HistoryEmptied(AT, origin))) == [("emptied", AT, origin)]


def test_the_officer_sees_a_wiping_program_apart() -> None:
    found = HistoryRemoved((), {})
    acts = [
        HistoryGap(AT, 9, YES),
        ProgramTrace(AT, ProgramKind.WIPING, YES),
        ProgramTrace(AT, ProgramKind.WIPING, YES),
    ]
    counted = Tally.of(act for seen in acts for act in found.observe(seen))
    assert list(counted.per_label()) == [("gap", 1, 1), ("wiping_program", 2, 1)]


@pytest.mark.parametrize(
    ("given", "kind", "reasons"),
    [
        (evidence("y"), AnswerKind.INDICATION, ()),
        (evidence(short=True), AnswerKind.NO_INDICATION, (Reason.HISTORY_SHORT,)),
        (evidence(), AnswerKind.NO_INDICATION, ()),
        (evidence("u"), AnswerKind.NOT_ASSESSABLE, (Reason.ORIGIN_UNKNOWN,)),
        (
            evidence(covered="main:absent", short=True),
            AnswerKind.NOT_ASSESSABLE,
            (Reason.NO_SOURCE, Reason.HISTORY_SHORT),
        ),
    ],
)
def test_expiry_is_never_an_indication(given: object, kind: AnswerKind, reasons: tuple[Reason, ...]) -> None:
    verdict = HistoryRemoved.judge(given)  # type: ignore[arg-type]
    assert (verdict.kind, verdict.reasons) == (kind, reasons)


def test_it_declares_its_closed_classes_and_needs_no_list() -> None:
    made = HistoryRemoved.registered  # type: ignore[attr-defined]
    assert made.labels == ("gap", "emptied", "wiping_program", "reset", "clock_set", "installed")
    assert made.needs is None
    assert Visit not in made.observes


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("reset", AnswerKind.INDICATION),
        ("wiping_program", AnswerKind.INDICATION),
        ("clock_set", AnswerKind.NO_INDICATION),
        ("installed", AnswerKind.NO_INDICATION),
    ],
)
def test_a_clock_that_was_set_and_a_new_system_are_only_named(label: str, kind: AnswerKind) -> None:
    given = dataclasses.replace(evidence(), from_own=tally("y", label))
    assert HistoryRemoved.judge(given).kind is kind
