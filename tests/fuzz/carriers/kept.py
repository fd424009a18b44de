"""A spoilt carrier that went wrong, made as small as it goes and kept as text: kind, file and edits.

Every file in ``tests/fuzz/carriers/kept`` is opened again by ``test_carriers.py``. What a tool of
some version lays out is not kept like this: there a test finds its place by content (``TOLD_NOW``).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.fuzz.edits import Edit

FOLDER = Path(__file__).parent / "kept"


@dataclass(frozen=True, slots=True)
class KeptCarrier:
    """One input as a recipe."""

    kind: str
    file: str
    edits: tuple[Edit, ...]

    @property
    def text(self) -> str:
        """As JSON, one edit a line."""
        edits = ",\n    ".join(json.dumps(edit.plain) for edit in self.edits)
        head = json.dumps({"kind": self.kind, "file": self.file})[1:-1]
        return f'{{\n  {head},\n  "edits": [\n    {edits}\n  ]\n}}\n'

    @classmethod
    def of(cls, text: str) -> "KeptCarrier":
        """Back from JSON."""
        told = json.loads(text)
        return cls(told["kind"], told["file"], tuple(map(Edit.of, told["edits"])))

    def save(self, what: str, folder: Path) -> Path:
        """Write it down under a name that says what went wrong."""
        folder.mkdir(parents=True, exist_ok=True)
        word = what.strip("!?-")
        at = folder / f"{self.kind}-{word}-{sha256(self.text.encode()).hexdigest()[:8]}.json"
        at.write_text(self.text, encoding="utf-8")
        return at


def small(edits: Sequence[Edit]) -> bool:
    """Are these a few small edits that may have nothing to do with each other?"""
    return len(edits) > 1 and all(edit.drop <= 16 and len(edit.put) <= 16 for edit in edits)
