"""The coverage of the check over all real carriers: one line per reader, carrier and outcome, and as a chapter.

Files with the same outcome are summed, so that a line says how many there were. What the
chapter leaves out is *absent* alone, and per carrier it says so.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.observations import MediaLook
from inzage.readers import all_readers
from inzage.report import wording
from inzage.report.words_codes import READERS, RECORDS, STATUSES
from inzage.report.words_reasons import REASONS
from inzage.sources.patterns import Matcher, Patterns
from tests.real.laid_out import Carrier, Checked, recipe

SYSTEMS = {"folder": "map", "ios-backup": "reservekopie", "bitlocker": "BitLocker", "luks1": "LUKS", "luks2": "LUKS"}
KNOWN = Path(__file__).with_name("known.txt")
WHOLE = "(alle lezers)"


@dataclass(frozen=True, order=True)
class Line:
    """What one reader says of one carrier. ``acts``: kind → number."""

    carrier: str
    reader: str
    status: str
    reason: str
    files: int
    rows: int
    acts: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        outcome = f"{self.status}/{self.reason}" if self.reason else self.status
        acts = " ".join(f"{kind}={number}" for kind, number in self.acts)
        return f"{self.carrier} {self.reader} {outcome} {self.files} {self.rows} {acts}".rstrip()


def lines(checked: Checked) -> list[Line]:
    """Everything that is not *absent*; a carrier of which every reader says the same is one line."""
    names = dict(enumerate(checked.labels, start=1))
    met: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for one in checked.result["coverage"]:
        if one["status"] != "absent":
            key = names[one["carrier"]], one["reader"], one["status"], one["reason"] or ""
            met.setdefault(key, []).append(one)
    every = len(opened())
    shut = Counter((carrier, status, reason) for carrier, _, status, reason in met)
    made = {Line(carrier, WHOLE, status, reason, 0, 0) for (carrier, status, reason), n in shut.items() if n == every}
    whole = {(line.carrier, line.status, line.reason) for line in made}
    made |= {_line(key, same) for key, same in met.items() if (key[0], key[2], key[3]) not in whole}
    return sorted(made, key=lambda line: (checked.labels.index(line.carrier), line))


def _line(key: tuple[str, str, str, str], same: Sequence[dict[str, Any]]) -> Line:
    acts: Counter[str] = Counter()
    for one in same:
        acts.update(one["records"])
    return Line(*key, len(same), sum(one["rows"] for one in same), tuple(sorted(acts.items())))


def opened() -> list[str]:
    """The readers that a validation mandate opens: not what decodes pictures, for there is no list to compare with."""
    return [one.name for one in all_readers() if MediaLook not in one.yields]


def known() -> list[Line]:
    """What must come out, from the text beside this module."""
    return [_parsed(line) for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def _parsed(text: str) -> Line:
    carrier, reader, outcome, files, rows, *acts = text.replace(WHOLE, "*").split()
    status, _, reason = outcome.partition("/")
    counted = tuple((kind, int(number)) for kind, number in (act.split("=") for act in acts))
    return Line(carrier, WHOLE if reader == "*" else reader, status, reason, int(files), int(rows), counted)


def met_by_none(data: Path) -> set[Path]:
    """Real files that lie on a carrier and at whose place no reader looks; sidecars go with their file."""
    matcher = Matcher([Patterns(one.name, one.at, one.elsewhere) for one in all_readers()])
    laid = [(at.removesuffix("-wal"), path) for one in recipe().carriers for at, path in one.laid(data)]
    met = {path for at, path in laid if list(matcher.match(at))}
    return {path for _, path in laid} - met


HEAD = """\
# Dekking

Wat elke lezer zei van elke echte gegevensdrager in de proef. Gemaakt met `tools/coverage_table.py`; niet met de hand
wijzigen. Een toets houdt deze tabel gelijk aan wat er uitkomt.

Alle bestanden zijn openbare proefbestanden van andere projecten. Een recept (`tests/real/layout.toml`) legt elk
bestand waar een systeem het zou bewaren. Daarna loopt één hele controle onder een validatieopdracht, met elke deur
open, over alle dragers tegelijk. *Rijen*: wat de machine opende. *Handelingen*: wat die rijen betekenen. Een lezer die
rijen opent en geen handeling telt, heeft gekeken en niets gevonden dat een mens deed. Waar een lezer niet genoemd
wordt, zei hij *niet aanwezig*; op een drager zonder eigen tabel zeiden alle lezers dat, of wat bij de drager staat.
Een getal 0 staat dus nooit op zichzelf.
"""


def chapter(checked: Checked, data: Path) -> str:
    """The manual's chapter of coverage."""
    said = lines(checked)
    parts = [HEAD, "## Gegevensdragers\n", _carriers(checked)]
    for one in recipe().carriers:
        mine = [line for line in said if line.carrier == one.name and line.reader != WHOLE]
        if mine:
            parts += [f"\n## {one.says}\n", _readers(mine)]
    return "\n".join([*parts, *_left(data)]) + "\n"


def _carriers(checked: Checked) -> str:
    rows = [
        _row(one, checked.result["carriers"][number]["filesystems"]) for number, one in enumerate(recipe().carriers)
    ]
    return "\n".join(["| drager | soort | namen | uitkomst |", "|---|---|--:|---|", *rows])


def _row(one: Carrier, systems: Iterable[dict[str, Any]]) -> str:
    told = list(systems)
    kinds = ", ".join(SYSTEMS.get(system["type"], system["type"]) for system in told)
    outcome = ", ".join(_outcome(system["status"], system["reason"] or "") for system in told)
    return f"| {one.says} | {kinds} | {sum(system['entries'] for system in told)} | {outcome} |"


def _readers(mine: Sequence[Line]) -> str:
    rows = [
        f"| {_named(line.reader)} | {line.files} | {_outcome(line.status, line.reason)} | {line.rows} | {_acts(line)} |"
        for line in mine
    ]
    return "\n".join(["| lezer | bestanden | uitkomst | rijen | handelingen |", "|---|--:|---|--:|---|", *rows])


def _named(reader: str) -> str:
    said = wording.say(READERS, reader, "nl")
    return f"`{reader}`" if reader not in READERS else f"{said} (`{reader}`)"


def _outcome(status: str, reason: str) -> str:
    said = wording.say(STATUSES, status, "nl").lower()
    why = wording.say(REASONS, reason, "nl").rstrip(".") if reason and reason != status else ""
    return f"{said}: {why[0].lower()}{why[1:]}" if why else said


def _acts(line: Line) -> str:
    return ", ".join(f"{wording.say(RECORDS, kind, 'nl')}: {number}" for kind, number in line.acts) or "geen"


def _left(data: Path) -> list[str]:
    told = recipe()
    unread = [f"- `{glob}`: {why}" for glob, why in told.unread.items()]
    none = [f"- `{glob}` ({len(_files(data, glob))}): {why}." for glob, why in told.none.items()]
    return [
        "\n## Op een drager, en door geen lezer gelezen\n", *unread,
        "\n## Proefbestanden die op geen drager liggen\n", *none,
    ]  # fmt: skip


def _files(data: Path, glob: str) -> list[Path]:
    return [path for path in data.glob(glob) if path.is_file()]
