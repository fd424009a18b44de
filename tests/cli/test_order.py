"""``inzage order``: a check order for one check, with what the mandate says unless told otherwise."""

from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.artefact import AMSTERDAM
from inzage.cli.main import main
from inzage.mandate import CheckOrder
from inzage.mandate.codec import order_of
from inzage.signing import PayloadType
from inzage.signing.dsse import read
from tests.mandate.made import FULL_DRAFT, Bench, a_bench, a_mandate, a_validation


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = a_bench(tmp_path)
    made.register.save(tmp_path / "register.pem")
    (tmp_path / "m.json").write_bytes(made.signed(a_mandate()))
    return made


def run(folder: Path, *words: object, mandate: str = "m.json") -> Result:
    fixed = ["order", "new", "--mandate", folder / mandate, "--key", folder / "register.pem"]
    return CliRunner().invoke(main, [str(word) for word in (*fixed, *words)])


def made(result: Result) -> CheckOrder:
    assert result.exit_code == 0, result.output
    envelope = read(result.stdout_bytes, file="order")
    assert envelope.payload_type == PayloadType.ORDER
    return order_of(envelope.payload)


@pytest.mark.usefixtures("bench")
def test_an_order_follows_the_mandate(tmp_path: Path) -> None:
    before = datetime.now(AMSTERDAM).date()
    order = made(run(tmp_path, "--number", 2))
    assert (order.mandate_sha256, order.person) == (a_mandate().sha256, "P-7f3a")
    assert (order.number, order.valid_days, order.previous) == (2, 1, None)
    assert order.officials == ("toezichthouder",)
    assert order.on in (before, datetime.now(AMSTERDAM).date())


@pytest.mark.usefixtures("bench")
def test_an_order_says_what_it_was_told(tmp_path: Path) -> None:
    words = ("--on", "2026-11-02", "--valid-days", 3, "--official", "arts", "--official", "tolk", "--previous", "AB-CD")
    order = made(run(tmp_path, "--number", 1, *words))
    assert (order.on, order.valid_days) == (date(2026, 11, 2), 3)
    assert (order.officials, order.previous) == (("arts", "tolk"), "AB-CD")


def test_it_is_the_given_key_that_signs(tmp_path: Path, bench: Bench) -> None:
    envelope = read(run(tmp_path, "--number", 1).stdout_bytes, file="order")
    assert [one.keyid for one in envelope.signatures] == [bench.register.public.keyid]


@pytest.mark.usefixtures("bench")
def test_no_two_orders_are_the_same(tmp_path: Path) -> None:
    assert len({made(run(tmp_path, "--number", 1)).nonce for _ in range(3)}) == 3


@pytest.mark.usefixtures("bench")
def test_an_official_that_the_mandate_excludes_gets_no_order_by_default(tmp_path: Path) -> None:
    text = FULL_DRAFT.replace('["politie"]', '["politie", "toezichthouder"]')
    (tmp_path / "m.toml").write_text(text, "utf-8")
    assert made(run(tmp_path, "--number", 1, mandate="m.toml")).officials == ("digitaal-toezichthouder",)


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--number", 0), 2),
        (("--number", "een"), 2),
        ((), 2),
        (("--number", 1, "--valid-days", 32), 2),
        (("--number", 1, "--on", "morgen"), 2),
        (("--number", 1, "--official", "De Rechter"), 1),
        (("--number", 1, "--previous", ""), 1),
    ],
)
def test_what_cannot_be_an_order_is_not_made(tmp_path: Path, words: tuple[object, ...], code: int) -> None:
    result = run(tmp_path, *words)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr


def test_there_is_no_order_without_a_person(tmp_path: Path, bench: Bench) -> None:
    (tmp_path / "v.json").write_bytes(bench.signed(a_validation(), bench.kit.key))
    result = run(tmp_path, "--number", 1, mandate="v.json")
    assert result.exit_code == 1
    assert "person" in result.stderr


def test_a_key_that_is_none_is_said(tmp_path: Path, bench: Bench) -> None:
    (tmp_path / "register.pem").write_bytes(bench.register.public.pem)
    (tmp_path / "register.pem").chmod(0o600)
    result = run(tmp_path, "--number", 1)
    assert result.exit_code == 1
    assert "register.pem" in result.stderr
