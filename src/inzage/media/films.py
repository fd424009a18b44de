"""A video, or a picture that is coded as one (HEIC, AVIF), inside the lock: what ``look`` leaves.

``handle`` is a handler of its own (``asking.FILMS``), in a pool that is begun at the first such file. Of a
video, frames with one and the same hash are one frame.

References: trust facts 2.2; ``look``, ``heic``, ``video``.
"""

from collections.abc import Iterator, Sequence

from inzage.formats.blocks import ReadFault
from inzage.formats.content import first_bytes
from inzage.formats.media import media_kind
from inzage.media import Fingerprint, heic, look, video
from inzage.media.asking import LIMITS, VIDEO
from inzage.media.luma import decoder
from inzage.observations import MediaKind
from inzage.result import Reason, Unreadable
from inzage.worker import Reply, Request

__all__ = ["LIMITS", "given", "handle", "warm"]

WARM = ("av.subtitles.stream",)
"""Loaded by the library at first use, whatever a container holds."""

_ANY = 1 << 63
_BOXES = slice(4, 8)


def handle(asked: Request, descriptors: Sequence[int]) -> Reply:
    """Runs inside the lock."""
    return look.answered(asked, descriptors, _Seen)


def given(message: Request, descriptors: Sequence[int]) -> None:
    """As ``look.given``."""
    look.given(message, descriptors)


def warm() -> None:
    """As ``look.warm``."""
    look.warm()


class _Seen(look.Seen):
    """Any file's frames."""

    def fingerprints(self) -> Iterator[list[Fingerprint]]:
        """Of each frame its own, and that of what lies between its bars."""
        first = first_bytes(self.artefact, _ANY)
        if media_kind(first) is MediaKind.VIDEO:
            yield from self._frames()
        elif first[_BOXES] == b"ftyp":
            yield self._coded()
        else:
            yield from super().fingerprints()

    def _coded(self) -> list[Fingerprint]:
        first_bytes(self.artefact, look.MOST_BYTES)
        try:
            data = self.blocks().read_at(0, self.artefact.size)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None
        return self.of(heic.picture(data))

    def _frames(self) -> Iterator[list[Fingerprint]]:
        self.charge(VIDEO)
        self.decoder = decoder()
        met: set[bytes] = set()
        for grey in video.frames(self.blocks()):
            prints = look.with_and_without_bars(grey, (grey.shape[0], grey.shape[1]))
            if not prints or prints[0].hashes[0] not in met:
                met.update(one.hashes[0] for one in prints[:1])
                yield prints
