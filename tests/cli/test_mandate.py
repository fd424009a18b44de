"""``inzage mandate``: from an empty draft to two signatures, by the commands alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.mandate.admit import admit
from inzage.mandate.codec import read_draft
from inzage.mandate.exclusions import token
from inzage.mandate.named import token_of
from inzage.mandate.used import UsedOrders
from inzage.signing.kit import Kit
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT, TODAY, a_bench


def run(*words: object, code: int = 0, lang: str = "nl") -> Result:
    """Call the command line; it must end with ``code`` and without a traceback."""
    result = CliRunner().invoke(main, ["--lang", lang, *map(str, words)])
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def full(tmp_path: Path) -> Path:
    file = tmp_path / "opdracht.toml"
    file.write_text(FULL_DRAFT, "utf-8")
    return file


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    file = tmp_path / "stil.toml"
    file.write_text(SILENT_DRAFT, "utf-8")
    return file


def saved(folder: Path, name: str, result: Result) -> Path:
    file = folder / name
    file.write_text(result.stdout, "utf-8")
    return file


def test_a_laboratory_signs_a_validation_draft_straight_away(tmp_path: Path) -> None:
    kit = Kit.create(tmp_path / "kit", laboratory=True)
    draft = saved(tmp_path, "v.toml", run("mandate", "new", "--validation"))
    envelope = saved(tmp_path, "v.json", run("mandate", "sign", draft, "--key", kit.path / "private.pem"))
    admission = admit(envelope.read_bytes(), None, kit=kit, today=TODAY, used=UsedOrders(kit.used_orders))
    assert admission.mandate.validation
    assert "validation" in admission.marks


def test_two_people_sign_and_the_register_orders(tmp_path: Path, full: Path) -> None:
    bench = a_bench(tmp_path)
    for name, key in (("een", bench.issuer), ("twee", bench.second), ("register", bench.register)):
        key.save(tmp_path / f"{name}.pem")
    once = saved(tmp_path, "een.json", run("mandate", "sign", full, "--key", tmp_path / "een.pem"))
    both = saved(tmp_path, "twee.json", run("mandate", "sign", once, "--key", tmp_path / "twee.pem"))
    words = ("order", "new", "--mandate", both, "--number", 1, "--key", tmp_path / "register.pem", "--on", TODAY)
    order = saved(tmp_path, "order.json", run(*words))
    admission = admit(
        both.read_bytes(), order.read_bytes(), kit=bench.kit, today=TODAY, used=UsedOrders(bench.kit.used_orders)
    )
    assert admission.mandate.reference == "ECLI:NL:RBTEST:2026:1"
    assert admission.order is not None
    assert admission.order.number == 1


def test_a_new_draft_is_dutch_toml_with_what_was_asked() -> None:
    words = ("--block", "ZO-1", "--reference", "R-1", "--person", "P-1", "--title", "T", "--first", "2026-01-01")
    result = run("mandate", "new", *words, "--last", "2026-12-31", "--exclude-user", "Gast")
    assert "# Nakijken: inzage mandate lint" in result.stdout
    mandate = read_draft(result.stdout.encode())
    assert [condition.block for condition in mandate.conditions] == ["ZO-1"]
    assert mandate.exclusions.containers == {token(mandate.exclusions.salt, "gast")}
    assert "Gast" not in result.stdout


def test_each_draft_has_a_salt_of_its_own() -> None:
    drafts = [run("mandate", "new", "--validation").stdout for _ in range(2)]
    assert len({read_draft(draft.encode()).exclusions.salt for draft in drafts}) == 2


def test_a_validation_draft_may_hold_some_blocks_only() -> None:
    mandate = read_draft(run("mandate", "new", "--validation", "--block", "ALG-1").stdout.encode())
    assert [condition.block for condition in mandate.conditions] == ["ALG-1"]


def test_an_unknown_block_is_refused_with_the_known_ones() -> None:
    result = run("mandate", "new", "--block", "XX-1", code=5)
    assert "ZO-1" in result.stderr
    assert result.stdout == ""


def test_the_lint_speaks_and_drafts_the_letter(silent: Path) -> None:
    said = run("mandate", "lint", silent).stdout
    assert "ECLI:NL:HR:2022:1763" in said
    assert "Vandaag gaat open:\n- niets" in said
    assert "Aan de officier van justitie" in said
    assert "The frequency is missing" in run("mandate", "lint", silent, lang="en").stdout


def test_the_lint_as_json_holds_the_same(silent: Path) -> None:
    facts: dict[str, Any] = json.loads(run("mandate", "lint", silent, "--json").stdout)
    assert {"field", "kind", "source", "nl", "en", "advice"} == set(facts["remarks"][0])
    assert facts["opens_today"] == []
    assert facts["request"].startswith("Aan de officier van justitie")


def test_a_validation_mandate_gives_no_letter(tmp_path: Path) -> None:
    draft = saved(tmp_path, "v.toml", run("mandate", "new", "--validation"))
    said = run("mandate", "lint", draft).stdout
    assert "Geen opmerkingen." in said
    assert "- listed_places_visited: browsing" in said
    assert "officier" not in said


def test_signing_says_what_was_read_narrowly(tmp_path: Path, silent: Path, full: Path) -> None:
    key = Kit.create(tmp_path / "kit", laboratory=False).path / "private.pem"
    assert "frequency.at_most" in run("mandate", "sign", silent, "--key", key).stderr
    assert run("mandate", "sign", full, "--key", key).stderr == ""


def test_a_faulty_draft_is_not_signed(tmp_path: Path, full: Path) -> None:
    key = Kit.create(tmp_path / "kit", laboratory=False).path / "private.pem"
    full.write_text(FULL_DRAFT.replace("at_most = 2", "at_most = 0"), "utf-8")
    result = run("mandate", "sign", full, "--key", key, code=1)
    assert "frequency.at_most" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["lint", "show", "diff"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"{", b"schema = 1\n", b'{"payload": 1}'])
def test_what_is_no_mandate_ends_in_a_sentence(tmp_path: Path, command: str, content: bytes) -> None:
    file = tmp_path / "iets"
    file.write_bytes(content)
    for lang, word in (("nl", "erwacht"), ("en", "xpected")):
        assert word in run("mandate", command, file, code=1, lang=lang).stderr


@pytest.mark.parametrize("command", ["lint", "show", "diff"])
def test_a_file_that_is_not_there_is_a_matter_of_usage(tmp_path: Path, command: str) -> None:
    run("mandate", command, tmp_path / "niets", code=2)


def test_show_tells_a_person_what_the_mandate_means(full: Path) -> None:
    said = run("mandate", "show", full).stdout
    assert "Frequentie: 2× per jaar" in said
    assert "Periode: 2026-01-01 – 2027-12-31" in said
    assert "niet binnen 45 dagen" in said
    assert "Ondertekend door sleutel: —" in said
    assert "Frequency: 2× per year" in run("mandate", "show", full, lang="en").stdout


def test_show_tells_what_silence_means(silent: Path) -> None:
    said = run("mandate", "show", silent).stdout
    assert "Periode: geen (er gaat niets open)" in said
    assert "Zo beperkt mogelijk gelezen: period.first" in said


def test_show_tells_who_claims_to_have_signed(tmp_path: Path, full: Path) -> None:
    kit = Kit.create(tmp_path / "kit", laboratory=False)
    envelope = saved(tmp_path, "m.json", run("mandate", "sign", full, "--key", kit.path / "private.pem"))
    assert kit.key.public.keyid[:16] in run("mandate", "show", envelope).stdout
    facts = json.loads(run("mandate", "show", envelope, "--json").stdout)
    assert facts["signatures"] == [kit.key.public.keyid]
    assert facts["sha256"] == read_draft(full.read_bytes()).sha256
    assert facts["mandate"]["frequency"] == {"at_most": 2, "notice": "either", "per": "year"}


def test_show_of_a_block_that_is_not_known_says_so(full: Path) -> None:
    full.write_text(FULL_DRAFT.replace('"ZO-1"', '"XX-1"'), "utf-8")
    assert "XX-1 v1: Verwacht: een bekende bouwsteen" in run("mandate", "show", full).stdout


def test_show_marks_a_validation_mandate(tmp_path: Path) -> None:
    draft = saved(tmp_path, "v.toml", run("mandate", "new", "--validation"))
    assert run("mandate", "show", draft).stdout.startswith("VALIDATIEOPDRACHT\n")


def test_diff_tells_what_moved_in_the_catalogue(full: Path) -> None:
    assert "Geen verschil" in run("mandate", "diff", full).stdout
    assert json.loads(run("mandate", "diff", full, "--json").stdout) == []
    full.write_text(FULL_DRAFT.replace('"ZO-1"', '"XX-1"'), "utf-8")
    assert "- XX-1 versie 1:" in run("mandate", "diff", full).stdout
    (change,) = json.loads(run("mandate", "diff", full, "--json").stdout)
    assert (change["block"], change["move"], change["current"]) == ("XX-1", "unknown_block", None)


def test_a_person_is_named_by_a_token_that_is_the_same_in_every_spelling(full: Path, silent: Path) -> None:
    one, other, third = json.loads(run("mandate", "token", full, "06-12345678", "+31612345678", "0612345679").stdout)
    assert one == other != third
    assert one == token_of(read_draft(full.read_bytes()).exclusions.salt, "31612345678")
    said = run("mandate", "token", silent, "0612345678", code=1)
    assert "exclusions.salt" in said.stderr
    assert "0612345678" not in said.stderr


@pytest.mark.parametrize("command", ["new", "lint", "sign", "show", "diff", "token"])
def test_each_command_explains_itself_in_both_languages(command: str) -> None:
    said = run("mandate", command, "--help").stdout
    assert "(" in said.partition("Options:")[0]
