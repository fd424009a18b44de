"""Similar pictures from list to answer: found whatever was done to them, never merged, never halting, nothing left.

Geometric patterns stand for what a list holds. The check runs in this process, its workers in the lock as ever.
"""

import io
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from inzage import media
from inzage.check import gallery
from inzage.check.gallery import Gallery, Look
from inzage.cli.main import main
from inzage.media.pdq import fingerprint
from inzage.result import Reason
from inzage.signing.keys import PrivateKey
from inzage.watchlists import false_alarms
from inzage.watchlists.false_alarms import Measured
from tests.bench import validation_papers
from tests.media.patterns import framed, packed, pattern
from tests.media.test_video import film

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/result.schema.json").read_text("utf-8"))
QUESTION = "similar_material_present"
CLASS = "klasse-s"
LISTED = [fingerprint(pattern(number, 288, 352)).hashes[0] for number in (1, 2)]


def picture(number: int) -> Image.Image:
    return Image.fromarray(pattern(number, 288, 352))


SIMILAR: dict[str, bytes] = {
    "verkleind.jpg": packed(picture(1).resize((150, 123)), "JPEG", quality=40),
    "gespiegeld.png": packed(Image.fromarray(np.ascontiguousarray(np.fliplr(pattern(2, 288, 352)))), "PNG"),
    "omrand.webp": packed(Image.fromarray(framed(pattern(1, 288, 352), 60, 0)), "WEBP", quality=80),
    "film.mp4": film("mp4", "mpeg4", [pattern(n, 288, 352) for n in (1, 2, 1, 2)]),
}
OTHER: dict[str, bytes] = {
    "anders.png": packed(picture(3), "PNG"),
    "nacht.jpg": packed(Image.new("L", (300, 300), 9), "JPEG"),
    "andere film.mp4": film("mp4", "mpeg4", [pattern(n, 288, 352) for n in (3, 1, 4, 5)]),
    "tekst.jpg": b"a text that calls itself a picture",
}
LATER = "buiten het venster.png"


