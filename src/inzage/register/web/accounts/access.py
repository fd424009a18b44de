"""The log of signing in: who came in, who did not, and what was done to accounts. Chained as the log of records is.

It stands apart because its lines are about no record. ``ACTIONS`` are all that it says.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection, transaction
from django.forms.models import model_to_dict

from inzage.register.faults import ChainBroken
from inzage.register.log import LOCK, START, canonical, now
from inzage.register.values import Words
from inzage.register.web.accounts.models import Access

ACTIONS = {
    "wachtwoord": Words("Wachtwoord goed, tweede stap volgt", "Password right, second step follows"),
    "aangemeld": Words("Aangemeld", "Signed in"),
    "aangemeld-organisatie": Words("Aangemeld via de organisatie", "Signed in through the organisation"),
    "afgemeld": Words("Afgemeld", "Signed out"),
    "mislukt": Words("Sleutel of wachtwoord onjuist", "Key or password wrong"),
    "code-onjuist": Words("Code van de tweede stap onjuist", "Code of the second step wrong"),
    "organisatie-geweigerd": Words("Aanmelding van de organisatie geweigerd", "Organisation's sign-on refused"),
    "gesloten": Words("Toegang gesloten na te veel pogingen", "Access closed after too many attempts"),
    "herstelcode": Words("Herstelcode gebruikt", "Recovery code used"),
    "herstelcodes": Words("Nieuwe herstelcodes gemaakt", "New recovery codes made"),
    "ingesteld": Words("Tweede stap ingesteld", "Second step set up"),
    "wachtwoord-gewijzigd": Words("Wachtwoord gewijzigd", "Password changed"),
    "gemaakt": Words("Account gemaakt", "Account made"),
    "uitgezet": Words("Account uitgezet", "Account disabled"),
    "aangezet": Words("Account weer aangezet", "Account enabled again"),
    "gekoppeld": Words("Account gekoppeld aan de organisatie", "Account linked to the organisation"),
    "wachtwoord-hersteld": Words("Nieuw wachtwoord gegeven", "New password given"),
    "gevraagd": Words("Om een tweede persoon gevraagd", "Second person asked for"),
    "niet-ingestemd": Words("Tweede persoon stemde niet in", "Second person did not agree"),
    "tweede-stap-hersteld": Words(
        "Tweede stap gewist om opnieuw in te stellen", "Second step cleared to be set up anew"
    ),
    "beheerder-gemaakt": Words("Account van een beheerder gemaakt", "Account of an administrator made"),
    "sleutel-gevraagd": Words("Toegangssleutel voor een machine gevraagd", "Access key for a machine asked for"),
    "sleutel-gegeven": Words("Toegangssleutel voor een machine gegeven", "Access key for a machine given"),
    "sleutel-niet-gegeven": Words("Toegangssleutel niet gegeven", "Access key not given"),
    "sleutel-ingetrokken": Words("Toegangssleutel ingetrokken", "Access key revoked"),
    "sleutel-geweigerd": Words("Toegangssleutel geweigerd", "Access key refused"),
    "machine-controles": Words("Machine vroeg controles op", "Machine asked for checks"),
    "machine-opdracht": Words("Uitrusting nam een opdracht mee", "Kit took a mandate out"),
    "machine-dossier": Words("Uitrusting bood een dossier aan", "Kit brought a case"),
    "machine-dossiers": Words("Machine vroeg innames op", "Machine asked for intakes"),
    "machine-verloop": Words("Machine vroeg het verloop van een controle op", "Machine asked how a check runs"),
    "machine-soorten": Words("Machine vroeg soorten op", "Machine asked for kinds"),
    "machine-toezeggingen": Words("Machine vroeg toezeggingen op", "Machine asked for commitments"),
    "machine-gebeurtenissen": Words("Machine vroeg gebeurtenissen op", "Machine asked for events"),
    "machine-perioden": Words("Machine vroeg perioden op", "Machine asked for spans"),
}


@contextmanager
def _alone() -> Iterator[Access | None]:
    """One transaction with this chain to itself, and its last line."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])
        yield Access.objects.order_by("-number").first()


def note(action: str, subject: str, by: str = "") -> Access:
    """Add a line. ``subject``: an account's key, or ``guarding.keyed`` of what somebody typed."""
    if action not in ACTIONS:
        raise KeyError(action)
    with _alone() as last:
        number, previous = (last.number + 1, last.hash) if last else (1, START)
        at = max(now(), last.recorded) if last else now()
        line = Access(number=number, action=action, subject=subject, by=by, recorded=at, previous=previous)
        line.hash = _bound(line)
        line.save(force_insert=True)
        return line


def _bound(line: Access) -> str:
    fields = {name: value for name, value in model_to_dict(line).items() if name != "hash"}
    return sha256(canonical(fields)).hexdigest()


def verify() -> int:
    """How many lines hold, each with the one before; ``ChainBroken`` at the first that does not."""
    previous, number = START, 0
    for line in Access.objects.order_by("number").iterator():
        number += 1
        if line.number != number or line.previous != previous or line.hash != _bound(line):
            raise ChainBroken(entry=number, found=("de keten van aanmelden is hier verbroken", "the chain breaks here"))
        previous = line.hash
    return number
