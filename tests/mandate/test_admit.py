"""The gate: who may begin a check, and for each who may not the sentence that says why."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.errors import InzageError, RefusedByMandate
from inzage.mandate import (
    NEVER,
    Admission,
    AdmissionMark,
    CheckOrder,
    Condition,
    DataClass,
    FieldWrong,
    Frequency,
    Mandate,
    Officials,
    Period,
    refusals,
)
from inzage.mandate.admit import admit
from inzage.mandate.codec import mandate_payload
from inzage.mandate.used import UsedOrders
from inzage.result import Mark
from inzage.signing import NotAnEnvelope, PayloadType, SignatureMissing, SignatureWrong, WrongPayloadType
from inzage.signing.dsse import decode, encode, sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.policy import write_policy
from inzage.signing.revocation import Cause, KeyRevoked, Revocation
from tests.mandate.made import FULL_DRAFT, TODAY, Bench, a_bench, a_mandate, a_validation, an_order

STRANGER = PrivateKey.generate()
MANDATE = a_mandate()


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A field kit with a complete policy."""
    return a_bench(tmp_path_factory.mktemp("field"))


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A laboratory's kit without a policy."""
    return a_bench(tmp_path_factory.mktemp("laboratory"), laboratory=True, ready=False)


@pytest.fixture
def used(tmp_path: Path) -> UsedOrders:
    return UsedOrders(tmp_path / "used.jsonl")


def let_in(
    bench: Bench,
    used: UsedOrders,
    mandate: Mandate = MANDATE,
    order: CheckOrder | None = None,
    *,
    today: date = TODAY,
    **more: Any,
) -> Admission:
    """Ask at the gate with everything in order but what the test changes."""
    asked = bench.ordered(order or an_order(mandate))
    return admit(bench.signed(mandate), asked, kit=bench.kit, today=today, used=used, **more)


def sentence(error: InzageError) -> str:
    """The Dutch sentence, whole: no fact was left out of it, in either language."""
    for language in (error.sentence("nl"), error.sentence("en")):
        assert "{" not in language
    return error.sentence("nl")


def test_a_real_mandate_with_its_order_is_let_in(field: Bench, used: UsedOrders) -> None:
    order = an_order(MANDATE)
    admission = let_in(field, used, order=order)
    assert admission.mandate == MANDATE
    assert admission.order is not None
    assert (admission.order.nonce, admission.order.number) == (order.nonce, 1)
    assert admission.marks == (AdmissionMark.CONCEPT,)


def test_asking_remembers_nothing(field: Bench, used: UsedOrders) -> None:
    let_in(field, used)
    assert not used.path.exists()


def test_a_stranger_cannot_issue_a_mandate(field: Bench, used: UsedOrders) -> None:
    order = field.ordered(an_order(MANDATE))
    for keys in ((STRANGER, STRANGER), (field.issuer, STRANGER), (STRANGER, field.second)):
        envelope = field.signed(MANDATE, *keys)
        with pytest.raises(SignatureWrong) as caught:
            admit(envelope, order, kit=field.kit, today=TODAY, used=used)
        assert caught.value.exit_code == 5
        assert "handtekening" in sentence(caught.value)


@pytest.mark.parametrize("who", ["issuer", "second"])
def test_one_person_is_not_two(field: Bench, used: UsedOrders, who: str) -> None:
    key = getattr(field, who)
    with pytest.raises(SignatureMissing):
        admit(field.signed(MANDATE, key), field.ordered(an_order(MANDATE)), kit=field.kit, today=TODAY, used=used)
    with pytest.raises(SignatureMissing):
        admit(field.signed(MANDATE, key, key), field.ordered(an_order(MANDATE)), kit=field.kit, today=TODAY, used=used)


