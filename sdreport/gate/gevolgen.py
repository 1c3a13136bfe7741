"""Which findings are consequences of others: by which rows refer to which rows, and which columns a rule rests on.

A rule between extracts says in its suite what it rests on beside its own rows (`meta.steunt_op`, as
`toewijzingen.einddatum`). A row that fails it is a consequence when the row that it refers to has a finding on such a
column, and what is about a group or a sum when rows of it have one; so is an amount of the begroting, of the rows of
its perceel. Rows of which three or more fail a rule that rests
on the one row they refer to, lead to that row: it is named as their cause.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sdreport.bevindingen import Oorzaak
from sdreport.gate.gate import Gevolg, Regeluitslag
from sdreport.gate.samenhang.geld import BRON_VAN_POST
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suites import SAMENHANG
from sdreport.intake.catalogue.datasets import DATASETS

GENOEG = 3
"""So many rows that fail for the same row they refer to, lead to that row."""
MEESTE_OORZAKEN = 0.2
"""When more of the rows that are referred to would be a cause, it is the rows that refer to them."""
MEESTE_REGELNUMMERS = 200_000
"""When more rows fail it is their own extract that is wrong."""
MEESTE = 0.5
"""A rule that fails in several extracts has its cause in the one where it fails for more rows than not."""
SOMMEN = "begroting"
"""The extract whose amounts are sums of rows of others."""
DEEL_VAN_SOM = 0.01
"""A share of the rows from which a finding on them explains one on a sum."""


@dataclass(frozen=True)
class Rijverwijzing:
    """Rows of `van` refer with `kolom` to the rows of `naar` that have the same value in `sleutel`."""

    van: str
    kolom: str
    naar: str
    sleutel: str


PER_PERCEEL = ("declaraties", "toewijzingen")
PERCEELREGELS = """
    SELECT p.perceel, d.regelnummer AS declaraties, t.regelnummer AS toewijzingen FROM ref_productcodes p
    JOIN toewijzingen t ON t.productcode = p.productcode AND t.leveringsvorm = p.leveringsvorm
    JOIN declaraties d ON d.toewijzingnummer = t.toewijzingnummer
    UNION ALL SELECT p.perceel, d.regelnummer, NULL
    FROM declaraties d JOIN (
        SELECT productcode, arg_max(perceel, leveringsvorm = 'ZIN') AS perceel FROM ref_productcodes GROUP BY 1
    ) p USING (productcode)
    WHERE d.toewijzingnummer NOT IN (SELECT toewijzingnummer FROM toewijzingen WHERE toewijzingnummer IS NOT NULL)
