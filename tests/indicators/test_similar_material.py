"""Similar material: near enough, enough to see, for a video in enough of its frames; benign and other lists never."""

import pytest

from inzage.artefact import Near
from inzage.indicators.similar_material import SimilarMaterial
from inzage.observations import MediaKind, MediaLook
from inzage.watchlists import Meaning
from inzage.watchlists.near import PicturePlaces
from tests.indicators.acts import AT, YES, labels
from tests.indicators.lookups import Table

LISTED = PicturePlaces(1, Meaning.LISTED, ("class-k", "class-a"))


def seen(*near: Near, telling: int = 1, media: MediaKind = MediaKind.PICTURE) -> MediaLook:
    return MediaLook(AT, media, telling, near, YES)


def near(distance: int = 0, quality: int = 100, *, frames: int = 1, place: int = 0, number: int = 1) -> Near:
    return Near(number, place, frames, distance, quality)


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([near(0)], ["class-k"]),
        ([near(31)], ["class-k"]),
        ([near(31, 50)], ["class-k"]),
        ([near(31, place=1), near(3)], ["class-a"]),
        # near misses
        ([], []),
        ([near(32)], []),
        ([near(0, 49)], []),
        ([near(31, 49)], []),
        ([near(32, 50)], []),
        ([near(32), near(5, place=1)], ["class-a"]),
        ([near(0, number=0)], []),
        ([near(0, number=2)], []),
    ],
)
def test_a_picture_counts_where_it_is_near_and_shows_enough(found: list[Near], counts: list[str]) -> None:
    assert labels(SimilarMaterial([LISTED], {}), [seen(*found)]) == counts


@pytest.mark.parametrize(
    ("frames", "telling", "counts"),
    [
        (3, 3, True),
        (4, 5, True),
        (8, 10, True),
        (80, 100, True),
        # near misses: too few of the frames, too few frames
        (7, 9, False),
        (3, 4, False),
        (79, 100, False),
        (2, 2, False),
        (1, 1, False),
    ],
)
def test_a_video_counts_where_four_of_five_of_its_frames_do(frames: int, telling: int, counts: bool) -> None:
    looked = seen(near(frames=frames), telling=telling, media=MediaKind.VIDEO)
    assert labels(SimilarMaterial([LISTED], {}), [looked]) == ["class-k"] * counts


def test_frames_of_two_classes_are_not_added_up() -> None:
    both = seen(near(frames=2), near(frames=2, place=1), telling=4, media=MediaKind.VIDEO)
    assert labels(SimilarMaterial([LISTED], {}), [both]) == []


def test_a_benign_list_gives_no_class() -> None:
    ordinary = PicturePlaces(0, Meaning.BENIGN, ("ordinary",))
    assert labels(SimilarMaterial([ordinary, LISTED], {}), [seen(near(number=0))]) == []


def test_lists_of_other_kinds_are_not_asked() -> None:
    table = Table({"class": "x"})
    assert labels(SimilarMaterial([table], {}), [seen(near())]) == []
    assert table.asked == []


def test_a_list_of_pictures_answers_to_nothing_else() -> None:
    for asked in (LISTED.classes_of_address, LISTED.classes_of_text, LISTED.classes_of_handle):
        with pytest.raises(TypeError):
            asked("x")
    with pytest.raises(TypeError):
        LISTED.classes_of_digests((), 1)


def test_two_files_are_two_acts() -> None:
    assert labels(SimilarMaterial([LISTED], {}), [seen(near()), seen(near(7))]) == ["class-k"] * 2
