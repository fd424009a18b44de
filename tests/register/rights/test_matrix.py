"""Who may do what: every cell against a table that people read, and what must never be so, said apart from it."""

from itertools import product

import pytest

from inzage.register import Kind
from inzage.register.rights import Action, Tie, makers, may, may_do, sees, table, tie
from inzage.register.values import Noun, Role, Scope
from tests.register.ground import KINDS
from tests.register.rights.matrix import FILE, HEAD, NOBODY, cells, written

ALL = sorted(KINDS.kinds.values(), key=lambda kind: kind.name)
PERSONS = [kind for kind in ALL if kind.scope is Scope.PERSON]
O, D, P, L, W, C, E, S = Role  # noqa: E741 the table beside the marks


def test_every_cell_is_what_the_table_says() -> None:
    """Print the table with ``python -m tests.register.rights.matrix``; a change of it is a change of rights."""
    said = written()
    found = dict(cells(KINDS))
    assert {
        name: (marks, said.get(name, NOBODY)) for name, marks in found.items() if marks != said.get(name, NOBODY)
    } == {}
    assert said.keys() - found.keys() == set()
    assert sum(len(marks) for marks in found.values()) > 20_000
    assert NOBODY not in said.values()
    assert FILE.read_text(encoding="utf-8").startswith(HEAD)


@pytest.mark.parametrize("kind", PERSONS, ids=lambda kind: kind.name)
def test_nobody_under_supervision_is_seen_by_administrator_evaluator_or_manager_of_lists(kind: Kind) -> None:
    assert [role for role in (S, E, W) if sees(role, kind)] == []
    assert not any(may(S, how, kind, Action.COUNT) for how in Tie)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_the_police_see_what_was_handed_to_them_and_make_nothing(kind: Kind) -> None:
    assert sees(C, kind) is (kind.code == "overdracht-politie")
    acts = sorted(kind.acts) or [""]
    assert not any(may(C, how, kind, Action.MAKE, act=act) for how in Tie for act in acts)


@pytest.mark.parametrize("kind", [k for k in PERSONS if k.noun in (Noun.FINDING, Noun.OUTCOME)], ids=lambda k: k.name)
def test_a_planner_sees_no_findings_and_no_facts_of_a_person(kind: Kind) -> None:
    assert not sees(P, kind)


def test_a_planner_sees_no_answers_in_a_case_that_was_taken_in() -> None:
    assert not sees(P, KINDS.kinds["inname", 1])
    assert sees(P, KINDS.kinds["controle", 1])


def test_an_evaluator_counts_what_is_not_seen() -> None:
    kind = KINDS.kinds["gedraging", 1]
    assert may(E, Tie.OWN, kind, Action.COUNT)
    assert not may(E, Tie.OWN, kind, Action.SEE)
    assert not may(E, Tie.OTHER, kind, Action.COUNT)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_out_of_the_own_organisation_only_commitments_and_what_was_handed_over_are_seen(kind: Kind) -> None:
    act = min(kind.acts, default="")
    for role, action in product(Role, Action):
        asked = [(state, target) for state in kind.table.states for target in kind.table.states]
        for how, (state, target) in product((Tie.RECEIVER, Tie.OTHER), asked):
            if may(role, how, kind, action, state=state, target=target, act=act):
                reading = action in (Action.SEE, Action.LIST, Action.COUNT)
                received = how is Tie.RECEIVER and kind.noun is Noun.TRANSFER
                assert (reading and kind.noun is Noun.COMMITMENT) or (received and (reading or action is Action.MOVE))


@pytest.mark.parametrize(
    ("mine", "theirs", "noun", "to", "how"),
    [
        ("rn-1", "rn-1", Noun.TRANSFER, "politie-1", Tie.OWN),
        ("politie-1", "rn-1", Noun.TRANSFER, "politie-1", Tie.RECEIVER),
        ("politie-1", "rn-1", Noun.ACTIVITY, "politie-1", Tie.OTHER),
        ("politie-1", "rn-1", Noun.TRANSFER, "politie-2", Tie.OTHER),
        ("svg-1", "rn-1", Noun.TRANSFER, None, Tie.OTHER),
    ],
)
def test_how_an_organisation_stands_to_a_record(mine: str, theirs: str, noun: Noun, to: object, how: Tie) -> None:
    assert tie(mine, theirs, noun, to) is how


RECEIPTS = [("verzonden", "ontvangen", True), ("opgepakt", "afgerond", True), ("klaar", "verzonden", False)]


@pytest.mark.parametrize(("state", "target", "allowed"), RECEIPTS)
def test_the_receiver_says_what_becomes_of_a_transfer_and_sends_nothing(state: str, target: str, allowed: bool) -> None:
    kind = KINDS.kinds["overdracht-politie", 1]
    for role in (C, O) if allowed else (O,):
        assert may(role, Tie.RECEIVER, kind, Action.MOVE, state=state, target=target) is allowed
        assert not may(role, Tie.OTHER, kind, Action.MOVE, state=state, target=target)


