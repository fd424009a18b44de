"""Helpers: backups of phones, written by the published descriptions. They are made, not taken from a phone."""

import hashlib
import io
import plistlib
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from inzage.formats.android_backup import as_characters
from inzage.formats.encryption import Secret, SecretKind
from inzage.sources.keys import Key

SECRET = "geheim-één"  # noqa: S105 (invented)
CHROME_IOS = ("AppDomain-com.google.chrome.ios", "Library/Application Support/Google/Chrome/Default/History")
CHROME_IOS_PATH = (
    "private/var/mobile/Containers/Data/Application/com.google.chrome.ios/"
    "Library/Application Support/Google/Chrome/Default/History"
)
CHROME_AB = "apps/com.android.chrome/r/app_chrome/Default/History"
CHROME_AB_PATH = "data/data/com.android.chrome/app_chrome/Default/History"
CLASS = 3
WHEN = 1_790_000_000


def password(secret: str | None) -> tuple[Key, ...]:
    """A password as the owner gives it."""
    return () if secret is None else (Key(None, Secret(SecretKind.PASSWORD, bytearray(secret.encode()))),)


def sealed(content: bytes, key: bytes, iv: bytes = bytes(16)) -> bytes:
    """AES-CBC with the usual padding."""
    count = 16 - len(content) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(content + bytes([count]) * count) + encryptor.finalize()


# --- iTunes and Finder -----------------------------------------------------------------------------------


def tag(name: str, value: bytes | int) -> bytes:
    """One entry of a keybag."""
    value = struct.pack(">I", value) if isinstance(value, int) else value
    return name.encode() + struct.pack(">I", len(value)) + value


def keybag(secret: str, keys: Mapping[int, bytes], *, twice: bool = True, rounds: int = 3, kind: int = 1) -> bytes:
    """A backup keybag: its head, then each class with its wrapped key."""
    head = tag("VERS", 5) + tag("TYPE", kind) + tag("UUID", bytes(16)) + tag("HMCK", bytes(40)) + tag("WRAP", 1)
    password = secret.encode()
    if twice:
        password = hashlib.pbkdf2_hmac("sha256", password, b"second salt", rounds, 32)
        head += tag("DPWT", 1) + tag("DPIC", rounds) + tag("DPSL", b"second salt")
    opener = hashlib.pbkdf2_hmac("sha1", password, b"a salt", rounds, 32)
    head += tag("SALT", b"a salt") + tag("ITER", rounds)
    return head + b"".join(
        tag("UUID", bytes(16)) + tag("CLAS", number) + tag("WRAP", 2) + tag("KTYP", 0)
        + tag("WPKY", aes_key_wrap(opener, key))
        for number, key in keys.items()
    )  # fmt: skip


def mb_file(size: int, key: bytes | None = None, **said: object) -> bytes:
    """An archived MBFile, as a backup's index has one for each file."""
    record: dict[str, Any] = {
        "$class": plistlib.UID(4), "Size": size, "Mode": 0o100644, "LastModified": WHEN, "Birth": WHEN,
        "LastStatusChange": WHEN, "ProtectionClass": CLASS, "RelativePath": plistlib.UID(2), "UserID": 501,
        "GroupID": 501, "Flags": 0, "InodeNumber": 7,
    }  # fmt: skip
    objects: list[Any] = ["$null", record, "a path", {"$class": plistlib.UID(5), "NS.data": key}]
    objects += [{"$classname": "MBFile", "$classes": ["MBFile", "NSObject"]}]
    objects += [{"$classname": "NSMutableData", "$classes": ["NSMutableData", "NSData", "NSObject"]}]
    if key is None:
        objects[3] = "none"
    else:
        record["EncryptionKey"] = plistlib.UID(3)
    record |= said
    whole = {"$version": 100000, "$archiver": "NSKeyedArchiver", "$top": {"root": plistlib.UID(1)}, "$objects": objects}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)


