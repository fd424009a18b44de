"""``inzage handover``: from the sealing key to the answer, each side with its own keys."""

import json
from pathlib import Path
from typing import Any

import pytest

from inzage.cli import _case_validate, _handover_police
from inzage.cli._case_validate import Validation
from inzage.record.case_bundle import Hit
from inzage.record.handover import number
from inzage.record.verify import verify_case
from inzage.signing import Role
from inzage.signing.dsse import read
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from tests.cli.room import run
from tests.record.halted import HIT, Police, halted, sealed
from tests.record.making import finished, kit_at, validation


class Desk:
    """Both sides in one folder: a kit with a halted case, and the police's files."""

    def __init__(self, root: Path, hit: Hit | None = HIT) -> None:
        self.root, self.police = root, Police.new()
        self.kit = self.police.trusted_by(kit_at(root / "kit"))
        papers = validation(self.kit)
        self.envelope = sealed(self.police, self.kit, papers, hit)
        self.case = halted(root / "case", self.kit, papers, self.envelope)
        finished(root / "done", self.kit, papers)
        self.police.signer.save(root / "police.pem")
        (root / "police.public.pem").write_bytes(self.police.signer.public.pem)
        (root / "age.txt").write_text(self.police.identity)
        (root / "age.txt").chmod(0o600)
        (root / "h.json").write_bytes(self.envelope)

    def told(self, line: str, code: int = 0, *, lang: str = "nl") -> Any:
        """What a command said: JSON where all went well, else its sentence."""
        done = run(
            "--lang", lang, *(word.format(r=self.root) for word in line.split(" ")), *(["--json"] if code == 0 else [])
        )
        assert done.exit_code == code, done.output
        return json.loads(done.stdout) if code == 0 else done.stderr


OPEN = "handover open {r}/h.json --identity {r}/age.txt --kit-key {r}/kit/public.pem"
ANSWER = "handover answer {r}/h.json --identity {r}/age.txt --kit-key {r}/kit/public.pem --key {r}/police.pem"
KEY = "handover key RECIPIENT --name Politie --first 2026-01-01 --last 2099-12-31 --key {r}/police.pem --out {r}/k.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_from_key_to_erasure(desk: Desk) -> None:
    """The whole way, each step by the side whose it is."""
    desk.told(KEY.replace("RECIPIENT", desk.police.recipient))
    listed = desk.told("trust add-sealing {r}/k.json --kit {r}/kit")["sealing_key"]
    assert (listed["recipient"], listed["valid"]) == (desk.police.recipient, True)
    moved = desk.told("handover export {r}/case --out {r}/moved.json")
    assert (desk.root / "moved.json").read_bytes() == desk.envelope
    assert moved["number"] == number(desk.envelope)
    opened = desk.told(OPEN + " --sealing-key {r}/k.json --police-key {r}/police.public.pem --out {r}/bundle")
    assert (opened["number"], opened["match"], opened["term_examined"]) == (moved["number"], "exact", True)
    assert "geometric.png" not in json.dumps(opened)
    assert b"geometric.png" in (desk.root / "bundle/bundle.jsonld").read_bytes()
    assert (desk.root / "bundle/bundle.jsonld").stat().st_mode & 0o077 == 0
    desk.told(ANSWER + " --answer not_confirmed --number PL-1 --out {r}/receipt.json --report {r}/report.json")
    report = json.loads(read((desk.root / "report.json").read_bytes(), file="x").payload)
    assert report["lists"] == [{"name": "Voorbeeldlijst", "version": "3"}]
    took = desk.told("handover receipt {r}/case {r}/receipt.json --kit {r}/kit")
    assert (took["answer"], took["receipt"], took["erased"]) == ("not_confirmed", "PL-1", True)
    assert all(link.holds for link in verify_case(desk.case, kit=desk.kit))
    assert "gewist" in desk.told("handover export {r}/case --out {r}/again.json", 1)


