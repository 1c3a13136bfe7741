"""What an import writes of messages about persons: nothing by which one is known, for its owner only."""

from pathlib import Path

from berichthulp import BSN, TABELLEN, bericht, client, contact, lees, toegewezen, verzoek


def test_nothing_personal_is_written(tmp_path: Path) -> None:
    lees(
        tmp_path,
        bericht("JW301", client(toegewezen(), contact=contact("1234AB"))),
        bericht("JW315", client(verzoek("R1", "02"))),
        tabellen=TABELLEN,
    )
    for path in (tmp_path / "uit").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("Geheim", BSN, "1234AB", "2010-03") if word in text], path.name
        assert path.stat().st_mode & 0o077 == 0
