"""The register of numbers ("cijfers"): everything that is published, to look up by its address.

Tables, charts, alt texts, sentences, exports and comparisons between years read the register and nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sdreport.errors import ConfigurationError, suggest
from sdreport.register.cijfer import ADRES, Cijfer, Sleutel, make_adres, parse_adres
from sdreport.register.compare import is_example_year


class Register:
    """The register of one report: the rows of its year and those of earlier years, and looking them up."""

    def __init__(self, rijen: Iterable[Cijfer], jaar: int) -> None:
        """Take the rows; two rows with one address and year are a mistake of the maker."""
        self.jaar = jaar
        every = tuple(rijen)
        self.rijen = every
        self._index: dict[Sleutel, Cijfer] = {}
        self._of_indicator: dict[str, list[Cijfer]] = {}
        for rij in every:
            if self._index.setdefault(rij.sleutel, rij) is not rij:
                raise ConfigurationError(
                    f"Het cijfer {rij.adres} van {rij.jaar} staat twee keer in het register."
                )
            self._of_indicator.setdefault(rij.indicator, []).append(rij)

    def get(self, adres: str) -> Cijfer:
        """The row at an address; `ConfigurationError` names the closest address if there is none."""
        if not ADRES.fullmatch(adres):
            raise ConfigurationError(f"'{adres}' is geen adres van een cijfer (indicator.waarde.waarde).")
        indicator, waarden, jaar = parse_adres(adres, self.jaar)
        key = make_adres(indicator, waarden)
        if (key, jaar) not in self._index:
            here = (known for known, year in self._index if year == jaar)
            told = f"Er is geen cijfer '{key}' over {jaar}. {suggest(key, here, '')}"
            raise ConfigurationError(told.rstrip())
        return self._index[key, jaar]

    def find(self, adres: str, jaar: int) -> Cijfer | None:
        """The row at an address (without year) in a year; None if there is none."""
        return self._index.get((adres, jaar))

    def select(self, indicator: str, jaar: int | None = None, /, **waarden: str) -> list[Cijfer]:
        """Rows of an indicator, of one year or all, with the given values of dimensions."""
        return [
            rij
            for rij in self._of_indicator.get(indicator, ())
            if (jaar is None or rij.jaar == jaar)
            and all(rij.uitsplitsing.get(dim) == waarde for dim, waarde in waarden.items())
        ]

    def without_example_years(self) -> "Register":
        """The register without examples of earlier years, nor comparisons with them."""
        return Register((rij for rij in self.rijen if not is_example_year(rij, self.jaar)), self.jaar)


def mark_status(rijen: Iterable[Cijfer], adressen: Sequence[str], status: str) -> Iterator[Cijfer]:
    """Give rows whose address matches one of the patterns `adressen` another status."""
    for rij in rijen:
        yield replace(rij, status=status) if any(map(rij.fits, adressen)) else rij