@dataclass
class Table:
    """A laboratory kit, a carrier, and lists of pictures."""

    root: Path
    kit: Path
    mandate: Path
    issuer: Path

    def run(self, *words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    def bring(self, values: list[bytes], kind: str = "pictures", **said: str) -> None:
        """Sign and import a list."""
        about = {"name": "proef", "meaning": "listed", "purpose": "similar_material"} | said
        (self.root / "list.txt").write_text("".join(f"{value.hex()}\n" for value in values), encoding="utf-8")
        words = [word for name, value in about.items() for word in (f"--{name}", value)]
        done = self.run(
            "lists", "sign", self.root / "list.txt", "--key", self.issuer, "--fresh-until", "2099-01-01",
            "--class", CLASS, "--kind", kind, "--version", "1", "--issuer", "Verzonnen", *words,
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        (self.root / "m.json").write_text(done.stdout, encoding="utf-8")
        files = [self.root / "list.txt", "--manifest", self.root / "m.json", "--into", self.root / "lists"]
        done = self.run("lists", "import", *files, "--kit", self.kit)
        assert done.exit_code == 0, done.output

    def lay(self, files: dict[str, bytes]) -> None:
        folder = self.root / "carrier/Users/bram/Pictures"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)

    def words(self, *more: object) -> list[object]:
        lists = ["--lists", self.root / "lists"] if (self.root / "lists").exists() else []
        return ["check", self.root / "carrier", "--mandate", self.mandate, "--kit", self.kit, *lists, *more]

    def check(self, case: str = "case", *more: object) -> dict[str, Any]:
        done = self.run(*self.words("--out", self.root / case, "--json", *more))
        assert done.exit_code in {0, 4}, (done.output, done.exception)
        told: dict[str, Any] = json.loads(done.stdout)
        jsonschema.validate(told, SCHEMA)
        return told


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Table:
    root = tmp_path_factory.mktemp("similar")
    kit, mandate = validation_papers(root)
    table = Table(root, kit, mandate, root / "issuer.pem")
    issuer = PrivateKey.generate()
    issuer.save(table.issuer)
    (root / "issuer.pub").write_bytes(issuer.public.pem)
    assert table.run("trust", "add", "list_issuer", root / "issuer.pub", "--kit", kit).exit_code == 0
    return table


@pytest.fixture
def table(papers: Table, tmp_path: Path) -> Table:
    """The papers, with a folder of its own for lists, carrier and case."""
    return replace(papers, root=tmp_path)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts the worker for pictures fails the test."""

    def started(*_: object, **__: object) -> None:
        raise AssertionError("the worker for pictures was started")

    monkeypatch.setattr(gallery, "Pool", started)


def answer(told: dict[str, Any]) -> dict[str, Any]:
    (found,) = [one for one in told["answers"] if one["question"] == QUESTION]
    return dict(found)


def lines(told: dict[str, Any], reader: str = "media_similar") -> list[dict[str, Any]]:
    return [line for line in told["coverage"] if line["reader"] == reader and line["status"] != "absent"]


def test_every_planted_likeness_is_found_and_nothing_else(table: Table) -> None:
    table.bring(LISTED)
    table.lay(SIMILAR | OTHER | {LATER: SIMILAR["gespiegeld.png"]})
    later = (datetime.now(UTC) + timedelta(days=40)).timestamp()
    os.utime(table.root / "carrier/Users/bram/Pictures" / LATER, (later, later))
    told = table.check()
    found = answer(told)
    assert (found["answer"], found["count"], found["block"]) == ("indication", len(SIMILAR), "ZO-7")
    assert [(one["class"], one["count"]) for one in found["by"]] == [(CLASS, len(SIMILAR))]
    assert found["lists"] == [{"name": "proef", "version": "1"}]
    assert told["status"] == "done"
    assert "libavcodec" in told["instrument"]["decoders"]
    assert told["instrument"]["decoders"].count("Pillow") == 3
    known = next(one for one in told["answers"] if one["question"] == "known_material_present")
    assert known["answer"] == "not_assessable"  # no list of files: another question, another answer
    assert {line["status"] for line in lines(told)} == {"read"}
    assert len(lines(told)) == len(SIMILAR) + len(OTHER)  # with the later one; a text is another file
    assert sum(line["records"].get("MediaLook", 0) for line in lines(told)) == len(SIMILAR) + len(OTHER) - 1


def test_no_picture_name_or_value_is_in_the_case_or_on_the_screen(table: Table) -> None:
    table.bring(LISTED)
    table.lay(SIMILAR)
    done = table.run(*table.words("--out", table.root / "case"))
    kept = b"".join(path.read_bytes() for path in (table.root / "case").rglob("*") if path.is_file())
    every = kept + done.output.encode()
    for value in LISTED:
        assert value not in every
        assert value.hex()[:16].encode() not in every
    for name in SIMILAR:
        assert name.encode() not in every


def test_what_an_ordinary_list_knows_counts_no_more(table: Table) -> None:
    table.bring([fingerprint(pattern(9)).hashes[0], LISTED[1]])
    table.lay({"verkleind.jpg": SIMILAR["gespiegeld.png"]})
    assert answer(table.check())["count"] == 1
    table.bring([LISTED[1]], name="gewoon", meaning="benign")
    assert answer(table.check("again"))["reasons"] == ["no_list"]  # the gate took the list that overlaps


def test_where_the_bound_leaves_no_room_nothing_is_decoded(
    table: Table, closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(false_alarms, "PDQ", Measured(1000, 3, "made up"))
    table.bring(LISTED)
    table.lay(SIMILAR)
    told = table.check()
    found = answer(told)
    assert (found["answer"], found["reasons"], found["count"]) == ("not_assessable", ["false_alarms"], 0)
    assert lines(told) == []
    assert told["instrument"]["decoders"] == ""
    assert "media_similar" not in (table.root / "case/ledger.jsonl").read_text("utf-8")
    shown = table.run("plan", table.mandate, "--kit", table.kit, "--lists", table.root / "lists").output
    assert "Gelijkende beelden worden niet gezocht en er wordt geen beeld ontpakt" in shown
    assert "0 beelden" in shown
    english = table.run("report", table.root / "case", "--out", table.root / "papers", "--lang", "en")
    assert english.exit_code == 0, english.output


def test_where_only_files_are_compared_byte_by_byte_nothing_is_decoded(table: Table, closed: None) -> None:
    table.bring([bytes(range(32))], "digests", purpose="known_material")
    table.lay(SIMILAR)
    told = table.check()
    assert answer(told)["reasons"] == ["no_list"]
    assert lines(told) == []


def test_without_the_libraries_the_question_says_so_and_the_rest_goes_on(
    table: Table, closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "LIBRARIES", ("numpy", "a_library_that_is_not_there"))
    table.bring(LISTED)
    table.lay(SIMILAR)
    told = table.check()
    assert (answer(told)["answer"], answer(told)["reasons"]) == ("not_assessable", ["library_missing"])
    assert {line["status"] for line in lines(told, "media_files")} == {"read"}


def test_beyond_the_most_pictures_nothing_is_decoded_and_that_is_said(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room for three: two pictures pass, the third has bars and costs two."""
    monkeypatch.setattr(false_alarms, "PDQ", Measured(14_500, 0, "made up"))
    table.bring(LISTED[:1])
    names = ("verkleind.jpg", "gespiegeld.png", "omrand.webp")
    table.lay({f"{place}{Path(name).suffix}": SIMILAR[name] for place, name in enumerate(names)} | {"3.png": b"x"})
    shown = table.run("plan", table.mandate, "--kit", table.kit, "--lists", table.root / "lists", "--json")
    assert json.loads(shown.stdout)["similar"]["most_pictures"] == 6
    monkeypatch.setattr(false_alarms, "PDQ", Measured(7_200, 0, "made up"))
    told = table.check()
    assert [(line["status"], line["reason"]) for line in lines(told)[:3]] == [
        ("read", None),
        ("read", None),
        ("unreadable", "quota"),
    ]
    assert answer(told)["answer"] == "indication"


def test_a_full_gallery_sets_the_rest_aside(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(false_alarms, "PDQ", Measured(2_500, 0, "made up"))
    table.bring([LISTED[1]])
    table.lay({"a.png": OTHER["anders.png"], "b.png": SIMILAR["gespiegeld.png"]})
    told = table.check()
    assert [(line["status"], line["reason"]) for line in lines(told)] == [
        ("read", None),
        ("over_budget", "count_budget"),
    ]
    found = answer(told)
    assert (found["answer"], found["reasons"]) == ("not_assessable", ["source_not_reached"])


def test_an_interrupted_check_goes_on_with_the_room_that_was_left(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.bring(LISTED)
    table.lay(SIMILAR)
    whole = table.check("whole")
    looks: list[Look | Reason] = []
    look = Gallery.look

    def stopping(self: Gallery, *given: Any) -> Look | Reason:
        if len(looks) == 2:
            raise KeyboardInterrupt
        looks.append(look(self, *given))
        return looks[-1]

    with monkeypatch.context() as patched:
        patched.setattr(Gallery, "look", stopping)
        stopped = table.run(*table.words("--out", table.root / "case"))
    assert stopped.exit_code == 6, stopped.output
    resumed = table.check("case", "--resume")
    assert answer(resumed) == answer(whole)
    assert resumed["instrument"] == whole["instrument"]
    assert [line["status"] for line in lines(resumed)] == [line["status"] for line in lines(whole)]


def test_a_picture_of_a_form_that_is_not_decoded_was_not_seen(table: Table) -> None:
    made = io.BytesIO()
    picture(1).save(made, "TIFF")
    table.bring(LISTED)
    table.lay({"plaat.tif": made.getvalue()})
    told = table.check()
    assert [(line["status"], line["reason"]) for line in lines(told)] == [("unreadable", "not_read_here")]
    assert (answer(told)["answer"], answer(told)["reasons"]) == ("not_assessable", ["source_unreadable"])
