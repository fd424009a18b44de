"""The checkpoint of a ledger, as a signed note, and the code printed for the client.

A checkpoint is three lines (origin, size, root) and a signature line. The code is
its root in letters: whoever holds the paper holds a witness outside our hands.

References: https://c2sp.org/signed-note and https://c2sp.org/tlog-checkpoint.
"""

import hashlib
import re
from dataclasses import dataclass

from inzage.signing.canonical import NotCanonical
from inzage.signing.dsse import decode, encode
from inzage.signing.keys import PrivateKey, PublicKey

SIGNER = "inzage-kit"
"""Key name in the signature line: which kit it was, its key says; a name could be somebody's."""

LETTERS = "BCDFGHJKLMNPRSTVWXZ"
"""19 letters that do not look alike and, without vowels, spell no words; a prime number of them."""

DATA_LETTERS = 24
"""log2(19) × 24 = 101.9 bits; one check letter follows."""

_GROUP = 5
_ROOT_BYTES = 32
_ED25519 = b"\x01"
_WEIGHT = 2
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger was at its end: which check, how many leaves, their root."""

    check_id: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The signed text."""
        return f"inzage/{self.check_id}\n{self.size}\n{encode(self.root)}\n"


def sign_checkpoint(checkpoint: Checkpoint, key: PrivateKey) -> bytes:
    """The checkpoint as a signed note."""
    text = checkpoint.text
    blob = _key_hash(key.public) + key.sign(text.encode("utf-8"))
    return f"{text}\n— {SIGNER} {encode(blob)}\n".encode()


def read_checkpoint(note: bytes, key: PublicKey) -> Checkpoint | None:
    """The checkpoint, if this is the note that ``key`` signed; signatures of others are passed over."""
    try:
        head, _, tail = note.decode("utf-8").partition("\n\n")
        checkpoint = _parse(head + "\n")
    except (UnicodeDecodeError, NotCanonical):
        return None
    lines = tail.split("\n")
    if checkpoint is None or lines.pop() != "":
        return None
    return checkpoint if any(_signs(line, checkpoint.text, key) for line in lines) else None


def code(root: bytes) -> str:
    """The root's code: five groups of five letters, the last letter a check on typing errors."""
    value, letters = int.from_bytes(root, "big"), []
    for _ in range(DATA_LETTERS):
        value, index = divmod(value, len(LETTERS))
        letters.append(LETTERS[index])
    letters.append(_check_letter(letters))
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def well_typed(typed: str) -> bool:
    """Whether ``typed`` can be a code at all: right length, letters and check letter."""
    letters = _letters(typed)
    right = len(letters) == DATA_LETTERS + 1 and set(letters) <= set(LETTERS)
    return right and _check_letter(letters[:-1]) == letters[-1]


def same_code(typed: str, known: str) -> bool:
    """Whether two codes are the same, whatever their case, spaces and hyphens."""
    return _letters(typed) == _letters(known)


def _letters(typed: str) -> list[str]:
    return [char for char in typed.upper() if not char.isspace() and char != "-"]


def _check_letter(letters: list[str]) -> str:
    # a polynomial over a prime field: one wrong letter, or two neighbours swapped, always shows
    total = 0
    for letter in letters:
        total = (total * _WEIGHT + LETTERS.index(letter)) % len(LETTERS)
    return LETTERS[total * _WEIGHT % len(LETTERS)]


def _parse(text: str) -> Checkpoint | None:
    lines = text.split("\n")
    if len(lines) != len(("origin", "size", "root", "")) or not lines[0].startswith("inzage/"):
        return None
    root = decode(lines[2])
    if not _DECIMAL.fullmatch(lines[1]) or len(root) != _ROOT_BYTES:
        return None
    return Checkpoint(lines[0].removeprefix("inzage/"), int(lines[1]), root)


def _signs(line: str, text: str, key: PublicKey) -> bool:
    parts = line.split(" ")
    if parts[:2] != ["—", SIGNER] or len(parts) != len(("dash", "name", "blob")):
        return False
    try:
        blob = decode(parts[2])
    except NotCanonical:
        return False
    prefix = _key_hash(key)
    return blob.startswith(prefix) and key.verify(blob[len(prefix) :], text.encode("utf-8"))


def _key_hash(key: PublicKey) -> bytes:
    return hashlib.sha256(SIGNER.encode("utf-8") + b"\n" + _ED25519 + key.raw).digest()[:4]
