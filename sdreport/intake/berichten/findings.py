"""What an import can find, and what each finding says and asks; none of it holds a value of a message."""

from collections.abc import Mapping

from sdreport.bevindingen import Ernst

KRITIEK: Mapping[str, str] = {
    "xml_onjuist": "dit is geen goed gevormde XML. Vraag het bericht opnieuw op.",
    "xml_begin": "voor de eerste regel (<?xml ...?>) staat nog iets, zoals een lege regel. Haal dat weg.",
    "xml_leeg": "het bestand is leeg. Vraag het bericht opnieuw op.",
    "xml_doctype": "het bericht heeft een DOCTYPE; die hoort er niet in en wordt nooit gelezen.",
    "xml_te_diep": "elementen staan dieper in elkaar dan in enig bericht.",
    "xml_te_lang": "een element, kenmerk of commentaar is langer dan in enig bericht.",
    "xml_tekenset": "de tekenset wordt niet gelezen, zoals UTF-32. Vraag het bericht op in UTF-8.",
    "zip_beschadigd": "het zip-bestand is beschadigd of anders dan zijn lijst zegt.",
    "zip_te_groot": "het zip-bestand is uitgepakt veel te groot. Verdeel het, of lever de map aan.",
    "zip_versleuteld": "het bestand in de zip heeft een wachtwoord. Pak het eerst uit.",
    "zip_methode": "het bestand in de zip is op een ongewone manier ingepakt. Pak het eerst uit.",
    "zip_gesplitst": "het zip-bestand is gesplitst. Voeg de delen eerst samen.",
    "zip_in_zip": "dit is een zip in een zip in een zip. Pak de buitenste eerst uit.",
    "bestand_ingepakt": "alleen zip wordt uitgepakt. Pak dit bestand eerst uit.",
    "bestand_elders": "dit is een verwijzing naar elders, een pijp of een apparaat. Zet het bestand zelf in de map.",
    "bericht_onbekend": "de berichtsoort is onbekend, of berichtcode en namespace spreken elkaar tegen.",
    "bericht_versie": "de versie is geen 3.2. Alleen berichten van versie 3.2 worden gelezen.",
    "bericht_begin": "het bericht begint niet met de header. In de standaard staat zij vooraan; vraag het opnieuw op.",
    "bericht_header": "de header ontbreekt, is niet compleet of heeft geen goede afzender of ontvanger.",
    "bericht_volgorde": "een element van cliënt of declaratie staat er nog een keer, of pas na duizenden regels.",
    "element_ontbreekt": "dit element ontbreekt of is leeg; zonder dit is de regel niet te gebruiken.",
    "notatie": "de waarde heeft een andere notatie dan de standaard; de regel is niet te gebruiken.",
    "element_dubbel": "het element staat er twee keer; de regel is niet te gebruiken.",
    "code_onbekend_status": "deze code bestaat niet; de regel is niet te gebruiken.",
}
"""A file, message or record that cannot be read; an import stops, unless it is told to go on without it."""
WAARSCHUWING: Mapping[str, str] = {
    "datum_bestaat_niet": "deze datum bestaat niet. Zij staat zo in het extract; de controle keurt haar af.",
    "dag_vooruit": "deze dag ligt na vandaag; zij telt zo mee als er gekozen wordt wat het laatste is.",
    "element_mist": "dit element hoort er te staan en ontbreekt of is leeg; het veld blijft leeg.",
    "notatie_leeg": "de waarde heeft een andere notatie dan de standaard; het veld blijft leeg.",
    "element_onbekend": "hierin staat een element dat de standaard niet kent; het is overgeslagen.",
    "bericht_leeg": "het bericht heeft geen enkele regel.",
    "bsn_elfproef": "dit is geen geldig burgerservicenummer; er is wel een pseudoniem van gemaakt.",
    "code_onbekend": "deze code staat niet in de codelijst van de standaard.",
    "product_onbekend": "dit product staat niet in data/productcodes.csv. Vul de tabel aan.",
    "postcode_onbekend": "deze postcode staat niet in data/postcodes.csv; de wijk blijft leeg.",
    "volgorde_onbekend": "van deze toewijzing zijn twee verschillende versies van hetzelfde moment.",
    "client_anders": "de cliënt is een andere dan die van de toewijzing.",
    "aanbieder_anders": "de aanbieder is een andere dan die van de toewijzing.",
    "verwijderd_met_periode": "de toewijzing is verwijderd, maar heeft een periode; zij telt niet.",
    "nummer_in_twee_wetten": "dit nummer is er in twee wetten; in de extracten staat de wet erachter.",
    "levering_zonder_toewijzing": "er is geen 301 bij, of zonder nummer meer dan één; de regel telt niet.",
    "levering_op_verwijderde": "de toewijzing is verwijderd; de regel telt niet.",
    "intrekking_zonder_bericht": "hier wordt iets ingetrokken dat er niet is.",
    "status_gewijzigd": "status 2 mag in iWmo en iJw niet; gelezen als eerste aanlevering.",
    "eind_voor_begin": "het einde ligt voor het begin.",
    "start_voor_toewijzing": "de zorg begon voor de ingangsdatum van de toewijzing.",
    "verwijzing_onbekend": "de 301 noemt een 315 die er niet is; als verwijzer telt de gemeente (01).",
    "prestatie_zonder_toewijzing": "er is geen 301 bij; de regel staat wel in declaraties.",
    "prestatie_op_verwijderde": "de toewijzing is verwijderd; de regel staat wel in declaraties.",
    "prestatie_dubbel": "deze regel is er twee keer, met een andere inhoud; beide staan in declaraties.",
    "credit_zonder_debet": "de creditregel verwijst naar een regel die er niet is.",
    "periode_over_maanden": "de periode valt niet binnen één maand.",
    "periode_vooruit": "de periode begint na de dag waarop is gedeclareerd.",
    "totaal_klopt_niet": "de regels tellen niet op tot dit totaal.",
    "antwoord_zonder_declaratie": "er is geen regel in een 323 waarop dit antwoord slaat.",
    "rij_zonder_toewijzing": "er is geen 301 bij; wat alleen deze rij had, zoals de aanvraagdatum, valt weg.",
    "toewijzing_bestaat_al": "dit nummer heeft in het extract al een rij die blijft; beide staan er.",
}
"""What is read, and does not fit."""
MELDING: Mapping[str, str] = {
    "verzoek_zonder_toewijzing": "er is geen 301 op dit verzoek.",
    "tekenset_geraden": "het bericht zegt UTF-8 te zijn en is dat niet; gelezen als ISO-8859-1.",
    "element_leeg": "een leeg element is gelezen alsof het er niet staat.",
    "bericht_overgeslagen": "deze berichtsoort is niet nodig voor de extracten; overgeslagen.",
    "bericht_van_ander": "het bericht is van een andere gemeente; overgeslagen.",
    "bestand_geen_bericht": "dit is geen bericht; overgeslagen.",
    "stop_zonder_start": "er is geen 305 bij; het begin is dat van de 307.",
    "declaratie_zonder_antwoord": "er is geen 325 op deze declaratie; al haar regels tellen als toegekend.",
}
"""What is good to know, and is right most of the time."""
UITLEG: Mapping[str, str] = {**KRITIEK, **WAARSCHUWING, **MELDING}
ERNST: Mapping[str, Ernst] = {
    **dict.fromkeys(KRITIEK, "kritiek"),
    **dict.fromkeys(WAARSCHUWING, "waarschuwing"),
    **dict.fromkeys(MELDING, "melding"),
}