def test_a_mandate_without_any_signature_is_refused(field: Bench, used: UsedOrders) -> None:
    bare = sign(mandate_payload(MANDATE), PayloadType.MANDATE, [])
    with pytest.raises(SignatureMissing):
        admit(bare, field.ordered(an_order(MANDATE)), kit=field.kit, today=TODAY, used=used)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"window_days":30', b'"window_days":99'), (b"P-7f3a", b"P-0000"), (b'"at_most":2', b'"at_most":9')],
)
def test_one_word_changed_after_signing_is_seen(field: Bench, used: UsedOrders, old: bytes, new: bytes) -> None:
    envelope = json.loads(field.signed(MANDATE))
    payload = decode(envelope["payload"])
    assert payload.count(old) == 1
    envelope["payload"] = encode(payload.replace(old, new))
    with pytest.raises(SignatureWrong):
        admit(json.dumps(envelope).encode(), field.ordered(an_order(MANDATE)), kit=field.kit, today=TODAY, used=used)


def test_an_altered_mandate_that_no_longer_parses_is_altered_and_not_misspelt(field: Bench, used: UsedOrders) -> None:
    envelope = json.loads(field.signed(MANDATE))
    for broken in (b"{", b"\xff", b'{"schema":7}', b"[]"):
        envelope["payload"] = encode(broken)
        with pytest.raises(SignatureWrong):
            admit(json.dumps(envelope).encode(), None, kit=field.kit, today=TODAY, used=used)


@pytest.mark.parametrize("data", [b"", b"niets", FULL_DRAFT.encode(), b"{}"])
def test_what_is_no_envelope_is_said(field: Bench, used: UsedOrders, data: bytes) -> None:
    with pytest.raises(NotAnEnvelope):
        admit(data, None, kit=field.kit, today=TODAY, used=used)


def test_an_order_is_no_mandate_and_a_mandate_no_order(field: Bench, used: UsedOrders) -> None:
    mandate, order = field.signed(MANDATE), field.ordered(an_order(MANDATE))
    with pytest.raises(WrongPayloadType):
        admit(order, order, kit=field.kit, today=TODAY, used=used)
    with pytest.raises(WrongPayloadType):
        admit(mandate, mandate, kit=field.kit, today=TODAY, used=used)


@pytest.mark.parametrize(
    ("today", "refusal"),
    [
        (date(2025, 12, 31), refusals.NotYetValid),
        (date(2026, 1, 1), None),
        (date(2027, 12, 31), None),
        (date(2028, 1, 1), refusals.Expired),
    ],
)
def test_a_mandate_opens_on_its_own_days(
    field: Bench, used: UsedOrders, today: date, refusal: type[RefusedByMandate] | None
) -> None:
    order = an_order(MANDATE, on=today)
    if refusal is None:
        assert let_in(field, used, order=order, today=today)
        return
    with pytest.raises(refusal) as caught:
        let_in(field, used, order=order, today=today)
    assert str(today) in sentence(caught.value)


def test_a_mandate_without_a_period_opens_on_no_day(field: Bench, used: UsedOrders) -> None:
    with pytest.raises(refusals.WithoutPeriod) as caught:
        let_in(field, used, a_mandate(period=NEVER))
    assert "geen periode" in sentence(caught.value) or "Zonder periode" in sentence(caught.value)


@pytest.mark.parametrize(
    ("condition", "refusal", "said"),
    [
        (Condition("XX-1", 1), refusals.UnknownBlock, "XX-1"),
        (Condition("ZO-1", 99), refusals.UnknownVersion, "99"),
        (Condition("ALG-1", 1, {"dagen": 91}), refusals.ParametersWrong, "91"),
        (Condition("ALG-1", 1, {"weken": 4}), refusals.ParametersWrong, "weken"),
    ],
)
def test_a_condition_that_this_version_does_not_know_is_refused(
    field: Bench, used: UsedOrders, condition: Condition, refusal: type[InzageError], said: str
) -> None:
    with pytest.raises(refusal) as caught:
        let_in(field, used, a_mandate(conditions=(condition,)))
    assert caught.value.exit_code == 5
    assert said in sentence(caught.value)


@pytest.mark.parametrize(("block", "named"), [("ALG-2", "apparaten"), ("ALG-4", "personen")])
def test_a_mandate_that_names_devices_or_persons_by_tokens_is_let_in(
    field: Bench, used: UsedOrders, block: str, named: str
) -> None:
    condition = Condition(block, 1, {named: ("a" * 64,)})
    assert let_in(field, used, a_mandate(conditions=(condition,))).mandate.conditions == (condition,)


