"""The proof: what it says holds against the log, and a changed one is refused by name."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from inzage.record.proof import ProofWrong as KitProofWrong
from inzage.record.proof import read_proof as read_kit_proof
from inzage.register.erasure_proof import ProofWrong, as_file, check_proof, proof_of, read_proof
from inzage.register.log import head, verify
from inzage.register.models import Entry, Erasure, Gone
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from tests.register.ground import ADMIN, make
from tests.register.privacy.cases import closed, erased, full

KEY, OTHER = PrivateKey.generate(), PrivateKey.generate()


def test_a_proof_says_which_lines_are_empty_and_who_did_it() -> None:
    place = closed(full())
    before = verify()
    done = erased(place.root)
    said = done.proof.json
    gone = set(Gone.objects.values_list("record", flat=True))
    empty = Entry.objects.filter(subject__in=gone).exclude(action="erase").order_by("number")
    assert [(each["number"], each["digest"]) for each in said["lines"]] == list(empty.values_list("number", "digest"))
    assert len(said["lines"]) == done.proof.counts["steps"] > 20
    assert said["before"]["number"] == before + 2  # proposed and agreed
    assert said["after"]["number"] == said["before"]["number"] + 1
    assert said["by"] == {"key": ADMIN.key, "role": "systeembeheerder", "organisation": "rn-1"}
    assert Entry.objects.get(number=said["after"]["number"]).hash == said["after"]["hash"]
    assert head()[0] == said["after"]["number"] + 1


def test_a_proof_holds_nothing_of_what_was_erased() -> None:
    done = erased(closed(full()).root)
    for told in ("P-0001", "A7F3", "iris", "toezichthouder-1", "zeden", "noord", "gesprek naar voren"):
        assert told.encode() not in done.file


def test_a_signed_proof_is_read_with_the_register_s_key_alone() -> None:
    done = erased(closed(full()).root, key=KEY)
    said = read_proof(done.file, [OTHER.public, KEY.public])
    assert said == done.proof.json
    check_proof(said)
    with pytest.raises(ProofWrong, match="Found"):
        read_proof(done.file, [OTHER.public])
    with pytest.raises(ProofWrong, match="no key"):
        read_proof(done.file, [])


def test_without_a_key_the_proof_is_plain_json() -> None:
    done = erased(closed(full()).root)
    assert json.loads(done.file) == done.proof.json
    check_proof(done.proof.json)
    assert done.name == f"bewijs-van-wissen-{done.proof.after[0]}.json"


def test_a_proof_can_be_made_again() -> None:
    done = erased(closed(full()).root, key=KEY)
    make("organisatie")
    assert proof_of(Erasure.objects.get()) == done.proof
    assert as_file(done.proof, KEY) == done.file


def test_for_outside_it_names_a_role_and_no_key() -> None:
    done = erased(closed(full()).root)
    said = as_file(done.proof, None, outward=True)
    assert json.loads(said)["by"] == {"role": "systeembeheerder"}
    assert ADMIN.key.encode() not in said
    check_proof(json.loads(said))


CHANGES: dict[str, Callable[[dict[str, Any]], Mapping[str, Any]]] = {
    "another count": lambda said: said | {"counts": said["counts"] | {"versions": 0}},
    "another head": lambda said: said | {"before": said["before"] | {"hash": "0" * 64}},
    "a line left out": lambda said: said | {"lines": said["lines"][1:]},
    "another subject": lambda said: said | {"subject": said["decision"]},
    "another who": lambda said: said | {"by": said["by"] | {"role": "planner"}},
    "a line that is no erasure": lambda said: said | {"after": said["before"]},
    "a line that is not there": lambda said: said | {"after": {"number": 10**6, "hash": ""}},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_proof_that_the_log_does_not_bear_out_is_refused(what: str) -> None:
    done = erased(closed(full()).root)
    with pytest.raises(ProofWrong) as fault:
        check_proof(CHANGES[what](done.proof.json))
    assert "Gebruik dit bewijs niet" in fault.value.sentence("nl")


@pytest.mark.parametrize("payload", [b"[]", b"{}", b"nothing", canonical({"of": "register"})])
def test_a_document_without_its_fields_is_no_proof(payload: bytes) -> None:
    with pytest.raises(ProofWrong):
        read_proof(sign(payload, PayloadType.ERASURE, [KEY]), [KEY.public])


def test_a_proof_of_the_register_is_none_of_a_kit() -> None:
    done = erased(closed(full()).root, key=KEY)
    with pytest.raises(KitProofWrong):
        read_kit_proof(done.file, [KEY.public], file="it")
