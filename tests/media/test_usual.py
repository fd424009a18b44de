"""What is laid ready is what pictures of these sizes ask for."""

import pytest
from PIL import Image

from inzage.media import decode, pdq, usual
from tests.media.patterns import packed

SIZES = [
    *((349, 349), (350, 350), (699, 700), (700, 700), (701, 900), (1399, 1400), (1400, 1400), (900, 1401)),
    *((2799, 2800), (2800, 2800), (3000, 4000), (4000, 3000), (351, 2900), (5, 5)),
]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_scale_is_known_before_a_jpeg_is_opened(size: tuple[int, int]) -> None:
    assert decode.picture(packed(Image.new("L", size, 99), "JPEG")).scale == decode.scale_of(size)


def test_a_picture_of_a_usual_size_asks_for_nothing_that_is_not_ready() -> None:
    usual.make_ready()
    made = pdq._side.cache_info()
    for width, height in ((4032, 3024), (3024, 4032), (1200, 1600), (720, 1280)):
        scale = decode.scale_of((width, height))
        grey = pdq.np.zeros((-(-height // scale), -(-width // scale)), pdq.np.uint8)
        pdq.fingerprint(grey, (height, width), scale)
    asked = pdq._side.cache_info()
    assert (asked.misses, asked.hits) == (made.misses, made.hits + 8)
    assert asked.currsize < (asked.maxsize or 0)
