"""A kit's policy: what it must say, and what it may not say."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.signing import KitFault
from inzage.signing.policy import Kept, Policy, read_policy, write_policy

FULL = Policy(name="Toezicht Noord", retention_days=180, dpia="DPIA-2026-01")


def policy_of(tmp_path: Path, text: str) -> Policy:
    (tmp_path / "kit.toml").write_text(text, "utf-8")
    return read_policy(tmp_path / "kit.toml")


def test_silence_is_read_narrowly(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, "")
    assert policy.laboratory is False
    assert policy.encrypt_at_rest is True
    assert policy.field_ready is False
    assert policy.official == "toezichthouder"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ("name", "retention_days", "dpia")),
        ('name = "A"', ("retention_days", "dpia")),
        ('name = "A"\nretention_days = 90', ("dpia",)),
        ('name = ""\nretention_days = 90\ndpia = ""', ("name", "dpia")),
        ('name = "A"\nretention_days = 90\ndpia = "D-1"', ()),
        ('laboratory = true\nname = "A"', ("retention_days", "dpia")),
    ],
)
def test_field_work_needs_a_name_a_term_and_a_dpia(tmp_path: Path, text: str, missing: tuple[str, ...]) -> None:
    policy = policy_of(tmp_path, text)
    assert policy.missing == missing
    assert policy.field_ready is (missing == ())


DEFECTS = {
    "not_toml": ("name = ", "TOML"),
    "not_utf8": ('name = "\udcff"', "TOML"),
    "misspelt_term": ("retention_day = 90", "retention_day"),
    "term_as_text": ('retention_days = "90"', "retention_days"),
    "term_as_truth": ("retention_days = true", "retention_days"),
    "term_of_zero": ("retention_days = 0", "0"),
    "term_below_zero": ("retention_days = -1", "-1"),
    "laboratory_as_text": ('laboratory = "yes"', "laboratory"),
    "name_as_number": ("name = 7", "name"),
    "term_of_an_unknown_kind": ("retention = { dossier = 9 }", "dossier"),
    "term_of_a_kind_zero": ("retention = { case = 0 }", "case = 0"),
    "term_of_a_kind_as_text": ('retention = { halted = "9" }', "halted"),
    "term_of_a_kind_as_truth": ("retention = { halted = true }", "halted"),
    "terms_as_a_number": ("retention = 9", "retention"),
    "table": ("[policy]\nname = 'x'", "policy"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_named(tmp_path: Path, defect: str) -> None:
    text, word = DEFECTS[defect]
    (tmp_path / "kit.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(KitFault) as caught:
        read_policy(tmp_path / "kit.toml")
    for language in ("nl", "en"):
        assert word in caught.value.sentence(language)  # type: ignore[arg-type]
        assert "kit.toml" in caught.value.sentence(language)  # type: ignore[arg-type]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KitFault):
        read_policy(tmp_path / "kit.toml")


names = st.none() | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30)


policies = st.builds(
    Policy,
    name=names,
    laboratory=st.booleans(),
    retention_days=st.none() | st.integers(1, 9999),
    dpia=names,
    encrypt_at_rest=st.booleans(),
    retention=st.dictionaries(st.sampled_from([kind.value for kind in Kept]), st.integers(1, 9999)),
)


def printable(text: str | None) -> str | None:
    return None if text is None else "".join(char for char in text if char.isprintable())


@given(policies)
def test_a_policy_survives_its_file(tmp_path_factory: pytest.TempPathFactory, policy: Policy) -> None:
    file = tmp_path_factory.mktemp("kit") / "kit.toml"
    file.write_bytes(write_policy(policy))
    assert read_policy(file) == replace(policy, name=printable(policy.name), dpia=printable(policy.dpia))


def test_a_name_cannot_bring_fields_with_it(tmp_path: Path) -> None:
    (tmp_path / "kit.toml").write_bytes(write_policy(Policy(name='a"\nlaboratory = true\nb = "', laboratory=False)))
    assert read_policy(tmp_path / "kit.toml").laboratory is False


def test_a_written_policy_shows_every_field() -> None:
    text = write_policy(Policy()).decode()
    assert all(field.name in text for field in fields(Policy))
    assert FULL.field_ready


def test_a_kind_without_a_term_of_its_own_is_kept_for_the_general_one(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, "retention_days = 90\nretention = { halted = 30 }")
    assert {kind: policy.term(kind) for kind in Kept} == {Kept.CASE: 90, Kept.HALTED: 30, Kept.INTERRUPTED: 90}
    assert Policy().term(Kept.CASE) is None
    assert Policy(retention={"case": 9}).missing == ("name", "retention_days", "dpia")  # a general term is still needed
