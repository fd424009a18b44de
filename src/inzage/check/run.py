"""The only shell: carries out a plan, stage by stage, and leaves a case.

Order of work: low intrusion first, then medium, then high. After each stage the
questions are answered from what was counted so far; an indication closes the
higher stages of its question. Whatever happens to one artefact is a line in the
coverage; only a disk that refuses or a person who stops ends a run early, and
then it can be resumed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

from inzage.artefact import Window
from inzage.check import VALIDATION, Offer, Plan, halted
from inzage.check.ahead import PER_HAND, Ahead, Opened, StopAsked, to_the_broker
from inzage.check.answers import Read, answer, settled
from inzage.check.batch import Batch, batches, most_spots
from inzage.check.carriers import broken
from inzage.check.crew import Given, Reads
from inzage.check.diary import Diary, facts_of
from inzage.check.gallery import Gallery
from inzage.check.halt import Halt, Halting
from inzage.check.job import Asked, OpenList, Tallied, parse_reply, tallied_to_json
from inzage.check.meter import Meter, Stage
from inzage.check.reading import OnHit, Seen, opening
from inzage.check.setting import Findings, Setting
from inzage.check.spots import LaidOut, Spot, keyed, lay_out, line, not_allowed
from inzage.check.tries import Shown, came_of, given
from inzage.check.whole import Wholes
from inzage.errors import Interrupted, InzageError
from inzage.mandate import Level
from inzage.mandate.named import Named
from inzage.observations import MediaLook
from inzage.readers import Reader
from inzage.record import EntryKind
from inzage.record.casefile import CaseWriter
from inzage.result import Answer, CarrierFacts, Coverage, FileSystem, ListUsed, Reason, Status
from inzage.sources import Source, SourceFault
from inzage.sources.keys import Key
from inzage.sources.unlocking import tried_on


@dataclass(frozen=True, slots=True)
class Task:
    """A batch of a stage, with what it takes to read it and to tell of it. ``following``: those behind it."""

    batch: Batch
    following: Sequence[Batch]
    source: Source
    desk: Reads
    ahead: Ahead
    telling: Stage


class CarrierGone(Interrupted):
    """A carrier was unplugged while it was read."""

    nl = (
        "De gegevensdrager op plaats {ordinal} is niet meer te bereiken. De controle is onderbroken: "
        "van {due} vindplaatsen zijn er {seen} bekeken. "
        "Sluit hem weer aan en ga verder met --resume; er is niets verloren gegaan."
    )
    en = (
        "The carrier in place {ordinal} can no longer be reached. The check was interrupted: "
        "of {due} artefacts {seen} were looked at. "
        "Connect it again and continue with --resume; nothing was lost."
    )


class Run:
    """One run of one plan. Use once: ``Run(plan, setting, case).go()``."""

    def __init__(self, plan: Plan, setting: Setting, case: CaseWriter) -> None:
        self._plan = plan
        self._set = setting
        self._diary = Diary(case)
        self._places_before = frozenset(one[:2] for one in setting.read_before)
        self._window = Window(*plan.window) if plan.window else None
        self._reads: list[Read] = []
        self._carriers: list[CarrierFacts] = []
        self._settled: set[str] = set()
        self._announced: set[int] = set()
        self._halt = Halt(self._diary, setting.sealing, setting.stop_asked)
        self._meter = Meter(plan.budget, setting.watch, setting.crew.hands)
        self._gallery = self._new_gallery()

    def go(self, begun: Mapping[str, object]) -> Findings:
        """Carry out the plan; ``begun``: facts of the ledger's first entry.

        A plan without doors leaves an empty ledger: nothing happened.
        """
        if not self._plan.doors:
            return Findings(self._answers(), (), (), {"total": self._meter.elapsed})
        if self._diary.begun:
            self._diary.resumed()
        try:
            self._all(begun)
        except Halting:
            return self._halted()
        answers = self._answers()
        self._ended(self._reads)
        decoders = self._gallery.decoders
        return Findings(answers, tuple(self._reads), tuple(self._carriers), self._seconds, decoders=decoders)

    def _all(self, begun: Mapping[str, object]) -> None:
        """Everything that the plan opens, in its order; ``Halting`` where reading must end for good."""
        self._diary.note(EntryKind.BEGUN, begun, durable=True)
        if self._set.attended is not None:
            self._diary.note(EntryKind.ATTENDED, self._set.attended, durable=True)
        self._halt.heed()
        if self._set.sealing is not None:
            self._diary.keep_room()
        self._note_closed_doors()
        with ExitStack() as carriers, ExitStack() as held:
            ahead = held.enter_context(self._ahead())  # ends after the desk, whose workers its threads wait for
            desk = held.enter_context(self._set.crew.desk(self._given(ahead))) if self._window else None
            tables = list(self._lay_out(carriers))
            self._meter.due = sum(len(table.spots) for table in tables)
            if tables:
                self._set.shut.all_met()
            self._meter.forecast.expect(spot for table in tables for spot in table.spots)
            self._meter.answered = self._answered(0)
            if desk and self._meter.due:
                held.enter_context(self._gallery)
                for stage in Level:
                    self._stage(stage, tables, desk, ahead)
            self._digest(tables)
        self._halt.heed()

    def _halted(self) -> Findings:
        """What is told of a halt: what the ledger holds of before it, and no answer. Nothing is opened for it."""
        entries = list(self._diary.entries)
        carriers = tuple(halted.carriers(entries))
        self._reads.clear()
        for carrier in carriers:
            self._closed_lines(carrier.ordinal)
        reads = (*self._reads, *halted.reads(entries))
        self._ended(reads, halted=True)
        sealed = self._diary.sealed or {}
        number = str(sealed["number"]) if sealed.get("number") else None
        return Findings(halted.answers(self._plan), reads, carriers, self._seconds, True, number)

    def _ended(self, reads: Sequence[Read], **how: bool) -> None:
        opened = sum(read.tallies is not None for read in reads)
        self._diary.note(EntryKind.ENDED, {"artefacts": opened, **how}, durable=True)

    @property
    def _seconds(self) -> Mapping[str, float]:
        return self._meter.seconds | {"total": self._meter.elapsed}

    def _new_gallery(self) -> Gallery:
        """Nothing is begun by it: only a picture that may be looked at starts its worker."""
        most = self._plan.similar.pictures if self._plan.similar else 0
        return Gallery(most, self._set.list_key, unconfined=self._set.unconfined)

    # --- before anything is opened -------------------------------------------------

    def _note_closed_doors(self) -> None:
        for refusal in self._plan.refusals:
            facts = {
                "question": refusal.question,
                "data_class": refusal.data_class.value,
                "reason": refusal.reason.value,
            }
            self._diary.note(EntryKind.CLOSED, facts)
        for question, reason in sorted(self._plan.moot.items()):
            self._diary.note(EntryKind.CLOSED, {"question": question, "reason": reason.value})

    def _lay_out(self, held: ExitStack) -> Iterator[LaidOut]:
        self._diary.table(len(self._set.offers))
        readers = [self._set.readers[name] for name in sorted({door.reader for door in self._plan.doors})]
        for ordinal, offer in enumerate(self._set.offers, 1):
            self._halt.heed()
            self._closed_lines(ordinal)
            reason = not_allowed(offer, self._plan.mandate.manner)
            if reason is not None or not readers:
                self._leave_shut(ordinal, offer, readers, reason)
                continue
            keys = self._set.keys.get(ordinal - 1, ())
            source = self._opened(ordinal, offer, readers, keys)
            if source is None:
                continue
            held.callback(source.close)
            self._unlock(ordinal, source, keys)
            self._halt.heed()
            table = lay_out(ordinal, offer, source, readers, person_key=self._set.person_key, excluded=self._set.shut)
            self._note_carrier(table.facts, len(table.spots))
            for aside in table.set_aside:
                self._set_aside(aside)
            yield table

    def _opened(self, ordinal: int, offer: Offer, readers: Sequence[Reader], keys: Sequence[Key]) -> Source | None:
        """The carrier; None where it is of no kind that can be opened, which is told of each of its doors."""
        try:
            return self._set.open_source(offer.path, keys)
        except SourceFault as fault:
            reason = broken(fault)
            if reason is None:
                raise
        what = FileSystem("volume", 0, Status.UNREADABLE, reason)
        self._note_carrier(CarrierFacts(ordinal, "", offer.kind, offer.presented, offer.owner, 0, (what,)), 0)
        for reader in readers:
            self._set_aside(line(reader, ordinal, Status.UNREADABLE, reason))
        return None

    def _unlock(self, ordinal: int, source: Source, keys: Sequence[Key]) -> None:
        """Each key is one try, told before and after; whoever gave it hears at once what came of it."""
        if keys:
            self._diary.tried(given(ordinal, keys))
        for key, outcome in zip(keys, tried_on(source, keys), strict=True):
            self._diary.tried(came_of(ordinal, outcome))
            self._set.tell(Shown(ordinal, key.volume, key.secret.kind, outcome))

    def _closed_lines(self, carrier: int) -> None:
        """Closed doors are listed without probing: the lines are the same whatever the carrier holds."""
        closed = {refusal.data_class for refusal in self._plan.refusals} - {d.data_class for d in self._plan.doors}
        reasons = {refusal.data_class: Reason(refusal.reason.value) for refusal in self._plan.refusals}
        for reader in self._set.readers.values():
            if reader.opens in closed:
                self._reads.append(Read(line(reader, carrier, Status.CLOSED, reasons[reader.opens])))

    def _leave_shut(self, ordinal: int, offer: Offer, readers: Sequence[Reader], reason: Reason | None) -> None:
        self._note_carrier(CarrierFacts(ordinal, "", offer.kind, offer.presented, offer.owner, 0, ()), 0)
        for reader in readers:
            self._set_aside(line(reader, ordinal, Status.CLOSED, reason))

    def _note_carrier(self, facts: CarrierFacts, spots: int) -> None:
        self._carriers.append(facts)
        told = {name: getattr(facts, name) for name in ("ordinal", "key", "kind", "presented", "owner")}
        self._diary.carrier(told | {"excluded": self._set.shut.key(self._set.person_key), "spots": spots})

    def _set_aside(self, coverage: Coverage, artefact: str | None = None) -> None:
        self._reads.append(Read(coverage))
        if coverage.status is not Status.ABSENT:
            named = {"artefact": artefact} if artefact else {}
            self._diary.note(EntryKind.SKIPPED, facts_of(coverage) | named)

    # --- reading, stage by stage ---------------------------------------------------

    def _ahead(self) -> Ahead:
        return Ahead(self._set.crew.hands, self._halt.hit, self._halt.heed)

    def _given(self, ahead: Ahead) -> Given:
        closed = self._plan.mandate.exclusions
        return Given(
            self._open_window,
            self._set.list_key,
            Named(closed.salt, closed.contacts),
            self._seen_before,
            self._gallery,
            self._heed_in_thread if ahead.threads else self._heed,
            self._set.unconfined,
        )

    def _heed(self, carrier: int) -> None:
        self._halt.heed(self._carriers[carrier - 1])

    def _heed_in_thread(self, _carrier: int) -> None:
        if self._set.stop_asked():
            raise StopAsked

    def _stage(self, stage: Level, tables: Sequence[LaidOut], desk: Reads, ahead: Ahead) -> None:
        due = [(table, [spot for spot in table.spots if spot.reader.opens.level == stage]) for table in tables]
        total = sum(len(spots) for _, spots in due)
        telling = self._meter.stage(stage, total)
        most, most_ahead = self._set.batch or most_spots(self._set.crew.hands), PER_HAND * self._set.crew.hands // 2
        for table, spots in due:
            inside = list(batches(spots, most))
            for at, batch in enumerate(inside, 1):
                self._batch(Task(batch, inside[at : at + most_ahead], table.source, desk, ahead, telling))
        ahead.drain()
        self._settle(stage)
        if total:
            telling.over()

    def _batch(self, task: Task) -> None:
        """What of a batch is still to be read is begun together; the rest is told in its turn."""
        asked = self._asked(task.batch.spots[0].reader)
        decodes = self._decodes(task.batch)
        if decodes:
            task.ahead.drain()  # how many pictures there is room for is known when the one before is done
        self._heed(task.batch.carrier)
        begun: list[Spot] = []
        for spot in task.batch.spots:
            if self._may_be_full(spot, task.ahead, len(begun)):
                self._begin(begun, asked, task)
                begun = []
                task.ahead.drain()
            known = self._known(spot, asked, task.ahead.reading + len(begun))
            if known is None:
                begun.append(spot)
                continue
            self._begin(begun, asked, task)
            begun = []
            task.ahead.then(known)
            task.ahead.then(partial(task.telling.skip, spot))
        self._begin(begun, asked, task)
        if decodes:
            task.ahead.drain()

    def _may_be_full(self, spot: Spot, ahead: Ahead, begun: int) -> bool:
        """Could what is in hand fill the budget of rows, of files that are a row at most?"""
        in_hand = ahead.reading + begun
        return bool(spot.reader.many and in_hand and self._meter.may_be_full(in_hand))

    def _known(self, spot: Spot, asked: Sequence[Asked] | None, in_hand: int) -> Callable[[], None] | None:
        """What is to be said of a spot that need not be read; None where it is read."""
        if asked is None:
            aside = replace(spot.place, status=Status.NOT_NEEDED, reason=Reason.ANSWERED_EARLIER)
            return partial(self._set_aside, aside, spot.key)
        named = spot.named
        before = self._diary.outcome_of(named)
        if before is not None:
            cost, decoder = before.get("look") or (0, "")
            self._gallery.took(cost, decoder)
            return partial(self._take, Read.of(spot.place, self._parse(before, asked), int(before["bytes"])))
        over = self._over(spot, named, in_hand)
        if over is not None:
            aside = replace(spot.place, status=Status.OVER_BUDGET, reason=over)
            return partial(self._set_aside, aside, spot.key)
        return None

    def _over(self, spot: Spot, named: Mapping[str, object], in_hand: int) -> Reason | None:
        """Why a budget leaves this spot shut; one that was told of as opened is opened."""
        if id(spot) in self._announced:
            return None
        return self._diary.over_budget(named) or self._meter.over_budget(in_hand) or self._no_room(spot)

    def _decodes(self, batch: Batch) -> bool:
        return self._plan.similar is not None and MediaLook in batch.spots[0].reader.yields

    def _no_room(self, spot: Spot) -> Reason | None:
        """Were as many pictures decoded as the bound on false alarms allows?"""
        return Reason.COUNT_BUDGET if MediaLook in spot.reader.yields and self._gallery.full else None

    def _asked(self, reader: Reader) -> tuple[Asked, ...] | None:
        """The questions this reader's spots may still be read for; None where none is left."""
        codes = {door.question for door in self._plan.doors if door.reader == reader.name}
        open_codes = codes - self._settled
        if not open_codes:
            return None
        return tuple(self._ask(q.code) for q in self._plan.questions if q.code in open_codes)

    def _ask(self, code: str) -> Asked:
        question = next(q for q in self._plan.questions if q.code == code)
        lists = self._set.lists.get(code, ())
        own = self._set.indicators[question.indicator].labels
        return Asked(question, lists, frozenset(own).union(*(used.classes for used in lists if not used.benign)))

    def _parse(self, kept: Mapping[str, object], asked: Sequence[Asked]) -> Tallied:
        told = {name: value for name, value in kept.items() if name not in {"bytes", "look"}}
        return parse_reply(told, self._open_window, asked)  # type: ignore[arg-type]

    @property
    def _open_window(self) -> Window:
        if self._window is None:
            raise AssertionError("a spot is read only where the plan has a window")
        return self._window

    def _begin(self, spots: Sequence[Spot], asked: Sequence[Asked] | None, task: Task) -> None:
        if not spots or asked is None:
            return
        batch, source, ahead = Batch.of(*spots), task.source, task.ahead
        seal = self._halt.to_seal(asked, self._carriers[batch.carrier - 1])
        opened = None
        self._announce(spots, [] if seal else self._coming(task))
        if ahead.threads and self._set.crew.opens:
            opened = [Opened(opening(spot, source)) for spot in spots]
        on_hit: OnHit = to_the_broker if ahead.threads else self._halt.hit
        work = partial(task.desk.read, batch, source, asked, seal, on_hit, opened=opened)
        ahead.read(partial(self._meter.timing, batch, work), partial(self._end, batch, task), len(spots))

    def _announce(self, spots: Sequence[Spot], coming: Iterable[Spot]) -> None:
        """Say of each that it is opened, on the disk, before any of them is; unless that was said already."""
        if id(spots[0]) in self._announced:
            self._announced.remove(id(spots[0]))
            return
        after = list(coming)
        why = {spot.reader.name: self._why(spot.reader) for spot in (spots[0], *after)}
        said = [facts_of(one.place) | {"artefact": one.key, "for": why[one.reader.name]} for one in (*spots, *after)]
        self._diary.opening(*said)
        self._announced.update(map(id, after))

    def _why(self, reader: Reader) -> list[str]:
        return sorted({one.question.code for one in self._asked(reader) or ()}) or [VALIDATION]

    def _coming(self, task: Task) -> Iterator[Spot]:
        """Spots that are opened next whatever becomes of those in hand: they are told of in the same wait for the disk.

        None of a batch of many, which is told of at once as it is, or of pictures that are decoded one by one.
        """
        in_hand = task.ahead.reading + len(task.batch.spots)
        for batch, _ in zip(task.following, range(task.ahead.room - 1), strict=False):
            spot = batch.spots[0]
            asked = self._asked(spot.reader)
            if spot.reader.many or self._decodes(batch) or asked is None:
                return
            named = spot.named
            if self._diary.outcome_of(named) is not None or self._over(spot, named, in_hand) is not None:
                return
            in_hand += 1
            yield spot

    def _end(self, batch: Batch, task: Task, seen: Sequence[Seen]) -> None:
        self._heed(batch.carrier)
        if any(one.outcome.reason is Reason.READ_ERROR for one in seen) and self._gone(batch.carrier, task.source):
            raise CarrierGone(ordinal=batch.carrier, seen=self._meter.seen, due=self._meter.due)
        reads = [Read.of(spot.place, one.outcome, one.bytes) for spot, one in zip(batch.spots, seen, strict=True)]
        self._diary.read(*map(self._noted, batch.spots, seen, reads))
        for read in reads:
            self._take(read)
        task.telling.step(*batch.spots)

    def _noted(self, spot: Spot, seen: Seen, read: Read) -> tuple[Mapping[str, object], Mapping[str, object]]:
        """What the ledger says of an artefact that was read, and the counts that are kept beside it."""
        told = facts_of(read.coverage) | {
            "artefact": spot.key,
            "bytes": seen.bytes,
            "digest": keyed(self._set.person_key, "content", bytes.fromhex(seen.digest)) if seen.digest else None,
            "columns_missing": seen.outcome.columns_missing,
        }
        look = {"look": list(seen.look)} if seen.look else {}
        return told, {**tallied_to_json(seen.outcome), "bytes": seen.bytes, **look}

    def _seen_before(self, spot: Spot, digest: Callable[[], str]) -> bool:
        place = (spot.reader.name, spot.key)
        if place not in self._places_before:
            return False
        return (*place, keyed(self._set.person_key, "content", bytes.fromhex(digest()))) in self._set.read_before

    def _gone(self, carrier: int, source: Source) -> bool:
        """Is the carrier itself no longer there (unplugged), so that an unread file says nothing about the file?"""
        try:
            again = self._set.open_source(self._set.offers[carrier - 1].path, ())
        except InzageError:
            return True
        try:
            return again.identity != source.identity
        except (InzageError, OSError):
            return True
        finally:
            again.close()

    def _take(self, read: Read) -> None:
        self._reads.append(read)
        self._meter.took(read)

    def _digest(self, tables: Sequence[LaidOut]) -> None:
        def tell(carrier: int, done: int, total: int) -> None:
            self._halt.heed(self._carriers[carrier - 1])  # it can take hours, and a stop is heeded at once
            self._meter.digesting(carrier, done, total)

        wholes = Wholes(self._diary, asked=self._set.whole, tell=tell)
        with self._meter.timed("digest", told=self._set.whole):
            for table in tables:
                at = table.ordinal - 1
                self._carriers[at] = replace(self._carriers[at], whole=wholes.of(table.ordinal, table.source))

    # --- answers -------------------------------------------------------------------

    def _settle(self, stage: Level) -> None:
        """What is answered now, and what need not be read any more.

        A question counts as answered by its stages alone, not by what was found: else one that is answered before its
        time would be known as an indication (ADR 0039).
        """
        self._settled |= {found.question for found in self._answers() if settled(found)}
        self._meter.answered = self._answered(stage)
        readers = {door.reader for door in self._plan.doors}
        self._meter.forecast.closed([name for name in readers if self._asked(self._set.readers[name]) is None])

    def _answered(self, stage: int) -> tuple[str, ...]:
        """The questions that the plan opens nothing for after this stage."""
        still = {door.question for door in self._plan.doors if door.stage > stage}
        return tuple(question.code for question in self._plan.questions if question.code not in still)

    def _answers(self) -> tuple[Answer, ...]:
        owners = {n: offer.owner for n, offer in enumerate(self._set.offers, 1)}
        return tuple(
            answer(
                question,
                self._plan,
                self._reads,
                owners=owners,
                readers=self._set.readers,
                indicator=self._set.indicators[question.indicator],
                lists=_used(self._set.lists.get(question.code, ())),
            )
            for question in self._plan.questions
        )


def _used(lists: Sequence[OpenList]) -> tuple[ListUsed, ...]:
    return tuple(ListUsed(used.name, used.version) for used in lists)
