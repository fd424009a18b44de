"""Pictures into grey values: JPEG, PNG, WebP, GIF, BMP. Inside the lock only. (``heic``: HEIC and AVIF.)

A JPEG is decoded at the decoder's own scale, no further down than 350 pixels on the
shorter side, and of a progressive one only the scans that show there (``scans``); of the
others the whole is decoded, for they know no scale. Brightness is taken from the colours
without rounding it, as the reference does: rounded, the hash drifts from that of the full
decode at any scale (docs/validation.md says how far). How large a picture says it is, is
read before anything of it is decoded. The file itself is read piece by piece: in a worker
of one picture a new page of memory costs more than filling it.

As the reference does: of a moving picture the first, transparency is left out, a turn
that the file only asks for is not made (all eight are looked up).

References: https://pillow.readthedocs.io/ (``draft``); libjpeg-turbo ``jidctred.c`` (a scaled
pixel is the mean of its block); trust facts 6.3, 6.6; speed facts 4.
"""

import io
from dataclasses import dataclass
from functools import cache
from typing import IO, cast

import numpy as np
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
    features,
)

from inzage.formats.blocks import Blocks, FileObject, Watched
from inzage.media.pdq import Grey
from inzage.media.scans import Bytes, thinned
from inzage.result import Reason, Unreadable

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")

LOADED = (
    JpegImagePlugin,
    MpoImagePlugin,
    TiffImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
    GifImagePlugin,
    BmpImagePlugin,
)
"""What of the library reads these, and a camera's tables in them (as in a TIFF). Forty other forms are not loaded."""

LEAST_SIDE = 350
MOST_PIXELS = 100_000_000
MOST_PIXELS_JPEG = 300_000_000
"""A JPEG is never whole in memory where it is large."""

FINE_PIXELS = 4_000_000
"""Up to here brightness is not rounded; in a larger picture each line is a mean of so many that it does not matter."""

_FIRST = 32
_PIECE = 1 << 16
_SCALES = (8, 4, 2, 1)
_LIBRARY = {"JPEG": ("libjpeg-turbo", "libjpeg_turbo"), "PNG": ("zlib", "zlib"), "WEBP": ("libwebp", "webp")}
_WITHOUT_COLOUR = frozenset(("L", "LA", "1"))
_READY = _WITHOUT_COLOUR | {"RGB"}
"""What needs no copy before its brightness is taken."""

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


def picture(file: bytes | Blocks) -> Decoded:
    """The first picture of a file. Raises ``Unreadable``: another kind, too large, damaged, not to be read."""
    blocks = Watched(Bytes(file) if isinstance(file, bytes) else file)
    try:
        _refuse_large(_webp_size(blocks.read_at(0, _FIRST)), MOST_PIXELS)
        return _decoded(blocks)
    except UnidentifiedImageError:
        reason = Reason.OTHER_KIND
    except _FAULTS:
        reason = Reason.DAMAGED
    raise Unreadable(Reason.READ_ERROR if blocks.faults else reason)


def make_ready() -> None:
    """Load what decoding loads at first use: behind the lock nothing can be."""
    Image.MAX_IMAGE_PIXELS = None  # ours are told as an answer, and before theirs
    for form in FORMS:
        made = io.BytesIO()
        Image.linear_gradient("L").save(made, form)
        picture(made.getvalue())


def ready_made() -> bytes:
    """A picture that needs no file, as a JPEG that is made smaller: waves of grey."""
    side = np.linspace(0, 40, 2 * LEAST_SIDE)
    made = io.BytesIO()
    Image.fromarray(((np.sin(side) + np.cos(side[:, None])) * 60 + 128).astype(np.uint8)).save(made, "JPEG")
    return made.getvalue()


def scale_of(size: tuple[int, int]) -> int:
    """How many times smaller a JPEG of this size is made."""
    return next(scale for scale in _SCALES if scale <= max(1, min(size) // LEAST_SIDE))


def _decoded(blocks: Blocks) -> Decoded:
    opened = _opened(blocks)
    width, height = opened.size
    form = "JPEG" if opened.format == "MPO" else str(opened.format)
    _refuse_large(opened.size, MOST_PIXELS_JPEG if form == "JPEG" else MOST_PIXELS)
    scale = _made_smaller(opened)
    if opened.info.get("progressive") and (enough := thinned(blocks, scale)):
        opened = _opened(enough)
        _made_smaller(opened)
    return Decoded(_grey(opened), (height, width), scale, _decoder(form))


def _opened(blocks: Blocks) -> Image.Image:
    return Image.open(cast(IO[bytes], FileObject(blocks)), formats=FORMS)


def _made_smaller(opened: Image.Image) -> int:
    """How many times, where the decoder can."""
    width, height = opened.size
    opened.draft("RGB", (LEAST_SIDE, LEAST_SIDE))
    return next(s for s in _SCALES if (-(-width // s), -(-height // s)) == opened.size)


def _grey(opened: Image.Image) -> Grey:
    if opened.mode in _DEEP:
        return (np.asarray(opened).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8)
    width, height = opened.size
    fine = opened.mode not in _WITHOUT_COLOUR and width * height <= FINE_PIXELS
    made = np.empty((height, width), np.float32 if fine else np.uint8)
    lines = max(1, _PIECE // width)
    for top in range(0, height, lines):  # the library gives its values by way of two copies of them
        below = min(top + lines, height)
        made[top:below] = np.asarray(_brightness(opened.crop((0, top, width, below)), "F" if fine else "L"))
    return made


def _brightness(part: Image.Image, mode: str) -> Image.Image:
    return (part if part.mode in _READY else part.convert("RGB")).convert(mode)


def _refuse_large(size: tuple[int, int], most: int) -> None:
    if size[0] * size[1] > most:
        raise Unreadable(Reason.TOO_LARGE)


def _webp_size(data: bytes) -> tuple[int, int]:
    """What a WebP says in its extended header, for opening one already makes room for all of it; else nothing."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8X":
        return 0, 0
    return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1


@cache
def _decoder(form: str) -> str:
    own = f"Pillow {features.version('pil')}"
    if form not in _LIBRARY:
        return own
    name, feature = _LIBRARY[form]
    return f"{own}, {name} {features.version(feature)}"
