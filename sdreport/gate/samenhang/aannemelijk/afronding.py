"""Numbers that are too even: amounts cut to whole euros or dimes, and counts that were rounded to tens."""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import SAMEN_KANS, explain_share
from sdreport.gate.samenhang.personen.begrippen import add_staand, flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

GEHEEL = 0.95
"""Share of whole euros from which the amounts of a group look cut."""
GENOEG = 30
"""Amounts of a group, of which so many (`ANDERS`) differ, from which it is looked at: the same amount may be agreed."""
ANDERS, VEEL_ANDERS, STAP = 10, 40, 5
"""The same for amounts that are all a whole number of such steps apart: a price list has only a few of them."""
PRIJSLIJST, PRIJZEN = 0.8, 5
"""Share of a group that so many of its amounts have together, from which these are a price list."""
RASTER = 10
"""More dimes than so many that the most used amounts of a group are all whole numbers of apart: then these are one
price and its multiples. Cutting leaves five amounts so by chance less than once in two thousand times.
"""
VANZELF = 0.5
"""Where more than so many amounts elsewhere, or volumes times tariffs, are whole, whole euros are usual."""
BEREKEND = f"count(volume * tarief) >= {GEHEEL} * count(*)"
"""Whether volume and tariff are known of nearly all declaraties of a group."""
VEELVOUDEN = (100, 50, 10, 5)
ALLE, ALLE_KANS = 4, 1e-4
"""So few counts that all are multiples look rounded, when that happens less often by chance."""
KLEINSTE = 20
"""Counts below this say nothing of rounding."""
BEDRAGEN = {
    "uitkeringen": ("true", "regeling"),
    "inkomensondersteuning": ("soort",),
    "declaraties": ("aanbieder", "month(begindatum)", "productcode"),
}
"""Extracts of amounts, with what makes groups of them."""
DEELS, BIJNA_NOOIT = {"uitkeringen": True, "inkomensondersteuning": False}, 0.05
"""Extracts of which a part may be cut, with whether that shows by itself; and the share of whole euros that is usual
among amounts that were computed.
"""
KEREN = ("partner", "'alle'")
"""What makes groups of tellingen that one sender may have multiplied: those of a partner, and all."""
TELLINGEN = {"leerlingen": "schooljaar", "tellingen": "true", "bevolking": "jaar || soort"}
"""Extracts of counts, with what makes one delivery of them; where these are too small for chance, all are one."""


def afronding(bronnen: Bronnen) -> str:
    """Per amount whether it is one of a group that was cut to whole euros, or to dimes: `afgekapt`.

    Groups are the declaraties of an aanbieder, a month or a product, the benefits together or of a regeling, and grants
    of a kind. What volume times tariff gives says whether even amounts are usual; of a product only that does. Of
    benefits and grants also where only a part was cut: see `_cut_in_part`.
    """
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, 0 AS afgekapt WHERE false"]
    for slug in BEDRAGEN:
        if bronnen.has(slug):
            cut = [part for part in _cuts(bronnen, slug) if part] or list(_cut_in_part(bronnen, slug))
            parts += cut or [f"SELECT regelnummer, '{slug}', 0 FROM {slug} WHERE bedrag IS NOT NULL"]
    return " UNION ALL ".join(parts)


def _cuts(bronnen: Bronnen, slug: str) -> Iterator[str]:
    if slug != "declaraties":
        for group in BEDRAGEN[slug]:
            yield _cut(bronnen, slug, slug, group, "0")
        return
    staand = add_staand(bronnen)
    for group in BEDRAGEN[slug]:
        if not _is_even(bronnen, staand, group):
            continue
        known = int(group == "productcode")
        yield _cut(bronnen, slug, staand, group, f"coalesce({_usual(1)}, {known})", computed=BEREKEND)
        yield _cut(bronnen, slug, staand, group, f"coalesce({_usual(10)}, 1)", 10, BEREKEND)


