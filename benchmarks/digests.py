"""A media check over files of 0.1 to 4 MB, in a folder and in images, beside ``hashdeep`` and ``cat``.

Makes everything itself, from a seed: ``INZAGE_BYTES`` of files that begin as a JPEG does and hold noise, and a
tenth as many small ones of another kind; the same as an ext4 and an NTFS image; a list of ``INZAGE_ENTRIES`` files by
MD5 and SHA-1, brought in as any list is, and one that tells sizes too. None of the files is on it. Ours is the whole
command, from the shell to the signed case; theirs, ``hashdeep -r -c md5,sha1 -j2`` over the tree, makes both digests
and compares nothing. Cold: the kernel's caches are dropped before each turn, as root can, and theirs is ``cat`` of the
image; a disk that is itself a file on some server may be in memory there all the same.

Making the NTFS image needs root and FUSE (``mkntfs``, ``ntfs-3g``).
"""

import json
import math
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pyrage
from corpora import _ext4, _ntfs
from locking import INZAGE, said
from measuring import Row, keep_row
from peers import ROOM, program

from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, add_sealing_key, make_sealing_key
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, Manifest, Meaning
from inzage.watchlists.ingest import describe, import_list
from inzage.watchlists.manifest import sign

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
BYTES = int(os.environ.get("INZAGE_BYTES", "6000000000"))
ENTRIES = int(os.environ.get("INZAGE_ENTRIES", "1000000"))
SEED = 20260402
LEAST, MOST = 100_000, 4_000_000
"""Sizes of files, spread evenly over their logarithm; those of the second list's entries too."""
GOAL, GOAL_COLD = 2.5, 1.15
ANSWERED = (0, 4)
_NOISE = 64 << 20
_DROP = Path("/proc/sys/vm/drop_caches")


def corpus() -> Path:
    """A folder with the tree and its images, made at first need."""
    place = ROOM / "corpora" / f"digests-{BYTES}"
    if not (place / "made").exists():
        shutil.rmtree(place, ignore_errors=True)
        tree(place / "tree")
        _ext4(place / "tree", place / "ext4.dd")
        _ntfs(place / "tree", place / "ntfs.dd")
        os.sync()
        (place / "made").touch()
    return place


def tree(root: Path) -> None:
    """Write the files. No two are alike: each has its number behind its first bytes."""
    chance = random.Random(SEED)  # noqa: S311 - the same files each time
    noise = memoryview(chance.randbytes(_NOISE))
    written = number = 0
    while written < BYTES:
        size = of_a_size(chance)
        start = chance.randrange(_NOISE - size)
        head = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1" + number.to_bytes(8)
        name = f"Users/u{number % 3}/Pictures/{2020 + number % 6}/{number // 200}/IMG_{number:06}.JPG"
        _write(root / name, head + bytes(noise[start + len(head) : start + size]), chance)
        if number % 10 == 0:
            _write(root / f"Users/u{number % 3}/Documents/{number // 500}/brief {number}.txt", b"x" * 3000, chance)
        written, number = written + size, number + 1


def of_a_size(chance: random.Random) -> int:
    """Bytes of one file."""
    return int(LEAST * math.exp(chance.random() * math.log(MOST / LEAST)))


def _write(file: Path, content: bytes, chance: random.Random) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    at = time.time() - chance.uniform(2, 80) * 86_400
    os.utime(file, (at, at))


def papers(room: Path, *blocks: str) -> list[object]:
    """A laboratory kit that can seal, and a mandate with these building blocks (none: all), as words of a command.

    Made at first need.
    """
    mandate, kit = room / "mandate.json", room / "kit"
    if not (room / "made").exists():
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(parents=True)
        _papers(room, mandate, Kit.create(kit, laboratory=True), blocks)
        (room / "made").touch()
    return ["--mandate", mandate, "--kit", kit]


