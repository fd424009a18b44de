"""A case whose signers' keys were revoked: what its ledger saw before stands with a remark, the rest breaks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inzage.record import Link
from inzage.record.reading import read_case
from inzage.record.verify import verify_case
from inzage.signing.keys import PublicKey
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation
from inzage.signing.trust import TrustStore
from tests.record.making import Office, begin, finish, finished, kit_at

DAY = timedelta(days=1)


def links(path: Path, kit: Kit, keys: Sequence[PublicKey], since: datetime) -> dict[str, Link]:
    """Verify with these keys revoked as of then."""
    revoked = {key.keyid: Revocation(key.keyid, since.replace(microsecond=0), Cause.STOLEN) for key in keys}
    trust = TrustStore(kit.trust.by_role, revoked)
    return {link.name: link for link in verify_case(path, kit=replace(kit, trust=trust))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Kit, Office]:
    path, office = tmp_path_factory.mktemp("revoked"), Office.new()
    kit = office.trusted_by(kit_at(path / "kit"))
    finished(path / "case", kit, office.papers())
    return path / "case", kit, office


def signer(made: tuple[Path, Kit, Office], link: str) -> PublicKey:
    _, kit, office = made
    return {"kit": kit.key, "mandate": office.second, "order": office.register}[link].public


@pytest.mark.parametrize("link", ["kit", "mandate", "order"])
def test_what_was_seen_before_the_revocation_stands_with_a_remark(made: tuple[Path, Kit, Office], link: str) -> None:
    path, kit, _ = made
    found = links(path, kit, [signer(made, link)], datetime.now(UTC) + DAY)
    assert all(one.holds for one in found.values())
    assert "ingetrokken" in found[link].nl
    assert "revoked" in found[link].en
    assert not [one.name for one in found.values() if "ingetrokken" in one.nl and one.name != link]


@pytest.mark.parametrize("link", ["kit", "mandate", "order"])
def test_what_was_signed_after_it_breaks_its_link(made: tuple[Path, Kit, Office], link: str) -> None:
    path, kit, _ = made
    found = links(path, kit, [signer(made, link)], datetime.now(UTC) - DAY)
    assert [one.name for one in found.values() if not one.holds] == [link]
    assert "ingetrokken" in found[link].nl
    assert "revoked" in found[link].en


def test_an_empty_ledger_witnesses_nothing(tmp_path: Path) -> None:
    office = Office.new()
    kit = office.trusted_by(kit_at(tmp_path / "kit"))
    papers = office.papers()

    with begin(tmp_path / "case", kit, papers) as case:
        finish(case, papers)
    assert read_case(tmp_path / "case", kit).entries == ()
    found = links(tmp_path / "case", kit, [office.second.public], datetime.now(UTC) + DAY)
    assert not found["mandate"].holds


def test_without_trust_nobodys_revocation_is_known(made: tuple[Path, Kit, Office]) -> None:
    assert all(link.holds for link in verify_case(made[0]))
