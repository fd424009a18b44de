"""A real check without the lock: only under the administrator's exception, and every document says so."""

import platform
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inzage.artefact import AMSTERDAM
from inzage.signing import Role
from inzage.signing.exception import FILE, Exemption, signed_exemption
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from tests.bench import Bench, inzage

TODAY = datetime.now(AMSTERDAM).date()
REASON = "De nieuwe laptops komen pas in december."


@pytest.fixture
def field(bench: Bench) -> Kit:
    """The bench's kit as an organisation would have it; it trusts an administrator, whose key lies beside it."""
    toml = bench.papers.kit / "kit.toml"
    kept = [line for line in toml.read_text("utf-8").splitlines() if line.partition(" =")[0].lstrip("# ") not in POLICY]
    toml.write_text("\n".join([*kept, *(f"{name} = {value}" for name, value in POLICY.items())]) + "\n", "utf-8")
    key = PrivateKey.generate()
    key.save(bench.root / "administrator.pem")
    TrustStore.add(bench.papers.kit / "trust", Role.ADMINISTRATOR, key.public)
    return Kit.load(bench.papers.kit)


POLICY = {"laboratory": "false", "name": '"kit 7"', "retention_days": "42", "dpia": '"DPIA-2026-1"'}


def give(bench: Bench, *more: object) -> Path:
    """Have the administrator make an exception for the kit."""
    out = bench.root / "exception.json"
    done = inzage(
        *("exception", "new", "--key", bench.root / "administrator.pem", "--for", bench.papers.kit / "public.pem"),
        *("--reason", REASON, "--until", (TODAY + timedelta(9)).isoformat(), "--out", out, *more),
    )
    assert done.returncode == 0, done.stderr
    return out


def test_without_an_exception_nothing_is_opened(bench: Bench, field: Kit) -> None:
    told = bench.check(bench.root / "case", "--unconfined")
    assert told.returncode == 5
    assert "uitzondering die de beheerder ondertekende" in told.stderr
    assert not (bench.root / "case").exists()
    assert field.used_orders.read_text() == ""


def test_under_an_exception_every_document_says_why_and_who(bench: Bench, field: Kit) -> None:
    taken = inzage("exception", "take", give(bench), "--kit", field.path)
    assert taken.returncode == 0, taken.stderr
    assert REASON in taken.stdout
    result = bench.result(bench.root / "case", "--unconfined")
    assert "unconfined" in result["marks"]
    for language in ("nl", "en"):
        out = bench.root / language
        done = inzage("--lang", language, "report", bench.root / "case", "--kit", field.path, "--out", out)
        assert done.returncode == 0, done.stderr
        pages = [page.read_text("utf-8") for page in out.rglob("*.html")]
        signer = PrivateKey.load(bench.root / "administrator.pem").public.keyid[:16]
        assert len(pages) >= 2
        assert all(REASON in page and signer in page and platform.release() in page for page in pages)
    assert inzage("verify", bench.root / "case", "--kit", field.path).returncode == 0


def test_one_that_has_expired_opens_nothing(bench: Bench, field: Kit) -> None:
    until = TODAY - timedelta(1)
    gone = Exemption(field.key.public.keyid, platform.release(), REASON, until, until)
    envelope = signed_exemption(gone, PrivateKey.load(bench.root / "administrator.pem"))
    (bench.root / "gone.json").write_bytes(envelope)
    taken = inzage("exception", "take", bench.root / "gone.json", "--kit", field.path)
    assert (taken.returncode, (field.path / FILE).exists()) == (5, False)
    (field.path / FILE).write_bytes(envelope)
    told = bench.check(bench.root / "case", "--unconfined")
    assert told.returncode == 5
    assert f"gold tot en met {until}" in told.stderr
    assert not (bench.root / "case").exists()


def test_one_for_another_computer_opens_nothing(bench: Bench, field: Kit) -> None:
    taken = inzage("exception", "take", give(bench, "--kernel", "3.2.0-1-amd64"), "--kit", field.path)
    assert taken.returncode == 5
    assert "geldt voor de kernel 3.2.0-1-amd64" in taken.stderr
    assert inzage("exception", "show", "--kit", field.path, "--json").stdout.strip() == "null"


def test_an_exception_changes_nothing_for_a_check_that_is_locked(bench: Bench, field: Kit) -> None:
    assert inzage("exception", "take", give(bench), "--kit", field.path).returncode == 0
    assert "unconfined" not in bench.result(bench.root / "case")["marks"]


def test_an_exception_whose_day_is_past_is_not_shown_as_one_that_holds(bench: Bench, field: Kit) -> None:
    made = Exemption(field.key.public.keyid, platform.release(), REASON, TODAY - timedelta(9), TODAY - timedelta(1))
    key = PrivateKey.load(bench.root / "administrator.pem")
    (field.path / FILE).write_bytes(signed_exemption(made, key))
    told = inzage("exception", "show", "--kit", field.path)
    assert told.returncode == 0
    assert "gold tot en met" in told.stdout
    assert " mag " not in told.stdout
    assert '"holds_today": false' in inzage("exception", "show", "--kit", field.path, "--json").stdout
