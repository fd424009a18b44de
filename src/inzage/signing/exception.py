"""The administrator's exception: this kit may read without the lock, on this kernel, for this reason, until then.

It lies in the kit as ``exception.dsse.json``, signed by who is trusted as
administrator. What was read under it says so, with reason and signer, on every
document. One field more, or one less, and it is none. Errors::

    ExceptionFault
    ├── ExceptionUnreadable    signed, but not what an exception is (exit 5)
    ├── ExceptionOfAnother     for another kit or another kernel (exit 5)
    ├── ExceptionExpired       it held until an earlier day (exit 5)
    └── ExceptionNotYet        it was made on a later day than this computer tells (exit 5)
"""

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from inzage.errors import RefusedByMandate
from inzage.signing import PayloadType, Role, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, verify
from inzage.signing.files import PUBLIC, write_whole
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.secret import unwritable

FILE = "exception.dsse.json"
LONGEST_DAYS = 366
LONGEST_REASON = 300
_KEYID = 64


class ExceptionFault(RefusedByMandate, SigningError):
    """Base of why an exception does not count."""


class ExceptionUnreadable(ExceptionFault):
    """Signed, but not what an exception is."""

    nl = (
        "De uitzondering in {file} is geen geldige uitzondering. Verwacht: {expected}. Gevonden: {found}. "
        "Laat de beheerder een nieuwe maken."
    )
    en = (
        "The exception in {file} is no valid exception. Expected: {expected}. Found: {found}. "
        "Have the administrator make a new one."
    )


class ExceptionOfAnother(ExceptionFault):
    """For another kit or another kernel."""

    nl = (
        "De uitzondering geldt voor {what} {expected}, niet voor {found}. Zonder afgesloten leesproces gaat de "
        "controle hier niet door; laat de beheerder beoordelen of een nieuwe uitzondering nodig is."
    )
    en = (
        "The exception is for {what} {expected}, not for {found}. Without a locked reading process the check does "
        "not go on here; have the administrator judge whether a new exception is needed."
    )


class ExceptionExpired(ExceptionFault):
    """It held until an earlier day."""

    nl = (
        "De uitzondering gold tot en met {until}; het is nu {today}. Zonder afgesloten leesproces gaat de controle "
        "niet door; laat de beheerder beoordelen of een nieuwe uitzondering nodig is."
    )
    en = (
        "The exception held up to and including {until}; it is now {today}. Without a locked reading process the "
        "check does not go on; have the administrator judge whether a new exception is needed."
    )


class ExceptionNotYet(ExceptionFault):
    """It was made on a later day than it is here: the clock was set back, or runs behind."""

    nl = (
        "De uitzondering is gemaakt op {made}; volgens deze computer is het {today}. Zet de klok van de computer goed; "
        "zonder afgesloten leesproces gaat de controle tot dan niet door."
    )
    en = (
        "The exception was made on {made}; by this computer it is {today}. Set the computer's clock right; without a "
        "locked reading process the check does not go on until then."
    )


@dataclass(frozen=True, slots=True)
class Exemption:
    """What the administrator signed. ``kit``: the id of its key; ``kernel``: as ``uname -r``; days are Amsterdam's."""

    kit: str
    kernel: str
    reason: str
    made: date
    until: date


@dataclass(frozen=True, slots=True)
class Excused:
    """An exemption that was verified, and the ids of the administrators' keys that signed it."""

    exemption: Exemption
    signers: tuple[str, ...]

    @property
    def facts(self) -> dict[str, object]:
        """All of it as JSON."""
        return _table(self.exemption) | {"signers": list(self.signers)}


def signed_exemption(exemption: Exemption, key: PrivateKey) -> bytes:
    """The envelope, to be laid into the kit with ``take_in``; ``ExceptionUnreadable`` where a field cannot be so."""
    table = _table(exemption)
    _exemption(table, FILE)
    return sign(canonical(table), PayloadType.EXCEPTION, [key])


def take_in(envelope: bytes, kit: Kit, today: date) -> Excused:
    """Lay an exception into the kit that it is for; what does not hold today is not laid there."""
    excused = _verified(envelope, kit)
    for_this(excused, kit)
    still(excused, today)
    try:
        write_whole(kit.path / FILE, envelope, PUBLIC)
    except OSError as error:
        raise unwritable(kit.path, error) from None
    return excused


