"""A listed file ends the check: sealed for the police, nothing opened after it, nothing said of it."""

import base64
import hashlib
import json
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inzage.check.batch import MOST_SPOTS
from inzage.record.handover import read_handover
from inzage.record.verify import verify_case
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from tests.bench import INZAGE, inzage, validation_papers
from tests.police import Police

FILES, HIT = 12, 5
NAME, FOLDER, CLASS = "geheimenaam", "geheimemap", "klasse-x"
SCHEMA = Path(__file__).parents[2] / "docs/schema/result.schema.json"


def png(colour: int) -> bytes:
    """One pixel of a colour: a geometric stand-in."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, colour])))
        + chunk(b"IEND", b"")
    )


LISTED = png(HIT)
DIGESTS = {name: hashlib.new(name, LISTED).hexdigest() for name in ("md5", "sha1", "sha256")}


@dataclass
class Halting:
    """A carrier of twelve pictures of which one is listed, and all papers of one check."""

    root: Path
    kit: Path
    mandate: Path
    police: Police

    @property
    def carrier(self) -> Path:
        return self.root / "carrier"

    @property
    def case(self) -> Path:
        return self.root / "case"

    def words(self, *more: object) -> list[object]:
        return [
            "check", self.carrier, "--mandate", self.mandate, "--kit", self.kit, "--lists", self.root / "lists",
            "--out", self.case, *more,
        ]  # fmt: skip

    def check(self, *more: object) -> subprocess.CompletedProcess[str]:
        return inzage(*self.words(*more))

    def halted(self) -> dict[str, Any]:
        done = self.check("--json")
        assert done.returncode == 3, (done.returncode, done.stderr)
        told: dict[str, Any] = json.loads(done.stdout)
        assert told["status"] == "halted"
        return told

    def bundle(self) -> str:
        handover = read_handover((self.case / "handover.dsse.json").read_bytes())
        return self.police.opened(handover.ciphertext).decode("utf-8")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Halting:
    """Papers, list and carrier, made once; each test works on a copy."""
    root = tmp_path_factory.mktemp("halt")
    pictures = root / "carrier/Users/bram/Pictures" / FOLDER
    pictures.mkdir(parents=True)
    for number in range(FILES):
        name = NAME if number == HIT else f"p{number:02}"
        (pictures / f"{name}.png").write_bytes(png(number))
    kit, mandate = validation_papers(root)
    police = Police.new().known_to(kit)
    bring(root, kit, f"sha1:{DIGESTS['sha1']} size:{len(LISTED)}")
    return Halting(root, kit, mandate, police)


def bring(root: Path, kit: Path, entry: str) -> None:
    """Import a list of one entry."""
    issuer = PrivateKey.generate()
    issuer.save(root / "issuer.pem")
    (root / "issuer.pub").write_bytes(issuer.public.pem)
    (root / "list.txt").write_text(entry + "\n", encoding="utf-8")
    said = [
        inzage("trust", "add", "list_issuer", root / "issuer.pub", "--kit", kit),
        inzage(
            "lists", "sign", root / "list.txt", "--key", root / "issuer.pem", "--fresh-until", "2099-01-01",
            "--class", CLASS, "--meaning", "listed", "--kind", "digests", "--purpose", "known_material",
            "--version", "1", "--name", "proef", "--issuer", "Verzonnen",
        ),
    ]  # fmt: skip
    (root / "list.manifest.json").write_text(said[-1].stdout, encoding="utf-8")
    (root / "lists").mkdir()
    manifest, into = root / "list.manifest.json", root / "lists"
    said.append(inzage("lists", "import", root / "list.txt", "--manifest", manifest, "--into", into, "--kit", kit))
    assert [one.returncode for one in said] == [0, 0, 0], [one.stderr for one in said]


@pytest.fixture
def halting(laid: Halting, tmp_path: Path) -> Halting:
    shutil.copytree(laid.root, tmp_path / "h", copy_function=shutil.copy2)
    mine = tmp_path / "h"
    return Halting(mine, mine / laid.kit.name, mine / laid.mandate.name, laid.police)


def test_the_first_listed_file_ends_the_check_and_is_sealed(halting: Halting) -> None:
    told = halting.halted()
    assert {(one["answer"], one["count"], *one["reasons"]) for one in told["answers"]} == {
        ("not_assessable", 0, "halted")
    }
    read = [line for line in told["coverage"] if line["reader"] == "media_files" and line["status"] == "read"]
    assert len(read) < FILES
    in_hand = [line for line in told["coverage"] if line["status"] == "not_reached"]
    assert {(line["reader"], line["reason"]) for line in in_hand} == {("media_files", "halted")}
    assert 1 <= len(in_hand) <= MOST_SPOTS  # the batch that was in hand: opened, and told as no more than that
    links = verify_case(halting.case, kit=Kit.load(halting.kit))
    assert [link.nl for link in links if not link.holds] == []
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    bundle = halting.bundle()
    assert NAME in bundle and DIGESTS["sha1"] in bundle.lower() and CLASS in bundle and "proef" in bundle


def test_only_the_police_can_open_it(halting: Halting) -> None:
    halting.halted()
    with pytest.raises(Exception, match=r"(?i)decrypt|match"):
        Police.new().opened(read_handover((halting.case / "handover.dsse.json").read_bytes()).ciphertext)


def everything(folder: Path) -> Iterator[bytes]:
    """All bytes of a case, and all that its envelopes hold, but for the sealed part itself."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            sealed = file.name == "handover.dsse.json"
            if file.suffix == ".json" and b'"payload"' in data:
                payload = base64.b64decode(json.loads(data)["payload"])
                yield re.sub(rb'"age":"[^"]*"', b"", payload) if sealed else payload
            yield b"" if sealed else data
            yield file.name.encode()


