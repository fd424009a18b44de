"""PDQ, the perceptual hash of a picture, as two matrix products.

All of PDQ up to its median is linear and separable: two box filters per side, the choice
of 64 lines, and the cosine transform to 16. So the 64×64 picture in the middle is
``A_h · grey · A_wᵀ`` with one matrix per side, made once per length. A decoder that halves
a picture gives means of blocks: the matrix is folded over them.

Bits come in the order in which lists write them: the first hexadecimal digit is the highest
frequency. The eight orientations cost signs and a transposition, no second decoding.

References: https://github.com/facebook/ThreatExchange (pdq; BSD-3-Clause), its paper of 2017;
speed facts 4; trust facts 2.5.
"""

from functools import lru_cache
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from inzage.media import HASH, ORIENTATIONS, Fingerprint

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
Grey = NDArray[np.uint8 | np.float32]
"""0 is black, 255 white; whole numbers, or with what lies between them."""

LINES = 64
WAVES = 16
SMALLEST = 5
"""Pixels per side below which a picture has no hash, and quality 0."""

_WINDOWS = 2 * LINES
_AT_ONCE = 4
_MEDIAN = WAVES * WAVES // 2 - 1  # of an even number the lower of the two, as the reference takes it
_NOISE = 90


def fingerprint(grey: Grey, full: tuple[int, int] | None = None, scale: int = 1) -> Fingerprint:
    """Of a picture in grey values; ``full``: (height, width) before the decoder made it ``scale`` times smaller."""
    height, width = full or (grey.shape[0], grey.shape[1])
    if min(height, width) < SMALLEST:
        return Fingerprint(0, (bytes(HASH),) * ORIENTATIONS)
    small = shrink(grey, (height, width), scale)
    return Fingerprint(quality(small), orientations(waves(small)))


def shrink(grey: Grey, full: tuple[int, int], scale: int = 1) -> Floats:
    """The 64×64 picture that PDQ looks at."""
    down, across = _side(full[0], scale), _side(full[1], scale)
    tall = np.concatenate([_lines(part, grey) for part in down])
    return np.concatenate([_lines(part, tall.T) for part in across]).T


def prepare(length: int, scale: int) -> None:
    """Make what a side of so many pixels needs, for whoever asks later."""
    _side(length, scale)


def _lines(part: "_Part", grey: NDArray[np.generic]) -> Floats:
    """Some lines of the result, out of what they rest on: all of it as floats would be four times as large."""
    seen: Floats = part.shares @ grey[part.first : part.first + part.shares.shape[1]].astype(np.float32, copy=False)
    return seen


