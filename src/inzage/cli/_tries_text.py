"""What came of a key, as one sentence for whoever gave it, at once.

It names the kind of key, never the key. Each entry was one try: a next one is a next
entry, also of a check that was interrupted and is resumed.
"""

from collections.abc import Callable, Mapping

from inzage.check.tries import Shown
from inzage.cli._secrets import number
from inzage.cli._shared import language, say
from inzage.cli._volume_words import ENCRYPTIONS, SECRETS
from inzage.formats.encryption import ACCEPTED, SecretKind, Try
from inzage.report import wording
from inzage.report.words_reasons import REASONS
from inzage.result import Reason
from inzage.sources.unlocking import Broken, NotTried

Pair = tuple[str, str]

_NOT_TRIED: Mapping[NotTried, Callable[[Shown], Pair]] = {
    NotTried.NOT_LOCKED: lambda _: (
        "hier is niets versleuteld, dus er is geen sleutel nodig. Er is niets geprobeerd.",
        "nothing is encrypted here, so no key is needed. Nothing was tried.",
    ),
    NotTried.SEVERAL_LOCKED: lambda shown: (
        "er is meer dan één volume versleuteld. Noem het nummer van het volume, bijvoorbeeld "
        f"--unlock {shown.carrier}:2={shown.how.value}; inzage plan toont de nummers. Er is niets geprobeerd.",
        "more than one volume is encrypted. Name the number of the volume, for example "
        f"--unlock {shown.carrier}:2={shown.how.value}; inzage plan shows the numbers. Nothing was tried.",
    ),
    NotTried.NO_SUCH_VOLUME: lambda _: (
        "deze gegevensdrager heeft geen volume met dit nummer. Inzage plan toont de nummers. Er is niets geprobeerd.",
        "this carrier has no volume of this number. Inzage plan shows the numbers. Nothing was tried.",
    ),
    NotTried.NO_KEY_FILE: lambda _: (
        "het opgegeven bestand is geen BitLocker-sleutelbestand (.BEK), of het is beschadigd. Er is niets geprobeerd.",
        "the file that was given is no BitLocker key file (.BEK), or it is damaged. Nothing was tried.",
    ),
}

_AGAIN = (
    "Nog een poging: onderbreek de controle met Ctrl-C en ga verder met --resume en een nieuwe --unlock.",
    "Another try: interrupt the check with Ctrl-C and go on with --resume and a new --unlock.",
)

_WRONG: Mapping[SecretKind, Pair] = {
    SecretKind.PASSWORD: ("het wachtwoord past niet", "the password does not fit"),
    SecretKind.RECOVERY_KEY: ("de herstelsleutel past niet", "the recovery key does not fit"),
    SecretKind.BEK: ("het sleutelbestand hoort niet bij dit volume", "the key file does not belong to this volume"),
    SecretKind.CLEAR_KEY: ("er is geen open bewaarde sleutel", "no key is kept in the clear"),
}


def tell(shown: Shown) -> None:
    """Say what came of one key."""
    nl, en = sentence(shown)
    say(f"{_where(shown, 'Gegevensdrager')}: {nl}", f"{_where(shown, 'Carrier')}: {en}")


def sentence(shown: Shown) -> Pair:
    """What came of it, without where."""
    outcome = shown.outcome
    if isinstance(outcome, NotTried):
        return _NOT_TRIED[outcome](shown)
    if isinstance(outcome, Broken):
        return _shut(outcome.reason, "het leesproces is tijdens de poging gestopt", "the reading process ended over it")
    return _tried(outcome.result)


def _tried(result: Try) -> Pair:
    (nl_kind, en_kind), (nl_key, en_key) = ENCRYPTIONS[result.encryption], SECRETS[result.secret]
    if result.opened:
        return f"geopend met {nl_key} ({nl_kind}).", f"opened with {en_key} ({en_kind})."
    if result.secret not in ACCEPTED[result.encryption]:
        return (
            f"{nl_kind} gaat niet open met {nl_key}, alleen met {_those(result, 0)}. Het blijft versleuteld.",
            f"{en_kind} does not open with {en_key}, only with {_those(result, 1)}. It stays encrypted.",
        )
    if result.reason is Reason.ENCRYPTED:
        nl, en = _WRONG[result.secret]
        return (
            f"{nl} ({nl_kind}). Er is één keer geprobeerd; het blijft versleuteld. {_AGAIN[0]}",
            f"{en} ({en_kind}). It was tried once; it stays encrypted. {_AGAIN[1]}",
        )
    return _shut(result.reason, f"de poging met {nl_key} is niet gelukt", f"the try with {en_key} did not succeed")


def _those(result: Try, language_at: int) -> str:
    either = (" of ", " or ")[language_at]
    return either.join(SECRETS[kind][language_at] for kind in SecretKind if kind in ACCEPTED[result.encryption])


def _shut(reason: Reason | None, nl: str, en: str) -> Pair:
    why = wording.say(REASONS, reason.value, language()).rstrip(".") if reason else ""
    return f"{nl} ({why}). Het blijft versleuteld.", f"{en} ({why}). It stays encrypted."


def _where(shown: Shown, carrier: str) -> str:
    place = f"{carrier} {shown.carrier}"
    return place if shown.volume is None else f"{place}, volume {number(shown.volume)}"
