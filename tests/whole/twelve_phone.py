"""An invented Android phone that goes with the computer: apps, conversations, calls, groups; and its twin."""

from contextlib import closing
from sqlite3 import Connection

from tests.readers.recipe import HERE, connect, sql
from tests.whole.twelve_browsers import History, Page, chromium, ordinary
from tests.whole.twelve_computer import Made

BANNED, NEARLY = "+31633333333", "+31633333334"
TALK, TER, OPEN = "11111111-aaaa-4000-8000-000000000001", "22222222-bbbb-4000-8000-000000000002", "3333-open"
TELEGRAM = -1001234567890
DECLARED_SET, UNDECLARED_SET = "AA:BB:CC:DD:EE:01", "AA:BB:CC:DD:EE:02"
_SMS_APP = "com.google.android.apps.messaging"
IN, OUT = 1, 2

Said = tuple[int, float, int, str]
"""Days ago, hour, direction, words."""


def phone(made: Made) -> None:
    """Write the whole tree."""
    _apps(made)
    _system(made)
    place = made.choose("https://listed.example/", "https://unlisted.example/")
    chromium(
        made.root / "data/data/com.android.chrome/app_chrome/Default/History",
        History([*ordinary(made.word), Page(5, 15, f"{place}{made.word}")]),
        made.days,
        made.word,
    )
    _messages(made)
    _address_book(made)
    _calls(made)
    _snapchat(made)
    _telegram(made)


def _database(made: Made, path: str, schema: str) -> Connection:
    file = made.root / "data/data" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    db = connect(file)
    db.executescript(sql(HERE / schema))
    return db


def _apps(made: Made) -> None:
    listed = {"com.whatsapp": 120, "org.example.game": 30} | made.choose(
        {"com.nordvpn.android": 22, "com.netqin.ps": 23}, {"com.nordvpn.android": 120, "com.netqin.ps": 121}
    )
    rows = "".join(
        f'<package name="{name}" codePath="/data/app/{made.word}-1" it="{_hexadecimal(made, ago)}" />'
        for name, ago in listed.items()
    )
    made.file("data/system/packages.xml", f"<?xml version='1.0' ?><packages>{rows}</packages>".encode())
    more = made.choose([("com.nordvpn.android", 22, 12.1), ("com.whatsapp", 21, 1.0)], [("com.whatsapp", 21, 22.5)])
    uses = [("org.example.game", 21, 12.0), *more]
    file = made.root / "data/data/com.google.android.apps.wellbeing/databases/app_usage"
    file.parent.mkdir(parents=True)
    with closing(connect(file)) as db:
        db.execute("CREATE TABLE packages (_id INTEGER PRIMARY KEY, package_name TEXT)")
        db.execute("CREATE TABLE events (_id INTEGER PRIMARY KEY, timestamp INTEGER, type INTEGER, package_id INTEGER)")
        for number, (name, ago, hour) in enumerate(sorted(uses, key=lambda use: (-use[1], use[2])), 1):
            db.execute("INSERT INTO packages VALUES (?, ?)", (number, name))
            at = made.days.utc(ago, hour)
            db.execute("INSERT INTO events VALUES (?, unix_ms(?), 1, ?)", (number, at, number))


def _hexadecimal(made: Made, ago: int) -> str:
    """Milliseconds, as Android writes them."""
    return f"{int(made.days.at(ago).timestamp()) * 1000:x}"


def _system(made: Made) -> None:
    sets = made.choose({DECLARED_SET: 19, UNDECLARED_SET: 19}, {DECLARED_SET: 19, UNDECLARED_SET: 119})
    told = "".join(
        f"\n[{address}]\nName = {made.word}\nTimestamp = {int(made.days.at(ago).timestamp())}\nLinkKey = 01\n"
        for address, ago in sets.items()
    )
    made.file("data/misc/bluedroid/bt_config.conf", f"[Adapter]\nAddress = 00:11:22:33:44:55\n{told}".encode())
    made.days.touch(made.file("data/misc/bootstat/factory_reset", b""), made.choose(28, 300))
    picture = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + made.word.encode()
    made.days.touch(made.file("data/media/0/DCIM/Camera/IMG_20260101_120000.jpg", picture), 12)


def conversation(
    start: int, *, age: str = "ik ben 14", term: str = "TERM-A", night: bool = True, more: int = 7
) -> list[Said]:
    """Statement of age and word of the list on the first day, then three evenings; each sign can be taken away."""
    hour = 23.5 if night else 13.0
    told = [(start, 12.0, IN, age), (start, 12.1, OUT, f"hoi {term}")]
    told += [(start - 1, 14 + n / 10, IN, "lekker weer") for n in range(more)]
    return told + [(start - n, hour, OUT, "welterusten") for n in (1, 2, 3)]


