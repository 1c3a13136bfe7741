"""Ways to spoil counts of partners and schools: percentages, nothing, last year's, in each other's place."""

from mutatiehulp import Extracten, Verwacht, mutatie

PARTNERS, LEERLINGEN = "samenhang_partners", "samenhang_leerlingen"


def telling(x: Extracten, name: str, categorie: str = "totaal") -> int:
    return x.pick("tellingen", lambda rows: rows["telling"].eq(name) & rows["categorie"].eq(categorie))


@mutatie("partners.aantallen_geen_percentages", "tellingen")
def percentages_of_three_parts(x: Extracten) -> Verwacht:
    for categorie, aantal in (
        ("doorverwezen", "22"),
        ("ondersteund-en-verwezen", "35"),
        ("zelf-geholpen", "43"),
    ):
        line = telling(x, "poh-trajecten", categorie)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.aantallen_geen_percentages", line
    yield "tellingen", f"{PARTNERS}.totaal_niet_te_veel_veranderd", 0


@mutatie("partners.aantallen_geen_percentages", "tellingen")
def percentages_of_two_parts(x: Extracten) -> Verwacht:
    for categorie, aantal in (("intensief", "73"), ("regulier", "27")):
        line = telling(x, "budgetbeheer-trajecten", categorie)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.aantallen_geen_percentages", line


@mutatie("partners.nul_is_geteld", "tellingen")
def nothing_for_not_known(x: Extracten) -> Verwacht:
    line = telling(x, "campagnes")
    x.put("tellingen", line, aantal="0")
    yield "tellingen", f"{PARTNERS}.nul_is_geteld", line


@mutatie("partners.partner_niet_van_vorig_jaar", "tellingen")
def partner_sent_last_years(x: Extracten) -> Verwacht:
    for name, aantal in (("clientondersteuning-trajecten", "37"), ("clientondersteuning-uren", "214")):
        line = telling(x, name)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.partner_niet_van_vorig_jaar", line


@mutatie("partners.telling_niet_van_vorig_jaar", "tellingen")
def one_count_of_last_year(x: Extracten) -> Verwacht:
    line = telling(x, "voortijdig-schoolverlaters")
    x.put("tellingen", line, aantal="101")
    yield "tellingen", f"{PARTNERS}.telling_niet_van_vorig_jaar", line


@mutatie("partners.tellingen_niet_verwisseld", "verwisseld")
def two_counts_swapped(x: Extracten) -> Verwacht:
    for name, aantal in (("clientondersteuning-trajecten", "251"), ("clientondersteuning-uren", "44")):
        line = telling(x, name)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.tellingen_niet_verwisseld", line
        yield "tellingen", "samenhang_verandering.niet_te_veel_veranderd", line


@mutatie("partners.telling_geleverd", "verwisseld")
def telling_not_delivered(x: Extracten) -> Verwacht:
    x.drop("tellingen", lambda rows: rows["telling"].eq("aio-ontvangers"))
    yield "tellingen", f"{PARTNERS}.telling_geleverd", 0


@mutatie("partners.totaal_niet_te_veel_veranderd", "verwisseld")
def telling_of_half_a_year(x: Extracten) -> Verwacht:
    """Each part could be chance, together they are not."""
    for categorie, aantal in (
        ("doorverwezen", "24"),
        ("ondersteund-en-verwezen", "37"),
        ("zelf-geholpen", "45"),
    ):
        x.put("tellingen", telling(x, "poh-trajecten", categorie), aantal=aantal)
    yield "tellingen", f"{PARTNERS}.totaal_niet_te_veel_veranderd", 0


def leerlingen(x: Extracten, soort: str, schooljaar: str = "2023-2024") -> int:
    return x.pick("leerlingen", lambda rows: rows["soort"].eq(soort) & rows["schooljaar"].eq(schooljaar))


@mutatie("leerlingen.soorten_niet_verwisseld", "verwisseld")
def two_kinds_of_school_swapped(x: Extracten) -> Verwacht:
    one, other = leerlingen(x, "primair-onderwijs"), leerlingen(x, "voortgezet-onderwijs")
    for line, aantal in ((one, "1800"), (other, "2345")):
        x.put("leerlingen", line, aantal=aantal)
        yield "leerlingen", f"{LEERLINGEN}.soorten_niet_verwisseld", line
        yield "leerlingen", f"{LEERLINGEN}.soorten_niet_verwisseld", line - 4  # nobody can tell in which year
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", other
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", one - 4


@mutatie("leerlingen.niet_te_veel_veranderd", "verwisseld")
def a_third_less(x: Extracten) -> Verwacht:
    line = leerlingen(x, "mbo")
    x.put("leerlingen", line, aantal="160")
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line - 4


@mutatie("leerlingen.niet_van_ander_schooljaar", "tellingen")
def school_year_copied(x: Extracten) -> Verwacht:
    for soort in ("primair-onderwijs", "voortgezet-onderwijs", "mbo"):
        line = leerlingen(x, soort)
        x.put("leerlingen", line, aantal=x.get("leerlingen", line - 4, "aantal"))
        yield "leerlingen", f"{LEERLINGEN}.niet_van_ander_schooljaar", line
