"""Users and profiles out of names, their numbers, and what stays closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Container, ContainerKind
from inzage.sources.containers import Discovery, Layout, closed_containers, is_profile, user_home

HOMES = [
    ("Users/piet", "piet"),
    ("users/Piet de Vries", "Piet de Vries"),
    ("filesystem1/Users/piet", "piet"),
    ("Documents and Settings/piet", "piet"),
    ("home/piet", "piet"),
    ("Users/Public", "Public"),
    ("Users/Shared", "Shared"),
    ("Users/jan/Desktop/oude schijf/Users/piet", "piet"),
    ("root", "root"),
    ("dump/root", "root"),
    ("private/var/mobile", "mobile"),
    ("private/var/root", "root"),
    ("Dump/data/data", "0"),
    ("data/user/10", "10"),
    ("data/user_de/10", "10"),
    ("data/media/0", "0"),
    ("storage/emulated/0", "0"),
    ("data/system_ce/150", "150"),
]
NO_HOMES = [
    "", "Users", "home", "piet", "Users/piet/AppData", "homes/piet", "data", "data/user", "data/user/abc",
    "user/0", "var/mobilex", "private/var/containers", "data/media/0/root", "Windows/System32", "data/database",
]  # fmt: skip


@pytest.mark.parametrize(("folder", "name"), HOMES)
def test_a_home(folder: str, name: str) -> None:
    home = user_home(folder)
    assert home is not None
    assert home[1] == name


@pytest.mark.parametrize("folder", NO_HOMES)
def test_no_home(folder: str) -> None:
    assert user_home(folder) is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["History"], True),
        (["history"], True),
        (["places.sqlite", "x"], True),
        (["Preferences"], True),
        (["History.txt", "places.sqlite-wal", "Bookmarks.bak"], False),
        ([], False),
    ],
)
def test_a_profile(names: list[str], expected: bool) -> None:
    assert is_profile(names) is expected


def layout_of(*paths: str) -> Layout:
    discovery = Discovery("carrier")
    for path in paths:
        folder, _, name = path.rpartition("/")
        discovery.path(folder, name)
    return discovery.layout()


TREE = (
    "Users/jan/AppData/Local/Google/Chrome/User Data/Default/History",
    "Users/jan/AppData/Local/Google/Chrome/User Data/Profile 2/History",
    "Users/jan/notes.txt",
    "Users/piet/AppData/Roaming/Mozilla/Firefox/Profiles/ab12cd34.Kind/places.sqlite",
    "Windows/x",
)


def test_the_tree_numbered() -> None:
    made = layout_of(*TREE).containers
    assert [(c.kind, c.parent, c.untrusted_name) for c in made] == [
        (ContainerKind.CARRIER, None, "carrier"),
        (ContainerKind.USER, 0, "jan"),
        (ContainerKind.PROFILE, 1, "Default"),
        (ContainerKind.PROFILE, 1, "Profile 2"),
        (ContainerKind.USER, 0, "piet"),
        (ContainerKind.PROFILE, 4, "ab12cd34.Kind"),
    ]
    assert [c.ordinal for c in made] == list(range(6))


@pytest.mark.parametrize(
    ("folder", "ordinal"),
    [
        ("", 0),
        ("Windows", 0),
        ("Users", 0),
        ("Users/jan", 1),
        ("Users/jan/AppData/Local", 1),
        ("Users/jan/AppData/Local/Google/Chrome/User Data/Default", 2),
        ("Users/jan/AppData/Local/Google/Chrome/User Data/Default/Network", 2),
        ("Users/janneke", 0),
        ("Users/piet/Desktop", 4),
    ],
)
def test_the_innermost_container_counts(folder: str, ordinal: int) -> None:
    assert layout_of(*TREE).of(folder) == ordinal


def test_what_android_keeps_of_one_user_is_one_container() -> None:
    made = layout_of(
        "Dump/data/data/com.example/x", "Dump/data/media/0/y", "Dump/data/user/10/z", "Dump/data/user_de/10/q"
    )
    assert [c.untrusted_name for c in made.containers[1:]] == ["0", "10"]
    assert made.of("Dump/data/media/0/DCIM") == made.of("Dump/data/data/com.example")
    assert made.of("Dump/data/user_de/10") == 2


def test_two_phones_side_by_side_stay_apart() -> None:
    assert len(layout_of("a/data/data/x/y", "b/data/data/x/y").containers) == 3


def test_a_home_that_directly_holds_a_profiles_file_stays_a_user() -> None:
    made = layout_of("home/jan/History").containers
    assert [c.kind for c in made[1:]] == [ContainerKind.USER]


def test_the_top_is_the_carrier_even_if_it_is_a_profile() -> None:
    assert len(layout_of("History", "Preferences").containers) == 1


def test_a_folder_that_only_looks_like_a_users_key_is_not_that_user() -> None:
    made = layout_of("data/data/x/y", "android/0/History")
    assert made.of("android/0") != made.of("data/data")


@given(st.permutations(TREE))
def test_numbers_do_not_depend_on_the_order_of_the_walk(paths: list[str]) -> None:
    assert layout_of(*paths).containers == layout_of(*TREE).containers


def test_numbers_follow_names_bytewise() -> None:
    names = ["b", "é", "a-b", "\udcff", "Z", "a b", "a"]
    made = layout_of(*(f"home/{name}/x" for name in names))
    assert [c.untrusted_name for c in made.containers[1:]] == ["Z", "a", "a b", "a-b", "b", "é", "\udcff"]


@pytest.mark.parametrize(
    ("excluded", "closed"),
    [
        ({"jan"}, {1, 2, 3}),
        ({"Profile 2"}, {3}),
        ({"piet"}, {4, 5}),
        ({"Kind"}, {5}),
        ({"ab12cd34.Kind"}, {5}),
        ({"kind"}, set()),
        ({"nobody"}, set()),
        ({"carrier"}, {0, 1, 2, 3, 4, 5}),
        (set(), set()),
    ],
)
def test_closed(excluded: set[str], closed: set[int]) -> None:
    assert closed_containers(layout_of(*TREE).containers, excluded.__contains__) == closed


def test_who_is_closed_stays_closed_inside_another_home() -> None:
    made = layout_of("home/jan/oud/home/piet/x/History").containers
    piet = next(c for c in made if c.untrusted_name == "piet")
    profile = Container(9, ContainerKind.PROFILE, piet.ordinal, "Default")
    assert closed_containers([*made, profile], {"jan"}.__contains__) == {1, 2, 3, 9}
    assert closed_containers([*made, profile], {"piet"}.__contains__) == {2, 3, 9}


@pytest.mark.parametrize(
    ("name", "excluded"), [("ren\udce9", "ren\xe9"), ("ab12cd34.zo\udceb", "zo\xeb"), ("ren\xe9", "ren\xe9")]
)
def test_a_name_in_latin_1_is_excluded_as_a_person_writes_it(name: str, excluded: str) -> None:
    made = layout_of(f"home/{name}/x", "home/rene/x").containers
    assert closed_containers(made, {excluded}.__contains__) == {made[-1].ordinal if name > "rene" else 1}
