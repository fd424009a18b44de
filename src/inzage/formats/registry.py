"""A hive of the Windows registry, read: keys with the time they were last written, values as bytes.

::

    with hive(artefact) as opened:
        for entry in opened.under("Software/Microsoft/..."):
            entry.name, entry.written, entry.text("DisplayName")
        yield from opened.remarks()

Through libregf, over the descriptor, never mapped. A key's time is the only time most of
the registry has: it changes whenever any of the key's own values or subkeys does.

**Dirty.** Windows writes changes to a log first (``.LOG``, ``.LOG1``, ``.LOG2``); a hive whose two
sequence numbers differ, or whose checksum is wrong, was not brought up to date. Its logs are
brought in here in memory, and ``Dirty`` says so; where they cannot be, the hive is read as it
stands and is a lower bound. So is one in which a key or value could not be read, or in
which more than ``MOST_KEYS`` were asked for.

References: https://github.com/libyal/libregf/blob/main/documentation/
(Windows NT Registry File (REGF) format), https://github.com/msuhanov/regf, artefact facts 5, 13.3
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks, FileObject, Watched
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import filetime
from inzage.formats.registry_base import BASE, HEAD, MAGIC, base_block
from inzage.formats.registry_logs import recovered
from inzage.observations import Degraded, Dirty
from inzage.result import Reason, Unreadable

USER = ("Users/*/NTUSER.DAT", "Documents and Settings/*/NTUSER.DAT")
SYSTEM = ("System32/config/SYSTEM",)
SOFTWARE = ("System32/config/SOFTWARE",)
SAM = ("System32/config/SAM",)
"""Where Windows keeps its hives."""

MOST = 512 * 1024 * 1024
"""Bytes of a hive; Windows' own limit for most of them lies below it."""

MOST_KEYS = 500_000
"""Keys and values that one reader may ask for: a hive may refer to itself without end."""

MOST_LOOKED_AT = 512
"""Subkeys that are looked at before a key among them is called absent."""

MOST_VALUE = 4 * 1024 * 1024
"""Bytes of one value."""

_TEXT = frozenset({1, 2, 6})
_NUMBERS = frozenset({4, 5, 11})

codecs.lookup("utf-16-le")  # a locked process can no longer load a codec


def older(*places: str) -> tuple[str, ...]:
    """The same places in what an upgrade of Windows left behind: copies."""
    return tuple(f"Windows.old/**/{place}" for place in places)


@contextmanager
def hive(artefact: Artefact) -> Iterator["Hive"]:
    """Open an artefact's hive; raises ``Unreadable``."""
    first = first_bytes(artefact, MOST)
    if not first.startswith(MAGIC):
        raise refused(artefact)
    if artefact.size <= BASE:
        raise Unreadable(Reason.TRUNCATED)
    base = base_block(first)
    dirty = base is None or base.dirty
    replayed = recovered(artefact.file, artefact.sidecars) if dirty else None
    blocks = Watched(replayed.blocks if replayed else DescriptorBlocks(artefact.file, artefact.size))
    file = library("pyregf").file()
    try:
        file.open_file_object(FileObject(blocks))
        root = file.get_root_key()
    except FAULTS:
        raise Unreadable(_why(blocks)) from None
    whole = replayed.whole if replayed else not dirty
    made = Hive(root, degraded=not whole or _ends_early(blocks))
    made.dirty = Dirty(replayed=replayed is not None) if dirty else None
    yield made


def _why(blocks: Watched) -> Reason:
    if blocks.faults:
        return Reason.READ_ERROR
    return Reason.TRUNCATED if _ends_early(blocks) else Reason.DAMAGED


def _ends_early(blocks: Watched) -> bool:
    """Is there less than the first block says?"""
    base = base_block(blocks.read_at(0, HEAD))
    return base is None or blocks.size < BASE + base.bins


class Hive:
    """One open hive. ``degraded``: what came out of it is a lower bound. ``dirty``: it was left half-written."""

    def __init__(self, root: Any, *, degraded: bool) -> None:  # noqa: ANN401 (the library has no types)
        self._root = Key(root, self) if root is not None else None
        self._left = MOST_KEYS
        self.degraded = degraded
        self.dirty: Dirty | None = None

    def key(self, path: str) -> "Key | None":
        """The key at a ``/``-separated path from the root, None where there is none."""
        return self._root.key(path) if self._root else None

    def under(self, path: str) -> Iterator["Key"]:
        """The subkeys of the key at a path."""
        found = self.key(path)
        return found.below() if found else iter(())

    def control_set(self) -> str:
        """The name of the control set in use (``SYSTEM`` hives)."""
        select = self.key("Select")
        number = select.number("Current") if select else None
        return f"ControlSet{number or 1:03}"

    def remarks(self) -> Iterator[Degraded | Dirty]:
        """What remains to be said after the last key."""
        if self.dirty:
            yield self.dirty
        if self.degraded:
            yield Degraded()

    def spend(self) -> bool:
        """One key or value more: may it still be asked for?"""
        self._left -= 1
        self.degraded |= self._left < 0
        return self._left >= 0


