"""The signed mandate, kept beside the record of the court's order exactly as it was signed."""

from inzage.mandate import Mandate
from inzage.mandate.codec import mandate_of
from inzage.register.guards import condition_of
from inzage.register.models import Record
from inzage.register.running.faults import MandateDiffers, NoMandate
from inzage.register.running.places import Places
from inzage.register.running.tables import Paper
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import read, verify

SIGNED = "ondertekend"
BY_TWO = (Role.MANDATE_ISSUER, Role.SECOND_SIGNER)


def keep_mandate(opdracht: Record, envelope: bytes, places: Places) -> str:
    """Keep the mandate that two people signed for this order; its digest. The same one again changes nothing.

    Raises:
        SigningError: it is not signed by two who may.
        MandateDiffers: another digest than the record's step says, or another person's.
    """
    payload = verify(read(envelope, file="opdracht"), PayloadType.MANDATE, BY_TWO, places.trust())
    mandate = mandate_of(payload)
    if mandate.sha256 != signed_as(opdracht):
        raise MandateDiffers(found=("een ander kenmerk", "another digest"))
    if mandate.person != pseudonym_of(opdracht):
        raise MandateDiffers(found=("een andere persoon", "another person"))
    about = Record.objects.get(id=opdracht.root)
    Paper.objects.get_or_create(sha256=mandate.sha256, defaults={"about": about, "envelope": envelope})
    return mandate.sha256


def signed_as(opdracht: Record) -> str | None:
    """The digest of the mandate that the second person signed."""
    steps = opdracht.steps.filter(target=SIGNED).order_by("-place")
    return next((str(step.details.get("mandate_sha256")) for step in steps), None)


def pseudonym_of(record: Record) -> str | None:
    """The pseudonym of the person whose trajectory a record is in."""
    trajectory = record.trajectory
    person = trajectory.about if trajectory else None
    return str(person.data.get("pseudonym")) if person else None


def paper_of(activity: Record) -> Paper:
    """The mandate under which a check would take place; ``NoMandate`` where none is in force."""
    condition = condition_of(activity)
    order = condition.about if condition else None
    newest = Record.objects.filter(root=order.root, corrected_by__isnull=True).first() if order else None
    paper = Paper.objects.filter(about_id=order.root).first() if order else None
    if newest is None or paper is None or newest.state != SIGNED:
        raise NoMandate()
    return paper


def mandate_in(paper: Paper) -> Mandate:
    """What a kept mandate says."""
    return mandate_of(read(bytes(paper.envelope), file="opdracht").payload)
