"""The account with which Firefox is signed in (``signedInUser.json``), by number alone.

Firefox on a computer, since 2014; JSON, ``accountData`` where somebody is signed in. An act is that
account: through it the browser fetches what was done on other devices. The file dates nothing:
``at`` is its last change, when the account was there; without a date the reading is a lower
bound. ``rows``: 1 where that date is in the window. No name, address or key of it is read out.

**On this device**: yes; the browser is signed in here. Has not yet met a real file.

References: artefact facts 11; https://searchfox.org/mozilla-central/source/services/fxaccounts/
(``FxAccountsStorage.sys.mjs``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.firefox_profile import places
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.formats.trees import MOST, inner, json_tree
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_FILE = "signedInUser.json"


@reader(opens=DataClass.ACCOUNTS, family="accounts", at=places(_FILE), elsewhere=(f"**/{_FILE}",))
def firefox_account(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the account, at the file's last change."""
    untrusted = content(artefact, MOST)
    kept = json_tree(artefact, untrusted, b'"accountData"')
    if "accountData" not in kept or "version" not in kept:
        raise refused(artefact, Reason.TABLE_MISSING)
    at, dated = last_seen(artefact), Dated(window)
    account = inner(kept, "accountData")
    if account and dated.inside(at):
        yield Account(at, AccountKind.CLOUD, OnThisDevice.YES)
    yield from dated.remarks()
    yield from marred(untrusted)
    if account and at is None:
        yield Degraded()
