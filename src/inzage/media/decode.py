"""Pictures into grey values: JPEG, PNG, WebP, GIF, BMP, and through ``heic`` HEIC and AVIF. Inside the lock only.

A JPEG is decoded at the decoder's own scale, no further down than 700 pixels on the
shorter side; of the others the whole is decoded, for they know no scale. Below that the
hash drifts from that of the full decode (docs/validation.md says how far). How large a
picture says it is, is read before anything of it is decoded.

As the reference does: of a moving picture the first, transparency is left out, a turn
that the file only asks for is not made (all eight are looked up).

References: https://pillow.readthedocs.io/ (``draft``); libjpeg-turbo ``jidctred.c`` (a scaled
pixel is the mean of its block); trust facts 6.3, 6.6; speed facts 4.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, UnidentifiedImageError, features

from inzage.media import heic
from inzage.media.luma import decoder
from inzage.media.pdq import Grey
from inzage.result import Reason, Unreadable

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")

LEAST_SIDE = 700
MOST_PIXELS = 100_000_000
MOST_PIXELS_JPEG = 300_000_000
"""A JPEG is never whole in memory where it is large."""

_SCALES = (8, 4, 2, 1)
_LIBRARY = {"JPEG": ("libjpeg-turbo", "libjpeg_turbo"), "PNG": ("zlib", "zlib"), "WEBP": ("libwebp", "webp")}
_IN_GREY = frozenset(("L", "LA", "1", "P", "PA", "RGB", "RGBA", "RGBX", "YCbCr"))
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I")
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, OverflowError)
"""What the library raises for a damaged file."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Grey values ``scale`` times smaller than ``full`` (height, width); ``decoder``: name and version."""

    grey: Grey
    full: tuple[int, int]
    scale: int
    decoder: str


def picture(data: bytes) -> Decoded:
    """The first picture of a file. Raises ``Unreadable``: another kind, too large, damaged, library missing."""
    if data[4:8] == b"ftyp":
        grey = heic.picture(data)
        return Decoded(grey, (grey.shape[0], grey.shape[1]), 1, decoder())
    _refuse_large(_webp_size(data), MOST_PIXELS)
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMS)
        return _decoded(opened)
    except UnidentifiedImageError:
        raise Unreadable(Reason.OTHER_KIND) from None
    except _FAULTS:
        raise Unreadable(Reason.DAMAGED) from None


def make_ready() -> None:
    """Load what decoding loads at first use: behind the lock nothing can be."""
    Image.MAX_IMAGE_PIXELS = None  # ours are told as an answer, and before theirs
    Image.init()
    for form in FORMS:
        made = io.BytesIO()
        Image.linear_gradient("L").save(made, form)
        picture(made.getvalue())


def ready_made() -> Grey:
    """A picture that needs no file: from black to white."""
    return np.asarray(Image.linear_gradient("L"))


def _decoded(opened: Image.Image) -> Decoded:
    width, height = opened.size
    form = "JPEG" if opened.format == "MPO" else str(opened.format)
    _refuse_large(opened.size, MOST_PIXELS_JPEG if form == "JPEG" else MOST_PIXELS)
    opened.draft("RGB", (LEAST_SIDE, LEAST_SIDE))
    scale = next(s for s in _SCALES if (-(-width // s), -(-height // s)) == opened.size)
    return Decoded(_grey(opened), (height, width), scale, _decoder(form))


def _grey(opened: Image.Image) -> Grey:
    if opened.mode in _DEEP:
        return (np.asarray(opened).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8)
    plain = opened if opened.mode in _IN_GREY else opened.convert("RGB")
    return np.asarray(plain.convert("L"))


def _refuse_large(size: tuple[int, int], most: int) -> None:
    if size[0] * size[1] > most:
        raise Unreadable(Reason.TOO_LARGE)


def _webp_size(data: bytes) -> tuple[int, int]:
    """What a WebP says in its extended header, for opening one already makes room for all of it; else nothing."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8X":
        return 0, 0
    return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1


def _decoder(form: str) -> str:
    own = f"Pillow {features.version('pil')}"
    if form not in _LIBRARY:
        return own
    name, feature = _LIBRARY[form]
    return f"{own}, {name} {features.version(feature)}"
