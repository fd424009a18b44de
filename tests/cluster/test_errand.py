"""What a node answers is a stranger's word: a closed set, bounded, or it is no answer."""

import json
from typing import Any

import pytest

from inzage.cluster import node
from inzage.cluster.errand import SPARE, Elsewhere, Errand, Shared, Unfit, heard
from inzage.cluster.node import instrument, perform
from inzage.worker import MAX_MESSAGE, CannotLock, Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied

TREE = Shared("/nowhere/at/all", b"identity", ledger=True)


def errand(**changes: Any) -> Errand:
    told = {"instrument": instrument(), "message": b'{"artefacts": []}', "limits": Limits(), "files": (), "chunks": ()}
    return Errand(**{**told, **changes})


def test_a_reply_and_digests_come_through_as_they_are() -> None:
    done = heard(json.dumps({"reply": {"outcomes": [1]}, "digests": [["sha256:ab", "md5:cd"]]}))
    assert done.reply == {"outcomes": [1]}
    assert done.digests == (("sha256:ab", "md5:cd"),)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"died": "OutOfTime"}, OutOfTime),
        ({"died": "OutOfMemory"}, OutOfMemory),
        ({"died": "Garbage"}, Garbage),
        ({"died": "WorkerDied"}, WorkerDied),
        ({"unfit": True}, Unfit),
        ({"elsewhere": True}, Elsewhere),
        ({"elsewhere": False}, Elsewhere),
    ],
)
def test_a_word_of_the_closed_set_is_what_it_says(told: dict[str, Any], kind: type[Exception]) -> None:
    with pytest.raises(kind) as met:
        heard(json.dumps(told))
    assert type(met.value) is kind


@pytest.mark.parametrize(
    "told",
    [
        None,
        b"{}",
        {"reply": {}},
        "",
        "[]",
        "{}",
        '{"died": "KeyboardInterrupt"}',
        '{"died": 1}',
        '{"died": "OutOfTime", "more": 1}',
        '{"reply": {}}',
        '{"reply": [], "digests": []}',
        '{"reply": {}, "digests": [1]}',
        '{"reply": {}, "digests": [[1]]}',
        '{"reply": {}, "digests": [], "more": 1}',
        '{"reply": {}, "reply": {}, "digests": []}',
        '{"elsewhere": 1}',
        '{"unfit": false}',
        '{"reply": {"n": 1e999}, "digests": []}',
        '{"reply": ' + '{"a": ' * 40 + "1" + "}" * 40 + ', "digests": []}',
        '{"reply": {}, "digests": [], "x": "' + "a" * (MAX_MESSAGE + SPARE) + '"}',
        "\ud800",
    ],
    ids=lambda told: str(told)[:30].encode("utf-8", "replace"),
)
def test_anything_else_is_no_answer(told: object) -> None:
    with pytest.raises(Garbage):
        heard(told)


def test_an_errand_shows_nothing_of_what_it_carries() -> None:
    shown = repr(errand(message=b'{"path": "CANARY"}', shared=Shared("/CANARY", b"CANARY", ledger=False)))
    assert "CANARY" not in shown
    assert "CANARY" not in repr(TREE)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (CannotLock(expected="x", found="y"), {"unfit": True}),
        (OutOfTime(found="CANARY"), {"died": "OutOfTime"}),
        (Garbage(found="CANARY"), {"died": "Garbage"}),
        (MemoryError("CANARY"), {"died": "OutOfMemory"}),
        (ValueError("CANARY"), {"died": "WorkerDied"}),
        (OSError(5, "CANARY"), {"died": "WorkerDied"}),
    ],
)
def test_whatever_goes_wrong_on_a_node_comes_back_as_a_word(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, told: dict[str, Any]
) -> None:
    def failing() -> None:
        raise fault

    monkeypatch.setattr(node, "_pool", failing)
    assert json.loads(perform(errand())) == told


def test_a_node_of_another_version_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "_pool", lambda: pytest.fail("it was asked"))
    assert json.loads(perform(errand(instrument="another"))) == {"unfit": True}


def test_a_chunk_that_is_not_its_name_reaches_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "_pool", lambda: pytest.fail("it was asked"))
    name = "0" * 64
    assert json.loads(perform(errand(files=((name,),), chunks=(name,)), b"bytes")) == {"died": "WorkerDied"}


def test_a_path_that_is_not_there_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "_pool", lambda: pytest.fail("it was asked"))
    assert json.loads(perform(errand(shared=TREE))) == {"elsewhere": True}
