"""One change, looked at by both verifiers as a client's expert would: with the kit's keys, the documents, the code."""

import contextlib
import importlib.util
import io
import random
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from unittest import mock

from inzage.errors import InzageError
from inzage.record import CASE, CaseFault
from inzage.record.card import Card
from inzage.record.store import Store
from inzage.record.verify import verify_case
from tests.tamper.cases import OUT, Scene
from tests.tamper.changes import CHANGES, Files

ALONE = Path(__file__).parents[2] / "tools" / "verify_casefile.py"


@dataclass(frozen=True)
class Looked:
    """What both verifiers said: broken links (or the error it ended with), the link at which the other one stops.

    Nothing and None where all holds; ``erased``: how many entries more are told to be erased than before.
    """

    links: tuple[str, ...]
    alone: str | None
    erased: int = 0


@dataclass(frozen=True)
class Seen:
    """What became of one change, and the seed that makes it again."""

    scene: str
    change: str
    seed: str
    looked: Looked

    @property
    def detected(self) -> bool:
        """Whether both verifiers saw it, and said where."""
        return bool(self.looked.links) and self.looked.alone is not None


@cache
def alone() -> ModuleType:
    """The verifier that stands alone."""
    spec = importlib.util.spec_from_file_location("verify_casefile", ALONE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tried(scene: Scene, seed: str, room: Path) -> Seen:
    """Make the change that ``seed`` names (the same each time), and have both look at it."""
    rng = random.Random(seed)  # noqa: S311 - a change must be repeatable, not secret
    while True:
        name = rng.choice(list(CHANGES))
        files = CHANGES[name](scene.ground, rng)
        if files is not None and files != scene.ground.case:
            return Seen(scene.name, name, seed, looked_at(scene, files, room))


def looked_at(scene: Scene, files: Files, room: Path) -> Looked:
    """What both verifiers say of these files, laid below ``room``."""
    lay(files, room / "case", room / "out")
    return look(scene, room)


def look(scene: Scene, room: Path) -> Looked:
    """What ``inzage verify`` and the verifier that stands alone say of what lies below ``room``."""
    case, out = room / "case", room / "out"
    links = by_the_tool(scene, case, out)
    stopped, told = by_the_other(scene, plain(scene, case, room / "plain"), out)
    return Looked(links, stopped, erased_in(told) - scene.erased if stopped is None else 0)


def erased_in(told: str) -> int:
    """How many entries the verifier that stands alone calls erased."""
    found = re.search(r"(\d+) of them erased", told)
    return int(found.group(1)) if found else 0


def lay(files: Files, case: Path, out: Path) -> None:
    """Exactly these files, nothing else."""
    for folder in (case, out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name, data in files.items():
        (out / name.removeprefix(OUT) if name.startswith(OUT) else case / name).write_bytes(data)


def by_the_tool(scene: Scene, case: Path, out: Path) -> tuple[str, ...]:
    """Names of the links that ``inzage verify`` calls broken, or of the error that it ends with."""
    try:
        links = verify_case(case, kit=scene.kit, documents=out, printed=scene.code)
    except CaseFault as error:
        return (f"{type(error).__name__} {CASE}",)
    return tuple(link.name for link in links if not link.holds)


def by_the_other(scene: Scene, case: Path, out: Path) -> tuple[str | None, str]:
    """Name of the link at which the verifier that stands alone stops, and all that it said."""
    kit, told = scene.kit.path, io.StringIO()
    words = ["--key", kit / "public.pem", "--trust", kit / "trust", "--documents", out, "--code", scene.code]
    with mock.patch.object(sys, "argv", ["verify", str(case), *map(str, words)]), contextlib.redirect_stdout(told):
        holds = alone().main() == 0
    return (None if holds else told.getvalue().split(": ")[1]), told.getvalue()


def plain(scene: Scene, case: Path, copy: Path) -> Path:
    """The case as it is handed to who has no kit: decrypted, file by file; what does not decrypt goes as it is."""
    if not scene.kit.policy.encrypt_at_rest:
        return case
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(case, copy)
    with contextlib.suppress(InzageError):
        store = Store.open(case, scene.kit)
        for file in copy.iterdir():
            with contextlib.suppress(InzageError):
                file.write_bytes(store.read(file.name))
        if (case / CASE).read_bytes() == store.card.bytes and store.card.at_rest != "plain":
            (copy / CASE).write_bytes(Card(store.card.check_id, store.card.kit, "plain").bytes)
    return copy
