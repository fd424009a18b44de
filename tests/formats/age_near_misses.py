"""Numbers that are no age of the writer's own, by what they are a number of. Made by grammar; nobody said them."""

NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "a bare number": (
        "14", "14!", "om 14", "nummer 14", "12:30", "14?", "14 15 16", "14, 15", "10.04",
    ),
    "a number of something else": (
        "ik ben 14 dagen weg", "ik ben 10 minuten later", "ik ben 12 keer gegaan", "ik ben 15 kilo kwijt",
        "i'm 15 minutes away", "I am 12 hours behind", "i'm 100% sure", "ik ben 14 km verderop",
        "ik ben 14e geworden", "ik ben 14-1 achter", "I'm 14/20 done", "ik ben 16.5 kilometer weg",
        "ik ben 14 keer gebeld", "ik word 14 keer gebeld", "ik ben 12 in de rij", "ik ben nummer 14",
        "i am 14 on the list", "im 12 of 20", "ik ben 12 van de 20", "ik ben 14x geweest", "ik ben 14 x gebeld",
        "i turn 12 pages", "im 10 points up", "ik ben 14 punten kwijt", "ik ben 14 euro armer", "ik ben 15% verder",
        "i'm 14 inches taller", "I'm 12th", "ik ben 12 graden", "i'm 10k in debt", "i'm 6 foot", "im 15 pages in",
        "ik ben 14 trappen op", "i'm 12 so far", "ik ben 10 en een halve dag weg",
        "i am 10 and a half hours behind", "im 14 and 3 back", "ik ben 12 en 1 kwijt", "ik ben nummer 14.",
        "I'm number 12.", "ik ben bij nummer 14.", "ik ben op 14", "I'm at 12", "ik ben aan 14 toe",
        "ik ben moeder van 6", "I'm on page 14", "ik ben kamer 14", "im room 14", "ik ben in 14 min thuis",
        "ik ben 14 m verder", "ik ben 06 12345678", "ik ben 14 12 10 8",
    ),
    "dates and times": (
        "ik ben 16 april jarig", "ik ben 14 mei vrij", "ik ben 14 en 15 mei weg", "ik ben 14, 15 en 16 mei weg",
        "ik ben 12 en 13 augustus weg", "ik ben veertien en vijftien mei weg", "ik ben 16:30 thuis",
        "ik ben 16.30 thuis", "ik ben om 14 thuis", "om 14 ben ik thuis", "ik ben 14 u onderweg",
        "ik ben 12 uur wakker", "i'm 12-2 on monday", "ik ben 14/15 mei weg", "ik ben er 14",
        "ik ben 14-15 mei weg", "im 10 to 6", "ik ben 9 tot 5 weg", "ik ben over 10 min thuis", "i'll be 10",
        "I'll be 12 minutes", "i'm back at 10", "im off 14 and 15 june",
    ),
    "versions, sizes and addresses": (
        "I am 15.04", "i'm 16 bit", "I am on 14.04", "im 10.04", "I'm running 12", "i am using 10", "I'm on 12",
        "i'm 32bit", "im 16-bit", "ik ben 64-bit", "ik ben op 14.04", "I'm 10.10 now", "i am 12.04.",
        "I'm at 10.0.0.1", "i'm 14:00", "im v12", "I'm on 10 now", "i am 16x", "i'm 16 gb", "I'm 12$ short",
        "i'm 12+", "im 12/14",
    ),
    "years of something": (
        "14 jaar geleden", "ik ben 14 jaar getrouwd", "ik ben 15 jaar lid", "I am 12 years in the business",
        "dat duurt 12 jaar", "na 14 jaar", "14 jaar cel", "14 jaar en nog steeds", "12 years and counting",
        "10 years ago", "ik ben 14 jaar en 3 maanden getrouwd", "ik ben 14 jaar, 3 maanden en 2 dagen nuchter",
        "ik ben 10 jaar nuchter", "ik ben 14 jaar weg geweest", "i'm 12 years sober", "12 year old laptop",
        "ik ben 14 jaar nu getrouwd", "14 jaar of zo geleden", "ik ben 6 jaar bezig", "I'm 10 years behind",
        "over 14 jaar", "12 years of use", "ik ben 14 jaar ouder", "i'm 14 years older",
        "I'm 12 years younger than him", "ik ben 10 jaar jonger",
    ),
    "somebody else": (
        "mijn zus is 12", "hij is 14 jaar", "ben je 14", "are you 15", "jij bent 13", "she is 14 yo",
        "mijn zoon word 14", "my son turned 14", "hij werd 14", "mijn broer is 14 geworden",
        "you seem to be 17... err... 12 years old", "how old are you? 15 i guess", "d'r zoon is 15 jaar",
        "zij is bijna 14", "u bent 14", "we are 14", "wij zijn 14", "ze denkt dat ik 14 ben", "she thinks i'm 14",
        "they said i'm 14", "hij zegt ik ben 14", "you say i am 12", "he treats me like i'm 12",
        "he said \"i'm 14\"", "my dog is 12 years old", "iemand van 14", "een meisje van 14",
    ),
    "then, if, not, whether": (
        "toen ik 14 was", "als ik 14 was", "alsof ik ben 14", "ik ben geen 14", "ik ben niet 14", "I'm not 14",
        "when i am 15", "ik zou willen dat ik 12 was", "ik was 14", "I was 12", "since i was 12", "i wish i was 14",
        "ben ik 14?", "dan ben ik 14", "als het juli is, ben ik 14", "if i'm 14 i can", "until i'm 18",
        "ik ben nog geen 14", "ik ben nooit 14 geweest", "i'm no longer 14", "ik ben geen 14 meer",
        "ik ben ook geen 12", "voordat ik 14 ben", "wanneer ben ik 14", "over 10 jaar ben ik 30",
        "in ten years i'm 30", "stel ik ben 14", "nu ik geen 14 ben", "i am not a 14 year old",
        "ik ben geen meisje van 14 jaar", "i turned 14 in 1998", "ik ben 14 geweest", "i feel like i'm 14 again",
        "ik voel me 14", "i'm older than 14", "ik ben ouder dan 14", "ik ben onder de 14", "i'm over 14",
        "ik ben tussen 14 en 16", "pretend i'm 14",
    ),
    "out of range": (
        "ik ben 2", "ik ben 5", "ik ben 0", "i'm 100", "ik ben 1", "i'm 140", "im 1400",
    ),
    "no number": (
        "", " ", "ik ben", "jaar", "i'm", "ik ben jaar", "bijna jaar", "ik word", "leeftijd:",
    ),
}  # fmt: skip
