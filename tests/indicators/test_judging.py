"""The one rule for counted acts: each answer with its nearest neighbours."""

import itertools

import pytest

from inzage.indicators import Evidence, all_indicators, judge_acts, share_seen
from inzage.result import AnswerKind, Reason, Status
from tests.indicators.evidence import coverage, evidence, tally

NO, YES, CANNOT = AnswerKind.NO_INDICATION, AnswerKind.INDICATION, AnswerKind.NOT_ASSESSABLE
R = Reason


@pytest.mark.parametrize(
    ("given", "kind", "count", "reasons"),
    [
        # nothing seen that counts, everything read
        (evidence(), NO, 0, ()),
        (evidence(covered="main:read main:read side:read"), NO, 0, ()),
        # a list is missing or stale: before everything else
        (evidence("yyy", lists=R.NO_LIST), CANNOT, 0, (R.NO_LIST,)),
        (evidence(lists=R.STALE_LIST, short=True), CANNOT, 0, (R.STALE_LIST,)),
        # acts on this device, in an own profile
        (evidence("y"), YES, 1, ()),
        (evidence("yyunn"), YES, 2, (R.OTHER_DEVICE,)),
        (evidence("y", shared="yu"), YES, 1, ()),
        (evidence("y", covered="main:read main:unreadable"), YES, 1, (R.SOURCE_UNREADABLE,)),
        (evidence("y", covered="main:degraded"), YES, 1, (R.SOURCE_UNREADABLE,)),
        (evidence("y", covered="side:read"), YES, 1, (R.NO_SOURCE,)),
        (evidence("y", short=True), YES, 1, (R.HISTORY_SHORT,)),
        # acts in a shared profile alone
        (evidence(shared="yy"), CANNOT, 0, (R.SHARED_PROFILE,)),
        (evidence("n", shared="y"), CANNOT, 0, (R.SHARED_PROFILE, R.OTHER_DEVICE)),
        (evidence("u", shared="y"), CANNOT, 0, (R.SHARED_PROFILE, R.ORIGIN_UNKNOWN)),
        # acts of unknown origin alone
        (evidence("u"), CANNOT, 0, (R.ORIGIN_UNKNOWN,)),
        (evidence(shared="u"), CANNOT, 0, (R.ORIGIN_UNKNOWN,)),
        (evidence("un", short=True), CANNOT, 0, (R.ORIGIN_UNKNOWN, R.OTHER_DEVICE, R.HISTORY_SHORT)),
        # acts of another device alone: not this carrier's, and named
        (evidence("nn"), NO, 0, (R.OTHER_DEVICE,)),
        (evidence(shared="n"), NO, 0, (R.OTHER_DEVICE,)),
        (evidence("n", covered="main:unreadable"), CANNOT, 0, (R.SOURCE_UNREADABLE, R.OTHER_DEVICE)),
        # a required family with no source
        (evidence(covered=""), CANNOT, 0, (R.NO_SOURCE,)),
        (evidence(covered="main:absent"), CANNOT, 0, (R.NO_SOURCE,)),
        (evidence(covered="main:excluded"), CANNOT, 0, (R.NO_SOURCE,)),
        (evidence(covered="main:unreadable:other_kind"), CANNOT, 0, (R.NO_SOURCE,)),
        (evidence(covered="side:read"), CANNOT, 0, (R.NO_SOURCE,)),
        (evidence(covered="main:read", required=("main", "side")), CANNOT, 0, (R.NO_SOURCE,)),
        # a browser that is not installed, or another's, is no missing source
        (evidence(covered="main:read main:absent"), NO, 0, ()),
        (evidence(covered="main:read main:excluded"), NO, 0, ()),
        (evidence(covered="main:read main:unreadable:other_kind"), NO, 0, ()),
        (evidence(covered="", required=()), NO, 0, ()),
        # a required family that the mandate keeps shut
        (evidence(covered="main:closed"), CANNOT, 0, (R.SOURCE_CLOSED,)),
        (evidence(covered="main:out_of_period"), CANNOT, 0, (R.SOURCE_CLOSED,)),
        (evidence(covered="main:closed side:read"), CANNOT, 0, (R.SOURCE_CLOSED,)),
        # one door shut beside an open one: named, and stops nothing
        (evidence(covered="main:read main:closed"), NO, 0, (R.SOURCE_CLOSED,)),
        (evidence(covered="main:read side:closed"), NO, 0, (R.SOURCE_CLOSED,)),
        # a required source that was there and was not read whole
        (evidence(covered="main:read main:unreadable"), CANNOT, 0, (R.SOURCE_UNREADABLE,)),
        (evidence(covered="main:degraded"), CANNOT, 0, (R.SOURCE_UNREADABLE,)),
        (evidence(covered="main:read main:encrypted:encrypted"), CANNOT, 0, (R.SOURCE_UNREADABLE,)),
        (evidence(covered="main:read main:over_budget"), CANNOT, 0, (R.SOURCE_NOT_REACHED,)),
        (evidence(covered="main:not_reached"), CANNOT, 0, (R.SOURCE_NOT_REACHED,)),
        (
            evidence(covered="main:unreadable main:not_reached main:closed"),
            CANNOT,
            0,
            (R.SOURCE_CLOSED, R.SOURCE_UNREADABLE, R.SOURCE_NOT_REACHED),
        ),
        # the same in a source that the question can do without: named
        (evidence(covered="main:read side:unreadable"), NO, 0, (R.SOURCE_UNREADABLE,)),
        (evidence(covered="main:read side:not_reached"), NO, 0, (R.SOURCE_NOT_REACHED,)),
        # a short history alone never indicates
        (evidence(short=True), NO, 0, (R.HISTORY_SHORT,)),
    ],
)
def test_each_rule_and_its_neighbours(
    given: Evidence, kind: AnswerKind, count: int, reasons: tuple[Reason, ...]
) -> None:
    verdict = judge_acts(given)
    assert (verdict.kind, verdict.tally.count, verdict.reasons) == (kind, count, reasons)


