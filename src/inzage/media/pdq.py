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

import numpy as np
from numpy.typing import NDArray

from inzage.media import HASH, ORIENTATIONS, Fingerprint

Floats = NDArray[np.float32]
Grey = NDArray[np.uint8]

LINES = 64
WAVES = 16
SMALLEST = 5
"""Pixels per side below which a picture has no hash, and quality 0."""

_WINDOWS = 2 * LINES
_STRIP = 1 << 22
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
    down, across = _side(full[0], scale), _side(full[1], scale).T
    rows = max(1, _STRIP // max(1, grey.shape[1]))
    small = np.zeros((LINES, LINES), np.float32)
    for top in range(0, grey.shape[0], rows):  # in strips: as floats a large picture is four times as large
        small += down[:, top : top + rows] @ (grey[top : top + rows].astype(np.float32) @ across)
    return small


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


@lru_cache(maxsize=64)
def _side(length: int, scale: int) -> Floats:
    """The matrix (64 × length/scale) from one side of a picture to 64 lines of it."""
    chosen = ((np.arange(LINES) + 0.5) * length / LINES).astype(np.int64)
    at = np.arange(length)
    window = -(-length // _WINDOWS)
    half = (window + 2) // 2
    first, last = np.maximum(at - (window - half), 0), np.minimum(at + half - 1, length - 1)
    share = 1.0 / (last - first + 1)
    changes = np.zeros((LINES, length + 1))
    for line, place in enumerate(chosen):  # a mean of means: each adds its part over its own window
        within = np.arange(first[place], last[place] + 1)
        part = share[place] * share[within]
        np.add.at(changes[line], first[within], part)
        np.add.at(changes[line], last[within] + 1, -part)
    return _folded(np.cumsum(changes, axis=1)[:, :-1], scale).astype(np.float32)


def _folded(side: NDArray[np.float64], scale: int) -> NDArray[np.float64]:
    """For means of ``scale`` pixels: as if grey ran on within each, as steeply as between its neighbours."""
    starts = np.arange(0, side.shape[1], scale)
    means = np.add.reduceat(side, starts, axis=1)
    offset = (np.arange(side.shape[1]) % scale - (scale - 1) / 2) / scale
    slopes = np.add.reduceat(side * offset, starts, axis=1) / 2
    means[:, 1:] += slopes[:, :-1]
    means[:, :-1] -= slopes[:, 1:]
    means[:, 0] -= slopes[:, 0]
    means[:, -1] += slopes[:, -1]
    return np.ascontiguousarray(means)


def _cosines() -> Floats:
    wave, line = np.arange(1, WAVES + 1)[:, None], np.arange(LINES)
    scaled: Floats = (np.sqrt(2 / LINES) * np.cos(np.pi / (2 * LINES) * wave * (2 * line + 1))).astype(np.float32)
    return scaled


_COSINES = _cosines()
_ODD: Floats = np.where(np.arange(WAVES) % 2 == 0, -1, 1).astype(np.float32)
"""What mirroring does to each frequency: the odd ones (first, third, ...) change sign."""
