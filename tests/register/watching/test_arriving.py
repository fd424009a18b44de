"""A list is kept only where the locked worker finds it whole; a refusal is a sentence, and leaves nothing behind."""

import io
from typing import Any
from unittest.mock import patch

import pytest

from inzage.register.running.faults import NotSetUp
from inzage.register.running.places import Places
from inzage.register.watching import arriving
from inzage.register.watching.arriving import arrive, kept, let_go
from inzage.register.watching.faults import REFUSALS, ListGone, ListRefused, refused
from inzage.signing.keys import PrivateKey
from inzage.watchlists import ListKind
from inzage.watchlists.formats import Format
from inzage.worker import OutOfTime
from tests.register.watching.desk import ENTRIES, Desk

BROAD = b"listed.example\nniet een adres\nother.listed.example\n"


def code_of(fault: ListRefused) -> str:
    """Which refusal it is, by its first words."""
    said = fault.facts["why"][0]  # type: ignore[index]
    return next(code for code, (nl, _) in REFUSALS.items() if said.startswith(nl.partition("{place}")[0][:40]))


def test_a_list_that_holds_is_kept_under_the_digest_of_its_manifest(desk: Desk) -> None:
    found = desk.bring()
    assert (found.manifest.name, found.manifest.entries, found.form, dict(found.left)) == (
        "plaatsen",
        2,
        Format.TEXT,
        {},
    )
    assert kept(found.object, desk.places) == found
    assert desk.kept() == ["list", "manifest.json", "told.json"]
    assert found.file.read_bytes() == ENTRIES
    assert not list(desk.lists.iterdir())


def test_the_same_list_twice_is_one(desk: Desk) -> None:
    first, manifest = desk.bring(), desk.signed()
    again = arrive(io.BytesIO(ENTRIES), io.BytesIO(manifest), desk.places)
    assert again.object == first.object
    assert desk.kept() == ["list", "manifest.json", "told.json"]


def test_csv_is_known_by_its_name_alone(desk: Desk) -> None:
    data = b"listed.example,klasse-a\nother.listed.example,klasse-a\n"
    found = arrive(io.BytesIO(data), io.BytesIO(desk.signed(data)), desk.places, csv=True)
    assert (found.form, found.file.name) == (Format.CSV, "list.csv")


def test_what_is_no_entry_is_counted_by_its_reason(desk: Desk) -> None:
    data = b'{"Event": {"Attribute": [{"type": "domain", "value": "listed.example", "to_ids": true},'
    data += b' {"type": "domain", "value": "ander.listed.example", "to_ids": false}]}}'
    found = arrive(io.BytesIO(data), io.BytesIO(desk.signed(data, entries=1)), desk.places)
    assert (found.form, sum(found.left.values())) == (Format.MISP, 1)


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (BROAD, {}, "entry"),
        (b"com\n", {}, "entry"),
        (ENTRIES, {"entries": 3}, "number"),
        (ENTRIES, {"file_sha256": "1" * 64}, "other_file"),
        (b'{"iets": "anders"}\n', {}, "entry"),
        (ENTRIES, {"withdrawn": True}, "withdrawn"),
        (ENTRIES, {"kind": ListKind.DIGESTS}, "entry"),
    ],
)
def test_a_list_that_does_not_hold_is_refused_and_nothing_is_kept(
    data: bytes, said: dict[str, Any], code: str, desk: Desk
) -> None:
    with pytest.raises(ListRefused) as fault:
        desk.bring(data, **said)
    assert code_of(fault.value) == code
    assert desk.kept() == []


def test_the_place_of_what_is_no_entry_is_said_and_not_what_stands_there(desk: Desk) -> None:
    with pytest.raises(ListRefused) as fault:
        desk.bring(BROAD)
    assert "plaats 2 " in fault.value.sentence("nl") and "place 2 " in fault.value.sentence("en")
    assert "niet een adres" not in fault.value.sentence("nl")