def _papers(room: Path, mandate: Path, kit: Kit, blocks: Sequence[str]) -> None:
    keys = {role: PrivateKey.generate() for role in (Role.LIST_ISSUER, Role.POLICE)}
    for role, key in keys.items():
        TrustStore.add(kit.path / "trust", role, key.public)
    day = date.today()
    opens = str(pyrage.x25519.Identity.generate().to_public())
    police = SealingKey(opens, "Politie (verzonnen)", day, day + timedelta(days=99))
    add_sealing_key(kit.path, make_sealing_key(police, keys[Role.POLICE]), TrustStore.load(kit.path / "trust"))
    draft = room / "draft.toml"
    words = [word for block in blocks for word in ("--block", block)]
    draft.write_text(said("mandate", "new", "--validation", *words), "utf-8")
    mandate.write_text(said("mandate", "sign", draft, "--key", kit.path / "private.pem"), "utf-8")
    for name in ("digests", "sizes"):
        _list(room, name, Kit.load(kit.path), keys[Role.LIST_ISSUER])


def _list(room: Path, name: str, kit: Kit, key: PrivateKey) -> None:
    """Bring in a list of files that exist nowhere; it lies in a folder of its own, called as it is."""
    file, day = room / f"{name}.txt", date.today()
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - the same list each time
    with file.open("w", encoding="utf-8") as into:
        for _ in range(ENTRIES):
            size = f" size:{of_a_size(chance)}" if name == "sizes" else ""
            into.write(f"md5:{chance.getrandbits(128):032x} sha1:{chance.getrandbits(160):040x}{size}\n")
    digest, count = describe(file, ListKind.DIGESTS, ("voorbeeld",))
    manifest = Manifest(
        name=name,
        version="1",
        issuer="Verzonnen uitgever",
        kind=ListKind.DIGESTS,
        meaning=Meaning.LISTED,
        purpose="known_material",
        classes=("voorbeeld",),
        issued=day,
        fresh_until=day + timedelta(days=99),
        file_sha256=digest,
        entries=count,
    )
    signed = file.with_suffix(".manifest.json")
    signed.write_bytes(sign(manifest, key))
    import_list(file, signed, room / f"lists-{name}", kit, today=day)
    file.unlink()


