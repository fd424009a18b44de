"""The same check from odd places: other users, other environments, paths that are hard to spell."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import INZAGE, Bench, make_bench
from tests.check.beside import Ask, Beside, beside, checked, give_order, mandate_of
from tests.cli.room import run

__all__ = ["beside"]

NOBODY = 65534
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def started(words: Sequence[object], **how: Any) -> subprocess.CompletedProcess[str]:
    line = [str(INZAGE), *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=120, **how)


# --- environments --------------------------------------------------------------------

PLAIN = {"PATH": os.environ.get("PATH", "")}
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "nothing at all": {},
    "no home": PLAIN,
    "a home that is not there": {**PLAIN, "HOME": "/no/such/home"},
    "a home that is a file": {**PLAIN, "HOME": "/dev/null"},
    "the C locale": {**PLAIN, "LC_ALL": "C"},
    "no colour": {**PLAIN, "NO_COLOR": "1"},
    "forced colour": {**PLAIN, "FORCE_COLOR": "1"},
    "a dumb terminal": {**PLAIN, "TERM": "dumb"},
    "far away": {**PLAIN, "TZ": "Pacific/Kiritimati"},
    "the other way": {**PLAIN, "TZ": "America/Los_Angeles"},
    "no zone files": {**PLAIN, "PYTHONTZPATH": ""},
    "optimised": {**PLAIN, "PYTHONOPTIMIZE": "2"},
    "warnings as errors": {**PLAIN, "PYTHONWARNINGS": "error"},
    "somebody else's modules": {**PLAIN, "PYTHONSTARTUP": "/no/such", "PYTHONDONTWRITEBYTECODE": "1"},
    "no place for scratch": {**PLAIN, "TMPDIR": "/no/such/place"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_a_check_does_not_depend_on_its_environment(bench: Bench, environment: dict[str, str]) -> None:
    done = started(bench.words(bench.root / "case", "--json"), env=environment)
    assert done.returncode == 4, done.stderr
    places = next(one for one in json.loads(done.stdout)["answers"] if one["question"] == "listed_places_visited")
    assert (places["answer"], places["count"]) == ("indication", 8)
    assert done.stderr == ""


def test_documents_do_not_depend_on_the_environment(bench: Bench, beside: type[Beside]) -> None:
    assert beside
    checked(bench, Ask(bench.root / "case"))
    made = []
    for n, environment in enumerate(({}, PLAIN | {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}, dict(os.environ))):
        out = bench.root / f"documents {n}"
        words = ["report", bench.root / "case", "--kit", bench.papers.kit, "--out", out]
        done = started(words, env=environment)
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("here", ["/", "/proc", "/dev"])
def test_from_a_folder_in_which_nothing_can_be_written(bench: Bench, here: str) -> None:
    done = started(bench.words(bench.root / "case"), cwd=here)
    assert done.returncode == 4, done.stderr


def test_from_a_folder_that_is_gone(bench: Bench) -> None:
    gone = bench.root / "gone"
    gone.mkdir()
    line = f'cd "{gone}" && rmdir "{gone}" && exec "$0" "$@"'
    words = [str(word) for word in bench.words(bench.root / "case")]
    done = subprocess.run(["/bin/sh", "-c", line, str(INZAGE), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777], ids=oct)
def test_a_case_is_for_who_made_it_whatever_the_mask(bench: Bench, mask: int) -> None:
    done = started(bench.words(bench.root / "case"), umask=mask)
    if mask == 0o777 and not IS_ROOT:
        assert done.returncode == 1  # not even its own files can be read back
        assert "Traceback" not in done.stderr
        return
    assert done.returncode == 4, done.stderr
    assert (bench.root / "case").stat().st_mode & 0o077 == 0


# --- users ---------------------------------------------------------------------------


def as_nobody(words: Sequence[object]) -> tuple[int, str, str]:
    """Run in a fork that has given up root; whoever is no root is such a user already."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if IS_ROOT:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            done = run(*words)
            os.write(writing, json.dumps([done.exit_code, done.stdout, done.stderr]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        code, stdout, stderr = json.loads(told.read())
    os.waitpid(child, 0)
    return code, stdout, stderr


@pytest.fixture
def handed_over(bench: Bench, beside: type[Beside]) -> Bench:
    """The bench, owned by nobody, where nobody can reach it."""
    assert beside
    words = bench.words(bench.root / "warm")
    assert run(*words).exit_code == 4  # loads what nobody could not load: the interpreter may lie out of reach
    give_order(bench, number=2)
    if IS_ROOT:
        for folder in [bench.root, *list(bench.root.parents)[:3]]:
            folder.chmod(folder.stat().st_mode | 0o711)
        for path in [bench.root, *bench.root.rglob("*")]:
            os.lchown(path, NOBODY, NOBODY)
    return bench


def test_nobody_counts_what_root_counts(handed_over: Bench) -> None:
    bench = handed_over
    code, stdout, stderr = as_nobody(bench.words(bench.root / "case", "--json"))
    assert code == 4, stderr
    told = {one["question"]: one for one in json.loads(stdout)["answers"]}
    root = {
        one["question"]: one for one in read_case(bench.root / "warm", Kit.load(bench.papers.kit)).result["answers"]
    }
    assert told == root
    assert told["listed_places_visited"]["count"] == 8


SHUT: dict[str, tuple[Callable[[Bench], Path], set[int]]] = {
    "the kit": (lambda bench: bench.papers.kit, {1, 2}),
    "the kit's secret": (lambda bench: bench.papers.kit / "private.pem", {1}),
    "the kit's policy": (lambda bench: bench.papers.kit / "kit.toml", {1}),
    "the kit's memory": (lambda bench: bench.papers.kit / "used_orders.jsonl", {1}),
    "the secrets of persons": (lambda bench: bench.papers.kit / "persons", {1}),
    "whom the kit trusts": (lambda bench: bench.papers.kit / "trust/register", {1, 5}),
    "the key of the lists": (lambda bench: bench.papers.kit / "lists.key", {1}),
    "the mandate": (lambda bench: bench.papers.mandate, {2}),
    "the order": (lambda bench: bench.papers.order, {2}),
    "the lists": (lambda bench: bench.papers.lists, {1, 2}),
    "a list": (lambda bench: bench.papers.lists / "demo-termen.keyed", {1}),
    "the carrier": (lambda bench: bench.carrier, {1}),
    "the way into it": (lambda bench: bench.carrier / "Users", {4}),
    "an account": (lambda bench: bench.carrier / "Users/anna", {4}),
}


@pytest.mark.parametrize(("what", "codes"), SHUT.values(), ids=SHUT.keys())
def test_what_may_not_be_read_is_a_sentence_or_an_answer(
    handed_over: Bench, what: Callable[[Bench], Path], codes: set[int]
) -> None:
    bench, shut = handed_over, what(handed_over)
    mode = shut.stat().st_mode
    shut.chmod(0)
    code, stdout, stderr = as_nobody(bench.words(bench.root / "case"))
    shut.chmod(mode)
    assert "niet voorzien" not in stderr, stderr
    assert code in codes, stdout + stderr
    if codes == {4}:
        assert "geen recht" in stdout.lower() or "niet te beoordelen" in stdout.lower() or "gezien" in stdout


@pytest.mark.parametrize("folder", ["", "kit", "kit/persons"], ids=["the case's folder", "the kit", "its persons"])
def test_what_may_not_be_written_leaves_nothing_in_the_way(handed_over: Bench, folder: str) -> None:
    bench, shut = handed_over, handed_over.root / folder
    (bench.root / "kit/used_orders.jsonl").unlink()
    for secret in (bench.root / "kit/persons").iterdir():
        secret.unlink()
    mode = shut.stat().st_mode
    shut.chmod(0o500)
    code, _, stderr = as_nobody(bench.words(bench.root / "case"))
    shut.chmod(mode)
    assert code == 1, stderr
    assert "niet voorzien" not in stderr
    assert not (bench.root / "case.part").exists()
    again = as_nobody(bench.words(bench.root / "case"))
    assert again[0] == 4, again[2]


def test_a_kit_of_another_user_is_a_sentence(handed_over: Bench) -> None:
    """Secrets that others could have read, or that are not ours, are no secrets."""
    bench = handed_over
    (bench.papers.kit / "private.pem").chmod(0o644)
    code, _, stderr = as_nobody(bench.words(bench.root / "case"))
    assert code == 1
    assert "private.pem" in stderr


# --- paths ---------------------------------------------------------------------------

NAMES: dict[str, str] = {
    "spaces": "een map met spaties",
    "a line break": "regel\neind",
    "a leading dash": "-vf",
    "two dashes": "--json",
    "braces": "{case} {0} %s",
    "quotes": "'\"`$(x)",
    "a tab and a bell": "a\tb\x07c",
    "other scripts": "一二三 דוח €",
    "a joined letter": "een\u0301e\u0301n",
    "a backslash": "a\\b",
    "a very long name": "x" * 200,
    "no text at all": os.fsdecode(b"\xff\xfe"),
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_any_name_will_do_for_carrier_case_lists_and_kit(bench: Bench, name: str, tmp_path: Path) -> None:
    odd = tmp_path / "odd" / name
    odd.mkdir(parents=True)
    for what in (bench.carrier, bench.papers.kit, bench.papers.lists, bench.papers.mandate, bench.papers.order):
        what.rename(odd / what.name)
    words = [
        "check", f"--mandate={name}/mandate.dsse.json", f"--order={name}/order.dsse.json", f"--kit={name}/kit",
        f"--lists={name}/lists", f"--out={name}/case {name[:40]}", "--exclude=anna",
        "--presented=aangereikt", "--owner=betrokkene", "--", f"{name}/carrier",
    ]  # fmt: skip
    done = started(words, cwd=odd.parent)
    assert done.returncode == 4, done.stderr
    case = odd / f"case {name[:40]}"
    assert case.is_dir()
    assert "2 keer" in done.stdout
    verified = started(["verify", "--kit", odd / "kit", "--", os.path.relpath(case, odd.parent)], cwd=odd.parent)
    assert verified.returncode == 0, verified.stdout


RELATIVE: dict[str, tuple[str, str]] = {
    "from beside it": (".", "carrier"),
    "by dots": ("kit", "../carrier"),
    "from inside it": ("carrier/Users", ".."),
    "with a slash": (".", "carrier/"),
    "with doubled slashes": (".", ".//carrier//"),
}


@pytest.mark.parametrize(("here", "carrier"), RELATIVE.values(), ids=RELATIVE.keys())
def test_a_carrier_is_the_same_carrier_by_any_path(
    bench: Bench, here: str, carrier: str, monkeypatch: pytest.MonkeyPatch, beside: type[Beside]
) -> None:
    assert beside
    first = checked(bench, Ask(bench.root / "first"))
    give_order(bench, number=2)
    monkeypatch.chdir(bench.root / here)
    again = checked(bench, Ask(Path(os.path.relpath(bench.root / "again")), carriers=[carrier]))  # type: ignore[list-item]
    assert again.carriers[0].key == first.carriers[0].key


def test_a_carrier_that_was_moved_is_another_carrier_and_counts_the_same(bench: Bench, beside: type[Beside]) -> None:
    assert beside
    first = checked(bench, Ask(bench.root / "first"))
    give_order(bench, number=2)
    shutil.move(bench.carrier, bench.root / "elsewhere")
    again = checked(bench, Ask(bench.root / "again", carriers=[bench.root / "elsewhere"]))
    assert again.carriers[0].key != first.carriers[0].key
    assert [one.verdict for one in again.answers] == [one.verdict for one in first.answers]


def test_one_kit_serves_several_people_without_mixing_them_up(bench: Bench, beside: type[Beside]) -> None:
    assert beside
    kit = Kit.load(bench.papers.kit)
    assert kit.person_key("P-1") != kit.person_key("P-2") != kit.person_key("")
    checked(bench, Ask(bench.root / "case"))
    assert mandate_of(bench).person not in "".join(path.name for path in (bench.papers.kit / "persons").iterdir())
