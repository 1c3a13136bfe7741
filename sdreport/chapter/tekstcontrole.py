"""The check of all texts of a report before anything is drawn: placeholders, typed numbers, and claims."""

from collections.abc import Iterator, Mapping, Sequence

from sdreport.chapter.beweringen import check_claims
from sdreport.chapter.tekst import Feiten, Sectie, check_toelichting, read_toelichting
from sdreport.chapter.werkmap import Werkmap
from sdreport.errors import ConfigurationError


def check_texts(werkmap: Werkmap, hoofdstukken: Sequence[str]) -> None:
    """Check the toelichting and the texts of speerpunten; `ConfigurationError` lists every fault at once."""
    feiten = Feiten(werkmap.read_register(), werkmap.read("rapport")["gemeente"])
    faults: list[str] = []
    for naam in hoofdstukken:
        try:
            faults += _faults(read_toelichting(werkmap.toelichting / f"{naam}.md"), feiten)
        except ConfigurationError as error:
            faults.append(str(error))
    speerpunten = (
        Sectie(row["speerpunt"], row["tekst"], row["bestand"], int(row["regel"]))
        for row in werkmap.read("speerpunten")
    )
    faults += _faults({str(sectie.regel): sectie for sectie in speerpunten}, feiten)
    if faults:
        raise ConfigurationError.from_list("De toelichting klopt niet:", faults)


def _faults(secties: Mapping[str, Sectie], feiten: Feiten) -> Iterator[str]:
    """What cannot be filled in, and the claims that their fact contradicts."""
    unfillable = check_toelichting(secties, feiten)
    yield from unfillable
    if not unfillable:
        claims = check_claims(secties, feiten)
        yield from (bewering.as_text() for bewering in claims if bewering.ernst == "kritiek")
