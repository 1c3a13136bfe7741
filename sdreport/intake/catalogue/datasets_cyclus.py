"""Datasets of the planning cycle: plans, budget tables, indicators of goals, decisions and what documents say.

Their rows are published as they are, so they hold public columns only: organisations and roles, never a person.
"""

from sdreport.intake.catalogue.definition import KWARTAAL, PROGRAMMAS, Column, Dataset
from sdreport.plannen.getalwoorden import GETALWOORDEN

PLANNEN = Dataset(
    "plannen",
    "Plannen: doelen en activiteiten",
    "een activiteit van een plan, of een doel zonder activiteit",
    "beleid",
    ("sleutel",),
    (
        Column("plan", "code", "Plan waar de activiteit bij hoort", bijwerken="nooit"),
        Column(
            "peildatum", "datum", "Dag waarop deze stand geldt, gelijk in het hele extract",
            bijwerken="nooit",
        ),
        Column(
            "programma", "code", "Programma of speerpunt; namen in data/programmas.csv",
            codelijst=PROGRAMMAS,
        ),
        Column(
            "doelsleutel", "code", "Vaste sleutel van het doel; leeg als er geen doel is",
            verplicht=False, bijwerken="nooit",
        ),
        Column("doelnummer", "tekst", "Nummer van het doel zoals gedrukt", verplicht=False),
        Column("doelstelling", "tekst", "Het doel in woorden", verplicht=False, lopend=True),
        Column("sleutel", "code", "Vaste sleutel van de rij, gelijk op elke peildatum", bijwerken="nooit"),
        Column("nummer", "tekst", "Nummer van de activiteit zoals gedrukt", verplicht=False),
        Column(
            "activiteit", "tekst", "Wat er gebeurt; leeg bij een doel zonder activiteit",
            verplicht=False, lopend=True,
        ),
        Column("trekker", "tekst", "Organisaties die het doen, met / ertussen", verplicht=False),
        Column(
            "rol", "code", "Verantwoordelijke rol bij de gemeente, nooit een naam",
            verplicht=False, codelijst="rol",
        ),
        Column("indicator", "tekst", "Waaraan te zien is of het lukt", verplicht=False, lopend=True),
        Column(
            "aanvang", "code", "Kwartaal van de start, zoals 2019-Q4, of gestart",
            verplicht=False, waarden=(KWARTAAL, "gestart"),
        ),
        Column(
            "gereed", "code", "Kwartaal waarin het klaar is, of doorlopend",
            verplicht=False, waarden=(KWARTAAL, "doorlopend"),
        ),
        Column(
            "voortgang", "code", "Voortgang op de peildatum; leeg als niet beoordeeld",
            verplicht=False, codelijst="voortgang", bijwerken="elke peildatum",
        ),
        Column(
            "financieel_haalbaar", "code", "ja of nee",
            verplicht=False, waarden=("ja", "nee"), bijwerken="elke peildatum",
        ),
        Column("resultaat_wmo", "bedrag", "Geraamd resultaat voor de Wmo, in euro", verplicht=False),
        Column("resultaat_jeugdwet", "bedrag", "Geraamd resultaat voor de Jeugdwet, in euro", verplicht=False),
        Column(
            "resultaat_participatiewet", "bedrag", "Geraamd resultaat voor de Participatiewet, in euro",
            verplicht=False,
        ),
        Column("toelichting", "tekst", "Uitwerking van de activiteit", verplicht=False, lopend=True),
        Column(
            "stand_van_zaken", "tekst", "Wat is gedaan en wat volgt, met cijfers als {{ feit }}",
            verplicht=False, bijwerken="elke peildatum", lopend=True,
        ),
        Column(
            "andere_rollen", "tekst", "Wie er nog meer verantwoordelijk is: rollen uit de lijst rol, met / ertussen",
            verplicht=False, optioneel=True,
        ),
        Column(
            "zie", "code", "Sleutel van de rij of het doel waar dit is uitgewerkt; zo’n rij telt niet als activiteit",
            verplicht=False, optioneel=True, bijwerken="nooit",
        ),
        Column(
            "resultaat_gedrukt", "bedrag", "Geraamd resultaat van alle wetten samen, zoals gedrukt, in euro",
            verplicht=False, optioneel=True,
        ),
    ),
    gepubliceerd=True,
)  # fmt: skip

