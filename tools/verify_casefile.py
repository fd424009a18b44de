"""A second, independent verifier of Inzage case files: one file, sharing no code with the package.

It needs Python 3.11 and `cryptography`, and reads a *plain* case directory (for one that is encrypted at rest there
is `inzage verify --kit`). It derives every link again.

    python verify_casefile.py CASE [--key KIT.pem] [--trust DIR] [--documents DIR] [--code CODE]

What it CANNOT detect: that something untrue was written, or left out, at the time; that whoever holds the kit's
private key and the disk rewrote the whole case, unless you give the --code from the client's own copy (a witness
outside our hands); a stolen key, revoked or not; a lying clock. Without --key and --trust it vouches for itself.
"""

import argparse
import base64
import contextlib
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

LETTERS = "BCDFGHJKLMNPRSTVWXZ"
PAPERS = r"(mandate|order|result|handover|receipt)\.dsse\.json|(case|plan|documents)\.json"
FILES = re.compile(PAPERS + r"|kit\.pem|ledger\.jsonl|checkpoint|timestamp\.tsr")
REACHED: list[str] = []  # links of the chain in order: the last one is where it broke


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def need(truth: object, otherwise: str) -> None:
    """Go on only if ``truth``."""
    if not truth:
        raise ValueError(otherwise)


def load(data: bytes) -> dict:
    """JSON in which no field occurs twice."""
    need(not data.startswith(b"inzage-at-rest"), "the case is encrypted at rest: use inzage verify --kit")
    seen: list[list[tuple[str, object]]] = []
    value = json.loads(data, object_pairs_hook=lambda pairs: seen.append(pairs) or dict(pairs))
    need(all(len(dict(pairs)) == len(pairs) for pairs in seen), "a field occurs twice")
    return value


def canonical(value: object) -> bytes:
    """The one spelling of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def unbase64(text: str) -> bytes:
    """Standard base64 in its one spelling."""
    need(base64.b64encode(base64.b64decode(text)).decode() == text, "base64 in a second spelling")
    return base64.b64decode(text)


def key_in(path: Path) -> bytes:
    """The raw Ed25519 key in a PEM file."""
    key, pem = load_pem_public_key(path.read_bytes()), (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    need(isinstance(key, Ed25519PublicKey) and key.public_bytes(*pem) == path.read_bytes(), f"{path.name} is no key")
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def signs(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` is the key's."""
    with contextlib.suppress(InvalidSignature):
        return Ed25519PublicKey.from_public_bytes(key).verify(signature, message) is None
    return False


class Envelope:
    """A DSSE envelope (https://github.com/secure-systems-lab/dsse, v1.0.2) and who signed it."""

    def __init__(self, path: Path, kind: str) -> None:
        REACHED.append(kind.replace("receipt", "handover"))
        fields, name = load(path.read_bytes()), f"application/vnd.inzage.{kind}+json"
        need(set(fields) == {"payload", "payloadType", "signatures"}, "no envelope")
        need(all(set(one) == {"keyid", "sig"} for one in fields["signatures"]), "no envelope")
        need(fields["payloadType"] == name, f"{path.name} is another kind of document")
        alone = kind in ("mandate", "order") or (canonical(fields), len(fields["signatures"])) == (path.read_bytes(), 1)
        need(alone, f"{path.name} is spelt otherwise than the kit wrote it")
        self.payload = unbase64(fields["payload"])
        self.message = b"DSSEv1 %d %b %d %b" % (len(name), name.encode(), len(self.payload), self.payload)
        self.signatures = [(one["keyid"], unbase64(one["sig"])) for one in fields["signatures"]]
        self.json = load(self.payload)

    def by(self, *keys: bytes) -> set[bytes]:
        """Which of ``keys`` signed it."""
        return {key for key in keys for i, sig in self.signatures if i == sha256(key) and signs(key, sig, self.message)}


def root_of(leaves: list[bytes]) -> bytes:
    """Root of a Merkle tree (RFC 6962 section 2.1)."""
    if not leaves[1:]:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root_of(leaves[:split]) + root_of(leaves[split:])).digest()


