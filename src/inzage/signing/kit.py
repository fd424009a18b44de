"""A kit: the directory with which one official (or laboratory) carries out checks.

::

    kit.toml             policy
    private.pem          signs results and, in a laboratory, validation mandates
    public.pem           its public half
    lists.key            keys the entries of watchlists
    case.key             from which the keys of encrypted case files come
    persons/             one secret per person checked, for keyed names
    trust/<role>/        whose signature counts for what
    retired/             public keys this kit signed with before
    used_orders.jsonl    check orders already used

``case.key`` is apart from the signing key, so that a kit can rotate its key and
still read the cases it has encrypted.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from inzage.signing import KeyUnreadable, Role
from inzage.signing.files import PUBLIC, sync_directory, write_new, write_whole
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.policy import Policy, read_policy, write_policy
from inzage.signing.secret import SECRET_BYTES, fault, read_secret, refuse_open, secret_files, unwritable
from inzage.signing.trust import SHORT, TrustStore

__all__ = ["Kit", "Policy"]


@dataclass(frozen=True, slots=True)
class Kit:
    """A loaded kit; secrets are read from disk only when asked for."""

    path: Path
    policy: Policy
    key: PrivateKey
    trust: TrustStore

    @classmethod
    def create(cls, path: Path, *, laboratory: bool) -> "Kit":
        """Make a kit in ``path`` (absent or empty) with fresh keys, trusting only itself."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            if any(path.iterdir()):
                raise fault(
                    path,
                    ("een nieuwe of lege map", "a new or empty folder"),
                    ("een map waar al iets in staat", "a folder that holds something"),
                    ("Kies een andere map.", "Choose another folder."),
                )
            _fill(
                path,
                PrivateKey.generate(),
                Policy(name=path.name, laboratory=laboratory, encrypt_at_rest=not laboratory),
            )
        except OSError as error:
            raise unwritable(path, error) from None
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> "Kit":
        """Read a kit; ``KitFault`` where it is not in order."""
        if not (path / "kit.toml").is_file():
            raise fault(
                path,
                ("een map met kit.toml", "a folder with kit.toml"),
                ("geen uitrusting", "no kit"),
                ("Maak er een met: inzage kit new.", "Make one with: inzage kit new."),
            )
        for secret in secret_files(path):
            refuse_open(path, secret)
        return cls(path, read_policy(path / "kit.toml"), _own_key(path), TrustStore.load(path / "trust"))

    @property
    def used_orders(self) -> Path:
        """The file that remembers which check orders were used."""
        return self.path / "used_orders.jsonl"

    def list_key(self) -> bytes:
        """The 32 secret bytes under which entries of watchlists are kept."""
        return read_secret(self.path, self.path / "lists.key")

    def case_key(self) -> bytes:
        """The 32 secret bytes from which the keys of encrypted case files come."""
        return read_secret(self.path, self.path / "case.key")

    def person_key(self, person: str) -> bytes:
        """The 32 secret bytes for one person's keyed names, made at first use.

        ``person`` is the pseudonym in the mandate; it names no file itself.
        """
        file = self._person_file(person_id(person))
        try:
            if not file.exists():
                write_new(file, secrets.token_bytes(SECRET_BYTES))
        except FileExistsError:
            pass  # another process made it between the look and the leap
        except OSError as error:
            raise unwritable(self.path, error) from None
        return read_secret(self.path, file)

    def shred_person(self, person: str) -> None:
        """Let go of a person's key, named by ``person_id``, so that names keyed under it mean nothing any more."""
        file = self._person_file(person)
        try:
            if file.exists():
                write_whole(file, bytes(SECRET_BYTES))
                file.unlink()
                sync_directory(file.parent)
        except OSError as error:
            raise unwritable(self.path, error) from None

    def _person_file(self, name: str) -> Path:
        return self.path / "persons" / f"{name}.key"

    def own_keys(self) -> tuple[PublicKey, ...]:
        """The kit's public key, then those it signed with before."""
        retired = (PublicKey.load(file) for file in sorted((self.path / "retired").glob("*.pem")))
        return (self.key.public, *retired)

    def rotate(self) -> "Kit":
        """A new key pair; the old public key goes to ``retired/``, the old private key is gone.

        Survives a kill: until the new private key stands the old one works, and
        ``load`` finishes what comes after.
        """
        old, following = self.key.public, self.path / "next.pem"
        try:
            write_whole(_retired(self.path, old), old.pem, PUBLIC)
            following.unlink(missing_ok=True)
            PrivateKey.generate().save(following)
            following.replace(self.path / "private.pem")
            sync_directory(self.path)
        except OSError as error:
            raise unwritable(self.path, error) from None
        return Kit.load(self.path)


def person_id(person: str) -> str:
    """How a kit names the key of a person (a pseudonym): by a digest, so that no file bears a name."""
    return hashlib.sha256(person.encode("utf-8")).hexdigest()


def _fill(path: Path, key: PrivateKey, policy: Policy) -> None:
    path.chmod(0o700)
    for folder in ("persons", "retired", "trust"):
        (path / folder).mkdir()
    for role in Role:
        (path / "trust" / role).mkdir()
    key.save(path / "private.pem")
    write_whole(path / "public.pem", key.public.pem, PUBLIC)
    write_whole(path / "lists.key", secrets.token_bytes(SECRET_BYTES))
    write_whole(path / "case.key", secrets.token_bytes(SECRET_BYTES))
    write_whole(path / "used_orders.jsonl", b"")
    TrustStore.add(path / "trust", Role.KIT, key.public)
    # last, because a directory without kit.toml is no kit: an interrupted creation is never half a kit
    write_whole(path / "kit.toml", write_policy(policy), PUBLIC)


def _own_key(path: Path) -> PrivateKey:
    try:
        key = PrivateKey.load(path / "private.pem")
        stated = PublicKey.load(path / "public.pem")
    except KeyUnreadable as error:
        raise fault(
            path,
            ("private.pem en public.pem, een paar", "private.pem and public.pem, a pair"),
            (error.sentence("nl"), error.sentence("en")),
            ("Zet een reservekopie terug.", "Put back a spare copy."),
        ) from None
    if stated != key.public:
        _finish_rotation(path, old=stated, new=key.public)
    return key


def _finish_rotation(path: Path, *, old: PublicKey, new: PublicKey) -> None:
    """Let ``public.pem`` and the trust store follow the new private key."""
    if not _retired(path, old).exists():
        raise fault(
            path,
            ("een public.pem die bij private.pem hoort", "a public.pem that belongs to private.pem"),
            ("een andere sleutel", "another key"),
            ("Zet een reservekopie terug.", "Put back a spare copy."),
        )
    try:
        TrustStore.add(path / "trust", Role.KIT, new)
        (path / "trust" / Role.KIT / _retired(path, old).name).unlink(missing_ok=True)
        write_whole(path / "public.pem", new.pem, PUBLIC)
    except OSError as error:
        raise unwritable(path, error) from None


def _retired(path: Path, key: PublicKey) -> Path:
    return path / "retired" / f"{key.keyid[:SHORT]}.pem"
