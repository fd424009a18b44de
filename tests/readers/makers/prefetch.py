"""A prefetch file, unpacked, that knows when its program ran and nothing of what it loaded.

``form`` (17, 23, 26 or 30), ``program``, ``runs`` (newest first), ``count``.

References: libscca's documentation of the format.
"""

import struct
from typing import Any

from tests.readers.makers.packed import filetime

_INFORMATION = {17: 68, 23: 156, 26: 220, 30: 220}
_VOLUME = {17: 40, 23: 104, 26: 104, 30: 96}
_METRICS = {17: 20, 23: 32, 26: 32, 30: 32}


def volume_of(size: int) -> bytes:
    """One volume: where it is, and that nothing of it is told."""
    device = "\\DEVICE\\HARDDISKVOLUME1\0".encode("utf-16-le")
    return struct.pack("<IIQI", size, len(device) // 2 - 1, 0, 1).ljust(size, b"\0") + device


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    form, runs = facts["form"], [filetime(at) for at in facts["runs"]]
    name = facts["program"].encode("utf-16-le")[:58].ljust(60, b"\0")
    start = 84 + _INFORMATION[form]
    names = "\\DEVICE\\HARDDISKVOLUME1\\A.DLL\0".encode("utf-16-le")
    metrics, traces, volume = bytes(_METRICS[form]), bytes(12), volume_of(_VOLUME[form])
    places = [start, start + len(metrics), start + len(metrics + traces), start + len(metrics + traces + names)]
    sections = struct.pack("<9I", places[0], 1, places[1], 1, places[2], len(names), places[3], 1, len(volume))
    before = b"" if form == 17 else bytes(8)
    kept = 1 if form in (17, 23) else 8
    times = struct.pack(f"<{kept}Q", *(runs + [0] * kept)[:kept])
    information = sections + before + times + bytes(16) + struct.pack("<I", facts["count"])
    body = information.ljust(_INFORMATION[form], b"\0") + metrics + traces + names + volume
    return struct.pack("<I4sII", form, b"SCCA", 0x11, 84 + len(body)) + name + struct.pack("<II", 0x1234, 0) + body
