"""From a case folder to an artefact: a recipe is text, so a reviewer can read what a reader is tested with.

A case is ``tests/readers/<reader>/<case>/`` with ``expected.json`` and

- ``<file>.sql``: statements that make the database called ``<file>``;
- ``<file>.wal.sql``: statements whose rows must lie in its write-ahead log alone;
- ``<file>.journal.sql``: statements of a transaction that never ended, so that the
  database is left with a hot journal;
- ``recipe.toml``: ``file`` and ``content`` for what is no database, ``window``, ``sure``,
  ``modified``, ``path`` and ``[siblings]``, each with a default. A binary file is ``made_by``
  one of ``tests/readers/makers`` from the rest of the recipe; ``kept``: so many bytes of it. Where a
  folder is the database, the maker's ``beside`` gives all its files.

A line ``.read FILE`` takes in another file, beside or under ``tests/readers``. Times are
written as ``webkit('2026-03-10 09:00')``, ``unix_s``, ``unix_ms``, ``unix_us`` or ``cocoa``, in UTC.
"""

import dataclasses
import importlib
import json
import os
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from inzage.artefact import Artefact, Near, Window
from inzage.readers import Reader
from inzage.result import Unreadable
from inzage.sources.sidecars import beside, is_current

HERE = Path(__file__).parent
SIDECARS = ("-wal", "-journal")
WEBKIT = 11_644_473_600
COCOA = 978_307_200


@dataclass(frozen=True)
class Case:
    """One worked case of one reader."""

    reader: str
    folder: Path

    @property
    def id(self) -> str:
        return f"{self.reader}-{self.folder.name}"

    @property
    def facts(self) -> dict[str, Any]:
        recipe = self.folder / "recipe.toml"
        return tomllib.loads(recipe.read_text()) if recipe.exists() else {}

    @property
    def window(self) -> Window:
        first, last = self.facts.get("window", ("2026-03-01", "2026-04-30"))
        return Window(date.fromisoformat(first), date.fromisoformat(last))

    @property
    def expected(self) -> Any:
        return json.loads((self.folder / "expected.json").read_text())

    @property
    def is_database(self) -> bool:
        return any(self.folder.glob("*.sql"))


def cases(reader: str) -> list[Case]:
    """Every case of a reader: the folder is the list."""
    return [
        Case(reader, folder) for folder in sorted((HERE / reader).glob("*/")) if (folder / "expected.json").exists()
    ]


def build(case: Case, into: Path) -> Path:
    """Make the case's file (and sidecars) in an empty folder."""
    if not case.is_database:
        made = into / case.facts["file"]
        made.write_bytes(content(case.facts))
        for name, held in _beside(case.facts).items():
            (into / name).write_bytes(held)
        return made
    base, *_ = [p for p in sorted(case.folder.glob("*.sql")) if not p.name.endswith((".wal.sql", ".journal.sql"))]
    made = into / base.name.removesuffix(".sql")
    late = {mode: case.folder / f"{made.name}.{mode}.sql" for mode in ("wal", "journal")}
    with closing(connect(made)) as db:
        db.executescript(sql(base))
        for mode, statements in late.items():
            if statements.exists():
                _unfinished(db, made, mode, sql(statements))
    return made


def content(facts: dict[str, Any]) -> bytes:
    """What a file that is no database holds: its text, or what a maker makes of the recipe."""
    if "made_by" not in facts:
        return str(facts.get("content", "")).encode()
    maker = importlib.import_module(f"tests.readers.makers.{facts['made_by']}")
    made: bytes = maker.make(facts)
    return made[: facts.get("kept", len(made))]


def _beside(facts: dict[str, Any]) -> dict[str, bytes]:
    """The files of a folder that is one database, by name; none where the maker makes one file."""
    maker = importlib.import_module(f"tests.readers.makers.{facts['made_by']}") if "made_by" in facts else None
    made: dict[str, bytes] = maker.beside(facts) if maker and hasattr(maker, "beside") else {}
    return {name: held for name, held in made.items() if name != facts["file"]}


