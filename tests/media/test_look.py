"""The whole way inside a locked worker: what comes out is classes and distances, and nothing unasked."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from inzage.artefact import Near
from inzage.media import NEAR
from inzage.media.asking import FILMS, HANDLER, LIMITS, VIDEO, Looked, answer, given, request
from inzage.media.pdq import fingerprint
from inzage.result import Reason
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.layout import Header
from inzage.watchlists.sealed import seal
from inzage.worker import Garbage, Limits, WorkerDied
from inzage.worker.pool import Pool
from tests.media.patterns import framed, packed, pattern
from tests.media.test_heic import GRID, WHOLE
from tests.media.test_video import film

KEY = bytes(range(32))
LISTED = [(fingerprint(pattern(1)).hashes[0], 0), (fingerprint(pattern(2)).hashes[0], 1)]
CLASSES = ("pattern", "other")
NOISE = [(np.random.default_rng(1).bytes(32), 0) for _ in range(500)]


class Pools:
    """Two for each set of lists, kept for the whole module."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._made: dict[tuple[str, tuple[bytes, ...]], Pool] = {}

    def of(self, handler: str, lists: tuple[bytes, ...]) -> Pool:
        if (handler, lists) not in self._made:
            opens = given([self._descriptor(content) for content in lists], KEY)
            self._made[handler, lists] = self._open.enter_context(Pool(handler, limits=LIMITS, given=opens))
        return self._made[handler, lists]

    def _descriptor(self, content: bytes) -> int:
        file = self._folder / sha256(content).hexdigest()
        file.write_bytes(content)
        descriptor = os.open(file, os.O_RDONLY)
        self._open.callback(os.close, descriptor)
        return descriptor

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="module")
def pools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pools]:
    made = Pools(tmp_path_factory.mktemp("lists"))
    yield made
    made.close()


class Table:
    """Puts files before a locked worker that was given lists."""

    def __init__(self, pools: Pools, folder: Path) -> None:
        self._pools = pools
        self._file = folder / "file"

    def look(
        self, data: bytes, *lists: bytes, most: int = NEAR, room: int = VIDEO, limits: Limits | None = None
    ) -> Looked:
        self._file.write_bytes(data)
        descriptor = os.open(self._file, os.O_RDONLY)
        classes = [len(CLASSES)] * len(lists)
        message, files = request(descriptor, len(data), most=most, room=room)
        try:
            found = answer(self._pools.of(HANDLER, lists).run(message, files, limits=limits), classes, most=most)
            if found.reason is not Reason.OTHER_KIND:
                return found
            return answer(self._pools.of(FILMS, lists).run(message, files, limits=limits), classes, most=most)
        finally:
            os.close(descriptor)


@pytest.fixture
def table(pools: Pools, tmp_path: Path) -> Table:
    return Table(pools, tmp_path)


def a_list(entries: list[tuple[bytes, int]] = LISTED, meaning: Meaning = Meaning.LISTED) -> bytes:
    return _sealed(tuple(entries), meaning)


@cache
def _sealed(entries: tuple[tuple[bytes, int], ...], meaning: Meaning) -> bytes:
    """Once for each, for it comes out otherwise each time."""
    return seal([*entries, *NOISE], KEY, Header(ListKind.PICTURES, meaning, CLASSES, "{}"))[0]


def a_file(number: int, form: str = "PNG", **options: object) -> bytes:
    return packed(Image.fromarray(pattern(number)), form, **options)


def turned() -> Image.Exif:
    """What a camera writes beside a picture."""
    exif = Image.Exif()
    exif[274] = 6
    return exif


FOUND = [
    (a_file(1), 0, 0),
    (a_file(2, "JPEG", quality=30), 1, 8),
    (a_file(1, "WEBP", quality=40), 0, 8),
    (a_file(1, "GIF"), 0, 8),
    (a_file(1, "BMP"), 0, 0),
    (a_file(1, "MPO", save_all=True, append_images=[Image.fromarray(pattern(4))]), 0, 8),
    (a_file(2, "JPEG", quality=90, exif=turned()), 1, 8),
    (a_file(1, "WEBP", exif=turned()), 0, 8),
    (packed(Image.fromarray(pattern(1)).convert("P"), "PNG", exif=turned()), 0, 12),
    (packed(Image.fromarray(pattern(1)).resize((200, 150)), "PNG"), 0, 16),
    (packed(Image.fromarray(np.ascontiguousarray(np.rot90(pattern(1)))), "PNG"), 0, 12),
    (packed(Image.fromarray(np.ascontiguousarray(np.fliplr(pattern(2)))), "PNG"), 1, 12),
    (packed(Image.fromarray(framed(pattern(1), 90, 0)), "JPEG", quality=80), 0, 15),
]


@pytest.mark.parametrize(("data", "place", "most"), FOUND)
def test_a_listed_pattern_is_found_whatever_was_done_to_it(data: bytes, place: int, most: int, table: Table) -> None:
    looked = table.look(data, a_list())
    assert (looked.reason, looked.frames, looked.telling) == (None, 1, 1)
    assert [(near.list, near.place, near.frames) for near in looked.near] == [(0, place, 1)]
    assert looked.near[0].distance <= most
    assert "Pillow" in looked.decoder


@pytest.mark.parametrize("data", [a_file(3), a_file(4, "JPEG"), packed(Image.new("L", (300, 300), 9), "PNG")])
def test_another_picture_is_near_to_nothing(data: bytes, table: Table) -> None:
    assert table.look(data, a_list()).near == ()


def test_a_phones_picture_is_read_in_the_lock(table: Table) -> None:
    looked = table.look(GRID, a_list([(fingerprint(WHOLE).hashes[0], 1)]))
    assert [(near.place, near.frames) for near in looked.near] == [(1, 1)]


