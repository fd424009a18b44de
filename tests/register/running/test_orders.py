"""A check order: for a planned check that may start, by two people, signed, once."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from inzage.errors import InzageError
from inzage.mandate.codec import order_of
from inzage.mandate.refusals import Expired, NotYetValid, OfficialNotOnOrder, OverFrequency
from inzage.register.faults import Refused
from inzage.register.log import verify as log_holds
from inzage.register.models import Record
from inzage.register.moving import Asked, consent
from inzage.register.running import bundles, orders, papers
from inzage.register.running.faults import MandateDiffers, NoConsent, NoMandate, NotPlanned, OrderLives, OrderSpent
from inzage.register.running.tables import GivenOrder
from inzage.register.writing import Times, correct
from inzage.signing import PayloadType, Role, SignatureMissing
from inzage.signing.dsse import read, verify
from tests.register.ground import (
    COLLEAGUE,
    KINDS,
    OFFICER,
    PAIR,
    PLANNER,
    WHY,
    check,
    go,
    make,
    state,
    trajectory,
)
from tests.register.running.desk import (
    NOW,
    PERSON,
    Desk,
    agreed,
    around,
    condition_at,
    make_desk,
    mandate_of,
    ordered,
    planned,
    sign,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("orders"))


def test_an_order_is_signed_by_the_register_and_says_which_check_it_is_for(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    given = ordered(desk, activity)
    payload = verify(read(bytes(given.envelope), file="order"), PayloadType.ORDER, [Role.REGISTER], desk.places.trust())
    order = order_of(payload)
    assert (order.mandate_sha256, order.person, order.number) == (desk.mandate_sha256, PERSON, 1)
    assert (order.on, order.valid_days, order.officials) == (NOW.date(), 1, ("toezichthouder",))
    assert (order.nonce, len(order.nonce), order.previous) == (given.nonce, 32, None)
    assert given.record.data["order_sha256"] == order.sha256
    assert (given.record.about_id, given.live, state(given.record)) == (activity.id, True, "afgegeven")
    assert log_holds() > 0


def test_the_kit_of_the_field_takes_the_order(desk: Desk, tmp_path: Path) -> None:
    from inzage.mandate.admit import admit  # noqa: PLC0415
    from inzage.mandate.used import UsedOrders  # noqa: PLC0415
    from inzage.signing.kit import Kit  # noqa: PLC0415

    given = ordered(desk, planned(condition_at(desk)))
    kit = Kit.load(desk.field.kit)
    used = UsedOrders(tmp_path / "used.jsonl")
    admission = admit(desk.mandate, bytes(given.envelope), kit=kit, today=NOW.date(), used=used)
    assert admission.order is not None
    assert admission.order.nonce == given.nonce


def test_only_one_order_lives_for_a_check(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    given = ordered(desk, activity)
    with pytest.raises(OrderLives):
        ordered(desk, activity)
    with pytest.raises(IntegrityError), transaction.atomic():
        GivenOrder.objects.create(
            record=make("controleopdracht", trajectory=activity.trajectory, about=activity), activity=activity,
            consent=agreed(activity), mandate=given.mandate, nonce="ab" * 16, number=2, on=NOW.date(),
            valid_days=1, envelope=b"", live=True,
        )  # fmt: skip


def test_an_order_that_was_withdrawn_makes_room_for_another_and_its_number_counts_no_more(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    first = ordered(desk, activity)
    orders.withdraw(KINDS, first, OFFICER, NOW)
    second = ordered(desk, activity)
    assert (state(first.record), first.number, second.number) == ("ingetrokken", 1, 1)
    assert first.nonce != second.nonce
    with pytest.raises(OrderSpent):
        orders.withdraw(KINDS, first, OFFICER, NOW)


def wanting(activity: Record, by: Record | None = None) -> orders.Wanted:
    return orders.Wanted(activity.id, OFFICER, (by or agreed(activity)).id, NOW)


def test_without_a_second_person_there_is_no_order(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    proposal = orders.ask(KINDS, activity, OFFICER, WHY, NOW)
    with pytest.raises(NoConsent, match="second person"):
        orders.issue(KINDS, wanting(activity, proposal), desk.places)
    with pytest.raises(Refused, match="second person"):
        consent(KINDS, Asked(proposal.id, "vastgesteld", OFFICER, NOW, {}))
    consent(KINDS, Asked(proposal.id, "vastgesteld", COLLEAGUE, NOW, {}))
    assert orders.issue(KINDS, wanting(activity, proposal), desk.places).live


def test_consent_is_for_one_check_and_one_order(desk: Desk) -> None:
    of = condition_at(desk)
    activity = planned(of)
    other = check(of, around(1))
    with pytest.raises(NoConsent):
        orders.issue(KINDS, wanting(activity, agreed(other)), desk.places)
    agreement = agreed(activity)
    given = orders.issue(KINDS, wanting(activity, agreement), desk.places)
    orders.withdraw(KINDS, given, OFFICER, NOW)
    with pytest.raises(NoConsent):
        orders.issue(KINDS, wanting(activity, agreement), desk.places)
    with pytest.raises(NoConsent):
        orders.issue(KINDS, orders.Wanted(activity.id, OFFICER, uuid4(), NOW), desk.places)


@pytest.mark.parametrize("path", [(), ("gepland", "onderweg"), ("gepland", "afgezegd")], ids=len)
def test_only_a_planned_check_gets_an_order(desk: Desk, path: tuple[str, ...]) -> None:
    of = condition_at(desk)
    activity = planned(of) if path else check(of, around(0))
    for target in path[1:]:
        go(activity, target, OFFICER, around(0))
    with pytest.raises(NotPlanned):
        orders.issue(KINDS, wanting(activity), desk.places)


def test_a_check_whose_performer_is_trained_no_more_gets_no_order(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    proposal = agreed(activity)
    for training in Record.objects.filter(kind="opleiding", state="gevolgd"):
        correct(KINDS, training, PLANNER, training.data | {"valid_until": around(-1)}, Times(NOW))
    with pytest.raises(Refused, match="training"):
        orders.issue(KINDS, wanting(activity, proposal), desk.places)


def test_a_check_whose_condition_holds_no_more_gets_no_order(desk: Desk) -> None:
    of = condition_at(desk)
    activity = planned(of)
    proposal = agreed(activity)
    go(of, "beeindigd", OFFICER)
    with pytest.raises(Refused, match="does not hold on that day"):
        orders.issue(KINDS, wanting(activity, proposal), desk.places)


def test_the_mandate_itself_bounds_the_number_of_checks(desk: Desk) -> None:
    of = condition_at(desk, frequency={"at_most": 9, "per": "maand"})
    for day in range(4):
        ordered(desk, planned(of, around(day)))
    with pytest.raises(OverFrequency, match="5"):
        ordered(desk, planned(of, around(4)))


def test_numbers_follow_each_other_within_the_span(desk: Desk) -> None:
    of = condition_at(desk)
    assert [ordered(desk, planned(of, around(day))).number for day in (0, 1)] == [1, 2]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"first": 1, "last": 90}, NotYetValid),
        ({"first": -90, "last": -1}, Expired),
    ],
    ids=["not yet", "no more"],
)
def test_an_order_outside_the_period_of_the_mandate_is_refused(
    desk: Desk, changed: dict[str, int], fault: type[InzageError]
) -> None:
    text = (desk.root / "mandate.toml").read_text(encoding="utf-8")
    dates = [line for line in text.splitlines() if line.startswith(("first =", "last ="))]
    names = [f"{name} = {around(days)}" for name, days in changed.items()]
    other = mandate_of(desk.field, PERSON, **dict(zip(dates, names, strict=True)))
    with pytest.raises(fault):
        ordered(desk, planned(condition_at(Desk(desk.root, desk.places, desk.field, desk.carrier, other))))


def test_nobody_performs_whom_the_mandate_does_not_name(desk: Desk) -> None:
    activity = planned(condition_at(desk), performers=[PAIR[1]])
    with pytest.raises(OfficialNotOnOrder, match="digitaal-deskundige"):
        ordered(desk, activity)


def test_an_order_holds_on_its_days_alone(desk: Desk) -> None:
    given = ordered(desk, planned(condition_at(desk)), valid_days=3)
    for day in range(3):
        orders.good_on(given, NOW.date() + timedelta(days=day))
    for day in (-1, 3):
        with pytest.raises(OrderSpent, match="holds from"):
            orders.good_on(given, NOW.date() + timedelta(days=day))


def test_a_mandate_is_kept_only_as_it_was_signed_for_this_order(desk: Desk) -> None:
    place = trajectory(pseudonym=PERSON)
    opdracht = make("opdracht", trajectory=place)
    sign(opdracht, desk.mandate)
    assert papers.keep_mandate(opdracht, desk.mandate, desk.places) == desk.mandate_sha256
    assert papers.keep_mandate(opdracht, desk.mandate, desk.places) == desk.mandate_sha256
    other = mandate_of(desk.field, "P-0002")
    with pytest.raises(MandateDiffers, match="digest"):
        papers.keep_mandate(opdracht, other, desk.places)
    unsigned = make("opdracht", trajectory=place)
    with pytest.raises(MandateDiffers, match="digest"):
        papers.keep_mandate(unsigned, desk.mandate, desk.places)


def test_a_mandate_of_another_person_is_not_kept(desk: Desk) -> None:
    opdracht = make("opdracht", trajectory=trajectory(pseudonym="P-0002"))
    sign(opdracht, desk.mandate)
    with pytest.raises(MandateDiffers, match="person"):
        papers.keep_mandate(opdracht, desk.mandate, desk.places)


def test_a_mandate_with_one_signature_is_not_kept(desk: Desk) -> None:
    from inzage.mandate.signed import signed_mandate  # noqa: PLC0415

    once = signed_mandate((desk.root / "mandate.toml").read_bytes(), desk.field.keys[Role.MANDATE_ISSUER])
    with pytest.raises(SignatureMissing):
        papers.keep_mandate(make("opdracht", trajectory=trajectory()), once, desk.places)


def test_without_a_kept_mandate_there_is_no_order(desk: Desk) -> None:
    place = trajectory(pseudonym=PERSON)
    opdracht = make("opdracht", trajectory=place)
    of = make("voorwaarde-controle", trajectory=place, about=opdracht, data={"from": around(-9), "to": around(9)})
    with pytest.raises(NoMandate):
        ordered(desk, planned(of))


def test_a_laptop_without_network_takes_mandate_and_order_along(desk: Desk, tmp_path: Path) -> None:
    from zipfile import ZipFile  # noqa: PLC0415

    given = ordered(desk, planned(condition_at(desk)))
    (tmp_path / "out.zip").write_bytes(bundles.out(given))
    with ZipFile(tmp_path / "out.zip") as bundle:
        assert bundle.namelist() == ["mandate.dsse.json", "order.dsse.json"]
        assert bundle.read("mandate.dsse.json") == desk.mandate
        assert bundle.read("order.dsse.json") == bytes(given.envelope)
    assert bundles.out(given) == bundles.out(given)
