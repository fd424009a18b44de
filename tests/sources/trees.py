"""Helpers: invented trees, and the eyes of an ordinary user."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from inzage.result import Reason
from inzage.sources import Match, Patterns, Skipped, Source

CHROME = "Users/jan/AppData/Local/Google/Chrome/User Data/Default"
HISTORY = Patterns("history", ("User Data/*/History",), ("History",), ("History Provider Cache", "*.bak"))
PLACES = Patterns("places", ("Profiles/*/places.sqlite",))
NOBODY = 65534


def put(root: Path, path: str, content: bytes = b"x") -> Path:
    """Write a file and the folders above it."""
    made = root / path
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(content)
    return made


def hits(
    source: Source, patterns: Sequence[Patterns] = (HISTORY,), closed: frozenset[int] = frozenset()
) -> list[Match]:
    """What is offered."""
    return [hit for hit in source.find(patterns, closed) if isinstance(hit, Match)]


def paths(source: Source, patterns: Sequence[Patterns] = (HISTORY,), closed: frozenset[int] = frozenset()) -> list[str]:
    """Paths of what is offered."""
    return [hit.found.untrusted_path for hit in hits(source, patterns, closed)]


def skips(
    source: Source, patterns: Sequence[Patterns] = (HISTORY,), closed: frozenset[int] = frozenset()
) -> list[tuple[str, int, Reason]]:
    """(reader, container, reason) of what is not."""
    return [
        (hit.reader, hit.container, hit.reason) for hit in source.find(patterns, closed) if isinstance(hit, Skipped)
    ]


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Rights count: root gives them up for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
