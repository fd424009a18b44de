"""Keys are named on the command line and typed at the keyboard: never shown, never repeated, never more than once."""

import io
import os
import pty
import resource
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from inzage.cli import _secrets
from inzage.cli._offers import unlock_option
from inzage.cli._secrets import (
    KeyFileUnreadable,
    LibrariesMissing,
    NotARecoveryKey,
    NoTerminal,
    UnlockEntry,
    UnlockNoSuchCarrier,
    UnlockNotUnderstood,
    asked,
    entries,
    number,
    recovery_key,
)
from inzage.errors import UsageFault
from inzage.formats.encryption import SecretKind
from inzage.formats.encryption.bek import MOST
from inzage.sources.backup_ab import AndroidBackupSource
from inzage.sources.backup_ios import IosBackupSource
from inzage.sources.image_disk import number_among
from inzage.sources.image_layout import number_of

CARRIERS = ("/dev/sdb", "foto's.E01", "disk:2", "a=b", "1")
KINDS = {0: "raw", 1: "ewf", 2: "ios-backup", 3: "folder"}
P, R, C, B = SecretKind.PASSWORD, SecretKind.RECOVERY_KEY, SecretKind.CLEAR_KEY, SecretKind.BEK

UNDERSTOOD = {
    "/dev/sdb=password": UnlockEntry(0, None, P),
    "/dev/sdb:3=password": UnlockEntry(0, 3, P),
    "/dev/sdb:3.2=recovery-key": UnlockEntry(0, 2003, R),
    "foto's.E01=clear-key": UnlockEntry(1, None, C),
    "disk:2=password": UnlockEntry(2, None, P),
    "disk:2:1=password": UnlockEntry(2, 1, P),
    "a=b=password": UnlockEntry(3, None, P),
    "a=b:1=bek:/media/stick/x.BEK": UnlockEntry(3, 1, B, "/media/stick/x.BEK"),
    "2=bek:a=password": UnlockEntry(1, None, B, "a=password"),
    "2:0=password": UnlockEntry(1, 0, P),
    "2:0.2=password": UnlockEntry(1, 2000, P),
    "1=password": UnlockEntry(4, None, P),
}


@pytest.mark.parametrize("said", UNDERSTOOD)
def test_an_entry_says_which_carrier_which_volume_and_how(said: str) -> None:
    assert entries([said], CARRIERS) == (UNDERSTOOD[said],)


def test_entries_keep_their_order_and_may_repeat() -> None:
    said = ["2=password", "3=clear-key", "2=password"]
    assert [entry.carrier for entry in entries(said, CARRIERS)] == [1, 2, 1]


@pytest.mark.parametrize(
    "said",
    ["", "password", "=password", "2=", "2=guess", "2=PASSWORD", "2=password ", "2=bek:", "2=bek", "2:password"],
)
def test_an_entry_that_says_nothing_is_refused(said: str) -> None:
    with pytest.raises(UnlockNotUnderstood):
        entries([said], CARRIERS)


@pytest.mark.parametrize("said", ["0=password", "6=password", "/dev/sdc=password", "disk=password", "\u0661=password"])
def test_a_carrier_that_is_not_on_the_table_is_refused(said: str) -> None:
    with pytest.raises(UnlockNoSuchCarrier):
        entries([said], CARRIERS)


@given(said=st.text(max_size=40))
def test_whatever_is_said_is_an_entry_or_a_sentence_that_does_not_repeat_it(said: str) -> None:
    canary = f"kanarie{said}=password=kanarie"
    for each in (said, canary):
        try:
            entries([each], CARRIERS)
        except UsageFault as fault:
            assert "kanarie" not in fault.sentence("nl") + fault.sentence("en")


GOOD = "284867-596541-514998-422114-660297-261613-215424-199408"


@pytest.mark.parametrize(
    "typed", [GOOD, f"  {GOOD}\n", GOOD.replace("-", " "), GOOD.replace("-", ""), GOOD[:7] + GOOD[7:]]
)
def test_a_recovery_key_is_understood_however_it_is_spaced(typed: str) -> None:
    assert recovery_key(typed) == GOOD


