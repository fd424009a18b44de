"""What is wrong with a signed document, in a few words that stand inside another sentence."""

from inzage.signing import NotAnEnvelope, SignatureMissing, SignatureWrong, SigningError, WrongPayloadType
from inzage.signing.revocation import KeyRevoked

_WORDS: tuple[tuple[type[SigningError], tuple[str, str]], ...] = (
    (NotAnEnvelope, ("geen ondertekend document", "no signed document")),
    (WrongPayloadType, ("een document van een andere soort", "a document of another kind")),
    (SignatureMissing, ("geen handtekening van wie dat mag", "no signature of whoever may")),
    (
        SignatureWrong,
        (
            "een handtekening die niet klopt of van iemand die hier niet vertrouwd wordt",
            "a signature that does not hold or of somebody not trusted here",
        ),
    ),
    (KeyRevoked, ("een handtekening met een ingetrokken sleutel", "a signature by a revoked key")),
)


def shortly(error: SigningError) -> tuple[str, str]:
    """The fault in a few words, in Dutch and in English."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    return "iets anders", "something else"
