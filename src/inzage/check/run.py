"""The only shell: carries out a plan, stage by stage, and leaves a case.

Order of work: low intrusion first, then medium, then high. After each stage the
questions are answered from what was counted so far; an indication closes the
higher stages of its question. Whatever happens to one artefact is a line in the
coverage; only a disk that refuses or a person who stops ends a run early, and
then it can be resumed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from inzage.artefact import Window
from inzage.check import VALIDATION, Offer, Plan, halted
from inzage.check.ahead import Ahead, Opened, StopAsked, to_the_broker
from inzage.check.answers import Read, answer, settled
from inzage.check.diary import Diary
from inzage.check.gallery import Gallery
from inzage.check.halt import Halt, Halting, Sealing
from inzage.check.job import Asked, OpenList, Tallied, parse_reply, tallied_to_json
from inzage.check.meter import Meter, Watch
from inzage.check.reading import HANDLER, Desk, Seen
from inzage.check.shut import Shut
from inzage.check.spots import LaidOut, Spot, keyed, lay_out, line, not_allowed
from inzage.check.tries import Shown, Tell, came_of, given
from inzage.check.whole import Wholes
from inzage.errors import Interrupted, InzageError
from inzage.indicators import Registered
from inzage.mandate import Level
from inzage.mandate.named import Named
from inzage.observations import MediaLook
from inzage.readers import Reader
from inzage.record import EntryKind
from inzage.record.casefile import CaseWriter
from inzage.result import Answer, CarrierFacts, Coverage, ListUsed, Reason, Status
from inzage.sources import Source
from inzage.sources.unlocking import Key, tried_on
from inzage.worker.pool import Pool


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is given besides the plan: hands, keys and tools, no decisions.

    ``lists``: question → open lists (listed and benign). ``shut``: says of a
    container's name whether it stays closed. ``open_source``: path and keys to ``Source``.
    ``keys``: carrier's place in ``offers``, from 0 → what its owner gave to open it.
    ``whole``: was a digest over each whole carrier asked for? ``read_before``: what the last
    check read whole, as (reader, artefact, digest), keyed. ``sealing``: how a halt is sealed, None where
    the police's key is not at hand. ``stop_asked``: has the officer asked to stop? ``attended``: role and
    reason of an expert who attends, None where nobody does. ``hands``: how many artefacts may be in hand at once.
    """

    offers: Sequence[Offer]
    person_key: bytes
    list_key: bytes
    lists: Mapping[str, tuple[OpenList, ...]]
    readers: Mapping[str, Reader]
    indicators: Mapping[str, Registered]
    shut: Shut
    open_source: Callable[[str, Sequence[Key]], Source]
    keys: Mapping[int, tuple[Key, ...]] = field(default_factory=dict)
    unconfined: bool = False
    whole: bool = False
    attended: Mapping[str, object] | None = None
    sealing: Sealing | None = None
    stop_asked: Callable[[], bool] = field(default=lambda: False)
    read_before: frozenset[tuple[str, str, str]] = frozenset()
    hands: int = 1
    watch: Watch = field(default=lambda _: None)
    tell: Tell = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a run learnt, ready to become a ``CheckResult``. ``handover``: the number of what was sealed."""

    answers: tuple[Answer, ...]
    reads: tuple[Read, ...]
    carriers: tuple[CarrierFacts, ...]
    seconds: Mapping[str, float]
    halted: bool = False
    handover: str | None = None
    decoders: tuple[str, ...] = ()


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
        self._halt = Halt(self._diary, setting.sealing, setting.stop_asked)
        self._meter = Meter(plan.budget, setting.watch)
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
        with ExitStack() as held:
            tables = list(self._lay_out(held))
            self._meter.due = sum(len(table.spots) for table in tables)
            if tables:
                self._set.shut.all_met()
            if self._window and any(table.spots for table in tables):
                ahead = held.enter_context(self._ahead())  # ends after the pool, whose workers its threads wait for
                pool = held.enter_context(Pool(HANDLER, unconfined=self._set.unconfined))
                closed = self._plan.mandate.exclusions
                shut = Named(closed.salt, closed.contacts)
                held.enter_context(self._gallery)
                desk = Desk(
                    pool,
                    self._window,
                    self._set.list_key,
                    shut,
                    seen_before=self._seen_before,
                    gallery=self._gallery,
                    heed=self._heed_in_thread if ahead.threads else self._heed,
                )
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
            source = self._set.open_source(offer.path, keys)
            held.callback(source.close)
            self._unlock(ordinal, source, keys)
            self._halt.heed()
            table = lay_out(ordinal, offer, source, readers, person_key=self._set.person_key, excluded=self._set.shut)
            self._note_carrier(table.facts, len(table.spots))
            for aside in table.set_aside:
                self._set_aside(aside)
            yield table

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
            self._diary.note(EntryKind.SKIPPED, _facts(coverage) | named)

    # --- reading, stage by stage ---------------------------------------------------

    def _ahead(self) -> Ahead:
        return Ahead(self._set.hands, self._halt.hit, self._halt.heed)

    def _heed(self, carrier: int) -> None:
        self._halt.heed(self._carriers[carrier - 1])

    def _heed_in_thread(self, _carrier: int) -> None:
        if self._set.stop_asked():
            raise StopAsked

    def _stage(self, stage: Level, tables: Sequence[LaidOut], desk: Desk, ahead: Ahead) -> None:
        due = [(table, spot) for table in tables for spot in table.spots if spot.reader.opens.level == stage]
        if due:
            telling = self._meter.stage(stage, len(due), sum(spot.found.size for _, spot in due))
            for table, spot in due:
                if self._decodes(spot):
                    ahead.drain()  # how many pictures there is room for is known when the one before is done
                self._one(spot, table.source, desk, ahead)
                if self._decodes(spot):
                    ahead.drain()
                ahead.then(partial(telling.step, spot.carrier, spot.found.size))
            ahead.drain()
            telling.over()
        self._settle()

    def _one(self, spot: Spot, source: Source, desk: Desk, ahead: Ahead) -> None:
        self._heed(spot.carrier)
        asked = self._asked(spot)
        if asked is None:
            aside = replace(spot.place, status=Status.NOT_NEEDED, reason=Reason.ANSWERED_EARLIER)
            ahead.then(partial(self._set_aside, aside, spot.key))
            return
        named = _facts(spot.place) | {"artefact": spot.key}
        before = self._diary.outcome_of(named)
        if before is not None:
            cost, decoder = before.get("look") or (0, "")
            self._gallery.took(cost, decoder)
            ahead.then(partial(self._take, spot, Seen(self._parse(before, asked), int(before["bytes"]))))
            return
        over = self._diary.over_budget(named) or self._meter.over_budget(ahead.reading) or self._no_room(spot)
        if over is not None:
            aside = replace(spot.place, status=Status.OVER_BUDGET, reason=over)
            ahead.then(partial(self._set_aside, aside, spot.key))
            return
        self._begin(spot, desk, source, asked, ahead)

    def _decodes(self, spot: Spot) -> bool:
        return self._plan.similar is not None and MediaLook in spot.reader.yields

    def _no_room(self, spot: Spot) -> Reason | None:
        """Were as many pictures decoded as the bound on false alarms allows?"""
        return Reason.COUNT_BUDGET if MediaLook in spot.reader.yields and self._gallery.full else None

    def _asked(self, spot: Spot) -> tuple[Asked, ...] | None:
        """The questions this spot may still be read for; None where none is left."""
        codes = {door.question for door in self._plan.doors if door.reader == spot.reader.name}
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

    def _begin(self, spot: Spot, desk: Desk, source: Source, asked: Sequence[Asked], ahead: Ahead) -> None:
        why = sorted({one.question.code for one in asked}) or [VALIDATION]
        self._diary.opening(_facts(spot.place) | {"artefact": spot.key, "for": why})
        seal = self._halt.to_seal(asked, self._carriers[spot.carrier - 1])
        if ahead.threads:
            opened = Opened(source.open(spot.found, spot.reader.beside))
            work = partial(desk.read, spot, source, asked, seal, to_the_broker, opened=opened)
        else:
            work = partial(desk.read, spot, source, asked, seal, self._halt.hit)
        ahead.read(work, partial(self._end, spot, source))

    def _end(self, spot: Spot, source: Source, seen: Seen) -> None:
        self._heed(spot.carrier)
        if seen.outcome.reason is Reason.READ_ERROR and self._gone(spot.carrier, source):
            raise CarrierGone(ordinal=spot.carrier, seen=self._meter.seen, due=self._meter.due)
        told = _facts(Read.of(spot.place, seen.outcome, seen.bytes).coverage) | {
            "artefact": spot.key,
            "bytes": seen.bytes,
            "digest": keyed(self._set.person_key, "content", bytes.fromhex(seen.digest)) if seen.digest else None,
            "columns_missing": seen.outcome.columns_missing,
        }
        look = {"look": list(seen.look)} if seen.look else {}
        self._diary.read(told, {**tallied_to_json(seen.outcome), "bytes": seen.bytes, **look})
        self._take(spot, seen)

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

    def _take(self, spot: Spot, seen: Seen) -> None:
        read = Read.of(spot.place, seen.outcome, seen.bytes)
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

    def _settle(self) -> None:
        self._settled |= {found.question for found in self._answers() if settled(found)}

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


def _facts(coverage: Coverage) -> dict[str, object]:
    """A coverage line as ledger facts: closed words, counts, ordinals."""
    return {
        "carrier": coverage.carrier,
        "reader": coverage.reader,
        "ordinal": coverage.ordinal,
        "container": coverage.container,
        "data_class": coverage.data_class.value,
        "status": coverage.status.value,
        "reason": coverage.reason.value if coverage.reason else None,
        "rows": coverage.rows,
        "records": dict(coverage.records),
    }
