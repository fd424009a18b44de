"""What can stand in the way of a check from the screen, each with what to do."""

from inzage.register.faults import RegisterFault


class NotSetUp(RegisterFault):
    """A folder that an administrator chooses is not there."""

    nl = (
        "De instelling {setting} ontbreekt of wijst geen map aan. Laat de beheerder haar instellen; er is niets gedaan."
    )
    en = "The setting {setting} is missing or names no folder. Have the administrator set it; nothing was done."


class NoMandate(RegisterFault):
    """The court's order was not signed to a mandate, or its file was not kept."""

    nl = "Bij deze opdracht is geen ondertekende opdracht voor controle bewaard. Laat haar eerst ondertekenen."
    en = "No signed mandate is kept with this order. Have it signed first."


class MandateDiffers(RegisterFault):
    """The mandate is not the one that was signed for this record, or is about somebody else."""

    nl = "Deze ondertekende opdracht hoort niet bij dit gegeven ({found}). Er is niets opgeslagen; kies de juiste."
    en = "This signed mandate does not belong to this record ({found}). Nothing was saved; choose the right one."


class NoConsent(RegisterFault):
    """No second person agreed to this order, or the agreement was used before."""

    nl = (
        "Voor een controleopdracht is de instemming van een tweede persoon nodig, voor deze controle en nog niet "
        "gebruikt. Vraag die eerst."
    )
    en = "A check order needs a second person's consent, for this check and not used yet. Ask for it first."


class NotPlanned(RegisterFault):
    """Only a planned check gets an order."""

    nl = "Een controleopdracht hoort bij een geplande controle; deze is: {state}. Plan de controle eerst."
    en = "A check order belongs to a planned check; this one is: {state}. Plan the check first."


class OrderLives(RegisterFault):
    """There is a live order for this check already."""

    nl = "Voor deze controle is al een controleopdracht afgegeven. Gebruik die, of trek haar eerst in."
    en = "A check order was given out for this check already. Use it, or withdraw it first."


class OrderSpent(RegisterFault):
    """The order was used, withdrawn, or its day is over."""

    nl = "Deze controleopdracht geldt niet meer ({found}). Vraag een nieuwe controleopdracht aan."
    en = "This check order does not hold any more ({found}). Ask for a new check order."


class AlreadyRunning(RegisterFault):
    """Somebody has this check in hand."""

    nl = "Deze controle staat al klaar of loopt al. Er is niets opnieuw begonnen; kijk bij de lopende controle."
    en = "This check is queued or running already. Nothing was begun again; look at the running check."


class RunElsewhere(RegisterFault):
    """What was asked of a run does not fit where it is."""

    nl = "Dit kan niet bij een controle in deze toestand ({state}). Er is niets veranderd; kijk opnieuw."
    en = "This cannot be done with a check in this state ({state}). Nothing was changed; look again where it stands."


class ReasonWrong(RegisterFault):
    """What somebody does to the queue needs a reason that a reader understands."""

    nl = (
        "Schrijf waarom, in {least} tot {most} tekens (gevonden: {found}). Wie de nacht nakijkt, leest dit. Er is "
        "niets veranderd."
    )
    en = (
        "Write why, in {least} to {most} characters (found: {found}). Whoever looks at the night reads this. Nothing "
        "was changed."
    )


class PauseStands(RegisterFault):
    """The queue is paused already, or was not."""

    nl = "{state} Er is niets veranderd; kijk opnieuw hoe de wachtrij ervoor staat."
    en = "{state} Nothing was changed; look again how the queue stands."


class NoCarrier(RegisterFault):
    """No carrier was chosen, or too many."""

    nl = "Kies ten minste één en ten hoogste {most} gegevensdragers voor deze controle. Er is niets begonnen."
    en = "Choose at least one and at most {most} carriers for this check. Nothing was begun."


class PlanUnknown(RegisterFault):
    """The plan could not be made; the tool's own sentence says why."""

    nl = "Wat deze controle zou openen, is niet vast te stellen. {said} Probeer het daarna opnieuw."
    en = "What this check would open cannot be told. {said} Then try again."


class StopUnsaid(RegisterFault):
    """The case is of a halted check, and it does not tell who stopped it."""

    nl = (
        "Deze controle is gestopt en verzegeld. Het dossier zegt niet waardoor; geef op of er bekend materiaal was of "
        "dat de toezichthouder stopte. Er is nog niets ingenomen."
    )
    en = (
        "This check was halted and sealed. The case does not say why; say whether there was known material or the "
        "officer stopped it. Nothing was taken in yet."
    )


_KEPT_NL = "Het dossier is niet ingenomen; wat u aanbood, is ongewijzigd bewaard (kenmerk {sha256})."
_KEPT_EN = "The case was not taken in; what you brought is kept as it was (digest {sha256})."


class IntakeRefused(RegisterFault):
    """A case that was not taken in. Its record, in state ``geweigerd``, is written; ``code`` says which class."""

    code = "altered"
    nl = f"Dit dossier is niet zoals het ondertekend is. {_KEPT_NL} Bied het origineel aan."
    en = f"This case is not as it was signed. {_KEPT_EN} Bring the original."


