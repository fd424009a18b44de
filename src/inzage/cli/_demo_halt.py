"""What ``inzage demo --halt`` does: a listed file on the carrier, and all that follows, each step as a command.

The listed file is a geometric pattern that the demo draws. Both sides are played: probation's, which cannot
open what it sealed, and the police's, whose keys lie in ``police/``.
"""

import hashlib
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click
import pyrage

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import DemoPapers, make_papers
from inzage.cli._demo_run import cannot_lock, make_room
from inzage.cli._shared import language, say, text
from inzage.errors import InzageError
from inzage.record import HANDOVER, EntryKind
from inzage.record.reading import read_case
from inzage.signing import Role
from inzage.signing.files import write_new, write_whole
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, add_sealing_key, make_sealing_key
from inzage.signing.trust import TrustStore

SIDE = 16
NAME = "patroon.png"
"""The listed file on the carrier; the figures at the end are about it."""

PROBATION = "reclassering.age"
"""A key of probation's own, which opens nothing."""


class DemoFailed(InzageError):
    """A step of the demo did not end as it must."""

    nl = "De demo liep anders dan verwacht bij «{step}» (uitkomst {found}, verwacht {expected}). Meld dit."
    en = "The demo went otherwise than expected at «{step}» (exit {found}, expected {expected}). Report this."


def run(folder: Path) -> None:
    """Make everything, then give each command that the people involved would give."""
    make_room(folder)
    now = datetime.now(AMSTERDAM)
    carrier, listed = folder / "carrier", pattern()
    make_carrier(carrier, now)
    (carrier / "Users/bram/Pictures").mkdir(parents=True, exist_ok=True)
    (carrier / "Users/bram/Pictures" / NAME).write_bytes(listed)
    papers = make_papers(folder, now.date(), listed=listed)
    _police(folder / "police", papers, now)
    say("Verzonnen gegevensdrager gemaakt, met een patroon dat op een verzonnen lijst staat.",
        "Made an invented carrier, with a pattern that an invented list holds.")  # fmt: skip
    steps = _Steps(folder, papers)
    screen = steps.check()
    steps.verify()
    steps.hand_over()
    _figures(folder, screen, listed)


def pattern() -> bytes:
    """A chequered square as PNG: the stand-in for a listed picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(255 * ((x // 4 + y // 4) % 2) for x in range(SIDE)) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _police(folder: Path, papers: DemoPapers, now: datetime) -> None:
    """The invented police: a key to sign with, a key to open with, and the kit's document about it."""
    folder.mkdir()
    identity, signs = pyrage.x25519.Identity.generate(), papers.keys[Role.POLICE]
    signs.save(folder / "sign.pem")
    write_new(folder / "open.age", f"{identity}\n".encode())
    write_whole(folder / "sign.pub", signs.public.pem)
    write_whole(folder / "kit.pem", Kit.load(papers.kit).key.public.pem)
    write_new(folder.parent / PROBATION, f"{pyrage.x25519.Identity.generate()}\n".encode())
    key = SealingKey(str(identity.to_public()), "Politie (verzonnen)", now.date(), now.date() + timedelta(days=365))
    document = make_sealing_key(key, signs)
    write_whole(folder / "sealing_key.dsse.json", document)
    add_sealing_key(papers.kit, document, TrustStore.load(papers.kit / "trust"))


class _Steps:
    """The commands, each shown before it runs."""

    def __init__(self, folder: Path, papers: DemoPapers) -> None:
        self._folder, self._papers = folder, papers
        self._case, self._police = folder / "case", folder / "police"
        self._file = folder / HANDOVER

    def check(self) -> str:
        """The check, which halts; gives what stood on the screen."""
        papers = self._papers
        words = ["check", self._folder / "carrier", "--mandate", papers.mandate, "--order", papers.order]
        words += ["--kit", papers.kit, "--lists", papers.lists, "--out", self._case]
        words += ["--kind", "computer", "--presented", "aangereikt", "--owner", "betrokkene"]
        return self._say(*words, *(["--unconfined"] if cannot_lock() else []), ends=3)

    def verify(self) -> None:
        """Anybody who has the kit can see that nothing was changed."""
        self._say("verify", self._case, "--kit", self._papers.kit)
        self._say("report", self._case, "--kit", self._papers.kit, "--out", self._folder / "documents")

    def hand_over(self) -> None:
        """To the police, who open it; probation's own key does not. Their receipt comes back."""
        kit, police = self._papers.kit, self._police
        self._say("handover", "export", self._case, "--kit", kit, "--out", self._file)
        known = ["--kit-key", police / "kit.pem"]
        term = ["--sealing-key", police / "sealing_key.dsse.json", "--police-key", police / "sign.pub"]
        opened = ["--out", police / "opened"]
        self._say("handover", "open", self._file, "--identity", police / "open.age", *known, *term, *opened)
        self._say("handover", "open", self._file, "--identity", self._folder / PROBATION, *known, ends=1)
        receipt = self._folder / "receipt.dsse.json"
        answer = ["--answer", "taken_up", "--number", "DEMO-1", "--key", police / "sign.pem", "--out", receipt]
        self._say("handover", "answer", self._file, "--identity", police / "open.age", *known, *answer)
        self._say("handover", "receipt", self._case, receipt, "--kit", kit)
        self._say("verify", self._case, "--kit", kit)

    def _say(self, *words: object, ends: int = 0) -> str:
        """Show a command, run it as a user would, and hold it to its exit code."""
        click.secho(f"\n$ inzage {' '.join(str(word) for word in words)}", bold=True)
        start = [sys.executable, "-c", "from inzage.cli.main import main; main()", "--lang", language()]
        done = subprocess.run(  # noqa: S603  (our own interpreter and module)
            [*start, *(str(word) for word in words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        click.echo(done.stdout.rstrip())
        if done.returncode != ends:
            raise DemoFailed(step=f"inzage {words[0]} {words[1]}", found=done.returncode, expected=ends)
        return done.stdout


def _figures(folder: Path, screen: str, listed: bytes) -> None:
    """The two figures that must be 0."""
    kit = Kit.load(folder / "kit")
    entries = read_case(folder / "case", kit).entries
    sealed = next(entry.sequence for entry in entries if entry.kind is EntryKind.SEALED)
    after = [entry for entry in entries if entry.sequence > sealed and entry.kind in (EntryKind.OPENED, EntryKind.READ)]
    opened = sum(int(str(entry.facts.get("bytes", 0))) for entry in after) + len(after)
    told = _said_of_it(folder, screen, listed)
    click.echo(text("\nNa de treffer geopend (bytes): ", "\nOpened after the hit (bytes): ") + str(opened))
    click.echo(
        text("Over de treffer buiten de bundel (tekens): ", "Said of the hit outside the bundle (characters): ")
        + str(told)
    )
    if opened or told:
        raise DemoFailed(step="0 en 0" if language() == "nl" else "0 and 0", found=f"{opened}, {told}", expected="0, 0")


def _said_of_it(folder: Path, screen: str, listed: bytes) -> int:
    """Characters of its name and digests on the screen, in the case and in the documents."""
    of_it = [NAME, *(hashlib.new(name, listed).hexdigest() for name in ("md5", "sha1", "sha256"))]
    looked_at = [screen, *_texts(folder / "case"), *_texts(folder / "documents")]
    return sum(len(word) * one.lower().count(word) for word in of_it for one in looked_at)


def _texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != HANDOVER:
            yield f"{file.name}\n{file.read_bytes().decode('utf-8', 'replace')}"
