"""The fingerprint: which program, exactly, made a result."""

import platform
from importlib import metadata
from pathlib import Path

import pytest

import inzage
from inzage.record import instrument
from inzage.record.instrument import engine_digest, fingerprint


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    for name in (
        "__init__.py",
        "readers/one.py",
        "mandate/catalogue/block.toml",
        "register/views.py",
        "evaluation/km.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}", "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["__init__.py", "readers/one.py", "mandate/catalogue/block.toml"])
def test_a_change_in_the_engine_changes_the_digest(engine: Path, name: str) -> None:
    before = engine_digest(engine)
    with (engine / name).open("a") as file:
        file.write("\n")
    assert engine_digest(engine) != before


def test_a_new_or_renamed_file_changes_the_digest(engine: Path) -> None:
    before = engine_digest(engine)
    (engine / "readers/two.py").write_text("", "utf-8")
    added = engine_digest(engine)
    (engine / "readers/two.py").rename(engine / "readers/three.py")
    assert len({before, added, engine_digest(engine)}) == 3


@pytest.mark.parametrize(
    "name", ["register/views.py", "evaluation/km.py", "register/new.py", "readers/__pycache__/one.pyc"]
)
def test_a_change_beside_the_engine_leaves_the_digest(engine: Path, name: str) -> None:
    before = engine_digest(engine)
    (engine / name).parent.mkdir(exist_ok=True)
    (engine / name).write_text("changed", "utf-8")
    assert engine_digest(engine) == before


def test_the_digest_does_not_depend_on_where_the_engine_lies(engine: Path) -> None:
    before = engine_digest(engine)
    moved = engine.rename(engine.with_name("elsewhere"))
    assert engine_digest(moved) == before
    assert before[1] == 3


def test_the_fingerprint_of_this_program() -> None:
    instrument._fingerprint.cache_clear()
    found = fingerprint()
    assert found["version"] == inzage.__version__
    assert (found["engine_sha256"], found["engine_files"]) == engine_digest(Path(inzage.__file__).parent)
    assert found["python"] == f"{platform.python_implementation()} {platform.python_version()}"
    assert str(found["kernel"]).count(".") == 1
    assert platform.release().startswith(str(found["kernel"]))


def test_direct_dependencies_are_named_with_version_and_digest() -> None:
    found = fingerprint()["dependencies"]
    assert isinstance(found, dict)
    assert {"apsw", "cryptography", "click"} <= set(found)
    assert not {"pytest", "hypothesis", "cffi"} & set(found), "neither extras nor what dependencies need"
    assert found["cryptography"]["version"] == metadata.version("cryptography")
    assert len(found["cryptography"]["record_sha256"]) == 64


class Installed:
    """A distribution with a given list of installed files."""

    version = "1.0"

    def __init__(self, *lines: str) -> None:
        self._record = "\n".join(lines)

    def read_text(self, _: str) -> str:
        return self._record


CODE = "pkg/__init__.py,sha256=AAAA,10"
LOCAL = [
    "../../bin/tool,sha256=BBBB,9",
    "pkg-1.dist-info/INSTALLER,sha256=CC,4",
    "pkg-1.dist-info/RECORD,,",
    "pkg/x.pyc,,",
]


def digest_of(monkeypatch: pytest.MonkeyPatch, *lines: str) -> object:
    monkeypatch.setattr(instrument.metadata, "distribution", lambda _: Installed(*lines))
    return instrument._installed("pkg")["record_sha256"]


def test_two_installations_of_one_package_have_one_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert digest_of(monkeypatch, CODE, *LOCAL) == digest_of(monkeypatch, CODE)
    assert digest_of(monkeypatch, "pkg/a.py,sha256=A,1", CODE) == digest_of(monkeypatch, CODE, "pkg/a.py,sha256=A,1")
    assert digest_of(monkeypatch, CODE.replace("AAAA", "AAAB")) != digest_of(monkeypatch, CODE)


def test_a_missing_dependency_is_said_not_hidden() -> None:
    assert instrument._installed("no-such-package-here") == {"version": None, "record_sha256": None}


def test_a_caller_cannot_change_what_the_next_is_told() -> None:
    fingerprint()["version"] = "9"
    assert fingerprint()["version"] == inzage.__version__
