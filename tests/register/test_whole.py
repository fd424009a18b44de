"""Whatever is done in whatever order: the chain holds, and nothing stands where no step led."""

from itertools import pairwise
from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.register import Overtaken, RegisterFault
from inzage.register.histories import as_recorded_on, current, including_corrections, spans
from inzage.register.log import now, verify
from inzage.register.models import Entry, Record, Step
from inzage.register.writing import Times, correct
from tests.register.ground import BY, KINDS, OFFICER, at, go, make, trajectory

TARGETS = ["open", "geschorst", "gesloten"]
ACTS = st.lists(
    st.tuples(st.sampled_from(["move", "correct"]), st.sampled_from(TARGETS), st.sampled_from(list(BY))), max_size=12
)


def acted(thing: Record, act: str, target: str, role: Any, day: int) -> Record:
    """The newest version after one try; what is refused leaves it as it was."""
    when = f"2026-02-{day + 1:02d}"
    if act == "correct":
        return correct(KINDS, thing, OFFICER, {"category": "cyber", "region": f"r{day}"}, Times(thing.happened))
    go(thing, target, BY[role], when, **({"reason": "overleden"} if target == "gesloten" else {}))
    return thing


@given(acts=ACTS)
@settings(max_examples=60)
def test_any_row_of_acts_leaves_a_register_that_holds(acts: list[tuple[str, str, Any]]) -> None:
    with transaction.atomic():
        newest, refused = trajectory(), 0
        for day, (act, target, role) in enumerate(acts):
            try:
                newest = acted(newest, act, target, role, day)
            except RegisterFault as fault:
                assert not isinstance(fault, Overtaken)
                refused += 1
        holds(newest, len(acts) - refused)
        transaction.set_rollback(True)


def holds(newest: Record, done: int) -> None:
    assert verify() == Entry.objects.count() == Step.objects.count() == 2 + done
    now_known = {seen.record.id: seen.state for seen in including_corrections(at("2026-12-31"))}
    assert now_known == {seen.record.id: seen.state for seen in as_recorded_on(now())}
    assert now_known[newest.id] == Record.objects.get(id=newest.id).state
    states = [span.state for span in spans(newest)]
    arrows = KINDS.kinds["toezicht", 1].table.arrows
    assert [pair for pair in pairwise(states) if pair not in arrows] == []
    assert current().filter(kind="toezicht").count() == 1


def test_a_record_of_every_kind_in_one_register_holds() -> None:
    place = trajectory()
    for code in ("schulden", "oordeel", "recidive", "basisvoorwaarden"):
        make(code, trajectory=place)
    assert verify() == 6
