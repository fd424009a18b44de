"""Readers of messages, calls and contacts against files that nobody here wrote, and what is known of those files."""

import contextlib
import dataclasses
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Artefact, Window
from inzage.observations import Beyond, Call, Contact, Covers, Degraded, Message, MessageText, Opened
from inzage.readers import all_readers
from inzage.result import Reason, Unreadable

READERS = {reader.name: reader for reader in all_readers()}
OPEN = Window(date(1995, 1, 1), date(2090, 1, 1))
MUSEUM = "DFIRArtifactMuseum"

KNOWN = {
    ("android_sms", "plaso/test_data/android/mmssms.db"): (9, {"incoming": 4, "outgoing": 5}),
    ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 10 - Hickman/mmssms.db"): (31, {"incoming": 26, "outgoing": 5}),
    ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 11 - Hickman/mmssms.db"): (29, {"incoming": 27, "outgoing": 2}),
    ("android_calls", f"{MUSEUM}/Android/Call Logs/Android 10 - Hickman/calllog.db"): (
        14,
        {"incoming": 10, "outgoing": 2},
    ),
    ("ios_messages", f"{MUSEUM}/iOS/SMS_MMS/iOS 14.1 - Hickman/sms.db"): (106, {"incoming": 77, "outgoing": 25}),
    ("ios_messages", "plaso/test_data/sqlite/imessage_chat.db"): (10, {"incoming": 5, "outgoing": 5}),
    ("ios_calls", f"{MUSEUM}/iOS/Call Logs/iOS 14.3 - Hickman/CallHistory.storedata"): (
        25,
        {"incoming": 18, "outgoing": 7},
    ),
    ("kik_ios", "plaso/test_data/ios/kik.sqlite"): (60, {"incoming": 31, "outgoing": 24}),
    ("skype", "plaso/test_data/sqlite/skype_main.db"): (14, {"incoming": 5, "outgoing": 7}),
    ("skype_calls", "plaso/test_data/sqlite/skype_main.db"): (1, {"outgoing": 1}),
}
"""(reader, file) → rows of the main tables, and acts by direction. Rows: the known counts of these files."""

LOGS = {
    ("ios_messages", f"{MUSEUM}/iOS/SMS_MMS/iOS 14.1 - Hickman/sms.db"): (104, 106),
    ("ios_calls", f"{MUSEUM}/iOS/Call Logs/iOS 14.3 - Hickman/CallHistory.storedata"): (23, 25),
}
"""(reader, file) → rows without the write-ahead log, with it."""

ADDRESS_BOOK = f"{MUSEUM}/Android/Contacts/Android 11 - Hickman/contacts2.db"
INSTAGRAM = "plaso/test_data/ios/9368974384.db"
SKYPE = "plaso/test_data/sqlite/skype_main.db"
WHATSAPP = "iLEAPP/admin/test/cases/data/whatsApp/testdata.whatsApp.whatsAppContacts.mvs_ios_2023.zip"

each_file = pytest.mark.parametrize(("reader", "name"), KNOWN, ids=lambda value: Path(value).name)


@contextlib.contextmanager
def artefact(made: Path, *, sidecars: bool = True) -> Iterator[Artefact]:
    paths = {s: Path(f"{made}{s}") for s in ("-wal", "-journal")} if sidecars else {}
    descriptors = {s: os.open(path, os.O_RDONLY) for s, path in paths.items() if path.exists()}
    main = os.open(made, os.O_RDONLY)
    try:
        yield Artefact(made.name, main, made.stat().st_size, None, descriptors)
    finally:
        for descriptor in (main, *descriptors.values()):
            os.close(descriptor)


def read(reader: str, made: Path, window: Window = OPEN, *, sidecars: bool = True) -> list[Any]:
    with artefact(made, sidecars=sidecars) as opened:
        return list(READERS[reader].read(opened, window))


