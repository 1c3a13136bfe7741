"""Ways to spoil what was copied, filled in for all, or is more than was assigned."""

from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_ramingen import RAMINGEN, dutch, euros
from mutaties_samen import dates
from mutaties_tellingen import PARTNERS, telling
from mutaties_zorg import standing

WIJKEN = "samenhang_wijkbevolking"


@mutatie("partners.aantallen_geen_percentages", "promille")
def promilles_of_two_parts(x: Extracten) -> Verwacht:
    for categorie, aantal in (("intensief", "733"), ("regulier", "267")):
        line = telling(x, "budgetbeheer-trajecten", categorie)
        x.put("tellingen", line, aantal=aantal)
        yield "tellingen", f"{PARTNERS}.aantallen_geen_percentages", line


@mutatie("partners.delen_verschillen", "promille")
def one_number_in_both_parts(x: Extracten) -> Verwacht:
    """Of small numbers it says nothing, and of numbers that are about last year's neither."""
    for part in ("eigen-netwerk", "specialistische-jeugdhulp"):
        line = telling(x, "sparmomenten", part)
        x.put("tellingen", line, aantal="135")
        yield "tellingen", f"{PARTNERS}.delen_verschillen", line
    for part in ("doorverwezen", "ondersteund-en-verwezen", "zelf-geholpen"):
        x.put("tellingen", telling(x, "poh-trajecten", part), aantal="62")


@mutatie("partners.deel_is_geen_totaal", "totaal als deel")
def total_among_the_parts(x: Extracten) -> Verwacht:
    """A part that is about what it was last year may be what the others add up to."""
    for part, aantal in (("doorverwezen", "40"), ("ondersteund-en-verwezen", "46"), ("zelf-geholpen", "86")):
        x.put("tellingen", telling(x, "poh-trajecten", part), aantal=aantal)
    like = telling(x, "sparmomenten", "eigen-netwerk")
    line = x.add("tellingen", like, telling="sparmomenten", categorie="samen", aantal="235")
    yield "tellingen", f"{PARTNERS}.deel_is_geen_totaal", line


@mutatie("partners.partner_een_naam", "promille")
def slip_in_the_name_of_a_partner(x: Extracten) -> Verwacht:
    line = telling(x, "eigen-begeleiding-inwoners")
    x.put("tellingen", line, partner="Larikss")
    yield "tellingen", f"{PARTNERS}.partner_een_naam", line


@mutatie("plannen.peildatum_in_jaar", "peildatum")
def progress_of_last_year(x: Extracten) -> Verwacht:
    """Also where no quarter says that it cannot be."""
    rows = x.tekst["plannen"]
    rows["peildatum"] = "31-12-2022"
    rows[["aanvang", "gereed"]] = ""
    for line in rows.index[rows["voortgang"].ne("")]:
        yield "plannen", "samenhang_plannen.peildatum_in_jaar", int(line)


@mutatie("declaraties.volume_bij_toewijzing")
def three_times_what_was_assigned(x: Extracten) -> Verwacht:
    """Of a whole month, in minutes a week and by the month; of a total nothing is known of one month."""
    regels = x.tekst["declaraties"]
    whole = dates(regels["einddatum"]) - dates(regels["begindatum"])
    for frequentie in ("2", "4", "6"):
        own = x.tekst["toewijzingen"]
        own = own[own["frequentie"].eq(frequentie) & own["eenheid"].isin(["01", "82"]) & own["volume"].ne("")]
        volumes = own.set_index("toewijzingnummer")["volume"]
        line = x.pick(
            "declaraties",
            lambda rows, own=own: (
                rows["toewijzingnummer"].isin(list(own["toewijzingnummer"]))
                & rows["volume"].ne("")
                & rows["tarief"].ne("")
                & whole.dt.days.ge(27)
                & rows["eenheid"].isin(["01", "82"])
                & standing(rows)
            ),
        )
        toegewezen = int(volumes[x.get("declaraties", line, "toewijzingnummer")])
        volume = toegewezen * (14 if frequentie == "2" else 3)
        bedrag = volume * euros(x.get("declaraties", line, "tarief"))
        x.put("declaraties", line, volume=str(volume), bedrag=dutch(bedrag))
        if frequentie != "6":
            yield "declaraties", "samenhang_declaraties.volume_bij_toewijzing", line


