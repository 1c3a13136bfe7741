"""What the gate costs on large extracts: time and peak memory, each measurement in a process of its own.

    python benchmarks/gate.py            declaraties of 10 thousand, 100 thousand and 1 million rows
    python benchmarks/gate.py --groot    and of 3, 10 and 30 million rows (frames are left out there)

One run makes the files, reads that of the declaraties once as bytes and once typed by the embedded engine (the
yardsticks), and then measures two things.

The suite of the declaraties: the reader for large extracts with the suite compiled to SQL; the reader for small ones
with Great Expectations on its frame; and that frame with pandera and with pointblank, which are left out when they are
not there (`python -m pip install pandera pointblank`). *x lezen* is the processor against that typed read.

The whole gate, two ways: declaraties, toewijzingen (one per twelve declaraties) and begroting, with all rules on each
and all rules between them. The first with what is large in the store, the second with frames; the rules between
extracts run in the engine both times. All ways must find the same number of failing rows.
"""

import argparse
import csv
import datetime as dt
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anderen import run_pandera, run_pointblank

JAAR = 2023
PROJECT = Path(__file__).parents[1]
EXPECTATIONS = PROJECT / "expectations"
VOORBEELD = PROJECT / "data" / str(JAAR)
EXTRACTEN = ("toewijzingen", "declaraties", "begroting")
MATEN = (10_000, 100_000, 1_000_000)
GROOT = (3_000_000, 10_000_000, 30_000_000)
GROOTST = 30_000_000
OP_EEN_FRAME_TOT = 1_000_000
MAANDEN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FOUT_OP = 9_973  # one faulty row in so many


