"""Real files laid out as carriers by the recipe ``layout.toml``, and one whole check over all of them.

Every file gets one and the same date of change, because readers may use it and a copy's own date says nothing.
"""

import gzip
import json
import lzma
import os
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import inzage, validation_papers
from tests.real.volumes import Unpacked
from tests.sources.backups import IosBackup

RECIPE = Path(__file__).with_name("layout.toml")
CHANGED = datetime(2024, 6, 3, 12, tzinfo=UTC).timestamp()
ALL = 1 << 20


@dataclass(frozen=True)
class Carrier:
    """One carrier of the recipe. ``places``: where on it → the real files that lie there."""

    name: str
    says: str
    form: str
    places: dict[str, str | list[str]] = field(default_factory=dict)
    file: str = ""
    beside: tuple[str, ...] = ()
    most: int = ALL

    def laid(self, data: Path) -> list[tuple[str, Path]]:
        """(place, real file) of a tree."""
        return [pair for place, globs in self.places.items() for pair in _at(data, place, globs)]

    def files(self, data: Path) -> list[Path]:
        """Every real file that this carrier is made of."""
        return [path for _, path in self.laid(data)] + [data / name for name in (self.file, *self.beside) if name]


@dataclass(frozen=True)
class Recipe:
    """What lies on the table; what lies on no carrier, or is read by nobody, and why."""

    carriers: tuple[Carrier, ...]
    none: dict[str, str]
    unread: dict[str, str]

    def left_out(self, data: Path) -> list[Path]:
        return [path for glob in self.none for path in data.glob(glob) if path.is_file()]


def recipe() -> Recipe:
    """The text beside this module."""
    told = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    made = [
        Carrier(name, **{("beside" if key == "with" else key): value for key, value in one.items()})
        for name, one in told["carriers"].items()
    ]
    return Recipe(tuple(made), told["none"], told["unread"])


def _at(data: Path, place: str, globs: str | list[str]) -> Iterator[tuple[str, Path]]:
    for glob in [globs] if isinstance(globs, str) else globs:
        found = [data / glob] if (data / glob).is_file() else sorted(path for path in data.glob(glob) if path.is_file())
        assert found, f"layout.toml: expected a file of the real data at {glob!r}, found none"
        for path in found:
            yield (place + path.name if place.endswith("/") else place), path


def content(path: Path) -> bytes:
    """A file as a system would hold it."""
    return lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()


def _tree(one: Carrier, data: Path, at: Path) -> Path:
    for place, path in one.laid(data):
        target = at / place
        assert not target.exists(), f"layout.toml: {place!r} of {one.name} is given twice"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content(path))
        os.utime(target, (CHANGED, CHANGED))
    return at


def _backup(one: Carrier, data: Path, at: Path) -> Path:
    laid = [(*place.split("/", 1), content(path)) for place, path in one.laid(data)]
    return IosBackup(laid).write(at)  # type: ignore[arg-type]


def _as_it_is(one: Carrier, data: Path, at: Path) -> Path:
    at.mkdir(parents=True)
    for name in (one.file, *one.beside):
        shutil.copyfile(data / name, at / Path(name).name)
        os.utime(at / Path(name).name, (CHANGED, CHANGED))
    return at / Path(one.file).name


def _unpacked(one: Carrier, data: Path, at: Path) -> Path:
    at.mkdir(parents=True)
    target = at / Path(one.file).name.removesuffix(".gz").replace(".bin", ".dd")
    if one.most < ALL:
        Unpacked(data / one.file, one.most << 20).write_to(target)
    else:
        with gzip.open(data / one.file) as packed, target.open("wb") as file:
            sparse(packed, file)
    return target


def sparse(packed: Any, file: Any) -> None:
    """Copy without the zeros between what is there."""
    while block := packed.read(1 << 20):
        if block.count(0) == len(block):
            file.seek(len(block), os.SEEK_CUR)
        else:
            file.write(block)
    file.truncate(file.tell())


FORMS = {"folder": _tree, "itunes": _backup, "as_it_is": _as_it_is, "unpacked": _unpacked}


def lay_out(data: Path, root: Path) -> list[Path]:
    """Make every carrier of the recipe below ``root``, in its order."""
    return [FORMS[one.form](one, data, root / one.name) for one in recipe().carriers]


@dataclass(frozen=True)
class Checked:
    """What came out of the one check, and where its case lies."""

    result: dict[str, Any]
    case: Path
    labels: tuple[str, ...]


def check(data: Path, root: Path) -> Checked:
    """Lay everything out and check it whole, under a validation mandate, with every door open."""
    carriers = lay_out(data, root / "carriers")
    kit, mandate = validation_papers(root)
    done = inzage("check", *carriers, "--mandate", mandate, "--kit", kit, "--out", root / "case", "--json",
                  "--kind", "disk", "--owner", "betrokkene", "--progress", "none")  # fmt: skip
    assert done.returncode in {0, 4}, done.stderr
    return Checked(json.loads(done.stdout), root / "case", tuple(one.name for one in recipe().carriers))
