"""The logs of a check: complete, in their schemas, joined by operation id, without users, persons, content; sealed."""

import base64
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inzage.artefact import AMSTERDAM
from inzage.check import crew
from inzage.errors import InzageError
from inzage.record import LEDGER, Entry, EntryKind
from inzage.record.erasure import erase
from inzage.record.reading import read_case
from inzage.report.log import AUDIT, DECISIONS, HANDOVER, NAMES, PROCESSING, Logged, word
from inzage.report.log_audit import audit
from inzage.report.log_decisions import decisions
from inzage.report.log_export import CaseNotWhole, CaseTwice, LogThere, PolicySilent, export
from inzage.report.log_processing import handover, processing
from inzage.report.log_seal import SEAL, code_of, faults, seal, to_lines
from inzage.signing import KitFault
from inzage.signing.canonical import NotCanonical
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.policy import Policy, read_policy, write_policy
from tests.bench import Bench, make_bench
from tests.check.beside import Ask, Beside, checked, mandate_of
from tests.record.making import kit_at

SCHEMA = Path(__file__).parents[2] / "docs" / "schema"
ACTIVITY, POLICE = "https://register.example/verwerkingen/toezicht", "https://register.example/verwerkingen/overdracht"
IDENTITY = pyrage.x25519.Identity.generate()


def settled(kit: Kit) -> Kit:
    """The kit, after its organisation filled in what a log needs."""
    policy = replace(
        kit.policy, processing_activity=ACTIVITY, handover_activity=POLICE, log_recipient=str(IDENTITY.to_public())
    )
    (kit.path / "kit.toml").write_bytes(write_policy(policy))
    return Kit.load(kit.path)


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = make_bench(tmp_path_factory.mktemp("bench"))
    settled(Kit.load(made.papers.kit))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Pool", Beside)
        patch.setattr("inzage.worker.warm.Pool", Beside)
        checked(made, Ask(made.root / "case"))
    return made


@pytest.fixture(scope="module")
def kit(bench: Bench) -> Kit:
    return Kit.load(bench.papers.kit)


@pytest.fixture(scope="module")
def log(bench: Bench, kit: Kit) -> Path:
    export([bench.root / "case"], kit, bench.root / "log")
    return bench.root / "log"


@pytest.fixture
def copy(log: Path, tmp_path: Path) -> Path:
    shutil.copytree(log, tmp_path / "log")
    return tmp_path / "log"


# --- what is in it -----------------------------------------------------------------


@pytest.mark.parametrize(("name", "schema"), [(PROCESSING, "processing"), (AUDIT, "audit"), (DECISIONS, "decision")])
def test_every_line_fits_its_published_schema(log: Path, name: str, schema: str) -> None:
    validator = Draft202012Validator(json.loads((SCHEMA / f"log-{schema}.schema.json").read_text()))
    assert lines(log, name)
    assert [error.message for line in lines(log, name) for error in validator.iter_errors(line)] == []
    assert list(validator.iter_errors({**lines(log, name)[0], "user": "x"}))


def test_nothing_is_sampled_away(log: Path, bench: Bench, kit: Kit) -> None:
    case = read_case(bench.root / "case", kit)
    assert [line["action"] for line in lines(log, AUDIT)] == [entry.kind.value for entry in case.entries]
    opened = [entry for entry in case.entries if entry.kind is EntryKind.OPENED]
    assert len(opened) > 3
    assert sum(line["name"].startswith("bron gelezen") for line in lines(log, PROCESSING)) == len(opened)
    assert len(lines(log, DECISIONS)) >= len(case.plan["refusals"]) + len({d["data_class"] for d in case.plan["doors"]})


