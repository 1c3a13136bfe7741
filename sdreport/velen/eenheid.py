"""One municipality as a unit of work: its report is built as `sdreport build` does, and what came of it is told."""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from sdreport.errors import GateError, SdreportError, describe_trace, explain_oserror
from sdreport.progress import Progress
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.project.verwant import find_verwant
from sdreport.register.kwaliteit import NAAM as DATAKWALITEIT
from sdreport.safe.text import for_terminal
from sdreport.stages.takeover.report import find_report
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.uitslag import OORDEEL_BIJ, Oordeel, Uitslag


def build_unit(opdracht: Bouwopdracht) -> Uitslag:
    """Build one report, unless it stands there already and was made from the same; whatever fails is a verdict."""
    start = time.monotonic()
    uitslag = _attempt(opdracht)
    return replace(uitslag, seconden=round(time.monotonic() - start, 2))


def _attempt(opdracht: Bouwopdracht) -> Uitslag:
    uitslag = Uitslag(opdracht.naam, "mislukt", 3, rapport=opdracht.rapport)
    try:
        editie = find_editie(Project(opdracht.root), opdracht.rapport or None)
        uitslag = replace(
            uitslag,
            gemeente=editie.parameters.gemeente,
            rapport=editie.parameters.rapport,
            jaar=editie.parameters.jaar,
            folder=str(editie.folder),
        )
        find_verwant(editie)
        verdict: Oordeel = "stond er al" if find_report(editie) is not None else _build(editie)
        return replace(uitslag, oordeel=verdict, exitcode=0, bevindingen=count_bevindingen(editie.folder))
    except SdreportError as error:
        found = len(error.faults) if isinstance(error, GateError) else None
        failed = replace(uitslag, oordeel=OORDEEL_BIJ[error.exit_code], exitcode=error.exit_code)
        return replace(failed, bevindingen=found, melding=_tell(error, str(error)))
    except OSError as error:
        return replace(
            uitslag, melding=_tell(error, f"Het bestandssysteem weigert: {explain_oserror(error)}.")
        )
    except MemoryError as error:
        return replace(
            uitslag, melding=_tell(error, "Er was meer geheugen nodig dan één rapport mag gebruiken.")
        )
    except Exception as error:
        return replace(uitslag, melding=_tell(error, f"Onverwachte fout ({type(error).__name__})."))


def _build(editie: Editie) -> Oordeel:
    """The same steps as `sdreport build`."""
    from sdreport.build import build_report
    from sdreport.publish.overview import write_overzicht

    progress = Progress()
    folder = build_report(editie, progress)
    progress.finish(f"Klaar: {editie.project.relative(folder)}")
    write_overzicht(editie.project)
    return "gebouwd"


def count_bevindingen(folder: Path) -> int:
    """How many findings a built report tells of its extracts."""
    return len(json.loads((folder / DATAKWALITEIT).read_text(encoding="utf-8"))["bevindingen"])


def _tell(error: BaseException, message: str) -> str:
    """Write an error to the log, with where it arose if that may be in the code; its first line is for the overview."""
    print(for_terminal(message), file=sys.stderr)
    if not isinstance(error, SdreportError):
        print(for_terminal(describe_trace(error)), file=sys.stderr)
    return message.strip().partition("\n")[0]