def _refusal(code: str, nl: str, en: str) -> type[IntakeRefused]:
    said = {"code": code, "nl": nl.replace("KEPT", _KEPT_NL), "en": en.replace("KEPT", _KEPT_EN), "__doc__": en}
    return type("IntakeRefused" + code.title().replace("_", ""), (IntakeRefused,), said)


_SAID = {
    "too_large": (
        "Dit bestand is te groot voor een dossier: {bytes} bytes, ten hoogste {most}. Het is niet gelezen en niet "
        "bewaard; kijk of u het juiste bestand koos.",
        "This file is too large for a case: {bytes} bytes, at most {most}. It was not read and not kept; see "
        "whether you chose the right file.",
    ),
    "no_case": (
        "Hierin ligt geen afgerond dossier van een controle. KEPT Kies de map die inzage check achterliet.",
        "There is no finished case of a check in this. KEPT Choose the folder that inzage check left.",
    ),
    "form": (
        "Dit is geen leesbaar zipbestand met een dossier. KEPT Pak het dossier opnieuw in, zonder wachtwoord.",
        "This is no readable zip file with a case. KEPT Pack the case again, without a password.",
    ),
    "strange_file": (
        "Bij dit dossier zitten bestanden die er niet in horen. KEPT Bied alleen het dossier zelf aan.",
        "There are files with this case that have no place in it. KEPT Bring the case itself alone.",
    ),
    "path": (
        "Dit zipbestand bevat een naam die buiten zijn map wijst. KEPT Laat nagaan waar het vandaan komt.",
        "This zip file holds a name that leads out of its folder. KEPT Have it looked into where it came from.",
    ),
    "link": (
        "Dit dossier bevat een verwijzing in plaats van een bestand. KEPT Bied de bestanden zelf aan.",
        "This case holds a link instead of a file. KEPT Bring the files themselves.",
    ),
    "bomb": (
        "Uitgepakt zou dit bestand veel groter zijn dan een dossier kan zijn. KEPT Laat nagaan waar het vandaan komt.",
        "Unpacked this file would be far larger than a case can be. KEPT Have it looked into where it came from.",
    ),
    "kit_unknown": (
        "De uitrusting die dit dossier ondertekende, is bij het register niet bekend. KEPT Laat de beheerder haar "
        "opnemen, en bied het dossier daarna opnieuw aan.",
        "The kit that signed this case is not known to the register. KEPT Have the administrator add it, then bring "
        "the case again.",
    ),
    "kit_revoked": (
        "De sleutel van de uitrusting was al ingetrokken toen dit dossier werd gemaakt. KEPT Meld dit de beheerder.",
        "The kit's key had been revoked already when this case was made. KEPT Report this to the administrator.",
    ),
    "encrypted": (
        "Dit dossier is versleuteld en de sleutel van die uitrusting ligt niet bij het register. KEPT Laat de "
        "beheerder de dossiersleutel van de uitrusting plaatsen, en bied het dossier daarna opnieuw aan.",
        "This case is encrypted and the key of that kit is not with the register. KEPT Have the administrator place "
        "the kit's case key, then bring the case again.",
    ),
    "other_mandate": (
        "Dit dossier is van een controle onder een andere opdracht. KEPT Kies de controle waar het bij hoort.",
        "This case is of a check under another mandate. KEPT Choose the check it belongs to.",
    ),
    "other_order": (
        "Dit dossier is van een andere controleopdracht dan voor deze controle is afgegeven. KEPT Kies de controle "
        "waar het bij hoort.",
        "This case is of another check order than was given out for this check. KEPT Choose the check it belongs to.",
    ),
    "no_order": (
        "Voor deze controle is geen controleopdracht afgegeven die nog openstaat. KEPT Kies de controle waar het "
        "dossier bij hoort.",
        "No check order is open for this check. KEPT Choose the check that the case belongs to.",
    ),
    "taken_in_before": (
        "Dit dossier is al eerder ingenomen; een controle telt één keer. KEPT Kijk bij de eerdere inname.",
        "This case was taken in before; a check counts once. KEPT Look at the earlier intake.",
    ),
    "not_a_result": (
        "Wat dit dossier als resultaat noemt, is geen resultaat van een uitgevoerde controle. KEPT Bied het dossier "
        "van de controle zelf aan, of werk het register bij.",
        "What this case calls its result is no result of a check that was carried out. KEPT Bring the case of the "
        "check itself, or update the register.",
    ),
    "reader_died": (
        "Het afgesloten proces dat dit dossier nagaat, kwam niet tot een antwoord. KEPT Bied het opnieuw aan; gebeurt "
        "het weer, meld dit dan aan de beheerder.",
        "The locked process that examines this case came to no answer. KEPT Bring it again; if that happens once "
        "more, report it to the administrator.",
    ),
    "step": (
        "Deze controle kan geen dossier meer ontvangen of mag nog niet beginnen: {found} KEPT "
        "Verbeter dat, en bied het opnieuw aan.",
        "This check can receive no case any more, or may not begin yet: {found} KEPT Mend that, then bring it again.",
    ),
}
REFUSALS: dict[str, type[IntakeRefused]] = {"altered": IntakeRefused} | {
    code: _refusal(code, *words) for code, words in _SAID.items()
}
"""Each code of a refusal, with its sentence."""