def test_an_answer_that_erases_nothing(desk: Desk) -> None:
    desk.told(ANSWER + " --answer taken_up --number PL-1 --out {r}/receipt.json")
    assert desk.told("handover receipt {r}/case {r}/receipt.json --kit {r}/kit")["erased"] is False
    assert desk.told("handover export {r}/case --out {r}/moved.json")["number"] == number(desk.envelope)
    said = desk.told("handover receipt {r}/case {r}/receipt.json --kit {r}/kit", 1)
    assert "niet nieuwer" in said


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_command_tells_a_person_too(desk: Desk, lang: str) -> None:
    def shown(line: str) -> str:
        done = run("--lang", lang, *(word.format(r=desk.root) for word in line.split(" ")))
        assert done.exit_code == 0, done.output
        return done.stdout

    dutch = lang == "nl"
    assert ("Geldig van" if dutch else "Valid from") in shown(KEY.replace("RECIPIENT", desk.police.recipient))
    assert ("geldt nu" if dutch else "valid now") in shown("trust add-sealing {r}/k.json --kit {r}/kit")
    assert ("Overdrachtnummer" if dutch else "Handover number") in shown("handover export {r}/case --out {r}/m.json")
    opened = shown(OPEN)
    assert ("niet nagegaan" if dutch else "not examined") in opened
    assert "Voorbeeldlijst 3" in opened
    assert "geometric" not in opened
    assert ("Ontvangstbericht" if dutch else "Receipt") in shown(
        ANSWER + " --answer not_confirmed --number 1 --out {r}/r.json --report {r}/l.json"
    )
    assert ("gewist" if dutch else "erased") in shown("handover receipt {r}/case {r}/r.json --kit {r}/kit")


def test_an_officers_stop(tmp_path: Path) -> None:
    desk = Desk(tmp_path, hit=None)
    assert desk.told(OPEN)["match"] is None
    said = desk.told(ANSWER + " --answer not_confirmed --number 1 --out {r}/r.json --report {r}/l.json", 1)
    assert "stopte zelf" in said
    assert not (tmp_path / "r.json").exists()


# --- keys --------------------------------------------------------------------------


def test_a_secret_pasted_for_a_public_key_is_said_and_repeated_nowhere(desk: Desk) -> None:
    secret = str(desk.police.secret)
    said = desk.told(KEY.replace("RECIPIENT", secret), 5)
    assert "trek haar in" in said
    assert secret not in said
    assert not (desk.root / "k.json").exists()


def test_the_list_says_what_is_wrong_with_a_key(desk: Desk) -> None:
    assert desk.told("trust list --kit {r}/kit")["sealing_key"] is None
    (desk.root / "kit/sealing_key.dsse.json").write_bytes(desk.police.document)
    TrustStore.remove(desk.kit.path / "trust", Role.POLICE, desk.police.signer.public.keyid)
    listed = desk.told("trust list --kit {r}/kit")["sealing_key"]
    assert listed["valid"] is False
    assert set(listed["wrong"]) == {"nl", "en"}
    assert "verzegelsleutel" in run("trust", "list", "--kit", desk.kit.path).stdout


def test_a_key_that_is_to_begin_is_laid_with_a_remark_and_one_that_has_ended_is_not(desk: Desk) -> None:
    line = KEY.replace("RECIPIENT", desk.police.recipient)
    desk.told(line.replace("2026-01-01", "2099-01-01"))
    done = run("trust", "add-sealing", desk.root / "k.json", "--kit", desk.kit.path)
    assert done.exit_code == 0
    assert "pas vanaf 2099-01-01" in done.stderr
    assert "GELDT NU NIET" in done.stdout
    (desk.root / "k.json").unlink()
    desk.told(line.replace("2026-01-01", "2020-01-01").replace("2099-12-31", "2020-12-31"))
    assert "2020-12-31" in desk.told("trust add-sealing {r}/k.json --kit {r}/kit", 5)