def quality(small: Floats) -> int:
    """How much there is to see in it: the sum of its steps, each counted in whole hundredths."""
    steps = (np.diff(small, axis=axis) * np.float32(100) / np.float32(255) for axis in (0, 1))
    total = sum(int(np.abs(np.trunc(step)).sum()) for step in steps)
    return min(100, total // _NOISE)


def waves(small: Floats) -> Floats:
    """The 16×16 lowest frequencies, without the mean."""
    return (_COSINES @ small @ _COSINES.T).astype(np.float32)


def orientations(seen: Floats) -> tuple[bytes, ...]:
    """The hashes of a picture turned and mirrored, in the order of ``Fingerprint``."""
    turned = seen.T
    return tuple(
        _bits(one)
        for one in (
            seen,
            turned * _ODD[:, None],
            seen * _ODD[:, None] * _ODD,
            turned * _ODD,
            seen * _ODD[:, None],
            seen * _ODD,
            turned,
            turned * _ODD[:, None] * _ODD,
        )
    )


def distance(one: bytes, other: bytes) -> int:
    """Bits in which two hashes differ (0-256); unrelated pictures differ in about 128."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def _bits(seen: Floats) -> bytes:
    flat = seen.ravel()
    return np.packbits((flat > np.partition(flat, _MEDIAN)[_MEDIAN])[::-1]).tobytes()


class _Part(NamedTuple):
    """What some lines of 64 are made of: ``shares`` (lines × pixels) of the pixels from ``first`` on."""

    first: int
    shares: Floats


@lru_cache(maxsize=256)
def _side(length: int, scale: int) -> tuple[_Part, ...]:
    """From one side of a picture, made ``scale`` times smaller, to 64 lines of it; each rests on two windows alone.

    What lies before the first pixel or after the last is the first's or the last's own.
    """
    chosen = ((np.arange(LINES) + 0.5) * length / LINES).astype(np.int64)
    begins, shares = _folded(*_spread(chosen, length), scale)
    at = np.minimum(np.maximum(begins[:, None] + np.arange(shares.shape[1]), 0), -(-length // scale) - 1)
    first = at[::_AT_ONCE, 0]
    width = int((at[_AT_ONCE - 1 :: _AT_ONCE, -1] - first).max()) + 1
    first = np.maximum(np.minimum(first, -(-length // scale) - width), 0)
    laid = _added(at - first.repeat(_AT_ONCE)[:, None], shares, width).astype(np.float32)
    return tuple(_Part(begin, laid[n * _AT_ONCE : (n + 1) * _AT_ONCE]) for n, begin in enumerate(first.tolist()))


def _added(at: Integers, values: Doubles, width: int) -> Doubles:
    """Rows of this width with each value added at its place."""
    places = at + (np.arange(len(at)) * width)[:, None]
    return cast(Doubles, np.bincount(places.ravel(), values.ravel(), len(at) * width).reshape(len(at), width))


def _spread(chosen: Integers, length: int) -> tuple[Integers, Doubles]:
    """Of each line the first pixel it rests on, and its shares from there on: a mean over a window of such means."""
    window = -(-length // _WINDOWS)
    half = (window + 2) // 2
    low, high = half - window, half - 1
    within = chosen[:, None] + np.arange(low, high + 1)
    there = (within >= 0) & (within < length)
    first, last = (np.minimum(np.maximum(within + reach, 0), length - 1) for reach in (low, high))
    part = there / (last - first + 1) / there.sum(axis=1, keepdims=True)
    begins: Integers = np.maximum(chosen + 2 * low, 0)
    width = 2 * window + 1
    changes = _added(first - begins[:, None], part, width) - _added(last - begins[:, None] + 1, part, width)
    return begins, changes.cumsum(axis=1)


def _folded(begins: Integers, shares: Doubles, scale: int) -> tuple[Integers, Doubles]:
    """For means of ``scale`` pixels: as if grey ran on within each, as steeply as between its neighbours.

    The first and the last that come out stand one before and one after those that the shares lie in.
    """
    blocks = (scale - 1 + shares.shape[1] - 1) // scale + 1
    laid = np.zeros((len(begins), blocks * scale))
    laid[np.arange(len(begins))[:, None], (begins % scale)[:, None] + np.arange(shares.shape[1])] = shares
    within = laid.reshape(len(begins), blocks, scale)
    slopes = within @ ((np.arange(scale) - (scale - 1) / 2) / scale) / 2
    folded = np.zeros((len(begins), blocks + 2))
    folded[:, 1:-1] = within.sum(axis=2)
    folded[:, 2:] += slopes
    folded[:, :-2] -= slopes
    return begins // scale - 1, folded


def _cosines() -> Floats:
    wave, line = np.arange(1, WAVES + 1)[:, None], np.arange(LINES)
    scaled: Floats = (np.sqrt(2 / LINES) * np.cos(np.pi / (2 * LINES) * wave * (2 * line + 1))).astype(np.float32)
    return scaled


_COSINES = _cosines()
_ODD: Floats = np.where(np.arange(WAVES) % 2 == 0, -1, 1).astype(np.float32)
"""What mirroring does to each frequency: the odd ones (first, third, ...) change sign."""
