"""Geometric pictures, made up: discs and bars of grey, each number another one. Lists here hold these alone."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]


def pattern(number: int, height: int = 600, width: int = 800) -> Grey:
    """Forty discs and slanted bars of several greys over a slope."""
    dice = np.random.default_rng(number)
    y, x = np.ogrid[0:1:height * 1j, 0:1:width * 1j]  # fmt: skip
    grey = 90 + 60 * x + 40 * y * dice.uniform(-1, 1)
    for _ in range(40):
        centre, reach, level = dice.uniform(0, 1, 2), dice.uniform(0.03, 0.2), dice.uniform(0, 255)
        turn = dice.uniform(0, np.pi)
        if dice.random() < 0.6:
            inside = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < reach**2
        else:
            inside = np.abs((x - centre[0]) * np.cos(turn) + (y - centre[1]) * np.sin(turn)) < reach / 6
        grey[inside] = level
    return grey.clip(0, 255).astype(np.uint8)


def coloured(number: int, height: int = 600, width: int = 800) -> Image.Image:
    """Three patterns as red, green and blue."""
    return Image.merge("RGB", [Image.fromarray(pattern(number * 3 + n, height, width)) for n in range(3)])


def packed(picture: Image.Image, form: str, **options: object) -> bytes:
    """A picture as a file."""
    made = io.BytesIO()
    picture.save(made, form, **options)
    return made.getvalue()


def framed(grey: Grey, top: int, side: int, level: int = 0) -> Grey:
    """The picture with bars above and below, and at both sides."""
    return np.pad(grey, ((top, top), (side, side)), constant_values=level)
