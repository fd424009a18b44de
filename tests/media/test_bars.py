"""Bars that somebody put around a picture go; a picture that merely has an even sky stays as it is."""

import io

import numpy as np
import pytest
from PIL import Image

from inzage.media import NEAR
from inzage.media.bars import inside
from inzage.media.pdq import distance, fingerprint
from tests.media.patterns import Grey, framed, packed, pattern

FRAMES = [(60, 0), (0, 100), (40, 80), (150, 0), (8, 8)]


@pytest.mark.parametrize("level", [0, 128, 255], ids=["black", "grey", "white"])
@pytest.mark.parametrize(("top", "side"), FRAMES)
def test_what_is_between_the_bars_is_the_picture(top: int, side: int, level: int) -> None:
    grey = pattern(1)
    whole = framed(grey, top, side, level)
    part = inside(whole)
    assert part is not None
    apart = distance(fingerprint(whole[part]).hashes[0], fingerprint(grey).hashes[0])
    assert apart <= 12
    assert distance(fingerprint(whole).hashes[0], fingerprint(grey).hashes[0]) > apart


@pytest.mark.parametrize("quality", [50, 75, 90])
def test_noise_of_packing_hides_no_bar(quality: int) -> None:
    grey = pattern(2)
    data = packed(Image.fromarray(framed(grey, 90, 0, 20)), "JPEG", quality=quality)
    seen = np.asarray(Image.open(io.BytesIO(data)))
    part = inside(seen)
    assert part is not None
    assert distance(fingerprint(seen[part]).hashes[0], fingerprint(grey).hashes[0]) <= NEAR // 2


@pytest.mark.parametrize(
    "grey",
    [
        pattern(3),
        np.full((300, 400), 7, np.uint8),
        framed(pattern(3, 100, 400), 101, 0),
        framed(pattern(3, 400, 100), 0, 101),
        np.vstack([np.tile(np.linspace(0, 255, 400).astype(np.uint8), (60, 1)), pattern(4, 300, 400)]),
    ],
    ids=["no bars", "nothing else", "too little high", "too little wide", "a slope is no bar"],
)
def test_a_picture_without_bars_stays(grey: Grey) -> None:
    assert inside(grey) is None


def test_bars_of_two_colours_go_both() -> None:
    grey = np.vstack([np.full((50, 800), 0, np.uint8), pattern(5), np.full((50, 800), 255, np.uint8)])
    part = inside(grey)
    assert part is not None
    assert (part[0].start, part[0].stop) == (51, 649)
