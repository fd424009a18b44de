"""``inzage lists``: sign, import, show, try, withdraw, quarantine, as a list manager does it."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.watchlists.store import Lists
from tests.bench import make_bench
from tests.watchlists.desk import Desk, make_desk
from tests.watchlists.formats.bringing import PDNA
from tests.watchlists.formats.test_vics import vics

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


M, N = "d" * 32, "c" * 32
FILES = ["--version", "3", "--purpose", "known_material", "--kind", "digests", "--fresh-until", "2099-12-31"]


def sign_files(desk: Desk, text: str, *more: object) -> Path:
    (desk.home / "list.txt").write_text(text)
    said = ["--name", "files", "--meaning", "listed", "--class", "class-a", "--class", "class-b"]
    key = ["--key", desk.home / "issuer.pem", "--issuer", "X", "--issued", "2026-01-02"]
    told = inzage("lists", "sign", desk.home / "list.txt", *FILES, *said, *key, *more)
    assert told.exit_code == 0, told.output
    (desk.home / "m.json").write_text(told.stdout)
    return desk.home / "m.json"


CATEGORIES = ["--category", "1=class-a", "--category", "2=class-b", "--category", "0="]
ITEMS = [
    {"MediaID": 1, "Category": 1, "MD5": M, "MediaSize": 5, "PhotoDNA": PDNA},
    {"MediaID": 2, "Category": 2, "MD5": N},
    {"MediaID": 3, "Category": 2, "MD5": N.upper()},
    {"MediaID": 4, "Category": 0, "MD5": "a" * 32},
]


def test_a_list_of_files_from_signing_to_every_detail(desk: Desk) -> None:
    done = bring(desk, sign_files(desk, vics(*ITEMS), *CATEGORIES))
    assert done.exit_code == 0, done.output
    doubled = "1 vermelding(en) stonden er vaker in"
    for said in ("1 waarde(n) van PhotoDNA", doubled, "aan geen gewone bestanden", "telt het manifest"):
        assert said in done.stderr
    (shown,) = json.loads(run("lists", "show", *at(desk), "files", "--json"))["lists"]
    assert {name: shown[name] for name in ("by_class", "shapes", "categories", "format", "left", "duplicates")} == {
        "by_class": {"class-a": 1, "class-b": 1},
        "shapes": ["md5", "md5+size"],
        "categories": {"0": "", "1": "class-a", "2": "class-b"},
        "format": "vics",
        "left": {"category": 1, "photodna": 1},
        "duplicates": 1,
    }
    words = run("lists", "show", *at(desk), "files")
    for said in ("Uitgever", "X", "2026-01-02", "2099-12-31", "class-b: 1", "md5+size", "vics", "photodna: 1", "nee"):
        assert said in words
    assert M not in words
    assert run("lists", "show", *at(desk), "other") == ""


@pytest.mark.parametrize(
    ("entry", "named"), [(f"md5:{M} size:5", "class-a"), (N.upper(), "class-b"), (M, None), ("a" * 32, None)]
)
def test_a_file_is_tried_by_its_digests(desk: Desk, entry: str, named: str | None) -> None:
    bring(desk, sign_files(desk, vics(*ITEMS), *CATEGORIES))
    expected = ["files", "3", "listed", named] if named else []
    assert run("lists", "test", *at(desk), entry).split() == expected


def test_handles_are_tried_in_one_spelling(desk: Desk) -> None:
    bring(desk, sign(desk, "listed@listed.example\n", "--kind", "handles"))
    assert run("lists", "test", *at(desk), "LISTED@listed.example").split()[:2] == ["places", "1"]


def test_a_list_that_names_files_of_this_system_is_stopped_and_says_why(desk: Desk) -> None:
    share = desk.home / "share"
    share.mkdir()
    (share / "icon.png").write_bytes(b"pattern")
    manifest = sign_files(desk, hashlib.md5(b"pattern").hexdigest() + ",class-a\n" + N + ",class-b\n")  # noqa: S324
    bring(desk, manifest)
    words = ["--manifest", manifest, "--against", share, desk.home / "list.txt"]
    stopped = inzage("lists", "test", *at(desk), *words)
    assert stopped.exit_code == 1
    assert "de bestanden van dit systeem" in stopped.stderr
    assert "the files of this system" in inzage("--lang", "en", "lists", "quarantine", *at(desk)).stdout
    assert run("lists", "quarantine", *at(desk)).startswith("files  3  1  de bestanden van dit systeem")
    assert run("lists", "show", *at(desk)) == ""
    assert bring(desk, manifest).exit_code == 1
    assert bring(desk, sign_files(desk, N + ",class-b\n")).exit_code == 0
    tried = inzage("lists", "test", *at(desk), *words)
    assert (tried.exit_code, "1 gewone bestanden: geen overlap" in tried.stderr) == (0, True)


def test_a_stated_format_and_a_category_that_is_none(desk: Desk) -> None:
    sign_files(desk, vics(*ITEMS), *CATEGORIES, "--format", "vics")
    told = inzage("lists", "sign", desk.home / "list.txt", *FILES, "--category", "none")
    assert told.exit_code == 2
    assert "WAARDE=KLASSE" in told.stderr


def test_an_answer_names_the_list_and_the_version_it_rests_on(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    kit = Kit.load(bench.papers.kit)
    (stored,) = [one for one in Lists.open(bench.papers.lists, kit).stored if one.manifest.purpose == "places"]
    bench.papers.keys[Role.LIST_ISSUER].save(tmp_path / "issuer.pem")
    places = tmp_path / "places.txt"
    places.write_text("listed.example\n")
    said = ["--name", stored.name, "--version", "v-seven", "--purpose", "places", "--kind", "addresses"]
    said += ["--meaning", "listed", "--class", "class-a", "--fresh-until", "2099-12-31"]
    said += ["--key", str(tmp_path / "issuer.pem")]
    (tmp_path / "m.json").write_text(run("lists", "sign", places, *said))
    where = ["--manifest", tmp_path / "m.json", "--into", bench.papers.lists, "--kit", bench.papers.kit]
    run("lists", "import", places, *where)
    answers = {one["question"]: one for one in bench.result(tmp_path / "case")["answers"]}
    named = [one["lists"] for one in answers.values() if {"name": stored.name, "version": "v-seven"} in one["lists"]]
    assert len(named) >= 1
    assert {"name": stored.name, "version": stored.version} not in [one for lists in named for one in lists]
