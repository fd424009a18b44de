"""Accounts that an iPhone, iPad or Mac is signed in to (``Accounts3.sqlite``, ``Accounts4.sqlite``): kind and number.

An act is an account that stands by itself (``ZPARENTACCOUNT`` empty) and that a person signs in to:
iCloud (*cloud*), mail of any provider (*email*), a *messenger* of the system's own, or another
service, such as an app adds (*other*). None are the parts that belong to an account (calendar,
contacts, notes), what every Apple account brings along (store, messages, games, sign-in), nor
what needs none (public holidays, a list on the device). No name is read. ``rows``: all rows
of ``ZACCOUNT`` that were made inside the window.

**When**: ``ZDATE``, when the account was put on this device (or on the one that a backup was put
back from). **On this device**: yes. Removed accounts are not there.

Met one real file, of iOS 13 (18 rows, of which two are acts).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/ios_accounts.py``); artefact facts 11
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_OF_APPLE = "com.apple."
_KINDS = {
    AccountKind.CLOUD: ("appleaccount",),
    AccountKind.EMAIL: ("google", "yahoo", "hotmail", "exchange", "aol", "126", "163", "qq", "imap", "pop", "imapmail"),
    AccountKind.MESSENGER: ("jabber", "yahooim"),
    AccountKind.OTHER: (
        *("facebook", "facebooklegacy", "twitter", "linkedin", "linkedinlegacy", "flickr", "vimeo", "yelp"),
        *("sinaweibo", "tencentweibo", "tudou", "youku"),
    ),
}
"""Services of others by the name that the system gives them; ``imapmail`` only where it is part of no other."""
_KIND = {service: kind for kind, services in _KINDS.items() for service in services}
_ROWS = """
    SELECT a.Z_PK, a.ZDATE, {kind}, a.ZPARENTACCOUNT IS NULL FROM ZACCOUNT AS a NOT INDEXED
    LEFT JOIN ZACCOUNTTYPE AS t ON t.Z_PK = a.ZACCOUNTTYPE WHERE {inside}
"""


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("Accounts/Accounts3.sqlite", "Accounts/Accounts4.sqlite"),
    elsewhere=("**/Accounts3.sqlite", "**/Accounts4.sqlite"),
    met_real=True,
)
def apple_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts that were made inside the window."""
    with database(artefact) as db:
        db.need("zaccount", ("z_pk", "zdate", "zaccounttype", "zparentaccount"))
        db.need("zaccounttype", ("z_pk", "zidentifier"))
        opened = 0
        for _, time, service, alone in db.rows(_query(window)):
            opened += 1
            at, kind = cocoa.moment(time), _kind(service)
            if service is None:
                db.doubt()
            elif at and kind and alone:
                yield Account(at, kind, OnThisDevice.YES)
        yield Opened(opened)
        yield from _reach(db)
        yield from db.remarks()


def _query(window: Window) -> str:
    return _ROWS.format(kind=text("t.ZIDENTIFIER"), inside=cocoa.CLOCK.inside("a.ZDATE", window))


def _reach(db: Database) -> Iterator[Remark]:
    return cocoa.reach(db, "ZACCOUNT", "ZDATE")


def _kind(service: object) -> AccountKind | None:
    """The kind of account that a service gives, None where it gives none that a person signs in to."""
    name = str(service).lower()
    if not name.startswith(_OF_APPLE):
        return AccountKind.OTHER
    return _KIND.get(name.removeprefix(_OF_APPLE).removeprefix("account."))
