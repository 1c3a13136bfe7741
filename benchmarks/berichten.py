"""What an import of standard messages costs: time and peak memory, in a process of its own.

    python benchmarks/berichten.py              100 megabytes of messages
    python benchmarks/berichten.py --groot      a gigabyte
    python benchmarks/berichten.py --los        as loose files, in place of one zip

The messages are those of the example (`sdreport.exampledata.berichten`), of as many invented toewijzingen as it takes:
a 301, 305 and 307 in a message of its own, some twice, withdrawn or removed, and per provider and month a 323 with a
325 that rejects its first line. What must come out is known.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sdreport.exampledata.berichten.elements import render_bericht
from sdreport.exampledata.berichten.messages import Berichtkop, Client, Rij, cents_of, make_323, make_325
from sdreport.exampledata.berichten.toewijzingen import Bericht, Teller, make_berichten
from sdreport.exampledata.berichten.write import make_bsn

PROJECT = Path(__file__).parents[1]
JAAR = 2023
MB = 1_000_000
BYTES_PER_TOEWIJZING = 19_000
PER_AANBIEDER = 90
MAANDEN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SLEUTEL = "een-sleutel-om-te-meten-0123456789-abcdef"
MEET = """
import json, resource, sys, time
from pathlib import Path
from sdreport.intake.berichten.run import Opdracht, import_berichten
from sdreport.intake.berichten.tables import Vertaaltabellen
bron, doel, sleutel = sys.argv[1:]
begin = time.perf_counter()
wijken = {str(number): "wijk" for number in range(1000, 2000)}
done = import_berichten(Opdracht(Path(bron), Path(doel)), Vertaaltabellen(wijken), sleutel)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
rows = {one.pad.stem: one.rijen for one in done.geschreven}
told = {one.melding: one.aantal for one in done.verteld}
print(json.dumps({"s": time.perf_counter() - begin, "peak": peak, "rows": rows, "told": told}))
"""


def make_toewijzing(number: int) -> Rij:
    """One toewijzing, as a row of the extract with days as jjjj-mm-dd."""
    return {
        "toewijzingnummer": str(number), "wet": "Jeugdwet", "productcategorie": "45",
        "productcode": f"45A0{number % 9}", "verwijzertype": "01", "toewijzingsdatum": f"{JAAR}-01-10",
        "ingangsdatum": f"{JAAR}-01-01", "einddatum": f"{JAAR}-12-31",
        "werkelijke_begindatum": f"{JAAR}-01-{1 + number % 28:02}",
        "werkelijke_einddatum": f"{JAAR}-11-30" if number % 2 else "",
        "reden_beeindiging": "31" if number % 2 else "", "reden_wijziging": "", "volume": "5", "eenheid": "16",
        "frequentie": "2",
    }  # fmt: skip


def make_regel(number: int, month: int, first: bool, chance: random.Random) -> Rij:
    """One line of a declaration; the first of each is rejected."""
    cents = chance.randrange(400, 400_000, 4)
    return {
        "referentienummer": f"{number}-{month:02}", "vorig_referentienummer": "", "toewijzingnummer": str(number),
        "productcategorie": "45", "productcode": f"45A0{number % 9}", "begindatum": f"{JAAR}-{month:02}-01",
        "einddatum": f"{JAAR}-{month:02}-{MAANDEN[month - 1]}", "volume": "4", "eenheid": "16",
        "tarief": f"{cents // 400},{cents // 4 % 100:02}", "bedrag": f"{cents // 100},{cents % 100:02}",
        "status": "afgewezen" if first else "toegekend",
    }  # fmt: skip


def make_all(toewijzingen: int) -> Iterator[tuple[Bericht, int]]:
    """All messages, each with the eurocents that it rejects."""
    chance, teller = random.Random(toewijzingen), Teller()
    for first in range(1, toewijzingen + 1, PER_AANBIEDER):
        numbers, agb = range(first, min(first + PER_AANBIEDER, toewijzingen + 1)), f"{10_000_000 + first}"
        for number in numbers:
            client = Client(
                make_bsn(str(number)), str(2005 + number % 15), str(1 + number % 2), f"1{number % 900:03}AB"
            )
            yield from (
                (bericht, 0) for bericht in make_berichten(make_toewijzing(number), client, agb, teller)
            )
        for month in range(1, 13):
            lines = [
                (make_bsn(str(number)), make_regel(number, month, number == first, chance))
                for number in numbers
            ]
            asked, answer = (
                Berichtkop(soort, agb, teller.next(), f"{JAAR}-12-31") for soort in ("JW323", "JW325")
            )
            yield ("JW323", make_323(asked, f"{first}M{month}", lines)), 0
            yield (
                ("JW325", make_325(answer, asked, f"{first}M{month}", lines)),
                cents_of(lines[0][1]["bedrag"]),
            )


def write_all(target: Path, toewijzingen: int, los: bool) -> tuple[int, int, int]:
    """Write the messages; returns how many, their bytes, and the eurocents that they reject."""
    count = size = cents = 0
    packed = (
        None if los else zipfile.ZipFile(target / "berichten.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    )
    for (soort, content), rejected in make_all(toewijzingen):
        raw, count = render_bericht(soort, content), count + 1
        if packed is None:
            (target / f"{soort}_{count}.xml").write_bytes(raw)
        else:
            packed.writestr(f"{soort}_{count}.xml", raw)
        size, cents = size + len(raw), cents + rejected
    if packed is not None:
        packed.close()
    return count, size, cents


def sum_rejected(path: Path) -> int:
    """The eurocents of rejected lines in an extract."""
    total = 0
    with path.open(encoding="utf-8") as stream:
        header = next(stream).rstrip("\n").split(";")
        bedrag, status = header.index("bedrag"), header.index("status")
        for fields in (line.rstrip("\n").split(";") for line in stream):
            total += cents_of(fields[bedrag]) if fields[status] == "afgewezen" else 0
    return total


def main() -> None:
    """Make messages, import them, and tell what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--groot", action="store_true", help="a gigabyte in place of 100 megabytes")
    parser.add_argument("--los", action="store_true", help="loose files in place of one zip")
    arguments = parser.parse_args()
    toewijzingen = (1_000 if arguments.groot else 100) * MB // BYTES_PER_TOEWIJZING
    with tempfile.TemporaryDirectory() as folder:
        bron, doel = Path(folder) / "berichten", Path(folder) / "uit"
        bron.mkdir()
        doel.mkdir()
        count, size, cents = write_all(bron, toewijzingen, arguments.los)
        print(
            f"{count:,} messages, {size / MB:,.0f} MB, {'loose' if arguments.los else 'in one zip'}",
            flush=True,
        )
        command = [sys.executable, "-c", MEET, str(bron), str(doel), SLEUTEL]
        env = {**os.environ, "PYTHONPATH": str(PROJECT)}
        done = json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
        print(f"{done['s']:.0f} s, {size / MB / done['s']:.1f} MB/s, peak memory {done['peak'] / MB:.0f} MB")
        print(f"told: {done['told']}")
        assert done["rows"] == {"toewijzingen": toewijzingen, "declaraties": 12 * toewijzingen}
        assert sum_rejected(doel / "declaraties.csv") == cents, "the rejected lines add up"


if __name__ == "__main__":
    main()
