"""The report for a laboratory's file: requirements, cases, results, limits and versions, as one sheet."""

import platform
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tools.validation.results import Promise, Ran, outcome, promised_in

from inzage.record.instrument import fingerprint
from inzage.report.sheet import Block, Bullets, Column, Heading, Notice, Pairs, Paragraph, Sheet, Table

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
WORDS = {"page": "bladzijde", "of": "van", "table": "Tabel", "figure": "Figuur"}
LIMITS = (
    "docs/validation.md",
    "docs/manual/niet-gelezen.md",
    "docs/manual/niet-gelezen-computer.md",
    "docs/attack-model.md",
)
OTHERS = (
    "make fuzz: gemuteerde bestanden voor elke lezer; de cijfers staan in docs/validation.md.",
    "make atheris: onze eigen ontleders, met dekking; de cijfers staan in docs/validation.md.",
    "make crash: afbreken op willekeurige momenten, volle schijven, verdwenen dragers, sprongen van de klok.",
    "make tamper: willekeurige wijzigingen in een dossier, door beide verificatieprogramma's gezien.",
)


@dataclass(frozen=True)
class Run:
    """One run of the tests: what came of them, when, and of which text of the program."""

    results: Ran
    made: datetime
    commit: str


def requirements() -> list[Promise]:
    """What is asked of the instrument: the table of requirements, and what the attack model promises."""
    table = tomllib.loads((HERE / "requirements.toml").read_text("utf-8"))["requirement"]
    return [*map(Promise.of, table), *promised_in((ROOT / "docs/attack-model.md").read_text("utf-8"))]


def cases() -> list[Promise]:
    """The cases of the lists of NIST."""
    return [Promise.of(one) for one in tomllib.loads((HERE / "cases.toml").read_text("utf-8"))["case"]]


