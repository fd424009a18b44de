"""Files out of an E01 and out of the raw image of the same disk, beside dissect's reader.

The files of the made corpus from 4 kB on (photos and databases), on NTFS, packed by ``ewfacquirestream -c fast``.
Ours come the way a check takes them: the locked worker reads, the broker puts what it is sent into sealed memory.
dissect reads the same files in its own process and keeps nothing. Time is that of the processor, on our side of broker
and worker together; each has its turn. The limit that no reader can pass is taken along: unpacking alone, over the very
chunks that the files lie in, by zlib and by the library that we use.
"""

import os
import statistics
import subprocess
import time
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from corpora import Size, image
from measuring import Row, keep, keep_row
from peers import environment, program

from inzage.artefact import EntryKind
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.ewf import Ewf
from inzage.formats.filesystems.opening import open_file_system
from inzage.formats.inflating import fastest, inflated_by
from inzage.sources.archive_replies import Told
from inzage.sources.archive_worker import ArchiveWorker

HERE = Path(__file__).parent
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
SIZE = Size(files=1200, photos=900, visits=100_000, messages=20_000)
LEAST = 4096
HANDLER = "inzage.sources.image_inside:handle"
PACKED = 1 << 31
CHUNK_MOST = 1 << 15
WORK = "reading files out of an E01"


def packed(raw: Path, ewfacquirestream: str) -> Path:
    """The E01 beside the raw image, made at first need."""
    made = raw.with_suffix(".E01")
    if not made.exists():
        with raw.open("rb") as disk:
            command = [ewfacquirestream, "-q", "-c", "fast", "-S", "8000000000", "-t", str(raw.with_suffix(".part"))]
            subprocess.run(command, stdin=disk, check=True, capture_output=True)
        raw.with_suffix(".part.E01").rename(made)
    return made


class Carrier:
    """An image, open in a worker, with the files on it that are to be read."""

    def __init__(self, path: Path, kind: str) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._worker = ArchiveWorker([self._file], {"do": "open", "kind": kind}, handler=HANDLER)
        told = [one for page in self._worker.pages() for one in page.entries]
        self.files: Sequence[Told] = [one for one in told if _wanted(one)]

    def read(self) -> tuple[float, int]:
        """Processor seconds and bytes of all files, each put into sealed memory and let go of."""
        before, taken = self._spent(), 0
        for told in self.files:
            memory = self._worker.fetch(told.where, told.entry.size)
            taken += os.fstat(memory).st_size
            os.close(memory)
        return self._spent() - before, taken

    def close(self) -> None:
        """End the worker."""
        self._worker.close()
        os.close(self._file)

    def _spent(self) -> float:
        """Of this process and of the workers that live."""
        warm = self._worker._pool._warm
        assert warm is not None
        workers = Path(f"/proc/{warm[0].pid}/task/{warm[0].pid}/children").read_text(encoding="ascii").split()
        told = os.times()
        return told.user + told.system + sum(_of(worker) for worker in workers)


def _wanted(told: Told) -> bool:
    entry = told.entry
    sound = entry.kind is EntryKind.FILE and entry.reason is None
    return sound and entry.size >= LEAST and "$" not in entry.untrusted_path


def _of(process: str) -> float:
    numbers = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


class Noting(Ewf):
    """Notes which chunks were unpacked."""

    def __init__(self, path: Path) -> None:
        self.noted: list[int] = []
        super().__init__([DescriptorBlocks(os.open(path, os.O_RDONLY))])

    def _unpacked(self, which: int) -> bytes:
        self.noted.append(which)
        return super()._unpacked(which)

    def stored(self) -> list[bytes]:
        """The packed ones of them as they lie in the image."""
        found = []
        for which in self.noted:
            number = bisect_right(self._firsts, which) - 1
            table, place = self._tables[number], which - self._firsts[number]
            if (offset := table.offsets[place]) & PACKED:
                found.append(table.part.read_at(table.base + (offset & ~PACKED), self._length(table, place, offset)))
        return found


def layers(path: Path, files: Sequence[Told]) -> dict[str, float]:
    """Seconds of what lies below: all of it in one process without the lock, and unpacking alone by either library."""
    disk = Noting(path)
    system = open_file_system(disk, "ntfs")
    disk.noted.clear()
    before = time.process_time()
    for told in files:
        for _ in system.read(told.where & (1 << 51) - 1):
            pass
    whole = time.process_time() - before
    stored = disk.stored()
    alone = {f"{name} alone": _unpacking(stored, library) for name, library in (("zlib", zlib), ("ours", fastest()))}
    return {"in one process": whole, **alone}


def _unpacking(stored: Sequence[bytes], library: ModuleType) -> float:
    before = time.process_time()
    for chunk in stored:
        assert inflated_by(library, chunk, CHUNK_MOST) is not None
    return time.process_time() - before


def dissect(python: Path, path: Path, names: str) -> tuple[float, int]:
    """Processor seconds and bytes of the same files."""
    done = subprocess.run(
        [python, HERE / "e01_peer.py", path], input=names, capture_output=True, text=True, check=True, env={}
    )
    took, read = done.stdout.split()
    return float(took), int(read)


def main() -> None:
    """Measure in turn, print, keep."""
    maker = program("ewfacquirestream", "ewf-tools")
    peer = environment("dissect-e01", "dissect.target", "dissect.evidence", "dissect.ntfs")
    if maker is None or peer is None:
        return
    raw = image("ntfs", SIZE)
    disks = {"E01": packed(raw, maker), "raw": raw}
    ours = {"E01": Carrier(disks["E01"], "ewf"), "raw": Carrier(raw, "raw")}
    names = "".join(f"{told.entry.untrusted_path}\n" for told in ours["E01"].files)
    taken: dict[str, list[float]] = {name: [] for name in ("E01", "raw", "dissect E01", "dissect raw")}
    sizes = set()
    for _ in range(ROUNDS):
        for name, disk in disks.items():
            turns = {name: ours[name].read(), f"dissect {name}": dissect(peer / "python", disk, names)}
            for who, (seconds, read) in turns.items():
                taken[who].append(seconds)
                sizes.add(read)
    assert len(sizes) == 1, f"not everyone read the same: {sizes}"
    (size,) = sizes
    below = layers(disks["E01"], ours["E01"].files)
    for carrier in ours.values():
        carrier.close()
    middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
    for name, seconds in (middle | below).items():
        print(f"{name:<16}{seconds:>7.2f} s {size / seconds / 1e6:>7.0f} MB/s")
    keep("e01", {"bytes": size, "files": len(ours["E01"].files), "seconds": taken, "below": below})
    alone = f"unpacking alone takes {below['ours alone']:.2f} s, with zlib {below['zlib alone']:.2f} s"
    most = middle["raw"] / (middle["raw"] + below["ours alone"])
    note = f"{size / 1e6:.0f} MB, processor time of broker and worker; {alone}; {most:.2f} of raw is the most."
    for against, other, goal in (("dissect's reader", "dissect E01", 2), ("the raw image", "raw", 0.5)):
        ratio = middle[other] / middle["E01"]
        keep_row(Row(WORK, against, goal, ratio, taken["E01"], taken[other], note=note))


if __name__ == "__main__":
    main()