@pytest.mark.parametrize(
    ("covered", "share"),
    [
        ("", 0.0),
        ("main:absent", 0.0),
        ("main:unreadable", 0.0),
        ("main:read", 1.0),
        ("main:read main:absent main:closed main:excluded side:not_needed", 1.0),
        ("main:read main:unreadable", 0.5),
        ("main:read main:unreadable:other_kind", 1.0),
        ("main:read main:read main:degraded main:not_reached", 0.5),
        ("main:read side:encrypted main:over_budget main:read main:read", 0.6),
    ],
)
def test_the_share_seen_counts_what_was_there(covered: str, share: float) -> None:
    assert share_seen(coverage(covered.split())) == share
    assert judge_acts(evidence(covered=covered)).seen == share


def test_an_indication_rests_on_own_acts_of_this_device_alone() -> None:
    verdict = judge_acts(evidence("yyun", shared="yyy"))
    assert verdict.tally == tally("yy")


def test_never_a_no_while_a_doubt_stands() -> None:
    """Whatever is combined: no indication means read, listed, and not one act that may be this person's."""
    statuses = [status.value for status in Status]
    for own, shared, status, lists in itertools.product(
        ["", "y", "n", "u"], ["", "y", "n", "u"], statuses, [None, R.NO_LIST]
    ):
        verdict = judge_acts(evidence(own, shared, f"main:{status}", lists=lists))
        if verdict.kind is NO:
            assert lists is None
            assert status == Status.READ
            assert not {"y", "u"} & {own, shared}
        if verdict.kind is YES:
            assert own == "y"
            assert lists is None
        assert verdict.tally.count == (verdict.kind is YES)
        assert verdict.reasons or verdict.kind is not CANNOT


def test_every_indicator_judges_by_this_rule() -> None:
    given = [evidence(own, "", cover) for own in ("", "y", "u") for cover in ("main:read", "main:closed")]
    for one in all_indicators():
        assert [one.make.judge(each) for each in given] == [judge_acts(each) for each in given]
