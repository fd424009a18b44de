"""What is brought to the register, before anybody has looked at it: measured, copied to quarantine, given a digest."""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Literal

from inzage.record import FILES
from inzage.register.running import Brought
from inzage.register.running.places import Places
from inzage.signing.canonical import canonical

MOST = 128 * 1024 * 1024
"""Bytes of a zip, or of all files of a folder: ten times the largest case that a check can write."""
CHUNK = 1024 * 1024
MOST_NAMES = 64
QUARANTINE, CASES = "quarantine", "cases"
Stopped = Literal["bekend-materiaal", "toezichthouder"]


class NotReceived(Exception):
    """It was not even taken to quarantine; ``code`` says why, in the closed list of refusals."""

    def __init__(self, code: str, size: int) -> None:
        super().__init__(code)
        self.code, self.size = code, size


def receive(stream: BinaryIO, declared: int | None, places: Places, stopped: Stopped | None = None) -> Brought:
    """A zip that comes in. ``declared``: its size in the sender's words, where they were said.

    Raises:
        NotReceived: it is larger than a case can be, as declared or as it turns out; then nothing is kept of it.
    """
    if declared is not None and declared > MOST:
        raise NotReceived("too_large", declared)
    quarantine = places.folder(QUARANTINE)
    part = quarantine / f".{token_hex(8)}"
    try:
        digest, size = _copied(stream, part)
        final = quarantine / f"{digest}.zip"
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    return Brought(final, "zip", digest, size, stopped)


def _copied(stream: BinaryIO, part: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MOST:
                raise NotReceived("too_large", size)
            digest.update(chunk)
            kept.write(chunk)
        kept.flush()
        os.fsync(kept.fileno())
    return digest.hexdigest(), size


def of_folder(folder: Path, places: Places, stopped: Stopped | None = None) -> Brought:
    """A case folder of this machine, or on a stick: that is copied to quarantine first, for it may go away or change.

    Raises:
        NotReceived: it is no folder, too large, or a file in it is none.
    """
    with _files_of(folder) as files:
        names = sorted(files)
        size = sum(os.fstat(files[name]).st_size for name in names)
        if size > MOST:
            raise NotReceived("too_large", size)
        digests = {name: _digest(files[name]) for name in names}
        whole = hashlib.sha256(canonical(digests)).hexdigest()
        inside = folder.resolve().is_relative_to(places.files.resolve())
        place = folder if inside else _kept(files, places.folder(QUARANTINE) / whole)
    return Brought(place, "folder", whole, size, stopped)


@contextmanager
def _files_of(folder: Path) -> Iterator[dict[str, int]]:
    """Descriptors of the files of a case, by name; no link is followed and no pipe waited for."""
    with ExitStack() as held:
        try:
            place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            held.callback(os.close, place)
            yield {name: _opened(held, place, name) for name in _names(place)}
        except OSError:
            raise NotReceived("link" if folder.is_symlink() else "no_case", 0) from None


def _names(place: int) -> list[str]:
    with os.scandir(place) as listed:
        found = [entry.name for entry, _ in zip(listed, range(MOST_NAMES), strict=False)]
    names = [name for name in found if not name.startswith(".")]
    if set(names) - FILES:
        raise NotReceived("strange_file", 0)
    return names


def _opened(held: ExitStack, place: int, name: str) -> int:
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
    except OSError:
        raise NotReceived("link", 0) from None
    held.callback(os.close, descriptor)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise NotReceived("link", 0)
    return descriptor


def _digest(descriptor: int) -> str:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(files: dict[str, int], place: Path) -> Path:
    """A copy in a folder of its own, whole or not there."""
    part = place.with_name(f".{token_hex(8)}")
    part.mkdir(mode=0o700)
    for name, descriptor in files.items():
        with os.fdopen(os.dup(descriptor), "rb") as file, (part / name).open("xb") as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            os.fsync(copy.fileno())
    return _in_place(part, place)


def _in_place(part: Path, place: Path) -> Path:
    try:
        part.rename(place)
    except OSError:  # the same was brought before
        shutil.rmtree(part)
    return place


@contextmanager
def held_open(brought: Brought) -> Iterator[tuple[list[str], list[int]]]:
    """Names and descriptors for the locked worker: of the zip, or of each file."""
    if brought.form == "folder":
        with _files_of(brought.path) as files:
            names = sorted(files)
            yield names, [files[name] for name in names]
        return
    with brought.path.open("rb") as file:
        yield [], [file.fileno()]


def place_of(brought: Brought, places: Places) -> Path:
    """Where the files of a case lie from now on: where they are, or a folder of their own."""
    if brought.form == "folder" and brought.path.parent.name != QUARANTINE:
        return brought.path
    return places.folder(CASES) / brought.sha256


def lay(brought: Brought, files: Mapping[str, Iterator[bytes]], places: Places) -> Path:
    """A folder with these files, whole or not there; of what was brought from a folder, a copy of that."""
    place = place_of(brought, places)
    if place == brought.path:
        return place
    part = place.with_name(f".{token_hex(8)}")
    part.mkdir(mode=0o700)
    for name, pieces in files.items():
        with os.fdopen(os.open(part / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    return _in_place(part, place)