def test_the_three_are_joined_by_operation_id(log: Path) -> None:
    audited = {line["operation_id"]: line for line in lines(log, AUDIT)}
    decided = {line["operation_id"]: line for line in lines(log, DECISIONS)}
    whole, *parts = lines(log, PROCESSING)
    assert "parent_operation_id" not in whole
    assert {line["operation_id"] for line in parts} <= set(audited)
    assert {line["parent_operation_id"] for line in [*parts, *decided.values()]} == {whole["operation_id"]}
    opened = [line for line in audited.values() if line["action"] == "opened"]
    assert all(line["allowed_by"] for line in opened)
    for line in opened:
        for one in line["allowed_by"]:
            told = decided[one]["attributes"]
            assert told["adl.core.response"]["decision"] == "permit"
            assert told["adl.core.request"]["data_class"] == line["object"]["data_class"]
    assert len({line["trace_id"] for name in NAMES for line in lines(log, name)}) == 1


def test_a_refusal_says_why_and_is_no_error(log: Path, bench: Bench, kit: Kit) -> None:
    refused = {
        (line["attributes"]["adl.core.request"]["question"], line["attributes"]["adl.core.request"]["data_class"])
        for line in lines(log, DECISIONS)
        if line["attributes"]["adl.core.response"]["decision"] == "refusal"
        and line["attributes"]["adl.core.request"]["data_class"]
    }
    case = read_case(bench.root / "case", kit)
    assert refused == {(one["question"], one["data_class"]) for one in case.plan["refusals"]}
    assert {line["status"] for line in lines(log, DECISIONS)} == {"Ok"}


def test_times_are_those_of_the_ledger(log: Path, bench: Bench, kit: Kit) -> None:
    moments = [datetime.fromisoformat(entry.at) for entry in read_case(bench.root / "case", kit).entries]
    whole, *parts = lines(log, PROCESSING)
    assert whole["start_time"] == round(moments[0].timestamp() * 1000)
    assert whole["end_time"] == round(moments[-1].timestamp() * 1000)
    assert all(whole["start_time"] <= p["start_time"] <= p["end_time"] <= whole["end_time"] for p in parts)
    assert any(p["start_time"] < p["end_time"] for p in parts)


def test_who_it_is_about_only_the_recipient_can_read(log: Path, bench: Bench) -> None:
    kept = {line["attributes"]["dpl.core.data_subject_id"] for line in lines(log, PROCESSING)}
    (subject,) = kept
    assert pyrage.decrypt(base64.b64decode(subject), [IDENTITY]).decode() == mandate_of(bench).person
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(base64.b64decode(subject), [pyrage.x25519.Identity.generate()])


def test_no_user_no_person_no_content_is_in_any_line(log: Path, bench: Bench, kit: Kit) -> None:
    """Canaries: the pseudonym, the court's reference, every name on the carrier, every keyed name in the ledger."""
    everything = b"".join(file.read_bytes() for file in log.iterdir())
    everything += base64.b64decode(json.loads((log / SEAL).read_bytes())["payload"])
    mandate, case = mandate_of(bench), read_case(bench.root / "case", kit)
    names = {part for path in bench.carrier.rglob("*") for part in path.relative_to(bench.carrier).parts}
    keyed = {str(v) for e in case.entries for n, v in e.facts.items() if n in ("artefact", "digest", "key") and v}
    canaries = {mandate.person, mandate.reference, str(bench.root), "listed.example", *keyed} | {
        name for name in names if len(name) > 4
    }
    assert len(keyed) > 3
    assert [one for one in canaries if one.encode() in everything] == []
    assert b"toezichthouder" not in (log / PROCESSING).read_bytes()
    assert kit.key.public.keyid.encode() not in (log / PROCESSING).read_bytes()


@pytest.mark.parametrize("value", ["C:\\Users", "naam@x", "Anna", "", "a b", 7, None, "é", "x" * 65])
def test_only_a_closed_word_gets_into_a_log(value: object) -> None:
    assert word(value) is None
    assert word("unreadable") == "unreadable"


def test_a_second_export_gives_the_same_ids(log: Path, bench: Bench, kit: Kit, tmp_path: Path) -> None:
    export([bench.root / "case"], kit, tmp_path / "again")
    for name in (AUDIT, DECISIONS, HANDOVER):
        assert (tmp_path / "again" / name).read_bytes() == (log / name).read_bytes()
    ids = [[line["operation_id"] for line in lines(folder, PROCESSING)] for folder in (log, tmp_path / "again")]
    assert ids[0] == ids[1]


