"""Similar material: pictures and videos that look like an entry of the list, though their bytes differ.

Asked last, only where the court opened the door of media digests for this very question, and only where
the measured bound on false alarms leaves room (``watchlists.false_alarms``; the plan says so before
anything is opened). It halts nothing: a likeness alone is no proof, and leads to a conversation at most.
It is never added up with *known material*, which compares bytes: another question, another answer.

A picture counts where its PDQ value, in any of eight orientations, lies within distance 31 of an entry and
its quality is at least 50. A video counts where at least 80 % of its unique frames with enough to see lie so
near to entries of one class, and there are at least three of those. What is near to a benign entry is near to
nothing. One file is one act; the class is the list's own.

False alarms: measured on ordinary pictures of Debian packages: 3 of 130,737,389 pairs (upper bound with
95 % confidence 5.9e-8 a pair), all flags of one country in two packages; with plain shapes left out of the
list, and on packages that the rule for those was not thought of on. What that does not show stands in
docs/validation.md (Gelijkende beelden).

References: trust facts 2.1, 2.2, 2.5, 2.6; https://github.com/facebook/ThreatExchange (pdq, vpdq).
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Near, Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import MediaKind, MediaLook
from inzage.watchlists import ListKind
from inzage.watchlists.likeness import ENOUGH, LEAST_FRAMES, LEAST_SHARE, NEAR
from inzage.watchlists.near import PicturePlaces


@indicator(observes=(MediaLook,), needs=ListKind.PICTURES)
class SimilarMaterial(Detector):
    """Counts files that look like an entry of the list."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._lists = [one for one in lookups if isinstance(one, PicturePlaces)]

    def observe(self, seen: MediaLook) -> Iterator[Counted]:
        """One act, if enough of what it shows lies near enough to the list."""
        alike = [near for near in seen.near if _alike(near) and _enough(near, seen)]
        found = {label for one in self._lists for near in alike if (label := one.class_of(near)) is not None}
        if found:
            yield min(found), seen.at, seen.on_this_device


def _alike(near: Near) -> bool:
    return near.distance <= NEAR and near.quality >= ENOUGH


def _enough(near: Near, seen: MediaLook) -> bool:
    if seen.media is not MediaKind.VIDEO:
        return near.frames > 0
    return seen.telling >= LEAST_FRAMES and 100 * near.frames >= LEAST_SHARE * seen.telling
