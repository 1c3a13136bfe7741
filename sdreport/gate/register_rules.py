"""Rules on registers of numbers: what must hold between totals, parts, shares, stocks and flows.

The same rules run on the register of this year, before small numbers are hidden, and on every published register in
`data/history/`. What is a total of what is declared with the indicators (`measures`) and comes in as `Optellingen`.
A hidden number says nothing: a rule that needs it is skipped, unless the numbers that are shown break it already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sdreport.bevindingen import GAAT_OM, Ernst
from sdreport.gate.gate import Regeluitslag
from sdreport.intake.large.meaning import VOLLEDIG
from sdreport.register.cijfer import Getal, Sleutel, make_adres, parse_adres
from sdreport.register.structuur import TOTAAL, Optellingen, Totaal, Verband

REGISTER = "register"
"""What findings on the register of this year name as their dataset."""
GEPUBLICEERD = "cijfers-"
"""And those on a published one, with its year behind it."""
HELE_AANTALLEN = ("personen", "huishoudens", "inwoners")
GENOEMD = 8
Plek = tuple[int, tuple[tuple[str, str], ...]]
"""Year and uitsplitsing of a number, of whatever indicator."""
MARGE = 0.005
MARGE_AANDEEL = 0.0001
NAAR_LEEFTIJD = "register.leeftijden_tellen_op"
"""Persons of unknown age or sex are in the total only: of few of them that is no fault in a published register."""


@dataclass(frozen=True)
class Cijferlijst:
    """A register to check. `oorzaak` says why there are no numbers, when they could not be made.

    `regelnummers` are the lines of the numbers in the file; what is measured has none.
    """

    jaar: int
    getallen: Sequence[Getal]
    bestand: str = REGISTER
    oorzaak: str = ""
    regelnummers: Mapping[Sleutel, int] = field(default_factory=dict)

    @property
    def dataset(self) -> str:
        """What findings name as their dataset."""
        return REGISTER if self.bestand == REGISTER else f"{GEPUBLICEERD}{self.jaar}"


@dataclass(frozen=True)
class Registerregel:
    """A rule as people read it."""

    ernst: Ernst
    uitleg: str
    herstel: str


OVERLAP = "Zoek in de extracten of een record dubbel telt of ontbreekt. Klopt alles, meld het dan aan de ontwikkelaar."
REGELS: Mapping[str, Registerregel] = {
    "register.aantal_is_heel": Registerregel(
        "kritiek", "Een aantal personen of huishoudens moet een heel getal van 0 of hoger zijn.", OVERLAP
    ),
    "register.som_klopt": Registerregel(
        "kritiek", "Een totaal moet gelijk zijn aan de som van zijn delen.", OVERLAP
    ),
    "register.uniek_totaal_tussen_grenzen": Registerregel(
        "kritiek", "Een totaal dat iedereen één keer telt, moet minstens zo groot zijn als het grootste deel en "
        "hoogstens zo groot als alle delen samen.", OVERLAP,
    ),
    "register.aandeel_klopt": Registerregel(
        "kritiek", "Een percentage moet horen bij de aantallen of bedragen waarvan het een deel is.", OVERLAP
    ),
    "register.stand_sluit_aan": Registerregel(
        "waarschuwing", "De stand aan het begin plus de instroom min de uitstroom moet de stand aan het einde zijn.",
        "Zoek uitkeringen die elkaar overlappen, of een persoon die in het jaar twee keer begint of eindigt.",
    ),
    "register.begin_is_vorig_einde": Registerregel(
        "waarschuwing", "De stand aan het begin van het jaar moet die aan het einde van het vorige jaar zijn.",
        "Zijn er na het vorige rapport uitkeringen met terugwerkende kracht gewijzigd? Licht het verschil dan toe.",
    ),
    "register.cijfers_gelijk": Registerregel(
        "kritiek", "Hetzelfde aantal of bedrag moet overal in het rapport gelijk zijn.", OVERLAP
    ),
    "register.leeftijden_tellen_op": Registerregel(
        "waarschuwing", "De leeftijdsgroepen van een wet moeten samen het aantal cliënten van die wet zijn.",
        "Vul leeftijd en geslacht aan waar ze onbekend zijn, en zoek cliënten met twee geboortejaren.",
    ),
}  # fmt: skip
HERSTEL_GEPUBLICEERD = (
    "Vergelijk het bestand met het rapport zoals het is gepubliceerd en zet het goede cijfer terug."
)


@dataclass(frozen=True)
class _Registeroordeel:
    """One test of a rule: the number that it is about, and whether it fails."""

    regel: str
    over: Getal
    fout: bool


class _Lijst:
    """The numbers of all registers, to look up by address and year."""

    def __init__(self, lijsten: Iterable[Cijferlijst]) -> None:
        self._of: dict[int, dict[str, Getal]] = {}
        for lijst in lijsten:
            for getal in lijst.getallen:
                self._of.setdefault(getal.jaar, {}).setdefault(getal.adres, getal)

    def find(self, adres: str, jaar: int) -> list[Getal]:
        """The numbers at an address, which may have a `*` and `@-1`."""
        indicator, waarden, year = parse_adres(adres, jaar)
        adres, own = make_adres(indicator, waarden), self._of.get(year, {})
        if "*" in adres:
            return [getal for getal in own.values() if getal.fits(adres)]
        return [own[adres]] if adres in own else []


def check_registers(lijsten: Sequence[Cijferlijst], optellingen: Optellingen) -> list[Regeluitslag]:
    """The results of every rule on every register, in the order of the registers and of `REGELS`.

    A rule with nothing to test in a register is good, with 0 tested; the rules on a register that could not be made are
    not evaluated.
    """
    known = _Lijst(lijsten)
    uitslagen: list[Regeluitslag] = []
    for lijst in lijsten:
        found = [] if lijst.oorzaak else list(_judge(lijst, optellingen, known))
        uitslagen += [
            _make_uitslag(lijst, naam, [item for item in found if item.regel == naam]) for naam in REGELS
        ]
    return uitslagen


def _make_uitslag(lijst: Cijferlijst, naam: str, oordelen: Sequence[_Registeroordeel]) -> Regeluitslag:
    regel = REGELS[naam]
    wrong = [item.over for item in oordelen if item.fout]
    addresses = list(dict.fromkeys(getal.adres for getal in wrong))
    more = len(addresses) - GENOEMD
    about = f"{GAAT_OM}{'; '.join(addresses[:GENOEMD])}{f' en nog {more}' if more > 0 else ''}."
    base = Regeluitslag(
        dataset=lijst.dataset,
        bestand=lijst.bestand,
        regel=naam,
        kolom="",
        ernst=regel.ernst,
        uitleg=regel.uitleg,
        herstel=regel.herstel if lijst.dataset == REGISTER else HERSTEL_GEPUBLICEERD,
        status="goed",
        getoetst=len(oordelen),
    )
    if lijst.oorzaak:
        return replace(base, ernst="kritiek", status="niet uitgevoerd", oorzaak=lijst.oorzaak)
    if not wrong:
        return base
    regelnummers = (lijst.regelnummers.get(getal.sleutel) for getal in wrong)
    lines = tuple(sorted({number for number in regelnummers if number is not None}))
    uitleg = regel.uitleg + about
    return replace(base, uitleg=uitleg, status="bevinding", aantal=len(addresses), regelnummers=lines)


def _judge(lijst: Cijferlijst, optellingen: Optellingen, known: _Lijst) -> Iterator[_Registeroordeel]:
    per_indicator: dict[str, list[Getal]] = {}
    for getal in lijst.getallen:
        per_indicator.setdefault(getal.indicator, []).append(getal)
    for getal in lijst.getallen:
        counts = getal.eenheid in HELE_AANTALLEN and getal.waarde is not None
        whole = not counts or ((getal.waarde or 0.0) >= 0 and float(getal.waarde or 0.0).is_integer())
        yield _Registeroordeel("register.aantal_is_heel", getal, not whole)
    for indicator, totalen in optellingen.totalen.items():
        for dimensie, totaal in totalen.items():
            yield from _judge_totals(per_indicator.get(indicator, []), dimensie, totaal)
    for indicator, basis in optellingen.aandelen.items():
        bases = {_key(getal): getal for getal in per_indicator.get(basis, [])}
        for getal in per_indicator.get(indicator, []):
            yield from _judge_share(getal, bases)
    for verband in optellingen.verbanden:
        published = lijst.dataset != REGISTER and verband.regel == NAAR_LEEFTIJD
        yield from _judge_relation(verband, lijst.jaar, known, 1 - VOLLEDIG if published else 0.0)


def _judge_totals(getallen: Sequence[Getal], dimensie: str, totaal: Totaal) -> Iterator[_Registeroordeel]:
    """Every total over one dimension against its parts; a total of which no part is known says nothing."""
    groups: dict[Plek, list[Getal]] = {}
    for getal in getallen:
        groups.setdefault(_key(getal, dimensie), []).append(getal)
    regel = "register.som_klopt" if totaal.soort == "som" else "register.uniek_totaal_tussen_grenzen"
    for group in groups.values():
        wholes = [getal for getal in group if getal.uitsplitsing[dimensie] == TOTAAL]
        parts = [getal for getal in group if getal.uitsplitsing[dimensie] not in (TOTAAL, *totaal.zonder)]
        for whole in wholes if parts else []:
            fout = _fails(whole, [(getal, 1) for getal in parts], totaal.soort)
            if fout is not None:
                yield _Registeroordeel(regel, whole, fout)


def _judge_share(getal: Getal, bases: Mapping[Plek, Getal]) -> Iterator[_Registeroordeel]:
    """A share against the part and the whole that it was computed from: its last dimension says which part."""
    last = list(getal.uitsplitsing)[-1]
    part = bases.get(_key(getal))
    whole = bases.get((getal.jaar, tuple({**getal.uitsplitsing, last: TOTAAL}.items())))
    same = [other for other in bases.values() if _key(other, last) == _key(getal, last)]
    if part is None or part.waarde is None or getal.waarde is None or any(one.waarde is None for one in same):
        return
    basis = whole.waarde if whole and whole.waarde is not None else sum(one.waarde or 0.0 for one in same)
    expected = 100 * part.waarde / basis if basis else 0.0
    yield _Registeroordeel("register.aandeel_klopt", getal, abs(getal.waarde - expected) > MARGE_AANDEEL)


def _judge_relation(
    verband: Verband, jaar: int, known: _Lijst, onbekend: float
) -> Iterator[_Registeroordeel]:
    """A whole against its parts, of which so great a part of the whole may be in none."""
    signs = [(deel.removeprefix("-"), -1 if deel.startswith("-") else 1) for deel in verband.delen]
    found = [(known.find(adres, jaar), sign) for adres, sign in signs]
    for whole in known.find(verband.geheel, jaar):
        if all(getallen for getallen, _ in found):
            parts = [(getal, sign) for getallen, sign in found for getal in getallen]
            fout = _fails(whole, parts, verband.soort, onbekend)
            if fout is not None:
                yield _Registeroordeel(verband.regel, whole, fout)


def _fails(
    whole: Getal, parts: Sequence[tuple[Getal, int]], soort: str, onbekend: float = 0.0
) -> bool | None:
    """Whether a whole contradicts its parts; None when hidden numbers leave that open."""
    if whole.waarde is None:
        return None
    shown = [sign * getal.waarde for getal, sign in parts if getal.waarde is not None]
    complete = len(shown) == len(parts)
    largest, together = max(shown, default=0.0), round(sum(shown), 4)
    # what is hidden is more than 0, so the parts that are shown are a lower bound
    if not complete and min(shown, default=0.0) >= 0 and all(sign > 0 for _, sign in parts):
        below = whole.waarde < (together if soort == "som" else largest) - MARGE
        return True if below else None
    if not complete:
        return None
    if soort == "som":
        return not -MARGE <= whole.waarde - together <= MARGE + onbekend * whole.waarde
    return not largest - MARGE <= whole.waarde <= together + MARGE


def _key(getal: Getal, without: str = "") -> Plek:
    return getal.jaar, tuple(item for item in getal.uitsplitsing.items() if item[0] != without)


def is_register(dataset: str) -> bool:
    """Whether findings on this "dataset" are about a register of numbers: there is no sender to tell."""
    return dataset == REGISTER or dataset.startswith(GEPUBLICEERD)


def name_register(dataset: str) -> str:
    """What a register is called on a page; any other "dataset" keeps its name."""
    if dataset == REGISTER:
        return "Cijfers van dit rapport"
    jaar = dataset.removeprefix(GEPUBLICEERD)
    return f"Gepubliceerde cijfers van {jaar}" if is_register(dataset) else dataset
