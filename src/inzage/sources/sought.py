"""What somebody looks for among the names of a carrier, told to the worker, so that no other name need leave it.

``Everything``; ``Homes``: what users and profiles are known by; ``Fitting``: what readers' globs fit, what
goes with that (sidecars) and what they ask after beside it. Each lets more pass than is wanted in the end
and never less: the broker decides over what comes, as over names that it was told whole.

References: docs/adr/0041.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from inzage.artefact import EntryKind
from inzage.sources import Patterns
from inzage.sources.containers import HOME_FOLDERS, HOME_NAMES, PROFILE_FILES
from inzage.sources.patterns import Matcher, Sieve, names_of
from inzage.sources.sidecars import SHAPES, owner
from inzage.worker import Json, Request


class Sought(Protocol):
    """What is looked for. ``sieve``: by the last name alone."""

    @property
    def sieve(self) -> Sieve:
        """See above."""
        ...

    @property
    def said(self) -> Request:
        """How the worker is told."""
        ...

    def wants(self, path: str, kind: EntryKind) -> bool:
        """Must the broker hear of this entry, which the sieve let pass?"""
        ...


class Everything:
    """All names."""

    def __init__(self) -> None:
        self.said: Request = {"do": "seek", "for": "everything"}
        self.sieve = Sieve()
        self.sieve.everything = True

    def wants(self, path: str, kind: EntryKind) -> bool:
        """Yes."""
        return True


class Homes:
    """Folders that may be a user's, and files that make a profile."""

    def __init__(self) -> None:
        self.said: Request = {"do": "seek", "for": "homes"}
        self.sieve = Sieve()
        self.sieve.whole |= PROFILE_FILES | HOME_NAMES
        self.sieve.folders |= HOME_FOLDERS

    def wants(self, path: str, kind: EntryKind) -> bool:
        """Folders that passed, and files with the names of a profile's."""
        if kind is EntryKind.FILE:
            return path[path.rfind("/") + 1 :].lower() in PROFILE_FILES
        return kind is EntryKind.DIRECTORY


class Fitting:
    """What fits these globs, or belongs to what does, or is asked after beside it."""

    def __init__(self, globs: Iterable[str], beside: Iterable[str]) -> None:
        self._globs, self._beside = sorted(set(globs)), sorted(set(beside))
        self._fits = Matcher([Patterns("fits", tuple(self._globs))]).match
        self._is_beside = Matcher([Patterns("beside", tuple(self._beside))]).match
        self.sieve = Sieve()
        for glob in (*self._globs, *self._beside, *SHAPES):
            self.sieve.add(names_of(glob))

    @classmethod
    def of(cls, patterns: Sequence[Patterns]) -> "Fitting":
        """What these readers look for."""
        globs = [glob for wanted in patterns for glob in (*wanted.at, *wanted.elsewhere)]
        return cls(globs, [glob for wanted in patterns for glob in wanted.beside])

    @property
    def said(self) -> Request:
        """How the worker is told."""
        return {"do": "seek", "for": "fitting", "globs": list(self._globs), "beside": list(self._beside)}

    def wants(self, path: str, kind: EntryKind) -> bool:
        """Does it fit, or does its owner, or is it asked after?"""
        if any(self._fits(path)) or any(self._is_beside(path)):
            return True
        mine = owner(path)
        return mine is not None and any(self._fits(mine))


def sought(request: Request) -> Sought:
    """What a worker was told; raises ``ValueError``."""
    match request:
        case {"for": "everything"}:
            return Everything()
        case {"for": "homes"}:
            return Homes()
        case {"for": "fitting", "globs": list(globs), "beside": list(beside)}:
            return Fitting(_texts(globs), _texts(beside))
    raise ValueError("no request")


def _texts(said: Sequence[Json]) -> list[str]:
    texts = [one for one in said if isinstance(one, str)]
    if len(texts) != len(said):
        raise ValueError("no request")
    return texts
