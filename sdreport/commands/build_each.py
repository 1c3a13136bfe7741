"""`sdreport build-each`: the report of every municipality in a folder or table, and what is told of all of them."""

import sys
from pathlib import Path

import click

from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.progress import Progress

UITKOMST = "uitkomst"


@click.command("build-each", epilog=AFSLUITCODES)
@click.argument("plaats", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--rapport", default="", metavar="NAAM", help="Het rapport dat van elke gemeente wordt gebouwd."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Map voor het overzicht, de tabel, de logboeken en het gezamenlijke register.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Zo veel rapporten tegelijk, in plaats van één per kern."
)
@click.option("--cluster", metavar="ADRES", help="Adres van een Dask-cluster, zoals tcp://10.0.0.4:8786.")
@click.option(
    "--minuten",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="Zo lang mag één rapport duren.",
)
@click.option(
    "--geheugen",
    type=click.IntRange(min=256),
    metavar="MB",
    help="Zo veel geheugen mag één rapport gebruiken.",
)
@click.option("--quiet", is_flag=True, help="Toon geen voortgang.")
def build_each(
    plaats: Path,
    rapport: str,
    into: Path | None,
    workers: int | None,
    cluster: str | None,
    minuten: int,
    geheugen: int | None,
    quiet: bool,
) -> None:
    """Bouw het rapport van elke gemeente in MAP, en vertel van alle gemeenten samen hoe het ging.

    MAP is een map met projecten erin, of een tabel (CSV) met kolommen map en rapport. Een gemeente waarvan het rapport
    al van dezelfde invoer is gemaakt, wordt overgeslagen: een afgebroken ronde gaat zo verder waar zij was.
    """
    from sdreport.velen.grenzen import Grenzen, count_cores, share_memory
    from sdreport.velen.opdracht import find_opdrachten
    from sdreport.velen.ronde import Ronde
    from sdreport.velen.ronde import build_each as build
    from sdreport.velen.uitvoeren import LOKAAL, has_dask

    opdrachten = find_opdrachten(plaats, rapport)
    folder = (into or (plaats if plaats.is_dir() else plaats.parent) / UITKOMST).resolve()
    if any(folder.is_relative_to(item.root) for item in opdrachten):
        raise ConfigurationError(
            "De uitkomst kan niet in de map van een gemeente staan; noem een map met --into."
        )
    at_a_time = workers or min(count_cores(), len(opdrachten))
    where = cluster or (LOKAAL if has_dask() else None)
    memory = geheugen or (0 if cluster else share_memory(at_a_time))
    ronde = Ronde(opdrachten, folder, Grenzen(minuten * 60, memory), at_a_time, where)
    progress = Progress(quiet=quiet)
    uitslagen = build(ronde, progress)
    made = sum(item.gelukt for item in uitslagen)
    progress.finish(f"Gelukt: {made} van {len(uitslagen)} rapporten. Overzicht: {folder}/index.html")
    sys.exit(max(item.exitcode for item in uitslagen))
