"""What a message in Dutch or English states of its own writer's age: numbers, units and grammar, no other words.

``stated_age(text)`` gives the age in years that the writer claims for himself now, or
None. Only whole statements count: a first person, a form of *to be* or *become*, a
number, and nothing behind the number that makes it a number of something else ("ik ben
14 dagen weg"); or a number with a unit of age that is the whole message ("14 jaar",
"14 yo"), as an answer is. A bare number never counts: in neutral chat it is a time, a
price or a page in 1 % of all messages, and an age in next to none.

Not counted: somebody else's age ("mijn zus is 12"), the past ("toen ik 14 was"), a
condition ("als ik 14 was"), a denial ("ik ben geen 14", "I'm not 14"), what others say
or think ("she thinks I'm 14"), a question ("ben ik 14?"), years of something ("14 jaar
geleden", "14 jaar getrouwd"), dates and times ("ik ben 14 en 15 mei weg", "ik ben 16:30
thuis"), versions ("I am 15.04"). "Bijna 14", "ik word 14" and "volgend jaar ben ik 14"
are 13: of an age that is to come, the highest that it leaves for today.

Missed by design: a bare number as an answer, a year of birth, a class at school, ages
in other words or other languages, statements with a typing error.

References: trust facts 4.4 (rules like these fire on about 5 in 100,000 neutral
messages, bare numbers on 1 in 100); ``docs/validation.md`` measures these.
"""

import re
from functools import cache

YOUNGEST, OLDEST = 6, 99
"""Years; outside it, whatever it is, it is no age that is told in a message."""

LONGEST = 2_000
"""Signs of a message that are looked at; a longer one is a text that was pasted."""

