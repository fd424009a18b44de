"""Going on with what is finished, and a second check that knows its carriers again by more than a label."""

import json
from pathlib import Path

import pytest

from inzage.check.earlier import previous_check
from inzage.check.spots import keyed
from inzage.cli._check_run import _leave
from inzage.cli._halt_text import HALTED
from inzage.cli._met_before import lines
from inzage.record.reading import Case, read_case
from inzage.record.verify import verify_case
from inzage.report.documents import make
from inzage.result import CheckResult
from inzage.signing.kit import Kit
from tests.bench import Bench, make_bench
from tests.check.beside import Ask, beside, checked, give_order, mandate_of
from tests.volumes import MIB, make_exfat

__all__ = ["beside"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def test_going_on_with_a_finished_check_says_so_and_does_nothing(bench: Bench) -> None:
    case = bench.root / "case"
    first = bench.check(case, "--json")
    before = {path.name: path.read_bytes() for path in case.iterdir()}
    again = bench.check(case, "--resume")
    assert again.returncode == first.returncode == 4, "an open question is not closed by asking twice"
    assert f"Deze controle was al afgerond; er is niets opnieuw geopend. Het dossier ligt in {case}." in again.stderr
    assert again.stdout == f"Dossier: {case}\n"
    assert {path.name: path.read_bytes() for path in case.iterdir()} == before
    assert json.loads(bench.check(case, "--resume", "--json").stdout) == json.loads(first.stdout)


@pytest.mark.parametrize(("answers", "code"), [(["no_indication", "indication"], 0), (["not_assessable"], 4), ([], 0)])
def test_it_leaves_as_the_check_did(answers: list[str], code: int) -> None:
    with pytest.raises(SystemExit) as left:
        _leave({"status": "done", "answers": [{"answer": one} for one in answers]}, Path("x"), as_json=False)
    assert left.value.code == code


def test_a_halted_check_leaves_as_halted_whatever_its_answers() -> None:
    with pytest.raises(SystemExit) as left:
        _leave({"status": "halted", "answers": [{"answer": "not_assessable"}]}, Path("x"), as_json=False)
    assert left.value.code == HALTED


def test_a_finished_case_of_other_papers_is_still_refused(bench: Bench) -> None:
    case = bench.root / "case"
    bench.check(case)
    give_order(bench, number=2)
    again = bench.check(case, "--resume")
    assert (again.returncode, "al een afgerond dossier" in again.stderr) == (1, True)


def test_what_is_no_case_is_still_refused(bench: Bench) -> None:
    (bench.root / "case").mkdir()
    (bench.root / "case/x").touch()
    again = bench.check(bench.root / "case", "--resume")
    assert (again.returncode, "al afgerond;" in again.stderr) == (1, False)


def twins(bench: Bench) -> tuple[Path, Path]:
    """Two sticks with the same label, size and tree: another serial number, other places of the files."""
    (bench.root / "second").mkdir()
    one = make_exfat(bench.root / "stick.img", bench.carrier, 8 * MIB)
    other = make_exfat(bench.root / "second/stick.img", bench.carrier, 8 * MIB)
    assert one.read_bytes() != other.read_bytes()
    return one, other


def said(bench: Bench, result: CheckResult, previous: str) -> list[str]:
    kit = Kit.load(bench.papers.kit)
    return list(lines(result, read_case(bench.root / previous, kit), kit))


@pytest.mark.usefixtures("beside")
def test_a_device_is_known_by_its_serial_number_which_stands_nowhere(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = twins(bench)
    serial = b"WD-CANARY-4711"
    monkeypatch.setattr("inzage.sources.image.disk_serial_of", lambda _: serial)
    first = checked(bench, Ask(bench.root / "first", [one])).carriers[0]
    person_key = Kit.load(bench.papers.kit).person_key(mandate_of(bench).person)
    assert first.serial == keyed(person_key, "serial", serial) != first.key
    assert first.size == one.stat().st_size
    shown = "\n".join(block_text(read_case(bench.root / "first", Kit.load(bench.papers.kit))))
    assert "Gegevensdrager 1 gaf een eigen serienummer" in shown
    assert "8 MB" in shown or "8,4 MB" in shown
    for file in (bench.root / "first").iterdir():
        assert serial not in file.read_bytes(), file.name
    give_order(bench, number=2)
    second = checked(bench, Ask(bench.root / "second-case", [other]))
    assert second.carriers[0].key != first.key
    (sentence,) = said(bench, second, "first")
    assert "hetzelfde apparaat als gegevensdrager 1" in sentence
    monkeypatch.setattr("inzage.sources.image.disk_serial_of", lambda _: b"another")
    give_order(bench, number=3)
    third = checked(bench, Ask(bench.root / "third", [other]))
    assert said(bench, third, "first") == ["Gegevensdrager 1 was er bij de vorige controle niet bij."]


@pytest.mark.usefixtures("beside")
def test_a_folder_has_no_size_of_its_own_and_no_serial_number(bench: Bench) -> None:
    told = checked(bench, Ask(bench.root / "case")).carriers[0]
    assert (told.size, told.serial) == (None, None)


def block_text(case: Case) -> list[str]:
    """The officer's report as lines of markup."""
    return next(made for made in make(case, "nl") if made.name.endswith(".html")).content.decode().splitlines()


@pytest.mark.usefixtures("beside")
def test_a_second_check_knows_the_same_carrier_and_not_its_twin(bench: Bench) -> None:
    one, other = twins(bench)
    checked(bench, Ask(bench.root / "first", [one]))
    give_order(bench, number=2)
    moved = bench.root / "renamed.dd"
    one.rename(moved)
    second = checked(bench, Ask(bench.root / "then", [other, moved]))
    assert said(bench, second, "first") == [
        "Gegevensdrager 1 was er bij de vorige controle niet bij.",
        "Gegevensdrager 2 is dezelfde als gegevensdrager 1 van de vorige controle.",
    ]
    assert all(link.holds for link in verify_case(bench.root / "then", kit=Kit.load(bench.papers.kit)))


@pytest.mark.usefixtures("beside")
def test_a_kit_that_renewed_its_key_knows_its_carriers_again_and_another_does_not(bench: Bench) -> None:
    """What is keyed is keyed under the person's key, which is not renewed."""
    checked(bench, Ask(bench.root / "first"))
    kit = Kit.load(bench.papers.kit)
    whole = previous_check(bench.root / "first", kit).whole
    kit.rotate()
    give_order(bench, number=2)
    second = checked(bench, Ask(bench.root / "then"))
    assert said(bench, second, "first") == ["Gegevensdrager 1 is dezelfde als gegevensdrager 1 van de vorige controle."]
    assert previous_check(bench.root / "first", Kit.load(bench.papers.kit)).whole == whole != frozenset()
    stranger = Kit.create(bench.root / "stranger", laboratory=True)
    (sentence,) = lines(second, read_case(bench.root / "first", kit), stranger)
    assert "met een andere uitrusting" in sentence


def test_it_is_said_at_the_command_line(bench: Bench) -> None:
    one, other = twins(bench)
    assert bench.check(bench.root / "first", carriers=[one]).returncode in {0, 4}
    code = read_case(bench.root / "first", Kit.load(bench.papers.kit)).code
    give_order(bench, number=2, previous=code)
    done = bench.check(bench.root / "then", "--previous", bench.root / "first", carriers=[one, other])
    assert done.returncode in {0, 4}, done.stderr
    assert "Gegevensdrager 1 is dezelfde als gegevensdrager 1 van de vorige controle." in done.stdout
    assert "Gegevensdrager 2 was er bij de vorige controle niet bij." in done.stdout


@pytest.mark.usefixtures("beside")
def test_a_case_of_another_kit_cannot_be_compared(bench: Bench, tmp_path: Path) -> None:
    result = checked(bench, Ask(bench.root / "first"))
    other = make_bench(tmp_path / "other")
    (told,) = list(
        lines(result, read_case(bench.root / "first", Kit.load(bench.papers.kit)), Kit.load(other.papers.kit))
    )
    assert "met een andere uitrusting" in told


@pytest.mark.usefixtures("beside")
def test_a_carrier_that_stayed_shut_has_no_key_and_is_not_compared(bench: Bench) -> None:
    checked(bench, Ask(bench.root / "first", ways=[("computer", "aangereikt", "kind")]))
    give_order(bench, number=2)
    second = checked(bench, Ask(bench.root / "then", ways=[("computer", "aangereikt", "kind")]))
    assert said(bench, second, "first") == []
