"""The koppelingen that the gate runs; each has its suite in `expectations/samenhang_<naam>.json`."""

from sdreport.intake.datasets import DATASETS
from sdreport.quality import koppelingen, koppelingen_geld, koppelingen_historie, koppelingen_levering
from sdreport.quality import koppelingen_aannemelijk as aannemelijk
from sdreport.quality.koppelingen_invoer import invoer
from sdreport.quality.koppelingen_maanden import maand_op_maand
from sdreport.quality.koppelingen_overzichten import overzichten
from sdreport.quality.koppelingen_plannen import plannen
from sdreport.quality.persoonsgegevens import persoonsgegevens
from sdreport.quality.samenhang import Koppeling

ALLES = tuple(DATASETS)
HISTORIE = (
    "toewijzingen", "declaraties", "uitkeringen", "inkomensondersteuning", "begroting", "bezwaarschriften",
    "tellingen", "bevolking",
)  # fmt: skip

KOPPELINGEN: tuple[Koppeling, ...] = (
    Koppeling("toewijzingen", ("toewijzingen",), ("toewijzingen",), koppelingen.toewijzingen),
    Koppeling("declaraties", ("declaraties",), ("declaraties", "toewijzingen"), koppelingen.declaraties),
    Koppeling("uitkeringen", ("uitkeringen",), ("uitkeringen",), koppelingen.uitkeringen),
    Koppeling("bezwaarschriften", ("bezwaarschriften",), ("bezwaarschriften",), koppelingen.bezwaarschriften),
    Koppeling("personen", koppelingen.PERSONEN, (), koppelingen.personen),
    Koppeling(
        "begroting", ("begroting",), ("begroting", "declaraties", "toewijzingen"), koppelingen_geld.begroting
    ),
    Koppeling("facturen", ("declaraties",), ("declaraties", "toewijzingen"), aannemelijk.facturen),
    Koppeling("huishoudens", ("inkomensondersteuning",), ("inkomensondersteuning",), aannemelijk.huishoudens),
    Koppeling("leerlingen", ("leerlingen",), ("leerlingen",), aannemelijk.leerlingen),
    Koppeling("bevolking", ("bevolking",), ("bevolking",), aannemelijk.bevolking),
    Koppeling("maanden", ("declaraties",), ("declaraties", "toewijzingen"), koppelingen_historie.maanden),
    Koppeling("maand_op_maand", ("uitkeringen", "declaraties"), (), maand_op_maand),
    Koppeling("verandering", HISTORIE, (), koppelingen_historie.verandering),
    Koppeling("plannen", ("plannen",), ("plannen",), plannen),
    Koppeling("overzichten", ("overzichten",), ("overzichten",), overzichten),
    Koppeling("levering", ALLES, (), koppelingen_levering.levering),
    Koppeling("invoer", ALLES, (), invoer),
    Koppeling("persoonsgegevens", ALLES, (), persoonsgegevens),
)
