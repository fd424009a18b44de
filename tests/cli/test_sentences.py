"""Whatever is given for whatever is asked, the answer is a sentence in the user's language, never a fault of ours."""

import re
from collections.abc import Iterator

import click
import pytest

from inzage.check import crew
from inzage.errors import InzageError, Language
from tests.architecture.tree import loaded
from tests.check.beside import Beside, beside
from tests.cli.room import LEAVES, Room, make_room, run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")

GOOD: dict[str, str] = {
    "kit new": "kit new {root}/fresh",
    "kit show": "kit show {kit}",
    "kit rotate": "kit rotate {kit}",
    "kit revoke": "kit revoke {kit} --take {root}/revocations.json",
    "trust add": "trust add police {root}/public.pem --kit {kit}",
    "trust list": "trust list --kit {kit}",
    "trust remove": "trust remove police 00 --kit {kit}",
    "trust add-sealing": "trust add-sealing {root}/sealing.json --kit {kit}",
    "handover key": "handover key age1x --name n --first 2026-01-01 --last 2026-12-31 --key {root}/police.pem "
                    "--out {root}/new.json",
    "handover export": "handover export {root}/halted --kit {kit} --out {root}/new.json",
    "handover open": "handover open {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem "
                     "--sealing-key {root}/sealing.json --police-key {root}/public.pem --out {root}/opened",
    "handover answer": "handover answer {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem "
                       "--key {root}/police.pem --answer not_confirmed --number 1 --out {root}/new.json "
                       "--report {root}/report.json",
    "handover receipt": "handover receipt {root}/halted {root}/receipt.json --kit {kit}",
    "exception new": "exception new --key {root}/register.pem --for {root}/public.pem --reason r --until 2026-12-01 "
                     "--out {root}/new.json",
    "exception take": "exception take {root}/exception.json --kit {kit}",
    "exception show": "exception show --kit {kit}",
    "mandate lint": "mandate lint {mandate}",
    "mandate sign": "mandate sign {toml} --key {root}/mandate_issuer.pem",
    "mandate show": "mandate show {mandate}",
    "mandate diff": "mandate diff {mandate}",
    "mandate token": "mandate token {mandate} 0612345678",
    "compare": "compare {case} {case} --kit {kit}",
    "look": "look {case} listed_places_visited {carrier} --kit {kit} --lists {lists} "
            "--second {root}/second_signer.pem --out {root}/new",
    "order new": "order new --number 2 --mandate {mandate} --key {root}/register.pem",
    "plan": "plan {mandate} {carrier} --kit {kit} --order {order} --lists {lists} --previous {case} "
            "--presented aangereikt --owner betrokkene",
    "check": "check {carrier} --mandate {mandate} --order {order} --kit {kit} --lists {lists} --previous {case} "
             "--out {root}/new --presented aangereikt --owner betrokkene",
    "node": "node tls://127.0.0.1:1 --cluster-ca {root}/public.pem --cluster-cert {root}/public.pem "
            "--cluster-key {root}/police.pem",
    "stop": "stop {case} --yes",
    "recount": "recount {case} {carrier} --kit {kit} --lists {lists} --out {root}/new",
    "verify": "verify {case} --kit {kit} --documents {root}/documents",
    "report": "report {case} --kit {kit} --out {root}/documents",
    "log export": "log export {case} --kit {kit} --out {root}/log",
    "log verify": "log verify {root}/log --key {root}/public.pem",
    "timestamp request": "timestamp request {case} --kit {kit} --out {root}/case.tsq",
    "timestamp add": "timestamp add {case} {root}/text --tsa {root}/text --kit {kit}",
    "erase due": "erase due {root}/case --kit {kit} --dry-run",
    "erase verify": "erase verify {case}/checkpoint --kit {kit}",
    "lists sign": "lists sign {root}/demo-termen.txt --name n --version 1 --purpose search_terms --kind terms "
                  "--meaning listed --class voorbeeld --fresh-until 2099-01-01 --key {root}/list_issuer.pem",
    "lists import": "lists import {root}/demo-termen.txt --manifest {root}/demo-termen.manifest.json --into {lists} "
                    "--kit {kit}",
    "lists show": "lists show --lists {lists} --kit {kit}",
    "lists test": "lists test --lists {lists} --kit {kit} listed.example",
    "lists withdraw": "lists withdraw demo-termen --lists {lists} --kit {kit}",
    "lists quarantine": "lists quarantine --lists {lists} --kit {kit}",
    "demo": "demo --dir {root}/demo",
    "practice": "practice --visit refusal --answers {root}/answers.toml",
}  # fmt: skip
"""Every command that takes a path, as it is typed when all is well."""

