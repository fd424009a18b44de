"""A check that may open nothing more: what concerns it is sealed already, or its officer asked to stop.

Whatever changed since it was interrupted may stand in the way of reading on: the day, the term of order and
mandate, the carriers, the lists, the police's key. None of it may stand in the way of this, for then a hit would
lie sealed in a case that nobody can finish. So the plan is the one that the case holds, and nothing is asked of
anything else.
"""

from datetime import date

from inzage.check.papers import Papers, Prepared
from inzage.check.plan_json import plan_of
from inzage.mandate.codec import order_of
from inzage.mandate.signed import any_mandate
from inzage.record import ORDER, EntryKind
from inzage.record.casefile import CaseWriter
from inzage.signing.dsse import read
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, SealingKeyFault, sealing_key


def is_sealed(case: CaseWriter) -> bool:
    """Was this check halted before it was interrupted?"""
    return any(entry.kind is EntryKind.SEALED for entry, _ in case.entries())


def as_begun(case: CaseWriter, papers: Papers, kit: Kit, today: date) -> Prepared:
    """What the case itself says of its check, and to whom a stop is sealed.

    Raises:
        ValueError, KeyError, TypeError: the case holds no plan.
    """
    order = order_of(read(papers.order, file=ORDER).payload) if papers.order else None
    plan = plan_of(case.plan, any_mandate(papers.mandate), order)
    return Prepared(plan, {}, _recipient(kit, today, plan.on))


def _recipient(kit: Kit, *days: date) -> SealingKey | None:
    """The police's key of today; else that of the day on which the check began."""
    for day in days:
        try:
            return sealing_key(kit, day)
        except SealingKeyFault:
            continue
    return None