CORRECTIONS = [
    ("opdracht", 2, "concept", True),
    ("opdracht", 2, "ondertekend", False),
    ("opdracht", 2, "beeindigd", False),
    ("tweepersoonsbesluit", 1, "wacht", True),
    ("tweepersoonsbesluit", 1, "te_herzien", False),
    ("vraag", 1, "vergrendeld", False),
    ("oordeel", 1, "te_herzien", True),
]


@pytest.mark.parametrize(("code", "version", "state", "allowed"), CORRECTIONS)
def test_what_a_second_person_decided_on_is_not_corrected(code: str, version: int, state: str, allowed: bool) -> None:
    kind = KINDS.kinds[code, version]
    role = min(kind.makers & {O, E, L})
    assert may(role, Tie.OWN, kind, Action.CORRECT, state=state) is allowed


ACTS = {
    "opdracht-ondertekenen": ({O}, {O, L}, {O, L}),
    "controleopdracht": ({O}, {O, L}, {O, L}),
    "venster-verruimen": ({O}, {O, L}, {O, D}),
    "inhoud-openen": ({O}, {L}, {O, D}),
    "met-de-hand-verzegelen": ({O, D}, {O, L}, {O, D}),
    "lijst-invoeren": ({W}, {W, L}, {W}),
    "wissen": ({O, L, S}, {L}, {L, S}),
}


def part(act: str, action: Action, state: str, target: str) -> set[Role]:
    if act == "opdracht-ondertekenen":
        kind, act, state, target = KINDS.kinds["opdracht", 2], "", "concept", "ondertekend"
        action = action if action is Action.MAKE else Action.CONSENT
    else:
        kind = KINDS.kinds["tweepersoonsbesluit", 2]
    return {role for role in Role if may(role, Tie.OWN, kind, action, state=state, target=target, act=act)}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_two_people_has_its_own_roles_in_each_part(act: str) -> None:
    proposed = part(act, Action.MAKE, "", "")
    agreed = part(act, Action.CONSENT, "wacht", "vastgesteld")
    carried_out = part(act, Action.MOVE, "vastgesteld", "uitgevoerd")
    assert (proposed, agreed, carried_out) == ACTS[act]


def test_every_act_of_two_people_is_in_the_table_above() -> None:
    assert ACTS.keys() - {"opdracht-ondertekenen"} == KINDS.kinds["tweepersoonsbesluit", 2].acts.keys()


DOINGS = {
    "gebruikers-beheren": {S},
    "sleutels-beheren": {S},
    "soorten-opnemen": {S},
    "logboek-inzien": {S, L},
    "inzage-verlenen": {O, L},
    "zonder-personen-uitvoeren": {E},
    "volgorde-kiezen": {O, D, L},
    "spoed-geven": {D, L},
    "rij-pauzeren": {D, L, S},
    "nachtronde-inzien": {O, D, L, S},
}


def test_acts_of_one_person_beside_records() -> None:
    assert table()["do"].keys() == DOINGS.keys()
    for doing, roles in DOINGS.items():
        assert {role for role in Role if may_do(role, doing)} == roles
    with pytest.raises(KeyError):
        may_do(S, "alles")


NARROWER = {
    ("beeldbelasting", E),
    ("beeldbelasting", O),
    ("eigen-oordeel", E),
    ("melding-om", C),
    ("onderzoekskenmerken", L),
    ("onderzoekskenmerken", O),
    ("overdracht-dji-3ro", C),
    ("overdracht-politie", P),
    ("overdracht-schuldhulp", C),
    ("persoon", S),
    ("sociale-context", E),
}
"""Tables of states are shared: these roles take a step of such kinds by the table, and do not see the kind."""


def test_whoever_takes_a_step_sees_the_record_or_is_named_here() -> None:
    unseen = set()
    for kind in ALL:
        for arrow in kind.table.arrows.values() if not kind.acts else ():
            action = Action.CONSENT if arrow.four_eyes else Action.MOVE
            for role in arrow.roles:
                if not may(role, Tie.OWN, kind, action, state=arrow.source, target=arrow.target):
                    unseen.add((kind.code, role))
    assert unseen == NARROWER


def test_whoever_makes_records_of_a_kind_has_the_right_to() -> None:
    for kind, role in product(ALL, Role):
        for act in sorted(kind.acts) or [""]:
            makes = role in makers(kind, {"act": act})
            assert may(role, Tie.OWN, kind, Action.MAKE, act=act) is makes


def test_the_table_names_kinds_nouns_and_roles_that_exist() -> None:
    known = {kind.code for kind in ALL} | {f"{scope}.{noun}" for scope in Scope for noun in (*Noun, "*")}
    for right in ("see", "list", "count"):
        assert {group for groups in table()[right].values() for group in groups} - known == set()
        assert table()[right].keys() <= set(Role)
    blind = {name for names in table()["blind"].values() for name in names if not name.startswith("*")}
    assert {name.partition(":")[0] for name in blind} <= known
    assert set().union(*table()["do"].values()) <= set(Role)
