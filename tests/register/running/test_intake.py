"""What is brought to the register: a whole case of this check is taken in; every other is refused, kept and logged."""

import io
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from inzage.mandate.signed import any_mandate
from inzage.record import CASE, KIT_KEY, LEDGER, MANDATE, ORDER, RESULT
from inzage.register.faults import Refused
from inzage.register.log import verify as log_holds
from inzage.register.models import Record
from inzage.register.running import examining, intake, receiving
from inzage.register.running.examining import HANDLER, LIMITS
from inzage.register.running.faults import REFUSALS, IntakeRefused, StopUnsaid
from inzage.register.running.intake import Upload
from inzage.register.running.orders import Wanted, issue
from inzage.register.running.tables import GivenOrder, Intake
from inzage.signing import PayloadType, Role
from inzage.signing.canonical import canonical
from inzage.signing.dsse import read, sign
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation, keep_revoked
from inzage.signing.trust import TrustStore
from inzage.worker import Garbage
from inzage.worker.pool import Pool
from inzage.worker.session import Session
from tests.bench import inzage, laid
from tests.register.ground import KINDS, LEAD, OFFICER, PLANNER, go, state
from tests.register.running.desk import (
    NOW,
    PERSON,
    Desk,
    agreed,
    condition_at,
    make_desk,
    mandate_of,
    nonce,
    ordered,
    planned,
)

NONCE = "5a" * 16


@dataclass(frozen=True)
class Ready:
    """A desk, and a case that its field kit made under an order of this nonce."""

    desk: Desk
    case: Path

    def planned(self) -> Record:
        """A planned check whose order is the one that the case was made under."""
        activity = planned(condition_at(self.desk))
        with nonce(NONCE):
            issue(KINDS, Wanted(activity.id, OFFICER, agreed(activity).id, NOW), self.desk.places)
        return activity


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, tables: None) -> Ready:
    """One check, carried out once; its order is given out anew in each test, with the same nonce."""
    from django.db import transaction  # noqa: PLC0415

    desk = make_desk(tmp_path_factory.mktemp("intake"))
    with transaction.atomic(), nonce(NONCE):
        given = ordered(desk, planned(condition_at(desk)))
        (desk.root / "order.json").write_bytes(bytes(given.envelope))
        transaction.set_rollback(True)
    (desk.root / "mandate.json").write_bytes(desk.mandate)
    papers = ("--mandate", desk.root / "mandate.json", "--order", desk.root / "order.json")
    kit = ("--kit", desk.field.kit, "--lists", desk.field.lists)
    done = inzage("check", desk.carrier, *papers, *kit, "--out", desk.root / "case", *laid())
    assert done.returncode == 4, done.stderr
    return Ready(desk, desk.root / "case")