@dataclass
class IosBackup:
    """A backup in the making: ``files`` are (domain, path, content). ``secret`` None: not encrypted."""

    files: Sequence[tuple[str, str, bytes]] = ((*CHROME_IOS, b"history" * 1000),)
    secret: str | None = None
    seal_index: bool = True
    twice: bool = True
    state: str = "finished"
    rows: list[tuple[object, ...]] = field(default_factory=list)
    keys: dict[int, bytes] = field(default_factory=lambda: {CLASS: b"k" * 32, 4: b"m" * 32})

    def write(self, at: Path) -> Path:
        """Write everything; returns the folder."""
        at.mkdir(parents=True)
        self._parts(at)
        manifest: dict[str, Any] = {"Version": "10.0", "IsEncrypted": self.secret is not None, "Date": "made"}
        index = self._index(at)
        if self.secret is not None:
            manifest["BackupKeyBag"] = keybag(self.secret, self.keys, twice=self.twice)
            if self.seal_index:
                manifest["ManifestKey"] = struct.pack("<I", 4) + aes_key_wrap(self.keys[4], b"i" * 32)
                padded = sealed(index, b"i" * 32)
                index = padded[: len(padded) - 16]  # a database is whole blocks already; phones add none
        (at / "Manifest.plist").write_bytes(plistlib.dumps(manifest, fmt=plistlib.FMT_BINARY))
        (at / "Manifest.db").write_bytes(index)
        (at / "Status.plist").write_bytes(plistlib.dumps({"SnapshotState": self.state}, fmt=plistlib.FMT_BINARY))
        (at / "Info.plist").write_bytes(plistlib.dumps({"Product Version": "26.1"}))
        return at

    def _parts(self, at: Path) -> None:
        for order, (domain, path, content) in enumerate(self.files):
            number = number_of(domain, path)
            wrapped = None
            lying = content
            if self.secret is not None:
                key = bytes([order + 1]) * 32
                wrapped = struct.pack("<I", CLASS) + aes_key_wrap(self.keys[CLASS], key)
                lying = sealed(content, key)
            (at / number[:2]).mkdir(exist_ok=True)
            (at / number[:2] / number).write_bytes(lying)
            self.rows.insert(order, (number, domain, path, 1, mb_file(len(content), wrapped)))

    def _index(self, at: Path) -> bytes:
        making = at / "making"
        with closing(apsw.Connection(str(making))) as db, db:
            unique = "PRIMARY KEY" if len({row[-5] for row in self.rows}) == len(self.rows) else ""
            db.execute(f"CREATE TABLE Files (fileID TEXT {unique}, domain TEXT, relativePath TEXT, flags INTEGER,"
                       " file BLOB); CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)")  # fmt: skip
            for row in self.rows:
                place = "rowid, " if len(row) > 5 else ""
                db.execute(f"INSERT INTO Files ({place}fileID, domain, relativePath, flags, file)"  # noqa: S608
                           f" VALUES ({', '.join('?' * len(row))})", row)  # type: ignore[arg-type]  # fmt: skip
        index = making.read_bytes()
        making.unlink()
        return index


def number_of(domain: str, path: str) -> str:
    """The name under which a backup keeps a file."""
    return hashlib.sha1(f"{domain}-{path}".encode(), usedforsecurity=False).hexdigest()


def part_of(at: Path, domain: str, path: str) -> Path:
    """Where a file's bytes lie in a backup."""
    number = number_of(domain, path)
    return at / number[:2] / number


def mbdb_record(domain: str, path: str, content: bytes, key: bytes | None = None, mode: int = 0o100644) -> bytes:
    """One record of an older index."""

    def string(value: bytes | None) -> bytes:
        return b"\xff\xff" if value is None else struct.pack(">H", len(value)) + value

    strings = b"".join(map(string, [domain.encode(), path.encode(), None, None, key]))
    numbers = struct.pack(">HQIIIIIQBB", mode, 7, 501, 501, WHEN, WHEN, WHEN, len(content), CLASS, 1)
    return strings + numbers + string(b"property") + string(b"value")


def mbdb_backup(at: Path, files: Iterable[tuple[str, str, bytes]], secret: str | None = None) -> Path:
    """A backup from before iOS 10: parts lie flat, the index is never sealed."""
    at.mkdir(parents=True)
    index = b"mbdb\x05\x00" + mbdb_record("HomeDomain", "Library", b"", mode=0o40755)
    for order, (domain, path, content) in enumerate(files):
        key = bytes([order + 1]) * 32
        wrapped = None if secret is None else struct.pack("<I", CLASS) + aes_key_wrap(b"k" * 32, key)
        (at / number_of(domain, path)).write_bytes(content if secret is None else sealed(content, key))
        index += mbdb_record(domain, path, content, wrapped)
    (at / "Manifest.mbdb").write_bytes(index)
    manifest: dict[str, Any] = {"IsEncrypted": secret is not None}
    if secret is not None:
        manifest["BackupKeyBag"] = keybag(secret, {CLASS: b"k" * 32}, twice=False)
    (at / "Manifest.plist").write_bytes(plistlib.dumps(manifest, fmt=plistlib.FMT_BINARY))
    return at


# --- Android ---------------------------------------------------------------------------------------------


def tar_bytes(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A tar in memory, in the form that Android writes."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), WHEN
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def ab_bytes(
    members: Sequence[tuple[str, bytes]] = ((CHROME_AB, b"history" * 1000),), *, version: int = 5, packed: bool = True,
    secret: str | None = None, eight_bits: bool = False, body: Callable[[bytes], bytes] = bytes, rounds: int = 3,
) -> bytes:  # fmt: skip
    """An Android backup. ``eight_bits``: sealed as the first version could do it. ``body``: changes the packed tar."""
    tar = tar_bytes(members)
    inside = body(zlib.compress(tar) if packed else tar)
    head = b"ANDROID BACKUP\n%d\n%d\n" % (version, packed)
    if secret is None:
        return head + b"none\n" + inside
    key, iv, outer = bytes(range(120, 152)), b"inner vector 16b", b"outer vector 16b"
    password = secret.encode("utf-16-le")[::2] if eight_bits else secret.encode()
    opener = hashlib.pbkdf2_hmac("sha1", password, b"salt" * 16, rounds, 32)
    spelled = key if eight_bits else as_characters(key)
    check = hashlib.pbkdf2_hmac("sha1", spelled, b"check" * 12, rounds, 32)
    blob = b"".join(bytes([len(part)]) + part for part in (iv, key, check))
    lines = [b"salt" * 16, b"check" * 12, None, outer, sealed(blob, opener, outer)]
    told = [b"%d" % rounds if line is None else line.hex().upper().encode() for line in lines]
    return head + b"AES-256\n" + b"\n".join(told) + b"\n" + sealed(inside, key, iv)
