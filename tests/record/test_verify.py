"""Verification: a good case holds, and every tampering breaks the links it must; two verifiers agree.

What neither can see is stated as a test too: who has the kit's own key can rewrite
a case, and only the code on the client's copy tells.
"""

import importlib.util
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.record import CHECKPOINT, LEDGER, RESULT, CaseEncrypted, Link, NoCase
from inzage.record.documents import write_documents
from inzage.record.erasure import erase
from inzage.record.reading import read_case
from inzage.record.verify import verify_case
from inzage.result import Mark
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from tests.record.making import Office, Papers, finished, kit_at, validation
from tests.record.tampering import TAMPERINGS, World

ALONE = Path(__file__).parents[2] / "tools" / "verify_casefile.py"
LINKS = ["case", "kit", "mandate", "order", "result", "ledger", "checkpoint", "sequence", "begun", "documents"]


@pytest.fixture(scope="module")
def alone() -> ModuleType:
    """The verifier that stands alone."""
    spec = importlib.util.spec_from_file_location("verify_casefile", ALONE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A good case with a document, and a world with a second case and a stranger."""
    path, office = tmp_path_factory.mktemp("world"), Office.new()
    kit = office.trusted_by(kit_at(path / "kit"))
    papers, others = office.papers(), office.papers("ECLI:NL:RBXXX:2026:2")
    finished(path / "case", kit, papers)
    finished(path / "other", kit, others, check_id="check-2", artefacts=4)
    (path / "out").mkdir()
    (path / "out" / "officer.pdf").write_bytes(b"document")
    for case in ("case", "other"):
        write_documents(path / case, kit, {"officer.pdf": sha256(b"document").hexdigest()})
    return path, World(kit, office, papers, path / "other", PrivateKey.generate())


@pytest.fixture
def case(made: tuple[Path, World], tmp_path: Path) -> Iterator[Path]:
    """A copy of the good case, to spoil."""
    for name in ("case", "out"):
        shutil.copytree(made[0] / name, tmp_path / name)
    return tmp_path / "case"  # type: ignore[return-value]


@pytest.fixture
def world(made: tuple[Path, World]) -> World:
    return made[1]


def examined(case: Path, world: World) -> list[Link]:
    return verify_case(case, kit=world.kit, documents=case.parent / "out")


def holds_alone(alone: ModuleType, monkeypatch: pytest.MonkeyPatch, case: Path, world: World, *more: object) -> bool:
    """Whether the verifier that stands alone finds the case good."""
    kit = world.kit.path
    options = ["--key", kit / "public.pem", "--trust", kit / "trust", "--documents", case.parent / "out", *more]
    monkeypatch.setattr("sys.argv", ["verify_casefile.py", str(case), *map(str, options)])
    return bool(alone.main() == 0)


def test_a_good_case_holds_by_both(
    alone: ModuleType, monkeypatch: pytest.MonkeyPatch, case: Path, world: World
) -> None:
    links = examined(case, world)
    assert [link.name for link in links] == LINKS
    assert all(link.holds for link in links)
    assert all(link.nl and link.en and link.nl != link.en for link in links)
    assert holds_alone(alone, monkeypatch, case, world)


@pytest.mark.parametrize("defect", TAMPERINGS)
def test_a_tampering_breaks_its_links_by_both(
    alone: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: Path,
    world: World,
    defect: str,
) -> None:
    act, breaks = TAMPERINGS[defect]
    act(case, world)
    links = examined(case, world)
    broken = {link.name for link in links if not link.holds}
    assert breaks <= broken
    assert all("{" not in link.nl + link.en for link in links)
    assert not holds_alone(alone, monkeypatch, case, world)
    said, named, _ = capsys.readouterr().out.split(": ", 2)
    assert said == "BROKEN"
    assert named in broken


def test_there_are_many_ways_to_tamper() -> None:
    assert len(TAMPERINGS) >= 40


def test_an_erased_entry_is_counted_not_broken(
    alone: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: Path,
    world: World,
) -> None:
    erase(case, 4)
    assert all(link.holds for link in examined(case, world))
    assert holds_alone(alone, monkeypatch, case, world)
    assert "8 entries, 1 of them erased" in capsys.readouterr().out


# --- the code on paper -------------------------------------------------------------


def printed(case: Path, world: World, typed: str) -> Link:
    (link,) = [link for link in verify_case(case, kit=world.kit, printed=typed) if link.name == "printed"]
    return link


def test_the_printed_code_is_a_witness(
    alone: ModuleType, monkeypatch: pytest.MonkeyPatch, case: Path, world: World
) -> None:
    code = read_case(case).code
    assert printed(case, world, code.lower().replace("-", " ")).holds
    assert holds_alone(alone, monkeypatch, case, world, "--code", code.lower().replace("-", " "))
    other = read_case(world.other).code
    assert not printed(case, world, other).holds
    assert not holds_alone(alone, monkeypatch, case, world, "--code", other)


def test_a_mistyped_code_is_told_from_a_wrong_one(case: Path, world: World) -> None:
    code = read_case(case).code
    mistyped = code[:-1] + ("B" if code[-1] != "B" else "C")
    assert "verkeerd overgenomen" in printed(case, world, mistyped).nl
    assert "niet die van dit dossier" in printed(case, world, read_case(world.other).code).nl


def test_who_has_the_kits_key_can_rewrite_a_case_and_only_the_code_tells(
    alone: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: Path, world: World
) -> None:
    code = read_case(case).code
    finished(tmp_path / "rewritten", world.kit, world.papers, artefacts=1)
    assert all(link.holds for link in verify_case(tmp_path / "rewritten", kit=world.kit))
    assert not printed(tmp_path / "rewritten", world, code).holds
    (tmp_path / "rewritten" / "documents.json").write_bytes((case / "documents.json").read_bytes())
    assert not holds_alone(alone, monkeypatch, tmp_path / "rewritten", world, "--code", code)


# --- any single bit ----------------------------------------------------------------


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([LEDGER, CHECKPOINT, RESULT]), st.integers(0, 2**40))
def test_no_single_bit_changes_unseen(alone: ModuleType, made: tuple[Path, World], name: str, number: int) -> None:
    path, world = made
    case, kept = path / "case", (path / "case" / name).read_bytes()
    bit = number % (len(kept) * 8)
    flipped = bytearray(kept)
    flipped[bit // 8] ^= 1 << bit % 8
    try:
        (case / name).write_bytes(bytes(flipped))
        assert not all(link.holds for link in examined(case, world))
        with pytest.MonkeyPatch.context() as patch:
            assert not holds_alone(alone, patch, case, world)
    finally:
        (case / name).write_bytes(kept)


# --- what the examiner brings ------------------------------------------------------


def test_without_a_kit_the_case_is_held_to_its_own_words(case: Path) -> None:
    links = {link.name: link for link in verify_case(case)}
    assert all(link.holds for link in links.values())
    assert "niet nagegaan" in links["kit"].nl
    assert "niet nagegaan" in links["mandate"].nl
    assert "niet nagegaan" in links["order"].nl
    assert "niet nagegaan" in links["documents"].nl


def test_a_validation_case_holds_and_needs_no_order(
    alone: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, world: World
) -> None:
    finished(tmp_path / "case", world.kit, validation(world.kit))
    assert all(link.holds for link in verify_case(tmp_path / "case", kit=world.kit))
    monkeypatch.setattr("sys.argv", ["verify_casefile.py", str(tmp_path / "case")])
    assert alone.main() == 0


def test_a_validation_mandate_signed_by_another_kit_is_refused(tmp_path: Path, world: World) -> None:
    finished(tmp_path / "case", world.kit, validation(kit_at(tmp_path / "other")))
    assert "mandate" in {link.name for link in verify_case(tmp_path / "case") if not link.holds}


def test_an_unsigned_mandate_holds_only_where_the_result_says_so(tmp_path: Path, world: World) -> None:
    payload = canonical({"reference": "draft", "validation": False})
    digest = sha256(payload).hexdigest()
    unsigned = sign(payload, PayloadType.MANDATE, [])
    for name, marks, holds in (("open", (Mark.UNSIGNED,), True), ("sly", (), False)):
        finished(tmp_path / name, world.kit, Papers(unsigned, None, marks=marks, mandate_sha256=digest))
        assert all(link.holds for link in verify_case(tmp_path / name, kit=world.kit)) is holds


def test_a_rotated_kit_knows_its_older_cases(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    assert all(link.holds for link in verify_case(tmp_path / "case", kit=kit.rotate()))


def test_an_encrypted_case_is_verified_with_its_kit(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    assert all(link.holds for link in verify_case(tmp_path / "case", kit=kit))
    with pytest.raises(CaseEncrypted):
        verify_case(tmp_path / "case")
    assert not all(link.holds for link in verify_case(tmp_path / "case", kit=kit_at(tmp_path / "other")))


def test_the_verifier_that_stands_alone_says_that_it_cannot_decrypt(
    alone: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    monkeypatch.setattr("sys.argv", ["verify_casefile.py", str(tmp_path / "case")])
    assert alone.main() == 1
    assert "encrypted" in capsys.readouterr().out


def test_no_case_is_no_broken_case(tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        verify_case(tmp_path)


# --- the verifier that stands alone ------------------------------------------------


def test_it_is_short_and_shares_no_code_with_the_package() -> None:
    text = ALONE.read_text("utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) < 200  # blank lines are there for the reader
    assert "inzage." not in [word for line in text.splitlines() if "import" in line for word in line.split()]
    imports = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert "inzage" not in imports
    assert imports <= {"argparse", "base64", "contextlib", "hashlib", "json", "re", "sys", "pathlib", "cryptography"}


def test_it_says_what_it_cannot_see() -> None:
    said = ALONE.read_text("utf-8").split('"""')[1]
    assert "CANNOT detect" in said
    assert "client's own copy" in said
