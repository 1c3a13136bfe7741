"""The colour of letters in a coloured bar."""

from sdreport.project.huisstijl import contrast

WIT, ZWART = "#ffffff", "#000000"
KEER = ((-0.574, 1.430, 0.144), (0.426, 0.430, 0.144), (0.426, 1.430, -0.856))
"""What `hue-rotate(180deg)` makes of red, green and blue (Filter Effects Module Level 1)."""


def choose_ink(colour: str) -> str:
    """Black or white, whichever can be read best on a colour, in the light and in the dark."""
    return max((WIT, ZWART), key=lambda ink: min(contrast(ink, colour), contrast(turn(ink), turn(colour))))


def turn(colour: str) -> str:
    """A colour as the page shows it in the dark: inverted, with its hue turned back."""
    inverted = [255 - int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    turned = (sum(part * value for part, value in zip(row, inverted, strict=True)) for row in KEER)
    return "#" + "".join(f"{min(255, max(0, round(value))):02x}" for value in turned)
