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


@mutatie("partners.partner_niet_van_vorig_jaar", "twee jaar eerder")
def partner_sent_those_of_two_years_ago(x: Extracten) -> Verwacht:
    for categorie, aantal in (
        ("doorverwezen", "43"),
        ("ondersteund-en-verwezen", "55"),
        ("zelf-geholpen", "60"),
    ):
        line = telling(x, "poh-trajecten", categorie)
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
        yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line
        yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line - 4


@mutatie("leerlingen.niet_te_veel_veranderd", "verwisseld")
def a_third_less(x: Extracten) -> Verwacht:
    line = leerlingen(x, "mbo")
    x.put("leerlingen", line, aantal="160")
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line - 4


@mutatie("partners.een_eenheid_per_telling", "deels")
def one_part_in_another_unit(x: Extracten) -> Verwacht:
    line = telling(x, "poh-trajecten", "zelf-geholpen")
    x.put("tellingen", line, eenheid="uur")
    yield "tellingen", f"{PARTNERS}.een_eenheid_per_telling", line


@mutatie("leerlingen.niet_te_veel_veranderd", "achtste meer")
def an_eighth_more_pupils_of_a_large_kind(x: Extracten) -> Verwacht:
    """And of a small kind, where that is chance."""
    line, small = leerlingen(x, "primair-onderwijs"), leerlingen(x, "speciaal-onderwijs")
    x.put("leerlingen", line, aantal="2638")
    x.put("leerlingen", small, aantal="136")
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line
    yield "leerlingen", f"{LEERLINGEN}.niet_te_veel_veranderd", line - 4


@mutatie("leerlingen.geen_nul_voor_onbekend", "deels")
def nobody_of_a_kind_in_both_years(x: Extracten) -> Verwacht:
    for schooljaar in ("2022-2023", "2023-2024"):
        line = leerlingen(x, "mbo", schooljaar)
        x.put("leerlingen", line, aantal="0")
        yield "leerlingen", f"{LEERLINGEN}.geen_nul_voor_onbekend", line


@mutatie("leerlingen.niet_van_ander_schooljaar", "tellingen")
def school_year_copied(x: Extracten) -> Verwacht:
    for soort in ("primair-onderwijs", "voortgezet-onderwijs", "mbo"):
        line = leerlingen(x, soort)
        x.put("leerlingen", line, aantal=x.get("leerlingen", line - 4, "aantal"))
        yield "leerlingen", f"{LEERLINGEN}.niet_van_ander_schooljaar", line


@mutatie("partners.telling_van_heel_jaar", "half jaar")
def all_parts_lower_by_one_factor(x: Extracten) -> Verwacht:
    for categorie, aantal in (
        ("doorverwezen", "23"),
        ("ondersteund-en-verwezen", "31"),
        ("zelf-geholpen", "36"),
    ):
        line = telling(x, "poh-trajecten", categorie)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.telling_van_heel_jaar", line
        if aantal != "23":  # which chance alone could explain
            yield "tellingen", "samenhang_verandering.niet_te_veel_veranderd", line
    yield "tellingen", f"{PARTNERS}.totaal_niet_te_veel_veranderd", 0


