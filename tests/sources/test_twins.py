"""One file in several places, and by several names: offered once, in folders, archives and images alike."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.result import Reason
from inzage.sources import Patterns, Source
from inzage.sources.containers import closed_containers
from inzage.sources.opening import open_source
from inzage.sources.twins import Twins, one_place
from tests.sources.archives import made_tar, made_zip
from tests.sources.trees import hits, paths, put, skips
from tests.volumes import make_ext

SAME = [
    ("data/user/0/com.example/databases/a.db", "data/data/com.example/databases/a.db"),
    ("dump/data/user/0/x", "dump/data/data/x"),
    ("storage/emulated/0/DCIM/a.jpg", "data/media/0/DCIM/a.jpg"),
    ("storage/emulated/10/DCIM/a.jpg", "data/media/10/DCIM/a.jpg"),
    ("mnt/runtime/full/emulated/0/a", "data/media/0/a"),
    ("mnt/user/0/emulated/0/a", "data/media/0/a"),
    ("mnt/pass_through/10/emulated/10/a", "data/media/10/a"),
    ("sdcard/Download/a", "data/media/0/Download/a"),
    ("storage/self/primary/Download/a", "data/media/0/Download/a"),
    ("private/var/mobile/Library/SMS/sms.db", "var/mobile/Library/SMS/sms.db"),
    ("filesystem1/private/var/root/x", "filesystem1/var/root/x"),
    ("System/Volumes/Data/Users/jan/a", "Users/jan/a"),
    ("System/Volumes/Data/private/var/db/a", "private/var/db/a"),
]
OWN = [
    "data/user/10/com.example/a.db",
    "data/user_de/0/com.example/a.db",
    "data/data/com.example/a.db",
    "data/users/0/a",
    "mydata/user/0/a",
    "data/user/0",
    "storage/card1/DCIM/a.jpg",
    "private/varia/a",
    "Users/jan/private/variant/a",
    "System/Volumes/Other/Users/jan/a",
    "sdcards/a",
]


@pytest.mark.parametrize(("place", "same"), SAME)
def test_places_that_are_the_same_by_design(place: str, same: str) -> None:
    assert one_place(place) == one_place(same)


@pytest.mark.parametrize("place", OWN)
def test_places_that_only_look_so(place: str) -> None:
    assert one_place(place) == place


@given(
    st.lists(
        st.sampled_from(
            ["data", "user", "0", "private", "var", "storage", "emulated", "a", "System", "Volumes", "Data"]
        )
    )
)
def test_the_last_name_is_never_lost(names: list[str]) -> None:
    assert one_place("/".join([*names, "History"])).rpartition("/")[2] == "History"


@pytest.mark.parametrize("place", [*OWN, *(path for pair in SAME for path in pair)])
def test_a_folder_has_the_place_of_what_lies_in_it(place: str) -> None:
    cut = place.rfind("/") + 1
    assert one_place(place[:cut]) + place[cut:] == one_place(place)


def test_files_of_many_folders_keep_each_their_own_place() -> None:
    twins, places = Twins(), [path for pair in SAME for path in pair]
    for place in (*places, *reversed(places)):
        twins.again("a", place, 5, None)
    assert twins._met == {("a", one_place(place), 5) for place in places}


def test_whoever_gets_a_file_gets_it_once() -> None:
    twins = Twins()
    assert not twins.again("a", "data/data/x/a.db", 5, None)
    assert twins.again("a", "data/user/0/x/a.db", 5, None)
    assert not twins.again("b", "data/user/0/x/a.db", 5, None), "another reader"
    assert not twins.again("a", "data/user/0/x/a.db", 6, None), "another size: perhaps another file"
    assert not twins.again("a", "y", 5, (1, 2))
    assert twins.again("a", "z", 5, (1, 2))


HISTORY = Patterns("history", ("app_chrome/*/History", "Chrome/*/History"), ("**/History",))
PICTURES = Patterns("pictures", ("DCIM/*.jpg",))
SMS = Patterns("sms", ("Library/SMS/sms.db",))
WANTED = [HISTORY, PICTURES, SMS]
ONCE = {
    "data/data/com.android.chrome/app_chrome/Default/History": 700,
    "data/user/10/com.android.chrome/app_chrome/Default/History": 700,
    "data/media/0/DCIM/a.jpg": 90,
    "data/media/0/DCIM/b.jpg": 90,
    "private/var/mobile/Library/SMS/sms.db": 40,
    "private/var/mobile/Containers/Data/Application/0F3C/Library/Application Support/Google/Chrome/Default/History": 8,
}
AGAIN = {"data/data": "data/user/0", "data/media/0": "storage/emulated/0", "private/var": "var"}


def twice() -> dict[str, int]:
    made = dict(ONCE)
    for here, there in AGAIN.items():
        made |= {there + name.removeprefix(here): size for name, size in ONCE.items() if name.startswith(here + "/")}
    return made


def as_folder(at: Path, names: dict[str, int]) -> Path:
    for name, size in names.items():
        put(at / "tree", name, bytes(size))
    return at / "tree"


FORMS: dict[str, Callable[[Path, dict[str, int]], Path]] = {
    "folder": as_folder,
    "zip": lambda at, names: made_zip(at / "a.zip", [(name, bytes(size)) for name, size in names.items()]),
    "zip, the other way round": lambda at, names: made_zip(
        at / "a.zip", [(name, bytes(size)) for name, size in reversed(names.items())]
    ),
    "tar": lambda at, names: made_tar(at / "a.tar", [(name, bytes(size)) for name, size in names.items()]),
    "image": lambda at, names: make_ext(at / "disk.dd", as_folder(at, names)),
}


@contextmanager
def opened(at: Path) -> Iterator[Source]:
    source = open_source(str(at))
    try:
        yield source
    finally:
        source.close()


def counted(source: Source) -> list[tuple[str, str, int]]:
    return sorted((hit.reader, one_place(hit.found.untrusted_path), hit.found.size) for hit in hits(source, WANTED))


@pytest.mark.parametrize("prefix", ["", "Dump/"])
@pytest.mark.parametrize("form", FORMS)
def test_a_phone_copied_with_its_second_places_counts_as_one(form: str, prefix: str, tmp_path: Path) -> None:
    make = FORMS[form]
    (tmp_path / "once").mkdir()
    (tmp_path / "twice").mkdir()
    with opened(make(tmp_path / "once", {prefix + name: size for name, size in ONCE.items()})) as source:
        alone = counted(source)
        users = [one.untrusted_name for one in source.survey().containers if one.kind == "user"]
        assert skips(source, WANTED) == []
    with opened(make(tmp_path / "twice", {prefix + name: size for name, size in twice().items()})) as source:
        assert counted(source) == alone
        assert len(alone) == len(ONCE)
        assert {reason for _, _, reason in skips(source, WANTED)} == {Reason.SAME_FILE}
        assert len(skips(source, WANTED)) == len(twice()) - len(ONCE)
        assert [one.untrusted_name for one in source.survey().containers if one.kind == "user"] == users


def test_a_link_to_the_second_place_is_not_followed(tmp_path: Path) -> None:
    at = as_folder(tmp_path, ONCE)
    (at / "data/user/0").symlink_to("../data")
    (at / "var").symlink_to("private/var")
    with opened(at) as source:
        assert len(hits(source, WANTED)) == len(ONCE)


def test_another_file_in_the_second_place_counts(tmp_path: Path) -> None:
    with opened(
        as_folder(tmp_path, {**ONCE, **{name: size + 1 for name, size in twice().items() if name not in ONCE}})
    ) as source:
        assert len(hits(source, WANTED)) == len(twice())


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_who_is_excluded_is_excluded_in_both_places(form: str, tmp_path: Path) -> None:
    with opened(FORMS[form](tmp_path, twice())) as source:
        closed = closed_containers(source.survey().containers, {"mobile"}.__contains__)
        assert not any("var/mobile" in path for path in paths(source, WANTED, closed))
        assert len(paths(source, WANTED, closed)) == len(ONCE) - 2


def test_two_names_of_one_file_on_a_disk_count_once(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    put(tree, "Chrome/Default/History", b"h" * 500)
    (tree / "Chrome/Other").mkdir()
    os.link(tree / "Chrome/Default/History", tree / "Chrome/Other/History")
    shutil.copy(tree / "Chrome/Default/History", put(tree, "Chrome/Third/x").parent / "History")
    with opened(make_ext(tmp_path / "disk.dd", tree)) as source:
        assert len(hits(source, WANTED)) == 2
        assert [reason for _, _, reason in skips(source, WANTED)] == [Reason.SAME_FILE]
