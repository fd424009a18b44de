"""``inzage acquire`` with stand-ins for the programs and the phone; no phone is attached to a test."""

import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli import _phones
from inzage.cli.main import main
from inzage.mandate import DataClass
from inzage.signing import PayloadType
from inzage.signing.dsse import read, verify_by
from inzage.signing.kit import Kit
from tests.bench import Bench, laid, make_bench, validation_papers
from tests.check.beside import give, mandate_of, widened

TRUSTED = {
    "idevice_id": "echo 00008030-AAAA",
    "ideviceinfo": 'case "$*" in *WillEncrypt*) echo true;; *) echo 26.1;; esac',
    "idevicebackup2": (
        'case "$1" in --version) echo idevicebackup2 1.3.0; exit;; esac\n'
        'at="$3/00008030-AAAA"; mkdir "$at"; echo x > "$at/Manifest.plist"; echo x > "$at/Manifest.db"\n'
        'echo "$@" > "$3/../said"; echo "Jans iPhone"; echo "Jans iPhone" >&2'
    ),
}
ADB = """
case "$1" in
  start-server) [ -e "$HERE/runs" ] || echo '* daemon started successfully' >&2; touch "$HERE/runs";;
  kill-server) rm "$HERE/runs";;
  --version) echo Android Debug Bridge version 1.0.41;;
  devices) printf 'List of devices attached\\nR58M\\tdevice\\n\\n';;
  backup) echo "$@" > "$HERE/said"; head -c 200 /dev/zero > "$3";;
esac
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose ``bin`` is searched before the system's plain tools, and for nothing of phones else."""
    (tmp_path / "bin").mkdir()
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("sh", "mkdir", "rm", "touch", "head", "printf", "sleep"):
        found = next(at for at in (Path("/bin"), Path("/usr/bin")) if (at / tool).exists())
        (tools / tool).symlink_to(found / tool)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{tools}")
    monkeypatch.setenv("HERE", str(tmp_path))
    return tmp_path


def install(here: Path, programs: Mapping[str, str]) -> None:
    """Stand-ins on the path."""
    for name, script in programs.items():
        at = here / "bin" / name
        at.write_text(f"#!/bin/sh\n{script}\n")
        at.chmod(at.stat().st_mode | stat.S_IXUSR)


