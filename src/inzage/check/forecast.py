"""How long what is left will take, learnt from what this run has read so far. Pure: no clock and no content.

Each spot is given a guess (``guesses``). What the run adds is how far it is from the guesses: one factor for all
readers, and for each reader one of its own, that begins at the common one and follows what this reader's batches took
as they come. Every second of the run is put to the account of the batches that were in hand at that second, in equal
parts; a second in which none was, because something was opened, written down or waited for, to the account of the
next of that stage. So the factors hold whatever a second of this run goes to, and as many hands as it has: no formula
for either is needed. What lies between two stages comes twice at most, and is put to no account: it would be much of
what the first small batch of the next one took.

One thing that factors do not hold is where the hands stand still. No batch of a stage is begun before the stage before
it is over, so at the end of each stage some hands have nothing left: little of a thousand pictures, half of the time of
three large databases. So what is ahead is laid over the hands in its order, as the run does it, and such seconds teach
a reader no more than its share of them.

References: ADR 0039; a ratio estimator, shrunk to the common one by one average batch (empirical Bayes); list
scheduling, Graham 1966.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from inzage.check.batch import Batch, batches
from inzage.check.guesses import CLOSING, CLOSING_EACH, guess
from inzage.check.spots import Spot
from inzage.mandate import Level

LEAST = 0.02
"""The share of the guessed work that must be done before anything is said. Where the work lies can be guessed twice too
high, and what lies before the first file is no work: so that by a tenth of the time something is said."""

LAST = 64
"""Batches of a stage that are laid over the hands one by one; what comes before them keeps every hand at work."""

ALONE = 0.25
"""Of ``k`` hands at work each is ``k ** -ALONE`` as fast as one that works alone: two do 1.7 times as much as one."""


@dataclass(slots=True)
class Account:
    """Seconds guessed, and seconds taken. ``due``, ``turns``: of all that was expected, and in how many batches;
    ``ahead``: of what is not begun. ``guessed``, ``taken``: of what was read and taught something.
    """

    due: float = 0.0
    turns: int = 0
    ahead: float = 0.0
    guessed: float = 0.0
    taken: float = 0.0

    def factor(self, before: float) -> float:
        """Seconds for each second that was guessed. ``before``: what it was thought to be, which weighs a batch."""
        batch = self.due / self.turns
        return (self.taken + batch * before) / (self.guessed + batch)


@dataclass(slots=True)
class Piece:
    """A batch that is not begun, or what is left of it. ``spots``: how many; with none it is out of the line."""

    reader: str
    guess: float
    spots: int


@dataclass(slots=True)
class Line:
    """What of a stage is not begun: its pieces in their order, and by reader the same."""

    pieces: deque[Piece] = field(default_factory=deque)
    of: dict[str, deque[Piece]] = field(default_factory=dict)

    def add(self, batch: Batch) -> Piece:
        """It comes last."""
        piece = Piece(batch.spots[0].reader.name, sum(map(guess, batch.spots)), len(batch.spots))
        self.pieces.append(piece)
        self.of.setdefault(piece.reader, deque()).append(piece)
        return piece

    def take(self, spot: Spot) -> float:
        """Take the next of its reader out; the seconds guessed of it, none where no more of it is expected."""
        pieces = self.of.get(spot.reader.name)
        if not pieces:
            return 0.0
        pieces[0].guess -= guess(spot)
        pieces[0].spots -= 1
        if not pieces[0].spots:
            pieces.popleft()
        return guess(spot)

    def close(self, reader: str) -> None:
        """Nothing of it is expected any more."""
        for piece in self.of.pop(reader, ()):
            piece.spots = 0

    @property
    def empty(self) -> bool:
        """Is all of it begun?"""
        while self.pieces and not self.pieces[0].spots:
            self.pieces.popleft()
        return not self.pieces

    def last(self) -> list[Piece]:
        """The last of it, in their order."""
        return list(islice((piece for piece in reversed(self.pieces) if piece.spots), LAST))[::-1]


@dataclass(slots=True)
class InHand:
    """A batch that is being read. ``took``: seconds put to its account; ``early``: begun before any was done."""

    reader: str
    stage: Level
    guess: float
    took: float
    early: bool


class Forecast:
    """The spots of a run that are still to come, by stage and reader, and what their readers took so far."""

    def __init__(self, hands: int) -> None:
        """``hands``: batches that may be read at once."""
        self._hands = hands
        self._all = Account()
        self._by_reader: dict[str, Account] = {}
        self._lines = {stage: Line() for stage in Level}
        self._in_hand: dict[int, InHand] = {}
        self._spots = 0
        self._done = 0.0
        self._at = 0.0
        self._nobodys = 0.0
        self._stage = Level.LOW

    def expect(self, spots: Iterable[Spot]) -> None:
        """These are due, each stage in this order."""
        due = list(spots)
        self._spots += len(due)
        for stage, line in self._lines.items():
            for batch in batches([spot for spot in due if spot.reader.opens.level == stage]):
                piece = line.add(batch)
                for account in (self._all, self._by_reader.setdefault(piece.reader, Account())):
                    account.due += piece.guess
                    account.turns += 1
                self._by_reader[piece.reader].ahead += piece.guess

    def closed(self, readers: Collection[str]) -> None:
        """What is left for these need not be read."""
        for name in self._by_reader.keys() & readers:
            self._by_reader[name].ahead = 0.0
            for line in self._lines.values():
                line.close(name)

    def passed(self, *spots: Spot) -> None:
        """These are not read, and are behind us."""
        for spot in spots:
            account = self._by_reader[spot.reader.name]
            account.ahead = max(account.ahead - self._lines[spot.reader.opens.level].take(spot), 0.0)

    def began(self, batch: Batch, at: float) -> None:
        """A hand took up a batch, at so many seconds of the run."""
        self._until(at)
        self.passed(*batch.spots)
        reader, seconds = batch.spots[0].reader, sum(map(guess, batch.spots))
        stage = reader.opens.level
        waited = self._nobodys if stage == self._stage else 0.0
        self._in_hand[id(batch)] = InHand(reader.name, stage, seconds, waited, early=not self._done)
        self._nobodys, self._stage = 0.0, stage

    def ended(self, batch: Batch, at: float) -> None:
        """It is done. Those that were begun before the first was done waited for the workers to be ready as well, and
        teach nothing.
        """
        self._until(at)
        one = self._in_hand.pop(id(batch))
        self._done += one.guess
        if not one.early:
            for account in (self._all, self._by_reader[one.reader]):
                account.guessed += one.guess
                account.taken += one.took

    def left(self, at: float) -> float | None:
        """Seconds until the case is there; None while there is no ground to say so. ``at``: seconds of the run."""
        self._until(at)
        ahead = sum(account.ahead for account in self._by_reader.values())
        ahead += sum(one.guess for one in self._in_hand.values())
        if not self._all.guessed or self._done < LEAST * (self._done + ahead):
            return None
        common = self._all.factor(1 / self._hands)
        factors = {name: account.factor(common) for name, account in self._by_reader.items()}
        busy = [max(one.guess * factors[one.reader] - one.took, 0.0) for one in self._in_hand.values()]
        until = [self._hands * seconds for seconds in busy] + [0.0] * (self._hands - len(busy))
        for stage in self._lines:
            until = self._laid(stage, until, factors)
        closing = (CLOSING + CLOSING_EACH * self._spots) * common * self._hands  # one hand does that
        return together([*until[1:], until[0] + closing])

    def _laid(self, stage: Level, until: Sequence[float], factors: Mapping[str, float]) -> list[float]:
        """When each hand is done with a stage, where it is free for it at ``until``: all at once, for the next stage
        waits for the slowest. In seconds of a hand while all are at work.
        """
        line = self._lines[stage]
        if line.empty and all(one.stage != stage for one in self._in_hand.values()):
            return list(until)
        last = [factors[piece.reader] * piece.guess for piece in line.last()]
        ahead = sum(self._by_reader[name].ahead * factors[name] for name in line.of)
        before = max(ahead - sum(last), 0.0) / LAST
        hands = list(until)
        for seconds in [before] * LAST + last if before else last:
            first = hands.index(min(hands))
            hands[first] += self._hands * seconds
        return [together(hands)] * len(hands)

    def _until(self, at: float) -> None:
        """Put the seconds since the last time to whose account they come; none before the first was begun."""
        passed = max(at - self._at, 0.0)
        self._at = max(at, self._at)
        hands = len(self._in_hand)
        idle = self._hands - hands if any(self._lines[one.stage].empty for one in self._in_hand.values()) else 0
        share = (hands / (hands + max(idle, 0))) ** (1 - ALONE) if hands else 0.0
        for one in self._in_hand.values():
            one.took += passed * share / hands
        if not hands and self._done:
            self._nobodys += passed


def together(hands: Sequence[float]) -> float:
    """Seconds until the last hand is done, where each has so many to go while all are at work: fewer go faster."""
    seconds = before = 0.0
    for behind, until in enumerate(sorted(hands)):
        seconds += (until - before) * ((len(hands) - behind) / len(hands)) ** ALONE
        before = until
    return seconds
