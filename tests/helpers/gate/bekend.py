"""What the gate finds in the examples as they are: their documents print it like that, or leave it out.

Those who took the documents over listed these faults first; the gate must find each of them, and nothing else.
"""

from mutatiehulp import RAPPORTAGE, Gevonden

SAMEN = "samenhang_plannen"


def of_plan(**lines: set[int]) -> Gevonden:
    """Rules of the suite of plans (`plannen__x`) and of its koppeling, with their lines."""
    rules = {
        name: name.replace("plannen__", "plannen.") if "__" in name else f"{SAMEN}.{name}" for name in lines
    }
    return {("plannen", rules[name]): found for name, found in lines.items()}


BEKEND: dict[str, Gevonden] = {
    RAPPORTAGE: {},
    "beleidskader-2023-2027": {
        # subtotals of 2023, 2027 and 2028, and the balance of 2023
        ("overzichten", "samenhang_overzichten.totaal_klopt"): {89, 93, 94, 110},
        ("doelindicatoren", "doelindicatoren.jaar_bij_nulmeting"): {18, 23, 25, 26, 30, 32},
    },
    "peilnota-1-2014": {("besluiten", "besluiten.moment_bij_genomen"): {40, 42}},
    "uitvoeringsplan-2017-2018": of_plan(
        plannen__doelnummer_zonder_punt={78, 79},  # 7. in deel III, 1. in deel IV
        doelnummers_sluiten_aan={77},  # no 5 in deel III
        doelnummer_aanwezig={59, 63, 67, 70, 71, 120},  # all of deel II, and the last goal of deel IV
        doelnummer_van_eigen_programma={
            80,
            81,
            84,
            89,
            91,
            96,
            99,
        },  # 1.1 to 1.7 of deel IV are those of deel I
        doelnummers_eender={79},  # in deel IV only the first programme counts in two steps
        doelstelling_eenmaal={79, 109, 112, 116, 119},  # five goals come back in deel IV
        activiteitnummer_aanwezig={73, 74, 75, 76, 77, 78, 80, 104, 119},
    ),
    "uitvoeringsplan-2019-2022/2019-09-15": of_plan(
        plannen__doelnummer_zonder_punt={2, 65},  # 3.1.1. and CUP 3.6.
        plannen__doelnummer_een={36, 37},  # 3.5.1 - 3.5.3
        doelnummer_eenmaal={10, 17, 18, 32, 61},  # 3.2.3, 3.3.5 (three times), 3.4.6, 4.2.5
        doelnummers_sluiten_aan={
            19,
            28,
            54,
            58,
            63,
        },  # 3.3.6 and 3.3.7, 3.4.4, 4.1.1, 4.2.1 and 4.2.2, CUP 3.1-3.3
        doelnummers_op_volgorde={10},
        doelnummer_aanwezig={11, 55},
        doelnummer_volledig={53},  # 4.1 for 4.1.1
        doelnummer_van_eigen_programma={63, 64, 65, 66},  # CUP 3.4-3.7
        doelstelling_eenmaal={5, 13, 14, 16, 17, 18, 20, 22, 23},
        activiteitnummer_eenmaal={61},  # project 4
        activiteitnummers_op_volgorde={59},  # 1, 2, 5, 6, 3, 4, 4
        programma_bij_elkaar={62},  # an activity for the young, after 4.2
    ),
    "uitvoeringsplan-2019-2022/2020-07-01": of_plan(
        plannen__doelnummer_zonder_punt={2, 66},
        plannen__doelnummer_een={36, 37},
        doelnummer_eenmaal={11, 18, 19, 32, 62},
        doelnummers_sluiten_aan={20, 28, 54, 59, 64},
        doelnummers_op_volgorde={11},
        doelnummer_aanwezig={12, 56},
        doelnummer_volledig={53},
        doelnummer_van_eigen_programma={64, 65, 66, 67},
        doelstelling_eenmaal={5, 14, 15, 17, 18, 19, 21, 23, 24},
        activiteitnummer_eenmaal={62},
        activiteitnummers_op_volgorde={60},
        programma_bij_elkaar={63},
        op_tijd_gereed={3, 5, 41, 42, 43, 48, 49, 53, 59, 63},  # invented, to show what is late
    ),
}
