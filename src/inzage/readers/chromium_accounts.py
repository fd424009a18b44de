"""Accounts with which a Chromium browser is signed in (``Preferences``), by number alone.

Chrome, Edge, Brave, Opera and others, since 2015; JSON, ``account_info`` with one object per account. An
act is an account: through it the browser fetches what was done on other devices. The file
dates nothing of it: ``at`` is its last change, when the account was there; without a date the
reading is a lower bound. ``rows``: accounts, where that date is in the window. No name,
address or picture of it is read out, and no password is in this file.

**On this device**: yes; the browser is signed in here. Met one real file, older than
``account_info`` and so without one: none with an account yet.

References: artefact facts 11; https://source.chromium.org/chromium/chromium/src/+/main:components/signin/
(``internal/identity_manager/account_tracker_service.cc``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import chromium
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.formats.trees import MOST, entries, json_tree
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=chromium.places("Preferences"),
    elsewhere=("**/Preferences",),
    copies=chromium.COPIES,
)
def chromium_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts, at the file's last change."""
    untrusted = content(artefact, MOST)
    kept = json_tree(artefact, untrusted, b'"exited_cleanly"')
    if not isinstance(kept.get("profile"), dict):
        raise refused(artefact, Reason.TABLE_MISSING)
    at, dated = last_seen(artefact), Dated(window)
    accounts = [one for one in entries(kept.get("account_info")) if isinstance(one, dict) and one.get("account_id")]
    for _ in accounts:
        if dated.inside(at):
            yield Account(at, AccountKind.CLOUD, OnThisDevice.YES)
    yield from dated.remarks()
    yield from marred(untrusted)
    if accounts and at is None:
        yield Degraded()