def excused(kit: Kit) -> Excused | None:
    """The exception that lies in the kit, for this kit and this kernel; None where there is none.

    Whether its day has passed is for ``still`` to say.
    """
    try:
        envelope = (kit.path / FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(FILE, ("een leesbaar bestand", "a readable file"), str(error.strerror)) from None
    found = _verified(envelope, kit)
    for_this(found, kit)
    return found


def still(excused: Excused, today: date) -> None:
    """``ExceptionExpired`` where it held until an earlier day, ``ExceptionNotYet`` where it is of a later one."""
    if today < excused.exemption.made:
        raise ExceptionNotYet(made=excused.exemption.made, today=today)
    if today > excused.exemption.until:
        raise ExceptionExpired(until=excused.exemption.until, today=today)


def for_this(excused: Excused, kit: Kit) -> None:
    """``ExceptionOfAnother`` where it is for another kit, or another kernel than runs here."""
    told, here = excused.exemption, platform.release()
    if told.kit not in {key.keyid for key in kit.own_keys()}:
        what = ("de uitrusting", "the kit")
        raise ExceptionOfAnother(what=what, expected=told.kit[:16], found=kit.key.public.keyid[:16])
    if told.kernel != here:
        raise ExceptionOfAnother(what=("de kernel", "the kernel"), expected=told.kernel, found=here)


def _table(exemption: Exemption) -> dict[str, object]:
    return asdict(exemption) | {"made": exemption.made.isoformat(), "until": exemption.until.isoformat()}


def _verified(envelope: bytes, kit: Kit) -> Excused:
    signed = read(envelope, file=FILE)
    payload = verify(signed, PayloadType.EXCEPTION, [Role.ADMINISTRATOR], kit.trust)
    trusted = {key.keyid for key in kit.trust.keys(Role.ADMINISTRATOR)}
    try:
        table = parse(payload)
    except NotCanonical as error:
        raise _unreadable(FILE, ("JSON", "JSON"), error.en) from None
    signers = tuple(sorted({one.keyid for one in signed.signatures} & trusted))
    return Excused(_exemption(table, FILE), signers)


def _exemption(table: object, file: str) -> Exemption:
    names = [field.name for field in fields(Exemption)]
    if not isinstance(table, Mapping) or set(table) != set(names):
        words = ", ".join(names)
        raise _unreadable(file, (f"precies de velden {words}", f"exactly the fields {words}"), "-")
    kit, kernel, reason = (_text(table, name, file) for name in ("kit", "kernel", "reason"))
    made, until = (_day(table, name, file) for name in ("made", "until"))
    if len(kit) != _KEYID or not set(kit) <= set("0123456789abcdef"):
        raise _unreadable(file, ("de kit als kenmerk van 64 tekens", "the kit as an id of 64 signs"), str(len(kit)))
    if not 0 <= (until - made).days <= LONGEST_DAYS:
        days = str((until - made).days)
        raise _unreadable(file, (f"hoogstens {LONGEST_DAYS} dagen", f"at most {LONGEST_DAYS} days"), days)
    return Exemption(kit, kernel, reason, made, until)


def _text(table: Mapping[str, object], name: str, file: str) -> str:
    value = table[name]
    if isinstance(value, str) and value.strip() and len(value) <= LONGEST_REASON and value.isprintable():
        return value
    expected = (
        f"bij {name} één regel van 1 tot {LONGEST_REASON} tekens",
        f"at {name} one line of 1 to {LONGEST_REASON} signs",
    )
    raise _unreadable(file, expected, "-")


def _day(table: Mapping[str, object], name: str, file: str) -> date:
    try:
        return date.fromisoformat(str(table[name]))
    except ValueError:
        raise _unreadable(file, (f"bij {name} een dag (JJJJ-MM-DD)", f"at {name} a day (YYYY-MM-DD)"), "-") from None


def _unreadable(file: str, expected: tuple[str, str], found: str) -> ExceptionUnreadable:
    return ExceptionUnreadable(file=file, expected=expected, found=found)


def read_envelope(file: Path) -> bytes:
    """The bytes of an envelope that somebody brought."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(str(file), ("een leesbaar bestand", "a readable file"), str(error.strerror)) from None