@mutatie("partners.telling_van_heel_jaar", "drie kwart jaar")
def nine_months_of_every_count(x: Extracten) -> Verwacht:
    """Those that last year has too are named, though none changed too much by itself."""
    rows = x.tekst["tellingen"]
    rows["aantal"] = (rows["aantal"].astype(int) * 3 // 4).astype(str)
    known = ("aio-ontvangers", "clientondersteuning-", "poh-", "voortijdig-")
    for line in rows.index[rows["telling"].str.startswith(known)]:
        yield "tellingen", f"{PARTNERS}.telling_van_heel_jaar", int(line)


@mutatie("partners.tellingen_niet_verwisseld", "twee delen")
def two_parts_of_a_telling_swapped(x: Extracten) -> Verwacht:
    """One of them could have become so many by itself."""
    names = ("doorverwezen", "zelf-geholpen")
    lines = [telling(x, "poh-trajecten", name) for name in names]
    x.swap("tellingen", *lines, "aantal")
    for line in lines:
        yield "tellingen", f"{PARTNERS}.tellingen_niet_verwisseld", line
    yield "tellingen", "samenhang_verandering.niet_te_veel_veranderd", lines[0]


@mutatie("partners.een_eenheid_per_telling", "twee delen")
def one_of_two_parts_in_another_unit(x: Extracten) -> Verwacht:
    line = telling(x, "sparmomenten", "eigen-netwerk")
    x.put("tellingen", line, eenheid="uur")
    yield "tellingen", f"{PARTNERS}.een_eenheid_per_telling", line


@mutatie("partners.telling_een_naam", "naam")
def slip_in_the_name_of_a_telling(x: Extracten) -> Verwacht:
    """The name that last year had is right, and of two new ones neither is known to be."""
    line = telling(x, "poh-trajecten", "doorverwezen")
    x.put("tellingen", line, telling="poh-trajectn")
    yield "tellingen", f"{PARTNERS}.telling_een_naam", line
    yield "tellingen", f"{PARTNERS}.telling_geleverd", 0
    line = telling(x, "sparmomenten", "eigen-netwerk")
    yield "tellingen", f"{PARTNERS}.telling_een_naam", line + 1
    x.put("tellingen", line, telling="sparmomentenn")
    yield "tellingen", f"{PARTNERS}.telling_een_naam", line


@mutatie("partners.telling_geleverd", "deel weg")
def part_of_a_telling_not_delivered(x: Extracten) -> Verwacht:
    x.drop("tellingen", lambda rows: rows["categorie"].eq("doorverwezen"))
    yield "tellingen", f"{PARTNERS}.telling_geleverd", 0


@mutatie("aantallen.niet_afgerond", "deel weg")
def few_counts_that_are_all_round(x: Extracten) -> Verwacht:
    x.drop("leerlingen", lambda rows: rows["soort"].isin(["speciaal-onderwijs", "mbo"]))
    rows = x.tekst["leerlingen"]
    rows["aantal"] = ["2320", "1820", "2340", "1790"]
    for line in rows.index:
        yield "leerlingen", "samenhang_aantallen.niet_afgerond", int(line)
    yield "leerlingen", "leerlingen.alle_soorten", 0


@mutatie("leerlingen.niet_van_ander_schooljaar", "half jaar")
def one_large_kind_of_last_school_year(x: Extracten) -> Verwacht:
    line = leerlingen(x, "primair-onderwijs")
    x.put("leerlingen", line, aantal=x.get("leerlingen", line - 4, "aantal"))
    yield "leerlingen", f"{LEERLINGEN}.niet_van_ander_schooljaar", line


@mutatie("leerlingen.orde_van_grootte", "half jaar")
def pupils_not_known(x: Extracten) -> Verwacht:
    """A zero is the one at fault; the year that it is held against is not."""
    line = leerlingen(x, "speciaal-onderwijs")
    x.put("leerlingen", line, aantal="0")
    yield "leerlingen", f"{LEERLINGEN}.orde_van_grootte", line


@mutatie("leerlingen.schooljaren_niet_verwisseld", "schooljaren")
def school_years_in_each_others_place(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    x.vorige = {"leerlingen": rows.copy()}
    years = ("2022-2023", "2023-2024")
    rows["schooljaar"] = rows["schooljaar"].map(dict(zip(years, reversed(years), strict=True)))
    for line in rows.index:
        yield "leerlingen", f"{LEERLINGEN}.schooljaren_niet_verwisseld", int(line)
        if rows.at[line, "soort"] == "speciaal-onderwijs":  # which differ more from year to year
            yield "leerlingen", "samenhang_schooljaren.zoals_vorig_jaar_geleverd", int(line)


@mutatie("leerlingen.schooljaren_niet_verwisseld", "volgorde")
def school_years_of_one_small_kind_in_each_others_place(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    x.vorige["leerlingen"] = rows.copy()
    one, other = (leerlingen(x, "speciaal-onderwijs", year) for year in ("2022-2023", "2023-2024"))
    rows.loc[[one, other], "aantal"] = rows.loc[[other, one], "aantal"].to_numpy()
    for line in (one, other):
        yield "leerlingen", f"{LEERLINGEN}.schooljaren_niet_verwisseld", line
        yield "leerlingen", "samenhang_schooljaren.zoals_vorig_jaar_geleverd", line


@mutatie("leerlingen.schooljaar_van_alle_scholen", "deel van de scholen")
def pupils_of_some_of_the_schools(x: Extracten) -> Verwacht:
    """Each kind changed less than is agreed, and all by one factor."""
    for line in [leerlingen(x, soort) for soort in ("primair-onderwijs", "voortgezet-onderwijs", "mbo")]:
        x.put("leerlingen", line, aantal=str(round(int(x.get("leerlingen", line, "aantal")) * 0.83)))
        yield "leerlingen", f"{LEERLINGEN}.schooljaar_van_alle_scholen", line
    line = leerlingen(x, "speciaal-onderwijs")
    x.put("leerlingen", line, aantal="97")
    yield "leerlingen", f"{LEERLINGEN}.schooljaar_van_alle_scholen", line


@mutatie("bevolking.elke_leeftijd_bewoond", "deel van de scholen")
def nobody_of_an_age(x: Extracten) -> Verwacht:
    line = x.pick("bevolking", lambda rows: rows["soort"].eq("stand") & rows["leeftijd"].eq("40"))
    x.put("bevolking", line, aantal="0")
    yield "bevolking", "samenhang_bevolking.elke_leeftijd_bewoond", line
    yield "bevolking", "samenhang_bevolking.past_bij_leeftijden_ernaast", line


@mutatie("bevolking.per_leeftijd_geteld", "deel van de scholen")
def forecast_of_classes_of_five_years(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    later = rows[rows["soort"].eq("prognose")]
    for _, own in later.groupby([later["geslacht"], later["leeftijd"].astype(int) // 5]):
        rows.loc[own.index, "aantal"] = str(round(own["aantal"].astype(int).mean()))
        if len(own) > 1:
            for line in own.index:
                yield "bevolking", "samenhang_bevolking.per_leeftijd_geteld", int(line)
