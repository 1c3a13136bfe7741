"""Check a published document: sums, shares, claims, and facts that are told twice.

A document is fed as a small table of its figures (`data/documenten/<slug>.csv`): where each stands, its value,
a few words around it, and formulas (see `formule`) that say how it hangs together with other figures. What does
not hold becomes a finding that names the places and the arithmetic, and what would make it right.

Rules: `document.som`, `document.cijfers_verwisseld`, `document.aandeel`, `document.tekst_tegen_tabel`,
`document.claim`, `document.zelfde_feit`, `document.nummering` and `document.schrijfwijze` are about the document;
`document.formule` and `document.citaat` are about the table: a check that cannot run is never silent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sdreport.bevindingen import Bevinding, Ernst
from sdreport.documents.figures import (
    CIJFERS,
    GOED_GESCHREVEN,
    Document,
    Documentcijfer,
    list_figures,
    write_out,
)
from sdreport.documents.formule import (
    Bereik,
    Bewerking,
    Formule,
    Formulefout,
    Uitdrukking,
    Verwijzing,
    evaluate,
    parse_formule,
)
from sdreport.documents.teksten.check import check_teksten
from sdreport.plannen.getalwoorden import GETALWOORDEN

ERNST: Mapping[str, Ernst] = {
    "document.formule": "kritiek", "document.citaat": "kritiek", "document.som": "kritiek",
    "document.cijfers_verwisseld": "kritiek", "document.claim": "kritiek", "document.aandeel": "waarschuwing",
    "document.tekst_tegen_tabel": "waarschuwing", "document.zelfde_feit": "waarschuwing",
    "document.nummering": "melding", "document.schrijfwijze": "melding",
}  # fmt: skip
GRENZEN: Mapping[str, str] = {
    "uniek": "Een totaal van personen ligt tussen het grootste onderdeel en de som van de onderdelen.",
    "volgt": "Nummer door, of zet de onderdelen op volgorde.",
    "hoogstens": "Een deel is niet groter dan het geheel: zoek na wat er is geteld.",
    "minstens": "Een geheel is niet kleiner dan een deel: zoek na wat er is geteld.",
}
BREUK = re.compile(r"\b(een|twee|drie|de)\s*(vijfde|kwart|derde|helft)\b", re.IGNORECASE)
MEESTE_DELEN = 3
STIJGT, DAALT = ("meer", "hoger", "gestegen"), ("minder", "lager", "gedaald")


@dataclass(frozen=True)
class _Formuletoets:
    """One formula of one figure, with everything it may name, and what of that each may stand for."""

    document: str
    cijfer: Documentcijfer
    formule: Formule
    boek: Mapping[str, Documentcijfer]
    bereiken: dict[str, Bereik]

    def judge(self, anders: Mapping[str, float] | None = None) -> str:
        """The rule that is broken, or nothing; `anders` gives figures another value than printed."""
        waarden = self.bereiken | {naam: Bereik(value, value) for naam, value in (anders or {}).items()}
        if self.cijfer.naam not in waarden:
            raise Formulefout("het cijfer heeft zelf geen waarde")
        uitkomsten = [evaluate(deel, waarden) for deel in self.formule.delen]
        return _judge(self, waarden[self.cijfer.naam], uitkomsten)


def check_documenten(documenten: Sequence[Document]) -> list[Bevinding]:
    """All findings in documents that may name each other's figures, in the order of their tables."""
    vreemd = {
        f"[{document.slug}]{naam}": replace(cijfer, plaats=f"{document.slug}, {cijfer.plaats}")
        for document in documenten
        for naam, cijfer in document.cijfers.items()
    }
    parts = ((check_document(item, vreemd), check_teksten(item.slug, item.teksten)) for item in documenten)
    return [bevinding for part in parts for found in part for bevinding in found]


def check_document(document: Document, vreemd: Mapping[str, Documentcijfer] | None = None) -> list[Bevinding]:
    """All findings in one document; `vreemd` are figures of other documents by their name (`[slug]r12`)."""
    boek = {**(vreemd or {}), **document.cijfers}
    bereiken = {naam: bereik for naam, cijfer in boek.items() if (bereik := cijfer.bereik) is not None}
    cijfers = document.cijfers.values()
    found = [finding for cijfer in cijfers for finding in _check_notation(document.slug, cijfer)]
    toetsen, broken = [], []
    for cijfer in cijfers:
        for text in cijfer.formules:
            try:
                toets = _Formuletoets(document.slug, cijfer, parse_formule(text), boek, bereiken)
                regel = toets.judge()
            except Formulefout as fault:
                found.append(_unchecked(document.slug, cijfer, text, fault))
                continue
            toetsen.append(toets)
            if regel:
                broken.append((regel, toets))
    found += _explain(broken, toetsen)
    return sorted(found, key=lambda item: item.regelnummers[0])


