"""What can be wrong with signing in and with accounts, each with what to do."""

from inzage.register.faults import RegisterFault


class AccountFault(RegisterFault):
    """Base of all that accounts refuse."""


class NotAllowed(AccountFault):
    """An act on an account that this actor may not do."""

    nl = "Dit mag u niet met dit account doen: {why}. Er is niets gewijzigd; vraag een collega die het wel mag."
    en = "You may not do this with this account: {why}. Nothing was changed; ask a colleague who may."


class NoSuchAccount(AccountFault):
    """No account of this organisation has that key."""

    nl = "Verwacht: een account van uw organisatie. Gevonden: niets onder {key}. Kies een ander."
    en = "Expected: an account of your organisation. Found: nothing under {key}. Choose another."


class AccountWrong(AccountFault):
    """An account cannot be made like this."""

    nl = "Dit account kan zo niet worden gemaakt: {why}. Verbeter dit en probeer het opnieuw."
    en = "This account cannot be made like this: {why}. Mend this and try again."


class ProviderWrong(AccountFault):
    """The description of the organisation's sign-on is not in order."""

    nl = "De aanmelding van uw organisatie staat niet goed ingesteld ({file}: {found}). Meld dit aan de beheerder."
    en = "Your organisation's sign-on is not set up right ({file}: {found}). Report this to the administrator."


class ProviderSilent(AccountFault):
    """The sign-on gives no usable answer."""

    nl = "De aanmelding van uw organisatie antwoordt niet zoals het hoort. Probeer het later opnieuw of meld het."
    en = "Your organisation's sign-on does not answer as it should. Try again later, or report it."


class SignOnRefused(AccountFault):
    """What the sign-on sent is not accepted."""

    nl = "De aanmelding via uw organisatie is geweigerd: {why}. Begin opnieuw, of meld dit aan de beheerder."
    en = "The sign-on through your organisation was refused: {why}. Start again, or report this to the administrator."