class Key:
    """One key. ``name`` and ``written`` (UTC) as the hive has them."""

    def __init__(self, key: Any, hive: Hive, above: frozenset[int] = frozenset()) -> None:  # noqa: ANN401
        self._key, self._hive = key, hive
        self._line = above | {_offset(key)}

    @property
    def name(self) -> str:
        """The key's own name, empty where it cannot be read."""
        return str(self._ask(self._key.get_name) or "")

    @property
    def written(self) -> datetime | None:
        """When the key, a value or a subkey of it was last written."""
        ticks = self._ask(self._key.get_last_written_time_as_integer)
        return filetime(ticks) if isinstance(ticks, int) else None

    def below(self) -> Iterator["Key"]:
        """Its subkeys, as far as they can be read."""
        met = set(self._line)
        for found in self._each(self._key.get_number_of_sub_keys, self._key.get_sub_key):
            place = _offset(found)
            if place in met:  # a list that points upwards, or twice at one key, has lost another
                self._hive.degraded = True
                continue
            met.add(place)
            yield Key(found, self._hive, self._line)

    def key(self, path: str) -> "Key | None":
        """The key at a ``/``-separated path below this one (case does not count), None where there is none."""
        if not path:
            return self
        name, _, rest = path.partition("/")
        found = self._ask(self._key.get_sub_key_by_name, name)
        if found is None or _offset(found) in self._line:
            self._all_there()
            return None
        return Key(found, self._hive, self._line).key(rest)

    def _all_there(self) -> None:
        """Before a key is called absent: does the list that would hold it point only at keys of its own?"""
        if (self._ask(self._key.get_number_of_sub_keys) or 0) <= MOST_LOOKED_AT:
            for _ in self.below():
                pass

    def values(self) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of its values, as far as they can be read."""
        for found in self._each(self._key.get_number_of_values, self._key.get_value):
            yield str(self._ask(found.get_name) or ""), self._bytes(found)

    def data(self, name: str) -> bytes:
        """A value's bytes, none where it is not there."""
        found = self._value(name)
        return self._bytes(found) if found is not None else b""

    def text(self, name: str) -> str:
        """A value that is text, up to its end; empty where it is not there or no text."""
        found = self._value(name)
        return text(self._bytes(found)) if found is not None and self._ask(found.get_type) in _TEXT else ""

    def number(self, name: str) -> int | None:
        """A value that is a number, None where it is not there or no number."""
        found = self._value(name)
        if found is None or self._ask(found.get_type) not in _NUMBERS:
            return None
        value = self._ask(found.get_data_as_integer)
        return value if isinstance(value, int) else None

    def _value(self, name: str) -> Any:  # noqa: ANN401
        return self._ask(self._key.get_value_by_name, name) if self._hive.spend() else None

    def _bytes(self, value: Any) -> bytes:  # noqa: ANN401
        size = self._ask(value.get_data_size)
        if not isinstance(size, int) or size > MOST_VALUE:
            self._hive.degraded = True
            return b""
        return bytes(self._ask(value.get_data) or b"") if size else b""

    def _each(self, count: Any, get: Any) -> Iterator[Any]:  # noqa: ANN401
        for number in range(self._ask(count) or 0):
            if not self._hive.spend():
                return
            found = self._ask(get, number)
            if found is not None:
                yield found

    def _ask(self, what: Any, *arguments: object) -> Any:  # noqa: ANN401
        try:
            return what(*arguments)
        except FAULTS:
            self._hive.degraded = True
            return None


def text(untrusted: bytes) -> str:
    """UTF-16 text up to its first zero, with replacement."""
    return untrusted[: len(untrusted) & ~1].decode("utf-16-le", "replace").partition("\0")[0]


def _offset(key: Any) -> int:  # noqa: ANN401
    try:
        return int(key.get_offset())
    except FAULTS:
        return -1