@mutatie("wijkbevolking.zoals_vorig_jaar", "wijken verwisseld en gegroeid")
def two_wijken_exchanged_while_all_grew(x: Extracten) -> Verwacht:
    """One shrank less than is agreed by itself; both are told by the number that the other had."""
    rows = x.tekst["wijkbevolking"]
    counts = rows["aantal"].astype(int)
    x.vorige["wijkbevolking"] = rows.assign(aantal=(counts * 98 // 100).astype(str))
    totals = counts.groupby(rows["wijk"]).sum()
    names = {"West": "Centrum", "Centrum": "West"}
    assert 1.1 < totals["Centrum"] / totals["West"] < 1.25
    for wijk in names:
        for line in rows.index[rows["wijk"].eq(wijk)]:
            extra = 450 if wijk == "Centrum" else -150
            x.put("wijkbevolking", int(line), aantal=str(int(counts[line]) + extra // 3))
    x.vorige["wijkbevolking"] = rows.assign(
        wijk=rows["wijk"].replace(names), aantal=(rows["aantal"].astype(int) * 98 // 100).astype(str)
    )
    for line in rows.index[rows["wijk"].isin(list(names))]:
        yield "wijkbevolking", f"{WIJKEN}.zoals_vorig_jaar", int(line)


@mutatie("wijkbevolking.zoals_vorig_jaar", "groepen van een wijk")
def age_groups_of_one_wijk_exchanged(x: Extracten) -> Verwacht:
    """The wijk has as many inhabitants as before, and all wijken together are near the municipality."""
    rows = x.tekst["wijkbevolking"]
    x.vorige["wijkbevolking"] = rows.assign(aantal=(rows["aantal"].astype(int) * 98 // 100).astype(str))
    own = rows["wijk"].eq("Buitengebied") & rows["leeftijdsgroep"].isin(["0-17", "65-plus"])
    one, other = (int(line) for line in rows.index[own])
    x.swap("wijkbevolking", one, other, "aantal")
    for line in (one, other):
        yield "wijkbevolking", f"{WIJKEN}.zoals_vorig_jaar", line


@mutatie("ramingen.werkelijk_niet_afgerond", "afgeronde lasten")
def actual_costs_of_an_onderdeel_in_whole_thousands(x: Extracten) -> Verwacht:
    rows = x.tekst["begroting"]
    for line in rows.index[rows["fase"].eq("werkelijk") & rows["onderdeel"].eq("jeugdwet")]:
        bedrag = round(euros(str(rows.at[line, "bedrag"])) / 1000) * 1000
        x.put("begroting", int(line), bedrag=dutch(bedrag))
        if bedrag:
            yield "begroting", f"{RAMINGEN}.werkelijk_niet_afgerond", int(line)


@mutatie("ramingen.niet_van_vorig_jaar", "vorige najaarsnota")
def estimates_of_autumn_again_in_spring(x: Extracten) -> Verwacht:
    """Of an onderdeel with many posts, those of another phase last year."""
    last = x.tekst["begroting"].copy()
    posts = last.groupby("onderdeel")["post"].nunique()
    own = last["fase"].eq("voorjaarsnota") & last["onderdeel"].eq(posts.idxmax())
    last.loc[~own, "bedrag"] = last["bedrag"][~own].map(euros).mul(0.97).map(dutch)
    spring, autumn = (
        last.index[own],
        last.index[last["fase"].eq("najaarsnota") & last["onderdeel"].eq(posts.idxmax())],
    )
    there = last.loc[autumn].set_index("post")["bedrag"]
    now = last.loc[spring].set_index("post")["bedrag"]
    last.loc[spring, "bedrag"] = list(there[last.loc[spring, "post"]])
    last.loc[autumn, "bedrag"] = list(now[last.loc[autumn, "post"]])
    x.vorige = {"begroting": last}
    for line in spring:
        yield "begroting", f"{RAMINGEN}.niet_van_vorig_jaar", int(line)


@mutatie("reserves.in_euros")
def reserve_in_thousands(x: Extracten) -> Verwacht:
    line = x.pick("reserves", lambda rows: rows["reserve"].eq("reserve-armoede-en-schulden"))
    columns = ("stand_begin", "toevoegingen", "onttrekkingen", "stand_einde")
    x.put("reserves", line, **{name: dutch(euros(x.get("reserves", line, name)) / 1000) for name in columns})
    yield "reserves", "samenhang_reserves.in_euros", line


def national(x: Extracten, maat: str, gebied: str) -> int:
    """The line of a national number."""
    return x.pick("landelijk", lambda rows: rows["maat"].eq(maat) & rows["gebied"].eq(gebied))


@mutatie("landelijk.past_bij_andere_plaatsen")
def comma_of_a_national_number_lost(x: Extracten) -> Verwacht:
    line = national(x, "jeugdhulp", "NL01")
    x.put("landelijk", line, waarde="126,00")
    yield "landelijk", "samenhang_landelijk.past_bij_andere_plaatsen", line


@mutatie("landelijk.plaats_niet_gekopieerd")
def numbers_of_the_country_under_a_municipality(x: Extracten) -> Verwacht:
    for maat, waarde in (("wmo", "710,00"), ("bijstand", "271,00")):
        line = national(x, maat, "GM9901")
        x.put("landelijk", line, waarde=waarde)
        yield "landelijk", "samenhang_landelijk.plaats_niet_gekopieerd", line


@mutatie("landelijk.past_bij_eigen_cijfers")
def count_in_place_of_a_national_number(x: Extracten) -> Verwacht:
    line = national(x, "bijstand", "GM0327")
    x.put("landelijk", line, waarde="399,00")
    yield "landelijk", "samenhang_landelijk.past_bij_eigen_cijfers", line


@mutatie("landelijk.past_bij_eigen_cijfers", "maten verwisseld")
def measures_exchanged(x: Extracten) -> Verwacht:
    rows = x.tekst["landelijk"]
    rows["maat"] = rows["maat"].replace({"wmo": "bijstand", "bijstand": "wmo"})
    for maat in ("wmo", "bijstand"):
        yield "landelijk", "samenhang_landelijk.past_bij_eigen_cijfers", national(x, maat, "GM0327")


@mutatie("tijdlijn.geen_lange_stilte", "tot augustus")
def objections_of_a_part_of_the_year(x: Extracten) -> Verwacht:
    """Last year's number of them says that so long without is no chance."""
    x.drop("bezwaarschriften", lambda rows: dates(rows["ontvangstdatum"]).dt.month.ge(8))
    yield "bezwaarschriften", "samenhang_tijdlijn.geen_lange_stilte", 0


@mutatie("levering.nummers_lopen_door", "elke derde")
def one_of_three_records(x: Extracten) -> Verwacht:
    rows = x.tekst["bezwaarschriften"]
    x.tekst["bezwaarschriften"] = rows.iloc[::3]
    yield "bezwaarschriften", "samenhang_levering.nummers_lopen_door", 0


@mutatie("ramingen.posten_niet_verwisseld", "namen van posten")
def names_of_posts_exchanged(x: Extracten) -> Verwacht:
    """In every phase: what they are called after says it."""
    rows = x.tekst["begroting"]
    other = {"begeleide-arbeidsparticipatie": "cultuur-media"}
    other |= {there: here for here, there in other.items()}
    own = rows["post"].isin(other)
    rows.loc[own, "post"] = rows["post"][own].map(other)
    for line in rows.index[own]:
        yield "begroting", f"{RAMINGEN}.posten_niet_verwisseld", int(line)
