"""The slot for PhotoDNA. Its algorithm is licensed and is not part of this programme.

Lists of the police hold PhotoDNA values beside digests. They are kept as they come and
compared with nothing, until an organisation that has the licence builds its library in
here: ``photo_dna`` is the one place to change. What it finds is *similar* as well: it
halts nothing by itself, for exact collisions have been made on purpose (2026).

References: trust facts 2.1, 2.3 (144 bytes; IPED compares at a distance of 40,000 or less).
"""

from collections.abc import Sequence
from typing import Protocol

from inzage.errors import InzageError
from inzage.media.pdq import Grey

VALUE = 144
"""Bytes in a PhotoDNA value."""


class PictureMatcher(Protocol):
    """A licensed library, as it is asked inside the lock. ``name`` and ``version`` go with each hit."""

    @property
    def name(self) -> str:
        """What it calls itself."""
        ...

    @property
    def version(self) -> str:
        """Its version."""
        ...

    def values(self, grey: Grey) -> Sequence[bytes]:
        """The values of a picture in the orientations that it wants looked up, 144 bytes each."""
        ...

    def distance(self, one: bytes, other: bytes) -> int:
        """How far two values lie apart."""
        ...

    @property
    def most(self) -> int:
        """The largest distance that counts as similar."""
        ...


class NoPhotoDna(InzageError):
    """PhotoDNA was asked for, and no licensed library is built in."""

    nl = (
        "Verwacht: een PhotoDNA-bibliotheek waarvoor uw organisatie een licentie heeft. Gevonden: geen. "
        "De PhotoDNA-waarden in deze lijst worden bewaard en met niets vergeleken; "
        "digests en PDQ-waarden werken wel. Vraag wie de lijsten beheert of zij die ook levert."
    )
    en = (
        "Expected: a PhotoDNA library that your organisation has a licence for. Found: none. "
        "The PhotoDNA values in this list are kept and compared with nothing; "
        "digests and PDQ values do work. Ask who manages the lists whether they come with those too."
    )


def photo_dna() -> PictureMatcher:
    """The licensed library that is built in; ``NoPhotoDna`` where there is none, as in what is published."""
    raise NoPhotoDna
