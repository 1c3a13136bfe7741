"""Whatever stands in a file that people keep or deliver: it is read, or refused in a message of its own.

Each kind of file is taken from the project and spoiled: cut off, with signs put in, lines twice, values replaced.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bedorven import check_all, spoil, try_often
from bouwhulp import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sdreport.chapter.layout.calls import read_calls
from sdreport.chapter.toelichting.text import read_toelichting
from sdreport.gate.suites import load_suites
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.reader import read_delivery
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.logo import check_logo
from sdreport.project.parameters import find_parameters, load_parameters
from sdreport.project.references import load_references, make_labels
from sdreport.publish.execute.run import check_notebooks
from sdreport.publish.overview import read_rapporten
from sdreport.register.built.verification import verify_report
from sdreport.register.files import read_register
from sdreport.register.history import read_history
from sdreport.register.manifest import make_manifest
from sdreport.safe.signature import check_signature, make_keys, sign


def read_references(path: Path) -> None:
    make_labels(load_references(path.parent))


def read_parameters(path: Path) -> None:
    load_parameters(find_parameters(path.parent))


def read_report(path: Path) -> None:
    verify_report(path.parent, None)


def read_extract(path: Path) -> None:
    read_delivery(path.parent, DATASETS[path.stem])


def read_overzicht(path: Path) -> None:
    """The page that lists all reports passes over one that cannot be read."""
    read_rapporten(path.parent.parent)


def read_signed(path: Path) -> None:
    check_signature(b"x", path, path.with_name("proef.key.pub"))


PLAN = "uitvoeringsplan-2017-2018"
SOORTEN: dict[str, tuple[Path, tuple[Callable[[Path], object], ...]]] = {
    "parameters": (ROOT / "parameters" / "raadsrapportage-2023.yaml", (load_parameters, read_parameters)),
    "regio": (ROOT / "parameters" / "peilnota-1-2014.yaml", (load_parameters,)),
    "huisstijl": (ROOT / "parameters" / "huisstijl.yaml", (load_huisstijl,)),
    "logo": (ROOT / "parameters" / "logo.svg", (check_logo,)),
    "suite": (ROOT / "expectations" / "toewijzingen.json", (lambda path: load_suites(path.parent, [path.stem]),)),
    "history": (ROOT / "data" / "history" / "2022.csv",
                (read_register, lambda path: read_history(path.parent, 2023))),
    "toelichting": (ROOT / "data" / "2023" / "toelichting" / "4_financien.md", (read_toelichting,)),
    "notebook": (ROOT / "notebooks" / "4_financien.ipynb",
                 (read_calls, lambda path: check_notebooks([path], {"rapport": "x", "jaar": 1}))),
    "extract": (ROOT / "data" / PLAN / "plannen.csv", (read_extract,)),
    **{name: (ROOT / "data" / f"{name}.csv", (read_references,))
       for name in ("productcodes", "codelijsten", "labels", "programmas", "taakvelden", "doelenlijn", "postcodes")},
}  # fmt: skip


@pytest.mark.parametrize("soort", SOORTEN)
@try_often(30)
@given(data=st.data())
def test_a_spoiled_file_is_read_or_refused(
    soort: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    source, readers = SOORTEN[soort]
    folder = tmp_path_factory.getbasetemp() / f"bedorven-{soort}"
    folder.mkdir(exist_ok=True)
    for beside in (*source.parent.glob("*.csv"), *source.parent.glob("*.svg")):
        if not (folder / beside.name).exists():
            shutil.copy(beside, folder)
    content = data.draw(spoil(source.read_bytes()) | st.binary(max_size=50))
    check_all(folder / source.name, content, readers)


@try_often(40)
@given(data=st.data())
def test_a_spoiled_manifest_or_signature_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "bedorven-manifest"
    folder.mkdir(exist_ok=True)
    if not (folder / "proef.key").exists():
        make_keys(folder / "proef.key", "")
    manifest = make_manifest({"rapport": "x"}, False, {"data/x.csv": "0" * 64}, {"index.html": "0" * 64})
    check_all(folder / "manifest.json", data.draw(spoil(manifest.encode())), (read_report, read_overzicht))
    signed = sign(b"x", folder / "proef.key", "", "bestand:x").encode()
    check_all(folder / "manifest.json.minisig", data.draw(spoil(signed)), (read_signed,))


@try_often(60)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ),
    data=st.data(),
)
def test_any_value_in_a_suite_or_notebook_is_read_or_refused(
    value: object, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "bedorven-json"
    folder.mkdir(exist_ok=True)
    for soort in ("suite", "notebook"):
        source, readers = SOORTEN[soort]
        content = json.loads(source.read_text(encoding="utf-8"))
        place: object = content
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.booleans()):
                place[key] = value  # type: ignore[index]
                break
            place = place[key]  # type: ignore[index]
        check_all(folder / source.name, json.dumps(content).encode(), readers)
