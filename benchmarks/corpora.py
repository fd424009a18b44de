"""The carriers that the benchmarks read, from one seed: a tree of files, and NTFS and ext4 images of it.

Three users with the demo's small things; five browser profiles with a million visits together; messages of
three apps, a hundred thousand each; photos of patterns, whose bytes all differ; and small files up to
``FILES`` in all. Nothing in it was ever anybody's. What is made is kept, under a name that says its numbers.

Making the NTFS image needs root and FUSE (``mkntfs``, ``ntfs-3g``).
"""

import hashlib
import io
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from made_databases import MADE, make
from peers import ROOM
from PIL import Image

from inzage.cli._demo_carrier import make_carrier

SEED = 20260401
AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
"""When the carrier was last used: the visits and messages of ``made_databases`` end a day before it."""


@dataclass(frozen=True)
class Size:
    """How much: files in all, photos among them, visits of all profiles, messages of each app."""

    files: int = int(os.environ.get("INZAGE_FILES", "100000"))
    photos: int = int(os.environ.get("INZAGE_PHOTOS", "20000"))
    visits: int = int(os.environ.get("INZAGE_CORPUS_VISITS", "1000000"))
    messages: int = int(os.environ.get("INZAGE_CORPUS_MESSAGES", "100000"))

    @property
    def name(self) -> str:
        """What a folder with such a corpus is called."""
        return f"{self.files}-{self.photos}-{self.visits}-{self.messages}"


def corpus(size: Size | None = None, room: Path = ROOM / "corpora") -> Path:
    """A folder with ``tree``, made at first need."""
    size = size or Size()
    place = room / size.name
    done = place / "made"
    if not done.exists():
        shutil.rmtree(place, ignore_errors=True)
        tree(place / "tree", size, place)
        done.touch()
    return place


def image(kind: str, size: Size | None = None, room: Path = ROOM / "corpora") -> Path:
    """The same as a raw image with one file system, ``ext4`` or ``ntfs``."""
    place = corpus(size, room)
    made = place / f"{kind}.dd"
    if not made.exists():
        partly = made.with_suffix(".part")
        partly.unlink(missing_ok=True)
        _MAKERS[kind](place / "tree", partly)
        partly.rename(made)
    return made


def tree(root: Path, size: Size, room: Path) -> None:
    """Write the files below ``root``; databases are made in ``room`` first."""
    make_carrier(root, AT)
    _histories(root, size.visits, room)
    _chats(root, size.messages, room)
    for folder, _, names in os.walk(root):
        for name in names:
            os.utime(Path(folder, name), (AT.timestamp(), AT.timestamp()))
    for number, content in enumerate(photos(size.photos)):
        folder = root / f"Users/u{number % 3}/Pictures/{2020 + number % 6}/{number // 500}"
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / f"IMG_{number:06}.JPG", content, number)
    left = size.files - sum(len(files) for _, _, files in os.walk(root))
    for number in range(left):
        folder = root / f"Users/u{number % 3}/Documents/map {number // 20000}/{number // 200}"
        if number % 200 < 3:
            folder.mkdir(parents=True, exist_ok=True)
        _write(folder / f"bestand {number}.txt", b"x" * (number % 97), number)


def photos(many: int) -> Iterator[bytes]:
    """JPEGs of patterns, 40 to 600 kB; each ends in bytes of its own, behind the picture."""
    drawn = [_jpeg(number) for number in range(min(many, 48))]
    for number in range(many):
        yield drawn[number % len(drawn)] + hashlib.sha256(b"%d %d" % (SEED, number)).digest()


def _jpeg(number: int) -> bytes:
    """Waves, a gradient and some noise, at one of several sizes and qualities."""
    made = np.random.default_rng((SEED, number))
    width = (640, 800, 1024, 1280)[number % 4]
    height = width * 3 // 4 + number % 7
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    waves = np.sin(across / made.uniform(5, 60)) + np.cos(down / made.uniform(5, 60))
    grey = 110 + 35 * waves + 40 * across / width + made.normal(0, 14, (height, width))
    colours = np.stack([grey, np.roll(grey, 9, 0), np.roll(grey, 5, 1)], axis=2).clip(0, 255).astype(np.uint8)
    written = io.BytesIO()
    Image.fromarray(colours).save(written, "JPEG", quality=(75, 85, 92, 95)[number // 4 % 4])
    return written.getvalue()


def _write(file: Path, content: bytes, number: int) -> None:
    file.write_bytes(content)
    at = AT.timestamp() - random.Random(number).uniform(0, 170 * 86_400)  # noqa: S311  (a day, no secret)
    os.utime(file, (at, at))


_PROFILES = {
    "chromium_history": (
        "AppData/Local/Google/Chrome/User Data/Profile 7",
        "AppData/Local/Microsoft/Edge/User Data/Profile 7",
        "AppData/Local/BraveSoftware/Brave-Browser/User Data/Profile 7",
    ),
    "firefox_history": (
        "AppData/Roaming/Mozilla/Firefox/Profiles/aaaaaaaa.one",
        "AppData/Roaming/Mozilla/Firefox/Profiles/bbbbbbbb.two",
    ),
}


def _histories(root: Path, visits: int, room: Path) -> None:
    for reader, profiles in _PROFILES.items():
        history = make(MADE[reader], visits // 5, room)
        for number, profile in enumerate(profiles):
            folder = root / f"Users/u{number}" / profile
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(history, folder / history.name)
        history.unlink()


_CHATS = {
    "ios_messages": "private/var/mobile/Library/SMS/sms.db",
    "whatsapp_android": "data/data/com.whatsapp/databases/msgstore.db",
    "android_sms": "data/data/com.android.providers.telephony/databases/mmssms.db",
}


def _chats(root: Path, messages: int, room: Path) -> None:
    for reader, place in _CHATS.items():
        made = make(MADE[reader], messages, room)
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, root / place)


def _room_for(files: Path) -> int:
    """Bytes that a file system with these files takes, with room to spare."""
    needed = 256 * 1024**2
    for folder, _, names in os.walk(files):
        needed += sum((Path(folder, name).stat().st_size + 8191) // 4096 * 4096 for name in names)
    return needed * 11 // 10


def _ext4(files: Path, made: Path) -> None:
    inodes = 2 * sum(len(names) + 1 for _, _, names in os.walk(files))
    run("truncate", "-s", _room_for(files), made)
    run("mke2fs", "-q", "-F", "-t", "ext4", "-N", inodes, "-d", files, made)


def _ntfs(files: Path, made: Path) -> None:
    run("truncate", "-s", _room_for(files), made)
    run("mkntfs", "-q", "-F", "-f", made)
    place = made.with_suffix(".mount")
    place.mkdir(exist_ok=True)
    run("ntfs-3g", "-o", "big_writes", made, place)
    try:
        run("cp", "-r", "--preserve=timestamps", f"{files}/.", place)
    finally:
        _let_go(place)


def _let_go(place: Path) -> None:
    """Unmount; on a busy machine something may still look at what has just been mounted."""
    for pause in (1, 2, 4, 8, 0):
        try:
            run("umount", place)
            break
        except subprocess.CalledProcessError:
            if not pause:
                raise
            time.sleep(pause)
    place.rmdir()


_MAKERS = {"ext4": _ext4, "ntfs": _ntfs}


def run(*command: object) -> str:
    """Run a maker's command and give what it printed; its failure is raised."""
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    for each in _MAKERS:
        print(image(each))
