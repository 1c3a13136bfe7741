"""`sdreport figures`: the numbers on a terminal, listed or one explained, and the work folder for notebooks."""

import click

from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES


@click.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option("--filter", "zoek", default="", help="Toon alleen cijfers waarvan het adres deze tekst bevat.")
@click.option(
    "--explain", metavar="ADRES", help="Leg één cijfer uit: definitie, bron, bestand en vingerafdruk."
)
@click.option("--refresh", is_flag=True, help="Maak alleen de werkmap voor notebooks opnieuw; toon niets.")
@click.option(
    "--hidden",
    is_flag=True,
    help="Schrijf voor een toetser welke cijfers zijn afgeschermd en waarom; toon ze niet.",
)
def figures(rapport: str | None, zoek: str, explain: str | None, refresh: bool, hidden: bool) -> None:
    """Bereken de cijfers en toon ze, of leg er één uit tot op het bronbestand."""
    editie = open_rapport(rapport)
    from sdreport.chapter.werkmap import Werkmap, hand_werkmap
    from sdreport.register.explain import explain_figure, list_figures
    from sdreport.stages.calculate import calculate_register, write_afgeschermd
    from sdreport.stages.check import stop_at_gate
    from sdreport.stages.check_texts import Tekstcontrole
    from sdreport.stages.describe_quality import describe_quality
    from sdreport.stages.fill_werkmap import collect_grondslag, judge_extracts, list_sources
    from sdreport.stages.grondslag import make_leesstof
    from sdreport.stages.inputs import hash_inputs
    from sdreport.stages.read import read_extracts

    controle = read_extracts(editie, vorig=False)  # only what cannot be read stops it: the gate does not run
    stop_at_gate(controle, concept=False)
    register, verslag = calculate_register(editie, controle)
    if hidden:
        tell(write_afgeschermd(editie, verslag))
    elif refresh:
        werkmap = Werkmap(hand_werkmap(editie.project, editie.parameters.rapport))
        grondslag = collect_grondslag(editie, controle, register)
        quality = describe_quality(editie, judge_extracts(editie, controle), Tekstcontrole())
        werkmap.fill(make_leesstof(editie, grondslag), quality, hash_inputs(editie, grondslag.gelezen))
    elif explain:
        tell(explain_figure(register, list_sources(editie, controle), explain))
    else:
        tell(list_figures(register, zoek))
