"""What two checks of one carrier under two orders have in common."""

from typing import Any

from inzage.record import EntryKind
from tests.bench import Bench
from tests.check.beside import normal_form


def without_order(bench: Bench, name: str) -> dict[str, object]:
    """The normal form of a case below the bench, apart from the entry that names its order."""
    told = normal_form(bench, bench.root / name)
    entries: Any = told["entries"]
    return {**told, "entries": [line for line in entries if not line.startswith(EntryKind.BEGUN.value)]}