@pytest.fixture(scope="module", autouse=True)
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A laboratory kit and its validation mandate, which opens every door to test media."""
    made = validation_papers(tmp_path_factory.mktemp("papers"))
    PAPERS[:] = ["--kit", made[0], "--mandate", made[1]]
    yield made
    PAPERS.clear()


PAPERS: list[object] = []
"""What every call of this module has with it, unless it brings its own."""


def run(*words: object, said: str = "") -> Result:
    brought = () if "--mandate" in words else PAPERS
    return CliRunner().invoke(main, ["acquire", *(str(word) for word in (*words, *brought))], input=said)


def footprint(at: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((at / "footprint.json").read_text())
    return told


def test_an_iphone_makes_a_backup_and_leaves_a_record_of_the_footprint(here: Path) -> None:
    install(here, TRUSTED)
    done = run("iphone", "--out", here / "out", "--yes")
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{here}/out/00008030-AAAA\n"
    assert "De telefoon onthoudt deze computer als vertrouwd" in done.stderr
    assert "wachtwoord van de betrokkene" in done.stderr
    told = footprint(here / "out")
    assert (told["outcome"], told["exit_code"], told["program"]) == ("made", 0, "idevicebackup2")
    assert (told["version"], told["options"]) == ("idevicebackup2 1.3.0", ["--full"])
    assert {"pairing", "backup_run"} <= {change["code"] for change in told["changes"]}  # type: ignore[attr-defined]
    assert (here / "said").read_text() == f"backup --full {here}/out\n"
    assert stat.S_IMODE((here / "out").stat().st_mode) == 0o700


def test_the_outcome_as_json(here: Path) -> None:
    install(here, TRUSTED)
    done = run("iphone", "--out", here / "out", "--yes", "--json")
    assert json.loads(done.stdout) == {
        "backup": f"{here}/out/00008030-AAAA", "footprint": f"{here}/out/footprint.json",
        "receipt": f"{here}/out/footprint.dsse.json", "encrypted": True,
    }  # fmt: skip


def test_nothing_of_the_phone_is_told_or_kept(here: Path) -> None:
    install(here, TRUSTED)
    done = run("iphone", "--out", here / "out", "--yes")
    kept = (here / "out/footprint.json").read_text()
    assert "Jans" not in done.output + kept
    assert "00008030" not in kept + done.stderr


def test_an_android_phone_makes_a_backup_without_programs_and_shared_files(here: Path) -> None:
    install(here, {"adb": ADB})
    done = run("android", "--out", here / "out", "--yes")
    assert (done.exit_code, done.stdout) == (0, f"{here}/out/backup.ab\n")
    assert (here / "said").read_text() == f"backup -f {here}/out/backup.ab -all -noapk -noshared\n"
    assert footprint(here / "out")["options"] == ["-all", "-noapk", "-noshared"]
    assert not (here / "runs").exists(), "the background process that was started for this was ended"


def test_shared_files_come_only_when_asked(here: Path) -> None:
    install(here, {"adb": ADB})
    assert run("android", "--out", here / "out", "--yes", "--shared").exit_code == 0
    assert (here / "said").read_text().endswith("-noapk -shared\n")


def test_a_background_process_that_ran_before_keeps_running(here: Path) -> None:
    install(here, {"adb": ADB})
    (here / "runs").touch()
    assert run("android", "--out", here / "out", "--yes").exit_code == 0
    assert (here / "runs").exists()


@pytest.mark.parametrize(
    ("answer", "code", "made"),
    [("n\n", 1, False), ("\n", 1, False), ("", 1, False), ("?\n", 1, False), ("j\n", 0, True), ("Yes\n", 0, True)],
)
def test_nothing_happens_before_somebody_agreed(here: Path, answer: str, code: int, made: bool) -> None:
    install(here, TRUSTED)
    done = run("iphone", "--out", here / "out", said=answer)
    assert "Dit verandert er" in done.stderr
    assert (done.exit_code, (here / "said").exists(), (here / "out").exists()) == (code, made, made)


REFUSALS: list[tuple[str, str, dict[str, str], str]] = [
    ("no program", "iphone", {}, "Gevonden: niet op deze computer"),
    ("no adb", "android", {}, "apt install adb"),
    ("half installed", "iphone", {"idevicebackup2": "exit 0", "idevice_id": "exit 0"}, "het programma ideviceinfo"),
    ("no daemon", "iphone", TRUSTED | {"idevice_id": "echo ERROR: Unable; exit 255"}, "Gevonden: geen"),
    ("no iphone", "iphone", TRUSTED | {"idevice_id": "exit 0"}, "Gevonden: geen"),
    ("two iphones", "iphone", TRUSTED | {"idevice_id": "echo a; echo b"}, "Gevonden: 2"),
    ("no trust", "iphone", TRUSTED | {"ideviceinfo": "exit 255"}, "laat deze computer nog niet toe"),
    ("no android", "android", {"adb": "printf 'List of devices attached\\n\\n'"}, "USB-foutopsporing"),
    ("unauthorized", "android", {"adb": "printf 'List\\nR\\tunauthorized\\n'"}, "laat deze computer nog niet toe"),
    ("offline", "android", {"adb": "printf 'List\\nR\\toffline\\n'"}, "laat deze computer nog niet toe"),
    ("two androids", "android", {"adb": "printf 'List\\nR\\tdevice\\nS\\tdevice\\n'"}, "Gevonden: 2"),
]


@pytest.mark.parametrize(("phone", "programs", "sentence"), [c[1:] for c in REFUSALS], ids=[c[0] for c in REFUSALS])
def test_what_is_missing_is_said_and_nothing_is_made(
    here: Path, phone: str, programs: dict[str, str], sentence: str
) -> None:
    install(here, programs)
    done = run(phone, "--out", here / "out", "--yes")
    assert (done.exit_code, sentence in done.stderr, (here / "out").exists()) == (1, True, False)
    assert "Traceback" not in done.output


FAILURES: list[tuple[str, str, dict[str, str]]] = [
    ("the program fails", "iphone", TRUSTED | {"idevicebackup2": "exit 3"}),
    ("no papers", "iphone", TRUSTED | {"idevicebackup2": "exit 0"}),
    ("half a backup", "iphone", TRUSTED | {"idevicebackup2": 'mkdir "$3/x"; touch "$3/x/Manifest.plist"'}),
    ("refused on the phone", "android", {"adb": ADB.replace("head -c 200", "head -c 0")}),
    ("only a header", "android", {"adb": ADB.replace("head -c 200", "head -c 41")}),
]


@pytest.mark.parametrize(("phone", "programs"), [c[1:] for c in FAILURES], ids=[c[0] for c in FAILURES])
def test_a_backup_that_was_not_made_is_said_and_recorded(here: Path, phone: str, programs: dict[str, str]) -> None:
    install(here, programs)
    done = run(phone, "--out", here / "out", "--yes")
    assert (done.exit_code, "zonder een volledige reservekopie" in done.stderr, done.stdout) == (1, True, "")
    assert footprint(here / "out")["outcome"] == "failed"


def test_the_record_is_there_before_the_program_starts(here: Path) -> None:
    install(here, TRUSTED | {"idevicebackup2": 'cp "$3/footprint.json" "$3/seen" || echo > /dev/null; exit 0'})
    (here / "tools/cp").symlink_to("/bin/cp")
    run("iphone", "--out", here / "out", "--yes")
    assert json.loads((here / "out/seen").read_text())["outcome"] == "begun"


def test_a_folder_that_holds_something_is_left_alone(here: Path) -> None:
    install(here, TRUSTED)
    (here / "out").mkdir()
    (here / "out/x").touch()
    done = run("iphone", "--out", here / "out", "--yes")
    assert (done.exit_code, "lege of nieuwe map" in done.stderr, (here / "said").exists()) == (2, True, False)


def test_a_folder_that_cannot_be_made_is_said(here: Path) -> None:
    install(here, TRUSTED)
    (here / "file").touch()
    done = run("iphone", "--out", here / "file/out", "--yes")
    assert (done.exit_code, "kan niet gemaakt" in done.stderr) == (1, True)


def test_a_program_that_does_not_come_back_is_no_phone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_phones, "LOOK_SECONDS", 0.2)
    install(here, TRUSTED | {"idevice_id": "exec sleep 60"})
    done = run("iphone", "--out", here / "out", "--yes")
    assert (done.exit_code, "Gevonden: geen" in done.stderr) == (1, True)


def test_breaking_off_is_recorded(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(here, TRUSTED)
    real = _phones.subprocess.run

    def broken(words: list[str], **how: object) -> object:
        if "backup" in words:
            raise KeyboardInterrupt
        return real(words, **how)  # type: ignore[call-overload]

    monkeypatch.setattr("inzage.cli._acquire_run.subprocess.run", broken)
    done = run("iphone", "--out", here / "out", "--yes")
    assert (done.exit_code, footprint(here / "out")["outcome"]) == (6, "broken_off")


def test_the_command_stands_in_the_help() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert "acquire" in done.output


# --- on what ground ------------------------------------------------------------


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path / "bench")


def real(bench: Bench) -> list[object]:
    """The papers of a real check."""
    papers = bench.papers
    return ["--kit", papers.kit, "--mandate", papers.mandate, "--order", papers.order]


def test_how_the_phone_came_here_and_whose_it_is_must_be_said_under_a_real_mandate(here: Path, bench: Bench) -> None:
    install(here, TRUSTED | {"idevice_id": 'touch "$HERE/looked"; echo a'})
    give(bench, widened(mandate_of(bench), carriers=("phone",)))
    for said, missing in ((), "--presented"), (("--presented", "aangereikt"), "--owner"):
        done = run("iphone", "--out", here / "out", "--yes", *real(bench), *said)
        assert (done.exit_code, f"Verwacht: {missing} (een van: " in done.stderr) == (2, True), done.stderr
    assert not (here / "looked").exists()


def test_what_it_was_made_under_and_what_it_changed_is_signed(here: Path, papers: tuple[Path, Path]) -> None:
    install(here, TRUSTED)
    assert run("iphone", "--out", here / "out", "--yes").exit_code == 0
    kit = Kit.load(papers[0])
    envelope = read((here / "out/footprint.dsse.json").read_bytes(), file="x")
    verify_by(envelope, PayloadType.FOOTPRINT, kit.key.public)
    signed = json.loads(envelope.payload)
    assert signed == footprint(here / "out")
    assert (signed["outcome"], signed["order_sha256"], signed["kit"]) == ("made", None, kit.key.public.keyid)
    assert (signed["kind"], signed["presented"], signed["owner"]) == ("phone", "aangereikt", "betrokkene")


def test_under_a_mandate_that_allows_a_phone_and_its_order_it_is_made(here: Path, bench: Bench) -> None:
    install(here, TRUSTED)
    give(bench, widened(mandate_of(bench), carriers=("phone",)))
    done = run("iphone", "--out", here / "out", "--yes", *real(bench), *laid())
    assert done.exit_code == 0, done.output
    told = footprint(here / "out")
    assert told["mandate_sha256"] == mandate_of(bench).sha256
    assert told["order_sha256"]
    again = run("iphone", "--out", here / "more", "--yes", *real(bench), *laid())
    assert again.exit_code == 0, "the order is the check's, and still good"


CLOSED: dict[str, tuple[dict[str, object], list[str]]] = {
    "no phone": ({}, []),
    "a tablet where a phone is allowed": ({"carriers": ("phone",)}, ["--kind", "tablet"]),
    "of a child": ({"carriers": ("phone",)}, ["--owner", "kind"]),
    "of somebody else": ({"carriers": ("phone",)}, ["--owner", "ander"]),
    "only in sight": ({"carriers": ("phone",)}, ["--presented", "in-zicht"]),
    "no data may be read": ({"carriers": ("phone",), "data_classes": ()}, []),
    "data that no question asks": ({"carriers": ("phone",), "data_classes": (DataClass.CONTACTS,)}, []),
}


@pytest.mark.parametrize(("manner", "words"), CLOSED.values(), ids=CLOSED)
def test_without_a_door_that_allows_it_no_phone_is_even_looked_for(
    here: Path, bench: Bench, manner: dict[str, object], words: list[str]
) -> None:
    install(here, TRUSTED | {"idevice_id": 'touch "$HERE/looked"; echo a'})
    give(bench, widened(mandate_of(bench), **manner))
    done = run("iphone", "--out", here / "out", "--yes", *real(bench), *laid(*words), *words)
    assert (done.exit_code, "laat deze reservekopie niet toe" in done.stderr) == (5, True), done.stderr
    assert not (here / "looked").exists()
    assert not (here / "out").exists()


def test_without_questions_there_is_no_ground(here: Path, bench: Bench) -> None:
    install(here, TRUSTED)
    give(bench, replace(widened(mandate_of(bench), carriers=("phone",)), conditions=()))
    done = run("iphone", "--out", here / "out", "--yes", *real(bench), *laid())
    assert (done.exit_code, "er gaat vandaag niets open" in done.stderr) == (5, True)


def test_a_real_mandate_without_its_order_makes_none(here: Path, bench: Bench) -> None:
    install(here, TRUSTED)
    give(bench, widened(mandate_of(bench), carriers=("phone",)))
    done = run("iphone", "--out", here / "out", "--yes", *real(bench)[:4])
    assert (done.exit_code, (here / "out").exists()) == (5, False)


def test_without_a_mandate_it_is_no_command(here: Path) -> None:
    done = CliRunner().invoke(main, ["acquire", "iphone", "--out", str(here / "out")])
    assert done.exit_code == 2
    assert "--mandate" in done.output
