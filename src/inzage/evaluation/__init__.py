"""The evaluation: few cases, statistics that admit it, and nothing outside the doors that is not asked.

    rows ──select──▶ Cohort ──estimate──▶ Result ──▶ page, export, publication gate
                        └────cautions───────┘

It works on rows without persons: a keyed person, days, kinds and values of closed lists. What is asked is a
:class:`Protocol`, written down and locked before anyone looks. A question is one file of ``questions/``; the
folder is the list. A figure names the units of its cohort that it counts, so that each leads back to its rows.
There is no function that compares "ever exposed" with "never": an exposure has days, or it is refused.

Statistics come from statsmodels and load at their first use (the extra ``evaluation``); this contract and the
selection of rows need the standard library only.
"""

from inzage.evaluation.cohort import Cohort, Exposure, Unit
from inzage.evaluation.faults import (
    AfterExtraction,
    EvaluationFault,
    NoSuchQuestion,
    NotAsTold,
    NothingToCount,
    OutsideProtocol,
    ProtocolFileFault,
    StatisticsMissing,
    Unsound,
)
from inzage.evaluation.figures import Caution, Curve, Estimate, Figure, Moment, Period, Result, Step, Steps, Trend
from inzage.evaluation.protocol import Estimator, Head, Level, Protocol, Rung, Zero
from inzage.evaluation.rows import Event, Rows, Span

__all__ = [
    "AfterExtraction",
    "Caution",
    "Cohort",
    "Curve",
    "Estimate",
    "Estimator",
    "EvaluationFault",
    "Event",
    "Exposure",
    "Figure",
    "Head",
    "Level",
    "Moment",
    "NoSuchQuestion",
    "NotAsTold",
    "NothingToCount",
    "OutsideProtocol",
    "Period",
    "Protocol",
    "ProtocolFileFault",
    "Result",
    "Rows",
    "Rung",
    "Span",
    "StatisticsMissing",
    "Step",
    "Steps",
    "Trend",
    "Unit",
    "Unsound",
    "Zero",
]
