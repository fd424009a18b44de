"""An input that failed, made as small as it goes and kept as text: reader, case, part and edits.

Every file in ``tests/fuzz/kept`` is read again by ``test_kept.py``; its name says what went wrong.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.fuzz.edits import Edit
from tests.fuzz.trial import Bench, Result, based
from tests.readers.recipe import HERE, Case

FOLDER = Path(__file__).parent / "kept"
_TRIES = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """One input as a recipe."""

    reader: str
    case: str
    suffix: str
    edits: tuple[Edit, ...]

    @property
    def text(self) -> str:
        """As JSON, one edit a line."""
        edits = ",\n    ".join(json.dumps(edit.plain) for edit in self.edits)
        head = json.dumps({"reader": self.reader, "case": self.case, "part": self.suffix})[1:-1]
        return f'{{\n  {head},\n  "edits": [\n    {edits}\n  ]\n}}\n'

    @classmethod
    def of(cls, text: str) -> "Kept":
        """Back from JSON."""
        told = json.loads(text)
        return cls(told["reader"], told["case"], told["part"], tuple(map(Edit.of, told["edits"])))

    def read(self, bench: Bench) -> Result:
        """What becomes of it now, in a worker of its own."""
        with ExitStack() as stack:
            base = based(Case(self.reader, HERE / self.reader / self.case), bench, stack)
            return bench.result(base, self.suffix, self.edits, fresh=True)

    def save(self, what: str, folder: Path) -> Path:
        """Write it down under a name that says what went wrong."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self.reader}-{what}-{sha256(self.text.encode()).hexdigest()[:8]}.json"
        file.write_text(self.text, encoding="utf-8")
        return file


def smaller(edits: Sequence[Edit], fails: Callable[[Sequence[Edit]], bool]) -> list[Edit]:
    """Leave out edits, and then halves of what they put in, as long as it still fails; a bounded number of tries."""
    left, tries = list(edits), _TRIES
    for edit in edits:
        fewer = [one for one in left if one is not edit]
        tries -= 1
        if fewer and tries > 0 and fails(fewer):
            left = fewer
    for place in range(len(left)):
        while tries > 0 and (half := _half(left, place, fails)):
            tries, left[place] = tries - 2, half
    return left


def _half(edits: Sequence[Edit], place: int, fails: Callable[[Sequence[Edit]], bool]) -> Edit | None:
    """The first or second half of an edit that keeps the file's length, if that half is enough."""
    edit = edits[place]
    middle = len(edit.put) // 2
    if edit.drop != len(edit.put) or not middle:
        return None
    halves = (Edit(edit.at, middle, edit.put[:middle]), Edit(edit.at + middle, edit.drop - middle, edit.put[middle:]))
    return next((half for half in halves if fails([*edits[:place], half, *edits[place + 1 :]])), None)
