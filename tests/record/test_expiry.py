"""Erasing on term: not a day too early, whole at any kill, with a proof that says nothing of what is gone."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import AMSTERDAM
from inzage.mandate import CheckOrder, OrdersFault
from inzage.mandate.attended import ATTENDED
from inzage.mandate.used import UsedOrders
from inzage.record import CASE, LEDGER, PLAN, CannotWrite, EntryKind, expiry
from inzage.record.expiry import (
    Erased,
    NotDue,
    NoteSpoilt,
    NotOurs,
    OutOfReach,
    ProofWouldNotCount,
    erase,
    proofs,
)
from inzage.record.found import FoundCase, Unjudged, cases_below, judged
from inzage.record.journal import JOURNAL
from inzage.record.place import part_of
from inzage.record.proof import Proof, ProofWrong, read_proof, sign_proof
from inzage.record.reading import read_case
from inzage.record.retention import Term, term_of
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical, parse
from inzage.signing.dsse import read, sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit, person_id
from inzage.signing.policy import Kept, Policy
from inzage.signing.revocation import Cause, Revocation, keep_revoked
from tests.record.making import Office, begin, finish, finished, kit_at, work

TODAY = datetime.now(AMSTERDAM).date()
LATER = TODAY + timedelta(days=43)  # a mandate that is silent keeps a case for 42 days


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = Office.new().trusted_by(kit_at(tmp_path / "kit"))
    kit.person_key("P-1")
    return kit


def a_case(kit: Kit, path: Path, check_id: str = "check-1") -> FoundCase:
    """A finished case of P-1 in ``path``."""
    finished(path, kit, replace(Office.new().papers(), plan=canonical({"on": TODAY.isoformat()})), check_id=check_id)
    found = judged(path, kit)
    assert isinstance(found, FoundCase), found
    return found


def go_on(kit: Kit, others: list[FoundCase]) -> list[Erased]:
    """Finish everything that a kill left undone."""
    return [expiry.go_on(note, kit, others) for note in expiry.begun(kit)]


def person_key(kit: Kit) -> Path:
    return kit.path / "persons" / f"{person_id('P-1')}.key"


# --- the term ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "policy", "kind", "days", "by"),
    [
        (42, Policy(), Kept.CASE, 42, "mandate"),
        (42, Policy(retention_days=30), Kept.CASE, 30, "policy"),
        (42, Policy(retention_days=42), Kept.CASE, 42, "mandate"),
        (42, Policy(retention_days=90), Kept.CASE, 42, "mandate"),
        (42, Policy(retention_days=90, retention={"halted": 7}), Kept.HALTED, 7, "policy"),
        (42, Policy(retention_days=30, retention={"interrupted": 90}), Kept.INTERRUPTED, 42, "mandate"),
        (42, Policy(retention={"case": 1}), Kept.CASE, 1, "policy"),
    ],
)
def test_the_shorter_term_holds(mandate: int, policy: Policy, kind: Kept, days: int, by: str) -> None:
    term = term_of(mandate, policy, kind, TODAY)
    assert (term.days, term.stated_by, term.kind) == (days, by, kind)


@given(st.dates(), st.integers(1, 36_500), st.dates())
def test_a_case_goes_after_its_last_day_and_never_on_it(ended: date, days: int, today: date) -> None:
    term = Term(days, "policy", Kept.CASE, ended)
    assert term.past(today) is (today > term.last)
    assert (term.last - ended).days == min(days, (date.max - ended).days)


# --- erasing -----------------------------------------------------------------------------


def test_a_case_past_its_term_is_gone_and_its_proof_says_nothing_of_it(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "cases/een")
    read_before = read_case(case.path, kit)
    done = erase(case, kit, [case], LATER)
    assert not any((tmp_path / "cases").iterdir())
    proof = read_proof(done.file.read_bytes(), kit.own_keys(), file="bewijs")
    assert proof == done.proof
    assert (proof.check_id, proof.root) == (read_before.check_id, read_before.result["ledger"]["root"])
    assert proof.term == Term(42, "mandate", Kept.CASE, TODAY)
    assert proof.fits(read_before.code)
    assert set(proof.json) == {
        "check_id", "ended", "erased_at", "key_shredded", "ledger", "term", "version",
    }  # fmt: skip
    assert "P-1" not in done.file.read_text("utf-8")
    assert [file.name for file in (kit.path / "erasures").iterdir()] == ["check-1.dsse.json"]


@pytest.mark.parametrize("days", [0, 1, 41, 42])
def test_within_its_term_it_is_refused(kit: Kit, tmp_path: Path, days: int) -> None:
    case = a_case(kit, tmp_path / "een")
    with pytest.raises(NotDue) as caught:
        erase(case, kit, [case], TODAY + timedelta(days=days))
    assert caught.value.exit_code == 5
    assert str(TODAY + timedelta(days=42)) in caught.value.sentence("nl")
    assert read_case(case.path, kit).check_id == "check-1"
    assert proofs(kit) == ()


def test_the_persons_key_goes_with_the_last_case(kit: Kit, tmp_path: Path) -> None:
    one, two = a_case(kit, tmp_path / "een"), a_case(kit, tmp_path / "twee", "check-2")
    before = kit.person_key("P-1")
    assert erase(one, kit, [one, two], LATER).proof.key_shredded is False
    assert person_key(kit).exists()
    assert erase(two, kit, [two], LATER).proof.key_shredded is True
    assert not person_key(kit).exists()
    assert kit.person_key("P-1") != before


def test_a_case_that_the_kit_remembers_elsewhere_keeps_the_key(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    order = CheckOrder(case.mandate_sha256, "P-1", 1, TODAY, 1, ("toezichthouder",), None, "a" * 32)
    UsedOrders(kit.used_orders).use(order, "check-on-another-disk")
    assert erase(case, kit, [], LATER).proof.key_shredded is False
    assert person_key(kit).exists()


def test_a_key_file_does_not_linger_under_another_name(kit: Kit, tmp_path: Path) -> None:
    secret, link = kit.person_key("P-1"), tmp_path / "linked"
    case = a_case(kit, tmp_path / "een")
    link.hardlink_to(person_key(kit))
    erase(case, kit, [], LATER)
    assert link.read_bytes() == secret  # a copy that somebody made stays his: what is shredded is the kit's


def test_a_folder_in_a_case_stops_it(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    (case.path / "eigen").mkdir()
    with pytest.raises(NotOurs):
        erase(case, kit, [], LATER)
    assert (case.path / CASE).exists()
    assert proofs(kit) == ()


def test_a_link_in_a_case_is_removed_and_not_followed(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/brief").write_text("van mij", "utf-8")
    (case.path / "link").symlink_to(tmp_path / "mine")
    erase(case, kit, [], LATER)
    assert (tmp_path / "mine/brief").exists()
    assert not case.path.exists()


# --- kills -------------------------------------------------------------------------------


class Killed(BaseException):
    """A kill: nothing in the package catches it."""


def dying_after(calls: int) -> Iterator[None]:
    """Counts down; then the power fails."""
    for _ in range(calls):
        yield
    raise Killed


STEPS = ("rename", "unlink", "rmdir")


@pytest.mark.parametrize("calls", range(14))
def test_a_kill_at_any_step_leaves_the_case_or_its_proof(
    kit: Kit, tmp_path: Path, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(kit, tmp_path / "een")
    whole = sorted(file.name for file in case.path.iterdir())
    left = dying_after(calls)
    with monkeypatch.context() as patch:
        for step in STEPS:
            real: Any = getattr(Path, step)

            def cut(self: Path, *words: Any, real: Any = real, **more: Any) -> Any:
                next(left)
                return real(self, *words, **more)

            patch.setattr(Path, step, cut)
        try:
            erase(case, kit, [], LATER)
            killed = False
        except Killed:
            killed = True
    if not killed:
        assert len(proofs(kit)) == 1
        return
    if not (kit.path / "erasures").exists() or not list((kit.path / "erasures").glob("*.begun.json")):
        assert sorted(file.name for file in case.path.iterdir()) == whole  # nothing had begun
        return
    done = go_on(kit, [])
    assert [one.proof.check_id for one in done] == ["check-1"]
    assert {path.name for path in tmp_path.iterdir()} == {"kit"}
    assert read_proof(proofs(kit)[0].read_bytes(), kit.own_keys(), file="x") == done[0].proof
    assert done[0].proof.key_shredded
    assert go_on(kit, []) == []


def begun(kit: Kit, case: FoundCase, monkeypatch: pytest.MonkeyPatch) -> None:
    """An erasure that was killed before anything was removed."""
    with monkeypatch.context() as patch:

        def dead(*_: object) -> None:
            raise Killed

        patch.setattr("inzage.record.expiry._remove", dead)
        with pytest.raises(Killed):
            erase(case, kit, [], LATER)


def test_storage_that_is_away_is_not_called_erased(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(kit, tmp_path / "stick/een")
    begun(kit, case, monkeypatch)
    (tmp_path / "stick").rename(tmp_path / "away")
    with pytest.raises(OutOfReach):
        go_on(kit, [])
    assert proofs(kit) == ()
    (tmp_path / "away").rename(tmp_path / "stick")
    assert len(go_on(kit, [])) == 1


def test_a_case_that_took_the_place_is_left_alone(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(kit, tmp_path / "een")
    begun(kit, case, monkeypatch)
    shutil.rmtree(case.path)
    other = a_case(kit, tmp_path / "een", "check-9")
    assert [one.proof.check_id for one in go_on(kit, [other])] == ["check-1"]
    assert read_case(other.path, kit).check_id == "check-9"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"{", b'{"term":{}}', b"\xff"])
def test_a_note_that_is_none_is_a_sentence(kit: Kit, data: bytes) -> None:
    (kit.path / "erasures").mkdir()
    (kit.path / "erasures/x.begun.json").write_bytes(data)
    with pytest.raises(NoteSpoilt) as caught:
        go_on(kit, [])
    assert "reservekopie" in caught.value.sentence("nl")


def test_a_case_that_is_gone_since_it_was_found_is_a_sentence(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    shutil.rmtree(case.path)
    with pytest.raises(CannotWrite):
        erase(case, kit, [], LATER)
    assert proofs(kit) == ()


def test_a_damaged_memory_of_orders_is_found_before_anything_goes(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    kit.used_orders.write_bytes(b"junk\n")
    with pytest.raises(OrdersFault):
        erase(case, kit, [], LATER)
    assert read_case(case.path, kit).check_id == "check-1"
    assert expiry.begun(kit) == ()


def test_a_revoked_kit_erases_nothing_until_its_key_is_renewed(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "een")
    keep_revoked(kit.path / "trust", {kit.key.public.keyid: revoked_at(kit, NOW)})
    with pytest.raises(ProofWouldNotCount) as caught:
        erase(case, Kit.load(kit.path), [], LATER)
    assert "kit rotate" in caught.value.sentence("nl")
    assert case.path.exists()
    assert erase(case, Kit.load(kit.path).rotate(), [], LATER).proof.check_id == "check-1"


def test_why_experts_attended_goes_with_the_last_case_under_the_mandate(kit: Kit, tmp_path: Path) -> None:
    one, two = a_case(kit, tmp_path / "een"), a_case(kit, tmp_path / "twee", "check-2")
    other = '{"mandate_sha256": "%s", "reason": "elders"}\n' % ("0" * 64)
    (kit.path / ATTENDED).write_text(f'{other}{{"mandate_sha256": "{one.mandate_sha256}", "reason": "jansen"}}\n')
    (kit.path / ATTENDED).chmod(0o600)
    erase(one, kit, [one, two], LATER)
    assert "jansen" in (kit.path / ATTENDED).read_text()
    erase(two, kit, [two], LATER)
    assert (kit.path / ATTENDED).read_text() == other
    assert (kit.path / ATTENDED).stat().st_mode & 0o777 == 0o600


def test_a_disk_that_refuses_is_a_sentence(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(kit, tmp_path / "een")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("inzage.record.expiry.write_whole", full)
    with pytest.raises(CannotWrite):
        erase(case, kit, [], LATER)
    assert read_case(case.path, kit).check_id == "check-1"


# --- finding -----------------------------------------------------------------------------


def test_cases_are_found_wherever_they_lie_and_each_once(kit: Kit, tmp_path: Path) -> None:
    a_case(kit, tmp_path / "cases/a/een")
    a_case(kit, tmp_path / "cases/twee", "check-2")
    (tmp_path / "cases/link").symlink_to(tmp_path / "cases/a")
    roots = [tmp_path / "cases", tmp_path / "cases/twee", tmp_path / "cases"]
    assert [found.path.name for found in cases_below(roots, kit)] == ["een", "twee"]


def test_a_case_is_found_once_by_whatever_path_it_is_given(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_case(kit, tmp_path / "cases/een")
    (tmp_path / "link").symlink_to(tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    roots = [Path("cases"), tmp_path / "cases", tmp_path / "cases/../cases", tmp_path / "link"]
    assert len(list(cases_below(roots, kit))) == 1


def test_a_case_that_only_bears_the_name_of_an_erasure_is_not_kept_unseen(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(kit, tmp_path / "cases/een")
    going = case.path.rename(tmp_path / "cases/een.erasing")
    (found,) = cases_below([tmp_path / "cases"], kit)
    assert isinstance(found, Unjudged)
    assert ".erasing" in found.why[0]
    begun(kit, replace(case, path=going), monkeypatch)
    assert list(cases_below([tmp_path / "cases"], kit)) == []  # now the kit knows, and goes on with it


def test_an_interrupted_check_is_found_with_its_own_term(kit: Kit, tmp_path: Path) -> None:
    papers = replace(Office.new().papers(), plan=canonical({"on": TODAY.isoformat()}))
    with begin(tmp_path / "een", kit, papers) as case:
        work(case)
    (found,) = cases_below([tmp_path], kit)
    assert isinstance(found, FoundCase)
    assert (found.path, found.interrupted, found.root) == (part_of(tmp_path / "een"), True, None)
    assert erase(found, kit, [], LATER).proof.json["ledger"] is None
    assert not part_of(tmp_path / "een").exists()


def test_what_was_sealed_for_the_police_does_not_go_before_it_is_finished(kit: Kit, tmp_path: Path) -> None:
    papers = replace(Office.new().papers(), plan=canonical({"on": TODAY.isoformat()}))
    with begin(tmp_path / "een", kit, papers) as case:
        work(case)
        case.append(EntryKind.SEALED, {"number": "BCDFG", "sha256": "0" * 64}, outcome={"envelope": "eA=="})
    (found,) = cases_below([tmp_path], kit)
    assert isinstance(found, Unjudged)
    assert "verzegeld" in found.why[0]


def test_an_interrupted_check_is_as_old_as_its_last_line_and_is_left_as_it_lies(kit: Kit, tmp_path: Path) -> None:
    papers = replace(Office.new().papers(), plan=canonical({"on": "2026-01-05"}))
    with begin(tmp_path / "een", kit, papers) as case:
        work(case)
    journal = part_of(tmp_path / "een") / JOURNAL
    with journal.open("ab") as file:
        file.write(b"torn by a ki")
    before = journal.read_bytes()
    found = judged(part_of(tmp_path / "een"), kit)
    assert isinstance(found, FoundCase)
    assert found.term.ended == TODAY
    assert journal.read_bytes() == before


def spoil_ledger(case: Path) -> None:
    data = (case / LEDGER).read_bytes()
    (case / LEDGER).write_bytes(data.replace(b'"rows":7', b'"rows":8', 1))


def older(case: Path) -> None:
    data = (case / LEDGER).read_bytes()
    (case / LEDGER).write_bytes(data.replace(TODAY.strftime("%Y-").encode(), b"2019-"))


def no_card(case: Path) -> None:
    (case / CASE).write_bytes(b"{}")


@pytest.mark.parametrize("spoil", [spoil_ledger, older, no_card])
def test_a_case_that_is_not_as_it_was_signed_is_named_and_not_judged(kit: Kit, tmp_path: Path, spoil: Any) -> None:
    case = a_case(kit, tmp_path / "cases/een")
    spoil(case.path)
    (found,) = cases_below([tmp_path / "cases"], kit)
    assert isinstance(found, Unjudged)
    assert all(found.why)


def test_a_case_of_another_kit_is_not_this_ones_to_erase(kit: Kit, tmp_path: Path) -> None:
    case = a_case(kit, tmp_path / "cases/een")
    other = kit_at(tmp_path / "other")
    assert isinstance(judged(case.path, other), Unjudged)
    assert isinstance(judged(case.path, kit.rotate()), FoundCase)  # but an earlier key of it is its own


def test_a_plan_without_a_day_cannot_be_judged(kit: Kit, tmp_path: Path) -> None:
    with begin(tmp_path / "een", kit, Office.new().papers()):
        pass  # killed before its first line
    assert PLAN in {file.name for file in part_of(tmp_path / "een").iterdir()}
    assert isinstance(judged(part_of(tmp_path / "een"), kit), Unjudged)


def test_a_case_in_which_nothing_happened_is_as_old_as_its_plan(kit: Kit, tmp_path: Path) -> None:
    papers = replace(Office.new().papers(), plan=canonical({"on": "2026-01-05"}))
    with begin(tmp_path / "een", kit, papers) as case:
        finish(case, papers)
    found = judged(tmp_path / "een", kit)
    assert isinstance(found, FoundCase)
    assert found.term.ended == date(2026, 1, 5)


# --- the proof ---------------------------------------------------------------------------

PROOF = Proof("check-1", 9, "ab" * 32, Term(42, "mandate", Kept.CASE, TODAY), "2026-11-22T10:00:00Z", True)
KEY = PrivateKey.generate()

proof_values = st.builds(
    Proof,
    st.text("abc-123", min_size=1, max_size=9),
    st.integers(0, 999),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.builds(Term, st.integers(1, 999), st.sampled_from(["mandate", "policy"]), st.sampled_from(Kept), st.dates()),
    st.datetimes(datetime(1970, 1, 1)).map(lambda at: at.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
    st.booleans(),
)


@given(proof_values)
def test_a_proof_survives_its_envelope(proof: Proof) -> None:
    if proof.erased_at[0] != "0":
        assert read_proof(sign_proof(proof, KEY), [KEY.public], file="x") == proof


def changed(**fields: object) -> bytes:
    said = parse(read(sign_proof(PROOF, KEY), file="x").payload)
    assert isinstance(said, dict)
    return sign(canonical({**said, **fields}), PayloadType.ERASURE, [KEY])


WRONG = {
    "of a stranger": sign_proof(PROOF, PrivateKey.generate()),
    "of another kind": sign(canonical(PROOF.json), PayloadType.RESULT, [KEY]),
    "no envelope": canonical(PROOF.json),
    "a field too many": changed(person="P-1"),
    "another version": changed(version=2),
    "a term by nobody": changed(term={"days": 1, "kind": "case", "stated_by": "me"}),
    "a kind that is none": changed(term={"days": 1, "kind": "x", "stated_by": "policy"}),
    "a code of another root": changed(ledger={"code": "AAAAA", "entries": 9, "root": "ab" * 32}),
    "a root that is none": changed(ledger={"code": "AAAAA", "entries": 9, "root": "x"}),
    "a day that is none": changed(ended="2026-02-30"),
    "a moment that is none": changed(erased_at="vandaag"),
    "nothing": b"",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_proof_of_this_kit_is_refused(what: str) -> None:
    with pytest.raises(ProofWrong) as caught:
        read_proof(WRONG[what], [KEY.public], file="bewijs")
    assert "Gebruik dit bewijs niet" in caught.value.sentence("nl")


NOW = datetime.now(UTC).replace(microsecond=0)


def revoked_at(kit: Kit, since: datetime) -> Revocation:
    return Revocation(kit.key.public.keyid, since, Cause.STOLEN)


def test_a_proof_by_a_key_that_was_revoked_by_then_is_none(kit: Kit) -> None:
    """Who stole the key of a kit cannot make a case that he took away look erased on term."""
    proof = sign_proof(replace(PROOF, erased_at=NOW.strftime("%Y-%m-%dT%H:%M:%SZ")), kit.key)
    for since, counts in ((NOW + timedelta(1), True), (NOW, False), (NOW - timedelta(1), False)):
        revoked = {kit.key.public.keyid: revoked_at(kit, since)}
        if counts:
            assert read_proof(proof, kit.own_keys(), file="x", revoked=revoked).check_id == "check-1"
        else:
            with pytest.raises(ProofWrong, match="revoked as of"):
                read_proof(proof, kit.own_keys(), file="x", revoked=revoked)


def test_without_keys_nothing_is_a_proof() -> None:
    with pytest.raises(ProofWrong):
        read_proof(sign_proof(PROOF, KEY), [], file="bewijs")


def test_a_proof_of_an_unfinished_check_fits_no_code() -> None:
    assert not replace(PROOF, root=None, entries=None).fits("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