def test_that_of_a_mac_has_letters() -> None:
    assert recovery_key("abcd 1234 efgh-5678-ijkl-90mn") == "ABCD-1234-EFGH-5678-IJKL-90MN"


@pytest.mark.parametrize(
    "typed",
    ["", "x", GOOD[:-1], GOOD + "1", GOOD.replace("284867", "284868"), GOOD.replace("284867", "999999"), "abcd-1234",
     "\u0662" + GOOD[1:]],
)  # fmt: skip
def test_a_typing_error_is_seen_before_anything_is_tried(typed: str) -> None:
    with pytest.raises(NotARecoveryKey) as told:
        recovery_key(typed)
    assert not typed or typed not in told.value.sentence("nl")


@given(numbers=st.lists(st.integers(0, 0xFFFF), min_size=8, max_size=8))
def test_every_recovery_key_that_can_be_is_one(numbers: list[int]) -> None:
    printed = "-".join(f"{number * 11:06}" for number in numbers)
    assert recovery_key(printed) == printed


def test_nothing_is_asked_where_nothing_was_said() -> None:
    assert asked((), CARRIERS, KINDS) == {}


def test_a_key_file_is_taken_as_it_is_and_not_understood_here(tmp_path: Path) -> None:
    file = tmp_path / "x.BEK"
    file.write_bytes(b"anything \x00\xff")
    keys = asked([UnlockEntry(1, 2, B, str(file)), UnlockEntry(1, None, C)], CARRIERS, KINDS)
    assert list(keys) == [1]
    first, second = keys[1]
    assert (first.volume, first.secret.kind, bytes(first.secret.reveal())) == (2, B, b"anything \x00\xff")
    assert (second.volume, second.secret.kind, bytes(second.secret.reveal())) == (None, C, b"")


def test_a_key_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(bytes(MOST + 1))
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", "empty", "large", "pipe", "."):
        with pytest.raises(KeyFileUnreadable) as told:
            asked([UnlockEntry(0, None, B, str(tmp_path / name))], CARRIERS, KINDS)
        assert str(tmp_path) in told.value.sentence("nl")


@pytest.mark.parametrize("kind", [P, R])
def test_without_a_terminal_nothing_is_asked(kind: SecretKind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("kanarie\n"))
    with pytest.raises(NoTerminal):
        asked([UnlockEntry(0, None, kind)], CARRIERS, KINDS)


def test_a_missing_library_is_told_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_secrets, "present", lambda: ("pyfvde",))
    with pytest.raises(LibrariesMissing) as told:
        asked([UnlockEntry(0, None, C)], CARRIERS, KINDS)
    assert "pybde" in told.value.sentence("nl")


def test_for_a_backup_no_library_for_disks_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_secrets, "present", lambda: ())
    assert list(asked([UnlockEntry(2, None, C)], CARRIERS, KINDS)) == [2]
    with pytest.raises(LibrariesMissing):
        asked([UnlockEntry(2, None, C), UnlockEntry(1, None, C)], CARRIERS, KINDS)


def test_the_kinds_that_a_key_opens_are_those_of_the_sources() -> None:
    assert {IosBackupSource.kind, AndroidBackupSource.kind} == _secrets.BACKUPS


NOT_ASKED = {
    "a folder": (3, "is een map of archief"),
    "a carrier that stays shut": (4, "gaat bij deze controle niet open"),
}


@pytest.mark.parametrize(("carrier", "sentence"), NOT_ASKED.values(), ids=NOT_ASKED)
def test_nothing_is_asked_about_what_no_key_will_open(
    carrier: int, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("kanarie\n"))
    assert asked([UnlockEntry(carrier, None, P)], CARRIERS, KINDS) == {}
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(("ordinal", "place", "among"), [(0, 0, 1), (0, 1, 2), (2, 0, 1), (2, 1, 2), (12, 30, 32)])
def test_plan_key_and_answer_call_a_volume_alike(ordinal: int, place: int, among: int) -> None:
    """``2`` is the second of a divided disk, ``0.2`` the second file system of an undivided one."""
    planned, tried = number_of(ordinal, place, among), number_among(ordinal, place, among)
    (entry,) = entries([f"1:{planned}=password"], ("a",))
    assert (entry.volume, number(tried)) == (tried, planned)


