"""Accounts with which Dropbox on a computer is connected (``info.json``), by kind alone.

Windows, macOS and Linux; JSON, an object per account: ``personal``, ``business``. An act is an account.
The file dates nothing: ``at`` is its last change, when the account was there; without a date the
reading is a lower bound. ``rows``: accounts, where that date is in the window. What lies in
the cloud is not looked at.

**On this device**: yes; the program is connected here. Has not yet met a real file.

References: artefact facts 7; https://help.dropbox.com/installs/locate-dropbox-folder
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.formats.trees import MOST, json_tree
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_KINDS = ("personal", "business")


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("Dropbox/info.json", ".dropbox/info.json"),
)
def dropbox_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts, at the file's last change."""
    untrusted = content(artefact, MOST)
    held = json_tree(artefact, untrusted, b'"host"')
    if held and not any(isinstance(held.get(kind), dict) for kind in _KINDS):
        raise refused(artefact, Reason.TABLE_MISSING)
    at, dated = last_seen(artefact), Dated(window)
    for kind in _KINDS:
        if isinstance(held.get(kind), dict) and dated.inside(at):
            yield Account(at, AccountKind.CLOUD, OnThisDevice.YES)
    yield from dated.remarks()
    yield from marred(untrusted)
    if at is None:
        yield Degraded()
