"""A check that may not begin ends with exit code 5 and the sentence that says why; nothing is opened."""

import json
import secrets
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inzage.cli._offers import today
from inzage.mandate import CheckOrder, Mandate
from inzage.mandate.codec import mandate_payload
from inzage.mandate.signed import any_mandate, signed_order
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from tests.bench import Bench, inzage

Change = Callable[[Bench], None]


def mandate_of(bench: Bench) -> Mandate:
    return any_mandate(bench.papers.mandate.read_bytes())


def give_mandate(bench: Bench, mandate: Mandate, *keys: PrivateKey) -> None:
    """Sign another mandate (by both roles unless told otherwise), with an order that fits it."""
    both = (bench.papers.keys[Role.MANDATE_ISSUER], bench.papers.keys[Role.SECOND_SIGNER])
    bench.papers.mandate.write_bytes(sign(mandate_payload(mandate), PayloadType.MANDATE, keys or both))
    give_order(bench)


def give_order(bench: Bench, **changes: object) -> None:
    """A fresh order of the register, changed."""
    mandate = mandate_of(bench)
    order = CheckOrder(
        mandate_sha256=mandate.sha256,
        person=mandate.person,
        number=1,
        on=today(),
        valid_days=1,
        officials=("toezichthouder",),
        previous=None,
        nonce=secrets.token_hex(16),
    )
    signed = signed_order(replace(order, **changes), [bench.papers.keys[Role.REGISTER]])  # type: ignore[arg-type]
    bench.papers.order.write_bytes(signed)


def by_a_stranger(bench: Bench) -> None:
    give_mandate(bench, mandate_of(bench), PrivateKey.generate(), PrivateKey.generate())


def by_one_person_twice(bench: Bench) -> None:
    issuer = bench.papers.keys[Role.MANDATE_ISSUER]
    give_mandate(bench, mandate_of(bench), issuer, issuer)


def by_one_person(bench: Bench) -> None:
    give_mandate(bench, mandate_of(bench), bench.papers.keys[Role.MANDATE_ISSUER])


def altered(bench: Bench) -> None:
    envelope = json.loads(bench.papers.mandate.read_bytes())
    payload = mandate_payload(replace(mandate_of(bench), retention_days=43))
    fresh = json.loads(sign(payload, PayloadType.MANDATE, [PrivateKey.generate()]))
    bench.papers.mandate.write_text(json.dumps(envelope | {"payload": fresh["payload"]}), encoding="utf-8")


def expired(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give_mandate(bench, replace(mandate, period=replace(mandate.period, last=today() - timedelta(days=1))))


def not_yet_valid(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give_mandate(bench, replace(mandate, period=replace(mandate.period, first=today() + timedelta(days=1))))


def unknown_block(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give_mandate(bench, replace(mandate, conditions=(replace(mandate.conditions[0], block="ZO-99"),)))


def unknown_version(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give_mandate(bench, replace(mandate, conditions=(replace(mandate.conditions[0], version=77),)))


def excluded_official(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give_mandate(bench, replace(mandate, officials=replace(mandate.officials, excluded=("toezichthouder",))))


def field_kit(bench: Bench) -> None:
    toml = bench.papers.kit / "kit.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("laboratory = true", "laboratory = false"), encoding="utf-8"
    )
    assert tomllib.loads(toml.read_text(encoding="utf-8"))["laboratory"] is False


REFUSED: dict[str, tuple[Change, str]] = {
    "a mandate signed by strangers": (by_a_stranger, "handtekening"),
    "a mandate signed by one person twice": (by_one_person_twice, "handtekening"),
    "a mandate signed by one person": (by_one_person, "handtekening"),
    "a mandate altered after signing": (altered, "handtekening"),
    "a mandate that ended yesterday": (expired, "gold tot en met"),
    "a mandate that begins tomorrow": (not_yet_valid, "geldt vanaf"),
    "a block that does not exist": (unknown_block, "ZO-99"),
    "a version that does not exist": (unknown_version, "77"),
    "an official whom the mandate excludes": (excluded_official, "toezichthouder"),
    "an order of another person": (lambda bench: give_order(bench, person="P-other"), "persoon"),
    "an order of another mandate": (lambda bench: give_order(bench, mandate_sha256="cd" * 32), "opdracht"),
    "an order of yesterday": (lambda bench: give_order(bench, on=today() - timedelta(days=1)), "vandaag is het"),
    "an order of tomorrow": (lambda bench: give_order(bench, on=today() + timedelta(days=1)), "vandaag is het"),
    "an order over the frequency": (lambda bench: give_order(bench, number=5), "is nummer 5"),
    "an order for other officials": (lambda bench: give_order(bench, officials=("politie",)), "toezichthouder"),
    "no order": (lambda bench: bench.papers.order.write_bytes(bench.papers.mandate.read_bytes()), ""),
    "a kit without policy that is no laboratory": (field_kit, "uitrusting"),
}


@pytest.mark.parametrize(("change", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_a_sentence_and_nothing_opened(bench: Bench, change: Change, word: str) -> None:
    change(bench)
    told = bench.check(bench.root / "case")
    assert told.returncode in ({5} if word else {1}), told.stderr
    assert word.lower() in told.stderr.lower()
    assert not (bench.root / "case").exists()
    assert not (bench.root / "case.part").exists()


def test_the_bench_itself_is_admitted(bench: Bench) -> None:
    give_mandate(bench, mandate_of(bench))
    assert bench.check(bench.root / "case").returncode == 4


def test_four_orders_are_good_for_four_checks_and_not_five(bench: Bench) -> None:
    for number in (1, 2, 3, 4):
        give_order(bench, number=number)
        assert bench.check(bench.root / f"case-{number}").returncode == 4
    give_order(bench, number=4)
    told = bench.check(bench.root / "case-5")
    assert told.returncode == 5, told.stdout


def test_an_empty_mandate_gives_an_empty_plan_and_an_empty_ledger(bench: Bench) -> None:
    give_mandate(bench, replace(mandate_of(bench), conditions=()))
    plan = inzage("plan", bench.papers.mandate, "--kit", bench.papers.kit, "--order", bench.papers.order, "--json")
    assert json.loads(plan.stdout)["doors"] == []
    result = bench.result(bench.root / "case")
    assert (result["answers"], result["intrusion"], result["ledger"]["entries"]) == ([], [], 0)
    assert (bench.root / "case/ledger.jsonl").read_bytes() == b""
    assert inzage("verify", bench.root / "case", "--kit", bench.papers.kit).returncode == 0


def test_a_validation_mandate_is_for_a_laboratory(bench: Bench, tmp_path: Path) -> None:
    draft, mandate = tmp_path / "v.toml", tmp_path / "v.json"
    draft.write_text(inzage("mandate", "new", "--validation").stdout, encoding="utf-8")
    key = bench.papers.kit / "private.pem"
    mandate.write_text(inzage("mandate", "sign", draft, "--key", key).stdout, encoding="utf-8")
    words = ["check", bench.carrier, "--mandate", mandate, "--kit", bench.papers.kit, "--out"]
    assert inzage(*words, tmp_path / "one").returncode == 4
    field_kit(bench)
    told = inzage(*words, tmp_path / "two")
    assert told.returncode == 5
    assert "laboratorium" in told.stderr
