"""Faults in extracts, and which rule must find each: gone through in `test_kwaliteitsregels.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sdreport.intake.datasets import DATASETS


@dataclass(frozen=True)
class Fout:
    """A copy of a clean row with changes, added at the end of the extract, with a key of its own (see VRIJ).

    `regels` are the rules (without the dataset) that must name the added line, and no other rule may;
    `dubbel` are rules that must name the copied line as well. `basis` is the number of the copied row.
    """

    regels: str
    wijzigingen: dict[str, str] = field(default_factory=dict)
    basis: int = 0
    dubbel: str = ""


def _leeg(slug: str) -> list[Fout]:
    """A fault for each required column that is left empty."""
    return [
        Fout(f"{column.name}_gevuld", {column.name: ""})
        for column in DATASETS[slug].columns
        if column.verplicht
    ]


# values that keep an added row apart from all others, by its position; a fault may overrule them
VRIJ: dict[str, dict[str, Callable[[int], str]]] = {
    "toewijzingen": {"toewijzingnummer": "extra{}".format, "clientnummer": "extra{}".format},
    "declaraties": {"declaratienummer": "extra{}".format, "toewijzingnummer": "extra{}".format},
    "uitkeringen": {"uitkeringsnummer": "extra{}".format},
    "inkomensondersteuning": {"toekenningsnummer": "extra{}".format},
    "begroting": {"post": "extra{}".format},
    "bezwaarschriften": {"zaaknummer": "extra{}".format},
    "leerlingen": {"schooljaar": "20{0:02}-20{0:02}".format},
    "tellingen": {"telling": "extra{}".format},
    "bevolking": {"jaar": lambda n: str(1500 + n)},
    "speerpunten": {"nummer": lambda n: str(100 + n)},
}

FOUTEN: dict[str, list[Fout]] = {
    "toewijzingen": [
        *_leeg("toewijzingen"),
        Fout("sleutel_uniek", {"toewijzingnummer": "T1"}, dubbel="sleutel_uniek"),
        Fout("clientnummer_pseudoniem", {"clientnummer": "123456782"}),
        Fout("geboortejaar_bereik", {"geboortejaar": "1899"}),
        Fout("geboortejaar_bereik", {"geboortejaar": "2024"}),
        Fout("", {"geboortejaar": "2023"}),
        Fout("geslacht_code", {"geslacht": "M"}),
        Fout("geslacht_bekend", {"geslacht": "0"}),
        Fout("wet_code productcategorie_bij_wet", {"wet": "WMO"}),
        Fout("productcategorie_bij_wet verwijzertype_niet_bij_wmo", {"wet": "Wmo"}, basis=1),
        Fout(
            "productcategorie_code productcategorie_bij_wet productcode_bij_categorie",
            {"productcategorie": "99"},
        ),
        Fout("productcategorie_bij_wet productcode_bij_categorie", {"productcategorie": "46"}, basis=1),
        Fout(
            "productcode_bekend productcode_bij_categorie productcode_bij_leveringsvorm",
            {"productcode": "99Z99"},
        ),
        Fout("leveringsvorm_code productcode_bij_leveringsvorm", {"leveringsvorm": "Pgb"}),
        Fout("productcode_bij_leveringsvorm", {"leveringsvorm": "PGB"}, basis=1),
        Fout("verwijzertype_code", {"verwijzertype": "2"}, basis=1),
        Fout("verwijzertype_bij_jeugdwet", {"verwijzertype": ""}, basis=1),
        Fout("leeftijd_jeugdwet", {"geboortejaar": "1999"}, basis=1),
        Fout("", {"geboortejaar": "2000"}, basis=1),
        Fout("ingang_na_toewijzing", {"ingangsdatum": "31-01-2023"}),
        Fout("einde_na_ingang", {"einddatum": "04-02-2023"}, basis=1),
        Fout("", {"einddatum": "05-02-2023"}, basis=1),
        Fout("ingang_voor_einde_jaar", {"ingangsdatum": "01-01-2024"}),
        Fout("einde_na_begin_jaar", {"einddatum": "31-12-2022"}, basis=2),
        Fout("reden_beeindiging_code", {"reden_beeindiging": "77"}, basis=1),
        Fout("reden_alleen_bij_einde", {"einddatum": ""}, basis=1),
        Fout("", {"clientnummer": "C000003"}, basis=2, dubbel="dubbele_verstrekking"),
    ],
    "declaraties": [
        *_leeg("declaraties"),
        Fout("sleutel_uniek", {"declaratienummer": "D0"}, dubbel="sleutel_uniek"),
        Fout("toewijzing_bekend", {"toewijzingnummer": "T999"}),
        Fout("begin_in_jaar periode_een_maand", {"begindatum": "31-12-2022"}),
        Fout("einde_in_jaar periode_een_maand", {"einddatum": "01-01-2024"}, basis=11),
        Fout("einde_na_begin", {"begindatum": "15-01-2023", "einddatum": "14-01-2023"}),
        Fout("periode_een_maand", {"begindatum": "02-01-2023", "einddatum": "01-02-2023"}),
        Fout("", {"begindatum": "15-01-2023"}),
        Fout("bedrag_positief", {"bedrag": "0,00"}),
        Fout("bedrag_positief", {"bedrag": "-0,01"}),
        Fout("bedrag_aannemelijk", {"bedrag": "50.000,00"}),
        Fout("", {"toewijzingnummer": "T1"}, basis=11, dubbel="een_keer_per_maand"),
    ],
    "uitkeringen": [
        *_leeg("uitkeringen"),
        Fout("sleutel_uniek", {"uitkeringsnummer": "U1"}, dubbel="sleutel_uniek"),
        Fout("clientnummer_pseudoniem", {"clientnummer": "12345678"}),
        Fout("geboortejaar_bereik", {"geboortejaar": "1899"}),
        Fout("geslacht_code", {"geslacht": "v"}),
        Fout("geslacht_bekend", {"geslacht": "0"}),
        Fout("leeftijd_18", {"geboortejaar": "2006"}),
        Fout("", {"geboortejaar": "2005"}),
        Fout("regeling_code", {"regeling": "WWB"}),
        Fout("begin_voor_einde_jaar", {"begindatum": "01-01-2024"}),
        Fout("einde_na_begin", {"einddatum": "31-01-2023"}, basis=1),
        Fout("einde_na_begin_jaar", {"begindatum": "01-01-2015", "einddatum": "31-12-2022"}, basis=1),
        Fout("reden_beeindiging_code", {"reden_beeindiging": "98"}, basis=1),
        Fout("reden_alleen_bij_einde", {"einddatum": ""}, basis=1),
        Fout("reden_bij_einde", {"reden_beeindiging": ""}, basis=1),
        Fout("bedrag_niet_negatief", {"bedrag": "-1,00"}),
        Fout("", {"bedrag": "0,00"}),
        Fout("bedrag_aannemelijk", {"bedrag": "75.000,00"}),
    ],
    "inkomensondersteuning": [
        *_leeg("inkomensondersteuning"),
        Fout("sleutel_uniek", {"toekenningsnummer": "K1"}, dubbel="sleutel_uniek"),
        Fout("clientnummer_pseudoniem", {"clientnummer": "123456782"}),
        Fout("huishoudnummer_pseudoniem", {"huishoudnummer": "123456782"}),
        Fout("geboortejaar_bereik", {"geboortejaar": "2050"}),
        Fout("geslacht_code", {"geslacht": "9"}),
        Fout("geslacht_bekend", {"geslacht": "0"}),
        Fout("soort_code", {"soort": "Energietoeslag"}),
        Fout("kostensoort_code", {"kostensoort": "overige"}, basis=1),
        Fout("kostensoort_bij_bijzondere_bijstand", {"kostensoort": ""}, basis=1),
        Fout("kostensoort_alleen_bijzondere_bijstand", {"kostensoort": "witgoed"}),
        Fout("datum_in_jaar", {"datum": "31-12-2022"}),
        Fout("datum_in_jaar", {"datum": "01-01-2024"}),
        Fout("bedrag_positief", {"bedrag": "0,00"}),
        Fout("bedrag_aannemelijk", {"bedrag": "25.000,00"}),
    ],
    "begroting": [
        *_leeg("begroting"),
        Fout("", {"post": "huishoudelijke-hulp"}, dubbel="sleutel_uniek"),
        Fout("onderdeel_code", {"onderdeel": "Wmo"}),
        Fout("post_bekend", {"post": "hulp"}),
        Fout("taakveld_geldig", {"taakveld": "6.71"}),
        Fout("fase_code", {"fase": "begroting"}),
        Fout("bedrag_niet_negatief", {"bedrag": "-1,00"}),
        Fout("bedrag_aannemelijk", {"bedrag": "250.000.000,00"}),
    ],
    "bezwaarschriften": [
        *_leeg("bezwaarschriften"),
        Fout("sleutel_uniek", {"zaaknummer": "Z1"}, dubbel="sleutel_uniek"),
        Fout("wet_code", {"wet": "PW"}),
        Fout("ontvangst_in_jaar", {"ontvangstdatum": "31-12-2022"}),
        Fout("ontvangst_in_jaar", {"ontvangstdatum": "01-01-2024"}, basis=1),
        Fout("advies_code", {"advies": "Ongegrond"}),
        Fout("uitkomst_code", {"uitkomst": "afgewezen"}),
        Fout("besluitdatum_gevuld", {"besluitdatum": ""}),
        Fout("besluit_na_ontvangst", {"besluitdatum": "30-12-2023"}, basis=1),
    ],
    "leerlingen": [
        *_leeg("leerlingen"),
        Fout("", {"schooljaar": "2022-2023"}, dubbel="sleutel_uniek"),
        Fout("schooljaar_vorm", {"schooljaar": "2022/2023"}),
        Fout("soort_code", {"soort": "basisschool"}),
        Fout("aantal_bereik", {"aantal": "-1"}),
        Fout("aantal_bereik", {"aantal": "100.001"}),
    ],
    "tellingen": [
        *_leeg("tellingen"),
        Fout("", {"telling": "campagnes"}, dubbel="sleutel_uniek"),
        Fout("telling_vorm", {"telling": "Campagnes"}),
        Fout("categorie_vorm", {"categorie": "deel een"}),
        Fout("totaal_zonder_delen", {"telling": "budgetbeheer"}),
        Fout("aantal_bereik", {"aantal": "-1"}),
        Fout("aantal_bereik", {"aantal": "1.000.001"}),
    ],
    "bevolking": [
        *_leeg("bevolking"),
        Fout("", {"jaar": "2023"}, dubbel="sleutel_uniek"),
        Fout("soort_code", {"soort": "Stand"}),
        Fout("stand_tot_en_met_jaar", {"jaar": "2024"}),
        Fout("prognose_later", {"jaar": "2023"}, basis=200),
        Fout("leeftijd_bereik", {"leeftijd": "100"}),
        Fout("leeftijd_bereik", {"leeftijd": "-1"}),
        Fout("geslacht_code", {"geslacht": "0"}),
        Fout("aantal_bereik", {"aantal": "-1"}),
        Fout("aantal_bereik", {"aantal": "100.001"}),
    ],
    "speerpunten": [
        *_leeg("speerpunten"),
        Fout("", {"nummer": "1"}, dubbel="sleutel_uniek"),
        Fout("pijler_vorm", {"pijler": "Vaste basis"}),
        Fout("speerpunt_vorm", {"speerpunt": "Rondkomen"}),
        Fout("soort_code", {"soort": "inzet"}),
        Fout("nummer_bereik", {"nummer": "0"}),
        Fout("doel_alleen_bij_actie", {"doel": "1"}),
        Fout("doel_bestaat", {"doel": "9"}, basis=2),
        Fout("tekst_niet_leeg", {"tekst": "-"}),
        Fout("status_code", {"status": "klaar"}, basis=2),
        Fout("status_bij_actie", {"status": ""}, basis=2),
        Fout("status_alleen_bij_actie", {"status": "loopt"}),
    ],
}
