"""What is looked for: more may pass than is wanted, never less."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.readers import all_readers
from inzage.sources import Patterns
from inzage.sources.containers import is_profile, user_home
from inzage.sources.image_disk import TREE_SHIFT
from inzage.sources.image_inside import handle
from inzage.sources.patterns import Matcher
from inzage.sources.sidecars import owner
from inzage.sources.sought import Everything, Fitting, Homes, Sought, sought
from inzage.worker import Reply
from tests.volumes import make_ext

READERS = [Patterns(one.name, one.at, one.elsewhere, one.beside) for one in all_readers()]


def passes(looking: Sought, path: str, kind: EntryKind = EntryKind.FILE) -> bool:
    *folder, name = path.lower().split("/")
    sifted = bool(list(looking.sieve.passed([name]))) or (bool(folder) and folder[-1] in looking.sieve.folders)
    return sifted and looking.wants(path, kind)


names = st.sampled_from(["Users", "home", "data", "user", "user_de", "media", "misc_ce", "0", "10", "var", "mobile",
                         "root", "private", "storage", "emulated", "a", "History", "prefs.js", "Web Data"])  # fmt: skip


@given(st.lists(names, min_size=1, max_size=5).map("/".join))
def test_no_home_and_no_profile_is_passed_over(path: str) -> None:
    assert user_home(path) is None or passes(Homes(), path, EntryKind.DIRECTORY)
    assert not is_profile([path.rpartition("/")[2]]) or passes(Homes(), path)


def test_homes_leave_out_what_is_neither() -> None:
    assert not passes(Homes(), "Users/desktop.ini")
    assert not passes(Homes(), "Users/jan/foto.jpg")
    assert not passes(Homes(), "Program Files/x", EntryKind.DIRECTORY)


@pytest.mark.parametrize("wanted", READERS, ids=lambda one: one.reader)
def test_what_a_reader_looks_for_passes_with_its_sidecars(wanted: Patterns) -> None:
    looking, match = Fitting.of(READERS), Matcher([wanted]).match
    for glob in (*wanted.at, *wanted.elsewhere):
        path = "x/" + glob.replace("**", "y").replace("*", "1").replace("?", "2")
        assert list(match(path))
        assert passes(looking, path)
        assert passes(looking, path.upper())
        for ending in ("-wal", "-journal"):
            assert passes(looking, path + ending)
    for name in wanted.beside:
        assert passes(looking, "x/" + name.replace("*", "1"))


@given(st.sampled_from(["NTUSER.DAT.LOG1", "ntuser.dat.log", "000003.log", "MANIFEST-000001", "12.ldb", "1.SST",
                        "a.db-wal", "x-journal", "a.txt", "-wal", "CURRENT"]))  # fmt: skip
def test_every_name_that_may_belong_to_another_gets_through_the_sieve(name: str) -> None:
    looking = Fitting((), ())
    assert owner(f"x/{name}") is None or list(looking.sieve.passed([name.lower()]))


@pytest.mark.parametrize("looking", [Everything(), Homes(), Fitting(("a/*.db",), ("b",))])
def test_the_worker_is_told_as_much(looking: Sought) -> None:
    told = sought(looking.said)
    assert type(told) is type(looking)
    assert told.said == looking.said


@pytest.mark.parametrize("request_", [{}, {"for": "x"}, {"for": "fitting", "globs": [1], "beside": []},
                                      {"for": "fitting", "globs": []}])  # fmt: skip
def test_what_is_no_request_is_refused(request_: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no request"):
        sought(request_)  # type: ignore[arg-type]


def test_pages_of_what_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "tree"
    for number in range(30):
        at = root / f"Users/u{number % 3}/{number}.{'db' if number % 2 else 'txt'}"
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(b"x" * number)
    file = os.open(make_ext(tmp_path / "v", root), os.O_RDONLY)
    handle({"do": "open", "kind": "raw"}, [file])
    handle({"do": "systems", "volume": 0}, [])
    rows = rows_of(handle({"do": "list", "from": 0}, []))
    assert handle({"do": "count", "tree": 0, "most": 99}, []) == {"entries": len(rows), "odd": ""}
    everything = {"do": "some", "from": 0, "prefix": "volume-0/", "most": 99}
    assert handle({"do": "seek", "for": "everything"}, []) == {}
    assert handle(everything, []) == {"rows": rows, "next": None}
    monkeypatch.setattr("inzage.sources.image_disk.PAGE", 4)
    handle({"do": "seek", "for": "fitting", "globs": ["volume-0/*/u1/*.db"], "beside": []}, [])
    first, second = handle(everything, []), handle({**everything, "from": 4}, [])
    assert first["next"] == 4
    told = [*rows_of(first), *rows_of(second)]
    assert told == [row for row in rows if str(row[0]).startswith("Users/u1/") and str(row[0]).endswith(".db")]
    assert handle({**everything, "from": 4}, []) == second
    assert rows_of(handle({**everything, "most": 20}, [])) == [row for row in rows[:20] if row in told]
    assert handle({**everything, "from": 99 << TREE_SHIFT}, [])["problem"] == "partition_table"
    os.close(file)


def rows_of(page: Reply) -> list[Any]:
    assert isinstance(page["rows"], list)
    return page["rows"]
