"""RFC 3161 time stamps: asked, answered by a local openssl authority, taken in, verified; what is wrong is said."""

import hashlib
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inzage.record import CHECKPOINT, RESULT, TIMESTAMP, Link, timestamp
from inzage.record.reading import read_case
from inzage.record.timestamp import NoOpenssl, TimestampThere, TimestampWrong, add, request
from inzage.record.verify import verify_case
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.kit import Kit
from tests.record.making import finished, kit_at, validation
from tests.record.stamping import Authority, authority_at


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_at(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_at(tmp_path_factory.mktemp("tsa") / "two")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return kit_at(tmp_path / "kit")


@pytest.fixture
def case(tmp_path: Path, kit: Kit) -> Path:
    finished(tmp_path / "case", kit, validation(kit))
    return tmp_path / "case"


def link(case: Path, kit: Kit, tsa: Path | None) -> Link:
    links = {one.name: one for one in verify_case(case, kit=kit, tsa=tsa)}
    assert all(one.holds for name, one in links.items() if name != "timestamp")
    return links["timestamp"]


def test_a_request_is_what_openssl_makes_of_the_same_digest(case: Path, tmp_path: Path) -> None:
    both = (case / CHECKPOINT).read_bytes() + (case / RESULT).read_bytes()
    words = ["-query", "-digest", hashlib.sha256(both).hexdigest(), "-sha256", "-no_nonce", "-cert"]
    asked = subprocess.run(["openssl", "ts", *words], check=True, capture_output=True)
    assert request(case) == asked.stdout


@pytest.mark.parametrize("given", ["leaf", "above"])
def test_a_stamp_is_taken_in_and_says_not_later_than(case: Path, kit: Kit, authority: Authority, given: str) -> None:
    tsa = getattr(authority, given)
    stamp = add(case, authority.stamp(request(case)), tsa)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(hours=1)
    said = link(case, kit, tsa)
    assert said.holds
    assert f"{stamp.at:%Y-%m-%d %H:%M:%S}" in said.nl
    assert "not later than" in said.en


def test_anyone_can_verify_it_by_hand(case: Path, tmp_path: Path, authority: Authority) -> None:
    add(case, authority.stamp(request(case)), authority.leaf)
    (tmp_path / "both").write_bytes((case / CHECKPOINT).read_bytes() + (case / RESULT).read_bytes())
    words = ["-data", tmp_path / "both", "-in", case / TIMESTAMP, "-CAfile", authority.above]
    done = subprocess.run(["openssl", "ts", "-verify", *map(str, words)], check=False, capture_output=True)
    assert done.returncode == 0


def test_no_authority_given_is_said_and_breaks_nothing(case: Path, kit: Kit, authority: Authority) -> None:
    add(case, authority.stamp(request(case)), authority.leaf)
    said = link(case, kit, None)
    assert said.holds
    assert "niet nagegaan" in said.nl


def test_a_case_without_a_stamp_has_no_such_link_unless_it_is_asked_for(
    case: Path, kit: Kit, authority: Authority
) -> None:
    assert "timestamp" not in [one.name for one in verify_case(case, kit=kit)]
    assert "ontbreekt" in link(case, kit, authority.leaf).nl


def test_another_authority_is_refused_and_seen(case: Path, kit: Kit, authority: Authority, stranger: Authority) -> None:
    with pytest.raises(TimestampWrong, match="that authority"):
        add(case, stranger.stamp(request(case)), authority.leaf)
    assert not (case / TIMESTAMP).exists()
    add(case, stranger.stamp(request(case)), stranger.leaf)
    assert not link(case, kit, authority.above).holds


def test_a_stamp_of_another_case_is_refused_and_seen(
    case: Path, kit: Kit, tmp_path: Path, authority: Authority
) -> None:
    finished(tmp_path / "other", kit, validation(kit), check_id="check-2")
    foreign = authority.stamp(request(tmp_path / "other"))
    with pytest.raises(TimestampWrong, match="not about this case"):
        add(case, foreign, authority.leaf)
    (case / TIMESTAMP).write_bytes(foreign)
    assert not link(case, kit, None).holds
    assert not link(case, kit, authority.leaf).holds


def test_a_changed_moment_is_refused(case: Path, kit: Kit, authority: Authority) -> None:
    response = authority.stamp(request(case))
    year = f"{datetime.now(UTC):%Y%m%d}".encode()
    assert response.count(year)
    changed = response.replace(year, b"20200101")
    with pytest.raises(TimestampWrong):
        add(case, changed, authority.leaf)


def test_a_certificate_counts_at_the_moment_of_its_stamp(case: Path, kit: Kit, tmp_path: Path) -> None:
    soon = authority_at(tmp_path / "soon", good_for=timedelta(seconds=3))
    add(case, soon.stamp(request(case)), soon.above)
    while datetime.now(UTC) < soon.until + timedelta(seconds=1):
        time.sleep(0.1)
    assert link(case, kit, soon.above).holds
    (case / TIMESTAMP).unlink()
    with pytest.raises(TimestampWrong):
        add(case, soon.stamp(request(case)), soon.above)


@pytest.mark.parametrize("response", [b"", b"no DER", bytes(500)])
def test_what_is_no_response_is_said(case: Path, authority: Authority, response: bytes) -> None:
    with pytest.raises(TimestampWrong):
        add(case, response, authority.leaf)
    with pytest.raises(TimestampWrong, match="granted"):
        add(case, response + timestamp.digest(timestamp.Store.open(case, None)), authority.leaf)


def test_the_first_stamp_stays(case: Path, authority: Authority) -> None:
    first = authority.stamp(request(case))
    add(case, first, authority.leaf)
    with pytest.raises(TimestampThere):
        add(case, authority.stamp(request(case)), authority.leaf)
    assert (case / TIMESTAMP).read_bytes() == first


def test_other_answers_signed_by_the_kit_itself_do_not_fit_the_stamp(
    case: Path, kit: Kit, authority: Authority
) -> None:
    add(case, authority.stamp(request(case)), authority.leaf)
    result = {**read_case(case).result, "status": "refused"}
    (case / RESULT).write_bytes(sign(canonical(result), PayloadType.RESULT, [kit.key]))
    broken = [one.name for one in verify_case(case, kit=kit, tsa=authority.leaf) if not one.holds]
    assert broken == ["ledger", "checkpoint", "timestamp"]


def test_an_encrypted_case_is_stamped_over_what_it_says(tmp_path: Path, authority: Authority) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    response = authority.stamp(request(tmp_path / "case", kit))
    add(tmp_path / "case", response, authority.leaf, kit)
    assert response not in (tmp_path / "case" / TIMESTAMP).read_bytes()
    assert link(tmp_path / "case", kit, authority.leaf).holds


def test_without_openssl_it_says_what_is_needed(
    case: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = authority.stamp(request(case))
    monkeypatch.setattr(timestamp.shutil, "which", lambda _: None)
    with pytest.raises(NoOpenssl):
        add(case, response, authority.leaf)
