"""A bench whose check ends in a halt: a carrier with a listed pattern, and a police that can be sealed to."""

from datetime import datetime
from pathlib import Path

import pytest

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_halt import pattern
from inzage.cli._demo_papers import make_papers
from inzage.record.handover import read_handover
from inzage.record.reading import Case, read_case
from inzage.record.verify import verify_case
from inzage.signing.kit import Kit
from tests.bench import Bench
from tests.check.beside import Beside
from tests.police import Police

POLICE = Police.new()


@pytest.fixture
def bench(tmp_path: Path, beside: type[Beside]) -> Bench:
    """Invented papers, a carrier with a listed pattern, a police that can be sealed to."""
    assert beside
    now = datetime.now(AMSTERDAM)
    make_carrier(tmp_path / "carrier", now)
    pictures = tmp_path / "carrier/Users/bram/Pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / "patroon.png").write_bytes(pattern())
    bench = Bench(tmp_path, make_papers(tmp_path, now.date(), listed=pattern()), tmp_path / "carrier")
    POLICE.known_to(bench.papers.kit)
    return bench


def words(bench: Bench, *more: object) -> list[str]:
    """The command line of its check."""
    return [str(word) for word in bench.words(bench.root / "case", *more)]


def case(bench: Bench, name: str = "case") -> Case:
    """The case that it left."""
    return read_case(bench.root / name, Kit.load(bench.papers.kit))


def holds(bench: Bench, name: str = "case") -> bool:
    """Whether every link of that case holds."""
    return all(link.holds for link in verify_case(bench.root / name, kit=Kit.load(bench.papers.kit)))


def bundle(bench: Bench, name: str = "case") -> str:
    """What the police read in it."""
    return POLICE.opened(read_handover((bench.root / name / "handover.dsse.json").read_bytes()).ciphertext).decode()