def find_verwisseld(fout: float, goed: float, decimalen: int) -> bool:
    """Whether two numbers are the same but for two digits that changed places (1.449 and 1.494).

    Their difference is then divisible by 9, a sum that bookkeepers look for.
    """
    left, right = (f"{abs(round(value * 10**decimalen))}" for value in (fout, goed))
    if (fout < 0) != (goed < 0) or len(left) != len(right) or (int(left) - int(right)) % 9:
        return False
    differ = [place for place, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    return len(differ) == 2 and [left[i] for i in differ] == [right[i] for i in reversed(differ)]


def _judge(toets: _Formuletoets, zelf: Bereik, uit: Sequence[Bereik]) -> str:
    """The rule that a figure breaks, given what its formula comes to; empty if it holds."""
    soort, eerste = toets.formule.soort, uit[0]
    if soort == "=":
        return "" if zelf.touches(eerste) else _rule_of_size(toets)
    if soort in ("ruim", "bijna", "ongeveer"):
        return _judge_about(toets, zelf.midden, eerste)
    if soort == "gelijk":
        return "" if all(zelf.touches(ander) for ander in uit) else "document.zelfde_feit"
    if soort == "uniek":
        low, high = max(item.laag for item in uit), sum(item.hoog for item in uit)
        return "" if low <= zelf.hoog and zelf.laag <= high else "document.som"
    if soort == "volgt":
        step = 10.0**-toets.cijfer.decimalen
        return "" if zelf.touches(Bereik(eerste.laag + step, eerste.hoog + step)) else "document.nummering"
    if soort in ("hoogstens", "minstens"):
        fits = zelf.laag <= eerste.hoog if soort == "hoogstens" else zelf.hoog >= eerste.laag
        return "" if fits else "document.aandeel"
    return "" if _claim_holds(soort, zelf.midden, eerste.midden) else "document.claim"


def _claim_holds(soort: str, nu: float, toen: float) -> bool:
    if soort in STIJGT or soort in DAALT:
        return nu > toen if soort in STIJGT else nu < toen
    target = toen * (2 if soort == "verdubbeld" else 0.5)
    return abs(nu - target) <= GETALWOORDEN["ongeveer"].boven * abs(target)


def _judge_about(toets: _Formuletoets, gezegd: float, werkelijk: Bereik) -> str:
    """What a text calls `ruim 9%`: too far off is another number, on the wrong side a wrong word."""
    woord = GETALWOORDEN[toets.formule.soort]
    room = max(woord.onder, woord.boven) * abs(gezegd)
    if werkelijk.hoog < gezegd - room or werkelijk.laag > gezegd + room:
        return _rule_of_size(toets)
    right = {"ruim": werkelijk.hoog > gezegd, "bijna": werkelijk.laag < gezegd}
    return "" if right.get(toets.formule.soort, True) else "document.claim"


def _rule_of_size(toets: _Formuletoets) -> str:
    if toets.cijfer.eenheid == "%":
        return "document.claim" if BREUK.search(toets.cijfer.citaat) else "document.aandeel"
    others = {toets.boek[naam].soort for naam in toets.formule.verwijzingen}
    in_text = toets.cijfer.soort in ("tekst", "telling") and others & {"tabel", "telling"}
    return "document.tekst_tegen_tabel" if in_text else "document.som"


def _explain(
    broken: Sequence[tuple[str, _Formuletoets]], toetsen: Sequence[_Formuletoets]
) -> Iterator[Bevinding]:
    """Findings of broken formulas; one swapped pair of digits that mends several of them is one finding."""
    mended: set[int] = set()
    for regel, toets in broken:
        if id(toets) in mended:
            continue
        beste = None
        if toets.formule.soort == "=" and regel != "document.aandeel":
            beste = _find_swap(toets, toetsen)
        if beste is None:
            yield _make_finding(regel, toets)
            continue
        naam, waarde = beste
        also = [other for _, other in broken if other is not toets and _mends(other, naam, waarde)]
        mended |= {id(other) for other in also}
        bevestigd = [
            other.cijfer.plaats
            for other in toetsen
            if other.cijfer is not toets.cijfer
            and naam in other.formule.verwijzingen
            and _mends(other, naam, waarde)
        ]
        yield _make_swap(toets, naam, waarde, bevestigd)


def _find_swap(toets: _Formuletoets, toetsen: Sequence[_Formuletoets]) -> tuple[str, float] | None:
    """The figure in a sum, and its value, that mends the sum by swapping two of its digits back."""
    found: list[tuple[int, int, str, float]] = []
    for naam in (toets.cijfer.naam, *toets.formule.verwijzingen):
        cijfer, nodig = toets.boek[naam], _solve(toets, naam)
        if (
            cijfer.waarde is None
            or nodig is None
            or not find_verwisseld(cijfer.waarde, nodig, cijfer.decimalen)
        ):
            continue
        if _mends(toets, naam, nodig):
            touched = [other for other in toetsen if naam in (other.cijfer.naam, *other.formule.verwijzingen)]
            found.append((sum(not _mends(other, naam, nodig) for other in touched), len(found), naam, nodig))
    if not found:
        return None
    _, _, naam, nodig = min(found)
    return naam, nodig


def _mends(toets: _Formuletoets, naam: str, waarde: float) -> bool:
    try:
        return toets.judge({naam: waarde}) == ""
    except Formulefout:
        return False


def _solve(toets: _Formuletoets, naam: str) -> float | None:
    """The value that a figure needs for a sum to hold, rounded as printed; None if it takes no part in it."""
    cijfer, deel = toets.cijfer, toets.formule.delen[0]
    midden = {key: item.waarde for key, item in toets.boek.items() if item.waarde is not None}
    try:
        start = _middle(deel, midden)
        if naam == cijfer.naam:
            return round(start, max(cijfer.decimalen, int(cijfer.eenheid == "%")))
        slope = _middle(deel, {**midden, naam: midden[naam] + 1}) - start
    except Formulefout:
        return None
    if abs(abs(slope) - 1) > 1e-6 or cijfer.waarde is None:
        return None
    return round(midden[naam] + (cijfer.waarde - start) / slope, toets.boek[naam].decimalen)


def _middle(deel: Uitdrukking, waarden: Mapping[str, float]) -> float:
    return evaluate(deel, {naam: Bereik(value, value) for naam, value in waarden.items()}).midden


def _make_swap(toets: _Formuletoets, naam: str, waarde: float, bevestigd: Sequence[str]) -> Bevinding:
    cijfer = toets.boek[naam]
    also = f" Dan klopt ook: {'; '.join(dict.fromkeys(bevestigd))}." if bevestigd else ""
    herstel = (
        f"Met {cijfer.toon(waarde)} in plaats van {cijfer.toon()} bij {cijfer.plaats} klopt het: "
        f"twee cijfers zijn verwisseld.{also}"
    )
    return _bevinding("document.cijfers_verwisseld", toets, _describe(toets), herstel)


def _make_finding(regel: str, toets: _Formuletoets) -> Bevinding:
    return _bevinding(regel, toets, _describe(toets), _remedy(regel, toets))


def _describe(toets: _Formuletoets) -> str:
    """What is printed, what it comes to, and with which figures."""
    cijfer, formule = toets.cijfer, toets.formule
    word = f"{formule.soort} " if formule.soort in ("ruim", "bijna", "ongeveer") else ""
    claim = f" (‘{formule.soort}’)" if formule.soort in (*STIJGT, *DAALT, "verdubbeld", "gehalveerd") else ""
    said = f"{cijfer.plaats}: {word}{cijfer.toon()}{claim}"
    if formule.soort == "volgt":
        return f"{said}, na {list_figures(formule, toets.boek)}."
    sums = [deel for deel in formule.delen if not isinstance(deel, Verwijzing)]
    if not sums:
        return f"{said}. Maar {list_figures(formule, toets.boek)}."
    outcome = write_out(sums[0], toets.boek, cijfer)
    return f"{said}. Maar {outcome} (uit {list_figures(formule, toets.boek)})."


def _remedy(regel: str, toets: _Formuletoets) -> str:
    soort = toets.formule.soort
    if regel == "document.claim":
        return _better_word(toets)
    if soort in GRENZEN:
        return GRENZEN[soort]
    if regel == "document.zelfde_feit" or isinstance(toets.formule.delen[0], Verwijzing):
        return "Noem op elke plaats hetzelfde getal, of leg uit waarin ze verschillen."
    fits = [_option(toets, toets.cijfer.naam)]
    if regel == "document.aandeel":
        return f"Het klopt met {fits[0]}, of met {_fitting_whole(toets)}."
    if soort == "=" and len(toets.formule.verwijzingen) <= MEESTE_DELEN:
        fits += [_option(toets, naam) for naam in toets.formule.verwijzingen]
    return f"Het klopt met {', of met '.join(filter(None, fits))}."


def _fitting_whole(toets: _Formuletoets) -> str:
    """The whole of which a share would be this percentage, where the formula is a plain `deel`."""
    deel, aandeel = toets.formule.delen[0], toets.cijfer.waarde
    if not isinstance(deel, Bewerking) or deel.naam != "deel" or not aandeel:
        return "een ander getal in de berekening"
    part, whole = deel.delen
    if not isinstance(whole, Verwijzing):
        return "een ander geheel"
    printed = toets.boek[whole.naam]
    midden = {naam: item.waarde for naam, item in toets.boek.items() if item.waarde is not None}
    fits = printed.toon(round(100 * _middle(part, midden) / aandeel, printed.decimalen))
    return f"een geheel van ongeveer {fits} in plaats van {printed.toon()}"


def _better_word(toets: _Formuletoets) -> str:
    soort = toets.formule.soort
    if soort in ("ruim", "bijna"):
        return f"Schrijf '{'bijna' if soort == 'ruim' else 'ruim'}', of het getal zelf."
    if soort in ("=", "ongeveer"):
        return f"Het klopt met {_option(toets, toets.cijfer.naam)}: verbeter het woord of een getal."
    return f"Het woord '{soort}' past niet bij deze getallen: verbeter het woord of een getal."


def _option(toets: _Formuletoets, naam: str) -> str:
    cijfer, nodig = toets.boek[naam], _solve(toets, naam)
    if nodig is None:
        return ""
    here = "" if cijfer is toets.cijfer else f" bij {cijfer.plaats}"
    return f"{cijfer.toon(nodig)}{here}{' (één cijfer anders)' if _one_digit_off(cijfer, nodig) else ''}"


def _one_digit_off(cijfer: Documentcijfer, nodig: float) -> bool:
    left, right = cijfer.toon(), cijfer.toon(nodig)
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _bevinding(regel: str, toets: _Formuletoets, wat: str, herstel: str) -> Bevinding:
    own = [toets.boek[naam] for naam in toets.formule.verwijzingen if not naam.startswith("[")]
    lines = (toets.cijfer.regelnummer, *(cijfer.regelnummer for cijfer in own))
    ernst = ERNST[regel] if len(own) == len(toets.formule.verwijzingen) else "melding"
    return _on_lines(toets.document, regel, ernst, wat, herstel, lines)


def _unchecked(slug: str, cijfer: Documentcijfer, text: str, fault: Formulefout) -> Bevinding:
    wat = f"{cijfer.plaats}: de formule '{text[:60]}' is niet te controleren: {fault}."
    herstel = "Verbeter de formule of het nummer van de rij."
    return _on_lines(slug, "document.formule", "kritiek", wat, herstel, (cijfer.regelnummer,))


def _check_notation(slug: str, cijfer: Documentcijfer) -> Iterator[Bevinding]:
    """Whether the words around a figure hold that figure, and in a notation that can be read in one way."""
    numbers = CIJFERS.findall(cijfer.citaat)
    wrong = [text for text in numbers if not GOED_GESCHREVEN.fullmatch(text)]
    if wrong and cijfer.soort != "nummer":
        wat = f"{cijfer.plaats}: '{wrong[0]}' is geen getal in Nederlandse schrijfwijze."
        herstel = f"Schrijf {cijfer.toon()}: een punt voor duizendtallen, een komma voor decimalen."
        yield _on_lines(slug, "document.schrijfwijze", "melding", wat, herstel, (cijfer.regelnummer,))
    elif cijfer.soort in ("tabel", "tekst") and cijfer.waarde is not None and not cijfer.staat_in_citaat:
        wat = f"{cijfer.plaats}: {cijfer.toon()} staat niet in het citaat."
        herstel = "Neem de waarde of het citaat opnieuw over uit het document."
        yield _on_lines(slug, "document.citaat", "kritiek", wat, herstel, (cijfer.regelnummer,))


def _on_lines(slug: str, regel: str, ernst: Ernst, wat: str, herstel: str, lines: Sequence[int]) -> Bevinding:
    lines = tuple(sorted(set(lines)))
    return Bevinding(slug, regel, ernst, f"{slug}.csv", "waarde", wat, herstel, lines, len(lines))
