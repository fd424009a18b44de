"""Sentences of the client's copy, in plain Dutch (B1), with English beside it."""

from inzage.report.voice import Frames
from inzage.report.words_officer import SHARED

CLIENT: Frames = {
    **SHARED,
    "mark.exception": (
        "Het programma las zonder de bescherming die nodig is. De beheerder (sleutel {signers}) gaf daar toestemming "
        "voor, op kernel {kernel}, tot en met {until}. De reden: {reason} Dit telt mee bij wat er met de uitkomst "
        "gebeurt.",
        "The program read without the protection that is needed. The administrator (key {signers}) allowed this, on "
        "kernel {kernel}, up to and including {until}. The reason: {reason} This counts in what is done with the "
        "outcome.",
    ),
    "title": ("Uw afschrift van de controle", "Your copy of the check"),
    "subtitle": ("Dit papier is voor u. Bewaar het goed.", "This paper is for you. Keep it safe."),
    "footer": ("Afschrift · controle {check}", "Copy · check {check}"),
    "times": ("keer|keer", "time|times"),
    "intro": (
        "Op {on} was er een controle van apparaten. De rechter heeft bepaald dat zo’n controle mag. "
        "In dit papier leest u wat wij hebben geopend en wat niet. "
        "U leest ook wat u kunt doen als u het er niet mee eens bent.",
        "On {on} devices were checked. The court decided that such a check is allowed. "
        "This paper tells you what we opened and what we did not. "
        "It also tells you what you can do if you do not agree.",
    ),
    "intro.counts": (
        "Een computer heeft geteld. De computer zegt dát er iets was, hoe vaak en op welke dagen. "
        "Teksten, foto’s, adressen en namen staan niet in ons dossier.",
        "A computer did the counting. It says that something was there, how often and on which days. "
        "Texts, pictures, addresses and names are not in our file.",
    ),
    "ending.head": ("Hoe de controle verliep", "How the check went"),
    "halt": (
        "De vragen van de rechter zijn niet beantwoord. Uw reclasseringswerker kan u nu niet zeggen waarom er is "
        "gestopt. Wilt u weten wat u kunt doen? Bel uw advocaat.",
        "The questions of the court were not answered. Your probation officer cannot tell you now why it was halted. "
        "Do you want to know what you can do? Call your lawyer.",
    ),
    "nothing.head": ("Er is niets geopend", "Nothing was opened"),
    "nothing": (
        "Bij deze controle hebben wij niets op apparaten gelezen.",
        "In this check we read nothing from the devices.",
    ),
    "outcome": ("Wat is de uitkomst?", "What is the outcome?"),
    "outcome.none": ("Er zijn geen vragen beantwoord.", "No questions were answered."),
    "counted.none": ("Wij hebben niets geteld dat bij deze vraag meetelt.", "We counted nothing for this question."),
    "named": (
        "Dit zagen wij ook, maar het telt niet mee: {classes}.",
        "We also saw this, but it does not count: {classes}.",
    ),
    "counted.once": ("Wij telden {times}, op {on}.", "We counted {times}, on {on}."),
    "counted": (
        "Wij telden {times}, op {days}. De eerste dag was {first}. De laatste dag was {last}.",
        "We counted {times}, on {days}. The first day was {first}. The last day was {last}.",
    ),
    "seen": (
        "Wij konden {seen} lezen van wat wij voor deze vraag verwachtten.",
        "We could read {seen} of what we expected for this question.",
    ),
    "seen.all": (
        "Wij konden alles lezen wat wij voor deze vraag verwachtten.",
        "We could read all that we expected for this question.",
    ),
    "seen.none": (
        "Wij konden niets lezen van wat wij voor deze vraag nodig hebben.",
        "We could read nothing of what we need for this question.",
    ),
    "meanings": ("Wat betekenen de antwoorden?", "What do the answers mean?"),
    "opened": ("Wat hebben wij geopend?", "What did we open?"),
    "opened.text": (
        "Wij telden alleen wat gebeurde van {window}. Een dag loopt van middernacht tot middernacht, "
        "op de klok in Nederland.",
        "We only counted what happened from {window}. A day runs from midnight to midnight, by the clock in the "
        "Netherlands.",
    ),
    "opened.human": (
        "Iemand heeft hier {human} zelf in gekeken. De rest las alleen de computer.",
        "A person looked into this {human}. The rest was read by the computer alone.",
    ),
    "opened.nobody": (
        "Niemand heeft zelf in uw gegevens gekeken. Alleen de computer heeft gelezen.",
        "No person looked into your data. Only the computer read it.",
    ),
    "opened.caption": ("Wat de computer las", "What the computer read"),
    "col.data": ("Soort gegevens", "Kind of data"),
    "col.files": ("Bestanden", "Files"),
    "col.rows": ("Regels", "Lines"),
    "col.human": ("Door mensen bekeken", "Looked at by people"),
    "shut": ("Wat hebben wij niet bekeken, en waarom?", "What did we not look at, and why?"),
    "shut.closed": (
        "Dit bleef dicht. Wij weten dus ook niet of het er is.",
        "This stayed closed. So we do not know whether it is there.",
    ),
    "shut.item": ("{data}. {why}", "{data}. {why}"),
    "shut.not_needed": (
        "Dit was niet nodig voor de vragen: {classes}.",
        "This was not needed for the questions: {classes}.",
    ),
    "shut.no_condition": (
        "U hebt geen voorwaarde die hierom vraagt: {classes}.",
        "You have no condition that asks for this: {classes}.",
    ),
    "shut.absent": ("Dit hebben wij niet gevonden: {classes}.", "This we did not find: {classes}."),
    "unread.lead": (
        "Dit wilden wij lezen, maar dat lukte niet of niet helemaal.",
        "This we wanted to read, but could not, or not whole.",
    ),
    "unread.item": ("{data}: {files}. {why}", "{data}: {files}. {why}"),
    "profiles": ("profiel|profielen", "profile|profiles"),
    "withheld.item": ("{profiles} op een apparaat. {why}", "{profiles} on a device. {why}"),
    "disagree": ("Bent u het er niet mee eens?", "Do you disagree?"),
    "disagree.1": (
        "Vertel het aan uw reclasseringswerker. Bij het antwoord schrijven wij dan dat u het betwist.",
        "Tell your probation officer. We then write beside the answer that you dispute it.",
    ),
    "disagree.2": (
        "Vraag om een hertelling. Iemand anders telt dan opnieuw, met dezelfde regels en dezelfde lijsten. "
        "Dat mag ook een deskundige zijn die u zelf kiest. Een hertelling is geen nieuwe controle.",
        "Ask for a recount. Somebody else then counts again, by the same rules and with the same lists. "
        "That may also be an expert of your own choice. A recount is not a new check.",
    ),
    "disagree.3": (
        "Hebt u een klacht over hoe de controle ging? Schrijf dan binnen 6 weken naar de klachtencommissie.",
        "Do you have a complaint about how the check went? Then write to the complaints committee within 6 weeks.",
    ),
    "disagree.4": (
        "Gaat uw klacht over uw privacy? Schrijf dan naar de functionaris gegevensbescherming van de reclassering. "
        "Helpt dat niet? Dan kunt u naar de Autoriteit Persoonsgegevens of naar de rechter.",
        "Is your complaint about your privacy? Then write to the data protection officer of the probation service. "
        "Does that not help? Then you can go to the Dutch Data Protection Authority or to the court.",
    ),
    "disagree.5": (
        "U mag vragen welke gegevens wij van u hebben. Staat er iets fout in? Dan mag u vragen om dat te verbeteren.",
        "You may ask which data we hold about you. Is something wrong? Then you may ask us to correct it.",
    ),
    "disagree.lead": (
        "Vraag gerust om hulp. U mag dit papier ook aan uw advocaat laten zien.",
        "Feel free to ask for help. You may also show this paper to your lawyer.",
    ),
    "code": ("Uw code", "Your code"),
    "code.text": (
        "Alles wat wij openden, staat in een register. Deze code hoort bij dat register. "
        "Verandert iemand het register later? Dan klopt de code niet meer. "
        "Met deze code kunt u dat laten nakijken. Bewaar hem dus goed.",
        "Everything we opened stands in a ledger. This code belongs to that ledger. "
        "Does somebody change the ledger later? Then the code no longer fits. "
        "With this code you can have that checked. So keep it safe.",
    ),
    "code.label": ("Code van het register", "Code of the ledger"),
    "contact": ("Vragen? Bel of schrijf naar:", "Questions? Call or write to:"),
}
