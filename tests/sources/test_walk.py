"""The walk over names: agrees with the system's own on sound trees, in a stable order, and stops where told."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.result import Reason
from inzage.sources.offers import Hole
from inzage.sources.walk import MAX_DEPTH, Listing, Walk
from tests.sources.trees import put


@contextmanager
def root_of(path: Path) -> Iterator[int]:
    root = os.open(path, os.O_RDONLY)
    try:
        yield root
    finally:
        os.close(root)


def listings(path: Path, entries: int = 10_000) -> list[Listing | Hole]:
    with root_of(path) as root:
        return list(Walk(root, entries))


names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=4).filter(
    lambda name: name not in (".", "..")
)
kinds = st.sampled_from(["file", "folder", "link", "pipe"])


def build(root: Path, made: list[tuple[list[str], str]]) -> None:
    for path, kind in made:
        at = root.joinpath(*path)
        try:
            at.parent.mkdir(parents=True, exist_ok=True)
            {
                "file": at.touch,
                "folder": at.mkdir,
                "link": lambda at=at: at.symlink_to("/"),
                "pipe": lambda at=at: os.mkfifo(at),
            }[kind]()
        except OSError:  # an earlier one lies there
            continue


@settings(max_examples=40)
@given(st.lists(st.tuples(st.lists(names, min_size=1, max_size=4), kinds), max_size=12))
def test_agrees_with_the_system(made: list[tuple[list[str], str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder, "tree")
        root.mkdir()
        build(root, made)
        seen = listings(root)
        ours = {
            step.folder: (set(step.files), set(step.others), set(step.folders))
            for step in seen
            if isinstance(step, Listing)
        }
        assert len(ours) == len(seen)
        theirs = {}
        for here, _, _ in os.walk(root):
            inside = list(os.scandir(here))
            files = {entry.name for entry in inside if entry.is_file(follow_symlinks=False)}
            folders = {entry.name for entry in inside if entry.is_dir(follow_symlinks=False)}
            others = {entry.name for entry in inside} - files - folders
            theirs["" if here == str(root) else os.path.relpath(here, root)] = (files, others, folders)
        assert ours == theirs


def test_folders_come_before_what_lies_in_them_and_names_bytewise(tmp_path: Path) -> None:
    for path in ("b/x/1", "b/1", "a/1", "B/1", "a b/1", "\u00e9/1"):
        put(tmp_path, path)
    order = [step.folder for step in listings(tmp_path) if isinstance(step, Listing)]
    assert order == ["", "B", "a", "a b", "b", "b/x", "\u00e9"]


@pytest.mark.parametrize(("depth", "reached"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_the_deepest_folder(tmp_path: Path, depth: int, reached: bool) -> None:
    put(tmp_path, "/".join(["d"] * depth + ["file"]))
    seen = listings(tmp_path)
    assert any(isinstance(step, Listing) and step.files == ("file",) for step in seen) is reached
    assert [step.reason for step in seen if isinstance(step, Hole)] == ([] if reached else [Reason.QUOTA])


def test_what_is_refused_is_not_opened_and_what_is_pruned_not_gone_into(tmp_path: Path) -> None:
    for path in ("a/b/1", "c/d/1"):
        put(tmp_path, path)
    with root_of(tmp_path) as root:
        assert [s.folder for s in Walk(root, 99, lambda folder: folder != "a") if isinstance(s, Listing)] == [
            "",
            "c",
            "c/d",
        ]
        walk, seen = Walk(root, 99), []
        for step in walk:
            assert isinstance(step, Listing)
            seen.append(step.folder)
            if step.folder == "a":
                walk.prune()
        assert seen == ["", "a", "c", "c/d"]


@pytest.mark.parametrize("entries", [0, 1, 2, 4, 5])
def test_no_more_names_than_the_quota(tmp_path: Path, entries: int) -> None:
    for path in ("a/1", "a/2", "b/1", "c"):
        put(tmp_path, path)
    with root_of(tmp_path) as root:
        walk = Walk(root, entries)
        holes = [step for step in walk if isinstance(step, Hole)]
    assert sum(walk.counts) == entries
    assert {hole.reason for hole in holes} == {Reason.QUOTA}


def test_names_enough_leave_no_hole(tmp_path: Path) -> None:
    for path in ("a/1", "a/2", "b/1", "c"):
        put(tmp_path, path)
    assert [step for step in listings(tmp_path, 7) if isinstance(step, Hole)] == []


def test_a_folder_that_goes_away_or_becomes_a_link_leaves_no_hole(tmp_path: Path) -> None:
    for path in ("a/1", "b/1", "c/1"):
        put(tmp_path, path)
    seen = []
    with root_of(tmp_path) as root:
        for step in Walk(root, 99):
            assert isinstance(step, Listing)
            seen.append(step.folder)
            if step.folder == "a":
                (tmp_path / "b/1").unlink()
                (tmp_path / "b").rmdir()
                (tmp_path / "c").rename(tmp_path / "d")
                (tmp_path / "c").symlink_to("d")
    assert seen == ["", "a"]


def test_a_listing_is_open_while_it_is_at_hand(tmp_path: Path) -> None:
    put(tmp_path, "a/1")
    with root_of(tmp_path) as root:
        for step in Walk(root, 99):
            assert isinstance(step, Listing)
            assert stat.S_ISDIR(os.fstat(step.descriptor).st_mode)
