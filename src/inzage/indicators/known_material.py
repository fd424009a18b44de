"""Known material: files whose bytes are those of a file on the list, by digest and size.

A safety net, not the purpose: asked last, and only where the court opened the door of
media digests. A file counts where *all* that an entry names agrees: every digest, and
the size where it is given. A file on a benign list never counts. Nothing is decoded:
the broker digests bytes, and only with the algorithms that the list uses.

The class says how strong the match is: ``md5_only`` stands for the list's own class where
an entry names the file by MD5 alone, for which another file with the same digest can be
made on purpose. *Similar* pictures are another question and are never added up with these.

False alarms: not measured on neutral data. Known: none by chance; by error of a list (in
2021 a Dutch list held pictures that come with ordinary software). So every list is held against known-benign files
when it is brought in, and a hit names the list that it rests on.

References: trust facts 2.1 and 2.2; domain facts 5.3, A8.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import MediaItem
from inzage.watchlists import ListKind
from inzage.watchlists.listed import Listed

MD5_ONLY = "md5_only"


@indicator(observes=(MediaItem,), needs=ListKind.DIGESTS, labels=(MD5_ONLY,))
class KnownMaterial(Detector):
    """Counts files that the list knows, byte by byte."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._listed = Listed(lookups)

    def observe(self, seen: MediaItem) -> Iterator[Counted]:
        """One act, if the list holds the file and no benign list does."""
        found = self._listed.classes_of_digests(seen.digests, seen.size)
        if found:
            weak = [one for one in seen.digests if one.startswith("md5:")]
            by_md5 = self._listed.classes_of_digests(weak, seen.size)
            yield min(found - by_md5, default=MD5_ONLY), seen.at, seen.on_this_device
