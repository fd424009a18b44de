"""A shortcut of Windows (``.lnk``): what it points to, whether that is a folder, and the target's own times.

Through liblnk, over a descriptor or over bytes (a jump list holds shortcuts). Names can
hold half a character (an unpaired surrogate), which is kept as a replacement.

References: [MS-SHLLINK]; https://github.com/libyal/liblnk
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import filetime
from inzage.result import Reason, Unreadable

MAGIC = bytes.fromhex("4c0000000114020000000000c000000000000046")
_FOLDER = 0x10


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``target``: path as far as the shortcut says one; ``at``: the target's latest time at the shortcut's writing.

    ``whole``: the library finds nothing broken in it.
    """

    untrusted_target: str
    folder: bool
    at: datetime | None
    whole: bool


def shortcut(file_object: object) -> Shortcut:
    """Read a shortcut from what can be read and sought; raises ``Unreadable``."""
    file = library("pylnk").file()
    try:
        file.open_file_object(file_object)
        flags, whole = file.get_file_attribute_flags(), not file.is_corrupted()
    except FAULTS:
        raise Unreadable(Reason.DAMAGED) from None
    paths = (file.get_local_path, file.get_network_path, file.get_relative_path)
    times = (
        file.get_file_creation_time_as_integer,
        file.get_file_modification_time_as_integer,
        file.get_file_access_time_as_integer,
    )
    known = [at for time in times if isinstance(ticks := _asked(time), int) and (at := filetime(ticks))]
    return Shortcut(_first(paths), bool(flags & _FOLDER), max(known, default=None), whole)


def _first(paths: tuple[Callable[[], Any], ...]) -> str:
    path = next((found for ask in paths if (found := _asked(ask))), "")
    return str(path).encode("utf-16-le", "replace").decode("utf-16-le", "replace")


def _asked(ask: Callable[[], Any]) -> Any:  # noqa: ANN401 (the library has no types)
    try:
        return ask()
    except FAULTS:
        return None
