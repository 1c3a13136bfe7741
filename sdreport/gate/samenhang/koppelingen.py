"""The koppelingen that the gate runs; each has its suite in `expectations/samenhang_<naam>.json`."""

from sdreport.gate.samenhang import geld as koppelingen_geld
from sdreport.gate.samenhang import levering as koppelingen_levering
from sdreport.gate.samenhang.aannemelijk import gebruikelijk
from sdreport.gate.samenhang.aannemelijk.afronding import TELLINGEN, aantallen, afronding
from sdreport.gate.samenhang.aannemelijk.bedragen import bedragen
from sdreport.gate.samenhang.aannemelijk.demografie import demografie
from sdreport.gate.samenhang.aannemelijk.invulling import INGEVULD, invulling
from sdreport.gate.samenhang.aannemelijk.inwoners import inwoners
from sdreport.gate.samenhang.aannemelijk.leerlingen import leerlingen
from sdreport.gate.samenhang.aannemelijk.partners import partners
from sdreport.gate.samenhang.aannemelijk.ramingen import ramingen
from sdreport.gate.samenhang.aannemelijk.verdelingen import EXTRACTEN, verdelingen
from sdreport.gate.samenhang.cyclus.besluiten import besluiten
from sdreport.gate.samenhang.cyclus.overzichten import overzichten
from sdreport.gate.samenhang.cyclus.plannen import plannen
from sdreport.gate.samenhang.cyclus.reserves import reserves
from sdreport.gate.samenhang.dagen.tijdlijn import BESTANDEN, schooljaren, tijdlijn
from sdreport.gate.samenhang.invoer import invoer
from sdreport.gate.samenhang.jaren import historie as koppelingen_historie
from sdreport.gate.samenhang.jaren.maanden import maand_op_maand
from sdreport.gate.samenhang.landelijk import landelijk
from sdreport.gate.samenhang.personen import toewijzingen as koppelingen
from sdreport.gate.samenhang.personen.declaraties import declaraties
from sdreport.gate.samenhang.personen.dubbelgangers import dubbelgangers
from sdreport.gate.samenhang.personen.eensgezind import personen, verschoven
from sdreport.gate.samenhang.personen.leeftijden import leeftijden
from sdreport.gate.samenhang.personen.nummers import nummers
from sdreport.gate.samenhang.personen.overlap import overlap
from sdreport.gate.samenhang.personen.overlijden import overlijden
from sdreport.gate.samenhang.personen.uitkeringen import uitkeringen
from sdreport.gate.samenhang.personen.vorig_extract import vorig_extract
from sdreport.gate.samenhang.personen.wijken import wijkbevolking, wijken
from sdreport.gate.samenhang.persoonsgegevens import persoonsgegevens
from sdreport.gate.samenhang.run import Koppeling
from sdreport.gate.samenhang.volgorde import BESTANDEN as ONDER_ELKAAR
from sdreport.gate.samenhang.volgorde import volgorde
from sdreport.intake.catalogue.datasets import DATASETS

ALLES = tuple(DATASETS)
BEDRAGEN = ("declaraties", "uitkeringen", "inkomensondersteuning")
HISTORIE = (
    "toewijzingen", "declaraties", "uitkeringen", "inkomensondersteuning", "begroting", "bezwaarschriften",
    "tellingen", "bevolking",
)  # fmt: skip

KOPPELINGEN: tuple[Koppeling, ...] = (
    Koppeling("toewijzingen", ("toewijzingen",), ("toewijzingen",), koppelingen.toewijzingen),
    Koppeling("declaraties", ("declaraties", "toewijzingen"), ("declaraties", "toewijzingen"), declaraties),
    Koppeling("uitkeringen", ("uitkeringen",), ("uitkeringen",), uitkeringen),
    Koppeling("bezwaarschriften", ("bezwaarschriften",), ("bezwaarschriften",), koppelingen.bezwaarschriften),
    Koppeling("personen", koppelingen.PERSONEN, (), personen),
    Koppeling("nummers", koppelingen.PERSONEN, (), nummers),
    Koppeling("overlap", koppelingen.PERSONEN, (), overlap),
    Koppeling("dubbelgangers", koppelingen.PERSONEN, (), dubbelgangers),
    Koppeling("overlijden", koppelingen.PERSONEN, (), overlijden),
    Koppeling("leeftijden", koppelingen.PERSONEN, (), leeftijden),
    Koppeling("verschoven", (*koppelingen.PERSONEN, "declaraties"), (), verschoven),
    Koppeling("demografie", koppelingen.PERSONEN, (), demografie),
    Koppeling("inwoners", ("bevolking",), ("bevolking",), inwoners),
    Koppeling("vorig_extract", koppelingen.PERSONEN, (), vorig_extract),
    Koppeling("wijken", ("toewijzingen", "wijkbevolking"), ("toewijzingen",), wijken),
    Koppeling(
        "wijkbevolking",
        ("wijkbevolking", "toewijzingen"),
        ("wijkbevolking", "toewijzingen", "bevolking"),
        wijkbevolking,
    ),
    Koppeling("tijdlijn", BESTANDEN, (), tijdlijn),
    Koppeling(
        "begroting", ("begroting",), ("begroting", "declaraties", "toewijzingen"), koppelingen_geld.begroting
    ),
    Koppeling("facturen", ("declaraties",), ("declaraties", "toewijzingen"), gebruikelijk.facturen),
    Koppeling("huishoudens", koppelingen.PERSONEN, (), gebruikelijk.huishoudens),
    Koppeling("leerlingen", ("leerlingen",), ("leerlingen",), leerlingen),
    Koppeling("bevolking", ("bevolking",), ("bevolking",), gebruikelijk.bevolking),
    Koppeling("schooljaren", ("leerlingen",), ("leerlingen",), schooljaren),
    Koppeling("maanden", ("declaraties",), ("declaraties", "toewijzingen"), koppelingen_historie.maanden),
    Koppeling("maand_op_maand", ("uitkeringen", "declaraties"), (), maand_op_maand),
    Koppeling("verandering", HISTORIE, (), koppelingen_historie.verandering),
    Koppeling("invulling", INGEVULD, (), invulling),
    Koppeling("bedragen", (*BEDRAGEN, "toewijzingen"), (), bedragen),
    Koppeling("volgorde", ONDER_ELKAAR, (), volgorde),
    Koppeling("afronding", BEDRAGEN, (), afronding),
    Koppeling("aantallen", tuple(TELLINGEN), (), aantallen),
    Koppeling("ramingen", ("begroting",), ("begroting",), ramingen),
    Koppeling("partners", ("tellingen",), ("tellingen",), partners),
    Koppeling("verdelingen", EXTRACTEN, (), verdelingen),
    Koppeling("plannen", ("plannen",), ("plannen",), plannen),
    Koppeling("besluiten", ("besluiten",), ("besluiten",), besluiten),
    Koppeling("reserves", ("reserves",), ("reserves",), reserves),
    Koppeling("landelijk", ("landelijk",), ("landelijk",), landelijk),
    Koppeling("overzichten", ("overzichten",), ("overzichten",), overzichten),
    Koppeling("levering", ALLES, (), koppelingen_levering.levering),
    Koppeling("invoer", ALLES, (), invoer),
    Koppeling("persoonsgegevens", ALLES, (), persoonsgegevens),
)