@pytest.mark.parametrize("said", ["3.0", "3.", ".2", "3.2.1", "3.123"])
def test_what_is_no_number_of_a_volume_is_refused(said: str) -> None:
    with pytest.raises(UsageFault):
        entries([f"1:{said}=password"], ("a",))


@pytest.mark.parametrize("said", ["0", "0.1", "0.2", "3", "3.2", "12.31"])
def test_a_volume_is_called_as_it_is_typed(said: str) -> None:
    (entry,) = entries([f"1:{said}=password"], ("a",))
    assert entry.volume is not None
    assert number(entry.volume) == said


def test_the_option_may_be_given_often() -> None:
    @click.command()
    @unlock_option
    def command(unlock: tuple[str, ...]) -> None:
        click.echo(repr(unlock))

    result = CliRunner().invoke(command, ["--unlock", "1=password", "--unlock", "2=clear-key"])
    assert result.output == "('1=password', '2=clear-key')\n"
    assert "--unlock DRAGER[:VOLUME]=MANIER" in CliRunner().invoke(command, ["--help"]).output


ASKING = """
import resource, sys
from inzage.cli._secrets import asked, entries
from inzage.errors import InzageError
try:
    keys = asked(entries(sys.argv[1:], ("/dev/sdb", "b")), ("/dev/sdb", "b"), {0: "raw", 1: "ewf"})
except InzageError as fault:
    print("REFUSED", type(fault).__name__)
else:
    for carrier, given in sorted(keys.items()):
        for key in given:
            print("KEY", carrier, key.volume, key.secret, len(key.secret.reveal()), sum(key.secret.reveal()))
    print("CORE", resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


def at_a_terminal(arguments: list[str], typed: list[bytes]) -> str:
    """What a terminal shows while a person types these lines, each when asked."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", ASKING, *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        shown, lines = b"", list(typed)
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            shown += piece
            if lines and shown.endswith(b": "):
                time.sleep(0.05)  # a person types after the question, when echo is off
                os.write(ours, lines.pop(0) + b"\n")
        process.wait(20)
    os.close(ours)
    return shown.decode()


def test_what_is_typed_is_not_shown() -> None:
    shown = at_a_terminal(["/dev/sdb:2=password", "b=password"], [b"kanarie-een", "kanarie-é".encode()])
    assert "kanarie" not in shown
    assert "Wachtwoord voor /dev/sdb, volume 2 (niet zichtbaar)" in shown
    assert f"KEY 0 2 Secret(password) 11 {sum(b'kanarie-een')}" in shown
    assert f"KEY 1 None Secret(password) 10 {sum('kanarie-é'.encode())}" in shown
    assert shown.count("niet zichtbaar") == 2
    assert "CORE 0" in shown


def test_an_empty_answer_gives_no_key_and_is_not_asked_again() -> None:
    shown = at_a_terminal(["1=password"], [b""])
    assert "dit blijft dicht" in shown
    assert "KEY" not in shown
    assert shown.count("niet zichtbaar") == 1


def test_a_recovery_key_with_a_typing_error_ends_in_a_sentence_without_it() -> None:
    shown = at_a_terminal(["1=recovery-key"], [GOOD.replace("284867", "284868").encode()])
    assert "REFUSED NotARecoveryKey" in shown
    assert "284868" not in shown
    assert "596541" not in shown


def test_core_dumps_are_off_for_who_held_a_secret(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    file = tmp_path / "x"
    file.write_bytes(b"k")
    asked([UnlockEntry(0, None, B, str(file))], CARRIERS, KINDS)
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
