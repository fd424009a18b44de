"""One file that is met more than once: by another name of it, or in another place that is the same by design.

Phones show one folder in several places (bind mounts, links), and who copies a phone's
files may copy each of them: its acts would count twice. Which places are the same is the
system's own design, so it is written here and not looked for. Two files in such places
are taken for one where they are equally large; else both count, for one of them may be
somebody's own.

References: AOSP ``system/core/rootdir/init.rc`` and vold (``/data/user/0``, ``/storage``);
Apple, firmlinks(8) and ``/var`` → ``/private/var``; artefact facts 2.4, 2.6.
"""

import re
from collections.abc import Hashable

_MOUNTS = r"runtime/\w+|user/\d+|pass_through/\d+|androidwritable/\d+"
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(^|/){there}/"), rf"\1{here}/")
    for there, here in (
        (r"System/Volumes/Data/(Applications|Library|Users|private|usr)", r"\2"),
        (r"data/user/0", "data/data"),
        (rf"(?:storage|mnt/(?:{_MOUNTS}))/emulated/(\d+)", r"data/media/\2"),
        (r"(?:storage/self/primary|mnt/sdcard|sdcard)", "data/media/0"),
        (r"private/(var|etc|tmp)", r"\2"),
    )
)


def one_place(path: str) -> str:
    """One spelling for all places of one file. Of a folder, with its last ``/``, it is that of all that lie in it."""
    for there, here in _SAME:
        path = there.sub(here, path, count=1)
    return path


class Twins:
    """What was offered to whom, so that nobody gets a file twice."""

    def __init__(self) -> None:
        self._met: set[tuple[Hashable, ...]] = set()
        self._last = ("", "")
        """The folder of the last file, and its one spelling: most files lie beside the one before."""

    def again(self, reader: str, untrusted_path: str, size: int, same: Hashable) -> bool:
        """Did this reader get this file before? ``same``: what all names of one file have in common, if known."""
        cut = untrusted_path.rfind("/") + 1
        if untrusted_path[:cut] != self._last[0]:
            self._last = (untrusted_path[:cut], one_place(untrusted_path[:cut]))
        marks: list[tuple[Hashable, ...]] = [(reader, self._last[1] + untrusted_path[cut:], size)]
        if same is not None:
            marks.append((reader, same))
        met = any(mark in self._met for mark in marks)
        self._met.update(marks)
        return met