"""
"""The declaraties of each perceel, each with its toewijzing; without one their own product says which it is."""
PERCELEN = "gevolg_percelen"
PERSONEN = tuple(slug for slug, dataset in DATASETS.items() if "clientnummer" in dataset.column_names)
VERWIJZINGEN = (
    Rijverwijzing("declaraties", "toewijzingnummer", "toewijzingen", "toewijzingnummer"),
    *(Rijverwijzing(one, "clientnummer", other, "clientnummer") for one in PERSONEN for other in PERSONEN),
)


def mark_gevolgen(uitslagen: Iterable[Regeluitslag], bronnen: Bronnen) -> list[Regeluitslag]:
    """The results in their order, with what is a consequence marked; causes that only their consequences show are
    added behind the first result of the same rule.
    """
    every = list(uitslagen)
    found = [item for item in every if item.status == "bevinding"]
    result: list[Regeluitslag] = []
    for item in every:
        rests = _rests_on(item)
        if item.status != "bevinding" or not rests or len(item.regelnummers) > MEESTE_REGELNUMMERS:
            result.append(item)
            continue
        causes = [cause for cause in found if _can_be_cause(cause, item, rests)]
        if len(item.regelnummers) and item.dataset == SOMMEN:
            result.append(_mark_sums(item, causes, bronnen))
        elif len(item.regelnummers):
            own = [cause for cause in found if _is_on_same_column(cause, item)]
            marked, named = _mark_rows(item, own, causes, bronnen)
            result += [marked, *named]
        else:
            result.append(replace(item, gevolgen=_whole(causes, item)))
    return result


def _rests_on(item: Regeluitslag) -> set[str]:
    """The columns, each with its dataset, that a result rests on beside its own rows; a sum rests on all its rows."""
    own = item.kolom.split(", ") if item.kolom and not len(item.regelnummers) else []
    between = item.regel.startswith(SAMENHANG)
    return {*item.steunt_op, *(f"{item.dataset}.{name}" for name in own if between)}


def _can_be_cause(cause: Regeluitslag, item: Regeluitslag, rests: set[str]) -> bool:
    """Whether a finding is on a column that a rule rests on; of one rule it is the extract where most rows fail."""
    if not len(cause.regelnummers) or not rests & {
        f"{cause.dataset}.{name}" for name in cause.kolom.split(", ")
    }:
        return False
    if cause.regel == item.regel:
        return cause.dataset != item.dataset and _share(cause) > max(_share(item), MEESTE)
    return not cause.steunt_op


def _is_on_same_column(cause: Regeluitslag, item: Regeluitslag) -> bool:
    """Whether a finding is on rows of the same extract by themselves, and on a column that a rule compares."""
    both = set(cause.kolom.split(", ")) & set(item.kolom.split(", ")) - {""}
    return (
        cause.dataset == item.dataset and bool(both) and len(cause.regelnummers) > 0 and not cause.steunt_op
    )


def _share(item: Regeluitslag) -> float:
    return item.aantal / item.getoetst if item.getoetst else 0.0


def _whole(causes: Sequence[Regeluitslag], item: Regeluitslag) -> tuple[Gevolg, ...]:
    """A sum as the consequence of the first finding on rows enough of its own extract, or one that this refers to."""
    near = {item.dataset, *(v.naar for v in VERWIJZINGEN if v.van == item.dataset and _is_single(v))}
    weigh = [cause for cause in causes if cause.dataset in near and _share(cause) >= DEEL_VAN_SOM]
    return tuple(Gevolg(_as_oorzaak(cause), ()) for cause in weigh[:1])


def _mark_sums(item: Regeluitslag, causes: Sequence[Regeluitslag], bronnen: Bronnen) -> Regeluitslag:
    """The result with the amounts that are consequences of a cause: enough rows of their perceel have that finding, or
    of the extract whose total they are.
    """
    own = list(causes)
    found = _find_totals(own, bronnen)
    if all(map(bronnen.has, PER_PERCEEL)):
        found |= _find_sums(own, bronnen)
    gevolgen, left = [], set(item.regelnummers)
    for number, cause in enumerate(own):
        if lines := sorted(left & found.get(number, set())):
            gevolgen.append(Gevolg(_as_oorzaak(cause), tuple(lines)))
            left -= set(lines)
    return replace(item, gevolgen=tuple(gevolgen))


def _find_totals(causes: Sequence[Regeluitslag], bronnen: Bronnen) -> dict[int, set[int]]:
    """Per cause, by its place, the lines of the begroting that are the total of its extract."""
    posts = {slug: post for post, slug in BRON_VAN_POST.items()}
    ask = bronnen.werkbank.storage.execute
    return {
        number: {
            int(line)
            for (line,) in ask(f"SELECT regelnummer FROM begroting WHERE post = '{posts[cause.dataset]}'")
        }
        for number, cause in enumerate(causes)
        if cause.dataset in posts and _share(cause) >= DEEL_VAN_SOM
    }


def _find_sums(causes: Sequence[Regeluitslag], bronnen: Bronnen) -> dict[int, set[int]]:
    """Per cause, by its place, the lines of the begroting of whose perceel enough rows have it."""
    found: dict[int, set[int]] = {}
    for slug in PER_PERCEEL:
        own = {number: cause for number, cause in enumerate(causes) if cause.dataset == slug}
        if not own:
            continue
        rows = [
            pd.DataFrame({"nummer": number, "regelnummer": list(cause.regelnummers)})
            for number, cause in own.items()
        ]
        named = bronnen.werkbank.add_frame("gevolg_oorzaken", pd.concat(rows), ["BIGINT", "BIGINT"])
        wrong = (
            f"SELECT nummer, perceel, count(*) AS fout FROM ({PERCEELREGELS}) JOIN {named} ON regelnummer = {slug}"
            " GROUP BY ALL"
        )
        asked = (
            f"SELECT nummer, b.regelnummer FROM ({wrong}) JOIN {_add_percelen(bronnen)} p USING (perceel)"
            f" JOIN begroting b ON b.post = perceel WHERE fout >= {DEEL_VAN_SOM} * p.regels"
        )
        for number, line in bronnen.werkbank.storage.execute(asked):
            found.setdefault(number, set()).add(line)
    return found


def _add_percelen(bronnen: Bronnen) -> str:
    """The table of how many declaraties each perceel has."""
    bank = bronnen.werkbank
    if not bank.has(PERCELEN):
        bank.add_table(
            PERCELEN, f"SELECT perceel, count(*) AS regels FROM ({PERCEELREGELS}) GROUP BY perceel"
        )
    return PERCELEN


def _as_oorzaak(cause: Regeluitslag) -> Oorzaak:
    return Oorzaak(cause.dataset, cause.regel)


def _mark_rows(
    item: Regeluitslag, own: Sequence[Regeluitslag], causes: Sequence[Regeluitslag], bronnen: Bronnen
) -> tuple[Regeluitslag, list[Regeluitslag]]:
    """The result with the rows that are consequences of each cause, and causes that were not named yet.

    A row that has a finding of its `own` on the column is no reason to look at the row that it refers to.
    """
    links = _link(item, causes, bronnen)
    if links is None:
        return item, []
    gevolgen: list[Gevolg] = []
    left = set(item.regelnummers)
    for cause in causes:
        named = set(cause.regelnummers)
        refer = links[(links["naar"] == cause.dataset) & links["doel"].isin(named)]["regelnummer"]
        if lines := sorted(left & set(refer)):
            gevolgen.append(Gevolg(_as_oorzaak(cause), tuple(lines)))
            left -= set(lines)
    for cause in own:
        if lines := sorted(left & set(cause.regelnummers)):
            gevolgen.append(Gevolg(_as_oorzaak(cause), tuple(lines)))
            left -= set(lines)
    shown = list(_show_causes(item, links[links["regelnummer"].isin(left)], bronnen))
    for cause, their in shown:
        gevolgen.append(Gevolg(_as_oorzaak(cause), their))
    return replace(item, gevolgen=tuple(gevolgen)), [cause for cause, _ in shown]


def _link(item: Regeluitslag, causes: Sequence[Regeluitslag], bronnen: Bronnen) -> pd.DataFrame | None:
    """Per failing row the rows that it refers to: `regelnummer`, `naar`, `doel`; None when it refers to none."""
    about = {name.partition(".")[0] for name in item.steunt_op}
    own = [
        verwijzing
        for verwijzing in VERWIJZINGEN
        if verwijzing.van == item.dataset and verwijzing.naar in about and bronnen.has(verwijzing.naar)
    ]
    needed = {cause.dataset for cause in causes} | {v.naar for v in own if v.naar != v.van and _is_single(v)}
    own = [verwijzing for verwijzing in own if verwijzing.naar in needed]
    if not own:
        return None
    bank = bronnen.werkbank
    lines = bank.add_frame(
        "gevolg_regels", pd.DataFrame({"regelnummer": list(item.regelnummers)}), ["BIGINT"]
    )
    parts = [
        f"SELECT van.regelnummer, '{v.naar}' AS naar, naar.regelnummer AS doel FROM {v.van} van"
        f" JOIN {v.naar} naar ON van.{v.kolom} = naar.{v.sleutel}"
        f" WHERE van.regelnummer IN (SELECT regelnummer FROM {lines})"
        for v in own
    ]
    return bank.query(" UNION ALL ".join(parts))


def _is_single(verwijzing: Rijverwijzing) -> bool:
    """Whether a reference leads to one row: to the key of its extract."""
    return DATASETS[verwijzing.naar].sleutel == (verwijzing.sleutel,)


def _are_codes(slug: str, columns: Sequence[str]) -> bool:
    """Whether columns hold what is the same or not, and no days or amounts."""
    return all(DATASETS[slug].column(name).soort not in ("datum", "bedrag") for name in columns)


def _show_causes(
    item: Regeluitslag, links: pd.DataFrame, bronnen: Bronnen
) -> Iterator[tuple[Regeluitslag, tuple[int, ...]]]:
    """The rows to which three or more failing rows refer, as a result of the same rule on their extract; not where both
    must have the same code: then all rows that refer to it fail, or it is not the cause.
    """
    for v in VERWIJZINGEN:
        columns = [name.partition(".")[2] for name in item.steunt_op if name.startswith(f"{v.naar}.")]
        if v.van != item.dataset or not _is_single(v) or v.naar not in set(links["naar"]):
            continue
        if columns == item.kolom.split(", ") and _are_codes(v.van, columns):
            continue
        own = links[links["naar"] == v.naar]
        often = own.groupby("doel")["regelnummer"].transform("size") >= GENOEG
        doelen, lines = sorted(set(own["doel"][often])), sorted(set(own["regelnummer"][often]))
        ((many,),) = bronnen.werkbank.storage.execute(
            f"SELECT count(DISTINCT {v.kolom}) FROM {v.van} WHERE {v.kolom} IS NOT NULL"
        )
        if (
            not doelen
            or len(doelen) > MEESTE_OORZAKEN * many
            or len(lines) < MEESTE * own["regelnummer"].nunique()
        ):
            continue
        bestand = bronnen.bestanden[v.naar].name if v.naar in bronnen.bestanden else v.naar
        cause = replace(
            item,
            dataset=v.naar,
            bestand=bestand,
            kolom=", ".join(columns),
            uitleg=f"{item.uitleg} Genoemd zijn de regels waar drie of meer regels van {v.van} naar verwijzen.",
            getoetst=int(many),
            aantal=len(doelen),
            regelnummers=tuple(int(line) for line in doelen),
            steunt_op=(),
        )
        yield cause, tuple(int(line) for line in lines)
        return
