"""Questions, persons with checks, and who looks, for the tests of the evaluation."""

from typing import Any

from inzage.register.evaluating.looking import look
from inzage.register.models import Record
from inzage.register.values import Role
from tests.register.ground import EVALUATOR, KINDS, SECOND, condition, finished, go, make, train, trajectory

SECOND_EVALUATOR = SECOND[Role.EVALUATOR]


def question(*, locked: bool = True, **data: Any) -> Record:
    """A question, locked by a second evaluator where that is asked."""
    made = make("vraag", data=data)
    if locked:
        go(made, "vergrendeld", SECOND_EVALUATOR)
        made.refresh_from_db()
    return made


def checked(pseudonym: str, *, region: str = "noord", indication: bool = False, day: str = "2026-02-02") -> Record:
    """A check that was finished on somebody, with its finding."""
    place = trajectory(pseudonym=pseudonym, data={"region": region})
    done = finished(condition(place), day)
    answer = {"answer": "indication" if indication else "no_indication"}
    make("gedraging", day, trajectory=place, about=done, data=answer)
    return done


def three() -> list[Record]:
    """Three checks on three persons; in the second something was found."""
    train()
    return [checked("P-0001"), checked("P-0002", region="zuid", indication=True), checked("P-0003")]


def looked(about: Record) -> Record:
    """A look by the first evaluator."""
    return look(KINDS, EVALUATOR, about.root)