# --- what the bench's own check does not show ----------------------------------------


@pytest.fixture
def logged(bench: Bench, kit: Kit) -> Logged:
    return Logged(read_case(bench.root / "case", kit), kit.policy, "c3ViamVjdA==")


def told(logged: Logged, *entries: tuple[EntryKind, dict[str, object]]) -> Logged:
    """The same case with another ledger, an entry per second."""
    made = [Entry(n, f"2026-11-20T10:00:{n:02}.000Z", kind, facts) for n, (kind, facts) in enumerate(entries, 1)]
    return replace(logged, case=replace(logged.case, entries=tuple(made)))


def test_a_handover_is_another_processing_activity_in_a_file_of_its_own(logged: Logged) -> None:
    halted = told(logged, (EntryKind.BEGUN, {}), (EntryKind.SEALED, {"number": "BCDFG", "sha256": "0"}))
    (line,) = handover(halted)
    validator = Draft202012Validator(json.loads((SCHEMA / "log-processing.schema.json").read_text()))
    assert not [e for e in validator.iter_errors(line) if "data_subject" not in e.json_path]
    assert line["attributes"] == {"dpl.core.processing_activity_id": POLICE, "dpl.core.data_subject_id": logged.subject}
    assert {one["attributes"]["dpl.core.processing_activity_id"] for one in processing(halted)} == {ACTIVITY}  # type: ignore[index]
    assert "BCDFG" not in json.dumps([line, *processing(halted), *audit(halted)])
    assert list(handover(logged)) == []


def test_a_check_about_nobody_has_no_data_subject(logged: Logged) -> None:
    nobody = replace(logged, subject=None)
    assert all("dpl.core.data_subject_id" not in line["attributes"] for line in processing(nobody))  # type: ignore[operator]


def test_what_was_opened_and_never_read_is_unset_and_what_could_not_be_read_an_error(logged: Logged) -> None:
    spot = {"carrier": 1, "reader": "r", "artefact": "a", "data_class": "browsing", "for": ["q"]}
    other = spot | {"artefact": "b"}
    case = told(
        logged,
        (EntryKind.OPENED, spot),
        (EntryKind.OPENED, spot),
        (EntryKind.READ, spot | {"status": "read"}),
        (EntryKind.OPENED, other),
        (EntryKind.READ, other | {"status": "unreadable"}),
        (EntryKind.DIGESTED, {"carrier": 1, "begun": True}),
        (EntryKind.DIGESTED, {"carrier": 1, "sha256": "0", "reason": None}),
        (EntryKind.LOOKED, {"question": "places"}),
    )
    _, *parts = processing(case)
    assert [(one["name"], one["status_code"]) for one in parts] == [
        ("bron gelezen browsing", 0),
        ("bron gelezen browsing", 1),
        ("bron gelezen browsing", 2),
        ("controlegetal berekend", 1),
        ("door mensen bekeken", 1),
    ]
    assert parts[3]["end_time"] - parts[3]["start_time"] == 1000  # type: ignore[operator]


def test_where_nothing_was_opened_nothing_was_processed_and_yet_it_was_decided(logged: Logged) -> None:
    nothing = told(logged)
    assert list(processing(nothing)) == list(audit(nothing)) == []
    midnight = datetime.combine(datetime.fromisoformat(logged.case.plan["on"]), time(), AMSTERDAM)
    assert {line["timestamp"] for line in decisions(nothing)} == {round(midnight.timestamp() * 1000)}


def test_an_erased_entry_has_no_line_and_is_counted(bench: Bench, kit: Kit, tmp_path: Path) -> None:
    shutil.copytree(bench.root / "case", tmp_path / "case")
    erase(tmp_path / "case", 6, kit)
    export([tmp_path / "case"], kit, tmp_path / "out")
    (case,) = json.loads(base64.b64decode(json.loads((tmp_path / "out" / SEAL).read_bytes())["payload"]))["cases"]
    assert case["erased"] == 1
    assert len(lines(tmp_path / "out", AUDIT)) == case["entries"] - 1


