"""Every role with every operation: who may, who sees, and why not."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.errors import RefusedByMandate
from inzage.mandate import Mandate, Officials, refusals
from inzage.mandate.acting import Against, MayAct, MayNotAct, Operation, may_act, of_kind
from inzage.mandate.actor import MOST_REASON, Actor, let_act
from tests.mandate.made import a_mandate, a_validation

NAMED = Officials(("toezichthouder", "digitaal-toezichthouder"), ("politie",))
MANDATE = a_mandate(officials=NAMED)
OPEN = a_mandate(officials=Officials(("toezichthouder",)))  # excludes nobody
WHY = "Het image is alleen met hulp te openen."

PLAN, CHECK, RECOUNT, LOOK, REPORT, COMPARE, ACQUIRE, STOP, VERIFY, HANDOVER, LOG = Operation
TECHNIQUE = {PLAN, CHECK, RECOUNT, ACQUIRE, STOP, VERIFY}

# role → (operations it may do, whether it then sees results, why not for the others)
TABLE: dict[str, tuple[set[Operation], bool, Against]] = {
    "toezichthouder": (set(Operation), True, Against.NOT_NAMED),
    "digitaal-toezichthouder": (set(Operation), True, Against.NOT_NAMED),
    "reclasseringswerker": (set(), False, Against.NOT_NAMED),
    "toezichthoude": (set(), False, Against.NOT_NAMED),
    "toezichthouder-x": (set(), False, Against.NOT_NAMED),
    "politie": (set(), False, Against.EXCLUDED),
    "politie-deskundige": (set(), False, Against.EXCLUDED),
    "deskundige-politie": (set(), False, Against.EXCLUDED),
    "wijkagent": (set(), False, Against.EXCLUDED),
    "opsporingsambtenaar": (set(), False, Against.EXCLUDED),
    "deskundige-opsporingsambtenaar": (set(), False, Against.EXCLUDED),
    "rechercheur": (set(), False, Against.EXCLUDED),
    "rechercheur-digitaal": (set(), False, Against.EXCLUDED),
    "wijkagent-noord": (set(), False, Against.EXCLUDED),
    "deskundige": (TECHNIQUE, False, Against.NO_RESULTS),
    "deskundige-nfi": (TECHNIQUE, False, Against.NO_RESULTS),
    "digitaal-deskundige": (TECHNIQUE, False, Against.NO_RESULTS),
    "tegendeskundige": ({RECOUNT, VERIFY}, True, Against.ONLY_RECOUNT),
    "": (set(), False, Against.NOT_NAMED),
}


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("role", TABLE)
def test_every_role_with_every_operation(role: str, operation: Operation) -> None:
    may, sees, against = TABLE[role]
    found = may_act(MANDATE, role, operation, reason=WHY)
    wanted = MayAct(role, operation, sees) if operation in may else MayNotAct(role, operation, against)
    assert found == wanted


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("reason", ["", " ", "\t\n"])
def test_an_expert_without_a_reason_may_nothing(operation: Operation, reason: str) -> None:
    found = may_act(MANDATE, "deskundige", operation, reason=reason)
    assert isinstance(found, MayNotAct)
    assert found.against == (Against.NO_REASON if operation in TECHNIQUE else Against.NO_RESULTS)


def test_an_investigating_officer_may_be_the_expert_where_the_court_excluded_nobody() -> None:
    assert may_act(OPEN, "deskundige-opsporingsambtenaar", CHECK, reason=WHY) == MayAct(
        "deskundige-opsporingsambtenaar", CHECK, results=False
    )
    assert may_act(OPEN, "politie", CHECK) == MayNotAct("politie", CHECK, Against.NOT_NAMED)


def test_a_role_that_is_allowed_and_excluded_is_excluded() -> None:
    both = a_mandate(officials=Officials(("toezichthouder", "wijkagent"), ("politie", "toezichthouder")))
    for role in ("toezichthouder", "wijkagent"):
        assert may_act(both, role, VERIFY) == MayNotAct(role, VERIFY, Against.EXCLUDED)


def test_a_mandate_that_allows_an_expert_makes_it_no_official() -> None:
    named = a_mandate(officials=Officials(("deskundige",)))
    assert may_act(named, "deskundige", REPORT, reason=WHY) == MayNotAct("deskundige", REPORT, Against.NO_RESULTS)


def test_an_excluded_expert_stays_out_whatever_the_reason() -> None:
    shut = a_mandate(officials=Officials(("toezichthouder",), ("deskundige",)))
    for role in ("deskundige", "deskundige-nfi"):
        assert may_act(shut, role, CHECK, reason=WHY) == MayNotAct(role, CHECK, Against.EXCLUDED)
    assert isinstance(may_act(shut, "tegendeskundige", RECOUNT), MayAct)


def test_an_excluded_role_is_itself_alone() -> None:
    shut = a_mandate(officials=Officials(("digitaal-toezichthouder",), ("toezichthouder",)))
    assert may_act(shut, "toezichthouder", CHECK) == MayNotAct("toezichthouder", CHECK, Against.EXCLUDED)
    assert isinstance(may_act(shut, "digitaal-toezichthouder", CHECK), MayAct)


@pytest.mark.parametrize("operation", Operation)
def test_under_a_validation_mandate_only_the_excluded_may_not(operation: Operation) -> None:
    free, shut = a_validation(officials=Officials(())), a_validation(officials=NAMED)
    for role in TABLE:
        assert may_act(free, role, operation) == MayAct(role, operation, results=True)
        assert isinstance(may_act(shut, role, operation), MayNotAct) is (TABLE[role][2] is Against.EXCLUDED)


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        ("politie", "politie", True),
        ("politiek", "politie", False),
        ("hoofd-politie", "politie", True),
        ("tegendeskundige", "deskundige", False),
        ("deskundigen", "deskundige", False),
        ("wijkagent", "deskundige", False),
        ("toezichthouder", "digitaal-toezichthouder", False),
        ("digitaal-toezichthouder", "toezichthouder", True),
    ],
)
def test_a_kind_is_a_whole_word_of_a_role(role: str, kind: str, fits: bool) -> None:
    assert of_kind(role, kind) is fits


roles = st.sampled_from(sorted(TABLE)) | st.text("abcdefgh-", max_size=12)


@given(roles, st.sampled_from(Operation), st.text(max_size=5), st.lists(roles, max_size=4), st.lists(roles, max_size=4))
def test_whatever_the_court_wrote_an_excluded_role_does_nothing(
    role: str, operation: Operation, reason: str, allowed: list[str], excluded: list[str]
) -> None:
    for made in (a_mandate, a_validation):
        mandate = made(officials=Officials(tuple(allowed), tuple(excluded)))
        found = may_act(mandate, role, operation, reason=reason)
        if role in excluded:
            assert found == MayNotAct(role, operation, Against.EXCLUDED)
        if isinstance(found, MayAct) and of_kind(role, "deskundige") and not mandate.validation:
            assert not found.results
            assert reason.strip()


# --- the person at the keyboard -----------------------------------------------------------

REFUSED: list[tuple[Mandate, Actor, Operation, type[Any]]] = [
    (MANDATE, Actor("politie"), VERIFY, refusals.OfficialExcluded),
    (MANDATE, Actor("politie", "toezichthouder"), CHECK, refusals.OfficialExcluded),  # another word does not help
    (MANDATE, Actor("toezichthouder", "politie"), CHECK, refusals.OfficialExcluded),
    (MANDATE, Actor("reclasseringswerker", "deskundige", WHY), CHECK, refusals.OfficialNotAllowed),
    (MANDATE, Actor("toezichthouder", "reclasseringswerker"), CHECK, refusals.OfficialNotAllowed),
    (MANDATE, Actor("toezichthouder", "deskundige"), CHECK, refusals.ExpertWithoutReason),
    (MANDATE, Actor("toezichthouder", "deskundige", WHY), REPORT, refusals.ExpertSeesNoResults),
    (MANDATE, Actor(None, "tegendeskundige"), REPORT, refusals.OnlyRecount),
    (MANDATE, Actor("toezichthouder", None, "x" * (MOST_REASON + 1)), CHECK, refusals.ReasonUnfit),
    (MANDATE, Actor("toezichthouder", "deskundige", "a\x1b[2J"), CHECK, refusals.ReasonUnfit),
]


@pytest.mark.parametrize(("mandate", "actor", "operation", "error"), REFUSED)
def test_a_refusal_has_its_sentence(mandate: Mandate, actor: Actor, operation: Operation, error: type[Any]) -> None:
    with pytest.raises(error) as caught:
        let_act(mandate, actor, operation)
    assert isinstance(caught.value, RefusedByMandate)
    assert "{" not in caught.value.sentence("nl") + caught.value.sentence("en")


PERMITTED: list[tuple[Actor, Operation, bool]] = [
    (Actor("toezichthouder"), LOOK, True),
    (Actor("toezichthouder", "toezichthouder"), REPORT, True),
    (Actor("toezichthouder", "deskundige", WHY), CHECK, False),
    (Actor(None, "deskundige", WHY), CHECK, False),
    (Actor(None, "tegendeskundige"), RECOUNT, True),
    (Actor(), REPORT, True),  # no kit, no word: nothing is claimed
]


@pytest.mark.parametrize(("actor", "operation", "sees"), PERMITTED)
def test_a_permit_is_that_of_the_role_under_which_is_worked(actor: Actor, operation: Operation, sees: bool) -> None:
    assert let_act(MANDATE, actor, operation).results is sees


def test_every_reason_against_has_an_error() -> None:
    raised = {error for _, _, _, error in REFUSED}
    assert len(raised) == len(Against) + 1
    assert get_args(MayAct | MayNotAct) == (MayAct, MayNotAct)
