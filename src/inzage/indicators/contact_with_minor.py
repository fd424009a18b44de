"""Contact with a minor: conversations in which several independent signs come together.

**Declared ages first.** A contact whose own declared age lies under ``leeftijd`` is named
(``declared_age``) and never carries an indication: apps are filled in by anybody, and
knowing a child is no offence.

**Then, only behind the content door, per conversation between two**, three families of
signs that do not rest on one another:

1. ``age``: the *other* party states an age under ``leeftijd`` for himself
   (``formats.age_statements``: whole statements in Dutch or English, never a bare number);
2. ``lexicon``: words of a signed list that the organisation brings, in messages the
   person *sent*; without such a list this family is simply not there;
3. ``pattern``: contact on at least ``dagen`` days, with messages both ways, of which some
   were sent by the person between 22 and 6 (Amsterdam).

A conversation counts once, at its last message inside the window, where at least ``k`` of
these families are met, the first among them, and it holds at least ``minimum`` messages.
The label says how many families: ``two_signs`` or ``three_signs``. Without the statement
of age nothing counts: the question is about minors, and nothing else speaks of that.

With the content door shut the answer is *not assessable: content closed*, whatever the
declared ages. **Concept**: nothing is known of Dutch talk. The document says so, and the
block that asks this is a concept.

False alarms: measured on neutral English chat, 0 of 5,332 conversations of two with ten
messages or more (at most 0.7 per 1,000, with 95 % confidence), 1 of 6,685 where all that one
speaker says is one conversation; an age under 18 in 3 of 221,597 messages, all true
(``docs/validation.md``). On a phone nearly every conversation meets the contact pattern, so
there, without a lexicon, the statement of age alone decides.

Cannot be seen: groups, voice, pictures, what was deleted, ages told in other words.

References: readers that yield ``Contact`` and ``MessageText``; trust facts 4.2 and 4.4
(k of n families per conversation, why no classifier); domain facts 5.3, A6.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from inzage.artefact import AMSTERDAM, Window
from inzage.formats.age_statements import stated_age
from inzage.indicators import Counted, Detector, Evidence, Lookups, indicator, judge_acts, only_named
from inzage.mandate import DataClass
from inzage.observations import Contact, Direction, MessageText, OnThisDevice
from inzage.result import AnswerKind, Reason, Status, Tally, Verdict
from inzage.watchlists import ListKind
from inzage.watchlists.listed import Listed

DECLARED_AGE = "declared_age"
TWO_SIGNS = "two_signs"
THREE_SIGNS = "three_signs"
_LABELS = {2: TWO_SIGNS, 3: THREE_SIGNS}
_NIGHT = (22, 6)
_DEFAULTS = {"leeftijd": 18, "k": 2, "minimum": 10, "dagen": 3}


@dataclass(slots=True)
class _Conversation:
    """What is remembered of one conversation: never a word of it."""

    messages: int = 0
    days: set[date] = field(default_factory=set)
    ways: set[Direction] = field(default_factory=set)
    night: bool = False
    age: bool = False
    lexicon: bool = False
    last: datetime | None = None
    origin: OnThisDevice = OnThisDevice.UNKNOWN

    def signs(self, days: int) -> int:
        """How many families are met."""
        both = {Direction.INCOMING, Direction.OUTGOING} <= self.ways
        pattern = both and self.night and len(self.days) >= days
        return self.age + self.lexicon + pattern


@indicator(observes=(Contact, MessageText), may_use=ListKind.TERMS, labels=(DECLARED_AGE, TWO_SIGNS, THREE_SIGNS))
class ContactWithMinor(Detector):
    """Names declared ages; counts conversations in which signs come together."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._under, self._k, self._minimum, self._days = (_number(parameters, name) for name in _DEFAULTS)
        self._listed = Listed(lookups)
        self._conversations: dict[str, _Conversation] = {}

    def observe(self, seen: Contact | MessageText) -> Iterator[Counted]:
        """A declared age at once; a message only when the whole conversation was seen."""
        if isinstance(seen, MessageText):
            self._hear(seen)
        elif seen.declared_age is not None and seen.declared_age < self._under:
            yield DECLARED_AGE, seen.at, seen.on_this_device

    def conclude(self) -> Iterator[Counted]:
        """Each conversation with enough signs, once."""
        for one in self._conversations.values():
            signs = one.signs(self._days)
            if one.age and signs >= max(self._k, min(_LABELS)) and one.messages >= self._minimum and one.last:
                yield _LABELS[signs], one.last, one.origin

    def _hear(self, seen: MessageText) -> None:
        if seen.in_group or not seen.untrusted_contact:
            return
        one = self._conversations.setdefault(seen.untrusted_contact, _Conversation())
        one.messages += 1
        local = seen.at.astimezone(AMSTERDAM)
        one.days.add(local.date())
        one.ways.add(seen.direction)
        if one.last is None or seen.at > one.last:
            one.last, one.origin = seen.at, seen.on_this_device
        if seen.direction is Direction.OUTGOING:
            one.night |= local.hour >= _NIGHT[0] or local.hour < _NIGHT[1]
            one.lexicon = one.lexicon or bool(self._listed.classes_of_text(seen.untrusted_text))
        elif seen.direction is Direction.INCOMING:
            age = None if one.age else stated_age(seen.untrusted_text)
            one.age |= age is not None and age < self._under

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As acts are judged, on conversations alone; not assessable while the content stays shut."""
        shut = any(c.data_class is DataClass.MESSAGE_CONTENT and c.status is Status.CLOSED for c in evidence.coverage)
        verdict = judge_acts(only_named(evidence, (DECLARED_AGE,)))
        if not shut or verdict.kind is AnswerKind.INDICATION:
            return verdict
        reasons = (Reason.CONTENT_CLOSED, *(one for one in verdict.reasons if one is not Reason.SOURCE_CLOSED))
        return Verdict(AnswerKind.NOT_ASSESSABLE, Tally(), reasons, verdict.seen)


def _number(parameters: Mapping[str, object], name: str) -> int:
    value = parameters.get(name)
    return value if isinstance(value, int) else _DEFAULTS[name]