def rows(seen: list[Any]) -> int:
    return sum(one.rows for one in seen if isinstance(one, Opened))


def acts(seen: list[Any]) -> list[Any]:
    return [one for one in seen if isinstance(one, Message | Call)]


@each_file
def test_as_many_rows_are_opened_as_are_known_and_the_acts_have_a_direction(
    reader: str, name: str, real_data: Path
) -> None:
    seen = read(reader, real_data / name)
    assert rows(seen) == KNOWN[reader, name][0]
    assert Counter(str(act.direction) for act in acts(seen)) == KNOWN[reader, name][1]


@each_file
def test_every_act_lies_within_what_the_file_covers(reader: str, name: str, real_data: Path) -> None:
    seen = read(reader, real_data / name)
    (covers,) = [one for one in seen if isinstance(one, Covers)]
    assert all(covers.first <= act.at.replace(microsecond=999_999) for act in acts(seen))
    assert all(act.at <= covers.last for act in acts(seen))


@each_file
def test_two_windows_side_by_side_give_what_one_gives(reader: str, name: str, real_data: Path) -> None:
    whole = read(reader, real_data / name)
    (covers,) = [one for one in whole if isinstance(one, Covers)]
    middle = (covers.first + (covers.last - covers.first) / 2).date()
    before = read(reader, real_data / name, Window(OPEN.first, middle))
    after = read(reader, real_data / name, Window(date.fromordinal(middle.toordinal() + 1), OPEN.last))
    assert rows(before) + rows(after) == rows(whole)
    assert Counter(acts(before) + acts(after)) == Counter(acts(whole))


@pytest.mark.parametrize(("reader", "name"), LOGS, ids=lambda value: Path(value).name)
def test_the_log_belongs_to_the_file(reader: str, name: str, real_data: Path) -> None:
    counts = tuple(rows(read(reader, real_data / name, sidecars=sidecars)) for sidecars in (False, True))
    assert counts == LOGS[reader, name]


@pytest.mark.parametrize(
    ("reader", "name", "origins"),
    [
        ("android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 10 - Hickman/mmssms.db", {"yes": 30, "unknown": 1}),
        ("android_sms", "plaso/test_data/android/mmssms.db", {"unknown": 9}),
        ("android_calls", f"{MUSEUM}/Android/Call Logs/Android 10 - Hickman/calllog.db", {"yes": 2, "unknown": 10}),
        ("ios_messages", f"{MUSEUM}/iOS/SMS_MMS/iOS 14.1 - Hickman/sms.db", {"unknown": 102}),
    ],
    ids=["sms_by_their_creator", "sms_of_before_creator", "calls_by_when_written", "messages_of_an_account"],
)
def test_the_device_is_claimed_only_where_a_column_says_it(
    reader: str, name: str, origins: dict[str, int], real_data: Path
) -> None:
    seen = acts(read(reader, real_data / name))
    assert Counter(str(act.on_this_device) for act in seen) == origins


def test_group_messages_of_kik_are_told_from_private_ones(real_data: Path) -> None:
    seen = acts(read("kik_ios", real_data / "plaso/test_data/ios/kik.sqlite"))
    assert Counter((str(one.direction), one.in_group) for one in seen) == {
        ("incoming", True): 24,
        ("incoming", False): 7,
        ("outgoing", True): 15,
        ("outgoing", False): 9,
    }


def test_fifteen_entries_in_an_address_book_are_two_people(real_data: Path) -> None:
    seen = read("android_contacts", real_data / ADDRESS_BOOK)
    people = [one for one in seen if isinstance(one, Contact)]
    assert (rows(seen), len(people)) == (15, 2)
    assert [one.declared_age for one in people] == [None, None]
    assert {str(one.on_this_device) for one in people} == {"unknown"}
    assert people[0].at == datetime(2020, 9, 26, 21, 58, 59, 210_000, tzinfo=UTC)