def test_an_empty_mandate_is_let_in_and_asks_nothing(field: Bench, used: UsedOrders) -> None:
    assert let_in(field, used, a_mandate(conditions=())).marks == ()


ORDERS: list[tuple[str, dict[str, Any], type[InzageError] | None]] = [
    ("another mandate", {"mandate_sha256": "0" * 64}, refusals.OrderOfAnotherMandate),
    ("another person", {"person": "P-0000"}, refusals.OrderOfAnotherPerson),
    ("the same name in capitals", {"person": "P-7F3A"}, refusals.OrderOfAnotherPerson),
    ("for tomorrow", {"on": TODAY + timedelta(1)}, refusals.OrderNotForToday),
    ("for yesterday", {"on": TODAY - timedelta(1)}, refusals.OrderNotForToday),
    ("two days from yesterday", {"on": TODAY - timedelta(1), "valid_days": 2}, None),
    ("two days from two ago", {"on": TODAY - timedelta(2), "valid_days": 2}, refusals.OrderNotForToday),
    ("at the end of time", {"on": date.max, "valid_days": 31}, refusals.OrderNotForToday),
    ("the last allowed", {"number": 2}, None),
    ("one too many", {"number": 3}, refusals.OverFrequency),
    ("another official", {"officials": ("digitaal-toezichthouder",)}, refusals.OfficialNotOnOrder),
    ("nobody", {"officials": ()}, refusals.OfficialNotOnOrder),
    ("two officials", {"officials": ("digitaal-toezichthouder", "toezichthouder")}, None),
]


@pytest.mark.parametrize(("changes", "refusal"), [(c, r) for _, c, r in ORDERS], ids=[name for name, _, _ in ORDERS])
def test_an_order_fits_this_check_or_is_refused(
    field: Bench, used: UsedOrders, changes: dict[str, Any], refusal: type[InzageError] | None
) -> None:
    order = an_order(MANDATE, **changes)
    if refusal is None:
        assert let_in(field, used, order=order).order
        return
    with pytest.raises(refusal) as caught:
        let_in(field, used, order=order)
    assert type(caught.value) is refusal
    assert caught.value.exit_code == 5
    assert len(sentence(caught.value)) > 40


def test_a_real_mandate_needs_an_order(field: Bench, used: UsedOrders) -> None:
    with pytest.raises(refusals.OrderMissing) as caught:
        admit(field.signed(MANDATE), None, kit=field.kit, today=TODAY, used=used)
    assert "--order" in sentence(caught.value)


def test_only_the_register_orders(field: Bench, used: UsedOrders) -> None:
    for key in (STRANGER, field.kit.key):
        order = field.ordered(an_order(MANDATE), key)
        with pytest.raises((SignatureWrong, SignatureMissing)):
            admit(field.signed(MANDATE), order, kit=field.kit, today=TODAY, used=used)
    with pytest.raises(SignatureMissing):
        admit(
            field.signed(MANDATE), field.ordered(an_order(MANDATE), field.issuer), kit=field.kit, today=TODAY, used=used
        )


def test_an_order_for_an_earlier_text_of_the_mandate_does_not_fit(field: Bench, used: UsedOrders) -> None:
    earlier = a_mandate(retention_days=90)
    with pytest.raises(refusals.OrderOfAnotherMandate):
        let_in(field, used, order=an_order(earlier))


def test_an_order_is_used_once(field: Bench, used: UsedOrders) -> None:
    order = an_order(MANDATE)
    used.use(order, "check-1")
    with pytest.raises(refusals.OrderUsed) as caught:
        let_in(field, used, order=order)
    assert "--resume" in sentence(caught.value)


def test_the_check_that_used_an_order_may_resume_with_it_and_no_other(field: Bench, used: UsedOrders) -> None:
    once = a_mandate(frequency=Frequency(1, "year"))
    order = an_order(once)
    used.use(order, "check-1")
    assert let_in(field, used, once, order, check_id="check-1").order
    with pytest.raises(refusals.OrderUsed):
        let_in(field, used, once, order, check_id="check-2")


