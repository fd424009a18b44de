"""E-mail accounts in Outlook (``Profiles``): how many. No address, server or password is read out.

The user's hive: ``Windows Messaging Subsystem/Profiles`` (Outlook up to 2010) and, from 2013 on,
``Office/<version>/Outlook/Profiles``. Below each profile, ``9375CFF0413111d3B88A00104B2A6676``: a key for each
account, address book and store. What has ``Email`` is an account (POP3, IMAP, HTTP); so is what has the
``Service Name`` ``MSEMS`` (Exchange, Microsoft 365).

An act is an account; the same address in two profiles counts once, at its latest. When: the key's last
writing, when it was made or last changed. ``rows``: accounts with such a moment inside the window.

**On this device**: unknown; a profile can travel with a roaming user. Webmail and other mail
programs are not here. Met one real hive (Windows 7, Outlook 2010: one account beside three services).

References: artefact facts 11; https://learn.microsoft.com/office/client-developer/outlook/auxiliary/;
plaso ``outlook.py``
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.registry import USER, Hive, Key, hive, older, text
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_UP_TO_2010 = "Software/Microsoft/Windows NT/CurrentVersion/Windows Messaging Subsystem/Profiles"
_OFFICE = "Software/Microsoft/Office"
_ACCOUNTS = "9375CFF0413111d3B88A00104B2A6676"
_EXCHANGE = "msems"


@reader(opens=DataClass.ACCOUNTS, family="accounts", at=USER, copies=older(*USER), met_real=True)
def outlook_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each account whose last moment falls inside the window."""
    dated, last = Dated(window), dict[str, datetime]()
    with hive(artefact) as opened:
        for profile in _profiles(opened):
            listed = profile.key(_ACCOUNTS)
            for entry in listed.below() if listed else ():
                address = _address(entry)
                if address and dated.inside(at := entry.written) and at:
                    last[address] = max(at, last.get(address, at))
        for at in last.values():
            yield Account(at, AccountKind.EMAIL, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from opened.remarks()


def _profiles(opened: Hive) -> Iterator[Key]:
    yield from opened.under(_UP_TO_2010)
    for version in opened.under(_OFFICE):
        profiles = version.key("Outlook/Profiles")
        yield from profiles.below() if profiles else ()


def _address(entry: Key) -> str:
    """What tells this account from another; empty where the entry is no account."""
    address = text(entry.data("Email"))
    if not address and text(entry.data("Service Name")).lower() == _EXCHANGE:
        address = text(entry.data("Account Name")) or entry.name
    return address.lower()
