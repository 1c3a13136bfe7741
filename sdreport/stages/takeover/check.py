"""The outcome of `sdreport check` taken over, or made from the extracts."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sdreport.bevindingen import is_kritiek
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.stages.takeover.lijsten import list_van_controle
from sdreport.stages.takeover.report import open_overname
from sdreport.voorraad.overname import Delen, Overname, remember
from sdreport.voorraad.pak import pack, read_files, restore_files, unpack
from sdreport.voorraad.stappen import CONTROLE

if TYPE_CHECKING:  # what is taken over needs no pandas
    from sdreport.stages.read import Controle


@dataclass(frozen=True)
class Checkverslag:
    """What a check tells: its outcome in the form that was asked for, what is said of the texts, and its verdict."""

    tekst: str
    teksten: str
    kritiek: bool


def take_check(
    editie: Editie, formaat: str, vandaag: dt.date, data: Path | None = None, vers: bool = False
) -> Checkverslag:
    """Check the extracts (of `data`, or where the parameters say) and write the lists for their senders."""
    delen: Delen = {"vraag": {"vorm": formaat, "vandaag": vandaag.isoformat(), "map": str(data or "")}}
    output, lijsten = editie.project.output, list_van_controle(editie)
    with open_overname(editie, vers, data) as overname:
        kept = overname.find(CONTROLE, editie.naam, delen)
        if kept is not None:
            files = unpack(kept)
            verteld = files.pop(CONTROLE.naam)
            restore_files(output, lijsten, files)
            return Checkverslag(**json.loads(verteld))
        made = _check(editie, formaat, vandaag, data, overname)
        content = {CONTROLE.naam: json.dumps(asdict(made)).encode(), **read_files(output, lijsten)}
        overname.keep(CONTROLE, editie.naam, delen, pack(content))
        return made


def _check(
    editie: Editie, formaat: str, vandaag: dt.date, data: Path | None, overname: Overname
) -> Checkverslag:
    from sdreport.gate.toetsers import start_toetsers
    from sdreport.gate.told.formats import format_uitkomst
    from sdreport.stages.check import run_checks
    from sdreport.stages.read import has_large, read_extracts
    from sdreport.stages.tell_senders import make_uitkomst, write_lijsten

    with start_toetsers(not has_large(editie, data)), remember(overname):
        controle = run_checks(editie, read_extracts(editie, data), vandaag)
    text = format_uitkomst(make_uitkomst(editie, controle), formaat)
    write_lijsten(editie, controle)
    return Checkverslag(text, _describe_texts(editie, controle), is_kritiek(controle.bevindingen))


def _describe_texts(editie: Editie, controle: "Controle") -> str:
    """What is wrong with the texts or cannot be checked in them, for a check that makes no report.

    Numbers that are rejected are not held against texts. What would stop a build is told first.
    """
    from sdreport.stages.calculate import make_register
    from sdreport.stages.check_texts import check_texts
    from sdreport.stages.fill_werkmap import gather_leesstof

    if is_kritiek(controle.bevindingen) or not controle.cijfers:
        return ""
    try:
        stof = gather_leesstof(editie, controle, make_register(editie, controle))
    except ConfigurationError as error:
        return f"De toelichting is niet gecontroleerd. {error}"
    teksten = check_texts(editie, stof)
    wrong = [
        f"Toelichting: hierop stopt sdreport build ({len(teksten.fouten)}):",
        *(f"  {fault}" for fault in teksten.fouten),
    ]
    return "\n".join(filter(None, [*(wrong if teksten.fouten else []), teksten.as_text()]))