def test_the_kit_counts_for_itself(field: Bench, used: UsedOrders) -> None:
    """The register numbers every order 1; the kit still allows no third check in the year."""
    for n in (1, 2):
        order = an_order(MANDATE)
        assert let_in(field, used, order=order)
        used.use(order, f"check-{n}")
    with pytest.raises(refusals.OverFrequencyHere) as caught:
        let_in(field, used)
    assert "2026-01-01" in sentence(caught.value)
    assert "2027-01-01" in sentence(caught.value)


def test_a_new_span_begins_with_a_clean_count(field: Bench, used: UsedOrders) -> None:
    for n, day in enumerate((date(2026, 11, 1), date(2026, 12, 31)), 1):
        used.use(an_order(MANDATE, on=day), f"check-{n}")
    last, first = date(2026, 12, 31), date(2027, 1, 1)
    with pytest.raises(refusals.OverFrequencyHere):
        let_in(field, used, order=an_order(MANDATE, on=last), today=last)
    assert let_in(field, used, order=an_order(MANDATE, on=first), today=first)


def test_checks_under_another_mandate_do_not_count(field: Bench, used: UsedOrders) -> None:
    other = a_mandate(reference="ECLI:NL:RBTEST:2026:2")
    for n in (1, 2):
        used.use(an_order(other), f"check-{n}")
    assert let_in(field, used)


@pytest.mark.parametrize(
    ("officials", "refusal"),
    [
        (Officials(("toezichthouder",)), None),
        (Officials(("digitaal-toezichthouder",)), refusals.OfficialNotAllowed),
        (Officials(()), refusals.OfficialNotAllowed),
        (Officials(("toezichthouder",), ("toezichthouder",)), refusals.OfficialExcluded),
        (Officials(("digitaal-toezichthouder",), ("toezichthouder",)), refusals.OfficialExcluded),
    ],
)
def test_the_mandate_says_who_may_check(
    field: Bench, used: UsedOrders, officials: Officials, refusal: type[InzageError] | None
) -> None:
    mandate = a_mandate(officials=officials)
    if refusal is None:
        assert let_in(field, used, mandate)
        return
    with pytest.raises(refusal) as caught:
        let_in(field, used, mandate)
    assert "toezichthouder" in sentence(caught.value)


@pytest.mark.parametrize(
    ("expected", "given", "fits"),
    [
        ("ABCD-EFGH", "ABCD-EFGH", True),
        ("ABCD-EFGH", "abcd efgh", True),
        ("ABCD-EFGH", "ABCD-EFGX", False),
        ("ABCD-EFGH", "", False),
        ("ABCD-EFGH", None, True),
        (None, "ABCD-EFGH", True),
        (None, None, True),
    ],
)
def test_the_previous_case_is_the_one_that_the_order_names(
    field: Bench, used: UsedOrders, expected: str | None, given: str | None, fits: bool
) -> None:
    order = an_order(MANDATE, previous=expected)
    if fits:
        assert let_in(field, used, order=order, previous_code=given)
        return
    with pytest.raises(refusals.PreviousDiffers) as caught:
        let_in(field, used, order=order, previous_code=given)
    assert "ABCD-EFGH" in sentence(caught.value)


def test_a_laboratory_takes_a_validation_mandate_under_its_own_key(laboratory: Bench, used: UsedOrders) -> None:
    mandate = a_validation()
    envelope = laboratory.signed(mandate, laboratory.kit.key)
    admission = admit(envelope, None, kit=laboratory.kit, today=TODAY, used=used)
    assert admission.mandate == mandate
    assert admission.order is None
    assert admission.marks == (AdmissionMark.VALIDATION, AdmissionMark.CONCEPT)


def test_a_field_kit_takes_no_validation_mandate_not_even_its_own(field: Bench, used: UsedOrders) -> None:
    for keys in ((field.kit.key,), (field.issuer, field.second), (field.kit.key, field.issuer, field.second)):
        with pytest.raises(refusals.ValidationOnFieldKit) as caught:
            admit(field.signed(a_validation(), *keys), None, kit=field.kit, today=TODAY, used=used)
        assert caught.value.exit_code == 5
        assert "laboratorium" in sentence(caught.value)


