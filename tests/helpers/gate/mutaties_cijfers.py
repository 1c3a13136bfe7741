"""Ways to spoil a register of numbers, one or more for each rule on registers: this year's, or a published one."""

from dataclasses import dataclass

NU = "register"


@dataclass(frozen=True)
class Cijfermutatie:
    """One number changed. `gevonden` are all dataset, rule and address that must be found, and nothing else.

    `dataset` is `register` or `cijfers-<jaar>`; `waarde` what becomes of the number at `adres`.
    """

    dataset: str
    adres: str
    waarde: float | None
    gevonden: tuple[tuple[str, str, str], ...]


def mutatie(dataset: str, adres: str, waarde: float | None, *found: str) -> Cijfermutatie:
    """A mutation; what is found is written as `rule address` or `dataset rule address`, its own dataset being meant."""
    parts = [item.split(" ") for item in found]
    full = [part if len(part) == 3 else [dataset, *part] for part in parts]
    return Cijfermutatie(
        dataset, adres, waarde, tuple((one, f"register.{rule}", at) for one, rule, at in full)
    )


GROOTSTE = "clienten.jeugdwet.totaal"
CIJFERMUTATIES = [
    mutatie(NU, "leerlingen.2022-2023.totaal", 4459, "som_klopt leerlingen.2022-2023.totaal"),
    mutatie(NU, "bezwaarschriften.wmo.ingetrokken", 5, "som_klopt bezwaarschriften.wmo.totaal",
            "som_klopt bezwaarschriften.totaal.ingetrokken"),
    mutatie(NU, "inwoners_prognose.18-64", 17323, "som_klopt inwoners_prognose.totaal"),
    mutatie(NU, "raming_verschil.wmo.woonvoorzieningen", -14601, "som_klopt raming_verschil.wmo.totaal"),
    mutatie("cijfers-2022", "verwijzingen.totaal", 584, "som_klopt verwijzingen.totaal",
            *(f"aandeel_klopt verwijzingen_aandeel.{naam}" for naam in (
                "gecertificeerde-instelling", "gemeente", "huisarts", "jeugdarts", "medisch-specialist", "overig"))),
    mutatie("cijfers-2021", "inwoners.totaal", 36040, "som_klopt inwoners.totaal"),
    mutatie("cijfers-2020", "instroom_bijstand.03", 99, "som_klopt instroom_bijstand.totaal"),
    mutatie(NU, "bijzondere_bijstand.totaal", 0, "uniek_totaal_tussen_grenzen bijzondere_bijstand.totaal",
            "cijfers_gelijk clienten.participatiewet.bijzondere-bijstand"),
    mutatie(NU, "bijzondere_bijstand_of_energietoeslag", 1000,
            "uniek_totaal_tussen_grenzen bijzondere_bijstand_of_energietoeslag"),
    mutatie("cijfers-2022", GROOTSTE, 177, f"uniek_totaal_tussen_grenzen {GROOTSTE}"),
    mutatie("cijfers-2021", GROOTSTE, 6686, f"uniek_totaal_tussen_grenzen {GROOTSTE}"),
    mutatie(NU, "uitstroom_reden_aandeel.werk", 3.3333, "aandeel_klopt uitstroom_reden_aandeel.werk"),
    mutatie(NU, "kosten_verdeling_aandeel.maatwerk", 64.9136, "aandeel_klopt kosten_verdeling_aandeel.maatwerk"),
    mutatie("cijfers-2022", "telling_aandeel.poh-trajecten.zelf-geholpen", 37.979,
            "aandeel_klopt telling_aandeel.poh-trajecten.zelf-geholpen"),
    mutatie(NU, "stand_bijstand.einde", 308, "stand_sluit_aan stand_bijstand.einde"),
    mutatie("cijfers-2021", "stand_bijstand.einde", 352, "stand_sluit_aan stand_bijstand.einde",
            "cijfers-2022 begin_is_vorig_einde stand_bijstand.begin"),
    mutatie("cijfers-2020", "stand_bijstand.begin", 373, "stand_sluit_aan stand_bijstand.einde"),
    mutatie("cijfers-2022", "bijstand.totaal", 414, "cijfers_gelijk clienten.participatiewet.bijstand"),
    mutatie(NU, "kosten_verdeling.maatwerk", 1970228.3, "cijfers_gelijk kosten_verdeling.maatwerk",
            "aandeel_klopt kosten_verdeling_aandeel.maatwerk"),
    mutatie(NU, "clienten_leeftijd.wmo.89+.man", 43, "leeftijden_tellen_op clienten.wmo.totaal"),
    mutatie("cijfers-2022", "energietoeslag_huishoudens", 103.6, "aantal_is_heel energietoeslag_huishoudens"),
    mutatie(NU, "clienten.participatiewet.maatwerk", -1, "aantal_is_heel clienten.participatiewet.maatwerk"),
]  # fmt: skip
