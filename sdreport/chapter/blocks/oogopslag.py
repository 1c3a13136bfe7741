"""One page first: what matters of a year in lines of text, each number linked to its place in the report.

What no document gives is not on it: an example, or a comparison with one, is left out and the line says so.
"""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Tekst
from sdreport.chapter.blocks.figuren.koppen import join_names
from sdreport.chapter.blocks.figuren.leeftijd import name_clients
from sdreport.chapter.notation import (
    format_value,
    mark_voordelig,
    name_hidden,
    round_half_up,
    shows_something,
)
from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.sources import Hoofdstukbronnen
from sdreport.register.cijfer import Cijfer, make_adres
from sdreport.register.compare import GROEI, name_comparison
from sdreport.register.structuur import TOTAAL
from sdreport.safe.text import for_markdown

VERSCHIL = "raming_verschil"
GETELD_UIT = {
    "wmo": {"toewijzingen"}, "jeugdwet": {"toewijzingen"}, "participatiewet": {"uitkeringen", "inkomensondersteuning"},
}  # fmt: skip
"""The datasets that the clients of a law are counted from: only together they tell that there is nobody."""


def tell_laws(bronnen: Hoofdstukbronnen, opbouw: Opbouw, personen: str, kosten: str) -> Tekst:
    """Per law one line: persons and their change, costs, and the difference with the last estimate.

    `personen` and `kosten` name the place of each, such as `figuur raming-{wet}`.
    """
    lines = []
    for wet in list_laws(bronnen):
        who = _link(opbouw, personen.format(wet=wet), _tell_persons(bronnen, wet))
        clients = _find(bronnen, "clienten", wet, TOTAAL)
        changed = _tell_change(bronnen, clients) if clients else ""
        spent = _known(_find(bronnen, "begroting", wet, TOTAAL, "werkelijk"))
        left = _known(_find(bronnen, VERSCHIL, wet, TOTAAL))
        costs = "de kosten zijn niet gepubliceerd"
        if spent:
            amount = _link(opbouw, kosten.format(wet=wet), format_value(spent.waarde, spent.eenheid))
            costs = f"kosten {amount}" + (
                f", {_link(opbouw, kosten.format(wet=wet), _tell_beside_budget(left))}" if left else ""
            )
        name = bronnen.labels.label("wet", wet)
        lines.append(f"- **{for_markdown(name)}**: {who}{changed}; {costs}.")
    return Tekst("\n".join(lines))


def tell_result(bronnen: Hoofdstukbronnen, opbouw: Opbouw, plek: str) -> Tekst:
    """The result of all laws and of what belongs to none, in one sentence; no sum where one of them is hidden.

    `plek`: see `tell_laws`.
    """
    laws = list_laws(bronnen)
    others = sorted(
        {rij.uitsplitsing["onderdeel"] for rij in bronnen.find(VERSCHIL, bronnen.jaar)} - {*laws, TOTAAL}
    )
    found = {deel: _find(bronnen, VERSCHIL, deel, TOTAAL) for deel in [*laws, *others]}
    names = {wet: for_markdown(bronnen.labels.label("wet", wet)) for wet in laws}
    names |= {deel: for_markdown(bronnen.labels.label("onderdeel", deel).lower()) for deel in others}
    known = {wet: rij for wet, cijfer in found.items() if (rij := _known(cijfer))}
    if not known:
        return Tekst("Het verschil met de begroting is niet gepubliceerd.")
    parts = join_names(
        [
            f"{names[wet]} {_link(opbouw, plek.format(wet=wet), _tell_difference(rij))}"
            for wet, rij in known.items()
        ]
    )
    shown = [rij.waarde for rij in known.values() if rij.waarde is not None]
    total = round(sum(shown), 2)
    text = f"{parts[0].upper()}{parts[1:]}."
    if len(known) > 1 and len(shown) == len(known):
        text = f"{text[:-1]}: samen **{_tell_amount(total)}**."
    if missing := [names[wet] for wet in found if wet not in known]:
        word = "telt" if len(missing) == 1 else "tellen"
        listed = join_names(missing)
        text += f" {listed[0].upper()}{listed[1:]} {word} niet mee: dat verschil is niet gepubliceerd."
    return Tekst(text)


def tell_differences(bronnen: Hoofdstukbronnen, opbouw: Opbouw, aantal: int, plek: str) -> Tekst:
    """The posts that differ most from the last estimate, largest first; `plek` names the places (`{onderdeel}`)."""
    rijen = [
        rij
        for rij in bronnen.find(VERSCHIL, bronnen.jaar)
        if rij.uitsplitsing["post"] != TOTAAL and _known(rij) and rij.waarde
    ]
    lines: list[str] = []
    for rij in sorted(rijen, key=lambda rij: (-abs(rij.waarde or 0), rij.adres))[:aantal]:
        onderdeel, post = rij.uitsplitsing["onderdeel"], rij.uitsplitsing["post"]
        name = f"{bronnen.labels.label('post', post)} ({bronnen.labels.label('onderdeel', onderdeel)})"
        amount = _link(opbouw, plek.format(onderdeel=onderdeel), _tell_difference(rij))
        lines.append(f"{len(lines) + 1}. {for_markdown(name)}: {amount}")
    return Tekst("\n".join(lines) or "Verschillen met de begroting zijn niet gepubliceerd.")


