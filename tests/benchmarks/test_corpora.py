"""What the benchmarks read: from one seed always the same, as many as asked, no two photos with the same bytes."""

import hashlib
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image
from pytest import MonkeyPatch

from benchmarks import corpora

SMALL = corpora.Size(files=700, photos=60, visits=500, messages=40)


def told(root: Path) -> dict[str, tuple[str, int]]:
    return {
        str(file.relative_to(root)): (hashlib.sha256(file.read_bytes()).hexdigest(), int(file.stat().st_mtime))
        for file in sorted(root.glob("Users/u?/*/**/*.*"))
        if file.is_file()
    }


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    first = corpora.corpus(SMALL, tmp_path / "one") / "tree"
    again = corpora.corpus(SMALL, tmp_path / "two") / "tree"
    assert told(first) == told(again)
    assert sum(file.is_file() for file in first.rglob("*")) == SMALL.files
    assert len(list(first.rglob("IMG_*.JPG"))) == SMALL.photos


def test_no_two_photos_are_the_same_and_each_is_one() -> None:
    made = list(corpora.photos(100))
    assert len(set(made)) == 100
    for photo in made[::20]:
        with Image.open(BytesIO(photo)) as opened:
            opened.load()
            assert opened.format == "JPEG"


def test_photos_begin_alike_however_many_are_asked_for() -> None:
    assert list(corpora.photos(50))[:10] == list(islice(corpora.photos(2000), 10))


def test_what_was_made_is_used_again(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    made = corpora.corpus(SMALL, tmp_path)
    monkeypatch.setattr(corpora, "tree", None)
    assert corpora.corpus(SMALL, tmp_path) == made