_WORDS = {
    "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip

# Numbers and their units
_ANY = rf"(?:\d|(?:{'|'.join(_WORDS)})\b)"
_N = rf"(?P<n>[1-9]\d?(?!\d)|(?:{'|'.join(_WORDS)})\b)"
_OLD = r"(?:jaar\s+(?:oud|jong)|jr\s+oud|(?:years?|yrs?)\s+(?:old|young|of\s+age)|y/?o)\b"
_YEARS = r"(?:jaar|jaren|jr|j|years?|yrs?)\b"
_PART = r"(?:maand(?:en)?|weken|dagen|months?|weeks?|days?)\b"
_MONTH = (
    r"(?:jan|feb|maart|march|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
    r"(?:uar[iy]|ruar[iy]|il|i|e|y|ustus|ust|t|tember|ober|ember)?\b"
)
_HALF = r"(?:\s*½|\s+(?:en\s+een|and\s+a)\s+half|[.,]5(?=\s*(?:j|y)))?"
_MORE = rf"(?:\s+(?:en|and)\s+\d{{1,2}}\s+{_PART})?"
_AGE = rf"{_N}{_HALF}(?:\s*{_YEARS})?{_MORE}"

# Who says it, and with which small words between
_I_AM = r"\b(?:ik(?:ke)?\s+(?:ben|bn)|['’`´]?k\s?ben|i\s*['’`´]?\s*m|i\s+am)\s+"
_AM_I = r"\bben\s+ik\s+"
_JUST = (
    r"(?:(?:nu|net|pas|zelf|al|ook|nog|maar|wel|toch|eigenlijk|gewoon|inmiddels|officieel"
    r"|echt|just|only|now|also|still|actually|really|already|currently|like|officially)\s+){0,3}"
)
_NEARLY = r"(?:bijna|haast|almost|nearly)\s+"
_NEXT = r"(?:volgende?|komende?|next|this|deze|dit|eind)\s+\w+"
_WHEN = (
    rf"(?:binnenkort|(?:over)?morgen|straks|vandaag|today|tomorrow|soon|{_NEXT}|(?:in|eind|end\s+of)\s+{_MONTH}"
    rf"|(?:over|in)\s+(?:\d{{1,2}}|een|a|twee|two|drie|three|paar|few)\s+{_PART}|over\s+een\s+jaar|in\s+a\s+year)"
)
_PAST = (
    r"(?:(?:eer)?gisteren|vandaag|yesterday|today|(?:vorige|afgelopen|deze|last|this)\s+\w+"
    r"|\w+\s+\w+\s+(?:geleden|ago))"
)

# What may stand behind an age
_NO_AGE = rf"(?:{_ANY}|(?:a|an|een|nog)\s+(?:half|halve|halfje|bit|quarter|beetje|kwart|wat)\b|counting\b)"
_AND = rf"(?:en|and)\b(?!\s+{_NO_AGE})|(?:but|maar|dus|want|omdat|because|cause)\b|so\b(?!\s+(?:far|many|much))"
_LAST = (
    r"(?:nu|al|pas|ook|now|too|already|toch|vandaag|today|(?:sinds|since)\s+\w+(?:\s+\w+)?"
    r"|(?<=\s)x+|joh|btw)"
)
_SIGN = rf"[.:](?!\d)|,(?!\s*{_ANY})|[^\w\s.,:%/+*°€$#=<>\"“”~^&@|\\'’´`-]"
_END = (
    rf"(?=\s*(?:$|{_SIGN}|{_AND}|{_LAST}\s*(?:$|{_SIGN})|(?:hoor|joh|he|hè|lol|ha(?:ha)+)\b|(?:jij|you|hbu|wbu)\b|u\s*\?"
    rf"|uit\b|from\b(?!\s+the\b)|(?:{_NEARLY}|turning\s+){_ANY}))"
)

_TO_COME = (
    rf"\b{_WHEN}\s+(?:ben|word)\s+ik\s+{_JUST}{_AGE}{_END}",
    rf"\b{_WHEN}\s+i\s*['’`´]?\s*(?:m|ll\s+be)\s+{_AGE}{_END}",
    rf"\b(?:ik\s+wordt?|word\s+ik)\s+{_JUST}(?:{_WHEN}\s+)?{_AGE}(?:\s+{_WHEN})?{_END}",
    rf"\bi\s*(?:['’`´]?\s*m|\s+am)\s+(?:(?:about|going)\s+to\s+turn|gonna\s+turn|turning)\s+{_AGE}(?:\s+{_WHEN})?{_END}",
    rf"\bi\s*(?:['’`´]?ll|\s+will)?\s+turn\s+{_AGE}(?:\s+{_WHEN})?{_END}",
    rf"\bi\s*(?:['’`´]?ll|\s+will)\s+be\s+{_AGE}\s+{_WHEN}{_END}",
    rf"(?:{_I_AM}|{_AM_I}){_JUST}{_NEARLY}{_N}\s*{_OLD}",
    rf"(?:{_I_AM}|{_AM_I}){_JUST}{_NEARLY}{_N}(?:\s*{_YEARS})?{_END}",
)
_NOW = (
    rf"(?:{_I_AM}|{_AM_I}){_JUST}{_N}{_HALF}\s*{_OLD}",
    rf"(?:{_I_AM}|{_AM_I}(?!.*\?)){_JUST}{_AGE}{_END}",
    rf"{_I_AM}{_JUST}(?:{_PAST}\s+)?{_AGE}\s+geworden(?:\s+(?:{_PAST}|in\s+{_MONTH}))?{_END}",
    rf"\bi\s+(?:just\s+|only\s+|recently\s+)?turned\s+{_AGE}(?:\s+{_PAST})?{_END}",
    rf"\bik\s+werd\s+(?:net|pas|{_PAST})\s+{_AGE}{_END}",
    rf"{_I_AM}{_JUST}(?:een|a|an)\s+(?:\w+\s+)?{_N}[\s-]?(?:jarige?\b|(?:years?|yr)s?[\s-]?old\b)",
    rf"{_I_AM}{_JUST}een\s+\w+\s+van\s+{_N}\s*(?:{_OLD}|jaar\b{_END})",
    rf"\b(?:omdat|aangezien|doordat|nu)\s+ik\s+{_JUST}{_AGE}(?:\s+oud)?\s+ben{_END}",
    rf"^\s*{_AGE}(?:\s+oud)?\s+ben\s+ik{_END}",
    rf"\b(?:my\s+age\s+is|mijn\s+leeftijd\s+is)\s+{_JUST}{_AGE}{_END}",
)
_BACK = r"(?:\s*[,.]?\s*(?:(?:en|and)\s+)?(?:jij|you|u|hbu|wbu))?"
_WHOLE = (
    rf"(?:leeftijd|age)\s*[:=]?\s*{_AGE}",
    rf"(?P<nearly>{_NEARLY})?{_JUST}{_N}{_HALF}\s*(?:{_OLD}|{_YEARS}){_BACK}",
    rf"{_N}\s*/\s*[mfvx]\s*/\s*[^\W\d][^\W\d ]{{1,20}}",
    rf"[mfvx]\s*/\s*{_N}\s*/\s*[^\W\d][^\W\d ]{{1,20}}",
)


@cache
def rules() -> tuple[tuple[tuple[re.Pattern[str], int], ...], tuple[re.Pattern[str], ...]]:
    """Statements within a sentence, each with the years that the age named lies ahead; and whole answers.

    Made at first use: they cost a tenth of a second, and whoever shows a plan has no use for them.
    """
    within = tuple((re.compile(rule), 1) for rule in _TO_COME) + tuple((re.compile(rule), 0) for rule in _NOW)
    return within, tuple(re.compile(rf"\s*{rule}\s*[.!?)]*\s*") for rule in _WHOLE)


_UNDONE = re.compile(
    r"\b(?:als|alsof|toen|wanneer|if|when|though|wish|until|till|voordat|before|once|zodra|since|sinds|unless|tenzij|stel|pretend"
    r"|like(?=\s+i\b)|dan(?=\s+(?:ben|word)\b)|then(?=\s+i\b)|(?:over|in)\s+\w+\s+(?:jaar|years)"
    r"|(?<!\bik )(?<!\bi )(?:zei|zegt|zeggen|denkt|denken|dacht|dachten|said|says|say|thinks?|thought|feels?|looks?))\b"
)
"""Anywhere before it in the sentence, these make a statement no statement of today by the writer."""

_DENIED = re.compile(r"\b(?:geen|niet|nooit|not|never|was|were|zou|would|wou|had|nummer|number)\b")
"""In the same clause before it, these do."""

_CLAUSE = re.compile(r"[,:(]|\b(?:maar|but|en|and|want|omdat|because|cause|dus|so)\b")
_SENTENCE = re.compile(r"(?:[^!?;\n.]|\.(?=\d))+[!?;\n.]*")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(_ANY)
_DOTTED = re.compile(r"\by\.\s?o\b\.?")


def stated_age(text: str) -> int | None:
    """The age in years that the writer states for himself in this message, None where he states none."""
    said = _DOTTED.sub("yo", text.casefold())
    if len(text) > LONGEST or not _NUMBER.search(said):
        return None
    whole = _SPACES.sub(" ", said)
    for answer in rules()[1]:
        found = answer.fullmatch(whole)
        if found:
            return _age(found, bool(found.groupdict().get("nearly")))
    return next(filter(None, (_stated(_SPACES.sub(" ", one).strip()) for one in _SENTENCE.findall(said))), None)


def _stated(sentence: str) -> int | None:
    for rule, less in rules()[0]:
        for found in rule.finditer(sentence):
            before = sentence[: found.start("n")]
            if not _UNDONE.search(before) and not _DENIED.search(_CLAUSE.split(before)[-1]):
                return _age(found, less)
    return None


def _age(found: re.Match[str], less: int) -> int | None:
    said = found["n"]
    years = (int(said) if said.isdigit() else _WORDS[said]) - less
    return years if YOUNGEST <= years <= OLDEST else None
