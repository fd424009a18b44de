"""The worker for pictures, as the broker keeps it: begun at need, asked about its own lists, never beyond its room."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from inzage.artefact import Artefact, Near
from inzage.check import gallery
from inzage.check.gallery import Gallery, Look
from inzage.check.job import Asked, OpenList, numbered, request
from inzage.mandate import DataClass, Question
from inzage.media.asking import FILMS, HANDLER
from inzage.result import Reason
from inzage.worker import Garbage, Limits, Reply, Request
from inzage.worker.zygote import Given
from tests.check.test_reading import WINDOW

QUESTION = Question("q", "ZO-7", "similar_material", (DataClass.MEDIA_DIGESTS,), (), "p", "nl", "en")
WORDS = OpenList("words", "1", False, ("a",), 7)
SHAPES = OpenList("shapes", "1", False, ("b", "c"), 8, pictures=True)
ORDINARY = OpenList("ordinary", "1", True, ("d",), 9, pictures=True)
ASKED = (Asked(QUESTION, (WORDS, SHAPES, ORDINARY), frozenset({"a", "b", "c"})),)
FILE = Artefact("untrusted/name.png", 5, 1000, None)
GOOD: dict[str, Any] = {
    "reason": None, "frames": 1, "telling": 1, "decoder": "Pillow 13.0.0", "near": [[0, 1, 1, 4, 90]], "cost": 2,
}  # fmt: skip


class Pool:
    """Answers what it was told to, and keeps what it was asked."""

    def __init__(self, handler: str, *, limits: Limits, unconfined: bool, given: Given, often: bool) -> None:
        self.made = (handler, limits, unconfined)
        self.given = given
        assert often
        self.asked: list[tuple[Mapping[str, Any], Sequence[int]]] = []
        self.says: Reply = SAYS.get(handler, GOOD)
        self.closed = False
        POOLS.append(self)

    def run(self, request: Request, descriptors: Sequence[int] = ()) -> Reply:
        self.asked.append((request, descriptors))
        return self.says

    def close(self) -> None:
        self.closed = True


POOLS: list[Pool] = []
SAYS: dict[str, Reply] = {}
NOT: dict[str, Any] = {"reason": "other_kind", "frames": 0, "telling": 0, "decoder": "", "near": [], "cost": 0}
"""What a worker says of a file that it knows nothing of."""


@pytest.fixture(autouse=True)
def pools(monkeypatch: pytest.MonkeyPatch) -> list[Pool]:
    POOLS.clear()
    SAYS.clear()
    monkeypatch.setattr(gallery, "Pool", Pool)
    return POOLS


def test_no_worker_is_begun_before_a_picture_is_looked_at(pools: list[Pool]) -> None:
    with Gallery(10, b"k" * 32) as made:
        made.took(1, "Pillow 13.0.0")
    assert pools == []


def test_one_worker_serves_all_pictures_and_ends_with_the_check(pools: list[Pool]) -> None:
    with Gallery(10, b"k" * 32, unconfined=True) as made:
        made.look(FILE, ASKED)
        made.look(FILE, ASKED)
        assert [pool.closed for pool in pools] == [False]
    assert [(pool.closed, pool.made[0], pool.made[2]) for pool in pools] == [(True, "inzage.media.look:handle", True)]


def test_only_lists_of_pictures_go_along_and_no_name_and_the_key_to_no_worker(pools: list[Pool]) -> None:
    with Gallery(2, b"k" * 32) as made:
        seen = made.look(FILE, ASKED)
    ((asked, descriptors),) = pools[0].asked
    assert (descriptors, pools[0].given[1]) == ([5], [8, 9])
    assert asked["room"] == 2
    assert "name" not in repr(asked)
    assert "key" not in repr(asked)
    assert b64decode(str(pools[0].given[0]["list_key"])) == b"k" * 32
    assert seen == Look(1, (Near(1, 1, 1, 4, 90),), "Pillow 13.0.0", 2)  # by the number that the request gives the list


def test_other_lists_have_workers_of_their_own(pools: list[Pool]) -> None:
    fewer = (Asked(QUESTION, (SHAPES,), frozenset({"b", "c"})),)
    SAYS[HANDLER] = GOOD | {"near": []}
    with Gallery(9, b"k" * 32) as made:
        for asked in (ASKED, fewer, ASKED):
            made.look(FILE, asked)
    assert [(pool.given[1], len(pool.asked), pool.closed) for pool in pools] == [([8, 9], 2, True), ([8], 1, True)]


def test_the_counting_worker_gets_the_find_and_not_the_list() -> None:
    found = Artefact("x", 5, 1000, None, telling=1, near=(Near(1, 1, 1, 4, 90),))
    message, descriptors = request("media_similar", WINDOW, [found], ASKED, b"k" * 32)
    assert descriptors == [5, 7]
    assert message["artefacts"][0]["near"] == [[1, 1, 1, 4, 90]]
    assert message["lists"] == [None, {"benign": False, "classes": ["b", "c"]}, {"benign": True, "classes": ["d"]}]
    assert [one.name for one in numbered(ASKED)] == ["words", "shapes", "ordinary"]


def test_without_keyed_lists_the_key_stays_away() -> None:
    message, _ = request("media_similar", WINDOW, [FILE], (Asked(QUESTION, (SHAPES,), frozenset()),), b"k" * 32)
    assert message["list_key"] == ""


def test_the_room_is_counted_down_and_ends() -> None:
    with Gallery(4, b"k" * 32) as made:
        rooms = []
        for _ in range(2):
            made.look(FILE, ASKED)
            rooms.append(made.full)
        assert rooms == [False, True]
        assert made.decoders == ("Pillow 13.0.0",)
    assert [asked["room"] for asked, _ in POOLS[0].asked] == [3, 2]


def test_what_an_interrupted_check_took_is_taken() -> None:
    made = Gallery(3, b"k" * 32)
    made.took(2, "PyAV 18.1")
    assert (made.full, made.decoders) == (False, ("PyAV 18.1",))
    made.took(1, "")
    assert (made.full, made.decoders) == (True, ("PyAV 18.1",))


def test_a_gallery_without_room_is_full_from_the_start() -> None:
    assert Gallery(0, b"").full


@pytest.mark.parametrize(
    ("reason", "told"),
    [("damaged", Reason.DAMAGED), ("too_large", Reason.TOO_LARGE), ("quota", Reason.QUOTA),
     ("other_kind", Reason.NOT_READ_HERE)],
)  # fmt: skip
def test_why_a_file_was_not_looked_at_is_an_answer_and_never_that_it_is_none(reason: str, told: Reason) -> None:
    """The first reading said that it is a picture: a form that is not decoded here was not seen."""
    with Gallery(4, b"k" * 32) as made:
        SAYS.update({HANDLER: NOT | {"reason": reason}, FILMS: NOT | {"reason": reason}})
        assert made.look(FILE, ASKED) is told


def test_what_the_worker_for_pictures_does_not_know_is_shown_to_that_for_films() -> None:
    film = GOOD | {"decoder": "PyAV 18.1.0, libavcodec 62.28.102", "frames": 3, "cost": 3}
    SAYS.update({HANDLER: NOT, FILMS: film})
    with Gallery(9, b"k" * 32) as made:
        assert made.look(FILE, ASKED) == Look(1, (Near(1, 1, 1, 4, 90),), film["decoder"], 3)
        assert [(pool.made[0], pool.closed) for pool in POOLS] == [(HANDLER, False), (FILMS, False)]
    assert POOLS[0].asked == POOLS[1].asked
    assert [pool.closed for pool in POOLS] == [True, True]


def test_films_get_no_worker_where_there_are_none() -> None:
    SAYS[HANDLER] = NOT | {"reason": "damaged"}
    with Gallery(9, b"k" * 32) as made:
        assert made.look(FILE, ASKED) is Reason.DAMAGED
    assert [pool.made[0] for pool in POOLS] == [HANDLER]


@pytest.mark.parametrize("lie", [{"near": [[2, 0, 1, 4, 90]]}, {"near": [[0, 2, 1, 4, 90]]}, {"decoder": "name.png"}])
def test_a_reply_that_does_not_fit_the_lists_is_garbage(lie: dict[str, Any]) -> None:
    with Gallery(4, b"k" * 32) as made:
        made.look(FILE, ASKED)
        POOLS[0].says = GOOD | lie
        with pytest.raises(Garbage):
            made.look(FILE, ASKED)