def test_nothing_about_it_stands_outside_the_bundle(halting: Halting) -> None:
    """The figure that counts: characters about the hit outside the bundle: 0."""
    done = halting.check()
    assert done.returncode == 3, done.stderr
    inzage("report", halting.case, "--out", halting.root / "documents", "--kit", halting.kit)
    said = b"\0".join(
        [done.stdout.encode(), done.stderr.encode(), *everything(halting.case), *everything(halting.root / "documents")]
    ).lower()
    secret = [
        NAME,
        FOLDER,
        CLASS,
        *DIGESTS.values(),
        *(base64.b64encode(bytes.fromhex(one)).decode() for one in DIGESTS.values()),
    ]
    assert [one for one in secret if one.lower().encode() in said] == []


def test_the_screen_says_halted_sealed_a_number_and_what_to_do(halting: Halting) -> None:
    done = halting.check()
    number = json.loads(base64.b64decode(json.loads((halting.case / "result.dsse.json").read_text())["payload"]))[
        "handover"
    ]["number"]
    assert done.stdout.startswith(f"Gestopt en verzegeld.\nOverdrachtnummer: {number}\nWat u nu doet:\n  1. Laat de")
    assert "treffer" not in done.stdout + done.stderr
    assert "bekend" not in done.stdout + done.stderr


def test_no_byte_of_the_carrier_is_read_after_the_seal(halting: Halting) -> None:
    """The other figure: bytes opened after the hit: 0. Told by the kernel, not by us."""
    trace = halting.root / "trace"
    words = ["strace", "-f", "-y", "-s", "60000", "-e", "trace=openat,read,pread64,preadv,write", "-o", str(trace)]
    done = subprocess.run(
        [*words, str(INZAGE), *map(str, halting.words())], capture_output=True, check=False, timeout=240
    )
    assert done.returncode == 3, done.stderr
    lines = trace.read_text("utf-8", "replace").splitlines()
    (sealed,) = [n for n, line in enumerate(lines) if "write(" in line and "/journal>" in line and "sealed" in line]
    carrier = str(halting.carrier)
    before = [line for line in lines[:sealed] if carrier in line]
    after = [line for line in lines[sealed:] if carrier in line and not line.rstrip().endswith("= 0")]
    assert before and after == []


def test_a_file_of_another_size_halts_nothing(laid: Halting, tmp_path: Path) -> None:
    shutil.copytree(laid.carrier, tmp_path / "carrier")
    kit, mandate = validation_papers(tmp_path)
    Police.new().known_to(kit)
    bring(tmp_path, kit, f"sha1:{DIGESTS['sha1']} size:1")
    done = Halting(tmp_path, kit, mandate, Police.new()).check("--json")
    told = json.loads(done.stdout)
    assert (told["status"], told["handover"]) == ("done", None)
    assert {line["status"] for line in told["coverage"] if line["reader"] == "media_files"} == {"read"}


def expired(halting: Halting) -> None:
    halting.police.known_to(halting.kit, last=date.today() - timedelta(1))


def missing(halting: Halting) -> None:
    (halting.kit / "sealing_key.dsse.json").unlink()


def of_a_stranger(halting: Halting) -> None:
    for file in (halting.kit / "trust/police").iterdir():
        file.unlink()


@pytest.mark.parametrize("spoil", [expired, missing, of_a_stranger])
def test_without_a_valid_police_key_the_list_is_not_used_and_the_plan_says_so(
    halting: Halting, spoil: Callable[[Halting], None]
) -> None:
    spoil(halting)
    planned = inzage("plan", halting.mandate, "--kit", halting.kit, "--lists", halting.root / "lists")
    assert planned.returncode == 0, planned.stderr
    assert "verzegelsleutel" in planned.stdout
    done = halting.check("--json")
    told = json.loads(done.stdout)
    assert told["status"] == "done"
    (answer,) = [one for one in told["answers"] if one["question"] == "known_material_present"]
    assert (answer["answer"], answer["reasons"]) == ("not_assessable", ["halt_missing"])
