"""What a file of media must be digested with, and whether at all: known from its listing, before any of it is read.

A file whose date lies outside the window, whose place says that it came with a program, or of whose size no list holds
a file, cannot be a hit, and is not digested. Of the others as few digests are made as tell every listed file from
those that are not: where an entry gives MD5 and SHA-1, both must agree, so a file whose SHA-1 stands in no entry is
not on the list, whatever its MD5. Only where it does are the others made, among them those of the benign lists.

Pure, but for look-ups at the lists' descriptors. See ADR 0045.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from inzage.artefact import Artefact, Window
from inzage.check.job import Asked, OpenList
from inzage.formats.media_places import comes_with_a_program
from inzage.sources import Unopenable
from inzage.watchlists import StoreFault
from inzage.watchlists.digests import ALGORITHMS, SIZE, forms
from inzage.watchlists.keyed import KeyedList

_COST: Mapping[str, float] = {"md5": 1 / 614, "sha1": 1 / 1570, "sha256": 1 / 1419}
"""Seconds per megabyte on one core, of which only the order matters: speed facts 2."""

_KEPT = ("sha256", "sha1")
"""Digests that the ledger may keep, the strongest first. MD5 is none: another file with the same can be made."""

Told = Sequence[str] | Unopenable
"""Of a file its digests as ``algorithm:hex``, or why there are none."""

Make = Callable[[Sequence[int], Sequence[str]], Sequence[Told]]
"""Digests, by these algorithms, of the files with these numbers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For the files of one reader and some questions.

    ``first``: the digests that decide whether a file can be on a list; ``rest``: the further ones of one that can.
    ``told``: those that go to the worker. Without lists there are none of any.
    """

    first: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    window: Window | None = None
    lookups: tuple[KeyedList, ...] = ()
    sizes: tuple[OpenList, ...] = ()

    @classmethod
    def of(cls, asked: Sequence[Asked], window: Window, list_key: bytes) -> "Wanted":
        """What the lists of these questions want. A list that cannot be looked up in wants all that it names."""
        used = of_digests(asked)
        listed = tuple(one for one in used if not one.benign)
        if not listed:
            return cls()
        told = frozenset(name for one in used for name in one.algorithms)
        sizes = () if any(one.sizes is None for one in listed) else listed
        try:
            lookups = tuple(KeyedList.open(one.descriptor, list_key) for one in listed)
        except StoreFault:
            lookups = ()
        first = _fewest(lookups) if lookups else _in_order(told)
        if not set(_KEPT) & set(first):
            first = _in_order({*first, _KEPT[0]})
        return cls(first, _in_order(told - set(first)), told, window, lookups, sizes)

    def of_no_listed_size(self, artefact: Artefact) -> bool:
        """Do the lists tell which sizes they hold, and is that of this file none of them?"""
        return bool(self.sizes) and not any(artefact.size in (one.sizes or ()) for one in self.sizes)

    def can_count(self, artefact: Artefact) -> bool:
        """Could a file of this date and place be one that counts, whatever its bytes?"""
        at, window = artefact.modified, self.window
        if window is None or at is None or not window.start <= at < window.end:
            return False
        return artefact.sure or not comes_with_a_program(artefact.untrusted_path)

    def can_be_listed(self, artefact: Artefact, digests: Sequence[str]) -> bool:
        """Could a file with these digests stand on a list? Known without the rest of them."""
        return not self.lookups or any(_may_hold(one, digests, artefact.size) for one in self.lookups)

    def made(self, artefacts: Sequence[Artefact], make: Make) -> list[Told]:
        """Of each file the digests that it takes: ``first``, and ``rest`` of those that can be listed."""
        every = list(make(range(len(artefacts)), self.first))
        known = {number: told for number, told in enumerate(every) if not isinstance(told, Unopenable)}
        again = [number for number, told in known.items() if self.rest and self.can_be_listed(artefacts[number], told)]
        for number, told in zip(again, make(again, self.rest) if again else (), strict=True):
            every[number] = told if isinstance(told, Unopenable) else (*known[number], *told)
        return every

    def for_the_worker(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Those of them that a worker is told: that a list names."""
        return tuple(sorted(one for one in digests if one.partition(":")[0] in self.told))


def of_digests(asked: Sequence[Asked]) -> tuple[OpenList, ...]:
    """The lists of these questions that name files by their digests, each once."""
    return tuple({one.name: one for each in asked for one in each.lists if one.algorithms}.values())


def kept(digests: Iterable[str]) -> str | None:
    """The digest (hex) that the ledger keeps of a file, of those that were made anyway; None where none will do."""
    known = dict(one.split(":", 1) for one in digests)
    return next((known[name] for name in _KEPT if name in known), None)


def _may_hold(lookup: KeyedList, digests: Sequence[str], size: int) -> bool:
    if lookup.names_one(digests):
        return True
    return any(lookup.classes_of_form(one) for one in forms(digests, size, lookup.header.shapes))


def _fewest(lookups: Sequence[KeyedList]) -> tuple[str, ...]:
    """The cheapest digests of which every entry of these lists names one."""
    shapes = [set(shape.split("+")) - {SIZE} for one in lookups for shape in one.header.shapes]
    names = list(ALGORITHMS)
    choices = chain.from_iterable(combinations(names, many) for many in range(1, len(names) + 1))
    enough = [one for one in choices if all(shape & set(one) for shape in shapes)]
    return min(enough, key=lambda one: sum(_COST[name] for name in one))


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in ALGORITHMS if name in set(names))
