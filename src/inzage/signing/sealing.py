"""The police's sealing key: to whom a hit is sealed, from which day until which, signed by the police.

An age X25519 recipient is all that probation ever holds: it seals, and cannot open.
The document lies in the kit as ``sealing_key.dsse.json`` and is looked at when a
check is planned, so that a key that is missing, expired or of a wrong kind is found
before anything is opened. Errors::

    SealingKeyFault            a halt cannot be sealed, and no list of files is used
    ├── SealingKeyMissing      there is none
    ├── SealingKeyExpired      not valid on this day: no longer, or not yet
    └── SealingKeyWrong        another kind of key, or not signed by the police

References: https://age-encryption.org/v1 (recipients).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inzage.errors import RefusedByMandate
from inzage.signing import PayloadType, Role, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, verify
from inzage.signing.files import PUBLIC, write_whole
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.recipient import what_is_wrong
from inzage.signing.secret import unwritable
from inzage.signing.shortly import shortly
from inzage.signing.trust import TrustStore

FILE = "sealing_key.dsse.json"
LONGEST_NAME = 200
_LARGEST = 65_536


class SealingKeyFault(RefusedByMandate, SigningError):
    """Base of what can be wrong with the police's sealing key; a fact may be a pair (Dutch, English)."""


class SealingKeyMissing(SealingKeyFault):
    """The kit holds none."""

    nl = (
        "Verwacht: de verzegelsleutel van de politie in {kit}. Gevonden: geen. Zonder die sleutel kan een stop niet "
        "worden verzegeld, en worden lijsten van bestanden niet gebruikt. Vraag de politie om het document en geef "
        "het met: inzage trust add-sealing."
    )
    en = (
        "Expected: the sealing key of the police in {kit}. Found: none. Without it a halt cannot be sealed, and lists "
        "of files are not used. Ask the police for the document and add it with: inzage trust add-sealing."
    )


class SealingKeyExpired(SealingKeyFault):
    """It is not valid on this day."""

    nl = (
        "Verwacht: een verzegelsleutel van de politie die geldt op {on}. Gevonden: een die geldt van {first} tot en "
        "met {last}. Vraag de politie om een document met een sleutel die op die dag geldt."
    )
    en = (
        "Expected: a sealing key of the police that is valid on {on}. Found: one valid from {first} up to and "
        "including {last}. Ask the police for a document with a key that is valid on that day."
    )


class SealingKeyWrong(SealingKeyFault):
    """It is another kind of key, or the police did not sign it."""

    nl = (
        "Verwacht: een verzegelsleutel (age, X25519, «age1...»), ondertekend door de politie. Gevonden: {found}. "
        "Begin niet voor dit verholpen is. {todo}"
    )
    en = (
        "Expected: a sealing key (age, X25519, «age1...»), signed by the police. Found: {found}. "
        "Do not begin before this is mended. {todo}"
    )


_ASK_ANEW = ("Vraag de politie om een nieuw document.", "Ask the police for a new document.")


