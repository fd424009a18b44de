"""What is refused about a publication, each with what to do."""

from inzage.register.faults import RegisterFault


class NotPublishable(RegisterFault):
    """``why``: in two languages."""

    nl = "Er is geen concept gemaakt. {why}"
    en = "No draft was made. {why}"


class NamesStaff(RegisterFault):
    """A line of a table is a key of staff."""

    nl = (
        "Er is geen concept gemaakt: in deze cijfers staat het kenmerk van een medewerker. Gegevens van medewerkers "
        "zijn niet openbaar; neem een vraag die hen niet apart noemt."
    )
    en = (
        "No draft was made: these figures hold the key of a member of staff. Data on staff are not public; take a "
        "question that does not name them apart."
    )


class NotEstablished(RegisterFault):
    """``state``: in two languages."""

    nl = (
        "Deze publicatie is niet vastgesteld (nu: {state}). Er gaat niets naar buiten. "
        "Laat een tweede evaluator haar eerst vaststellen."
    )
    en = (
        "This publication is not established (now: {state}). Nothing goes out. "
        "Have a second evaluator establish it first."
    )