@pytest.fixture(scope="session")
def sealed_off(made: Ready, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """The same check, carried out with a kit that encrypts its cases."""
    root, desk = tmp_path_factory.mktemp("encrypted"), made.desk
    kit = shutil.copytree(desk.field.kit, root / "kit")
    (kit / "used_orders.jsonl").write_bytes(b"")
    policy = (kit / "kit.toml").read_text(encoding="utf-8")
    (kit / "kit.toml").write_text(policy.replace("encrypt_at_rest = false", "encrypt_at_rest = true"), encoding="utf-8")
    papers = ("--mandate", desk.root / "mandate.json", "--order", desk.root / "order.json")
    done = inzage(
        "check", desk.carrier, *papers, "--kit", kit, "--lists", desk.field.lists, "--out", root / "case", *laid()
    )
    assert done.returncode == 4, done.stderr
    assert (root / "case" / RESULT).read_bytes().startswith(b"inzage-at-rest")
    return Ready(replace(desk, places=replace(desk.places, tool=kit)), root / "case")


@pytest.fixture(scope="session")
def warm() -> Iterator[Pool]:
    """One warm process for all these tests; each case still gets a locked worker of its own."""
    with Pool(HANDLER, limits=LIMITS) as pool:
        yield pool


@pytest.fixture(autouse=True)
def one_warm_process(warm: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "Pool", lambda handler, limits: nullcontext(warm))


@pytest.fixture
def ready(made: Ready, tmp_path: Path) -> Iterator[Ready]:
    """The same, with the files of the register empty."""
    files = tmp_path / "files"
    files.mkdir()
    yield replace(made, desk=replace(made.desk, places=replace(made.desk.places, files=files)))


def zipped(folder: Path, inside: str = "", **changed: bytes | None) -> bytes:
    """The case as a zip, with files replaced, added or (None) left out."""
    files = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
    files |= {name.replace("__", "."): data for name, data in changed.items() if data is not None}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            if name not in {one.replace("__", ".") for one, data in changed.items() if data is None}:
                bundle.writestr(inside + name, data)
    return made.getvalue()


def brings(ready: Ready, activity: Record | UUID, data: bytes, declared: int | None = None, **more: Any) -> Intake:
    """Somebody uploads this for a check."""
    key = activity.id if isinstance(activity, Record) else activity
    return intake.take_upload(KINDS, Upload(io.BytesIO(data), declared, **more), key, OFFICER, ready.desk.places)


@pytest.mark.parametrize("inside", ["", "case/"], ids=["at the top", "in a folder"])
def test_a_case_comes_in_as_a_zip(ready: Ready, inside: str) -> None:
    activity = ready.planned()
    taken = brings(ready, activity, zipped(ready.case, inside))
    assert (state(activity), state(taken.record), state(taken.order.record)) == ("gedaan", "ingenomen", "gebruikt")
    told = taken.record.data["case"]
    assert {line["data_class"]: line["rows"] for line in told["intrusion"]}["browsing"] == 180
    lies = {file.name: file.read_bytes() for file in Path(taken.folder).iterdir()}
    assert lies == {file.name: file.read_bytes() for file in ready.case.iterdir()}
    assert stat.S_IMODE(Path(taken.folder).stat().st_mode) == 0o700
    assert log_holds()


def test_a_case_comes_in_as_a_folder_on_a_stick(ready: Ready, tmp_path: Path) -> None:
    activity = ready.planned()
    stick = shutil.copytree(ready.case, tmp_path / "stick")
    taken = intake.take_folder(KINDS, stick, activity.id, OFFICER, ready.desk.places)
    shutil.rmtree(stick)
    assert Path(taken.folder).is_relative_to(ready.desk.places.files)
    assert {file.name for file in Path(taken.folder).iterdir()} == {file.name for file in ready.case.iterdir()}
    assert state(activity) == "gedaan"


def test_the_times_of_a_check_in_the_field_are_those_of_its_ledger(ready: Ready) -> None:
    activity = ready.planned()
    told = brings(ready, activity, zipped(ready.case)).record.data["case"]
    steps = {step.target: step.happened for step in activity.steps.all()}
    assert told["begun"].startswith(f"{steps['onderweg']:%Y-%m-%dT%H:%M:%S}")
    assert told["ended"].startswith(f"{steps['gedaan']:%Y-%m-%dT%H:%M:%S}")
    found = Record.objects.filter(about=activity, noun="finding")
    assert {one.happened for one in found} == {steps["gedaan"]}


def test_the_next_order_names_the_code_of_this_case(ready: Ready) -> None:
    activity = ready.planned()
    taken = brings(ready, activity, zipped(ready.case))
    of = Record.objects.get(id=activity.about_id)
    following = ordered(ready.desk, planned(of))
    assert (following.record.data["previous"], following.number) == (taken.code, 2)


def spoilt(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def result_with(ready: Ready, **changed: Any) -> bytes:
    """The case's result, changed and signed again with the kit's own key: only the tree gives it away."""
    told = json.loads(read((ready.case / RESULT).read_bytes(), file=RESULT).payload) | changed
    return sign(canonical(told), PayloadType.RESULT, [Kit.load(ready.desk.field.kit).key])


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle, bundle.open(LEDGER, "w") as file:
        for _ in range(300):
            file.write(bytes(1 << 20))
    return made.getvalue()


def named(name: str, *, mode: int = stat.S_IFREG | 0o600, data: bytes = b"x") -> bytes:
    """A zip with one more member of this name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as bundle:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        bundle.writestr(info, data)
    return made.getvalue()


DEFECTS: dict[str, tuple[Callable[[Ready], bytes], str]] = {
    "a result with a bit turned over": (
        lambda r: zipped(r.case, result__dsse__json=spoilt((r.case / RESULT).read_bytes())),
        "altered",
    ),
    "a ledger with a line taken out": (
        lambda r: zipped(r.case, ledger__jsonl=b"".join((r.case / LEDGER).read_bytes().splitlines(True)[:-1])),
        "altered",
    ),
    "an answer changed and signed again": (
        lambda r: zipped(r.case, result__dsse__json=result_with(r, answers=[])),
        "altered",
    ),
    "a status that is none": (lambda r: zipped(r.case, result__dsse__json=result_with(r, status="fine")), "altered"),
    "no checkpoint": (lambda r: zipped(r.case, checkpoint=None), "altered"),
    "no result": (lambda r: zipped(r.case, result__dsse__json=None), "altered"),
    "no order": (lambda r: zipped(r.case, order__dsse__json=None), "altered"),
    "no card": (lambda r: zipped(r.case, case__json=None), "no_case"),
    "a card that is something else": (lambda r: zipped(r.case, case__json=b"{}"), "altered"),
    "a file too many": (lambda r: zipped(r.case, extra__txt=b"x"), "strange_file"),
    "a folder in a folder": (lambda r: zipped(r.case, "a/b/"), "strange_file"),
    "a name with two dots": (lambda _: named("../ledger.jsonl"), "path"),
    "a name from the root": (lambda _: named("/etc/ledger.jsonl"), "path"),
    "a name with a stroke backwards": (lambda _: named("a\\ledger.jsonl"), "path"),
    "a link": (lambda _: named(LEDGER, mode=stat.S_IFLNK | 0o777, data=b"/etc/passwd"), "link"),
    "a device": (lambda _: named(LEDGER, mode=stat.S_IFCHR | 0o600), "link"),
    "a bomb": (lambda _: bomb(), "bomb"),
    "a zip cut off": (lambda r: zipped(r.case)[:-40], "form"),
    "no zip": (lambda _: b"%PDF-1.7 not a case", "form"),
    "nothing": (lambda _: b"", "form"),
}


@pytest.mark.parametrize("what", DEFECTS)
def test_refused_kept_and_logged_is(ready: Ready, what: str) -> None:
    build, code = DEFECTS[what]
    data, activity = build(ready), ready.planned()
    before = log_holds()
    with pytest.raises(IntakeRefused) as refused:
        brings(ready, activity, data)
    assert refused.value.code == code
    assert type(refused.value) is REFUSALS[code]
    written = Record.objects.get(kind="inname")
    assert (state(written), written.data["refused"], written.data["bytes"]) == ("geweigerd", code, len(data))
    kept = ready.desk.places.files / "quarantine" / f"{written.data['upload_sha256']}.zip"
    assert kept.read_bytes() == data
    assert written.data["upload_sha256"][:16] in refused.value.sentence("nl")
    assert (log_holds() - before, state(activity)) == (2, "gepland")
    assert GivenOrder.objects.get(activity=activity).live
    assert not Intake.objects.exists()


def test_every_refusal_is_said_in_both_languages() -> None:
    for kind in REFUSALS.values():
        fault = kind(sha256="ab", bytes=1, most=2, found=("Niet nu.", "Not now."))
        assert fault.sentence("nl") != fault.sentence("en")
        assert "KEPT" not in fault.sentence("nl") + fault.sentence("en")
        assert "{" not in fault.sentence("nl") + fault.sentence("en")
    assert set(KINDS.kinds["inname", 1].data["properties"]["refused"]["enum"]) == REFUSALS.keys()  # type: ignore[index]


def refusal(ready: Ready, activity: Record, data: bytes | None = None, **more: Any) -> IntakeRefused:
    with pytest.raises(IntakeRefused) as refused:
        brings(ready, activity, zipped(ready.case) if data is None else data, **more)
    assert Record.objects.filter(kind="inname", state="geweigerd", data__refused=refused.value.code).exists()
    return refused.value


def test_a_case_of_another_order_is_refused(ready: Ready) -> None:
    activity = planned(condition_at(ready.desk))
    ordered(ready.desk, activity)
    assert refusal(ready, activity).code == "other_order"


def test_a_case_of_another_mandate_is_refused(ready: Ready) -> None:
    other = mandate_of(ready.desk.field, PERSON, **{"window_days = 90": "window_days = 60"})
    assert any_mandate(other).sha256 != ready.desk.mandate_sha256
    activity = planned(condition_at(replace(ready.desk, mandate=other)))
    ordered(ready.desk, activity)
    assert refusal(ready, activity).code == "other_mandate"


def test_a_case_for_which_no_order_was_given_is_refused(ready: Ready) -> None:
    assert refusal(ready, planned(condition_at(ready.desk))).code == "no_order"


def test_a_case_brought_again_is_refused_and_counts_once(ready: Ready) -> None:
    activity = ready.planned()
    brings(ready, activity, zipped(ready.case))
    findings = Record.objects.filter(noun="finding").count()
    assert refusal(ready, activity).code == "taken_in_before"
    assert (Intake.objects.count(), Record.objects.filter(noun="finding").count()) == (1, findings)


def test_of_two_at_once_one_takes_it_in(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = ready.planned()
    told = intake._told

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(intake, "_told", told)
        brings(ready, activity, zipped(ready.case))
        return told(*given)

    monkeypatch.setattr(intake, "_told", meanwhile)
    assert refusal(ready, activity).code in {"taken_in_before", "step"}
    assert Intake.objects.count() == 1
    assert log_holds()


def trusting(ready: Ready, tmp_path: Path, change: Callable[[Path], object]) -> Ready:
    """The same with a register's kit that was changed."""
    kit = shutil.copytree(ready.desk.places.kit, tmp_path / "register")
    change(kit)
    return replace(ready, desk=replace(ready.desk, places=replace(ready.desk.places, kit=kit)))


def field_key(ready: Ready) -> str:
    return Kit.load(ready.desk.field.kit).key.public.keyid


def test_a_case_of_an_unknown_kit_is_refused(ready: Ready, tmp_path: Path) -> None:
    activity = ready.planned()
    strange = trusting(ready, tmp_path, lambda kit: TrustStore.remove(kit / "trust", Role.KIT, field_key(ready)))
    assert refusal(strange, activity).code == "kit_unknown"


def test_a_case_made_after_its_kit_was_revoked_is_refused(ready: Ready, tmp_path: Path) -> None:
    activity = ready.planned()
    since = NOW.replace(year=NOW.year - 1)
    revocation = Revocation(field_key(ready), since, Cause.STOLEN)
    revoked = trusting(ready, tmp_path, lambda kit: keep_revoked(kit / "trust", {revocation.keyid: revocation}))
    assert refusal(revoked, activity).code == "kit_revoked"


@pytest.mark.parametrize("declared", [receiving.MOST + 1, 2 * 1024**3])
def test_what_is_declared_too_large_is_not_read(ready: Ready, declared: int) -> None:
    class Never(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise AssertionError("read")

    activity = ready.planned()
    with pytest.raises(IntakeRefused) as refused:
        intake.take_upload(KINDS, Upload(Never(), declared), activity.id, OFFICER, ready.desk.places)  # type: ignore[arg-type]
    assert (refused.value.code, str(declared) in refused.value.sentence("nl")) == ("too_large", True)
    written = Record.objects.get(kind="inname")
    assert written.data == {"bytes": declared, "refused": "too_large"}


@pytest.mark.parametrize("declared", [None, 10])
def test_what_turns_out_too_large_is_read_no_further(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, declared: int | None
) -> None:
    monkeypatch.setattr(receiving, "MOST", 3000)
    monkeypatch.setattr(receiving, "CHUNK", 1000)
    stream = io.BytesIO(bytes(100_000))
    with pytest.raises(IntakeRefused) as refused:
        intake.take_upload(KINDS, Upload(stream, declared), ready.planned().id, OFFICER, ready.desk.places)
    assert (refused.value.code, stream.tell()) == ("too_large", 4000)
    assert list((ready.desk.places.files / "quarantine").iterdir()) == []


FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link to a folder": (lambda f: (shutil.move(f, f.with_name("real")), f.symlink_to(f.with_name("real"))), "link"),
    "a link for a file": (lambda f: ((f / LEDGER).unlink(), (f / LEDGER).symlink_to("/etc/passwd")), "link"),
    "a pipe": (lambda f: ((f / LEDGER).unlink(), os.mkfifo(f / LEDGER)), "link"),
    "a folder for a file": (lambda f: ((f / LEDGER).unlink(), (f / LEDGER).mkdir()), "link"),
    "a file too many": (lambda f: (f / "extra").write_bytes(b""), "strange_file"),
    "nothing": (shutil.rmtree, "no_case"),
    "an empty folder": (lambda f: (shutil.rmtree(f), f.mkdir()), "no_case"),
    "a file changed": (lambda f: (f / RESULT).write_bytes(spoilt((f / RESULT).read_bytes())), "altered"),
}


@pytest.mark.parametrize("what", FOLDERS)
def test_refused_is_a_folder_with(ready: Ready, tmp_path: Path, what: str) -> None:
    change, code = FOLDERS[what]
    stick = shutil.copytree(ready.case, tmp_path / "stick")
    change(stick)
    activity = ready.planned()
    with pytest.raises(IntakeRefused) as refused:
        intake.take_folder(KINDS, stick, activity.id, OFFICER, ready.desk.places)
    assert (refused.value.code, Record.objects.get(kind="inname").data["refused"]) == (code, code)
    assert state(activity) == "gepland"


@pytest.mark.parametrize("path", [("afgezegd",), ("niet_verschenen",)], ids=lambda path: path[0])
def test_a_check_that_ended_otherwise_receives_no_case(ready: Ready, path: tuple[str, ...]) -> None:
    activity = ready.planned()
    for target in path:
        details = {"reason": "organisatie"} if target == "niet_verschenen" else {}
        go(activity, target, OFFICER, NOW.date().isoformat(), **details)
    assert refusal(ready, activity).code == "step"
    assert GivenOrder.objects.get(activity=activity).live


@pytest.mark.parametrize("by", [PLANNER, LEAD], ids=["planner", "lead"])
def test_only_who_operates_checks_brings_a_case(ready: Ready, by: Any) -> None:
    activity = ready.planned()
    with pytest.raises(Refused):
        intake.take_upload(KINDS, Upload(io.BytesIO(b""), None), activity.id, by, ready.desk.places)
    assert not Record.objects.filter(kind="inname").exists()


LIES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a field too many": lambda case: case.update(names=["x"]),
    "a free text": lambda case: case["answers"][0].update(question="een hele zin\nover iemand"),
    "an answer that is none": lambda case: case["answers"][0].update(answer="guilty"),
    "a count below nothing": lambda case: case["answers"][0].update(count=-1),
    "a turned-round text": lambda case: case["answers"][0]["by"].append(
        {"carrier": 1, "class": "a\u202eb", "count": 1, "days": 1}
    ),
    "no answers": lambda case: case.pop("answers"),
    "more lines than there can be": lambda case: case.update(coverage=case["coverage"] * 500),
    "a moment that is none": lambda case: case.update(ended="soon"),
}


@pytest.mark.parametrize("what", LIES)
def test_a_worker_that_tells_something_else_is_not_believed(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    asked = intake.examined

    def lying(*given: Any) -> Any:
        case, folder = asked(*given)
        LIES[what](case)
        return case, folder

    activity = ready.planned()
    monkeypatch.setattr(intake, "examined", lying)
    assert refusal(ready, activity).code == "not_a_result"
    assert not Record.objects.filter(noun="finding").exists()


def test_a_worker_that_dies_is_no_answer(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: Any, **__: Any) -> None:
        raise Garbage(found="x")

    activity = ready.planned()
    monkeypatch.setattr("inzage.worker.session.Session.ask", dies)
    assert refusal(ready, activity).code == "reader_died"


GIVES: dict[str, Callable[[dict[str, Any]], object]] = {
    "less than asked": lambda reply: reply.update(piece="YQ=="),
    "more than asked": lambda reply: reply.update(piece=reply["piece"] + "YWFh"),
    "no bytes": lambda reply: reply.update(piece=7),
    "a file of no case": lambda reply: reply.update(sizes={"../x": 1}),
    "a size below nothing": lambda reply: reply.update(sizes={"checkpoint": -1}),
    "more than a case can be": lambda reply: reply.update(sizes={"checkpoint": 2**40}),
}


@pytest.mark.parametrize("what", GIVES)
def test_files_are_taken_from_the_worker_as_they_were_announced_and_no_others(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    ask = Session.ask

    def lying(self: Session, *given: Any, **more: Any) -> Any:
        reply = dict(ask(self, *given, **more))
        if ("piece" if "ask" in what or "bytes" in what else "sizes") in reply:
            GIVES[what](reply)
        return reply

    activity = ready.planned()
    monkeypatch.setattr(Session, "ask", lying)
    assert refusal(ready, activity).code in {"reader_died", "not_a_result"}
    assert not Intake.objects.exists()
    cases = ready.desk.places.files / "cases"
    assert not cases.exists() or [file for file in cases.iterdir() if not file.name.startswith(".")] == []


@pytest.mark.parametrize("reply", [{"refused": "because"}, {"refused": 3}, {"kit": 1}, {}, {"encrypted": False}])
def test_a_reply_of_another_form_is_no_answer(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, reply: dict[str, Any]
) -> None:
    activity = ready.planned()
    monkeypatch.setattr("inzage.worker.session.Session.ask", lambda *_, **__: reply)
    assert refusal(ready, activity).code == "reader_died"


def test_the_worker_is_locked_and_of_this_package() -> None:
    assert HANDLER == "inzage.register.running.examine_inside:handle"


def test_the_form_of_a_result_is_the_published_one() -> None:
    from inzage.register.running.telling import SCHEMA  # noqa: PLC0415

    published = Path(__file__).parents[3] / "docs/schema/result.schema.json"
    assert SCHEMA.read_bytes() == published.read_bytes()


def test_a_case_of_a_halted_check_asks_who_stopped_it(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = intake.examined

    def halted(*given: Any) -> Any:
        case, folder = asked(*given)
        return {**case, "status": "halted"}, folder

    monkeypatch.setattr(intake, "examined", halted)
    activity = ready.planned()
    with pytest.raises(StopUnsaid, match="known material"):
        brings(ready, activity, zipped(ready.case))
    assert not Record.objects.filter(kind="inname").exists()
    taken = brings(ready, activity, zipped(ready.case), stopped="bekend-materiaal")
    assert (state(activity), taken.record.data["case"]["status"]) == ("gestopt", "halted")
    assert activity.steps.get(target="gestopt").details == {"reason": "bekend-materiaal"}


@pytest.mark.parametrize("file", [CASE, KIT_KEY, MANDATE, ORDER])
def test_no_file_of_a_case_can_be_left_out(ready: Ready, file: str) -> None:
    activity = ready.planned()
    assert refusal(ready, activity, zipped(ready.case, **{file: None})).code in {"altered", "no_case"}


def test_an_encrypted_case_of_this_machine_s_kit_is_taken_in(sealed_off: Ready) -> None:
    activity = sealed_off.planned()
    taken = brings(sealed_off, activity, zipped(sealed_off.case))
    assert (state(activity), len(taken.record.data["case"]["answers"])) == ("gedaan", 4)
    assert (Path(taken.folder) / RESULT).read_bytes().startswith(b"inzage-at-rest")


def test_an_encrypted_case_of_the_field_needs_the_case_key_of_its_kit(sealed_off: Ready, tmp_path: Path) -> None:
    kit = sealed_off.desk.places.tool
    assert kit is not None
    field = trusting(sealed_off, tmp_path, lambda _: None)
    field = replace(field, desk=replace(field.desk, places=replace(field.desk.places, tool=None)))
    activity = sealed_off.planned()
    assert refusal(field, activity, zipped(sealed_off.case)).code == "encrypted"
    keys = field.desk.places.kit / "case_keys"
    keys.mkdir(mode=0o700)
    shutil.copy(kit / "case.key", keys / f"{field_key(sealed_off)[:16]}.key")
    assert state(brings(field, activity, zipped(sealed_off.case)).record) == "ingenomen"


def test_a_case_key_of_another_kit_opens_nothing(sealed_off: Ready, tmp_path: Path) -> None:
    kit = shutil.copytree(sealed_off.desk.places.tool or Path(), tmp_path / "kit")
    (kit / "case.key").write_bytes((kit / "lists.key").read_bytes())
    other = replace(sealed_off, desk=replace(sealed_off.desk, places=replace(sealed_off.desk.places, tool=kit)))
    assert refusal(other, sealed_off.planned(), zipped(sealed_off.case)).code == "altered"