def leaf_of(line: dict) -> bytes:
    """Leaf of a ledger line; an erased line is its leaf."""
    if set(line) == {"leaf"}:
        need(re.fullmatch("[0-9a-f]{64}", line["leaf"]), "an erased ledger line without its leaf")
        return bytes.fromhex(line["leaf"])
    need(set(line) == {"record", "salt"} and re.fullmatch("[0-9a-f]{32}", line["salt"]), "no ledger line")
    return hashlib.sha256(b"\x00" + bytes.fromhex(line["salt"]) + canonical(line["record"])).digest()


def code_of(root: bytes) -> str:
    """The code that is printed for a root: 24 letters and a check letter."""
    value, letters, total = int.from_bytes(root, "big"), "", 0
    for _ in range(24):
        value, index = divmod(value, len(LETTERS))
        letters, total = letters + LETTERS[index], (total * 2 + index) % len(LETTERS)
    return "-".join((letters + LETTERS[total * 2 % len(LETTERS)])[at : at + 5] for at in range(0, 25, 5))


class Case:
    """One case directory; each method examines one part and raises where it does not hold."""

    def __init__(self, path: Path, trust: Path | None) -> None:
        REACHED[:] = ["case"]
        self.path, self.key = path, key_in(path / "kit.pem")
        roles = ("mandate_issuer", "second_signer", "register", "police")
        need(all(FILES.fullmatch(file.name) for file in path.glob("[!.]*")), "a file that has no place in a case")
        self.trust = trust and {role: [key_in(file) for file in (trust / role).glob("*.pem")] for role in roles}
        self.result = Envelope(path / "result.dsse.json", "result")
        need(self.result.by(self.key), "the kit did not sign this result")
        self.check_id = self.result.json["check_id"]

    def papers(self) -> None:
        """The mandate and the order are signed by those who may; the result is the kit's, under this mandate."""
        REACHED.append("case")
        card = canonical({"at_rest": "plain", "check_id": self.check_id, "kit": sha256(self.key), "version": 1}) + b"\n"
        need((self.path / "case.json").read_bytes() == card, "case.json is of another case")
        mandate = Envelope(self.path / "mandate.dsse.json", "mandate")
        digest, signed = sha256(mandate.payload), "unsigned" not in self.result.json["marks"]
        real = signed and mandate.json.get("validation") is not True
        need(real or not signed or mandate.by(self.key), "the kit did not sign its validation mandate")
        if real and self.trust:
            issuers, seconds = (mandate.by(*self.trust[role]) for role in ("mandate_issuer", "second_signer"))
            need(any(one != two for one in issuers for two in seconds), "two trusted people did not sign the mandate")
        REACHED.append("result")
        need(self.result.json["mandate_sha256"] == digest, "the result is of another mandate")
        if real or (self.path / "order.dsse.json").exists():
            order = Envelope(self.path / "order.dsse.json", "order")
            need(order.json.get("mandate_sha256") == digest, "the order is for another mandate")
            need(not self.trust or order.by(*self.trust["register"]), "no trusted register signed the order")

    def ledger(self) -> None:
        """The ledger is whole: result and checkpoint, both signed, state its root; it began with these papers."""
        REACHED.append("ledger")
        rows = (self.path / "ledger.jsonl").read_bytes().split(b"\n")
        self.lines = [load(row) for row in rows[:-1]]
        need([*map(canonical, self.lines), b""] == rows, "a ledger line torn or spelt differently")
        answers = canonical({name: said for name, said in self.result.json.items() if name != "ledger"})
        self.root = root_of([*map(leaf_of, self.lines), hashlib.sha256(b"\x00" + answers).digest()])
        stated = {"entries": len(self.lines), "root": self.root.hex(), "code": code_of(self.root)}
        need(self.result.json["ledger"] == stated, "the ledger is not the one of which the result speaks")
        records = [line.get("record") for line in self.lines]
        need(all(one is None or one["sequence"] == at for at, one in enumerate(records, 1)), "an entry is out of place")
        REACHED.append("checkpoint")
        text = f"inzage/{self.check_id}\n{len(self.lines) + 1}\n{base64.b64encode(self.root).decode()}\n"
        head, _, line = (self.path / "checkpoint").read_bytes().decode("utf-8").partition("\n\n— inzage-kit ")
        need(head + "\n" == text and line.count("\n") == 1, "the checkpoint is of another ledger")
        blob, known = unbase64(line[:-1]), hashlib.sha256(b"inzage-kit\n\x01" + self.key).digest()[:4]
        need(blob[:4] == known and signs(self.key, blob[4:], text.encode()), "a checkpoint not signed")
        REACHED.append("begun")
        for name in ("mandate.dsse.json", "order.dsse.json", "plan.json") if records else ():
            digest = sha256((self.path / name).read_bytes()) if (self.path / name).exists() else None
            need(records[0]["kind"] == "begun" and records[0]["facts"]["files"][name] == digest, f"{name} changed")

    def handover(self) -> None:
        """After a halt what was sealed lies there, or was erased on the police's word; otherwise there is none."""
        REACHED.append("handover")
        sealed, receipt = self.path / "handover.dsse.json", self.path / "receipt.dsse.json"
        entry = next((one["record"] for one in self.lines if one.get("record", {}).get("kind") == "sealed"), None)
        halted, named, denied = self.result.json["status"] == "halted", entry and entry["facts"]["number"], False
        need(entry or not sealed.exists(), "a handover that the ledger does not name")
        need(halted or not (entry or receipt.exists()), "a handover of a check that was not halted")
        if receipt.exists():
            told = Envelope(receipt, "receipt")
            need(told.json["check_id"] == self.check_id, "a receipt of another case")
            need(not entry or told.json["handover"] == named, "a receipt of another handover")
            need(not self.trust or told.by(*self.trust["police"]), "no trusted police key signed the receipt")
            denied = told.json["answer"] == "not_confirmed"
        if sealed.exists():
            there, digest = Envelope(sealed, "handover"), sha256(sealed.read_bytes())
            known = {"sha256": digest, "number": code_of(hashlib.sha256(there.payload).digest())}
            need(entry["facts"] == known and there.by(self.key), "not the handover that the ledger names")
            about = [(one.json["check_id"], one.json["mandate_sha256"]) for one in (there, self.result)]
            need(about[0] == about[1], "a handover of another case")
            need(sha256(unbase64(there.json["age"])) == there.json["sha256"], "a ciphertext of another handover")
        erased = denied and (entry or any("leaf" in line for line in self.lines))
        need(not halted or sealed.exists() or erased or (entry and named is None), "what was sealed is gone")

    def documents(self, folder: Path | None) -> None:
        """The documents are those that the kit sealed."""
        if folder or (self.path / "documents.json").exists():
            sealed = Envelope(self.path / "documents.json", "documents")
            need(sealed.by(self.key) and sealed.json["root"] == self.root.hex(), "documents of another case")
            for one in sealed.json["documents"] if folder else ():
                need(sha256((folder / Path(one["name"]).name).read_bytes()) == one["sha256"], "a document altered")


def main() -> int:
    """Exit 0 if every link holds, else 1 and the link that broke."""
    parser = argparse.ArgumentParser(description="Verify an Inzage case file, independently.")
    parser.add_argument("case", type=Path)
    parser.add_argument("--code")
    for option in ("--key", "--trust", "--documents"):
        parser.add_argument(option, type=Path)
    options = parser.parse_args()
    try:
        case = Case(options.case, options.trust)
        case.papers()
        REACHED.append("kit")
        need(not options.key or key_in(options.key) == case.key, "another kit made this case")
        case.ledger()
        case.handover()
        case.documents(options.documents)
        REACHED.append("printed")
        typed = "".join((options.code or code_of(case.root)).upper().replace("-", " ").split())
        need(typed == code_of(case.root).replace("-", ""), "the printed code is of another case")
    except Exception as error:  # whatever a forged file provokes, the verdict is the same
        print(f"BROKEN: {REACHED[-1]}: {type(error).__name__}: {error}")
        return 1
    erased = sum("leaf" in line for line in case.lines)
    print(f"holds: {len(case.lines)} entries, {erased} of them erased; code {code_of(case.root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
