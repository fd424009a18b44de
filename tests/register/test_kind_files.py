"""The catalogue: every kind whole, and a file that is not is refused by name."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from inzage.register import KindUnknown
from inzage.register.adopting import adopt
from inzage.register.faults import DataWrong, KindFileFault
from inzage.register.guards import GUARDS, has_training
from inzage.register.kind_files import HERE, load
from inzage.register.models import KindVersion
from inzage.register.schemas import hold
from inzage.register.values import GUARD_NAMES, Noun
from inzage.register.writing import Links, Times, record
from tests.register.ground import BY, EXAMPLES, KINDS, at, go, hanging, make, maker, train, trajectory

SEED = sorted({code for code, _ in KINDS.kinds})
TRAINING = (HERE / "kenniscirkel.v1.toml").read_text(encoding="utf-8")
CYBER = """
code = "voorwaarde-cyber"
version = 1
noun = "mandate"
nl = "Voorwaarde: geen eigen server"
en = "Condition: no server of one's own"
scope = "traject"
rows = ["A19"]
table = "voorwaarde"
retention_days = 3650
valid_from = 2026-01-01
about = ["mandate"]

[made]
roles = ["toezichthouder"]
nl = "Alleen een toezichthouder legt een voorwaarde vast."
en = "Only an officer records a condition."

[tests]
proportionaliteit = "Alleen de software wordt bekeken."
subsidiariteit = "Een eigen verklaring geeft dit beeld niet."
bepaaldheid = "De voorwaarde noemt de programma's."
uitvoerbaarheid = "De lijst van programma's is te lezen."

[data]
required = ["from", "to", "programs"]