NEAR_MISSES = {
    "+31600000003": conversation(40, term="weer", night=False),
    "+31600000004": conversation(40, age="ik ben moe"),
    "+31600000005": conversation(40, age="mijn zus is 14"),
    "+31600000006": conversation(40, more=4),
    "+31600000007": conversation(40, age="ik ben 18"),
    "+31600000008": [(ago, hour, {IN: OUT, OUT: IN}[way], words) for ago, hour, way, words in conversation(40)],
}
"""No statement of another's age under 18 together with another sign and enough messages."""

SIGNS = {"+31600000001": conversation(30), "+31600000002": conversation(27, term="weer")}
"""Three signs, last 27 days ago; two signs, last 24 days ago."""

BANNED_TOLD: list[Said] = [(26, 12.0, OUT, "dag"), (26, 13.0, OUT, "dag"), (26, 14.0, IN, "nee")]


def _messages(made: Made) -> None:
    told = dict(NEAR_MISSES) | made.choose(
        {**SIGNS, "06-33333333": BANNED_TOLD}, {BANNED: BANNED_TOLD[2:], NEARLY: BANNED_TOLD}
    )
    file = "com.android.providers.telephony/databases/mmssms.db"
    insert = "INSERT INTO sms (thread_id, address, date, type, creator, body) VALUES (?, ?, unix_ms(?), ?, ?, ?)"
    with closing(_database(made, file, "android_sms/schema.sql")) as db:
        for thread, (number, messages) in enumerate(told.items(), 1):
            db.execute("INSERT INTO threads (_id, recipient_ids) VALUES (?, ?)", (thread, str(thread)))
            for ago, hour, way, words in messages:
                at, said = made.days.utc(ago, hour), _worded(words, made.word)
                db.execute(insert, (thread, number, at, way, _SMS_APP, said))


def _worded(words: str, word: str) -> str:
    """A statement of age is a whole sentence; the word stands in the next."""
    return f"{words}. {word}"


def _address_book(made: Made) -> None:
    """The banned person, and somebody of fifteen: a declared age, which is never an indication."""
    born = f"{made.days.today.year - 16}-12-31"
    with closing(
        _database(made, "com.android.providers.contacts/databases/contacts2.db", "android_contacts/schema.sql")
    ) as db:
        for number, (handle, birthday) in enumerate(((BANNED, ""), ("+31600000001", born)), 1):
            db.execute("INSERT INTO contacts VALUES (?, ?, unix_ms(?))", (number, number, made.days.utc(31)))
            db.execute(
                "INSERT INTO raw_contacts (_id, account_id, contact_id, display_name) VALUES (?, 2, ?, ?)",
                (number, number, made.word),
            )
            db.execute("INSERT INTO data (mimetype_id, raw_contact_id, data1) VALUES (1, ?, ?)", (number, handle))
            if birthday:
                db.execute(
                    "INSERT INTO data (mimetype_id, raw_contact_id, data1, data2) VALUES (2, ?, ?, '3')",
                    (number, birthday),
                )


def _calls(made: Made) -> None:
    calls = [(BANNED, 25, 15.0, 1), (made.choose(BANNED, NEARLY), 25, 16.0, 2)]
    file = "com.android.providers.contacts/databases/calllog.db"
    with closing(_database(made, file, "android_calls/schema.sql")) as db:
        for number, ago, hour, way in calls:
            at = made.days.utc(ago, hour)
            db.execute(
                "INSERT INTO calls (number, date, duration, type, last_modified, name)"
                " VALUES (?, unix_ms(?), 10, ?, unix_ms(?) + 11000, ?)",
                (number, at, way, at, made.word),
            )


def _snapchat(made: Made) -> None:
    """(group, sender, days ago): messages made here are the person's own."""
    others = [(group, who, 31) for group in (TALK, TER, OPEN) for who in ("anna", "bert")]
    mine = made.choose([(TALK, "own", 31), (TALK, "own", 29), (TER, "own", 26)], [(OPEN, "own", 31)])
    file = "com.snapchat.android/databases/arroyo.db"
    with closing(_database(made, file, "snapchat_android/schema.sql")) as db:
        for number, (group, who, ago) in enumerate(others + mine):
            db.execute(
                "INSERT INTO conversation_message (client_conversation_id, client_message_id, sender_id,"
                " creation_timestamp, message_content, created_on_device) VALUES (?, ?, ?, unix_ms(?), ?, ?)",
                (group, number, who, made.days.utc(ago), made.word, int(who == "own")),
            )


def _telegram(made: Made) -> None:
    """A message sent in a listed group, of which nobody can tell on which device."""
    group = made.choose(TELEGRAM, TELEGRAM - 1)
    file = "org.telegram.messenger/files/cache4.db"
    with closing(_database(made, file, "telegram_android/schema.sql")) as db:
        insert = "INSERT INTO messages_v2 (mid, uid, date, out, data) VALUES (1, ?, unix_s(?), 1, ?)"
        db.execute(insert, (group, made.days.utc(20), made.word))
