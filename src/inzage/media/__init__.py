"""Similar pictures: decoded at a scale inside a locked worker, made into a PDQ hash, looked up in a list.

Implementations: ``decode`` (pictures), ``heic`` (those of phones), ``video`` (key frames), ``luma``
(their grey values), ``bars`` (letterbox removal), ``pdq`` (the hash), ``similar`` (the
look-up), ``look`` (all of it in the worker of one picture) and ``films`` (of one video, HEIC or
AVIF), ``usual`` and ``room`` (what is laid ready for them), ``asking`` (what they are asked, for the
broker), ``licensed`` (the slot for PhotoDNA).

*Similar* is never *exact*: an answer of this stage stands by itself, halts nothing, and
is asked for only where ``watchlists.false_alarms`` allows it. The libraries are an extra;
without them everything else works, and what would be looked at is ``LIBRARY_MISSING``.
Only ``check`` may open this stage, and only where a question asks for it, never at the
head of a module: numpy, Pillow and FFmpeg are loaded by no other check.
"""

import os
from dataclasses import dataclass
from importlib.util import find_spec

from inzage.watchlists.likeness import ENOUGH, HASH, NEAR

os.environ["OPENBLAS_NUM_THREADS"] = "1"
"""Before the library for matrices loads: a locked worker can make no thread, and waits for ever for one."""

LIBRARIES = ("numpy", "PIL", "av")

ORIENTATIONS = 8
"""Turned and mirrored: as many hashes has each picture that is looked up."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``quality`` 0-100; ``hashes``: 32 bytes each, one per orientation.

    The first is the picture as it stands; then turned by 90, 180 and 270 degrees (against
    the clock), mirrored top to bottom and left to right, and over either diagonal.
    """

    quality: int
    hashes: tuple[bytes, ...]

    @property
    def telling(self) -> bool:
        """Is there enough to see to compare it with anything?"""
        return self.quality >= ENOUGH


def missing() -> tuple[str, ...]:
    """Which libraries of the extra are not installed; none is loaded to see."""
    return tuple(name for name in LIBRARIES if find_spec(name) is None)


__all__ = ["ENOUGH", "HASH", "LIBRARIES", "NEAR", "ORIENTATIONS", "Fingerprint", "missing"]
