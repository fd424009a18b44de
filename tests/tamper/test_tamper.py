"""Ten thousand random changes to a case (a part of them here): both verifiers see each, and say where."""

import os
from collections import Counter
from pathlib import Path

import pytest

from inzage.record import MANDATE
from inzage.record.erasure import erase
from inzage.record.store import Store
from tests.tamper.cases import OUT, Scene, scenes
from tests.tamper.changes import CHANGES
from tests.tamper.examine import Looked, lay, look, looked_at, tried

CHANGES_TRIED = int(os.environ.get("INZAGE_CHANGES", "700"))
UNSEEN = Looked((), None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    return scenes(tmp_path_factory.mktemp("scenes"))


def test_every_case_holds_before_it_is_changed(made: dict[str, Scene], tmp_path: Path) -> None:
    looked = {name: looked_at(scene, scene.ground.case, tmp_path) for name, scene in made.items()}
    assert looked == dict.fromkeys(made, UNSEEN)


def test_every_random_change_is_seen_by_both_and_placed(made: dict[str, Scene], tmp_path: Path) -> None:
    names = sorted(made)
    seen = [tried(made[names[n % len(names)]], f"test-{n}", tmp_path) for n in range(CHANGES_TRIED)]
    assert [one for one in seen if not one.detected] == []
    assert set(Counter(one.change for one in seen)) == set(CHANGES)


# --- what is no change, or shows in another way: said here, so that it is not silent ---------------


def laid(scene: Scene, room: Path) -> Path:
    lay(scene.ground.case, room / "case", room / "out")
    return room / "case"


def test_who_may_read_the_files_and_what_a_kill_left_half_written_is_no_part_of_a_case(
    made: dict[str, Scene], tmp_path: Path
) -> None:
    """Permissions, owner and times change no byte; files whose name begins with a dot are swept and never read."""
    case = laid(made["finished"], tmp_path)
    (case / "plan.json").chmod(0o666)
    os.utime(case / "ledger.jsonl", (0, 0))
    (case / ".plan.json.1f").write_bytes(b"half")
    assert look(made["finished"], tmp_path) == UNSEEN


def test_the_same_words_encrypted_anew_by_the_kit_are_no_change(made: dict[str, Scene], tmp_path: Path) -> None:
    """Another nonce, the same mandate: no byte that means anything was altered."""
    scene = made["encrypted"]
    case = laid(scene, tmp_path)
    store = Store.open(case, scene.kit)
    store.write(MANDATE, store.read(MANDATE))
    assert (case / MANDATE).read_bytes() != scene.ground.case[MANDATE]
    assert look(scene, tmp_path) == UNSEEN


def test_an_entry_erased_by_whoever_has_the_disk_is_counted_and_not_hidden(
    made: dict[str, Scene], tmp_path: Path
) -> None:
    """Erasing takes no key: the duty to erase outlives kits. What stood there is gone, that it stood there is not."""
    erase(laid(made["finished"], tmp_path), 5)
    assert look(made["finished"], tmp_path) == Looked((), None, erased=1)


def test_an_erasure_undone_is_counted_too(made: dict[str, Scene], tmp_path: Path) -> None:
    """The entry is the true one (its leaf says so); that it was to be gone, only its count tells."""
    assert looked_at(made["erased"], made["erased"].unerased, tmp_path) == Looked((), None, erased=-1)


def test_an_earlier_set_of_documents_with_its_own_signed_list_is_still_a_true_one(
    made: dict[str, Scene], tmp_path: Path
) -> None:
    """Documents may be made again of the same ledger; which set was handed out, only the receiver's copy says."""
    scene = made["finished"]
    earlier = {**scene.ground.earlier[-1], OUT + "officer.pdf": b"officer first", OUT + "client.pdf": b"client first"}
    assert looked_at(scene, earlier, tmp_path) == UNSEEN


def test_who_has_key_and_disk_is_given_away_by_the_code_alone(made: dict[str, Scene], tmp_path: Path) -> None:
    scene = made["finished"]
    assert looked_at(scene, scene.ground.earlier[0], tmp_path) == Looked(("printed",), "printed")