def _cut_in_part(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """The even amounts of a group with more of those than chance explains, of last year's share or of `BIJNA_NOOIT`.

    Whole euros that are no whole number of steps are counted once an amount, so that a price list says nothing; whole
    steps without the few amounts that most have, where last year's price list had its share. Without last year's
    extract only benefits are looked at: these are computed to the cent.
    """
    if slug not in DEELS or (slug not in bronnen.vorige and not DEELS[slug]):
        return
    group, *_ = BEDRAGEN[slug]
    ask, kans = bronnen.werkbank.storage.execute, bronnen.toleranties.toeval_kans
    each = f"SELECT CAST({group} AS VARCHAR) AS groep, bedrag, count(*) AS keer FROM {{}} GROUP BY ALL"
    for even, counted in _list_even():
        asked = f"SELECT groep, {counted} FROM ({each}) WHERE groep IS NOT NULL GROUP BY groep"
        before = ask(asked.format(f"{VORIG}{slug}")) if slug in bronnen.vorige else []
        toen = {name: (some / total, total) for name, _, some, total in before if total >= GENOEG}
        wrong = []
        for name, different, some, total in ask(asked.format(slug)):
            expected, base = toen.get(name, (BIJNA_NOOIT, inf) if DEELS[slug] else (1.0, inf))
            _, most = explain_share(max(expected, BIJNA_NOOIT), total, base, kans)
            if different >= ANDERS and some > most * total:
                wrong.append(quote(name))
        if wrong:
            cut = f"CAST({group} AS VARCHAR) IN ({', '.join(wrong)}) AND {even}"
            yield f"SELECT regelnummer, '{slug}', {flag(cut)} FROM {slug} WHERE bedrag IS NOT NULL"


def _list_even() -> Iterator[tuple[str, str]]:
    """What of a part is even, and of a group: the different amounts that are, how many count, and of how many."""
    loose, steps = f"bedrag % {STAP} <> 0", f"bedrag % {STAP} = 0"
    whole = f"count(*) FILTER ({loose} AND bedrag % 1 = 0)"
    yield "bedrag % 1 = 0", f"{whole}, {whole}, count(*) FILTER ({loose})"
    some = f"coalesce(sum(keer) FILTER ({steps}) - {_count_usual(steps)}, 0)"
    yield steps, f"count(*) FILTER ({steps}), {some}, sum(keer)"


def _count_usual(which: str = "true") -> str:
    """How many amounts are one of the few that most have."""
    return f"list_sum(list_sort(list(keer) FILTER ({which}), 'DESC')[:{PRIJZEN}])"


def _measure_apart(even: str, times: int) -> str:
    """The largest number of which the most used amounts are all whole numbers apart, in so many parts of a euro."""
    most = f"list(CAST(bedrag * {times} AS BIGINT) ORDER BY keer DESC, bedrag) FILTER ({even})"
    apart = f"list_transform(({most})[:{PRIJZEN}], lambda een: abs(een - ({most})[1]))"
    return f"list_reduce({apart}, lambda een, ander: gcd(een, ander))"


def _usual(times: int) -> str:
    """The share of calculated amounts that are whole in so many parts of a euro."""
    even = f"CASE WHEN volume * tarief * {times} % 1 = 0 THEN 1 ELSE 0 END"
    return f"avg({even}) FILTER (volume * tarief IS NOT NULL)"


def aantallen(bronnen: Bronnen) -> str:
    """Per count whether it is one of a delivery that was rounded: `afgerond`, or of those of a partner, or of all, that
    are multiples of one number: `vermenigvuldigd`.

    Rounded has more multiples of 5, 10, 50 or 100 than chance explains, and most are.
    """
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, 0 AS afgerond, 0 AS vermenigvuldigd WHERE false"]
    for slug, group in TELLINGEN.items():
        if bronnen.has(slug):
            parts += _rounded(bronnen, slug, group)
    if bronnen.has("tellingen"):
        parts += [_multiplied(group) for group in KEREN]
    return " UNION ALL BY NAME ".join(parts)


def _multiplied(group: str) -> str:
    """The counts of a group that are all multiples of one number, when chance does not explain it.

    Of n numbers all are multiples of d once in d^n times, and so of d or any larger number once in about d^n (n - 1) /
    (n - 1 + d) times. Multiples of five and ten are rounded.
    """
    together = f"OVER (PARTITION BY {group})"
    deler = f"list_reduce(list(CAST(aantal AS BIGINT)) {together}, lambda een, ander: gcd(een, ander))"
    chance = "pow(deler, -keer) * (1 + deler / (keer - 1))"
    return f"""
        SELECT regelnummer, 'tellingen' AS dataset,
            {flag(f"keer > 1 AND deler > 1 AND deler % {STAP} <> 0 AND {chance} < {SAMEN_KANS} / groepen")}
                AS vermenigvuldigd
        FROM (SELECT regelnummer, {deler} AS deler, count(*) {together} AS keer,
                (SELECT count(DISTINCT partner) + 1 FROM tellingen) AS groepen
            FROM tellingen WHERE aantal > 0 AND {group} IS NOT NULL)
    """


def _is_even(bronnen: Bronnen, rows: str, group: str) -> bool:
    """Whether any group has nearly only whole dimes, as it has when it has whole euros."""
    share = f"avg({flag('bedrag * 10 % 1 = 0')}) >= {GEHEEL} AND count(*) >= {GENOEG}"
    asked = f"SELECT 1 FROM {rows} WHERE bedrag IS NOT NULL GROUP BY {group} HAVING {share} LIMIT 1"
    return bool(bronnen.werkbank.storage.execute(asked))


def _cut(
    bronnen: Bronnen, slug: str, rows: str, group: str, usual: str, times: int = 1, computed: str = "false"
) -> str:
    """The amounts, those in groups of nearly only even amounts marked; `usual` is the share that is usual.

    `rows` are those that count for that; all of the group are marked. Different amounts are only counted in groups that
    are all but even; cutting leaves ten of them on one step of five by chance once in two million times. Where volume
    and tariff tell what nearly all amounts are (`computed`), no price list does; but of dimes a price does of which all
    are multiples, as volumes are rounded too. Empty when there is no such group.
    """
    even = f"bedrag * {times} % 1 = 0"
    alike = (
        f"SELECT {group} AS groep, {computed} AS berekend FROM {rows} WHERE bedrag IS NOT NULL GROUP BY {group}"
        f" HAVING count(*) >= {GENOEG} AND avg({flag(even)}) >= {GEHEEL} AND {usual} <= {VANZELF}"
    )
    steps = f"count(DISTINCT bedrag * {times} % {STAP}) FILTER ({even})"
    each = (
        f"SELECT groep, berekend, bedrag, count(*) AS keer FROM {rows} JOIN ({alike}) ON groep = {group}"
        " WHERE bedrag IS NOT NULL GROUP BY ALL"
    )
    found = bronnen.werkbank.storage.execute(
        f"SELECT CAST(groep AS VARCHAR) FROM ({each}) GROUP BY groep"
        f" HAVING count(*) >= CASE WHEN {steps} = 1 AND NOT bool_and(berekend) THEN {VEEL_ANDERS} ELSE {ANDERS} END"
        f" AND (bool_and(berekend) OR {_count_usual()} < {PRIJSLIJST} * sum(keer))"
        f" AND ({times} = 1 OR {_measure_apart(even, times)} <= {RASTER})"
    )
    if not found:
        return ""
    among = ", ".join(quote(groep) for (groep,) in found)
    cut = f"CAST({group} AS VARCHAR) IN ({among}) AND {even}"
    return f"SELECT regelnummer, '{slug}', {flag(cut)} FROM {slug} WHERE bedrag IS NOT NULL"


def _rounded(bronnen: Bronnen, slug: str, group: str) -> Iterator[str]:
    """The counts of an extract, those of rounded deliveries marked."""
    counts = ", ".join(f"count(*) FILTER (aantal % {step} = 0)" for step in VEELVOUDEN)
    table = bronnen.werkbank.add_table(
        f"afronding_{slug}",
        f"SELECT dense_rank() OVER (ORDER BY CASE WHEN genoeg THEN deel END) AS levering, regelnummer, aantal FROM"
        f" (SELECT *, {group} AS deel, count(*) OVER (PARTITION BY {group}) >= {ALLE} AS genoeg FROM {slug}"
        f" WHERE aantal >= {KLEINSTE})",
    )
    asked = f"SELECT levering, count(*), {counts} FROM {table} GROUP BY levering ORDER BY levering"
    for levering, total, *found in bronnen.werkbank.storage.execute(asked):
        steps = [
            step
            for step, many in zip(VEELVOUDEN, found, strict=True)
            if many / total > max(VANZELF, _explained(step, total, bronnen.toleranties.toeval_kans))
            or (many == total >= ALLE and step**-total <= ALLE_KANS)
        ]
        marked = f"CASE WHEN aantal % {steps[0]} = 0 THEN 1 ELSE 0 END" if steps else "0"
        yield (
            f"SELECT regelnummer, '{slug}' AS dataset, {marked} AS afgerond FROM {table} WHERE levering = {levering}"
        )


def _explained(step: int, total: int, kans: float) -> float:
    """The share of multiples that chance explains."""
    _, high = explain_share(1 / step, total, inf, kans)
    return high
