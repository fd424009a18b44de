"""Key frames, one a second at most, by our own word for the form; what leads elsewhere is not followed."""

import io
from pathlib import Path

import av
import numpy as np
import pytest
from av import library_versions
from av.video.frame import VideoFrame

from inzage.media.heic import Bytes
from inzage.media.luma import decoder
from inzage.media.pdq import distance, fingerprint
from inzage.media.video import MOST_FRAMES, frames
from inzage.result import Reason, Unreadable
from tests.media.patterns import Grey, pattern

FORMS = [("mp4", "mpeg4"), ("mov", "mpeg4"), ("matroska", "mpeg4"), ("avi", "mpeg4"), ("mpegts", "mpeg2video"),
         ("mpeg", "mpeg2video"), ("flv", "flv"), ("asf", "mpeg4")]  # fmt: skip


def film(
    form: str, codec: str, pictures: list[Grey], *, rate: int = 5, every: int = 5, layout: str = "yuv420p"
) -> bytes:
    """Each picture for one second; a key frame every so many frames."""
    made = io.BytesIO()
    with av.open(made, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate)
        stream.height, stream.width = pictures[0].shape
        stream.pix_fmt, stream.gop_size, stream.bit_rate = layout, every, 8_000_000
        for number in range(rate * len(pictures)):
            grey = pictures[number // rate]
            frame = VideoFrame.from_ndarray(grey, format="gray").reformat(format=layout)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return made.getvalue()


PICTURES = [pattern(n, 288, 352) for n in range(3)]


@pytest.mark.parametrize(("form", "codec"), FORMS)
def test_each_form_gives_its_key_frames(form: str, codec: str) -> None:
    rate = 25 if codec == "mpeg2video" else 5
    seen = list(frames(Bytes(film(form, codec, PICTURES, rate=rate, every=rate))))
    apart = [
        distance(fingerprint(one).hashes[0], fingerprint(p).hashes[0]) for one, p in zip(seen, PICTURES, strict=True)
    ]
    assert max(apart) <= 12


def test_no_more_than_one_a_second() -> None:
    assert len(list(frames(Bytes(film("mp4", "mpeg4", PICTURES, every=1))))) == 3


def test_what_lies_between_key_frames_is_not_decoded() -> None:
    assert len(list(frames(Bytes(film("mp4", "mpeg4", PICTURES, every=300))))) == 1


def test_a_long_film_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.media.video.MOST_FRAMES", 2)
    assert len(list(frames(Bytes(film("mp4", "mpeg4", PICTURES))))) == 2
    assert MOST_FRAMES == 600


@pytest.mark.parametrize("layout", ["yuv420p", "yuvj420p"])
def test_black_is_black_in_both_ranges(layout: str) -> None:
    stripes = np.tile(np.repeat(np.array([0, 255], np.uint8), 44), (288, 4))
    codec = "mjpeg" if layout == "yuvj420p" else "mpeg4"
    (seen, *_) = frames(Bytes(film("matroska", codec, [stripes], layout=layout)))
    assert seen[:, 20].mean() < 8
    assert seen[:, 66].mean() > 247


def test_what_breaks_off_gives_what_it_gave() -> None:
    whole = film("matroska", "mpeg4", PICTURES)
    assert 1 <= len(list(frames(Bytes(whole[: len(whole) * 2 // 3])))) < 3


def told(data: bytes) -> Reason:
    """Why a file cannot be looked at."""
    with pytest.raises(Unreadable) as fault:
        list(frames(Bytes(data)))
    return fault.value.reason


def test_a_list_of_other_files_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(film("mp4", "mpeg4", PICTURES))
    lists = [
        f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://{other}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile '{other}'\n",
        f"<?xml version='1.0'?><MPD><BaseURL>file://{other}</BaseURL></MPD>",
    ]
    assert [told(text.encode()) for text in lists] == [Reason.OTHER_KIND] * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.OTHER_KIND),
        (b"text", Reason.OTHER_KIND),
        (b"\0\0\0\x18ftypisom" + bytes(200), Reason.DAMAGED),
        (b"\x1aE\xdf\xa3" + bytes(200), Reason.DAMAGED),
        (film("mp4", "mpeg4", PICTURES)[:300], Reason.DAMAGED),
    ],
)
def test_what_is_no_film_says_so(data: bytes, reason: Reason) -> None:
    assert told(data) is reason


def test_sound_alone_is_another_kind() -> None:
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=44_100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert told(made.getvalue()) is Reason.OTHER_KIND


def test_too_large_a_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.media.video.MOST_PIXELS", 288 * 352 - 1)
    assert told(film("mp4", "mpeg4", PICTURES[:1])) is Reason.TOO_LARGE


def test_the_decoder_is_named_with_its_version() -> None:
    assert decoder() == f"PyAV {av.__version__}, libavcodec " + ".".join(map(str, library_versions["libavcodec"]))
