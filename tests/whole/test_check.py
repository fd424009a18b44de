"""A check as an officer runs it, from papers to a case that verifies."""

import json
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.trust import TrustStore
from tests.bench import INZAGE, Bench, inzage, laid, make_bench

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/result.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Path, dict[str, Any]]:
    """One finished check that many tests look at."""
    bench = make_bench(tmp_path_factory.mktemp("done"))
    case = bench.root / "case"
    return bench, case, bench.result(case)


def answers(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {answer["question"]: answer for answer in result["answers"]}


def test_the_result_holds_to_its_published_schema(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(done[2])


def test_the_three_answers(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    given = answers(done[2])
    assert given["listed_places_visited"]["answer"] == "indication"
    assert given["listed_places_visited"]["count"] == 8  # six of anna, two of bram; chris stays shut
    assert given["listed_terms_searched"]["answer"] == "no_indication"
    assert given["listed_talk_places_visited"]["answer"] == "not_assessable"
    assert given["listed_talk_places_visited"]["reasons"] == ["no_list"]


def test_per_day_adds_up_to_the_count(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    for answer in done[2]["answers"]:
        assert sum(n for _, n in answer["per_day"]) == answer["count"] == sum(by["count"] for by in answer["by"])
        assert len(answer["per_day"]) == answer["days"]


def test_an_excluded_user_stays_shut_and_is_listed(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    excluded = {line["container"] for line in done[2]["coverage"] if line["status"] == "excluded"}
    opened = {line["container"] for line in done[2]["coverage"] if line["status"] == "read"}
    assert excluded
    assert not excluded & opened


def test_what_the_mandate_does_not_open_is_not_read(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    assert {one["data_class"] for one in done[2]["intrusion"]} <= {
        "software", "history_extent", "browsing", "searches", "downloads",
    }  # fmt: skip
    assert {one["human"] for one in done[2]["intrusion"]} == {0}


def test_the_carrier_is_left_as_it_was(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    before = state(bench.carrier)
    bench.result(tmp_path / "case")
    assert state(bench.carrier) == before


def state(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its times and bytes."""
    found = {}
    for path in sorted(root.rglob("*")):
        at = path.stat()
        found[str(path)] = (at.st_mtime_ns, at.st_ctime_ns, path.read_bytes() if path.is_file() else b"")
    return found


def test_both_verifiers_say_the_case_holds(done: tuple[Bench, Path, dict[str, Any]]) -> None:
    bench, case, result = done
    told = inzage("verify", case, "--kit", bench.papers.kit, "--code", result["ledger"]["code"])
    assert told.returncode == 0, told.stdout + told.stderr
    alone = Path(__file__).parents[2] / "tools/verify_casefile.py"
    again = subprocess.run([INZAGE.with_name("python"), alone, case], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_case_with_one_changed_count_does_not_verify(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    bench.result(tmp_path / "case")
    ledger = tmp_path / "case/ledger.jsonl"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace('"rows":', '"rows":1', 1), encoding="utf-8")
    assert inzage("verify", tmp_path / "case", "--kit", bench.papers.kit).returncode == 1


def test_an_order_is_good_for_one_check(bench: Bench) -> None:
    bench.result(bench.root / "one")
    second = bench.check(bench.root / "two")
    assert second.returncode == 5
    assert "al gebruikt" in second.stderr
    assert not (bench.root / "two").exists()


def test_a_finished_case_is_never_overwritten(bench: Bench) -> None:
    bench.result(bench.root / "case")
    before = state(bench.root / "case")
    assert bench.check(bench.root / "case").returncode != 0
    assert bench.check(bench.root / "case", "--resume").returncode == 4, "finished already: it leaves as it did"
    assert state(bench.root / "case") == before


def test_without_lists_nothing_is_opened_for_questions_that_need_one(bench: Bench) -> None:
    papers = bench.papers
    told = inzage(
        "check", bench.carrier, "--mandate", papers.mandate, "--order", papers.order, "--kit", papers.kit,
        "--out", bench.root / "case", "--json", *laid(),
    )  # fmt: skip
    assert told.returncode == 4
    result = json.loads(told.stdout)
    assert {one["data_class"] for one in result["intrusion"]} <= {"software", "history_extent"}
    assert answers(result)["listed_places_visited"]["reasons"] == ["no_list"]


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--owner", "kind", "carrier_owner"),
        ("--owner", "ander", "carrier_owner"),
        ("--kind", "phone", "carrier_kind"),
        ("--presented", "in-zicht", "carrier_presented"),
    ],
)
def test_a_carrier_that_the_mandate_does_not_name_stays_shut(
    bench: Bench, option: str, value: str, reason: str
) -> None:
    result = bench.result(bench.root / "case", option, value)
    assert result["intrusion"] == []
    assert {line["reason"] for line in result["coverage"] if line["status"] == "closed"} == {reason}
    assert {answer["answer"] for answer in result["answers"]} == {"not_assessable"}


def test_what_the_officer_excludes_today_stays_shut_too(bench: Bench) -> None:
    result = bench.result(bench.root / "case", "--exclude", "ANNA")
    assert answers(result)["listed_places_visited"]["count"] == 2


def test_two_carriers_are_counted_apart(bench: Bench) -> None:
    second = bench.root / "second"
    shutil.copytree(bench.carrier / "Users/bram", second / "Users/bram")
    result = bench.result(bench.root / "case", carriers=[bench.carrier, second])
    by = {(one["carrier"], one["class"]): one["count"] for one in answers(result)["listed_places_visited"]["by"]}
    assert by == {(1, "voorbeeld"): 8, (2, "voorbeeld"): 2}
    assert [carrier["ordinal"] for carrier in result["carriers"]] == [1, 2]


@pytest.mark.parametrize("form", ["zip", "tar", "gztar"])
def test_the_same_tree_in_an_archive_gives_the_same_answers(tmp_path: Path, form: str) -> None:
    folder, other = make_bench(tmp_path / "folder"), make_bench(tmp_path / "packed")
    archive = shutil.make_archive(str(tmp_path / "archive"), form, folder.carrier)
    from_folder = folder.result(tmp_path / "case-1")
    from_archive = other.result(tmp_path / "case-2", carriers=[Path(archive)])
    same = ("question", "answer", "count", "days", "per_day", "by", "on_this_device", "reasons", "seen")
    assert [[a[k] for k in same] for a in from_archive["answers"]] == [
        [a[k] for k in same] for a in from_folder["answers"]
    ]


def test_an_older_copy_of_a_profile_is_not_counted_again(bench: Bench) -> None:
    data = bench.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data"
    shutil.copytree(data / "Default", data / "Snapshots/120.0.1/Default")
    result = bench.result(bench.root / "case")
    assert answers(result)["listed_places_visited"]["count"] == 8
    assert "older_copy" in {line["reason"] for line in result["coverage"]}


def test_acts_outside_the_window_do_not_count(bench: Bench) -> None:
    history = next(bench.carrier.rglob("*Brave-Browser/User Data/Default/History"))
    longest = datetime.now(UTC) - timedelta(days=200)
    webkit = int((longest - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 1e6)
    with closing(sqlite3.connect(history)) as db, db:
        db.execute("UPDATE visits SET visit_time = ?", (webkit,))
        db.execute("UPDATE urls SET last_visit_time = ?", (webkit,))
    result = bench.result(bench.root / "case")
    assert answers(result)["listed_places_visited"]["count"] == 6


def test_json_stands_alone_on_standard_output(bench: Bench) -> None:
    done = bench.check(bench.root / "case", "--json", "--progress", "jsonl")
    json.loads(done.stdout)
    steps = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert steps
    fields = {"stage", "carrier", "done", "total", "rows", "seconds", "left", "answered"}
    assert all(set(step) == fields for step in steps)
    assert steps[-1]["done"] == steps[-1]["total"]


def test_without_a_terminal_progress_is_silent(bench: Bench) -> None:
    done = bench.check(bench.root / "case", "--json")
    assert done.stderr == ""


@pytest.fixture
def long_bench(bench: Bench) -> Bench:
    """A bench whose check takes seconds, so that a stop always comes before its end."""
    profile = bench.carrier / "Users/bram/AppData/Local/BraveSoftware/Brave-Browser/User Data/Default"
    for n in range(60):
        shutil.copytree(profile, profile.with_name(f"Profile {n}"))
    return bench


def stopped(bench: Bench, how: signal.Signals) -> tuple[int, str]:
    """Start a check, stop it as soon as it has read something; exit code and what it said."""
    words = [str(word) for word in bench.words(bench.root / "case", "--progress", "jsonl")]
    running = subprocess.Popen([str(INZAGE), *words], stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    running.stderr.readline()
    running.send_signal(how)
    told = running.stderr.read()
    return running.wait(timeout=60), told


def test_a_polite_stop_can_be_resumed(long_bench: Bench) -> None:
    code, told = stopped(long_bench, signal.SIGTERM)
    assert code == 6
    assert "--resume" in told
    assert not (long_bench.root / "case").exists()
    assert long_bench.check(long_bench.root / "case", "--resume").returncode == 4
    assert inzage("verify", long_bench.root / "case", "--kit", long_bench.papers.kit).returncode == 0


def test_an_interrupted_check_is_not_begun_anew(long_bench: Bench) -> None:
    stopped(long_bench, signal.SIGKILL)
    assert long_bench.check(long_bench.root / "case").returncode in {1, 5}
    assert long_bench.check(long_bench.root / "elsewhere").returncode == 5  # the order was used
    assert long_bench.check(long_bench.root / "case", "--resume").returncode == 4


def test_resume_refuses_another_carrier(long_bench: Bench) -> None:
    stopped(long_bench, signal.SIGKILL)
    other = long_bench.root / "other"
    shutil.copytree(long_bench.carrier / "Users/bram", other / "Users/bram")
    told = long_bench.check(long_bench.root / "case", "--resume", carriers=[other])
    assert told.returncode == 5
    assert "andere gegevensdrager" in told.stderr
    assert long_bench.check(long_bench.root / "case", "--resume").returncode == 4


def test_a_check_that_cannot_lock_its_workers_is_for_a_laboratory(bench: Bench) -> None:
    toml = bench.papers.kit / "kit.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("laboratory = true", "laboratory = false"))
    told = bench.check(bench.root / "case", "--unconfined")
    assert told.returncode == 5


def test_unconfined_marks_the_result(bench: Bench) -> None:
    assert "unconfined" in bench.result(bench.root / "case", "--unconfined")["marks"]


def test_a_case_cannot_lie_on_the_carrier_it_is_about(bench: Bench) -> None:
    told = bench.check(bench.carrier / "case")
    assert told.returncode == 2
    assert "gegevensdrager zelf" in told.stderr


def test_a_carrier_is_given_once(bench: Bench) -> None:
    told = bench.check(bench.root / "case", carriers=[bench.carrier, bench.carrier])
    assert told.returncode == 2


def test_an_order_of_a_stranger_is_refused(bench: Bench) -> None:
    stranger = PrivateKey.generate()
    stranger.save(bench.root / "stranger.pem")
    told = inzage(
        "order", "new", "--mandate", bench.papers.mandate, "--number", 1, "--key", bench.root / "stranger.pem"
    )
    bench.papers.order.write_text(told.stdout, encoding="utf-8")
    refused = bench.check(bench.root / "case")
    assert refused.returncode == 5
    TrustStore.add(bench.papers.kit / "trust", Role.REGISTER, stranger.public)
    assert bench.check(bench.root / "case").returncode == 4


def test_sentences_come_in_english_for_who_asks(bench: Bench) -> None:
    told = inzage("--lang", "en", *bench.words(bench.root / "case"))
    assert "Cannot be assessed" in told.stdout
    assert "Niet te beoordelen" not in told.stdout


def test_a_plan_is_printed_without_touching_the_carrier(bench: Bench) -> None:
    papers = bench.papers
    told = inzage(
        "plan", papers.mandate, bench.root / "nothing-here", "--kit", papers.kit, "--order", papers.order,
        "--lists", papers.lists, *laid(),
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "Dicht blijft" in told.stdout
    as_json = inzage("plan", papers.mandate, "--kit", papers.kit, "--order", papers.order, "--json")
    assert json.loads(as_json.stdout)["mandate_sha256"]


def test_a_plan_shows_what_lies_on_the_carrier_without_a_name_of_it(bench: Bench) -> None:
    papers = bench.papers
    before = state(bench.carrier)
    told = inzage(
        "plan", papers.mandate, bench.carrier, "--kit", papers.kit, "--order", papers.order, "--lists", papers.lists,
        *laid(),
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    carrier = told.stdout[told.stdout.index("Gegevensdragers:") :]
    assert carrier.count(": gebruiker") == 3
    assert carrier.count(": profiel") == 5
    assert "te lezen" in carrier
    names = {"anna", "bram", "chris", "Brave", "Default"}
    assert not [name for name in names if name in carrier.replace(str(bench.carrier), "")]
    assert state(bench.carrier) == before
