"""A carrier that is pulled out while it is read interrupts the check; put back, it goes on as if nothing was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.artefact import Artefact, Found
from inzage.check import Offer, prepare
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.check.run import CarrierGone
from inzage.cli._offers import today
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.record.same import looks_again, undisturbed
from inzage.result import CheckResult, Reason
from inzage.signing.kit import Kit
from inzage.sources import Source, Unopenable
from inzage.sources.folder import FolderSource
from tests.bench import Bench, make_bench, validation_papers


class Loose(FolderSource):
    """A folder that stops answering after some files, and whose path then leads nowhere."""

    left = 10**9
    away = False

    @contextmanager
    def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
        Loose.left -= 1
        if Loose.left < 0:
            if Loose.away:
                self.path.rename(self.path.with_name("pulled out"))
            raise Unopenable(Reason.READ_ERROR)
        with super().open(found, beside) as artefact:
            yield artefact

    path: Path = Path()


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench whose carrier sits loose."""
    bench = make_bench(tmp_path)
    Loose.path = bench.carrier
    real = prepare.open_source

    def loose(path: str, **more: object) -> Source:
        return Loose(path, 10**6) if Path(path).is_dir() else real(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(prepare, "open_source", loose)
    return bench


def run(bench: Bench, papers: tuple[Path, Path], name: str, *, resume: bool = False) -> CheckResult:
    kit, mandate = papers
    table = Table((Offer(str(bench.carrier), "computer", "aangereikt", "betrokkene"),), bench.root / name)
    return check(Papers(mandate.read_bytes()), Kit.load(kit), table, today(), resume=resume)


def offered(bench: Bench, papers: tuple[Path, Path]) -> int:
    """How many artefacts lie on the table, as the undisturbed check tells it."""
    told = read_case(bench.root / "calm", Kit.load(papers[0])).entries
    return next(int(str(entry.facts["spots"])) for entry in told if entry.kind is EntryKind.CARRIER)


@pytest.mark.parametrize("after", [0, 1, 3, 7])
def test_pulled_out_and_put_back(ground: Bench, after: int) -> None:
    papers = validation_papers(ground.root)
    Loose.left, Loose.away = 10**9, False
    run(ground, papers, "calm")
    Loose.left, Loose.away = after, True
    with pytest.raises(CarrierGone) as caught:
        run(ground, papers, "case")
    assert "--resume" in caught.value.sentence("nl")
    assert "onderbroken" in caught.value.sentence("nl")
    assert caught.value.facts == {"ordinal": 1, "seen": after, "due": offered(ground, papers)}
    assert not (ground.root / "case").exists()
    ground.carrier.with_name("pulled out").rename(ground.carrier)
    Loose.left = 10**9
    run(ground, papers, "case", resume=True)
    kit = Kit.load(papers[0])
    calm, case = read_case(ground.root / "calm", kit), read_case(ground.root / "case", kit)
    assert undisturbed(case.entries, case.result) == undisturbed(calm.entries, calm.result)
    assert looks_again(case.entries) == 1


def test_a_file_that_cannot_be_read_on_a_carrier_that_is_there_is_an_answer(ground: Bench) -> None:
    papers = validation_papers(ground.root)
    Loose.left, Loose.away = 2, False
    result = run(ground, papers, "case")
    assert Reason.READ_ERROR in {line.reason for line in result.coverage}
