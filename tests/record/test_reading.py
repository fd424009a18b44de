"""A finished case, read; its documents sealed; an entry of it erased."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.record import (
    CASE,
    CHECKPOINT,
    DOCUMENTS,
    KIT_KEY,
    LEDGER,
    MANDATE,
    PLAN,
    RESULT,
    CaseDamaged,
    CaseEncrypted,
    CaseOfAnother,
    EntryKind,
    NoCase,
)
from inzage.record.documents import write_documents
from inzage.record.erasure import NoSuchEntry, erase
from inzage.record.reading import read_case
from inzage.record.verify import verify_case
from inzage.signing.kit import Kit
from tests.record.making import PLAN as PLAN_BYTES
from tests.record.making import finished, kit_at, validation

DIGEST = hashlib.sha256(b"document").hexdigest()


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "encrypted"])
def kit(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Kit:
    return kit_at(tmp_path_factory.mktemp("office") / "kit", encrypted=request.param)


@pytest.fixture
def path(tmp_path: Path, kit: Kit) -> Path:
    finished(tmp_path / "case", kit, validation(kit))
    return tmp_path / "case"


def broken(path: Path, kit: Kit) -> list[str]:
    return [link.name for link in verify_case(path, kit=kit) if not link.holds]


def test_a_case_as_reports_see_it(path: Path, kit: Kit) -> None:
    case = read_case(path, kit)
    assert case.check_id == "check-1"
    assert case.kit_key == kit.key.public
    assert case.mandate == validation(kit).mandate
    assert case.order is None
    assert case.plan == {"doors": [], "version": 1}
    assert case.result["marks"] == ["validation"]
    assert [entry.sequence for entry in case.entries] == list(range(1, 9))
    assert case.erased == ()
    assert case.checkpoint.startswith(b"inzage/check-1\n9\n")
    assert case.code == case.result["ledger"]["code"]
    assert case.documents is None
    assert PLAN_BYTES == b'{"doors":[],"version":1}'


def test_an_encrypted_case_needs_its_kit(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    with pytest.raises(CaseEncrypted):
        read_case(tmp_path / "case")
    with pytest.raises(CaseDamaged):
        read_case(tmp_path / "case", kit_at(tmp_path / "other"))


def test_a_rotated_kit_still_reads_its_cases(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    assert broken(tmp_path / "case", kit.rotate()) == []


@pytest.mark.parametrize("name", [MANDATE, PLAN, RESULT, LEDGER, CHECKPOINT, KIT_KEY, CASE])
def test_a_missing_file_is_said(path: Path, kit: Kit, name: str) -> None:
    (path / name).unlink()
    with pytest.raises(NoCase) as caught:
        read_case(path, kit)
    assert name in caught.value.sentence("nl")


SPOILT = {"empty": b"", "zeros": b"\0" * 64, "deep": b"[" * 5000, "list": b"[]\n", "object": b'{"a":1}'}


@pytest.mark.parametrize("name", [PLAN, RESULT, LEDGER, KIT_KEY, CASE])
@pytest.mark.parametrize("defect", SPOILT)
def test_a_spoilt_file_is_damage_in_words(tmp_path: Path, name: str, defect: str) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    (tmp_path / "case" / name).write_bytes(SPOILT[defect])
    if (name, defect) in {(LEDGER, "empty"), (PLAN, "object")}:  # readable, but no longer what was signed
        read_case(tmp_path / "case")
        assert broken(tmp_path / "case", kit)
        return
    with pytest.raises(CaseDamaged) as caught:
        read_case(tmp_path / "case")
    assert caught.value.sentence("nl") != caught.value.sentence("en")


def test_no_directory_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        read_case(tmp_path / "nothing")


# --- documents ---------------------------------------------------------------------


def test_documents_are_sealed_last_and_hold(path: Path, kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "officer.pdf").write_bytes(b"document")
    write_documents(path, kit, {"officer.pdf": DIGEST})
    assert read_case(path, kit).documents == {"officer.pdf": DIGEST}
    assert all(link.holds for link in verify_case(path, kit=kit, documents=tmp_path / "out"))


def test_documents_made_anew_are_sealed_anew(path: Path, kit: Kit) -> None:
    write_documents(path, kit, {"a.pdf": DIGEST})
    write_documents(path, kit, {"b.pdf": DIGEST, "a.html": DIGEST})
    assert read_case(path, kit).documents == {"a.html": DIGEST, "b.pdf": DIGEST}
    assert broken(path, kit) == []


def test_another_kit_seals_no_documents(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    for other in (kit_at(tmp_path / "other"), kit.rotate()):
        with pytest.raises(CaseOfAnother):
            write_documents(tmp_path / "case", other, {"a.pdf": DIGEST})


@pytest.mark.parametrize(
    ("name", "digest"),
    [("../a", DIGEST), ("/a", DIGEST), ("", DIGEST), (".a", DIGEST), ("a", "x"), ("a", DIGEST.upper())],
)
def test_a_document_has_a_plain_name_and_a_digest(path: Path, kit: Kit, name: str, digest: str) -> None:
    with pytest.raises(ValueError, match="document"):
        write_documents(path, kit, {name: digest})
    assert not (path / DOCUMENTS).exists()


# --- erasure -----------------------------------------------------------------------


def test_an_erased_entry_is_gone_and_the_root_stays(path: Path, kit: Kit) -> None:
    before = read_case(path, kit)
    erase(path, 3, kit)
    after = read_case(path, kit)
    assert after.erased == (3,)
    assert [entry.sequence for entry in after.entries] == [1, 2, 4, 5, 6, 7, 8]
    assert after.result == before.result
    assert broken(path, kit) == []
    said = next(link for link in verify_case(path, kit=kit) if link.name == "ledger")
    assert "waarvan 1 gewist" in said.nl


def test_nothing_of_an_erased_entry_is_left(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    row = (tmp_path / "case" / LEDGER).read_bytes().splitlines()[2]
    salt = row[-34:-2]
    assert b"ordinal" in row
    erase(tmp_path / "case", 3)
    left = b"".join(file.read_bytes() for file in (tmp_path / "case").iterdir())
    assert salt not in left
    assert row not in left


def test_erasing_twice_is_erasing_once(path: Path, kit: Kit) -> None:
    erase(path, 3, kit)
    erase(path, 3, kit)
    assert read_case(path, kit).erased == (3,)


def test_all_but_the_first_can_be_erased(path: Path, kit: Kit) -> None:
    for sequence in range(2, 9):
        erase(path, sequence, kit)
    assert [entry.kind for entry in read_case(path, kit).entries] == [EntryKind.BEGUN]
    assert broken(path, kit) == []


@pytest.mark.parametrize("sequence", [-1, 0, 1, 9])
def test_what_may_not_be_erased(path: Path, kit: Kit, sequence: int) -> None:
    with pytest.raises(NoSuchEntry) as caught:
        erase(path, sequence, kit)
    assert "2 tot en met 8" in caught.value.sentence("nl")
    assert caught.value.exit_code == 2
    assert read_case(path, kit).erased == ()


SPOIL: list[Callable[[bytes], bytes]] = [lambda data: data[:-1], lambda _: b"nonsense\n"]


@pytest.mark.parametrize("spoil", SPOIL)
def test_a_damaged_ledger_is_not_erased_from(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    ledger = tmp_path / "case" / LEDGER
    ledger.write_bytes(spoil(ledger.read_bytes()))
    with pytest.raises(CaseDamaged):
        erase(tmp_path / "case", 3)
