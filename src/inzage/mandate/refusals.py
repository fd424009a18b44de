"""Why a check may not begin: one class per reason, each with its sentence; all exit 5."""

from inzage.errors import RefusedByMandate
from inzage.mandate.faults import Bilingual


class NotAdmitted(Bilingual, RefusedByMandate):
    """Base of all reasons for which a mandate, with its order, opens nothing."""


class UnknownBlock(NotAdmitted):
    """A condition names a building block that the catalogue does not hold."""

    nl = "Verwacht: een bekende bouwsteen ({known}). Gevonden: {block}. Gebruik een versie van Inzage die hem kent."
    en = "Expected: a known building block ({known}). Found: {block}. Use a version of Inzage that knows it."


class UnknownVersion(NotAdmitted):
    """The building block is known, this version of it is not."""

    nl = "Bouwsteen {block}: verwacht versie {known}, gevonden versie {found}. Gebruik een versie die bekend is."
    en = "Building block {block}: expected version {known}, found version {found}. Use a version that is known."


class ParametersWrong(NotAdmitted):
    """A condition fills in its building block in a way that the block does not allow."""

    nl = "Bouwsteen {block}, invulling {name}: verwacht {expected}, gevonden {found}. Verbeter de opdracht."
    en = "Building block {block}, parameter {name}: expected {expected}, found {found}. Mend the mandate."


class WithoutPeriod(NotAdmitted):
    """The mandate names no period, so there is no day on which it opens anything."""

    nl = "Verwacht: een periode in de opdracht. Gevonden: geen. Zonder periode gaat niets open; vraag aanvulling."
    en = "Expected: a period in the mandate. Found: none. Without a period nothing opens; ask for its completion."


class NotYetValid(NotAdmitted):
    """The mandate's period has not begun."""

    nl = "De opdracht geldt vanaf {first}; vandaag is het {today}. Wacht tot die dag."
    en = "The mandate holds from {first}; today is {today}. Wait for that day."


class Expired(NotAdmitted):
    """The mandate's period is over."""

    nl = "De opdracht gold tot en met {last}; vandaag is het {today}. Er mag niets meer worden geopend."
    en = "The mandate held until {last}; today is {today}. Nothing may be opened any more."


class ValidationOnFieldKit(NotAdmitted):
    """A validation mandate opens every door, so only a laboratory kit takes it."""

    nl = (
        "Dit is een validatieopdracht. Verwacht: uitrusting van een laboratorium. Gevonden: {kit}. Gebruik "
        "die niet hier."
    )
    en = "This is a validation mandate. Expected: a laboratory's kit. Found: {kit}. Do not use it here."


class NotSignedByThisKit(NotAdmitted):
    """A validation mandate counts only under the key of the kit that uses it."""

    nl = (
        "Verwacht: een validatieopdracht, ongewijzigd en ondertekend met de sleutel van deze uitrusting. "
        "Gevonden: een andere of geen geldige handtekening. Onderteken de opdracht opnieuw met deze sleutel."
    )
    en = (
        "Expected: a validation mandate, unaltered and signed with this kit's own key. "
        "Found: another signature or none that holds. Sign the mandate again with this key."
    )


class KitNotReady(NotAdmitted):
    """The kit has no complete policy, so it does only demonstration and validation."""

    nl = (
        "Verwacht: uitrusting met beleid, bewaartermijnen en een verwijzing naar de DPIA. Gevonden: in {kit} "
        "ontbreekt {missing}. Vul kit.toml aan; tot dan doet deze uitrusting alleen het voorbeeld en validatie."
    )
    en = (
        "Expected: a kit with a policy, retention terms and a reference to its DPIA. Found: {kit} lacks {missing}. "
        "Complete kit.toml; until then this kit does only the demonstration and validation."
    )


class KitRevoked(NotAdmitted):
    """The kit's own key was revoked."""

    nl = (
        "De sleutel van deze uitrusting is sinds {since} ingetrokken ({why}). Er begint geen controle. "
        "Vernieuw de sleutel met: inzage kit rotate, en geef de nieuwe public.pem aan wie deze uitrusting vertrouwt."
    )
    en = (
        "This kit's key was revoked as of {since} ({why}). No check begins. "
        "Renew the key with: inzage kit rotate, and give the new public.pem to whoever trusts this kit."
    )


class UnsignedNotAllowed(NotAdmitted):
    """Unsigned mandates are for a laboratory alone."""

    nl = (
        "Een opdracht zonder handtekening mag alleen op uitrusting van een laboratorium. Laat de opdracht ondertekenen."
    )
    en = "A mandate without a signature is allowed only on a laboratory's kit. Have the mandate signed."


class OrderMissing(NotAdmitted):
    """A real mandate needs a check order for each check."""

    nl = "Verwacht: een controleopdracht van het register voor deze ene controle. Gevonden: geen. Geef die met --order."
    en = "Expected: a check order by the register for this one check. Found: none. Give it with --order."


