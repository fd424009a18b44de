"""Videos into frames of grey values: key frames alone, at most one a second. Inside the lock only.

A key frame stands by itself, so nothing between two of them is decoded, and no thread is
needed. The form is named by our own look at the first bytes, so that FFmpeg guesses none:
not one that is a list of other files. It is given bytes, no name and no protocol.

References: https://pyav.basswood-io.com/ ; https://ffmpeg.org/ffmpeg-codecs.html (skip_frame,
max_pixels); trust facts 2.6, 6.3, 6.6.
"""

from collections.abc import Iterable, Iterator

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from inzage.formats.blocks import Blocks, FileObject
from inzage.media.asking import MOST_FRAMES
from inzage.media.luma import luma
from inzage.media.pdq import Grey
from inzage.result import Reason, Unreadable

MOST_PIXELS = 40_000_000
APART = 1.0
"""Seconds between two frames that are looked at."""

_HEAD = 16
_FORMS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "mov"), (4, b"moov", "mov"), (4, b"mdat", "mov"), (4, b"wide", "mov"), (4, b"pnot", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"), (8, b"AVI ", "avi"), (0, b"\0\0\x01\xba", "mpeg"),
    (0, b"\0\0\x01\xb3", "mpegvideo"), (0, bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), "asf"),
    (0, b"FLV\x01", "flv"), (0, b"G", "mpegts"), (4, b"G", "mpegts"),
)  # fmt: skip
"""Where a mark stands, the mark, and FFmpeg's word for the form."""

FAULTS = (FFmpegError, OSError, ValueError, EOFError, IndexError, OverflowError, RuntimeError)
"""What comes of a damaged file."""


def frames(blocks: Blocks) -> Iterator[Grey]:
    """Key frames in order. Raises ``Unreadable``; what breaks off later than that gave frames, and ends."""
    form = _form(blocks.read_at(0, _HEAD))
    taken = 0
    try:
        for frame in _apart(_key_frames(blocks, form)):
            yield luma(frame)
            taken += 1
    except FAULTS:
        pass
    if not taken:
        raise Unreadable(Reason.DAMAGED)


def opened(blocks: Blocks, form: str) -> InputContainer:
    """A file as FFmpeg reads it: of this form, and reaching nothing else."""
    closed = {"protocol_whitelist": ""} | ({"enable_drefs": "0"} if form == "mov" else {})
    return av.open(FileObject(blocks), "r", format=form, container_options=closed)


def alone(stream: VideoStream) -> VideoStream:
    """The same stream, set to decode in this thread, and nothing too large."""
    if stream.width * stream.height > MOST_PIXELS:
        raise Unreadable(Reason.TOO_LARGE)
    stream.codec_context.thread_count = 1
    stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
    return stream


def _key_frames(blocks: Blocks, form: str) -> Iterator[VideoFrame]:
    with opened(blocks, form) as container:
        if not container.streams.video:
            raise Unreadable(Reason.OTHER_KIND)
        stream = alone(container.streams.video[0])
        stream.codec_context.skip_frame = "NONKEY"
        yield from container.decode(stream)


def _form(first: bytes) -> str:
    form = next((form for at, mark, form in _FORMS if first.startswith(mark, at)), None)
    if form is None:
        raise Unreadable(Reason.OTHER_KIND)
    return form


def _apart(decoded: Iterable[VideoFrame]) -> Iterator[VideoFrame]:
    last: float | None = None
    taken = 0
    for frame in decoded:
        if last is not None and frame.time is not None and 0 <= frame.time - last < APART:
            continue
        last = frame.time
        yield frame
        taken += 1
        if taken == MOST_FRAMES:
            return
