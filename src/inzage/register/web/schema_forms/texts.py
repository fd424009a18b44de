"""Text that somebody typed: one kind of line end, nothing that hides or turns what is read."""

import re

from inzage.register.values import Words

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd]")
"""Control characters but tab and newline, what turns the direction of reading, halves of characters, and their mark."""
LINE_ENDS = re.compile("\r\n?")
LONGEST = 10_000
"""Characters of a text for which its kind names no bound."""
MARK = "\ufffd"


def unified(text: str) -> str:
    """The text with newlines as its only line ends."""
    return LINE_ENDS.sub("\n", text)


def marked(text: str) -> str:
    """The text as it may be shown again: what is refused stands there as a mark that can be seen."""
    return FORBIDDEN.sub(MARK, text)


def refused(text: str, *, lines: bool) -> Words | None:
    """Why a text cannot be taken for the characters in it; ``lines`` says whether it may have more than one."""
    found = FORBIDDEN.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        return Words(
            f"Hier staat een teken dat niet te zien is of de leesrichting omdraait ({code}). "
            f"Het is vervangen door {MARK}; haal dat weg.",
            f"There is a character that cannot be seen or turns the direction of reading ({code}). "
            f"It was replaced by {MARK}; take that out.",
        )
    if not lines and re.search("[\n\t]", text):
        return Words(
            "Dit past op één regel. Haal de regeleinden en tabs weg.", "This is one line. Take out the breaks."
        )
    return None


def wrong_length(text: str, least: int, most: int) -> Words | None:
    """Why a text is too short or too long; it says how long it is."""
    n = len(text)
    if n < least:
        return Words(
            f"Schrijf ten minste {least} tekens; dit zijn er {n}.", f"Write at least {least} characters; these are {n}."
        )
    if n > most:
        return Words(
            f"Schrijf hoogstens {most} tekens; dit zijn er {n}.", f"Write at most {most} characters; these are {n}."
        )
    return None
