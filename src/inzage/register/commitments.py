"""The commitments of the two memos, from a file of data into the register."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from inzage.register import Catalogue
from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.writing import Times, record

FILE = Path(__file__).parent / "catalogue" / "seed" / "commitments.toml"
GIVEN = {"A": datetime(2024, 2, 9, 11, tzinfo=UTC), "B": datetime(2024, 6, 3, 10, tzinfo=UTC)}
"""The days of the memos."""


def load(catalogue: Catalogue, by: Actor, file: Path = FILE) -> list[Record]:
    """Make a record of each commitment; the same file twice makes none twice."""
    lines = tomllib.loads(file.read_text(encoding="utf-8"))["commitments"]
    return [_one(catalogue, by, line) for line in lines]


def _one(catalogue: Catalogue, by: Actor, line: Mapping[str, Any]) -> Record:
    data = {name: value for name, value in line.items() if name != "due"}
    due = datetime.fromisoformat(line["due"]).date() if "due" in line else None
    key = uuid5(NAMESPACE_URL, f"inzage:commitment:{line['row']}:{line['said']}")
    return record(catalogue, "toezegging", by, data, Times(GIVEN[line["row"][0]], due=due), key=key)
