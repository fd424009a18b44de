"""E-mail accounts of Outlook on Windows, by the stores it keeps: how many. No message, folder or address is read.

``….ost`` (a copy of a mailbox of Exchange, Office 365 or Outlook.com: one per account) and
``….pst`` (mail that was fetched, and archives) in Outlook's own folders. Only the head is read:
``!BDN`` and its kind (``SM``, ``SO``); an address book (``AB``) is no store.

An act is a store. An archive is one as well and has no account of its own, so that a person with one
account can have two stores: *at least one*, not exactly so many. ``at``: the store's last change, when Outlook
last kept in step; without a date the reading is a lower bound. The new Outlook of Windows 11 and Outlook
on Apple computers keep none. ``rows``: 1 where the moment lies inside the window.

**On this device**: yes; the program ran here. Has met no real file yet.

References: [MS-PST] 2.2.2.6 (HEADER); https://support.microsoft.com (find and transfer Outlook data files)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import first_bytes, refused
from inzage.formats.dated_file import one_act
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_ANY_SIZE, _HEAD = 1 << 63, 12
_MAGIC, _STORES = b"!BDN", (b"SM", b"SO")


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=(
        "AppData/Local/Microsoft/Outlook/*.ost",
        "AppData/Local/Microsoft/Outlook/*.pst",
        "Application Data/Microsoft/Outlook/*.ost",
        "Application Data/Microsoft/Outlook/*.pst",
        "Outlook Files/*.pst",
        "Outlook-bestanden/*.pst",
    ),
)
def outlook_stores(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield an account, at the store's last change."""
    first = first_bytes(artefact, _ANY_SIZE)
    if not first.startswith(_MAGIC):
        raise refused(artefact)
    if len(first) < _HEAD:
        raise refused(artefact, Reason.TRUNCATED)
    if first[8:10] not in _STORES:
        raise refused(artefact)
    yield from one_act(artefact, window, lambda at: Account(at, AccountKind.EMAIL, OnThisDevice.YES))
