"""Importing a list on a decision of two people, and withdrawing one: each together with its line in the log."""

from datetime import datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from inzage.register import Catalogue
from inzage.register.erasing import DECISION, DONE
from inzage.register.log import note, writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.running.places import Places
from inzage.register.values import Actor, Role, Words
from inzage.register.watching.arriving import kept, let_go, tool
from inzage.register.writing import refuse
from inzage.register.zones import day_of
from inzage.signing.kit import Kit
from inzage.watchlists import store
from inzage.watchlists.ingest import Imported, import_list

ACT, WITHDRAW = "lijst-invoeren", "list"
NOT_YOURS = Words(
    "Alleen een lijstbeheerder trekt een lijst in.",
    "Only a list manager withdraws a list.",
)


def bring_in(catalogue: Catalogue, decision: Record, by: Actor, places: Places, at: datetime) -> Imported:
    """Carry a decision out: the step and the import, or neither.

    Raises:
        Refused: not agreed to, not by this actor, or carried out before.
        ListGone: what was agreed to is not there any more.
        ListFault: the list itself does not hold, or names what is ordinary (then it is in quarantine).
    """
    whole = str(decision.data.get("object", ""))
    with transaction.atomic():
        move(catalogue, Asked(decision.id, DONE, by, at, {"object": whole}))
        waits, (kit, lists) = kept(whole, places), tool(places)
        done = import_list(waits.file, waits.manifest_file, lists, Kit.load(kit), today=day_of(at))
    let_go(whole, places)
    return done


def withdraw(name: str, by: Actor, places: Places) -> None:
    """Take a list out here: its entries are erased, its manifest stays. One person may: it only makes counts less."""
    if by.role is not Role.LISTS:
        raise refuse(NOT_YOURS)
    kit, lists = tool(places)
    with writing() as at:
        told = sha256(name.encode()).hexdigest()
        note(WITHDRAW, subject_of(name), by, at, kind=name[:64], told=told)
        store.withdraw(lists, name, Kit.load(kit).list_key())


def subject_of(name: str) -> UUID:
    """What a line on a list is about: the same for every line on that list."""
    return uuid5(NAMESPACE_URL, f"inzage:list:{name}")


__all__ = ["ACT", "DECISION", "bring_in", "subject_of", "withdraw"]
