"""Text to types, strictly: a field that is not surely right is a reject, never a guess.

Dutch notation: decimal comma, thousand dots, `€`, dates as dd-mm-jjjj. `2572.65` and `1,234.56` are rejects:
read leniently they would silently become 257265 and 1,23.
"""

import pandas as pd

from sdreport.intake.catalogue.definition import Column

# [0-9], as \d also takes the digits of other scripts; 12 digits are more than any count or amount, and sure to fit
WHOLE = r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})"
AMOUNT = rf"{WHOLE}(?:,(?:[0-9]{{1,2}}|-))?"
DECIMAL = rf"{WHOLE}(?:,[0-9]{{1,4}})?"
VERWACHT = {
    "getal": "Verwacht een geheel getal, zoals 1250 of 1.250.",
    "decimaal": "Verwacht een getal met decimale komma, zoals 7,25.",
    "bedrag": "Verwacht een bedrag met decimale komma, zoals 1.250,50.",
    "datum": "Verwacht een bestaande datum als dd-mm-jjjj, zoals 31-12-2023.",
}


def cast_column(text: pd.Series, column: Column) -> tuple[pd.Series, pd.Series]:
    """Cast a column of text to its kind.

    Returns the typed values (string, Int64, float64 in euro, or datetime64) and a boolean mask, both with the
    index of `text`, in which True marks a field that is filled but cannot be read. Empty fields are missing.
    """
    clean = text.str.replace("\u00a0", " ", regex=False).str.strip()
    filled = clean != ""
    values: pd.Series
    if column.soort == "getal":
        readable = clean.str.fullmatch(WHOLE)
        digits = clean.where(readable, None).str.replace(".", "", regex=False)
        values = pd.to_numeric(digits, errors="coerce").astype("Int64")
    elif column.soort == "bedrag":
        bare = clean.str.replace(r"^(-?)\s*€\s*", r"\1", regex=True)
        readable = bare.str.fullmatch(AMOUNT)
        digits = (
            bare.where(readable, None).str.replace(".", "", regex=False).str.replace(",-", "", regex=False)
        )
        values = pd.to_numeric(digits.str.replace(",", ".", regex=False), errors="coerce").astype("float64")
    elif column.soort == "decimaal":
        readable = clean.str.fullmatch(DECIMAL)
        digits = clean.where(readable, None).str.replace(".", "", regex=False)
        values = pd.to_numeric(digits.str.replace(",", ".", regex=False), errors="coerce").astype("float64")
    elif column.soort == "datum":
        readable = clean.str.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}")
        days = pd.to_datetime(clean.where(readable, None), format="%d-%m-%Y", errors="coerce")
        values = days.astype("datetime64[us]")  # of no date at all it would be another type
        readable = values.notna()
    else:
        return clean.where(filled, None).astype("str"), pd.Series(False, index=text.index)
    return values.where(filled), filled & ~readable.astype(bool)
