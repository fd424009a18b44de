"""Keys to encrypted carriers: which ones will be asked for, and asking for them without echo.

``--unlock CARRIER[:VOLUME]=HOW``, once for each try; HOW is ``password``, ``recovery-key``,
``bek:FILE`` or ``clear-key``. CARRIER is a path as it stands on the command line, or its
number there (1 is the first). A secret itself is never an argument: it is typed, once for
each entry, and an empty answer leaves the volume shut. Asked again is nothing: a second
try is a second entry.
"""

import getpass
import os
import re
import resource
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from inzage.cli._shared import say, text
from inzage.errors import UsageFault
from inzage.formats.encryption import Secret, SecretKind
from inzage.formats.encryption.bek import MOST
from inzage.formats.encryption.bindings import NAMES, present
from inzage.formats.images import IMAGE_KINDS
from inzage.sources.image_disk import PLACES
from inzage.sources.keys import Key

_ENTRY = re.compile(
    r"(?P<carrier>.+?)(?::(?P<volume>\d{1,3}(?:\.[1-9]\d?)?))?=(?P<how>password|recovery-key|clear-key|bek:(?P<file>.+))",
    re.ASCII | re.DOTALL,
)
_DIGITS = re.compile(r"(\d{6}-){7}\d{6}", re.ASCII)
_LETTERS = re.compile(r"([A-Z0-9]{4}-){5}[A-Z0-9]{4}")
_ELEVENTH, _WORD_MOST = 11, 0xFFFF
_DISKS = frozenset(IMAGE_KINDS)
BACKUPS = frozenset({"ios-backup", "android-backup"})
"""Kinds of source that a key may open."""

_NAMES = {
    SecretKind.PASSWORD: ("Wachtwoord", "Password"),
    SecretKind.RECOVERY_KEY: ("Herstelsleutel", "Recovery key"),
}


class UnlockNotUnderstood(UsageFault):
    """An entry that says nothing."""

    nl = (
        "Verwacht na --unlock: GEGEVENSDRAGER=MANIER of GEGEVENSDRAGER:VOLUME=MANIER, met als manier password, "
        "recovery-key, bek:BESTAND of clear-key. Gevonden: iets anders. Zet het wachtwoord zelf er niet in: "
        "daar wordt om gevraagd."
    )
    en = (
        "Expected after --unlock: CARRIER=HOW or CARRIER:VOLUME=HOW, where HOW is password, recovery-key, "
        "bek:FILE or clear-key. Found: something else. Leave the password itself out: it is asked for."
    )


class UnlockNoSuchCarrier(UsageFault):
    """An entry for a carrier that is not on the table. What stands there is not repeated: it may be a secret."""

    nl = (
        "Verwacht na --unlock: een gegevensdrager van deze opdrachtregel, of zijn nummer daar (1 tot en met {most}). "
        "Gevonden: iets anders. Neem het pad precies zo over."
    )
    en = (
        "Expected after --unlock: a carrier of this command line, or its number there (1 to {most}). "
        "Found: something else. Copy the path exactly."
    )


class NoTerminal(UsageFault):
    """Nobody is there to be asked."""

    nl = (
        "Verwacht: een beeldscherm en toetsenbord om een wachtwoord of herstelsleutel te vragen zonder dat die "
        "zichtbaar wordt. Gevonden: invoer van elders. Start de controle in een gewoon terminalvenster."
    )
    en = (
        "Expected: a terminal on which to ask for a password or recovery key without showing it. "
        "Found: input from elsewhere. Start the check in an ordinary terminal window."
    )


class NotARecoveryKey(UsageFault):
    """What was typed cannot be one; nothing was tried."""

    nl = (
        "Verwacht: een herstelsleutel, acht groepen van zes cijfers (BitLocker) of zes groepen van vier letters en "
        "cijfers (Mac). Gevonden: iets anders, of een tikfout. Er is niets geprobeerd; begin opnieuw."
    )
    en = (
        "Expected: a recovery key, eight groups of six digits (BitLocker) or six groups of four letters and digits "
        "(Mac). Found: something else, or a typing error. Nothing was tried; start again."
    )


class KeyFileUnreadable(UsageFault):
    """A key file that cannot be read."""

    nl = "Verwacht in {path}: een BitLocker-sleutelbestand (.BEK). Gevonden: {found}. Er is niets geprobeerd."
    en = "Expected in {path}: a BitLocker key file (.BEK). Found: {found}. Nothing was tried."


class LibrariesMissing(UsageFault):
    """What unlocking needs is not installed."""

    nl = (
        "Verwacht: de onderdelen om versleutelde gegevensdragers te openen ({missing}). Gevonden: die zijn niet "
        "geïnstalleerd. Installeer Inzage met de uitbreiding images; er is nog niets gevraagd."
    )
    en = (
        "Expected: the parts that open encrypted carriers ({missing}). Found: they are not installed. "
        "Install Inzage with the extra images; nothing has been asked yet."
    )


@dataclass(frozen=True, slots=True)
class UnlockEntry:
    """One try that will be made. ``carrier``: its number on the command line, from 0; ``file``: of a BEK."""

    carrier: int
    volume: int | None
    kind: SecretKind
    file: str | None = None


def entries(given: Sequence[str], carriers: Sequence[str]) -> tuple[UnlockEntry, ...]:
    """What ``--unlock`` says, held against the carriers on the table; raises ``UsageFault``. Asks nothing yet."""
    return tuple(_entry(said, carriers) for said in given)


