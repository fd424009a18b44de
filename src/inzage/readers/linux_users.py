"""The people's accounts of a Linux computer (``/etc/passwd``): how many. No name is read out.

Seven fields a line, ``:`` between them; the third is the account's number. An act is an
account for a person: number 1000 up to 59999 and a shell that lets it in (none ends on
``nologin`` or ``false``). Accounts of services are none. The file dates nothing: ``at`` is its
last change, when the account was there; without a date the reading is a lower bound.
``rows``: lines of accounts, of people and services, where that date is in the window.

**On this device**: yes; these are the computer's own. Who signs in with an organisation's
account is not here. The same file in packed parts of the system (snap, flatpak, containers)
is a copy. Has not yet met a real file.

References: artefact facts 11; passwd(5); https://systemd.io/UIDS-GIDS/
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader

_FIELDS, _NUMBER, _SHELL = 7, 2, 6
_PEOPLE = range(1000, 60000)
_NO_SHELL = (b"nologin", b"false")
_AT = "etc/passwd"


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=(_AT,),
    copies=tuple(f"{folder}/**/{_AT}" for folder in ("snap", "flatpak", "docker", "containers", "machines")),
)
def linux_users(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts for people, at the file's last change."""
    untrusted = content(artefact)
    lines = [line.split(b":") for line in untrusted.splitlines() if line.strip()]
    accounts = [fields for fields in lines if len(fields) == _FIELDS and fields[_NUMBER].isdigit()]
    if not accounts:
        raise refused(artefact)
    at, dated = last_seen(artefact), Dated(window)
    for fields in accounts:
        if dated.inside(at) and _of_a_person(fields):
            yield Account(at, AccountKind.SYSTEM_USER, OnThisDevice.YES)
    yield from dated.remarks()
    yield from marred(untrusted)
    if at is None or len(accounts) < len(lines):
        yield Degraded()


def _of_a_person(fields: list[bytes]) -> bool:
    return int(fields[_NUMBER][:9]) in _PEOPLE and not fields[_SHELL].strip().endswith(_NO_SHELL)
