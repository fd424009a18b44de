"""What a sentence in Dutch or English states of its own writer's age: numbers and grammar, no other words.

``stated_age(text)`` gives the age in years that the writer claims for himself now, or
None. Only whole statements count: a first person, a form of *to be* or *become*, a
number, and nothing behind the number that makes it a number of something else ("ik ben
14 dagen weg"); or a number with a unit of age that stands alone in the message ("14
jaar", "14 yo"), as an answer does. A bare number never counts: in neutral chat it is
a time, a price or a page in 1 % of all messages, and an age in next to none.

Not counted: somebody else's age ("mijn zus is 12"), the past ("toen ik 14 was"), a
condition ("als ik 14 was"), a denial ("ik ben geen 14", "I'm not 14"), years of
something ("14 jaar geleden", "14 jaar getrouwd"), an age that is still to come in
more than a year. "Bijna 14" and "ik word 14" are 13.

References: trust facts 4.4 (measured on 282,287 neutral messages: rules like these fire
on about 5 in 100,000, bare numbers on 1 in 100); ``docs/validation.md`` measures these.
"""

import re

YOUNGEST, OLDEST = 6, 99
"""Years; outside it, whatever it is, it is no age that is told in a message."""

LONGEST = 2_000
"""Signs of a message that are looked at; a longer one is a text that was pasted."""

_UNITS = r"(?:jaar(?:\s+oud)?|jr|j|years?(?:\s+old)?|yrs?(?:\s+old)?|y/?o)"
_WORDS = {
    "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_WORDS)})"
_SOON = r"(?P<soon>bijna|almost|nearly)\s+"
_BE = (
    r"\b(?:(?:ik\s+ben|ikke?\s+ben|ben\s+ik|kben|ik\s+bn|i\s*(?:'|’)?\s*m|i\s+am)\s+"
    r"(?:(?:nu|net|pas|zelf|al|ook|just|only|now|also)\s+){0,2}"
    rf"(?:{_SOON})?)"
)
_BECOME = (
    r"\b(?P<become>ik\s+word|word\s+ik|i\s*(?:'|’)?\s*m\s+turning|i\s+am\s+turning|i\s+turn)\s+"
    r"(?:(?:binnenkort|morgen|soon)\s+)?"
)
_END = r"(?=\s*(?:$|[.,](?!\d)|[!?;:)\n]|(?:en|and|but|maar|geworden|hoor|he|hè|jij|you|u|x|lol|haha)\b))"
_STATED = (
    re.compile(rf"{_BE}{_NUMBER}(?:\s*{_UNITS}\b)?{_END}"),
    re.compile(rf"{_BECOME}{_NUMBER}(?:\s*{_UNITS}\b)?{_END}"),
    re.compile(rf"^\s*(?:{_SOON})?{_NUMBER}\s*{_UNITS}\s*[.!)]*\s*$"),
)
_UNDONE = re.compile(r"\b(?:als|toen|alsof|wanneer|if|when|wish|zou|would|was|geen|niet|not|never|nooit)\b")
_SENTENCE = re.compile(r"(?:[!?;\n]|\.(?!\d))+\s*")
_SPACES = re.compile(r"\s+")


def stated_age(text: str) -> int | None:
    """The age in years that the writer states for himself in this message, None where he states none."""
    if len(text) > LONGEST:
        return None
    for sentence in _SENTENCE.split(text.casefold()):
        found = _stated(_SPACES.sub(" ", sentence).strip())
        if found is not None:
            return found
    return None


def _stated(sentence: str) -> int | None:
    for rule in _STATED:
        found = rule.search(sentence)
        if found and not _UNDONE.search(sentence[: found.start("n")]):
            return _age(found)
    return None


def _age(found: re.Match[str]) -> int | None:
    said = found["n"]
    years = int(said) if said.isascii() and said.isdigit() else _WORDS.get(said, 0)
    groups = found.groupdict()
    years -= bool(groups.get("soon") or groups.get("become"))
    return years if YOUNGEST <= years <= OLDEST else None