class OrderOfAnotherMandate(NotAdmitted):
    """The order was given under another mandate, or another text of it."""

    nl = (
        "De controleopdracht hoort bij een andere opdracht ({found}) dan deze ({expected}). Vraag het "
        "register om de juiste."
    )
    en = (
        "The check order belongs to another mandate ({found}) than this one ({expected}). Ask the register "
        "for the right one."
    )


class OrderOfAnotherPerson(NotAdmitted):
    """The order names another person than the mandate."""

    nl = (
        "De controleopdracht is voor een andere persoon dan de opdracht. Controleer wie u voor u hebt en "
        "vraag een nieuwe."
    )
    en = "The check order is for another person than the mandate. Check whom you have before you and ask for a new one."


class OrderNotForToday(NotAdmitted):
    """The order is for other days than this one."""

    nl = (
        "De controleopdracht geldt van {first} tot en met {last}; vandaag is het {today}. Vraag een nieuwe "
        "aan het register."
    )
    en = "The check order holds from {first} to {last}; today is {today}. Ask the register for a new one."


class OrderUsed(NotAdmitted):
    """A check order is for one check; this one had its check."""

    nl = (
        "Deze controleopdracht is al gebruikt voor een controle. Vraag een nieuwe aan het register, of ga "
        "verder met --resume."
    )
    en = "This check order was used for a check already. Ask the register for a new one, or continue with --resume."


class OverFrequency(NotAdmitted):
    """The order's number lies above what the mandate allows in one span."""

    nl = (
        "De opdracht staat {at_most} controle(s) toe per {per}; deze controleopdracht is nummer {found}. Er "
        "mag er geen meer."
    )
    en = "The mandate allows {at_most} check(s) per {per}; this order is number {found}. No more are allowed."


class OverFrequencyHere(NotAdmitted):
    """This kit itself remembers as many checks as the mandate allows in the running span."""

    nl = (
        "De opdracht staat {at_most} controle(s) toe van {first} tot en met {last}; deze uitrusting deed "
        "er al {found}. "
        "Er mag er geen meer voor {after}."
    )
    en = (
        "The mandate allows {at_most} check(s) from {first} to {last}; this kit has done {found} already. "
        "No more are allowed before {after}."
    )


class OfficialNotAllowed(NotAdmitted):
    """The mandate does not name this kit's official."""

    nl = (
        "De opdracht laat de controle over aan: {expected}. Deze uitrusting is van: {found}. Laat een ander "
        "de controle doen."
    )
    en = "The mandate leaves the check to: {expected}. This kit is of: {found}. Have another carry out the check."


class OfficialExcluded(NotAdmitted):
    """The mandate keeps this kit's official away by name."""

    nl = "De opdracht sluit deze functie uit van de controle: {found}. Laat een ander de controle doen ({expected})."
    en = "The mandate keeps this role away from the check: {found}. Have another carry out the check ({expected})."


class OfficialNotOnOrder(NotAdmitted):
    """The order is for other officials than this kit's."""

    nl = "De controleopdracht is voor: {expected}. Deze uitrusting is van: {found}. Vraag het register om een nieuwe."
    en = "The check order is for: {expected}. This kit is of: {found}. Ask the register for a new one."


class PreviousDiffers(NotAdmitted):
    """The previous case that was given is not the one the order names."""

    nl = (
        "De controleopdracht verwijst naar een vorige controle met code {expected}; gegeven is {found}. Geef "
        "het juiste dossier."
    )
    en = "The check order refers to a previous check with code {expected}; given is {found}. Give the right case."


class ExpertWithoutReason(NotAdmitted):
    """An attending expert works for a reason that is recorded."""

    nl = (
        "Een meekijkende deskundige ({found}) mag alleen helpen als en voor zover dat nodig is. Gevonden: geen reden. "
        "Geef met --reason waarom de deskundige nodig is; dat wordt vastgelegd."
    )
    en = (
        "An attending expert ({found}) may help only if and as far as that is necessary. Found: no reason. "
        "Give with --reason why the expert is needed; it is recorded."
    )


class ExpertSeesNoResults(NotAdmitted):
    """An attending expert sees nothing of what was counted."""

    nl = (
        "Een meekijkende deskundige ({found}) helpt met de techniek en ziet geen uitkomsten; {operation} toont die. "
        "Laat de toezichthouder deze opdracht geven."
    )
    en = (
        "An attending expert ({found}) helps with the technique and sees no results; {operation} shows them. "
        "Have the supervisor give this command."
    )


class OnlyRecount(NotAdmitted):
    """A counter-expert counts again, and nothing else."""

    nl = (
        "Een tegendeskundige ({found}) telt na en gaat na of een dossier ongewijzigd is; {operation} mag niet. "
        "Laat de toezichthouder deze opdracht geven."
    )
    en = (
        "A counter-expert ({found}) counts again and verifies a case; {operation} is no part of that. "
        "Have the supervisor give this command."
    )


class ReasonUnfit(NotAdmitted):
    """The reason is too long, or holds what cannot be shown."""

    nl = "Verwacht bij --reason: ten hoogste {most} gewone tekens. Gevonden: iets anders. Geef de reden korter op."
    en = "Expected for --reason: {most} plain characters at most. Found: something else. Give the reason shorter."
