"""Addresses in the parameters that mark numbers: those that fit nothing are slips of the pen, as a rule."""

import pytest

from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.stages.calculate import check_patterns

RIJEN = [
    Cijfer("clienten", 2023, {"wet": "wmo"}, 40.0, "personen", "definitief", "toewijzingen", "Inwoners.")
]


@pytest.mark.parametrize(
    "adres", ["clienten.wmo", "clienten.*", "clienten_wijk.*", "clienten_wijk.wmo.noord"]
)
def test_an_address_fits_a_number_or_names_what_was_not_measured(adres: str) -> None:
    """No wijk is known of anybody, say: then there is nothing to mark, and nothing wrong with the parameters."""
    check_patterns("voorbeeld", [adres], RIJEN)


@pytest.mark.parametrize("adres", ["clienten.wnmo", "clienten_wijken.*", "klienten.*", "*_wijk.*"])
def test_a_slip_of_the_pen_is_told(adres: str) -> None:
    with pytest.raises(ConfigurationError, match=r"onder 'voorbeeld' staan adressen[^$]*- ") as told:
        check_patterns("voorbeeld", [adres, "clienten.*"], RIJEN)
    assert adres in str(told.value)
