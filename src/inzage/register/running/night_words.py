"""The words of a night: what became of a run, what a person does about it today, what goes first."""

from collections.abc import Mapping

from inzage.register.running import Priority, Running, Steer
from inzage.register.running.nights import Became
from inzage.register.values import Words

BECAME: Mapping[Became, Words] = {
    Became.HALTED: Words("gestopt en verzegeld", "halted and sealed"),
    Became.FAILED: Words("mislukt", "failed"),
    Became.NOT_TAKEN_IN: Words("klaar, dossier niet ingenomen", "finished, case not taken in"),
    Became.NOT_ASSESSABLE: Words(
        "klaar, met een vraag die niet te beoordelen is", "done, with a question not assessable"
    ),
    Became.PAUSED: Words("onderbroken", "interrupted"),
    Became.RUNNING: Words("bezig", "running"),
    Became.WAITING: Words("wacht", "waiting"),
    Became.DONE: Words("klaar", "done"),
}
TODAY: Mapping[Became, Words] = {
    Became.HALTED: Words(
        "Laat het toestel zoals het is, kijk niet verder, en handel af wat de opdracht bij stoppen voorschrijft.",
        "Leave the device as it is, look no further, and do what the mandate prescribes for a halt.",
    ),
    Became.FAILED: Words(
        "Lees de reden. Neem haar weg en zet de controle weer in de rij, of vraag een nieuwe controleopdracht aan.",
        "Read the reason. Mend it and queue the check again, or ask for a new check order.",
    ),
    Became.NOT_TAKEN_IN: Words(
        "De controle is gedaan, maar het dossier is geweigerd. Lees waarom, en bied het daarna opnieuw aan.",
        "The check was done, but its case was refused. Read why, then bring it again.",
    ),
    Became.NOT_ASSESSABLE: Words(
        "Kijk wat niet te zien was. Niet te beoordelen is geen aanwijzing, en ook niet het tegendeel.",
        "See what could not be seen. Not assessable is no indication, nor the opposite.",
    ),
    Became.PAUSED: Words(
        "De controle gaat niet vanzelf verder. Laat haar verder gaan zolang dat kan.",
        "The check does not go on by itself. Let it go on while that is possible.",
    ),
}
"""What each asks of a person."""
PRIORITIES: Mapping[int, Words] = {
    Priority.URGENT: Words("met spoed", "urgent"),
    Priority.ORDINARY: Words("gewoon", "ordinary"),
    Priority.ROOM: Words("als er plaats is", "when there is room"),
}
RUNNING: Mapping[str, Words] = {
    Running.FINISH: Words("wat liep, mocht aflopen", "what ran was let to its end"),
    Running.PUT_BACK: Words("wat liep, is teruggezet", "what ran was put back"),
}
DEEDS: Mapping[str, Words] = {
    Steer.PAUSE: Words("Wachtrij stilgezet", "Queue paused"),
    Steer.GO_ON: Words("Wachtrij weer laten lopen", "Queue let go on"),
}