def test_nobody_elses_key_makes_a_validation_mandate(laboratory: Bench, used: UsedOrders) -> None:
    for keys in ((STRANGER,), (laboratory.issuer, laboratory.second)):
        with pytest.raises(refusals.NotSignedByThisKit):
            admit(laboratory.signed(a_validation(), *keys), None, kit=laboratory.kit, today=TODAY, used=used)


def test_a_real_mandate_does_not_become_one_by_a_word(laboratory: Bench, used: UsedOrders) -> None:
    """Signed by the issuers as real, then edited to say validation: nobody's signature holds."""
    envelope = json.loads(laboratory.signed(MANDATE))
    payload = decode(envelope["payload"]).replace(b'"validation":false', b'"validation":true')
    envelope["payload"] = encode(payload)
    with pytest.raises(refusals.NotSignedByThisKit):
        admit(json.dumps(envelope).encode(), None, kit=laboratory.kit, today=TODAY, used=used)


def test_a_laboratory_key_cannot_sign_a_real_mandate(laboratory: Bench, used: UsedOrders) -> None:
    with pytest.raises((SignatureWrong, SignatureMissing)):
        admit(laboratory.signed(MANDATE, laboratory.kit.key), None, kit=laboratory.kit, today=TODAY, used=used)


def test_a_validation_mandate_expires_like_any_other(laboratory: Bench, used: UsedOrders) -> None:
    mandate = a_validation(period=Period(date(2020, 1, 1), date(2020, 12, 31)))
    with pytest.raises(refusals.Expired):
        admit(laboratory.signed(mandate, laboratory.kit.key), None, kit=laboratory.kit, today=TODAY, used=used)


def test_a_kit_without_policy_does_no_real_check(laboratory: Bench, used: UsedOrders, tmp_path: Path) -> None:
    for bench in (laboratory, a_bench(tmp_path, ready=False)):
        with pytest.raises(refusals.KitNotReady) as caught:
            let_in(bench, used)
        assert "DPIA" in sentence(caught.value)


@pytest.mark.parametrize("missing", ["name", "retention_days", "dpia"])
@pytest.mark.parametrize("laboratory", [True, False])
def test_each_thing_that_a_policy_lacks_is_named(
    used: UsedOrders, tmp_path: Path, missing: str, laboratory: bool
) -> None:
    bench = a_bench(tmp_path, laboratory=laboratory)
    lacking = replace(bench.kit.policy, **{missing: None})
    (bench.kit.path / "kit.toml").write_bytes(write_policy(lacking))
    with pytest.raises(refusals.KitNotReady) as caught:
        let_in(replace(bench, kit=Kit.load(bench.kit.path)), used)
    for said in (caught.value.sentence("nl"), caught.value.sentence("en")):
        assert [name for name in ("name", "retention_days", "dpia") if f" {name}." in said] == [missing]


def test_a_kit_whose_key_was_revoked_begins_nothing(field: Bench, used: UsedOrders) -> None:
    mine = field.kit.key.public.keyid
    gone = Revocation(mine, datetime(2026, 11, 1, tzinfo=UTC), Cause.STOLEN)
    for keyid, refused in ((mine, True), ("a" * 64, False)):
        trust = replace(field.kit.trust, revoked={keyid: replace(gone, keyid=keyid)})
        bench = replace(field, kit=replace(field.kit, trust=trust))
        if refused:
            with pytest.raises(refusals.KitRevoked) as caught:
                let_in(bench, used)
            assert "kit rotate" in sentence(caught.value)
        else:
            assert let_in(bench, used).mandate == MANDATE


@pytest.mark.parametrize("who", ["issuer", "second", "register"])
def test_what_a_revoked_key_signed_opens_nothing(field: Bench, used: UsedOrders, who: str) -> None:
    keyid = getattr(field, who).public.keyid
    gone = Revocation(keyid, datetime(2099, 1, 1, tzinfo=UTC), Cause.LEFT)
    trust = replace(field.kit.trust, revoked={keyid: gone})
    with pytest.raises(KeyRevoked):
        let_in(replace(field, kit=replace(field.kit, trust=trust)), used)


def test_a_laboratory_without_policy_does_the_demo_and_marks_it(laboratory: Bench, used: UsedOrders) -> None:
    demo = a_mandate(reference="DEMO-1")
    assert AdmissionMark.VALIDATION in let_in(laboratory, used, demo).marks


