"""A decoded frame's first plane as grey values: it *is* the luma that PDQ looks at, so no colours are converted.

References: https://ffmpeg.org/doxygen/trunk/pixfmt_8h.html (ranges, planes).
"""

import av
import numpy as np
from av import library_versions
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from inzage.media.pdq import Grey
from inzage.result import Reason, Unreadable

_Deep = NDArray[np.uint8 | np.uint16]
_FULL_RANGE = 2
_BLACK, _RANGE = 16, 219
_BYTE = 8


def luma(frame: VideoFrame) -> Grey:
    """Grey values 0-255; ``Unreadable`` where the first plane holds something else (RGB, a palette)."""
    form, plane = frame.format, frame.planes[0]
    first = form.components[0]
    alone = all(other.plane for other in form.components[1:])
    if form.is_rgb or form.has_palette or not (first.is_luma and alone):
        raise Unreadable(Reason.OTHER_KIND)
    lines = _values(memoryview(plane), first.bits - _BYTE).reshape(plane.height, -1)
    return _stretched(lines[: frame.height, : frame.width], frame.color_range == _FULL_RANGE)


def decoder() -> str:
    """Name and version of what decodes."""
    numbers = ".".join(str(n) for n in library_versions["libavcodec"])
    return f"PyAV {av.__version__}, libavcodec {numbers}"


def _values(plane: memoryview, more: int) -> _Deep:
    """Eight bits of each; of deeper ones the upper eight."""
    if more <= 0:
        return np.frombuffer(plane, np.uint8)
    return np.right_shift(np.frombuffer(plane, np.uint16), np.uint16(more))


def _stretched(grey: _Deep, full: bool) -> Grey:
    """Broadcast leaves room below black and above white; quality is measured without."""
    if full:
        return grey.astype(np.uint8)
    return ((grey.astype(np.float32) - _BLACK) * (255 / _RANGE)).clip(0, 255).astype(np.uint8)