def test_the_one_real_list_of_whatsapp_contacts_is_empty_and_has_the_columns(real_data: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(real_data / WHATSAPP) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("ContactsV2.sqlite")]
        made = tmp_path / "ContactsV2.sqlite"
        made.write_bytes(packed.read(name))
    with artefact(made) as opened:
        changed = dataclasses.replace(opened, modified=datetime(2023, 6, 1, tzinfo=UTC))
        seen = list(READERS["whatsapp_ios_contacts"].read(changed, OPEN))
    assert {type(one).__name__ for one in seen} == {"Opened", "Covers"}
    assert rows(seen) == 0


def test_the_known_messages_of_instagram_are_opened_and_those_with_words_come_out(real_data: Path) -> None:
    """75 rows: 41 with words, 8 with a picture alone, 26 notices of calls. Two threads, each with one other."""
    seen = read("instagram_ios_texts", real_data / INSTAGRAM)
    texts = [one for one in seen if isinstance(one, MessageText)]
    assert (rows(seen), len(texts)) == (75, 41)
    assert Counter(str(one.direction) for one in texts) == {"incoming": 22, "outgoing": 19}
    assert {one.in_group for one in texts} == {False}
    assert {type(one).__name__ for one in seen} == {"MessageText", "Opened", "Covers"}


def test_what_cannot_be_read_without_its_text_is_never_no_messages(real_data: Path) -> None:
    seen = read("instagram_ios", real_data / INSTAGRAM)
    assert (rows(seen), acts(seen)) == (0, [])
    assert [type(one) for one in seen] == [Opened, Beyond]


def test_the_known_call_lasted_as_long_as_its_member_stayed(real_data: Path) -> None:
    (call,) = acts(read("skype_calls", real_data / "plaso/test_data/sqlite/skype_main.db"))
    assert (call.at, call.seconds) == (datetime(2013, 7, 1, 22, 12, 17, tzinfo=UTC), 646)


@each_file
def test_no_text_of_a_message_comes_out(reader: str, name: str, real_data: Path) -> None:
    """An act holds its circumstances: of its fields, one is from the carrier, and of a message in a group two."""
    for act in acts(read(reader, real_data / name)):
        taken = [value for value in dataclasses.asdict(act).values() if type(value) is str]
        assert taken == [act.untrusted_contact, *([act.untrusted_group] if isinstance(act, Message) else [])]
        assert all("\n" not in value and len(value) < 100 for value in taken)


def test_the_groups_of_real_files_stand_in_the_form_that_is_promised(real_data: Path) -> None:
    kik, skype = (
        {one.untrusted_group for one in acts(read(reader, real_data / name)) if one.in_group}
        for reader, name in (("kik_ios", "plaso/test_data/ios/kik.sqlite"), ("skype", SKYPE))
    )
    assert len(kik) == 1
    assert all(group.endswith("_g@groups.kik.com") for group in kik)
    assert len(skype) == 2
    assert all(re.fullmatch(r"#[^/]+/\$[^;]*;[0-9a-f]+", group) for group in skype)


@pytest.mark.parametrize("reader", sorted({reader for reader, _ in KNOWN} | {"android_contacts"}))
def test_a_real_browser_history_is_refused(reader: str, real_data: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(reader, real_data / "plaso/test_data/chrome/History")
    assert refused.value.reason is Reason.TABLE_MISSING


def test_a_healthy_address_book_with_an_order_of_its_own_is_not_called_damaged(real_data: Path) -> None:
    file = real_data / "DFIRArtifactMuseum/Android/Contacts/Android 11 - Hickman/contacts2.db"
    with file.open("rb") as opened:
        artefact = Artefact("data/com.android.providers.contacts/databases/contacts2.db", opened.fileno(),
                            file.stat().st_size, None)  # fmt: skip
        said = list(READERS["android_contacts"].read(artefact, OPEN))
    assert not [one for one in said if isinstance(one, Degraded)]
