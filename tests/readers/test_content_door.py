"""What was said comes from readers behind the door of content alone, and nothing else comes from them."""

import ast
import contextlib
import dataclasses
import json
import sqlite3
import typing
from pathlib import Path

import pytest

import inzage
from inzage.mandate import DataClass, Level
from inzage.observations import Message, MessageText, Remark
from inzage.readers import Reader, all_readers
from tests.readers.recipe import Case, artefact, build, cases, read

ROOT = Path(inzage.__file__).parent
READERS = {reader.name: reader for reader in all_readers()}
OF_CONTENT = [reader for reader in READERS.values() if reader.opens is DataClass.MESSAGE_CONTENT]
OTHERS = [reader for reader in READERS.values() if reader.opens is not DataClass.MESSAGE_CONTENT]
CASES = [(reader, case) for reader in OF_CONTENT for case in cases(reader.name)]

each_of_content = pytest.mark.parametrize("reader", OF_CONTENT, ids=lambda reader: reader.name)
each_case = pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda value: getattr(value, "id", ""))


def test_there_are_readers_on_both_sides_of_the_door() -> None:
    assert len(OF_CONTENT) >= 12
    assert len(OTHERS) > len(OF_CONTENT)
    assert DataClass.MESSAGE_CONTENT.level is Level.HIGH


@pytest.mark.parametrize("reader", OTHERS, ids=lambda reader: reader.name)
def test_no_reader_of_another_class_gives_what_was_said(reader: Reader) -> None:
    assert MessageText not in reader.yields
    told = [case.expected for case in cases(reader.name)]
    assert "MessageText" not in {seen["kind"] for one in told if isinstance(one, list) for seen in one}


@each_of_content
def test_a_reader_of_content_gives_what_was_said_and_no_other_kind(reader: Reader) -> None:
    assert reader.yields == {MessageText}
    assert Message not in reader.yields
    assert reader.family == "message_texts"
    assert reader.name.endswith("_texts")


@each_case
def test_nothing_else_is_yielded(reader: Reader, case: Case, tmp_path: Path) -> None:
    told = read(reader, build(case, tmp_path), case)
    kinds = {seen["kind"] for seen in told} if isinstance(told, list) else set()
    assert kinds <= {MessageText.__name__, *(remark.__name__ for remark in typing.get_args(Remark))}


@each_case
def test_a_text_comes_out_in_its_own_field_and_in_no_other(reader: Reader, case: Case, tmp_path: Path) -> None:
    told = read(reader, build(case, tmp_path), case)
    texts = (
        {seen.pop("untrusted_text") for seen in told if "untrusted_text" in seen} if isinstance(told, list) else set()
    )
    rest = json.dumps(told, ensure_ascii=False)
    assert [text for text in texts if text in rest] == []


def imports(path: Path) -> set[str]:
    """The modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


@pytest.mark.parametrize("tool", ["inzage.formats.message_texts", "inzage.formats.typedstream"])
def test_the_tools_of_content_are_in_the_hands_of_its_readers_alone(tool: str) -> None:
    using = {path for path in ROOT.rglob("*.py") if tool in imports(path)}
    assert using
    assert using <= {ROOT / "readers" / f"{reader.name}.py" for reader in OF_CONTENT}


def test_no_other_reader_or_format_makes_what_was_said() -> None:
    makers = {
        path.stem
        for stage in ("readers", "formats")
        for path in (ROOT / stage).rglob("*.py")
        if "inzage.observations.MessageText" in imports(path)
    }
    assert makers == {reader.name for reader in OF_CONTENT} | {"message_texts"}


@each_of_content
def test_a_reader_of_content_looks_where_its_reader_of_circumstances_looks(reader: Reader) -> None:
    """So that both doors see the same files, and neither calls another program's file damaged."""
    beside = READERS[reader.name.removesuffix("_texts")]
    assert beside.opens is DataClass.MESSAGE_METADATA
    looks = ("at", "elsewhere", "copies", "met_real")
    assert [getattr(reader, one) for one in looks] == [getattr(beside, one) for one in looks]


UNREAD = {"telegram_android": "Telegram", "snapchat_android": "Snapchat"}
"""Readers of circumstances whose texts lie in a blob without a fixed layout, and what the manual calls them."""


@pytest.mark.parametrize("name", UNREAD)
def test_what_lies_in_a_blob_is_not_guessed_at_and_the_manual_says_so(name: str) -> None:
    assert name in READERS
    assert f"{name}_texts" not in READERS
    manual = (Path(__file__).parents[2] / "docs/manual/niet-gelezen.md").read_text(encoding="utf-8")
    _, unread = manual.split("## Niet gelezen")
    assert f"| {UNREAD[name]} | de tekst |" in unread


def test_a_text_is_bounded(tmp_path: Path) -> None:
    """Of a text longer than any message, the beginning comes out, and the reading is a lower bound."""
    reader = READERS["tinder_messages_texts"]
    (case,) = [one for one in cases(reader.name) if one.folder.name == "window_edges"]
    made = build(case, tmp_path)
    with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.execute("UPDATE message SET text = 'a' || hex(zeroblob(40000)) WHERE id = '2'")
        db.execute("UPDATE message SET text = hex(zeroblob(32768)) WHERE id = '3'")
    with artefact(made) as opened:
        seen = list(reader.read(opened, case.window))
    assert [len(one.untrusted_text) for one in seen if isinstance(one, MessageText)] == [65536, 65536]
    assert type(seen[-1]).__name__ == "Degraded"


def test_what_was_said_is_told_apart_in_the_vocabulary() -> None:
    """The kind itself shows which door was open: no circumstance has room for a text."""
    fields = {field.name for field in dataclasses.fields(Message)}
    assert "untrusted_text" not in fields
    assert {field.name for field in dataclasses.fields(MessageText)} - fields == {"untrusted_text"}
