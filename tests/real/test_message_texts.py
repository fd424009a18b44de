"""What messages said, in files that nobody here wrote: how many have words, and the same words by another way."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Artefact, Window
from inzage.formats.typedstream import string
from inzage.observations import Covers, Degraded, Message, MessageText, Opened
from inzage.readers import all_readers

READERS = {reader.name: reader for reader in all_readers()}
OPEN = Window(date(1995, 1, 1), date(2090, 1, 1))
MUSEUM = "DFIRArtifactMuseum"
HICKMAN, PLASO = f"{MUSEUM}/iOS/SMS_MMS/iOS 14.1 - Hickman/sms.db", "plaso/test_data/sqlite/imessage_chat.db"

KNOWN = {
    ("android_sms", "plaso/test_data/android/mmssms.db"): ({"incoming": 4, "outgoing": 5}, 0),
    ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 10 - Hickman/mmssms.db"): ({"incoming": 26, "outgoing": 5}, 0),
    ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 11 - Hickman/mmssms.db"): ({"incoming": 26, "outgoing": 1}, 2),
    ("ios_messages", HICKMAN): ({"incoming": 74, "outgoing": 20}, 8),
    ("ios_messages", PLASO): ({"incoming": 5, "outgoing": 5}, 0),
    ("kik_ios", "plaso/test_data/ios/kik.sqlite"): ({"incoming": 31, "outgoing": 24}, 0),
    ("skype", "plaso/test_data/sqlite/skype_main.db"): ({"incoming": 5, "outgoing": 7}, 0),
}
"""(reader of circumstances, file) → messages with words by direction, and how many have none (pictures alone)."""

each_file = pytest.mark.parametrize(("name", "file"), KNOWN, ids=lambda value: Path(value).name)


@contextlib.contextmanager
def artefact(made: Path) -> Iterator[Artefact]:
    with contextlib.ExitStack() as held:
        paths = {s: Path(f"{made}{s}") for s in ("-wal", "-journal")}
        sidecars = {s: held.enter_context(path.open("rb")).fileno() for s, path in paths.items() if path.exists()}
        main = held.enter_context(made.open("rb")).fileno()
        yield Artefact(made.name, main, made.stat().st_size, None, sidecars)


def read(name: str, made: Path, window: Window = OPEN) -> list[Any]:
    with artefact(made) as opened:
        return list(READERS[name].read(opened, window))


def texts(seen: list[Any]) -> list[MessageText]:
    return [one for one in seen if isinstance(one, MessageText)]


def circumstances(seen: list[Any]) -> Counter[tuple[Any, ...]]:
    acts = [one for one in seen if isinstance(one, Message | MessageText)]
    return Counter((a.at, a.direction, a.untrusted_contact, a.in_group, a.on_this_device) for a in acts)


@each_file
def test_as_many_have_words_as_are_known_and_the_rest_has_none(name: str, file: str, real_data: Path) -> None:
    messages, said = read(name, real_data / file), read(f"{name}_texts", real_data / file)
    directions, without = KNOWN[name, file]
    assert Counter(str(one.direction) for one in texts(said)) == directions
    assert circumstances(said) <= circumstances(messages)
    assert circumstances(messages).total() - circumstances(said).total() == without


@each_file
def test_the_same_rows_are_opened_and_the_file_is_whole(name: str, file: str, real_data: Path) -> None:
    messages, said = read(name, real_data / file), read(f"{name}_texts", real_data / file)
    for kind in (Opened, Covers, Degraded):
        assert [one for one in said if isinstance(one, kind)] == [one for one in messages if isinstance(one, kind)]


@each_file
def test_two_windows_side_by_side_give_what_one_gives(name: str, file: str, real_data: Path) -> None:
    whole = read(f"{name}_texts", real_data / file)
    middle = sorted(one.at for one in texts(whole))[len(texts(whole)) // 2].date()
    before = read(f"{name}_texts", real_data / file, Window(OPEN.first, middle))
    after = read(f"{name}_texts", real_data / file, Window(date.fromordinal(middle.toordinal() + 1), OPEN.last))
    assert Counter(texts(before) + texts(after)) == Counter(texts(whole))


WORDS = {
    ("android_sms", "plaso/test_data/android/mmssms.db"): "SELECT body FROM sms WHERE type IN (1, 2)",
    ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 10 - Hickman/mmssms.db"): (
        "SELECT body FROM sms WHERE type IN (1, 2) UNION ALL SELECT text FROM part WHERE ct = 'text/plain'"
    ),
    ("ios_messages", PLASO): "SELECT text FROM message",
    ("kik_ios", "plaso/test_data/ios/kik.sqlite"): "SELECT ZBODY FROM ZKIKMESSAGE WHERE ZTYPE IN (1, 2)",
}
"""(reader of circumstances, file) → the words as SQLite itself finds them."""


@pytest.mark.parametrize(("name", "file"), WORDS, ids=lambda value: Path(value).name)
def test_the_words_are_those_that_the_columns_hold(name: str, file: str, real_data: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{real_data / file}?immutable=1", uri=True)) as db:
        expected = Counter(said for (said,) in db.execute(WORDS[name, file]))
    assert Counter(one.untrusted_text for one in texts(read(f"{name}_texts", real_data / file))) == expected


def copied(file: Path, folder: Path) -> Path:
    """A copy with its log, which can be changed."""
    made = folder / file.name
    for suffix in ("", "-wal"):
        if Path(f"{file}{suffix}").exists():
            shutil.copyfile(f"{file}{suffix}", f"{made}{suffix}")
    made.chmod(0o600)
    return made


@pytest.mark.parametrize(
    ("file", "streams", "other"), [(HICKMAN, 102, 0), (PLASO, 10, 2)], ids=["iOS 14.1", "macOS 10.11"]
)
def test_a_real_archived_body_holds_the_text_of_the_column_beside_it(
    file: str, streams: int, other: int, real_data: Path, tmp_path: Path
) -> None:
    """In the file of macOS somebody wrote *Open* over *Microsoft* in two texts, and left the bodies as they were."""
    made = copied(real_data / file, tmp_path)
    with contextlib.closing(sqlite3.connect(made)) as db:
        pairs = db.execute("SELECT text, attributedBody FROM message WHERE attributedBody IS NOT NULL").fetchall()
    differ = [(said, string(body)) for said, body in pairs if string(body) != said]
    assert (len(pairs), len(differ)) == (streams, other)
    assert all(said == body.replace("Microsoft Office", "Open Office") for said, body in differ)


@pytest.mark.parametrize("file", [HICKMAN, PLASO], ids=["iOS 14.1", "macOS 10.11"])
def test_where_the_column_is_empty_the_bodies_give_the_same_messages(
    file: str, real_data: Path, tmp_path: Path
) -> None:
    """As newer versions leave it: the same file, its texts taken out of the column."""
    before = read("ios_messages_texts", real_data / file)
    made = copied(real_data / file, tmp_path)
    with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("UPDATE message SET text = NULL")
    after = read("ios_messages_texts", made)
    assert circumstances(after) == circumstances(before)
    assert not [one for one in after if isinstance(one, Degraded)]
    assert sum(one not in texts(before) for one in texts(after)) == (2 if file == PLASO else 0)


def test_words_of_skype_come_without_the_marks_among_them(real_data: Path) -> None:
    said = [
        one.untrusted_text for one in texts(read("skype_texts", real_data / "plaso/test_data/sqlite/skype_main.db"))
    ]
    assert "I'm here" in said
    assert not [one for one in said if "<" in one or "&apos;" in one]
