"""Tokens for what stays closed by name, so that a mandate names nobody.

A token keeps a name out of sight; it is no secret against who holds the mandate
and can guess names, for the salt stands beside it.
"""

import hashlib
import hmac
import unicodedata

SALT_BYTES = 16


def token(salt: bytes, name: str) -> str:
    """HMAC-SHA-256 of the folded name under the mandate's salt, hex."""
    return hmac.new(salt, fold(name).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def fold(name: str) -> str:
    """One spelling per name: NFKC, case folded, no space around it.

    References: Unicode 15 §3.13, definition D146 (compatibility caseless matching).
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold()).casefold()
    return unicodedata.normalize("NFKC", folded).strip()
