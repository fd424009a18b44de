"""Twelve checks under five conditions, small enough to count by hand. Extracted on 30 June 2026.

===  =====  ==========  ========================================================  =======
no   cond.  day         what                                                      version
===  =====  ==========  ========================================================  =======
1    A p1   10 January  done, 60 min; q1 indication, q2 none                      v1
2    A p1   20 Febr.    done, 90 min; q1 none, q2 not assessable                  v1
3    A p1   15 March    done, 120 min; q1, q2 none; third of two in a quarter     v1
4    A p1   25 June     done, 30 min; q1 none                                     v2
5    B p2   1 February  refused: stopped                                          v1
6    B p2   2 March     done, 45 min; q1 indication (lapsed), q2 indication       v1
7    B p2   1 June      done, 50 min; q1 none; a day after the condition's term   v2
8    B p2   10 April    done, 75 min; q1 indication (confirmed); of a disk        v2
9    C p3   2 March     done, 100 min; q2 none                                    v1
10   C p3   20 April    stopped for known material; q1 indication                 v1
11   C p3   29 April    done, 40 min; q1 not assessable; third of two             v2
12   p6     5 May       done, length unknown; q1, q2 none; no condition           v2
===  =====  ==========  ========================================================  =======

Not gone through: p1 on 10 February (v1), p4 on 10 and 28 June (v2); expired: p2 on 1 March (v1). A is performed by two.

A: from 1 January, four a year by the officer. B: 1 February to 31 May, not executed from 10 March until 20 March.
C: from 1 March, ended on 1 May; the officer asked twelve a year, the court allows two a quarter. D p4: from 1 June,
never checked. E p5: from 1 June 2025, never checked, not executed since 1 January.
"""

from tests.evaluation.made import Made

PAIR = [{"function": "toezichthouder"}, {"function": "digitaal-deskundige"}]
NO, YES, CLOSED = "no_indication", "indication", "not_assessable"


def twelve() -> Made:
    """All of it."""
    made = Made("2026-06-30")
    _first(made)
    _second(made)
    _third(made)
    never = made.condition("p4", "2026-06-01", "2026-12-31")
    for day in ("2026-06-10", "2026-06-28"):
        made.check(never, day, "niet_verschenen", version="v2", reason="niet-aanvaardbaar")
    made.condition("p5", "2025-06-01", "2026-12-31", gaps=[("2026-01-01", "")])
    elsewhere = made.supervision("p6", "2026-01-01")
    made.check(elsewhere, "2026-05-05", version="v2", minutes=None, answers={"q1": NO, "q2": NO})
    return made


def _first(made: Made) -> None:
    under = made.condition("p1", "2026-01-01", "2026-12-31", 2, "kwartaal")
    made.often(under, "2026-01-01", 4, "jaar")
    both = {"version": "v1", "performers": PAIR}
    made.check(under, "2026-01-10", minutes=60, answers={"q1": YES, "q2": NO}, **both)
    made.check(under, "2026-02-20", minutes=90, answers={"q1": NO, "q2": CLOSED}, **both)
    made.check(under, "2026-03-15", minutes=120, answers={"q1": NO, "q2": NO}, **both)
    made.check(under, "2026-06-25", minutes=30, answers={"q1": NO}, version="v2", performers=PAIR)
    made.check(under, "2026-02-10", "niet_verschenen", version="v1", reason="aanvaardbaar")


def _second(made: Made) -> None:
    under = made.condition("p2", "2026-02-01", "2026-05-31", 1, "maand", gaps=[("2026-03-10", "2026-03-20")])
    refused = made.check(under, "2026-02-01", "gestopt", version="v1", reason="medewerking-gestopt")
    made.refusal(refused, "2026-02-01")
    disputed = made.check(under, "2026-03-02", minutes=45, version="v1", answers={"q2": YES})
    lapsed = (("betwist", "2026-03-05"), ("vervallen", "2026-03-20"))
    made.finding(disputed, "2026-03-02", "q1", YES, *lapsed)
    made.check(under, "2026-06-01", minutes=50, version="v2", answers={"q1": NO})
    held = made.check(under, "2026-04-10", minutes=75, version="v2", carriers=["disk"])
    made.finding(held, "2026-04-10", "q1", YES, ("betwist", "2026-04-12"), ("bevestigd", "2026-05-01"))
    made.check(under, "2026-03-01", "verlopen", version="v1")


def _third(made: Made) -> None:
    under = made.condition("p3", "2026-03-01", "2026-12-31", 2, "kwartaal", ended="2026-05-01")
    made.often(under, "2026-03-01", 12, "jaar")
    made.check(under, "2026-03-02", minutes=100, version="v1", answers={"q2": NO})
    made.check(under, "2026-04-20", "gestopt", version="v1", reason="bekend-materiaal", answers={"q1": YES})
    made.check(under, "2026-04-29", minutes=40, version="v2", answers={"q1": CLOSED})