def test_a_film_counts_its_frames(table: Table) -> None:
    shown = [pattern(1, 288, 352), pattern(3, 288, 352), pattern(1, 288, 352), pattern(2, 288, 352)]
    entries = [(fingerprint(pattern(n, 288, 352)).hashes[0], n - 1) for n in (1, 2)]
    looked = table.look(film("mp4", "mpeg4", shown), a_list(entries))
    assert (looked.frames, looked.telling, looked.cost) == (4, 4, VIDEO)
    assert [(near.place, near.frames) for near in looked.near] == [(0, 2), (1, 1)]
    assert "libavcodec" in looked.decoder


def test_what_is_near_to_a_benign_entry_is_near_to_nothing(table: Table) -> None:
    assert table.look(a_file(1), a_list(), a_list(LISTED[:1], Meaning.BENIGN)).near == ()
    assert table.look(a_file(2), a_list(), a_list(LISTED[:1], Meaning.BENIGN)).near != ()


def test_a_still_of_one_frame_is_one_frame_however_long_it_is_shown(table: Table) -> None:
    looked = table.look(film("avi", "rawvideo", [pattern(1, 288, 352)] * 3), a_list())
    assert (looked.frames, looked.telling) == (1, 1)


COSTS = [
    (a_file(3), 1),
    (packed(Image.fromarray(framed(pattern(3), 90, 0)), "PNG"), 2),
    (packed(Image.new("L", (300, 300), 9), "PNG"), 0),
    (film("mp4", "mpeg4", [pattern(3, 288, 352), pattern(4, 288, 352)]), VIDEO),
]


@pytest.mark.parametrize(("data", "cost"), COSTS, ids=["picture", "with bars", "featureless", "video"])
def test_a_look_costs_what_is_compared_and_never_more_than_the_room(data: bytes, cost: int, table: Table) -> None:
    assert table.look(data, a_list(), room=cost).cost == cost
    if cost:
        assert table.look(data, a_list(), room=cost - 1) == Looked(Reason.QUOTA)


def test_each_list_answers_for_itself(table: Table) -> None:
    looked = table.look(a_file(1), a_list(LISTED[1:]), a_list(LISTED[:1]), a_list(LISTED))
    assert [near.list for near in looked.near] == [1, 2]


def test_without_a_list_a_picture_is_looked_at_and_near_to_nothing(table: Table) -> None:
    assert (table.look(a_file(1)).telling, table.look(a_file(1)).near) == (1, ())


def test_a_stricter_distance_is_kept(table: Table) -> None:
    data = a_file(1, "JPEG", quality=5)
    apart = table.look(data, a_list()).near[0].distance
    assert apart > 0
    assert table.look(data, a_list(), most=apart - 1).near == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(50_000), Reason.ZEROED),
        (b"text", Reason.OTHER_KIND),
        (a_file(1)[:9000], Reason.DAMAGED),
    ],
)
def test_what_cannot_be_looked_at_says_why(data: bytes, reason: Reason, table: Table) -> None:
    assert table.look(data, a_list()) == Looked(reason)


def test_too_little_memory_is_an_answer(table: Table) -> None:
    large = packed(Image.new("RGB", (9_900, 9_900)), "PNG")
    small = Limits(memory=600 * 1024**2, cpu_seconds=60, wall_seconds=90)
    assert table.look(large, a_list(), limits=small) == Looked(Reason.NO_MEMORY)


def test_a_list_of_another_kit_opens_nothing(table: Table) -> None:
    with pytest.raises(WorkerDied, match="StoreFault"):
        table.look(a_file(1), seal(LISTED, bytes(32), Header(ListKind.PICTURES, Meaning.LISTED, CLASSES, "{}"))[0])


DECODER = "Pillow 13.0.0, zlib 1.2.13"
GOOD: dict[str, Any] = {
    "reason": None,
    "frames": 3,
    "telling": 2,
    "decoder": DECODER,
    "near": [[0, 1, 2, 31, 50]],
    "cost": 2,
}


def test_a_good_reply_is_taken() -> None:
    assert answer(GOOD, [2]) == Looked(None, 3, 2, DECODER, (Near(0, 1, 2, 31, 50),), 2)


LIES: list[dict[str, Any]] = [
    {"near": [[1, 1, 2, 31, 50]]},
    {"near": [[0, 2, 2, 31, 50]]},
    {"near": [[0, 1, 3, 31, 50]]},
    {"near": [[0, 1, 0, 31, 50]]},
    {"near": [[0, 1, 2, 32, 50]]},
    {"near": [[0, 1, 2, 31, 49]]},
    {"near": [[0, 1, 2, 31, 101]]},
    {"near": [[0, 1, 2, 31, 50], [0, 1, 1, 3, 60]]},
    {"near": [[0, 1, 2, 31]]},
    {"near": [[0, True, 2, 31, 50]]},
    {"near": [[0, -1, 2, 31, 50]]},
    {"near": None},
    {"near": "x"},
    {"reason": "damaged"},
    {"reason": "a text of the carrier"},
    {"telling": 4},
    {"frames": 601, "telling": 2},
    {"frames": "3"},
    {"decoder": "a text of the carrier"},
    {"decoder": "Pillow 13.0.0\n"},
    {"decoder": "Pillow 1.2.3.4.5.6.7.8"},
    {"decoder": "Pillow 13.0.0, zlib 1.2.13, zlib 1.2.13"},
    {"cost": 4},
    {"cost": -1},
    {"more": 1},
]


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_reply_that_does_not_fit_is_garbage(lie: dict[str, Any]) -> None:
    with pytest.raises(Garbage):
        answer(GOOD | lie, [2])
