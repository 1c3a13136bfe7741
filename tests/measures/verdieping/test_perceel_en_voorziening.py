"""Clients of a perceel, and of which voorziening they are the same persons."""

from dataclasses import replace

from meethulp import address, make_invoer

from sdreport.measures.producten import list_percelen
from sdreport.measures.verdieping.percelen import perceel_clienten

TOEWIJZINGEN = """
    toewijzingnummer;clientnummer;wet;productcode;leveringsvorm
    1;A;Wmo;dag;ZIN
    2;B;Wmo;dag;ZIN
    3;A;Wmo;hulp;ZIN
    4;C;Wmo;hulp;PGB
    5;D;Wmo;inloop;ZIN
    6;E;Jeugdwet;behandeling;ZIN
    7;E;Jeugdwet;breed;ZIN
"""
DECLARATIES = "toewijzingnummer\n" + "\n".join("1123456")


def test_percelen_and_voorzieningen_of_the_same_products_bound_each_other() -> None:
    invoer = make_invoer(toewijzingen=TOEWIJZINGEN, declaraties=DECLARATIES)
    products = invoer.referenties["productcodes"]
    jeugd = products["productcode"].isin(["behandeling", "breed", "verblijf", "landelijk", "begeleiding"])
    with_law = products.assign(wet=jeugd.map({True: "Jeugdwet", False: "Wmo"}))
    invoer = replace(invoer, referenties={**invoer.referenties, "productcodes": with_law})
    found = {
        address(cijfer): (cijfer.waarde, cijfer.hoogstens_van)
        for cijfer in perceel_clienten.calculate(invoer)
    }
    assert found == {
        "dagactiviteiten-volwassenen": (2, ("clienten.wmo.dagactiviteiten",)),
        "huishoudelijke-hulp": (1, ("clienten.wmo.huishoudelijke-hulp",)),
        "pgb-huishoudelijke-hulp": (1, ("clienten.wmo.huishoudelijke-hulp",)),
        "save-volwassenen-inloop-ggz": (1, ()),  # no voorziening of the report
        "ambulante-behandeling-jeugd": (1, ("clienten.jeugdwet.ambulante-behandeling",)),
    }
    assert list_percelen(invoer)["wmo", "huishoudelijke-hulp"] == (
        "perceel_clienten.huishoudelijke-hulp",
        "perceel_clienten.pgb-huishoudelijke-hulp",
    )
