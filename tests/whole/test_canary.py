"""Canaries: strings planted in every field of every artefact appear nowhere outside the lock.

Planted in names of users, profiles, files and archive members, in every text of
every table, in column names and table names, in damaged files and in files that
are no database. Looked for in the case, its documents, the kit, both output
streams, in several spellings.
"""

import base64
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench import Bench, inzage

CANARY = "KaNaRiE7f3a"


def canaries(root: Path) -> int:
    """Plant canaries in a carrier; how many fields hold one."""
    planted = sum(_in_database(file) for file in [*root.rglob("History"), *root.rglob("places.sqlite")])
    user = root / "Users" / f"{CANARY}-user"
    (root / "Users/bram").rename(user)
    profile = user / "AppData/Local/BraveSoftware/Brave-Browser/User Data/Default"
    shutil.copytree(profile, profile.with_name(f"Profile {CANARY}"))
    for n, damaged in enumerate(
        (b"", b"\0" * 5000, CANARY.encode() * 900, b"SQLite format 3\0" + CANARY.encode() * 99)
    ):
        folder = user / f"AppData/Local/Google/Chrome/User Data/{CANARY} {n}"
        folder.mkdir(parents=True)
        (folder / "History").write_bytes(damaged)
    torn = user / f"AppData/Local/Google/Chrome/User Data/{CANARY} torn"
    torn.mkdir()
    (torn / "History").write_bytes((profile / "History").read_bytes()[:30_000])
    (torn / "History-wal").write_bytes(CANARY.encode() * 500)
    (user / CANARY).symlink_to(f"/{CANARY}")
    return planted


def _in_database(file: Path) -> int:
    """Put the canary into every text of every table, and into names of its own."""
    with closing(sqlite3.connect(file)) as db, db:
        fields = 0
        for (table,) in list(
            db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        ):
            for column, kind in [(row[1], str(row[2])) for row in db.execute(f"PRAGMA table_info({table})")]:
                text = any(word in kind.upper() for word in ("CHAR", "TEXT"))
                if text and (table, column) not in {
                    ("meta", "key"),
                    ("meta", "value"),
                    ("visits", "originator_cache_guid"),
                }:
                    changed = f"UPDATE {table} SET {column} = {column} || '/{CANARY}-{table}-{column}'"  # noqa: S608
                    fields += db.execute(changed).rowcount
        db.execute(f"ALTER TABLE {_main_table(db)} ADD COLUMN {CANARY}_column TEXT DEFAULT '{CANARY}'")
        db.execute(f"CREATE TABLE {CANARY}_table (x TEXT)")
        return fields


def _main_table(db: sqlite3.Connection) -> str:
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    return "visits" if "visits" in names else "moz_historyvisits"


def spellings() -> Iterator[bytes]:
    """The canary as it might slip out."""
    for word in (CANARY, CANARY.lower(), CANARY.upper(), CANARY[::-1]):
        yield word.encode()
        yield word.encode("utf-16-le")
        yield word.encode().hex().encode()
        for shift in range(3):  # base64 of the word at any offset
            yield base64.b64encode(b"\0" * shift + word.encode())[4:12]


def assert_silent(where: dict[str, bytes]) -> None:
    """No spelling of the canary stands anywhere."""
    for name, content in where.items():
        assert not [one for one in spellings() if one in content], f"a canary sang in {name}"


def everything(*roots: Path) -> dict[str, bytes]:
    """Every file below these folders, with its own name as a place to sing too."""
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return {str(path): path.name.encode() + b"\n" + path.read_bytes() for path in files}


@pytest.mark.parametrize("form", ["folder", "zip", "tar"])
@pytest.mark.parametrize("lock", ["confined", "unconfined"])
def test_no_canary_sings(bench: Bench, form: str, lock: str) -> None:
    assert canaries(bench.carrier) > 500
    carrier = bench.carrier
    if form != "folder":
        carrier = Path(shutil.make_archive(str(bench.root / "packed"), form, bench.carrier))
    more = ["--unconfined"] if lock == "unconfined" else []
    case, documents = bench.root / "case", bench.root / "documents"
    done = bench.check(case, "--progress", "jsonl", *more, carriers=[carrier])
    assert done.returncode == 4, done.stderr
    made = inzage("report", case, "--kit", bench.papers.kit, "--out", documents)
    verified = inzage("verify", case, "--kit", bench.papers.kit, "--documents", documents)
    assert (made.returncode, verified.returncode) == (0, 0), made.stderr + verified.stdout
    streams = {
        f"{name} {kind}": stream.encode()
        for name, run in {"check": done, "report": made, "verify": verified}.items()
        for kind, stream in {"output": run.stdout, "errors": run.stderr}.items()
    }
    assert_silent(streams | everything(case, documents, bench.papers.kit))


def test_the_listed_acts_were_counted_all_the_same(bench: Bench) -> None:
    canaries(bench.carrier)
    answers = {answer["question"]: answer for answer in bench.result(bench.root / "case")["answers"]}
    assert answers["listed_places_visited"]["count"] == 10  # six of anna, two and again two in bram's copies


def test_a_canary_that_sings_is_heard(tmp_path: Path) -> None:
    for n, spelling in enumerate(spellings()):
        with pytest.raises(AssertionError, match="sang"):
            assert_silent({str(n): b"text before " + spelling + b" and after"})


def test_zip_names_and_comments_do_not_sing(bench: Bench) -> None:
    archive = bench.root / "named.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.comment = CANARY.encode()
        for path in sorted(bench.carrier.rglob("*")):
            packed.write(path, f"{CANARY}/{path.relative_to(bench.carrier)}")
        packed.writestr(f"{CANARY}/../../{CANARY}", CANARY)
        packed.writestr(f"/{CANARY}/History", CANARY)
    done = bench.check(bench.root / "case", "--progress", "jsonl", carriers=[archive])
    assert done.returncode == 4
    assert_silent({"output": done.stdout.encode(), "errors": done.stderr.encode()} | everything(bench.root / "case"))
