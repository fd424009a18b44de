"""Every command as a user types it, in a room where everything it may need already lies."""

import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
from click.testing import CliRunner, Result

from inzage.artefact import AMSTERDAM
from inzage.cli.main import COMMANDS, Commands, main
from inzage.mandate.draft import Wanted, draft
from inzage.record.handover import number
from inzage.record.proof import Proof, sign_proof
from inzage.record.retention import Term
from inzage.signing import Role
from inzage.signing.exception import Exemption, signed_exemption
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.policy import Kept
from inzage.signing.revocation import Cause, Revocation
from inzage.signing.revoking import revocation_list
from inzage.signing.sealing import make_sealing_key
from tests.bench import Bench, make_bench
from tests.check.beside import Ask, checked, give_order
from tests.record.halted import Police, halted, sealed
from tests.record.making import validation


def run(*words: object, **environment: str | None) -> Result:
    """Run a command in this process; ``exit_code``, ``stdout`` and ``stderr`` are as a shell would see them."""
    told = CliRunner(env=environment).invoke(main, [str(word) for word in words])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told


@dataclass(frozen=True)
class Room:
    """Where everything lies: papers, a finished case, spoilt things."""

    bench: Bench

    @property
    def root(self) -> Path:
        """The folder of it all."""
        return self.bench.root

    @property
    def places(self) -> Mapping[str, str]:
        """Names that command lines of tables may use in braces."""
        papers = self.bench.papers
        return {
            "root": str(self.root), "carrier": str(self.bench.carrier), "kit": str(papers.kit),
            "mandate": str(papers.mandate), "order": str(papers.order), "lists": str(papers.lists),
            "unused": "ab" * 32, "case": str(self.root / "case"), "toml": str(self.root / "mandate.toml"),
        }  # fmt: skip

    def words(self, line: str) -> list[str]:
        """A line of a table as words: split at spaces, then filled in, so that a path may hold spaces."""
        return [word.format(**self.places) for word in line.split(" ")]


def make_room(root: Path) -> Room:
    """A room: a check was done in ``case``, and a fresh order lies ready."""
    room = Room(make_bench(root))
    checked(room.bench, Ask(root / "case"))
    give_order(room.bench, number=2)
    for role in (Role.MANDATE_ISSUER, Role.REGISTER, Role.LIST_ISSUER):
        room.bench.papers.keys[role].save(root / f"{role.value}.pem")
    (root / "public.pem").write_bytes(room.bench.papers.keys[Role.POLICE].public.pem)
    (root / "empty").write_bytes(b"")
    (root / "binary").write_bytes(bytes(range(256)) * 20)
    (root / "text").write_text("Een brief.\n", encoding="utf-8")
    (root / "nothing-in-it").mkdir()
    (root / "draft.toml").write_text(
        draft([], Wanted("DEMO-2", "P-2", "art. 14c Sr", None, None), salt=b"s" * 16), encoding="utf-8"
    )
    _halt(root, Kit.load(room.bench.papers.kit), room.bench.papers.keys[Role.POLICE])
    _of_the_administrator(room, Kit.load(room.bench.papers.kit))
    shutil.copytree(root / "case", root / "spoilt")
    (root / "spoilt/result.dsse.json").write_bytes(b"{}")
    return room


def copied(room: Room, root: Path) -> Room:
    """The same room elsewhere, to change."""
    shutil.copytree(room.root, root, dirs_exist_ok=True)
    old = room.bench.papers
    moved = {name: root / getattr(old, name).relative_to(room.root) for name in ("kit", "mandate", "order", "lists")}
    return Room(Bench(root, replace(old, **moved), root / room.bench.carrier.relative_to(room.root)))


def _halt(root: Path, kit: Kit, signer: PrivateKey) -> None:
    """A halted check beside the other, what was handed over of it, and the police's keys and answer."""
    police, papers = Police(Police.new().secret, signer), validation(kit)
    envelope = sealed(police, kit, papers)
    halted(root / "halted", kit, papers, envelope)
    signer.save(root / "police.pem")
    (root / "police.age").write_text(police.identity)
    (root / "police.age").chmod(0o600)
    (root / "kit.pem").write_bytes(kit.key.public.pem)
    (root / "handover.json").write_bytes(envelope)
    (root / "sealing.json").write_bytes(make_sealing_key(replace(police.key, last=date(2099, 1, 1)), signer))
    (root / "receipt.json").write_bytes(police.receipt(number(envelope)))


def _of_the_administrator(room: Room, kit: Kit) -> None:
    """A revocation of a key that nobody uses, an exception for this machine, a proof of erasure, answers to a visit."""
    root, administrator = room.root, room.bench.papers.keys[Role.ADMINISTRATOR]
    administrator.save(root / "administrator.pem")
    today, now = datetime.now(AMSTERDAM).date(), datetime.now(UTC).replace(microsecond=0)
    lost = Revocation(PrivateKey.generate().public.keyid, now, Cause.LOST)
    (root / "revocations.json").write_bytes(revocation_list([lost], administrator))
    exemption = Exemption(kit.key.public.keyid, platform.release(), "proef", today, today + timedelta(days=30))
    (root / "exception.json").write_bytes(signed_exemption(exemption, administrator))
    term = Term(42, "mandate", Kept.CASE, today)
    (root / "proof.json").write_bytes(
        sign_proof(Proof("check-1", 9, "ab" * 32, term, "2026-11-22T10:00:00Z", key_shredded=True), kit.key)
    )
    (root / "answers.toml").write_text('refusal = ["b", "c", "a"]\n', encoding="utf-8")


def leaves(command: click.Command | None = None, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that name it."""
    if command is None:
        root = click.Context(main)
        for name in COMMANDS:
            yield from leaves(Commands.get_command(main, root, name), name)  # type: ignore[arg-type]
    elif isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, *path, name)
    else:
        yield path, command


LEAVES = {" ".join(path): command for path, command in leaves()}
