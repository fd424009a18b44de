"""The users of a Windows computer (``SAM``): how many, and when each last signed in. No name is read.

Windows NT 3.1 and later: ``SAM/Domains/Account/Users/<number>``, value ``F`` (80 bytes):
last sign-in at 8 and last change of the password at 24 (FILETIME), marks at 56.

An act is an account that can be used. Disabled ones (mark 1: such as the built-in
*Administrator* and *Guest* as Windows delivers them) are none. ``at``: the last sign-in,
where there was none the last change of the password, else when the key was last
written. ``rows``: accounts with such a moment inside the window, disabled or not.

**On this device**: yes; these are the computer's own accounts. Who signs in with an
organisation's account (a domain, Entra ID) is not here; a Microsoft account is, but does not always
renew the sign-in. Met one real hive (three users, of which one can be used).

References: artefact facts 11; plaso ``sam_users.py``; https://winreg-kb.readthedocs.io/
(Security Accounts Manager)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.registry import SAM, Key, hive, older
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_KEY = "SAM/Domains/Account/Users"
_NAMES = "names"
_SIGNED_IN, _PASSWORD, _MARKS = 8, 24, 56
_DISABLED = 1


@reader(opens=DataClass.ACCOUNTS, family="accounts", at=SAM, copies=older(*SAM), met_real=True)
def sam_users(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the usable accounts whose last moment falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for user in opened.under(_KEY):
            if user.name.lower() == _NAMES:
                continue
            facts = user.data("F")
            at = _last(user, facts)
            if dated.inside(at) and not _disabled(facts):
                yield Account(at, AccountKind.SYSTEM_USER, OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _disabled(facts: bytes) -> bool:
    return bool(int.from_bytes(facts[_MARKS : _MARKS + 2], "little") & _DISABLED)


def _last(user: Key, facts: bytes) -> datetime | None:
    return filetime_at(facts, _SIGNED_IN) or filetime_at(facts, _PASSWORD) or user.written
