"""What came of a key is one sentence in each language, for everything that can come of one."""

from itertools import product

import pytest

from inzage.check.tries import Shown
from inzage.cli._tries_text import sentence, tell
from inzage.formats.encryption import ACCEPTED, EncryptionKind, SecretKind, Try
from inzage.result import Reason
from inzage.sources.unlocking import Broken, NotTried, Tried, TryTold

P = SecretKind.PASSWORD


def shown(outcome: TryTold, how: SecretKind = P, volume: int | None = 3) -> Shown:
    return Shown(1, volume, how, outcome)


def tried(encryption: EncryptionKind, how: SecretKind, reason: Reason | None) -> TryTold:
    return Tried(3, Try(encryption, how, opened=reason is None, reason=reason))


SAID: dict[str, tuple[Shown, str]] = {
    "opened": (shown(tried(EncryptionKind.BITLOCKER, P, None)), "geopend met een wachtwoord (BitLocker)."),
    "wrong password": (shown(tried(EncryptionKind.LUKS2, P, Reason.ENCRYPTED)), "het wachtwoord past niet (LUKS2)."),
    "wrong recovery key": (
        shown(tried(EncryptionKind.FILEVAULT, SecretKind.RECOVERY_KEY, Reason.ENCRYPTED)), "de herstelsleutel past niet"
    ),
    "key file of another": (
        shown(tried(EncryptionKind.BITLOCKER, SecretKind.BEK, Reason.ENCRYPTED)), "hoort niet bij dit volume"
    ),
    "no clear key": (
        shown(tried(EncryptionKind.BITLOCKER, SecretKind.CLEAR_KEY, Reason.ENCRYPTED)), "geen open bewaarde sleutel"
    ),
    "of no use": (
        shown(tried(EncryptionKind.LUKS1, SecretKind.BEK, Reason.ENCRYPTED)),
        "LUKS1 gaat niet open met een sleutelbestand (BEK), alleen met een wachtwoord.",
    ),
    "of use is one of two": (
        shown(tried(EncryptionKind.APFS, SecretKind.BEK, Reason.ENCRYPTED)),
        "alleen met een wachtwoord of een herstelsleutel",
    ),
    "damaged": (shown(tried(EncryptionKind.LUKS2, P, Reason.DAMAGED)), "de poging met een wachtwoord is niet gelukt ("),
    "worker died": (shown(Broken(P, Reason.WORKER_DIED)), "het leesproces is tijdens de poging gestopt ("),
    "needs none": (shown(NotTried.NOT_LOCKED), "er is geen sleutel nodig"),
    "which of them": (shown(NotTried.SEVERAL_LOCKED, volume=None), "--unlock 1:2=password"),
    "no such volume": (shown(NotTried.NO_SUCH_VOLUME), "geen volume met dit nummer"),
    "no key file": (shown(NotTried.NO_KEY_FILE, SecretKind.BEK), "geen BitLocker-sleutelbestand"),
}  # fmt: skip


@pytest.mark.parametrize(("what", "nl"), SAID.values(), ids=SAID)
def test_it_says_what_came_of_it(what: Shown, nl: str) -> None:
    assert nl in sentence(what)[0]


EVERY: list[TryTold] = [
    *NotTried,
    *(Broken(how, reason) for how, reason in product(SecretKind, (Reason.TOO_SLOW, Reason.WORKER_GARBAGE))),
    *(
        tried(kind, how, reason)
        for kind, how, reason in product(
            EncryptionKind, SecretKind, (None, Reason.ENCRYPTED, Reason.DAMAGED, Reason.NO_MEMORY)
        )
    ),
]


@pytest.mark.parametrize("outcome", EVERY, ids=range(len(EVERY)))
def test_everything_that_can_come_of_it_has_two_whole_sentences(outcome: TryTold) -> None:
    nl, en = sentence(shown(outcome))
    assert nl.endswith(".")
    assert en.endswith(".")
    assert nl != en
    assert ("geopend" in nl) == ("opened with" in en and "does not" not in en)


@pytest.mark.parametrize("outcome", EVERY, ids=range(len(EVERY)))
def test_what_was_not_tried_is_never_called_a_try_and_what_was_always_is(outcome: TryTold) -> None:
    nl, _ = sentence(shown(outcome))
    assert ("Er is niets geprobeerd" in nl) == isinstance(outcome, NotTried)
    if isinstance(outcome, Tried) and outcome.result.reason is Reason.ENCRYPTED:
        fits = outcome.result.secret in ACCEPTED[outcome.result.encryption]
        assert ("Er is één keer geprobeerd" in nl) == fits


@pytest.mark.parametrize(
    ("volume", "where"),
    [
        (None, "Gegevensdrager 1: "),
        (3, "Gegevensdrager 1, volume 3: "),
        (2003, ", volume 3.2: "),
        (2000, "volume 0.2: "),
    ],
)
def test_it_says_where(volume: int | None, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell(shown(NotTried.NOT_LOCKED, volume=volume))
    told = capsys.readouterr()
    assert where in told.err
    assert told.out == ""
