"""Rows of a register by their address, and a register as a file."""

from pathlib import Path

from sdreport.register.cijfer import Cijfer
from sdreport.register.files import COLUMNS


def rij(
    adres: str, jaar: int, waarde: float | None, eenheid: str = "personen", status: str = "definitief"
) -> Cijfer:
    """A row at an address such as `clienten.wmo.totaal`; its dimensions are called d1, d2, ..."""
    naam, *waarden = adres.split(".")
    uitsplitsing = {f"d{number}": value for number, value in enumerate(waarden, start=1)}
    return Cijfer(naam, jaar, uitsplitsing, waarde, eenheid, status, "proef", "Proef.")


def history_file(folder: Path, jaar: int, *lines: str) -> Path:
    """A register of one year with these lines below its header."""
    path = folder / f"{jaar}.csv"
    path.write_text("\n".join([";".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path
