"""A carrier of pictures, and lists that know some of them by size, some by one digest and one by all it names."""

import hashlib
import json
import os
import struct
import zlib
from datetime import date, datetime
from pathlib import Path

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_papers import bring_lists, make_papers
from inzage.record.handover import read_handover
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind
from tests.bench import Bench
from tests.police import Police
from tests.volumes import make_ext

POLICE = Police.new()
PLACE = "Users/bram/Pictures"
OLD = 400 * 24 * 3600


def picture(colour: int, size: int = 0) -> bytes:
    """One pixel of a colour, made longer to this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    made = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes([0, colour]))) + chunk(b"IEND", b"")
    return made.ljust(size, b"\0")


LISTED, SHARING = picture(1, 6000), picture(2, 7000)
PICTURES = {
    "of a listed size.png": picture(3, 6000),
    "shares a digest with an entry.png": SHARING,
    "of no listed size.png": picture(4, 5000),
    "of no listed size and short.png": picture(5),
    "of a listed size and old.png": picture(6, 6000),
}


def media_bench(root: Path, *, listed: bool) -> Bench:
    """A bench below ``root``; ``listed``: with the one picture that ends its check."""
    today = datetime.now(AMSTERDAM).date()
    bench = Bench(root, make_papers(root, today, listed=LISTED), root / "carrier")
    POLICE.known_to(bench.papers.kit)
    other = hashlib.md5(b"another", usedforsecurity=False).hexdigest()
    shared = hashlib.sha1(SHARING, usedforsecurity=False).hexdigest()
    _bring(bench, f"md5:{other} sha1:{shared} size:{len(SHARING)}", today)
    folder = bench.carrier / PLACE
    folder.mkdir(parents=True)
    for name, content in {**PICTURES, **({"q.png": LISTED} if listed else {})}.items():
        (folder / name).write_bytes(content)
    old = (folder / "of a listed size and old.png").stat().st_mtime - OLD
    os.utime(folder / "of a listed size and old.png", (old, old))
    return bench


def image_bench(root: Path, *, listed: bool) -> Bench:
    """The bench of pictures, its carrier an image with a file system."""
    bench = media_bench(root, listed=listed)
    (bench.carrier / "Users/bram/notes.txt").write_text("nothing")
    make_ext(root / "disk.dd", bench.carrier)
    return Bench(root, bench.papers, root / "disk.dd")


def what_the_police_read(bench: Bench, name: str) -> str:
    """Of the file that ended a check, apart from numbers that are made anew for each check."""
    envelope = (bench.root / name / "handover.dsse.json").read_bytes()
    graph = json.loads(POLICE.opened(read_handover(envelope).ciphertext))["@graph"]
    of_file = [node for node in graph if node["@type"] in {"uco-observable:FileFacet", "uco-types:Hash"}]
    return json.dumps(sorted(({**node, "@id": ""} for node in of_file), key=str), sort_keys=True)


def _bring(bench: Bench, entry: str, today: date) -> None:
    file = bench.root / "more.txt"
    file.write_text(entry + "\n", encoding="utf-8")
    brought = [(file, ListKind.DIGESTS, "known_material")]
    bring_lists(brought, bench.papers.lists, Kit.load(bench.papers.kit), bench.papers.keys[Role.LIST_ISSUER], today)
