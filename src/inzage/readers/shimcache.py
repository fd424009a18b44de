"""Program files that Windows checked for compatibility (``AppCompatCache``, "Shimcache").

Windows 10 and 11, ``SYSTEM``: ``Control/Session Manager/AppCompatCache``, one value of
entries ``10ts``: unknown (4), size (4), path (2 + text), the *file's* last change (FILETIME).
The first number, 0x30 or 0x34, says where they begin. Other forms (8.1 and before) are not
read, and then the result is a lower bound.

*A file in the list was seen, and need not have run*; the date is that of the file, not of a
run. So an act is a program file that is or was on the device, last changed at ``at``: the
weakest of traces. The same path counts once. ``rows``: entries with a moment inside the
window. Windows writes the list when it shuts down.

**On this device**: unknown, so that none can carry an indication. The file could be reached from here, but
as well on a stick or a network place; and its date is that at which its maker built it, or somebody
copied it, anywhere. Has met no real hive yet.

References: artefact facts 5; plaso ``appcompatcache.py``; https://winreg-kb.readthedocs.io/
(Application Compatibility Cache)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.programs import program_kind
from inzage.formats.registry import SYSTEM, hive, older
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_ENTRY = b"10ts"
_BEGINS = (0x30, 0x34)
_HEAD, _DATED = 12, 10
"""Bytes before an entry's size ends; bytes of its length and date."""


@reader(opens=DataClass.SOFTWARE, family="software", at=SYSTEM, copies=older(*SYSTEM))
def shimcache(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each program file last changed inside the window."""
    dated, seen = Dated(window), set[str]()
    with hive(artefact) as opened:
        found = opened.key(f"{opened.control_set()}/Control/Session Manager/AppCompatCache")
        data = found.data("AppCompatCache") if found else b""
        entries, whole = _entries(data)
        opened.degraded |= not whole
        for at, path in entries:
            if dated.inside(at) and path.lower() not in seen:
                seen.add(path.lower())
                yield Installation(at, program_kind(path), path, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from opened.remarks()


def _entries(data: bytes) -> tuple[list[tuple[datetime | None, str]], bool]:
    """(file's last change, path) of each entry, and whether that is all of it."""
    place, found = int.from_bytes(data[:4], "little"), []
    if data and place not in _BEGINS:
        return [], False
    while data[place : place + 4] == _ENTRY:
        size = int.from_bytes(data[place + 8 : place + _HEAD], "little")
        entry = data[place + _HEAD : place + _HEAD + size]
        length = int.from_bytes(entry[:2], "little")
        if len(entry) < size or size < _DATED + length:
            break
        found.append((filetime_at(entry, 2 + length), entry[2 : 2 + length].decode("utf-16-le", "replace")))
        place += _HEAD + size
    return found, not any(data[place:])