def commit() -> str:
    """Of which text of the program this is; a changed one says so."""
    git = shutil.which("git")
    if git is None:
        return "onbekend"
    told = subprocess.run(  # noqa: S603 - a program of the machine, over our own folder
        [git, "-C", str(ROOT), "describe", "--always", "--dirty=+gewijzigd"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.stdout.strip() or "onbekend"


def sheet(run: Run, asked: Sequence[Promise], tried: Sequence[Promise]) -> Sheet:
    """The whole report."""
    return Sheet(
        design="officer",
        lang="nl",
        title="Validatierapport",
        subtitle=f"Inzage {fingerprint()['version']}, {run.commit}, {run.made:%d-%m-%Y}",
        footer=f"Validatierapport Inzage {run.commit}",
        stamps=(),
        blocks=tuple(_blocks(run, asked, tried)),
        words=WORDS,
    )


def _blocks(run: Run, asked: Sequence[Promise], tried: Sequence[Promise]) -> Iterator[Block]:
    yield _summary(run, asked, tried)
    yield Paragraph(
        "Dit rapport is gemaakt door de toetsen uit te voeren en hun uitkomst naast de eisen te leggen. Het zegt wat "
        "is getoond en wat niet; of dat genoeg is, beoordeelt het laboratorium."
    )
    yield Heading(2, "Eisen en toetsen")
    yield _table("Eisen, hun toetsen en de uitkomst van deze uitvoering", asked, run)
    yield Heading(2, "Gevallen uit de lijsten van NIST")
    yield Paragraph(
        "Bronnen: NIST CFTT en Federated Testing (zoeken van tekst, terughalen van bestanden, hashvergelijking), "
        "SP 800-202 (vullen van een telefoon). De gegevens van NIST zijn niet gebruikt; de gevallen zijn nagemaakt met "
        "mkfs en andere gereedschappen van Debian."
    )
    yield _table("Gevallen, hun toetsen en de uitkomst van deze uitvoering", tried, run)
    yield from _shown_by([*asked, *tried])
    yield Heading(2, "Toetsen naast deze uitvoering")
    yield Bullets(OTHERS)
    yield Heading(2, "Bekende grenzen")
    yield Bullets(tuple(f"{name}: {_title(ROOT / name)}" for name in LIMITS))
    yield Heading(2, "Versies")
    yield Pairs(tuple(_versions(run)))


def _summary(run: Run, asked: Sequence[Promise], tried: Sequence[Promise]) -> Notice:
    words = Counter(_verdict(one, run) for one in [*asked, *tried])
    total = sum((Counter(ended) for ended in run.results.values()), Counter[str]())
    told = ", ".join(f"{many} {word}" for word, many in sorted(words.items()))
    tests = f"{total['passed']} toetsgevallen goed, {total['wrong']} fout, {total['skipped']} overgeslagen"
    return Notice("plain", "Uitkomst", f"{told}. {tests}.")


def _verdict(promise: Promise, run: Run) -> str:
    return "niet van toepassing" if promise.why else outcome(promise.tests, run.results).word


def _table(caption: str, promises: Sequence[Promise], run: Run) -> Table:
    columns = (
        Column("Nummer", width=0.8),
        Column("Wat", width=3.6),
        Column("Toetsen", "right", width=0.6),
        Column("Goed", "right", width=0.6),
        Column("Fout", "right", width=0.5),
        Column("Uitkomst", width=1.0),
    )
    return Table(caption, columns, tuple(_row(one, run) for one in promises))


def _row(promise: Promise, run: Run) -> tuple[str, ...]:
    if promise.why:
        return (
            promise.id,
            f"{promise.nl}. Niet van toepassing, omdat: {promise.why}",
            "–",
            "–",
            "–",
            "niet van toepassing",
        )
    came = outcome(promise.tests, run.results)
    missing = f" Niet uitgevoerd: {', '.join(came.missing)}." if came.missing else ""
    counted = (str(len(promise.tests)), str(came.passed), str(came.wrong + came.skipped))
    return (promise.id, promise.nl + missing, *counted, came.word)


def _shown_by(promises: Sequence[Promise]) -> Iterator[Block]:
    yield Heading(2, "Welke toets wat laat zien")
    yield Pairs(tuple((one.id, "; ".join(one.tests)) for one in promises if one.tests))


def _title(file: Path) -> str:
    return file.read_text("utf-8").partition("\n")[0].lstrip("# ")


def _versions(run: Run) -> Iterator[tuple[str, str]]:
    told = fingerprint()
    yield "Datum", f"{run.made:%Y-%m-%d %H:%M}"
    yield "Commit", run.commit
    yield "Programma", f"{told['version']}, SHA-256 {told['engine_sha256']} over {told['engine_files']} bestanden"
    yield "Python", str(told["python"])
    yield "Kernel", platform.release()
    yield "Machine", platform.machine()
    libraries = told["dependencies"]
    if isinstance(libraries, Mapping):
        yield from ((name, _version(about)) for name, about in sorted(libraries.items()))


def _version(about: object) -> str:
    return ", ".join(str(value) for value in about.values()) if isinstance(about, Mapping) else str(about)


def markdown(made: Sheet) -> str:
    """The sheet as Markdown."""
    return "\n\n".join([f"# {made.title}", made.subtitle, *(_marked(block) for block in made.blocks)]) + "\n"


def _marked(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {text}"
        case Paragraph(text=text):
            return text
        case Bullets(items=items):
            return "\n".join(f"- {one}" for one in items)
        case Pairs(rows=rows):
            return "\n".join(f"- **{name}**: {value}" for name, value in rows)
        case Notice(head=head, text=text):
            return f"> **{head}.** {text}"
        case Table(caption=caption, columns=columns, rows=rows):
            head = [_line(column.head for column in columns), _line("---" for _ in columns)]
            return "\n".join([f"*{caption}*", "", *head, *map(_line, rows)])
    raise TypeError(type(block).__name__)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
