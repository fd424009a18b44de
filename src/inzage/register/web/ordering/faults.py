"""What can stand in the way of an order that is entered or signed, each with what to do."""

from inzage.register.faults import RegisterFault


class NoKeyHere(RegisterFault):
    """This register holds no key of this person to sign with."""

    nl = (
        "Voor u ligt hier geen sleutel om opdrachten te ondertekenen ({place}). Er is niets ondertekend. "
        "Laat de beheerder uw sleutel plaatsen, of onderteken met inzage mandate sign."
    )
    en = (
        "No key of yours to sign orders lies here ({place}). Nothing was signed. "
        "Have the administrator put your key there, or sign with inzage mandate sign."
    )


class KeyOpen(RegisterFault):
    """Others than its owner may read the file of the key."""

    nl = (
        "Uw sleutel kan door anderen worden gelezen ({place}). Er is niets ondertekend. "
        "Laat de beheerder dit herstellen."
    )
    en = "Your key can be read by others ({place}). Nothing was signed. Have the administrator repair this."


class KeyShut(RegisterFault):
    """The passphrase does not open the key, or what lies there is no key."""

    nl = "Met deze wachtzin gaat uw sleutel niet open. Er is niets ondertekend. Typ de wachtzin van uw sleutel opnieuw."
    en = "This passphrase does not open your key. Nothing was signed. Type the passphrase of your key again."


class KeyWithoutRole(RegisterFault):
    """The register's kit does not trust this key for this signature."""

    nl = (
        "Uw sleutel telt hier niet als {role}. Er is niets ondertekend. Laat de beheerder haar vertrouwen "
        "(inzage trust add), of laat een ander ondertekenen."
    )
    en = (
        "Your key does not count as {role} here. Nothing was signed. Have the administrator trust it "
        "(inzage trust add), or have somebody else sign."
    )


class NothingToSign(RegisterFault):
    """The order names no building block: a mandate of it would open nothing."""

    nl = (
        "Deze opdracht noemt geen bouwsteen; er valt niets te controleren en dus niets te ondertekenen. "
        "Leg eerst een voorwaarde met een bouwsteen vast."
    )
    en = (
        "This order names no building block; there is nothing to check and so nothing to sign. "
        "Record a condition with a building block first."
    )


class TermsDiffer(RegisterFault):
    """Conditions of one order say different things of how often, how and by whom."""

    nl = (
        "De voorwaarden van deze opdracht noemen niet dezelfde {field}. Een opdracht heeft er één. "
        "Verbeter de voorwaarden, of leg ze als aparte opdrachten vast."
    )
    en = (
        "The conditions of this order do not name the same {field}. A mandate has one. "
        "Correct the conditions, or record them as orders apart."
    )


class NotYourProposal(RegisterFault):
    """The first signature is of who entered the order."""

    nl = "Eerst ondertekent wie de opdracht invoerde of verbeterde ({maker}). Vraag dat; daarna kunt u als tweede."
    en = "Who entered or corrected the order signs first ({maker}). Ask for that; then you can be the second."


class OwnWork(RegisterFault):
    """The second person entered a part of what is compared."""

    nl = "U hebt een deel van deze opdracht zelf ingevoerd. Laat een ander haar vergelijken en ondertekenen."
    en = "You entered a part of this order yourself. Have somebody else compare and sign it."


class ChangedSince(RegisterFault):
    """The order does not say any more what was signed first."""

    nl = (
        "De opdracht is gewijzigd nadat zij is voorgelegd. Er is niets ondertekend. Geef haar terug; "
        "wie haar invoerde, legt haar dan opnieuw voor."
    )
    en = (
        "The order was changed after it was put before you. Nothing was signed. Give it back; "
        "who entered it then puts it before you again."
    )


class ReadOld(RegisterFault):
    """What was on the screen is not what the records say now."""

    nl = "De opdracht is gewijzigd terwijl u keek. Er is niets ondertekend. Bekijk haar opnieuw en beslis dan."
    en = "The order was changed while you were looking. Nothing was signed. Look at it again, then decide."


class NoFile(RegisterFault):
    """There is no signed mandate to hand out."""

    nl = "Van deze opdracht is hier geen ondertekend bestand bewaard. Laat haar eerst door twee personen ondertekenen."
    en = "No signed file of this order is kept here. Have it signed by two people first."


class SayMore(RegisterFault):
    """Nothing and something cannot both be granted."""

    nl = "U koos zowel niets als iets anders. Kies een van beide."
    en = "You chose both nothing and something else. Choose one of them."
