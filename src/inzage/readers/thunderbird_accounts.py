"""E-mail accounts of Thunderbird, by its settings (``prefs.js``): how many. No address, server or message is kept.

A line per setting: ``mail.accountmanager.accounts`` lists the accounts, ``mail.account.<account>.server`` names
the server of each and ``mail.server.<server>.type`` its kind.

An act is an account of kind ``imap``, ``pop3``, ``exchange``, ``ews`` or ``owl``. News (``nntp``, ``rss``),
chat (``im``) and the local folders (``none``) are none, nor is a server that no account names any
more. ``at``: the file's last change, when a setting was last written: *it was there then*; without
a date the reading is a lower bound. A kind that is not known, an account that the list does not
name and a file without its end make a lower bound. ``rows``: accounts listed, if the moment lies
inside the window.

**On this device**: yes; accounts are set up here (settings are not synchronised by the program; a
person can copy a profile). Has met no real file yet.

References: https://searchfox.org/comm-central/source/mailnews/base/src/MailnewsMigrator.sys.mjs and
``nsMsgAccountManager.cpp``
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader

MOST = 16 * 1024 * 1024
"""Bytes of the settings; real ones stay below one megabyte."""

_LINE = re.compile(rb'^user_pref\("([a-zA-Z0-9._-]{1,200})",', re.MULTILINE)
_ASKED = re.compile(
    rb'^user_pref\("(mail\.accountmanager\.accounts|mail\.account\.\w{1,40}\.server|mail\.server\.\w{1,40}\.type)",'
    rb' ?"([^"\\\n]*)"\);',
    re.MULTILINE,
)
_MAIL = frozenset({b"imap", b"pop3", b"exchange", b"ews", b"owl"})
_OTHERS = frozenset({b"none", b"nntp", b"rss", b"im"})
_OF_ACCOUNT = re.compile(rb"mail\.account\.")
_LISTED = b"mail.accountmanager.accounts"


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("Thunderbird/Profiles/*/prefs.js", ".thunderbird/*/prefs.js"),
)
def thunderbird_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts for e-mail, if the settings were last written inside the window."""
    settings, whole = _settings(artefact)
    dated, at = Dated(window), last_seen(artefact)
    listed = [account for account in settings.get(_LISTED, b"").split(b",") if account]
    whole &= {b"mail.account.%b.server" % account for account in listed} >= set(filter(_OF_ACCOUNT.match, settings))
    for account in listed:
        server = settings.get(b"mail.account.%b.server" % account, b"")
        kind = settings.get(b"mail.server.%b.type" % server)
        whole &= kind in _MAIL | _OTHERS and at is not None
        if dated.inside(at) and kind in _MAIL:
            yield Account(at, AccountKind.EMAIL, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _settings(artefact: Artefact) -> tuple[dict[bytes, bytes], bool]:
    """The settings that say which accounts there are, and whether the file is whole; no other value is looked at."""
    data = content(artefact, MOST)
    if not _LINE.search(data):
        raise refused(artefact)
    return {found[1]: found[2] for found in _ASKED.finditer(data)}, data.rstrip().endswith(b");") and not any(
        marred(data)
    )
