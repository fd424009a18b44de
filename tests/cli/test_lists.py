"""``inzage lists``: sign, import, show, try, withdraw, quarantine, as a list manager does it."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from tests.watchlists.desk import Desk, make_desk

MEANING = ["--version", "1", "--purpose", "places", "--kind", "addresses", "--fresh-until", "2099-12-31"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    made.issuer.save(tmp_path / "issuer.pem")
    return made


def inzage(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def run(*words: object) -> str:
    done = inzage(*words)
    assert done.exit_code == 0, done.output
    return done.stdout


def sign(desk: Desk, text: str, *more: str, name: str = "places", meaning: str = "listed") -> Path:
    (desk.home / "list.txt").write_text(text)
    said = ["--name", name, "--meaning", meaning, "--class", "class-a", "--key", desk.home / "issuer.pem", *more]
    manifest = desk.home / "m.json"
    manifest.write_text(run("lists", "sign", desk.home / "list.txt", *MEANING, *said))
    return manifest


def bring(desk: Desk, manifest: Path) -> Result:
    place = ["--manifest", manifest, "--into", desk.lists, "--kit", desk.kit.path]
    return inzage("lists", "import", desk.home / "list.txt", *place, "--json")


def at(desk: Desk) -> list[object]:
    return ["--lists", desk.lists, "--kit", desk.kit.path]


def test_from_signing_to_showing(desk: Desk) -> None:
    done = bring(desk, sign(desk, "listed.example\n# note\nother.example\n", "--issued", "2026-01-02", "--issuer", "X"))
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)["lists"]
    assert row == {
        "name": "places",
        "version": "1",
        "kind": "addresses",
        "meaning": "listed",
        "purpose": "places",
        "classes": ["class-a"],
        "entries": 2,
        "duplicates": 0,
        "by_class": {"class-a": 2},
        "shapes": [],
        "categories": {},
        "format": "text",
        "left": {},
        "issuer": "X",
        "issued": "2026-01-02",
        "fresh_until": "2099-12-31",
        "stale": False,
        "file_sha256": hashlib.sha256((desk.home / "list.txt").read_bytes()).hexdigest(),
    }
    assert json.loads(run("lists", "show", *at(desk), "--json"))["lists"] == [row]
    assert run("lists", "show", *at(desk)).split() == ["places", "1", "addresses", "listed", "2", "2099-12-31"]


def test_trying_prints_classes_and_records_nothing(desk: Desk) -> None:
    bring(desk, sign(desk, "listed.example\n"))
    before = {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
    found = json.loads(run("lists", "test", *at(desk), "https://www.listed.example/page", "--json"))["lists"]
    assert [(one["name"], one["classes"]) for one in found] == [("places", ["class-a"])]
    assert run("lists", "test", *at(desk), "unlisted.example") == ""
    assert {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("manifest", [[], ["--manifest", "/nowhere"]])
def test_a_list_without_manifest_is_refused(desk: Desk, manifest: list[str]) -> None:
    (desk.home / "list.txt").write_text("listed.example\n")
    words = ["lists", "import", desk.home / "list.txt", *manifest, "--into", desk.lists, "--kit", desk.kit.path]
    done = inzage(*words)
    assert done.exit_code == 5
    assert "Een lijst zonder manifest heeft geen betekenis" in done.stderr
    assert "has no meaning" in inzage("--lang", "en", *words).stderr
    assert done.stdout == ""


@pytest.mark.parametrize(("text", "line"), [("listed.example\nsecret words\n", "2"), ("com\n", "1")])
def test_a_bad_line_is_not_signed(desk: Desk, text: str, line: str) -> None:
    (desk.home / "list.txt").write_text(text)
    said = ["--name", "places", "--meaning", "listed", "--class", "class-a", "--key", desk.home / "issuer.pem"]
    done = inzage("lists", "sign", desk.home / "list.txt", *MEANING, *said)
    assert done.exit_code == 1
    assert f"Regel {line} " in done.stderr
    assert "secret" not in done.stderr


def test_a_stale_list_is_said_to_be_stale(desk: Desk) -> None:
    manifest = sign(desk, "listed.example\n", "--issued", "2020-01-01", "--fresh-until", "2020-02-01")
    done = bring(desk, manifest)
    assert done.exit_code == 0
    assert "verouderd" in done.stderr
    assert json.loads(done.stdout)["lists"][0]["stale"] is True


def test_quarantine_in_both_orders(desk: Desk) -> None:
    ordinary = sign(desk, "ordinary.example\n", name="ordinary", meaning="benign")
    assert bring(desk, ordinary).exit_code == 0
    stopped = bring(desk, sign(desk, "www.ordinary.example\n"))
    assert stopped.exit_code == 1
    assert "in quarantaine" in stopped.stderr
    shown = json.loads(run("lists", "quarantine", *at(desk), "--json"))["lists"]
    why = "de gewone lijst(en) ordinary"
    assert shown == [{"name": "places", "version": "1", "overlap": 1, "benign": "ordinary", "why": why}]
    bring(desk, sign(desk, "gentle.example\n"))
    assert run("lists", "quarantine", *at(desk)) == ""
    later = bring(desk, sign(desk, "gentle.example\n", name="gentle", meaning="benign"))
    assert later.exit_code == 0
    assert "places" in later.stderr
    assert run("lists", "quarantine", *at(desk)).split() == ["places", "1", "1", "de", "gewone", "lijst(en)", "gentle"]


def test_withdrawing_here_or_by_the_issuer(desk: Desk) -> None:
    bring(desk, sign(desk, "listed.example\n"))
    run("lists", "withdraw", "places", *at(desk))
    assert run("lists", "show", *at(desk)) == ""
    assert inzage("lists", "withdraw", "places", *at(desk)).exit_code == 1
    bring(desk, sign(desk, "listed.example\n"))
    run("lists", "withdraw", "--manifest", sign(desk, "listed.example\n", "--withdrawn"), *at(desk))
    assert run("lists", "show", *at(desk)) == ""
    assert bring(desk, sign(desk, "listed.example\n")).exit_code == 1
    assert inzage("lists", "withdraw", *at(desk)).exit_code == 2


def test_terms_are_tried_as_text(desk: Desk) -> None:
    bring(desk, sign(desk, "TERM-A\n", "--kind", "terms"))
    assert run("lists", "test", *at(desk), "say term a").split() == ["places", "1", "listed", "class-a"]
    assert run("lists", "test", *at(desk), "say terma") == ""
