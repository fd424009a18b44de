"""Whether a text is an age X25519 recipient, and if not, which mistake it looks like.

What should be public and turns out to be secret must be said at once: from then on
it is no secret any more. The text itself never stands in what is said.

References: https://age-encryption.org/v1 (recipients and identities), BIP 173 (Bech32), RFC 7468 (PEM),
RFC 7748 section 6.1 (points of low order).
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was found instead, and what to do; each in Dutch and in English."""

    found: Pair
    todo: Pair


_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_SUM_LETTERS = 6
_POINT_BYTES = 32

_GIVE = (
    "Geef de openbare sleutel («age1...») die bij age-keygen op het scherm staat.",
    "Give the public key («age1...») that age-keygen shows.",
)
_REVOKE = (
    "Deze sleutel is nu niet meer geheim: trek haar in, maak een nieuw paar, en geef alleen het openbare deel.",
    "This key is no longer secret: revoke it, make a new pair, and give its public part only.",
)
_MISTAKES: tuple[tuple[str, Wrong], ...] = (
    ("age-secret-key-", Wrong(("een GEHEIME age-sleutel (identity)", "a SECRET age key (identity)"), _REVOKE)),
    ("age-plugin-", Wrong(("een GEHEIME age-sleutel (identity)", "a SECRET age key (identity)"), _REVOKE)),
    ("ssh-", Wrong(("een SSH-sleutel", "an SSH key"), _GIVE)),
    ("ecdsa-", Wrong(("een SSH-sleutel", "an SSH key"), _GIVE)),
    (
        "-----begin public key",
        Wrong(("een openbare sleutel in PEM, om mee te ondertekenen", "a PEM public key"), _GIVE),
    ),
    ("-----begin pgp", Wrong(("een sleutel van PGP", "a PGP key"), _GIVE)),
)


def what_is_wrong(text: str) -> Wrong | None:
    """None where ``text`` is an X25519 recipient to which sealing works; else the mistake."""
    folded = text.strip().lower()
    if "age-secret-key-" in folded:  # also a whole file of age-keygen, with its comments
        return _MISTAKES[0][1]
    if "private key" in folded:
        return Wrong(("een GEHEIME sleutel in PEM", "a SECRET key in PEM"), _REVOKE)
    for beginning, wrong in _MISTAKES:
        if folded.startswith(beginning):
            return wrong
    return None if _seals(text) else _other(folded)


def _seals(text: str) -> bool:
    """Whether age itself takes it, in its one spelling, and a secret can be agreed with it."""
    import pyrage  # noqa: PLC0415 - only where a key is looked at

    try:
        recipient = pyrage.x25519.Recipient.from_str(text)
        # a point of low order agrees on no secret: age's library would end in a panic, and so it is tried here first
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(_point(text)))
        pyrage.encrypt(b"", [recipient])
    except (pyrage.RecipientError, pyrage.EncryptError, ValueError):
        return False
    return str(recipient) == text


def _point(recipient: str) -> bytes:
    """The 32 bytes that a recipient spells (Bech32; its check sum was examined before)."""
    value = 0
    letters = recipient.lower().removeprefix("age1")[:-_SUM_LETTERS]
    for letter in letters:
        value = value << 5 | _BECH32.index(letter)
    return (value >> (5 * len(letters) - 8 * _POINT_BYTES)).to_bytes(_POINT_BYTES, "big")


def _other(folded: str) -> Wrong:
    if folded.startswith("age1"):
        return Wrong(
            (
                "een age-sleutel van een andere soort, of een met een typefout",
                "another kind of age key, or a typing error",
            ),
            _GIVE,
        )
    return Wrong(("iets dat geen age-sleutel is", "something that is no age key"), _GIVE)