SPOILT = ("nothing", "text", "binary", "empty", "nothing-in-it", "loop", "case/plan.json", "spoilt")
"""What may be given in the place of any path."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Pool", Beside)
        patch.setattr("inzage.worker.warm.Pool", Beside)
        made = make_room(tmp_path_factory.mktemp("room"))
    (made.root / "loop").symlink_to("loop")
    assert run("report", made.root / "case", "--out", made.root / "documents").exit_code == 0
    return made


def spoils(line: str) -> Iterator[str]:
    """The line with each of its paths in turn given as each of the spoilt things."""
    words = line.split(" ")
    for at, word in enumerate(words):
        if "{" in word and words[at - 1] not in {"--out", "--into"}:
            yield from (" ".join([*words[:at], "{root}/" + other, *words[at + 1 :]]) for other in SPOILT)


@pytest.mark.parametrize("name", GOOD)
def test_any_path_may_be_wrong(room: Room, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.signing.kit.Kit.rotate", lambda self: self)  # the room serves every line
    for line in spoils(GOOD[name]):
        done = run(*room.words(line))
        assert "niet voorzien" not in done.stderr, (line, done.stderr)
        assert "Traceback" not in done.output
        assert done.exit_code in {0, 1, 2, 4, 5}
        if done.exit_code in {1, 2, 5}:
            assert len((done.stderr + done.stdout).split()) > 4, line


def test_every_command_that_takes_a_path_is_here() -> None:
    takes = {
        name for name, command in LEAVES.items() if any(isinstance(one.type, click.Path) for one in command.params)
    }
    assert takes - {"acquire", "serve"} <= set(GOOD)


# --- every sentence there is ---------------------------------------------------------

modules = list(loaded())


def errors(root: type[InzageError] = InzageError) -> Iterator[type[InzageError]]:
    """Every error of this package that says something of its own."""
    if root.__module__.startswith("inzage.") and "nl" in vars(root) and "__init__" not in vars(root):
        yield root
    for child in root.__subclasses__():
        yield from errors(child)


SAYING = sorted(set(errors()) - {InzageError}, key=lambda error: f"{error.__module__}.{error.__name__}")
FACT = "FEIT"
DUTCH = re.compile(r"\b(niet|geen|een|het|de|is|op|van|en|voor|met|bij|dit)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|not|no|of|was|with|and|found|expected|this|it|a|is)\b", re.IGNORECASE)
IMPERATIVE = re.compile(
    r"\b(geef|kies|controleer|laat|gebruik|maak|zet|ga|vraag|wacht|haal|lees|meld|neem|vul|verbeter|bewaar|sluit|"
    r"installeer|probeer|start|begin|typ|onderteken|voer|schrijf|zoek|pas|noem|trek|stel|werk|los|kijk|leg|beperk|spreek|doe|bied|pak|plan|bekijk|stuur|zeg)\b",
    re.IGNORECASE,
)
NOTHING_TO_DO = {
    "NotAgreed", "BrokenOff",  # an end that somebody chose
    "LookNever", "Expired", "OverFrequency", "OverFrequencyHere",  # there is nothing that may be done
    "WorkerDied", "OutOfTime", "OutOfMemory", "Garbage",  # become an answer, and reach nobody as a sentence
    "KitFault", "ManifestFault", "BlockFileFault", "Refused",  # what to do is one of their facts
    "NothingToCount", "NotPublishable",
    "NothingMade", "KeyFileUnreadable", "UnknownCarrier", "NoSuchEntry",  # say what was expected, and leave it there
}  # fmt: skip


def said(error: type[InzageError], language: Language) -> str:
    names = set(re.findall(r"{(\w+)", error.nl + error.en))
    return error(**dict.fromkeys(names, FACT)).sentence(language)


def test_there_are_many_errors() -> None:
    assert len(SAYING) > 60


@pytest.mark.parametrize("error", SAYING, ids=lambda error: error.__name__)
def test_a_sentence_is_said_in_either_language_and_in_that_one_alone(error: type[InzageError]) -> None:
    nl, en = said(error, "nl"), said(error, "en")
    assert DUTCH.search(nl), nl
    assert ENGLISH.search(en), en
    assert not re.search(r"\b(niet|geen|een|het|gevonden|verwacht)\b", en, re.IGNORECASE)
    assert not re.search(r"\b(the|not|found|expected|with)\b", nl, re.IGNORECASE)


@pytest.mark.parametrize("error", SAYING, ids=lambda error: error.__name__)
def test_a_sentence_is_whole(error: type[InzageError]) -> None:
    for language in ("nl", "en"):
        sentence = said(error, language)  # type: ignore[arg-type]
        assert "{" not in sentence
        assert sentence.endswith((".", FACT))  # a fact at the end is a sentence of its own
        assert sentence[0].isupper() or sentence.startswith(FACT)
        assert "  " not in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("error", SAYING, ids=lambda error: error.__name__)
def test_a_sentence_says_what_to_do(error: type[InzageError]) -> None:
    if error.__name__ not in NOTHING_TO_DO:
        assert IMPERATIVE.search(said(error, "nl")), said(error, "nl")
