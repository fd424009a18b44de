"""The order in which something was brought in."""

from datetime import date

import pytest

from inzage.evaluation.rollout import Place, rollout


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("noord-2025-03-01", Place("noord", date(2025, 3, 1))),
        ("noord-oost-2025-03-01", Place("noord-oost", date(2025, 3, 1))),
        ("noord", Place("noord", None)),
        ("noord-2025-02-30", Place("noord-2025-02-30", None)),
        ("2025-03-01", Place("2025-03-01", None)),
        ("pi-4", Place("pi-4", None)),
    ],
)
def test_a_place_is_a_group_and_its_day_and_what_is_no_day_is_part_of_the_name(told: str, place: Place) -> None:
    assert rollout([told]).places == (place,)


def test_the_order_is_kept_and_a_group_has_one_place() -> None:
    order = rollout(["west-2025-06-01", "noord-2025-03-01", "west-2024-01-01", "oost"])
    assert [place.group for place in order.places] == ["west", "noord", "oost"]
    assert [place.group for place in order.dated] == ["noord", "west"]
    assert order.since("west") == date(2025, 6, 1)
    assert order.since("oost") is None
    assert order.since("zuid") is None
    assert (order.knows("oost"), order.knows("zuid")) == (True, False)


def test_everywhere_is_every_group_but_for_those_with_a_place_of_their_own() -> None:
    order = rollout(["overal-2025-01-01", "oost-2025-09-01"])
    assert order.since("zuid") == date(2025, 1, 1)
    assert order.since("oost") == date(2025, 9, 1)
    assert order.knows("zuid")
    assert not rollout([]).knows("zuid")