@dataclass(frozen=True, slots=True)
class SealingKey:
    """To whom is sealed: ``recipient`` (age1...), whose it is, and its first and last day (both inclusive)."""

    recipient: str
    name: str
    first: date
    last: date

    @classmethod
    def of(cls, value: object) -> "SealingKey":
        """The key that a signed document describes; ``SealingKeyWrong`` where it describes none."""
        match value:
            case {"version": 1, "recipient": str(text), "name": str(name), "first": str(first), "last": str(last)}:
                key = cls(text, name, _day(first), _day(last))
            case _:
                raise SealingKeyWrong(found=("een document zonder die velden", "a document without it"), todo=_ASK_ANEW)
        key.refuse_unusable()
        if key.json != value:
            raise SealingKeyWrong(found=("een andere schrijfwijze", "another way of writing"), todo=_ASK_ANEW)
        return key

    @property
    def json(self) -> Mapping[str, object]:
        """The key as the signed document holds it."""
        return {
            "version": 1,
            "recipient": self.recipient,
            "name": self.name,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }

    def valid_on(self, day: date) -> bool:
        """Whether ``day`` (an Amsterdam date) lies in its term."""
        return self.first <= day <= self.last

    def refuse_unusable(self) -> None:
        """``SealingKeyWrong`` where nothing can be sealed to it, or it can never be valid."""
        wrong = what_is_wrong(self.recipient)
        if wrong:
            raise SealingKeyWrong(found=wrong.found, todo=wrong.todo)
        if self.last < self.first:
            raise SealingKeyWrong(
                found=("een laatste dag die voor de eerste ligt", "a last day before the first"), todo=_ASK_ANEW
            )
        if not self.name.isprintable() or not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise SealingKeyWrong(found=("geen leesbare naam", "no readable name"), todo=_ASK_ANEW)

    def refuse_on(self, day: date) -> None:
        """``SealingKeyExpired`` where it is not valid on ``day``."""
        if not self.valid_on(day):
            raise SealingKeyExpired(on=day.isoformat(), first=self.first.isoformat(), last=self.last.isoformat())


def make_sealing_key(key: SealingKey, police: PrivateKey) -> bytes:
    """The police's side: the signed document about ``key``; nothing unusable is ever signed."""
    key.refuse_unusable()
    return sign(canonical(key.json), PayloadType.SEALING_KEY, [police])


def read_sealing_key(envelope: bytes, trust: TrustStore, *, file: str = FILE) -> SealingKey:
    """The key in a signed document; ``SealingKeyWrong`` where it is not one that a trusted police key signed."""
    try:
        payload = verify(read(envelope, file=file), PayloadType.SEALING_KEY, [Role.POLICE], trust)
        return SealingKey.of(parse(payload))
    except SealingKeyFault:
        raise
    except SigningError as error:
        raise SealingKeyWrong(found=shortly(error), todo=_ASK_ANEW) from None
    except NotCanonical as error:
        raise SealingKeyWrong(found=(error.nl, error.en), todo=_ASK_ANEW) from None


def add_sealing_key(kit_path: Path, envelope: bytes, trust: TrustStore, on: date | None = None) -> SealingKey:
    """Lay the document in the kit, in the place of an earlier one; ``on``: refuse it where it has expired by then.

    A key whose term is still to begin may be laid: the kit refuses checks until it does.
    """
    key = read_sealing_key(envelope, trust)
    if on is not None and key.last < on:
        key.refuse_on(on)
    try:
        write_whole(kit_path / FILE, envelope, PUBLIC)
    except OSError as error:
        raise unwritable(kit_path, error) from None
    return key


def laid_sealing_key(kit: Kit) -> SealingKey:
    """The key that lies in the kit, whatever the day; its signature is examined each time, for trust can be withdrawn.

    Raises:
        SealingKeyMissing, SealingKeyWrong: none, or none that can be used.
    """
    try:
        with (kit.path / FILE).open("rb") as file:
            envelope = file.read(_LARGEST)
    except FileNotFoundError:
        raise SealingKeyMissing(kit=str(kit.path)) from None
    except OSError as error:
        found = (f"een onleesbaar bestand ({error.strerror})", f"an unreadable file ({error.strerror})")
        raise SealingKeyWrong(found=found, todo=_ASK_ANEW) from None
    return read_sealing_key(envelope, kit.trust)


def sealing_key(kit: Kit, on: date) -> SealingKey:
    """The key to which a check on this day seals.

    Raises:
        SealingKeyMissing, SealingKeyExpired, SealingKeyWrong: a halt of it could not be sealed.
    """
    key = laid_sealing_key(kit)
    key.refuse_on(on)
    return key


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SealingKeyWrong(found=("geen datum (jjjj-mm-dd)", "no date (yyyy-mm-dd)"), todo=_ASK_ANEW) from None