def parts(made: Path) -> dict[str, Path]:
    """What a source would hand over with a file: the ending or name of each, and where it lies."""
    if is_current(made.name):
        there = [path.name for path in made.parent.iterdir()]
        return {name: made.with_name(path) for name, path in beside(made.name, there).items()}
    near = {suffix: Path(f"{made}{suffix}") for suffix in SIDECARS}
    return {suffix: path for suffix, path in near.items() if path.exists()}


def _unfinished(db: sqlite3.Connection, made: Path, mode: str, statements: str) -> None:
    """Leave the statements in a log or a half-done transaction, as a program that is still running does."""
    away = made.with_name("unfinished")
    away.mkdir()
    if mode == "wal":
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        db.executescript(statements)
    else:
        db.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN; {statements}")
    for file in made.parent.glob(f"{made.name}*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, away)
    db.rollback() if mode == "journal" else None
    db.close()
    for file in made.parent.glob(f"{made.name}*"):
        file.unlink()
    for file in away.iterdir():
        shutil.move(file, made.parent)
    away.rmdir()


def connect(path: Path) -> sqlite3.Connection:
    """A connection that knows the words in which recipes write times."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")  # a test survives no power failure, and need not
    for name, micros, origin in (
        ("webkit", 1, WEBKIT),
        ("unix_us", 1, 0),
        ("unix_ms", 1000, 0),
        ("unix_s", 10**6, 0),
        ("cocoa", 10**6, -COCOA),
    ):
        db.create_function(name, 1, lambda at, n=micros, o=origin: _ticks(at, n, o), deterministic=True)
    return db


def _ticks(at: str, micros: int, origin: int) -> int:
    passed = datetime.fromisoformat(at).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (passed // timedelta(microseconds=1) + origin * 10**6) // micros


def sql(path: Path) -> str:
    """A recipe's statements with what it reads in."""
    lines = []
    for line in path.read_text().splitlines():
        if line.startswith(".read "):
            name = line.removeprefix(".read ").strip()
            lines.append(sql(path.parent / name if (path.parent / name).exists() else HERE / name))
        else:
            lines.append(line)
    return "\n".join(lines)


@contextmanager
def artefact(made: Path, facts: dict[str, Any] | None = None) -> Iterator[Artefact]:
    """Open a file as a source would hand it over: read-only descriptors and nothing else."""
    facts = facts or {}
    opened = {suffix: os.open(path, os.O_RDONLY) for suffix, path in parts(made).items()}
    main = os.open(made, os.O_RDONLY)
    modified = facts.get("modified", "2026-04-30T12:00:00+00:00")
    siblings = {name: datetime.fromisoformat(at) for name, at in facts.get("siblings", {}).items()}
    try:
        yield Artefact(
            untrusted_path=facts.get("path", made.name),
            file=main,
            size=made.stat().st_size,
            modified=datetime.fromisoformat(modified) if modified else None,
            sidecars=opened,
            siblings=siblings,
            sure=facts.get("sure", True),
            telling=facts.get("telling", 0),
            near=tuple(Near(*one) for one in facts.get("near", [])),
        )
    finally:
        for descriptor in (main, *opened.values()):
            os.close(descriptor)


def read(reader: Reader, made: Path, case: Case, **changed: Any) -> Any:
    """What a reader yields for a file, as ``expected.json`` writes it."""
    with artefact(made, case.facts | changed) as opened:
        try:
            return [plain(seen) for seen in reader.read(opened, case.window)]
        except Unreadable as fault:
            return {"unreadable": str(fault.reason)}


def plain(seen: Any) -> dict[str, Any]:
    """An observation or remark as JSON has it."""
    return {"kind": type(seen).__name__} | {name: _plain(value) for name, value in dataclasses.asdict(seen).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
