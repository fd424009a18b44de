"""How long one spot is thought to take before this run has read any: so much for the file, so much for its bytes.

Measured, not worked out: processor time of one hand, without lists, on one machine; the least of a few turns over
folders and images with histories, messages and pictures of several sizes. Only the proportions matter for long, for a
run learns how far it is from them (``forecast``). Of most kinds of reader nothing was measured, and one guess stands
for them all.

References: ADR 0039, which says what they were measured over.
"""

from math import sqrt

from inzage.check.spots import Spot

MEGABYTE = 1_000_000

_A_FILE = 0.012
_OF_MANY = 0.0003
"""Seconds for a file in a worker of its own, and in a batch of many; to open it and write it down is in it."""
_A_ROOT = {"browser_history": 0.02}
"""Seconds for the root of its megabytes: the hosts of a history are looked up once each, and what is new among them
grows about so (Heaps' law); it is most of what a small history takes."""
_KEPT, _BEYOND = 64.0, {"browser_history": 0.006}
"""Megabytes of a table whose pages are kept, and seconds more for each beyond, where they are joined in no order."""
_A_MEGABYTE = {
    "browser_history": 0.011,
    "browser_saved": 0.0007,
    "calls": 0.0002,
    "download_history": 0.0003,
    "history_extent": 0.0067,
    "media": 0.0001,
    "media_looks": 0.02,
    "message_texts": 0.053,
    "messages": 0.0085,
    "search_history": 0.0048,
}
"""Seconds for a megabyte, by the family of the reader. Who reads a file first digests it as well: that is in it."""
_ITS_MEGABYTE = {"firefox_page_searches": 0.001}
"""Where one reader is far from its family: by its name."""
_OTHERWISE = 0.008

CLOSING, CLOSING_EACH = 0.12, 0.000042
"""Seconds to answer, sign and write the case, and more for each spot that it tells of."""


def guess(spot: Spot) -> float:
    """Seconds that one hand is thought to need for it, on the machine of the guesses."""
    reader, size = spot.reader, spot.found.size / MEGABYTE
    each = _OF_MANY if reader.many else _A_FILE
    of_size = _ITS_MEGABYTE.get(reader.name, _A_MEGABYTE.get(reader.family, _OTHERWISE)) * size
    of_size += _BEYOND.get(reader.family, 0.0) * max(size - _KEPT, 0.0)
    return each + _A_ROOT.get(reader.family, 0.0) * sqrt(size) + of_size