def _entry(said: str, carriers: Sequence[str]) -> UnlockEntry:
    found = _ENTRY.fullmatch(said)
    if found is None:
        raise UnlockNotUnderstood
    how, file, number = found["how"], found["file"], found["volume"]
    kind = SecretKind.BEK if file else SecretKind(how)
    whole = found["carrier"] if number is None else f"{found['carrier']}:{number}"
    if whole in carriers:  # a path may itself end in a colon and a number
        return UnlockEntry(carriers.index(whole), None, kind, file)
    return UnlockEntry(_carrier(found["carrier"], carriers), None if number is None else _volume(number), kind, file)


def _volume(number: str) -> int:
    """``3``, or ``3.2`` for the second of several on volume 3."""
    ordinal, _, place = number.partition(".")
    return int(place or 0) * PLACES + int(ordinal)


def number(volume: int) -> str:
    """As ``--unlock`` takes it and ``plan`` prints it: ``3``, or ``3.2`` for the second of several on volume 3."""
    place, ordinal = divmod(volume, PLACES)
    return f"{ordinal}.{place}" if place else str(ordinal)


def _carrier(named: str, carriers: Sequence[str]) -> int:
    if named in carriers:
        return carriers.index(named)
    if named.isascii() and named.isdigit() and 0 < int(named) <= len(carriers):
        return int(named) - 1
    raise UnlockNoSuchCarrier(most=len(carriers))


def asked(
    wanted: Sequence[UnlockEntry], carriers: Sequence[str], kinds: Mapping[int, str]
) -> Mapping[int, tuple[Key, ...]]:
    """Ask for each secret once; carrier number → keys in the order given. An empty answer gives no key.

    ``kinds``: of each carrier that will be opened, what kind of source it is. About a carrier that
    stays shut, or that no key can open, nothing is asked.
    """
    wanted = [entry for entry in wanted if _of_use(entry, kinds)]
    if not wanted:
        return {}
    _ready(wanted, kinds)
    gathered: dict[int, tuple[Key, ...]] = {}
    for entry in wanted:
        secret = _secret(entry, carriers[entry.carrier])
        if secret is not None:
            gathered[entry.carrier] = (*gathered.get(entry.carrier, ()), Key(entry.volume, secret))
    return gathered


def _of_use(entry: UnlockEntry, kinds: Mapping[int, str]) -> bool:
    """Can a key for this carrier be tried at all? Where not, that is said."""
    kind, place = kinds.get(entry.carrier), entry.carrier + 1
    if kind is None:
        say(
            f"Gegevensdrager {place} gaat bij deze controle niet open; er wordt geen sleutel voor gevraagd.",
            f"Carrier {place} is not opened in this check; no key is asked for it.",
        )
    elif kind not in _DISKS | BACKUPS:
        say(
            f"Gegevensdrager {place} is een map of archief; daarvoor kan geen sleutel worden gebruikt. "
            "Er wordt niets gevraagd.",
            f"Carrier {place} is a folder or archive; no key can be used for that, and nothing is asked.",
        )
    return kind in _DISKS | BACKUPS


def _ready(wanted: Sequence[UnlockEntry], kinds: Mapping[int, str]) -> None:
    disks = any(kinds[entry.carrier] in _DISKS for entry in wanted)
    missing = sorted(set(NAMES) - set(present())) if disks else []
    if missing:
        raise LibrariesMissing(missing=", ".join(missing))
    if any(entry.kind in _NAMES for entry in wanted) and not sys.stdin.isatty():
        raise NoTerminal
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))  # no core dump of a process that held a secret


def _secret(entry: UnlockEntry, carrier: str) -> Secret | None:
    if entry.kind is SecretKind.CLEAR_KEY:
        return Secret(entry.kind, bytearray())
    if entry.file is not None:
        return Secret(entry.kind, _key_file(entry.file))
    typed = _typed(entry, carrier)
    if not typed:
        say("Niets ingevuld; dit blijft dicht.", "Nothing was filled in; this stays shut.")
        return None
    if entry.kind is SecretKind.RECOVERY_KEY:
        typed = recovery_key(typed)
    return Secret(entry.kind, bytearray(typed, "utf-8", "surrogateescape"))


def _typed(entry: UnlockEntry, carrier: str) -> str:
    nl, en = _NAMES[entry.kind]
    where = carrier if entry.volume is None else f"{carrier}, volume {number(entry.volume)}"
    question = text(f"{nl} voor {where} (niet zichtbaar)", f"{en} for {where} (not shown)")
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return str(click.prompt(question, default="", show_default=False, hide_input=True, err=True))
        except getpass.GetPassWarning:
            raise NoTerminal from None


def recovery_key(typed: str) -> str:
    """As it is printed, whatever stood between its groups; raises ``NotARecoveryKey`` before anything is tried."""
    plain = re.sub(r"[\s-]", "", typed).upper()
    size = 6 if plain.isdigit() else 4
    made = "-".join(plain[at : at + size] for at in range(0, len(plain), size))
    if _DIGITS.fullmatch(made):
        numbers = [int(group) for group in made.split("-")]
        if all(number % _ELEVENTH == 0 and number // _ELEVENTH <= _WORD_MOST for number in numbers):
            return made
    elif _LETTERS.fullmatch(made):
        return made
    raise NotARecoveryKey


def _key_file(path: str) -> bytearray:
    """The file's bytes; what they mean is found out inside the lock."""
    if not Path(path).is_file():
        raise KeyFileUnreadable(path=path, found=text("geen bestand", "no file"))
    try:
        size = Path(path).stat().st_size
        if not 0 < size <= MOST:
            raise KeyFileUnreadable(path=path, found=text(f"{size} bytes", f"{size} bytes"))
        with Path(path).open("rb", buffering=0) as file:
            value = bytearray(size)
            del value[file.readinto(value) :]
            return value
    except OSError as error:
        raise KeyFileUnreadable(path=path, found=os.strerror(error.errno or 0)) from None
