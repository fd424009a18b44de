"""One spelling per handle: a telephone number, e-mail address, account name or number of a group.

A condition names persons and devices by what identifies them, and programs write the
same number in five ways. Both sides are brought to one form before they are compared:
what a mandate or list names, and what a carrier holds.

- a telephone number becomes its digits with the country in front (``06-12345678`` and
  ``+31 6 1234 5678`` are both ``31612345678``); a number without a country is Dutch;
- what a program adds is taken off (``tel:``, ``mailto:``, ``@s.whatsapp.net``, a
  resource behind ``/``, the ``@`` before a name);
- e-mail addresses and names are compared without case. A part after ``+`` stays: it
  may be somebody else's address.

A number of a group (``…@g.us``, ``-100…``) keeps what tells it from a telephone number.

References: ITU-T E.164; RFC 3966 (``tel:``); XMPP RFC 6122 (resource); Unicode as in ``exclusions.fold``.
"""

import re

from inzage.mandate.exclusions import fold

_SCHEME = re.compile(r"^(tel|mailto|sms|xmpp|im):", re.IGNORECASE)
_PEOPLE = re.compile(r"@(s\.whatsapp\.net|c\.us|talk\.kik\.com)(/.*)?$")
_PHONE = re.compile(r"^\+?[0-9(][0-9 ()./-]{4,30}$")
_SHORTEST = 6
_DUTCH = "31"
_NATIONAL = 10
"""Digits of a Dutch number with its leading zero."""


def handle(untrusted: str) -> str:
    """The form in which a handle is compared; empty where nothing is left of it."""
    plain = fold(_SCHEME.sub("", untrusted.strip()))
    plain = _PEOPLE.sub("", plain)
    if _PHONE.match(plain):
        return _number(plain) or plain
    return plain.removeprefix("@")


def _number(written: str) -> str:
    digits = "".join(filter(str.isdigit, written.replace("(0)", "")))
    if len(digits) < _SHORTEST:
        return ""
    if written.startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0") and len(digits) == _NATIONAL:
        return _DUTCH + digits[1:]
    return digits