OVERZICHTEN = Dataset(
    "overzichten",
    "Overzichten van budgetten",
    "een bedrag in een gepubliceerd overzicht",
    "financiën",
    ("overzicht", "post", "jaar"),
    (
        Column("overzicht", "code", "Overzicht waar het bedrag in staat"),
        Column("rubriek", "code", "Groep binnen het overzicht: speerpunt, taakveld of wet"),
        Column("post", "code", "Post, uniek binnen het overzicht"),
        Column("omschrijving", "tekst", "De post in woorden"),
        Column("jaar", "getal", "Jaar van het bedrag; leeg als het voor de hele periode is", verplicht=False),
        Column("soort", "code", "post, subtotaal of totaal", waarden=("post", "subtotaal", "totaal")),
        Column("telt_in", "code", "Subtotaal of totaal waarin het bedrag meetelt", verplicht=False),
        Column("bedrag", "bedrag", "Bedrag in euro, zoals gedrukt", verplicht=False),
        Column(
            "reden_leeg",
            "code",
            "Waarom er geen bedrag is: pm, ntb of nvt",
            verplicht=False,
            codelijst="reden_leeg",
        ),
    ),
    gepubliceerd=True,
)

DOELINDICATOREN = Dataset(
    "doelindicatoren",
    "Indicatoren bij doelen",
    "een indicator die het plan wil volgen",
    "beleid",
    ("indicator",),
    (
        Column("programma", "code", "Programma of speerpunt", codelijst=PROGRAMMAS),
        Column("indicator", "code", "Naam van de indicator"),
        Column("omschrijving", "tekst", "Wat er wordt gemeten", lopend=True),
        Column("eenheid", "tekst", "Eenheid van de waarden", verplicht=False),
        Column(
            "richting",
            "code",
            "Gewenste richting: hoger, lager of gelijk",
            verplicht=False,
            waarden=("hoger", "lager", "gelijk"),
        ),
        Column("bron", "tekst", "Waar de waarde vandaan komt", verplicht=False),
        Column("nulmeting", "decimaal", "Waarde aan het begin", verplicht=False),
        Column("nulmeting_jaar", "getal", "Jaar van de nulmeting", verplicht=False),
        Column("waarde", "decimaal", "Laatste waarde", verplicht=False),
        Column("waarde_jaar", "getal", "Jaar van de laatste waarde", verplicht=False),
        Column("cijfer", "tekst", "Adres van dit cijfer in de Raadsrapportage", verplicht=False),
        Column("toelichting", "tekst", "Uitleg", verplicht=False, lopend=True),
    ),
    gepubliceerd=True,
)

BESLUITEN = Dataset(
    "besluiten",
    "Besluiten die nog komen",
    "een besluit",
    "beleid",
    ("nummer",),
    (
        Column("nummer", "getal", "Volgnummer"),
        Column("onderwerp", "tekst", "Waar het besluit over gaat"),
        Column("besluit", "tekst", "Wat er wordt besloten", lopend=True),
        Column("orgaan", "code", "Wie besluit", codelijst="orgaan"),
        Column("moment", "tekst", "Wanneer, zoals 2014-Q2", verplicht=False),
        Column("status", "code", "te-nemen, voorbereiding of genomen", codelijst="besluitstatus"),
        Column("toelichting", "tekst", "Uitleg", verplicht=False, lopend=True),
    ),
    gepubliceerd=True,
)

UITSPRAKEN = Dataset(
    "uitspraken",
    "Overzicht van uitspraken",
    "een uitspraak van een document: een opgave, uitgangspunt, ambitie, functie of maatregel",
    "beleid",
    ("nummer",),
    (
        Column("document", "code", "Document dat dit zegt, gelijk in het hele extract", bijwerken="nooit"),
        Column("nummer", "getal", "Volgnummer, in de volgorde van het document"),
        Column("plaats", "tekst", "Hoofdstuk of paragraaf van het document"),
        Column("uitspraaksoort", "code", "Wat voor uitspraak het is", codelijst="uitspraaksoort"),
        Column("groep", "tekst", "Onderwerp waar zij met andere bij hoort", verplicht=False),
        Column("titel", "tekst", "Korte naam", verplicht=False),
        Column("uitspraak", "tekst", "Wat het document zegt, in eigen woorden", lopend=True),
        Column(
            "getalwoord", "code", "Woord bij het getal, als het niet precies is",
            verplicht=False, waarden=tuple(GETALWOORDEN),
        ),
        Column("getal", "decimaal", "Het getal dat de uitspraak noemt", verplicht=False),
        Column("eenheid", "tekst", "Eenheid van het getal", verplicht=False),
    ),
    gepubliceerd=True,
)  # fmt: skip

CYCLUS = (PLANNEN, OVERZICHTEN, DOELINDICATOREN, BESLUITEN, UITSPRAKEN)