[data.properties]
from = { type = "string", format = "date" }
to = { type = "string", format = "date" }
programs = { type = "integer", minimum = 1 }
"""


def beside(folder: Path, text: str, name: str = "extra.v1.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_each_of_the_eleven_nouns_has_a_kind() -> None:
    assert {kind.noun for kind in KINDS.kinds.values()} == set(Noun)
    assert sorted(EXAMPLES) == SEED


@pytest.mark.parametrize("code", SEED)
def test_a_kind_has_an_example_that_can_be_recorded(code: str) -> None:
    made = hanging(code)
    newest = max(version for name, version in KINDS.kinds if name == code)
    assert (made.kind, made.version, made.data) == (code, newest, EXAMPLES[code])
    assert made.state == KINDS.kinds[code, newest].table.start


@pytest.mark.parametrize("code", SEED)
def test_a_field_that_the_kind_does_not_know_is_refused(code: str) -> None:
    with pytest.raises(DataWrong, match="additionalProperties"):
        make(code, data={"remark": "x"})


NEWEST = {code: KINDS.kinds[code, max(version for name, version in KINDS.kinds if name == code)] for code in SEED}
REQUIRED = [(code, name) for code in SEED for name in NEWEST[code].data.get("required", ())]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("code", "field"), REQUIRED, ids=[f"{code}-{field}" for code, field in REQUIRED])
def test_a_field_that_the_kind_asks_cannot_be_left_out(code: str, field: str) -> None:
    kind = NEWEST[code]
    hold(kind.name, kind.data, EXAMPLES[code])
    with pytest.raises(DataWrong, match="required"):
        hold(kind.name, kind.data, {name: value for name, value in EXAMPLES[code].items() if name != field})


@pytest.mark.parametrize("code", SEED)
def test_every_sentence_of_a_kind_is_said_in_both_languages(code: str) -> None:
    kind = KINDS.kinds[code, 1]
    said = [kind.made, *kind.table.states.values(), *(arrow.words for arrow in kind.table.arrows.values())]
    assert [
        words for words in said if not (words.nl.endswith(".") and words.en.endswith(".")) or words.nl == words.en
    ] == []


@pytest.mark.parametrize("code", SEED)
def test_every_state_can_be_reached(code: str) -> None:
    table = KINDS.kinds[code, 1].table
    reached, front = set[str](), {table.start}
    while front:
        reached |= front
        front = {target for source, target in table.arrows if source in front} - reached
    assert reached == table.states.keys()


def test_every_guard_that_a_kind_may_ask_is_there() -> None:
    assert sorted(GUARDS) == sorted(GUARD_NAMES)


SPOILT: Mapping[str, tuple[str, str, str]] = {
    "no term of retention": ("retention_days = 2555\n", "", "bewaartermijn"),
    "a term of no days": ("retention_days = 2555", "retention_days = 0", "bewaartermijn"),
    "a term that is no number": ("retention_days = 2555", 'retention_days = "lang"', "bewaartermijn"),
    "no roles": ("[made]", "[guards]", "ontbreekt made"),
    "a field of another sort": ('scope = "medewerker"', 'scope = "medewerker"\nweight = 3', "onbekend veld weight"),
    "a table that is not there": ('table = "scholing"', 'table = "elders"', "tabel van toestanden"),
    "a risk score": ("[data.properties]", '[data.properties]\nrisk_score = { type = "integer" }', "score"),
    "a name": ("[data.properties]", '[data.properties]\nfull_name = { enum = ["a"] }', "naam"),
    "free text in a finding": ('noun = "activity"', 'noun = "finding"', "vrije tekst"),
    "data opened without a condition": ("about = []", 'opens = ["browsing"]', "voorwaarde nodig"),
    "a condition without its four tests": (
        'noun = "activity"',
        'noun = "mandate"\nabout = ["mandate"]',
        "vier toetsen",
    ),
    "a guard that nobody wrote": ("[made]", '[guards]\ngevolgd = ["luck"]\n[made]', "onbekende toets luck"),
    "a guard on no state": ("[made]", "[guards]\nelders = []\n[made]", "onbekende toestand elders"),
    "a noun that is none": ('noun = "activity"', 'noun = "case"', "onbekende waarde"),
    "a role that is none": ('roles = ["planner", "teamleider"]', 'roles = ["directeur"]', "onbekende waarde"),
    "no TOML": ("code = ", "code ", "leesbaar"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_file_is_refused(tmp_path: Path, what: str) -> None:
    old, new, said = SPOILT[what]
    text = TRAINING.replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nabout = []")
    text = text.replace('code = "kenniscirkel"', 'code = "nieuw"')
    if "about" in new:
        text = text.replace("about = []\n", "")
    if what == "free text in a finding":
        text = text.replace("[data.properties]", '[data.properties]\nremark = { type = "string" }')
    assert old in text
    with pytest.raises(KindFileFault) as refused:
        load(beside(tmp_path, text.replace(old, new, 1)))
    assert said in refused.value.sentence("nl")
    assert refused.value.sentence("nl") != refused.value.sentence("en")


def test_the_same_kind_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KindFileFault, match="twice"):
        load(beside(tmp_path, TRAINING))


def test_A19_a_cyber_condition_is_a_file_of_data(tmp_path: Path) -> None:  # noqa: N802 named after the row
    kinds = load(beside(tmp_path, CYBER))
    assert adopt(kinds) == 1
    place = trajectory(data={"category": "cyber"})
    links = Links(place, make("opdracht", trajectory=place))
    data = {"from": "2026-01-01", "to": "2026-12-31", "programs": 3}
    made = record(kinds, "voorwaarde-cyber", BY["toezichthouder"], data, Times(at("2026-01-05")), links=links)
    assert (made.noun, made.state) == ("mandate", "lopend")


def test_a_version_in_use_does_not_change(tmp_path: Path) -> None:
    adopt(load(beside(tmp_path, CYBER)))
    with pytest.raises(KindFileFault, match="in use"):
        adopt(load(beside(tmp_path, CYBER.replace("3650", "30"))))
    assert KindVersion.objects.get(code="voorwaarde-cyber").retention_days == 3650


def test_a_new_version_serves_new_records_and_leaves_the_old_as_they_were(tmp_path: Path) -> None:
    second = TRAINING.replace("version = 1", "version = 2").replace("2024-01-01", "2026-06-01")
    kinds = load(beside(tmp_path, second.replace('enum = ["schulden"]', 'enum = ["wonen"]')))
    old = make("kenniscirkel", due=date(2026, 5, 1))
    adopt(kinds)
    assert kinds.on("kenniscirkel", date(2026, 5, 31)).version == 1
    assert kinds.on("kenniscirkel", date(2026, 6, 1)).version == 2
    go(old, "gevolgd", maker("kenniscirkel"))
    old.refresh_from_db()
    assert (old.version, old.due, old.data["subject"]) == (1, date(2026, 5, 1), "schulden")


@pytest.mark.parametrize(("code", "day"), [("geen-soort", "2026-01-05"), ("toezicht", "2023-12-31")])
def test_a_kind_that_is_not_there_that_day_is_refused(code: str, day: str) -> None:
    with pytest.raises(KindUnknown, match=day):
        KINDS.on(code, date.fromisoformat(day))


def test_training_is_found_by_its_subject() -> None:
    train("toezichthouder-1")
    assert has_training("toezichthouder-1", "controle-gegevensdragers", date(2026, 12, 31))
    assert not has_training("toezichthouder-1", "controle-gegevensdragers", date(2027, 1, 1))
    assert not has_training("toezichthouder-1", "schulden-en-recidive", date(2026, 6, 1))
    assert not has_training("toezichthouder-2", "controle-gegevensdragers", date(2026, 6, 1))


TWO = (HERE / "tweepersoonsbesluit.v2.toml").read_text(encoding="utf-8").replace("version = 2", "version = 9")
LOOSE = {
    "an act without roles": ("[acts.wissen]", "[acts.verwijderen]"),
    "an act that nobody agrees to": ('consent = ["lijstbeheerder", "teamleider"]', "consent = []"),
    "an act that no data name": (', "wissen"]', "]"),
}


@pytest.mark.parametrize("what", LOOSE)
def test_every_act_of_two_people_names_who_takes_each_part(tmp_path: Path, what: str) -> None:
    found, instead = LOOSE[what]
    assert TWO.count(found) == 1
    assert load(beside(tmp_path, TWO)).kinds["tweepersoonsbesluit", 9].acts
    with pytest.raises(KindFileFault, match="not every act names its roles"):
        load(beside(tmp_path, TWO.replace(found, instead)))
