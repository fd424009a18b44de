"""A list as it is brought: onto the disk under a name of ours, before the locked worker, and kept where it holds.

``files/lists/<object>/`` holds ``manifest.json``, ``list`` (or ``list.csv``) and ``told.json``, until it is imported.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

from inzage.register.running.faults import NotSetUp
from inzage.register.running.places import LISTS, Places
from inzage.register.watching import NAMES
from inzage.register.watching.faults import ListGone, refused
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import Manifest
from inzage.watchlists.bringing import LARGEST_MANIFEST
from inzage.watchlists.formats import Format, Left
from inzage.watchlists.manifest import verify
from inzage.worker import Json, Limits, WorkerDied
from inzage.worker.pool import Pool

HANDLER = "inzage.register.watching.examine_inside:handle"
LIMITS = Limits(wall_seconds=300.0)
MOST = 256 * 1024 * 1024
"""Bytes of a list that a browser brings."""
KEPT, QUARANTINE, MANIFEST, TOLD = "lists", "quarantine", "manifest.json", "told.json"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Arrived:
    """A list that waits. ``object``: SHA-256 of its signed manifest; ``left``: what is no entry, by reason."""

    object: str
    manifest: Manifest
    form: Format
    left: Mapping[Left, int]
    file: Path
    manifest_file: Path


def tool(places: Places) -> tuple[Path, Path]:
    """The kit under whose key lists are kept here, and their folder; ``NotSetUp`` where there is none."""
    kit = places.checking()
    if places.lists is None or not places.lists.is_dir():
        raise NotSetUp(setting=LISTS)
    return kit, places.lists


def arrive(listed: BinaryIO, manifest: BinaryIO, places: Places, *, csv: bool = False) -> Arrived:
    """Look at a list and its manifest, and keep both where they hold together.

    Raises:
        ListRefused: they do not; then nothing is kept.
        NotSetUp: no lists are kept on this machine.
    """
    kit, _ = tool(places)
    with _part(places) as part:
        whole = _written(manifest, part / MANIFEST, LARGEST_MANIFEST)
        _written(listed, part / NAMES[csv], MOST)
        answer = _examined(part, kit, csv=csv)
        (part / TOLD).write_text(json.dumps(answer), encoding="utf-8")
        if _manifest(part / MANIFEST, kit).withdrawn:
            raise refused("withdrawn")
        place = places.folder(KEPT) / whole
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
    return kept(whole, places)


def kept(whole: str, places: Places) -> Arrived:
    """A list that waits; ``ListGone`` where it does not, or its manifest is another one."""
    kit, _ = tool(places)
    place = places.folder(KEPT) / whole
    file = next((place / name for name in NAMES.values() if (place / name).is_file()), None)
    if file is None or hashlib.sha256((place / MANIFEST).read_bytes()).hexdigest() != whole:
        raise ListGone()
    told = json.loads((place / TOLD).read_text(encoding="utf-8"))
    left = {Left(reason): int(many) for reason, many in told["left"].items()}
    return Arrived(whole, _manifest(place / MANIFEST, kit), Format(told["form"]), left, file, place / MANIFEST)


def let_go(whole: str, places: Places) -> None:
    """Remove a list that was imported, or that nobody agreed to."""
    shutil.rmtree(places.folder(KEPT) / whole, ignore_errors=True)


@contextmanager
def _part(places: Places) -> Iterator[Path]:
    """A folder that goes again unless it was moved to its place."""
    part = places.folder(QUARANTINE) / f".{token_hex(8)}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _written(source: BinaryIO, target: Path, most: int) -> str:
    """Its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise refused("too_large")
            digest.update(chunk)
            out.write(chunk)
    if not size:
        raise refused("empty")
    return digest.hexdigest()


def _examined(part: Path, kit: Path, *, csv: bool) -> Mapping[str, Any]:
    """What the locked worker says, held against what it may say."""
    issuers: list[Json] = [key.pem.decode() for key in TrustStore.load(kit / "trust").keys(Role.LIST_ISSUER)]
    file = part / NAMES[csv]
    limits = LIMITS.for_size(file.stat().st_size)
    try:
        with (part / MANIFEST).open("rb") as said, file.open("rb") as listed, Pool(HANDLER, limits=limits) as pool:
            reply = pool.run({"issuers": issuers, "csv": csv}, [said.fileno(), listed.fileno()])
    except WorkerDied:
        raise refused("reader_died") from None
    return _sound(reply)


def _sound(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    match reply:
        case {"refused": str(code), "place": int(place)}:
            raise refused(code, place)
        case {"entries": int(), "form": str(form), "left": dict(left)} if form in set(Format) and left.keys() <= set(
            Left
        ):
            return {"form": form, "left": {reason: int(many) for reason, many in left.items()}}
    raise refused("reader_died")


def _manifest(file: Path, kit: Path) -> Manifest:
    return verify(file.read_bytes(), Kit.load(kit).trust, file=MANIFEST)