class Bench:
    """One run of everything in turn; what each took, in seconds on the clock."""

    def __init__(self, room: Path, place: Path) -> None:
        self._room, self._place = room, place
        self._lists = ROOM / "corpora" / f"digests-list-{ENTRIES}-{date.today()}"
        self._words = papers(self._lists, "ZO-6")
        self._files = sum(1 for _ in (place / "tree").rglob("*.JPG"))
        self.taken: dict[str, list[float]] = {}
        self.spent: dict[str, list[float]] = {}
        self.stage: dict[str, list[float]] = {}
        self.read: dict[str, int] = {}

    def timed(self, name: str, words: Sequence[object], *, keep: bool = True) -> None:
        """Run a command and keep how long it took, on the clock and in CPU seconds of all its processes."""
        began = time.monotonic()
        with (self._room / "said").open("wb") as into:
            running = subprocess.Popen([str(word) for word in words], stdout=into, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(running.pid, 0)
        seconds = time.monotonic() - began
        assert os.waitstatus_to_exitcode(status) in ANSWERED, (words, status)
        if keep:
            self.taken.setdefault(name, []).append(seconds)
            self.spent.setdefault(name, []).append(used.ru_utime + used.ru_stime)

    def check(self, name: str, carrier: str, lists: str, *, keep: bool = True) -> None:
        """A whole check, two artefacts in hand. Every picture is counted, and none is a hit."""
        out = self._room / "case"
        words = ["check", self._place / carrier, *self._words, "--lists", self._lists / f"lists-{lists}", "--out", out]
        self.timed(name, [INZAGE, *words, "--jobs", "2", "--json", "--progress", "none"], keep=keep)
        told = json.loads((self._room / "said").read_text(encoding="utf-8"))
        shutil.rmtree(out)
        met = sum(row["records"].get("MediaItem", 0) for row in told["coverage"])
        assert (told["status"], met) == ("done", self._files), (told["status"], met, self._files)
        if keep:
            self.stage.setdefault(name, []).append(told["seconds"]["stage_c"])
            self.read[name] = sum(row["machine"]["bytes"] for row in told["intrusion"])

    def hashdeep(self, name: str, *, keep: bool = True) -> None:
        """Theirs, over the same files."""
        found = program("hashdeep", "hashdeep")
        assert found is not None
        self.timed(name, [found, "-r", "-c", "md5,sha1", "-j2", self._place / "tree"], keep=keep)

    def note(self, name: str, theirs: str) -> str:
        """Of ours: what it read and how fast, in all and in its stage, and what it cost beside theirs."""
        seconds, stage, read = statistics.median(self.taken[name]), statistics.median(self.stage[name]), self.read[name]
        ours, other = (statistics.median(self.spent[one]) for one in (name, theirs))
        return (
            f"{self._files:,} files of {BYTES / 1e9:.1f} GB, of which the list made it read {read / 1e9:.2f} GB: "
            f"{read / 1e6 / seconds:.0f} MB/s, in the stage of digests alone {read / 1e6 / stage:.0f} MB/s, the rest "
            f"{seconds - stage:.1f} s; "
            f"CPU {ours:.2f} s beside {other:.2f} s"
        )


WARM = {
    "folder": ("tree", "digests"),
    "folder, sizes in the list": ("tree", "sizes"),
    "ext4 image": ("ext4.dd", "digests"),
    "NTFS image": ("ntfs.dd", "digests"),
    "NTFS image, sizes in the list": ("ntfs.dd", "sizes"),
}
COLD = ("ext4", "ntfs")


def warm(bench: Bench) -> None:
    """Each carrier in turn with theirs, after one turn that brings both into memory; all at once might not fit."""
    for name, (carrier, lists) in WARM.items():
        theirs = f"hashdeep beside {name}"
        for turn in range(ROUNDS + 1):
            bench.check(name, carrier, lists, keep=turn > 0)
            bench.hashdeep(theirs, keep=turn > 0)
        taken = bench.taken[name], bench.taken[theirs]
        ratio = statistics.median(taken[1]) / statistics.median(taken[0])
        note = bench.note(name, theirs)
        keep_row(Row(f"media digests, warm, {name}", "hashdeep -c md5,sha1 -j2", GOAL, ratio, *taken, note=note))


def cold(bench: Bench, place: Path) -> None:
    """Each image in turn, with ``cat`` of it before or after."""
    for turn in range(ROUNDS):
        for kind in COLD:
            ways = [partial(bench.timed, f"cat {kind}", ["cat", place / f"{kind}.dd"])]
            ways.append(partial(bench.check, f"cold {kind}", f"{kind}.dd", "digests"))
            for way in ways if turn % 2 else reversed(ways):
                os.sync()
                _DROP.write_text("3", encoding="ascii")
                way()
    for kind in COLD:
        _told_cold(bench, kind, (place / f"{kind}.dd").stat().st_size)


def _told_cold(bench: Bench, kind: str, size: int) -> None:
    ours, theirs = bench.taken[f"cold {kind}"], bench.taken[f"cat {kind}"]
    middle, of_cat = statistics.median(ours), statistics.median(theirs)
    note = f"{bench.note(f'cold {kind}', f'cat {kind}')}; cat read {size / 1e6 / of_cat:.0f} MB/s"
    work = f"media digests, cold, {kind} image"
    keep_row(Row(work, "cat", GOAL_COLD, middle / of_cat, ours, theirs, least=False, note=note))


def main() -> None:
    """Make, measure, print, keep."""
    place = corpus()
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        bench = Bench(Path(folder), place)
        warm(bench)
        if os.access(_DROP, os.W_OK):
            cold(bench, place)
        else:
            print("cold: not measured, because only root may drop the caches")


if __name__ == "__main__":
    main()