@pytest.mark.parametrize("manifest", [b"{}", b"\xff\xfe", b"[" * 100_000, b'{"payload": 1}'])
def test_what_is_no_manifest_is_refused(manifest: bytes, desk: Desk) -> None:
    with pytest.raises(ListRefused):
        arrive(io.BytesIO(ENTRIES), io.BytesIO(manifest), desk.places)
    assert desk.kept() == []


def test_a_manifest_of_a_stranger_counts_for_nothing(desk: Desk) -> None:
    signed = desk.signed(key=PrivateKey.generate())
    with pytest.raises(ListRefused) as fault:
        arrive(io.BytesIO(ENTRIES), io.BytesIO(signed), desk.places)
    assert code_of(fault.value) == "signature"


@pytest.mark.parametrize(("data", "manifest"), [(b"", b"x"), (b"x", b"")])
def test_an_empty_file_is_refused_before_anything_is_looked_at(data: bytes, manifest: bytes, desk: Desk) -> None:
    with patch.object(arriving, "Pool", side_effect=AssertionError), pytest.raises(ListRefused) as fault:
        arrive(io.BytesIO(data), io.BytesIO(manifest), desk.places)
    assert code_of(fault.value) == "empty"


def test_what_is_too_large_for_a_browser_is_refused_before_anything_is_looked_at(desk: Desk) -> None:
    with (
        patch.object(arriving, "MOST", 10),
        patch.object(arriving, "Pool", side_effect=AssertionError),
        pytest.raises(ListRefused) as fault,
    ):
        desk.bring()
    assert code_of(fault.value) == "too_large"
    assert desk.kept() == []


def test_nothing_parses_a_list_before_the_locked_worker(desk: Desk) -> None:
    with (
        patch.object(arriving, "_examined", side_effect=OutOfTime(found="tijd")),
        patch.object(arriving, "verify", side_effect=AssertionError),
        pytest.raises(OutOfTime),
    ):
        desk.bring()


def test_a_worker_that_dies_is_a_refusal(desk: Desk) -> None:
    with patch.object(arriving.Pool, "run", side_effect=OutOfTime(found="tijd")), pytest.raises(ListRefused) as fault:
        desk.bring()
    assert code_of(fault.value) == "reader_died"


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"entries": 2, "form": "geheim", "left": {}},
        {"entries": 2, "form": "text", "left": {"iets": 1}},
        {"entries": "2", "form": "text", "left": {}},
        {"refused": "niets", "place": 0},
        {"refused": ["entry"], "place": 0},
    ],
)
def test_an_answer_that_is_none_of_the_worker_s_is_as_no_answer(reply: dict[str, Any], desk: Desk) -> None:
    with patch.object(arriving.Pool, "run", return_value=reply), pytest.raises(ListRefused) as fault:
        desk.bring()
    assert code_of(fault.value) == "reader_died"


def test_what_was_changed_meanwhile_is_not_there_any_more(desk: Desk) -> None:
    found = desk.bring()
    found.manifest_file.write_bytes(desk.signed(version="2"))
    with pytest.raises(ListGone):
        kept(found.object, desk.places)
    let_go(found.object, desk.places)
    with pytest.raises(ListGone):
        kept(found.object, desk.places)


def test_without_lists_or_a_kit_here_none_is_taken(desk: Desk) -> None:
    for places in (
        Places(desk.places.kit, desk.places.files, None, desk.lists),
        Places(desk.places.kit, desk.places.files, desk.places.tool, None),
    ):
        with pytest.raises(NotSetUp):
            arrive(io.BytesIO(ENTRIES), io.BytesIO(b"x"), places)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_is_a_sentence_in_both_languages(code: str) -> None:
    fault = refused(code, 7)
    for language in ("nl", "en"):
        said = fault.sentence(language)  # type: ignore[arg-type]
        assert "{" not in said and said.count(". ") >= 1 and said.endswith(".")
