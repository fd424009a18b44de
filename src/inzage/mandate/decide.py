"""The one point where permission is enforced: may this data be opened for this question, on this day?"""

from datetime import date

from inzage.mandate import DataClass, Mandate, Permit, Question, Refusal, RefusalReason


def decide(mandate: Mandate, data_class: DataClass, question: Question, on: date) -> Permit | Refusal:
    """Permit, or refuse with the first reason that holds. Pure: same arguments, same decision.

    In this order: the court imposed no condition that raises the question; the
    day lies outside the mandate's period; the question has no use for this data
    class; the mandate does not open it. A mandate without conditions permits nothing.
    """
    reason = _against(mandate, data_class, question, on)
    if reason is None:
        return Permit(question.code, data_class)
    return Refusal(question.code, data_class, reason)


def _against(mandate: Mandate, data_class: DataClass, question: Question, on: date) -> RefusalReason | None:
    if all(condition.block != question.block for condition in mandate.conditions):
        return RefusalReason.NO_CONDITION
    if on not in mandate.period:
        return RefusalReason.OUT_OF_PERIOD
    if data_class not in question.opens:
        return RefusalReason.NOT_FOR_QUESTION
    if data_class not in mandate.manner.data_classes:
        return RefusalReason.NOT_IN_MANDATE
    return None
