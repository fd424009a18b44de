"""How often the rules for conversations are wrong in neutral talk: counts, rates and 95 % bounds, never a word.

Usage: measure_conversations.py FOLDER [--json]   (rows of the report, or all counts)
       measure_conversations.py --rows COUNTS     (rows of the report from such counts)

Reads the raw logs of a chat channel in FOLDER (``YYYY-MM-DD*.raw.txt``, lines ``[hh:mm]
<name> text``), the form of the corpus irc-disentanglement. Three measures:

- *messages*: on how many ``stated_age`` fires, in all and under 18;
- *conversations of two*: a message belongs to the pair of its speaker and the name it
  opens with (``name: text``, the channel's custom); one that opens with no name goes on
  with the pair that its speaker last spoke in, for at most half an hour. A pair is one
  conversation over all days. ``ContactWithMinor`` sees it from both sides; either alerts;
- *speakers*: as if all that one speaker said were said to one person, who said all that
  was addressed to that speaker. It has many more days than a pair, so it is the harder.

Of pairs and speakers with the ten messages that the rule asks it also tells in how many
a statement of age would be enough for an alert: those that meet the contact pattern.

Neutral talk has no true alert: every one is false. Times are taken as UTC.
"""

import dataclasses
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bounds import upper

from inzage.formats.age_statements import stated_age
from inzage.indicators.contact_with_minor import ContactWithMinor
from inzage.observations import Direction, MessageText, OnThisDevice

ADULT = 18
ENOUGH = 10
PAUSE = timedelta(minutes=30)
_LINE = re.compile(r"\[(\d\d):(\d\d)\] <([^>]+)> (.*)")
_ADDRESSED = re.compile(r"\s*([^\s:,]+)\s?[:,]")


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the channel. ``to``: the name it opens with, where that is a speaker. ``age``: that it states."""

    at: datetime
    by: str
    to: str | None
    text: str
    age: int | None


def said(file: Path) -> list[Said]:
    """The messages of one log, in their order."""
    day = datetime.strptime(file.name[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    found = [_LINE.match(line) for line in file.read_text("utf-8", errors="replace").splitlines()]
    lines = [one for one in found if one]
    names = {one[3].casefold() for one in lines}
    return [_said(day + timedelta(hours=int(one[1]), minutes=int(one[2])), one[3], one[4], names) for one in lines]


def pairs(logs: Sequence[Sequence[Said]]) -> Mapping[Pair, list[Said]]:
    """Conversations of two, by the two names in their order."""
    made: dict[Pair, list[Said]] = defaultdict(list)
    for log in logs:
        last: dict[str, tuple[str, datetime]] = {}
        for one in log:
            other = one.to if one.to and one.to != one.by else _goes_on(last, one)
            if other:
                last[one.by] = (other, one.at)
                last[other] = (one.by, one.at)
                made[min(one.by, other), max(one.by, other)].append(one)
    return made


def speakers(logs: Sequence[Sequence[Said]]) -> Mapping[Pair, list[Said]]:
    """Each speaker with everybody: all that he said, and all that was addressed to him."""
    made: dict[Pair, list[Said]] = defaultdict(list)
    for log in logs:
        for one in log:
            made[one.by, ""].append(one)
            if one.to and one.to != one.by:
                made[one.to, ""].append(one)
    return made


def alerts(other: str, messages: Sequence[Said], *, told: bool = False) -> bool:
    """Does the indicator count this conversation, when ``other`` is the other party? ``told``: he also says an age."""
    detector = ContactWithMinor((), {"k": 2})
    seen = [_seen(one, Direction.INCOMING if one.by == other else Direction.OUTGOING) for one in messages]
    if told:
        age = dataclasses.replace(seen[0], direction=Direction.INCOMING, untrusted_text="ik ben 14")
        seen.insert(0, age)
    for one in seen:
        list(detector.observe(one))
    return any(True for _ in detector.conclude())


def measure(folder: Path) -> dict[str, int]:
    """All counts, by name."""
    logs = [said(file) for file in sorted(folder.rglob("*.raw.txt"))]
    ages = [one.age for log in logs for one in log if one.age is not None]
    counts = {
        "files": len(logs),
        "messages": sum(map(len, logs)),
        "ages": len(ages),
        "ages_under_18": sum(age < ADULT for age in ages),
    }
    return counts | _conversations("pairs", pairs(logs)) | _conversations("speakers", speakers(logs))


def table(counts: Mapping[str, int]) -> Iterator[str]:
    """The rows of the report."""
    for name, of, unit in (
        ("ages", "messages", 100_000),
        ("ages_under_18", "messages", 100_000),
        ("pairs_alerts", "pairs", 1_000),
        ("pairs_alerts", "pairs_enough", 1_000),
        ("pairs_aged", "pairs_enough", 1_000),
        ("pairs_pattern", "pairs_enough", 1_000),
        ("speakers_alerts", "speakers_enough", 1_000),
        ("speakers_aged", "speakers_enough", 1_000),
        ("speakers_pattern", "speakers_enough", 1_000),
    ):
        events, trials = counts[name], counts[of]
        rate, bound = unit * events / trials, unit * upper(events, trials)
        yield f"| `{name}` | {events} | {trials} `{of}` | {rate:.2f} per {unit} | {bound:.2f} per {unit} |"


def _conversations(name: str, made: Mapping[Pair, list[Said]]) -> dict[str, int]:
    enough = {who: messages for who, messages in made.items() if len(messages) >= ENOUGH}
    # who does not meet the pattern when an age is put in cannot be counted without it either
    pattern = {who: messages for who, messages in enough.items() if _either(who, messages, told=True)}
    return {
        name: len(made),
        f"{name}_enough": len(enough),
        f"{name}_alerts": sum(_either(who, messages) for who, messages in pattern.items()),
        f"{name}_aged": sum(_aged(who, messages) for who, messages in enough.items()),
        f"{name}_pattern": len(pattern),
    }


def _either(who: Pair, messages: Sequence[Said], *, told: bool = False) -> bool:
    return any(alerts(one, messages, told=told) for one in who if one)


def _aged(who: Pair, messages: Sequence[Said]) -> bool:
    return any(one.by in who and one.age is not None and one.age < ADULT for one in messages)


def _said(at: datetime, by: str, text: str, names: set[str]) -> Said:
    return Said(at, by.casefold(), _to(text, names), text, stated_age(text))


def _seen(one: Said, direction: Direction) -> MessageText:
    return MessageText(one.at, direction, "other", False, one.text, OnThisDevice.YES)


def _to(text: str, names: set[str]) -> str | None:
    found = _ADDRESSED.match(text)
    return found[1].casefold() if found and found[1].casefold() in names else None


def _goes_on(last: Mapping[str, tuple[str, datetime]], one: Said) -> str | None:
    other, at = last.get(one.by, (None, one.at))
    return other if one.at - at <= PAUSE else None


def main() -> None:
    """Print the rows of the report, or all counts."""
    match sys.argv[1:]:
        case ["--rows", kept]:
            print("\n".join(table(json.loads(Path(kept).read_text("utf-8")))))
        case [folder, "--json"]:
            print(json.dumps(measure(Path(folder)), indent=1))
        case [folder]:
            print("\n".join(table(measure(Path(folder)))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
