"""A list of PDQ values opened by who manages it: how many of which class, and what lies near to a value."""

from collections import Counter
from functools import cached_property

from inzage.watchlists import Meaning
from inzage.watchlists.layout import Header
from inzage.watchlists.likeness import HASH
from inzage.watchlists.neighbours import Neighbours
from inzage.watchlists.prints import form, orientations
from inzage.watchlists.sealed import MAGIC, Opened, open_sealed


class PictureList:
    """One opened list, in memory. No ``Lookup``: in a check such a list is asked by the worker that decodes."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.header: Header = opened.header

    @classmethod
    def open(cls, descriptor: int, key: bytes) -> "PictureList":
        """A list at an open descriptor; ``StoreFault`` where it is damaged or of another kit."""
        return cls(open_sealed(descriptor, key))

    @property
    def meaning(self) -> Meaning:
        """What being on this list means."""
        return self.header.meaning

    def by_class(self) -> dict[str, int]:
        """How many entries each class has."""
        found = Counter(self._opened.places)
        return {name: found[place] for place, name in enumerate(self.header.classes)}

    def classes_near(self, described: str) -> frozenset[str]:
        """Classes of the entries near to this value in any orientation; empty where it is no value."""
        value = form(described)
        return (
            frozenset(self.header.classes[self._opened.places[n]] for n in self._near(value)) if value else frozenset()
        )

    def check_body(self) -> None:
        """Nothing more: opening it decrypted, and so checked, every byte."""

    def _near(self, value: str) -> set[int]:
        return set[int]().union(*map(self._neighbours.near, orientations(bytes.fromhex(value))))

    @cached_property
    def _neighbours(self) -> Neighbours:
        hashes = self._opened.hashes
        return Neighbours([hashes[at : at + HASH] for at in range(0, len(hashes), HASH)])


def holds_pictures(front: bytes) -> bool:
    """Is this the beginning of a list of PDQ values?"""
    return front.startswith(MAGIC)
