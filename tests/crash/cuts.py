"""A kill at one exact place: before, or halfway, the n-th thing that a process asks of the disk.

Put on in a process of its own; ``os``'s functions stay as they are elsewhere. Three ways:

* ``before``: killed instead of the call; of all calls together that is every instant
  between two changes on the disk;
* ``half``: half of the n-th write is done, then killed;
* ``power``: as ``before``, and the power fails with it: whatever was not yet flushed
  is gone. Bytes after the last ``fsync`` of a file; names made, moved or removed since
  the last ``fsync`` of their folder. (A disk keeps more than that, never less.)
"""

import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Manner = Literal["before", "half", "power"]

ASKED = (
    *("write", "pwrite", "fsync", "ftruncate", "fchmod"),
    *("mkdir", "rename", "replace", "link", "unlink", "rmdir"),
)
"""What changes a disk, of all that the package asks of ``os`` (``open`` makes files, and is followed by one)."""

_WRITES = frozenset({"write", "pwrite"})
_REAL: Mapping[str, Callable[..., Any]] = {name: getattr(os, name) for name in ASKED}
_KILL = os.kill


@dataclass
class Cut:
    """Counts what is asked of the disk; kills at the ``at``-th. ``limbo``: where removed names wait for their flush."""

    at: int
    manner: Manner
    limbo: Path
    count: int = 0
    synced: dict[int, int] = field(default_factory=dict)
    loose: list[tuple[Path, Callable[[], object]]] = field(default_factory=list)

    def put_on(self) -> None:
        """In this process, from now on."""
        for name in ASKED:
            setattr(os, name, self._counted(name))

    def _counted(self, name: str) -> Callable[..., Any]:
        def asked(*given: Any, **more: Any) -> Any:
            self.count += self.manner != "half" or name in _WRITES
            if self.count == self.at:
                self._die(name, given)
            self._remember(name, given)
            done = self._do(name, given, more)
            if name == "fsync":
                self._flushed(given[0])
            return done

        return asked

    def _do(self, name: str, given: tuple[Any, ...], more: Mapping[str, Any]) -> Any:
        if name == "unlink" and self.manner == "power" and Path(given[0]).exists():
            return _REAL["rename"](given[0], self.limbo / str(self.count))
        return _REAL[name](*given, **more)

    def _remember(self, name: str, given: tuple[Any, ...]) -> None:
        """How to take it back, should the power fail before it is flushed."""
        match name:
            case "write":
                self.synced.setdefault(given[0], os.fstat(given[0]).st_size)
            case "mkdir":
                self._undo(Path(given[0]), lambda: shutil.rmtree(given[0], ignore_errors=True))
            case "rename" | "replace":
                there, here = Path(given[0]), Path(given[1])
                if not here.exists():
                    self._undo(here, lambda: _REAL["rename"](here, there))
            case "unlink":
                gone, kept = Path(given[0]), self.limbo / str(self.count)
                self._undo(gone, lambda: _REAL["rename"](kept, gone))

    def _undo(self, name: Path, back: Callable[[], object]) -> None:
        self.loose.append((name.parent, back))

    def _flushed(self, descriptor: int) -> None:
        folder = Path(f"/proc/self/fd/{descriptor}").readlink()
        self.synced[descriptor] = os.fstat(descriptor).st_size
        self.loose = [one for one in self.loose if one[0] != folder]

    def _die(self, name: str, given: tuple[Any, ...]) -> None:
        if self.manner == "half":
            descriptor, data, *rest = given
            _REAL[name](descriptor, bytes(data)[: len(data) // 2], *rest)
        if self.manner == "power":
            for descriptor, size in self.synced.items():
                _REAL["ftruncate"](descriptor, size)
            for _, back in reversed(self.loose):
                back()
        _KILL(os.getpid(), signal.SIGKILL)
