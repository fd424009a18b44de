"""Volumes made by the tests themselves: LUKS1 and LUKS2 as their documents describe them, and blocks in memory.

Written from the documents in the other direction than the readers: splitting, enciphering.
"""

import base64
import hashlib
import json
import random
import struct
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from inzage.formats.blocks import ReadFault
from inzage.formats.encryption import Secret, SecretKind

PASSWORD = "een lange zin die niemand raadt"  # noqa: S105  (of volumes made here)
HEADER = 0x4000
AREA = 2 * HEADER
SEGMENT = 0x60000
ROUNDS = 1000


class Memory:
    """Blocks in memory. ``broken``: places from which nothing can be read."""

    def __init__(self, content: bytes, broken: range = range(0)) -> None:
        self.content = content
        self.broken = broken

    @property
    def size(self) -> int:
        return len(self.content)

    def read_at(self, offset: int, size: int) -> bytes:
        if self.broken and offset < self.broken.stop and offset + size > self.broken.start:
            raise ReadFault(offset)
        return self.content[offset : offset + size]


def secret(value: str | bytes = PASSWORD, kind: SecretKind = SecretKind.PASSWORD) -> Secret:
    return Secret(kind, bytearray(value if isinstance(value, bytes) else value.encode()))


def plain(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311  (the same bytes every time)


def split(key: bytes, stripes: int, hash_name: str, seed: int = 1) -> bytes:
    """The antiforensic splitter, forwards."""
    made, mixed = b"", bytes(len(key))
    for number in range(stripes - 1):
        stripe = random.Random(f"{seed} {number}").randbytes(len(key))  # noqa: S311
        made += stripe
        mixed = _diffused(bytes(a ^ b for a, b in zip(mixed, stripe, strict=True)), hash_name)
    return made + bytes(a ^ b for a, b in zip(mixed, key, strict=True))


def _diffused(block: bytes, hash_name: str) -> bytes:
    size = hashlib.new(hash_name).digest_size
    pieces = [block[at : at + size] for at in range(0, len(block), size)]
    return b"".join(
        hashlib.new(hash_name, struct.pack(">I", n) + piece).digest()[: len(piece)] for n, piece in enumerate(pieces)
    )


def enciphered(data: bytes, named: str, key: bytes, first: int = 0, sector: int = 512) -> bytes:
    """As dm-crypt does it; the vector counts 512-byte units."""
    made = b""
    for at in range(0, len(data), sector):
        number = first + at // 512
        if named.startswith("aes-xts"):
            mode: Any = modes.XTS(struct.pack("<QQ", number, 0))
        elif named.endswith("essiv:sha256"):
            salt = Cipher(AES(hashlib.sha256(key).digest()), modes.ECB()).encryptor()  # noqa: S305
            mode = modes.CBC(salt.update(struct.pack("<QQ", number, 0)))
        elif named.startswith("aes-cbc"):
            mode = modes.CBC(struct.pack("<QQ", number, 0))
        else:
            mode = modes.ECB()  # noqa: S305
        running = Cipher(AES(key), mode).encryptor()
        made += running.update(data[at : at + sector]) + running.finalize()
    return made


def slot(**changes: Any) -> dict[str, Any]:
    """A keyslot's JSON."""
    said: dict[str, Any] = {
        "type": "luks2", "key_size": 64,
        "af": {"type": "luks1", "stripes": 20, "hash": "sha256"},
        "area": {"type": "raw", "offset": str(AREA), "size": "131072", "encryption": "aes-xts-plain64", "key_size": 64},
        "kdf": {"type": "pbkdf2", "hash": "sha256", "iterations": ROUNDS, "salt": encoded(b"s" * 32)},
    }  # fmt: skip
    return said | changes


def argon2id(**changes: Any) -> dict[str, Any]:
    """The JSON of a derivation that costs next to nothing."""
    return {"type": "argon2id", "time": 2, "memory": 64, "cpus": 2, "salt": encoded(b"a" * 32)} | changes


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def described(
    key: bytes,
    slots: Mapping[str, dict[str, Any]],
    cipher: str = "aes-xts-plain64",
    sector: int = 512,
    tweak: int = 0,
    hash_name: str = "sha256",
) -> dict[str, Any]:
    """A header's JSON."""
    digest = hashlib.pbkdf2_hmac(hash_name, key, b"d" * 32, ROUNDS, 32)
    return {
        "keyslots": dict(slots), "tokens": {},
        "segments": {"0": {"type": "crypt", "offset": str(SEGMENT), "size": "dynamic", "iv_tweak": str(tweak),
                           "encryption": cipher, "sector_size": sector}},
        "digests": {"0": {"type": "pbkdf2", "keyslots": list(slots), "segments": ["0"], "hash": hash_name,
                          "iterations": ROUNDS, "salt": encoded(b"d" * 32), "digest": encoded(digest)}},
        "config": {"json_size": "12288", "keyslots_size": "131072"},
    }  # fmt: skip


def derived(said: Mapping[str, Any], password: bytes, length: int) -> bytes:
    salt = base64.b64decode(said["salt"])
    if said["type"] == "pbkdf2":
        return hashlib.pbkdf2_hmac(said["hash"], password, salt, said["iterations"], length)
    return Argon2id(
        salt=salt, length=length, iterations=said["time"], lanes=said["cpus"], memory_cost=said["memory"]
    ).derive(password)


def binary(body: bytes, place: int = 0, magic: bytes = b"LUKS\xba\xbe", size: int = HEADER, version: int = 2) -> bytes:
    """One header: the binary part with its digest, and what follows it."""
    head = bytearray(size)
    struct.pack_into(">6sHQQ48s32s", head, 0, magic, version, size, 1, b"", b"sha256")
    struct.pack_into(">Q", head, 256, place)
    head[4096 : 4096 + len(body)] = body[: size - 4096]
    head[448:480] = hashlib.sha256(head).digest()
    return bytes(head)


def headers(said: Any) -> bytes:
    """Both headers around one JSON value (or around bytes as they are)."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return binary(body) + binary(body, HEADER, b"SKUL\xba\xbe")


def luks2(
    content: bytes,
    passwords: Mapping[str, str] | None = None,
    slots: Mapping[str, dict[str, Any]] | None = None,
    cipher: str = "aes-xts-plain64",
    key_size: int = 64,
    sector: int = 512,
    tweak: int = 0,
) -> bytes:
    """A volume: headers, key areas, and ``content`` enciphered."""
    key = plain(key_size, 3)
    slots = slots or {"0": slot()}
    passwords = passwords or dict.fromkeys(slots, PASSWORD)
    slots = {name: one | {"key_size": key_size} for name, one in slots.items()}
    made = bytearray(headers(described(key, slots, cipher, sector, tweak)).ljust(SEGMENT, b"\0"))
    for name, one in slots.items():
        area, spread = one["area"], one["af"]
        stripes = split(key, spread["stripes"], spread["hash"])
        stripes = stripes.ljust(-(-len(stripes) // 512) * 512, b"\0")
        lock = derived(one["kdf"], passwords[name].encode(), area["key_size"])
        at = int(area["offset"])
        made[at : at + len(stripes)] = enciphered(stripes, area["encryption"], lock)
    return bytes(made) + enciphered(content, cipher, key, tweak, sector)


def luks1(content: bytes, rounds: int = ROUNDS, hash_name: str = "sha256", cipher: str = "aes-xts-plain64") -> bytes:
    """A volume with one active slot out of eight."""
    key, stripes, payload = plain(64, 5), 4000, 4096
    name, _, mode = cipher.partition("-")
    digest = hashlib.pbkdf2_hmac(hash_name, key, b"d" * 32, ROUNDS, 20)
    head = struct.pack(
        ">6sH32s32s32sII20s32sI40s", b"LUKS\xba\xbe", 1, name.encode(), mode.encode(), hash_name.encode(), payload, 64,
        digest, b"d" * 32, ROUNDS, b"12345678-1234-1234-1234-123456789abc",
    )  # fmt: skip
    head += struct.pack(">II32sII", 0x00AC71F3, rounds, b"s" * 32, 8, stripes)
    head += b"".join(struct.pack(">II32sII", 0xDEAD, 0, b"", 8 + 512 * n, stripes) for n in range(1, 8))
    material = split(key, stripes, hash_name)
    lock = hashlib.pbkdf2_hmac(hash_name, PASSWORD.encode(), b"s" * 32, rounds, 64)
    made = head.ljust(8 * 512, b"\0") + enciphered(material, cipher, lock)
    return made.ljust(payload * 512, b"\0") + enciphered(content, cipher, key)
