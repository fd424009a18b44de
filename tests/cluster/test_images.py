"""Images at the same path on the nodes: pictures are digested there, and everything else comes to the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Offer
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.cluster import node
from inzage.cluster.crew import Crew
from inzage.cluster.errand import Errand, said
from inzage.formats.encryption import Secret, SecretKind
from inzage.signing.kit import Kit
from inzage.sources.keys import Key
from tests.bench import Bench
from tests.check.beside import ORDINARY, beside, papers_of
from tests.cluster.media import PICTURES, image_bench, what_the_police_read
from tests.cluster.test_same import (
    LINES,
    Watched,
    both,
    far,
    in_this_process,
    media_lines,
    of_media,
    of_reader,
    threads,
)
from tests.volumes import MIB

__all__ = ["beside", "in_this_process", "threads"]


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    yield
    node.CARRIERS.clear()


def test_pictures_of_an_image_are_digested_by_a_node_as_they_would_be_here(tmp_path: Path, threads: Watched) -> None:
    bench = image_bench(tmp_path, listed=False)
    both(bench, threads)
    shared = of_media(threads).shared
    assert shared is not None
    assert (shared.path, shared.skimmed) == (str(bench.carrier), True)
    assert shared.media is not None
    assert sorted(shared.media.whole) == [False, False, False, True, True]
    assert media_lines(bench) == LINES
    assert all(one.shared is None for one in threads.errands if of_reader(one) != "media_files")


def test_a_listed_picture_in_an_image_is_sealed_on_a_node(tmp_path: Path, threads: Watched) -> None:
    bench = image_bench(tmp_path, listed=True)
    both(bench, threads)
    assert of_media(threads).shared is not None
    assert what_the_police_read(bench, "near") == what_the_police_read(bench, "far")


def test_an_image_is_opened_there_once_for_all_errands(
    tmp_path: Path, threads: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_nodes(tmp_path, threads)
    errand = of_media(threads)
    monkeypatch.setattr(node.CARRIERS, "_open_one", lambda _: pytest.fail("opened again"))
    assert "reply" in perform(errand, threads)


def read_by_nodes(root: Path, threads: Watched) -> Bench:
    """A bench whose image was checked by nodes that see the same path."""
    bench = image_bench(root, listed=False)
    far(bench, "far", Crew(threads, 1, shared=(str(bench.carrier),)))
    return bench


def perform(errand: Errand, threads: Watched) -> Any:
    """The same errand once more, with the chunks that went with it."""
    parts = threads.chunks[threads.errands.index(errand)]
    return json.loads(node.perform(errand, *parts))


def test_a_file_of_another_date_or_size_is_not_read_there(
    tmp_path: Path, threads: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_nodes(tmp_path, threads)
    errand = of_media(threads)
    monkeypatch.setattr(node, "_pool", lambda: pytest.fail("a worker was asked"))
    for name, value in (("modified", "2020-01-01T00:00:00+00:00"), ("size", 5), ("path", "bm93aGVyZQ==")):
        message = json.loads(errand.message)
        message["artefacts"][0][name] = value
        other = Errand(
            *(errand.instrument, json.dumps(message).encode(), errand.limits, errand.files, errand.chunks),
            errand.shared,
        )
        assert json.loads(node.perform(other, *threads.chunks[threads.errands.index(errand)])) == {"elsewhere": False}


def test_another_image_at_the_same_path_is_not_read(tmp_path: Path, threads: Watched) -> None:
    bench = read_by_nodes(tmp_path, threads)
    node.CARRIERS.clear()
    with bench.carrier.open("r+b") as image:
        image.write(b"\1")  # of the first MiB, which names an image
    assert perform(of_media(threads), threads) == {"elsewhere": True}


def test_an_image_that_changes_under_a_node_is_not_believed(tmp_path: Path, threads: Watched) -> None:
    bench = read_by_nodes(tmp_path, threads)
    with bench.carrier.open("r+b") as image:
        image.seek(3 * MIB)
        image.write(b"\1")
    assert perform(of_media(threads), threads) == {"elsewhere": False}


@pytest.mark.parametrize("carrier", [True, False], ids=["another carrier", "another file"])
def test_what_a_node_does_not_see_is_read_here_after_all(tmp_path: Path, threads: Watched, carrier: bool) -> None:
    bench = image_bench(tmp_path, listed=False)
    threads.instead = lambda errand: said({"elsewhere": carrier}) if errand.shared else None
    both(bench, threads)
    assert of_media(threads).shared is not None


def test_an_image_that_somebody_gave_a_secret_for_is_read_here(tmp_path: Path, threads: Watched) -> None:
    bench = image_bench(tmp_path, listed=False)
    papers, kit = papers_of(bench), Kit.load(bench.papers.kit)

    def given(_within: object) -> dict[int, tuple[Key, ...]]:
        return {0: (Key(None, Secret(SecretKind.PASSWORD, bytearray(b"given"))),)}

    crew = Crew(threads, 1, shared=(str(bench.carrier),))
    table = Table((Offer(str(bench.carrier), *ORDINARY),), bench.root / "far", ask=given, crew=crew)
    result = check(papers, kit, table, today())
    assert sum(line.reader == "media_files" and line.ordinal > 0 for line in result.coverage) == len(PICTURES)
    assert [one for one in threads.errands if of_reader(one) == "media_files"] == []
