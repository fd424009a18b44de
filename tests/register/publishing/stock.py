"""A question that was locked, and answers to it of any size, without a look that takes the libraries."""

from datetime import date
from typing import Any

from inzage.evaluation import Caution, Curve, Estimate, Figure, Level, Moment, Result
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.told import protocol_told
from inzage.register.models import Record
from inzage.register.publishing.proposing import propose
from inzage.register.values import Role
from inzage.words import Words
from tests.register.ground import EVALUATOR, HASH, KINDS, SECOND, go, make

SECOND_EVALUATOR = SECOND[Role.EVALUATOR]
ON = date(2026, 6, 30)
CODE = "E6"


def span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last))


def question(code: str = CODE, *, locked: bool = True, **data: Any) -> Record:
    """A question whose figures may be public."""
    made = make("vraag", data=protocol_told(protocol(code)) | {"publication": "openbaar"} | data)
    if locked:
        go(made, "vergrendeld", SECOND_EVALUATOR)
        made.refresh_from_db()
    return made


def share(code: str, label: str, units: tuple[int, ...], of: tuple[int, ...], group: str = "") -> Figure:
    value = Estimate(len(units) / len(of), 0.1, 0.9, "Wilson")
    return Figure(code, Words(label, f"{label} (en)"), "share", value, units, of, group=group)


def result(more: int = 0, **changed: Any) -> Result:
    """165 supervisions in three regions, ``more`` of them in the last; an event for 60, a median, a caution."""
    people = 165 + more
    days = [Moment(15 * n, 1 - n / people, 0.9 - n / people, 1.0, people - n, 1) for n in range(1, 61)]
    regions = (("noord", 0, 70), ("midden", 70, 110), ("zuid", 110, people))
    figures = (
        share("afgerond", "Interventie afgerond", (*span(0, 40), *span(70, 100), *span(110, 114)), span(0, people)),
        *(share("afgerond", "Interventie afgerond",
                tuple(n for n in (*span(0, 40), *span(70, 100), *span(110, 114)) if a <= n < b), span(a, b), name)
          for name, a, b in regions),
        share("gestart", "Interventie gestart", span(0, 120), span(0, people)),
        Figure("wachttijd", Words("Wachttijd, mediaan", "Waiting time, median"), "days",
               Estimate(37.4, 30.1, 44.9, "mediaan-bootstrap"), (), span(0, people)),
    )  # fmt: skip
    curve = Curve("recidive", Words("Recidive", "Re-offending"), "survival", tuple(days), span(0, people))
    told: dict[str, Any] = {
        "protocol": CODE,
        "version": 1,
        "extracted_on": ON,
        "cohort_sha256": HASH,
        "counted": people,
        "left_out": {},
        "figures": figures,
        "curves": (curve,),
        "cautions": (Caution("opvolging", Words("De opvolging verschilt per regio.", "Follow-up differs by region.")),),
        "notes": (Words("Er waren 3 bijzondere zaken.", "There were 3 special cases."),),
    }
    return Result(**told | changed)


def concept(level: Level = Level.PUBLIC, about: Record | None = None, **changed: Any) -> Record:
    """A publication that the first evaluator proposed."""
    return propose(KINDS, EVALUATOR, about or question(), result(**changed), level)


def established(level: Level = Level.PUBLIC, about: Record | None = None, **changed: Any) -> Record:
    """A publication that the second established."""
    made = concept(level, about, **changed)
    go(made, "vastgesteld", SECOND_EVALUATOR, "2026-07-01")
    made.refresh_from_db()
    return made