def test_a_check_is_counted_once_whatever_the_paths_by_which_it_is_given(
    bench: Bench, kit: Kit, tmp_path: Path
) -> None:
    shutil.copytree(bench.root / "case", tmp_path / "copy")
    (tmp_path / "link").symlink_to(bench.root / "case")
    for again in (bench.root / "case", tmp_path / "copy", tmp_path / "link"):
        with pytest.raises(CaseTwice):
            export([bench.root / "case", again], kit, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_somebody_typed_as_a_reason_is_in_no_line(logged: Logged) -> None:
    """A reason of one small word looks like a word of ours, and may be a name."""
    helped = told(
        logged, (EntryKind.BEGUN, {}), (EntryKind.ATTENDED, {"role": "deskundige-jansen", "reason": "jansen"})
    )
    assert [one["result"] for one in audit(helped)] == ["done", "done"]
    assert "jansen" not in json.dumps([*audit(helped), *processing(helped), *decisions(helped)])


# --- what must be settled first ----------------------------------------------------


@pytest.mark.parametrize("field", ["processing_activity", "handover_activity", "log_recipient"])
def test_a_kit_whose_policy_is_silent_is_told_what_to_fill_in(
    bench: Bench, kit: Kit, tmp_path: Path, field: str
) -> None:
    silent = replace(kit, policy=replace(kit.policy, **{field: None}))
    with pytest.raises(PolicySilent) as refused:
        export([bench.root / "case"], silent, tmp_path / "out")
    for language in ("nl", "en"):
        assert field in refused.value.sentence(language)
        assert "kit.toml" in refused.value.sentence(language)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("processing_activity", "toezicht"),
        ("handover_activity", "https:// x"),
        ("handover_activity", "ftp://register.example/1"),
        ("log_recipient", "age1notakey"),
        ("log_recipient", "AGE-SECRET-KEY-1QQQ"),
    ],
)
def test_a_policy_that_a_log_cannot_use_is_refused_at_once(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "kit.toml").write_text(f'{name} = "{value}"\n')
    with pytest.raises(KitFault, match=name) as refused:
        read_policy(tmp_path / "kit.toml")
    assert value not in refused.value.sentence("nl")


def test_what_is_settled_reads_back(tmp_path: Path) -> None:
    (tmp_path / "kit.toml").write_bytes(
        write_policy(Policy(processing_activity="urn:nl:x:1", log_recipient=str(IDENTITY.to_public())))
    )
    assert read_policy(tmp_path / "kit.toml").processing_activity == "urn:nl:x:1"


