"""Outcomes from outside: a file of re-offending, examined in a locked worker, judged line by line, taken in or not.

In the order of use (``by``: an evaluator's ``Actor``; ``at``: a moment)::

    arriving.examine(file)                            -> Examined  what the locked worker says, of every line
    taking.bring(catalogue, examined, by, places, at) -> Record    the file, ``nagekeken``; its lines wait beside it
    judging.judge(lines, by, day)                     -> Judged    which are good, which known, which apart and why
    taking.take_in(catalogue, file, by, places, at)   -> Judged    all of that written, or nothing
    deciding.correct(...), deciding.drop(...)                   what becomes of a line that was set apart

The register never computes re-offending. A file holds no name: :data:`COLUMNS`, all but the last of them asked, CSV
with ``;`` or ``,``, UTF-8 with or without a mark at its start, at most :data:`MOST` lines. A file in which anything
looks like a name, a citizen service number or a way to reach somebody is refused whole and nothing of it is kept.

Implementations load Django, but for ``examine_inside``: it runs in the locked worker.
"""

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS: Mapping[str, str] = {
    "pseudoniem": "pseudonym",
    "definitie": "definition",
    "definitieversie": "version",
    "gepleegd_op": "occurred",
    "indeling": "classification",
    "bron": "source",
    "uittreksel_van": "extracted",
    "geboortejaar": "born",
}
"""Columns of the file, in any order. The year of birth may be left out; it is compared and never kept."""
LEFT_OUT = frozenset({"geboortejaar"})
MOST, LARGEST = 5000, 4 * 1024 * 1024
"""Lines, and bytes, of one file."""
DEFINITIONS = ("algemeen", "ernstig", "zeer-ernstig", "speciaal")
LISTS = ("SCM1993", "SCM2010")
SOURCES = ("OBJD", "met-de-hand")
INTAKE, APART, OUTCOME = "uitkomsten-inlezing", "uitkomstregel", "recidive"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as far as it fits: what is no value of a closed list is empty, a day is digits and hyphens.

    ``number``: where it stands in the file, from 2. ``version`` and ``born``: 0 where there is none.
    """

    number: int
    pseudonym: str
    definition: str
    version: int
    occurred: str
    classification: str
    source: str
    extracted: str
    born: int = 0