def tell_programmes(bronnen: Hoofdstukbronnen, opbouw: Opbouw, programmas: Sequence[str], plek: str) -> Tekst:
    """Per programme how many activities there are and how far they are; `plek` names the place (`{programma}`)."""
    lines = []
    for programma in dict.fromkeys(programmas):
        rijen = bronnen.find("activiteiten", bronnen.jaar, programma=programma)
        cells = {rij.uitsplitsing["voortgang"]: rij for rij in rijen if rij.waarde}
        if TOTAAL not in cells:
            continue
        order = [name for name in bronnen.labels.sort("voortgang", [*cells])[::-1] if name != TOTAAL]
        states = (
            f"{bronnen.labels.label('voortgang', name).lower()}:\u00a0{format_value(cells[name].waarde, '')}"
            for name in order
        )
        count = cells[TOTAAL].waarde or 0
        whole = f"{format_value(count, '')}\u00a0{'actie' if count == 1 else 'acties'}"
        name = for_markdown(bronnen.labels.label("programma", programma))
        place = plek.format(programma=programma)
        lines.append(f"- {_link(opbouw, place, f'{name}: {whole}')} ({', '.join(states)})")
    return Tekst("\n".join(lines) or "Er zijn geen acties aangeleverd.")


def list_laws(bronnen: Hoofdstukbronnen) -> list[str]:
    """The laws that have clients or a budget in this year, in the order of the labels."""
    clients = {rij.uitsplitsing["wet"] for rij in bronnen.find("clienten", bronnen.jaar)}
    posts = {rij.uitsplitsing["onderdeel"] for rij in bronnen.find("begroting", bronnen.jaar)}
    known = clients | (posts & set(bronnen.labels.labels.get("wet", {})))
    return [wet for wet in bronnen.labels.sort("wet", [*known]) if wet != TOTAAL]


def _find(bronnen: Hoofdstukbronnen, indicator: str, *waarden: str) -> Cijfer | None:
    return bronnen.register.find(make_adres(indicator, waarden), bronnen.jaar)


def _known(rij: Cijfer | None) -> Cijfer | None:
    """A number that a document gives; None for an example or for none at all."""
    return None if rij is None or rij.status == "voorbeeld" else rij


def _tell_persons(bronnen: Hoofdstukbronnen, wet: str) -> str:
    found = _find(bronnen, "clienten", wet, TOTAAL)
    rij = _known(found)
    if rij is None:
        delivered = wet in GETELD_UIT and GETELD_UIT[wet] <= bronnen.bestanden.keys()
        nobody = found is None and bronnen.nullen and delivered
        return "geen cliënten in de gegevens" if nobody else "aantal niet gepubliceerd"
    number = name_hidden(rij.eenheid) if rij.waarde is None else format_value(rij.waarde, rij.eenheid)
    return f"{number} {name_clients(bronnen.labels, wet)}"


def _tell_change(bronnen: Hoofdstukbronnen, rij: Cijfer | None) -> str:
    """How the number changed since last year, where that is known and may be seen."""
    groei = rij and _known(
        bronnen.register.find(rij.adres_of(name_comparison(rij.indicator, GROEI)), rij.jaar)
    )
    if not groei or groei.waarde is None:
        return f", een vergelijking met {bronnen.jaar - 1} is niet gepubliceerd"
    amount = format_value(round_half_up(abs(groei.waarde), 1), "%")
    if not shows_something(amount):
        return f", {'vrijwel ' if groei.waarde else ''}evenveel als in {bronnen.jaar - 1}"
    return f", {amount} {'meer' if groei.waarde > 0 else 'minder'} dan in {bronnen.jaar - 1}"


def _tell_beside_budget(rij: Cijfer) -> str:
    """The difference in plain words: `€ 12.000 meer dan begroot (N)`."""
    if not rij.waarde:
        return "precies zoals begroot" if rij.waarde == 0 else format_value(None, "")
    word = "minder" if rij.waarde > 0 else "meer"
    return f"{format_value(abs(rij.waarde), 'euro')} {word} dan begroot\u00a0({mark_voordelig(rij.waarde)})"


def _tell_difference(rij: Cijfer) -> str:
    return format_value(None, "") if rij.waarde is None else _tell_amount(rij.waarde)


def _tell_amount(waarde: float) -> str:
    """`€ 12.000 nadelig (N)`; a result of nothing has no side."""
    word = {"V": " voordelig\u00a0(V)", "N": " nadelig\u00a0(N)"}.get(mark_voordelig(waarde), "")
    return f"{format_value(abs(waarde), 'euro')}{word}"


def _link(opbouw: Opbouw, plek: str, tekst: str) -> str:
    """The text as a link to the first of these figures or tables (`tabel percelen-wmo, figuur raming`) that the report
    has; the text alone when it has none.
    """
    for one in plek.split(", "):
        soort, _, naam = one.partition(" ")
        if nummer := opbouw.nummers.get(soort, {}).get(naam):
            return f"[{tekst}](#{soort}-{nummer.replace('.', '-')})"
    return tekst
