"""Names that are typed once and become tokens: who stays closed, and whom or what a condition names.

The names themselves are kept nowhere; they go back to the form only while it is not in order.
"""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from inzage.mandate.exclusions import SALT_BYTES, token
from inzage.mandate.named import token_of
from inzage.register.values import Words
from inzage.register.web.schema_forms.building import Posted
from inzage.register.web.schema_forms.nodes import Control, Leaf, Place
from inzage.register.web.schema_forms.texts import refused, unified

LONGEST = 200
MOST = 200
Token = Callable[[bytes, str], str]
USERS: Token = token
"""Other users of a device: the folded name alone."""
CONTACTS: Token = token_of
"""Numbers, addresses and accounts: one spelling of each."""


def salt_of(key: UUID) -> bytes:
    """The salt of an order's tokens: of the form's own key, so that a form posted twice says the same twice."""
    return sha256(b"inzage order salt " + key.bytes).digest()[:SALT_BYTES]


def names_field(name: str, label: Words, help_: Words, posted: Posted | None, *, required: bool = False) -> Leaf:
    """A field of names, one a line."""
    raw = [str(each) for each in posted.getlist(name)] if posted is not None else []
    place = Place(name, name, label, label, help_, required, False)
    return Leaf(place=place, schema={}, control=Control.LINES, raw=raw)


def typed(leaf: Leaf) -> list[str]:
    """The names in a field, each once; none where one of them cannot be taken."""
    found = _lines(leaf)
    return [] if refused(_text(leaf), lines=True) or _too_much(found) else found


def judged(leaf: Leaf, least: int = 0, most: int = MOST) -> Words | None:
    """What is wrong with a field of names, or nothing."""
    found = _lines(leaf)
    if fault := refused(_text(leaf), lines=True) or _too_much(found, most):
        return fault
    too_few = Words(f"Vul er ten minste {least} in.", f"Fill in at least {least}.")
    return too_few if len(found) < least else None


def _text(leaf: Leaf) -> str:
    return unified(leaf.raw[-1]) if leaf.raw else ""


def _lines(leaf: Leaf) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in _text(leaf).split("\n") if line.strip()))


def _too_much(found: list[str], most: int = MOST) -> Words | None:
    if len(found) > most:
        return Words(f"Vul er hoogstens {most} in.", f"Fill in at most {most}.")
    if any(len(each) > LONGEST for each in found):
        return Words(f"Elke regel heeft hoogstens {LONGEST} tekens.", f"Each line has at most {LONGEST} characters.")
    return None


def tokens(names: list[str], salt: bytes, make: Token) -> list[str]:
    """The token of each, in an order that tells nothing."""
    return sorted({make(salt, each) for each in names})
