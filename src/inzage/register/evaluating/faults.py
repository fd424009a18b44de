"""What is refused about a question of the evaluation, each with what to do."""

from inzage.register.faults import RegisterFault


class OldForm(RegisterFault):
    """A question of before protocols were kept whole."""

    nl = "Deze vraag is vastgelegd in een oude vorm, zonder heel protocol. Neem haar opnieuw op onder Evaluatie."
    en = "This question was recorded in an old form, without a whole protocol. Adopt it again under Evaluation."


class NotLocked(RegisterFault):
    """A look before the lock."""

    nl = (
        "Deze vraag is nog niet vergrendeld. Er is niet naar cijfers gekeken. Laat een tweede evaluator haar eerst "
        "lezen en vergrendelen; daarna kunt u kijken."
    )
    en = (
        "This question is not locked yet. No figure was looked at. Have a second evaluator read and lock it first; "
        "then you can look."
    )


class Closed(RegisterFault):
    """A look after the end."""

    nl = "Deze vraag is afgesloten. Er is niet opnieuw gekeken. Wilt u verder, leg dan een nieuwe vraag vast."
    en = "This question is closed. No new look was taken. To go on, register a new question."


class UnsoundProtocol(RegisterFault):
    """``field``: of the protocol; ``expected``: what should stand there, in two languages."""

    nl = "Het protocol klopt niet bij {field}. Nodig is: {expected}. Verbeter dit voordat de vraag wordt vergrendeld."
    en = "The protocol is not sound at {field}. Needed is: {expected}. Mend this before the question is locked."


class NoSuchFigure(RegisterFault):
    """A figure that the look does not hold."""

    nl = "Dit cijfer staat niet in deze blik. Ga terug naar de vraag en kies daar een cijfer."
    en = "This look does not hold that figure. Go back to the question and choose a figure there."