@pytest.mark.parametrize("reference", ["demo-1", "DEMO1", " DEMO-1", "X-DEMO-1"])
def test_only_a_reference_that_begins_with_demo_is_one(laboratory: Bench, used: UsedOrders, reference: str) -> None:
    with pytest.raises(refusals.KitNotReady):
        let_in(laboratory, used, a_mandate(reference=reference))


def test_a_field_kit_without_policy_does_not_even_the_demo(used: UsedOrders, tmp_path: Path) -> None:
    with pytest.raises(refusals.KitNotReady):
        let_in(a_bench(tmp_path, ready=False), used, a_mandate(reference="DEMO-1"))


def test_a_demo_on_a_field_kit_is_marked_too(field: Bench, used: UsedOrders) -> None:
    assert AdmissionMark.VALIDATION in let_in(field, used, a_mandate(reference="DEMO-1")).marks


def test_a_demo_needs_its_order_all_the_same(laboratory: Bench, used: UsedOrders) -> None:
    demo = a_mandate(reference="DEMO-1")
    with pytest.raises(refusals.OrderMissing):
        admit(laboratory.signed(demo), None, kit=laboratory.kit, today=TODAY, used=used)


def test_unsigned_is_for_a_laboratory_alone_and_always_marked(
    field: Bench, laboratory: Bench, used: UsedOrders
) -> None:
    for data in (FULL_DRAFT.encode(), laboratory.signed(MANDATE), laboratory.signed(MANDATE, STRANGER)):
        admission = admit(data, None, kit=laboratory.kit, today=TODAY, used=used, unsigned=True)
        assert AdmissionMark.UNSIGNED in admission.marks
        with pytest.raises(refusals.UnsignedNotAllowed):
            admit(data, None, kit=field.kit, today=TODAY, used=used, unsigned=True)


def test_unsigned_lifts_the_signature_and_nothing_else(laboratory: Bench, used: UsedOrders) -> None:
    draft = FULL_DRAFT.encode()
    for data, refusal in (
        (draft.replace(b"last = 2027-12-31", b"last = 2026-02-01"), refusals.Expired),
        (draft.replace(b'"toezichthouder", ', b""), refusals.OfficialNotAllowed),
        (draft.replace(b"version = 1", b"version = 9", 1), refusals.UnknownVersion),
        (draft.replace(b"at_most = 2", b"at_most = 0"), FieldWrong),
    ):
        assert data != draft
        with pytest.raises(refusal):
            admit(data, None, kit=laboratory.kit, today=TODAY, used=used, unsigned=True)


def test_an_order_that_is_given_is_looked_at_even_if_none_is_needed(laboratory: Bench, used: UsedOrders) -> None:
    envelope = laboratory.signed(a_validation(), laboratory.kit.key)
    with pytest.raises(refusals.OrderOfAnotherMandate):
        admit(envelope, laboratory.ordered(an_order(MANDATE)), kit=laboratory.kit, today=TODAY, used=used)


def test_marks_are_words_that_the_result_knows() -> None:
    assert {Mark(mark) for mark in AdmissionMark} <= set(Mark)


def test_every_refusal_of_the_gate_is_told_apart() -> None:
    classes = [
        one for one in vars(refusals).values() if isinstance(one, type) and issubclass(one, refusals.NotAdmitted)
    ]
    leaves = [one for one in classes if one is not refusals.NotAdmitted]
    assert len(leaves) > 20
    assert len({one.nl for one in leaves}) == len({one.en for one in leaves}) == len(leaves)
    assert {one.exit_code for one in leaves} == {5}


def test_what_is_let_in_is_what_was_signed(field: Bench, used: UsedOrders) -> None:
    manner = replace(MANDATE.manner, data_classes=(DataClass.SEARCHES,), window_days=7)
    narrow = a_mandate(manner=manner, conditions=(Condition("ZO-3", 1),))
    admitted = let_in(field, used, narrow).mandate
    assert (admitted.manner, admitted.conditions, admitted.sha256) == (manner, narrow.conditions, narrow.sha256)
