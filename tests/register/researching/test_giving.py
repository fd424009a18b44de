"""A delivery takes two people, leaves once, is in the log with its purpose, and holds nothing that tells who."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any

import pytest

from inzage.register import Refused
from inzage.register.evaluating.keys import key_of, keyed
from inzage.register.faults import Overtaken
from inzage.register.log import verify
from inzage.register.models import Entry, Record
from inzage.register.researching import Given, dictionary, giving
from inzage.register.researching.bundle import NAMES
from inzage.register.researching.dictionary import fields, values
from inzage.register.researching.giving import deliver
from inzage.register.researching.kinds import chosen
from inzage.register.values import Actor, Role
from inzage.register.zones import day_of
from tests.register.ground import BY, EVALUATOR, KINDS, LEAD, OFFICER, SECOND, WHY, at, finished, go, make, state, train
from tests.register.ground import condition as conditioned

NOW: datetime = at("2026-07-01")
CODES = ["toezicht", "voorwaarde-controle", "controle", "gedraging", "oordeel", "recidive", "vervolg", "opdracht"]
CANARY = "KANARIE"
REPLACED = {"reasons": f"{CANARY} Omdat dit zo naar voren kwam.", "outcome": "gesprek"}


@pytest.fixture
def lived() -> dict[str, Any]:
    """Somebody under supervision, checked, judged and registered again, with a canary wherever a text can stand."""
    train()
    place = make("toezicht", about=make("persoon", data={"pseudonym": "KANARIE-1", "source_key": "KANARIE1"}))
    condition = conditioned(place, block="kanarie-1")
    check = finished(condition)
    finding = make("gedraging", "2026-02-03", trajectory=place, about=check, data={"case_code": "KANARIE-7"})
    go(finding, "betwist", OFFICER, "2026-02-04")
    judged = make(
        "oordeel", trajectory=place, data={"judgement": {"conclusion": "laag", "reasons": REPLACED["reasons"]}}
    )
    go(judged, "te_herzien", LEAD, reason="betwist", instrument="KANARIE")
    make("vervolg", trajectory=place, about=finding, data=REPLACED)
    make("recidive", "2026-03-01", trajectory=place, data={"occurred_on": "2026-03-01"})
    return {"place": place, "check": check, "finding": finding, "person": place.about}


def proposed(by: Actor = EVALUATOR, **data: Any) -> Record:
    return make("onderzoekslevering", "2026-06-01", by, data={"research_kinds": CODES} | data)


def agreed(**data: Any) -> Record:
    made = proposed(**data)
    go(made, "ingestemd", LEAD, "2026-06-02")
    return made


def files(given: Given) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(given.data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def table(given: Given, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(given)[name].decode(), newline="")))


@pytest.mark.usefixtures("lived")
def test_a_delivery_is_in_the_log_with_purpose_recipient_and_digest() -> None:
    made = agreed()
    before = Entry.objects.count()
    given = deliver(KINDS, made, EVALUATOR, NOW)
    export, moved = Entry.objects.order_by("number")[before:]
    assert (export.action, export.kind, export.digest) == ("export", "incidentele-daders:WODC", given.sha256)
    assert (export.subject, moved.subject, moved.action) == (made.root, made.root, "move")
    assert hashlib.sha256(given.data).hexdigest() == given.sha256
    details = Record.objects.get(id=made.id).steps.get(target="geleverd").details
    assert details == {
        "zip_sha256": given.sha256,
        "zip_bytes": len(given.data),
        "event_rows": given.events,
        "span_rows": given.spans,
    }
    verify()


@pytest.mark.usefixtures("lived")
def test_without_a_second_person_nothing_leaves() -> None:
    made = proposed()
    with pytest.raises(Refused):
        go(made, "ingestemd", EVALUATOR)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        deliver(KINDS, made, EVALUATOR, NOW)
    assert Entry.objects.count() == before
    go(made, "ingestemd", SECOND[Role.EVALUATOR], "2026-06-02")
    assert deliver(KINDS, made, EVALUATOR, NOW).events


@pytest.mark.usefixtures("lived")
def test_a_delivery_leaves_once() -> None:
    made = agreed()
    deliver(KINDS, made, EVALUATOR, NOW)
    with pytest.raises((Refused, Overtaken)):
        deliver(KINDS, made, EVALUATOR, NOW)
    assert Entry.objects.filter(action="export").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EVALUATOR}))
def test_only_an_evaluator_delivers(role: Role) -> None:
    made = agreed()
    with pytest.raises(Refused):
        deliver(KINDS, made, BY[role], NOW)
    assert state(made) == "ingestemd"


def test_what_was_declined_or_lapsed_or_is_over_does_not_leave() -> None:
    declined, lapsed = proposed(), agreed()
    go(declined, "niet_ingestemd", LEAD, "2026-06-02", reason=WHY)
    go(lapsed, "vervallen", EVALUATOR, "2026-06-03")
    for made in (declined, lapsed, agreed(use_until="2026-06-30")):
        with pytest.raises(Refused):
            deliver(KINDS, made, EVALUATOR, NOW)
    assert deliver(KINDS, agreed(use_until="2026-07-01"), EVALUATOR, NOW)


def test_a_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made = agreed()
    before = Entry.objects.count()
    monkeypatch.setattr(giving, "move", lambda *_: (_ for _ in ()).throw(OSError()))
    with pytest.raises(OSError):
        deliver(KINDS, made, EVALUATOR, NOW)
    assert Entry.objects.count() == before and state(made) == "ingestemd"


def test_no_text_staff_or_pseudonym_is_in_any_byte(lived: dict[str, Any]) -> None:
    made = agreed(reasons=f"{CANARY} waarom")
    given = deliver(KINDS, made, EVALUATOR, NOW)
    staff = {actor.key for who in (BY, SECOND) for actor in who.values()}
    records = {str(root) for root in Record.objects.values_list("root", flat=True)}
    said = {CANARY, CANARY.lower(), "ECLI:", "noord", "visits-listed-place", "inzage-0.1.0", "A7F3", str(made.root)}
    for name, data in files(given).items():
        for word in staff | records | said | {str(lived["place"].root).replace("-", "")}:
            assert word.encode() not in data, (name, word)


def test_every_record_of_the_kinds_is_there_under_keys_of_this_delivery(lived: dict[str, Any]) -> None:
    made = agreed()
    given = deliver(KINDS, made, EVALUATOR, NOW)
    events = table(given, "event.csv")
    assert sorted(event["kind"] for event in events) == sorted(CODES)
    assert {event["person"] for event in events} == {keyed(key_of(EVALUATOR, made.root), "KANARIE-1")}
    by_kind = {event["kind"]: event for event in events}
    assert by_kind["gedraging"]["about"] == by_kind["controle"]["record"]
    assert by_kind["controle"]["trajectory"] == by_kind["toezicht"]["record"]
    assert json.loads(by_kind["gedraging"]["attributes"]) == {
        "answer": "indication",
        "count_band": "5-19",
        "announced": True,
    }
    spans = [span for span in table(given, "span.csv") if span["record"] == by_kind["gedraging"]["record"]]
    assert [(span["state"], span["since"], span["until"]) for span in spans] == [
        ("vastgesteld", "2026-02-03", "2026-02-04"),
        ("betwist", "2026-02-04", ""),
    ]
    assert (given.events, given.spans) == (len(events), len(table(given, "span.csv")))
    other = deliver(KINDS, agreed(), EVALUATOR, NOW)
    keys = {event["record"] for event in events} | {event["person"] for event in events}
    assert keys.isdisjoint({cell for event in table(other, "event.csv") for cell in event.values()})
    assert lived["check"].root


@pytest.mark.usefixtures("lived")
def test_kinds_that_were_not_asked_do_not_leave_and_neither_does_another_house() -> None:
    given = deliver(KINDS, agreed(research_kinds=["recidive", "opleiding", "persoon"]), EVALUATOR, NOW)
    assert {event["kind"] for event in table(given, "event.csv")} == {"recidive"}
    elsewhere = [Actor(actor.key, actor.role, "rn-2") for actor in (EVALUATOR, LEAD)]
    made = proposed(elsewhere[0])
    go(made, "ingestemd", elsewhere[1], "2026-06-02")
    assert deliver(KINDS, made, elsewhere[0], NOW).events == 0


@pytest.mark.usefixtures("lived")
def test_the_parquet_files_say_what_the_csv_files_say(tmp_path: Any) -> None:
    import duckdb  # noqa: PLC0415 where it is asked for

    given = deliver(KINDS, agreed(), EVALUATOR, NOW)
    for name in ("event", "span"):
        (tmp_path / f"{name}.parquet").write_bytes(files(given)[f"{name}.parquet"])
        read = duckdb.connect().execute(f"FROM read_parquet('{tmp_path}/{name}.parquet')")
        names = [column[0] for column in read.description]
        found = [
            {n: "" if cell is None else str(cell) for n, cell in zip(names, row, strict=True)}
            for row in read.fetchall()
        ]
        assert found == table(given, f"{name}.csv")
        assert found


@pytest.mark.usefixtures("lived")
def test_the_zip_says_what_is_in_it_and_what_may_be_done_with_it() -> None:
    given = deliver(KINDS, agreed(), EVALUATOR, NOW)
    found = files(given)
    assert tuple(found) == NAMES
    told = found["README.txt"].decode()
    for said in (
        "Onderzoek naar incidentele daders",
        "Research on incidental offenders",
        "WODC",
        day_of(Entry.objects.get(action="export").recorded).isoformat(),
        "2027-12-31",
        "geen publicatie",
        "kleine aantallen",
        "no publication",
        "small numbers",
        "geen open licentie",
        f"({given.events} regels)",
        f"({given.spans} rows)",
    ):
        assert said in told, said
    sums = dict(reversed(line.split("  ")) for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"}


def test_the_dictionary_names_every_field_of_what_leaves() -> None:
    kinds = chosen(KINDS, {code for code, _ in KINDS.kinds})
    named = {(row[1], str(row[2]).partition(".")[2]) for row in fields(kinds) if row[0] == "event" and row[1]}
    for kind in kinds:
        from inzage.register.export import shareable  # noqa: PLC0415 beside what it is compared with
        from tests.register.ground import EXAMPLES  # noqa: PLC0415 likewise

        for path in _paths(shareable(kind.data, EXAMPLES[kind.code])):
            assert (kind.code, path) in named


def _paths(data: dict[str, Any], before: str = "") -> list[str]:
    found = []
    for name, value in data.items():
        path = f"{before}.{name}" if before else name
        found += _paths(value, path) if isinstance(value, dict) else [path]
    return found


def test_the_dictionary_says_since_which_version_and_in_both_languages() -> None:
    rows = list(fields(chosen(KINDS, ["recidive"])))
    since = {row[2]: row[6] for row in rows if row[1] == "recidive"}
    assert since["attributes.definition_version"] == 2 and since["attributes.occurred_on"] == 1
    assert all(row[4] and row[5] for row in rows)
    told = {(row[2], row[3]): (row[4], row[5], row[6]) for row in values(chosen(KINDS, ["recidive"]))}
    assert told["attributes.classification", "SCM2010"][:2] == (
        "Standaardclassificatie misdrijven 2010",
        "Standard classification of crimes 2010",
    )
    assert told["state", "vastgelegd"][2] == 1
    assert ("kind", "recidive") in told
    assert len(dictionary.FIELDS) == len(rows[0])