def test_a_key_signed_by_somebody_not_of_the_police_is_refused(desk: Desk) -> None:
    desk.told(KEY.replace("RECIPIENT", desk.police.recipient).replace("{r}/police.pem", "{r}/kit/private.pem"))
    assert "geen handtekening" in desk.told("trust add-sealing {r}/k.json --kit {r}/kit", 5)


# --- who may open ------------------------------------------------------------------


def test_probation_cannot_open_what_it_sealed(desk: Desk) -> None:
    for secret in ("private.pem", "case.key", "lists.key"):
        said = desk.told(OPEN.replace("{r}/age.txt", "{r}/kit/" + secret), 1)
        assert "geheime age-sleutel van de politie" in said


def test_an_identity_that_others_can_read_is_refused(desk: Desk) -> None:
    (desk.root / "age.txt").chmod(0o644)
    assert "chmod 600" in desk.told(OPEN, 1)


def test_another_police_key(desk: Desk) -> None:
    (desk.root / "age.txt").write_text(Police.new().identity)
    assert "andere sleutel" in desk.told(OPEN, 1)


def test_nothing_is_overwritten(desk: Desk) -> None:
    (desk.root / "there").write_bytes(b"x")
    for line in (
        "handover export {r}/case --out {r}/there",
        ANSWER + " --answer confirmed --number 1 --out {r}/there",
        ANSWER + " --answer not_confirmed --number 1 --out {r}/new --report {r}/there",
        KEY.replace("RECIPIENT", desk.police.recipient).replace("{r}/k.json", "{r}/there"),
    ):
        assert "niets overschreven" in desk.told(line, 1)
    assert (desk.root / "there").read_bytes() == b"x"
    desk.told(OPEN + " --out {r}/bundle")
    assert "niets overschreven" in desk.told(OPEN + " --out {r}/bundle", 1)
    assert "niets overschreven" in desk.told(OPEN + " --out {r}/there/bundle", 1)


def test_there_is_nothing_to_export_of_a_check_that_was_not_halted(desk: Desk) -> None:
    assert "niet gestopt" in desk.told("handover export {r}/done --out {r}/new.json", 1)
    assert not (desk.root / "new.json").exists()


def test_an_encrypted_case_needs_its_kit(tmp_path: Path) -> None:
    police = Police.new()
    kit = police.trusted_by(kit_at(tmp_path / "kit", encrypted=True))
    papers = validation(kit)
    envelope = sealed(police, kit, papers)
    halted(tmp_path / "case", kit, papers, envelope)
    assert run("handover", "export", tmp_path / "case", "--out", tmp_path / "new").exit_code == 1
    assert run("handover", "export", tmp_path / "case", "--out", tmp_path / "new", "--kit", kit.path).exit_code == 0
    assert (tmp_path / "new").read_bytes() == envelope


# --- validating --------------------------------------------------------------------


def test_what_was_opened_is_held_against_case(desk: Desk) -> None:
    assert desk.told(OPEN + " --validate --out {r}/bundle")["validated"] is True
    assert "Conforms: True" in (desk.root / "bundle/validation.txt").read_text()


def test_what_does_not_conform_is_said_and_its_report_is_kept_apart(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_handover_police, "hold_against_case", lambda _: Validation(False, "Value Node: geometric.png"))
    said = desk.told(OPEN + " --validate --out {r}/bundle", 1)
    assert "voldoet niet" in said
    assert "geometric" not in said
    assert "geometric" in (desk.root / "bundle/validation.txt").read_text()


def test_without_the_validator_it_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.root))
    monkeypatch.setattr(_case_validate.sys, "executable", str(desk.root / "python"))
    assert "make handover" in desk.told(OPEN + " --validate", 1)


def test_the_kit_that_takes_the_answer_is_the_one_of_the_case(desk: Desk, tmp_path: Path) -> None:
    """A kit that trusts no police takes no answer."""
    Kit.create(tmp_path / "other", laboratory=True)
    desk.told(ANSWER + " --answer confirmed --number 1 --out {r}/r.json")
    assert "vertrouwde sleutel" in desk.told("handover receipt {r}/case {r}/r.json --kit {r}/other", 1)
