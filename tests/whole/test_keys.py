"""Keys at a terminal: what came of each is on the screen at once, and what a right one opens counts as any other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Offer
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.formats.encryption import Secret, SecretKind
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.sources.keys import Key
from tests.bench import Bench, inzage, make_bench, validation_papers
from tests.check.beside import killed
from tests.formats.encryption.made import PASSWORD, luks2
from tests.tables import BASIC, SECTOR, gpt
from tests.terminal import at_a_terminal
from tests.volumes import MIB, make_exfat

OTHER = "een-andere-kanarie"


def divided(*volumes: bytes) -> bytes:
    """A disk with these volumes, one MiB apart."""
    parts, pieces, at = [], {}, 2048
    for volume in volumes:
        whole = volume + bytes(-len(volume) % SECTOR)
        parts.append((BASIC, at, at + len(whole) // SECTOR - 1))
        pieces[at] = whole
        at += len(whole) // SECTOR + 2048
    return gpt(at + 4096, parts, pieces)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def disk(room: Bench) -> Path:
    """A stick's volume with three users that is locked, and an open volume with nothing on it."""
    (room.root / "empty").mkdir()
    locked = luks2(make_exfat(room.root / "stick", room.carrier, 8 * MIB).read_bytes())
    path = room.root / "disk.img"
    path.write_bytes(divided(locked, make_exfat(room.root / "bare", room.root / "empty", 8 * MIB).read_bytes()))
    return path


@pytest.fixture(scope="module")
def words(room: Bench, disk: Path) -> Callable[..., list[object]]:
    """The command line of a validation check."""
    kit, mandate = validation_papers(room.root)

    def made(name: str, *more: object) -> list[object]:
        return ["check", disk, "--mandate", mandate, "--kit", kit, "--out", room.root / name, "--kind", "disk",
                "--presented", "aangereikt", "--owner", "betrokkene", *more]  # fmt: skip

    return made


def case(room: Bench, name: str) -> Any:
    return read_case(room.root / name, Kit.load(room.root / "labkit"))


def tries(room: Bench, name: str) -> list[dict[str, Any]]:
    return [dict(entry.facts) for entry in case(room, name).entries if entry.kind is EntryKind.TRIED]


def test_one_try_per_entry_and_each_is_said_and_recorded(words: Callable[..., list[object]], room: Bench) -> None:
    no_key = room.root / "letter.bek"
    no_key.write_bytes(b"a letter" * 40)
    given = ["1:1=password", "1:2=password", "1:7=password", f"1:1=bek:{no_key}", "1:1=clear-key", "1:1=password"]
    line = words("all", *(word for one in given for word in ("--unlock", one)))
    shown, code = at_a_terminal(line, OTHER, OTHER, OTHER, PASSWORD)
    assert code == 4, shown
    said = [part.strip() for part in shown.splitlines() if part.startswith("Gegevensdrager 1, volume")]
    assert [part.partition(": ")[2].split(".")[0] for part in said] == [
        "het wachtwoord past niet (LUKS2)",
        "hier is niets versleuteld, dus er is geen sleutel nodig",
        "deze gegevensdrager heeft geen volume met dit nummer",
        "het opgegeven bestand is geen BitLocker-sleutelbestand (",
        "LUKS2 gaat niet open met de open bewaarde sleutel, alleen met een wachtwoord",
        "geopend met een wachtwoord (LUKS2)",
    ]
    assert [part.partition(":")[0].rsplit(" ", 1)[1] for part in said] == ["1", "2", "7", "1", "1", "1"]
    assert shown.index("geopend met") < shown.index("Stap A"), "before anything is read"
    before, *after = tries(room, "all")
    assert len(before["given"]) == len(after) == len(given)
    assert [one.get("not_tried") or one["opened"] for one in after] == [
        False, "not_locked", "no_such_volume", "no_key_file", False, True,
    ]  # fmt: skip
    assert inzage("verify", room.root / "all").returncode == 0


def test_the_right_key_gives_what_the_open_folder_gives(words: Callable[..., list[object]], room: Bench) -> None:
    shown, _ = at_a_terminal(words("right", "--unlock", "1:1=password"), PASSWORD)
    assert PASSWORD not in shown
    line = [room.carrier if word == room.root / "disk.img" else word for word in words("folder")]
    assert inzage(*line).returncode == 4

    def counted(name: str) -> list[tuple[Any, ...]]:
        kept = ("reader", "status", "reason", "rows", "records")
        return sorted(tuple(str(row[key]) for key in kept) for row in case(room, name).result["coverage"])

    assert counted("right") == counted("folder")


def test_no_key_is_anywhere(words: Callable[..., list[object]], room: Bench) -> None:
    at_a_terminal(words("hidden", "--unlock", "1:1=password", "--unlock", "1:1=password"), OTHER, PASSWORD)
    for path in (room.root / "hidden").rglob("*"):
        if path.is_file():
            assert OTHER.encode() not in path.read_bytes()
            assert PASSWORD.encode() not in path.read_bytes()


def test_nobody_is_asked_for_a_key_that_the_mandate_has_no_use_for(room: Bench, disk: Path) -> None:
    """The mandate allows no disk of a child: nothing is asked, nothing is opened."""
    line = room.words(room.root / "closed", "--owner", "kind", "--unlock", "1:1=password", carriers=[disk])
    shown, code = at_a_terminal(line, OTHER)
    assert code == 4
    assert "Gegevensdrager 1 gaat bij deze controle niet open; er wordt geen sleutel voor gevraagd." in shown
    assert "niet zichtbaar" not in shown


def test_a_refused_check_asks_for_nothing(room: Bench, disk: Path, words: Callable[..., list[object]]) -> None:
    line = [room.papers.mandate if word == words("x")[3] else word for word in words("x", "--unlock", "1:1=password")]
    shown, code = at_a_terminal(line, OTHER)
    assert code == 5
    assert "niet zichtbaar" not in shown


def test_a_recount_asks_for_the_key_too(words: Callable[..., list[object]], room: Bench, disk: Path) -> None:
    at_a_terminal(words("first", "--unlock", "1=password"), PASSWORD)
    line = ["recount", room.root / "first", disk, "--kit", room.root / "labkit", "--out", room.root / "again",
            "--kind", "disk", "--unlock", "1=password"]  # fmt: skip
    shown, code = at_a_terminal(line, PASSWORD)
    assert (code, "geopend met een wachtwoord" in shown) == (0, True)
    assert "verschil" not in shown
    assert "zelfde uitkomst" in shown


def test_an_interrupted_check_may_try_another_key(room: Bench, disk: Path) -> None:
    """What is advised on the screen after a wrong one: interrupt, and go on with a new entry."""
    kit = Kit.load(room.root / "labkit")
    papers = Papers((room.root / "validation.json").read_bytes())

    def table(password: str) -> Table:
        keys = {0: (Key(1, Secret(SecretKind.PASSWORD, bytearray(password.encode()))),)}
        offer = Offer(str(disk), "disk", "aangereikt", "betrokkene")
        return Table((offer,), room.root / "interrupted", ask=lambda _: keys)

    with killed(16):
        check(papers, kit, table(OTHER), today())
    result = check(papers, kit, table(PASSWORD), today(), resume=True)
    assert [one.type for one in result.carriers[0].filesystems] == ["exfat", "exfat"]
    assert [one["opened"] for one in tries(room, "interrupted") if "opened" in one] == [False, True]
    assert inzage("verify", room.root / "interrupted").returncode == 0
