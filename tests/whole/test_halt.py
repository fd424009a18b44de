"""The first file that a list of known material holds ends the reading, and nothing after it is opened."""

import hashlib
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from inzage.signing.keys import PrivateKey
from tests.bench import inzage, validation_papers

FILES, HIT = 12, 5


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


@pytest.fixture
def carrier(tmp_path: Path) -> Path:
    folder = tmp_path / "carrier/Users/bram/Pictures"
    folder.mkdir(parents=True)
    for number in range(FILES):
        (folder / f"p{number:02}.png").write_bytes(png(number))
    return tmp_path / "carrier"


def checked(tmp_path: Path, carrier: Path, entry: str) -> dict[str, Any]:
    """A validation check with a list of one entry."""
    (tmp_path / "papers").mkdir()
    kit, mandate = validation_papers(tmp_path / "papers")
    issuer = PrivateKey.generate()
    issuer.save(tmp_path / "issuer.pem")
    (tmp_path / "issuer.pub").write_bytes(issuer.public.pem)
    (tmp_path / "list.txt").write_text(entry + "\n", encoding="utf-8")
    said = [
        inzage("trust", "add", "list_issuer", tmp_path / "issuer.pub", "--kit", kit),
        inzage(
            "lists", "sign", tmp_path / "list.txt", "--key", tmp_path / "issuer.pem", "--fresh-until", "2099-01-01",
            "--class", "bekend", "--meaning", "listed", "--kind", "digests", "--purpose", "known_material",
            "--version", "1", "--name", "proef", "--issuer", "Verzonnen",
        ),
    ]  # fmt: skip
    (tmp_path / "list.manifest.json").write_text(said[-1].stdout, encoding="utf-8")
    (tmp_path / "lists").mkdir()
    said.append(
        inzage(
            "lists",
            "import",
            tmp_path / "list.txt",
            "--manifest",
            tmp_path / "list.manifest.json",
            "--into",
            tmp_path / "lists",
            "--kit",
            kit,
        )
    )
    assert [one.returncode for one in said] == [0, 0, 0], [one.stderr for one in said]
    done = inzage(
        "check", carrier, "--mandate", mandate, "--kit", kit, "--lists", tmp_path / "lists", "--out", tmp_path / "case",
        "--json",
    )  # fmt: skip
    assert done.returncode in {0, 4}, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def media(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for line in told["coverage"] if line["reader"] == "media_files" and line["status"] != "absent"]


def test_the_first_known_file_ends_the_reading(tmp_path: Path, carrier: Path) -> None:
    listed = hashlib.sha1(png(HIT)).hexdigest()  # noqa: S324 - as lists are
    told = checked(tmp_path, carrier, f"sha1:{listed} size:{len(png(HIT))}")
    assert told["status"] == "halted"
    (answer,) = [one for one in told["answers"] if one["question"] == "known_material_present"]
    assert (answer["answer"], answer["count"]) == ("indication", 1)
    lines = media(told)
    assert len(lines) == FILES
    assert [line["reason"] for line in lines if line["status"] == "not_reached"] == ["halted"] * (FILES - HIT - 1)
    ledger = (tmp_path / "case/ledger.jsonl").read_text("utf-8")
    assert ledger.count('"kind":"opened"') == ledger.count('"kind":"read"')
    assert listed not in ledger


def test_a_file_of_another_size_halts_nothing(tmp_path: Path, carrier: Path) -> None:
    listed = hashlib.sha1(png(HIT)).hexdigest()  # noqa: S324
    told = checked(tmp_path, carrier, f"sha1:{listed} size:1")
    assert told["status"] == "done"
    assert {line["status"] for line in media(told)} == {"read"}