def write_declaraties(path: Path, rows: int) -> None:
    """Generate declaraties: twelve months per toewijzing, and now and then a row with a fault."""
    chance = random.Random(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("declaratienummer;toewijzingnummer;begindatum;einddatum;bedrag\n")
        for number in range(rows):
            month = number % 12
            amount = f"{chance.randint(1, 4999)},{chance.randint(0, 99):02}"
            if number % FOUT_OP == FOUT_OP - 1:
                amount = ("0,00", "-1,00", "75.000,00", "")[number // FOUT_OP % 4]
            stream.write(
                f"D{number:09};T{number // 12:08};01-{month + 1:02}-{JAAR};"
                f"{MAANDEN[month]}-{month + 1:02}-{JAAR};{amount}\n"
            )


def write_toewijzingen(path: Path, rows: int) -> None:
    """Make toewijzingen of those in the example, each of a person of its own; now and then one starts too late."""
    with (VOORBEELD / "toewijzingen.csv").open(encoding="utf-8", newline="") as stream:
        header, *examples = csv.reader(stream, delimiter=";")
    usual = {"toewijzingsdatum": f"01-12-{JAAR - 1}", "einddatum": "", "reden_beeindiging": ""}
    usual |= dict.fromkeys(("meldingsdatum", "aanvraagdatum", "besluitdatum", "werkelijke_einddatum"), "")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        for number in range(rows):
            start = f"01-02-{JAAR}" if number % FOUT_OP == FOUT_OP - 1 else f"01-01-{JAAR}"
            own = {
                "toewijzingnummer": f"T{number:08}",
                "clientnummer": f"P{number:07}",
                "huishoudnummer": f"H{number:07}",
                "ingangsdatum": start,
                "werkelijke_begindatum": start,
            }
            example = dict(zip(header, examples[number % len(examples)], strict=True))
            writer.writerow((example | usual | own).values())


def _dataset() -> Any:
    from sdreport.intake.catalogue.datasets import DATASETS

    return DATASETS["declaraties"]


def _suite(rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    from sdreport.gate.suite_parameters import make_suite_parameters
    from sdreport.gate.suites import load_suites

    known = [f"T{number:08}" for number in range(-(-rows // 12))]
    parameters = make_suite_parameters({}, {}, JAAR) | {"toewijzingnummers": known}
    return load_suites(EXPECTATIONS, ["declaraties"]), parameters


def read_bytes(folder: Path, rows: int) -> int:
    """The file once, as bytes."""
    with (folder / "declaraties.csv").open("rb") as stream:
        while stream.read(1 << 20):
            pass
    return 0


def read_typed(folder: Path, rows: int) -> int:
    """The file once, typed by the embedded engine as it comes: no checks of any kind, amounts as text."""
    import duckdb

    path = folder / "declaraties.csv"
    with duckdb.connect(str(folder / "ijkmaat.db")) as connection:
        connection.execute(
            f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', delim = ';', header = true, auto_detect = false,"
            " dateformat = '%d-%m-%Y', columns = {'declaratienummer': 'VARCHAR', 'toewijzingnummer': 'VARCHAR',"
            " 'begindatum': 'DATE', 'einddatum': 'DATE', 'bedrag': 'VARCHAR'})"
        )
    (folder / "ijkmaat.db").unlink()
    return 0


def read_only(folder: Path, rows: int) -> int:
    """The reader for large extracts, without the gate."""
    from sdreport.intake.large.read import read_groot
    from sdreport.intake.large.storage import Storage

    with Storage(folder) as storage:
        read_groot(folder, _dataset(), storage)
    return 0


def check_sql(folder: Path, rows: int) -> int:
    """The reader for large extracts and the suite compiled to SQL."""
    from sdreport.gate.gate import begin_gate
    from sdreport.intake.large.read import read_groot
    from sdreport.intake.large.storage import Storage

    with Storage(folder) as storage:
        levering = read_groot(folder, _dataset(), storage)
        assert levering.table is not None
        suites, parameters = _suite(rows)
        absent = {"declaraties": levering.niet_geleverd}
        results = begin_gate({"declaraties": levering.table}, suites, parameters, {}, absent)()
        return sum(result.aantal for result in results)


def check_great_expectations(folder: Path, rows: int) -> int:
    """The reader for small extracts and Great Expectations on its frame."""
    from sdreport.gate.gate import begin_gate
    from sdreport.intake.reader import read_delivery

    levering = read_delivery(folder, _dataset())
    assert levering.table is not None
    suites, parameters = _suite(rows)
    absent = {"declaraties": levering.niet_geleverd}
    results = begin_gate({"declaraties": levering.table}, suites, parameters, {}, absent)()
    return sum(result.aantal for result in results)


def check_otherwise(run: Callable[[Any, dict[str, Any]], int]) -> Callable[[Path, int], int]:
    """The reader for small extracts and another library on its frame."""

    def check(folder: Path, rows: int) -> int:
        from sdreport.intake.reader import read_delivery

        table = read_delivery(folder, _dataset()).table
        assert table is not None
        return run(table, _suite(rows)[1])

    return check


def check_everything(folder: Path, rows: int) -> int:
    """The whole gate on the three extracts, the large ones in the store, as `sdreport check` runs it."""
    return _check_everything(folder, 50_000)


def check_everything_on_frames(folder: Path, rows: int) -> int:
    """The whole gate on the three extracts as frames."""
    return _check_everything(folder, GROOTST + 1)


def measure_and_check(folder: Path, rows: int) -> int:
    """What a build does with extracts: the whole gate, with the numbers of the three extracts measured."""
    return _check_everything(folder, 50_000, measured=True)


def _check_everything(folder: Path, grens: int, *, measured: bool = False) -> int:
    from sdreport.gate.gate import begin_gate
    from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
    from sdreport.gate.samenhang.run import begin_koppelingen, load_koppelingsuites
    from sdreport.gate.samenhang.sources import Bronnen
    from sdreport.gate.suite_parameters import make_suite_parameters
    from sdreport.gate.suites import load_suites
    from sdreport.intake.catalogue.datasets import DATASETS
    from sdreport.intake.deliveries import read_leveringen
    from sdreport.project.references import load_references

    leveringen = read_leveringen(folder, [DATASETS[slug] for slug in EXTRACTEN], grens)
    tables: dict[str, Any] = {item.dataset.slug: item.table for item in leveringen}
    references = load_references(PROJECT / "data")
    parameters = make_suite_parameters(tables, references, JAAR)
    absent = {item.dataset.slug: item.niet_geleverd for item in leveringen}
    eigen = begin_gate(tables, load_suites(EXPECTATIONS, EXTRACTEN), parameters, {}, absent)
    if measured:
        _measure(tables, references)
    files = {item.dataset.slug: item.file for item in leveringen}
    bronnen = Bronnen(
        tables, references, JAAR, dt.date(JAAR + 1, 5, 30), bestanden=files, niet_geleverd=absent
    )
    samenhang = load_koppelingsuites(EXPECTATIONS, KOPPELINGEN)
    results = begin_koppelingen(KOPPELINGEN, bronnen, samenhang, EXTRACTEN, eigen)()
    untested = [result.regel for result in results if result.status == "niet uitgevoerd"]
    if untested:
        sys.exit(f"Niet getoetst: {', '.join(untested)}")
    return sum(result.aantal for result in results)


def _measure(tables: dict[str, Any], references: dict[str, Any]) -> None:
    from sdreport.intake.large.frames import Frames
    from sdreport.intake.large.read import GroteTabel
    from sdreport.measures import measure_extracts
    from sdreport.measures.definitie import Invoer

    large = {slug: table for slug, table in tables.items() if isinstance(table, GroteTabel)}
    metingen = measure_extracts(Invoer(JAAR, Frames(tables), references, groot=large), ())
    if metingen.oorzaak or not metingen.cijfers:
        sys.exit("Niet gemeten.")


METINGEN: dict[str, Callable[[Path, int], int]] = {
    "bestand lezen (bytes)": read_bytes,
    "bestand lezen (DuckDB, zonder toets)": read_typed,
    "inlezen groot": read_only,
    "inlezen groot + SQL": check_sql,
    "inlezen klein + Great Expectations": check_great_expectations,
    "inlezen klein + pandera": check_otherwise(run_pandera),
    "inlezen klein + pointblank": check_otherwise(run_pointblank),
    "alles, met samenhang, groot": check_everything,
    "alles, met samenhang en meten, groot": measure_and_check,
    "alles, met samenhang, op frames": check_everything_on_frames,
}
OP_FRAME = (
    "inlezen klein + Great Expectations",
    "inlezen klein + pandera",
    "inlezen klein + pointblank",
    "alles, met samenhang, op frames",
)
IJKMAAT = "bestand lezen (DuckDB, zonder toets)"


def measure(name: str, folder: Path, rows: int) -> dict[str, Any] | None:
    """Run one measurement in a new process: seconds, those of the processor, peak memory in MB and failing rows."""
    command = [sys.executable, __file__, "--meet", name, str(folder), str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {name}: niet gemeten ({done.stderr.strip().splitlines()[-1][:100]})")
        return None
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run_measurement(name: str, folder: Path, rows: int) -> None:
    """The inside of such a process. Time includes importing the libraries: a steward waits for that as well."""
    start = time.perf_counter()
    found = METINGEN[name](folder, rows)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(item.ru_utime + item.ru_stime for item in used)
    peak = sum(item.ru_maxrss for item in used) / 1024  # as if all processes peaked at once
    print(json.dumps({"seconden": seconds, "cpu": cpu, "mb": peak, "gevonden": found}))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the gate on large extracts.")
    parser.add_argument("--groot", action="store_true", help="also 3, 10 and 30 million rows")
    parser.add_argument("--rijen", type=int, nargs="+", help="other numbers of rows than these")
    parser.add_argument("--wat", nargs="+", help="only the ways whose names begin so")
    parser.add_argument("--meet", nargs=3, metavar=("WAT", "MAP", "RIJEN"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.meet:
        run_measurement(options.meet[0], Path(options.meet[1]), int(options.meet[2]))
        return
    ways = [name for name in METINGEN if name == IJKMAAT or name.startswith(tuple(options.wat or [""]))]
    for rows in options.rijen or ((*MATEN, *GROOT) if options.groot else MATEN):
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), rows, ways)


def compare(folder: Path, rows: int, ways: list[str]) -> None:
    """Make the extracts, measure these ways, and print them beside each other."""
    write_declaraties(folder / "declaraties.csv", rows)
    write_toewijzingen(folder / "toewijzingen.csv", -(-rows // 12))
    shutil.copy(VOORBEELD / "begroting.csv", folder)
    size = (folder / "declaraties.csv").stat().st_size / 1e6
    print("\n" + f"{rows:,} rijen".replace(",", ".") + f", {size:.0f} MB")
    print(f"  {'':38}{'tijd':>9}{'cpu':>9}{'geheugen':>11}{'x lezen':>9}{'gevonden':>10}")
    results = {}
    for name in ways:
        if (rows > OP_EEN_FRAME_TOT and name in OP_FRAME) or not (result := measure(name, folder, rows)):
            continue
        results[name] = result
        ratio = result["cpu"] / results[IJKMAAT]["cpu"] if IJKMAAT in results else float("nan")
        found = str(result["gevonden"]) if result["gevonden"] else ""
        cost = f"{result['seconden']:7.2f} s{result['cpu']:7.2f} s{result['mb']:8.0f} MB"
        print(f"  {name:38}{cost}{ratio:9.1f}{found:>10}", flush=True)
    for sign in ("+", "alles"):
        if len({result["gevonden"] for name, result in results.items() if sign in name}) > 1:
            sys.exit("De manieren vinden niet evenveel rijen.")


if __name__ == "__main__":
    main()