def test_no_log_is_made_of_a_case_that_does_not_hold(bench: Bench, kit: Kit, tmp_path: Path) -> None:
    shutil.copytree(bench.root / "case", tmp_path / "case")
    (tmp_path / "case" / LEDGER).write_bytes(b"")
    with pytest.raises(CaseNotWhole, match="ledger"):
        export([tmp_path / "case"], kit, tmp_path / "out")
    with pytest.raises(CaseNotWhole, match="kit"):
        stranger = replace(kit_at(tmp_path / "kit"), policy=kit.policy)
        export([bench.root / "case"], stranger, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_log_is_never_written_over(log: Path, bench: Bench, kit: Kit) -> None:
    before = (log / AUDIT).read_bytes()
    with pytest.raises(LogThere):
        export([bench.root / "case"], kit, log)
    assert (log / AUDIT).read_bytes() == before


# --- examined by somebody else -----------------------------------------------------


def test_a_good_log_holds_with_the_public_key_alone(copy: Path, kit: Kit) -> None:
    code = code_of((copy / SEAL).read_bytes())
    assert faults(copy, kit.key.public) == faults(copy, kit.key.public, code.lower()) == []


def spoil(path: Path, act: Callable[[list[bytes]], object]) -> None:
    rows = path.read_bytes().splitlines(keepends=True)
    act(rows)
    path.write_bytes(b"".join(rows))


def altered(rows: list[bytes]) -> None:
    rows[4] = rows[4].replace(b'"look":1', b'"look":2')


def respelt(rows: list[bytes]) -> None:
    rows[4] = rows[4].replace(b":", b": ", 1)


def swapped(rows: list[bytes]) -> None:
    rows[4], rows[5] = rows[5], rows[4]


SPOILT: dict[str, tuple[Callable[[list[bytes]], object], list[int]]] = {
    "altered": (altered, [5]),
    "respelt": (respelt, [5]),
    "swapped": (swapped, [5, 6]),
    "dropped": (lambda rows: rows.pop(4), [5]),
    "doubled": (lambda rows: rows.insert(5, rows[4]), [6]),
    "put in": (lambda rows: rows.insert(2, b"{}\n"), [3]),
    "emptied": (lambda rows: rows.clear(), [1]),
}


@pytest.mark.parametrize("defect", SPOILT)
def test_the_broken_line_is_named(copy: Path, kit: Kit, defect: str) -> None:
    act, broken = SPOILT[defect]
    spoil(copy / AUDIT, act)
    found = faults(copy, kit.key.public)
    assert [(one.file, one.line) for one in found] == [(AUDIT, line) for line in broken]
    assert all(one.nl and one.en and one.nl != one.en for one in found)


@pytest.mark.parametrize("name", NAMES)
def test_the_last_line_of_each_file_is_missed(copy: Path, kit: Kit, name: str) -> None:
    count = len(lines(copy, name))
    spoil(copy / name, lambda rows: rows.pop() if rows else rows.append(b"{}\n"))
    assert [(one.file, one.line) for one in faults(copy, kit.key.public)] == [(name, max(count, 1))]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*NAMES, SEAL]), st.integers(0, 2**40))
def test_no_bit_of_a_log_changes_unseen(log: Path, kit: Kit, name: str, number: int) -> None:
    kept = bytearray((log / name).read_bytes())
    if not kept:
        return
    spoilt = bytearray(kept)
    spoilt[number % (len(kept) * 8) // 8] ^= 1 << number % 8
    try:
        (log / name).write_bytes(spoilt)
        try:
            assert faults(log, kit.key.public)
        except (InzageError, NotCanonical):
            assert name == SEAL  # it is no seal any more
    finally:
        (log / name).write_bytes(kept)


def test_a_file_gone_or_put_in_is_named(copy: Path, kit: Kit) -> None:
    (copy / DECISIONS).unlink()
    (copy / "extra.jsonl").write_bytes(b"")
    assert {(one.file, one.line) for one in faults(copy, kit.key.public)} == {(DECISIONS, None), ("extra.jsonl", None)}


def test_a_strangers_seal_is_refused_and_a_new_one_of_the_kit_has_another_code(copy: Path, kit: Kit) -> None:
    """Who has the kit's key can make the whole log again; the code that somebody else kept tells."""
    code = code_of((copy / SEAL).read_bytes())
    spoil(copy / AUDIT, lambda rows: rows.pop())
    files = {name: (copy / name).read_bytes() for name in NAMES}
    (copy / SEAL).write_bytes(seal(files, [], PrivateKey.generate()))
    assert [one.file for one in faults(copy, kit.key.public)] == [SEAL]
    (copy / SEAL).write_bytes(seal(files, [], kit.key))
    assert faults(copy, kit.key.public) == []
    assert [one.file for one in faults(copy, kit.key.public, code)] == [SEAL]


def test_a_seal_over_fewer_files_is_not_called_whole(copy: Path, kit: Kit) -> None:
    files = {name: (copy / name).read_bytes() for name in NAMES if name != AUDIT}
    (copy / AUDIT).unlink()
    (copy / SEAL).write_bytes(seal(files, [], kit.key))
    assert [one.file for one in faults(copy, kit.key.public)] == [SEAL]


def test_lines_have_one_spelling() -> None:
    assert to_lines([{"b": 1, "a": "é"}]) == '{"a":"é","b":1}\n'.encode()
