"""RFC 3161 time stamps over a finished case: what to ask for, and what an authority's answer proves.

Asked and answered beside the network: this module makes the request and takes in the
response; whoever has a line (the register) sends one and brings the other. The digest
is that of the checkpoint followed by the signed result, so anyone can hold it to::

    cat checkpoint result.dsse.json > both
    openssl ts -verify -data both -in timestamp.tsr -CAfile TSA.pem -partial_chain

A response is taken apart by that same program, in a process of its own, never here.

References: RFC 3161 (2.4.1 request, 2.4.2 response), RFC 5816; docs/adr/0026.
"""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inzage.record import CHECKPOINT, RESULT, TIMESTAMP
from inzage.record.faults import CaseFault
from inzage.record.store import Store
from inzage.signing.kit import Kit

LARGEST = 1024 * 1024
"""Bytes of a response: a token with a chain of certificates takes some kB."""

_BEFORE = bytes.fromhex("3039 020101 3031 300d0609608648016503040201 0500 0420")
_AFTER = bytes.fromhex("0101ff")
"""DER of a request around its 32 bytes: version 1, SHA-256, and the authority's certificate asked for."""

_TIME = re.compile(r"^Time stamp: (\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
_SECONDS = 20


class TimestampFault(CaseFault):
    """Base of what can be wrong with a time stamp; a fact may be a pair (Dutch, English)."""


class NoOpenssl(TimestampFault):
    """The program that takes a response apart is not there."""

    nl = "Verwacht: het programma openssl, dat tijdstempels nagaat. Gevonden: niets. Laat openssl installeren."
    en = "Expected: the program openssl, which verifies time stamps. Found: nothing. Have openssl installed."


class TimestampWrong(TimestampFault):
    """The response is none, is of another case, or is not by this authority."""

    nl = (
        "Verwacht: een tijdstempel (RFC 3161) over dit dossier, van de instantie van --tsa. Gevonden: {found}. "
        "Vraag met inzage timestamp request een nieuwe aan; het dossier is ongewijzigd."
    )
    en = (
        "Expected: a time stamp (RFC 3161) over this case, by the authority of --tsa. Found: {found}. "
        "Ask for a new one with inzage timestamp request; the case is unchanged."
    )


class TimestampThere(TimestampFault):
    """The case has a time stamp already, and the first is worth the most."""

    nl = "In {case} ligt al een tijdstempel. De eerste blijft; bewaar een latere buiten het dossier."
    en = "A time stamp lies in {case} already. The first stays; keep a later one outside the case."


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a verified response says: the case existed at ``at`` (UTC), in this authority's word."""

    at: datetime


def request(case: Path, kit: Kit | None = None) -> bytes:
    """The request (DER) for a finished case: 59 bytes, of which 32 a digest that says nothing of its content."""
    return _BEFORE + digest(Store.open(case, kit)) + _AFTER


def digest(store: Store) -> bytes:
    """What is stamped: SHA-256 over the checkpoint followed by the signed result."""
    return hashlib.sha256(store.read(CHECKPOINT) + store.read(RESULT)).digest()


def add(case: Path, response: bytes, authority: Path, kit: Kit | None = None) -> Stamp:
    """Take a response in beside the case, once verified; no file of the chain changes.

    Raises:
        TimestampWrong, TimestampThere, NoOpenssl: nothing was taken in.
    """
    store = Store.open(case, kit)
    if store.has(TIMESTAMP):
        raise TimestampThere(case=case)
    stamp = examined(response, digest(store), authority)
    store.write(TIMESTAMP, response)
    return stamp


def examined(response: bytes, over: bytes, authority: Path) -> Stamp:
    """The moment in ``response``, if ``authority`` (PEM: its certificate, or the one above it) stamped ``over``."""
    if over not in response or len(response) > LARGEST:
        raise TimestampWrong(found=("iets dat niet over dit dossier gaat", "something that is not about this case"))
    at = _told(response)
    words = ["-digest", over.hex(), "-CAfile", str(authority), "-partial_chain", "-attime", str(int(at.timestamp()))]
    # held at its own moment: a certificate that ran out since was good when it signed
    if _openssl(["-verify", *words], response).returncode != 0:
        raise TimestampWrong(
            found=("een handtekening die niet van die instantie is", "a signature that is not that authority's")
        )
    return Stamp(at)


def _told(response: bytes) -> datetime:
    """The moment a response tells, still to be believed."""
    found = _TIME.search(_openssl(["-reply", "-text"], response).stdout.decode("utf-8", "replace"))
    if found is None:
        raise TimestampWrong(found=("geen toegekend tijdstempel", "no time stamp that was granted"))
    month, day, clock, year = found.groups()
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    hour, minute, second = map(int, clock.split(":"))
    return datetime(int(year), months.index(month) + 1, int(day), hour, minute, second, tzinfo=UTC)


def _openssl(words: list[str], response: bytes) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("openssl")
    if program is None:
        raise NoOpenssl
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; what is a stranger's comes over its input
            [program, "ts", *words, "-in", "/dev/stdin"],
            input=response,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={"LC_ALL": "C", "TZ": "UTC", "OPENSSL_CONF": "/dev/null"},
        )
    except subprocess.TimeoutExpired:
        raise TimestampWrong(found=("iets waar openssl op vastloopt", "something on which openssl hangs")) from None
