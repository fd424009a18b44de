"""Sentences of the inspection export on paper, in plain Dutch (B1), with English beside it."""

from inzage.report.voice import Frames

FRAMES: Frames = {
    "page": ("pagina", "page"),
    "of": ("van", "of"),
    "table": ("Tabel", "Table"),
    "figure": ("Figuur", "Figure"),
    "title": ("Uw gegevens bij de reclassering", "Your data at the probation service"),
    "title.third": ("Wat er over u staat", "What it says about you"),
    "subtitle": ("Dit papier is voor u. Bewaar het goed.", "This paper is for you. Keep it safe."),
    "subtitle.gemachtigde": (
        "Dit papier is voor wie namens de betrokkene vraagt. Bewaar het goed.",
        "This paper is for whoever asks on behalf of the person. Keep it safe.",
    ),
    "footer": ("Overzicht van gegevens · gemaakt op {on}", "Overview of data · made on {on}"),
    "intro": (
        "U vroeg wat de reclassering over u heeft opgeschreven. In dit papier staat wat er op {on} in het register "
        "stond. Wat wij niet laten zien, noemen wij aan het einde, met de reden.",
        "You asked what the probation service wrote down about you. This paper holds what was in the register on {on}. "
        "What we do not show is named at the end, with the reason.",
    ),
    "intro.times": (
        "Bij alles staan twee tijden: wanneer het gebeurde en wanneer wij het opschreven. "
        "Soms schrijven wij iets later op. Dan zijn die tijden anders.",
        "Everything has two times: when it happened and when we wrote it down. "
        "Sometimes we write something down later. Then those times differ.",
    ),
    "intro.third": (
        "U vroeg wat er over u staat in de gegevens van een ander. Hieronder staan alleen de regels over u. "
        "Uw naam staat niet in het register.",
        "You asked what it says about you in somebody else's data. Below are only the lines about you. "
        "Your name is not in the register.",
    ),
    "who": ("Hoe wij u kennen", "How we know you"),
    "who.text": (
        "Uw naam, adres en geboortedatum staan niet in dit register. Hier bent u een code. "
        "Wie u bent, staat in een ander systeem van de reclassering.",
        "Your name, address and date of birth are not in this register. Here you are a code. "
        "Who you are is in another system of the probation service.",
    ),
    "nothing": ("Er staat verder niets over u in het register.", "There is nothing else about you in the register."),
    "nothing.third": ("Er staat niets over u in deze gegevens.", "There is nothing about you in these data."),
    "counted": ("Wat er is opgeschreven, geteld", "What was written down, counted"),
    "col.kind": ("Soort", "Kind"),
    "col.many": ("Aantal", "Number"),
    "head": ("{title}, {on}", "{title}, {on}"),
    "stands": ("Hoe het ermee staat", "How it stands"),
    "written": ("Opgeschreven op", "Written down on"),
    "ended": ("Duurde tot", "Lasted until"),
    "due": ("Laatste dag hiervoor", "Last day for this"),
    "steps": ("Wie dit deed en wanneer", "Who did this and when"),
    "step": ("{at}: {state}, door: {role}.", "{at}: {state}, by: {role}."),
    "step.later": (
        "{at}: {state}, door: {role}. Opgeschreven op {recorded}.",
        "{at}: {state}, by: {role}. Written down on {recorded}.",
    ),
    "corrected": ("Dit is verbeterd", "This was corrected"),
    "corrected.text": (
        "Wat hierboven staat, is verbeterd op {mended}, door: {mender}. Eerst stond er: {facts} "
        "Dat was opgeschreven op {at}, door: {role}.",
        "What is above was corrected on {mended}, by: {mender}. It first said: {facts} "
        "That was written down on {at}, by: {role}.",
    ),
    "corrected.same": ("hetzelfde, met een andere tijd.", "the same, with another time."),
    "machines": (
        "Kenmerken die alleen een computer gebruikt, staan in het bestand dat u erbij krijgt. "
        "Daar staan ook de lange lijsten in.",
        "Marks that only a computer uses are in the file that comes with this paper. So are the long lists.",
    ),
    "many": ("{n} regels, in het bestand dat u erbij krijgt", "{n} lines, in the file that comes along"),
    "left": ("Wat u hier niet ziet", "What you do not see here"),
    "left.none": ("Wij laten alles zien.", "We show everything."),
    "left.records": ("regel|regels", "line|lines"),
    "left.fields": ("gegeven|gegevens", "detail|details"),
    "left.item": ("{many}. {why}", "{many}. {why}"),
    "rights": ("Klopt er iets niet?", "Is something not right?"),
    "rights.1": (
        "Vraag ons om het te verbeteren. Zeg wat er niet klopt. Wij schrijven uw woorden op zoals u ze zegt.",
        "Ask us to correct it. Say what is not right. We write down your words as you say them.",
    ),
    "rights.2": (
        "Wilt u dat wij iets wissen, of bent u het er niet mee eens dat wij iets bewaren? Vraag het ons ook.",
        "Do you want us to erase something, or do you object to what we keep? Ask us as well.",
    ),
    "rights.3": (
        "U krijgt binnen een maand antwoord. Hebben wij meer tijd nodig, dan hoort u waarom.",
        "You get an answer within a month. If we need more time, you hear why.",
    ),
    "rights.4": (
        "Bent u niet tevreden? U kunt een klacht indienen bij de Autoriteit Persoonsgegevens of naar de rechter gaan. "
        "Uw advocaat kan u helpen.",
        "Are you not satisfied? You can complain to the data protection authority or go to court. "
        "Your lawyer can help you.",
    ),
    "contact": ("Bij wie u dit kunt vragen:", "Whom you can ask:"),
}
